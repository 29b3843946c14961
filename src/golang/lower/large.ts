/** Values too large for a frame go from memory to memory. */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_VALUE_MAX } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { unparen } from './classify.ts';
import { pointerToLiteral } from './composite.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { type Place, address } from './place.ts';
import { placeOf } from './placeof.ts';

/** The address of a large value, if the expression has one: a variable, or a literal. */
export function largeSource(fn: Fn, e0: ast.Expr, type: Type): Slot | undefined {
  const e = unparen(e0);
  if (fn.lay(type).size <= FRAME_VALUE_MAX || fn.hoisted.has(e)) return undefined;
  if (e.kind === 'CompositeLit') return pointerToLiteral(fn, e, type);
  return fn.tv(e).mode === 'variable' ? address(fn, placeOf(fn, e), type) : undefined;
}

/** Copies the large value at an address to a place. */
export function storeLarge(fn: Fn, p: Place, type: Type, from: Slot): void {
  const to = address(fn, p, type);
  fn.emit(Op.MOVEM, to, from, 0, 0, fn.lay(type).size);
}
