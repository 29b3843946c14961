/**
 * A program before it is a flat image: functions of instructions, types, data. Front ends make it
 * (the Go front end, the builder, a replayed trace), `encode.ts` turns it into the image that the
 * kernel loads, `print.ts` into text. What the numbers mean is in
 * assembly/abi/{frame,op,native}.ts.
 */
import { type Kind, type TypeFlag, WellKnown } from '../../assembly/abi/frame.ts';
import type { Op } from '../../assembly/abi/op.ts';

/**
 * One instruction. Absent operands are 0. `l` is the i64 immediate of Op.LI, in place of c, d and
 * i.
 */
export interface Instr {
  op: Op;
  a: number;
  b: number;
  c: number;
  d: number;
  i: number;
  l?: bigint;
  /** Index into `Program.positions`, 0: none. */
  pos: number;
}

export interface ProgramFunc {
  /** As in Go's traces: `main.worker`, `main.main.func1`, `sync.(*Mutex).Lock`. */
  name: string;
  code: Instr[];
  /** Bytes of the whole frame, params and results, as FuncEntry. */
  frameBytes: number;
  paramBytes: number;
  resultBytes: number;
  /** Slots (index = byte offset / 8) that hold pointers. */
  pointerSlots: number[];
  /** FuncFlag bits. */
  flags: number;
}

export interface FieldDesc {
  name: string;
  type: number;
  offset: number;
  embedded: boolean;
  exported: boolean;
}
export interface MethodDesc {
  id: number;
  func: number;
}

export interface TypeDesc {
  kind: Kind;
  /** TypeFlag bits. */
  flags: TypeFlag | number;
  align: number;
  dir: number;
  size: number;
  slotBytes: number;
  elem: number;
  /** Map: key type; array: length; func: params << 16 | results. */
  key: number;
  fields: FieldDesc[];
  /** Func types: the types of parameters and results. */
  signature: number[];
  /** Concrete types. */
  methods: MethodDesc[];
  /** Interface types: ids of the methods wanted. */
  methodIds: number[];
  name: string;
  pkg: string;
  /** Words (index = byte offset / 8) of the memory form that hold pointers. */
  pointerWords: number[];
  ptrTo: number;
}

/** A source position of an instruction. `file` indexes `Program.files`. */
export interface Position {
  file: number;
  line: number;
  col: number;
}

/** What a draw site is, for people: the directive's text. */
export interface SiteDesc {
  name: string;
  text: string;
  position: number;
}

export interface Program {
  /** Function 0 is the entry: initialises packages, calls main.main, exits with 0. */
  funcs: ProgramFunc[];
  /** Type 0 is not used. */
  types: TypeDesc[];
  data: DataBuilder;
  globalBytes: number;
  /** Words of the globals that hold pointers. */
  globalPointerWords: number[];
  wellKnown: Partial<Record<keyof typeof WellKnown, number>>;
  sites: SiteDesc[];
  files: string[];
  /** Position 0 is "none". */
  positions: Position[];
  /** Names of method ids, for printing. */
  methodNames: string[];
  /** From `//gopark:config`: setting and text. */
  config: Record<string, string>;
}

/** The UTF-8 of a text, one char a byte. */
export function latin1(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += String.fromCharCode(byte);
  return out;
}

/** The read-only data of a program, growing. Equal strings share their bytes. */
export class DataBuilder {
  private bytes = new Uint8Array(1024);
  private strings = new Map<string, number>();
  /** Offsets of the static closures. */
  private closures: number[] = [];
  length = 0;

  /**
   * Reserves `n` bytes, zero, at a multiple of `align`; returns the offset. Offset 0 is never
   * given out.
   */
  reserve(n: number, align = 8): number {
    const start = Math.max(8, Math.ceil(this.length / align) * align);
    if (start + n > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, start + n));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.length = start + n;
    return start;
  }

  /** Bytes of a string given as latin-1 (one char a byte). */
  string(latin1: string): number {
    const known = this.strings.get(latin1);
    if (known !== undefined) return known;
    const at = this.reserve(latin1.length, 1);
    for (let i = 0; i < latin1.length; i++) this.bytes[at + i] = latin1.charCodeAt(i);
    this.strings.set(latin1, at);
    return at;
  }

  /** Where a string lies that is there already. */
  find(latin1: string): number | undefined {
    return this.strings.get(latin1);
  }

  u16(at: number, value: number): void {
    new DataView(this.bytes.buffer).setUint16(at, value, true);
  }

  u32(at: number, value: number): void {
    new DataView(this.bytes.buffer).setUint32(at, value, true);
  }

  /** A static closure of a function: what a func value that captures nothing points to. */
  closure(func: number): number {
    const at = this.reserve(8);
    this.closures.push(at);
    this.u32(at, func);
    return at;
  }

  /**
   * A bitmap with the given bits set, long enough for `count` bits; equal ones are shared. Whole
   * words, so that it can be read 32 bits at a time.
   */
  bitmap(bits: readonly number[], count = 0): number {
    const last = bits.reduce((most, bit) => Math.max(most, bit), Math.max(0, count - 1));
    const words = (last >> 5) + 1;
    const key = `\u0000bits:${words}:${bits.join(',')}`;
    const known = this.strings.get(key);
    if (known !== undefined) return known;
    const at = this.reserve(4 * words, 4);
    for (const bit of bits) {
      this.bytes[at + (bit >> 3)]! |= 1 << (bit & 7);
    }
    this.strings.set(key, at);
    return at;
  }

  /** Function `f` has become function `place[f]`. */
  renumberClosures(place: Int32Array): void {
    const view = new DataView(this.bytes.buffer);
    for (const at of this.closures) {
      view.setUint32(at, place[view.getUint32(at, true)]!, true);
    }
  }

  /** A copy that can grow on its own; offsets stay what they are. */
  copy(): DataBuilder {
    const copy = new DataBuilder();
    copy.bytes = this.bytes.slice();
    copy.length = this.length;
    copy.strings = new Map(this.strings);
    copy.closures = [...this.closures];
    return copy;
  }

  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
