/**
 * Method tables. A type's table has those of its methods that some interface of the program asks
 * for (by a call, an assertion or a type switch); others cannot be called and are not lowered.
 * Both sets grow while functions are lowered, so tables are extended until nothing is new.
 */
import { Kind } from '../../../assembly/abi/frame.ts';
import type { Func, InterfaceMethod, Type } from '../types/types.ts';
import { deref } from '../types/lookup.ts';
import { asNamed, unalias } from '../types/named.ts';
import { under } from '../types/predicates.ts';
import { selectorId } from '../types/object.ts';
import { findMethod } from './target.ts';
import { bareFn, tableMethod } from './forward.ts';
import type { Unit } from './unit.ts';

export class MethodTables {
  private readonly unit: Unit;
  /** Per type index: its methods by id. */
  private readonly sets = new Map<number, Map<number, Func>>();
  private readonly done = new Set<string>();

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /** Adds what is missing; false if nothing was. */
  extend(): boolean {
    const { types, wantedMethods } = this.unit;
    this.wantDynamic();
    let any = false;
    for (let index = 1; index < types.list.length; index++) {
      const set = this.methodsOf(index);
      for (const [id, f] of set) {
        const key = `${index}.${id}`;
        if (!wantedMethods.has(id) || this.done.has(key)) continue;
        this.done.add(key);
        any = true;
        this.add(index, id, f);
      }
    }
    return any;
  }

  /**
   * Library code can ask whether a value implements the interface that some pointer points to
   * (errors.As), without mentioning it.
   */
  private wantDynamic(): void {
    const { types, wantedMethods, natives } = this.unit;
    if (!natives.has('TYPEIMPLEMENTS')) return;
    for (const desc of types.list) {
      if (desc.kind !== Kind.POINTER) continue;
      for (const id of types.list[desc.elem]!.methodIds) wantedMethods.add(id);
    }
  }

  private add(index: number, id: number, f: Func): void {
    const { types } = this.unit;
    const fn = bareFn(this.unit, '', f.pkg ?? this.unit.packages[0]!.pkg, 0);
    const method = findMethod(fn, types.types[index]!, f.name, f.pkg);
    const desc = types.list[index]!;
    desc.methods.push({ id, func: tableMethod(this.unit, method) });
    desc.methods.sort((a, b) => a.id - b.id);
  }

  private methodsOf(index: number): Map<number, Func> {
    let set = this.sets.get(index);
    if (!set) this.sets.set(index, (set = this.collect(this.unit.types.types[index]!)));
    return set;
  }

  /** The method set of a type, by method id. */
  private collect(t: Type): Map<number, Func> {
    const set = new Map<number, Func>();
    const named = unalias(t).kind === 'Named';
    if (under(t).kind === 'Interface' || (named && under(t).kind === 'Pointer')) return set;
    const names = new Map<string, { name: string; pkg: Func['pkg'] }>();
    collectNames(deref(t).type, names, new Set());
    for (const { name, pkg } of names.values()) {
      const found = this.unit.lookup(t, name, pkg);
      if (found) set.set(this.unit.types.methodId(methodOf(found)), found);
    }
    return set;
  }
}

export function methodOf(f: Func): InterfaceMethod {
  return { name: f.name, type: f.type, pos: 0, ...(f.pkg ? { pkg: f.pkg } : {}) };
}

/** Names of methods of a type and of what it embeds, ambiguous ones included. */
function collectNames(
  t: Type, names: Map<string, { name: string; pkg: Func['pkg'] }>, seen: Set<Type>,
): void {
  const type = unalias(t);
  if (seen.has(type)) return;
  seen.add(type);
  for (const m of asNamed(type)?.methodNames ?? []) {
    names.set(selectorId(m), { name: m.name, pkg: m.pkg });
  }
  const u = under(type);
  if (u.kind === 'Interface') {
    for (const m of u.methods) names.set(selectorId(m), { name: m.name, pkg: m.pkg });
  } else if (u.kind === 'Struct') {
    for (const f of u.fields) if (f.embedded) collectNames(deref(f.type).type, names, seen);
  }
}
