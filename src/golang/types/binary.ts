/** Binary operators: arithmetic, comparison, shifts. */
import type * as ast from '../syntax/ast.ts';
import type { BinaryOp } from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignableTo } from './assignable.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import {
  binaryOp, compare, imag, makeBool, real, shift as shiftConst, sign, toInt,
} from './constant.ts';
import { overflow } from './convert.ts';
import { expr } from './expr.ts';
import type { Operand } from './operand.ts';
import {
  allBoolean, allInteger, allNumeric, allNumericOrString, allOrdered, allString, asTypeParam,
  compositeKind, hasNil, identical, incomparable, isComplex, isInteger, isNumeric, isPlainInterface,
  isPointer, isTyped, isTypeParam, isUntyped, isValid, under,
} from './predicates.ts';
import { smallInt } from './representable.ts';
import type { Type } from './types.ts';
import { defaultType } from './universe.ts';
import { convertUntyped, makeRepresentable, updateExprType } from './untyped.ts';

const predicates: Partial<Record<BinaryOp, (t: Type) => boolean>> = {
  '+': allNumericOrString, '-': allNumeric, '*': allNumeric, '/': allNumeric, '%': allInteger,
  '&': allInteger, '|': allInteger, '^': allInteger, '&^': allInteger,
  '&&': allBoolean, '||': allBoolean,
};
const comparisons = new Set<BinaryOp>(['==', '!=', '<', '<=', '>', '>=']);

/** lhs op rhs. `e` is the whole expression; absent for `lhs op= rhs`. */
export function binary(
  c: Checker, e: ast.BinaryExpr | undefined, lhs: ast.Expr, rhs: ast.Expr, op: BinaryOp,
): Operand {
  const x = expr(c, lhs);
  const y = expr(c, rhs);
  if (x.mode === 'invalid') return x;
  if (y.mode === 'invalid') {
    x.expr = y.expr;
    return x.fail();
  }
  if (op === '<<' || op === '>>') return shift(c, x, y, e, op);
  matchTypes(c, x, y);
  if (x.failed) return x;
  if (comparisons.has(op)) {
    comparison(c, x, y, op, false);
    return x;
  }
  if (!identical(x.type, y.type)) {
    if (isValid(x.type) && isValid(y.type)) {
      const what = e ? exprString(e) : `${exprString(lhs)} ${op}= ${exprString(rhs)}`;
      mismatch(c, x, what, x.type, y.type);
    }
    return x.fail();
  }
  return arithmetic(c, x, y, e, op);
}

function mismatch(c: Checker, at: Operand, what: string, s: Type, t: Type): void {
  c.error(at, `invalid operation: ${what} (mismatched types ${c.str(s)} and ${c.str(t)})`);
}

function arithmetic(
  c: Checker, x: Operand, y: Operand, e: ast.BinaryExpr | undefined, op: BinaryOp,
): Operand {
  if (x.isNil || !predicates[op]!(x.type)) {
    c.error(x, `invalid operation: operator ${op} not defined on ${c.str(x)}`);
    return x.fail();
  }
  const constants = x.mode === 'constant' && y.mode === 'constant';
  if ((op === '/' || op === '%') && y.mode === 'constant') {
    const exact = x.mode === 'constant' || allInteger(x.type);
    const complexZero = constants && isComplex(x.type)
      && sign(real(y.val!)) === 0 && sign(imag(y.val!)) === 0;
    if ((exact && sign(y.val!) === 0) || complexZero) {
      c.error(y, 'invalid operation: division by zero');
      return x.fail();
    }
  }
  if (!constants) {
    x.mode = 'value';
    return x;
  }
  if (x.val!.kind === 'unknown' || y.val!.kind === 'unknown') {
    x.val = { kind: 'unknown' };
    return x;
  }
  x.val = binaryOp(x.val!, op, y.val!, isInteger(x.type));
  const at = e?.pos ?? x.expr.pos;
  if (e) x.expr = e;
  overflow(c, x, at);
  return x;
}

// ---- types of operands ------------------------------------------------------------------------

/** Gives untyped operands the type of the other one, where that can be right. */
export function matchTypes(c: Checker, x: Operand, y: Operand): void {
  if (!mayConvert(x, y)) return;
  convertUntyped(c, x, y.type);
  if (x.mode === 'invalid') return;
  convertUntyped(c, y, x.type);
  if (y.mode === 'invalid') x.fail();
}

/** Is an error about the operator, rather than about the conversion, the better one? */
function mayConvert(x: Operand, y: Operand): boolean {
  if (isTyped(x.type) && isTyped(y.type)) return false;
  if (allNumeric(x.type) !== allNumeric(y.type)) return false;
  if (eitherInterface(x, y)) return true;
  if (allBoolean(x.type) !== allBoolean(y.type)) return false;
  if (allString(x.type) !== allString(y.type)) return false;
  if (x.isNil) return hasNil(y.type);
  if (y.isNil) return hasNil(x.type);
  return !isPointer(x.type) && !isPointer(y.type);
}

const eitherInterface = (x: Operand, y: Operand): boolean =>
  isPlainInterface(x.type) || isPlainInterface(y.type);

// ---- comparison -------------------------------------------------------------------------------

/** x op y, or (`switchCase`) the implicit x == y of a switch on y. */
export function comparison(
  c: Checker, x: Operand, y: Operand, op0: BinaryOp, switchCase: boolean,
): void {
  if (!isValid(x.type) || !isValid(y.type)) {
    x.fail();
    return;
  }
  const op = switchCase ? '==' : op0;
  const problem = incomparableOperands(c, x, y, op);
  if (problem) {
    reportComparison(c, x, y, op, switchCase, problem);
    x.fail();
    return;
  }
  if (x.mode === 'constant' && y.mode === 'constant') {
    x.val = makeBool(compare(x.val!, op, y.val!));
  } else {
    x.mode = 'value';
    // The operands get their types now: no context will come for them.
    updateExprType(c, x.expr, defaultType(x.type));
    updateExprType(c, y.expr, defaultType(y.type));
  }
  x.type = Typ['untyped bool'];
}

interface Problem { at: Operand; cause: string }

function incomparableOperands(
  c: Checker, x: Operand, y: Operand, op: BinaryOp,
): Problem | undefined {
  if (!assignableTo(c, x, y.type) && !assignableTo(c, y, x.type)) {
    return { at: y, cause: `mismatched types ${c.str(x.type)} and ${c.str(y.type)}` };
  }
  if (op !== '==' && op !== '!=') {
    if (!allOrdered(x.type)) return { at: x, cause: '' };
    return allOrdered(y.type) ? undefined : { at: y, cause: '' };
  }
  if (x.isNil || y.isNil) {
    return hasNil(x.isNil ? y.type : x.type) ? undefined : { at: y, cause: '' };
  }
  for (const at of [x, y]) {
    if (incomparable(at.type, true) !== undefined) {
      return { at, cause: incomparableCause(c, at.type) };
    }
  }
  return undefined;
}

function incomparableCause(c: Checker, t: Type): string {
  const k = under(t).kind;
  if (k === 'Slice' || k === 'Signature' || k === 'Map') {
    return `${compositeKind(t)} can only be compared to nil`;
  }
  return incomparable(t, true, (u) => c.str(u)) ?? '';
}

function reportComparison(
  c: Checker, x: Operand, y: Operand, op: BinaryOp, switchCase: boolean, p: Problem,
): void {
  let { at, cause } = p;
  if (cause === '') {
    if (isTypeParam(x.type) || isTypeParam(y.type)) {
      if (!asTypeParam(x.type)) at = y;
      cause = `type parameter ${c.str(at.type)} cannot use operator ${op}`;
    } else {
      const what = compositeKind(at.type) || c.str(at.type);
      cause = `operator ${op} not defined on ${what}`;
    }
  }
  const [a, b] = [exprString(x.expr), exprString(y.expr)];
  if (switchCase) c.error(x, `invalid case ${a} in switch on ${b} (${cause})`);
  else c.error(at, `invalid operation: ${a} ${op} ${b} (${cause})`);
}

// ---- shifts -----------------------------------------------------------------------------------

/** Large enough for the smallest double; beyond it nothing useful is expressed. */
const shiftBound = 1023 - 1 + 52;

function shift(
  c: Checker, x: Operand, y: Operand, e: ast.BinaryExpr | undefined, op: '<<' | '>>',
): Operand {
  const xval = x.mode === 'constant' ? toInt(x.val!) : undefined;
  const untypedInt = isUntyped(x.type)
    && (xval?.kind === 'int' || (xval !== undefined && x.val!.kind === 'unknown'));
  if (x.isNil || (!allInteger(x.type) && !untypedInt)) {
    c.error(x, `invalid operation: shifted operand ${c.str(x)} must be integer`);
    return x.fail();
  }
  if (!shiftCount(c, y)) return x.fail();
  if (x.mode !== 'constant') {
    x.mode = 'value';
    return x;
  }
  if (y.mode === 'constant') return constShift(c, x, y, e, op);
  if (isUntyped(x.type)) {
    // The type comes from the context, "as if the shift were replaced by its left operand alone".
    const info = c.untyped.get(x.expr);
    if (info) info.isLhs = true;
    x.mode = 'value';
    return x;
  }
  x.mode = 'value';
  return x;
}

function shiftCount(c: Checker, y: Operand): boolean {
  if (y.mode === 'constant') {
    const yval = toInt(y.val!);
    if (yval.kind === 'int' && sign(yval) < 0) {
      c.error(y, `invalid operation: negative shift count ${c.str(y)}`);
      return false;
    }
    if (isUntyped(y.type)) {
      makeRepresentable(c, y, Typ.uint);
      if (y.failed) return false;
      updateExprType(c, y.expr, Typ.uint);
      return true;
    }
    if (yval.kind === 'int' && isNumeric(y.type)) return true;
  } else if (allInteger(y.type) && !y.isNil) {
    return true;
  } else if (isUntyped(y.type) && !y.isNil) {
    convertUntyped(c, y, Typ.uint);
    return !y.failed;
  }
  c.error(y, `invalid operation: shift count ${c.str(y)} must be integer`);
  return false;
}

function constShift(
  c: Checker, x: Operand, y: Operand, e: ast.BinaryExpr | undefined, op: '<<' | '>>',
): Operand {
  if (x.val!.kind === 'unknown' || y.val!.kind === 'unknown') {
    x.val = { kind: 'unknown' };
    if (!isInteger(x.type)) x.type = Typ['untyped int'];
    return x;
  }
  const s = smallInt(y.val);
  if (s === undefined || s > shiftBound) {
    c.error(y, `invalid operation: invalid shift count ${c.str(y)}`);
    return x.fail();
  }
  if (!isInteger(x.type)) x.type = Typ['untyped int'];
  x.val = shiftConst(x.val!, op, s);
  const at = e?.pos ?? x.expr.pos;
  if (e) x.expr = e;
  overflow(c, x, at);
  return x;
}
