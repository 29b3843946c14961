/** Why a thread got a core or lost it: the operating system's layer, docs/cores.md. */
import { Ev, NONE } from '../../../assembly/abi/event.ts';
import type { RecordFields } from '../../records/cursor.ts';
import type { CoreState, State } from '../../records/state.ts';
import type { Explain, Why } from './why.ts';

/** Who is on a core. */
function holder(core: CoreState): string {
  if (core.throttled) return 'it stands: no quota';
  return core.load ? 'a neighbour' : core.m === NONE ? 'free' : `M${core.m}`;
}

const MOST = 8;

/** The cores, and who waits for one. */
function coresOf(before: State): string[] {
  const cores = before.cores.slice(0, MOST).map((c) => `core ${c.id}: ${holder(c)}`);
  const waiting = before.ms.filter((m) => m?.waits).map((m) => `M${m.id}`);
  const more = before.cores.length > MOST ? [`${before.cores.length - MOST} further cores`] : [];
  return [...cores, ...more,
    waiting.length === 0 ? 'no thread waits for a core' : `waiting: ${waiting.join(' ')}`];
}

type Core = Pick<Why, 'text' | 'func' | 'rule'>;

const who = (text: string, func: string): Core =>
  ({ text, func, rule: '2-who-gets-one' });
const quota = (text: string, func: string): Core => ({ text, func, rule: '3-the-quota' });

const ON = [
  who('It wakes and a core is free: the one where it ran last, if it can be, because its data may '
    + 'still be in that cache.', 'select_task_rq_fair'),
  who('A core is free. Of the threads that wait and have had no more than their share, it takes '
    + 'the one with the earliest deadline.', 'pick_eevdf'),
  who('All cores are taken, but this thread has had less than its share. It takes the core of '
    + 'the one that is furthest above its own.', 'check_preempt_wakeup_fair'),
];
const OFF = [
  { text: 'It has nothing to do: it sleeps, blocks in a system call or in the poller. Only who '
    + 'computes needs a core.', func: 'dequeue_task_fair', rule: '1-who-needs-a-core' },
  who('Its slice of time is over and others wait. The earliest deadline goes next.', 'update_curr'),
  who('Another thread wakes that has had less than its share, and this one has had most.',
    'check_preempt_wakeup_fair'),
  quota('The container has used the CPU time of this period. Its threads stand still until the '
    + 'next one begins, wherever they are; Go\'s scheduler does not know.', 'throttle_cfs_rq'),
];

const asks = (r: RecordFields, list: readonly Core[]): Core => list[r.detail] ?? list[0]!;
const explain = (core: (r: RecordFields) => Core): Explain => (r, before) =>
  ({ ...core(r), candidates: coresOf(before), doc: 'cores' });

export const CORE_REASONS: Partial<Record<number, Explain>> = {
  [Ev.Cores]: explain(() => ({
    text: 'With --cores, --quota or --load the threads share so many cores. Without them every '
      + 'thread that wants to run has one of its own.', func: 'sched_init',
    rule: '1-who-needs-a-core',
  })),
  [Ev.CoreOn]: explain((r) => asks(r, ON)),
  [Ev.CoreOff]: explain((r) => asks(r, OFF)),
  [Ev.CoreWait]: explain(() => who('All cores are taken by threads with as good a claim. It stands '
    + 'in line, with all that it holds: its P, and perhaps a lock.', 'enqueue_task_fair')),
  [Ev.CoreThrottle]: explain(() => quota('The core asked the pool for 5 ms more and the pool is '
    + 'empty: the quota of this period is used up.', 'throttle_cfs_rq')),
  [Ev.CoreUnthrottle]: explain(() => quota('A new period: the pool is full again, and the cores '
    + 'that have stood longest go on first.', 'unthrottle_cfs_rq')),
};
