/**
 * The syntax tree of a Go file. Plain objects with a `kind`, so that a `switch` over `kind` is
 * checked for completeness by the compiler. Names follow go/ast where the two agree.
 *
 * A position is one number: the character offset into the file's text plus the file's base, so that
 * every position of a package is unique and `Source` (source.ts) can turn it into file, line and
 * column.
 */

/**
 * Offset into the concatenated sources: `file.base + offset`. 0 is "no position"; bases start at 1.
 */
export type Pos = number;

export interface Node {
  /**
   * Position at which gc reports errors about this node (for a binary expression: its operator).
   */
  pos: Pos;
}

// ---- expressions ------------------------------------------------------------------------------

export type Expr =
  | Ident
  | BasicLit
  | CompositeLit
  | KeyValue
  | FuncLit
  | ParenExpr
  | SelectorExpr
  | IndexExpr
  | SliceExpr
  | TypeAssertExpr
  | CallExpr
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | ArrayType
  | SliceType
  | StructType
  | FuncType
  | InterfaceType
  | MapType
  | ChanType
  | Ellipsis
  | BadExpr;

export interface Ident extends Node {
  kind: 'Ident';
  name: string;
}
/**
 * `text` is the literal as written; `value` is its unquoted value for `char` (code point) and
 * `string`.
 */
export interface BasicLit extends Node {
  kind: 'BasicLit';
  lit: 'int' | 'float' | 'imag' | 'char' | 'string';
  text: string;
  /**
   * For `string`: its bytes as a latin-1 ("binary") string: one char per byte. For `char`: the code
   * point.
   */
  value: string | number;
  /** Malformed; an error has been reported. */
  bad?: boolean;
}
export interface CompositeLit extends Node {
  kind: 'CompositeLit';
  /** Absent inside another literal, where it is elided. */
  type?: Expr;
  elts: Expr[];
  rbrace: Pos;
}
export interface KeyValue extends Node {
  kind: 'KeyValue';
  key: Expr;
  value: Expr;
}
export interface FuncLit extends Node {
  kind: 'FuncLit';
  type: FuncType;
  body: BlockStmt;
}
export interface ParenExpr extends Node {
  kind: 'ParenExpr';
  x: Expr;
}
export interface SelectorExpr extends Node {
  kind: 'SelectorExpr';
  x: Expr;
  sel: Ident;
}
/** `x[i]`, and instantiation `x[T1, T2]`: the type checker tells which. */
export interface IndexExpr extends Node {
  kind: 'IndexExpr';
  x: Expr;
  indices: Expr[];
}
export interface SliceExpr extends Node {
  kind: 'SliceExpr';
  x: Expr;
  lo?: Expr;
  hi?: Expr;
  max?: Expr;
  full: boolean;
}
/** `x.(T)`; `type` is absent in `x.(type)`. */
export interface TypeAssertExpr extends Node {
  kind: 'TypeAssertExpr';
  x: Expr;
  type?: Expr;
}
export interface CallExpr extends Node {
  kind: 'CallExpr';
  fun: Expr;
  args: Expr[];
  hasDots: boolean;
  rparen: Pos;
}
/** `*x`: a dereference or a pointer type. */
export interface StarExpr extends Node {
  kind: 'StarExpr';
  x: Expr;
}
export interface UnaryExpr extends Node {
  kind: 'UnaryExpr';
  op: '+' | '-' | '!' | '^' | '&' | '<-' | '~';
  x: Expr;
}
export type BinaryOp =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '|'
  | '^'
  | '*'
  | '/'
  | '%'
  | '<<'
  | '>>'
  | '&'
  | '&^';
export interface BinaryExpr extends Node {
  kind: 'BinaryExpr';
  op: BinaryOp;
  x: Expr;
  y: Expr;
}
/** `[N]T`; `len` is an `Ellipsis` without `elem` for `[...]T`. */
export interface ArrayType extends Node {
  kind: 'ArrayType';
  len: Expr;
  elem: Expr;
}
export interface SliceType extends Node {
  kind: 'SliceType';
  elem: Expr;
}
export interface StructType extends Node {
  kind: 'StructType';
  fields: Field[];
}
export interface FuncType extends Node {
  kind: 'FuncType';
  tparams: Field[];
  params: Field[];
  results: Field[];
}
/**
 * Methods have a name and a FuncType; embedded elements have no name (unions are `|` BinaryExprs,
 * `~T` UnaryExprs).
 */
export interface InterfaceType extends Node {
  kind: 'InterfaceType';
  methods: Field[];
}
export interface MapType extends Node {
  kind: 'MapType';
  key: Expr;
  value: Expr;
}
export interface ChanType extends Node {
  kind: 'ChanType';
  dir: 'both' | 'send' | 'recv';
  elem: Expr;
}
/** `...T` in a parameter list. */
export interface Ellipsis extends Node {
  kind: 'Ellipsis';
  elem?: Expr;
}
export interface BadExpr extends Node {
  kind: 'BadExpr';
}

/**
 * One field, parameter, result, type parameter or method: one name each (a list `a, b int` becomes
 * two fields that share `type`). No name: an unnamed parameter, or an embedded field or interface
 * element.
 */
export interface Field extends Node {
  name?: Ident;
  type: Expr;
  tag?: string;
  embedded?: boolean;
}

// ---- statements -------------------------------------------------------------------------------

export type Stmt =
  | EmptyStmt
  | ExprStmt
  | SendStmt
  | IncDecStmt
  | AssignStmt
  | GoStmt
  | DeferStmt
  | ReturnStmt
  | BranchStmt
  | BlockStmt
  | IfStmt
  | SwitchStmt
  | TypeSwitchStmt
  | SelectStmt
  | ForStmt
  | RangeStmt
  | LabeledStmt
  | DeclStmt
  | BadStmt;

export interface EmptyStmt extends Node {
  kind: 'EmptyStmt';
}
export interface ExprStmt extends Node {
  kind: 'ExprStmt';
  x: Expr;
}
export interface SendStmt extends Node {
  kind: 'SendStmt';
  chan: Expr;
  value: Expr;
}
export interface IncDecStmt extends Node {
  kind: 'IncDecStmt';
  x: Expr;
  op: '++' | '--';
}
/** `op` is '=' , ':=' , or the operator of `x op= y`. */
export interface AssignStmt extends Node {
  kind: 'AssignStmt';
  lhs: Expr[];
  op: '=' | ':=' | BinaryOp;
  rhs: Expr[];
}
export interface GoStmt extends Node {
  kind: 'GoStmt';
  call: Expr;
}
export interface DeferStmt extends Node {
  kind: 'DeferStmt';
  call: Expr;
}
export interface ReturnStmt extends Node {
  kind: 'ReturnStmt';
  results: Expr[];
}
export interface BranchStmt extends Node {
  kind: 'BranchStmt';
  tok: 'break' | 'continue' | 'goto' | 'fallthrough';
  label?: Ident;
}
export interface BlockStmt extends Node {
  kind: 'BlockStmt';
  list: Stmt[];
  rbrace: Pos;
}
export interface IfStmt extends Node {
  kind: 'IfStmt';
  init?: Stmt;
  cond: Expr;
  then: BlockStmt;
  else?: IfStmt | BlockStmt;
}
export interface SwitchStmt extends Node {
  kind: 'SwitchStmt';
  init?: Stmt;
  tag?: Expr;
  body: CaseClause[];
  rbrace: Pos;
}
/** `switch init; name := x.(type) {...}` */
export interface TypeSwitchStmt extends Node {
  kind: 'TypeSwitchStmt';
  init?: Stmt;
  name?: Ident;
  x: Expr;
  body: CaseClause[];
  rbrace: Pos;
}
/**
 * `exprs` empty and `isDefault` set for `default`. In a type switch the expressions are types (or
 * nil).
 */
export interface CaseClause extends Node {
  kind: 'CaseClause';
  exprs: Expr[];
  isDefault: boolean;
  body: Stmt[];
  colon: Pos;
}
export interface SelectStmt extends Node {
  kind: 'SelectStmt';
  body: CommClause[];
  rbrace: Pos;
}
/**
 * `comm` absent: default. Otherwise a SendStmt, an ExprStmt `<-c`, or an AssignStmt `v[, ok] (=|:=)
 * <-c`.
 */
export interface CommClause extends Node {
  kind: 'CommClause';
  comm?: Stmt;
  body: Stmt[];
  colon: Pos;
}
export interface ForStmt extends Node {
  kind: 'ForStmt';
  init?: Stmt;
  cond?: Expr;
  post?: Stmt;
  body: BlockStmt;
}
export interface RangeStmt extends Node {
  kind: 'RangeStmt';
  key?: Expr;
  value?: Expr;
  define: boolean;
  x: Expr;
  body: BlockStmt;
}
export interface LabeledStmt extends Node {
  kind: 'LabeledStmt';
  label: Ident;
  stmt: Stmt;
}
export interface DeclStmt extends Node {
  kind: 'DeclStmt';
  decl: GenDecl;
}
export interface BadStmt extends Node {
  kind: 'BadStmt';
}

// ---- declarations -----------------------------------------------------------------------------

export type Decl = FuncDecl | GenDecl;
export type GenDecl = ImportDecl | ConstDecl | VarDecl | TypeDecl;

/** `path` is unquoted. `name` is present for `import name "path"`, also for `.` and `_`. */
export interface ImportSpec extends Node {
  name?: Ident;
  path: string;
  pathPos: Pos;
}
export interface ImportDecl extends Node {
  kind: 'ImportDecl';
  specs: ImportSpec[];
}
/**
 * In a group, a spec without type and values repeats the last one that had them: the parser leaves
 * them empty; `iota` is its index.
 */
export interface ConstSpec extends Node {
  names: Ident[];
  type?: Expr;
  values: Expr[];
  iota: number;
  implicit: boolean;
}
export interface ConstDecl extends Node {
  kind: 'ConstDecl';
  specs: ConstSpec[];
}
export interface VarSpec extends Node {
  names: Ident[];
  type?: Expr;
  values: Expr[];
}
export interface VarDecl extends Node {
  kind: 'VarDecl';
  specs: VarSpec[];
}
export interface TypeSpec extends Node {
  name: Ident;
  tparams: Field[];
  alias: boolean;
  type: Expr;
}
export interface TypeDecl extends Node {
  kind: 'TypeDecl';
  specs: TypeSpec[];
}
export interface FuncDecl extends Node {
  kind: 'FuncDecl';
  name: Ident;
  recv?: Field;
  type: FuncType;
  /** Absent: declared without a body (only allowed below lib/, for natives). */
  body?: BlockStmt;
  /**
   * The `//gopark:` lines directly above, in order, not yet parsed (src/golang/directive.ts does
   * it).
   */
  directives: DirectiveLine[];
}
/**
 * One `//gopark:...` or `//go:...` comment: `text` without the slashes; `pos` is of its first
 * character after `//`.
 */
export interface DirectiveLine extends Node {
  text: string;
}

export interface File {
  /** Path as given by the caller; used in messages. */
  path: string;
  base: Pos;
  packageName: Ident;
  imports: ImportSpec[];
  decls: Decl[];
  /**
   * `//gopark:config ...` lines before the package clause, and any other directive not above a
   * function.
   */
  directives: DirectiveLine[];
  /** Parts of the file could not be parsed: gc then does not go on to check types. */
  incomplete?: boolean;
}
