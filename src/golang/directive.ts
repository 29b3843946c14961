/**
 * The `//gopark:` directives above a function. They declare what a call costs or waits for; its
 * body is then not simulated. `docs` has the list with examples; the grammar of amounts is in
 * amount.ts.
 */
import { type Amount, readAmount } from './amount.ts';
import { type Unit, unitOfTypeText } from './amount-unit.ts';
import type { Diagnostics } from './diagnostic.ts';
import { DirectiveError, DirectiveReader } from './directive-reader.ts';
import type { SourceFile } from './source.ts';
import { knownWords } from './suggest.ts';
import type { DirectiveLine, Expr, FuncDecl, Pos } from './syntax/ast.ts';
import { parseExprListIn } from './syntax/parse.ts';

export type { Amount } from './amount.ts';

/** Every directive's `pos` is that of `gopark:`. */
export type Directive =
  | { kind: 'cpu'; amount: Amount; calls?: Amount; pos: Pos }
  | { kind: 'syscall'; amount: Amount; blocking: boolean; raw: boolean; pos: Pos }
  | { kind: 'cgo'; amount: Amount; pos: Pos }
  | { kind: 'net'; amount: Amount; every: boolean; pos: Pos }
  | { kind: 'alloc'; amount: Amount; pos: Pos }
  /**
   * `expr` is the first of `exprs`, and nearly always the only one. `exprPos` is where it
   * starts.
   */
  | { kind: 'return'; exprText: string; exprPos: Pos; expr: Expr; exprs: Expr[]; pos: Pos }
  | { kind: 'cost'; field: string; pos: Pos }
  | { kind: 'native'; name: string; pos: Pos };

export interface DirectiveOptions {
  /** The function is part of the modelled standard library: it may have `cost` and `native`. */
  lib: boolean;
}

export const PREFIX = 'gopark:';

/** What the amount of a directive must measure, for a second check when all types are known. */
export function wantedUnit(d: Directive): Unit {
  return d.kind === 'alloc' ? 'bytes' : 'ns';
}

/**
 * The directives of a function, in order; `//go:` ones are not ours and left out. What is wrong
 * goes to `diags`, and the directive is left out.
 */
export function parseDirectives(
  decl: FuncDecl, file: SourceFile, diags: Diagnostics, options: DirectiveOptions,
): Directive[] {
  const found: Directive[] = [];
  for (const line of decl.directives) {
    if (!line.text.startsWith(PREFIX)) continue;
    const parser = new DirectiveParser(line, decl, file, diags);
    const directive = parser.parse(options.lib);
    if (directive && fits(directive, found, diags)) found.push(directive);
  }
  return found;
}

/** Whether a directive can be on a function together with those before it. */
function fits(d: Directive, before: Directive[], diags: Diagnostics): boolean {
  if (d.kind === 'return' && before.some((b) => b.kind === 'return')) {
    diags.error(d.pos, 'a function can have only one //gopark:return',
      'for several results write //gopark:return a, b');
    return false;
  }
  const alone = [d, ...before].find((x) => x.kind === 'cost' || x.kind === 'native');
  if (!alone || before.length === 0) return true;
  diags.error(d.pos, `//gopark:${alone.kind} cannot be combined with other directives`);
  return false;
}

/** The names of receiver and parameters, with their types. */
function parameters(decl: FuncDecl): Map<string, Expr> {
  const fields = decl.recv ? [decl.recv, ...decl.type.params] : decl.type.params;
  const named = new Map<string, Expr>();
  for (const { name, type } of fields) {
    if (name && name.name !== '_') named.set(name.name, type);
  }
  return named;
}

/** Splits `gopark:name ...`; `at` is the index of what follows the name. */
export function directiveName(line: DirectiveLine): { name: string; at: number } {
  const name = /^[^ \t]*/.exec(line.text.slice(PREFIX.length))![0];
  return { name, at: PREFIX.length + name.length };
}

class DirectiveParser {
  private readonly line: DirectiveLine;
  private readonly file: SourceFile;
  private readonly diags: Diagnostics;
  private r: DirectiveReader;
  private params: Map<string, Expr>;

  constructor(line: DirectiveLine, decl: FuncDecl, file: SourceFile, diags: Diagnostics) {
    this.line = line;
    this.file = file;
    this.diags = diags;
    this.params = parameters(decl);
    this.r = new DirectiveReader(line, 0);
  }

  parse(lib: boolean): Directive | undefined {
    try {
      return this.directive(lib);
    } catch (e) {
      if (!(e instanceof DirectiveError)) throw e;
      this.diags.error(e.pos, e.message, e.help);
      return undefined;
    }
  }

  private directive(lib: boolean): Directive | undefined {
    const { name, at } = directiveName(this.line);
    this.r = new DirectiveReader(this.line, at);
    const read = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined;
    if (!read) this.unknown(name);
    if (!lib && (name === 'cost' || name === 'native')) {
      this.r.fail(this.namePos(), `//gopark:${name} is only for the modelled standard library`);
    }
    const directive = read(this);
    const rest = this.r.pos();
    if (this.r.peek()) {
      this.r.fail(rest, `unexpected ${this.r.found()} after //gopark:${name}`,
        'a directive ends with its line; write comments on lines of their own');
    }
    return directive;
  }

  private namePos(): Pos {
    return this.line.pos + PREFIX.length;
  }

  private unknown(name: string): never {
    const known = Object.keys(DIRECTIVES).filter((d) => d !== 'cost' && d !== 'native');
    if (name === 'config') {
      this.r.fail(this.namePos(), '//gopark:config belongs above the package clause');
    }
    const what = name ? `unknown directive ${name}` : 'directive without a name';
    return this.r.fail(this.namePos(), what, knownWords(name, known, 'the directives are'));
  }

  // ---- one method for each directive ------------------------------------------------------------

  cpu(): Directive {
    const amount = this.duration();
    const option = this.option(['calls']);
    if (!option) return { kind: 'cpu', amount, pos: this.line.pos };
    this.r.want('=', 'after calls');
    return { kind: 'cpu', amount, calls: this.amount('ns', false), pos: this.line.pos };
  }

  syscall(): Directive {
    const amount = this.duration();
    const option = this.option(['blocking', 'raw']);
    const blocking = option === 'blocking';
    return { kind: 'syscall', amount, blocking, raw: option === 'raw', pos: this.line.pos };
  }

  cgo(): Directive {
    return { kind: 'cgo', amount: this.duration(), pos: this.line.pos };
  }

  net(): Directive {
    // `every` could also be a parameter: it is one if an operator follows, or nothing.
    const every = /^gopark:net[ \t]+every[ \t]+[^-+*/ \t]/.test(this.line.text);
    if (every) this.r.word();
    return { kind: 'net', amount: this.duration(), every, pos: this.line.pos };
  }

  alloc(): Directive {
    return { kind: 'alloc', amount: this.amount('bytes', true), pos: this.line.pos };
  }

  return_(): Directive | undefined {
    const { pos } = this.line;
    const { text, pos: exprPos } = this.r.rest();
    if (!text) {
      this.r.fail(exprPos, '//gopark:return needs an expression',
        'for example //gopark:return n*2');
    }
    const from = exprPos - this.file.base;
    const exprs = parseExprListIn(this.file, from, from + text.length, this.diags);
    return exprs && { kind: 'return', exprText: text, exprPos, expr: exprs[0]!, exprs, pos };
  }

  cost(): Directive {
    return { kind: 'cost', field: this.nameOf('a field of the cost model'), pos: this.line.pos };
  }

  native(): Directive {
    return { kind: 'native', name: this.nameOf('a native function'), pos: this.line.pos };
  }

  // ---- parts ------------------------------------------------------------------------------------

  private duration(): Amount {
    return this.amount('ns', true);
  }

  private amount(want: Unit, draws: boolean): Amount {
    if (!this.r.peek()) this.missingAmount(want);
    const unitOf = (name: string) => {
      const type = this.params.get(name);
      return type && unitOfTypeText(type);
    };
    return readAmount(this.r, { params: [...this.params.keys()], unitOf }, want, { draws });
  }

  private missingAmount(want: Unit): never {
    const { name } = directiveName(this.line);
    const what = want === 'ns' ? 'a duration' : 'a number of bytes';
    const example = want === 'ns' ? '5ms' : '4KiB';
    return this.r.fail(this.r.pos(), `//gopark:${name} needs ${what}`,
      `for example //gopark:${name} ${example}`);
  }

  /** A word behind the amount, one of `known`. */
  private option(known: string[]): string | undefined {
    const pos = this.r.pos();
    const word = this.r.word();
    if (!word || known.includes(word)) return word || undefined;
    const { name } = directiveName(this.line);
    return this.r.fail(pos, `unexpected ${word} after //gopark:${name}`,
      knownWords(word, known, 'what can follow is'));
  }

  private nameOf(what: string): string {
    const pos = this.r.pos();
    const name = this.r.value();
    if (!/^[\p{L}_][\p{L}\p{Nd}_./]*$/u.test(name)) {
      this.r.fail(pos, `expected the name of ${what}, found ${name || 'the end of the line'}`);
    }
    return name;
  }
}

/** The directives. A new one is a row here, a method above, and a member of `Directive`. */
const DIRECTIVES: Record<string, (p: DirectiveParser) => Directive | undefined> = {
  cpu: (p) => p.cpu(),
  syscall: (p) => p.syscall(),
  cgo: (p) => p.cgo(),
  net: (p) => p.net(),
  alloc: (p) => p.alloc(),
  return: (p) => p.return_(),
  cost: (p) => p.cost(),
  native: (p) => p.native(),
};
