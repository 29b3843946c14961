/**
 * Lowers a function and takes down what it asks of the unit, in order. Only the outermost request
 * counts: asking for a type asks for its elements by itself. What is asked for again is not taken
 * down again, as it changes nothing.
 */
import type { ProgramFunc } from '../../src/program/program.ts';
import type { Unit } from '../../src/golang/lower/unit.ts';
import type { Func, InterfaceMethod, Type, Var } from '../../src/golang/types/types.ts';

export type Asked =
  | { kind: 'type'; type: Type }
  | { kind: 'func'; func: Func; targs: Type[] }
  | { kind: 'closure'; of: number }
  | { kind: 'data'; text: string }
  | { kind: 'global'; v: Var; size: number }
  | { kind: 'cell'; type: Type; size: number }
  | { kind: 'method'; method: InterfaceMethod }
  | { kind: 'wanted'; of: number }
  | { kind: 'native'; name: string }
  | { kind: 'position'; pos: number }
  | { kind: 'child'; child: Recorded };

/** One function: `first` is the number of its first event among those of its outermost function. */
export interface Recorded {
  func?: ProgramFunc;
  /** All functions that were lowered within one outermost function share these. */
  shared: { events: Asked[]; values: number[]; refused?: string };
  /** Which of the events are its own. */
  own: number[];
  known: Map<string, number>;
}

type Method = (...args: never[]) => unknown;

export class Recorder {
  readonly unit: Unit;
  readonly done = new Map<string, Recorded>();
  private current: Recorded | undefined;
  private depth = 0;
  /** The function whose number is being asked for. */
  private asking: string | undefined;
  private readonly nameOf: (func: Func, targs: Type[]) => string | undefined;

  /** `nameOf` names the functions that are to be recorded. */
  constructor(unit: Unit, nameOf: (func: Func, targs: Type[]) => string | undefined) {
    this.unit = unit;
    this.nameOf = nameOf;
    this.watch();
  }

  private watch(): void {
    const { unit } = this;
    this.wrap(unit.types, 'index', (at, type: Type) => this.event(`t${at}`, at, {
      kind: 'type', type,
    }));
    this.wrap(unit.types, 'methodId', (at, method: InterfaceMethod) => this.event(`m${at}`, at, {
      kind: 'method', method,
    }));
    this.wrap(unit.funcs, 'index', (at, func: Func, targs: Type[]) => this.event(`f${at}`, at, {
      kind: 'func', func: func.origin ?? func, targs,
    }));
    this.wrap(unit.funcs, 'staticClosure', (at, index: number) => this.event(`s${at}`, at, {
      kind: 'closure', of: this.eventOf('f', index),
    }));
    this.wrap(unit.data, 'string', (at, text: string) => this.event(`d${at}`, at, {
      kind: 'data', text,
    }));
    this.wrap(unit, 'global', (g: { at: number }, v: Var) => this.event(`v${g.at}`, g.at, {
      kind: 'global', v, size: unit.layout.of(v.type).size,
    }));
    this.wrap(unit, 'cell', (g: { at: number }, type: Type) => this.event(`v${g.at}`, g.at, {
      kind: 'cell', type, size: unit.layout.of(type).size,
    }));
    this.wrap(unit, 'position', (at, pos: number) => pos > 0 && this.event(`p${at}`, at, {
      kind: 'position', pos,
    }));
    this.wrap(unit.wantedMethods, 'add', (_, id: number) => this.event(`w${id}`, 0, {
      kind: 'wanted', of: this.eventOf('m', id),
    }));
    this.wrap(unit.natives, 'add', (_, name: string) => this.event(`n${name}`, 0, {
      kind: 'native', name,
    }));
    this.watchFunctions();
    unit.sites.push = () => {
      this.refuse('draw sites');
      return 1;
    };
  }

  /** Calls `after` with the result of an outermost call and its arguments. */
  private wrap(
    on: object, name: string, after: (result: never, ...args: never[]) => unknown,
  ): void {
    const object = on as Record<string, Method>;
    const inner = object[name]!.bind(on);
    object[name] = (...args: never[]) => {
      this.depth++;
      const result = inner(...args);
      this.depth--;
      if (this.depth === 0 && this.current) after(result as never, ...args);
      return result;
    };
  }

  private watchFunctions(): void {
    const { funcs } = this.unit;
    const { index, once, add } = funcs;
    const indexed = funcs.index;
    funcs.index = (func, targs) => {
      const before = this.asking;
      this.asking = this.nameOf(func.origin ?? func, targs);
      const at = indexed.call(funcs, func, targs);
      this.asking = before;
      return at;
    };
    void index;
    funcs.once = (key, make) => {
      if (this.depth === 0 && this.current && this.asking === undefined) this.refuse('a wrapper');
      return once.call(funcs, key, this.outermost(this.asking, make));
    };
    funcs.add = (make) => {
      const { current } = this;
      // Within `once`, or of nothing that is recorded.
      if (this.depth > 0 || !current || this.asking !== undefined) return add.call(funcs, make);
      const child: Recorded = { shared: current.shared, own: [], known: new Map(current.known) };
      const at = add.call(funcs, () => this.within(child, make));
      this.event(`f${at}`, at, { kind: 'child', child });
      return at;
    };
  }

  /** Records what `make` does, under a name. */
  outermost(name: string | undefined, make: () => ProgramFunc): () => ProgramFunc {
    return () => {
      const shared = { events: [], values: [] };
      const record: Recorded = { shared, own: [], known: new Map() };
      if (name === undefined) return this.within(undefined, make);
      this.done.set(name, record);
      return this.within(record, make);
    };
  }

  private within(record: Recorded | undefined, make: () => ProgramFunc): ProgramFunc {
    const saved = { current: this.current, depth: this.depth, asking: this.asking };
    this.current = record;
    this.depth = 0;
    this.asking = undefined;
    const func = make();
    if (record) record.func = func;
    Object.assign(this, saved);
    return func;
  }

  private event(key: string, value: number, asked: Asked): void {
    const { current } = this;
    if (!current || (asked.kind !== 'child' && current.known.has(key))) return;
    const { events, values } = current.shared;
    current.known.set(key, events.length);
    current.own.push(events.length);
    events.push(asked);
    values.push(value);
  }

  private eventOf(kind: string, value: number): number {
    const known = this.current?.known.get(`${kind}${value}`);
    if (known === undefined) this.refuse('something that was not asked for');
    return known ?? 0;
  }

  private refuse(why: string): void {
    if (this.current) this.current.shared.refused ??= why;
  }
}
