/** x.f: qualified identifiers, fields, methods, method expressions. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { objDecl } from './decl.ts';
import { exprOrType } from './expr.ts';
import { interfacePtrError } from './implements.ts';
import { type Lookup, lookupFieldOrMethod } from './lookup.ts';
import { isExported, newVar } from './object.ts';
import { Operand } from './operand.ts';
import { isInterfacePtr, isValid, under } from './predicates.ts';
import { fakes } from './resolve.ts';
import type { Func, Obj, PkgName, Selection, Signature, Type } from './types.ts';
import { addDep } from './typexpr.ts';
import { markAddr } from './unary.ts';

export function selector(c: Checker, e: ast.SelectorExpr, wantType: boolean): Operand {
  if (e.x.kind === 'Ident') {
    const obj = c.lookup(e.x.name);
    if (obj?.kind === 'PkgName') return qualified(c, e, e.x, obj);
  }
  const x = exprOrType(c, e.x);
  const base = x.expr;
  if (x.mode === 'builtin') {
    c.error(e.pos, `invalid use of ${c.str(x)} in selector expression`);
    x.fail();
  }
  if (x.mode !== 'invalid' && wantType) {
    c.error(e.sel, `${exprString(e)} is not a type`);
    x.fail();
  }
  if (x.mode !== 'invalid') select(c, e, x, base);
  if (x.mode === 'invalid') x.type = Typ.invalid;
  x.expr = e;
  return x;
}

// ---- qualified identifiers --------------------------------------------------------------------

function qualified(c: Checker, e: ast.SelectorExpr, id: ast.Ident, pkgName: PkgName): Operand {
  const x = new Operand(e);
  const pkg = pkgName.imported;
  const sel = e.sel.name;
  c.recordUse(id, pkgName);
  pkgName.used = true;
  const obj = pkg.scope.get(sel);
  if (!obj) {
    if (!fakes.has(pkg)) undefinedName(c, e, pkgName);
    return x;
  }
  if (!isExported(sel)) {
    c.error(e.sel, `name ${sel} not exported by package ${pkg.name}`);
    // Continue: the name is known, and what it is too.
  }
  c.recordUse(e.sel, obj);
  c.info.selections.set(e, {
    kind: 'qualified', path: [], indirect: false, obj, recv: Typ.invalid,
  });
  return importedOperand(obj, x);
}

function undefinedName(c: Checker, e: ast.SelectorExpr, pkgName: PkgName): void {
  const { scope, path } = pkgName.imported;
  const lower = e.sel.name.toLowerCase();
  const alt = [...scope.keys()].find((n) => isExported(n) && n.toLowerCase() === lower);
  const hint = alt ? ` (but have ${alt})` : '';
  const msg = `undefined: ${exprString(e)}${hint}`;
  if (alt || path === 'unsafe' || !isExported(e.sel.name)) c.error(e.sel, msg);
  else {
    const names = [...scope.keys()].filter(isExported).sort();
    c.helped(e.sel, msg, `gopark models these names of ${path}: ${names.join(' ')}`);
  }
}

function importedOperand(obj: Obj, x: Operand): Operand {
  switch (obj.kind) {
    case 'Const':
      x.val = obj.value;
      return x.set('constant', obj.type);
    case 'TypeName': return x.set('type', obj.type);
    case 'Var': return x.set('variable', obj.type);
    case 'Func': return x.set('value', obj.type);
    case 'Builtin':
      x.id = obj.name;
      return x.set('builtin', Typ.invalid);
    default: return x;
  }
}

// ---- fields and methods -----------------------------------------------------------------------

function select(c: Checker, e: ast.SelectorExpr, x: Operand, base: ast.Expr): void {
  const sel = e.sel.name;
  const found = lookupFieldOrMethod(x.type, x.mode === 'variable', c.pkg, sel);
  const { obj } = found;
  if (!obj) {
    if (isValid(under(x.type))) notFound(c, e, x, base, found);
    x.fail();
    return;
  }
  if (obj.kind === 'Func') objDecl(c, obj);
  if (x.mode === 'type') return methodExpr(c, e, x, base, found);
  if (obj.kind === 'Var') {
    recordSelection(c, e, 'field', x.type, found);
    x.set(x.mode === 'variable' || found.indirect ? 'variable' : 'value', obj.type);
  } else if (obj.kind === 'Func') {
    recordSelection(c, e, found.imethod ? 'interfaceMethod' : 'method', x.type, found);
    if (obj.ptrRecv && !found.indirect) markAddr(c, e.x);
    addDep(c, obj.origin ?? obj);
    const { recv: _, ...sig } = obj.type;
    x.set('value', sig);
  }
}

function recordSelection(
  c: Checker, e: ast.SelectorExpr, kind: Selection['kind'], recv: Type, found: Lookup,
): void {
  const { obj, path, indirect } = found;
  c.recordUse(e.sel, obj!);
  c.info.selections.set(e, { kind, path, indirect, obj: obj!, recv });
}

/** T.m, a function that takes the receiver first. */
function methodExpr(
  c: Checker, e: ast.SelectorExpr, x: Operand, base: ast.Expr, found: Lookup,
): void {
  const { obj } = found;
  if (obj?.kind !== 'Func') {
    const name = `${exprString(base)}.${e.sel.name}`;
    c.error(e.sel, `${name} undefined (type ${c.str(x.type)} has no method ${e.sel.name})`);
    x.fail();
    return;
  }
  recordSelection(c, e, 'methodExpr', x.type, found);
  addDep(c, obj.origin ?? obj);
  x.set('value', withReceiver(obj, x.type));
}

function withReceiver(m: Func, recv: Type): Signature {
  const { recv: own, params, rparams: _, ...rest } = m.type;
  const named = params[0] && params[0].name !== '';
  const name = named ? own?.name || '_' : '';
  return { ...rest, params: [newVar('param', own?.pos ?? m.pos, own?.pkg, name, recv), ...params] };
}

function notFound(
  c: Checker, e: ast.SelectorExpr, x: Operand, base: ast.Expr, found: Lookup,
): void {
  const sel = e.sel.name;
  const name = `${exprString(base)}.${sel}`;
  if (found.ambiguous) {
    c.error(e.sel, `ambiguous selector ${name}`);
    return;
  }
  const t = c.str(x.type);
  if (found.indirect) {
    c.error(e.sel, x.mode === 'type'
      ? `invalid method expression ${t}.${sel} (needs pointer receiver (*${t}).${sel})`
      : `cannot call pointer method ${sel} on ${t}`);
    return;
  }
  let why: string;
  if (isInterfacePtr(x.type)) why = interfacePtrError(c, x.type);
  else {
    const alt = lookupFieldOrMethod(x.type, x.mode === 'variable', c.pkg, sel, true).obj;
    why = lookupError(c, x.type, sel, alt, false);
  }
  c.error(e.sel, `${name} undefined (${why})`);
}

const tail = (s: string): string => [...s].slice(1).join('');

/** How close a name that does exist comes to the one that was asked for. */
function closeness(
  c: Checker, sel: string, alt: Obj | undefined,
): 'missing' | 'misspelled' | 'unexported' | 'inaccessible' {
  if (!alt) return 'missing';
  if (alt.pkg === c.pkg) return 'misspelled';
  if (isExported(sel)) {
    if (isExported(alt.name)) return 'misspelled';
    return tail(sel) === tail(alt.name) ? 'unexported' : 'missing';
  }
  if (isExported(alt.name)) return tail(sel) === tail(alt.name) ? 'misspelled' : 'missing';
  return sel === alt.name ? 'inaccessible' : 'missing';
}

/** Why `t` has no `sel`; `alt` is what it has with other letter case. */
export function lookupError(
  c: Checker, t: Type, sel: string, alt: Obj | undefined, structLit: boolean,
): string {
  const how = closeness(c, sel, alt);
  const name = alt?.name ?? '';
  const type = c.str(t);
  if (structLit) {
    if (how === 'inaccessible') {
      return `cannot refer to unexported field ${name} in struct literal of type ${type}`;
    }
    const unknown = `unknown field ${sel} in struct literal of type ${type}`;
    if (how === 'missing') return unknown;
    return `${unknown}, but does have ${how === 'unexported' ? 'unexported ' : ''}${name}`;
  }
  const what = alt?.kind === 'Func' ? 'method' : 'field';
  if (how === 'inaccessible') return `cannot refer to unexported ${what} ${name}`;
  const none = `type ${type} has no field or method ${sel}`;
  if (how === 'missing') return none;
  return `${none}, but does have ${how === 'unexported' ? 'unexported ' : ''}${what} ${name}`;
}
