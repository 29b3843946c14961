/**
 * Interfaces and their type sets. An interface is written as methods and embedded elements; what
 * matters is its type set: all methods, and the terms that restrict it. The set is computed when
 * first asked for, since embedded types may still be under construction when the literal is seen.
 *
 * A union `A | ~B` is an implicit interface with `union` set; so an embedded element is always a
 * type.
 */
import type { Interface, InterfaceMethod, Type, UnionTerm } from './types.ts';
import type { Pos } from '../syntax/ast.ts';
import { Typ } from './basic.ts';
import { selectorId } from './object.ts';
import { identical, strictlyComparable, under } from './predicates.ts';
import { intersectTerms, unionTerms } from './terms.ts';

export interface Embed { type: Type; pos: Pos }

/**
 * Called for a method that comes in twice. `explicit`: both are declared in this very interface.
 */
export type OnDuplicate =
  (pos: Pos, m: InterfaceMethod, other: InterfaceMethod, otherPos: Pos, explicit: boolean) => void;

interface TypeSet {
  methods: InterfaceMethod[];
  terms: UnionTerm[] | undefined;
  comparable: boolean;
}

export class InterfaceImpl implements Interface {
  readonly kind = 'Interface';
  explicit: InterfaceMethod[] = [];
  embeds: Embed[] = [];
  union: UnionTerm[] | undefined;
  /**
   * Stands for `[T int|string]` rather than `[T interface{ int|string }]`: prints without the word.
   */
  implicit = false;
  /** Set when explicit methods and embedded elements are all there. */
  complete = false;
  onDuplicate: OnDuplicate | undefined;
  private set: TypeSet | undefined;

  get methods(): InterfaceMethod[] {
    return this.typeSet().methods;
  }

  get terms(): UnionTerm[] | undefined {
    return this.typeSet().terms;
  }

  get comparable(): boolean {
    return this.typeSet().comparable;
  }

  /** For the predeclared `comparable`. */
  markComparable(): void {
    this.complete = true;
    this.set = { methods: [], terms: undefined, comparable: true };
  }

  private typeSet(): TypeSet {
    if (this.set) return this.set;
    if (!this.complete) return { methods: [], terms: undefined, comparable: false };
    // An interface that embeds itself (an error reported elsewhere) sees this while it is computed.
    this.set = { methods: [], terms: undefined, comparable: false };
    this.set = this.union ? unionSet(this.union) : this.compute();
    return this.set;
  }

  private compute(): TypeSet {
    const methods = new Map<string, { m: InterfaceMethod; pos: Pos }>();
    const add = (m: InterfaceMethod, pos: Pos, explicit: boolean): void => {
      const id = selectorId(m);
      const other = methods.get(id);
      if (!other) methods.set(id, { m, pos });
      else this.onDuplicate?.(pos, m, other.m, other.pos, explicit);
    };
    for (const m of this.explicit) add(m, m.pos, true);
    let terms: UnionTerm[] | undefined;
    let comparable = false;
    for (const { type, pos } of this.embeds) {
      const u = under(type);
      if (u === Typ.invalid) continue;
      if (u.kind === 'Interface') {
        for (const m of u.methods) add(m, pos, false);
        terms = intersectTerms(terms, u.terms);
        comparable ||= u.comparable;
      } else {
        terms = intersectTerms(terms, [{ tilde: false, type }]);
      }
      if (comparable && terms) {
        terms = terms.filter((t) => strictlyComparable(t.type));
        comparable = false;
      }
    }
    return { methods: sortMethods([...methods.values()].map((x) => x.m)), terms, comparable };
  }
}

function unionSet(union: UnionTerm[]): TypeSet {
  let all: UnionTerm[] | undefined = [];
  for (const t of union) {
    const u = under(t.type);
    if (u === Typ.invalid) continue;
    if (u.kind === 'Interface') all = unionTerms(all, u.terms);
    else if (!t.tilde || identical(t.type, u)) all = unionTerms(all, [t]);
  }
  return { methods: [], terms: all, comparable: false };
}

function sortMethods(list: InterfaceMethod[]): InterfaceMethod[] {
  const key = (m: InterfaceMethod): string => m.name;
  return list.sort((a, b) => {
    const x = key(a);
    const y = key(b);
    if (x !== y) return x < y ? -1 : 1;
    return (a.pkg?.path ?? '') < (b.pkg?.path ?? '') ? -1 : 1;
  });
}

/** No methods and no restriction: every type is in the set. */
export function isEmptyInterface(t: Interface): boolean {
  return t.methods.length === 0 && isMethodSet(t);
}

/** Described by methods alone, so usable as the type of a variable. */
export function isMethodSet(t: Interface): boolean {
  return !t.comparable && t.terms === undefined;
}

/** No type is in the set. */
export function isEmptyTypeSet(t: Interface): boolean {
  return t.terms !== undefined && t.terms.length === 0;
}

/** Restricted by terms (and not empty). */
export function hasTerms(t: Interface): boolean {
  return t.terms !== undefined && t.terms.length > 0;
}
