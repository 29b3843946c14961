/** Slices made of single values: the last argument of a variadic call, and slice literals. */
import { Op } from '../../../assembly/abi/op.ts';
import type { Type } from '../types/types.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { store } from './place.ts';

export type Evaluate = (fn: Fn, dst?: Slot) => Slot;

/** A new slice of these values; nil if there are none. */
export function sliceLiteral(fn: Fn, elem: Type, values: Evaluate[], dst?: Slot): Slot {
  const to = dst ?? fn.frame.temp('100');
  if (values.length === 0) {
    fn.zeroBytes(to, 24);
    return to;
  }
  const array = fn.frame.temp('1');
  const size = fn.lay(elem).size;
  const type: Type = { kind: 'Array', len: values.length, elem };
  const pos = fn.pos;
  fn.emit(Op.NEW, array, 0, 0, 0, fn.typeIndex(type));
  values.forEach((v, i) => fn.scratch(() => {
    store(fn, { kind: 'mem', addr: array, off: i * size }, elem, v(fn));
  }));
  fn.at(pos);
  header(fn, to, array, values.length);
  return to;
}

/** [to:3] = the slice of the whole array at an address. */
export function header(fn: Fn, to: Slot, array: Slot, len: number): void {
  fn.moveBytes(to, array, 8);
  fn.int(to + 8, len);
  fn.int(to + 16, len);
}
