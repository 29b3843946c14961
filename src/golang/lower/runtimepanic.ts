/** Panics that lowering itself raises: their value has the type of the runtime's own errors. */
import { Op } from '../../../assembly/abi/op.ts';
import { Typ } from '../types/basic.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';

/** Panics with `n` strings, at `run`, as the text. */
export function runtimePanic(fn: Fn, run: Slot, n: number): void {
  const text = n === 1 ? run : fn.frame.temp('10');
  if (n > 1) fn.emit(Op.CONCAT, text, run, n);
  const value = fn.frame.temp('01');
  const obj = fn.unit.package('runtime')?.pkg.scope.get('rtError');
  const type = fn.typeIndex(obj?.kind === 'TypeName' ? obj.type : Typ.string);
  fn.emit(Op.MKIFACE, value, text, 0, 0, type);
  fn.emit(Op.PANIC, value);
}
