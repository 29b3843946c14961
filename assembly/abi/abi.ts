/** Configuration, limits, behaviours, costs, stop reasons and the blocks through which host and kernel talk. */

/** Raised by hand when the meaning of a format changes; the build's hash of this folder is compared as well. */
export const ABI_VERSION = 1;

// ---- config block: i64 words, written by the host before boot ---------------------------

export enum Conf {
  /** number of Ps at start */
  GOMAXPROCS,
  /** CPUs that the program sees */
  NCPU,
  SEED,
  /** Mask */
  RECORD_MASK,
  /** records in the ring: a power of two */
  RING_RECORDS,
  /** bytes of the buffer for the program's output: a power of two */
  OUTPUT_BYTES,
  /** limits */
  MAX_MEMORY_PAGES,
  MAX_G,
  MAX_M,
  MAX_P,
  MAX_STEPS_PER_INSTANT,
  /** 1: keep the running hash */
  HASH,
  /** 0: off. Cores of the machine (the operating system's layer) */
  CORES,
  /** CPU time of the program in each period, 0: no quota */
  QUOTA_NS,
  QUOTA_PERIOD_NS,
  /** what the host answers itself: bit 0 system calls, bit 1 net */
  REQUEST_MASK,
  /** start-up state: runtime goroutines left in the local queue, schedtick at the entry of main.main, goid of the first user goroutine */
  STARTUP_RESIDUE,
  STARTUP_SCHEDTICK,
  STARTUP_FIRST_GOID,
  /** unix ns of the program's clock at virtual time 0 */
  WALL_START,
  /** 1: schedtrace is on (sysmon does not sleep deeply) */
  SCHEDTRACE,
  /** bytes of stack a goroutine may use */
  MAX_STACK,
  /** Policies */
  POLICY,
  /** busy threads of neighbours, which compete for the cores */
  LOAD,
  /** slice of a thread on a core; what a core takes from the quota at a time */
  CORE_SLICE_NS,
  QUOTA_SLICE_NS,
  /** first word of Behaviour.COUNT behaviours */
  BEHAVIOURS = 64,
  /** first word of Cost.COUNT costs, in 1/1024 ns */
  COSTS = 128,
  /** first word of 256 costs of plain instructions by Op, in 1/1024 ns (at most 65535) */
  OP_COSTS = 256,
  WORDS = 512,
}

/** Scheduling policies: `go` is Go's own, the others are experiments (assembly/policy/). */
export enum Policies { go, fifo, nosteal, spinall }

/** What differs between Go releases; the kernel asks these, never a version. Values per release: src/config/goversion.ts. */
export enum Behaviour {
  /** 0 off (<= 1.4), 1 on */
  runnext,
  /** 0 none (1.1), else 61 */
  fairnessTick,
  /** 0 none (1.1), 1 cooperative (1.2-1.13), 2 cooperative and signal (>= 1.14) */
  preemption,
  /** 0 timer goroutine (<= 1.13), 1 per P (1.14-1.22), 2 per P and lazy channel timers (>= 1.23) */
  timers,
  /** 1: adding any timer wakes the poller (1.14-1.22), 0: only the earliest of its heap */
  timerAddWakes,
  wakepOnYield,
  injectEndsWithWakep,
  needspinning,
  recheckGlobalAfterDrop,
  wakepTestsIdleFirst,
  /** ns asked for (the cost model adds the timer slack); 100000 in 1.5-1.6, 3000 since */
  stealBackoffNs,
  /** 0 always, 1 only if the victim runs, 2 and is not in a system call */
  backoffOnlyIfRunning,
  netpollNonblockExclusive,
  /** 0 none, 1 (>= 1.9), 2 with yield at the hand-off (>= 1.14) */
  mutexStarvation,
  /** 0 P status psyscall (<= 1.25), 1 wired (>= 1.26) */
  syscallWired,
  stwPreemptToRunnext,
  pmAffinityAcrossSTW,
  preassignGCWorkers,
  /** 0 the lowest id is popped first, 1 the highest */
  initialIdlePOrder,
  containerGOMAXPROCS,
  autoUpdateGOMAXPROCS,
  /** 0: 1.7-1.18 draw the increment from r, 1: from r / n (>= 1.19) */
  stealIncrementFromQuotient,
  /** 0: the whole process ends its timer wake-ups at clock precision; 1: epoll's millisecond rounding */
  epollMillis,
  /** since 1.20: sync.Mutex.Lock and friends instead of semacquire as wait reason; since 1.24 WaitGroup.Wait */
  syncWaitReasons,
  COUNT,
}

/** Fields of the cost model, in 1/1024 ns. Names, sources and values: src/config/cost.ts. */
export enum Cost {
  goCreate, goCreateNew, goExit,
  /** schedule() and execute(): one switch to a goroutine */
  schedule, gopark, goready, gosched,
  chanSend, chanRecv, chanClose, chanDirect, chanLen, chanTry, makeChan,
  selectBase, selectCase, selectPark,
  mutexLock, mutexUnlock, rwmutexRLock, rwmutexRUnlock, rwmutexLock, rwmutexUnlock,
  waitGroupAdd, waitGroupDone, waitGroupWait, onceDo, condOp, atomicOp,
  semacquire, semrelease, procyield,
  /** looking at one victim; one draw and round */
  stealVictim, stealRound, stealTake,
  /** added to each short usleep of the runtime: timer slack and wake-up */
  usleepSlack,
  osyield,
  /** paid by the waker, and until the woken thread runs */
  futexWake, futexWakeLatency, futexSleep,
  threadCreate, threadStartLatency,
  /** M-to-M hand-off of a P for a locked goroutine */
  lockedHandoff,
  syscallEnter, syscallExit, syscallExitSlow, cgoEnter, cgoExit, rawSyscall,
  handoffp, acquirep,
  netpollEmpty, netpollEvent, netpollBreak, epollWakeLatency, netpollArm,
  timerAdd, timerStop, timerFire, timerCheck,
  sysmonRound, sysmonPerP,
  signalSend, signalLatency, signalHandle,
  stwBase, stwPerP, gcStop, procresize,
  /** how long runtime.GC stops the world */
  gcPause,
  nanotime, print, printByte, write, writeByte,
  alloc, allocByte, mapGet, mapSet, mapNext, stringOpByte, ifaceAssert, closureCall, stackGrow,
  globalQueue,
  /** least cost of a loop's back-edge, and of a scheduling round */
  backEdge,
  panicBase, deferCall, nativeCall, fmtOp,
  /** the operating system's layer: another thread on a core, a thread on another core */
  contextSwitch, coreMigration,
  COUNT,
}

/** Why run() came back. */
export enum Stop {
  /** time or steps asked for are used up: call run() again */
  PAUSED,
  FINISHED,
  /** os.Exit, or the end of the program by an error that was reported: the code is in Out.EXIT_CODE */
  EXIT,
  PANIC,
  DEADLOCK,
  /** Go's fatal errors (throw) */
  FATAL,
  /** Out.LIMIT says which */
  LIMIT,
  /** a request waits for an answer of the host */
  REQUEST,
  /** the record ring, the output buffer is full: drain and go on */
  RECORDS_FULL,
  OUTPUT_FULL,
  /** a broken invariant of the kernel; Out.BROKEN says where */
  BROKEN,
  /** the program image or the config is not acceptable (boot); Out.DETAIL says why */
  BAD_PROGRAM,
  BAD_CONFIG,
}

export enum Limit { NONE, MEMORY, GOROUTINES, THREADS, TIME, STEPS_PER_INSTANT, STACK }

/** Reasons of BAD_PROGRAM and BAD_CONFIG (Out.DETAIL). */
export enum Bad { NONE, MAGIC, ABI, SIZE, CHECKSUM, SECTION, OPCODE, OPERAND, GOMAXPROCS, MEMORY, RING }

// ---- out block: f64 words, valid after each call ----------------------------------------

export enum Out {
  /** virtual ns */
  TIME,
  /** Stop, as of the last run() */
  REASON,
  EXIT_CODE,
  LIMIT,
  DETAIL,
  /** records written in all, taken by the host (ring index: modulo RING_RECORDS) */
  REC_HEAD,
  REC_TAIL,
  /** output bytes written in all, taken by the host; the buffer holds entries of u8 fd, u8 0, u16 0, u32 length, bytes, padded to 8 */
  OUT_HEAD,
  OUT_TAIL,
  /** records of the scheduling class so far, in the hash */
  HASHED,
  /** the hash: four 16-bit parts, highest first */
  HASH0, HASH1, HASH2, HASH3,
  STEPS,
  /** goroutines alive, peak, created (system ones excluded) */
  G_ALIVE, G_PEAK, G_CREATED,
  M_COUNT, GOMAXPROCS,
  /** bytes in use: kernel, guest heap, stacks */
  MEM_BYTES, HEAP_BYTES, STACK_BYTES,
  /** requests waiting for an answer */
  REQUESTS,
  /** time of the next event, or -1 */
  NEXT,
  /** records in the ring now (it grows when one event makes more than fit); bytes of the output buffer */
  RING_RECORDS, OUTPUT_BYTES,
  /** counters: Counter.COUNT words */
  COUNTERS = 64,
  WORDS = 128,
}

export enum Counter {
  switches, creates, exits, parks, readies, steals, stealAttempts, stolen, handoffs, preemptRequests,
  preemptions, gosched, mWakes, mParks, mCreates, spins, netpolls, netpollReady, timersFired, timersSet,
  syscalls, syscallsBlocking, cgoCalls, retakes, globalGets, overflows, tickGets, sysmonRounds, chanSends,
  chanRecvs, selects, allocBytes, allocs, requests, draws, wakeps, inherits, deepSleeps, gcs,
  /** of the operating system's layer: as usage, nr_periods, nr_throttled, throttled time in cpu.stat */
  coreSwitches, coreMigrations, coreCuts, coreNs, quotaPeriods, quotaThrottled, throttledNs,
  COUNT,
}

// ---- other blocks (addresses from the exports of assembly/index.ts) ---------------------

/** Per P: f64 words. */
export enum ProcStat { RUNNING_NS, IDLE_NS, SYSCALL_NS, SPINNING_NS, SWITCHES, STEALS, SCHEDTICK, RUNQ, STATUS, WORDS = 12 }

/** Per core of the operating system's layer: f64 words. */
export enum CoreStat { BUSY_NS, LOAD_NS, THROTTLED_NS, SWITCHES, WORDS }

/** The latency histogram (runnable to running): u64 counts, 16 sub-buckets a power of two; index of ns: see measure/histogram.ts. */
export const HIST_SUB_BITS = 4;
export const HIST_WORDS = 1024;

/** An entry of the wait ledger: byte offsets. */
export enum Ledger {
  /** u32 Cause (+1: 0 is an empty entry), u32 instruction index of the site */
  CAUSE = 0,
  SITE = 4,
  /** u64 */
  COUNT = 8,
  TOTAL_NS = 16,
  MAX_NS = 24,
  /** u32 LEDGER_BUCKETS counts: 4 sub-buckets a power of two */
  BUCKETS = 32,
  SIZE = 32 + 192 * 4,
}
export const LEDGER_SUB_BITS = 2;
export const LEDGER_BUCKETS = 192;

/** A request to the host: byte offsets. */
export enum Request {
  /** u32 number (from 1), u32 kind: 0 system call, 1 net */
  ID = 0,
  KIND = 4,
  /** u32 goid, u32 site, u32 instruction index, u32 0 */
  G = 8,
  SITE = 12,
  PC = 16,
  /** i64 virtual time, i64 ns that the directive would take */
  TIME = 24,
  NS = 32,
  SIZE = 40,
  /** bytes from one request to the next: two words of the kernel's own lie behind each */
  STRIDE = 48,
}

/** Results of inject(). */
export enum Inject { OK, PAST, UNKNOWN, TWICE }

/** What snapshot files start with; the rest is src/kernel/snapshot.ts's. */
export const SNAPSHOT_MAGIC = 0x53504721;
