/** What unit tests reach inside for (test/kernel), besides all that the kernel exports itself. */
export * from './index';
import { textFloat } from './guest/number';
import { roundupsize } from './guest/sizeclass';
import { stackalloc, stackBytes, stackclass, stackfree } from './guest/stack';
import { decodeRune, encodeRune } from './guest/string';
import { textAddress, textLength, textStart } from './guest/text';
import { heapBytes, mallocgc, objectOf } from './guest/heap';
import { NEVER, evFirst, evSet, evSlot, evWhen } from './machine/event';
import { Step } from './runtime/turn';
import { S, mAt, pAt } from './runtime/runtime2';
import { runqlen } from './runtime/runq';

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

// ---- where Ms stand, and delays there: test/support/puppet.ts ---------------------------------

export const T_EXEC: i32 = Step.EXEC;
export const T_START: i32 = Step.START;
export const T_STEAL: i32 = Step.STEAL;
export const T_BACKOFF: i32 = Step.BACKOFF;
export const T_DROP: i32 = Step.DROP;
export const T_DROPPED: i32 = Step.DROPPED;
export const T_POLLED: i32 = Step.POLLED;

/** The M whose event comes next; -1: the world outside, or nobody. */
export function t_next(): i32 {
  return evFirst() == NEVER ? -1 : (evSlot() as i32) - 1;
}

export function t_nextTime(): f64 {
  return evFirst() as f64;
}

/** With which step M m goes on. */
export function t_step(m: i32): i32 {
  return mAt(m).step as i32;
}

/** MStatus of M m. */
export function t_status(m: i32): i32 {
  return mAt(m).status as i32;
}

export function t_threads(): i32 {
  return S.mnext as i32;
}

/** The event of M m, and its clock, come so much later: its thread was not given a core. */
export function t_delay(m: i32, ns: f64): void {
  const mp = mAt(m);
  const when = evWhen(mp.id + 1) + (ns as i64);
  if (mp.t >> 10 < when) mp.t = when << 10;
  evSet(mp.id + 1, when);
}

/** How many locks of the runtime M m holds. */
export function t_setLocks(m: i32, n: i32): void {
  mAt(m).locks = n;
}

/** Goroutines in queues of Ps and in the global queue that nobody has taken. */
export function t_queued(): i32 {
  let n = S.runqsize;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    n += runqlen(pAt(id)) + (pAt(id).runnext === null ? 0 : 1);
  }
  return n as i32;
}

export function t_idleProcs(): i32 {
  return S.npidle as i32;
}
