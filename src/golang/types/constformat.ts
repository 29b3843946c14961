/** Constants as gc prints them in messages. */
import type { ConstValue } from './types.ts';
import { float64Value, sign } from './constant.ts';
import { bitLength } from './rational.ts';

const maxString = 72;

/** The short form: long strings are cut, fractions have six digits. */
export function constString(x: ConstValue): string {
  switch (x.kind) {
    case 'bool': return String(x.value);
    case 'string': return shortString(x.value);
    case 'int': return x.value.toString();
    case 'float': return floatString(x);
    case 'complex': return `(${constString(x.re)} + ${constString(x.im)}i)`;
    default: return 'unknown';
  }
}

function shortString(bytes: string): string {
  const quoted = quote(bytes);
  const chars = [...quoted];
  if (chars.length <= maxString) return quoted;
  return `${chars.slice(0, maxString - 3).join('')}...`;
}

const escapes: Record<string, string> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
  '"': '\\"', '\\': '\\\\',
};

/** A string of bytes between quotes, as strconv.Quote writes it. */
export function quote(bytes: string): string {
  const raw = Uint8Array.from(bytes, (c) => c.charCodeAt(0));
  let out = '"';
  for (const ch of new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)) {
    const code = ch.codePointAt(0)!;
    if (escapes[ch]) out += escapes[ch];
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else out += ch;
  }
  return `${out}"`;
}

function floatString(x: Extract<ConstValue, { kind: 'float' }>): string {
  const f = float64Value(x);
  if (Number.isFinite(f) && (sign(x) === 0) === (f === 0)) {
    const short = formatG(f);
    // Where six digits make it look like an integer, all are shown.
    return x.den !== 1n && !short.includes('.') ? formatAll(f) : short;
  }
  // Out of the range of doubles: from the logarithm, as a decimal with few digits.
  const num = x.num < 0n ? -x.num : x.num;
  const log2 = log2Of(num) - log2Of(x.den);
  const log10 = log2 * Math.LOG10E * Math.LN2;
  let e = Math.floor(log10);
  let m = (10 ** (log10 - e)).toPrecision(6).replace(/\.?0+$/, '');
  if (m === '10') {
    m = '1';
    e++;
  }
  return `${x.num < 0n ? '-' : ''}${m}e${e < 0 ? '-' : '+'}${Math.abs(e)}`;
}

function log2Of(x: bigint): number {
  const n = bitLength(x);
  const top = n > 53 ? Number(x >> BigInt(n - 53)) : Number(x);
  return Math.log2(top) + Math.max(0, n - 53);
}

/** %g: the shortest text that gives the same number. */
function formatAll(f: number): string {
  const [m, e] = f.toExponential().split('e') as [string, string];
  const exp = Number(e);
  if (exp >= -4 && exp < 21) return String(f);
  return `${m}e${exp < 0 ? '-' : '+'}${String(Math.abs(exp)).padStart(2, '0')}`;
}

/** %.6g */
export function formatG(f: number): string {
  if (f === 0) return '0';
  const [m, e] = f.toExponential(5).split('e') as [string, string];
  const exp = Number(e);
  if (exp < -4 || exp >= 6) {
    const mant = m.includes('.') ? m.replace(/\.?0+$/, '') : m;
    return `${mant}e${exp < 0 ? '-' : '+'}${String(Math.abs(exp)).padStart(2, '0')}`;
  }
  const s = f.toFixed(Math.max(0, 5 - exp));
  return s.includes('.') ? s.replace(/\.?0+$/, '') : s;
}
