/** Questions about one type, and the identity of two. */
import type {
  Basic, Interface, Named, Signature, Struct, Type, TypeParam, UnionTerm, Var,
} from './types.ts';
import { B, Typ, basicFlags } from './basic.ts';
import { NamedImpl, asNamed, asTypeParam, unalias } from './named.ts';
import { InterfaceImpl, hasTerms, isEmptyInterface } from './interface.ts';
import { sameId, selectorId } from './object.ts';
import { termsEqual } from './terms.ts';

/** The underlying type; of a type parameter: its constraint's interface. */
export function under(t: Type): Type {
  switch (t.kind) {
    case 'Named': return t.underlying;
    case 'Alias': return under(unalias(t));
    case 'TypeParam': return constraintOf(t);
    default: return t;
  }
}

const wrapped = new WeakMap<Type, InterfaceImpl>();

/** The constraint of a type parameter as an interface: `int` stands for `interface{ int }`. */
export function constraintOf(t: TypeParam): Interface {
  const c = unalias(t.constraint);
  return asConstraint(c);
}

/** A type in the place of a constraint, as an interface. */
export function asConstraint(c: Type): Interface {
  const u = c.kind === 'TypeParam' ? Typ.invalid : under(c);
  if (u.kind === 'Interface') return u;
  let iface = wrapped.get(c);
  if (!iface) {
    iface = new InterfaceImpl();
    if (u !== Typ.invalid) iface.embeds.push({ type: c, pos: 0 });
    iface.implicit = true;
    iface.complete = true;
    if (u !== Typ.invalid) wrapped.set(c, iface);
  }
  return iface;
}

export const isValid = (t: Type): boolean => unalias(t) !== Typ.invalid;
export const isTypeParam = (t: Type): boolean => asTypeParam(t) !== undefined;

function flagsOf(t: Type): number {
  const u = t.kind === 'Basic' ? t : t.kind === 'TypeParam' ? undefined : under(t);
  return u?.kind === 'Basic' && !isTypeParam(t) ? basicFlags(u) : 0;
}

const is = (bits: number) => (t: Type): boolean => (flagsOf(t) & bits) !== 0;
export const isBoolean = is(B.boolean);
export const isInteger = is(B.integer);
export const isUnsigned = is(B.unsigned);
export const isFloat = is(B.float);
export const isComplex = is(B.complex);
export const isNumeric = is(B.numeric);
export const isString = is(B.string);
export const isIntegerOrFloat = is(B.integer | B.float);
/** May a constant have this type? */
export const isConstType = is(B.constant);

export function isUntyped(t: Type): t is Basic {
  const u = unalias(t);
  return u.kind === 'Basic' && (basicFlags(u) & B.untyped) !== 0;
}
export const isTyped = (t: Type): boolean => !isUntyped(t);
export const isUntypedNumeric = (t: Type): boolean => isUntyped(t) && isNumeric(t);

/** The predicate holds for the type, or for all terms of a type parameter that has terms. */
const all = (bits: number) => (t: Type): boolean => {
  const tpar = asTypeParam(t);
  if (!tpar) return (flagsOf(t) & bits) !== 0;
  return eachTerm(tpar, (term) => !!term && (flagsOf(under(term.type)) & bits) !== 0);
};
export const allBoolean = all(B.boolean);
export const allInteger = all(B.integer);
export const allUnsigned = all(B.unsigned);
export const allNumeric = all(B.numeric);
export const allString = all(B.string);
export const allOrdered = all(B.ordered);
export const allNumericOrString = all(B.numeric | B.string);

/** Calls `f` for each term of the constraint until it says false; once with undefined if none. */
export function eachTerm(t: TypeParam, f: (term: UnionTerm | undefined) => boolean): boolean {
  const iface = constraintOf(t);
  if (!hasTerms(iface)) return f(undefined);
  return iface.terms!.every(f);
}

/**
 * Calls `f` with (type, underlying type) of `t`, or of each term of a type parameter. Where there
 * are no specific types it is called once without any.
 */
export function eachUnder(t: Type, f: (t?: Type, u?: Type) => boolean): boolean {
  const tpar = asTypeParam(t);
  if (!tpar) return f(t, under(t));
  return eachTerm(tpar, (term) => (term ? f(term.type, under(term.type)) : f()));
}

export const isInterface = (t: Type): boolean => under(t).kind === 'Interface';
export const isPlainInterface = (t: Type): boolean => !isTypeParam(t) && isInterface(t);
export const isPointer = (t: Type): boolean => under(t).kind === 'Pointer';

/** A pointer to an interface: where people forget that interfaces are references already. */
export function isInterfacePtr(t: Type): boolean {
  const u = under(t);
  return u.kind === 'Pointer' && isInterface(u.elem);
}

export function isBytesOrRunes(t: Type): boolean {
  const u = under(t);
  if (u.kind !== 'Slice') return false;
  const e = under(u.elem);
  return e.kind === 'Basic' && (e.basic === 'uint8' || e.basic === 'int32');
}

/** Has a name of its own: predeclared, defined, or a type parameter. */
export function hasName(t: Type): boolean {
  const k = unalias(t).kind;
  return k === 'Basic' || k === 'Named' || k === 'TypeParam';
}

/** A literal: neither defined nor a type parameter. */
export function isTypeLit(t: Type): boolean {
  const k = unalias(t).kind;
  return k !== 'Named' && k !== 'TypeParam';
}

/** Can `nil` have this type? */
export function hasNil(t: Type): boolean {
  const u = under(t);
  switch (u.kind) {
    case 'Basic': return u.basic === 'unsafe.Pointer';
    case 'Interface':
      return !isTypeParam(t) || eachUnder(t, (_, e) => e !== undefined && hasNil(e));
    case 'Slice': case 'Pointer': case 'Signature': case 'Map': case 'Chan': return true;
    default: return false;
  }
}

/** A generic type that was not instantiated. */
export function isGeneric(t: Type): boolean {
  if (t.kind === 'Alias') return t.tparams.length > 0 && t.targs.length === 0;
  const n = t.kind === 'Named' ? t : undefined;
  return !!n && !n.origin && n.tparams.length > 0;
}

// ---- comparison -------------------------------------------------------------------------------

/**
 * Why values of the type cannot be compared, or undefined if they can. `dynamic`: interfaces count
 * as comparable although the comparison may panic.
 */
export function incomparable(
  t: Type, dynamic: boolean, report: (t: Type) => string = String, seen: Set<Type> = new Set(),
): string | undefined {
  if (seen.has(t)) return undefined;
  seen.add(t);
  const u = under(t);
  switch (u.kind) {
    case 'Basic': return u.basic === 'untyped nil' ? '' : undefined;
    case 'Pointer': case 'Chan': return undefined;
    case 'Interface': {
      if ((dynamic && !isTypeParam(t)) || comparableSet(u, seen)) return undefined;
      return u.terms?.length === 0 ? 'empty type set' : 'incomparable types in type set';
    }
    case 'Struct':
      for (const f of u.fields) {
        if (incomparable(f.type, dynamic, report, seen) !== undefined) {
          return `struct containing ${report(f.type)} cannot be compared`;
        }
      }
      return undefined;
    case 'Array':
      return incomparable(u.elem, dynamic, report, seen) === undefined
        ? undefined : `${report(t)} cannot be compared`;
    default: return '';
  }
}

function comparableSet(iface: Interface, seen: Set<Type>): boolean {
  if (!iface.terms) return iface.comparable;
  return iface.terms.length > 0
    && iface.terms.every((t) => incomparable(t.type, false, String, seen) === undefined);
}

export const isComparable = (t: Type): boolean => incomparable(t, true) === undefined;
export const strictlyComparable = (t: Type): boolean => incomparable(t, false) === undefined;

// ---- identity ---------------------------------------------------------------------------------

/** Pairs of interfaces under comparison, to end recursion through methods. */
interface Pair { x: Interface; y: Interface; prev: Pair | undefined }

export const identical = (x: Type, y: Type): boolean => same(x, y, true, undefined);
/** Identity that ignores struct tags, as conversions do. */
export const identicalIgnoreTags = (x: Type, y: Type): boolean => same(x, y, false, undefined);

function same(x: Type, y: Type, tags: boolean, p: Pair | undefined): boolean {
  if (x === y) return true;
  x = unalias(x);
  y = unalias(y);
  if (x === y) return true;
  switch (x.kind) {
    case 'Basic': return y.kind === 'Basic' && x.basic === y.basic;
    case 'Array':
      return y.kind === 'Array' && (x.len < 0 || y.len < 0 || x.len === y.len)
        && same(x.elem, y.elem, tags, p);
    case 'Slice': return y.kind === 'Slice' && same(x.elem, y.elem, tags, p);
    case 'Pointer': return y.kind === 'Pointer' && same(x.elem, y.elem, tags, p);
    case 'Chan':
      return y.kind === 'Chan' && x.dir === y.dir && same(x.elem, y.elem, tags, p);
    case 'Map':
      return y.kind === 'Map' && same(x.key, y.key, tags, p) && same(x.elem, y.elem, tags, p);
    case 'Struct': return y.kind === 'Struct' && sameStruct(x, y, tags, p);
    case 'Tuple':
      return y.kind === 'Tuple' && x.types.length === y.types.length
        && x.types.every((t, i) => same(t, y.types[i]!, tags, p));
    case 'Signature': return y.kind === 'Signature' && sameSignature(x, y, tags, p);
    case 'Interface': return y.kind === 'Interface' && sameInterface(x, y, tags, p);
    case 'Named': return y.kind === 'Named' && sameNamed(x, y, tags, p);
    default: return false;
  }
}

function sameStruct(x: Struct, y: Struct, tags: boolean, p: Pair | undefined): boolean {
  return x.fields.length === y.fields.length && x.fields.every((f, i) => {
    const g = y.fields[i]!;
    return f.embedded === g.embedded && (!tags || f.tag === g.tag)
      && sameId(f, g.pkg, g.name) && same(f.type, g.type, tags, p);
  });
}

function sameSignature(x: Signature, y: Signature, tags: boolean, p: Pair | undefined): boolean {
  if (x.tparams.length !== y.tparams.length || x.variadic !== y.variadic) return false;
  if (x.tparams.length > 0) return x === y;
  return sameVars(x.params, y.params, tags, p) && sameVars(x.results, y.results, tags, p);
}

function sameVars(x: Var[], y: Var[], tags: boolean, p: Pair | undefined): boolean {
  return x.length === y.length && x.every((v, i) => same(v.type, y[i]!.type, tags, p));
}

function sameInterface(x: Interface, y: Interface, tags: boolean, p: Pair | undefined): boolean {
  if (x.comparable !== y.comparable || x.methods.length !== y.methods.length) return false;
  if (!termsEqual(x.terms, y.terms)) return false;
  for (let q = p; q; q = q.prev) {
    if ((q.x === x && q.y === y) || (q.x === y && q.y === x)) return true;
  }
  const q: Pair = { x, y, prev: p };
  return x.methods.every((m, i) => {
    const n = y.methods[i]!;
    return selectorId(m) === selectorId(n) && same(m.type, n.type, tags, q);
  });
}

function sameNamed(x: Named, y: Named, tags: boolean, p: Pair | undefined): boolean {
  if (x.targs.length !== y.targs.length || x.targs.length === 0) return false;
  return x.origin === y.origin && x.targs.every((t, i) => same(t, y.targs[i]!, tags, p));
}

/** The word for what is below the type's name, or '' for a basic type. */
export function compositeKind(t: Type): string {
  const words: Partial<Record<Type['kind'], string>> = {
    Array: 'array', Slice: 'slice', Struct: 'struct', Pointer: 'pointer', Signature: 'func',
    Interface: 'interface', Map: 'map', Chan: 'chan', Tuple: 'tuple',
  };
  return words[under(t).kind] ?? '';
}

export { NamedImpl, asNamed, asTypeParam, isEmptyInterface, unalias };
