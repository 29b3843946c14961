/** Constants into slots. */
import { Op } from '../../../assembly/abi/op.ts';
import type { ConstValue, Type } from '../types/types.ts';
import { float32Value, float64Value, imag, real, toInt } from '../types/constant.ts';
import { Kind } from '../../../assembly/abi/frame.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';

const scratch = new DataView(new ArrayBuffer(8));

/** The bits of a double. */
export function floatBits(x: number): bigint {
  scratch.setFloat64(0, x);
  return scratch.getBigInt64(0);
}

/** Writes a constant of a (not interface) type to `dst`. */
export function constant(fn: Fn, value: ConstValue, type: Type, dst: Slot): void {
  const lay = fn.lay(type);
  if (lay.isFloat) return fn.int(dst, floatOf(value, lay.kind === Kind.FLOAT32));
  if (lay.isComplex) {
    const narrow = lay.kind === Kind.COMPLEX64;
    fn.int(dst, floatOf(real(value), narrow));
    return fn.int(dst + 8, floatOf(imag(value), narrow));
  }
  if (value.kind === 'string') return stringConstant(fn, value.value, dst);
  if (value.kind === 'bool') return fn.int(dst, value.value ? 1 : 0);
  const i = toInt(value);
  fn.int(dst, i.kind === 'int' ? i.value : 0);
}

function floatOf(v: ConstValue, narrow: boolean): bigint {
  const x = v.kind === 'complex' ? v.re : v;
  return floatBits(narrow ? float32Value(x) : float64Value(x));
}

/** `latin1`: one char for each byte. */
export function stringConstant(fn: Fn, latin1: string, dst: Slot): void {
  if (latin1.length === 0) return fn.emit(Op.ZERON, dst, 0, 0, 0, 16);
  const at = fn.unit.data.string(latin1);
  fn.emit(Op.STR, dst, 0, latin1.length & 0xffff, latin1.length >>> 16, at);
}
