/** Lists of type terms `T` and `~T`. `undefined` is the list of all types, `[]` that of none. */
import type { Type, UnionTerm } from './types.ts';
import { identical, under } from './predicates.ts';

export type Terms = UnionTerm[] | undefined;

/** Do the two terms have no type in common? */
export function disjoint(x: UnionTerm, y: UnionTerm): boolean {
  const ux = y.tilde ? under(x.type) : x.type;
  const uy = x.tilde ? under(y.type) : y.type;
  return !identical(ux, uy);
}

export function includes(x: UnionTerm, t: Type): boolean {
  return identical(x.type, x.tilde ? under(t) : t);
}

function subsetOf(x: UnionTerm, y: UnionTerm): boolean {
  return !disjoint(x, y) && (!x.tilde || y.tilde);
}

/** Leaves out terms that another one covers. */
function normalise(list: UnionTerm[]): UnionTerm[] {
  const out: UnionTerm[] = [];
  for (const t of list) {
    if (out.some((o) => subsetOf(t, o))) continue;
    for (let i = out.length - 1; i >= 0; i--) if (subsetOf(out[i]!, t)) out.splice(i, 1);
    out.push(t);
  }
  return out;
}

export function unionTerms(x: Terms, y: Terms): Terms {
  return x && y ? normalise([...x, ...y]) : undefined;
}

export function intersectTerms(x: Terms, y: Terms): Terms {
  if (!x || !y) return x ?? y;
  const out: UnionTerm[] = [];
  for (const a of x) {
    for (const b of y) {
      if (!disjoint(a, b)) out.push(a.tilde && !b.tilde ? b : a);
    }
  }
  return normalise(out);
}

export function termsSubsetOf(x: Terms, y: Terms): boolean {
  if (!y) return true;
  if (!x) return false;
  return x.every((a) => y.some((b) => subsetOf(a, b)));
}

export function termsEqual(x: Terms, y: Terms): boolean {
  return termsSubsetOf(x, y) && termsSubsetOf(y, x);
}
