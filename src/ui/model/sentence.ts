/** Each record as a sentence, in Go's words. */
import { Ev, NONE, Queue } from '../../../assembly/abi/event.ts';
import { PStatus } from '../../../assembly/abi/status.ts';
import type { RecordFields } from '../../records/cursor.ts';
import { reasonText } from '../../records/spec.ts';
import type { Names } from './names.ts';

type Say = (r: RecordFields, names: Names) => string;

export const gName = (g: number): string => g === 0 ? 'the runtime' : `G${g}`;
export const pName = (p: number): string => p === NONE ? 'no P' : `P${p}`;
export const mName = (m: number): string => m === NONE ? 'the runtime' : `M${m}`;

/** Where a record puts a goroutine. */
export function queueText(queue: number, p: number): string {
  switch (queue) {
    case Queue.RUNNEXT: return `runnext of ${pName(p)}`;
    case Queue.LOCAL: return `the local queue of ${pName(p)}`;
    case Queue.GLOBAL: return 'the global queue';
    case Queue.GLOBAL_HEAD: return 'the front of the global queue';
    case Queue.DIRECT: return 'no queue: a thread takes it directly';
    default: return 'a queue';
  }
}

const FROM: Partial<Record<Queue, string>> = {
  [Queue.RUNNEXT]: 'from runnext', [Queue.LOCAL]: 'from the local queue',
  [Queue.GLOBAL]: 'from the global queue', [Queue.DIRECT]: 'handed over directly',
  [Queue.STOLEN]: 'stolen from another P', [Queue.STOLEN_NEXT]: 'stolen from another runnext',
  [Queue.GLOBAL_TICK]: 'from the global queue, at the 61st tick',
};

const SCHED_WHY = [
  'yields (Gosched)', 'is preempted at a call', 'is preempted by a signal', 'yields',
];
const CALLS = ['a system call', 'a blocking system call', 'a C call', 'a raw system call'];
const CALL_END = [
  'with the P it had', 'with another P', 'and finds no P: it has to queue',
];
const POLLS = ['looks at the network poller', 'blocks in the network poller', 'polls the network'];

const GETS = [', which is free', ': its turn', ', from one that had more than its share'];
const SEMA = ['acquired', 'released', 'handed to who waits first'];
const LEAVES = [
  ': it sleeps', ': its slice is used up', ': another one wakes and goes first',
  ': the quota is used up',
];

const at = (r: RecordFields, names: Names): string => {
  const where = names.where(r.pc);
  return where === '' ? '' : ` at ${where}`;
};

const created = (r: RecordFields, names: Names): string =>
  r.arg !== 0 ? names.shortFunc(r.obj) : r.g === 1 ? 'main' : 'one of its own';

const SAY: Partial<Record<number, Say>> = {
  [Ev.GoCreate]: (r, n) => `${gName(r.arg)} creates G${r.g} (${created(r, n)}): `
    + queueText(r.detail, r.p),
  [Ev.GoStart]: (r) => `${pName(r.p)} runs G${r.g}, ${FROM[r.detail as Queue] ?? 'taken'}`
    + (r.extra === 1 ? ', on the time slice of the one before' : ''),
  [Ev.GoBlock]: (r, n) => `G${r.g} parks: ${reasonText(r.detail)}${at(r, n)}`,
  [Ev.GoUnblock]: (r) => r.extra === 1
    ? `G${r.g}, back from its system call, goes to ${queueText(r.detail, r.p)}`
    : `${gName(r.arg)} readies G${r.g}: ${queueText(r.detail, r.p)}`,
  [Ev.GoSched]: (r) => `G${r.g} ${SCHED_WHY[r.extra] ?? 'yields'}, back to `
    + queueText(r.detail, r.p),
  [Ev.GoEnd]: (r) => `G${r.g} ends`,
  [Ev.GoSyscallBegin]: (r, n) => `G${r.g} enters ${CALLS[r.detail] ?? 'a call'}${at(r, n)}`,
  [Ev.GoSyscallEnd]: (r) => `G${r.g} returns from its system call ${CALL_END[r.detail] ?? ''}`,
  [Ev.ProcStart]: (r) => `${mName(r.m)} takes ${pName(r.p)}`,
  [Ev.ProcStop]: (r) => `${mName(r.m)} gives ${pName(r.p)} up`
    + (r.detail === PStatus.DEAD ? ' for good' : ''),
  [Ev.ProcSteal]: (r) => `${pName(r.p)} is taken from ${mName(r.m)}, `
    + `whose G${r.g} is in a system call`,
  [Ev.Handoff]: (r) => `${pName(r.p)} is handed off (rule ${r.detail} of handoffp)`,
  [Ev.ProcResize]: (r) => `GOMAXPROCS is ${r.arg}` + (r.obj > 0 ? `, it was ${r.obj}` : ''),
  [Ev.MCreate]: (r) => `${mName(r.arg)} creates the thread M${r.m}`
    + (r.p === NONE ? '' : ` for ${pName(r.p)}`),
  [Ev.MStart]: (r) => `thread M${r.m} begins to run`,
  [Ev.MPark]: (r) => `M${r.m} finds nothing to do and sleeps`,
  [Ev.MWake]: (r) => `${mName(r.arg)} wakes M${r.m}` + (r.p === NONE ? '' : ` for ${pName(r.p)}`)
    + (r.extra === 1 ? ', to look for work' : ''),
  [Ev.SpinBegin]: (r) => `M${r.m} begins to spin: it looks for work at other Ps`,
  [Ev.SpinEnd]: (r) => `M${r.m} stops spinning${r.detail === 1 ? ': it has found work' : ''}`,
  [Ev.MExit]: (r) => `thread M${r.m} exits`,
  [Ev.MLockedPark]: (r) => `M${r.m} sleeps until its locked G${r.arg} may run`,
  [Ev.RunqOverflow]: (r) => `the full queue of ${pName(r.p)} gives ${r.arg} goroutines to the `
    + 'global queue',
  [Ev.Steal]: (r) => r.detail === 1 ? `${pName(r.p)} steals G${r.g} out of runnext of P${r.obj}`
    : `${pName(r.p)} steals ${r.arg} of P${r.obj}; G${r.g} runs first`,
  [Ev.GlobalGet]: (r) => `${pName(r.p)} takes ${r.arg} from the global queue; G${r.g} runs first`,
  [Ev.BatchOverflow]: (r) => `${r.arg} goroutines do not fit ${pName(r.p)}: global queue`,
  [Ev.PreemptRequest]: (r) => `G${r.g} on ${pName(r.p)} is asked to stop`
    + (r.extra === 1 ? ', with a signal' : ' at its next call'),
  [Ev.PreemptSignal]: (r) => `the preemption signal reaches M${r.m}`
    + (r.detail === 1 ? '' : ', which cannot stop here'),
  [Ev.NetpollBegin]: (r) => `${mName(r.m)} ${POLLS[r.detail] ?? 'polls the network'}`,
  [Ev.NetpollEnd]: (r) => `the poll of ${mName(r.m)} ends: ${r.arg} ready`,
  [Ev.NetpollBreak]: (r) => `${mName(r.m)} interrupts the thread that polls`,
  [Ev.TimerFire]: (r) => `a timer of P${r.arg} fires` + (r.g === 0 ? '' : `, for G${r.g}`),
  [Ev.STWBegin]: (r) => `${mName(r.m)} stops the world`,
  [Ev.STWStopped]: () => 'the world stands still',
  [Ev.STWEnd]: () => 'the world goes on',
  [Ev.Cores]: (r) => `the machine has ${r.obj} cores`
    + (r.arg === 0 ? '' : ` and ${r.arg} busy neighbours`),
  [Ev.CoreOn]: (r) => `${coreUser(r)} gets core ${r.obj}${GETS[r.detail] ?? ''}`,
  [Ev.CoreOff]: (r) => `${coreUser(r)} leaves core ${r.obj}${LEAVES[r.detail] ?? ''}`,
  [Ev.CoreWait]: (r) => `${mName(r.m)} wakes and waits for a core`,
  [Ev.CoreThrottle]: (r) => `core ${r.obj} stands still: the quota is used up`,
  [Ev.CoreUnthrottle]: (r) => `core ${r.obj} goes on: there is quota again`,
  [Ev.ChanOp]: (r, n) => `G${r.g} ${['sends to', 'receives from', 'closes'][r.detail] ?? 'uses'} `
    + `a channel${at(r, n)}`,
  [Ev.SemaOp]: (r, n) => `a semaphore is ${SEMA[r.detail] ?? 'used'}${at(r, n)}`,
  [Ev.TimerSet]: (r) => `a timer is ${['started', 'stopped', 'changed'][r.detail] ?? 'set'}`,
  [Ev.StealFail]: (r) => `${pName(r.p)} finds nothing to steal in ${r.arg} rounds`,
  [Ev.Sysmon]: (r) => `sysmon looks around, for the next time in ${r.arg} us`,
  [Ev.NetReady]: () => 'a connection is ready',
  [Ev.Output]: (r) => `G${r.g} writes ${r.arg} bytes`,
};

function coreUser(r: RecordFields): string {
  return r.m === NONE ? 'a neighbour' : mName(r.m);
}

/** One clause for a record, without a full stop. */
export function sentence(r: RecordFields, names: Names): string {
  return SAY[r.kind]?.(r, names) ?? Ev[r.kind] ?? `record ${r.kind}`;
}
