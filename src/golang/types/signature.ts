/** Function types: receivers, type parameters, parameters and results. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { collectTypeParams, declare, declareTypeParam } from './decl.ts';
import { instantiateType } from './instantiate.ts';
import { deref } from './lookup.ts';
import { unalias } from './named.ts';
import { newSignature, newVar } from './object.ts';
import { isValid } from './predicates.ts';
import { unpackRecv } from './resolve.ts';
import { Scope } from './scope.ts';
import { subst, typeMap } from './subst.ts';
import type { Signature, Type, TypeParam, Var } from './types.ts';
import { genericType, varType } from './typexpr.ts';

/**
 * Checks a function type. The scope with its parameters is kept for the body. `publish` gets the
 * signature before it is filled in.
 */
export function funcType(
  c: Checker, e: ast.FuncType, recv: ast.Field | undefined, publish: (sig: Signature) => void,
): Signature {
  const sig = newSignature([], []);
  publish(sig);
  const saved = c.env.scope;
  const scope = new Scope(saved);
  c.env.scope = scope;
  c.signatureScopes.set(sig, scope);
  if (recv) collectRecv(c, recv, sig);
  if (e.tparams.length > 0) collectTypeParams(c, e.tparams, (list) => (sig.tparams = list));
  if (recv && e.tparams[0]) {
    c.error(e.tparams[0].pos, 'methods cannot have type parameters');
    sig.tparams = [];
  }
  const params = collectParams(c, e.params, 'param');
  const results = collectParams(c, e.results, 'result');
  if (recv?.name && sig.recv) declare(c, scope, recv.name, sig.recv);
  declareParams(c, scope, e.params, params.vars);
  declareParams(c, scope, e.results, results.vars);
  sig.params = params.vars;
  sig.results = results.vars;
  sig.variadic = params.variadic;
  c.env.scope = saved;
  return sig;
}

function declareParams(c: Checker, scope: Scope, fields: ast.Field[], vars: Var[]): void {
  fields.forEach((f, i) => {
    if (f.name) declare(c, scope, f.name, vars[i]!);
  });
}

function collectParams(
  c: Checker, fields: ast.Field[], where: 'param' | 'result',
): { vars: Var[]; variadic: boolean } {
  let variadic = false;
  let prev: ast.Expr | undefined;
  let type: Type = Typ.invalid;
  const vars = fields.map((f, i) => {
    if (f.type !== prev) {
      prev = f.type;
      let e = f.type;
      if (e.kind === 'Ellipsis') {
        if (where === 'param' && i === fields.length - 1) variadic = true;
        else c.error(e, `can only use ... with final parameter in list`);
        e = e.elem ?? { kind: 'BadExpr', pos: e.pos };
      }
      type = varType(c, e);
      if (variadic) c.recordType(f.type, 'type', (type = { kind: 'Slice', elem: type }));
    }
    return newVar(where, f.name?.pos ?? f.pos, c.pkg, f.name?.name ?? '', type);
  });
  return { vars, variadic };
}

// ---- receivers --------------------------------------------------------------------------------

function collectRecv(c: Checker, f: ast.Field, sig: Signature): void {
  const { ptr, base, tparams } = unpackRecv(f.type);
  const type = tparams ? genericRecv(c, f, sig, ptr, base, tparams) : plainRecv(c, f, base);
  const recv = newVar('recv', f.name?.pos ?? f.pos, c.pkg, f.name?.name ?? '', type);
  sig.recv = recv;
  c.later(() => validRecv(c, base, recv));
}

function plainRecv(c: Checker, f: ast.Field, base: ast.Expr): Type {
  const type = varType(c, f.type);
  let a = unpointer(type);
  while (a.kind === 'Alias') {
    const rhs = unpointer((a.actual as Type | undefined) ?? Typ.invalid);
    if ((rhs.kind === 'Named' || rhs.kind === 'Alias') && rhs.targs.length > 0) {
      c.error(base, `cannot define new methods on instantiated type ${c.str(rhs)}`);
      return Typ.invalid;
    }
    a = rhs;
  }
  return type;
}

function unpointer(t: Type): Type {
  while (t.kind === 'Pointer') t = t.elem;
  return t;
}

/** `func (r *T[A, B]) m()`: declares A and B, as copies of the type's own parameters. */
function genericRecv(
  c: Checker, f: ast.Field, sig: Signature, ptr: boolean, base: ast.Expr, names: ast.Expr[],
): Type {
  const { type: gtyp, cause } = genericType(c, base);
  if (cause) c.error(base, cause);
  if (gtyp.kind === 'Alias' && isValid(gtyp)) {
    c.error(base, `cannot define new methods on generic alias type ${c.str(gtyp)}`);
  }
  const rparams = names.map((n, i) => receiverParam(c, n, i));
  sig.rparams = rparams;
  if (gtyp.kind !== 'Named') return Typ.invalid;
  if (rparams.length !== gtyp.tparams.length) {
    const n = rparams.length;
    c.error(base, `receiver declares ${n} type parameter${n === 1 ? '' : 's'}, `
      + `but receiver base type declares ${gtyp.tparams.length}`);
    return Typ.invalid;
  }
  const map = typeMap(gtyp.tparams, rparams);
  rparams.forEach((p, i) => {
    c.mono.canon.set(p, gtyp.tparams[i]!);
    p.constraint = subst(gtyp.tparams[i]!.constraint, map);
  });
  let type: Type = instantiateType(gtyp, rparams);
  if (base.kind === 'Ident') c.info.instances.set(base, { targs: rparams, type });
  if (ptr) type = { kind: 'Pointer', elem: type };
  recordRecv(c, f.type, type);
  return type;
}

function receiverParam(c: Checker, n: ast.Expr, index: number): TypeParam {
  let id: ast.Ident = { kind: 'Ident', name: '_', pos: n.pos };
  if (n.kind === 'Ident') id = n;
  else if (n.kind !== 'BadExpr') {
    c.error(n, `receiver type parameter ${exprString(n)} must be an identifier`);
  }
  const tpar = declareTypeParam(c, id, index);
  c.recordUse(id, tpar.obj);
  c.recordType(id, 'type', tpar);
  return tpar;
}

/** Records the types of a receiver expression, down to the base type. */
function recordRecv(c: Checker, e0: ast.Expr, t0: Type): void {
  let e = e0;
  let t = t0;
  for (;;) {
    c.recordType(e, 'type', t);
    if (e.kind === 'ParenExpr') e = e.x;
    else if (e.kind === 'StarExpr' && t.kind === 'Pointer') {
      e = e.x;
      t = t.elem;
    } else return;
  }
}

function validRecv(c: Checker, at: ast.Expr, recv: Var): void {
  const rtyp = deref(recv.type).type;
  const t = unalias(rtyp);
  if (t === Typ.invalid) return;
  if (t.kind === 'Basic' || (t.kind === 'Named' && t.obj.pkg !== c.pkg)) {
    c.error(at, `cannot define new methods on non-local type ${c.str(rtyp)}`);
    return;
  }
  if (t.kind !== 'Named') {
    c.error(at, `invalid receiver type ${c.str(recv.type)}`);
    return;
  }
  const u = t.underlying;
  let cause = '';
  if (u.kind === 'Pointer' || u.kind === 'Interface') cause = 'pointer or interface type';
  else if (u.kind === 'Basic' && u.basic === 'unsafe.Pointer') cause = 'unsafe.Pointer';
  if (cause) c.error(at, `invalid receiver type ${c.str(rtyp)} (${cause})`);
}
