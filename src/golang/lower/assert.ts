/** Type assertions. */
import { Op } from '../../../assembly/abi/op.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { isInterface, under } from '../types/predicates.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';

/** x.(T): panics if it is not. */
export function typeAssert(fn: Fn, e: ast.TypeAssertExpr, dst?: Slot): Slot {
  const type = assertedType(fn, e);
  const x = expr(fn, e.x);
  const to = dst ?? fn.tempOf(type);
  fn.at(e.pos);
  assertTo(fn, to, x, type, NO_SLOT, fn.typeOf(e.x));
  return to;
}

/** The type in the parentheses. (With comma-ok the expression itself has two types.) */
export function assertedType(fn: Fn, e: ast.TypeAssertExpr): Type {
  return fn.typeOf(e.type!);
}

/** The value at `to` from the interface at `x`; `ok`: a slot, or NO_SLOT to panic. */
export function assertTo(
  fn: Fn, to: Slot, x: Slot, type: Type, ok: Slot, from: Type,
): void {
  if (isInterface(type)) {
    wantInterface(fn, type);
    fn.emit(Op.ASSERTI, to, x, ok, 0, fn.typeIndex(type));
  } else {
    fn.emit(Op.ASSERT, to, x, ok, 0, fn.typeIndex(type));
  }
  fn.emit(Op.ASSERTX, 0, 0, 0, 0, fn.typeIndex(from));
}

/** Whether a type implements an interface is looked up in its table of methods. */
export function wantInterface(fn: Fn, type: Type): void {
  const u = under(type);
  if (u.kind !== 'Interface') return;
  for (const m of u.methods) fn.unit.wantedMethods.add(fn.unit.types.methodId(m));
}
