/**
 * Reads the text of one directive, and knows where in the file each part of it is. The first error
 * of a directive ends its reading: it is thrown, and reported by whoever started.
 */
import type { DirectiveLine, Pos } from './syntax/ast.ts';

export class DirectiveError extends Error {
  readonly pos: Pos;
  readonly help: string | undefined;
  constructor(pos: Pos, message: string, help?: string) {
    super(message);
    this.pos = pos;
    this.help = help;
  }
}

export class DirectiveReader {
  private at: number;
  private readonly line: DirectiveLine;

  /** Reads from `from`, an index into the line's text. */
  constructor(line: DirectiveLine, from: number) {
    this.line = line;
    this.at = from;
  }

  /** Where the next token is. */
  pos(): Pos {
    this.skipSpace();
    return this.line.pos + this.at;
  }

  private skipSpace(): void {
    const { text } = this.line;
    while (text[this.at] === ' ' || text[this.at] === '\t') this.at++;
  }

  /** The next character that is not a space; empty at the end. */
  peek(): string {
    this.skipSpace();
    return this.line.text[this.at] ?? '';
  }

  sees(token: string): boolean {
    this.skipSpace();
    return this.line.text.startsWith(token, this.at);
  }

  /** Takes `token` if it is next. */
  got(token: string): boolean {
    if (!this.sees(token)) return false;
    this.at += token.length;
    return true;
  }

  want(token: string, where: string): void {
    if (this.got(token)) return;
    this.fail(this.pos(), `expected ${token} ${where}, found ${this.found()}`);
  }

  /** The word of letters, digits and `_` that is next; empty if there is none. */
  word(): string {
    this.skipSpace();
    return this.run(/[\p{L}\p{Nd}_]*/uy);
  }

  /** The digits and points right here, without skipping spaces. */
  digits(): string {
    return this.run(/[0-9][0-9.]*/y);
  }

  /** The letters and digits right here: a unit behind a number. */
  suffix(): string {
    return this.run(/[\p{L}\p{Nd}_]*/uy);
  }

  /** What is next up to a space: the value of a setting. */
  value(): string {
    return this.run(/[^ \t]*/y);
  }

  private run(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.line.text)?.[0] ?? '';
    this.at += text.length;
    return text;
  }

  /** All that is left, without the spaces around it. */
  rest(): { text: string; pos: Pos } {
    const pos = this.pos();
    const text = this.line.text.slice(this.at).trimEnd();
    this.at = this.line.text.length;
    return { text, pos };
  }

  /** What is next, for a message. */
  found(): string {
    const { text } = this.line;
    this.skipSpace();
    if (this.at >= text.length) return 'the end of the line';
    const word = /^(?:[\p{L}\p{Nd}_.]+|.)/u.exec(text.slice(this.at, this.at + 40));
    return word?.[0] ?? text[this.at]!;
  }

  fail(pos: Pos, message: string, help?: string): never {
    throw new DirectiveError(pos, message, help);
  }
}
