/**
 * Floats as the print builtin shows them since Go 1.26: the shortest digits that read back as the
 * same number, in the form of strconv's 'g' with precision -1.
 *
 * The digits come from exact arithmetic on big integers (Steele and White, Dybvig): the value is
 * r/s, the half distances to its neighbours are up/s and down/s; digits are taken from r until
 * what is left is smaller than a half distance. Numbers of up to 1100 bits, a few microseconds at
 * the edges of the range; nothing in the scheduler prints floats.
 */
import { text, textByte } from './text';

/** A big integer: u32 count of words, then the words, lowest first. */
const WORDS: u32 = 40;
const r: usize = memory.data(4 * 41, 8);
const s: usize = memory.data(4 * 41, 8);
const up: usize = memory.data(4 * 41, 8);
const down: usize = memory.data(4 * 41, 8);
const scratch: usize = memory.data(4 * 41, 8);
/** Decimal digits, at most 18. */
const digits: usize = memory.data(24, 8);

function big(x: usize, v: u64): void {
  store<u32>(x, v as u32, 4);
  store<u32>(x, (v >> 32) as u32, 8);
  store<u32>(x, v == 0 ? 0 : (v >> 32) == 0 ? 1 : 2);
}

function word(x: usize, i: u32): u32 {
  return i < load<u32>(x) ? load<u32>(x + 4 + ((i as usize) << 2)) : 0;
}

function mulSmall(x: usize, by: u32): void {
  const n = load<u32>(x);
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const at = x + 4 + ((i as usize) << 2);
    carry += (load<u32>(at) as u64) * (by as u64);
    store<u32>(at, carry as u32);
    carry >>= 32;
  }
  if (carry != 0 && n < WORDS) {
    store<u32>(x + 4 + ((n as usize) << 2), carry as u32);
    store<u32>(x, n + 1);
  }
}

function shiftLeft(x: usize, bits: u32): void {
  for (; bits >= 31; bits -= 31) mulSmall(x, 1 << 31);
  mulSmall(x, (1 as u32) << bits);
}

function mulPow10(x: usize, n: i32): void {
  for (; n >= 9; n -= 9) mulSmall(x, 1000000000);
  for (; n > 0; n--) mulSmall(x, 10);
}

function compare(x: usize, y: usize): i32 {
  const n = max(load<u32>(x), load<u32>(y));
  for (let i = n; i > 0; i--) {
    const a = word(x, i - 1);
    const b = word(y, i - 1);
    if (a != b) return a < b ? -1 : 1;
  }
  return 0;
}

/** to = x + y */
function sum(to: usize, x: usize, y: usize): void {
  const n = max(load<u32>(x), load<u32>(y));
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    carry += (word(x, i) as u64) + (word(y, i) as u64);
    store<u32>(to + 4 + ((i as usize) << 2), carry as u32);
    carry >>= 32;
  }
  store<u32>(to + 4 + ((n as usize) << 2), carry as u32);
  store<u32>(to, carry == 0 ? n : n + 1);
}

/** x -= y, which is not larger */
function subtract(x: usize, y: usize): void {
  const n = load<u32>(x);
  let borrow: i64 = 0;
  let top: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    borrow += (word(x, i) as i64) - (word(y, i) as i64);
    store<u32>(x + 4 + ((i as usize) << 2), borrow as u32);
    if ((borrow as u32) != 0) top = i + 1;
    borrow >>= 32;
  }
  store<u32>(x, top);
}

/**
 * Shortest digits of mantissa * 2^exp with neighbours half a unit away (`narrow`: the lower one a
 * quarter); returns how many, `point` is stored behind them: the value is 0.d1d2... * 10^point.
 */
function shortest(mantissa: u64, exp: i32, narrow: bool): u32 {
  const even = (mantissa & 1) == 0;
  const extra: u32 = narrow ? 2 : 1;
  big(r, mantissa);
  big(s, 1);
  big(up, 1);
  big(down, 1);
  shiftLeft(r, extra);
  shiftLeft(s, extra);
  if (narrow) shiftLeft(up, 1);
  if (exp >= 0) {
    shiftLeft(r, exp);
    shiftLeft(up, exp);
    shiftLeft(down, exp);
  } else shiftLeft(s, -exp);
  const bits: i32 = 64 - (clz<u64>(mantissa) as i32);
  let point = NativeMath.ceil(((exp + bits - 1) as f64) * 0.30102999566398120 - 1e-10) as i32;
  if (point >= 0) mulPow10(s, point);
  else {
    mulPow10(r, -point);
    mulPow10(up, -point);
    mulPow10(down, -point);
  }
  sum(scratch, r, up);
  const over = compare(scratch, s);
  if (over > 0 || (over == 0 && even)) point++;
  else {
    mulSmall(r, 10);
    mulSmall(up, 10);
    mulSmall(down, 10);
  }
  store<i32>(digits, point, 20);
  return generate(even);
}

function generate(even: bool): u32 {
  let n: u32 = 0;
  while (true) {
    let d: u32 = 0;
    while (compare(r, s) >= 0) {
      subtract(r, s);
      d++;
    }
    sum(scratch, r, up);
    const below = compare(r, down);
    const above = compare(scratch, s);
    const low = below < 0 || (below == 0 && even);
    const high = above > 0 || (above == 0 && even);
    if (low || high || n == 17) {
      if (low && high) {
        sum(scratch, r, r);
        const half = compare(scratch, s);
        if (half > 0 || (half == 0 && (d & 1) != 0)) d++;
      } else if (high) d++;
      store<u8>(digits + n, d as u8);
      return n + 1;
    }
    store<u8>(digits + n, d as u8);
    n++;
    mulSmall(r, 10);
    mulSmall(up, 10);
    mulSmall(down, 10);
  }
}

/** Appends a float64; `single`: it is a float32, whose neighbours are farther away. */
export function textFloat(v: f64, single: bool): void {
  if (v != v) {
    text('NaN');
    return;
  }
  const bits = reinterpret<u64>(v);
  if (v - v != 0) {
    text(bits >> 63 != 0 ? '-Inf' : '+Inf');
    return;
  }
  if (bits >> 63 != 0) textByte(0x2d);
  if (v == 0) {
    textByte(0x30);
    return;
  }
  const n = single ? digits32(v < 0 ? -v : v) : digits64(bits);
  layout(n, load<i32>(digits, 20));
}

function digits64(bits: u64): u32 {
  const fraction = bits & 0xfffffffffffff;
  const e = ((bits >> 52) & 0x7ff) as i32;
  if (e == 0) return shortest(fraction, -1074, false);
  return shortest(fraction | 0x10000000000000, e - 1075, fraction == 0 && e > 1);
}

function digits32(v: f64): u32 {
  const bits = reinterpret<u32>(v as f32);
  const fraction = bits & 0x7fffff;
  const e = ((bits >> 23) & 0xff) as i32;
  if (e == 0) return shortest(fraction, -149, false);
  return shortest(fraction | 0x800000, e - 150, fraction == 0 && e > 1);
}

/** %g with the shortest digits: an exponent below 1e-4 and from 1e6 on. */
function layout(n: u32, point: i32): void {
  const exp = point - 1;
  if (exp < -4 || exp >= 6) {
    exponential(n, exp);
    return;
  }
  if (point <= 0) {
    text('0.');
    for (let i = point; i < 0; i++) textByte(0x30);
  }
  for (let i: i32 = 0; i < (n as i32) || i < point; i++) {
    if (i == point && i > 0) textByte(0x2e);
    textByte(i < (n as i32) ? 48 + <u32>load<u8>(digits + i) : 48);
  }
}

function exponential(n: u32, exp: i32): void {
  textByte(48 + <u32>load<u8>(digits));
  if (n > 1) textByte(0x2e);
  for (let i: u32 = 1; i < n; i++) textByte(48 + <u32>load<u8>(digits + i));
  textByte(0x65);
  textByte(exp < 0 ? 0x2d : 0x2b);
  const x: u32 = exp < 0 ? -exp : exp;
  if (x >= 100) textByte(48 + x / 100);
  textByte(48 + ((x / 10) % 10));
  textByte(48 + (x % 10));
}
