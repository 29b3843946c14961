/**
 * Fields and methods through embedding. A breadth-first search over embedded fields: the shallowest
 * depth at which the name occurs decides, and there it must occur once.
 */
import type { InterfaceMethod, Named, Obj, Package, Struct, Type } from './types.ts';
import { asNamed, unalias } from './named.ts';
import { fieldVar, methodFunc, sameId } from './object.ts';
import { isInterface, under } from './predicates.ts';

export interface Lookup {
  /** A field (Var) or a method (Func); absent if there is none, or no single one. */
  obj?: Obj;
  /** The interface method that `obj` stands for. */
  imethod?: InterfaceMethod;
  /** Indices of the fields walked through; the last one is `obj` itself if that is a field. */
  path: number[];
  /** A pointer was followed on the way. Without `obj`: the method needs a pointer receiver. */
  indirect: boolean;
  ambiguous: boolean;
}

/** The type a pointer points to, and whether it was one. */
export function deref(t: Type): { type: Type; ptr: boolean } {
  const u = unalias(t);
  return u.kind === 'Pointer' ? { type: u.elem, ptr: true } : { type: t, ptr: false };
}

/** Looks for `name`, as seen from `pkg`, in a value of type `t` (addressable or not). */
export function lookupFieldOrMethod(
  t: Type, addressable: boolean, pkg: Package | undefined, name: string, fold = false,
): Lookup {
  // Methods of a defined pointer type are not found through it; its fields are.
  const named = asNamed(t);
  if (named) {
    const u = named.underlying;
    if (u.kind === 'Pointer') {
      const found = search(u, false, pkg, name, fold);
      return found.obj?.kind === 'Func' ? none() : found;
    }
  }
  const found = search(t, addressable, pkg, name, fold);
  // A pointer to a type parameter, or to an interface, has no methods.
  return found;
}

const none = (): Lookup => ({ path: [], indirect: false, ambiguous: false });

interface Embedded { type: Type; path: number[]; indirect: boolean; multiples: boolean }

function search(
  t: Type, addressable: boolean, pkg: Package | undefined, name: string, fold: boolean,
): Lookup {
  if (name === '_') return none();
  const { type, ptr } = deref(t);
  if (ptr && isInterface(type)) return none();
  let current: Embedded[] = [{ type, path: [], indirect: ptr, multiples: false }];
  const seen = new Set<Named>();
  while (current.length > 0) {
    const next: Embedded[] = [];
    let found: Lookup | undefined;
    for (const e of current) {
      const hits = inOne(e, seen, pkg, name, fold, next);
      for (const hit of hits) {
        if (found || e.multiples) return { path: hit.path, indirect: false, ambiguous: true };
        found = hit;
      }
    }
    if (found) return checkReceiver(found, addressable);
    current = consolidate(next);
  }
  return none();
}

/** A method with a pointer receiver needs a pointer, or a variable whose address can be taken. */
function checkReceiver(found: Lookup, addressable: boolean): Lookup {
  const f = found.obj;
  if (f?.kind === 'Func' && f.ptrRecv && !found.indirect && !addressable) {
    return { path: [], indirect: true, ambiguous: false };
  }
  return found;
}

/** What the name is in one type at the present depth; its embedded fields go to `next`. */
function inOne(
  e: Embedded, seen: Set<Named>, pkg: Package | undefined, name: string, fold: boolean,
  next: Embedded[],
): Lookup[] {
  const named = asNamed(e.type);
  const base = { indirect: e.indirect, ambiguous: false };
  if (named) {
    if (seen.has(named)) return [];
    seen.add(named);
    const i = named.methodNames.findIndex((m) => sameId(m, pkg, name, fold));
    if (i >= 0) return [{ ...base, obj: named.method(i), path: e.path }];
  }
  const u = under(e.type);
  if (u.kind === 'Interface') {
    const m = u.methods.find((x) => sameId(x, pkg, name, fold));
    return m ? [{ ...base, obj: methodFunc(m), imethod: m, path: e.path }] : [];
  }
  return u.kind === 'Struct' ? inStruct(u, e, pkg, name, fold, next) : [];
}

function inStruct(
  s: Struct, e: Embedded, pkg: Package | undefined, name: string, fold: boolean, next: Embedded[],
): Lookup[] {
  const hits: Lookup[] = [];
  s.fields.forEach((f, i) => {
    if (sameId(f, pkg, name, fold)) {
      hits.push({
        obj: fieldVar(f), path: [...e.path, i], indirect: e.indirect, ambiguous: false,
      });
      return;
    }
    if (!f.embedded || hits.length > 0) return;
    const { type, ptr } = deref(f.type);
    const k = unalias(type).kind;
    if (k === 'Named' || k === 'Struct' || k === 'Interface') {
      next.push({
        type, path: [...e.path, i], indirect: e.indirect || ptr, multiples: e.multiples,
      });
    }
  });
  return hits;
}

/** The same defined type embedded twice at one depth makes all its names ambiguous. */
function consolidate(list: Embedded[]): Embedded[] {
  const byType = new Map<Named, Embedded>();
  const out: Embedded[] = [];
  for (const e of list) {
    const named = asNamed(e.type);
    const other = named && byType.get(named);
    if (other) {
      other.multiples = true;
      continue;
    }
    if (named) byType.set(named, e);
    out.push(e);
  }
  return out;
}

/** The field or method with that name, letter case aside, for hints. */
export function fieldIndex(
  s: Struct, pkg: Package | undefined, name: string, fold = false,
): number {
  return name === '_' ? -1 : s.fields.findIndex((f) => sameId(f, pkg, name, fold));
}

/** The struct behind a pointer to one. */
export function derefStructPtr(t: Type): Type {
  const u = under(t);
  return u.kind === 'Pointer' && under(u.elem).kind === 'Struct' ? u.elem : t;
}

