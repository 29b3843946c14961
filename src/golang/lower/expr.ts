/**
 * Expressions into slots. `expr(fn, e)` gives the slot where the value is: a variable's own slot,
 * if the expression is just that, or a temporary. `expr(fn, e, dst)` puts it at `dst`; then `dst`
 * may be written before all of `e` is read only where `writesEarly` says so.
 */
import { FRAME_VALUE_MAX } from '../../../assembly/abi/frame.ts';
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { isInterface } from '../types/predicates.ts';
import { defaultType } from '../types/universe.ts';
import { isBuiltinCall, isConversion, isNil, unparen } from './classify.ts';
import { binary, logical, unary } from './arith.ts';
import { callExpr, emitCall } from './call.ts';
import { closure } from './closure.ts';
import { composite } from './composite.ts';
import { constant } from './constant.ts';
import type { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { funcValue } from './funcvalue.ts';
import { methodValue } from './methodvalue.ts';
import { address, load } from './place.ts';
import { placeOf } from './placeof.ts';
import { sliceExpr } from './slice.ts';
import { typeAssert } from './assert.ts';

export function expr(fn: Fn, e0: ast.Expr, dst?: Slot): Slot {
  const e = unparen(e0);
  const early = fn.hoisted.get(e);
  if (early !== undefined) return at(fn, e, early, dst);
  const tv = fn.info.types.get(e);
  if (tv?.value && tv.value.kind !== 'unknown') {
    fn.at(e.pos);
    const to = dst ?? fn.tempOf(fn.typeOf(e));
    constant(fn, tv.value, fn.typeOf(e), to);
    return to;
  }
  if (isNil(fn, e)) return nil(fn, fn.typeOf(e), dst);
  return operation(fn, e, dst);
}

function at(fn: Fn, e: ast.Expr, from: Slot, dst: Slot | undefined): Slot {
  if (dst === undefined) return from;
  fn.move(dst, from, fn.layOf(e));
  return dst;
}

function nil(fn: Fn, type: Type, dst: Slot | undefined): Slot {
  const to = dst ?? fn.tempOf(type);
  fn.zero(to, fn.lay(type));
  return to;
}

function operation(fn: Fn, e: ast.Expr, dst: Slot | undefined): Slot {
  switch (e.kind) {
    case 'Ident': {
      const obj = fn.objOf(e);
      if (obj?.kind === 'Func') return funcValue(fn, obj, e, dst);
      return load(fn, placeOf(fn, e), fn.typeOf(e), dst);
    }
    case 'SelectorExpr': return selector(fn, e, dst);
    case 'IndexExpr': return index(fn, e, dst);
    case 'StarExpr': return load(fn, placeOf(fn, e), fn.typeOf(e), dst);
    case 'CallExpr': return callExpr(fn, e, dst);
    case 'BinaryExpr':
      return e.op === '&&' || e.op === '||' ? logical(fn, e, dst) : binary(fn, e, dst);
    case 'UnaryExpr': return unary(fn, e, dst);
    case 'CompositeLit': return composite(fn, e, dst);
    case 'FuncLit': return closure(fn, e, dst);
    case 'SliceExpr': return sliceExpr(fn, e, dst);
    case 'TypeAssertExpr': return typeAssert(fn, e, dst);
    default: throw new Error(`lower: a ${e.kind} is no value (${fn.where(e.pos)})`);
  }
}

function selector(fn: Fn, e: ast.SelectorExpr, dst: Slot | undefined): Slot {
  const sel = fn.info.selections.get(e);
  const obj = sel?.obj ?? fn.objOf(e.sel);
  if (sel && sel.kind !== 'qualified' && sel.kind !== 'field') return methodValue(fn, e, sel, dst);
  if (obj?.kind === 'Func') return funcValue(fn, obj, e.sel, dst);
  return load(fn, placeOf(fn, e), fn.typeOf(e), dst);
}

/** An element; or an instance of a generic function. */
function index(fn: Fn, e: ast.IndexExpr, dst: Slot | undefined): Slot {
  const x = unparen(e.x);
  const id = x.kind === 'Ident' ? x : x.kind === 'SelectorExpr' ? x.sel : undefined;
  const obj = id && fn.objOf(id);
  if (id && obj?.kind === 'Func') return funcValue(fn, obj, id, dst);
  return load(fn, placeOf(fn, e), fn.typeOf(e), dst);
}

/**
 * As `expr`, for who uses the value before anything is called or allocated: what a call gave is
 * left in the window.
 */
export function operand(fn: Fn, e0: ast.Expr): Slot {
  const e = unparen(e0);
  if (e.kind !== 'CallExpr' || fn.hoisted.has(e) || fn.info.types.get(e)?.value) return expr(fn, e);
  if (isConversion(fn, e) || isBuiltinCall(fn, e) !== undefined) return expr(fn, e);
  return WINDOW + emitCall(fn, e).results[0]!;
}

/** The value of `e` as one of type `type`: in an interface if that is one and `e` is not. */
export function exprAs(fn: Fn, e: ast.Expr, type: Type, dst?: Slot): Slot {
  if (isNil(fn, e)) return nil(fn, type, dst);
  const from = fn.typeOf(e);
  if (!isInterface(type) || isInterface(from)) return expr(fn, e, dst);
  if (fn.tv(e).mode === 'variable' && fn.lay(from).size > FRAME_VALUE_MAX) {
    return boxFromMemory(fn, e, from, dst);
  }
  const v = expr(fn, e);
  fn.at(e.pos);
  return box(fn, v, from, dst);
}

/** A large value is copied from memory to memory. */
function boxFromMemory(fn: Fn, e: ast.Expr, type: Type, dst?: Slot): Slot {
  const p = placeOf(fn, e);
  fn.at(e.pos);
  const from = address(fn, p, type);
  const cell = fn.frame.temp('1');
  fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(type));
  fn.emit(Op.MOVEM, cell, from, 0, 0, fn.lay(type).size);
  const to = dst ?? fn.frame.temp('01');
  fn.int(to, fn.typeIndex(type));
  fn.moveBytes(to + 8, cell, 8);
  return to;
}

/** An interface that holds the value at `v`. */
export function box(fn: Fn, v: Slot, type: Type, dst?: Slot): Slot {
  const to = dst ?? fn.frame.temp('01');
  fn.emit(Op.MKIFACE, to, v, 0, 0, fn.typeIndex(defaultType(type)));
  return to;
}

/** Converts a value that is in a slot already, as assignment does. */
export function convertTo(fn: Fn, v: Slot, from: Type, to: Type, dst?: Slot): Slot {
  if (isInterface(to) && !isInterface(from)) return box(fn, v, from, dst);
  if (dst === undefined) return v;
  fn.move(dst, v, fn.lay(to));
  return dst;
}

/** Does lowering write parts of the destination while it still reads operands? */
export function writesEarly(fn: Fn, e0: ast.Expr): boolean {
  const e = unparen(e0);
  switch (e.kind) {
    case 'CompositeLit': return true;
    case 'CallExpr':
      if (isConversion(fn, e)) return writesEarly(fn, e.args[0]!);
      return isBuiltinCall(fn, e) === 'complex';
    case 'BinaryExpr': return e.op === '&&' || e.op === '||' || fn.layOf(e).isComplex;
    case 'UnaryExpr': return fn.layOf(e).isComplex;
    default: return false;
  }
}
