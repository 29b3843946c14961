/** Conversions and divisions of floats that WebAssembly does otherwise than amd64 and Go. */

const TWO63: f64 = 9223372036854775808.0;

/** As CVTTSD2SQ: what does not fit gives the least integer. */
export function floatToInt(x: f64): i64 {
  if (x >= -TWO63 && x < TWO63) return x as i64;
  return i64.MIN_VALUE;
}

/** As Go on amd64: by way of the signed conversion. */
export function floatToUint(x: f64): i64 {
  if (x < TWO63) return floatToInt(x);
  return floatToInt(x - TWO63) ^ i64.MIN_VALUE;
}

function isInf(x: f64): bool {
  return x == Infinity || x == -Infinity;
}

function isFinite64(x: f64): bool {
  return x - x == 0;
}

/** 1 for an infinity, 0 for anything else, with its sign. */
function box(x: f64): f64 {
  return copysign<f64>(isInf(x) ? 1 : 0, x);
}

/**
 * Complex at `to` = complex at `n` / complex at `m`, by Smith's method (scaling by the larger
 * part of the divisor); where that gives NaN, infinities and zeros are put right as C99's annex G
 * demands.
 */
export function complexDivide(to: usize, n: usize, m: usize): void {
  let a = load<f64>(n);
  let b = load<f64>(n, 8);
  let c = load<f64>(m);
  let d = load<f64>(m, 8);
  let e: f64;
  let f: f64;
  if (abs<f64>(c) >= abs<f64>(d)) {
    const ratio = d / c;
    const whole = c + ratio * d;
    e = (a + b * ratio) / whole;
    f = (b - a * ratio) / whole;
  } else {
    const ratio = c / d;
    const whole = d + ratio * c;
    e = (a * ratio + b) / whole;
    f = (b * ratio - a) / whole;
  }
  if (e != e || f != f) {
    if (c == 0 && d == 0 && (a == a || b == b)) {
      e = copysign<f64>(Infinity, c) * a;
      f = copysign<f64>(Infinity, c) * b;
    } else if ((isInf(a) || isInf(b)) && isFinite64(c) && isFinite64(d)) {
      a = box(a);
      b = box(b);
      e = Infinity * (a * c + b * d);
      f = Infinity * (b * c - a * d);
    } else if ((isInf(c) || isInf(d)) && isFinite64(a) && isFinite64(b)) {
      c = box(c);
      d = box(d);
      e = 0 * (a * c + b * d);
      f = 0 * (b * c - a * d);
    }
  }
  store<f64>(to, e);
  store<f64>(to, f, 8);
}
