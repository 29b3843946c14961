/** What unit tests reach inside for (test/kernel), besides all that the kernel exports itself. */
export * from './index';
import { textFloat } from './guest/number';
import { roundupsize } from './guest/sizeclass';
import { stackalloc, stackBytes, stackclass, stackfree } from './guest/stack';
import { decodeRune, encodeRune } from './guest/string';
import { textAddress, textLength, textStart } from './guest/text';
import { heapBytes, mallocgc, objectOf } from './guest/heap';

/** Address of the text of a float as print shows it; its length: t_textLength. */
export function t_float(v: f64, single: i32): i32 {
  textStart();
  textFloat(v, single != 0);
  return textAddress() as i32;
}

export function t_textLength(): i32 {
  return textLength();
}

export function t_roundupsize(size: f64, noscan: i32): f64 {
  return roundupsize(size as u64, noscan != 0) as f64;
}

export function t_stackclass(bytes: i32): i32 {
  return stackclass(bytes);
}

export function t_stackalloc(bytes: i32): i32 {
  return stackalloc(bytes) as i32;
}

export function t_stackfree(at: i32, bytes: i32): void {
  stackfree(at, bytes);
}

export function t_stackBytes(): f64 {
  return stackBytes() as f64;
}

export function t_decodeRune(at: i32, n: i32): i32 {
  return decodeRune(at, n);
}

export function t_encodeRune(at: i32, rune: i32): i32 {
  return encodeRune(at, rune);
}

export function t_malloc(bytes: i32, word: i32): i32 {
  return mallocgc(bytes, word) as i32;
}

/** Distance of an address from its object's header; -1: no object. */
export function t_inside(address: i32): i32 {
  const object = objectOf(address);
  return object == 0 ? -1 : address - object;
}

export function t_heapBytes(): f64 {
  return heapBytes() as f64;
}
