/** States and wait reasons: Go's names and Go's numbers (release 1.26, runtime/runtime2.go). */

export enum GStatus {
  IDLE = 0,
  RUNNABLE = 1,
  RUNNING = 2,
  SYSCALL = 3,
  WAITING = 4,
  DEAD = 6,
  COPYSTACK = 8,
  PREEMPTED = 9,
}

/** Bits of a goroutine's flags, as traces of goroutines tell them. */
export enum GFlag {
  /** a goroutine of the runtime: not counted for deadlock */
  SYSTEM = 1,
  /** asked to stop by signal at its next exit from a burst */
  ASYNC = 2,
  /** its stack is being unwound by Goexit */
  GOEXIT = 4,
  /** counted as user goroutine */
  USER = 8,
}

export enum PStatus {
  IDLE = 0,
  RUNNING = 1,
  /** up to 1.25: its M is in a system call and anybody may take it */
  SYSCALL = 2,
  GCSTOP = 3,
  DEAD = 4,
}

/** The runtime has no such field; docs/machine.md says how each follows from Go's own. */
export enum MStatus {
  /** runs a goroutine */
  RUNNING = 0,
  /** on g0, looking for work, not spinning */
  SCHEDULING = 1,
  SPINNING = 2,
  /** blocked in netpoll without a P */
  POLLING = 3,
  /** on the idle list, asleep */
  IDLE = 4,
  /** in a system call or C code */
  SYSCALL = 5,
  /** parked with a locked goroutine that is not runnable */
  LOCKED = 6,
  /** thread being created */
  STARTING = 7,
  /** woken, not yet running */
  WAKING = 8,
  DEAD = 9,
}

/** waitReason. Texts are in src/records/spec.ts. */
export enum WaitReason {
  ZERO, GC_ASSIST_MARKING, IO_WAIT, DUMPING_HEAP, GARBAGE_COLLECTION, GARBAGE_COLLECTION_SCAN,
  PANIC_WAIT, GC_ASSIST_WAIT, GC_SWEEP_WAIT, GC_SCAVENGE_WAIT, FINALIZER_WAIT, FORCE_GC_IDLE,
  UPDATE_GOMAXPROCS_IDLE, SEMACQUIRE, SLEEP, CHAN_RECEIVE_NIL_CHAN, CHAN_SEND_NIL_CHAN,
  SELECT_NO_CASES, SELECT, CHAN_RECEIVE, CHAN_SEND, SYNC_COND_WAIT, SYNC_MUTEX_LOCK,
  SYNC_RWMUTEX_RLOCK, SYNC_RWMUTEX_LOCK, SYNC_WAITGROUP_WAIT, TRACE_READER_BLOCKED,
  WAIT_FOR_GC_CYCLE, GC_WORKER_IDLE, GC_WORKER_ACTIVE, PREEMPTED, DEBUG_CALL, GC_MARK_TERMINATION,
  STOPPING_THE_WORLD, FLUSH_PROC_CACHES, TRACE_GOROUTINE_STATUS, TRACE_PROC_STATUS,
  PAGE_TRACE_FLUSH, COROUTINE, GC_WEAK_TO_STRONG_WAIT, SYNCTEST_RUN, SYNCTEST_WAIT,
  SYNCTEST_CHAN_RECEIVE, SYNCTEST_CHAN_SEND, SYNCTEST_SELECT, SYNCTEST_WAITGROUP_WAIT, CLEANUP_WAIT,
  COUNT,
}

/** Why a nanosecond of a goroutine's life passed: the causes of the wait ledger. */
export enum Cause {
  RUNNING,
  /** runnable in runnext, in a local queue, in the global queue */
  RUNNEXT,
  LOCAL_QUEUE,
  GLOBAL_QUEUE,
  /** chosen (handed over, or its M's wake-up is on the way), but not yet running */
  WAKING,
  /** its M waits for a core; for the quota */
  CORE,
  QUOTA,
  STOP_THE_WORLD,
  GC_ASSIST,
  LOCK,
  CHANNEL,
  SELECT,
  SLEEP,
  NETWORK,
  SYSCALL,
  COND,
  WAITGROUP,
  /** any other park */
  OTHER,
  COUNT,
}
