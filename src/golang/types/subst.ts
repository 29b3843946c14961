/**
 * Putting types in the place of type parameters, and instances of generic types. Types are never
 * changed: what mentions no parameter is returned as it is. Instances are canonical: the same
 * generic type with identical arguments is the same object, found in a table by a short hash.
 */
import type {
  Alias, Func, Interface, InterfaceMethod, Signature, Struct, Type, TypeParam, Var,
} from './types.ts';
import { Typ } from './basic.ts';
import { InterfaceImpl } from './interface.ts';
import { NamedImpl, setExpander, unalias } from './named.ts';
import { identical } from './predicates.ts';

export type TypeMap = ReadonlyMap<TypeParam, Type>;

export function typeMap(
  tparams: readonly TypeParam[], targs: readonly (Type | undefined)[],
): TypeMap {
  const map = new Map<TypeParam, Type>();
  tparams.forEach((p, i) => {
    const t = targs[i];
    if (t) map.set(p, t);
  });
  return map;
}

export function subst(t: Type, map: TypeMap): Type {
  if (map.size === 0) return t;
  switch (t.kind) {
    case 'Basic': return t;
    case 'TypeParam': return map.get(t) ?? t;
    case 'Pointer': case 'Slice': case 'Array': case 'Chan': {
      const elem = subst(t.elem, map);
      return elem === t.elem ? t : { ...t, elem };
    }
    case 'Map': {
      const key = subst(t.key, map);
      const elem = subst(t.elem, map);
      return key === t.key && elem === t.elem ? t : { kind: 'Map', key, elem };
    }
    case 'Struct': return substStruct(t, map);
    case 'Signature': return substSignature(t, map);
    case 'Interface': return substInterface(t as InterfaceImpl, map);
    case 'Tuple': {
      const types = substList(t.types, map);
      if (types === t.types) return t;
      const vars = t.vars && substVars(t.vars, map);
      return vars ? { kind: 'Tuple', types, vars } : { kind: 'Tuple', types };
    }
    case 'Named': {
      const targs = substList(t.targs, map);
      return targs === t.targs ? t : instantiateNamed((t as NamedImpl).origin!, targs);
    }
    case 'Alias': return substAlias(t, map);
  }
}

/** The same list object if nothing changes. */
export function substList(list: Type[], map: TypeMap): Type[] {
  let out: Type[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const t = subst(list[i]!, map);
    if (t !== list[i] && !out) out = list.slice();
    if (out) out[i] = t;
  }
  return out ?? list;
}

export function substVars(list: Var[], map: TypeMap): Var[] {
  let out: Var[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const v = list[i]!;
    const type = subst(v.type, map);
    if (type !== v.type) (out ??= list.slice())[i] = { ...v, type };
  }
  return out ?? list;
}

function substStruct(t: Struct, map: TypeMap): Type {
  let changed = false;
  const fields = t.fields.map((f) => {
    const type = subst(f.type, map);
    if (type === f.type) return f;
    changed = true;
    return { ...f, type };
  });
  return changed ? { kind: 'Struct', fields } : t;
}

function substSignature(t: Signature, map: TypeMap): Signature {
  const params = substVars(t.params, map);
  const results = substVars(t.results, map);
  return params === t.params && results === t.results ? t : { ...t, params, results };
}

function substInterface(t: InterfaceImpl, map: TypeMap): Interface {
  let changed = false;
  const put = (x: Type): Type => {
    const y = subst(x, map);
    changed ||= x !== y;
    return y;
  };
  const explicit = t.explicit.map((m): InterfaceMethod => {
    const type = put(m.type) as Signature;
    return type === m.type ? m : { ...m, type };
  });
  const embeds = t.embeds.map((e) => ({ pos: e.pos, type: put(e.type) }));
  const union = t.union?.map((x) => ({ tilde: x.tilde, type: put(x.type) }));
  if (!changed) return t;
  const copy = new InterfaceImpl();
  copy.explicit = explicit;
  copy.embeds = embeds;
  copy.union = union;
  copy.implicit = t.implicit;
  copy.complete = t.complete;
  return copy;
}

function substAlias(t: Alias, map: TypeMap): Type {
  if (t.targs.length === 0) {
    // An alias declared inside a generic function may mention its parameters.
    if ((t.actual as Type | undefined) === undefined || t.tparams.length > 0) return t;
    const actual = subst(t.actual, map);
    return actual === t.actual ? t : actual;
  }
  const targs = substList(t.targs, map);
  return targs === t.targs ? t : { ...t, targs, actual: subst(t.actual, map) };
}

// ---- instances --------------------------------------------------------------------------------

const instances = new WeakMap<NamedImpl, Map<string, NamedImpl[]>>();
let paramIds = 0;
const paramId = new WeakMap<TypeParam, number>();

/** Equal for identical types; cheap, so not always different for others. Completes nothing. */
function hash(t0: Type, depth: number): string {
  const t = unalias(t0);
  switch (t.kind) {
    case 'Basic': return t.basic;
    case 'Named':
      return `N${((t as NamedImpl).origin ?? (t as NamedImpl)).id}${hashList(t.targs, depth)}`;
    case 'TypeParam': {
      let id = paramId.get(t);
      if (id === undefined) paramId.set(t, (id = ++paramIds));
      return `P${id}`;
    }
    case 'Pointer': case 'Slice': case 'Chan':
      return depth > 3 ? t.kind : t.kind + hash(t.elem, depth + 1);
    case 'Array': return depth > 3 ? t.kind : `[${t.len}]${hash(t.elem, depth + 1)}`;
    case 'Map': return depth > 3 ? t.kind : `M${hash(t.key, depth + 1)}:${hash(t.elem, depth + 1)}`;
    case 'Struct': return `S${t.fields.length}`;
    case 'Signature': return `F${t.params.length},${t.results.length}`;
    default: return t.kind;
  }
}

const hashList = (list: Type[], depth: number): string =>
  depth > 3 ? '' : `[${list.map((t) => hash(t, depth + 1)).join()}]`;

/** The instance of a generic type. The number of arguments is right. */
export function instantiateNamed(origin: NamedImpl, targs: Type[]): NamedImpl {
  let table = instances.get(origin);
  if (!table) instances.set(origin, (table = new Map()));
  const key = hashList(targs, 0);
  let bucket = table.get(key);
  if (!bucket) table.set(key, (bucket = []));
  const known = bucket.find((n) => n.targs.every((t, i) => identical(t, targs[i]!)));
  if (known) return known;
  const inst = new NamedImpl(origin.obj, origin, targs);
  bucket.push(inst);
  return inst;
}

export function instantiateAlias(origin: Alias, targs: Type[]): Alias {
  const rhs = (origin.actual as Type | undefined) ?? Typ.invalid;
  const actual = subst(rhs, typeMap(origin.tparams, targs));
  return { kind: 'Alias', obj: origin.obj, actual, tparams: origin.tparams, targs };
}

/** A generic function's type with its parameters replaced; not generic any more. */
export function instantiateSignature(sig: Signature, targs: Type[]): Signature {
  const out = substSignature(sig, typeMap(sig.tparams, targs));
  return { ...out, tparams: [] };
}

/** A method of an instance: the origin's with the receiver's own parameters replaced. */
function expandMethod(inst: NamedImpl, m: Func): Func {
  const out: Func = { ...m, origin: m, recvNamed: inst };
  // The type of a method may not be known yet; it is by the time anyone looks at it.
  let type: Signature | undefined;
  Object.defineProperty(out, 'type', {
    enumerable: true,
    get: () => {
      const sig = m.type as Signature | undefined;
      if (type || !sig) return type;
      const map = typeMap(sig.rparams ?? [], inst.targs);
      const recv = sig.recv && { ...sig.recv, type: subst(sig.recv.type, map) };
      const { rparams: _, ...rest } = substSignature(sig, map);
      return (type = recv ? { ...rest, recv } : rest);
    },
  });
  return out;
}

setExpander({
  underlying: (inst) => {
    const origin = inst.origin!;
    return subst(origin.underlying, typeMap(origin.tparams, inst.targs));
  },
  method: expandMethod,
});

/** Does the type mention one of the parameters? */
export function mentionsAny(
  t: Type, tparams: readonly TypeParam[], seen = new Set<Type>(),
): boolean {
  if (t.kind === 'Basic' || seen.has(t)) return false;
  seen.add(t);
  const any = (x: Type): boolean => mentionsAny(x, tparams, seen);
  switch (t.kind) {
    case 'TypeParam': return tparams.includes(t);
    case 'Alias': return any(unalias(t));
    case 'Pointer': case 'Slice': case 'Array': case 'Chan': return any(t.elem);
    case 'Map': return any(t.key) || any(t.elem);
    case 'Struct': return t.fields.some((f) => any(f.type));
    case 'Tuple': return t.types.some(any);
    case 'Signature': return [...t.params, ...t.results].some((v) => any(v.type));
    case 'Interface':
      return t.methods.some((m) => any(m.type)) || (t.terms?.some((x) => any(x.type)) ?? false);
    case 'Named': return t.targs.some(any);
  }
}
