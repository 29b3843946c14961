/** Sets of small numbers, a bit each: words of 32 at `mask`. */

// @ts-ignore: decorator
@inline
function wordOf(mask: usize, id: u32): usize {
  return mask + (((id >> 5) as usize) << 2);
}

export function bit(mask: usize, id: u32): bool {
  return ((load<u32>(wordOf(mask, id)) >> (id & 31)) & 1) != 0;
}

export function setBit(mask: usize, id: u32, on: bool): void {
  const at = wordOf(mask, id);
  const word = load<u32>(at);
  store<u32>(at, on ? word | (1 << (id & 31)) : word & ~(1 << (id & 31)));
}

/** The first member from `from` on; `n` if there is none below it. */
export function nextIn(mask: usize, from: u32, n: u32): u32 {
  return next(mask, from, n, 0);
}

/** The first number from `from` on that is no member; `n` if there is none below it. */
export function nextOut(mask: usize, from: u32, n: u32): u32 {
  return next(mask, from, n, u32.MAX_VALUE);
}

function next(mask: usize, from: u32, n: u32, flip: u32): u32 {
  if (from >= n) return n;
  let base = from & ~31;
  let word = (load<u32>(wordOf(mask, base)) ^ flip) & (u32.MAX_VALUE << (from & 31));
  while (word == 0) {
    base += 32;
    if (base >= n) return n;
    word = load<u32>(wordOf(mask, base)) ^ flip;
  }
  const id = base + ctz<u32>(word);
  return id < n ? id : n;
}
