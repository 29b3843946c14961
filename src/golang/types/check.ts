/**
 * The type checker: state that its parts share, and the order of work.
 *
 * The parts are functions that take the checker first; each file holds one part. The order follows
 * the language, not the source: package-level names are collected from all files (resolve.ts), then
 * each is checked when first needed (decl.ts), so that order does not matter there. Function bodies
 * wait until all declarations are done, in a queue of delayed actions, which also holds checks that
 * need complete types. At the end comes what needs the whole package: initialisation order, unused
 * imports, and the final types of constants and other untyped expressions (untyped.ts).
 */
import type * as ast from '../syntax/ast.ts';
import type { Pos } from '../syntax/ast.ts';
import { startPos } from '../syntax/position.ts';
import type { Diagnostics } from '../diagnostic.ts';
import { placeText } from '../source.ts';
import type {
  Basic, CheckedPackage, ConstValue, Func, Info, Mode, Named, Obj, Package, PkgName, Signature,
  Type, TypeName, TypeParam, Var,
} from './types.ts';
import { anonymousCycles } from './cycles.ts';
import { initOrder } from './init.ts';
import type { InterfaceImpl } from './interface.ts';
import { type MonoGraph, checkMono, newMonoGraph } from './mono.ts';
import { Operand, operandString } from './operand.ts';
import { type DeclInfo, collectObjects, packageObjects, unusedImports } from './resolve.ts';
import { Scope } from './scope.ts';
import { type Qualifier, relativeTo, typeString } from './typestring.ts';
import { recordUntyped } from './untyped.ts';
import { universe } from './universe.ts';

export interface Importer {
  import(path: string): Package | undefined;
  /** Paths of the modelled packages, for help. */
  known?(): string[];
}

export interface CheckOptions {
  importer: Importer;
  diags: Diagnostics;
  isLib: boolean;
  /** Leave function bodies out: enough for a package that is only imported. */
  headersOnly?: boolean;
  /** Takes the package-level names. */
  names?: Map<string, Obj>;
}

/** After so many errors no more statements are checked. */
const ERROR_LIMIT = 1000;

/** Where an error is: a position, a node (its start), or an operand (its expression's start). */
export type At = Pos | ast.Node | Operand;

/** What an expression is checked against while its type is not final. */
export interface Untyped { isLhs: boolean; mode: Mode; type: Basic; val: ConstValue | undefined }

/** The surroundings of what is being checked. */
export interface Env {
  /** The package-level declaration: it collects dependencies. */
  decl: DeclInfo | undefined;
  scope: Scope;
  iota: ConstValue | undefined;
  /** Reported instead of positions in an inherited constant expression. */
  errPos: Pos;
  /** In a list of type parameters. */
  inTParams: boolean;
  /** The function being checked, its result types, and its variables so far. */
  sig: Signature | undefined;
  fn: object | undefined;
  vars: Var[];
  hasLabel: boolean;
  /** Set by calls and receives: `len` of such an expression is no constant. */
  hasCall: boolean;
  /** Type parameters of the enclosing function. */
  outer: TypeParam[];
}

export function newEnv(scope: Scope, decl?: DeclInfo): Env {
  return {
    decl, scope, iota: undefined, errPos: 0, inTParams: false, sig: undefined, fn: undefined,
    vars: [], hasLabel: false, hasCall: false, outer: [],
  };
}

interface Part { pos: Pos; msg: string; help?: string | undefined }

export class Checker {
  readonly pkg: Package;
  readonly opts: CheckOptions;
  readonly info: Info = {
    types: new Map(), defs: new Map(), uses: new Map(), implicits: new Map(),
    selections: new Map(), instances: new Map(), initOrder: [],
  };
  readonly universe = new Scope(undefined, universe as Map<string, Obj>);
  readonly pkgScope: Scope;
  readonly qualify: Qualifier;
  env: Env;
  /** Package-level objects (and methods) and how they are declared, in source order. */
  readonly objMap = new Map<Obj, DeclInfo>();
  /** Declared methods by the type name of their receiver, until the type takes them. */
  readonly methods = new Map<TypeName, Func[]>();
  readonly imports: PkgName[] = [];
  /** For the names that came into a file's scope by `import . "p"`. */
  readonly dotImports = new Map<Scope, Map<string, PkgName>>();
  readonly usedVars = new Set<Var>();
  readonly untyped = new Map<ast.Expr, Untyped>();
  readonly panics = new Set<ast.CallExpr>();
  readonly objPath: Obj[] = [];
  /**
   * Types that were found not to contain themselves; and those whose size is known to be finite.
   */
  readonly finite = new Map<Named, boolean>();
  readonly finiteSizes = new Map<Named, boolean>();
  /** Interface literals with elements. */
  readonly interfaces: Array<{ iface: InterfaceImpl; pos: Pos }> = [];
  readonly mono: MonoGraph = newMonoGraph();
  readonly signatureScopes = new WeakMap<Signature, Scope>();
  private delayed: Array<() => void> = [];
  private readonly errors: Part[] = [];
  private readonly late: Part[] = [];
  /** Line and text: of equal messages on a line the first one counts. */
  private readonly reported = new Set<string>();
  private depth = 0;
  /** So many errors were found that nothing more is checked: nobody reads more. */
  givenUp = false;

  constructor(path: string, files: ast.File[], opts: CheckOptions) {
    this.opts = opts;
    this.pkgScope = new Scope(this.universe, opts.names);
    this.pkg = {
      path, name: files[0]?.packageName.name ?? '', scope: this.pkgScope.names, files, imports: [],
      isLib: opts.isLib,
    };
    this.qualify = relativeTo(this.pkg);
    this.env = newEnv(this.pkgScope);
  }

  run(): CheckedPackage {
    collectObjects(this);
    packageObjects(this);
    this.processDelayed(0);
    initOrder(this);
    unusedImports(this);
    recordUntyped(this);
    if (!this.hasErrors) checkMono(this);
    if (!this.hasErrors) anonymousCycles(this);
    this.flush();
    return { pkg: this.pkg, info: this.info };
  }

  // ---- delayed actions ------------------------------------------------------------------------

  /** Runs `f` when the types at hand are complete: at the end of the statement or declaration. */
  later(f: () => void): void {
    this.delayed.push(f);
  }

  get delayedTop(): number {
    return this.delayed.length;
  }

  /** Runs what was delayed since `top`, and what that delays in turn. */
  processDelayed(top: number): void {
    for (let i = top; i < this.delayed.length; i++) this.delayed[i]!();
    this.delayed.length = top;
  }

  /** Runs `f` in other surroundings. */
  within<T>(env: Env, f: () => T): T {
    const saved = this.env;
    this.env = env;
    try {
      return f();
    } finally {
      this.env = saved;
    }
  }

  /** Runs `f` in a new block. */
  block<T>(f: () => T): T {
    const saved = this.env.scope;
    this.env.scope = new Scope(saved);
    try {
      return f();
    } finally {
      this.env.scope = saved;
    }
  }

  /** Counts nesting: false past a depth that no program reaches, but a tree might. */
  enter(): boolean {
    return ++this.depth < 1500;
  }

  leave(): void {
    this.depth--;
  }

  lookup(name: string): Obj | undefined {
    return this.env.scope.find(name)?.obj;
  }

  // ---- errors ---------------------------------------------------------------------------------

  /** Type, operand: as messages write them. */
  str(x: Type | Operand): string {
    return x instanceof Operand ? operandString(x, this.qualify) : typeString(x, this.qualify);
  }

  /** Reports an error; `more` are further lines of it, with or without a place. */
  error(at: At, msg: string, more: Array<{ at?: At | undefined; msg: string }> = []): void {
    this.report(at, msg, more);
  }

  /** An error with a sentence that helps to mend it. */
  helped(at: At, msg: string, help: string): void {
    this.report(at, msg, [], help);
  }

  private report(
    at: At, msg: string, more: Array<{ at?: At | undefined; msg: string }>, help?: string,
  ): void {
    const text = [msg, ...more.map((m) => {
      const pos = m.at === undefined ? 0 : positionOf(m.at);
      return pos > 0 ? `${this.place(pos)}: ${m.msg}` : m.msg;
    })].join('\n\t');
    // Follow-up errors say nothing new.
    const follow = msg.indexOf('invalid operand') > 0 || msg.indexOf('invalid type') > 0;
    if (follow && this.hasErrors) return;
    const pos = this.env.errPos || positionOf(at);
    const key = `${this.opts.diags.sources.place(pos).line}:${text}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    if (this.errors.length < ERROR_LIMIT) this.errors.push({ pos, msg: text, help });
    else this.givenUp = true;
  }

  /** An error that is of interest only if there is no other. */
  lateError(at: At, msg: string): void {
    this.late.push({ pos: positionOf(at), msg });
  }

  place(pos: Pos): string {
    return placeText(this.opts.diags.sources.place(pos));
  }

  get hasErrors(): boolean {
    return this.errors.length > 0 || this.opts.diags.hasErrors;
  }

  /** Hands over the errors. */
  flush(): void {
    if (!this.hasErrors) this.errors.push(...this.late);
    this.errors.sort((a, b) => a.pos - b.pos);
    for (const e of this.errors.splice(0)) this.opts.diags.error(e.pos, e.msg, e.help);
  }

  // ---- facts ----------------------------------------------------------------------------------

  recordType(e: ast.Expr, mode: OperandMode, type: Type, value?: ConstValue): void {
    if (mode === 'invalid') return;
    this.info.types.set(e, value ? { mode, type, value } : { mode, type });
  }

  recordDef(id: ast.Ident, obj: Obj): void {
    this.info.defs.set(id, obj);
  }

  recordUse(id: ast.Ident, obj: Obj): void {
    this.info.uses.set(id, obj);
  }
}

type OperandMode = Operand['mode'];

export function positionOf(at: At): Pos {
  if (typeof at === 'number') return at;
  if (at instanceof Operand) return startPos(at.expr);
  // As in gc, a statement that is an expression is where that one's operator is.
  return 'kind' in at && at.kind !== 'ExprStmt' ? startPos(at as ast.Expr) : at.pos;
}

/** Checks one package. Its imports must have been checked before; the importer has them. */
export function checkPackage(path: string, files: ast.File[], opts: CheckOptions): CheckedPackage {
  return new Checker(path, files, opts).run();
}
