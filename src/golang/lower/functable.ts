/**
 * The functions of the program: a number for each function or instance that something reaches,
 * and the work of lowering them, one after the other in the order in which they were reached.
 */
import type { Func, Type } from '../types/types.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type * as ast from '../syntax/ast.ts';
import type { Directive } from '../directive.ts';
import type { Unit } from './unit.ts';
import { typeKey } from './typekey.ts';
import { lowerDecl, lowerNativeWrapper } from './decl.ts';
import { isNative } from './native.ts';

/** What a call goes to: a function of the program, or the kernel. */
export type Callee =
  | { kind: 'func'; index: number }
  | { kind: 'native'; name: string; func: Func };

export interface FuncInfo { func: Func; targs: Type[]; index: number }

/** A number of the program does not fit where a compiled function has room for it. */
export class DoesNotFit extends Error {}

export class FuncTable {
  readonly list: Array<ProgramFunc | undefined> = [];
  /** Functions of the source that are in the program, for `gopark check`. */
  readonly lowered: FuncInfo[] = [];
  private readonly queue: Array<() => void> = [];
  private readonly indices = new Map<string, number>();
  private readonly ids = new Map<Func, number>();
  private readonly statics = new Map<number, number>();
  private readonly unit: Unit;

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /** A number for a function that the caller puts into the list. */
  reserve(): number {
    return this.list.push(undefined) - 1;
  }

  /** A number for a function that `make` makes later. */
  add(make: () => ProgramFunc): number {
    const index = this.list.length;
    this.list.push(undefined);
    this.queue.push(() => {
      this.list[index] = make();
    });
    return index;
  }

  /** As `add`, once for each key. */
  once(key: string, make: () => ProgramFunc): number {
    let index = this.indices.get(key);
    if (index === undefined) this.indices.set(key, (index = this.add(make)));
    return index;
  }

  /** Lowers until nothing waits; true if there was anything. */
  drain(): boolean {
    const any = this.queue.length > 0;
    for (let next = 0; next < this.queue.length; next++) this.queue[next]!();
    this.queue.length = 0;
    return any;
  }

  callee(f: Func, targs: Type[]): Callee {
    const name = this.compiled(f) ? undefined : this.nativeName(f);
    if (name === undefined) return { kind: 'func', index: this.index(f, targs) };
    if (!isNative(name)) {
      this.unit.error(f.pos, `unknown native function ${name}`);
      return { kind: 'native', name: 'NONE', func: f };
    }
    this.unit.natives.add(name);
    return { kind: 'native', name, func: f };
  }

  private compiled(f: Func): ((unit: Unit) => ProgramFunc) | undefined {
    return this.unit.options.objects?.func(f);
  }

  private nativeName(f: Func): string | undefined {
    const d = this.directives((f.origin ?? f).decl)[0];
    return d?.kind === 'native' ? d.name : undefined;
  }

  directives(decl: ast.FuncDecl | undefined): Directive[] {
    return (decl && this.unit.options.declared(decl)?.directives) || [];
  }

  private id(f: Func): number {
    let id = this.ids.get(f);
    if (id === undefined) this.ids.set(f, (id = this.ids.size + 1));
    return id;
  }

  /** The number of a function, or of its instance with these type arguments. */
  index(f: Func, targs: Type[]): number {
    const func = f.origin ?? f;
    const key = `${this.id(func)}[${targs.map(typeKey).join()}]`;
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    const compiled = targs.length === 0 ? this.compiled(func) : undefined;
    const index = compiled
      ? this.once(key, () => this.make(func, compiled)) : this.indexOfSource(func, targs, key);
    this.lowered.push({ func, targs, index });
    return index;
  }

  /** A compiled function; from its source if it does not fit. */
  private make(func: Func, compiled: (unit: Unit) => ProgramFunc): ProgramFunc {
    try {
      return compiled(this.unit);
    } catch (e) {
      if (!(e instanceof DoesNotFit)) throw e;
      return lowerDecl(this.unit, func, func.decl!, []);
    }
  }

  private indexOfSource(func: Func, targs: Type[], key: string): number {
    const decl = func.decl;
    if (!decl) throw new Error(`lower: ${func.name} has no declaration`);
    if (this.nativeName(func) !== undefined) {
      return this.once(key, () => lowerNativeWrapper(this.unit, func));
    }
    return this.once(key, () => lowerDecl(this.unit, func, decl, targs));
  }

  /** Offset in DATA of a func value that captures nothing. */
  staticClosure(index: number): number {
    let at = this.statics.get(index);
    if (at === undefined) this.statics.set(index, (at = this.unit.data.closure(index)));
    return at;
  }

  /** The function that does nothing but call a native one. */
  nativeWrapper(callee: Callee & { kind: 'native' }): number {
    return this.index(callee.func, []);
  }
}
