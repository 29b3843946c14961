/**
 * Programs written instruction by instruction, for tests of the machine itself. A function is a
 * list of instructions and labels:
 *
 *     asm.func('main.f', { frame: 64, params: 8, results: 8 }, [
 *       'again', ['ADDI', { a: 24, b: 24, i: -1 }],
 *       ['JNEI', { a: 24, c: 0, to: 'again' }], ['RET'],
 *     ]);
 */
import { FuncFlag, Kind, TypeFlag, type WellKnown } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import type { Settings } from '../../src/config/config.ts';
import { DataBuilder, type Instr, type Program, type ProgramFunc, type TypeDesc }
  from '../../src/program/program.ts';
import { create } from '../../src/simulate.ts';

type OpName = Exclude<keyof typeof Op, 'COUNT'>;
type Fields = Partial<Record<'a' | 'b' | 'c' | 'd' | 'i',
number>> & { l?: bigint; to?: string; fn?: string };
export type Line = string | [OpName] | [OpName, Fields];

export interface FuncShape {
  frame: number;
  params?: number;
  results?: number;
  flags?: number;
  pointers?: number[];
}

const NO_TYPE: TypeDesc = {
  kind: Kind.INVALID, flags: 0, align: 8, dir: 0, size: 0, slotBytes: 0, elem: 0, key: 0,
  fields: [],
  signature: [], methods: [], methodIds: [], name: '', pkg: '', pointerWords: [], ptrTo: 0,
};
const SCALAR = TypeFlag.DIRECT | TypeFlag.COMPARABLE | TypeFlag.PLAIN;

/** Types that every program of the assembler has. */
export const T = {
  INT: 1, STRING: 2, ANY: 3, FLOAT64: 4, SLICE_INT: 5, SLICE_ANY: 6, MAP_INT: 7, MAP_ANY: 8,
  CHAN: 9,
  ERROR: 10, UINT8: 11, SLICE_U8: 12, FUNC: 13, POINTER: 14, MAP_STR: 15, NILERR: 16,
} as const;

function baseTypes(): TypeDesc[] {
  const t = (kind: Kind, name: string, size: number, more: Partial<TypeDesc> = {}): TypeDesc =>
    ({ ...NO_TYPE, kind, name, size, slotBytes: (size + 7) & ~7, flags: SCALAR, ...more });
  const pointers = TypeFlag.POINTERS;
  return [
    NO_TYPE,
    t(Kind.INT, 'int', 8),
    t(Kind.STRING, 'string', 16, { flags: TypeFlag.COMPARABLE | pointers, pointerWords: [0] }),
    t(Kind.INTERFACE, 'interface {}', 16, { flags: TypeFlag.COMPARABLE | pointers,
      pointerWords: [1] }),
    t(Kind.FLOAT64, 'float64', 8, { flags: TypeFlag.DIRECT | TypeFlag.COMPARABLE }),
    t(Kind.SLICE, '[]int', 24, { flags: pointers, elem: T.INT, pointerWords: [0] }),
    t(Kind.SLICE, '[]interface {}', 24, { flags: pointers, elem: T.ANY, pointerWords: [0] }),
    t(Kind.MAP, 'map[int]int', 8, { flags: TypeFlag.DIRECT | pointers, key: T.INT, elem: T.INT,
      pointerWords: [0] }),
    t(Kind.MAP, 'map[interface {}]int', 8, { flags: TypeFlag.DIRECT | pointers, key: T.ANY,
      elem: T.INT,
      pointerWords: [0] }),
    t(Kind.CHAN, 'chan int', 8, { flags: SCALAR | pointers, elem: T.INT, dir: 3,
      pointerWords: [0] }),
    t(Kind.STRING, 'runtime.rtError', 16, { flags: TypeFlag.COMPARABLE | pointers | TypeFlag.NAMED,
      pointerWords: [0], pkg: 'runtime' }),
    t(Kind.UINT8, 'uint8', 1, { slotBytes: 8, align: 1 }),
    t(Kind.SLICE, '[]uint8', 24, { flags: pointers, elem: T.UINT8, pointerWords: [0] }),
    t(Kind.FUNC, 'func()', 8, { flags: TypeFlag.DIRECT | pointers, pointerWords: [0] }),
    t(Kind.POINTER, '*int', 8, { flags: SCALAR | pointers, elem: T.INT, pointerWords: [0] }),
    t(Kind.MAP, 'map[string]int', 8, { flags: TypeFlag.DIRECT | pointers, key: T.STRING,
      elem: T.INT,
      pointerWords: [0] }),
    t(Kind.STRUCT, 'runtime.PanicNilError', 0, { flags: TypeFlag.COMPARABLE | TypeFlag.PLAIN }),
  ];
}

export class Asm {
  readonly data = new DataBuilder();
  readonly types = baseTypes();
  private readonly names: string[] = ['runtime.main'];
  private readonly funcs = new Map<string, ProgramFunc>();
  private readonly fixups: (() => void)[] = [];
  wellKnown: Partial<Record<keyof typeof WellKnown, number>> = {
    RUNTIME_ERROR_TYPE: T.ERROR, STRING_TYPE: T.STRING, INT_TYPE: T.INT, PANIC_NIL_TYPE: T.NILERR,
  };
  globalBytes = 0;
  globalPointers: number[] = [];

  /** Index of a function that is or will be defined. */
  index(name: string): number {
    const known = this.names.indexOf(name);
    return known >= 0 ? known : this.names.push(name) - 1;
  }

  type(desc: Partial<TypeDesc>): number {
    return this.types.push({ ...NO_TYPE, ...desc }) - 1;
  }

  /** Operands of STR for a literal. */
  str(text: string): Fields {
    return { c: text.length, i: this.data.string(text) };
  }

  /** Offset in DATA of a closure of a function. */
  closure(name: string): number {
    return this.data.closure(this.index(name));
  }

  func(name: string, shape: FuncShape, lines: Line[]): void {
    const labels = new Map<string, number>();
    const code: Instr[] = [];
    const jumps: [Instr, number, string][] = [];
    for (const line of lines) {
      if (typeof line === 'string') labels.set(line, code.length);
      else {
        const { to, fn, ...fields } = line[1] ?? {};
        const ins: Instr = { op: Op[line[0]], a: 0, b: 0, c: 0, d: 0, i: 0, pos: 0, ...fields };
        if (to !== undefined) jumps.push([ins, code.length, to]);
        if (fn !== undefined) this.fixups.push(() => { ins.i = this.index(fn); });
        code.push(ins);
      }
    }
    for (const [ins, at, to] of jumps) ins.i = (labels.get(to)! - at) * 16;
    this.index(name);
    this.funcs.set(name, {
      name, code, frameBytes: shape.frame, paramBytes: shape.params ?? 0,
      resultBytes: shape.results ?? 0,
      pointerSlots: shape.pointers ?? [], flags: shape.flags ?? 0,
    });
  }

  /** Adds to the program; returns it. */
  also(more: (asm: Asm) => void): this {
    more(this);
    return this;
  }

  /** The program; its entry calls main.main and exits with 0. */
  build(): Program {
    this.func('runtime.main', { frame: 24 }, [
      ['CALL', { a: 8, fn: 'main.main' }], ['LI', { a: 16, l: 0n }], ['CALLN', { a: 8,
        i: Native.EXIT }],
    ]);
    for (const fix of this.fixups) fix();
    return {
      funcs: this.names.map((name) => this.funcs.get(name)!), types: this.types, data: this.data,
      globalBytes: this.globalBytes, globalPointerWords: this.globalPointers,
      wellKnown: this.wellKnown,
      sites: [{ name: '', text: '', position: 0 }], files: [], positions: [{ file: 0, line: 0,
        col: 0 }],
      methodNames: [], config: {},
    };
  }
}

/** Lines that print a slot, a string's two slots, a newline, with the native's window at `w`. */
export const print = {
  int: (slot: number, w: number): Line[] => one('PRINTINT', slot, w),
  float: (slot: number, w: number): Line[] => one('PRINTFLOAT', slot, w),
  str: (slot: number, w: number): Line[] => [
    ['MOV2', { a: w + 8, b: slot }], ['CALLN', { a: w, i: Native.PRINTSTRING }],
  ],
  text: (asm: Asm, text: string, w: number): Line[] => [
    ['STR', { a: w + 8, ...asm.str(text) }], ['CALLN', { a: w, i: Native.PRINTSTRING }],
  ],
  end: (w: number): Line[] => [['CALLN', { a: w, i: Native.PRINTEND }]],
};

function one(native: keyof typeof Native, slot: number, w: number): Line[] {
  return [['MOV', { a: w + 8, b: slot }], ['CALLN', { a: w, i: Native[native] }]];
}

/**
 * A function that reports panics as the tests want them: each value that is a runtime error or a
 * string.
 */
export function addFatalPanic(asm: Asm): void {
  const w = 80;
  asm.func('runtime.fatalpanic', { frame: 120, params: 16, flags: FuncFlag.LIB }, [
    ['CALLN', { a: w, i: Native.PANICCOUNT }], ['MOV', { a: 24, b: w + 8 }], ['LI', { a: 32,
      l: 0n }],
    'next', ['JLTS', { a: 32, b: 24, to: 'body' }], ['JMP', { to: 'done' }],
    'body', ['MOV', { a: w + 8, b: 32 }], ['CALLN', { a: w, i: Native.PANICVALUE }],
    ['MOV2', { a: 40, b: w + 16 }],
    ...print.text(asm, 'panic: ', w),
    ['JNEI', { a: 40, c: T.INT, to: 'string' }], ...print.int(48, w), ['JMP', { to: 'mark' }],
    'string', ['JEQI', { a: 40, c: T.STRING, to: 'text' }], ['JEQI', { a: 40, c: T.ERROR,
      to: 'text' }],
    ...print.text(asm, 'other', w), ['JMP', { to: 'mark' }],
    'text', ['UNBOX', { a: 56, b: 40, i: T.STRING }], ...print.str(56, w),
    'mark', ['MOV', { a: w + 8, b: 32 }], ['CALLN', { a: w, i: Native.PANICRECOVERED }],
    ['JF', { a: w + 16, to: 'line' }], ...print.text(asm, ' [recovered]', w),
    'line', ...print.text(asm, '\n', w), ['ADDI', { a: 32, b: 32, i: 1 }], ['JMP', { to: 'next' }],
    'done', ...print.end(w), ['CALLN', { a: w, i: Native.DIE }],
  ]);
  asm.wellKnown.FATALPANIC_FUNC = asm.index('runtime.fatalpanic');
}

export interface Outcome {
  reason: string;
  code: number;
  stderr: string;
  message: string;
  /** Bytes of the guest's heap at the end. */
  heap: number;
}

/** Runs a program to its end. */
export async function run(asm: Asm, settings: Settings = {}): Promise<Outcome> {
  const err: string[] = [];
  const sim = await create(asm.build(), {
    gomaxprocs: 1, ...settings, kernel: 'debug',
    output: (_fd, bytes) => { err.push(Buffer.from(bytes).toString('latin1')); },
  });
  const { reason, exitCode, message } = sim.run();
  return { reason, code: exitCode, stderr: err.join(''), message,
    heap: sim.stats().memory.heapBytes };
}
