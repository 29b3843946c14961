/**
 * Programs from TypeScript calls:
 *
 *     const b = new Builder();
 *     const worker = b.func('worker', ['chan'], (f, [ch]) => {
 *       f.loop(10, () => f.send(ch!, 1));
 *     });
 *     b.func('main', (f) => {
 *       const ch = f.chan();
 *       f.go(worker, ch);
 *       f.loop(10, () => f.recv(ch));
 *     });
 *     const program = b.build();
 *
 * The calls of a body are executed once, in order, and leave instructions behind. Values are
 * handles of slots in the function's frame. The program is the same kind of thing that the Go
 * front end makes, and for what both can say the instructions are the same too.
 */
import { FuncFlag, Kind, TypeFlag } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import { arrange } from './arrange.ts';
import { FuncBuilder } from './funcbuilder.ts';
import { BuilderType, type FuncRef, type ParamKind, type Value } from './handles.ts';
import {
  DataBuilder,
  type Program,
  type ProgramFunc,
  type SiteDesc,
  type TypeDesc,
} from './program.ts';

type Body = (f: FuncBuilder, params: Value[]) => void;

export class Builder {
  readonly data = new DataBuilder();
  private readonly funcs: (ProgramFunc | undefined)[] = [undefined];
  private readonly refs = new Map<string, FuncRef>();
  /** Site 0 is not used. */
  private readonly sites: SiteDesc[] = [{ name: '', text: '', position: 0 }];
  private readonly config: Record<string, string> = {};

  /** Declares a function, so that it can be named before it has a body. */
  declare(name: string, params: readonly ParamKind[] = []): FuncRef {
    const known = this.refs.get(name);
    if (known) return known;
    const ref = { name, index: this.funcs.length, params };
    this.funcs.push(undefined);
    this.refs.set(name, ref);
    return ref;
  }

  /** A function and its body. `main` is where the program starts. */
  func(name: string, body: Body): FuncRef;
  func(name: string, params: readonly ParamKind[], body: Body): FuncRef;
  func(name: string, second: readonly ParamKind[] | Body, third?: Body): FuncRef {
    const [params, body] = typeof second === 'function' ? [[], second] : [second, third!];
    const ref = this.declare(name, params);
    if (this.funcs[ref.index]) throw new Error(`builder: function ${name} has a body already`);
    const f = new FuncBuilder(this, ref.params);
    body(f, f.paramValues);
    this.funcs[ref.index] = f.finish(`main.${name}`);
    return ref;
  }

  /** A setting that the program asks for, as `//gopark:config` does. */
  setting(name: string, value: string): void {
    this.config[name] = value;
  }

  /** A new draw site. */
  site(text: string): number {
    this.sites.push({ name: `site${this.sites.length}`, text, position: 0 });
    return this.sites.length - 1;
  }

  /** The program; an Error when a function that is named has no body, or there is no `main`. */
  build(): Program {
    const main = this.refs.get('main');
    if (!main) throw new Error('builder: there is no function main');
    for (const ref of this.refs.values()) {
      if (!this.funcs[ref.index]) throw new Error(`builder: function ${ref.name} has no body`);
    }
    return arrange({
      funcs: [entry(main.index), ...(this.funcs.slice(1) as ProgramFunc[])],
      types: types(),
      data: this.data,
      globalBytes: 0,
      globalPointerWords: [],
      wellKnown: { STRING_TYPE: BuilderType.STRING, INT_TYPE: BuilderType.INT },
      sites: this.sites,
      files: [],
      positions: [{ file: 0, line: 0, col: 0 }],
      methodNames: [],
      config: this.config,
    });
  }
}

/** Function 0: calls main and exits with 0. It belongs to the runtime, so it costs nothing. */
function entry(main: number): ProgramFunc {
  const ins = { a: 0, b: 0, c: 0, d: 0, i: 0, pos: 0 };
  const window = 8;
  return {
    name: 'runtime.main',
    frameBytes: 24,
    paramBytes: 0,
    resultBytes: 0,
    pointerSlots: [],
    flags: FuncFlag.FREE | FuncFlag.LIB,
    code: [
      { ...ins, op: Op.CALL, a: window, i: main },
      { ...ins, op: Op.LI, a: window + 8, l: 0n },
      { ...ins, op: Op.CALLN, a: window, i: Native.EXIT },
      { ...ins, op: Op.RET },
    ],
  };
}

function types(): TypeDesc[] {
  const base = {
    align: 8,
    dir: 0,
    size: 8,
    slotBytes: 8,
    elem: 0,
    key: 0,
    fields: [],
    signature: [],
    methods: [],
    methodIds: [],
    pkg: '',
    pointerWords: [],
    ptrTo: 0,
  };
  const scalar = TypeFlag.DIRECT | TypeFlag.COMPARABLE | TypeFlag.PLAIN;
  return [
    { ...base, kind: Kind.INVALID, flags: 0, name: '', size: 0, slotBytes: 0 },
    { ...base, kind: Kind.INT, flags: scalar, name: 'int' },
    {
      ...base,
      kind: Kind.STRING,
      flags: TypeFlag.COMPARABLE | TypeFlag.POINTERS,
      name: 'string',
      size: 16,
      slotBytes: 16,
      pointerWords: [0],
    },
    {
      ...base,
      kind: Kind.CHAN,
      flags: scalar | TypeFlag.POINTERS,
      name: 'chan int',
      dir: 3,
      elem: BuilderType.INT,
      pointerWords: [0],
    },
    { ...base, kind: Kind.UINT64, flags: scalar, name: 'uint64' },
  ];
}
