/** The builtin append. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { isNil } from './classify.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { prepare } from './order.ts';
import { store } from './place.ts';

export function appendCall(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  const [first, ...rest] = e.args as [ast.Expr, ...ast.Expr[]];
  const elem = (fn.under(e) as Type & { kind: 'Slice' }).elem;
  prepare(fn, e.args);
  const base = exprAs(fn, first, fn.typeOf(e));
  if (rest.length === 0) return dst === undefined ? base : (fn.moveBytes(dst, base, 24), dst);
  if (e.hasDots) return appendSlice(fn, e, base, rest[0]!, elem, dst);
  const values = rest.map((x) => exprAs(fn, x, elem));
  const to = dst ?? fn.frame.temp('100');
  fn.at(e.pos);
  if (values.length === 1) fn.emit(Op.APPEND1, to, base, values[0]!, 0, fn.typeIndex(elem));
  else appendValues(fn, base, values, elem, to);
  return to;
}

function appendSlice(
  fn: Fn, e: ast.CallExpr, base: Slot, more: ast.Expr, elem: Type, dst?: Slot,
): Slot {
  if (isNil(fn, more)) return dst === undefined ? base : (fn.moveBytes(dst, base, 24), dst);
  const from = expr(fn, more);
  const to = dst ?? fn.frame.temp('100');
  fn.at(e.pos);
  fn.emit(Op.APPENDS, to, base, from, 0, fn.typeIndex(elem));
  return to;
}

/** Grows once, then stores one after the other behind what was there. */
function appendValues(fn: Fn, base: Slot, values: Slot[], elem: Type, to: Slot): void {
  const n = fn.frame.temp('0');
  const index = fn.frame.temp('0');
  const grown = fn.frame.temp('100');
  fn.moveBytes(index, base + 8, 8);
  fn.int(n, values.length);
  fn.emit(Op.GROW, grown, base, n, 0, fn.typeIndex(elem));
  const size = fn.lay(elem).size;
  values.forEach((v, i) => {
    if (i > 0) fn.emit(Op.ADDI, index, index, 0, 0, 1);
    fn.scratch(() => store(fn, { kind: 'elem', slice: grown, index, size }, elem, v));
  });
  fn.moveBytes(to, grown, 24);
}
