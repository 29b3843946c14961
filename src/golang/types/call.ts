/** Calls, conversions and the instantiation of generic functions. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignment, typesSummary } from './assign.ts';
import { Typ } from './basic.ts';
import { builtinCall } from './builtin.ts';
import type { At, Checker } from './check.ts';
import { conversion } from './convert.ts';
import { commonUnder } from './coretype.ts';
import {
  exclude, expr, exprOrType, genericExpr, nonGeneric, rawExpr, unpackTuple,
} from './expr.ts';
import { type Inference, infer, renameTParams } from './infer.ts';
import { indexExpr } from './indexing.ts';
import { instantiateFunc } from './instantiate.ts';
import { isMethodSet } from './interface.ts';
import { newVar } from './object.ts';
import { Operand } from './operand.ts';
import { isTypeParam, isValid, under } from './predicates.ts';
import { mentionsAny, subst, substVars, typeMap } from './subst.ts';
import type { Signature, Type, TypeParam, Var } from './types.ts';
import { typeList } from './typexpr.ts';
import { builtins } from './universe.ts';
import { record } from './untyped.ts';
import { use } from './use.ts';

/** The function type that a generic function is assigned to: it tells the type arguments. */
export interface Target { sig: Signature; desc: string }

export function newTarget(t: Type | undefined, desc: string): Target | undefined {
  const sig = t && under(t);
  return sig?.kind === 'Signature' ? { sig, desc } : undefined;
}

/**
 * Instantiates the generic function `x` with the type arguments of `inst` (if any); what is missing
 * is inferred from the target, if `inferRest`. Returns the arguments of a partial instantiation.
 */
export function funcInst(
  c: Checker, target: Target | undefined, x: Operand, inst: ast.IndexExpr | undefined,
  inferRest: boolean,
): Type[] | undefined {
  const at: At = inst ? inst.pos : x;
  if (inst) x.expr = inst;
  const exprs = inst?.indices ?? [];
  const given = typeList(c, exprs);
  const sig = x.type as Signature;
  if (!given) {
    x.fail();
    return undefined;
  }
  const want = sig.tparams.length;
  if (given.length > want) {
    c.error(exprs[given.length - 1]!, `got ${given.length} type arguments but want ${want}`);
    x.fail();
    return undefined;
  }
  let targs = given;
  if (given.length < want) {
    if (!inferRest) return given;
    const inferred = inferFromTarget(c, at, x, sig, given, target);
    if (!inferred) {
      x.fail();
      return undefined;
    }
    targs = inferred;
  }
  x.set('value', instantiateFunc(c, x, x.expr, sig, targs, exprs));
  return undefined;
}

function inferFromTarget(
  c: Checker, at: At, x: Operand, sig: Signature, given: Type[], target: Target | undefined,
): Type[] | undefined {
  let params: Var[] = [];
  let args: Operand[] = [];
  if (target) {
    const plain: Signature = { ...sig, tparams: [] };
    params = [newVar('param', x.expr.pos, c.pkg, '', plain)];
    const name: ast.Ident = { kind: 'Ident', name: target.desc, pos: x.expr.pos };
    args = [new Operand(name, 'value', target.sig)];
  }
  const renamed = renameTParams(sig.tparams, params);
  const q: Inference = {
    at, tparams: renamed.tparams, targs: given, params: renamed.vars, args,
    reverse: target !== undefined,
  };
  const r = infer(c, q);
  if (r.targs) return r.targs;
  if (r.error) c.error(r.error.at, r.error.msg);
  return undefined;
}

// ---- calls ------------------------------------------------------------------------------------

export function callExpr(c: Checker, call: ast.CallExpr): Operand {
  let inst: ast.IndexExpr | undefined;
  let x: Operand;
  if (call.fun.kind === 'IndexExpr') {
    const r = indexExpr(c, call.fun);
    x = r.x;
    if (r.isInst) inst = call.fun;
    x.expr = call.fun;
    record(c, x);
  } else {
    x = exprOrType(c, call.fun, true);
  }
  const out = callOperand(c, call, x, inst);
  out.expr = call;
  return out;
}

function callOperand(
  c: Checker, call: ast.CallExpr, x: Operand, inst: ast.IndexExpr | undefined,
): Operand {
  switch (x.mode) {
    case 'invalid':
      use(c, call.args);
      x.kind = 'statement';
      return x;
    case 'type':
      x.kind = 'conversion';
      return conversionCall(c, call, x);
    case 'builtin': {
      const id = x.id;
      const y = builtinCall(c, call, id);
      y.kind = builtins[id]!.statement ? 'statement' : 'expression';
      if (y.mode !== 'invalid' && y.mode !== 'constant') c.env.hasCall = true;
      return y;
    }
    default:
      x.kind = 'statement';
      return functionCall(c, call, x, inst);
  }
}

function conversionCall(c: Checker, call: ast.CallExpr, x: Operand): Operand {
  nonGeneric(c, x);
  if (x.mode === 'invalid') {
    use(c, call.args);
    return x;
  }
  const t = x.type;
  x.fail();
  const n = call.args.length;
  const [arg] = call.args;
  if (!arg) {
    c.error(call, `missing argument in conversion to ${c.str(t)}`);
    return x;
  }
  if (n > 1) {
    use(c, call.args);
    c.error(call.args[n - 1]!, `too many arguments in conversion to ${c.str(t)}`);
    return x;
  }
  const y = expr(c, arg);
  y.kind = 'conversion';
  if (y.mode === 'invalid') return y;
  const u = under(t);
  if (u.kind === 'Interface' && !isTypeParam(t) && !isMethodSet(u)) {
    const why = 'contains specific type constraints or is comparable';
    c.error(call, `cannot use interface ${c.str(t)} in conversion (${why})`);
    return y.fail();
  }
  if (call.hasDots) {
    c.error(arg, `invalid use of ... in conversion to ${c.str(t)}`);
    return y.fail();
  }
  conversion(c, y, t);
  return y;
}

function functionCall(
  c: Checker, call: ast.CallExpr, x: Operand, inst: ast.IndexExpr | undefined,
): Operand {
  const core = commonUnder(c, x.type, (t, u) =>
    (u && u.kind !== 'Signature' ? `${c.str(t!)} is not a function` : undefined));
  if (core.type?.kind !== 'Signature') {
    if (isValid(x.type)) c.error(x, `invalid operation: cannot call ${c.str(x)}: ${core.cause}`);
    return x.fail();
  }
  let sig = core.type;
  const wasGeneric = sig.tparams.length > 0;
  let targs: Type[] = [];
  let exprs: ast.Expr[] = [];
  if (inst) {
    const given = explicitArgs(c, call, sig, inst);
    if (!given) return x.fail();
    if (given.length === sig.tparams.length) {
      sig = instantiateFunc(c, inst.pos, inst, sig, given, inst.indices);
    } else {
      targs = given;
      exprs = inst.indices;
    }
  }
  const { args, partial } = genericArgs(c, call.args);
  const done = checkArguments(c, call, sig, targs, exprs, args, partial);
  if (wasGeneric && done.tparams.length === 0) recordFun(c, call.fun, done);
  return result(c, x, done);
}

/** The instantiated type is that of the function, parentheses or not. */
function recordFun(c: Checker, e: ast.Expr, sig: Signature): void {
  for (;;) {
    c.recordType(e, 'value', sig);
    if (e.kind === 'IndexExpr' || e.kind === 'ParenExpr') e = e.x;
    else return;
  }
}

function explicitArgs(
  c: Checker, call: ast.CallExpr, sig: Signature, inst: ast.IndexExpr,
): Type[] | undefined {
  const targs = typeList(c, inst.indices);
  const want = sig.tparams.length;
  if (targs && targs.length <= want) return targs;
  if (targs) {
    c.error(inst.indices[want]!, `got ${targs.length} type arguments but want ${want}`);
  }
  use(c, call.args);
  return undefined;
}

function result(c: Checker, x: Operand, sig: Signature): Operand {
  c.env.hasCall = true;
  const { results } = sig;
  if (results.length === 0) return x.set('novalue', Typ.invalid);
  if (results.length === 1) x.set('value', results[0]!.type);
  else x.set('value', { kind: 'Tuple', types: results.map((v) => v.type), vars: results });
  // Inference failed: the result type may mention type parameters that mean nothing here.
  if (sig.tparams.length > 0 && mentionsAny(x.type, sig.tparams)) x.fail();
  return x;
}

// ---- arguments --------------------------------------------------------------------------------

/** The arguments, generic functions not yet instantiated; `partial`: type arguments they have. */
function genericArgs(
  c: Checker, list: ast.Expr[],
): { args: Operand[]; partial: Array<Type[] | undefined> } {
  const partial: Array<Type[] | undefined> = [];
  const one = (e: ast.Expr, single: boolean): Operand[] => {
    if (e.kind === 'IndexExpr') {
      const { x, isInst } = indexExpr(c, e);
      x.expr = e;
      if (isInst) {
        partial.push(funcInst(c, undefined, x, e, false));
        if (!partial[partial.length - 1]) record(c, x);
        return [x];
      }
      partial.push(undefined);
      record(c, x);
      exclude(c, x, 'novalue', 'builtin', 'type');
      return [x];
    }
    partial.push(undefined);
    if (!single) return [genericExpr(c, e)];
    const x = rawExpr(c, e, undefined, undefined, true);
    exclude(c, x, 'novalue', 'builtin', 'type');
    return x.mode === 'invalid' ? [x] : unpackTuple(x, e);
  };
  const args = list.flatMap((e) => one(e, list.length === 1));
  return { args, partial };
}

/** Checks the arguments of a call; returns the signature, instantiated if it was generic. */
export function checkArguments(
  c: Checker, call: ast.CallExpr, sig: Signature, targs: Type[], exprs: ast.Expr[], args: Operand[],
  partial: Array<Type[] | undefined>,
): Signature {
  const params = matchParams(c, call, sig, args);
  if (!params) return sig;
  const r = inferArguments(c, call, sig, targs, exprs, args, partial, params);
  if (!r) return sig;
  if (args.length > 0) {
    const context = `argument to ${exprString(call.fun)}`;
    args.forEach((a, i) => assignment(c, a, r.params[i]!.type, context));
  }
  return r.sig;
}

/** One parameter for each argument, or undefined if their numbers do not fit. */
function matchParams(
  c: Checker, call: ast.CallExpr, sig: Signature, args: Operand[],
): Var[] | undefined {
  const dots = call.hasDots;
  const nargs = args.length;
  let want = sig.params.length;
  let params = sig.params;
  if (sig.variadic && dots && call.args.length === 1 && nargs > 1) {
    c.error(call, `cannot use ... with ${nargs}-valued ${exprString(call.args[0]!)}`);
    return undefined;
  }
  if (sig.variadic && !dots) {
    if (nargs >= want - 1) {
      const last = sig.params[want - 1]!;
      const t = under(last.type);
      const elem = t.kind === 'Slice' ? t.elem : Typ.invalid;
      params = sig.params.slice(0, -1);
      while (params.length < nargs) params.push({ ...last, type: elem });
      want = nargs;
    } else want--;
  }
  if (!sig.variadic && dots) {
    c.error(call, `cannot use ... in call to non-variadic ${exprString(call.fun)}`);
    return undefined;
  }
  if (nargs === want) return params;
  const many = nargs > want;
  const at: At = many ? args[want]! : args[nargs - 1] ?? call;
  const types = (list: Array<Operand | Var>): Type[] => list.map((x) => x.type);
  c.error(at, `${many ? 'too many' : 'not enough'} arguments in call to ${exprString(call.fun)}`, [
    { msg: `have ${typesSummary(c, types(args), false, dots)}` },
    { msg: `want ${typesSummary(c, types(sig.params), sig.variadic, false)}` },
  ]);
  return undefined;
}

/** Finds all missing type arguments, those of generic function arguments included. */
function inferArguments(
  c: Checker, call: ast.CallExpr, sig: Signature, given: Type[], exprs: ast.Expr[],
  args: Operand[], partial: Array<Type[] | undefined>, params0: Var[],
): { sig: Signature; params: Var[] } | undefined {
  const n = sig.tparams.length;
  let params = params0;
  let tparams: TypeParam[] = [];
  const targs: Array<Type | undefined> = [];
  if (n > 0) {
    const renamed = renameTParams(sig.tparams, params0);
    tparams = renamed.tparams;
    params = renamed.vars;
    for (let i = 0; i < n; i++) targs.push(given[i]);
  }
  const generic: number[] = [];
  args.forEach((arg, i) => {
    const asig = arg.type;
    if (asig.kind !== 'Signature' || asig.tparams.length === 0) return;
    const renamed = renameSignature(asig);
    arg.type = renamed;
    renamed.tparams.forEach((p, j) => {
      tparams.push(p);
      targs.push(partial[i]?.[j]);
    });
    generic.push(i);
  });
  if (tparams.length === 0) return { sig, params };
  const r = infer(c, { at: call.pos, tparams, targs, params, args, reverse: false });
  if (!r.targs) {
    if (r.error) c.error(r.error.at, `in call to ${exprString(call.fun)}, ${r.error.msg}`);
    return undefined;
  }
  const inferred = r.targs;
  let done = sig;
  if (n > 0) {
    done = instantiateFunc(c, call.pos, call.fun, sig, inferred.slice(0, n), exprs);
    params = substVars(params, typeMap(tparams.slice(0, n), inferred.slice(0, n)));
  }
  let j = n;
  for (const i of generic) {
    const arg = args[i]!;
    const asig = arg.type as Signature;
    const k = j + asig.tparams.length;
    arg.type = instantiateFunc(c, call.pos, arg.expr, asig, inferred.slice(j, k), []);
    recordFun(c, arg.expr, arg.type);
    j = k;
  }
  return { sig: done, params };
}

/** A generic signature with type parameters of its own, so that two uses are kept apart. */
function renameSignature(sig: Signature): Signature {
  const { tparams } = renameTParams(sig.tparams, []);
  const map = typeMap(sig.tparams, tparams);
  const copy = subst({ ...sig, tparams: [] }, map) as Signature;
  return { ...copy, tparams };
}

