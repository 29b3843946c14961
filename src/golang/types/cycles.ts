/**
 * Cycles in declarations. Objects under way form a path; coming back to one of them closes a cycle,
 * which is valid if it goes only through type definitions and functions, or only through values
 * (initialisation order deals with those). Whether a type contains itself is a different question,
 * asked when all types are known (`validType`).
 */
import type { Checker } from './check.ts';
import { Typ } from './basic.ts';
import { NamedImpl, unalias } from './named.ts';
import { isGeneric } from './predicates.ts';
import type { Interface, Named, Obj, Type, TypeName } from './types.ts';

/** Is the cycle that ends at `obj` (which is on the path) a valid one? If not, reports it. */
export function validCycle(c: Checker, obj: Obj): boolean {
  const cycle = c.objPath.slice(c.objPath.indexOf(obj));
  let values = 0;
  let definitions = 0;
  for (const o of cycle) {
    if (o.kind === 'Const' || o.kind === 'Var') values++;
    if (o.kind !== 'TypeName') continue;
    // A generic type may occur in the constraints of its own parameters.
    if (c.env.inTParams && (o.type as Type | undefined) && isGeneric(o.type)) return true;
    if (!isAlias(c, o)) definitions++;
  }
  if (values === cycle.length) return true;
  if (values === 0 && definitions > 0) return true;
  cycleError(c, cycle, firstInSource(cycle));
  return false;
}

function isAlias(c: Checker, o: TypeName): boolean {
  const tdecl = c.objMap.get(o)?.tdecl;
  return tdecl ? tdecl.alias : (o.type as Type | undefined)?.kind === 'Alias';
}

function firstInSource(cycle: Obj[]): number {
  let first = 0;
  cycle.forEach((o, i) => {
    if (o.pos < cycle[first]!.pos) first = i;
  });
  return first;
}

export function cycleError(c: Checker, cycle: Obj[], start: number): void {
  const obj = cycle[start]!;
  const isType = obj.kind === 'TypeName';
  if (isType && (obj.type as Type | undefined)?.kind === 'Alias') {
    (obj.type as Extract<Type, { kind: 'Alias' }>).actual = Typ.invalid;
  }
  const name = (o: Obj): string => {
    const prefix = o.pkg ? c.qualify(o.pkg) : '';
    return prefix ? `${prefix}.${o.name}` : o.name;
  };
  if (cycle.length === 1) {
    const what = isType ? 'invalid recursive type' : 'invalid cycle in declaration';
    c.error(obj.pos, `${what}: ${name(obj)} refers to itself`);
    return;
  }
  const more = cycle.map((_, i) => {
    const from = cycle[(start + i) % cycle.length]!;
    const to = cycle[(start + i + 1) % cycle.length]!;
    return { at: from.pos, msg: `${name(from)} refers to ${name(to)}` };
  });
  const head = isType ? 'invalid recursive type' : 'invalid cycle in declaration of';
  c.error(obj.pos, `${head} ${name(obj)}`, more);
}

/** `type A B; type B A`: a chain of defined types that ends nowhere. */
export function directCycle(c: Checker, start: NamedImpl): void {
  const path: Named[] = [];
  let t: Type | undefined = start;
  for (;;) {
    while (t?.kind === 'Alias') t = t.actual as Type | undefined;
    if (t?.kind !== 'Named') return;
    const i = path.indexOf(t);
    if (i >= 0) {
      const cycle = path.slice(i).map((n) => n.obj);
      cycleError(c, cycle, firstInSource(cycle));
      for (const n of path.slice(i)) (n as NamedImpl).invalidate();
      return;
    }
    path.push(t);
    t = (t as NamedImpl).origin ? undefined : (t as NamedImpl).rhs;
  }
}

/** Does the type contain itself, other than through pointers and the like? Reports it then. */
export function validType(c: Checker, t: NamedImpl): void {
  contains(c, t, [], []);
}

/**
 * `nest` holds the types whose insides we are in, with their arguments, so that a type parameter
 * can be followed to the argument; `path` is how we came here.
 */
function contains(c: Checker, t0: Type, nest: NamedImpl[], path: NamedImpl[]): boolean {
  const t = unalias(t0);
  switch (t.kind) {
    case 'Array': return contains(c, t.elem, nest, path);
    case 'Struct': return t.fields.every((f) => contains(c, f.type, nest, path));
    case 'Interface': return embedsValid(c, t, nest, path);
    case 'Named': return namedValid(c, t as NamedImpl, nest, path);
    case 'TypeParam': {
      const inst = nest[nest.length - 1];
      const i = inst ? (inst.origin ?? inst).tparams.indexOf(t) : -1;
      const targ = i >= 0 ? inst!.targs[i] : undefined;
      return targ ? contains(c, targ, nest.slice(0, -1), path) : true;
    }
    default: return true;
  }
}

function embedsValid(c: Checker, t: Type, nest: NamedImpl[], path: NamedImpl[]): boolean {
  const iface = t as unknown as { embeds: Array<{ type: Type }>; union?: Array<{ type: Type }> };
  return iface.embeds.every((e) => contains(c, e.type, nest, path))
    && (iface.union ?? []).every((e) => contains(c, e.type, nest, path));
}

function namedValid(c: Checker, t: NamedImpl, nest: NamedImpl[], path: NamedImpl[]): boolean {
  const origin = t.origin ?? t;
  if (c.finite.get(t)) return true;
  if (nest.includes(t)) {
    const start = path.indexOf(t);
    origin.invalidate();
    c.finite.set(t, true);
    const cycle = path.slice(Math.max(0, start)).map((n) =>
      (n.pos > 0 ? { ...n.obj, pos: n.pos } : n.obj));
    cycleError(c, cycle, 0);
    return false;
  }
  if (nest.length > 500) return true;
  const rhs = origin.rhs;
  if (!rhs || rhs === Typ.invalid || t.obj.pkg !== c.pkg) return true;
  if (!contains(c, rhs, [...nest, t], [...path, t])) return false;
  // Within another type this one's parameters may stand for something else.
  if (nest.length === 0 || t.targs.length === 0) c.finite.set(t, true);
  return true;
}

/** False if `t` contains itself while it is still being declared. */
export function finiteSize(c: Checker, t0: Type): boolean {
  const t = unalias(t0);
  switch (t.kind) {
    case 'Array': return finiteSize(c, t.elem);
    case 'Struct': return t.fields.every((f) => finiteSize(c, f.type));
    case 'Named': return finiteNamed(c, t as NamedImpl);
    default: return true;
  }
}

function finiteNamed(c: Checker, t: NamedImpl): boolean {
  if (t.obj.pkg !== c.pkg) return true;
  const known = c.finiteSizes.get(t);
  if (known !== undefined) return known;
  const i = c.objPath.indexOf(t.obj);
  if (i >= 0) {
    const cycle = c.objPath.slice(i);
    cycleError(c, cycle, firstInSource(cycle));
    return false;
  }
  const rhs = (t.origin ?? t).rhs;
  if (!rhs) return true;
  c.objPath.push(t.obj);
  const finite = finiteSize(c, rhs);
  c.objPath.pop();
  c.finiteSizes.set(t, finite);
  return finite;
}

// ---- anonymous interfaces ---------------------------------------------------------------------

/**
 * An interface literal that comes back to itself through embedding, without a name in between:
 * `type i interface{ m() interface{ i } }`. It would be an infinite literal. As gc, we refuse it.
 */
export function anonymousCycles(c: Checker): void {
  const state = new Map<Type, boolean>();
  // Outer literals come before those in them.
  c.interfaces.sort((a, b) => a.pos - b.pos);
  for (const { iface, pos } of c.interfaces) {
    if (!comesBack(iface, state)) continue;
    c.error(pos, 'invalid recursive type: anonymous interface refers to itself '
      + '(see https://go.dev/issue/56103)');
    for (const t of state.keys()) state.set(t, false);
  }
}

const comesBack = (t: Interface, state: Map<Type, boolean>): boolean =>
  t.methods.some((m) => visitLiteral(m.type, state));

function visitLiteral(t0: Type, state: Map<Type, boolean>): boolean {
  const t = unalias(t0);
  const go = (x: Type): boolean => visitLiteral(x, state);
  switch (t.kind) {
    case 'Pointer': case 'Array': case 'Chan': case 'Slice': return go(t.elem);
    case 'Map': return go(t.key) || go(t.elem);
    case 'Struct': return t.fields.some((f) => go(f.type));
    case 'Signature': return [...t.params, ...t.results].some((v) => go(v.type));
    case 'Interface': {
      const known = state.get(t);
      if (known !== undefined) return known;
      state.set(t, true);
      if (comesBack(t, state)) return true;
      state.set(t, false);
      return false;
    }
    default: return false;
  }
}
