/** The operator &. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import { unparen } from './classify.ts';
import { pointerToLiteral } from './composite.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { address } from './place.ts';
import { placeOf } from './placeof.ts';

export function pointerTo(fn: Fn, e: ast.UnaryExpr, dst?: Slot): Slot {
  const x = unparen(e.x);
  if (x.kind === 'CompositeLit') return pointerToLiteral(fn, x, fn.typeOf(x), dst);
  const p = placeOf(fn, x);
  fn.at(e.pos);
  // &*p and &p.f panic where p is nil.
  if (x.kind !== 'Ident' && p.kind === 'mem' && p.off === 0) fn.emit(Op.NILCHK, p.addr);
  return address(fn, p, fn.typeOf(x), dst);
}
