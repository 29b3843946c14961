/** Which constants fit which basic types, and what becomes of them there. */
import type { Basic, BasicKind, ConstValue } from './types.ts';
import { B, basicFlags } from './basic.ts';
import { makeComplex, roundFloat, toComplex, toFloat, toInt } from './constant.ts';

interface Range { min: bigint; max: bigint }
const signed = (bits: number): Range =>
  ({ min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n });
const unsigned = (bits: number): Range => ({ min: 0n, max: (1n << BigInt(bits)) - 1n });

/** Ranges of the integer types of linux/amd64. */
const ranges: Partial<Record<BasicKind, Range>> = {
  int: signed(64), int8: signed(8), int16: signed(16), int32: signed(32), int64: signed(64),
  uint: unsigned(64), uint8: unsigned(8), uint16: unsigned(16), uint32: unsigned(32),
  uint64: unsigned(64), uintptr: unsigned(64),
};

/** The value as the type holds it (rounded, for floats), or undefined if it does not fit. */
export function representable(x: ConstValue, type: Basic): ConstValue | undefined {
  if (x.kind === 'unknown') return x;
  const flags = basicFlags(type);
  if (flags & B.integer) return representableInt(x, type.basic);
  if (flags & B.float) return representableFloat(x, type.basic);
  if (flags & B.complex) return representableComplex(x, type.basic);
  if (flags & B.string) return x.kind === 'string' ? x : undefined;
  if (flags & B.boolean) return x.kind === 'bool' ? x : undefined;
  return undefined;
}

function representableInt(x: ConstValue, kind: BasicKind): ConstValue | undefined {
  const i = toInt(x);
  if (i.kind !== 'int') return undefined;
  const range = ranges[kind];
  return !range || (i.value >= range.min && i.value <= range.max) ? i : undefined;
}

function representableFloat(x: ConstValue, kind: BasicKind): ConstValue | undefined {
  const f = toFloat(x);
  if (f.kind !== 'float') return undefined;
  if (kind === 'untyped float') return f;
  return roundFloat(f, kind === 'float32' ? 32 : 64);
}

function representableComplex(x: ConstValue, kind: BasicKind): ConstValue | undefined {
  const c = toComplex(x);
  if (c.kind !== 'complex') return undefined;
  if (kind === 'untyped complex') return c;
  const bits = kind === 'complex64' ? 32 : 64;
  const re = roundFloat(c.re, bits);
  const im = roundFloat(c.im, bits);
  return re && im ? makeComplex(re, im) : undefined;
}

/** An int constant as a JS number if it is a safe one. */
export function smallInt(x: ConstValue | undefined): number | undefined {
  const i = x ? toInt(x) : undefined;
  if (i?.kind !== 'int') return undefined;
  const n = Number(i.value);
  return Number.isSafeInteger(n) ? n : undefined;
}

