/** The predeclared functions. One row each; the result (if any) goes to `dst` or a temporary. */
import { PanicOrigin } from '../../../assembly/abi/frame.ts';
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { Typ } from '../types/basic.ts';
import { emptyInterface } from '../types/universe.ts';
import { isInterface, under } from '../types/predicates.ts';
import { appendCall } from './append.ts';
import { multiCall } from './call.ts';
import { unparen } from './classify.ts';
import { evaluateArray, indexValue, placeOf } from './placeof.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { minMax } from './minmax.ts';
import { prepare } from './order.ts';
import { load, part, store } from './place.ts';
import { printCall } from './print.ts';
import { unsafeBuiltins } from './unsafe.ts';

/** Is it a constant, or a struct or array literal of such? */
function isLiteral(fn: Fn, e: ast.Expr): boolean {
  const inner = unparen(e);
  if (fn.tv(inner).value) return true;
  if (inner.kind !== 'CompositeLit') return false;
  const { kind } = under(fn.typeOf(inner));
  return (kind === 'Struct' || kind === 'Array')
    && inner.elts.every((elt) => isLiteral(fn, elt.kind === 'KeyValue' ? elt.value : elt));
}

/** Does Go's compiler make read-only data of it? A variable that stays a constant counts as one. */
function isReadOnly(fn: Fn, e: ast.Expr): boolean {
  const inner = unparen(e);
  const v = inner.kind === 'Ident' ? fn.objOf(inner) : undefined;
  if (v?.kind === 'Var' && v.startsConstant) return !v.reassigned && !v.addrTaken;
  return isLiteral(fn, inner);
}

/** How panic comes by an interface with the value of `e`. */
function originOf(fn: Fn, e: ast.Expr): PanicOrigin {
  if (isInterface(fn.typeOf(e))) return PanicOrigin.GIVEN;
  return isReadOnly(fn, e) ? PanicOrigin.CONSTANT : PanicOrigin.MADE;
}

export type Builtin = (fn: Fn, e: ast.CallExpr, dst?: Slot) => Slot;

const nowhere = 0;

const table: Record<string, Builtin> = {
  len: (fn, e, dst) => length(fn, e, dst, 8),
  cap: (fn, e, dst) => length(fn, e, dst, 16),
  append: appendCall,
  copy: copyCall,
  delete: deleteCall,
  clear: clearCall,
  close(fn, e) {
    const c = expr(fn, e.args[0]!);
    fn.at(e.pos);
    fn.emit(Op.CLOSE, c);
    return nowhere;
  },
  make: makeCall,
  new: newCall,
  panic(fn, e) {
    const arg = e.args[0]!;
    const v = exprAs(fn, arg, emptyInterface);
    fn.at(e.pos);
    fn.emit(Op.PANIC, v, 0, 0, 0, originOf(fn, arg));
    return nowhere;
  },
  recover(fn, e, dst) {
    const to = dst ?? fn.frame.temp('01');
    fn.at(e.pos);
    fn.emit(Op.RECOVER, to);
    return to;
  },
  print: (fn, e) => (printCall(fn, e, false), nowhere),
  println: (fn, e) => (printCall(fn, e, true), nowhere),
  real: (fn, e, dst) => half(fn, e, dst, 0),
  imag: (fn, e, dst) => half(fn, e, dst, 8),
  complex(fn, e, dst) {
    const to = dst ?? fn.tempOf(fn.typeOf(e));
    prepare(fn, e.args);
    const re = expr(fn, e.args[0]!);
    expr(fn, e.args[1]!, to + 8);
    fn.moveBytes(to, re, 8);
    return to;
  },
  min: (fn, e, dst) => minMax(fn, e, true, dst),
  max: (fn, e, dst) => minMax(fn, e, false, dst),
  ...unsafeBuiltins,
};

export function builtinCall(fn: Fn, e: ast.CallExpr, name: string, dst?: Slot): Slot {
  const lower = table[name];
  if (!lower) throw new Error(`lower: builtin ${name}`);
  return lower(fn, spread(fn, e), dst);
}

/** A call such as `println(f())` where f has several results, as if they had been named. */
function spread(fn: Fn, e: ast.CallExpr): ast.CallExpr {
  const [only] = e.args;
  if (e.args.length !== 1 || !only || fn.info.types.get(only)?.type.kind !== 'Tuple') return e;
  const args = multiCall(fn, only).map((v, i): ast.Ident => {
    const id: ast.Ident = { kind: 'Ident', name: `#${i}`, pos: only.pos };
    fn.info.types.set(id, { mode: 'value', type: v.type });
    fn.hoisted.set(id, v.slot);
    return id;
  });
  const call = { ...e, args };
  fn.info.types.set(call, fn.tv(e));
  return call;
}

function moved(fn: Fn, slot: Slot, dst: Slot | undefined): Slot {
  if (dst === undefined || dst === slot) return slot;
  fn.moveBytes(dst, slot, 8);
  return dst;
}

function half(fn: Fn, e: ast.CallExpr, dst: Slot | undefined, off: number): Slot {
  return moved(fn, expr(fn, e.args[0]!) + off, dst);
}

/** `off`: where in a slice the number is. */
function length(fn: Fn, e: ast.CallExpr, dst: Slot | undefined, off: number): Slot {
  const arg = e.args[0]!;
  const u = fn.under(arg);
  const emit = (op: Op): Slot => {
    const x = expr(fn, arg);
    const to = dst ?? fn.frame.temp('0');
    fn.at(e.pos);
    fn.emit(op, to, x);
    return to;
  };
  switch (u.kind) {
    case 'Map': return emit(Op.MLEN);
    case 'Chan': return emit(off === 8 ? Op.CHLEN : Op.CHCAP);
    case 'Array': case 'Pointer': {
      evaluateArray(fn, arg);
      const array = under(u.kind === 'Pointer' ? u.elem : u) as Type & { kind: 'Array' };
      const to = dst ?? fn.frame.temp('0');
      fn.int(to, array.len);
      return to;
    }
    default: return headerWord(fn, arg, off, dst);
  }
}

const wordType: Type = Typ.int;

/** The length or capacity alone, of a string or slice that is in memory. */
function headerWord(fn: Fn, arg: ast.Expr, off: number, dst: Slot | undefined): Slot {
  if (fn.tv(arg).mode !== 'variable' || fn.hoisted.has(unparen(arg))) {
    return moved(fn, expr(fn, arg) + off, dst);
  }
  const p = placeOf(fn, arg);
  fn.at(arg.pos);
  return load(fn, part(fn, p, fn.typeOf(arg), off), wordType, dst);
}

function copyCall(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  prepare(fn, e.args);
  const to = expr(fn, e.args[0]!);
  const from = expr(fn, e.args[1]!);
  const n = dst ?? fn.frame.temp('0');
  const u = fn.under(e.args[0]!) as Type & { kind: 'Slice' };
  fn.at(e.pos);
  fn.emit(Op.COPY, n, to, from, 0, fn.lay(u.elem).size);
  return n;
}

function deleteCall(fn: Fn, e: ast.CallExpr): Slot {
  const type = fn.typeOf(e.args[0]!);
  const u = under(type) as Type & { kind: 'Map' };
  prepare(fn, e.args);
  const m = expr(fn, e.args[0]!);
  const key = exprAs(fn, e.args[1]!, u.key);
  fn.at(e.pos);
  fn.emit(Op.MDEL, m, key, 0, 0, fn.typeIndex(type));
  return nowhere;
}

function clearCall(fn: Fn, e: ast.CallExpr): Slot {
  const arg = e.args[0]!;
  const u = fn.under(arg);
  const x = expr(fn, arg);
  fn.at(e.pos);
  if (u.kind === 'Map') {
    fn.emit(Op.MCLEAR, x, 0, 0, 0, fn.typeIndex(fn.typeOf(arg)));
    return nowhere;
  }
  clearSlice(fn, x, (u as Type & { kind: 'Slice' }).elem);
  return nowhere;
}

function clearSlice(fn: Fn, slice: Slot, elem: Type): void {
  const { size } = fn.lay(elem);
  if (size === 0) return;
  const i = fn.frame.temp('0');
  const addr = fn.frame.temp('1');
  const body = fn.label();
  const test = fn.label();
  fn.int(i, 0);
  fn.jump(Op.JMP, test);
  fn.code.placeLoop(body);
  fn.emit(Op.SLEA, addr, slice, i, 0, size);
  fn.emit(Op.ZEROM, addr, 0, 0, 0, size);
  fn.emit(Op.ADDI, i, i, 0, 0, 1);
  fn.place(test);
  fn.jump(Op.JLTS, body, i, slice + 8);
}

function makeCall(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  const type = fn.typeOf(e);
  const lay = fn.lay(type);
  const to = dst ?? fn.temp(lay);
  const sizes = e.args.slice(1);
  prepare(fn, sizes);
  const slots = sizes.map((x) => size(fn, x));
  const zero = (): Slot => {
    const slot = fn.frame.temp('0');
    fn.int(slot, 0);
    return slot;
  };
  const u = lay.under;
  fn.at(e.pos);
  if (u.kind === 'Slice') {
    const len = slots[0]!;
    fn.emit(Op.MAKESLICE, to, len, slots[1] ?? len, 0, fn.typeIndex(u.elem));
  } else {
    const op = u.kind === 'Map' ? Op.MKMAP : Op.MKCHAN;
    fn.emit(op, to, slots[0] ?? zero(), 0, 0, fn.typeIndex(type));
  }
  return to;
}

/** A size of make: any integer, or a constant that is one. */
const size = (fn: Fn, e: ast.Expr): Slot => indexValue(fn, e);

/** new(T), and since Go 1.26 new(x): a new variable with that value. */
function newCall(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  const to = dst ?? fn.frame.temp('1');
  const arg = e.args[0]!;
  const u = under(fn.typeOf(e)) as Type & { kind: 'Pointer' };
  if (fn.info.types.get(arg)?.mode === 'type') {
    fn.at(e.pos);
    fn.emit(Op.NEW, to, 0, 0, 0, fn.typeIndex(u.elem));
    return to;
  }
  const v = exprAs(fn, arg, u.elem);
  const cell = fn.frame.temp('1');
  fn.at(e.pos);
  fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(u.elem));
  store(fn, { kind: 'mem', addr: cell, off: 0 }, u.elem, v);
  fn.moveBytes(to, cell, 8);
  return to;
}
