/**
 * From a program to the flat image that the kernel loads: header, code, functions, types, data, as
 * assembly/abi/frame.ts lays them out. All tables of types (fields, methods, signatures, names,
 * pointer maps) are added to a copy of the program's data, so encoding a program twice gives the
 * same bytes.
 */
import {
  FieldEntry,
  FuncEntry,
  Image,
  Ins,
  MethodEntry,
  PROGRAM_MAGIC,
  Type,
  WellKnown,
} from '../../assembly/abi/frame.ts';
import { Op } from '../../assembly/abi/op.ts';
import { ABI_HASH } from '../../build/abi-hash.ts';
import { arrange } from './arrange.ts';
import { fnv1aWords } from './container.ts';
import { withLines } from './lines.ts';
import {
  type DataBuilder, type Instr, latin1, type Program, type ProgramFunc, type TypeDesc,
} from './program.ts';
import { type Symbols, symbolsOf } from './symbols.ts';

/** What runs: the image, and what people want to know about it. */
export interface Executable {
  image: Uint8Array;
  symbols: Symbols;
  /** From `//gopark:config`. */
  config: Record<string, string>;
}

/** A program made ready to run. */
export function link(program: Program): Executable {
  const arranged = withLines(arrange(program));
  return {
    image: encode(arranged),
    symbols: symbolsOf(arranged),
    config: { ...program.config },
  };
}

class Encoder {
  private readonly data: DataBuilder;
  private readonly types: Uint8Array;
  private readonly funcs: Uint8Array;
  private readonly code: Uint8Array;

  constructor(private readonly program: Program) {
    this.data = program.data.copy();
    this.types = new Uint8Array(program.types.length * Type.SIZE);
    this.funcs = new Uint8Array(program.funcs.length * FuncEntry.SIZE);
    const count = program.funcs.reduce((n, f) => n + f.code.length, 0);
    this.code = new Uint8Array(count * Ins.SIZE);
  }

  encode(): Uint8Array {
    this.putTypes();
    this.putFuncs();
    const globals = this.data.bitmap(
      this.program.globalPointerWords,
      this.program.globalBytes >> 3,
    );
    return this.assemble(globals);
  }

  private name(text: string): [number, number] {
    const bytes = latin1(text);
    return [this.data.string(bytes), bytes.length];
  }

  private putTypes(): void {
    const view = new DataView(this.types.buffer);
    this.program.types.forEach((t, index) => {
      if (index > 0) this.putType(view, index * Type.SIZE, t);
    });
  }

  private putType(view: DataView, at: number, t: TypeDesc): void {
    const u32 = (offset: number, value: number): void => view.setUint32(at + offset, value, true);
    view.setUint8(at + Type.KIND, t.kind);
    view.setUint8(at + Type.FLAGS, t.flags);
    view.setUint8(at + Type.ALIGN, t.align);
    view.setUint8(at + Type.DIR, t.dir);
    u32(Type.SIZE_BYTES, t.size);
    u32(Type.ELEM, t.elem);
    u32(Type.KEY, t.key);
    const [fields, fieldCount] =
      t.signature.length > 0 ? this.indices(t.signature) : this.fields(t);
    u32(Type.FIELDS, fields);
    u32(Type.FIELD_COUNT, fieldCount);
    const [methods, methodCount] =
      t.methodIds.length > 0
        ? this.indices([...t.methodIds].sort((x, y) => x - y))
        : this.methods(t);
    u32(Type.METHODS, methods);
    u32(Type.METHOD_COUNT, methodCount);
    const [name, nameLen] = this.name(t.name);
    u32(Type.NAME, name);
    u32(Type.NAME_LEN, nameLen);
    u32(Type.PTRMAP, this.data.bitmap(t.pointerWords, (t.size + 7) >> 3));
    u32(Type.SLOT_BYTES, t.slotBytes);
    u32(Type.PTR_TO, t.ptrTo);
    const [pkg, pkgLen] = this.name(t.pkg);
    u32(Type.PKG, pkg);
    u32(Type.PKG_LEN, pkgLen);
  }

  private indices(list: readonly number[]): [number, number] {
    const at = this.data.reserve(4 * list.length, 4);
    list.forEach((value, i) => this.data.u32(at + 4 * i, value));
    return [at, list.length];
  }

  private fields(t: TypeDesc): [number, number] {
    if (t.fields.length === 0) return [0, 0];
    const at = this.data.reserve(FieldEntry.SIZE * t.fields.length, 4);
    t.fields.forEach((f, i) => {
      const entry = at + FieldEntry.SIZE * i;
      const [name, nameLen] = this.name(f.name);
      this.data.u32(entry + FieldEntry.NAME, name);
      this.data.u32(entry + FieldEntry.NAME_LEN, nameLen);
      this.data.u32(entry + FieldEntry.TYPE, f.type);
      this.data.u32(entry + FieldEntry.OFFSET, f.offset);
      this.data.u32(entry + FieldEntry.FLAGS, (f.embedded ? 1 : 0) | (f.exported ? 2 : 0));
    });
    return [at, t.fields.length];
  }

  private methods(t: TypeDesc): [number, number] {
    if (t.methods.length === 0) return [0, 0];
    const at = this.data.reserve(MethodEntry.SIZE * t.methods.length, 4);
    [...t.methods]
      .sort((x, y) => x.id - y.id)
      .forEach((m, i) => {
        this.data.u32(at + MethodEntry.SIZE * i + MethodEntry.ID, m.id);
        this.data.u32(at + MethodEntry.SIZE * i + MethodEntry.FUNC, m.func);
      });
    return [at, t.methods.length];
  }

  private putFuncs(): void {
    const view = new DataView(this.funcs.buffer);
    const code = new DataView(this.code.buffer);
    let pc = 0;
    this.program.funcs.forEach((f, index) => {
      this.putFunc(view, index * FuncEntry.SIZE, f, pc);
      for (const ins of f.code) putInstr(code, pc++ * Ins.SIZE, ins);
    });
  }

  private putFunc(view: DataView, at: number, f: ProgramFunc, pc: number): void {
    const [name, nameLen] = this.name(f.name);
    view.setUint32(at + FuncEntry.PC, pc, true);
    view.setUint32(at + FuncEntry.COUNT, f.code.length, true);
    view.setUint32(at + FuncEntry.FRAME, f.frameBytes, true);
    view.setUint16(at + FuncEntry.PARAMS, f.paramBytes, true);
    view.setUint16(at + FuncEntry.RESULTS, f.resultBytes, true);
    view.setUint32(
      at + FuncEntry.PTRMAP,
      this.data.bitmap(f.pointerSlots, f.frameBytes >> 3),
      true,
    );
    view.setUint32(at + FuncEntry.FLAGS, f.flags, true);
    view.setUint32(at + FuncEntry.NAME, name, true);
    view.setUint32(at + FuncEntry.NAME_LEN, nameLen, true);
  }

  private assemble(globalMap: number): Uint8Array {
    const data = this.data.view();
    let size = Image.HEADER_BYTES as number;
    const place = (bytes: number): number => {
      const start = size;
      size = (size + bytes + 15) & ~15;
      return start;
    };
    const code = place(this.code.length);
    const funcs = place(this.funcs.length);
    const types = place(this.types.length);
    const dataAt = place(data.length);
    const image = new Uint8Array(size);
    image.set(this.code, code);
    image.set(this.funcs, funcs);
    image.set(this.types, types);
    image.set(data, dataAt);
    this.putHeader(image, { code, funcs, types, data: dataAt, dataBytes: data.length, globalMap });
    return image;
  }

  private putHeader(image: Uint8Array, at: Record<string, number>): void {
    const view = new DataView(image.buffer);
    const words: [Image, number][] = [
      [Image.MAGIC, PROGRAM_MAGIC],
      [Image.ABI, ABI_HASH],
      [Image.SIZE, image.length],
      [Image.CODE, at['code']!],
      [Image.CODE_COUNT, this.code.length / Ins.SIZE],
      [Image.FUNCS, at['funcs']!],
      [Image.FUNC_COUNT, this.program.funcs.length],
      [Image.TYPES, at['types']!],
      [Image.TYPE_COUNT, this.program.types.length],
      [Image.DATA, at['data']!],
      [Image.DATA_BYTES, at['dataBytes']!],
      [Image.GLOBAL_BYTES, this.program.globalBytes],
      [Image.GLOBAL_PTRMAP, at['globalMap']!],
      [Image.SITE_COUNT, this.program.sites.length],
    ];
    for (const [offset, value] of words) view.setUint32(offset, value, true);
    for (const [name, index] of Object.entries(this.program.wellKnown)) {
      view.setUint32(
        Image.WELLKNOWN + 4 * WellKnown[name as keyof typeof WellKnown],
        index ?? 0,
        true,
      );
    }
    view.setUint32(Image.CHECKSUM, fnv1aWords(image.subarray(Image.HEADER_BYTES)), true);
  }
}

function putInstr(view: DataView, at: number, ins: Instr): void {
  view.setUint16(at + Ins.OP, ins.op, true);
  view.setUint16(at + Ins.A, ins.a, true);
  view.setUint16(at + Ins.B, ins.b, true);
  if (ins.op === Op.LI) {
    view.setBigInt64(at + Ins.L, ins.l ?? 0n, true);
    return;
  }
  view.setUint16(at + Ins.C, ins.c, true);
  view.setUint16(at + Ins.D, ins.d, true);
  view.setInt32(at + Ins.I, ins.i, true);
}

/** The image of a program. Check it first (validate.ts) if it does not come from the compiler. */
export function encode(program: Program): Uint8Array {
  return new Encoder(program).encode();
}
