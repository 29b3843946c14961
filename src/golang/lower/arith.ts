/** Unary and binary operators on numbers and strings. */
import { Op } from '../../../assembly/abi/op.ts';
import { Kind, NO_SLOT } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { constantInt, unparen } from './classify.ts';
import { compareValue } from './compare.ts';
import { cond } from './cond.ts';
import { expr, operand } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import type { Lay } from './layout.ts';
import { pointerTo } from './literalptr.ts';
import { allocates, prepare } from './order.ts';

export type ArithOp = ast.BinaryOp;

/** Opcode and whether the result must be brought into the type's range again. */
interface Row { op: Op; wraps: boolean }
const row = (op: Op, wraps = false): Row => ({ op, wraps });
const signedOps: Partial<Record<ArithOp, Row>> = {
  '+': row(Op.ADD, true), '-': row(Op.SUB, true), '*': row(Op.MUL, true), '/': row(Op.DIVS, true),
  '%': row(Op.REMS), '&': row(Op.AND), '|': row(Op.OR), '^': row(Op.XOR), '&^': row(Op.ANDN),
  '<<': row(Op.SHL, true), '>>': row(Op.SHRS),
};
const unsignedOps: typeof signedOps = {
  ...signedOps, '/': row(Op.DIVU), '%': row(Op.REMU), '>>': row(Op.SHRU),
};
const floatOps: Partial<Record<ArithOp, Op>> = {
  '+': Op.FADD, '-': Op.FSUB, '*': Op.FMUL, '/': Op.FDIV,
};

const comparisons = new Set<ArithOp>(['==', '!=', '<', '<=', '>', '>=']);

export function binary(fn: Fn, e: ast.BinaryExpr, dst?: Slot): Slot {
  if (comparisons.has(e.op)) return compareValue(fn, e, dst);
  const type = fn.typeOf(e);
  const lay = fn.lay(type);
  if (lay.kind === Kind.STRING) return concat(fn, e, dst);
  prepare(fn, [e.x, e.y]);
  if (lay.isInt) {
    const quick = immediate(fn, e, lay, dst);
    if (quick !== undefined) return quick;
  }
  const x = allocates(fn, [e.y]) ? expr(fn, e.x) : operand(fn, e.x);
  if (e.op === '<<' || e.op === '>>') return shift(fn, e, x, lay, dst);
  const y = operand(fn, e.y);
  const to = dst ?? fn.temp(lay);
  fn.at(e.pos);
  arith(fn, e.op, to, x, y, lay);
  return to;
}

/** [to] = [x] op [y] for numbers of the same type; shifts excepted. */
export function arith(fn: Fn, op: ArithOp, to: Slot, x: Slot, y: Slot, lay: Lay): void {
  if (lay.isComplex) return complexArith(fn, op, to, x, y, lay);
  if (lay.isFloat) {
    fn.emit(floatOps[op]!, to, x, y);
    return extend(fn, to, lay);
  }
  const r = (lay.signed ? signedOps : unsignedOps)[op];
  if (!r) throw new Error(`lower: operator ${op} on integers`);
  fn.emit(r.op, to, x, y);
  if (r.wraps) extend(fn, to, lay);
}

/** Brings a narrow result into its type's range: wraps integers, rounds float32. */
export function extend(fn: Fn, at: Slot, lay: Lay): void {
  if (lay.access.ext !== Op.NOP) fn.emit(lay.access.ext, at, at);
}

const fits32 = (c: bigint): boolean => c >= -0x80000000n && c <= 0x7fffffffn;

/** Operations with a constant: x+c, x-c, c+x, x*c, x&c, shifts, division by powers of two. */
function immediate(fn: Fn, e: ast.BinaryExpr, lay: Lay, dst?: Slot): Slot | undefined {
  let variable = e.x;
  let c = constantInt(fn, e.y);
  if (c === undefined && (e.op === '+' || e.op === '*' || e.op === '&')) {
    c = constantInt(fn, e.x);
    variable = e.y;
  }
  if (c === undefined) return undefined;
  const form = immediateForm(e.op, c, lay);
  if (!form) return undefined;
  const x = operand(fn, variable);
  const to = dst ?? fn.temp(lay);
  fn.at(e.pos);
  emitImmediate(fn, form, to, x, lay);
  return to;
}

interface Form { op: Op; i: number; wraps: boolean }

function immediateForm(op: ArithOp, c: bigint, lay: Lay): Form | undefined {
  const form = (o: Op, i: bigint, wraps: boolean): Form | undefined =>
    fits32(i) ? { op: o, i: Number(i), wraps } : undefined;
  const power = !lay.signed && c > 0n && (c & (c - 1n)) === 0n;
  switch (op) {
    case '+': return form(Op.ADDI, c, true);
    case '-': return form(Op.ADDI, -c, true);
    case '*': return form(Op.MULI, c, true);
    case '&': return form(Op.ANDI, c, false);
    case '&^': return lay.signed || lay.size < 8 ? form(Op.ANDI, ~c, false) : undefined;
    case '<<': return c < 64n ? form(Op.SHLI, c, true) : undefined;
    case '>>':
      if (lay.signed) return form(Op.SHRSI, c < 64n ? c : 63n, false);
      return c < 64n ? form(Op.SHRUI, c, false) : undefined;
    case '/': return power ? form(Op.SHRUI, BigInt(c.toString(2).length - 1), false) : undefined;
    case '%': return power ? form(Op.ANDI, c - 1n, false) : undefined;
    default: return undefined;
  }
}

function emitImmediate(fn: Fn, f: Form, to: Slot, x: Slot, lay: Lay): void {
  fn.emit(f.op, to, x, 0, 0, f.i);
  if (f.wraps) extend(fn, to, lay);
}

/** [to] = [x] op c if that is one instruction; for `x op= c` and `x++`. */
export function arithImmediate(
  fn: Fn, op: ArithOp, to: Slot, x: Slot, c: bigint, lay: Lay,
): boolean {
  const form = lay.isInt ? immediateForm(op, c, lay) : undefined;
  if (!form) return false;
  emitImmediate(fn, form, to, x, lay);
  return true;
}

function shift(fn: Fn, e: ast.BinaryExpr, x: Slot, lay: Lay, dst?: Slot): Slot {
  const count = operand(fn, e.y);
  const to = dst ?? fn.temp(lay);
  fn.at(e.pos);
  shiftBy(fn, e.op, to, x, count, lay, e.y);
  return to;
}

export function shiftBy(
  fn: Fn, op: ArithOp, to: Slot, x: Slot, count: Slot, lay: Lay, countExpr: ast.Expr,
): void {
  if (fn.layOf(countExpr).signed && constantInt(fn, countExpr) === undefined) {
    fn.emit(Op.SHIFTCHK, count);
  }
  arith(fn, op, to, x, count, lay);
}

function complexArith(fn: Fn, op: ArithOp, to: Slot, x: Slot, y: Slot, lay: Lay): void {
  const round = (at: Slot): void => {
    if (lay.kind === Kind.COMPLEX64) fn.emit(Op.FROUND, at, at);
  };
  switch (op) {
    case '+': case '-': {
      const o = op === '+' ? Op.FADD : Op.FSUB;
      fn.emit(o, to, x, y);
      fn.emit(o, to + 8, x + 8, y + 8);
      break;
    }
    case '*': {
      const [a, b, c, d] = [0, 0, 0, 0].map(() => fn.frame.temp('0')) as [Slot, Slot, Slot, Slot];
      fn.emit(Op.FMUL, a, x, y);
      fn.emit(Op.FMUL, b, x + 8, y + 8);
      fn.emit(Op.FMUL, c, x, y + 8);
      fn.emit(Op.FMUL, d, x + 8, y);
      for (const at of [a, b, c, d]) round(at);
      fn.emit(Op.FSUB, to, a, b);
      fn.emit(Op.FADD, to + 8, c, d);
      break;
    }
    default: fn.emit(Op.CDIV, to, x, y);
  }
  round(to);
  round(to + 8);
}

// ---- strings ------------------------------------------------------------------------------------

/** The operands of a chain `a + b + c`, from the left. */
function chain(fn: Fn, e0: ast.Expr, out: ast.Expr[]): void {
  // Long chains lean to the left: no recursion along them.
  const right: ast.Expr[] = [];
  let e = unparen(e0);
  while (e.kind === 'BinaryExpr' && e.op === '+' && !fn.info.types.get(e)?.value) {
    right.push(e.y);
    e = unparen(e.x);
  }
  out.push(e);
  while (right.length > 0) {
    const y = unparen(right.pop()!);
    if (y.kind === 'BinaryExpr' && y.op === '+' && !fn.info.types.get(y)?.value) chain(fn, y, out);
    else out.push(y);
  }
}

function concat(fn: Fn, e: ast.BinaryExpr, dst?: Slot): Slot {
  const parts: ast.Expr[] = [];
  chain(fn, e, parts);
  const to = dst ?? fn.frame.temp('10');
  fn.scratch(() => {
    prepare(fn, parts);
    concatParts(fn, parts, to, e.pos);
  });
  return to;
}

/** At most this many strings at once, so that a long chain needs no large frame. */
const CHAIN = 64;

function concatParts(fn: Fn, parts: ast.Expr[], to: Slot, pos: ast.Pos): void {
  const run = fn.frame.temp('10'.repeat(Math.min(parts.length, CHAIN)));
  let n = 0;
  parts.forEach((part, i) => {
    expr(fn, part, run + 16 * n);
    n++;
    if (n < CHAIN && i < parts.length - 1) return;
    fn.at(pos);
    fn.emit(Op.CONCAT, i === parts.length - 1 ? to : run, run, n);
    n = 1;
  });
}

// ---- unary --------------------------------------------------------------------------------------

export function unary(fn: Fn, e: ast.UnaryExpr, dst?: Slot): Slot {
  switch (e.op) {
    case '&': return pointerTo(fn, e, dst);
    case '<-': return receive(fn, e, dst);
    case '+': return expr(fn, e.x, dst);
    default:
  }
  const lay = fn.layOf(e);
  const x = operand(fn, e.x);
  const to = dst ?? fn.temp(lay);
  fn.at(e.pos);
  if (e.op === '!') fn.emit(Op.NOT, to, x);
  else if (e.op === '^') fn.emit(Op.COM, to, x);
  else negate(fn, to, x, lay);
  if (e.op !== '!' && lay.isInt) extend(fn, to, lay);
  return to;
}

function negate(fn: Fn, to: Slot, x: Slot, lay: Lay): void {
  if (lay.isInt) return fn.emit(Op.NEG, to, x);
  fn.emit(Op.FNEG, to, x);
  if (lay.isComplex) fn.emit(Op.FNEG, to + 8, x + 8);
}

function receive(fn: Fn, e: ast.UnaryExpr, dst?: Slot): Slot {
  const chan = expr(fn, e.x);
  const elem = chanElem(fn, e.x);
  const to = dst ?? fn.tempOf(elem);
  fn.at(e.pos);
  fn.emit(Op.RECV, to, chan, NO_SLOT);
  return to;
}

export function chanElem(fn: Fn, e: ast.Expr): Type {
  const u = under(fn.typeOf(e));
  if (u.kind !== 'Chan') throw new Error(`lower: ${u.kind} is no channel`);
  return u.elem;
}

/** && and || as values. */
export function logical(fn: Fn, e: ast.BinaryExpr, dst?: Slot): Slot {
  const to = dst ?? fn.frame.temp('0');
  const no = fn.label();
  const yes = fn.label();
  const end = fn.label();
  cond(fn, e, yes, no, true);
  fn.place(yes);
  fn.int(to, 1);
  fn.jump(Op.JMP, end);
  fn.place(no);
  fn.int(to, 0);
  fn.place(end);
  return to;
}
