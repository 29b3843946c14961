/** What a case of select received, to where its left sides say. */
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import type { Value } from './call.ts';
import { isBlank } from './classify.ts';
import { convertTo } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { store } from './place.ts';
import { bindingPlace, placeOf } from './placeof.ts';
import { Storing } from './storing.ts';

const boolType: Type = { kind: 'Basic', basic: 'bool', name: 'bool' };

export function assignReceived(fn: Fn, s: ast.AssignStmt, value: Value, ok: Slot): void {
  const [x, y] = s.lhs;
  const pairs: Pair[] = [];
  if (x && !isBlank(x)) pairs.push({ e: x, slot: value.slot, type: value.type });
  if (y && !isBlank(y) && ok !== NO_SLOT) pairs.push({ e: y, slot: ok, type: boolType });
  assignValues(fn, pairs);
}

/** A left side, and the slot with the value for it. */
export interface Pair { e: ast.Expr; slot: Slot; type: Type }

/** Several values at once: the places are found before the first is written. */
export function assignValues(fn: Fn, pairs: Pair[]): void {
  const first = pairs[0];
  if (pairs.length < 2 || (first?.e.kind === 'Ident' && fn.info.defs.has(first.e))) {
    for (const p of pairs) assignValue(fn, p.e, p.slot, p.type);
    return;
  }
  const types = pairs.map((p) => fn.typeOf(p.e));
  const places = pairs.map((p) => placeOf(fn, p.e));
  const storing = new Storing(fn, places, types);
  const frozen = places.map((p) => storing.freeze(p));
  const values = pairs.map((p, i) => {
    return storing.keep(convertTo(fn, p.slot, p.type, types[i]!), types[i]!);
  });
  values.forEach((v, i) => store(fn, frozen[i]!, types[i]!, v));
}

/** A value that is in a slot to a variable or place, declared here if it is new. */
export function assignValue(fn: Fn, e: ast.Expr, slot: Slot, type: Type): void {
  const v = e.kind === 'Ident' ? fn.info.defs.get(e) : undefined;
  fn.at(e.pos);
  if (v?.kind === 'Var') {
    const b = fn.newVariable(v);
    const value = convertTo(fn, slot, type, b.type);
    store(fn, bindingPlace(b), b.type, value);
    fn.bindings.set(v, b);
    return;
  }
  const to = fn.typeOf(e);
  const place = placeOf(fn, e);
  store(fn, place, to, convertTo(fn, slot, type, to));
}
