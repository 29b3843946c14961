/**
 * What went wrong in an operation on guest values: guest functions return false or 0 and leave
 * the reason here, vm/panic.ts makes Go's run-time error of it.
 */

export const enum Fault {
  NONE,
  /** the memory limit: the run stops, the program sees nothing */
  MEMORY,
  NIL_DEREF,
  DIVIDE,
  SHIFT,
  /** a: index, b: length */
  INDEX,
  /** a: bound, b: length, capacity or the other bound */
  SLICE_LEN,
  SLICE_CAP,
  SLICE_B,
  SLICE3_LEN,
  SLICE3_CAP,
  SLICE3_B,
  SLICE3_C,
  MAKESLICE_LEN,
  MAKESLICE_CAP,
  GROWSLICE,
  NIL_MAP,
  /** a: type */
  UNHASHABLE,
  /** the same, for a key that was looked up in an empty map: Go words it otherwise */
  UNHASHABLE_KEY,
  UNCOMPARABLE,
  /** a: type of the value (0: nil), b: type wanted; c: static interface type */
  ASSERT,
  /** as ASSERT, to an interface type */
  ASSERT_IFACE,
  SEND_CLOSED,
  CLOSE_CLOSED,
  CLOSE_NIL,
  MAKECHAN_SIZE,
}

@unmanaged
export class FaultState {
  a: i64;
  b: i64;
  code: i32;
  c: u32;
}

export const F: FaultState = changetype<FaultState>(memory.data(24, 8));

/** Notes a fault; returns false for the caller to return. */
export function fault(code: i32, a: i64, b: i64): bool {
  F.code = code;
  F.a = a;
  F.b = b;
  return false;
}
