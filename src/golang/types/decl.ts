/** Declarations: each object is checked when it is first needed; cycles are found on the way. */
import type * as ast from '../syntax/ast.ts';
import { type At, type Checker, newEnv } from './check.ts';
import { initConst, initVar, initVars } from './assign.ts';
import { Typ } from './basic.ts';
import { unknown } from './constant.ts';
import { directCycle, validCycle, validType } from './cycles.ts';
import { expr } from './expr.ts';
import { InterfaceImpl } from './interface.ts';
import { NamedImpl, asNamed, newAlias } from './named.ts';
import { fieldVar, newTypeName, newTypeParam, newVar, typeOf } from './object.ts';
import { isConstType, isTypeParam, isValid, under } from './predicates.ts';
import { type DeclInfo, checkArity, eachConstSpec, newConst } from './resolve.ts';
import type { Scope } from './scope.ts';
import { funcType } from './signature.ts';
import { funcBody } from './stmt.ts';
import type { Const, Func, Obj, Type, TypeName, TypeParam, Var } from './types.ts';
import { declaredType, typExpr, varType } from './typexpr.ts';
import { newTarget } from './call.ts';

/** Enters an object into a scope, and records the identifier that declares it. */
export function declare(c: Checker, scope: Scope, id: ast.Ident | undefined, obj: Obj): void {
  if (obj.name !== '_') {
    const alt = scope.insert(obj);
    if (alt) {
      redeclared(c, obj.pos, obj.name, alt);
      return;
    }
    if (obj.kind === 'Var' && obj.where === 'local') c.env.vars.push(obj);
  }
  if (id) c.recordDef(id, obj);
}

export function redeclared(c: Checker, at: At, name: string, alt: Obj): void {
  const more = alt.pos > 0 ? [{ at: alt.pos, msg: `other declaration of ${alt.name}` }] : [];
  c.error(at, `${name} redeclared in this block`, more);
}

/** A local variable, owned by the function being checked. */
export function newLocal(c: Checker, id: ast.Ident): Var {
  const v = newVar('local', id.pos, c.pkg, id.name);
  if (c.env.fn) v.fn = c.env.fn;
  return v;
}

/** Makes sure that an object has a type. */
export function objDecl(c: Checker, obj0: Obj): void {
  const obj = obj0.kind === 'Func' ? obj0.origin ?? obj0 : obj0;
  if (c.objPath.includes(obj)) {
    cyclic(c, obj);
    return;
  }
  if (typeOf(obj)) return;
  const d = c.objMap.get(obj);
  if (!d) return;
  d.load?.();
  c.objPath.push(obj);
  c.opts.diags.at = obj.pos;
  // What a function's signature mentions is no matter of initialisation; its body is.
  const isValue = obj.kind === 'Const' || obj.kind === 'Var';
  const env = newEnv(d.scope, isValue ? d : undefined);
  c.within(env, () => declObject(c, obj, d));
  c.objPath.pop();
}

function declObject(c: Checker, obj: Obj, d: DeclInfo): void {
  switch (obj.kind) {
    case 'Const': return constDecl(c, obj, d.type, d.init, d.inherited ?? false);
    case 'Var': return varDecl(c, obj, d.lhs, d.type, d.init);
    case 'TypeName':
      typeDecl(c, obj, d.tdecl!);
      return collectMethods(c, obj);
    case 'Func': return funcDecl(c, obj, d);
    default:
  }
}

/** The object is being checked already. */
function cyclic(c: Checker, obj: Obj): void {
  const valid = validCycle(c, obj);
  const isValue = obj.kind === 'Const' || obj.kind === 'Var';
  if (isValue && (!valid || !typeOf(obj))) obj.type = Typ.invalid;
  else if (obj.kind === 'TypeName' && !valid) obj.type = Typ.invalid;
}

// ---- constants and variables ------------------------------------------------------------------

function constDecl(
  c: Checker, obj: Const, type: ast.Expr | undefined, init: ast.Expr | undefined,
  inherited: boolean,
): void {
  const saved = { iota: c.env.iota, errPos: c.env.errPos };
  c.env.iota = obj.value;
  c.env.errPos = 0;
  obj.value = unknown;
  if (type) {
    const t = typExpr(c, type);
    if (!isConstType(t)) {
      if (isValid(under(t))) c.error(type, `invalid constant type ${c.str(t)}`);
      obj.type = Typ.invalid;
      Object.assign(c.env, saved);
      return;
    }
    obj.type = t;
  }
  if (inherited) c.env.errPos = obj.pos;
  const x = init ? expr(c, init) : undefined;
  initConst(c, obj, x);
  Object.assign(c.env, saved);
}

function varDecl(
  c: Checker, obj: Var, lhs: Var[] | undefined, type: ast.Expr | undefined,
  init: ast.Expr | undefined,
): void {
  if (type) obj.type = varType(c, type);
  if (!init) {
    if (!type) obj.type = Typ.invalid;
    return;
  }
  if (!lhs || lhs.length === 1) {
    const x = expr(c, init, newTarget(typeOf(obj), obj.name));
    initVar(c, obj, x, 'variable declaration');
    return;
  }
  if (type) for (const v of lhs) v.type = obj.type;
  initVars(c, lhs, [init]);
}

// ---- types ------------------------------------------------------------------------------------

function typeDecl(c: Checker, obj: TypeName, tdecl: ast.TypeSpec): void {
  c.later(() => {
    const t = typeOf(obj);
    const named = t && asNamed(t);
    if (named && named.obj === obj) validType(c, named);
  });
  if (tdecl.alias) aliasDecl(c, obj, tdecl);
  else definedType(c, obj, tdecl);
}

function aliasDecl(c: Checker, obj: TypeName, tdecl: ast.TypeSpec): void {
  const alias = newAlias(obj);
  const check = (): void => {
    if (tdecl.tparams.length > 0) {
      alias.tparams = collectTypeParams(c, tdecl.tparams, (list) => (alias.tparams = list));
    }
    let rhs = declaredType(c, tdecl.type, obj);
    if (rhs.kind === 'TypeParam' && alias.tparams.includes(rhs)) {
      c.error(tdecl.type, 'cannot use type parameter declared in alias declaration as RHS');
      rhs = Typ.invalid;
    }
    // A cycle may have settled it already.
    if (!(alias.actual as Type | undefined)) alias.actual = rhs;
  };
  if (tdecl.tparams.length > 0) c.block(check);
  else check();
}

function definedType(c: Checker, obj: TypeName, tdecl: ast.TypeSpec): void {
  const named = new NamedImpl(obj);
  obj.type = named;
  if (c.env.outer.length > 0) named.outer = c.env.outer;
  const check = (): void => {
    if (tdecl.tparams.length > 0) {
      collectTypeParams(c, tdecl.tparams, (list) => (named.tparams = list));
    }
    const rhs = declaredType(c, tdecl.type, obj);
    if (isTypeParam(rhs)) {
      c.error(tdecl.type, 'cannot use a type parameter as RHS in type declaration');
      named.rhs = Typ.invalid;
    } else {
      named.rhs ??= rhs;
    }
    directCycle(c, named);
  };
  if (tdecl.tparams.length > 0) c.block(check);
  else check();
}

/** Declares type parameters; `publish` gets the list before the constraints are checked. */
export function collectTypeParams(
  c: Checker, list: ast.Field[], publish: (tparams: TypeParam[]) => void,
): TypeParam[] {
  const tparams = list.map((f, i) => declareTypeParam(c, f.name ?? blank(f), i));
  publish(tparams);
  const saved = c.env.inTParams;
  c.env.inTParams = true;
  let bound: Type = Typ.invalid;
  list.forEach((f, i) => {
    if (i === 0 || f.type !== list[i - 1]!.type) {
      bound = boundType(c, f.type);
      if (isTypeParam(bound)) {
        c.error(f.type, 'cannot use a type parameter as constraint');
        bound = Typ.invalid;
      }
    }
    tparams[i]!.constraint = bound;
  });
  c.env.inTParams = saved;
  return tparams;
}

const blank = (f: ast.Field): ast.Ident => ({ kind: 'Ident', name: '_', pos: f.pos });

/** `[T int|string]` is short for `[T interface{ int|string }]`. */
function boundType(c: Checker, e: ast.Expr): Type {
  const isUnion = (e.kind === 'BinaryExpr' && e.op === '|')
    || (e.kind === 'UnaryExpr' && e.op === '~');
  if (!isUnion) return typExpr(c, e);
  const field: ast.Field = { pos: e.pos, type: e };
  const t = typExpr(c, { kind: 'InterfaceType', pos: e.pos, methods: [field] });
  if (t instanceof InterfaceImpl) t.implicit = true;
  return t;
}

export function declareTypeParam(c: Checker, id: ast.Ident, index: number): TypeParam {
  const obj = newTypeName(id.pos, c.pkg, id.name);
  const tpar = newTypeParam(obj, index, Typ.invalid);
  declare(c, c.env.scope, id, obj);
  return tpar;
}

/** Gives a type the methods that were declared for it. */
export function collectMethods(c: Checker, obj: TypeName): void {
  const methods = c.methods.get(obj);
  if (!methods) return;
  c.methods.delete(obj);
  const t = typeOf(obj);
  const base = t && asNamed(t);
  const seen = new Map<string, Func>();
  for (const m of methods) {
    const alt = seen.get(m.name);
    if (alt) {
      c.error(m.pos, `method ${obj.name}.${m.name} already declared at ${c.place(alt.pos)}`);
      continue;
    }
    seen.set(m.name, m);
    if (!base) continue;
    m.recvNamed = base;
    base.declared.push(m);
  }
  if (base) c.later(() => fieldsAndMethods(c, base, seen));
}

function fieldsAndMethods(c: Checker, base: NamedImpl, methods: Map<string, Func>): void {
  const u = base.underlying;
  if (u.kind !== 'Struct') return;
  for (const f of u.fields) {
    const m = f.name === '_' ? undefined : methods.get(f.name);
    if (!m) continue;
    c.error(m.pos, `field and method with the same name ${f.name}`, [
      { at: fieldVar(f).pos, msg: `other declaration of ${f.name}` },
    ]);
  }
}

// ---- functions --------------------------------------------------------------------------------

function funcDecl(c: Checker, obj: Func, d: DeclInfo): void {
  const f = d.fdecl!;
  // The object's type is set at once: the signature may lead back to it.
  const sig = funcType(c, f.type, f.recv, (s) => (obj.type = s));
  if (!f.body) {
    if (sig.tparams.length > 0) c.error(f.name, 'generic function is missing function body');
    else if (!c.pkg.isLib && obj.name !== '_') c.lateError(f.pos, 'missing function body');
    return;
  }
  const body = f.body;
  if (c.opts.headersOnly) return;
  c.later(() => funcBody(c, d, obj.name, sig, body, undefined));
}

// ---- declarations in functions ----------------------------------------------------------------

export function declStmt(c: Checker, d: ast.GenDecl): void {
  switch (d.kind) {
    case 'ConstDecl': return localConsts(c, d);
    case 'VarDecl': return d.specs.forEach((s) => localVars(c, s));
    case 'TypeDecl': return d.specs.forEach((s) => localType(c, s));
    default: c.error(d.specs[0]?.pos ?? 0, 'import declaration in function');
  }
}

function localConsts(c: Checker, d: ast.ConstDecl): void {
  eachConstSpec(d, (spec, source) => {
    const top = c.delayedTop;
    const lhs = spec.names.map((n) => newConst(n, c.pkg, spec.iota));
    lhs.forEach((obj, i) => constDecl(c, obj, source.type, source.values[i], source.inherited));
    checkArity(c, spec.names, source.values, true, source.inherited);
    c.processDelayed(top);
    spec.names.forEach((n, i) => declare(c, c.env.scope, n, lhs[i]!));
  });
}

function localVars(c: Checker, s: ast.VarSpec): void {
  const top = c.delayedTop;
  const lhs = s.names.map((n) => newLocal(c, n));
  if (s.values.length === 1 && lhs.length > 1) varDecl(c, lhs[0]!, lhs, s.type, s.values[0]);
  else lhs.forEach((obj, i) => varDecl(c, obj, undefined, s.type, s.values[i]));
  for (const v of lhs) if (!typeOf(v)) v.type = Typ.invalid;
  if (!s.type || s.values.length > 0) checkArity(c, s.names, s.values, false, false);
  c.processDelayed(top);
  s.names.forEach((n, i) => declare(c, c.env.scope, n, lhs[i]!));
}

function localType(c: Checker, s: ast.TypeSpec): void {
  const obj = newTypeName(s.name.pos, c.pkg, s.name.name);
  declare(c, c.env.scope, s.name, obj);
  c.objPath.push(obj);
  typeDecl(c, obj, s);
  c.objPath.pop();
}

