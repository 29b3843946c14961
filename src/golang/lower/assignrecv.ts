/** What a case of select received, to where its left sides say. */
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import { type Value, } from './call.ts';
import { isBlank } from './classify.ts';
import { convertTo } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { store } from './place.ts';
import { placeOf } from './placeof.ts';

const boolType: Type = { kind: 'Basic', basic: 'bool', name: 'bool' };

export function assignReceived(fn: Fn, s: ast.AssignStmt, value: Value, ok: Slot): void {
  const [x, y] = s.lhs;
  if (x && !isBlank(x)) assignValue(fn, x, value.slot, value.type);
  if (y && !isBlank(y) && ok !== NO_SLOT) assignValue(fn, y, ok, boolType);
}

/** A value that is in a slot to a variable or place, declared here if it is new. */
export function assignValue(fn: Fn, e: ast.Expr, slot: Slot, type: Type): void {
  const v = e.kind === 'Ident' ? fn.info.defs.get(e) : undefined;
  fn.at(e.pos);
  if (v?.kind === 'Var') {
    const b = fn.newVariable(v);
    const value = convertTo(fn, slot, type, b.type);
    store(fn, b.kind === 'slot' ? { kind: 'slot', at: b.at } : { kind: 'mem', addr: b.at, off: 0 }, b.type, value);
    fn.bindings.set(v, b);
    return;
  }
  const to = fn.typeOf(e);
  const place = placeOf(fn, e);
  store(fn, place, to, convertTo(fn, slot, type, to));
}
