/** Conversions T(x) of values that are not constants. */
import { Op } from '../../../assembly/abi/op.ts';
import { Kind } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { ConstValue, Func, Type } from '../types/types.ts';
import { isInterface, under } from '../types/predicates.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import type { Lay } from './layout.ts';
import { extend } from './arith.ts';
import { constant, stringConstant } from './constant.ts';
import { load } from './place.ts';
import { runtimePanic } from './runtimepanic.ts';

export function conversion(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  const arg = e.args[0]!;
  const type = fn.typeOf(e);
  if (isInterface(type)) return exprAs(fn, arg, type, dst);
  const to = fn.lay(type);
  const from = fn.layOf(arg);
  const number = (lay: Lay): boolean => lay.isInt || lay.isFloat || lay.isComplex;
  const { value } = fn.tv(arg);
  if (value && number(to) && number(from)) return constantAs(fn, value, type, dst);
  if (number(to) && number(from)) return numeric(fn, arg, from, to, dst);
  if (to.kind === Kind.STRING && from.kind !== Kind.STRING) return toString(fn, e, arg, from, dst);
  if (to.kind === Kind.SLICE && from.kind === Kind.STRING) return fromString(fn, e, arg, to, dst);
  if (from.kind === Kind.SLICE && to.kind !== Kind.SLICE) return toArray(fn, e, arg, type, dst);
  return expr(fn, arg, dst);
}

/** A constant converted to what a type parameter stands for. */
function constantAs(fn: Fn, value: ConstValue, type: Type, dst?: Slot): Slot {
  const at = dst ?? fn.tempOf(type);
  constant(fn, value, type, at);
  return at;
}

function numeric(fn: Fn, arg: ast.Expr, from: Lay, to: Lay, dst?: Slot): Slot {
  const x = from.kind === to.kind || keeps(from, to) ? expr(fn, arg, dst) : expr(fn, arg);
  if (from.kind === to.kind || keeps(from, to)) return x;
  const at = dst ?? fn.temp(to);
  convertNumber(fn, at, x, from, to);
  return at;
}

/** Is the slot of the one also that of the other? */
function keeps(from: Lay, to: Lay): boolean {
  if (from.isInt && to.isInt) {
    if (to.size === 8) return true;
    return from.size < to.size && (to.signed || !from.signed)
      || (from.size === to.size && from.signed === to.signed);
  }
  return from.kind === Kind.FLOAT32 && to.kind === Kind.FLOAT64
    || from.kind === Kind.COMPLEX64 && to.kind === Kind.COMPLEX128;
}

function convertNumber(fn: Fn, at: Slot, x: Slot, from: Lay, to: Lay): void {
  if (from.isInt && to.isInt) return fn.emit(to.access.ext, at, x);
  if (from.isInt && to.isFloat) return intToFloat(fn, at, x, from, to);
  if (from.isFloat && to.isInt) {
    const wide = !to.signed && to.size === 8;
    fn.emit(wide ? Op.F2U : Op.F2I, at, x);
    return extend(fn, at, to);
  }
  fn.emit(Op.FROUND, at, x);
  if (to.isComplex) fn.emit(Op.FROUND, at + 8, x + 8);
}

/**
 * An integer of more than 53 bits would be rounded twice on its way to float32. So its low bits,
 * which decide nothing but whether it is above or below the middle of two floats, are gathered in
 * one first.
 */
function intToFloat(fn: Fn, at: Slot, x: Slot, from: Lay, to: Lay): void {
  const op = from.signed || from.size < 8 ? Op.I2F : Op.U2F;
  if (to.kind === Kind.FLOAT64 || from.size < 8) {
    fn.emit(op, at, x);
    return extend(fn, at, to);
  }
  const low = fn.frame.temp('0');
  const sum = fn.frame.temp('0');
  const small = fn.label();
  fn.moveBytes(sum, x, 8);
  fn.emit(from.signed ? Op.SHRSI : Op.SHRUI, low, x, 0, 0, 53);
  fn.jump(Op.JEQI, small, low, 0, 0);
  if (from.signed) fn.jump(Op.JEQI, small, low, 0, -1);
  fn.emit(Op.ANDI, low, x, 0, 0, 0xfff);
  fn.jump(Op.JEQI, small, low, 0, 0);
  fn.emit(Op.ANDI, sum, x, 0, 0, -0x1000);
  fn.int(low, 0x800);
  fn.emit(Op.OR, sum, sum, low);
  fn.place(small);
  fn.emit(op, at, sum);
  fn.emit(Op.FROUND, at, at);
}

function elemKind(fn: Fn, t: Type): Kind {
  const u = under(t);
  return u.kind === 'Slice' ? fn.lay(u.elem).kind : Kind.INVALID;
}

function toString(fn: Fn, e: ast.CallExpr, arg: ast.Expr, from: Lay, dst?: Slot): Slot {
  const x = expr(fn, arg);
  const at = dst ?? fn.frame.temp('10');
  fn.at(e.pos);
  if (from.isInt) fn.emit(Op.RUNE2STR, at, x);
  else {
    const bytes = elemKind(fn, from.under) === Kind.UINT8;
    fn.emit(bytes ? Op.BYTES2STR : Op.RUNES2STR, at, x);
  }
  return at;
}

function fromString(fn: Fn, e: ast.CallExpr, arg: ast.Expr, to: Lay, dst?: Slot): Slot {
  const x = expr(fn, arg);
  const at = dst ?? fn.frame.temp('100');
  fn.at(e.pos);
  fn.emit(elemKind(fn, to.under) === Kind.UINT8 ? Op.STR2BYTES : Op.STR2RUNES, at, x);
  return at;
}

/** A slice to an array, or to a pointer to one: it must be long enough. */
function toArray(fn: Fn, e: ast.CallExpr, arg: ast.Expr, type: Type, dst?: Slot): Slot {
  const u = under(type);
  const array = under(u.kind === 'Pointer' ? u.elem : u) as Type & { kind: 'Array' };
  const x = expr(fn, arg);
  fn.at(e.pos);
  checkLength(fn, x, array.len);
  if (u.kind !== 'Pointer') {
    const lay = fn.lay(type);
    if (lay.size > 0) return load(fn, { kind: 'mem', addr: x, off: 0 }, type, dst);
    return dst ?? fn.temp(lay);
  }
  if (dst === undefined) return x;
  fn.moveBytes(dst, x, 8);
  return dst;
}

function checkLength(fn: Fn, slice: Slot, len: number): void {
  const ok = fn.label();
  const want = fn.frame.temp('0');
  fn.int(want, len);
  fn.jump(Op.JLES, ok, want, slice + 8);
  const itoa = runtimeFunc(fn, 'itoa');
  if (itoa !== undefined) {
    const run = fn.frame.temp('10101010');
    numberText(fn, itoa, slice + 8, run + 16);
    numberText(fn, itoa, want, run + 48);
    stringConstant(fn, 'runtime error: cannot convert slice with length ', run);
    stringConstant(fn, ' to array or pointer to array with length ', run + 32);
    runtimePanic(fn, run, 4);
  }
  fn.emit(Op.BOUND, want, slice + 8);
  fn.place(ok);
}

/** The text of a number, by the function of lib/runtime that makes it. */
function numberText(fn: Fn, itoa: number, n: Slot, to: Slot): void {
  fn.frame.window(8 + 8 + 16);
  fn.moveBytes(WINDOW + 8, n, 8);
  fn.emit(Op.CALL, WINDOW, 0, 0, 0, itoa);
  fn.moveBytes(to, WINDOW + 16, 16);
}

/** A function of lib/runtime that lowering itself calls, if the library has it. */
export function runtimeFunc(fn: Fn, name: string): number | undefined {
  const obj = fn.unit.package('runtime')?.pkg.scope.get(name);
  return obj?.kind === 'Func' ? fn.unit.funcs.index(obj as Func, []) : undefined;
}
