/** Assignability and convertibility of an operand to a type, with the reason where not. */
import type { Checker } from './check.ts';
import type { Type, TypeParam } from './types.ts';
import { type Cause, implementsType } from './implements.ts';
import type { Operand } from './operand.ts';
import {
  asTypeParam, eachTerm, hasName, identical, identicalIgnoreTags, isBytesOrRunes, isComplex,
  isInteger, isIntegerOrFloat, isInterfacePtr, isPointer, isString, isTypeParam, isUntyped, isValid,
  unalias, under,
} from './predicates.ts';
import { implicitType } from './untyped.ts';

/** Can `x` be assigned to a variable of type `t`? */
export function assignableTo(c: Checker, x: Operand, t: Type, cause?: Cause): boolean {
  if (x.mode === 'invalid' || !isValid(t)) return true;
  const v = unalias(x.type);
  const origT = t;
  t = unalias(t);
  if (identical(v, t)) return true;
  const vu = under(v);
  const tu = under(t);
  const vp = asTypeParam(v);
  const tp = asTypeParam(t);
  if (isUntyped(vu)) {
    if (!tp) return implicitType(c, x, t).ok;
    return eachTerm(tp, (term) => !!term && implicitType(c, x, term.type).ok);
  }
  if (identical(vu, tu) && (!hasName(v) || !hasName(t)) && !vp && !tp) return true;
  if ((tu.kind === 'Interface' && !tp) || isInterfacePtr(tu)) {
    if (implementsType(c, v, t, false, cause)) return true;
    if (!vp) return false;
    if (cause) cause.text = '';
  }
  if (vu.kind === 'Interface' && !vp && implementsType(c, t, v, false)) {
    if (cause) cause.text = 'need type assertion';
    return false;
  }
  const channels = vu.kind === 'Chan' && vu.dir === 'both' && tu.kind === 'Chan';
  if (channels && identical(vu.elem, tu.elem)) {
    return !hasName(v) || !hasName(t);
  }
  return assignableByTerms(c, x, vp, tp, v, origT, cause);
}

/** Where a type parameter takes part: the assignment must do for each of its types. */
function assignableByTerms(
  c: Checker, x: Operand, vp: TypeParam | undefined, tp: TypeParam | undefined, v: Type, t: Type,
  cause?: Cause,
): boolean {
  if (tp && !hasName(v)) {
    return eachTerm(tp, (term) => {
      if (!term) return false;
      if (assignableTo(c, x, term.type, cause)) return true;
      because(cause, `cannot assign ${c.str(x.type)} to ${c.str(term.type)} (in ${c.str(tp)})`);
      return false;
    });
  }
  if (vp && !hasName(t)) {
    const y = x.copy();
    return eachTerm(vp, (term) => {
      if (!term) return false;
      y.type = term.type;
      if (assignableTo(c, y, t, cause)) return true;
      because(cause, `cannot assign ${c.str(term.type)} (in ${c.str(vp)}) to ${c.str(t)}`);
      return false;
    });
  }
  return false;
}

function because(cause: Cause | undefined, msg: string): void {
  if (cause) cause.text = cause.text ? `${msg}\n\t${cause.text}` : msg;
}

/** Can the (not constant) `x` be converted to type `t`? */
export function convertibleTo(c: Checker, x: Operand, t: Type, cause: Cause): boolean {
  if (assignableTo(c, x, t, cause)) return true;
  const v = unalias(x.type);
  const vp = asTypeParam(v);
  const tp = asTypeParam(t);
  if (!vp && !tp) return convertibleTypes(v, unalias(t));
  return convertibleByTerms(c, x, vp, tp, t, cause);
}

function isBasic(t: Type, kind: 'uintptr' | 'unsafe.Pointer'): boolean {
  const u = under(t);
  return u.kind === 'Basic' && u.basic === kind;
}

function convertibleTypes(v: Type, t: Type): boolean {
  const vu = under(v);
  const tu = under(t);
  if (identicalIgnoreTags(vu, tu)) return true;
  if (v.kind === 'Pointer' && t.kind === 'Pointer' && !isTypeParam(v.elem) && !isTypeParam(t.elem)
    && identicalIgnoreTags(under(v.elem), under(t.elem))) return true;
  if (isIntegerOrFloat(vu) && isIntegerOrFloat(tu)) return true;
  if (isComplex(vu) && isComplex(tu)) return true;
  if ((isInteger(vu) || isBytesOrRunes(vu)) && isString(tu)) return true;
  if (isString(vu) && isBytesOrRunes(tu)) return true;
  if ((isPointer(vu) || isBasic(vu, 'uintptr')) && isBasic(tu, 'unsafe.Pointer')) return true;
  if (isBasic(vu, 'unsafe.Pointer') && (isPointer(tu) || isBasic(tu, 'uintptr'))) return true;
  if (vu.kind !== 'Slice') return false;
  const array = tu.kind === 'Pointer' ? under(tu.elem) : tu;
  return array.kind === 'Array' && identical(vu.elem, array.elem);
}

function convertibleByTerms(
  c: Checker, x: Operand, vp: TypeParam | undefined, tp: TypeParam | undefined, t: Type,
  cause: Cause,
): boolean {
  const toTerms = (y: Operand, from: string): boolean => eachTerm(tp!, (term) => {
    if (!term) return false;
    if (convertibleTo(c, y, term.type, cause)) return true;
    because(cause, `cannot convert ${from} to type ${c.str(term.type)} (in ${c.str(tp!)})`);
    return false;
  });
  if (!vp) return toTerms(x, c.str(x.type));
  const y = x.copy();
  return eachTerm(vp, (term) => {
    if (!term) return false;
    y.type = term.type;
    const from = `${c.str(term.type)} (in ${c.str(vp)})`;
    if (tp) return toTerms(y, from);
    if (convertibleTo(c, y, t, cause)) return true;
    because(cause, `cannot convert ${from} to type ${c.str(t)}`);
    return false;
  });
}
