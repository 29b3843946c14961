/**
 * Go's scanner: one token at a time, into fields of one object, so that nothing is allocated for a
 * token but the text of names and literals.
 *
 * A newline ends a statement after a name, a literal, one of `break continue fallthrough return`,
 * an operator `++ --` or a closing `) ] }`: it then becomes a semicolon (`nlsemi`). A comment over
 * several lines counts as a newline.
 *
 * `//go:` and `//gopark:` comments are kept in `directives` where they are alone on their lines,
 * and in `strays` where they follow something. Of `//line` comments `onLine` is told.
 */
import type { DirectiveLine } from './ast.ts';
import {
  isDecimal, isLetter, isUnicodeDigit, isUnicodeLetter, isWordChar, nameChar,
} from './char.ts';
import { type ErrorHandler, LiteralScanner } from './literal.ts';
import { endsStatement, KEYWORDS, Prec, Tok } from './token.ts';

export { type ErrorHandler } from './literal.ts';

export interface DecodedSource {
  text: string;
  /** Offsets in `text` of what was not UTF-8: the first of each line, and not of all lines. */
  invalid: number[];
}

/** So many places are told of a file that is no text at all. */
const INVALID_MAX = 100;

/** Turns a file's bytes into text. A byte order mark stays in it: it counts in columns. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // A replacement character may also have been written: then its bytes are valid.
  return { text, invalid: text.includes('\ufffd') ? invalidPlaces(bytes) : [] };
}

function invalidPlaces(bytes: Uint8Array): number[] {
  const found: number[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let before = 0;
  for (let from = 0; from < bytes.length && found.length < INVALID_MAX;) {
    const newline = bytes.indexOf(10, from);
    const line = bytes.subarray(from, newline < 0 ? bytes.length : newline + 1);
    const valid = validPrefix(line);
    if (valid < line.length) found.push(before + decoder.decode(line.subarray(0, valid)).length);
    before += decoder.decode(line).length;
    from += line.length;
  }
  return found;
}

/** How many bytes lie before the first that is not UTF-8. */
function validPrefix(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length;) {
    const length = sequence(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return bytes.length;
}

/** Bytes of the character at `i`; 0: it is none. */
function sequence(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (i + length > bytes.length) return 0;
  const second = bytes[i + 1]!;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (length > 0 && (second < low || second > high)) return 0;
  for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  return length;
}

const BOM = 0xfeff;

export class Scanner extends LiteralScanner {
  /** For operator tokens: which (`+` also for `+=` and `++`), and how tightly it binds. */
  op = '';
  prec = Prec.None;
  directives: DirectiveLine[] = [];
  strays: DirectiveLine[] = [];
  /**
   * Told of each comment that may change what lines are called: the offsets of what is behind
   * `line ` and of the comment's end, and of what is behind the comment.
   */
  onLine: ((from: number, to: number, behind: number) => void) | undefined;
  private readonly base: number;

  /** Scans `text` from `from` to `end`; `base` is added to the offsets of directives. */
  constructor(text: string, base: number, onError: ErrorHandler, from = 0, end = text.length) {
    super(text, end, onError);
    this.base = base;
    this.at = from;
  }

  /** Moves to the next token. At the end it stays at `EOF`. */
  next(): void {
    const nlsemi = this.nlsemi;
    this.nlsemi = false;
    while (!this.token(nlsemi));
  }

  /** Ends the text here: the current token, and all that follow, are `EOF`. */
  stop(): void {
    this.at = this.end;
    this.nlsemi = false;
    this.next();
  }

  /** One try: false if it found only a comment or a character that does not count. */
  private token(nlsemi: boolean): boolean {
    const src = this.src;
    let i = this.at;
    let c = src.charCodeAt(i);
    while (c === 32 || c === 9 || c === 13 || (c === 10 && !nlsemi)) c = src.charCodeAt(++i);
    this.start = i;
    if (isLetter(c)) return this.word(i);
    this.at = i + 1;
    switch (c) {
      case 10: return this.semi('newline');
      case 34: this.string(); return true; // "
      case 39: this.rune(); return true; // '
      case 96: this.rawString(); return true; // `
      case 40: return this.is(Tok.Lparen);
      case 41: return this.closing(Tok.Rparen);
      case 91: return this.is(Tok.Lbrack);
      case 93: return this.closing(Tok.Rbrack);
      case 123: return this.is(Tok.Lbrace);
      case 125: return this.closing(Tok.Rbrace);
      case 44: return this.is(Tok.Comma);
      case 59: return this.semi('semicolon');
      case 58: return this.take(61) ? this.is(Tok.Define) : this.is(Tok.Colon); // :
      case 46: return this.point();
      case 47: // /
        if (src.charCodeAt(i + 1) === 47) return this.lineComment();
        if (src.charCodeAt(i + 1) === 42) return this.fullComment(nlsemi);
        return this.operator('/', Prec.Mul);
      case 0: // perhaps our own, at the end
        if (!this.atEnd(i)) return false;
        this.at = i;
        return nlsemi ? this.semi('EOF') : this.is(Tok.EOF);
      default:
        if (isDecimal(c)) {
          this.number();
          return true;
        }
        if (c >= 128) return this.foreign(i);
        return this.operatorToken(c);
    }
  }

  // ---- words ------------------------------------------------------------------------------------

  /** A name or keyword that starts at `i` with an ASCII letter. */
  private word(i: number): boolean {
    const src = this.src;
    let c = src.charCodeAt(++i);
    while (isWordChar(c)) c = src.charCodeAt(++i);
    this.at = i;
    if (c >= 128 && c !== BOM) this.foreignTail();
    this.lit = src.slice(this.start, this.at);
    const length = this.at - this.start;
    const keyword = length > 1 && length < 12 ? KEYWORDS.get(this.lit) : undefined;
    this.tok = keyword ?? Tok.Name;
    this.nlsemi = keyword === undefined || endsStatement(keyword);
    return true;
  }

  /** A token that starts with a character outside ASCII: a name, whatever the character is. */
  private foreign(i: number): boolean {
    if (this.src.charCodeAt(i) === BOM) return false;
    this.at = i;
    this.foreignChar(true);
    this.foreignTail();
    this.lit = this.src.slice(this.start, this.at);
    this.tok = Tok.Name;
    this.nlsemi = true;
    return true;
  }

  /** The rest of a name, from a character outside ASCII on. */
  private foreignTail(): void {
    for (;;) {
      const c = this.src.charCodeAt(this.at);
      if (isWordChar(c)) this.at++;
      else if (c >= 128 && c !== BOM) this.foreignChar(false);
      else return;
    }
  }

  private foreignChar(first: boolean): void {
    const cp = this.src.codePointAt(this.at)!;
    if (isUnicodeDigit(cp)) {
      if (first) this.error(this.at, `identifier cannot begin with digit ${nameChar(cp)}`);
    } else if (!isUnicodeLetter(cp)) {
      this.error(this.at, `invalid character ${nameChar(cp)} in identifier`);
    }
    this.at += cp > 0xffff ? 2 : 1;
  }

  // ---- punctuation and operators ----------------------------------------------------------------

  private is(tok: number): boolean {
    this.tok = tok;
    return true;
  }

  private closing(tok: number): boolean {
    this.nlsemi = true;
    this.tok = tok;
    return true;
  }

  private semi(why: string): boolean {
    this.lit = why;
    this.tok = Tok.Semi;
    return true;
  }

  private take(c: number): boolean {
    if (this.src.charCodeAt(this.at) !== c) return false;
    this.at++;
    return true;
  }

  /** `.`, `...`, or a number such as `.5`. */
  private point(): boolean {
    const next = this.src.charCodeAt(this.at);
    if (isDecimal(next)) {
      this.number();
      return true;
    }
    if (next === 46 && this.src.charCodeAt(this.at + 1) === 46) {
      this.at += 2;
      return this.is(Tok.DotDotDot);
    }
    return this.is(Tok.Dot);
  }

  /** An operator that may be followed by `=` and then assigns. */
  private operator(op: string, prec: number): boolean {
    this.op = op;
    this.prec = prec;
    return this.is(this.take(61) ? Tok.AssignOp : Tok.Operator);
  }

  /** An operator that cannot. */
  private plain(op: string, prec: number): boolean {
    this.op = op;
    this.prec = prec;
    return this.is(Tok.Operator);
  }

  private increment(op: string): boolean {
    this.op = op;
    this.prec = Prec.Add;
    return this.closing(Tok.IncOp);
  }

  private operatorToken(c: number): boolean {
    switch (c) {
      case 43: return this.take(43) ? this.increment('+') : this.operator('+', Prec.Add);
      case 45: return this.take(45) ? this.increment('-') : this.operator('-', Prec.Add);
      case 42: // *
        this.operator('*', Prec.Mul);
        if (this.tok === Tok.Operator) this.tok = Tok.Star;
        return true;
      case 37: return this.operator('%', Prec.Mul);
      case 38: // &
        if (this.take(38)) return this.plain('&&', Prec.AndAnd);
        return this.operator(this.take(94) ? '&^' : '&', Prec.Mul);
      case 124: // |
        return this.take(124) ? this.plain('||', Prec.OrOr) : this.operator('|', Prec.Add);
      case 94: return this.operator('^', Prec.Add);
      case 60: return this.less();
      case 62: // >
        if (this.take(61)) return this.plain('>=', Prec.Compare);
        return this.take(62) ? this.operator('>>', Prec.Mul) : this.plain('>', Prec.Compare);
      case 61: // =
        return this.take(61) ? this.plain('==', Prec.Compare) : this.is(Tok.Assign);
      case 33: // !
        return this.take(61) ? this.plain('!=', Prec.Compare) : this.plain('!', Prec.None);
      case 126: return this.plain('~', Prec.None);
      default:
        this.error(this.start, `invalid character ${nameChar(c)}`);
        return false;
    }
  }

  private less(): boolean {
    if (this.take(61)) return this.plain('<=', Prec.Compare);
    if (this.take(60)) return this.operator('<<', Prec.Mul);
    return this.take(45) ? this.is(Tok.Arrow) : this.plain('<', Prec.Compare);
  }

  // ---- comments ---------------------------------------------------------------------------------

  private lineComment(): boolean {
    const from = this.start + 2;
    const newline = this.src.indexOf('\n', from);
    // The newline stays: it may end a statement.
    this.at = newline < 0 ? this.end : newline;
    const first = this.src.charCodeAt(from);
    if (first === 103) this.directive(from); // g
    if (first === 108 && this.startsLine()) this.lineDirective(this.at, this.at + 1); // l
    return false;
  }

  private startsLine(): boolean {
    return this.start === 0 || this.src.charCodeAt(this.start - 1) === 10;
  }

  /** A comment whose text ends at `to`. */
  private lineDirective(to: number, behind: number): void {
    const from = this.start + 2;
    if (!this.onLine || !this.src.startsWith('line ', from)) return;
    this.onLine(from + 5, this.src.charCodeAt(to - 1) === 13 ? to - 1 : to, behind);
  }

  private directive(from: number): void {
    if (!this.src.startsWith('go:', from) && !this.src.startsWith('gopark:', from)) return;
    const text = this.src.slice(from, this.at).replace(/\r$/, '');
    const list = this.isFirstOnLine() ? this.directives : this.strays;
    list.push({ pos: this.base + from, text });
  }

  private isFirstOnLine(): boolean {
    let i = this.start - 1;
    while (i >= 0 && ' \t\r\ufeff'.includes(this.src[i]!)) i--;
    return i < 0 || this.src.charCodeAt(i) === 10;
  }

  private fullComment(nlsemi: boolean): boolean {
    const close = this.src.indexOf('*/', this.start + 2);
    this.at = close < 0 ? this.end : close + 2;
    if (close < 0) this.error(this.start, 'comment not terminated');
    else this.lineDirective(close, close + 2);
    if (!nlsemi) return false;
    return this.src.slice(this.start, this.at).includes('\n') && this.semi('newline');
  }
}

/** A character that may not be in a text at all. */
export interface StrayCharacter { offset: number; message: string }

/**
 * The characters that may not be in a text. The scanner steps over them; they are rare, and looked
 * for here at the speed of `indexOf`.
 */
export function strayCharacters(text: string): StrayCharacter[] {
  const found: StrayCharacter[] = [];
  const search = (char: string, from: number, message: string): void => {
    for (let i = text.indexOf(char, from); i >= 0; i = text.indexOf(char, i + 1)) {
      found.push({ offset: i, message });
    }
  };
  search('\0', 0, 'invalid NUL character');
  search('\ufeff', 1, 'invalid BOM in the middle of the file');
  return found;
}
