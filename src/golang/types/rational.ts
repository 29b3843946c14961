/**
 * Exact fractions for constants. Everything a compiler must get right (0.1+0.2, math.MaxFloat64)
 * has numerators and denominators of a few hundred bits. Beyond `exactBits` a fraction is rounded
 * to `precision` bits times a power of two, as Go does, so that `1e1000 * 1e1000` costs nothing;
 * beyond `maxBits` it is no number any more.
 */
export interface Rat { num: bigint; den: bigint }

const precision = 512;
const exactBits = 4096;
/** Sizes up to which a literal or a result is a number at all. */
export const maxBits = 400_000;

export function bitLength(x: bigint): number {
  if (x < 0n) x = -x;
  const hex = x.toString(16);
  return x === 0n ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex[0]!, 16)));
}

function gcd(a: bigint, b: bigint): bigint {
  if (a < 0n) a = -a;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function trailingZeros(x: bigint): number {
  if (x === 0n) return 0;
  let n = 0;
  while ((x & 0xffffffffn) === 0n) {
    x >>= 32n;
    n += 32;
  }
  let low = Number(x & 0xffffffffn);
  while ((low & 1) === 0) {
    low >>>= 1;
    n++;
  }
  return n;
}

/** The quotient as a fraction in lowest terms; undefined past `maxBits`. `den` must not be 0. */
export function makeRat(num: bigint, den: bigint): Rat | undefined {
  if (den < 0n) {
    num = -num;
    den = -den;
  }
  if (num === 0n) return { num: 0n, den: 1n };
  if (den === 1n && bitLength(num) <= exactBits) return { num, den };
  const zeros = Math.min(trailingZeros(num), trailingZeros(den));
  if (zeros > 0) {
    num >>= BigInt(zeros);
    den >>= BigInt(zeros);
  }
  const n = bitLength(num);
  const d = bitLength(den);
  if (n <= exactBits && d <= exactBits) {
    const g = gcd(num, den);
    return g === 1n ? { num, den } : { num: num / g, den: den / g };
  }
  return roundRat(num, den, n - d);
}

/** Rounds to `precision` bits; `size` is about the logarithm of the value. */
function roundRat(num: bigint, den: bigint, size: number): Rat | undefined {
  if (size > maxBits) return undefined;
  if (size < -maxBits) return { num: 0n, den: 1n };
  const shift = precision + 2 - size;
  let m = shift >= 0 ? (num << BigInt(shift)) / den : num / (den << BigInt(-shift));
  const extra = bitLength(m) - precision;
  let exp = -shift;
  if (extra > 0) {
    const half = 1n << BigInt(extra - 1);
    m = (m + (m < 0n ? -half : half)) / (1n << BigInt(extra));
    exp += extra;
  }
  const zeros = trailingZeros(m);
  m /= 1n << BigInt(zeros);
  exp += zeros;
  return exp >= 0 ? { num: m << BigInt(exp), den: 1n } : { num: m, den: 1n << BigInt(-exp) };
}

/** Formats of IEEE numbers: bits of the significand, and the exponents of the ends of the range. */
interface Format { bits: number; min: number; max: number }
const f64: Format = { bits: 53, min: -1074, max: 1024 };
const f32: Format = { bits: 24, min: -149, max: 128 };

/** The nearest number of the format, ties to even, as a double; infinite where it overflows. */
function nearest(x: Rat, f: Format): number {
  if (x.num === 0n) return 0;
  const neg = x.num < 0n;
  const num = neg ? -x.num : x.num;
  // 2^(e-1) <= value < 2^(e+1) for e as follows; a quantum keeps `bits` or `bits + 1` bits.
  const e = bitLength(num) - bitLength(x.den);
  let quantum = Math.max(e - f.bits, f.min);
  let m = roundedQuotient(num, x.den, quantum);
  if (bitLength(m) > f.bits) {
    quantum = Math.max(quantum + 1, f.min);
    m = roundedQuotient(num, x.den, quantum);
  }
  if (bitLength(m) + quantum > f.max) return neg ? -Infinity : Infinity;
  const value = scale(Number(m), quantum);
  return neg ? -value : value;
}

/** num / den / 2^quantum, rounded to the nearest integer, ties to even. */
function roundedQuotient(num: bigint, den: bigint, quantum: number): bigint {
  if (quantum >= 0) den <<= BigInt(quantum);
  else num <<= BigInt(-quantum);
  const q = num / den;
  const twice = (num - q * den) * 2n;
  return twice > den || (twice === den && (q & 1n) === 1n) ? q + 1n : q;
}

/** m * 2^e, exact if the result is a double. Two steps, so that no intermediate power overflows. */
function scale(m: number, e: number): number {
  const half = Math.trunc(e / 2);
  return m * 2 ** half * 2 ** (e - half);
}

export const toFloat64 = (x: Rat): number => nearest(x, f64);
export const toFloat32 = (x: Rat): number => nearest(x, f32);

/** The exact value of a finite double. */
export function fromFloat64(x: number): Rat {
  if (Number.isInteger(x)) return { num: BigInt(x), den: 1n };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exp = Number((bits >> 52n) & 0x7ffn);
  const frac = bits & 0xfffffffffffffn;
  const m = exp === 0 ? frac : frac | 0x10000000000000n;
  const den = 1n << BigInt(1075 - Math.max(exp, 1));
  return makeRat(x < 0 ? -m : m, den)!;
}
