/**
 * Constant values: exact arithmetic on booleans, strings, integers, fractions and complex numbers.
 * A value has the simplest kind that its origin asks for; operands of different kinds are first
 * brought to the larger one. What cannot be represented any more is `unknown`, which silences all
 * that follows from it.
 */
import type { ConstValue } from './types.ts';
import type { BinaryOp } from '../syntax/ast.ts';
import {
  type Rat, bitLength, fromFloat64, makeRat, maxBits, toFloat32, toFloat64,
} from './rational.ts';

export const unknown: ConstValue = { kind: 'unknown' };
export const makeBool = (value: boolean): ConstValue => ({ kind: 'bool', value });
export const makeString = (value: string): ConstValue => ({ kind: 'string', value });
export const makeInt = (value: bigint | number): ConstValue =>
  ({ kind: 'int', value: BigInt(value) });

export function makeFloat(r: Rat | undefined): ConstValue {
  return r ? { kind: 'float', num: r.num, den: r.den } : unknown;
}

export function makeComplex(re: ConstValue, im: ConstValue): ConstValue {
  if (re.kind === 'unknown' || im.kind === 'unknown') return unknown;
  return { kind: 'complex', re, im };
}

/** The fraction that an int or float is. */
function rat(x: ConstValue): Rat {
  if (x.kind === 'int') return { num: x.value, den: 1n };
  if (x.kind === 'float') return x;
  return { num: 0n, den: 1n };
}

export function real(x: ConstValue): ConstValue {
  return x.kind === 'complex' ? x.re : x;
}

export function imag(x: ConstValue): ConstValue {
  return x.kind === 'complex' ? x.im : x.kind === 'unknown' ? x : makeInt(0);
}

/** -1, 0 or 1; of a complex number 0 exactly if it is zero. */
export function sign(x: ConstValue): number {
  switch (x.kind) {
    case 'int': return x.value < 0n ? -1 : x.value > 0n ? 1 : 0;
    case 'float': return x.num < 0n ? -1 : x.num > 0n ? 1 : 0;
    case 'complex': return sign(x.re) | sign(x.im);
    default: return 1;
  }
}

/** The integer with the same value, or unknown. */
export function toInt(x: ConstValue): ConstValue {
  switch (x.kind) {
    case 'int': return x;
    case 'float': return x.den === 1n ? makeInt(x.num) : unknown;
    case 'complex': return sign(x.im) === 0 ? toInt(x.re) : unknown;
    default: return unknown;
  }
}

export function toFloat(x: ConstValue): ConstValue {
  switch (x.kind) {
    case 'int': return makeFloat(makeRat(x.value, 1n));
    case 'float': return x;
    case 'complex': return sign(x.im) === 0 ? toFloat(x.re) : unknown;
    default: return unknown;
  }
}

export function toComplex(x: ConstValue): ConstValue {
  switch (x.kind) {
    case 'int': case 'float': return makeComplex(x, makeInt(0));
    case 'complex': return x;
    default: return unknown;
  }
}

/** The nearest double of an int or float. */
export const float64Value = (x: ConstValue): number => toFloat64(rat(x));
export const float32Value = (x: ConstValue): number => toFloat32(rat(x));

/** The value rounded to a float type, or undefined where it overflows. */
export function roundFloat(x: ConstValue, bits: 32 | 64): ConstValue | undefined {
  const f = bits === 32 ? float32Value(x) : float64Value(x);
  return Number.isFinite(f) ? makeFloat(fromFloat64(f)) : undefined;
}

export const bitLen = (x: ConstValue): number => (x.kind === 'int' ? bitLength(x.value) : 0);

const rank: Record<ConstValue['kind'], number> = {
  unknown: 0, bool: 1, string: 2, int: 3, float: 4, complex: 5,
};

function match(x: ConstValue, y: ConstValue): [ConstValue, ConstValue] {
  if (rank[x.kind] > rank[y.kind]) {
    const [b, a] = match(y, x);
    return [a, b];
  }
  if (x.kind === 'unknown' || x.kind === y.kind) return [x, y];
  if (y.kind === 'float') return [toFloat(x), y];
  if (y.kind === 'complex') return [toComplex(x), y];
  return [unknown, y];
}

// ---- operations -------------------------------------------------------------------------------

type IntOp = (x: bigint, y: bigint) => bigint;
const intOps: Partial<Record<BinaryOp, IntOp>> = {
  '+': (x, y) => x + y, '-': (x, y) => x - y, '*': (x, y) => x * y, '/': (x, y) => x / y,
  '%': (x, y) => x % y, '&': (x, y) => x & y, '|': (x, y) => x | y, '^': (x, y) => x ^ y,
  '&^': (x, y) => x & ~y,
};

function floatOp(x: Rat, op: BinaryOp, y: Rat): ConstValue {
  switch (op) {
    case '+': return makeFloat(makeRat(x.num * y.den + y.num * x.den, x.den * y.den));
    case '-': return makeFloat(makeRat(x.num * y.den - y.num * x.den, x.den * y.den));
    case '*': return makeFloat(makeRat(x.num * y.num, x.den * y.den));
    case '/': return y.num === 0n ? unknown : makeFloat(makeRat(x.num * y.den, x.den * y.num));
    default: return unknown;
  }
}

type Complex = Extract<ConstValue, { kind: 'complex' }>;

function complexOp(x: Complex, op: BinaryOp, y: Complex): ConstValue {
  const f = (a: ConstValue, o: BinaryOp, b: ConstValue): ConstValue => binaryOp(a, o, b, false);
  const { re: a, im: b } = x;
  const { re: c, im: d } = y;
  switch (op) {
    case '+': case '-': return makeComplex(f(a, op, c), f(b, op, d));
    case '*':
      return makeComplex(f(f(a, '*', c), '-', f(b, '*', d)), f(f(b, '*', c), '+', f(a, '*', d)));
    case '/': {
      const s = f(f(c, '*', c), '+', f(d, '*', d));
      if (sign(s) === 0) return unknown;
      const re = f(f(a, '*', c), '+', f(b, '*', d));
      const im = f(f(b, '*', c), '-', f(a, '*', d));
      return makeComplex(f(re, '/', s), f(im, '/', s));
    }
    default: return unknown;
  }
}

/** x op y, not for comparisons and shifts. `integer`: `/` truncates. */
export function binaryOp(
  x0: ConstValue, op: BinaryOp, y0: ConstValue, integer: boolean,
): ConstValue {
  const [x, y] = match(x0, y0);
  if (x.kind === 'unknown' || y.kind === 'unknown') return unknown;
  if (x.kind === 'bool' && y.kind === 'bool') {
    return makeBool(op === '&&' ? x.value && y.value : x.value || y.value);
  }
  if (x.kind === 'string' && y.kind === 'string') return makeString(x.value + y.value);
  if (x.kind === 'int' && y.kind === 'int') {
    if ((op === '/' || op === '%') && y.value === 0n) return unknown;
    if (op === '/' && !integer) return makeFloat(makeRat(x.value, y.value));
    return makeInt(intOps[op]!(x.value, y.value));
  }
  if (x.kind === 'float' && y.kind === 'float') return floatOp(x, op, y);
  if (x.kind === 'complex' && y.kind === 'complex') return complexOp(x, op, y);
  return unknown;
}

/** `bits`: the width of an unsigned type, to which `^x` is cut; else 0. */
export function unaryOp(op: '+' | '-' | '!' | '^', x: ConstValue, bits: number): ConstValue {
  switch (op) {
    case '+': return x;
    case '!': return x.kind === 'bool' ? makeBool(!x.value) : unknown;
    case '^': {
      const i = toInt(x);
      if (i.kind !== 'int') return unknown;
      return makeInt(bits > 0 ? BigInt.asUintN(bits, ~i.value) : ~i.value);
    }
    default: return negate(x);
  }
}

function negate(x: ConstValue): ConstValue {
  if (x.kind === 'int') return makeInt(-x.value);
  if (x.kind === 'float') return { kind: 'float', num: -x.num, den: x.den };
  return x.kind === 'complex' ? makeComplex(negate(x.re), negate(x.im)) : unknown;
}

/** x << s or x >> s of an integer; the caller has bounded `s`. */
export function shift(x: ConstValue, op: '<<' | '>>', s: number): ConstValue {
  const i = toInt(x);
  if (i.kind !== 'int' || s > maxBits) return unknown;
  return makeInt(op === '<<' ? i.value << BigInt(s) : i.value >> BigInt(s));
}

function order(x: ConstValue, y: ConstValue): number | undefined {
  const ordered = (x.kind === 'int' && y.kind === 'int')
    || (x.kind === 'string' && y.kind === 'string');
  if (ordered) {
    return x.value < y.value ? -1 : x.value > y.value ? 1 : 0;
  }
  if (x.kind === 'float' && y.kind === 'float') {
    const d = x.num * y.den - y.num * x.den;
    return d < 0n ? -1 : d > 0n ? 1 : 0;
  }
  return undefined;
}

/** x op y for a comparison; false where a value is unknown. */
export function compare(x0: ConstValue, op: BinaryOp, y0: ConstValue): boolean {
  const [x, y] = match(x0, y0);
  if (x.kind === 'bool' && y.kind === 'bool') return (x.value === y.value) === (op === '==');
  if (x.kind === 'complex' && y.kind === 'complex') {
    const same = compare(x.re, '==', y.re) && compare(x.im, '==', y.im);
    return same === (op === '==');
  }
  const d = order(x, y);
  if (d === undefined) return false;
  switch (op) {
    case '==': return d === 0;
    case '!=': return d !== 0;
    case '<': return d < 0;
    case '<=': return d <= 0;
    case '>': return d > 0;
    default: return d >= 0;
  }
}
