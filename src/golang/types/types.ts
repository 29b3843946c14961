/**
 * Go's types, and what the type checker finds out about a syntax tree. The checker (check.ts and
 * its neighbours) makes these; lowering (../lower) reads them and never re-derives a type.
 */
import type * as ast from '../syntax/ast.ts';
import type { Pos } from '../syntax/ast.ts';

export type BasicKind =
  | 'invalid' | 'bool' | 'int' | 'int8' | 'int16' | 'int32' | 'int64'
  | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'uintptr'
  | 'float32' | 'float64' | 'complex64' | 'complex128' | 'string' | 'unsafe.Pointer'
  | 'untyped bool' | 'untyped int' | 'untyped rune' | 'untyped float' | 'untyped complex'
  | 'untyped string' | 'untyped nil';

export type Type =
  | Basic | Named | Pointer | Slice | ArrayT | Struct | Signature | Interface | MapT | Chan | Tuple
  | TypeParam | Alias;

export interface Basic {
  kind: 'Basic';
  basic: BasicKind;
  /** `byte` and `rune` print as such. */
  name: string;
}
/**
 * A defined type. For an instance of a generic type, `origin` is the generic one and `targs` its
 * arguments; instances are canonical: the same origin and identical arguments give the same object.
 */
export interface Named {
  kind: 'Named';
  obj: TypeName;
  /** Resolved lazily; never itself a Named or an Alias. */
  underlying: Type;
  /**
   * Methods declared with this receiver base type, in source order (for an instance: those of the
   * origin, substituted).
   */
  methods: Func[];
  tparams: TypeParam[];
  targs: Type[];
  origin?: Named;
  /**
   * Declared inside a generic function or method: its type parameters, which the type may mention.
   */
  outer?: TypeParam[];
}
export interface Alias {
  kind: 'Alias';
  obj: TypeName;
  actual: Type;
  tparams: TypeParam[];
  targs: Type[];
}
export interface Pointer { kind: 'Pointer'; elem: Type }
export interface Slice { kind: 'Slice'; elem: Type }
export interface ArrayT { kind: 'Array'; len: number; elem: Type }
export interface StructField {
  name: string;
  type: Type;
  embedded: boolean;
  tag: string;
  pkg?: Package;
  pos: Pos;
}
export interface Struct { kind: 'Struct'; fields: StructField[] }
export interface Signature {
  kind: 'Signature';
  tparams: TypeParam[];
  /**
   * Of a method of a generic type: the type parameters its receiver declares; they stand, by index,
   * for those of the receiver's base type. `func (l *List[E]) Push(v E)` has its own E here.
   */
  rparams?: TypeParam[];
  recv?: Var;
  params: Var[];
  results: Var[];
  variadic: boolean;
}
export interface InterfaceMethod { name: string; type: Signature; pkg?: Package; pos: Pos }
export interface UnionTerm { tilde: boolean; type: Type }
export interface Interface {
  kind: 'Interface';
  /** All methods, embedded ones included, sorted by name. */
  methods: InterfaceMethod[];
  /** The type set's terms where restricted (union); undefined: all types. */
  terms?: UnionTerm[];
  comparable: boolean;
}
export interface MapT { kind: 'Map'; key: Type; elem: Type }
export interface Chan { kind: 'Chan'; dir: 'both' | 'send' | 'recv'; elem: Type }
/** Result of a call with other than one result. */
/** `vars`, where they are known, are the results it stands for (their names print in messages). */
export interface Tuple { kind: 'Tuple'; types: Type[]; vars?: Var[] }
export interface TypeParam { kind: 'TypeParam'; obj: TypeName; index: number; constraint: Type }

// ---- objects ----------------------------------------------------------------------------------

export type Obj = PkgName | Const | TypeName | Var | Func | Builtin | Nil | Label;
interface ObjBase {
  name: string;
  pos: Pos;
  /** undefined: universe */
  pkg?: Package;
  used?: boolean;
}
export interface PkgName extends ObjBase { kind: 'PkgName'; imported: Package }
export interface Const extends ObjBase { kind: 'Const'; type: Type; value: ConstValue }
export interface TypeName extends ObjBase { kind: 'TypeName'; type: Type }
export interface Var extends ObjBase {
  kind: 'Var';
  type: Type;
  where: 'package' | 'local' | 'param' | 'result' | 'field' | 'recv';
  /** Local, and mentioned in a function literal nested below the function that declares it. */
  captured?: boolean;
  /**
   * Local, and its address is taken: `&x`, `x[:]` of an array, or `x.M()` with a pointer receiver.
   */
  addrTaken?: boolean;
  /** Assigned to after its declaration (captured variables that are not can be copied). */
  reassigned?: boolean;
  /** Local, and declared with a constant as its value. */
  startsConstant?: boolean;
  /** The checker's own: the function (a token for it) that declares a local variable. */
  fn?: object;
}
export interface Func extends ObjBase {
  kind: 'Func';
  type: Signature;
  decl?: ast.FuncDecl;
  /** Of a method of an instantiated type: the method of the generic type. */
  origin?: Func;
  /** For methods: is the receiver a pointer. */
  ptrRecv?: boolean;
  recvNamed?: Named;
}
export interface Builtin extends ObjBase { kind: 'Builtin' }
export interface Nil extends ObjBase { kind: 'Nil' }
export interface Label extends ObjBase { kind: 'Label' }

export interface Package {
  path: string;
  name: string;
  scope: Map<string, Obj>;
  files: ast.File[];
  imports: Package[];
  /** From `lib/`: bodiless functions and `//gopark:cost` are allowed. */
  isLib: boolean;
}

// ---- constants --------------------------------------------------------------------------------

/**
 * Exact. Rationals stand for floats (with den > 0, reduced); an overflow of 512-bit size is an
 * error.
 */
export type ConstValue =
  | { kind: 'bool'; value: boolean }
  | { kind: 'string'; value: string /* bytes as latin-1 */ }
  | { kind: 'int'; value: bigint }
  | { kind: 'float'; num: bigint; den: bigint }
  | { kind: 'complex'; re: ConstValue; im: ConstValue }
  | { kind: 'unknown' };

// ---- what the checker records -----------------------------------------------------------------

export type Mode =
  | 'novalue' | 'value' | 'variable' | 'mapindex' | 'commaok' | 'constant' | 'type' | 'builtin'
  | 'nil' | 'package';

/**
 * What the checker knows of an expression. After checking, no value's type is untyped (except nil's
 * and unused results).
 */
export interface TypeAndValue { mode: Mode; type: Type; value?: ConstValue }

/** How `x.sel` was resolved. */
export interface Selection {
  kind: 'field' | 'method' | 'methodExpr' | 'interfaceMethod' | 'qualified';
  /**
   * Path of field indices from the (dereferenced) type of x, embedded fields included; for a method
   * without its last step.
   */
  path: number[];
  /** Pointers are followed implicitly at each step where the type is a pointer. */
  indirect: boolean;
  obj: Obj;
  /** The type of x. */
  recv: Type;
}

/** How one function or type with type parameters was instantiated at an identifier. */
export interface Instance { targs: Type[]; type: Type }

/** Facts per syntax node. Inside generic bodies types mention TypeParams; lowering substitutes. */
export interface Info {
  types: Map<ast.Expr, TypeAndValue>;
  defs: Map<ast.Ident, Obj>;
  uses: Map<ast.Ident, Obj>;
  /** Variables declared implicitly: by a type switch clause. */
  implicits: Map<ast.CaseClause, Var>;
  selections: Map<ast.SelectorExpr, Selection>;
  instances: Map<ast.Ident, Instance>;
  /**
   * Package variables in initialisation order: `lhs = rhs` (several names for a multi-value call).
   */
  initOrder: Initialiser[];
}

/** `order` is that of the source. */
export interface Initialiser { lhs: Var[]; rhs: ast.Expr; order: number }

/** One checked package: input of lowering. */
export interface CheckedPackage {
  pkg: Package;
  info: Info;
  /** Where bodies are checked on demand (lazy.ts): checks that of a function. */
  body?(f: Func): void;
  initFuncs?(): Func[];
  initialiser?(v: Var): Initialiser | undefined;
  initOrder?(): Initialiser[];
}
