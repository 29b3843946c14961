/** Declared functions as values. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Func } from '../types/types.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';

export function funcValue(fn: Fn, f: Func, id: ast.Ident, dst?: Slot): Slot {
  const targs = (fn.info.instances.get(id)?.targs ?? []).map((t) => fn.subst(t));
  fn.at(id.pos);
  return staticFunc(fn, fn.unit.funcs.index(f, targs), dst);
}

/** A func value of a function that captures nothing. */
export function staticFunc(fn: Fn, index: number, dst?: Slot): Slot {
  const to = dst ?? fn.frame.temp('1');
  fn.emit(Op.LEAD, to, 0, 0, 0, fn.unit.funcs.staticClosure(index));
  return to;
}
