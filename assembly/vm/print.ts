/** What the natives of print and println gather, per M, until PRINTEND. */
import { Native } from '../abi/native';
import { textFloat } from '../guest/number';
import { stackalloc, stackclass, stackfree } from '../guest/stack';
import {
  text, textAddress, textHex, textInt, textLength, textStart, textUint,
} from '../guest/text';
import { M } from '../runtime/runtime2';

const SMALLEST: u32 = 256;

/** Bytes of the buffer that holds a text of `n` bytes: it is always the class of its content. */
export function printCapacity(n: u32): u32 {
  return stackclass(n < SMALLEST ? SMALLEST : n);
}

/** Adds bytes; false: memory limit. */
function add(mp: M, from: usize, n: u32): bool {
  const len = mp.printlen;
  const size = printCapacity(len + n);
  if (mp.printbuf == 0 || size > printCapacity(len)) {
    const at = stackalloc(size);
    if (at == 0) return false;
    if (mp.printbuf != 0) {
      memory.copy(at, mp.printbuf, len);
      stackfree(mp.printbuf, printCapacity(len));
    }
    mp.printbuf = at as u32;
  }
  memory.copy(mp.printbuf + len, from, n);
  mp.printlen = len + n;
  return true;
}

/** Executes one of PRINTSTRING ... PRINTPOINTER; false: memory limit. */
export function printNative(mp: M, fn: i32, args: usize): bool {
  if (fn == Native.PRINTSTRING) return add(mp, load<u32>(args), load<u32>(args, 8));
  textStart();
  switch (fn) {
    case Native.PRINTINT:
      textInt(load<i64>(args));
      break;
    case Native.PRINTUINT:
      textUint(load<u64>(args));
      break;
    case Native.PRINTFLOAT:
      textFloat(load<f64>(args), false);
      break;
    case Native.PRINTFLOAT32:
      textFloat(load<f64>(args), true);
      break;
    case Native.PRINTBOOL:
      text(load<u8>(args) != 0 ? 'true' : 'false');
      break;
    default:
      textHex(load<u64>(args));
  }
  return add(mp, textAddress(), textLength());
}
