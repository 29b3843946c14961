/**
 * Defined types. A declaration makes a NamedImpl before its right side is known, so that the right
 * side can mention it; everything that needs the right side is therefore computed when asked for.
 * The same holds for instances of generic types: `List[int]` is expanded on demand, which is what
 * makes `type List[T any] struct { next *List[T] }` finite.
 */
import type { Alias, Func, Named, Type, TypeName, TypeParam } from './types.ts';
import { Typ } from './basic.ts';

/** Set by subst.ts; a variable, so that this file needs no import of it. */
export interface Expander {
  underlying(inst: NamedImpl): Type;
  method(inst: NamedImpl, m: Func): Func;
}
let expander: Expander;
export function setExpander(e: Expander): void {
  expander = e;
}

let nextId = 1;

export class NamedImpl implements Named {
  readonly kind = 'Named';
  /** Unique; keys of the table of instances are made of it. */
  readonly id = nextId++;
  readonly obj: TypeName;
  tparams: TypeParam[] = [];
  targs: Type[] = [];
  origin?: NamedImpl;
  outer?: TypeParam[];
  /** Of an instance: where it was first written. */
  pos = 0;
  /**
   * The type on the right of the declaration; absent while it is being checked, and for instances.
   */
  rhs: Type | undefined;
  /**
   * Methods that were declared; of instances: those asked for so far, by index in the origin's
   * list.
   */
  declared: Func[] = [];
  private under: Type | undefined;
  private busy = false;
  private expanded: Func[] = [];

  constructor(obj: TypeName, origin?: NamedImpl, targs: Type[] = []) {
    this.obj = obj;
    if (origin) this.origin = origin;
    this.targs = targs;
  }

  /**
   * The literal type below; the invalid type where the declaration is cyclic or not yet complete.
   */
  get underlying(): Type {
    if (this.under) return this.under;
    if (this.busy) return Typ.invalid;
    this.busy = true;
    const u = this.origin ? this.expand() : this.resolve();
    this.busy = false;
    if (u) this.under = u;
    return u ?? Typ.invalid;
  }

  private resolve(): Type | undefined {
    let t = this.rhs;
    while (t?.kind === 'Alias') t = t.actual as Type | undefined;
    if (t?.kind !== 'Named') return t;
    const u = t.underlying;
    return u === Typ.invalid && !(t as NamedImpl).isSet() ? undefined : u;
  }

  private expand(): Type | undefined {
    return this.origin!.underlying === Typ.invalid ? undefined : expander.underlying(this);
  }

  private isSet(): boolean {
    return this.rhs !== undefined || this.origin !== undefined;
  }

  get methods(): Func[] {
    if (!this.origin) return this.declared;
    return this.origin.declared.map((_, i) => this.method(i));
  }

  /** The i-th method, for an instance with the type arguments put in. */
  method(i: number): Func {
    if (!this.origin) return this.declared[i]!;
    return (this.expanded[i] ??= expander.method(this, this.origin.declared[i]!));
  }

  /** The list in which to look for a name, not expanded. */
  get methodNames(): readonly Func[] {
    return (this.origin ?? this).declared;
  }

  /** Makes the type invalid, after an error about it. */
  invalidate(): void {
    this.rhs = Typ.invalid;
    this.under = Typ.invalid;
  }
}

/** What a chain of aliases stands for. */
export function unalias(t: Type): Type {
  while (t.kind === 'Alias') t = (t.actual as Type | undefined) ?? Typ.invalid;
  return t;
}

export function newAlias(obj: TypeName): Alias {
  const alias: Alias = {
    kind: 'Alias', obj, actual: undefined as unknown as Type, tparams: [], targs: [],
  };
  obj.type = alias;
  return alias;
}

/** The defined type that `t` is, seen through aliases. */
export function asNamed(t: Type): NamedImpl | undefined {
  const u = unalias(t);
  return u.kind === 'Named' ? (u as NamedImpl) : undefined;
}

export function asTypeParam(t: Type): TypeParam | undefined {
  const u = unalias(t);
  return u.kind === 'TypeParam' ? u : undefined;
}
