/** From the text of a literal to its value. */
import type { BasicLit } from '../syntax/ast.ts';
import type { ConstValue } from './types.ts';
import { makeComplex, makeFloat, makeInt, makeString, unknown } from './constant.ts';
import { makeRat, maxBits } from './rational.ts';

/** The value of a literal, or unknown if it is malformed or beyond all bounds. */
export function literalValue(e: BasicLit): ConstValue {
  switch (e.lit) {
    case 'char': return typeof e.value === 'number' ? makeInt(e.value) : unknown;
    case 'string': return makeString(String(e.value));
    case 'int': return parseInteger(clean(e.text));
    case 'float': return parseFloat_(clean(e.text));
    default: return parseImaginary(clean(e.text));
  }
}

/** Is a float or imaginary literal right in form? It may still be too large. */
export function isWellFormed(e: BasicLit): boolean {
  const text = clean(e.text).replace(/i$/, '');
  return decimal.test(text) || hex.test(text);
}

const clean = (text: string): string => text.replace(/_/g, '').toLowerCase();

function parseInteger(text: string): ConstValue {
  const digits = /^0[0-9]/.test(text) ? `0o${text.slice(1)}` : text;
  if (!/^(0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]+)$/.test(digits)) return unknown;
  return makeInt(BigInt(digits));
}

/** An old literal such as 0123i is decimal. */
function parseImaginary(text: string): ConstValue {
  const body = text.slice(0, -1);
  let im: ConstValue;
  if (/^[0-9]+$/.test(body)) im = makeInt(BigInt(body));
  else im = /^0[bo]|^0x[0-9a-f]+$/.test(body) ? parseInteger(body) : parseFloat_(body);
  return makeComplex(makeInt(0), im);
}

const decimal = /^([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]+))?$/;
const hex = /^0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?[0-9]+)$/;

function parseFloat_(text: string): ConstValue {
  const h = hex.exec(text);
  if (h) {
    const frac = h[2] ?? '';
    if (h[1] === '' && frac === '') return unknown;
    return power(BigInt(`0x${h[1]}${frac}`), 2n, clamp(h[3]!) - 4 * frac.length, maxBits);
  }
  const d = decimal.exec(text);
  if (!d || (d[1] === '' && (d[2] ?? '') === '')) return unknown;
  const frac = d[2] ?? '';
  return power(BigInt(d[1] + frac), 10n, clamp(d[3] ?? '0') - frac.length, Math.floor(maxBits / 4));
}

/** An exponent, kept within what a double counts exactly. */
const clamp = (text: string): number => Math.max(-1e12, Math.min(1e12, Number(text)));

/** m * base^exp; past `limit` it is 0, or no number. */
function power(m: bigint, base: bigint, exp: number, limit: number): ConstValue {
  if (m === 0n || exp < -limit) return makeFloat({ num: 0n, den: 1n });
  if (exp > limit) return unknown;
  const scale = base ** BigInt(Math.abs(exp));
  return makeFloat(exp >= 0 ? makeRat(m * scale, 1n) : makeRat(m, scale));
}
