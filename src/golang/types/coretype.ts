/** The underlying type that all types of a type set share. */
import type { Checker } from './check.ts';
import { eachTerm, eachUnder, identical } from './predicates.ts';
import type { Type, TypeParam, UnionTerm } from './types.ts';

export interface Common { type?: Type; cause: string }

/** A reason why a type is not acceptable, or undefined. */
export type Condition = (t: Type | undefined, u: Type | undefined) => string | undefined;

/**
 * The common underlying type of `t`, or the cause why there is none. Channels of one element type
 * agree if their directions do not conflict.
 */
export function commonUnder(c: Checker, t0: Type, cond?: Condition): Common {
  let common: { t: Type; u: Type } | undefined;
  let cause = '';
  eachUnder(t0, (t, u) => {
    cause = cond?.(t, u) ?? '';
    if (cause) return false;
    if (!t || !u) {
      cause = 'no specific type';
      return false;
    }
    if (!common) {
      common = { t, u };
      return true;
    }
    const both = `${c.str(common.t)} and ${c.str(t)}`;
    if (common.u.kind === 'Chan' && u.kind === 'Chan') {
      const a = common.u;
      if (!identical(a.elem, u.elem)) cause = `channels ${both} have different element types`;
      else if (a.dir === 'both') common = { t, u };
      else if (u.dir !== 'both' && u.dir !== a.dir) {
        cause = `channels ${both} have conflicting directions`;
      }
    } else if (!identical(common.u, u)) {
      cause = `${both} have different underlying types`;
    }
    return cause === '';
  });
  if (cause || !common) return { cause };
  return { type: common.u, cause };
}

/** The single term of a type parameter, or its common underlying type as a term. */
export function coreTerm(
  c: Checker, p: TypeParam,
): { term: UnionTerm; single: boolean } | undefined {
  let n = 0;
  let last: UnionTerm | undefined;
  let tilde = false;
  eachTerm(p, (t) => {
    if (!t) return false;
    n++;
    last = t;
    tilde ||= t.tilde;
    return true;
  });
  if (n === 1) return { term: last!, single: true };
  const u = n > 0 ? commonUnder(c, p).type : undefined;
  return u && { term: { tilde, type: u }, single: false };
}
