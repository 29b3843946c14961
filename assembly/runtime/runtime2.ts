/**
 * The structs of the scheduler, after Go 1.26's runtime2.go: G, M, P, Sched, Sudog, Hchan. Field
 * names are Go's where Go has the field. All are `@unmanaged`: plain memory, links are addresses,
 * null is 0.
 */
import { NONE } from '../abi/event';
import { memAlloc } from '../machine/mem';

/**
 * What few goroutines ever have: made when the first of it is needed (`G.own`), and kept with the
 * struct for the goroutines that use it later.
 */
@unmanaged
class GRare {
  /** defer records, panics in flight (vm/panic.ts) */
  defer: u32;
  panic: u32;
  lockedm: M | null;
  /** timer of time.Sleep, made at first use */
  timer: u32;
  /** counter of its own streams of chance: selects, map iterations, rand */
  draws: u32;
}

/** In place of one that memory was too short for: the run ends after this event. */
const noRare: GRare = changetype<GRare>(memory.data(24, 8));

/**
 * A goroutine, 88 bytes; a stack of at least 32 bytes comes beside it. What every switch reads is
 * in the first 64 of them.
 *
 * From `selfG` on there is the sudog of a plain operation: embedded, so that a parked goroutine
 * needs no second object. While it waits in no queue, two of its words are readySince and two are
 * rem; so one that is made ready has left its queue before.
 */
@unmanaged
export class G {
  atomicstatus: u8;
  waitreason: u8;
  /** GFlag bits */
  flags: u8;
  /** a preemption was requested */
  preempt: u8;
  /** address of the next instruction */
  pc: u32;
  fp: u32;
  stacklo: u32;
  stackhi: u32;
  schedlink: G | null;
  m: M | null;
  goid: u32;
  /** virtual ns since when its present cause (Cause) counts */
  since: i64;
  /** instruction index at which it stopped last (wait, yield, system call): the ledger's site */
  site: u32;
  /** Cause that `since` counts for */
  cause: u8;
  /** it parked at the instruction at its pc, and was woken: Resume */
  resume: u8;
  /** 1: somebody has won the race to wake this select */
  selectDone: u8;
  /** sudogs that it waits with; of a select, in lock order */
  waiting: Sudog | null;
  rare: GRare | null;
  selfG: G | null;
  /** Sudog.elem; when woken from a channel operation: the sudog that fired */
  param: Sudog | null;
  /** Sudog.next, prev; ns at which it last became runnable */
  readySince: i64;
  /**
   * Sudog.c, flags; ns left of a burst of declared CPU; of a system call or a net wait while it is
   * being set up
   */
  rem: i64;
  parentGoid: u32;
  /** index (from 1) of the `go` instruction that made it; 0: the runtime did */
  gopc: u32;

  /** What a parked G waits on: channel, semaphore address, site; Sudog.c. */
  get waitobj(): u32 {
    return load<u32>(changetype<usize>(this), offsetof<G>('rem'));
  }

  set waitobj(obj: u32) {
    store<u32>(changetype<usize>(this), obj, offsetof<G>('rem'));
  }

  /** Its rare part, made if there is none. */
  own(): GRare {
    const rare = this.rare;
    if (rare !== null) return rare;
    const at = memAlloc(offsetof<GRare>());
    if (at == 0) return noRare;
    this.rare = changetype<GRare>(at);
    return changetype<GRare>(at);
  }

  get defer(): u32 {
    return this.rare === null ? 0 : this.rare!.defer;
  }

  set defer(at: u32) {
    this.own().defer = at;
  }

  get panic(): u32 {
    return this.rare === null ? 0 : this.rare!.panic;
  }

  set panic(at: u32) {
    this.own().panic = at;
  }

  get lockedm(): M | null {
    return this.rare === null ? null : this.rare!.lockedm;
  }

  set lockedm(mp: M | null) {
    if (mp !== null || this.rare !== null) this.own().lockedm = mp;
  }

  get timer(): u32 {
    return this.rare === null ? 0 : this.rare!.timer;
  }

  set timer(t: u32) {
    this.own().timer = t;
  }

  /** The number of its next draw. */
  draw(): u32 {
    const rare = this.own();
    const n = rare.draws;
    rare.draws = n + 1;
    return n;
  }

  /** For a new goroutine: nothing is left but the timer. */
  renew(): void {
    const rare = this.rare;
    if (rare === null) return;
    rare.defer = 0;
    rare.panic = 0;
    rare.lockedm = null;
    rare.draws = 0;
  }
}

export const enum Resume {
  /** it does not stand in the middle of an instruction */
  NONE = 0,
  /** the instruction is executed again, for its second half */
  AGAIN = 1,
  /** whoever woke it has done the second half: the instruction is over */
  OVER = 2,
}

/** A wait-queue entry. Those of plain operations are embedded in G from `selfG` on. */
@unmanaged
export class Sudog {
  g: G | null;
  /** address of the slots that the value comes from or goes to; 0: none; sema.ts: the ticket */
  elem: u32;
  next: Sudog | null;
  prev: Sudog | null;
  /** the Hchan, or the address of the semaphore */
  c: u32;
  /** SudogFlag bits, case index << 8; sema.ts: the next waiter of the same address */
  flags: u32;
  /** the next one of a select, or of the free ones; the sudog in a G ends before */
  waitlink: Sudog | null;
}

export const enum SudogFlag {
  SELECT = 1,
  SUCCESS = 2,
}

/** A channel: a guest object; its buffer of `dataqsiz` elements in slot form follows it. */
@unmanaged
export class Hchan {
  qcount: u32;
  dataqsiz: u32;
  /** bytes of an element in slot form */
  elemsize: u32;
  closed: u32;
  sendx: u32;
  recvx: u32;
  recvqFirst: Sudog | null;
  recvqLast: Sudog | null;
  sendqFirst: Sudog | null;
  sendqLast: Sudog | null;
  /** type index of the channel type */
  type: u32;
  /** the kernel timer that feeds it, or 0 */
  timer: u32;
}

@unmanaged
export class M {
  id: u32;
  /** MStatus */
  status: u32;
  spinning: u32;
  /** where its g0 goes on when its event comes (Step in proc.ts) */
  step: u32;
  /** a signal is on the way */
  signalPending: u32;
  /** a goroutine of it may not be preempted */
  locks: u32;
  curg: G | null;
  p: P | null;
  nextp: P | null;
  oldp: P | null;
  schedlink: M | null;
  lockedg: G | null;
  /** time of its own clock, in 1/1024 ns */
  t: i64;
  /** its number and its P's, where records have them (setP) */
  who: u64;
  /** ns at which its event lies (the key holds a saturated copy); NEVER when parked */
  when: i64;
  /** ns at which its pending signal arrives */
  signalAt: i64;
  /** ns since when its P's present use counts */
  since: i64;
  /** start of a burst of declared CPU, ns; its distance of safe points */
  burstStart: i64;
  burstCalls: i64;
  syscalltick: u32;
  lockedExt: u32;
  lockedInt: u32;
  /** search: round, start, increment, position; what to do after a back-off */
  round: u32;
  pos: u32;
  inc: u32;
  left: u32;
  victim: u32;
  victimNext: u32;
  pollUntil: i64;
  /** how many numbers its stream of chance has given */
  draws: u32;
  /** bytes gathered by print natives, 0 none */
  printbuf: u32;
  printlen: u32;
  wasSpinning: u32;
  inSyscallSince: i64;
  /** system call: kind 0 ordinary 1 blocking 2 cgo 3 raw */
  syskind: u32;
  ranTimer: u32;
  /** the operating system's layer: its Task (0: none); 1: it has no core, and its leaf is parked */
  task: u32;
  off: u32;
  /** Sleep (oncore.ts): how its last event left it; the Cause that goes on when it has a core */
  sleeps: u32;
  offCause: u32;
  /** since when it has no core (ns); work charged ahead of that (1/1024 ns); its leaf then */
  offAt: i64;
  owed: i64;
  leaf: i64;
}

@unmanaged
export class P {
  id: u32;
  /** PStatus */
  status: u32;
  m: M | null;
  link: P | null;
  runqhead: u32;
  runqtail: u32;
  runnext: G | null;
  schedtick: u32;
  syscalltick: u32;
  /** sysmontick */
  smSchedtick: u32;
  smSyscalltick: u32;
  preempt: u32;
  smSchedwhen: i64;
  smSyscallwhen: i64;
  /** dead Gs for reuse */
  gFree: G | null;
  gFreeN: u32;
  goidcache: u32;
  goidcacheend: u32;
  /** timer heap: entries, length, capacity, deleted ones */
  timers: u32;
  timersLen: u32;
  timersCap: u32;
  timersZombies: u32;
  runSafePointFn: u32;
  oldm: M | null;
  /** earliest `when` of a modified timer, 0 none */
  timersModMin: i64;
  timersMin: i64;
  /** statistics, ns */
  statSince: i64;
  runningNs: i64;
  idleNs: i64;
  syscallNs: i64;
  spinningNs: i64;
  switches: u64;
  steals: u64;
  statState: u32;
  pad: u32;
  /** ring of 256 Gs: at this + RUNQ_OFFSET */
}

export const RUNQ_OFFSET: usize = 256;
export const RUNQ_SIZE: u32 = 256;
/** not a power of two: else all headers share cache sets */
export const P_STRIDE: usize = 256 + 1024 + 64;

/** All scalars of the scheduler: Go's `sched` and the globals around it. */
@unmanaged
export class Sched {
  // ---- the event loop and the interpreter
  /** virtual ns of the event being handled */
  now: i64;
  /**
   * the first visible act of an M after its event came is that event's own, and may be done at once
   * if its clock is still this; -1: there is none
   */
  freeAt: i64;
  /** the interpreter's limit (1/1024 ns), given by horizon() */
  limit: i64;
  /** events from here on (ns) are the loop's business (runtime/turn.ts) */
  bound: i64;
  /** result of a runtime function for the goroutine that called it */
  ret: i64;
  /** cost of a scheduling round (1/1024 ns) */
  roundCost: i64;
  /** how far an M may run ahead of the others (1/1024 ns) */
  lookahead: i64;
  /** run() goes no farther than this (ns), and takes no more events than that */
  until: i64;
  budget: u64;
  seed: u64;
  wallStart: i64;
  steps: u64;
  /** RtErr that a runtime function raised */
  err: i32;
  /** Stop other than PAUSED: the run ends after this event */
  stop: i32;
  exitCode: i32;
  limitKind: i32;
  /** a mask of what stops the loop for a while: 1 requests */
  pending: u32;
  recordMask: u32;
  /** 1: recordMask wants details */
  traceDetail: u32;
  /** the ring of records has to be drained before the run goes on */
  recordsFull: u32;
  hashOn: u32;
  requestMask: u32;
  // ---- queues
  runqhead: G | null;
  runqtail: G | null;
  runqsize: u32;
  midle: M | null;
  nmidle: u32;
  nmidlelocked: u32;
  nmsys: u32;
  mnext: u32;
  nmfreed: u32;
  maxmcount: u32;
  pidle: P | null;
  npidle: u32;
  nmspinning: u32;
  needspinning: u32;
  // ---- network poller
  /** 0: an M is blocked in netpoll now */
  lastpoll: i64;
  pollUntil: i64;
  pollingNet: u32;
  netpollInited: u32;
  netpollWaiters: u32;
  netpollWakeSig: u32;
  pollM: M | null;
  // ---- stop-the-world
  gcwaiting: u32;
  stopwait: u32;
  stwM: M | null;
  stwReason: u32;
  stwNewProcs: u32;
  stwHead: G | null;
  stwTail: G | null;
  // ---- sysmon
  sysmon: M | null;
  sysmonwait: u32;
  sysmonIdle: u32;
  sysmonDelay: u32;
  sysmonDeep: u32;
  // ---- Gs
  gFree: G | null;
  gFreeN: u32;
  goidgen: u32;
  ngUser: u32;
  ngPeak: u32;
  ngCreated: u32;
  ngAll: u32;
  ngCap: u32;
  /** all Gs ever made: addresses of their slabs, room for so many (gAt) */
  allg: usize;
  allgCap: u32;
  maxG: u32;
  /** who ended the program */
  endM: M | null;
  /** 1: the trace of the goroutine that ended the program is all that Go shows. */
  endAlone: u32;
  timerIds: u32;
  timersFired: u32;
  /** the M whose event is handled runs another goroutine now */
  stay: u32;
  // ---- Ps, Ms
  allp: usize;
  gomaxprocs: u32;
  npAll: u32;
  allm: usize;
  maxM: u32;
  numcpu: u32;
  mainStarted: u32;
  idlepMask: usize;
  timerpMask: usize;
  maskWords: u32;
  /** numbers coprime to gomaxprocs */
  coprimes: usize;
  coprimeCount: u32;
  coprimeCap: u32;
  maxP: u32;
  /** cores of the operating system's layer; 0: it is off */
  cores: u32;
  schedtrace: u32;
  maxStack: u32;
  /** the sudogs of selects: free list */
  sudogFree: Sudog | null;
  /** address of the policy object; what it said about runnext */
  policy: u32;
  useNext: u32;
  // ---- behaviours, from the config: all, in the order of Behaviour
  runnext: u32;
  fairnessTick: u32;
  preemption: u32;
  timers: u32;
  timerAddWakes: u32;
  wakepOnYield: u32;
  injectEndsWithWakep: u32;
  useNeedspinning: u32;
  recheckGlobalAfterDrop: u32;
  wakepTestsIdleFirst: u32;
  stealBackoffNs: u32;
  backoffOnlyIfRunning: u32;
  netpollNonblockExclusive: u32;
  mutexStarvation: u32;
  syscallWired: u32;
  stwPreemptToRunnext: u32;
  pmAffinityAcrossSTW: u32;
  preassignGCWorkers: u32;
  initialIdlePOrder: u32;
  containerGOMAXPROCS: u32;
  autoUpdateGOMAXPROCS: u32;
  stealIncrementFromQuotient: u32;
  epollMillis: u32;
  syncWaitReasons: u32;
  // ---- boundaries
  startupResidue: u32;
  maxStepsPerInstant: u32;
  stepsThisInstant: u32;
  hash: u64;
  hashed: u64;
  /** 2^64 / fairnessTick, rounded up: divides a tick by it without a division (policy.ts) */
  fairnessUnit: u64;
}

/** The one instance, at a fixed address. */
export const S: Sched = changetype<Sched>(memory.data(1024, 16));

/** i64 costs in 1/1024 ns, by Cost. */
export const COST_TABLE: usize = memory.data(128 * 8, 16);

// @ts-ignore: decorator
@inline
export function cost(field: i32): i64 {
  return load<i64>(COST_TABLE + ((field as usize) << 3));
}

// @ts-ignore: decorator
@inline
export function charge(mp: M, field: i32): void {
  mp.t += load<i64>(COST_TABLE + ((field as usize) << 3));
}

/** The numbers of an M and a P, where records have them. */
export function whoOf(m: u32, p: u32): u64 {
  return ((m | (p << 16)) as u64) << 32;
}

/** The M holds pp from now on, or none. */
export function setP(mp: M, pp: P | null): void {
  mp.p = pp;
  mp.who = whoOf(mp.id, pp === null ? NONE : pp.id);
}

/** What the program's clock shows: the moment of the event being handled. */
export function nanotime(mp: M): i64 {
  return mp.t >> 10;
}

export function pAt(id: u32): P {
  return changetype<P>(load<usize>(S.allp + ((id as usize) << 2)));
}

export function mAt(id: u32): M {
  return changetype<M>(load<usize>(S.allm + ((id as usize) << 2)));
}

/** Gs come in slabs of so many. */
export const G_SLAB: u32 = 64;

export function gAt(index: u32): G {
  const slab = load<usize>(S.allg + (((index / G_SLAB) as usize) << 2));
  return changetype<G>(slab + ((index % G_SLAB) as usize) * offsetof<G>());
}

export function selfSudog(gp: G): Sudog {
  return changetype<Sudog>(changetype<usize>(gp) + offsetof<G>("selfG"));
}
