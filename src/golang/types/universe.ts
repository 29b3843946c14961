/** The predeclared: basic types, constants, functions, and `any`, `error`, `comparable`, `nil`. */
import type {
  Alias, Basic, BasicKind, Builtin, Const, Nil, Obj, Package, Type, TypeName, Var,
} from './types.ts';
import { InterfaceImpl } from './interface.ts';
import { NamedImpl } from './named.ts';
import { Typ, byteType, runeType } from './basic.ts';

/**
 * What the checker knows of a predeclared function: its arity, and if it may stand as a statement.
 */
export interface BuiltinInfo { nargs: number; variadic: boolean; statement: boolean }

const row = (nargs: number, variadic: boolean, statement: boolean): BuiltinInfo =>
  ({ nargs, variadic, statement });

export const builtins: Readonly<Record<string, BuiltinInfo>> = {
  append: row(1, true, false), cap: row(1, false, false), clear: row(1, false, true),
  close: row(1, false, true), complex: row(2, false, false), copy: row(2, false, true),
  delete: row(2, false, true), imag: row(1, false, false), len: row(1, false, false),
  make: row(1, true, false), max: row(1, true, false), min: row(1, true, false),
  new: row(1, false, false), panic: row(1, false, true), print: row(0, true, true),
  println: row(0, true, true), real: row(1, false, false), recover: row(0, false, true),
  // Those of package unsafe; their names have capitals, so the two cannot be confused.
  Sizeof: row(1, false, false), Alignof: row(1, false, false), Offsetof: row(1, false, false),
  Add: row(2, false, false), Slice: row(2, false, false), SliceData: row(1, false, false),
  String: row(2, false, false), StringData: row(1, false, false),
};

/** Position 0 and no package mark an object of the universe. */
const typeName = (name: string, type: Type): TypeName => ({ kind: 'TypeName', name, pos: 0, type });
const boolConst = (name: string, value: boolean): Const =>
  ({ kind: 'Const', name, pos: 0, type: Typ['untyped bool'], value: { kind: 'bool', value } });

export const emptyInterface = new InterfaceImpl();
emptyInterface.complete = true;

function makeAny(): Alias {
  const obj = { kind: 'TypeName', name: 'any', pos: 0 } as unknown as TypeName;
  const alias: Alias = { kind: 'Alias', obj, actual: emptyInterface, tparams: [], targs: [] };
  obj.type = alias;
  return alias;
}
export const anyType = makeAny();

function makeError(): NamedImpl {
  const obj = { kind: 'TypeName', name: 'error', pos: 0 } as unknown as TypeName;
  const named = new NamedImpl(obj);
  const result: Var = { kind: 'Var', name: '', pos: 0, type: Typ.string, where: 'result' };
  const iface = new InterfaceImpl();
  iface.explicit.push({
    name: 'Error', pos: 0,
    type: { kind: 'Signature', tparams: [], params: [], results: [result], variadic: false },
  });
  iface.complete = true;
  named.rhs = iface;
  obj.type = named;
  return named;
}
export const errorType = makeError();

function makeComparable(): NamedImpl {
  const obj = { kind: 'TypeName', name: 'comparable', pos: 0 } as unknown as TypeName;
  const named = new NamedImpl(obj);
  const iface = new InterfaceImpl();
  iface.markComparable();
  named.rhs = iface;
  obj.type = named;
  return named;
}
export const comparableNamed = makeComparable();

export const universeIota: Const = {
  kind: 'Const', name: 'iota', pos: 0, type: Typ['untyped int'], value: { kind: 'int', value: 0n },
};

const named: BasicKind[] = [
  'bool', 'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64',
  'uintptr', 'float32', 'float64', 'complex64', 'complex128', 'string',
];

function makeUniverse(): Map<string, Obj> {
  const scope = new Map<string, Obj>();
  const add = (obj: Obj): void => void scope.set(obj.name, obj);
  for (const kind of named) add(typeName(kind, Typ[kind]));
  add(typeName('byte', byteType));
  add(typeName('rune', runeType));
  for (const type of [anyType, errorType, comparableNamed]) add(type.obj);
  add(boolConst('true', true));
  add(boolConst('false', false));
  add(universeIota);
  add({ kind: 'Nil', name: 'nil', pos: 0 } satisfies Nil);
  for (const name of Object.keys(builtins)) {
    if (!/^[A-Z]/.test(name)) add({ kind: 'Builtin', name, pos: 0 } satisfies Builtin);
  }
  return scope;
}
export const universe: ReadonlyMap<string, Obj> = makeUniverse();

/** Package unsafe. */
export function makeUnsafe(): Package {
  const scope = new Map<string, Obj>();
  const pkg: Package = {
    path: 'unsafe', name: 'unsafe', scope, files: [], imports: [], isLib: true,
  };
  for (const name of Object.keys(builtins)) {
    if (!/^[A-Z]/.test(name)) continue;
    scope.set(name, { kind: 'Builtin', name, pos: 0, pkg } satisfies Builtin);
  }
  const pointer = Typ['unsafe.Pointer'];
  scope.set('Pointer', { kind: 'TypeName', name: 'Pointer', pos: 0, pkg, type: pointer });
  return pkg;
}

/** The basic type a value of an untyped type gets where nothing else decides. */
export function defaultType(t: Type): Type {
  if (t.kind !== 'Basic') return t;
  switch (t.basic) {
    case 'untyped bool': return Typ.bool;
    case 'untyped int': return Typ.int;
    case 'untyped rune': return runeType;
    case 'untyped float': return Typ.float64;
    case 'untyped complex': return Typ.complex128;
    case 'untyped string': return Typ.string;
    default: return t;
  }
}
export type { Basic };
