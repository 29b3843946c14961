/** Collecting the package-level names of all files, and imports. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import type { Checker } from './check.ts';
import { makeInt, unknown } from './constant.ts';
import { collectMethods, declare, objDecl, redeclared } from './decl.ts';
import { isExported, newFunc, newTypeName, newVar, unset } from './object.ts';
import { Scope } from './scope.ts';
import type { Const, Func, Obj, Package, PkgName, TypeName, Var } from './types.ts';
import { makeUnsafe } from './universe.ts';

/** How a package-level object is declared. */
export interface DeclInfo {
  scope: Scope;
  /** Of `var a, b = f()`: all variables of the left side. */
  lhs?: Var[];
  type?: ast.Expr | undefined;
  init?: ast.Expr | undefined;
  /** The initial value is that of an earlier constant of the group. */
  inherited?: boolean;
  tdecl?: ast.TypeSpec;
  fdecl?: ast.FuncDecl;
  order: number;
  /** Fills in the above, where that has been put off. */
  load?: () => void;
  /** Package-level objects that the declaration mentions. */
  deps: Set<Obj>;
}

type Partial_ = Omit<DeclInfo, 'order' | 'deps' | 'scope' | 'load'>;

/** The specification that a constant without one repeats. */
export interface ConstSource { type?: ast.Expr | undefined; values: ast.Expr[]; inherited: boolean }

/** Walks a constant group, filling in what is repeated. */
export function eachConstSpec(
  decl: ast.ConstDecl, f: (spec: ast.ConstSpec, source: ConstSource) => void,
): void {
  let last: Omit<ConstSource, 'inherited'> | undefined;
  for (const spec of decl.specs) {
    const own = spec.type !== undefined || spec.values.length > 0;
    const inherited = !own && last !== undefined;
    if (own) last = { type: spec.type, values: spec.values };
    f(spec, { ...(last ?? { values: [] }), inherited });
  }
}

/** The number of names and of values must agree. */
export function checkArity(
  c: Checker, names: ast.Ident[], values: ast.Expr[], isConst: boolean, inherited: boolean,
): void {
  const extra = values[names.length];
  if (extra && inherited) c.error(names[0]!, `extra init expr at ${c.place(extra.pos)}`);
  else if (extra) c.error(extra, `extra init expr ${exprString(extra)}`);
  else if (names.length > values.length && (isConst || values.length !== 1)) {
    const n = names[values.length]!;
    c.error(n, `missing init expr for ${n.name}`);
  }
}

interface Method { obj: Func; ptr: boolean; recv: ast.Ident }

class Collector {
  private readonly c: Checker;
  private readonly methods: Method[] = [];
  private file!: Scope;
  private readonly fileScopes: Scope[] = [];

  constructor(c: Checker) {
    this.c = c;
  }

  run(): void {
    const name = this.c.pkg.files[0]?.packageName;
    if (name?.name === '_') this.c.error(name, 'invalid package name _');
    for (const file of this.c.pkg.files) {
      this.file = new Scope(this.c.pkgScope);
      this.fileScopes.push(this.file);
      for (const d of file.decls) this.decl(d);
    }
    this.conflicts();
    for (const m of this.methods) this.attach(m);
  }

  /** The scope of a file's imports. */
  imports(file: ast.File): Scope {
    this.file = new Scope(this.c.pkgScope);
    for (const s of file.imports) this.importSpec(s);
    return this.file;
  }

  private enter(obj: Obj, info: Partial_): void {
    this.c.objMap.set(obj, {
      ...info, scope: this.file, order: this.c.objMap.size, deps: new Set(),
    });
  }

  private declarePkgObj(name: ast.Ident, obj: Obj, info: Partial_): void {
    const what = name.name;
    if (what === 'init' || (what === 'main' && this.c.pkg.name === 'main')) {
      this.c.error(name, `cannot declare ${what} - must be func`);
      return;
    }
    declare(this.c, this.c.pkgScope, name, obj);
    this.enter(obj, info);
  }

  private decl(d: ast.Decl): void {
    switch (d.kind) {
      case 'ImportDecl': return d.specs.forEach((s) => this.importSpec(s));
      case 'ConstDecl': return this.constDecl(d);
      case 'VarDecl': return d.specs.forEach((s) => this.varSpec(s));
      case 'TypeDecl':
        for (const s of d.specs) {
          const obj = newTypeName(s.name.pos, this.c.pkg, s.name.name);
          this.declarePkgObj(s.name, obj, { tdecl: s });
        }
        return;
      case 'FuncDecl': return this.funcDecl(d);
    }
  }

  private constDecl(d: ast.ConstDecl): void {
    eachConstSpec(d, (spec, source) => {
      spec.names.forEach((name, i) => {
        const obj = newConst(name, this.c.pkg, spec.iota);
        const { type, inherited } = source;
        this.declarePkgObj(name, obj, { type, init: source.values[i], inherited });
      });
      checkArity(this.c, spec.names, source.values, true, source.inherited);
    });
  }

  private varSpec(s: ast.VarSpec): void {
    const lhs = s.names.map((n) => newVar('package', n.pos, this.c.pkg, n.name));
    const shared: Partial_ | undefined = s.values.length === 1
      ? { lhs, type: s.type, init: s.values[0] } : undefined;
    let info: DeclInfo | undefined;
    s.names.forEach((name, i) => {
      const obj = lhs[i]!;
      this.declarePkgObj(name, obj, shared ?? { type: s.type, init: s.values[i] });
      // Several names with one value share the record, and so its dependencies.
      if (!shared) return;
      const own = this.c.objMap.get(obj);
      if (info && own) this.c.objMap.set(obj, info);
      info ??= own;
    });
    if (!s.type || s.values.length > 0) checkArity(this.c, s.names, s.values, false, false);
  }

  private funcDecl(d: ast.FuncDecl): void {
    const c = this.c;
    const name = d.name.name;
    const obj = newFunc(d.name.pos, c.pkg, name);
    obj.decl = d;
    if (d.recv) {
      const { ptr, base } = unpackRecv(d.recv.type);
      obj.ptrRecv = ptr;
      if (base.kind === 'Ident' && name !== '_') this.methods.push({ obj, ptr, recv: base });
      c.recordDef(d.name, obj);
    } else {
      if (name === 'init' || (name === 'main' && c.pkg.name === 'main')) this.special(d, name);
      if (name === 'init') c.recordDef(d.name, obj);
      else declare(c, c.pkgScope, d.name, obj);
    }
    this.enter(obj, { fdecl: d });
  }

  private special(d: ast.FuncDecl, name: string): void {
    const t = d.type;
    if (t.tparams[0]) this.c.error(t.tparams[0].pos, `func ${name} must have no type parameters`);
    if (t.params.length > 0 || t.results.length > 0) {
      this.c.error(d.name, `func ${name} must have no arguments and no return values`);
    }
    if (name === 'init' && !d.body) this.c.error(d.name, 'func init must have a body');
  }

  // ---- imports --------------------------------------------------------------------------------

  private importSpec(s: ast.ImportSpec): void {
    const c = this.c;
    const imp = this.import(s);
    if (!imp) return;
    const name = s.name?.name ?? imp.name;
    if (name === 'init') {
      c.error(s.pos, 'cannot import package as init - init must be a func');
      return;
    }
    if (!c.pkg.imports.includes(imp)) c.pkg.imports.push(imp);
    const pkgName: PkgName = {
      kind: 'PkgName', name, pos: s.name?.pos ?? s.pathPos, pkg: c.pkg, imported: imp,
    };
    if (s.name) c.recordDef(s.name, pkgName);
    c.imports.push(pkgName);
    if (name === '.') this.dotImport(s, imp, pkgName);
    else declare(c, this.file, undefined, pkgName);
  }

  private import(s: ast.ImportSpec): Package | undefined {
    const c = this.c;
    const bad = invalidPath(s.path);
    if (bad) {
      c.error(s.pathPos, `invalid import path (${bad})`);
      return undefined;
    }
    if (s.path === 'unsafe') return makeUnsafe();
    const imp = c.opts.importer.import(s.path);
    if (imp) return imp;
    const known = c.opts.importer.known?.() ?? [];
    const msg = `package ${s.path} is not modelled by gopark`;
    if (known.length > 0) c.helped(s.pathPos, msg, `modelled packages: ${known.join(' ')}`);
    else c.error(s.pathPos, msg);
    // A stand-in without names: what is selected from it is reported once, here.
    const name = s.path.slice(s.path.lastIndexOf('/') + 1);
    const fake = { path: s.path, name, scope: new Map(), files: [], imports: [], isLib: true };
    fakes.add(fake);
    return fake;
  }

  private dotImport(s: ast.ImportSpec, imp: Package, pkgName: PkgName): void {
    const from = this.c.dotImports.get(this.file) ?? new Map<string, PkgName>();
    this.c.dotImports.set(this.file, from);
    for (const [name, obj] of imp.scope) {
      if (!isExported(name)) continue;
      const alt = this.file.insert(obj);
      if (alt) redeclared(this.c, s.name!, name, alt);
      else from.set(name, pkgName);
    }
  }

  /** A name of the package must not be one of an import in any file. */
  private conflicts(): void {
    for (const scope of this.fileScopes) {
      for (const [name, obj] of scope.names) {
        const alt = this.c.pkgScope.lookup(name);
        if (!alt) continue;
        const imported = obj.kind === 'PkgName';
        const how = imported
          ? `import of ${packageString(obj.imported)}` : `dot-import of ${packageString(obj.pkg)}`;
        this.c.error(alt.pos, `${alt.name} already declared through ${how}`, [
          { at: obj.pos, msg: `other declaration of ${obj.name}` },
        ]);
      }
    }
  }

  // ---- methods --------------------------------------------------------------------------------

  private attach(m: Method): void {
    const { ptr, base } = this.baseType(m.ptr, m.recv);
    if (!base) return;
    m.obj.ptrRecv = ptr;
    const list = this.c.methods.get(base);
    if (list) list.push(m.obj);
    else this.c.methods.set(base, [m.obj]);
  }

  /** The type name to which a receiver's name leads, through aliases. */
  private baseType(ptr: boolean, name: ast.Ident): { ptr: boolean; base?: TypeName } {
    const seen = new Set<TypeName>();
    let next: ast.Expr = name;
    while (next.kind === 'Ident') {
      const obj = this.c.pkgScope.lookup(next.name);
      if (obj?.kind !== 'TypeName' || seen.has(obj)) break;
      const tdecl = this.c.objMap.get(obj)?.tdecl;
      if (!tdecl) break;
      if (!tdecl.alias) return { ptr, base: obj };
      if (tdecl.tparams.length > 0) break;
      seen.add(obj);
      next = unparen(tdecl.type);
      if (next.kind === 'StarExpr') {
        if (ptr) break;
        ptr = true;
        next = unparen(next.x);
      }
    }
    return { ptr };
  }
}

const packageString = (pkg: Package | undefined): string =>
  `package ${pkg?.name ?? ''} ("${pkg?.path ?? ''}")`;

/** Packages that stand for ones that could not be imported. */
export const fakes = new WeakSet<Package>();

export function newConst(name: ast.Ident, pkg: Package, iota: number): Const & { iota?: number } {
  const obj = { kind: 'Const', name: name.name, pos: name.pos, pkg, type: unset, value: unknown };
  return { ...(obj as unknown as Const), value: makeInt(iota) };
}

export function unparen(e: ast.Expr): ast.Expr {
  while (e.kind === 'ParenExpr') e = e.x;
  return e;
}

/** The parts of a receiver's type: is it a pointer, the base type, its type parameters. */
export function unpackRecv(e: ast.Expr): { ptr: boolean; base: ast.Expr; tparams?: ast.Expr[] } {
  let base = unparen(e);
  const ptr = base.kind === 'StarExpr';
  if (base.kind === 'StarExpr') base = unparen(base.x);
  return base.kind === 'IndexExpr' ? { ptr, base: base.x, tparams: base.indices } : { ptr, base };
}

function invalidPath(path: string): string | undefined {
  if (path === '') return 'empty string';
  for (const ch of path) {
    if (/[\s\p{C}!"#$%&'()*,:;<=>?[\]^{|}`\\\ufffd]/u.test(ch)) {
      return `invalid character U+${ch.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
        + (/\p{C}/u.test(ch) ? '' : ` '${ch}'`);
    }
  }
  return undefined;
}

export function collectImports(c: Checker, file: ast.File): Scope {
  return new Collector(c).imports(file);
}

export function collectObjects(c: Checker): void {
  new Collector(c).run();
}

/** Checks all package-level objects: types first, then aliases, then the rest. */
export function packageObjects(c: Checker): void {
  const aliases: Obj[] = [];
  const others: Obj[] = [];
  for (const [obj, d] of [...c.objMap]) {
    if (!d.tdecl) others.push(obj);
    else if (d.tdecl.alias) aliases.push(obj);
    else objDecl(c, obj);
  }
  for (const obj of [...aliases, ...others]) objDecl(c, obj);
  for (const obj of [...c.methods.keys()]) collectMethods(c, obj);
}

export function unusedImports(c: Checker): void {
  if (c.opts.headersOnly) return;
  for (const obj of c.imports) {
    if (obj.used || obj.name === '_' || fakes.has(obj.imported)) continue;
    const path = obj.imported.path;
    const last = path.slice(path.lastIndexOf('/') + 1);
    const as = obj.name === '.' || obj.name === last ? '' : ` as ${obj.name}`;
    c.error(obj.pos, `"${path}" imported${as} and not used`);
  }
}

