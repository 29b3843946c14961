/** The values of string and rune literals. */
import { digitValue } from './char.ts';

const encoder = new TextEncoder();

const SIMPLE: Record<string, number> = {
  a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39, '"': 34,
};

/** The bytes of a text in UTF-8, one character per byte. */
export function utf8Bytes(text: string): string {
  // Most literals are ASCII, where both are the same.
  if (!/[^\x00-\x7f]/.test(text)) return text;
  let bytes = '';
  for (const b of encoder.encode(text)) bytes += String.fromCharCode(b);
  return bytes;
}

/** What an escape stands for: a byte (`\x41`, `\101`) or a code point, and where it ends. */
interface Escape { value: number; isByte: boolean; end: number }

/** Reads the escape at `at`, just after its backslash. Never fails: the scanner has complained. */
function readEscape(text: string, at: number): Escape {
  const c = text[at] ?? '';
  const simple = SIMPLE[c];
  if (simple !== undefined) return { value: simple, isByte: false, end: at + 1 };
  const digits = { x: 2, u: 4, U: 8 }[c];
  if (digits) return readDigits(text, at + 1, digits, 16, c === 'x');
  return readDigits(text, at, 3, 8, true);
}

function readDigits(
  text: string, at: number, count: number, base: number, isByte: boolean,
): Escape {
  let value = 0;
  let end = at;
  while (end < at + count && digitValue(text.charCodeAt(end)) < base) {
    value = value * base + digitValue(text.charCodeAt(end++));
  }
  // An escape that is no escape must still be stepped over.
  if (end === at) end = Math.min(at + 1, text.length);
  if (isByte) value &= 0xff;
  else if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) value = 0xfffd;
  return { value, isByte, end };
}

/** The bytes of a string literal, given with its quotes, as a "binary" string. */
export function stringValue(literal: string): string {
  const closed = literal.length > 1 && literal.endsWith(literal[0]!);
  const body = literal.slice(1, closed ? -1 : undefined);
  if (literal[0] === '`') return utf8Bytes(body.replaceAll('\r', ''));
  let slash = body.indexOf('\\');
  if (slash < 0) return utf8Bytes(body);
  let value = '';
  let from = 0;
  for (; slash >= 0; slash = body.indexOf('\\', from)) {
    const escape = readEscape(body, slash + 1);
    value += utf8Bytes(body.slice(from, slash));
    value += escape.isByte
      ? String.fromCharCode(escape.value)
      : utf8Bytes(String.fromCodePoint(escape.value));
    from = escape.end;
  }
  return value + utf8Bytes(body.slice(from));
}

/** The code point of a rune literal, given with its quotes. */
export function charValue(literal: string): number {
  if (literal[1] === '\\') return readEscape(literal, 2).value;
  return literal.codePointAt(1) ?? 0;
}
