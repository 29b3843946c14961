/** Making objects, and the identity of names: which two selectors mean the same. */
import type {
  Func, InterfaceMethod, Named, Obj, Package, Signature, StructField, Type, TypeName, TypeParam,
  Var,
} from './types.ts';
import type { Pos } from '../syntax/ast.ts';

/** Stands for the type of an object that is declared but not yet checked. */
export const unset = undefined as unknown as Type;

export function newVar(
  where: Var['where'], pos: Pos, pkg: Package | undefined, name: string, type: Type = unset,
): Var {
  return { kind: 'Var', name, pos, ...(pkg ? { pkg } : {}), type, where };
}

export function newFunc(pos: Pos, pkg: Package | undefined, name: string, type?: Signature): Func {
  return {
    kind: 'Func', name, pos, ...(pkg ? { pkg } : {}), type: type ?? (unset as Signature),
  };
}

export function newTypeName(pos: Pos, pkg: Package | undefined, name: string): TypeName {
  return { kind: 'TypeName', name, pos, ...(pkg ? { pkg } : {}), type: unset };
}

export function newTypeParam(obj: TypeName, index: number, constraint: Type): TypeParam {
  const tpar: TypeParam = { kind: 'TypeParam', obj, index, constraint };
  obj.type = tpar;
  return tpar;
}

export function newSignature(params: Var[], results: Var[], variadic = false): Signature {
  return { kind: 'Signature', tparams: [], params, results, variadic };
}

/** The type of an object, or undefined where it has none (yet). */
export function typeOf(obj: Obj): Type | undefined {
  return 'type' in obj ? (obj.type as Type | undefined) : undefined;
}

export function isExported(name: string): boolean {
  const c = name.charCodeAt(0);
  if (c < 128) return c >= 65 && c <= 90;
  return /^\p{Lu}/u.test(name);
}

/**
 * Are (pkg, name) and `m` the same selector? Names that are not exported belong to their package.
 */
export function sameId(
  m: { name: string; pkg?: Package }, pkg: Package | undefined, name: string, fold = false,
): boolean {
  if (fold && m.name.toLowerCase() === name.toLowerCase()) return true;
  if (m.name !== name) return false;
  return isExported(name) || m.pkg === pkg || (!!m.pkg && !!pkg && m.pkg.path === pkg.path);
}

/** A string that two selectors share exactly if they are the same. */
export function selectorId(m: { name: string; pkg?: Package }): string {
  return isExported(m.name) ? m.name : `${m.pkg?.path ?? ''}.${m.name}`;
}

const fieldVars = new WeakMap<StructField, Var>();

/** The object of a struct field: one for each field. */
export function fieldVar(f: StructField): Var {
  let v = fieldVars.get(f);
  if (!v) fieldVars.set(f, (v = newVar('field', f.pos, f.pkg, f.name, f.type)));
  return v;
}

const methodFuncs = new WeakMap<InterfaceMethod, Func>();

/** The object of an interface's method: one for each method. */
export function methodFunc(m: InterfaceMethod): Func {
  let f = methodFuncs.get(m);
  if (!f) methodFuncs.set(m, (f = newFunc(m.pos, m.pkg, m.name, m.type)));
  return f;
}

/** The Named of a type name that is defined (not an alias or a parameter). */
export function namedOf(obj: TypeName): Named | undefined {
  const t = typeOf(obj);
  return t?.kind === 'Named' ? t : undefined;
}
