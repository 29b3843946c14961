/**
 * Records: the facts that the kernel tells. 32 bytes each. What is on a line behind a kind is what its
 * fields mean; `p`, `m`, `g` are the P, M and goroutine (its goid) that it is about, NONE where there is
 * none. The names are those of Go's tracer where it has one.
 */
export enum Rec {
  /** byte offsets; time in ns is an i64 (read it as two words: exact to 2^53) */
  TIME = 0,
  /** u8 Ev, u8 detail (meaning by kind), u16 extra (meaning by kind) */
  KIND = 8,
  DETAIL = 9,
  EXTRA = 10,
  /** u16 each */
  M = 12,
  P = 14,
  /** u32 goid */
  G = 16,
  /** u32: object (channel, lock address), peer, count: by kind */
  OBJ = 20,
  ARG = 24,
  /** u32 instruction index of the goroutine that caused it, 0 if none */
  PC = 28,
  SIZE = 32,
}

/** "No M" and "no P" in a record. */
export const NONE = 0xffff;

/** Where a goroutine was put, or came from. */
export enum Queue {
  NONE,
  /** runnext of P */
  RUNNEXT,
  /** tail of P's ring (if that is full: Ev.RunqOverflow is the next record) */
  LOCAL,
  /** back of the global queue */
  GLOBAL,
  /** front of the global queue */
  GLOBAL_HEAD,
  /** straight to an M: a single result of netpoll, a locked goroutine, a refused park, a system call's exit */
  DIRECT,
  /** stolen ring entry, stolen runnext */
  STOLEN,
  STOLEN_NEXT,
  /** taken at the 61st tick from the global queue */
  GLOBAL_TICK,
}

/**
 * Kinds of records. The scheduling class (below FIRST_DETAIL) enters the run's hash, whatever the mask; only
 * OBJ of GoBlock and GoUnblock does not, because it may be an address.
 */
export enum Ev {
  NONE,
  // ---- goroutines ----------------------------------------------------------------------------------
  /** g created by ARG (goid, 0: the runtime) on p; detail Queue (NONE: it waits in a coro); OBJ function index */
  GoCreate,
  /** g starts running on m, p; detail Queue it came from; extra 1: inherits the time slice; ARG schedtick */
  GoStart,
  /** g parks on m, p; detail WaitReason; OBJ the channel, lock, timer ...; */
  GoBlock,
  /** g made runnable; p whose queue (NONE: global); detail Queue; ARG the waker's goid (0: the runtime); m the waker's */
  GoUnblock,
  /** g yields: detail Queue it goes to; extra 0 Gosched, 1 preempted cooperatively, 2 preempted by signal, 3 goyield */
  GoSched,
  /** g ends */
  GoEnd,
  /** g enters a system call on m, p; detail 0 ordinary, 1 known to block, 2 cgo, 3 raw; OBJ site */
  GoSyscallBegin,
  /** g leaves it; detail 0 kept its P, 1 got another (p) at once, 2 goes to the global queue */
  GoSyscallEnd,
  // ---- Ps --------------------------------------------------------------------------------------------
  /** p acquired by m */
  ProcStart,
  /** p released by m; detail PStatus it has now */
  ProcStop,
  /** p taken from m, which is in a system call of g (sysmon's retake, stop-the-world, another thread's exit) */
  ProcSteal,
  /** m gives up p for good: detail the rule (1..9) of handoffp that applied */
  Handoff,
  /** GOMAXPROCS is ARG now (was OBJ) */
  ProcResize,
  // ---- Ms -------------------------------------------------------------------------------------------
  /** thread m created by ARG (an m); extra 1: will spin; p it is for */
  MCreate,
  /** thread m begins to run */
  MStart,
  /** m goes idle and sleeps */
  MPark,
  /** m is woken by ARG (an m); extra 1: will spin; p it is for; g: the goroutine wired to it, taken off the Queue detail for it */
  MWake,
  /** m begins to spin, m stops spinning (detail 1: found work) */
  SpinBegin,
  SpinEnd,
  /** m exits */
  MExit,
  /** m waits parked for its locked g */
  MLockedPark,
  // ---- queues --------------------------------------------------------------------------------------
  /** half of p's ring and g go to the global queue; ARG how many in all (129) */
  RunqOverflow,
  /** p takes ARG goroutines from p OBJ (the youngest runs, the rest go to its ring); detail 1: its runnext; g the one that runs */
  Steal,
  /** p takes ARG goroutines from the global queue: the first (g) runs, the rest go to its ring */
  GlobalGet,
  /** P's ring could not take ARG of a batch: they are at the back of the global queue */
  BatchOverflow,
  // ---- preemption, sysmon, poller, timers --------------------------------------------------------------
  /** sysmon (or stop-the-world: detail 1) asks g on p, m to stop; extra 1: with a signal */
  PreemptRequest,
  /** the signal reaches m; detail 1: honoured, 0: not at a safe point or no longer wanted */
  PreemptSignal,
  /** m polls the network; detail 0 non-blocking, 1 blocking (until ARG:OBJ is not told: see NetpollEnd), 2 sysmon */
  NetpollBegin,
  /** ARG goroutines ready */
  NetpollEnd,
  /** the blocked poll is interrupted */
  NetpollBreak,
  /** a timer of p's heap ran on m (P of m: p); OBJ the timer; g the goroutine it readied or 0; ARG owner P */
  TimerFire,
  /** the world is being stopped / stands / goes on; detail why */
  STWBegin,
  STWStopped,
  STWEnd,
  // ---- cores (the operating system's layer; none of these while it is off) ----------------------------
  /** the machine has OBJ cores and ARG busy threads of neighbours */
  Cores,
  /** m (NONE: a neighbour) gets core OBJ; detail 0 woken, 1 its turn, 2 preempts; extra 1: from another core; g it runs or 0 */
  CoreOn,
  /** m (NONE: a neighbour) leaves core OBJ; detail 0 sleeps, 1 slice used up, 2 preempted, 3 quota used up; g it runs or 0 */
  CoreOff,
  /** m wakes and has to wait for a core; g it runs or 0 */
  CoreWait,
  /** core OBJ runs the program no more, or again: the quota is used up, is there again */
  CoreThrottle,
  CoreUnthrottle,
  FIRST_DETAIL,
  // ---- detail ------------------------------------------------------------------------------------------
  /** an operation on channel OBJ by g: detail 0 send, 1 receive, 2 close; extra 1: it was done without parking; ARG length after it */
  ChanOp,
  /** semaphore OBJ: detail 0 acquired, 1 released, 2 handed off */
  SemaOp,
  /** a timer was started (detail 1: stopped, 2: changed); OBJ the timer; ARG:PC its `when` is not told */
  TimerSet,
  /** a steal search on p found nothing; ARG rounds */
  StealFail,
  /** sysmon looked; ARG its delay in us */
  Sysmon,
  /** descriptor or site OBJ became ready */
  NetReady,
  /** the program wrote ARG bytes to fd detail */
  Output,
  COUNT,
}

/** Record masks: bit 0 scheduling kinds, bit 1 detail kinds. */
export enum Mask {
  NOTHING = 0,
  SCHED = 1,
  DETAIL = 2,
  ALL = 3,
}
