/**
 * Untyped expressions. Their type is settled by what is around them, after they were checked: so
 * they are remembered, and when the type is known it is carried down the tree again. The left
 * operand of a shift that is not constant gets its type that way "as if the shift were not there".
 */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import type { Checker } from './check.ts';
import { Typ } from './basic.ts';
import { isEmptyInterface } from './interface.ts';
import { Operand } from './operand.ts';
import {
  allInteger, eachUnder, hasNil, isBoolean, isInteger, isNumeric, isString, isTypeParam,
  isTyped, isUntyped, isValid, under,
} from './predicates.ts';
import { representable } from './representable.ts';
import type { Basic, BasicKind, ConstValue, Type } from './types.ts';
import { defaultType } from './universe.ts';

/** Why a constant does not fit: each has its words. */
export type Misfit = 'truncated' | 'overflows' | 'invalid';

export interface Implicit { ok: boolean; type: Type; val?: ConstValue | undefined; why?: Misfit }

const bad = (why: Misfit): Implicit => ({ ok: false, type: Typ.invalid, why });

const rank: Partial<Record<BasicKind, number>> = {
  'untyped int': 1, 'untyped rune': 2, 'untyped float': 3, 'untyped complex': 4,
};

/** The larger of two untyped types, if they can be operands of one operation. */
export function maxType(x: Type, y: Type): Type | undefined {
  if (x === y) return x;
  const a = x.kind === 'Basic' ? rank[x.basic] : undefined;
  const b = y.kind === 'Basic' ? rank[y.basic] : undefined;
  if (!a || !b) return undefined;
  return a > b ? x : y;
}

/** The type that an untyped `x` gets where a `target` is wanted. */
export function implicitType(c: Checker, x: Operand, target: Type): Implicit {
  if (x.failed || isTyped(x.type) || !isValid(target)) return { ok: true, type: x.type };
  if (isUntyped(target)) {
    const m = maxType(x.type, target);
    return m ? { ok: true, type: m } : bad('invalid');
  }
  if (x.isNil) return hasNil(target) ? { ok: true, type: target } : bad('invalid');
  const u = under(target);
  if (u.kind === 'Basic') return implicitBasic(x, target, u);
  if (u.kind !== 'Interface') return bad('invalid');
  if (isTypeParam(target)) {
    const ok = eachUnder(target, (_, e) => !!e && implicitType(c, x, e).ok);
    return ok ? { ok, type: target } : bad('invalid');
  }
  return isEmptyInterface(u) ? { ok: true, type: defaultType(x.type) } : bad('invalid');
}

function implicitBasic(x: Operand, target: Type, u: Basic): Implicit {
  if (x.mode === 'constant') {
    const val = representable(x.val!, u);
    return val ? { ok: true, type: target, val } : bad(misfit(x.type, u));
  }
  const ok = isBoolean(x.type) ? isBoolean(u) : isNumeric(x.type) ? isNumeric(u)
    : isString(x.type) && isString(u);
  return ok ? { ok, type: target } : bad('invalid');
}

export function misfit(from: Type, to: Type): Misfit {
  if (!isNumeric(from) || !isNumeric(to)) return 'invalid';
  return !isInteger(from) && isInteger(to) ? 'truncated' : 'overflows';
}

/** Makes the constant `x` fit a basic type, or reports. */
export function makeRepresentable(c: Checker, x: Operand, t: Basic): void {
  const val = representable(x.val!, t);
  if (val) x.val = val;
  else invalidConversion(c, misfit(x.type, t), x, t);
}

function invalidConversion(c: Checker, why: Misfit, x: Operand, target: Type): void {
  const t = c.str(target);
  if (why === 'truncated') c.error(x, `${c.str(x)} truncated to ${t}`);
  else if (why === 'overflows') c.error(x, `${c.str(x)} overflows ${t}`);
  else c.error(x, `cannot convert ${c.str(x)} to type ${t}`);
  x.fail();
}

/** Gives an untyped `x` the type `target`, or reports. */
export function convertUntyped(c: Checker, x: Operand, target: Type): void {
  const r = implicitType(c, x, target);
  if (!r.ok) {
    invalidConversion(c, r.why!, x, isTypeParam(target) ? target : under(target));
    return;
  }
  settle(c, x, r);
}

/** Takes over what `implicitType` found. */
export function settle(c: Checker, x: Operand, r: Implicit): void {
  if (r.val) {
    x.val = r.val;
    const info = c.untyped.get(x.expr);
    if (info) info.val = r.val;
  }
  if (r.type !== x.type) {
    x.type = r.type;
    updateExprType(c, x.expr, r.type);
  }
}

/** Records an operand, or remembers it while its type is untyped. */
export function record(c: Checker, x: Operand): void {
  if (x.mode === 'invalid') return;
  if (x.mode === 'novalue') c.recordType(x.expr, x.mode, { kind: 'Tuple', types: [] });
  else if (isUntyped(x.type)) {
    const type = under(x.type) as Basic;
    const val = x.mode === 'constant' ? x.val : undefined;
    c.untyped.set(x.expr, { isLhs: false, mode: x.mode, type, val });
  } else c.recordType(x.expr, x.mode, x.type, x.mode === 'constant' ? x.val : undefined);
}

/** Carries a type down to the operands that share it. */
export function updateExprType(c: Checker, e: ast.Expr, type: Type): void {
  const old = c.untyped.get(e);
  if (!old) return;
  for (const operand of old.val ? parenthesised(e) : operands(e)) {
    updateExprType(c, operand, type);
  }
  if (isUntyped(type)) {
    old.type = under(type) as Basic;
    return;
  }
  c.untyped.delete(e);
  if (old.isLhs && !allInteger(type)) {
    const what = `${exprString(e)} (type ${c.str(type)})`;
    c.error(e, `invalid operation: shifted operand ${what} must be integer`);
    return;
  }
  let val = old.val;
  if (val) {
    const x = new Operand(e, old.mode, old.type);
    x.val = val;
    convertUntyped(c, x, type);
    if (x.mode === 'invalid') return;
    val = x.val;
  }
  c.recordType(e, old.mode, type, val);
}

const parenthesised = (e: ast.Expr): ast.Expr[] => (e.kind === 'ParenExpr' ? [e.x] : []);

/** The operands whose type is that of the whole expression. */
function operands(e: ast.Expr): ast.Expr[] {
  switch (e.kind) {
    case 'ParenExpr': case 'UnaryExpr': return [e.x];
    case 'BinaryExpr':
      if (/^([=!<>]=|[<>])$/.test(e.op)) return [];
      return e.op === '<<' || e.op === '>>' ? [e.x] : [e.x, e.y];
    default: return [];
  }
}

/** At the end: what no context has settled gets its default type. */
export function recordUntyped(c: Checker): void {
  for (const [e, info] of c.untyped) {
    const val = info.mode === 'constant' ? info.val : undefined;
    c.recordType(e, info.mode, defaultType(info.type), val);
  }
  c.untyped.clear();
}
