/**
 * Stacks, and all other memory of the kernel that comes and goes, from free lists by size class:
 * 32, 48, 64, 96, 128, ... bytes (two classes a power of two) up to 64 KiB, then powers of two.
 * Blocks are cut from fresh memory and never given back to it; what lies on a list keeps its link
 * in its first word.
 *
 * A stack grows by moving to a block of twice its size (vm/frame.ts); the old one goes back to
 * its list, so a program that once had many deep stacks reuses them.
 */
import { memAlloc } from '../machine/mem';

@unmanaged
class StackState {
  /** bytes on loan */
  used: u64;
}

const CLASSES: u32 = 64;
const state: StackState = changetype<StackState>(memory.data(8, 8));
const lists: usize = memory.data(64 * 4, 16);

const SMALLEST: u32 = 32;
/** Above it only powers of two. */
const HALVES_END: u32 = 65536;
const LARGEST: u32 = 0x40000000;

/** Number of the class that holds `bytes` bytes: 2 e for 32 << e, 2 e + 1 for 48 << e. */
function classOf(bytes: u32): u32 {
  if (bytes <= SMALLEST) return 0;
  const e: u32 = 32 - clz<u32>(bytes - 1) - 5;
  const half = (24 as u32) << e;
  if (bytes <= half && half <= HALVES_END) return 2 * e - 1;
  return 2 * e;
}

function classBytes(c: u32): u32 {
  return (c & 1) == 0 ? SMALLEST << (c >> 1) : (48 as u32) << (c >> 1);
}

/** How many bytes `stackalloc(bytes)` gives. */
export function stackclass(bytes: u32): u32 {
  if (bytes > LARGEST) return bytes;
  return classBytes(classOf(bytes));
}

/** A block of `stackclass(bytes)` bytes at a multiple of 16, not zeroed; 0: memory limit. */
export function stackalloc(bytes: u32): usize {
  if (bytes > LARGEST) return memAlloc(0xffffff00);
  const c = classOf(bytes);
  const list = lists + ((c as usize) << 2);
  const size = classBytes(c);
  let block: usize = load<u32>(list);
  if (block != 0) store<u32>(list, load<u32>(block));
  else {
    block = memAlloc(size);
    if (block == 0) return 0;
  }
  state.used += size;
  return block;
}

/** Gives back a block; `bytes` is what was asked for, or its class. */
export function stackfree(block: usize, bytes: u32): void {
  const c = classOf(bytes);
  const list = lists + ((c as usize) << 2);
  store<u32>(block, load<u32>(list));
  store<u32>(list, block as u32);
  state.used -= classBytes(c);
}

/** Bytes on loan. */
export function stackBytes(): u64 {
  return state.used;
}
