/** Expressions that can give a second value: m[k], x.(T), <-c. */
import { Op } from '../../../assembly/abi/op.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { chanElem } from './arith.ts';
import { assertTo, assertedType } from './assert.ts';
import { unparen } from './classify.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';

export interface CommaOk {
  expr: ast.Expr;
  /** The type of the first value. */
  type: Type;
  operands: ast.Expr[];
  /** `drop`: the first value is not wanted. The slots are used if given. */
  emit(fn: Fn, drop: boolean, value?: Slot, ok?: Slot): { value: Slot; ok: Slot };
}

export function commaOkOf(fn: Fn, e0: ast.Expr): CommaOk | undefined {
  const e = unparen(e0);
  switch (e.kind) {
    case 'IndexExpr': return mapElement(fn, e);
    case 'TypeAssertExpr': return assertion(fn, e);
    case 'UnaryExpr': return e.op === '<-' ? receive(fn, e) : undefined;
    default: return undefined;
  }
}

function slots(fn: Fn, type: Type, value?: Slot, ok?: Slot): { value: Slot; ok: Slot } {
  return { value: value ?? fn.tempOf(type), ok: ok ?? fn.frame.temp('0') };
}

function mapElement(fn: Fn, e: ast.IndexExpr): CommaOk | undefined {
  const type = fn.typeOf(e.x);
  const u = fn.lay(type).under;
  if (u.kind !== 'Map') return undefined;
  const key = e.indices[0]!;
  return {
    expr: e, type: u.elem, operands: [e.x, key],
    emit(f, _drop, value, ok) {
      const map = expr(f, e.x);
      const k = exprAs(f, key, u.key);
      const to = slots(f, u.elem, value, ok);
      f.at(e.pos);
      f.emit(Op.MGET, to.value, map, k, to.ok, f.typeIndex(type));
      return to;
    },
  };
}

function assertion(fn: Fn, e: ast.TypeAssertExpr): CommaOk {
  const type = assertedType(fn, e);
  return {
    expr: e, type, operands: [e.x],
    emit(f, _drop, value, ok) {
      const x = expr(f, e.x);
      const to = slots(f, type, value, ok);
      f.at(e.pos);
      assertTo(f, to.value, x, type, to.ok, f.typeOf(e.x));
      return to;
    },
  };
}

function receive(fn: Fn, e: ast.UnaryExpr): CommaOk {
  const type = chanElem(fn, e.x);
  return {
    expr: e, type, operands: [e.x],
    emit(f, drop, value, ok) {
      const chan = expr(f, e.x);
      const to = slots(f, type, value, ok);
      f.at(e.pos);
      f.emit(Op.RECV, drop ? NO_SLOT : to.value, chan, to.ok);
      return to;
    },
  };
}

