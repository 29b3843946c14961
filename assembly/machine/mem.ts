/**
 * Memory: where everything that changes lies. The module keeps no mutable globals of its own: every
 * scalar of the kernel is a field of `Sched` (runtime/runtime2.ts) at a fixed address, every table
 * and object comes from here, and this allocator's own top is a field of that block too. So a copy
 * of linear memory is a whole snapshot.
 *
 * Bump allocation in steps: `more` grows memory by at least an eighth, up to the limit of the
 * config. Nothing is given back; free lists above (stacks by size class, the guest heap's spans,
 * Gs, sudogs) reuse. Fresh memory is zero.
 */
import { Limit } from '../abi/abi';

/** Own state; at a fixed address inside the static data. */
@unmanaged
class MemState {
  top: u32;
  maxPages: u32;
  /** Limit.MEMORY once an allocation was refused */
  failed: i32;
  pad: u32;
}

const mem: MemState = changetype<MemState>(memory.data(16));

export const PAGE_BYTES: u32 = 65536;

/** Call first. `base` is the first free byte. */
export function memInit(base: u32, maxPages: u32): void {
  mem.top = (base + 63) & ~63;
  mem.maxPages = maxPages;
  mem.failed = Limit.NONE;
}

export function memSetLimit(maxPages: u32): void {
  mem.maxPages = maxPages;
}

/**
 * `bytes` zeroed bytes at a multiple of 16; 0 if the limit is reached (the caller stops the run
 * with Limit.MEMORY; `memFailed` tells).
 */
export function memAlloc(bytes: u32): usize {
  const at: u64 = ((mem.top as u64) + 15) & ~(15 as u64);
  const end: u64 = at + (bytes as u64);
  if (end > (memory.size() as u64) * PAGE_BYTES && !more(end)) return 0;
  mem.top = end as u32;
  return at as usize;
}

function more(end: u64): bool {
  const have = memory.size() as u64;
  const need = (end + PAGE_BYTES - 1) / PAGE_BYTES;
  const limit: u64 = mem.maxPages as u64;
  if (need > limit || need > 65535) {
    mem.failed = Limit.MEMORY;
    return false;
  }
  let want = have + (have >> 3) + 1;
  if (want < need) want = need;
  if (want > limit) want = limit;
  if (memory.grow((want - have) as i32) < 0) {
    if (memory.grow((need - have) as i32) < 0) {
      mem.failed = Limit.MEMORY;
      return false;
    }
  }
  return true;
}

export function memFailed(): bool {
  return mem.failed != Limit.NONE;
}

export function memClearFailed(): void {
  mem.failed = Limit.NONE;
}

export function memTop(): u32 {
  return mem.top;
}
