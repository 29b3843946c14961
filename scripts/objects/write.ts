/** Writes recorded functions in the form of src/golang/object/format.ts. */
import type { Instr } from '../../src/program/program.ts';
import {
  BACK, Event, FIELDS, HAS_LONG, HAS_POSITION, type PackageBlock, SAME_LINE, type TypeCode,
} from '../../src/golang/object/format.ts';
import { asNamed, unalias } from '../../src/golang/types/named.ts';
import { emptyInterface, errorType } from '../../src/golang/types/universe.ts';
import type { InterfaceMethod, Package, Struct, Type } from '../../src/golang/types/types.ts';
import { LazyFunc } from '../../src/golang/types/lazyobj.ts';
import type { LazyPackage } from '../../src/golang/types/lazy.ts';
import type { SourceSet } from '../../src/golang/source.ts';
import type { Patch } from './operands.ts';
import type { Asked, Recorded } from './record.ts';

/** Something that the format has no words for: the function is left out. */
export class NotWritable extends Error {}

/** Numbers in 7-bit groups. */
export class Code {
  readonly bytes: number[] = [];

  signed(value: number): void {
    this.put(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A number that is not negative. */
  put(value: number): void {
    let x = value;
    for (; x >= 128; x = Math.floor(x / 128)) this.bytes.push((x % 128) + 128);
    this.bytes.push(x);
  }
}

export class BlockWriter {
  readonly block: PackageBlock = {
    strings: [''], types: [], refs: [], funcs: {}, inits: [], vars: {},
  };
  private readonly indices = new Map<string, number>();
  /** The last position of the function that is being written. */
  private last = { path: '', offset: 0, line: 0, col: 0 };
  private readonly sources: SourceSet;
  private readonly home: (pkg: Package) => LazyPackage;

  constructor(sources: SourceSet, home: (pkg: Package) => LazyPackage) {
    this.sources = sources;
    this.home = home;
    this.indices.set(JSON.stringify(['s', '']), 0);
  }

  private once<T>(list: T[], kind: string, item: T): number {
    const key = JSON.stringify([kind, item]);
    let index = this.indices.get(key);
    if (index === undefined) this.indices.set(key, (index = list.push(item) - 1));
    return index;
  }

  string(text: string): number {
    return this.once(this.block.strings, 's', text);
  }

  // ---- types ------------------------------------------------------------------------------------

  type(t: Type): number {
    return this.once(this.block.types, 't', this.code(unalias(t), t));
  }

  private types(list: Array<{ type: Type }>): number[] {
    return list.map((v) => this.type(v.type));
  }

  private code(t: Type, written: Type): TypeCode {
    switch (t.kind) {
      case 'Basic': return ['basic', t.basic];
      case 'Named': return this.named(t);
      case 'Pointer': return ['pointer', this.type(t.elem)];
      case 'Slice': return ['slice', this.type(t.elem)];
      case 'Array': return ['array', t.len, this.type(t.elem)];
      case 'Map': return ['map', this.type(t.key), this.type(t.elem)];
      case 'Chan': return ['chan', t.dir, this.type(t.elem)];
      case 'Signature': return ['func', this.types(t.params), this.types(t.results), t.variadic];
      case 'Struct': return this.struct(t);
      case 'Interface':
        if (t === emptyInterface) return ['universe', 'any'];
        if (t.terms || t.comparable) throw new NotWritable('a constraint');
        return this.interface(t.methods);
      default: throw new NotWritable(`a type ${written.kind}`);
    }
  }

  private struct(t: Struct): TypeCode {
    return ['struct', t.fields.map((f): [string, number, boolean, string, string] =>
      [f.name, this.type(f.type), f.embedded, f.tag, f.pkg?.path ?? ''])];
  }

  private interface(methods: InterfaceMethod[]): TypeCode {
    return ['interface', methods.map((m): [string, number, string] =>
      [m.name, this.type(m.type), m.pkg?.path ?? ''])];
  }

  private named(t: Type): TypeCode {
    if (t === errorType) return ['universe', 'error'];
    const named = asNamed(t)!;
    const { obj } = named.origin ?? named;
    if (!obj.pkg || obj.pkg.scope.get(obj.name) !== obj) throw new NotWritable('a local type');
    return ['named', obj.pkg.path, obj.name, named.targs.map((x) => this.type(x))];
  }

  // ---- functions --------------------------------------------------------------------------------

  private ref(pkg: Package, name: string): number {
    return this.once(this.block.refs, 'r', [pkg.path, name]);
  }

  /** Appends a function, its children behind it. */
  function(r: Recorded, find: (r: Recorded) => Patch[], code: Code): void {
    const start = code.bytes.length;
    const children: Array<{ child: Recorded; hole: number }> = [];
    this.header(r, code);
    code.put(r.own[0] ?? 0);
    code.put(r.own.length);
    this.last = { path: '', offset: 0, line: 0, col: 0 };
    for (const e of r.own) this.event(r.shared.events[e]!, code, start, children);
    this.instructions(r, find(r), code);
    for (const { child, hole } of children) {
      fill(code, hole, code.bytes.length - start);
      this.function(child, find, code);
    }
  }

  private header({ func }: Recorded, code: Code): void {
    code.put(this.string(func!.name));
    const { frameBytes, paramBytes, resultBytes, flags, pointerSlots } = func!;
    for (const n of [frameBytes, paramBytes, resultBytes, flags]) code.put(n);
    code.put(pointerSlots.length);
    let last = 0;
    for (const slot of pointerSlots) {
      code.put(slot - last);
      last = slot;
    }
  }

  private event(
    e: Asked, code: Code, start: number, children: Array<{ child: Recorded; hole: number }>,
  ): void {
    switch (e.kind) {
      case 'type': return puts(code, Event.TYPE, this.type(e.type));
      case 'func': return this.funcEvent(e, code);
      case 'closure': return puts(code, Event.CLOSURE, e.of);
      case 'data': return puts(code, Event.DATA, this.string(e.text));
      case 'global': return puts(code, Event.GLOBAL, this.ref(e.v.pkg!, e.v.name));
      case 'cell': return puts(code, Event.CELL, this.type(e.type));
      case 'method': return this.methodEvent(e.method, code);
      case 'wanted': return puts(code, Event.WANTED, e.of);
      case 'native': return puts(code, Event.NATIVE, this.string(e.name));
      case 'position': return this.position(e.pos, code);
      case 'child':
        code.put(Event.CHILD);
        children.push({ child: e.child, hole: code.bytes.length });
        code.bytes.push(0x80, 0x80, 0x80, 0);
        return;
    }
    void start;
  }

  private funcEvent(e: Asked & { kind: 'func' }, code: Code): void {
    const { func, targs } = e;
    if (!(func instanceof LazyFunc)) throw new NotWritable('a function that is not declared');
    puts(code, Event.FUNC, this.ref(func.pkg, this.home(func.pkg).keyOf(func)), targs.length);
    for (const t of targs) code.put(this.type(t));
  }

  private methodEvent(m: InterfaceMethod, code: Code): void {
    const pkg = m.pkg ? this.string(m.pkg.path) : 0;
    puts(code, Event.METHOD, this.string(m.name), pkg, this.type(m.type));
  }

  private position(pos: number, code: Code): void {
    const { path, line, col } = this.sources.place(pos);
    const offset = pos - this.sources.fileOf(pos)!.base;
    const { last } = this;
    this.last = { path, offset, line, col };
    const by = offset - last.offset;
    if (path !== last.path) puts(code, Event.POSITION, this.string(path), offset, line, col);
    else if (line !== last.line || col - last.col !== by) {
      code.put(Event.LINE);
      code.signed(by);
      code.signed(line - last.line);
      code.put(col);
    } else if (by >= -BACK && by < 128 - SAME_LINE - BACK) code.put(SAME_LINE + BACK + by);
    else {
      code.put(Event.COLUMN);
      code.signed(by);
    }
  }

  private instructions(r: Recorded, patches: Patch[], code: Code): void {
    const list = r.func!.code;
    code.put(list.length);
    let at = 0;
    const bare = list.map((ins) => ({ ...ins }));
    for (const p of patches) bare[p.instr]![FIELDS[p.field]!] = 0;
    for (const ins of bare) at = instruction(r, ins, at, code);
    code.put(patches.length);
    let last: Patch = { instr: 0, field: 0, event: 0, addend: 0 };
    for (const p of patches) {
      puts(code, p.instr - last.instr, p.field + (p.addend === 0 ? 0 : FIELDS.length));
      code.signed(p.event - last.event);
      if (p.addend !== 0) code.signed(p.addend);
      last = p;
    }
  }
}

function puts(code: Code, ...values: number[]): void {
  for (const value of values) code.put(value);
}

/** Puts a number into four bytes that were left for it. */
function fill(code: Code, at: number, value: number): void {
  let x = value;
  for (let i = 0; i < 4; i++, x = Math.floor(x / 128)) {
    code.bytes[at + i] = (x % 128) + (i < 3 ? 128 : 0);
  }
}

/** `at`: the event that gave the instruction before its position; that of this one comes back. */
function instruction(r: Recorded, ins: Instr, at: number, code: Code): number {
  let mask = 0;
  FIELDS.forEach((f, i) => {
    if (ins[f] !== 0) mask |= 1 << i;
  });
  if (ins.l !== undefined) mask |= HAS_LONG;
  if (ins.pos !== 0) mask |= HAS_POSITION;
  puts(code, ins.op, mask);
  for (const f of FIELDS) if (ins[f] !== 0) code.signed(ins[f]);
  if (ins.l !== undefined) {
    const l = BigInt.asUintN(64, ins.l);
    puts(code, Number(l >> 32n), Number(l & 0xffffffffn));
  }
  if (ins.pos === 0) return at;
  const event = r.known.get(`p${ins.pos}`);
  if (event === undefined) throw new NotWritable('a position that was not asked for');
  code.signed(event - at);
  return event;
}
