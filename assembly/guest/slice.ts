/**
 * Slices: making, growing, cutting. Capacities are exactly those that Go 1.26 gives
 * (runtime/slice.go): doubled up to 256 elements, then by a quarter and 192, then rounded to a
 * size class of its allocator.
 */
import { Kind, TypeFlag } from '../abi/frame';
import { Fault, fault } from './fault';
import { mallocgc, Obj, typeWord } from './heap';
import { roundupsize } from './sizeclass';
import { hasFlag, sizeOf, toMemory, ZERO_BASE } from './value';

/** Go's maxAlloc on amd64. */
const MAX_ALLOC: u64 = 1 << 48;

function setSlice(to: usize, at: u64, n: u64, cap: u64): bool {
  store<u64>(to, at);
  store<u64>(to, n, 8);
  store<u64>(to, cap, 16);
  return true;
}

/** Zeroed memory for elements; 0: memory limit. */
function elements(type: u32, bytes: u64): usize {
  const word = typeWord(type, Obj.VALUE);
  const at = bytes > 0xffffff00 ? mallocgc(0xffffff00, word) : mallocgc(bytes as u32, word);
  if (at == 0) fault(Fault.MEMORY, 0, 0);
  return at;
}

/** [to:3] = make([]T, len, cap) */
export function makeslice(to: usize, type: u32, len: i64, cap: i64): bool {
  const size = sizeOf(type) as u64;
  if (len < 0 || overflows(size, len as u64)) return fault(Fault.MAKESLICE_LEN, 0, 0);
  if (cap < len || overflows(size, cap as u64)) return fault(Fault.MAKESLICE_CAP, 0, 0);
  const bytes = size * (cap as u64);
  const at = bytes == 0 ? ZERO_BASE : elements(type, bytes);
  return at != 0 && setSlice(to, at as u64, len as u64, cap as u64);
}

function overflows(size: u64, n: u64): bool {
  return size != 0 && n > MAX_ALLOC / size;
}

/** New capacity before rounding. */
function nextslicecap(newLen: u64, oldCap: u64): u64 {
  if (newLen > oldCap * 2) return newLen;
  if (oldCap < 256) return oldCap * 2;
  let cap = oldCap;
  while (cap < newLen) cap += (cap + 3 * 256) >> 2;
  return cap;
}

/**
 * [to:3] = the slice at `from` with room for `newLen` elements, which is more than its capacity;
 * its length becomes newLen, the new elements are zero.
 */
function growslice(to: usize, from: usize, newLen: u64, type: u32): bool {
  const size = sizeOf(type) as u64;
  if ((newLen as i64) < 0) return fault(Fault.GROWSLICE, 0, 0);
  if (size == 0) return setSlice(to, ZERO_BASE as u64, newLen, newLen);
  let cap = nextslicecap(newLen, load<u64>(from, 16));
  if (overflows(size, cap)) return fault(Fault.GROWSLICE, 0, 0);
  cap = roundupsize(cap * size, !hasFlag(type, TypeFlag.POINTERS)) / size;
  const at = elements(type, cap * size);
  if (at == 0) return false;
  memory.copy(at, load<u32>(from), ((load<u64>(from, 8) * size) as u32) as usize);
  return setSlice(to, at as u64, newLen, cap);
}

/** [to:3] = the slice at `from` lengthened by `n` zeroed elements. */
export function grow(to: usize, from: usize, n: i64, type: u32): bool {
  const len = load<u64>(from, 8);
  const newLen = len + (n as u64);
  if (newLen > load<u64>(from, 16)) return growslice(to, from, newLen, type);
  const at = load<u64>(from);
  const size = sizeOf(type);
  memory.fill((at as usize) + ((len * (size as u64)) as usize), 0, (n as u32) * size);
  return setSlice(to, at, newLen, load<u64>(from, 16));
}

/** A slice while it is being made: `to` may overlap with what is still to be read. */
const made: usize = memory.data(24, 8);

/** The slice at `from` with `newLen` elements, into `made`. */
function lengthen(from: usize, newLen: u64, type: u32): bool {
  const cap = load<u64>(from, 16);
  if (newLen <= cap) return setSlice(made, load<u64>(from), newLen, cap);
  return growslice(made, from, newLen, type);
}

/** [to:3] = append(slice at `from`, the value in slot form at `value`) */
export function appendOne(to: usize, from: usize, value: usize, type: u32): bool {
  const len = load<u64>(from, 8);
  if (!lengthen(from, len + 1, type)) return false;
  toMemory(type, value, (load<u32>(made) + (len as u32) * sizeOf(type)) as usize);
  return setSlice(to, load<u64>(made), load<u64>(made, 8), load<u64>(made, 16));
}

/** [to:3] = append(slice at `from`, all of the slice or string at `more`) */
export function appendAll(to: usize, from: usize, more: usize, type: u32): bool {
  const source = load<u32>(more);
  const n = load<u64>(more, 8);
  const len = load<u64>(from, 8);
  if (!lengthen(from, len + n, type)) return false;
  const size = sizeOf(type);
  memory.copy(load<u32>(made) + (len as u32) * size, source, (n as u32) * size);
  return setSlice(to, load<u64>(made), load<u64>(made, 8), load<u64>(made, 16));
}

/** copy(slice at `to`, slice or string at `from`), elements of `size` bytes; how many. */
export function copySlice(to: usize, from: usize, size: u32): u64 {
  let n = load<u64>(to, 8);
  if (load<u64>(from, 8) < n) n = load<u64>(from, 8);
  memory.copy(load<u32>(to), load<u32>(from), (n as usize) * size);
  return n;
}

// ---- slice expressions ------------------------------------------------------------------

/** Which bounds a slice expression names. */
export const enum Cut {
  LO = 1,
  HI = 2,
  MAX = 4,
}

/**
 * Bounds of a slice expression, checked as Go does: lo, hi, max at `bounds`, of what `given` says
 * are there; `len` and `cap` of the operand. `isSlice`: limited by its capacity, else (strings,
 * arrays) by its length. The result is in `cut`.
 */
export function checkBounds(bounds: usize, given: u32, len: u64, cap: u64, isSlice: bool): bool {
  const lo = (given & Cut.LO) != 0 ? load<u64>(bounds) : 0;
  const hi = (given & Cut.HI) != 0 ? load<u64>(bounds, 8) : len;
  let max = cap;
  if ((given & Cut.MAX) != 0) {
    max = load<u64>(bounds, 16);
    const over = isSlice ? Fault.SLICE3_CAP : Fault.SLICE3_LEN;
    if (max > cap) return fault(over, max as i64, cap as i64);
    if (hi > max) return fault(Fault.SLICE3_B, hi as i64, max as i64);
    if (lo > hi) return fault(Fault.SLICE3_C, lo as i64, hi as i64);
  } else {
    if (hi > cap) return fault(isSlice ? Fault.SLICE_CAP : Fault.SLICE_LEN, hi as i64, cap as i64);
    if (lo > hi) return fault(Fault.SLICE_B, lo as i64, hi as i64);
  }
  cut.lo = lo;
  cut.len = hi - lo;
  cut.cap = max - lo;
  return true;
}

@unmanaged
class CutState {
  lo: u64;
  len: u64;
  cap: u64;
}

const cut: CutState = changetype<CutState>(memory.data(24, 8));

/** [to:3] = the slice at `from`, cut. An empty result does not point behind its array. */
export function sliceSlice(to: usize, from: usize, bounds: usize, given: u32, size: u32): bool {
  const at = load<u64>(from);
  if (!checkBounds(bounds, given, load<u64>(from, 8), load<u64>(from, 16), true)) return false;
  return setSlice(to, cut.cap == 0 ? at : at + cut.lo * (size as u64), cut.len, cut.cap);
}

/** [to:3] = the array at address `at` of `n` elements, cut. */
export function sliceArray(to: usize, at: u64, n: u64, bounds: usize, given: u32, size: u32): bool {
  if (!checkBounds(bounds, given, n, n, false)) return false;
  return setSlice(to, cut.cap == 0 ? at : at + cut.lo * (size as u64), cut.len, cut.cap);
}

/** [to:2] = the string at `from`, cut. */
export function sliceString(to: usize, from: usize, bounds: usize, given: u32): bool {
  const at = load<u64>(from);
  const n = load<u64>(from, 8);
  if (!checkBounds(bounds, given & ~Cut.MAX, n, n, false)) return false;
  store<u64>(to, cut.len == 0 ? at : at + cut.lo);
  store<u64>(to, cut.len, 8);
  return true;
}
