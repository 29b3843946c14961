/** What a runtime function that a goroutine's instruction calls tells the interpreter. */
export const enum Ret {
  /** done: go on behind the instruction; a result, if any, is in S.ret */
  NEXT = 0,
  /**
   * The goroutine has left the M (it parked, yielded, exited) or the M waits for its turn or for
   * the end of a burst: return to the event loop. When the goroutine runs again its instruction is
   * executed again, with `gp.resume` set if it had parked there.
   */
  LEAVE = 1,
  /** raise the Go run-time error S.err (RtErr) at this instruction */
  PANIC = 2,
}

/** Run-time errors and fatal errors of the runtime; texts in vm/panic.ts. */
export const enum RtErr {
  NONE,
  NIL_DEREF,
  DIVIDE,
  SHIFT,
  INDEX,
  SLICE,
  SEND_CLOSED,
  CLOSE_CLOSED,
  CLOSE_NIL,
  MAKECHAN_SIZE,
  MAKESLICE_LEN,
  MAKESLICE_CAP,
  NIL_MAP,
  UNCOMPARABLE,
  TYPE_ASSERT,
  STACK_OVERFLOW,
}
