/**
 * Functions of lib/ without a body: what `//gopark:native NAME` above one means. Most are functions
 * of the kernel, called with the arguments in the window; some are one instruction from float to
 * float, which takes its operand from the window and leaves its result there.
 */
import { FRAME_HEADER } from '../../../assembly/abi/frame.ts';
import { Native } from '../../../assembly/abi/native.ts';
import { Op } from '../../../assembly/abi/op.ts';
import type { Fn } from './fn.ts';
import { WINDOW } from './frame.ts';

const INSTRUCTIONS: Readonly<Record<string, Op>> = {
  FSQRT: Op.FSQRT,
  FFLOOR: Op.FFLOOR,
  FCEIL: Op.FCEIL,
  FTRUNC: Op.FTRUNC,
  FABS: Op.FABS,
};

export function isNative(name: string): boolean {
  return Object.hasOwn(INSTRUCTIONS, name) || (name in Native && name !== 'COUNT');
}

/** The call, when the window is filled. */
export function emitNative(fn: Fn, name: string): void {
  const op = INSTRUCTIONS[name];
  if (op !== undefined) return fn.emit(op, WINDOW + FRAME_HEADER + 8, WINDOW + FRAME_HEADER);
  fn.emit(Op.CALLN, WINDOW, 0, 0, 0, Native[name as keyof typeof Native]);
}
