/**
 * Exponential and logarithm with the arithmetic of Go's math package on amd64, where both are
 * assembly: results are Go's to the bit, oddities included. All else of package math is Go source
 * (`lib/math`); these two are here because draws need them as well.
 *
 * Go takes processors with fused multiply-add (all since 2013) another way through the exponential:
 * that way is taken here, and `fma` below rounds once as they do.
 */

const MANTISSA: u64 = 0x000fffffffffffff;
const INFINITE: u64 = 0x7ff0000000000000;
const HALF: u64 = 0x3fe0000000000000;

/**
 * The natural logarithm: x = 2^k (1 + f) with 1 + f around 1, and a series in s = f / (2 + f), as
 * FreeBSD's. Denormals are not normalized first, so theirs is wrong: near -709 for all of them.
 */
export function log(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  if (bits << 1 == 0) return -Infinity;
  if (<i64>bits < 0) return NaN;
  if (bits >= INFINITE) return x;
  let k = ((bits >> 52) as f64) - 1022.0;
  let f = reinterpret<f64>((bits & MANTISSA) | HALF);
  if (f <= 0.70710678118654752440) {
    k -= 1.0;
    f += f;
  }
  f -= 1.0;
  const s = f / (2.0 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (6.666666666666735130e-01 + s4 * (2.857142874366239149e-01
    + s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)));
  const even = s4 * (3.999999999940941908e-01 + s4 * (2.222219843214978396e-01
    + s4 * 1.531383769920937332e-01));
  const square = 0.5 * f * f;
  const low = s * (square + (odd + even)) + k * 1.90821492927058770002e-10;
  return k * 6.93147180369123816490e-01 - ((square - low) - f);
}

/**
 * e to the power of x: x = k ln 2 + 16 r; the Taylor series gives e^r - 1, four squarings e^(16 r).
 * From 1023.5 ln 2 on, k is 1024 and the result infinite, earlier than it had to be.
 */
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.782712893384) return Infinity;
  const k = nearest<f64>(x * 1.4426950408889634074);
  if (k > 1023.0) return Infinity;
  if (k < -1075.0) return 0.0;
  // The upper part of ln 2 is so short that its product with k is exact.
  let r = x - k * 0.69314718055966295651160180568695068359375;
  r = fma(-k, 0.28235290563031577122588448175013436025525412068e-12, r) * 0.0625;
  let sum = fma(2.4801587301587301587e-5, r, 1.9841269841269841270e-4);
  sum = fma(sum, r, 1.3888888888888888889e-3);
  sum = fma(sum, r, 8.3333333333333333333e-3);
  sum = fma(sum, r, 4.1666666666666666667e-2);
  sum = fma(sum, r, 1.6666666666666666667e-1);
  sum = fma(sum, r, 0.5);
  sum = fma(sum, r, 1.0);
  r *= sum;
  r *= r + 2.0;
  r *= r + 2.0;
  r *= r + 2.0;
  r = fma(r, r + 2.0, 1.0);
  return k > -1023.0 ? r * power(k) : r * power(k + 1022.0) * power(-1022.0);
}

/** 2 to the power of a whole number from -1022 to 1023. */
function power(k: f64): f64 {
  return reinterpret<f64>(((k as i64) + 1023) << 52);
}

/**
 * a * b + c, rounded once, for numbers far from overflow. The product and two sums are split into a
 * rounded part and its error, exactly (Dekker, Knuth). What is left to add is a large part and two
 * small ones, and rounding twice is harmless if the small ones' sum is first rounded to odd
 * (Boldo and Melquiond, 2008): cut off, with its last bit set if anything was lost.
 */
function fma(a: f64, b: f64, c: f64): f64 {
  const product = a * b;
  const a1 = upper(a);
  const b1 = upper(b);
  const a2 = a - a1;
  const b2 = b - b1;
  const below = a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2);
  const small = c + below;
  const rest = lost(c, below, small);
  const large = product + small;
  return large + toOdd(lost(product, small, large), rest);
}

/** The upper half of x's digits. */
function upper(x: f64): f64 {
  const big = x * 134217729.0;
  return big - (big - x);
}

/** What rounding took from the sum of x and y. */
function lost(x: f64, y: f64, sum: f64): f64 {
  const part = sum - x;
  return (x - (sum - part)) + (y - part);
}

/** x + y rounded to odd. */
function toOdd(x: f64, y: f64): f64 {
  const sum = x + y;
  const error = lost(x, y, sum);
  const bits = reinterpret<i64>(sum);
  if (error == 0.0 || (bits & 1) != 0) return sum;
  return reinterpret<f64>(bits + ((error > 0.0) == (sum > 0.0) ? 1 : -1));
}

/**
 * The cosine of v full turns, 0 <= v <= 1, to 2^-52: brought to a quarter of a turn, then Taylor's
 * series from its far end.
 */
export function cosTurns(v: f64): f64 {
  let from = abs<f64>(v - 0.5);
  const positive = from > 0.25;
  if (positive) from = 0.5 - from;
  const angle = 6.283185307179586 * from;
  const square = angle * angle;
  let sum = 1.0;
  for (let n = 24.0; n > 0.0; n -= 2.0) sum = 1.0 - sum * square / (n * (n - 1.0));
  return positive ? sum : -sum;
}
