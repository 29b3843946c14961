/** From the operand x of x.M to the receiver that the method wants. */
import { Op } from '../../../assembly/abi/op.ts';
import type { Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { type Place, address, load } from './place.ts';
import { walkPath } from './placeof.ts';
import { type Method, isDynamic } from './target.ts';

const pointers = new WeakMap<Type, Type>();

function pointerType(elem: Type): Type {
  let type = pointers.get(elem);
  if (!type) pointers.set(elem, (type = { kind: 'Pointer', elem }));
  return type;
}

/** The type of the receiver as the method wants it, from the type of x. */
export function receiverType(m: Method, x: Type): Type {
  let type = x;
  for (const index of m.path) {
    const u = under(type);
    const st = under(u.kind === 'Pointer' ? u.elem : u);
    if (st.kind !== 'Struct') throw new Error(`lower: no field in a ${st.kind}`);
    type = st.fields[index]!.type;
  }
  if (isDynamic(m)) return type;
  const u = under(type);
  if (m.ptrRecv) return u.kind === 'Pointer' ? type : pointerType(type);
  return u.kind === 'Pointer' ? u.elem : type;
}

/** Through embedded fields; then its address is taken, or a pointer followed, if need be. */
export function receiverAt(fn: Fn, m: Method, start: Place, x: Type, dst?: Slot): Slot {
  const { place, type } = walkPath(fn, start, x, m.path);
  const u = under(type);
  if (isDynamic(m)) return load(fn, place, type, dst);
  if (!m.ptrRecv) {
    if (u.kind !== 'Pointer') return load(fn, place, type, dst);
    return load(fn, { kind: 'mem', addr: load(fn, place, type), off: 0 }, u.elem, dst);
  }
  if (u.kind === 'Pointer') return load(fn, place, type, dst);
  // The address of a field needs what has the field.
  if (m.path.length > 0 && place.kind === 'mem' && place.off === 0) fn.emit(Op.NILCHK, place.addr);
  return address(fn, place, type, dst);
}
