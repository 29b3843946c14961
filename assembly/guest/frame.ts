/**
 * Walking a goroutine's frames, innermost first. Most frames were called by an instruction, whose
 * operand A tells how far below the caller's frame lies. Calls that no instruction makes
 * (deferred functions, the function that reports a panic) stand behind a gate:
 *
 *     caller's frame (all of FuncEntry.FRAME) | gate, 16 bytes            | callee's frame
 *                                             | pc | distance | panic | - | retpc = RET_GATE, ctx
 *
 * pc: the caller's instruction, which is executed (again) after the return; distance: from the
 * caller's frame to the callee's; panic: the panic that runs the deferred call (vm/panic.ts), or
 * 0.
 */
import { Ins } from '../abi/frame';

/** retpc of a goroutine's first frame, of a frame behind a gate. Return addresses are larger. */
export const RET_FIRST: u32 = 0;
export const RET_GATE: u32 = 1;

@unmanaged
export class Gate {
  pc: u32;
  distance: u32;
  panic: u32;
  pad: u32;
}

/** The gate before a frame whose retpc is RET_GATE. */
export function gateOf(fp: usize): Gate {
  return changetype<Gate>(fp - offsetof<Gate>());
}

/** Frame of the caller; 0: this is the goroutine's first. */
export function callerFrame(fp: usize): usize {
  const ret: usize = load<u32>(fp);
  if (ret == RET_FIRST) return 0;
  if (ret == RET_GATE) return fp - gateOf(fp).distance;
  return fp - load<u16>(ret - Ins.SIZE, Ins.A);
}

/** The caller's instruction at which it stands: its call, or what a deferred call interrupts. */
export function callerPc(fp: usize): usize {
  const ret: usize = load<u32>(fp);
  if (ret == RET_FIRST) return 0;
  return ret == RET_GATE ? (gateOf(fp).pc as usize) : ret - Ins.SIZE;
}
