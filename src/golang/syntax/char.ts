/** Classes of characters, and how messages show a character. */

const LETTER = 1;
const DIGIT = 2;
const HEX = 4;

const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const lower = c | 0x20;
  if ((lower >= 97 && lower <= 122) || c === 95) CLASS[c]! |= LETTER;
  if (c >= 48 && c <= 57) CLASS[c]! |= DIGIT | HEX;
  if (lower >= 97 && lower <= 102) CLASS[c]! |= HEX;
}

/** An ASCII letter or `_`. */
export function isLetter(c: number): boolean {
  return c < 128 && (CLASS[c]! & LETTER) !== 0;
}

/** An ASCII letter, `_` or digit. */
export function isWordChar(c: number): boolean {
  return c < 128 && (CLASS[c]! & (LETTER | DIGIT)) !== 0;
}

export function isDecimal(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isHex(c: number): boolean {
  return c < 128 && (CLASS[c]! & HEX) !== 0;
}

/** The value of a digit of any base up to 16; 16 for what is none. */
export function digitValue(c: number): number {
  if (isDecimal(c)) return c - 48;
  return isHex(c) ? (c | 0x20) - 87 : 16;
}

export function isUnicodeLetter(cp: number): boolean {
  return /^\p{L}$/u.test(String.fromCodePoint(cp));
}

export function isUnicodeDigit(cp: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(cp));
}

function isPrintable(cp: number): boolean {
  return cp === 32 || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(cp));
}

function hex(cp: number, width: number): string {
  return cp.toString(16).padStart(width, '0');
}

const SHORT_ESCAPES: Record<number, string> = {
  7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\',
};

/** A character between quotes, as Go's `%q`. */
export function quoteChar(cp: number): string {
  const short = SHORT_ESCAPES[cp];
  if (short) return `'${short}'`;
  if (isPrintable(cp)) return `'${String.fromCodePoint(cp)}'`;
  if (cp < 0x80) return `'\\x${hex(cp, 2)}'`;
  return cp < 0x10000 ? `'\\u${hex(cp, 4)}'` : `'\\U${hex(cp, 8)}'`;
}

/** A character by its number, and itself where it can be shown, as Go's `%#U`. */
export function nameChar(cp: number): string {
  const number = `U+${hex(cp, 4).toUpperCase()}`;
  const shown = cp <= 0x10ffff && isPrintable(cp);
  return shown ? `${number} '${String.fromCodePoint(cp)}'` : number;
}
