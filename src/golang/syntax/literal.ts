/**
 * The scanner's lower half: the text, where the current token is in it, and literals.
 *
 * The text ends with a NUL character of ours, so that no loop has to compare with the length; a NUL
 * before that is an error of the source (`atEnd` tells them apart).
 */
import { digitValue, isDecimal, isHex, isWordChar, nameChar, quoteChar } from './char.ts';
import { Tok } from './token.ts';

export type LiteralKind = 'int' | 'float' | 'imag' | 'char' | 'string';

/** Told of each error: offset into the text, and gc's words. */
export type ErrorHandler = (offset: number, message: string) => void;

const BASE_NAMES: Record<number, string> = {
  2: 'binary', 8: 'octal', 10: 'decimal', 16: 'hexadecimal',
};

/** Escapes with digits: how many of which base, and the largest value. */
interface Numeric { digits: number; base: number; max: number }

const OCTAL: Numeric = { digits: 3, base: 8, max: 255 };
const NUMERIC_ESCAPES: Record<string, Numeric> = {
  x: { digits: 2, base: 16, max: 255 },
  u: { digits: 4, base: 16, max: 0x10ffff },
  U: { digits: 8, base: 16, max: 0x10ffff },
};

export abstract class LiteralScanner {
  /** The kind of the current token (`Tok`). */
  tok = Tok.EOF;
  /** Offset of the current token, and of what follows it. */
  start = 0;
  at = 0;
  /** The text of a name or literal; `semicolon`, `newline` or `EOF` for a semicolon. */
  lit = '';
  literal: LiteralKind = 'int';
  /** The current literal is malformed, and has been complained about. */
  bad = false;

  protected nlsemi = false;
  protected readonly src: string;
  protected readonly end: number;
  private readonly onError: ErrorHandler;

  // What `digits` found.
  private sawDigit = false;
  private sawSeparator = false;
  private wrongDigit = -1;

  constructor(text: string, end: number, onError: ErrorHandler) {
    this.src = (end === text.length ? text : text.slice(0, end)) + '\0';
    this.end = end;
    this.onError = onError;
  }

  protected error(offset: number, message: string): void {
    this.onError(offset, message);
  }

  protected atEnd(offset: number): boolean {
    return offset >= this.end;
  }

  /** Like `error`, for the literal being scanned: only its first error counts. */
  private flaw(offset: number, message: string): void {
    if (!this.bad) this.error(offset, message);
    this.bad = true;
  }

  protected finishLiteral(kind: LiteralKind): void {
    this.nlsemi = true;
    this.tok = Tok.Literal;
    this.literal = kind;
    this.lit = this.src.slice(this.start, this.at);
  }

  // ---- numbers ----------------------------------------------------------------------------------

  /** Scans the number at `start`; its first character is a digit, or a point before a digit. */
  protected number(): void {
    this.bad = false;
    let i = this.start;
    let c = this.src.charCodeAt(i);
    if (c === 48) c = this.src.charCodeAt(++i);
    else while (isDecimal(c)) c = this.src.charCodeAt(++i);
    // Nothing but digits: nearly all numbers.
    if (i > this.start && c !== 46 && !isWordChar(c)) {
      this.at = i;
      this.finishLiteral('int');
    } else this.anyNumber();
  }

  private anyNumber(): void {
    this.at = this.start;
    this.sawDigit = this.sawSeparator = false;
    this.wrongDigit = -1;
    const prefix = this.numberPrefix();
    const base = prefix === 'x' ? 16 : prefix === 'b' ? 2 : prefix ? 8 : 10;
    let kind: LiteralKind = 'int';
    this.digits(base);
    if (this.src.charCodeAt(this.at) === 46) {
      if (base === 2 || prefix === 'o') {
        this.flaw(this.at, `invalid radix point in ${BASE_NAMES[base]} literal`);
      }
      kind = 'float';
      this.at++;
      this.digits(base);
    }
    if (!this.sawDigit) this.flaw(this.at, `${BASE_NAMES[base]} literal has no digits`);
    if (this.exponent(prefix)) kind = 'float';
    else if (prefix === 'x' && kind === 'float') {
      this.flaw(this.at, "hexadecimal mantissa requires a 'p' exponent");
    }
    if (this.src.charCodeAt(this.at) === 105) {
      kind = 'imag';
      this.at++;
    }
    this.finishLiteral(kind);
    this.checkDigits(kind, base);
  }

  /** Steps over `0x`, `0o`, `0b` or a leading `0`, and says which. */
  private numberPrefix(): '' | 'x' | 'o' | 'b' | '0' {
    if (this.src.charCodeAt(this.at) !== 48) return '';
    const letter = this.src[this.at + 1]!.toLowerCase();
    if (letter === 'x' || letter === 'o' || letter === 'b') {
      this.at += 2;
      return letter;
    }
    this.at++;
    this.sawDigit = true;
    return '0';
  }

  /** Steps over digits and separators. Decimal digits too large for the base are remembered. */
  private digits(base: number): void {
    for (;;) {
      const c = this.src.charCodeAt(this.at);
      if (c === 95) this.sawSeparator = true;
      else if (base === 16 ? isHex(c) : isDecimal(c)) {
        this.sawDigit = true;
        if (digitValue(c) >= base && this.wrongDigit < 0) this.wrongDigit = this.at;
      } else return;
      this.at++;
    }
  }

  private exponent(prefix: string): boolean {
    const letter = this.src[this.at]!;
    const lower = letter.toLowerCase();
    if (lower !== 'e' && lower !== 'p') return false;
    if (lower === 'e' && prefix !== '' && prefix !== '0') {
      this.flaw(this.at, `'${letter}' exponent requires decimal mantissa`);
    } else if (lower === 'p' && prefix !== 'x') {
      this.flaw(this.at, `'${letter}' exponent requires hexadecimal mantissa`);
    }
    this.at++;
    const sign = this.src.charCodeAt(this.at);
    if (sign === 43 || sign === 45) this.at++;
    this.sawDigit = false;
    this.digits(10);
    if (!this.sawDigit) this.flaw(this.at, 'exponent has no digits');
    return true;
  }

  /** What can only be said when the whole number is known: `08.5` and `08i` are fine, `08` not. */
  private checkDigits(kind: LiteralKind, base: number): void {
    if (kind === 'int' && this.wrongDigit >= 0) {
      const digit = quoteChar(this.src.charCodeAt(this.wrongDigit));
      this.flaw(this.wrongDigit, `invalid digit ${digit} in ${BASE_NAMES[base]} literal`);
    }
    if (!this.sawSeparator || this.bad) return;
    const i = strayDigitSeparator(this.lit);
    if (i >= 0) this.flaw(this.start + i, "'_' must separate successive digits");
  }

  // ---- strings and runes ------------------------------------------------------------------------

  protected string(): void {
    this.bad = false;
    this.at = this.start + 1;
    for (;;) {
      const c = this.src.charCodeAt(this.at);
      if (c === 34) {
        this.at++;
        break;
      }
      if (c === 92) this.escape(34);
      else if (c === 10) {
        this.error(this.at, 'newline in string');
        this.bad = true;
        break;
      } else if (c === 0 && this.atEnd(this.at)) {
        this.error(this.start, 'string not terminated');
        this.bad = true;
        break;
      } else this.at++;
    }
    this.finishLiteral('string');
  }

  protected rawString(): void {
    this.bad = false;
    const close = this.src.indexOf('`', this.start + 1);
    this.at = close < 0 ? this.end : close + 1;
    if (close < 0) this.flaw(this.start, 'string not terminated');
    this.finishLiteral('string');
  }

  protected rune(): void {
    this.bad = false;
    this.at = this.start + 1;
    for (let n = 0; ; n++) {
      const c = this.src.charCodeAt(this.at);
      if (c === 39) {
        if (n === 0) this.flaw(this.at, "empty rune literal or unescaped '");
        else if (n > 1) this.flaw(this.start, 'more than one character in rune literal');
        this.at++;
        break;
      }
      if (c === 10) {
        this.flaw(this.at, 'newline in rune literal');
        break;
      }
      if (c === 0 && this.atEnd(this.at)) {
        this.flaw(this.start, 'rune literal not terminated');
        break;
      }
      if (c === 92) this.escape(39);
      else this.at += this.src.codePointAt(this.at)! > 0xffff ? 2 : 1;
    }
    this.finishLiteral('char');
  }

  /** Steps over a backslash and what belongs to it. Each bad escape of a literal is reported. */
  private escape(quote: number): void {
    const c = this.src.charCodeAt(++this.at);
    if (c === quote || 'abfnrtv\\'.includes(this.src[this.at]!)) {
      this.at++;
      return;
    }
    if (c === 0 && this.atEnd(this.at)) return;
    let numeric = NUMERIC_ESCAPES[this.src[this.at]!];
    if (numeric) this.at++;
    else if (digitValue(c) < 8) numeric = OCTAL;
    if (numeric) this.numericEscape(numeric);
    else this.escapeError('unknown escape');
  }

  private numericEscape({ digits, base, max }: Numeric): void {
    let value = 0;
    for (let n = 0; n < digits; n++) {
      const c = this.src.charCodeAt(this.at);
      if (c === 0 && this.atEnd(this.at)) return;
      const digit = digitValue(c);
      if (digit >= base) {
        const found = quoteChar(this.src.codePointAt(this.at)!);
        this.escapeError(`invalid character ${found} in ${BASE_NAMES[base]} escape`);
        return;
      }
      value = value * base + digit;
      this.at++;
    }
    if (value > max && base === 8) this.escapeError(`octal escape value ${value} > 255`);
    else if (value > max || (value >= 0xd800 && value < 0xe000)) {
      this.escapeError(`escape is invalid Unicode code point ${nameChar(value)}`);
    }
  }

  private escapeError(message: string): void {
    this.error(this.at, message);
    this.bad = true;
  }
}

/**
 * The index of the first `_` in a number that is not between digits (or a prefix and one), or -1.
 * Of two in a row it is the second.
 */
function strayDigitSeparator(number: string): number {
  const prefixed = /^0[xob]/i.test(number);
  const hexadecimal = /^0x/i.test(number);
  const isDigit = (i: number): boolean => {
    const c = number.charCodeAt(i);
    return hexadecimal ? isHex(c) : isDecimal(c);
  };
  for (let i = number.indexOf('_'); i >= 0; i = number.indexOf('_', i + 1)) {
    const afterDigit = (prefixed && i === 2) || isDigit(i - 1);
    if (!afterDigit || (number[i + 1] !== '_' && !isDigit(i + 1))) return i;
  }
  return -1;
}
