/** One object per basic type. `byte` and `rune` are objects of their own: they print as such. */
import type { Basic, BasicKind } from './types.ts';

const kinds: BasicKind[] = [
  'invalid', 'bool', 'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32',
  'uint64', 'uintptr', 'float32', 'float64', 'complex64', 'complex128', 'string', 'unsafe.Pointer',
  'untyped bool', 'untyped int', 'untyped rune', 'untyped float', 'untyped complex',
  'untyped string', 'untyped nil',
];

function make(): Record<BasicKind, Basic> {
  const table = {} as Record<BasicKind, Basic>;
  for (const basic of kinds) {
    const name = basic === 'invalid' ? 'invalid type' : basic;
    table[basic] = { kind: 'Basic', basic, name };
  }
  return table;
}

export const Typ: Readonly<Record<BasicKind, Basic>> = make();
export const byteType: Basic = { kind: 'Basic', basic: 'uint8', name: 'byte' };
export const runeType: Basic = { kind: 'Basic', basic: 'int32', name: 'rune' };

/** Properties of basic types, as bits. */
export const B = {
  boolean: 1, integer: 2, unsigned: 4, float: 8, complex: 16, string: 32, untyped: 64,
  ordered: 2 | 8 | 32, numeric: 2 | 8 | 16, constant: 1 | 2 | 8 | 16 | 32,
} as const;

const flags: Record<BasicKind, number> = {
  invalid: 0, bool: B.boolean, int: B.integer, int8: B.integer, int16: B.integer, int32: B.integer,
  int64: B.integer, uint: B.integer | B.unsigned, uint8: B.integer | B.unsigned,
  uint16: B.integer | B.unsigned, uint32: B.integer | B.unsigned, uint64: B.integer | B.unsigned,
  uintptr: B.integer | B.unsigned, float32: B.float, float64: B.float, complex64: B.complex,
  complex128: B.complex, string: B.string, 'unsafe.Pointer': 0,
  'untyped bool': B.boolean | B.untyped,
  'untyped int': B.integer | B.untyped, 'untyped rune': B.integer | B.untyped,
  'untyped float': B.float | B.untyped, 'untyped complex': B.complex | B.untyped,
  'untyped string': B.string | B.untyped, 'untyped nil': B.untyped,
};

/** The property bits of a basic type. */
export const basicFlags = (t: Basic): number => flags[t.basic];
