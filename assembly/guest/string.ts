/**
 * Strings: comparison, concatenation, UTF-8 as Go has it (an invalid byte is U+FFFD of width 1).
 */
import { Fault, fault } from './fault';
import { mallocgc, Obj, typeWord } from './heap';
import { roundupsize } from './sizeclass';

const BYTES_WORD: u32 = Obj.BYTES;
export const RUNE_ERROR: u32 = 0xfffd;

/** Bytes for a string or a slice of bytes; 0: memory limit (noted as a fault). */
export function rawBytes(n: u64): usize {
  const at = n > 0xffffffff ? mallocgc(0xffffff00, BYTES_WORD) : mallocgc(n as u32, BYTES_WORD);
  if (at == 0) fault(Fault.MEMORY, 0, 0);
  return at;
}

/** -1, 0, 1 */
export function compareBytes(a: usize, na: u64, b: usize, nb: u64): i32 {
  const n = (na < nb ? na : nb) as u32;
  for (let i: u32 = 0; i < n; i++) {
    const x = load<u8>(a + i);
    const y = load<u8>(b + i);
    if (x != y) return x < y ? -1 : 1;
  }
  if (na == nb) return 0;
  return na < nb ? -1 : 1;
}

/**
 * [to:2] = concatenation of `count` strings at `from`; a single one that is not empty is not
 * copied.
 */
export function concat(to: usize, from: usize, count: u32): bool {
  let total: u64 = 0;
  let filled: u32 = 0;
  let only: usize = from;
  for (let i: u32 = 0; i < count; i++) {
    const s = from + ((i as usize) << 4);
    const n = load<u64>(s, 8);
    if (n == 0) continue;
    total += n;
    filled++;
    only = s;
  }
  if (filled <= 1) return setString(to, filled == 0 ? 0 : load<u32>(only), total);
  const at = rawBytes(total);
  if (at == 0) return false;
  let p = at;
  for (let i: u32 = 0; i < count; i++) {
    const s = from + ((i as usize) << 4);
    const n = load<u32>(s, 8);
    memory.copy(p, load<u32>(s), n);
    p += n;
  }
  return setString(to, at, total);
}

function setString(to: usize, at: usize, n: u64): bool {
  store<u64>(to, at as u64);
  store<u64>(to, n, 8);
  return true;
}

/** Copies bytes into a string at `to` (2 slots). */
export function copyString(to: usize, from: usize, n: u64): bool {
  if (n == 0) return setString(to, 0, 0);
  const at = rawBytes(n);
  if (at == 0) return false;
  memory.copy(at, from, n as usize);
  return setString(to, at, n);
}

/** [to:3] = []byte(string at `from`), of the capacity that Go's allocator gives. */
export function stringToBytes(to: usize, from: usize): bool {
  const n = load<u64>(from, 8);
  const cap = roundupsize(n, true);
  const at = rawBytes(cap == 0 ? 1 : cap);
  if (at == 0) return false;
  memory.copy(at, load<u32>(from), n as usize);
  return setSlice(to, at, n, cap);
}

function setSlice(to: usize, at: usize, n: u64, cap: u64): bool {
  store<u64>(to, at as u64);
  store<u64>(to, n, 8);
  store<u64>(to, cap, 16);
  return true;
}

// ---- runes ------------------------------------------------------------------------------

/** The rune at `p` with `n > 0` bytes left: rune | width << 24. */
export function decodeRune(p: usize, n: u64): u32 {
  const b0: u32 = load<u8>(p);
  if (b0 < 0x80) return b0 | (1 << 24);
  if (b0 >= 0xc2 && b0 <= 0xdf) return decode2(p, n, b0);
  if (b0 >= 0xe0 && b0 <= 0xef) return decode3(p, n, b0);
  if (b0 >= 0xf0 && b0 <= 0xf4) return decode4(p, n, b0);
  return RUNE_ERROR | (1 << 24);
}

function isTail(b: u32): bool {
  return (b & 0xc0) == 0x80;
}

function decode2(p: usize, n: u64, b0: u32): u32 {
  if (n < 2) return RUNE_ERROR | (1 << 24);
  const b1: u32 = load<u8>(p, 1);
  if (!isTail(b1)) return RUNE_ERROR | (1 << 24);
  return ((b0 & 0x1f) << 6) | (b1 & 0x3f) | (2 << 24);
}

function decode3(p: usize, n: u64, b0: u32): u32 {
  if (n < 3) return RUNE_ERROR | (1 << 24);
  const b1: u32 = load<u8>(p, 1);
  const b2: u32 = load<u8>(p, 2);
  // E0 needs a second byte from A0 on (else too long a form), ED one up to 9F (else a surrogate).
  const low: u32 = b0 == 0xe0 ? 0xa0 : 0x80;
  const high: u32 = b0 == 0xed ? 0x9f : 0xbf;
  if (b1 < low || b1 > high || !isTail(b2)) return RUNE_ERROR | (1 << 24);
  return ((b0 & 0x0f) << 12) | ((b1 & 0x3f) << 6) | (b2 & 0x3f) | (3 << 24);
}

function decode4(p: usize, n: u64, b0: u32): u32 {
  if (n < 4) return RUNE_ERROR | (1 << 24);
  const b1: u32 = load<u8>(p, 1);
  const b2: u32 = load<u8>(p, 2);
  const b3: u32 = load<u8>(p, 3);
  const low: u32 = b0 == 0xf0 ? 0x90 : 0x80;
  const high: u32 = b0 == 0xf4 ? 0x8f : 0xbf;
  if (b1 < low || b1 > high || !isTail(b2) || !isTail(b3)) return RUNE_ERROR | (1 << 24);
  return ((b0 & 7) << 18) | ((b1 & 0x3f) << 12) | ((b2 & 0x3f) << 6) | (b3 & 0x3f) | (4 << 24);
}

/** Bytes that a rune takes; what is no rune takes those of U+FFFD. */
export function runeWidth(rune: i64): u32 {
  if (rune < 0 || rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) return 3;
  if (rune < 0x80) return 1;
  if (rune < 0x800) return 2;
  return rune < 0x10000 ? 3 : 4;
}

/** Writes a rune; returns its width. */
export function encodeRune(p: usize, value: i64): u32 {
  const width = runeWidth(value);
  let r = value as u32;
  if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) r = RUNE_ERROR;
  switch (width as i32) {
    case 1:
      store<u8>(p, r as u8);
      break;
    case 2:
      store<u8>(p, (0xc0 | (r >> 6)) as u8);
      break;
    case 3:
      store<u8>(p, (0xe0 | (r >> 12)) as u8);
      store<u8>(p, (0x80 | ((r >> 6) & 0x3f)) as u8, 1);
      break;
    default:
      store<u8>(p, (0xf0 | (r >> 18)) as u8);
      store<u8>(p, (0x80 | ((r >> 12) & 0x3f)) as u8, 1);
      store<u8>(p, (0x80 | ((r >> 6) & 0x3f)) as u8, 2);
  }
  if (width > 1) store<u8>(p + width - 1, (0x80 | (r & 0x3f)) as u8);
  return width;
}

/** [to:3] = []rune(string at `from`). */
export function stringToRunes(to: usize, from: usize): bool {
  const start: usize = load<u32>(from);
  const bytes = load<u64>(from, 8);
  const count = countRunes(start, bytes);
  const cap = roundupsize(count * 4, true) >> 2;
  const at = rawBytes(cap == 0 ? 4 : cap * 4);
  if (at == 0) return false;
  let i: u64 = 0;
  for (let p = at; i < bytes; p += 4) {
    const r = decodeRune(start + (i as usize), bytes - i);
    store<u32>(p, r & 0xffffff);
    i += r >> 24;
  }
  return setSlice(to, at, count, cap);
}

function countRunes(start: usize, bytes: u64): u64 {
  let count: u64 = 0;
  for (let i: u64 = 0; i < bytes; count++) i += decodeRune(start + (i as usize), bytes - i) >> 24;
  return count;
}

/** [to:2] = string(slice of runes at `from`). */
export function runesToString(to: usize, from: usize): bool {
  const start: usize = load<u32>(from);
  const count = load<u32>(from, 8);
  let bytes: u64 = 0;
  for (let i: u32 = 0; i < count; i++) bytes += runeWidth(load<i32>(start + ((i as usize) << 2)));
  if (bytes == 0) return setString(to, 0, 0);
  const at = rawBytes(bytes);
  if (at == 0) return false;
  let p = at;
  for (let i: u32 = 0; i < count; i++) p += encodeRune(p, load<i32>(start + ((i as usize) << 2)));
  return setString(to, at, bytes);
}

/** [to:2] = string(rune). */
export function runeToString(to: usize, rune: i64): bool {
  const at = rawBytes(4);
  if (at == 0) return false;
  return setString(to, at, encodeRune(at, rune) as u64);
}
