/**
 * Checking a package on demand. Of the modelled library a program uses little; so its packages are
 * read by their outlines, and a declaration is parsed and checked when the program, or what it
 * uses, first asks for it; the body of a function when it is lowered.
 *
 * The work is that of check.ts, which also declares objects when they are first needed, in other
 * portions. Where it is done in one go, what is delayed waits for the end of all declarations;
 * here it waits for the end of the one that somebody asked for. What looks for mistakes in the
 * package as a whole is left out: tests check the library in one go.
 */
import { outline, type Declaration } from '../syntax/outline.ts';
import type * as ast from '../syntax/ast.ts';
import { parseDeclaration } from '../syntax/parse.ts';
import type { SourceFile } from '../source.ts';
import type { Diagnostics } from '../diagnostic.ts';
import { Checker, type Importer, newEnv } from './check.ts';
import { makeInt } from './constant.ts';
import { objDecl } from './decl.ts';
import { initialisers } from './init.ts';
import { type Home, LazyConst, LazyFunc, type LazyObj, LazyTypeName, LazyVar } from './lazyobj.ts';
import { type DeclInfo, collectImports, eachConstSpec } from './resolve.ts';
import { Scope } from './scope.ts';
import { funcBody } from './stmt.ts';
import type {
  CheckedPackage, Func, Info, Initialiser, Obj, Package, Type, Var,
} from './types.ts';
import { recordUntyped } from './untyped.ts';

/** What is known of the package beforehand: see src/golang/object. */
export interface KnownVariables {
  /** Initialisers in the order in which they run: order in the source, and variables. */
  inits: ReadonlyArray<readonly [number, readonly string[], ...unknown[]]>;
  type(name: string): Type | undefined;
}

interface Known { list: Initialiser[]; of: Map<Obj, Initialiser> }

export interface LazyOptions {
  importer: Importer;
  diags: Diagnostics;
  /** Told of every function that is parsed. */
  parsed(decl: ast.FuncDecl, file: SourceFile): void;
  /** What is known of variables: then they need not be parsed. */
  known?(): KnownVariables | undefined;
}

/** The names of a package; they are entered when somebody asks. */
class Names extends Map<string, Obj> {
  private enter: (() => void) | undefined;

  constructor(enter: () => void) {
    super();
    this.enter = enter;
  }

  private ensure(): void {
    const { enter } = this;
    this.enter = undefined;
    enter?.();
  }

  override get(name: string): Obj | undefined {
    if (this.enter) this.ensure();
    return super.get(name);
  }

  override keys(): MapIterator<string> {
    if (this.enter) this.ensure();
    return super.keys();
  }

  override values(): MapIterator<Obj> {
    if (this.enter) this.ensure();
    return super.values();
  }

  override [Symbol.iterator](): MapIterator<[string, Obj]> {
    if (this.enter) this.ensure();
    return super[Symbol.iterator]();
  }
}

export class LazyPackage implements CheckedPackage, Home {
  readonly pkg: Package;
  readonly info: Info;
  private readonly checker: Checker;
  private readonly options: LazyOptions;
  private readonly sources: SourceFile[];
  private readonly declarations = new Map<Obj, Declaration>();
  private readonly objects = new Map<Declaration, LazyObj[]>();
  private readonly loaded = new Set<Declaration>();
  private readonly busy = new Set<Obj>();
  private readonly bodies = new Set<Func>();
  private readonly inits: Func[] = [];
  private readonly byName = new Map<string, LazyFunc>();
  private readonly names = new Map<Func, string>();
  private variables: KnownVariables | undefined;
  private initialisers: Known | undefined;
  private depth = 0;

  /** `headers`: the files' package clauses and imports; what they import can be imported. */
  constructor(path: string, sources: SourceFile[], headers: ast.File[], options: LazyOptions) {
    this.sources = sources;
    this.options = options;
    const { importer, diags } = options;
    this.checker = new Checker(path, headers, {
      importer, diags, isLib: true, headersOnly: true,
      names: new Names(() => this.enter()),
    });
    this.pkg = this.checker.pkg;
    this.info = this.checker.info;
    for (const { imports } of headers) {
      for (const s of imports) {
        const imp = importer.import(s.path);
        if (imp && !this.pkg.imports.includes(imp)) this.pkg.imports.push(imp);
      }
    }
  }

  // ---- names ------------------------------------------------------------------------------------

  private enter(): void {
    this.variables = this.options.known?.();
    const methods: Array<{ recv: string; obj: LazyFunc }> = [];
    this.sources.forEach((file, i) => {
      const scope = collectImports(this.checker, this.pkg.files[i]!);
      for (const d of outline(file)) {
        const objects = d.names.map(({ name, pos }) => this.object(d, name, pos, scope));
        this.objects.set(d, objects);
        if (d.recv) methods.push({ recv: d.recv.name, obj: objects[0] as LazyFunc });
      }
    });
    for (const { recv, obj } of methods) {
      const base = this.pkg.scope.get(recv);
      if (base?.kind !== 'TypeName') continue;
      const list = this.checker.methods.get(base);
      if (list) list.push(obj);
      else this.checker.methods.set(base, [obj]);
    }
  }

  private object(d: Declaration, name: string, pos: ast.Pos, scope: Scope): LazyObj {
    const obj = newObject(this, d, name, pos);
    const { objMap, pkgScope } = this.checker;
    const load = (): void => this.load(d);
    objMap.set(obj, { scope, order: objMap.size, deps: new Set(), load });
    this.declarations.set(obj, d);
    if (d.kind === 'func' && name === 'init' && !d.recv) this.inits.push(obj as LazyFunc);
    else if (name !== '_' && !d.recv) pkgScope.insert(obj);
    if (obj instanceof LazyFunc && name !== '_' && !(name === 'init' && !d.recv)) {
      const key = d.recv ? `${d.recv.name}.${name}` : name;
      this.byName.set(key, obj);
      this.names.set(obj, key);
    }
    return obj;
  }

  // ---- declarations -----------------------------------------------------------------------------

  parse(obj: Obj): void {
    this.load(this.declarations.get(obj)!);
  }

  private load(d: Declaration): void {
    if (this.loaded.has(d)) return;
    this.loaded.add(d);
    const decl = parseDeclaration(d.file, d.from, d.to, this.options.diags);
    const objects = this.objects.get(d)!;
    if (decl.kind === 'FuncDecl') {
      const obj = objects[0] as LazyFunc;
      obj.decl = decl;
      this.infoOf(obj).fdecl = decl;
      this.checker.recordDef(decl.name, obj);
      this.options.parsed(decl, d.file);
    } else new Filler(this.checker, objects).fill(decl);
  }

  private infoOf(obj: Obj): DeclInfo {
    return this.checker.objMap.get(obj)!;
  }

  resolve(obj: Obj): void {
    if (this.busy.has(obj)) return;
    const known = obj instanceof LazyVar ? this.variables?.type(obj.name) : undefined;
    if (known) {
      (obj as LazyVar).type = known;
      return;
    }
    this.busy.add(obj);
    this.work(() => objDecl(this.checker, obj));
    this.busy.delete(obj);
  }

  /** Does a portion of work, and what it delays once no declaration is under way. */
  private work(f: () => void): void {
    const c = this.checker;
    const top = c.delayedTop;
    this.depth++;
    c.within(newEnv(c.pkgScope), () => {
      f();
      if (c.objPath.length === 0) c.processDelayed(top);
    });
    if (--this.depth > 0) return;
    recordUntyped(c);
    c.flush();
  }

  // ---- for lowering -----------------------------------------------------------------------------

  /** Checks the body of a function, if it has one. */
  body(f: Func): void {
    if (this.bodies.has(f)) return;
    this.bodies.add(f);
    const d = this.checker.objMap.get(f);
    const sig = f.type;
    const body = d?.fdecl?.body;
    if (body) this.work(() => funcBody(this.checker, d, f.name, sig, body, undefined));
  }

  /** The functions `init`, in order. */
  initFuncs(): Func[] {
    if (!this.sources.some((f) => f.text.includes('\nfunc init('))) return [];
    void this.pkg.scope.get('init');
    return this.inits;
  }

  /** `f`, or `T.m` for a method. */
  keyOf(f: LazyFunc): string {
    return this.names.get(f)!;
  }

  funcNamed(key: string): LazyFunc | undefined {
    void this.pkg.scope.get('');
    return this.byName.get(key);
  }

  /** All functions and methods but `init`. */
  functions(): LazyFunc[] {
    void this.pkg.scope.get('');
    return [...this.byName.values()];
  }

  /** The initialisers of all variables, in source order. */
  allInitialisers(): Initialiser[] {
    const found = new Set<Initialiser>();
    for (const obj of this.pkg.scope.values()) {
      const init = obj.kind === 'Var' ? this.initialiser(obj) : undefined;
      if (init) found.add(init);
    }
    return [...found].sort((a, b) => a.order - b.order);
  }

  /** Where the positions of one of its files start. */
  baseOf(path: string): ast.Pos {
    return this.sources.find((f) => f.path === path)!.base;
  }

  /** The initialisers, where they are known. */
  private get known(): Known | undefined {
    if (this.initialisers || !this.variables) return this.initialisers;
    const list: Initialiser[] = [];
    const of = new Map<Obj, Initialiser>();
    this.initialisers = { list, of };
    for (const [order, names] of this.variables.inits) {
      const lhs = names.map((name) => this.pkg.scope.get(name) as LazyVar);
      const rhs = (): ast.Expr => {
        for (const v of lhs) this.parse(v);
        return this.infoOf(lhs[0]!).init!;
      };
      const init: Initialiser = { lhs, order, get rhs() { return rhs(); } };
      list.push(init);
      for (const v of lhs) of.set(v, init);
    }
    return this.initialisers;
  }

  /** How a package variable is initialised; undefined: with zero. */
  initialiser(v: Var): Initialiser | undefined {
    if (this.known) return this.known.of.get(v);
    void v.type;
    const d = this.checker.objMap.get(v);
    return d && initialiserOf(v, d);
  }

  /** All initialisers of what was looked at so far, in the order in which they run. */
  initOrder(): Initialiser[] {
    if (this.known) return this.known.list;
    return initialisers(this.checker, (obj) => (obj as LazyObj).isResolved)
      .map((v) => this.initialiser(v)!);
  }
}

const made = new WeakMap<DeclInfo, Initialiser>();

function initialiserOf(v: Var, d: DeclInfo): Initialiser | undefined {
  if (!d.init) return undefined;
  let init = made.get(d);
  if (!init) made.set(d, (init = { lhs: d.lhs ?? [v], rhs: d.init, order: d.order }));
  return init;
}

function newObject(home: Home, d: Declaration, name: string, pos: ast.Pos): LazyObj {
  switch (d.kind) {
    case 'type': return new LazyTypeName(home, name, pos);
    case 'var': return new LazyVar(home, name, pos);
    case 'const': return new LazyConst(home, name, pos);
    case 'func': {
      const f = new LazyFunc(home, name, pos);
      if (d.recv) f.ptrRecv = d.recv.ptr;
      return f;
    }
  }
}

/** Enters what a declaration of types, variables or constants says of each of its names. */
class Filler {
  private readonly c: Checker;
  private readonly objects: LazyObj[];
  private next = 0;

  constructor(c: Checker, objects: LazyObj[]) {
    this.c = c;
    this.objects = objects;
  }

  private take(count: number): LazyObj[] {
    this.next += count;
    return this.objects.slice(this.next - count, this.next);
  }

  private enter(obj: LazyObj, id: ast.Ident, info: Partial<DeclInfo>): void {
    this.c.recordDef(id, obj);
    Object.assign(this.c.objMap.get(obj)!, info);
  }

  fill(decl: ast.Decl): void {
    switch (decl.kind) {
      case 'TypeDecl':
        for (const s of decl.specs) this.enter(this.take(1)[0]!, s.name, { tdecl: s });
        return;
      case 'VarDecl': return decl.specs.forEach((s) => this.variables(s));
      case 'ConstDecl': return this.constants(decl);
      default:
    }
  }

  private constants(decl: ast.ConstDecl): void {
    eachConstSpec(decl, (spec, { type, values, inherited }) => {
      this.take(spec.names.length).forEach((obj, i) => {
        (obj as LazyConst).value = makeInt(spec.iota);
        this.enter(obj, spec.names[i]!, { type, init: values[i], inherited });
      });
    });
  }

  private variables(s: ast.VarSpec): void {
    const lhs = this.take(s.names.length) as LazyVar[];
    const shared = s.values.length === 1 ? { lhs } : {};
    lhs.forEach((obj, i) => {
      const init = s.values.length === 1 ? s.values[0] : s.values[i];
      this.enter(obj, s.names[i]!, { ...shared, type: s.type, init });
    });
    if (s.values.length !== 1) return;
    // Several names with one value share the record, and so its dependencies.
    const first = this.c.objMap.get(lhs[0]!)!;
    for (const obj of lhs) this.c.objMap.set(obj, first);
  }
}
