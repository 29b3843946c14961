/** What each core of the operating system's layer did, as spans: for viewers. */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import type { RecordLog } from './log.ts';

/** A stretch in which a core did one thing; in between it was idle. */
export interface CoreSpan {
  core: number;
  start: number;
  end: number;
  /** A thread of the program was on it, a neighbour's, or nobody because the quota was used up. */
  what: 'thread' | 'neighbour' | 'stands';
  /** The thread, NONE if it is none of the program. */
  m: number;
}

/** What a core does now. */
interface Now {
  what: CoreSpan['what'] | 'idle';
  m: number;
  since: number;
  throttled: boolean;
}

const CHANGES: ReadonlySet<number> = new Set([
  Ev.CoreOn, Ev.CoreOff, Ev.CoreThrottle, Ev.CoreUnthrottle,
]);

/** The spans of each core in the order of time, up to `end`; none where the layer was off. */
export function coreSpans(log: RecordLog, end: number): CoreSpan[][] {
  const cores: Now[] = [];
  const spans: CoreSpan[][] = [];
  const close = (core: number, time: number): void => {
    const { what, m, since } = cores[core]!;
    if (what === 'idle' || time <= since) return;
    spans[core]!.push({ core, start: since, end: time, what, m });
  };
  log.forEach((r) => {
    if (r.kind === Ev.Cores) {
      for (let core = 0; core < r.obj; core++) {
        cores.push({ what: 'idle', m: NONE, since: 0, throttled: false });
        spans.push([]);
      }
    }
    const now = CHANGES.has(r.kind) ? cores[r.obj] : undefined;
    if (!now) return;
    const before = { what: now.what, m: now.m };
    const next = after(now, r.kind, r.m);
    if (next.what === before.what && next.m === before.m) return;
    close(r.obj, r.time);
    Object.assign(now, next, { since: r.time });
  });
  for (let core = 0; core < cores.length; core++) close(core, end);
  return spans;
}

/** What the core does after a record about it; also notes whether it stands. */
function after(now: Now, kind: Ev, m: number): Pick<Now, 'what' | 'm'> {
  if (kind === Ev.CoreOn) return { what: m === NONE ? 'neighbour' : 'thread', m };
  if (kind === Ev.CoreThrottle) now.throttled = true;
  if (kind === Ev.CoreUnthrottle) now.throttled = false;
  const taken = now.what === 'thread' || now.what === 'neighbour';
  if (taken && kind !== Ev.CoreOff) return now;
  return { what: now.throttled ? 'stands' : 'idle', m: NONE };
}
