/**
 * Type arguments in the place of type parameters, as types/subst.ts does it; and in addition for
 * types that are declared inside a generic function: `type node struct { v T }` is another type
 * for each instance of the function, although it has no type parameters of its own.
 */
import type { Package, Type } from '../types/types.ts';
import { NamedImpl, unalias } from '../types/named.ts';
import { type TypeMap, instantiateNamed, mentionsAny, subst } from '../types/subst.ts';
import { InterfaceImpl } from '../types/interface.ts';
import { typeKey } from './typekey.ts';

/** Local types of generic functions, by type and type arguments. */
const copies = new WeakMap<NamedImpl, Map<string, NamedImpl>>();

export function substitute(t: Type, map: TypeMap, pkg: Package): Type {
  if (!mentionsLocal(t, pkg, new Set())) return subst(t, map);
  return new Substitution(map, pkg).type(t);
}

/** Is the type declared inside a function? */
function isLocal(t: NamedImpl, pkg: Package): boolean {
  const obj = (t.origin ?? t).obj;
  return obj.pkg === pkg && pkg.scope.get(obj.name) !== obj;
}

function mentionsLocal(t0: Type, pkg: Package, seen: Set<Type>): boolean {
  const t = unalias(t0);
  if (t.kind === 'Basic' || seen.has(t)) return false;
  seen.add(t);
  const any = (x: Type): boolean => mentionsLocal(x, pkg, seen);
  switch (t.kind) {
    case 'Named': return isLocal(t as NamedImpl, pkg) || t.targs.some(any);
    case 'Pointer': case 'Slice': case 'Array': case 'Chan': return any(t.elem);
    case 'Map': return any(t.key) || any(t.elem);
    case 'Struct': return t.fields.some((f) => any(f.type));
    case 'Tuple': return t.types.some(any);
    case 'Signature': return [...t.params, ...t.results].some((v) => any(v.type));
    case 'Interface': return t.methods.some((m) => any(m.type));
    default: return false;
  }
}

class Substitution {
  private readonly map: TypeMap;
  private readonly pkg: Package;

  constructor(map: TypeMap, pkg: Package) {
    this.map = map;
    this.pkg = pkg;
  }

  /** Goes through the parts itself, since subst does not look into local types. */
  type(t0: Type): Type {
    const t = unalias(t0);
    const go = (x: Type): Type => this.type(x);
    switch (t.kind) {
      case 'Pointer': case 'Slice': case 'Array': case 'Chan': return { ...t, elem: go(t.elem) };
      case 'Map': return { kind: 'Map', key: go(t.key), elem: go(t.elem) };
      case 'Struct':
        return { kind: 'Struct', fields: t.fields.map((f) => ({ ...f, type: go(f.type) })) };
      case 'Tuple': return { kind: 'Tuple', types: t.types.map(go) };
      case 'Signature':
        return {
          ...t, params: t.params.map((v) => ({ ...v, type: go(v.type) })),
          results: t.results.map((v) => ({ ...v, type: go(v.type) })),
        };
      case 'Interface': {
        const copy = new InterfaceImpl();
        copy.explicit = t.methods.map((m) => ({ ...m, type: go(m.type) as typeof m.type }));
        copy.complete = true;
        return copy;
      }
      case 'Named': return this.named(t as NamedImpl);
      default: return subst(t, this.map);
    }
  }

  private named(t: NamedImpl): Type {
    if (!isLocal(t, this.pkg)) {
      if (t.targs.length === 0) return t;
      return instantiateNamed(t.origin!, t.targs.map((x) => this.type(x)));
    }
    const open = mentionsAny(t.underlying, [...this.map.keys()])
      || mentionsLocal(t.underlying, this.pkg, new Set([t]));
    return open ? this.copy(t) : t;
  }

  private copy(t: NamedImpl): Type {
    let byArgs = copies.get(t);
    if (!byArgs) copies.set(t, (byArgs = new Map()));
    const key = [...this.map.values()].map(typeKey).join();
    const known = byArgs.get(key);
    if (known) return known;
    const copy = new NamedImpl(t.obj);
    byArgs.set(key, copy);
    const rhs = this.type(t.underlying);
    copy.rhs = rhs;
    copy.targs = [...this.map.values()];
    return copy;
  }
}
