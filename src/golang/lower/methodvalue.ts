/** Method values x.M and method expressions T.M. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Selection, Type } from '../types/types.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { boundMethod, methodExpression } from './forward.ts';
import { staticFunc } from './funcvalue.ts';
import { placeOf } from './placeof.ts';
import { receiverAt, receiverType } from './receiver.ts';
import { type Method, isDynamic, methodOf } from './target.ts';

export function methodValue(fn: Fn, e: ast.SelectorExpr, sel: Selection, dst?: Slot): Slot {
  const method = methodOf(fn, e, sel);
  if (fn.info.types.get(e.x)?.mode === 'type') {
    fn.at(e.pos);
    return staticFunc(fn, methodExpression(fn.unit, method), dst);
  }
  const x = placeOf(fn, e.x);
  fn.at(e.pos);
  const type = fn.typeOf(e.x);
  const recv = receiverAt(fn, method, x, type);
  return bind(fn, method, recv, receiverType(method, type), dst);
}

/** The closure that remembers the receiver. */
function bind(fn: Fn, method: Method, recv: Slot, type: Type, dst?: Slot): Slot {
  const lay = fn.lay(type);
  // A nil interface has no methods; find out now.
  if (isDynamic(method)) fn.emit(Op.NILCHK, recv);
  const to = dst ?? fn.frame.temp('1');
  const index = boundMethod(fn.unit, method, type);
  fn.emit(Op.CLOSURE, to, 0, recv, lay.slotBytes / 8, index);
  return to;
}
