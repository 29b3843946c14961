/**
 * How values of a type lie: sizes, alignments and offsets of memory form (gc's on amd64), the
 * slots of slot form, and where either holds pointers. See assembly/abi/frame.ts.
 */
import { Kind } from '../../../assembly/abi/frame.ts';
import type { Basic, BasicKind, Struct, Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { type Access, W64, basicRows } from './access.ts';

/**
 * Shapes that are moved alike. `scalar`: one slot by the opcodes of `access`; `pair`, `triple`:
 * two and three whole words; `c64`: two float32; `agg`: some bytes; `none`: nothing at all.
 */
export type Shape = 'scalar' | 'pair' | 'triple' | 'c64' | 'agg' | 'none';

export interface Lay {
  /** The underlying type. */
  under: Type;
  kind: Kind;
  /** Set for basic types. */
  basic: BasicKind | undefined;
  size: number;
  align: number;
  slotBytes: number;
  shape: Shape;
  access: Access;
  /** Integers, floats. */
  signed: boolean;
  isInt: boolean;
  isFloat: boolean;
  isComplex: boolean;
  /** Words of the memory form that hold pointers. */
  words: readonly number[];
  /** Of structs. */
  offsets: readonly number[];
  /** One char a slot: '1' pointer, '0' none. Of nothing: one slot, so that it has a place. */
  pattern: string;
}

const basicKinds: Partial<Record<BasicKind, Kind>> = {
  bool: Kind.BOOL, int: Kind.INT, int8: Kind.INT8, int16: Kind.INT16, int32: Kind.INT32,
  int64: Kind.INT64, uint: Kind.UINT, uint8: Kind.UINT8, uint16: Kind.UINT16, uint32: Kind.UINT32,
  uint64: Kind.UINT64, uintptr: Kind.UINTPTR, float32: Kind.FLOAT32, float64: Kind.FLOAT64,
  complex64: Kind.COMPLEX64, complex128: Kind.COMPLEX128, string: Kind.STRING,
  'unsafe.Pointer': Kind.UNSAFE_POINTER, 'untyped bool': Kind.BOOL, 'untyped int': Kind.INT,
  'untyped rune': Kind.INT32, 'untyped float': Kind.FLOAT64, 'untyped complex': Kind.COMPLEX128,
  'untyped string': Kind.STRING, 'untyped nil': Kind.UNSAFE_POINTER,
};

const alignUp = (n: number, to: number): number => Math.ceil(n / to) * to;

const base = {
  basic: undefined, access: W64, signed: false, isInt: false, isFloat: false, isComplex: false,
  offsets: [] as readonly number[],
};

/** Layouts of kinds of types that differ in nothing else. */
const alike = new Map<Kind, Lay>();

function words(u: Type, kind: Kind, shape: Shape, pattern: string): Lay {
  const known = alike.get(kind);
  if (known) return { ...known, under: u };
  const lay = wordsOf(u, kind, shape, pattern);
  alike.set(kind, lay);
  return lay;
}

function wordsOf(u: Type, kind: Kind, shape: Shape, pattern: string): Lay {
  const size = pattern.length * 8;
  const pointers = [...pattern].flatMap((c, i) => (c === '1' ? [i] : []));
  return {
    ...base, under: u, kind, size, align: 8, slotBytes: size, shape, words: pointers, pattern,
  };
}

function basicLay(t: Basic): Lay {
  const kind = basicKinds[t.basic] ?? Kind.INVALID;
  if (kind === Kind.STRING) return { ...words(t, kind, 'pair', '10'), basic: t.basic };
  if (kind === Kind.COMPLEX128) {
    return { ...words(t, kind, 'pair', '00'), basic: t.basic, isComplex: true };
  }
  if (kind === Kind.COMPLEX64) {
    return {
      ...words(t, kind, 'c64', '00'), basic: t.basic, size: 8, align: 4, isComplex: true,
    };
  }
  const row = basicRows[t.basic] ?? { size: 8, access: W64, signed: true };
  const isFloat = kind === Kind.FLOAT32 || kind === Kind.FLOAT64;
  const isInt = kind >= Kind.INT && kind <= Kind.UINTPTR;
  const pattern = kind === Kind.UNSAFE_POINTER ? '1' : '0';
  return {
    ...words(t, kind, 'scalar', pattern), basic: t.basic, size: row.size, align: row.size,
    access: row.access, signed: row.signed, isInt, isFloat,
  };
}

/** Sizes have 32 bits in the program image; memory has 4 GiB at most. */
const MAX_BYTES = 2 ** 31;
const MAX_POINTERS = 2 ** 24;

/** Layouts of types without type parameters, each made once. */
export class Layout {
  private readonly known = new Map<Type, Lay>();
  /** Told of types whose values no memory could hold; they get a small size then. */
  private readonly tooLarge: (t: Type) => void;

  constructor(tooLarge: (t: Type) => void) {
    this.tooLarge = tooLarge;
  }

  of(t: Type): Lay {
    let lay = this.known.get(t);
    if (lay) return lay;
    const u = under(t);
    lay = this.known.get(u);
    if (!lay) this.known.set(u, (lay = this.make(u)));
    this.known.set(t, lay);
    return lay;
  }

  size(t: Type): number {
    return this.of(t).size;
  }

  private make(u: Type): Lay {
    switch (u.kind) {
      case 'Basic': return basicLay(u);
      case 'Pointer': return words(u, Kind.POINTER, 'scalar', '1');
      case 'Map': return words(u, Kind.MAP, 'scalar', '1');
      case 'Chan': return words(u, Kind.CHAN, 'scalar', '1');
      case 'Signature': return words(u, Kind.FUNC, 'scalar', '1');
      case 'Interface': return words(u, Kind.INTERFACE, 'pair', '01');
      case 'Slice': return words(u, Kind.SLICE, 'triple', '100');
      case 'Struct': return this.struct(u);
      case 'Array': return this.array(u.len, u);
      default: throw new Error(`layout: a ${u.kind} has no values`);
    }
  }

  private struct(u: Struct): Lay {
    let size = 0;
    let align = 1;
    const offsets: number[] = [];
    const pointers: number[] = [];
    let last = 1;
    for (const f of u.fields) {
      const lay = this.of(f.type);
      size = alignUp(size, lay.align);
      offsets.push(size);
      for (const w of lay.words) pointers.push(size / 8 + w);
      size += lay.size;
      align = Math.max(align, lay.align);
      last = lay.size;
    }
    // A pointer to a last field without size must not point behind the struct.
    if (last === 0 && size > 0) size++;
    if (size > MAX_BYTES) {
      this.tooLarge(u);
      size = align;
    }
    return this.aggregate(u, Kind.STRUCT, alignUp(size, align), align, pointers, offsets);
  }

  private array(len: number, u: Type & { kind: 'Array' }): Lay {
    const elem = this.of(u.elem);
    const pointers: number[] = [];
    if (elem.size * len > MAX_BYTES || elem.words.length * len > MAX_POINTERS) {
      this.tooLarge(u);
      return this.aggregate(u, Kind.ARRAY, elem.size, elem.align, [], []);
    }
    if (elem.words.length > 0) {
      for (let i = 0; i < len; i++) {
        for (const w of elem.words) pointers.push((i * elem.size) / 8 + w);
      }
    }
    return this.aggregate(u, Kind.ARRAY, elem.size * len, elem.align, pointers, []);
  }

  private aggregate(
    u: Type, kind: Kind, size: number, align: number, pointers: number[], offsets: number[],
  ): Lay {
    const slotBytes = alignUp(size, 8);
    const marked = new Set(pointers);
    return {
      ...base, under: u, kind, size, align, slotBytes, shape: shapeOf(size), offsets,
      words: pointers,
      /** Computed when asked for: a large array never lies in a frame. */
      get pattern(): string {
        if (slotBytes > 65536) return '0';
        const n = Math.max(1, slotBytes / 8);
        return Array.from({ length: n }, (_, i) => (marked.has(i) ? '1' : '0')).join('');
      },
    };
  }
}

/** Structs and arrays of one, two or three whole words move as such. */
function shapeOf(size: number): Shape {
  switch (size) {
    case 0: return 'none';
    case 8: return 'scalar';
    case 16: return 'pair';
    case 24: return 'triple';
    default: return 'agg';
  }
}
