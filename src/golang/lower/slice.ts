/** Slice expressions x[lo:hi:max]. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { constantInt } from './classify.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { prepare } from './order.ts';
import { address } from './place.ts';
import { placeOf } from './placeof.ts';

export function sliceExpr(fn: Fn, e: ast.SliceExpr, dst?: Slot): Slot {
  const type = fn.typeOf(e.x);
  const u = under(type);
  const bounds = [e.lo, e.hi, e.max];
  prepare(fn, [e.x, ...bounds.filter((x) => x !== undefined)]);
  const array = u.kind === 'Array' ? u : u.kind === 'Pointer' ? under(u.elem) : undefined;
  const base = array ? arrayAddress(fn, e.x, type) : expr(fn, e.x);
  const run = fn.frame.temp('0000');
  let given = 0;
  bounds.forEach((x, i) => {
    if (!x) return;
    given |= 1 << i;
    const c = constantInt(fn, x);
    if (c === undefined) expr(fn, x, run + 8 * i);
    else fn.int(run + 8 * i, c);
  });
  const to = dst ?? fn.tempOf(fn.typeOf(e));
  fn.at(e.pos);
  if (array?.kind === 'Array') {
    fn.int(run + 24, array.len);
    fn.emit(Op.SLICEARR, to, base, run, given, fn.lay(array.elem).size);
  } else if (u.kind === 'Slice') {
    fn.emit(Op.SLICE, to, base, run, given, fn.lay(u.elem).size);
  } else {
    fn.emit(Op.SLICESTR, to, base, run, given, 1);
  }
  return to;
}

/**
 * Of an array variable (it lives on the heap, since it is sliced), or of what a pointer points
 * to.
 */
function arrayAddress(fn: Fn, e: ast.Expr, type: Type): Slot {
  if (under(type).kind === 'Pointer') return expr(fn, e);
  return address(fn, placeOf(fn, e), type);
}
