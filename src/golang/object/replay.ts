/**
 * Brings compiled functions of the library into a program: asks for what lowering them would ask
 * for, in the same order, and puts the numbers into their instructions; see format.ts.
 */
import type { Instr, ProgramFunc } from '../../program/program.ts';
import { DoesNotFit } from '../lower/functable.ts';
import type { CompiledFunctions, Unit } from '../lower/unit.ts';
import type { LazyPackage } from '../types/lazy.ts';
import { LazyFunc } from '../types/lazyobj.ts';
import type { Func, Initialiser, InterfaceMethod, Signature, Var } from '../types/types.ts';
import {
  BACK, Event, FIELDS, HAS_LONG, HAS_POSITION, type PackageBlock, SAME_LINE,
} from './format.ts';
import { CodeReader, type Objects } from './read.ts';
import { BlockTypes } from './types.ts';

/** Operands of 16 bits: a larger number is for another instruction. */
const MOST = 0x7fff;

/** A package's block, with what its numbers stand for. */
export interface Block { data: PackageBlock; types: BlockTypes; bases: Map<number, number> }

/** The numbers that one program has given out, by index into a block; -1: none. */
interface Given { types: number[]; strings: number[]; refs: number[] }

export class LibObjects implements CompiledFunctions {
  private readonly objects: Objects;
  private readonly find: (path: string) => LazyPackage;
  private readonly blocks = new Map<string, Block | undefined>();
  private readonly given = new WeakMap<Unit, Map<Block, Given>>();

  constructor(objects: Objects, find: (path: string) => LazyPackage) {
    this.objects = objects;
    this.find = find;
  }

  block(path: string): Block | undefined {
    let block = this.blocks.get(path);
    if (block || this.blocks.has(path)) return block;
    const data = this.objects.block(path);
    const types = data && new BlockTypes(data, (p) => this.find(p).pkg);
    block = data && types ? { data, types, bases: new Map() } : undefined;
    this.blocks.set(path, block);
    return block;
  }

  /** Makes the function, if it is compiled. */
  func(f: Func): ((unit: Unit) => ProgramFunc) | undefined {
    if (!(f instanceof LazyFunc)) return undefined;
    const block = this.block(f.pkg.path);
    const at = block?.data.funcs[this.find(f.pkg.path).keyOf(f)];
    return block && at !== undefined ? (unit) => this.replay(unit, block, at, []) : undefined;
  }

  /** Makes the function of an initialiser, if it is compiled. */
  init(path: string, init: Initialiser): ((unit: Unit) => ProgramFunc) | undefined {
    const block = this.block(path);
    const at = block?.data.inits.find(([order]) => order === init.order)?.[2] ?? -1;
    return block && at >= 0 ? (unit) => this.replay(unit, block, at, []) : undefined;
  }

  private replay(unit: Unit, block: Block, at: number, values: number[]): ProgramFunc {
    let byBlock = this.given.get(unit);
    if (!byBlock) this.given.set(unit, (byBlock = new Map()));
    let given = byBlock.get(block);
    if (!given) byBlock.set(block, (given = { types: [], strings: [], refs: [] }));
    const child = (start: number) => unit.funcs.add(() => this.replay(unit, block, start, values));
    const { code } = this.objects;
    return new Replay(unit, block, given, this.find, values, code, at, child).run();
  }
}

class Replay {
  private readonly unit: Unit;
  private readonly block: Block;
  private readonly given: Given;
  private readonly find: (path: string) => LazyPackage;
  /** What the events gave, of all functions within one outermost function. */
  private readonly values: number[];
  private readonly r: CodeReader;
  private readonly start: number;
  private readonly child: (start: number) => number;
  /** The event that gave the last instruction its position. */
  private at = 0;
  /** The last position: number of its file's name, where positions of that start, and place. */
  private path = -1;
  private base = 0;
  private offset = 0;
  private line = 0;
  private col = 0;

  constructor(
    unit: Unit, block: Block, given: Given, find: (path: string) => LazyPackage,
    values: number[], code: Uint8Array, at: number, child: (start: number) => number,
  ) {
    this.unit = unit;
    this.block = block;
    this.given = given;
    this.find = find;
    this.values = values;
    this.r = new CodeReader(code, at);
    this.start = at;
    this.child = child;
  }

  run(): ProgramFunc {
    const { r } = this;
    const name = this.string(r.next());
    const [frameBytes, paramBytes, resultBytes, flags] = [r.next(), r.next(), r.next(), r.next()];
    const pointerSlots = new Array<number>(r.next());
    let slot = 0;
    for (let i = 0; i < pointerSlots.length; i++) pointerSlots[i] = slot += r.next();
    const first = r.next();
    const count = r.next();
    for (let e = first; e < first + count; e++) this.values[e] = this.event();
    const code = this.instructions();
    return { name, code, frameBytes, paramBytes, resultBytes, pointerSlots, flags };
  }

  private string(index: number): string {
    return this.block.data.strings[index]!;
  }

  // ---- events -----------------------------------------------------------------------------------

  private event(): number {
    const { r, unit, values } = this;
    const kind = r.next();
    if (kind >= SAME_LINE) return this.sameLine(kind - SAME_LINE - BACK);
    switch (kind) {
      case Event.TYPE: return this.type(r.next());
      case Event.FUNC: return this.func(r.next(), r.next());
      case Event.CLOSURE: return unit.funcs.staticClosure(values[r.next()]!);
      case Event.DATA: return this.data(r.next());
      case Event.GLOBAL: return this.global(r.next());
      case Event.METHOD: return this.method(r.next(), r.next(), r.next());
      case Event.WANTED:
        unit.wantedMethods.add(values[r.next()]!);
        return 0;
      case Event.NATIVE:
        unit.natives.add(this.string(r.next()));
        return 0;
      case Event.POSITION: return this.position(r.next(), r.next(), r.next(), r.next());
      case Event.LINE: return this.nextLine(r.signed(), r.signed(), r.next());
      case Event.COLUMN: return this.sameLine(r.signed());
      case Event.CELL: return unit.cell(this.block.types.type(r.next())).at;
      case Event.CHILD: return this.child(this.start + r.next());
      default: throw new Error('object: the file is damaged');
    }
  }

  private type(index: number): number {
    const { types } = this.given;
    return (types[index] ??= this.unit.types.index(this.block.types.type(index)));
  }

  private data(index: number): number {
    return (this.given.strings[index] ??= this.unit.data.string(this.string(index)));
  }

  private func(ref: number, count: number): number {
    const targs = [];
    for (let i = 0; i < count; i++) targs.push(this.block.types.type(this.r.next()));
    if (count === 0 && this.given.refs[ref] !== undefined) return this.given.refs[ref]!;
    const [path, name] = this.block.data.refs[ref]!;
    const index = this.unit.funcs.index(this.find(path).funcNamed(name)!, targs);
    if (count === 0) this.given.refs[ref] = index;
    return index;
  }

  private global(ref: number): number {
    const known = this.given.refs[ref];
    if (known !== undefined) return known;
    const [path, name] = this.block.data.refs[ref]!;
    const { at } = this.unit.global(this.find(path).pkg.scope.get(name) as Var);
    return (this.given.refs[ref] = at);
  }

  private method(name: number, pkg: number, type: number): number {
    const method: InterfaceMethod = {
      name: this.string(name), type: this.block.types.type(type) as Signature, pos: 0,
      ...(pkg === 0 ? {} : { pkg: this.find(this.string(pkg)).pkg }),
    };
    return this.unit.types.methodId(method);
  }

  private position(path: number, offset: number, line: number, col: number): number {
    if (path !== this.path) this.base = this.baseOf(path);
    this.path = path;
    this.offset = offset;
    this.line = line;
    this.col = col;
    return this.unit.positionAt(this.base + offset, { path: this.string(path), line, col });
  }

  private nextLine(offset: number, line: number, col: number): number {
    return this.position(this.path, this.offset + offset, this.line + line, col);
  }

  private sameLine(by: number): number {
    return this.position(this.path, this.offset + by, this.line, this.col + by);
  }

  private baseOf(path: number): number {
    const { bases } = this.block;
    let base = bases.get(path);
    if (base === undefined) {
      const pkg = this.string(path).replace(/^lib\/|\/[^/]*$/g, '');
      bases.set(path, (base = this.find(pkg).baseOf(this.string(path))));
    }
    return base;
  }

  // ---- instructions -----------------------------------------------------------------------------

  private instructions(): Instr[] {
    const { r } = this;
    const code = new Array<Instr>(r.next());
    for (let i = 0; i < code.length; i++) code[i] = this.instruction();
    let [at, event] = [0, 0];
    for (let n = r.next(); n > 0; n--) {
      at += r.next();
      const which = r.next();
      const field = FIELDS[which % FIELDS.length]!;
      event += r.signed();
      const value = this.values[event]! + (which < FIELDS.length ? 0 : r.signed());
      if (field !== 'i' && value > MOST) throw new DoesNotFit();
      code[at]![field] = value;
    }
    return code;
  }

  private instruction(): Instr {
    const { r } = this;
    const op = r.next();
    const mask = r.next();
    const a = mask & 1 ? r.signed() : 0;
    const b = mask & 2 ? r.signed() : 0;
    const c = mask & 4 ? r.signed() : 0;
    const d = mask & 8 ? r.signed() : 0;
    const i = mask & 16 ? r.signed() : 0;
    const l = mask & HAS_LONG ? long(r.next(), r.next()) : undefined;
    const pos = mask & HAS_POSITION ? this.values[(this.at += r.signed())]! : 0;
    return l === undefined ? { op, a, b, c, d, i, pos } : { op, a, b, c, d, i, l, pos };
  }
}

const long = (high: number, low: number): bigint =>
  BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
