/**
 * Type inference: the type arguments that a call (or an assignment) leaves out. First typed
 * arguments are unified with their parameters' types; then constraints tell more, through their
 * core types and methods, until nothing new comes; then untyped constants give their default types.
 * At the end what was inferred may still mention other parameters, and is simplified.
 */
import { exprString } from '../syntax/print.ts';
import type { At, Checker } from './check.ts';
import { coreTerm } from './coretype.ts';
import { type Cause, hasAllMethods } from './implements.ts';
import { newTypeName, newTypeParam } from './object.ts';
import type { Operand } from './operand.ts';
import { constraintOf, isTyped, unalias } from './predicates.ts';
import { mentionsAny, subst, substVars, typeMap } from './subst.ts';
import type { Type, TypeParam, Var } from './types.ts';
import { Unifier, assign, exact, inexact } from './unify.ts';
import { defaultType } from './universe.ts';
import { maxType } from './untyped.ts';

export interface Inference {
  at: At;
  tparams: TypeParam[];
  /** What is known already. */
  targs: Array<Type | undefined>;
  params: Var[];
  args: Operand[];
  /** The "argument" is the function type that a generic function is assigned to. */
  reverse: boolean;
}

export interface Inferred { targs?: Type[]; error?: { at: At; msg: string } }

const failed = (at: At, msg: string): Inferred => ({ error: { at, msg } });

export function infer(c: Checker, q: Inference): Inferred {
  const { tparams } = q;
  const given = tparams.map((_, i) => q.targs[i]);
  if (given.every((t) => t !== undefined)) return { targs: given as Type[] };
  if (q.args.some((a) => a.mode === 'invalid')) return {};
  const params = substVars(q.params, typeMap(tparams, given));
  const u = new Unifier(c, tparams, given);
  const untyped: number[] = [];
  for (const [i, arg] of q.args.entries()) {
    const par = params[i]!.type;
    if (!mentionsAny(par, tparams) && !mentionsAny(arg.type, tparams)) continue;
    if (!isTyped(arg.type)) {
      if (par.kind === 'TypeParam' && !arg.isNil) untyped.push(i);
    } else if (!u.unify(par, arg.type, assign)) {
      return mismatch(c, q, u, par, arg);
    }
  }
  const bad = fromConstraints(c, q, u) ?? fromUntyped(c, q, u, params, untyped);
  if (bad) return bad;
  return simplify(c, q, u.inferred(tparams), given);
}

function mismatch(c: Checker, q: Inference, u: Unifier, par: Type, arg: Operand): Inferred {
  const known = u.inferred(q.tparams);
  const head = `type ${c.str(arg.type)} of ${exprString(arg.expr)} does not match`;
  if (known.every((t) => !t)) {
    return failed(arg, `${head} ${c.str(par)} (cannot infer ${names(q.tparams)})`);
  }
  const inferred = subst(par, typeMap(q.tparams, known));
  if (inferred === par) return failed(arg, `${head} ${c.str(par)}`);
  if (q.reverse) {
    return failed(arg, `inferred type ${c.str(inferred)} for ${c.str(par)} does not match `
      + `type ${c.str(arg.type)} of ${exprString(arg.expr)}`);
  }
  return failed(arg, `${head} inferred type ${c.str(inferred)} for ${c.str(par)}`);
}

function names(list: TypeParam[]): string {
  const all = list.map((p) => p.obj.name);
  if (all.length <= 2) return all.join(' and ');
  return `${all.slice(0, -1).join(', ')}, and ${all[all.length - 1]}`;
}

/** Core types and methods of constraints, until they tell nothing new. */
function fromConstraints(c: Checker, q: Inference, u: Unifier): Inferred | undefined {
  for (;;) {
    const before = u.unknowns();
    for (const p of q.tparams) {
      const bad = fromConstraint(c, q, u, p);
      if (bad) return bad;
    }
    if (u.unknowns() === before) return undefined;
  }
}

function fromConstraint(
  c: Checker, q: Inference, u: Unifier, p: TypeParam,
): Inferred | undefined {
  const tx = u.at(p);
  const core = coreTerm(c, p);
  const no = (why: string): Inferred => {
    const what = `${p.obj.name} (type ${c.str(tx!)})`;
    return failed(q.at, `${what} does not satisfy ${c.str(p.constraint)}${why}`);
  };
  if (core && tx) {
    if (!u.unify(tx, core.term.type, inexact)) return no('');
  } else if (core?.single && !core.term.tilde) {
    u.set(p, core.term.type);
  }
  if (!tx || mentionsAny(tx, q.tparams)) return undefined;
  const cause: Cause = { text: '' };
  const equivalent = (x: Type, y: Type): boolean => u.unify(x, y, exact);
  if (hasAllMethods(c, tx, constraintOf(p), true, equivalent, cause)) return undefined;
  return no(` ${cause.text}`);
}

/** Parameters that only untyped constants speak for: the largest default type. */
function fromUntyped(
  c: Checker, q: Inference, u: Unifier, params: Var[], untyped: number[],
): Inferred | undefined {
  const largest = new Map<TypeParam, Type>();
  for (const i of untyped) {
    const p = params[i]!.type as TypeParam;
    const arg = q.args[i]!;
    if (u.at(p)) continue;
    const max = largest.get(p);
    const m = max ? maxType(max, arg.type) : arg.type;
    if (!m) {
      const both = `mismatched types ${c.str(max!)} and ${c.str(arg.type)}`;
      return failed(arg, `${both} (cannot infer ${p.obj.name})`);
    }
    largest.set(p, m);
  }
  for (const [p, t] of largest) u.set(p, defaultType(t));
  return undefined;
}

function simplify(
  c: Checker, q: Inference, inferred: Array<Type | undefined>, given: Array<Type | undefined>,
): Inferred {
  const { tparams } = q;
  killCycles(tparams, inferred);
  let dirty = inferred.map((_, i) => i).filter((i) => inferred[i] && !given[i]);
  // Each round resolves one level of parameters that mention parameters.
  for (let round = 0; dirty.length > 0 && round <= tparams.length + 1; round++) {
    const map = typeMap(tparams, inferred);
    dirty = dirty.filter((i) => {
      const t = subst(inferred[i]!, map);
      const changed = t !== inferred[i];
      // The type of a generic function argument is no longer generic when all is known.
      const plain = t.kind === 'Signature' && t.tparams.length > 0 && !mentionsAny(t, tparams);
      inferred[i] = plain ? { ...t, tparams: [] } : t;
      return changed;
    });
  }
  const missing = inferred.findIndex((t) => !t || mentionsAny(t, tparams));
  if (missing < 0) return { targs: inferred as Type[] };
  const { obj } = tparams[missing]!;
  return failed(q.at, `cannot infer ${obj.name} (declared at ${c.place(obj.pos)})`);
}

/** A parameter that was inferred to contain itself has no type. */
function killCycles(tparams: TypeParam[], inferred: Array<Type | undefined>): void {
  const active = new Set<Type>();
  const visit = (t0: Type): void => {
    const t = unalias(t0);
    if (active.has(t)) {
      const i = t.kind === 'TypeParam' ? tparams.indexOf(t) : -1;
      if (i >= 0) inferred[i] = undefined;
      return;
    }
    active.add(t);
    for (const x of parts(t, tparams, inferred)) visit(x);
    active.delete(t);
  };
  tparams.forEach(visit);
}

function parts(t: Type, tparams: TypeParam[], inferred: Array<Type | undefined>): Type[] {
  switch (t.kind) {
    case 'Pointer': case 'Slice': case 'Array': case 'Chan': return [t.elem];
    case 'Map': return [t.key, t.elem];
    case 'Struct': return t.fields.map((f) => f.type);
    case 'Signature': return [...t.params, ...t.results].map((v) => v.type);
    case 'Interface': return t.methods.map((m) => m.type);
    case 'Named': return t.targs;
    case 'TypeParam': {
      const i = tparams.indexOf(t);
      const x = i >= 0 ? inferred[i] : undefined;
      return x ? [x] : [];
    }
    default: return [];
  }
}

/**
 * Fresh type parameters for a generic function, and variables that mention those. In a recursive
 * call the function's own parameters may occur in arguments, and must not be confused with them.
 */
export function renameTParams(
  tparams: TypeParam[], vars: Var[],
): { tparams: TypeParam[]; vars: Var[] } {
  const fresh = tparams.map((p) =>
    newTypeParam(newTypeName(p.obj.pos, p.obj.pkg, p.obj.name), p.index, p.constraint));
  const map = typeMap(tparams, fresh);
  for (const p of fresh) p.constraint = subst(p.constraint, map);
  return { tparams: fresh, vars: substVars(vars, map) };
}

