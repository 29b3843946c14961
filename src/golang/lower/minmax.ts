/** The builtins min and max. */
import { Op } from '../../../assembly/abi/op.ts';
import { Kind } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import type { Lay } from './layout.ts';
import { prepare } from './order.ts';

export function minMax(fn: Fn, e: ast.CallExpr, min: boolean, dst?: Slot): Slot {
  const lay = fn.layOf(e);
  prepare(fn, e.args);
  const values = e.args.map((a) => expr(fn, a));
  const best = fn.temp(lay);
  fn.at(e.pos);
  fn.move(best, values[0]!, lay);
  for (const v of values.slice(1)) choose(fn, best, v, lay, min);
  if (dst === undefined) return best;
  fn.move(dst, best, lay);
  return dst;
}

function choose(fn: Fn, best: Slot, v: Slot, lay: Lay, min: boolean): void {
  if (lay.isFloat) return chooseFloat(fn, best, v, min);
  const keep = fn.label();
  if (lay.kind === Kind.STRING) {
    const less = fn.frame.temp('0');
    fn.emit(Op.SLT, less, min ? v : best, min ? best : v);
    fn.jump(Op.JF, keep, less);
  } else {
    const op = lay.signed || lay.size < 8 ? Op.JLES : Op.JLEU;
    fn.jump(op, keep, min ? best : v, min ? v : best);
  }
  fn.move(best, v, lay);
  fn.place(keep);
}

/** NaN wins; of two zeros the negative one is smaller: equal values differ in the sign bit only. */
function chooseFloat(fn: Fn, best: Slot, v: Slot, min: boolean): void {
  const t = fn.frame.temp('0');
  const take = fn.label();
  const keep = fn.label();
  fn.emit(Op.FLT, t, min ? v : best, min ? best : v);
  fn.jump(Op.JT, take, t);
  fn.emit(Op.FNE, t, v, v);
  fn.jump(Op.JT, take, t);
  fn.emit(Op.FEQ, t, v, best);
  fn.jump(Op.JF, keep, t);
  fn.emit(min ? Op.OR : Op.AND, best, best, v);
  fn.jump(Op.JMP, keep);
  fn.place(take);
  fn.emit(Op.MOV, best, v);
  fn.place(keep);
}
