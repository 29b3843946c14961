/**
 * The parser's lowest layer: the current token, errors, and what all productions share.
 *
 * The parser is one class in five layers, each in its own file (base, types, expressions,
 * statements, declarations), because the productions call each other in a circle. A layer declares
 * what it needs from a later one as an abstract method.
 *
 * Messages, their positions and what is skipped after an error are those of gc, the Go compiler, so
 * that a message means the same here and there. What may follow an error is decided by `advance`:
 * it skips to a token with which the production's callers can go on. Every loop either moves on or
 * ends, whatever the input.
 */
import type { Diagnostics } from '../diagnostic.ts';
import type { SourceFile } from '../source.ts';
import type { BadExpr, Expr, Ident, Pos } from './ast.ts';
import { parseLineDirective } from './linedirective.ts';
import { Scanner } from './scan.ts';
import { Tok, tokenName } from './token.ts';

/**
 * How deep types, expressions and statements may nest. Deeper is an error: nothing people write
 * comes near, and each level costs stack here and in every later stage.
 */
export const NESTING_LIMIT = 1000;

/** After so many errors a file is given up: nobody reads more, and each costs time. */
const ERROR_LIMIT = 1000;

/** Keywords that start a statement: inside a function a good place to go on after an error. */
const STATEMENT_START = new Set([
  Tok.Break, Tok.Const, Tok.Continue, Tok.Defer, Tok.Fallthrough, Tok.For, Tok.Go, Tok.Goto,
  Tok.If, Tok.Return, Tok.Select, Tok.Switch, Tok.Type, Tok.Var,
]);

export abstract class ParserBase {
  protected tok = Tok.EOF;
  protected readonly s: Scanner;
  protected readonly file: SourceFile;
  private readonly diags: Diagnostics;

  /** Errors so far. After the first, the end of the file is not complained about any more. */
  protected errors = 0;
  /** Some of them left something out of the tree. */
  protected incomplete = false;
  /** The file has errors that will be reported later: its end is not worth a complaint either. */
  protected ignoreEnd = false;
  private syntaxErrorLine = 0;
  private checkErrors = 0;
  private readonly deferred: { pos: Pos; message: string }[] = [];

  /** Function bodies around the current token. */
  protected funcDepth = 0;
  /**
   * Parentheses and brackets around the current token since the last control clause; below 0 inside
   * a control clause itself, where `{` opens the block and not a composite literal.
   */
  protected exprDepth = 0;
  private nesting = 0;

  constructor(file: SourceFile, diags: Diagnostics, from: number, end: number) {
    this.file = file;
    this.diags = diags;
    const onError = (offset: number, message: string) => this.errorAt(file.base + offset, message);
    this.s = new Scanner(file.text, file.base, onError, from, end);
    this.s.onLine = (start, to, behind) => this.lineDirective(start, to, behind);
  }

  private lineDirective(from: number, to: number, behind: number): void {
    const found = parseLineDirective(this.file.text.slice(from, to));
    if (!found) return;
    if ('message' in found) this.errorAt(this.file.base + from + found.at, found.message);
    else this.file.rename(this.file.base + behind, found);
  }

  // ---- tokens -----------------------------------------------------------------------------------

  protected pos(): Pos {
    return this.file.base + this.s.start;
  }

  protected next(): void {
    if (this.errors < ERROR_LIMIT) this.s.next();
    else this.giveUp();
    this.tok = this.s.tok;
  }

  protected isOperator(op: string): boolean {
    return this.tok === Tok.Operator && this.s.op === op;
  }

  protected got(tok: number): boolean {
    if (this.tok !== tok) return false;
    this.next();
    return true;
  }

  protected want(tok: number): void {
    if (this.got(tok)) return;
    this.syntaxError(`expected ${tokenName(tok)}`);
    this.advance();
  }

  /** An `=`; a `:=` is taken for one, with an error. */
  protected gotAssign(): boolean {
    if (this.tok === Tok.Define) this.syntaxError('expected =');
    else if (this.tok !== Tok.Assign) return false;
    this.next();
    return true;
  }

  // ---- errors -----------------------------------------------------------------------------------

  protected errorAt(pos: Pos, message: string): void {
    if (++this.errors <= ERROR_LIMIT) this.diags.error(pos, message);
  }

  protected syntaxError(message: string): void {
    this.syntaxErrorAt(this.pos(), message);
  }

  /**
   * Reports a syntax error, only one for each line. A message that starts with `expected`, `in`,
   * `at` or `after` says what should be where the current token is, and the token is named first.
   */
  protected syntaxErrorAt(pos: Pos, message: string): void {
    this.incomplete = true;
    if (this.tok === Tok.EOF && (this.errors > 0 || this.ignoreEnd)) return;
    if (++this.errors > ERROR_LIMIT) return;
    const line = this.file.lineOf(pos);
    if (line === this.syntaxErrorLine) return;
    this.syntaxErrorLine = line;
    this.diags.error(pos, `syntax error: ${this.complete(message)}`);
  }

  private complete(message: string): string {
    if (message.startsWith('expected ')) return `unexpected ${this.found()}, ${message}`;
    const place = /^(in|at|after) /.test(message);
    return place ? `unexpected ${this.found()} ${message}` : message;
  }

  /** The current token, in words. */
  private found(): string {
    switch (this.tok) {
      case Tok.Name: return `name ${this.s.lit}`;
      case Tok.Semi: return this.s.lit;
      case Tok.Literal: return `literal ${this.s.lit}`;
      case Tok.Operator: return this.s.op;
      case Tok.AssignOp: return `${this.s.op}=`;
      case Tok.IncOp: return this.s.op + this.s.op;
      default: return tokenName(this.tok);
    }
  }

  /** An error in what has been parsed well: it does not change how parsing goes on. */
  protected checkError(pos: Pos, message: string): void {
    if (++this.checkErrors <= ERROR_LIMIT) this.diags.error(pos, message);
  }

  /** A position as messages show it. */
  protected placeText(pos: Pos): string {
    const { path, line, col } = this.file.place(pos);
    return `${path}:${line}:${col}`;
  }

  /**
   * An error that gc finds only when it checks types, about something the tree has no place for.
   * It is reported if the file has no other errors.
   */
  protected deferError(pos: Pos, message: string): void {
    this.deferred.push({ pos, message });
  }

  protected reportDeferred(): void {
    if (this.errors > 0) return;
    for (const { pos, message } of this.deferred) this.errorAt(pos, message);
  }

  /**
   * Skips to one of the tokens that may follow here, or, in a function, to a keyword that starts a
   * statement. Without `follow`, skips one token.
   */
  protected advance(...follow: number[]): void {
    if (follow.length === 0) {
      if (this.tok !== Tok.EOF) this.next();
      return;
    }
    while (this.tok !== Tok.EOF && !follow.includes(this.tok)) {
      if (this.funcDepth > 0 && STATEMENT_START.has(this.tok)) return;
      this.next();
    }
  }

  // ---- nesting ----------------------------------------------------------------------------------

  /**
   * Called when a production that can contain itself begins; `leave` when it ends. Past the limit
   * the file ends here, as far as the parser is concerned, and all productions return.
   */
  protected enter(): void {
    if (++this.nesting <= NESTING_LIMIT || this.tok === Tok.EOF) return;
    this.tooDeep();
  }

  protected leave(): void {
    this.nesting--;
  }

  protected tooDeep(): void {
    this.errorAt(this.pos(), `nesting too deep: more than ${NESTING_LIMIT} levels`);
    this.giveUp();
    this.tok = Tok.EOF;
  }

  private giveUp(): void {
    this.incomplete = true;
    this.s.stop();
  }

  // ---- shared productions -----------------------------------------------------------------------

  /**
   * `{ element separator } close`, where the last separator may be left out. `element` returns true
   * if it must be the last one. Returns the position of `close`.
   */
  protected list(
    context: string, separator: number, close: number, element: () => boolean | void,
  ): Pos {
    let last = false;
    while (!last && this.tok !== Tok.EOF && this.tok !== close) {
      last = element() === true;
      if (this.got(separator) || this.tok === close) continue;
      const missing = `${tokenName(separator)} or ${tokenName(close)}`;
      this.syntaxError(`in ${context}; possibly missing ${missing}`);
      this.advance(Tok.Rparen, Tok.Rbrack, Tok.Rbrace);
      if (this.tok !== close) return this.pos();
    }
    const pos = this.pos();
    this.want(close);
    return pos;
  }

  protected badExpr(): BadExpr {
    return { kind: 'BadExpr', pos: this.pos() };
  }

  protected name(): Ident {
    const name: Ident = { kind: 'Ident', pos: this.pos(), name: this.s.lit };
    if (this.tok === Tok.Name) {
      this.next();
      return name;
    }
    name.name = '_';
    this.syntaxError('expected name');
    this.advance();
    return name;
  }

  /** `first { "," name }` */
  protected nameList(first: Ident): Ident[] {
    const names = [first];
    while (this.got(Tok.Comma)) names.push(this.name());
    return names;
  }

  protected abstract expr(): Expr;
}
