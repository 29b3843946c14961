/**
 * Package-level objects of a package that is checked on demand (lazy.ts): each is checked when its
 * type, value or declaration is looked at, and not before.
 */
import type * as ast from '../syntax/ast.ts';
import type { Pos } from '../syntax/ast.ts';
import { unknown } from './constant.ts';
import type {
  Const, ConstValue, Func, Named, Obj, Package, Signature, Type, TypeName, Var,
} from './types.ts';

export interface Home {
  readonly pkg: Package;
  /** Gives the object its type, unless that is under way. */
  resolve(obj: Obj): void;
  /** Parses the declaration. */
  parse(obj: Obj): void;
}

abstract class LazyObject<T extends Type> {
  readonly name: string;
  readonly pos: Pos;
  readonly pkg: Package;
  readonly #home: Home;
  #type: T | undefined;

  constructor(home: Home, name: string, pos: Pos) {
    this.name = name;
    this.pos = pos;
    this.pkg = home.pkg;
    this.#home = home;
  }

  get type(): T {
    if (this.#type === undefined) this.#home.resolve(this as unknown as Obj);
    return this.#type as T;
  }

  set type(type: T) {
    this.#type = type;
  }

  /** Has anything asked for its type? */
  get isResolved(): boolean {
    return this.#type !== undefined;
  }

  protected parse(): void {
    this.#home.parse(this as unknown as Obj);
  }
}

export class LazyTypeName extends LazyObject<Type> implements TypeName {
  readonly kind = 'TypeName';
}

export class LazyVar extends LazyObject<Type> implements Var {
  readonly kind = 'Var';
  readonly where = 'package';
}

export class LazyConst extends LazyObject<Type> implements Const {
  readonly kind = 'Const';
  #value: ConstValue = unknown;

  get value(): ConstValue {
    // Until it has a type, what it holds is the iota of its declaration.
    if (!this.isResolved) void this.type;
    return this.#value;
  }

  set value(value: ConstValue) {
    this.#value = value;
  }
}

export class LazyFunc extends LazyObject<Signature> implements Func {
  readonly kind = 'Func';
  ptrRecv?: boolean;
  recvNamed?: Named;
  #decl: ast.FuncDecl | undefined;

  get decl(): ast.FuncDecl {
    if (!this.#decl) this.parse();
    return this.#decl!;
  }

  set decl(decl: ast.FuncDecl) {
    this.#decl = decl;
  }
}

export type LazyObj = LazyTypeName | LazyVar | LazyConst | LazyFunc;
