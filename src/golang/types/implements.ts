/** Does a type have the methods of an interface; is it in its type set; and if not, why. */
import type { Checker } from './check.ts';
import { Typ } from './basic.ts';
import { objDecl } from './decl.ts';
import { InterfaceImpl, hasTerms, isEmptyInterface, isEmptyTypeSet } from './interface.ts';
import { derefStructPtr, lookupFieldOrMethod } from './lookup.ts';
import {
  identical, incomparable, isInterface, isInterfacePtr, isTypeParam, isValid, under,
} from './predicates.ts';
import { includes, termsSubsetOf } from './terms.ts';
import type { Func, Interface, InterfaceMethod, Signature, Type, UnionTerm } from './types.ts';
import { type Qualifier, signatureString, termString } from './typestring.ts';

/** A reason that a failed check leaves for the message. */
export interface Cause { text: string }

type Equivalent = (x: Type, y: Type) => boolean;

/**
 * The first method of interface `t` that `v` lacks, or undefined. `static`: if `v` is an interface,
 * it must have all methods itself (otherwise its dynamic type may have them).
 */
export function missingMethod(
  c: Checker, v: Type, t: Type, isStatic: boolean, equivalent: Equivalent, cause?: Cause,
): InterfaceMethod | undefined {
  const iface = under(t) as Interface;
  if (iface.methods.length === 0) return undefined;
  const vi = under(v);
  for (const m of iface.methods) {
    const why = vi.kind === 'Interface'
      ? inInterface(c, v, vi, m, isStatic, equivalent)
      : inConcrete(c, v, t, m, equivalent);
    if (why === undefined) continue;
    if (cause) cause.text = why;
    return m;
  }
  return undefined;
}

function inInterface(
  c: Checker, v: Type, vi: Interface, m: InterfaceMethod, isStatic: boolean, equivalent: Equivalent,
): string | undefined {
  const found = lookupFieldOrMethod(vi, false, m.pkg, m.name);
  if (found.obj?.kind === 'Func') {
    return equivalent(found.obj.type, m.type) ? undefined : wrongType(c, found.obj, m);
  }
  return isStatic ? notFound(c, v, vi, m) : undefined;
}

function inConcrete(
  c: Checker, v: Type, t: Type, m: InterfaceMethod, equivalent: Equivalent,
): string | undefined {
  const { obj, indirect, ambiguous } = lookupFieldOrMethod(v, false, m.pkg, m.name);
  if (!obj) {
    if (ambiguous) return `(ambiguous selector ${c.str(v)}.${m.name})`;
    if (indirect) return `(method ${m.name} has pointer receiver)`;
    return notFound(c, v, t, m);
  }
  if (obj.kind !== 'Func') return `(${c.str(v)}.${m.name} is a field, not a method)`;
  objDecl(c, obj);
  return equivalent(obj.type, m.type) ? undefined : wrongType(c, obj, m);
}

function notFound(c: Checker, v: Type, t: Type, m: InterfaceMethod): string {
  const alt = lookupFieldOrMethod(v, false, m.pkg, m.name, true).obj;
  if (alt?.kind === 'Func') {
    objDecl(c, alt);
    if (alt.name === m.name) return `(unexported method ${m.name})`;
    return methodDiff(c, `(missing method ${m.name})`, alt, m);
  }
  for (const x of [v, t]) {
    if (isInterfacePtr(x)) return `(${interfacePtrError(c, x)})`;
  }
  return `(missing method ${m.name})`;
}

export function interfacePtrError(c: Checker, t: Type): string {
  const u = under(t);
  const toParam = u.kind === 'Pointer' && isTypeParam(u.elem);
  return toParam
    ? `type ${c.str(t)} is pointer to type parameter, not type parameter`
    : `type ${c.str(t)} is pointer to interface, not interface`;
}

function wrongType(c: Checker, f: Func, m: InterfaceMethod): string {
  return methodDiff(c, `(wrong type for method ${m.name})`, f, m);
}

function methodDiff(c: Checker, head: string, f: Func, m: InterfaceMethod): string {
  const sig = (name: string, s: Signature, q: Qualifier): string =>
    name + signatureString(s, q, false);
  let have = sig(f.name, f.type, c.qualify);
  let want = sig(m.name, m.type, c.qualify);
  if (have === want) {
    have = sig(f.name, f.type, (p) => p.path);
    want = sig(m.name, m.type, (p) => p.path);
  }
  return have === want ? head : `${head}\n\t\thave ${have}\n\t\twant ${want}`;
}

export function hasAllMethods(
  c: Checker, v: Type, t: Type, isStatic: boolean, equivalent: Equivalent, cause?: Cause,
): boolean {
  if (!isValid(v)) return true;
  const m = missingMethod(c, v, t, isStatic, equivalent, cause);
  return m === undefined || hasInvalidEmbedded(v, new Set());
}

/** A struct with an embedded field of invalid type might have any method. */
function hasInvalidEmbedded(t: Type, seen: Set<Type>): boolean {
  const s = under(derefStructPtr(t));
  if (s.kind !== 'Struct' || seen.has(s)) return false;
  seen.add(s);
  return s.fields.some((f) => f.embedded && (!isValid(f.type) || hasInvalidEmbedded(f.type, seen)));
}

/** May a value of interface type `v` hold a `t`? */
export function assertableTo(c: Checker, v: Type, t: Type, cause: Cause): boolean {
  return isInterface(t) || hasAllMethods(c, t, v, false, identical, cause);
}

/** Does `v` implement the interface (or, `constraint`: satisfy the constraint) `t`? */
export function implementsType(
  c: Checker, v: Type, t: Type, constraint: boolean, cause?: Cause,
): boolean {
  const vu = under(v);
  const tu = under(t);
  if (vu === Typ.invalid || tu === Typ.invalid) return true;
  if (vu.kind === 'Pointer' && under(vu.elem) === Typ.invalid) return true;
  const verb = constraint ? 'satisfy' : 'implement';
  const no = (detail: string): false => {
    if (cause) cause.text = `${c.str(v)} does not ${verb} ${c.str(t)}${detail ? ` ${detail}` : ''}`;
    return false;
  };
  if (tu.kind !== 'Interface') {
    return no(isInterfacePtr(tu)
      ? `(type ${c.str(t)} is pointer to interface, not interface)`
      : `(${c.str(t)} is not an interface)`);
  }
  if (isEmptyInterface(tu)) return true;
  const vi = vu.kind === 'Interface' ? vu : undefined;
  if (vi && isEmptyTypeSet(vi)) return true;
  if (isEmptyTypeSet(tu)) {
    if (cause) cause.text = `cannot ${verb} ${c.str(t)} (empty type set)`;
    return false;
  }
  const methods: Cause = { text: '' };
  if (!hasAllMethods(c, v, t, true, identical, methods)) return no(methods.text);
  if (hasTerms(tu)) {
    if (vi) {
      if (!termsSubsetOf(vi.terms, tu.terms)) return no('');
    } else if (!tu.terms!.some((x) => includes(x, v))) {
      return no(`(${notInSet(c, v, t, tu as InterfaceImpl)})`);
    }
  }
  return satisfiesComparable(c, v, tu, constraint, verb, cause);
}

function satisfiesComparable(
  c: Checker, v: Type, tu: Interface, constraint: boolean, verb: string, cause?: Cause,
): boolean {
  const needed = tu.terms
    ? tu.terms.every((x) => incomparable(x.type, false) === undefined) : tu.comparable;
  if (!needed) return true;
  if (incomparable(v, false) === undefined) return true;
  if (constraint && incomparable(v, true) === undefined) return true;
  if (cause) cause.text = `${c.str(v)} does not ${verb} comparable`;
  return false;
}

function notInSet(c: Checker, v: Type, t: Type, tu: InterfaceImpl): string {
  const terms = tu.terms!;
  const alt = terms.find((x) => !x.tilde && identical(x.type, under(x.type))
    && includes({ tilde: true, type: x.type }, v));
  if (alt) return `possibly missing ~ for ${c.str(alt.type)} in ${c.str(t)}`;
  if (mentions(tu, v)) {
    const [s, x] = [c.str(t), c.str(v)];
    return `${s} mentions ${x}, but ${x} is not in the type set of ${s}`;
  }
  return `${c.str(v)} missing in ${termsString(terms)}`;
}

function mentions(t: Type, v: Type): boolean {
  if (!(t instanceof InterfaceImpl)) return identical(t, v);
  return t.embeds.some((e) => mentions(e.type, v))
    || (t.union?.some((x) => mentions(x.type, v)) ?? false);
}

const termsString = (terms: UnionTerm[]): string => terms.map(termString).join(' | ');

