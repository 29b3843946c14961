/** Comparison operators as values, and the classes of operands that they tell apart. */
import { Op } from '../../../assembly/abi/op.ts';
import { Kind } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { isInterface } from '../types/predicates.ts';
import { constantInt, isNil } from './classify.ts';
import { expr, exprAs, operand } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import type { Lay } from './layout.ts';
import { allocates, prepare } from './order.ts';

export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Operands ready to be compared: integers (or a pointer with 0), possibly with an immediate. */
export type Comparison =
  | { kind: 'int'; op: CompareOp; x: Slot; y: Slot; signed: boolean }
  | { kind: 'imm'; op: CompareOp; x: Slot; imm: bigint }
  | { kind: 'bool'; slot: Slot; negate: boolean };

const mirrored: Record<CompareOp, CompareOp> = {
  '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=',
};

/** Evaluates the operands, and the comparison itself unless a jump can do it. */
export function comparison(fn: Fn, e: ast.BinaryExpr): Comparison {
  const op = e.op as CompareOp;
  if (isNil(fn, e.y)) return withNil(fn, op, e.x);
  if (isNil(fn, e.x)) return withNil(fn, op, e.y);
  const tx = fn.typeOf(e.x);
  const ty = fn.typeOf(e.y);
  const type = isInterface(ty) ? ty : tx;
  prepare(fn, [e.x, e.y]);
  const lay = fn.lay(type);
  if (lay.kind === Kind.STRING) {
    const empty = emptyString(fn, e);
    if (empty) return empty;
  }
  if (isWord(lay)) return words(fn, e, op, lay);
  const x = exprAs(fn, e.x, type);
  const y = exprAs(fn, e.y, type);
  fn.at(e.pos);
  return other(fn, op, x, y, type);
}

/** Integers, booleans and all that is one address. */
const isWord = (lay: Lay): boolean =>
  lay.slotBytes === 8 && !lay.isFloat && lay.kind !== Kind.STRUCT && lay.kind !== Kind.ARRAY;

function withNil(fn: Fn, op: CompareOp, e: ast.Expr): Comparison {
  if (isNil(fn, e)) return { kind: 'imm', op, x: nilSlot(fn), imm: 0n };
  return { kind: 'imm', op, x: operand(fn, e), imm: 0n };
}

function nilSlot(fn: Fn): Slot {
  const slot = fn.frame.temp('0');
  fn.int(slot, 0);
  return slot;
}

/** s == "" looks at the length. */
function emptyString(fn: Fn, e: ast.BinaryExpr): Comparison | undefined {
  const isEmpty = (x: ast.Expr): boolean => {
    const v = fn.info.types.get(x)?.value;
    return v?.kind === 'string' && v.value === '';
  };
  const op = e.op as CompareOp;
  if (op !== '==' && op !== '!=') return undefined;
  const s = isEmpty(e.y) ? e.x : isEmpty(e.x) ? e.y : undefined;
  return s && { kind: 'imm', op, x: operand(fn, s) + 8, imm: 0n };
}

function words(fn: Fn, e: ast.BinaryExpr, op: CompareOp, lay: Lay): Comparison {
  // Zero-extended narrow integers compare alike as signed ones.
  const signed = lay.signed || lay.size < 8;
  const cy = constantOf(fn, e.y);
  if (cy !== undefined && usable(cy, op, signed)) {
    return { kind: 'imm', op, x: operand(fn, e.x), imm: cy };
  }
  const cx = constantOf(fn, e.x);
  if (cx !== undefined && usable(cx, op, signed)) {
    return { kind: 'imm', op: mirrored[op], x: operand(fn, e.y), imm: cx };
  }
  const x = allocates(fn, [e.y]) ? expr(fn, e.x) : operand(fn, e.x);
  const y = operand(fn, e.y);
  fn.at(e.pos);
  return { kind: 'int', op, x, y, signed };
}

function constantOf(fn: Fn, e: ast.Expr): bigint | undefined {
  const v = fn.info.types.get(e)?.value;
  if (v?.kind === 'bool') return v.value ? 1n : 0n;
  return constantInt(fn, e);
}

const usable = (c: bigint, op: CompareOp, signed: boolean): boolean =>
  c >= -0x80000000n && c <= 0x7fffffffn && (signed || op === '==' || op === '!=');

/** Values that no integer comparison can do. */
export function other(fn: Fn, op: CompareOp, x: Slot, y: Slot, type: Type): Comparison {
  const lay = fn.lay(type);
  const slot = fn.frame.temp('0');
  const result = (negate: boolean): Comparison => ({ kind: 'bool', slot, negate });
  if (lay.isFloat) {
    floatCompare(fn, op, slot, x, y);
    return result(false);
  }
  if (lay.isComplex) {
    const im = fn.frame.temp('0');
    fn.emit(Op.FEQ, slot, x, y);
    fn.emit(Op.FEQ, im, x + 8, y + 8);
    fn.emit(Op.AND, slot, slot, im);
    return result(op === '!=');
  }
  if (lay.kind === Kind.STRING) {
    stringCompare(fn, op, slot, x, y);
    return result(false);
  }
  if (lay.kind === Kind.INTERFACE) fn.emit(Op.IFEQ, slot, x, y);
  else fn.emit(Op.EQT, slot, x, y, 0, fn.typeIndex(type));
  return result(op === '!=');
}

function floatCompare(fn: Fn, op: CompareOp, to: Slot, x: Slot, y: Slot): void {
  switch (op) {
    case '==': return fn.emit(Op.FEQ, to, x, y);
    case '!=': return fn.emit(Op.FNE, to, x, y);
    case '<': return fn.emit(Op.FLT, to, x, y);
    case '<=': return fn.emit(Op.FLE, to, x, y);
    case '>': return fn.emit(Op.FLT, to, y, x);
    case '>=': return fn.emit(Op.FLE, to, y, x);
  }
}

function stringCompare(fn: Fn, op: CompareOp, to: Slot, x: Slot, y: Slot): void {
  switch (op) {
    case '==': return fn.emit(Op.SEQ, to, x, y);
    case '!=': return fn.emit(Op.SNE, to, x, y);
    case '<': return fn.emit(Op.SLT, to, x, y);
    case '<=': return fn.emit(Op.SLE, to, x, y);
    case '>': return fn.emit(Op.SLT, to, y, x);
    case '>=': return fn.emit(Op.SLE, to, y, x);
  }
}

/** Integers: [to] = [x] op [y]. */
export function intCompare(
  fn: Fn, op: CompareOp, to: Slot, x: Slot, y: Slot, signed: boolean,
): void {
  switch (op) {
    case '==': return fn.emit(Op.EQ, to, x, y);
    case '!=': return fn.emit(Op.NE, to, x, y);
    case '<': return fn.emit(signed ? Op.LTS : Op.LTU, to, x, y);
    case '<=': return fn.emit(signed ? Op.LES : Op.LEU, to, x, y);
    case '>': return fn.emit(signed ? Op.LTS : Op.LTU, to, y, x);
    case '>=': return fn.emit(signed ? Op.LES : Op.LEU, to, y, x);
  }
}

export const immediateCompare: Record<CompareOp, Op> = {
  '==': Op.EQI, '!=': Op.NEI, '<': Op.LTSI, '<=': Op.LESI, '>': Op.GTSI, '>=': Op.GESI,
};

export function compareValue(fn: Fn, e: ast.BinaryExpr, dst?: Slot): Slot {
  const c = comparison(fn, e);
  const to = dst ?? fn.frame.temp('0');
  fn.at(e.pos);
  switch (c.kind) {
    case 'int': intCompare(fn, c.op, to, c.x, c.y, c.signed); break;
    case 'imm': fn.emit(immediateCompare[c.op], to, c.x, 0, 0, Number(c.imm)); break;
    case 'bool':
      if (c.negate) fn.emit(Op.NOT, to, c.slot);
      else fn.moveBytes(to, c.slot, to === c.slot ? 0 : 8);
  }
  return to;
}

/** Are two values in slots equal? For switch. Jumps need nothing more. */
export function equality(fn: Fn, x: Slot, y: Slot, type: Type): Comparison {
  const lay = fn.lay(type);
  if (isWord(lay)) return { kind: 'int', op: '==', x, y, signed: true };
  return other(fn, '==', x, y, type);
}
