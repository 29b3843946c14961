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

/** A method that a type may have: looked up when an interface wants one of that name. */
interface Candidate { name: string; pkg: Func['pkg']; found?: { id: number; f: Func } | null }

export class MethodTables {
  private readonly unit: Unit;
  /** Per type index: what may be its methods, and is not in its table yet. */
  private readonly sets = new Map<number, Set<Candidate>>();

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /** Adds what is missing; false if nothing was. */
  extend(): boolean {
    const { types, wantedMethods } = this.unit;
    this.wantDynamic();
    const names = new Set([...wantedMethods].map((id) => types.methodNames[id]!));
    let any = false;
    for (let index = 1; index < types.list.length; index++) {
      const set = this.methodsOf(index);
      for (const m of set) {
        if (!names.has(m.name)) continue;
        m.found ??= this.find(types.types[index]!, m);
        if (m.found && !wantedMethods.has(m.found.id)) continue;
        set.delete(m);
        if (!m.found) continue;
        any = true;
        this.add(index, m.found.id, m.found.f);
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

  private methodsOf(index: number): Set<Candidate> {
    let set = this.sets.get(index);
    if (!set) this.sets.set(index, (set = candidates(this.unit.types.types[index]!)));
    return set;
  }

  /** The method of that name; null if the type has none. */
  private find(t: Type, { name, pkg }: Candidate): { id: number; f: Func } | null {
    const f = this.unit.lookup(t, name, pkg);
    return f ? { id: this.unit.types.methodId(methodOf(f)), f } : null;
  }
}

/** The names of the method set of a type, and perhaps some more. */
function candidates(t: Type): Set<Candidate> {
  const named = unalias(t).kind === 'Named';
  if (under(t).kind === 'Interface' || (named && under(t).kind === 'Pointer')) return new Set();
  const names = new Map<string, Candidate>();
  collectNames(deref(t).type, names, new Set());
  return new Set(names.values());
}

export function methodOf(f: Func): InterfaceMethod {
  return { name: f.name, type: f.type, pos: 0, ...(f.pkg ? { pkg: f.pkg } : {}) };
}

/** Names of methods of a type and of what it embeds, ambiguous ones included. */
function collectNames(
  t: Type, names: Map<string, Candidate>, seen: Set<Type>,
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
