/**
 * What each kind of record says: one row a kind, in the order of assembly/abi/event.ts. `text.ts`
 * prints and reads by this table, `fold.ts` names fields in its errors by it, viewers take their
 * words from it.
 */
import { Ev, Queue } from '../../assembly/abi/event.ts';
import { Cause, GStatus, MStatus, PStatus, WaitReason } from '../../assembly/abi/status.ts';

/** How the value of a field reads. Numbers are decimal, addresses hexadecimal. */
export type FieldType = 'int' | 'flag' | 'hex' | 'g' | 'm' | 'p' | readonly string[];

export interface Field {
  name: string;
  type: FieldType;
}

export interface EventSpec {
  /** In the run's hash and in `Mask.SCHED`, or only in `Mask.DETAIL`. */
  class: 'sched' | 'detail';
  /** One clause for people, in which field names stand for their values. */
  says: string;
  detail?: Field;
  extra?: Field;
  obj?: Field;
  arg?: Field;
}

/** The members of a numeric enum as a list indexed by value; gaps are empty. */
function names(e: Record<string, string | number>): readonly string[] {
  const list: string[] = [];
  for (const [name, value] of Object.entries(e)) {
    if (typeof value === 'number' && name !== 'COUNT') list[value] = name;
  }
  for (let i = 0; i < list.length; i++) list[i] ??= '';
  return list;
}

export const eventNames: readonly string[] = names(Ev);
export const queueNames: readonly string[] = names(Queue);
export const causeNames: readonly string[] = names(Cause);

/** Go's `waitReason` texts, as in goroutine dumps. */
const reasonTexts: Record<Exclude<keyof typeof WaitReason, 'COUNT'>, string> = {
  ZERO: '',
  GC_ASSIST_MARKING: 'GC assist marking',
  IO_WAIT: 'IO wait',
  DUMPING_HEAP: 'dumping heap',
  GARBAGE_COLLECTION: 'garbage collection',
  GARBAGE_COLLECTION_SCAN: 'garbage collection scan',
  PANIC_WAIT: 'panicwait',
  GC_ASSIST_WAIT: 'GC assist wait',
  GC_SWEEP_WAIT: 'GC sweep wait',
  GC_SCAVENGE_WAIT: 'GC scavenge wait',
  FINALIZER_WAIT: 'finalizer wait',
  FORCE_GC_IDLE: 'force gc (idle)',
  UPDATE_GOMAXPROCS_IDLE: 'GOMAXPROCS updater (idle)',
  SEMACQUIRE: 'semacquire',
  SLEEP: 'sleep',
  CHAN_RECEIVE_NIL_CHAN: 'chan receive (nil chan)',
  CHAN_SEND_NIL_CHAN: 'chan send (nil chan)',
  SELECT_NO_CASES: 'select (no cases)',
  SELECT: 'select',
  CHAN_RECEIVE: 'chan receive',
  CHAN_SEND: 'chan send',
  SYNC_COND_WAIT: 'sync.Cond.Wait',
  SYNC_MUTEX_LOCK: 'sync.Mutex.Lock',
  SYNC_RWMUTEX_RLOCK: 'sync.RWMutex.RLock',
  SYNC_RWMUTEX_LOCK: 'sync.RWMutex.Lock',
  SYNC_WAITGROUP_WAIT: 'sync.WaitGroup.Wait',
  TRACE_READER_BLOCKED: 'trace reader (blocked)',
  WAIT_FOR_GC_CYCLE: 'wait for GC cycle',
  GC_WORKER_IDLE: 'GC worker (idle)',
  GC_WORKER_ACTIVE: 'GC worker (active)',
  PREEMPTED: 'preempted',
  DEBUG_CALL: 'debug call',
  GC_MARK_TERMINATION: 'GC mark termination',
  STOPPING_THE_WORLD: 'stopping the world',
  FLUSH_PROC_CACHES: 'flushing proc caches',
  TRACE_GOROUTINE_STATUS: 'trace goroutine status',
  TRACE_PROC_STATUS: 'trace proc status',
  PAGE_TRACE_FLUSH: 'page trace flush',
  COROUTINE: 'coroutine',
  GC_WEAK_TO_STRONG_WAIT: 'GC weak to strong wait',
  SYNCTEST_RUN: 'synctest.Run',
  SYNCTEST_WAIT: 'synctest.Wait',
  SYNCTEST_CHAN_RECEIVE: 'chan receive (durable)',
  SYNCTEST_CHAN_SEND: 'chan send (durable)',
  SYNCTEST_SELECT: 'select (durable)',
  SYNCTEST_WAITGROUP_WAIT: 'sync.WaitGroup.Wait (durable)',
  CLEANUP_WAIT: 'cleanup wait',
};

/** The text of a wait reason by number; an unknown number reads `reason N`. */
export function reasonText(reason: number): string {
  const name = WaitReason[reason] as keyof typeof reasonTexts | undefined;
  return (name === undefined ? undefined : reasonTexts[name]) ?? `reason ${reason}`;
}

/** Under which cause of the wait ledger a park with this reason counts; all others are OTHER. */
const reasonCauses: Partial<Record<keyof typeof WaitReason, Cause>> = {
  GC_ASSIST_MARKING: Cause.GC_ASSIST,
  GC_ASSIST_WAIT: Cause.GC_ASSIST,
  IO_WAIT: Cause.NETWORK,
  SEMACQUIRE: Cause.LOCK,
  SYNC_MUTEX_LOCK: Cause.LOCK,
  SYNC_RWMUTEX_RLOCK: Cause.LOCK,
  SYNC_RWMUTEX_LOCK: Cause.LOCK,
  SYNC_COND_WAIT: Cause.COND,
  SYNC_WAITGROUP_WAIT: Cause.WAITGROUP,
  SYNCTEST_WAITGROUP_WAIT: Cause.WAITGROUP,
  SLEEP: Cause.SLEEP,
  CHAN_RECEIVE: Cause.CHANNEL,
  CHAN_SEND: Cause.CHANNEL,
  CHAN_RECEIVE_NIL_CHAN: Cause.CHANNEL,
  CHAN_SEND_NIL_CHAN: Cause.CHANNEL,
  SYNCTEST_CHAN_RECEIVE: Cause.CHANNEL,
  SYNCTEST_CHAN_SEND: Cause.CHANNEL,
  SELECT: Cause.SELECT,
  SELECT_NO_CASES: Cause.SELECT,
  SYNCTEST_SELECT: Cause.SELECT,
  STOPPING_THE_WORLD: Cause.STOP_THE_WORLD,
};

export function causeOfReason(reason: number): Cause {
  const name = WaitReason[reason] as keyof typeof WaitReason | undefined;
  return (name !== undefined ? reasonCauses[name] : undefined) ?? Cause.OTHER;
}

/** The causes of the wait ledger in words. */
export const causeTexts: Record<Exclude<keyof typeof Cause, 'COUNT'>, string> = {
  RUNNING: 'running',
  RUNNEXT: 'runnable (runnext)',
  LOCAL_QUEUE: 'runnable (local queue)',
  GLOBAL_QUEUE: 'runnable (global queue)',
  WAKING: 'runnable (thread waking)',
  CORE: 'waiting for a core',
  QUOTA: 'waiting for the CPU quota',
  STOP_THE_WORLD: 'stop the world',
  GC_ASSIST: 'GC assist',
  LOCK: 'lock',
  CHANNEL: 'channel',
  SELECT: 'select',
  SLEEP: 'sleep',
  NETWORK: 'network',
  SYSCALL: 'system call',
  COND: 'condition variable',
  WAITGROUP: 'wait group',
  OTHER: 'other',
};

export function causeText(cause: number): string {
  const name = Cause[cause] as keyof typeof causeTexts | undefined;
  return (name !== undefined && causeTexts[name]) || `cause ${cause}`;
}

/** Go's own names of the states of goroutines and Ps; those of Ms are ours. */
export const gStatusNames: readonly string[] = names(GStatus).map((s) => s.toLowerCase());
export const pStatusNames: readonly string[] = names(PStatus).map((s) => s.toLowerCase());
export const mStatusNames: readonly string[] = names(MStatus).map((s) => s.toLowerCase());

const reasonField: Field = { name: 'reason', type: names(WaitReason) };
const toQueue: Field = { name: 'to', type: queueNames };
const fromQueue: Field = { name: 'from', type: queueNames };

const int = (name: string): Field => ({ name, type: 'int' });
const hex = (name: string): Field => ({ name, type: 'hex' });
const flag = (name: string): Field => ({ name, type: 'flag' });
const goid = (name: string): Field => ({ name, type: 'g' });
const one = (name: string, ...texts: string[]): Field => ({ name, type: texts });


const pollHow = one('how', 'nonblocking', 'blocking', 'sysmon');

/** The table. */
export const events: Record<Exclude<Ev, Ev.COUNT | Ev.FIRST_DETAIL>, EventSpec> = {
  [Ev.NONE]: { class: 'sched', says: 'nothing' },
  [Ev.GoCreate]: {
    class: 'sched', says: 'g is created by `by` and put in `to`',
    detail: toQueue, obj: int('func'), arg: goid('by'),
  },
  [Ev.GoStart]: {
    class: 'sched', says: 'g starts to run, taken `from`',
    detail: fromQueue, extra: flag('inherit'), arg: int('tick'),
  },
  [Ev.GoBlock]: {
    class: 'sched', says: 'g parks for `reason`', detail: reasonField, obj: hex('on'),
  },
  [Ev.GoUnblock]: {
    class: 'sched', says: '`by` makes g runnable, put in `to`',
    detail: toQueue, extra: flag('exitsyscall'), obj: hex('on'), arg: goid('by'),
  },
  [Ev.GoSched]: {
    class: 'sched', says: 'g leaves the P but stays runnable, put in `to`',
    detail: toQueue, extra: one('why', 'gosched', 'preempted', 'signal', 'goyield'),
  },
  [Ev.GoEnd]: { class: 'sched', says: 'g ends' },
  [Ev.GoSyscallBegin]: {
    class: 'sched', says: 'g enters a system call',
    detail: one('call', 'syscall', 'blocking', 'cgo', 'raw'), obj: int('site'),
  },
  [Ev.GoSyscallEnd]: {
    class: 'sched', says: 'g leaves its system call',
    detail: one('with', 'kept', 'another', 'none'),
  },
  [Ev.ProcStart]: { class: 'sched', says: 'm acquires p' },
  [Ev.ProcStop]: {
    class: 'sched', says: 'm releases p', detail: { name: 'now', type: names(PStatus) },
  },
  [Ev.ProcSteal]: {
    class: 'sched', says: '`by` takes p from m, which is in a system call of g',
    detail: { name: 'now', type: names(PStatus) }, obj: { name: 'by', type: 'm' },
  },
  [Ev.Handoff]: { class: 'sched', says: 'm gives up p by `rule`', detail: int('rule') },
  [Ev.ProcResize]: {
    class: 'sched', says: 'GOMAXPROCS becomes `now`', obj: int('was'), arg: int('now'),
  },
  [Ev.MCreate]: {
    class: 'sched', says: 'thread m is created by `by`',
    extra: flag('spinning'), arg: { name: 'by', type: 'm' },
  },
  [Ev.MStart]: { class: 'sched', says: 'thread m begins to run' },
  [Ev.MPark]: { class: 'sched', says: 'm goes idle' },
  [Ev.MWake]: {
    class: 'sched', says: '`by` wakes m, for g if there is one',
    detail: fromQueue, extra: flag('spinning'), arg: { name: 'by', type: 'm' },
  },
  [Ev.SpinBegin]: { class: 'sched', says: 'm begins to spin' },
  [Ev.SpinEnd]: { class: 'sched', says: 'm stops spinning', detail: flag('found') },
  [Ev.MExit]: { class: 'sched', says: 'thread m exits' },
  [Ev.MLockedPark]: {
    class: 'sched', says: 'm sleeps until its goroutine `locked` may run', arg: goid('locked'),
  },
  [Ev.RunqOverflow]: {
    class: 'sched', says: 'half of the ring of p and g go to the global queue', arg: int('count'),
  },
  [Ev.Steal]: {
    class: 'sched', says: 'p takes `count` goroutines of `victim`; g runs',
    detail: flag('runnext'), obj: { name: 'victim', type: 'p' }, arg: int('count'),
  },
  [Ev.GlobalGet]: {
    class: 'sched', says: 'p takes `count` goroutines of the global queue; g runs',
    detail: flag('tick'), arg: int('count'),
  },
  [Ev.BatchOverflow]: {
    class: 'sched', says: '`count` goroutines do not fit the ring of p', arg: int('count'),
  },
  [Ev.PreemptRequest]: {
    class: 'sched', says: '`by` asks g to stop',
    detail: flag('stw'), extra: flag('signal'), obj: { name: 'by', type: 'm' },
  },
  [Ev.PreemptSignal]: {
    class: 'sched', says: 'the preemption signal reaches m',
    detail: flag('honoured'), arg: goid('running'),
  },
  [Ev.NetpollBegin]: {
    class: 'sched', says: 'm polls the network', detail: pollHow,
  },
  [Ev.NetpollEnd]: {
    class: 'sched', says: 'the poll ends', detail: pollHow, arg: int('ready'),
  },
  [Ev.NetpollBreak]: { class: 'sched', says: 'the blocked poll is interrupted' },
  [Ev.TimerFire]: {
    class: 'sched', says: 'a timer of the heap of `owner` runs on m, for g',
    detail: int('what'), obj: int('timer'), arg: { name: 'owner', type: 'p' },
  },
  [Ev.STWBegin]: { class: 'sched', says: 'the world is being stopped', detail: int('why') },
  [Ev.STWStopped]: { class: 'sched', says: 'the world stands', detail: int('why') },
  [Ev.STWEnd]: { class: 'sched', says: 'the world goes on', detail: int('why') },
  [Ev.Cores]: {
    class: 'sched', says: 'the machine has `cores` cores and `load` busy neighbours',
    obj: int('cores'), arg: int('load'),
  },
  [Ev.CoreOn]: {
    class: 'sched', says: 'm gets core `core`',
    detail: one('how', 'woken', 'turn', 'preempts'), extra: flag('moved'), obj: int('core'),
  },
  [Ev.CoreOff]: {
    class: 'sched', says: 'm leaves core `core`',
    detail: one('why', 'sleeps', 'slice', 'preempted', 'quota'), obj: int('core'),
  },
  [Ev.CoreWait]: { class: 'sched', says: 'm wakes and waits for a core' },
  [Ev.CoreThrottle]: {
    class: 'sched', says: 'core `core` stands still: the quota is used up', obj: int('core'),
  },
  [Ev.CoreUnthrottle]: {
    class: 'sched', says: 'core `core` goes on: there is quota again', obj: int('core'),
  },
  [Ev.ChanOp]: {
    class: 'detail', says: 'g does `op` on a channel',
    detail: one('op', 'send', 'receive', 'close'), extra: flag('direct'),
    obj: hex('chan'), arg: int('len'),
  },
  [Ev.SemaOp]: {
    class: 'detail', says: 'g does `op` on a semaphore',
    detail: one('op', 'acquire', 'release', 'handoff'), obj: hex('sema'),
  },
  [Ev.TimerSet]: {
    class: 'detail', says: 'a timer is changed',
    detail: one('op', 'start', 'stop', 'change'), obj: int('timer'),
  },
  [Ev.StealFail]: {
    class: 'detail', says: 'a steal search of p finds nothing', arg: int('rounds'),
  },
  [Ev.Sysmon]: { class: 'detail', says: 'sysmon looks', arg: int('delayUs') },
  [Ev.NetReady]: { class: 'detail', says: 'a descriptor becomes ready', obj: int('site') },
  [Ev.Output]: {
    class: 'detail', says: 'the program writes to `fd`', detail: int('fd'), arg: int('bytes'),
  },
};

/** The row of a kind, or undefined where the kind is not one of ours. */
export function eventSpec(kind: number): EventSpec | undefined {
  return (events as Record<number, EventSpec>)[kind];
}
