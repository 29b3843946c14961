/** Expressions that denote types, and identifiers. */
import type * as ast from '../syntax/ast.ts';
import { exprListString, exprString } from '../syntax/print.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { toInt } from './constant.ts';
import { objDecl } from './decl.ts';
import { expr } from './expr.ts';
import { instantiateType, validateTArgLen, verifyInstance } from './instantiate.ts';
import { interfaceType, structType } from './composite.ts';
import { NamedImpl } from './named.ts';
import { typeOf } from './object.ts';
import { Operand } from './operand.ts';
import {
  isComparable, isGeneric, isInteger, isTypeParam, isUntyped, isValid, under,
} from './predicates.ts';
import { representable } from './representable.ts';
import { selector } from './selector.ts';
import { funcType } from './signature.ts';
import type { Obj, Type, TypeName, Var } from './types.ts';
import { universeIota } from './universe.ts';
import { use } from './use.ts';

const varKind: Record<Var['where'], string> = {
  package: 'package-level variable', local: 'local variable', recv: 'receiver', param: 'parameter',
  result: 'result variable', field: 'struct field',
};
const objectKind: Record<Obj['kind'], string> = {
  PkgName: 'package name', Const: 'constant', TypeName: 'type', Var: 'variable', Func: 'function',
  Builtin: 'built-in function', Nil: 'untyped nil', Label: 'label',
};
const kindOf = (obj: Obj): string =>
  (obj.kind === 'Var' ? varKind[obj.where] : objectKind[obj.kind]);

/** An identifier as an operand. `wantType`: in a place where only a type will do. */
export function ident(c: Checker, e: ast.Ident, wantType: boolean): Operand {
  const x = new Operand(e);
  const found = c.env.scope.find(e.name);
  if (!found) {
    if (e.name === '_') c.error(e, 'cannot use _ as value or type');
    else c.error(e, `undefined: ${e.name}`);
    return x;
  }
  const { obj, scope } = found;
  c.recordUse(e, obj);
  const isType = obj.kind === 'TypeName';
  if (wantType && !isType) {
    c.error(e, `${obj.name} (${kindOf(obj)}) is not a type`);
    if (obj.kind === 'Var') c.usedVars.add(obj);
    return x;
  }
  if (hasType(obj) && (!typeOf(obj) || (isType && wantType && obj.pkg === c.pkg))) objDecl(c, obj);
  const dot = c.dotImports.get(scope)?.get(obj.name);
  if (dot) dot.used = true;
  return identOperand(c, e, obj, x);
}

const hasType = (obj: Obj): boolean =>
  obj.kind === 'Const' || obj.kind === 'TypeName' || obj.kind === 'Var' || obj.kind === 'Func';

function identOperand(c: Checker, e: ast.Ident, obj: Obj, x: Operand): Operand {
  switch (obj.kind) {
    case 'PkgName':
      c.error(e, `use of package ${obj.name} not in selector`);
      return x;
    case 'Const':
      addDep(c, obj);
      if (!isValid(obj.type)) return x;
      if (obj === universeIota && !c.env.iota) {
        c.error(e, 'cannot use iota outside constant declaration');
        return x;
      }
      x.val = obj === universeIota ? c.env.iota : obj.value;
      return x.set('constant', obj.type);
    case 'TypeName': return x.set('type', obj.type);
    case 'Var':
      useVar(c, obj);
      return isValid(obj.type) ? x.set('variable', obj.type) : x;
    case 'Func':
      addDep(c, obj);
      return x.set('value', obj.type);
    case 'Builtin':
      x.id = obj.name;
      return x.set('builtin', Typ.invalid);
    case 'Nil': return x.set('nil', Typ['untyped nil']);
    default: return x;
  }
}

/** A variable is mentioned: used, and captured if by another function than the one that has it. */
function useVar(c: Checker, v: Var): void {
  c.usedVars.add(v);
  addDep(c, v);
  if (v.fn && v.fn !== c.env.fn) v.captured = true;
}

/** The package-level declaration being checked depends on `obj`. */
export function addDep(c: Checker, obj: Obj): void {
  if (c.env.decl && c.objMap.has(obj)) c.env.decl.deps.add(obj);
}

// ---- type expressions -------------------------------------------------------------------------

export function typExpr(c: Checker, e: ast.Expr): Type {
  return declaredType(c, e, undefined);
}

/** The type of a variable: not a constraint interface. */
export function varType(c: Checker, e: ast.Expr): Type {
  const t = typExpr(c, e);
  validVarType(c, e, t);
  return t;
}

export function validVarType(c: Checker, e: ast.Expr, t: Type): void {
  const k = t.kind;
  // Most types cannot be constraints; only named ones and interfaces need a second look.
  if (k !== 'Named' && k !== 'Alias' && k !== 'Interface') return;
  if (isTypeParam(t)) return;
  c.later(() => {
    const u = under(t);
    if (u.kind !== 'Interface' || (!u.comparable && !u.terms)) return;
    const why = u.comparable
      ? 'interface is (or embeds) comparable' : 'interface contains type constraints';
    c.error(e, `cannot use type ${c.str(t)} outside a type constraint: ${why}`);
  });
}

/** The type that `e` denotes; `def` is the type name being declared by it. */
export function declaredType(c: Checker, e: ast.Expr, def: TypeName | undefined): Type {
  let t = c.enter() ? typInternal(c, e, def) : Typ.invalid;
  c.leave();
  if (isGeneric(t)) {
    c.error(e, `cannot use generic type ${c.str(t)} without instantiation`);
    t = Typ.invalid;
  }
  c.recordType(e, 'type', t);
  return t;
}

/** A generic type, not instantiated. */
export function genericType(c: Checker, e: ast.Expr): { type: Type; cause: string } {
  let t = typInternal(c, e, undefined);
  let cause = '';
  if (isValid(t) && !isGeneric(t)) {
    cause = `${c.str(t)} is not a generic type`;
    t = Typ.invalid;
  }
  c.recordType(e, 'type', t);
  return { type: t, cause };
}

function typInternal(c: Checker, e: ast.Expr, def: TypeName | undefined): Type {
  switch (e.kind) {
    case 'BadExpr': return Typ.invalid;
    case 'Ident': return operandType(c, ident(c, e, true));
    case 'SelectorExpr': return operandType(c, selector(c, e, true));
    case 'IndexExpr': return instantiatedType(c, e.x, e.indices);
    case 'ParenExpr': return declaredType(c, e.x, def);
    case 'ArrayType': return arrayType(c, e);
    case 'SliceType': return { kind: 'Slice', elem: varType(c, e.elem) };
    case 'Ellipsis':
      c.error(e, 'invalid use of ...');
      return Typ.invalid;
    case 'StructType': return structType(c, e);
    case 'StarExpr': {
      const elem = varType(c, e.x);
      return isValid(elem) ? { kind: 'Pointer', elem } : Typ.invalid;
    }
    case 'FuncType': return funcType(c, e, undefined, () => {});
    case 'InterfaceType': return interfaceType(c, e, def);
    case 'MapType': return mapType(c, e);
    case 'ChanType': return { kind: 'Chan', dir: e.dir, elem: varType(c, e.elem) };
    default:
      c.error(e, `${exprString(e)} is not a type`);
      use(c, [e]);
      return Typ.invalid;
  }
}

function operandType(c: Checker, x: Operand): Type {
  if (x.mode === 'type') return x.type;
  if (x.mode === 'novalue') c.error(x, `${c.str(x)} used as type`);
  else if (x.mode !== 'invalid') c.error(x, `${c.str(x)} is not a type`);
  return Typ.invalid;
}

function mapType(c: Checker, e: ast.MapType): Type {
  const key = varType(c, e.key);
  const elem = varType(c, e.value);
  c.later(() => {
    if (!isValid(key) || isComparable(key)) return;
    const why = isTypeParam(key) ? ' (missing comparable constraint)' : '';
    c.error(e.key, `invalid map key type ${c.str(key)}${why}`);
  });
  return { kind: 'Map', key, elem };
}

function arrayType(c: Checker, e: ast.ArrayType): Type {
  if (e.len.kind === 'Ellipsis') {
    c.error(e, 'invalid use of [...] array (outside a composite literal)');
    varType(c, e.elem);
    return Typ.invalid;
  }
  const len = arrayLength(c, e.len);
  const elem = varType(c, e.elem);
  return len >= 0 ? { kind: 'Array', len, elem } : Typ.invalid;
}

function arrayLength(c: Checker, e: ast.Expr): number {
  if (e.kind === 'Ident') {
    const obj = c.lookup(e.name);
    if (!obj) {
      c.error(e, `undefined array length ${e.name} or missing type constraint`);
      return -1;
    }
    if (obj.kind !== 'Const') {
      c.error(e, `invalid array length ${e.name}`);
      if (obj.kind === 'Var') c.usedVars.add(obj);
      return -1;
    }
  }
  const x = expr(c, e);
  if (x.mode === 'invalid') return -1;
  if (x.mode !== 'constant') {
    c.error(x, `array length ${c.str(x)} must be constant`);
    return -1;
  }
  if (isUntyped(x.type) || isInteger(x.type)) {
    const val = toInt(x.val!);
    if (val.kind === 'int' && val.value >= 0n && representable(val, Typ.int)) {
      return Number(val.value);
    }
  }
  if (x.val!.kind === 'unknown') return -1;
  c.error(x, isInteger(x.type)
    ? `invalid array length ${c.str(x)}` : `array length ${c.str(x)} must be integer`);
  return -1;
}

/** All types of a list, or undefined if one is invalid. */
export function typeList(c: Checker, list: ast.Expr[]): Type[] | undefined {
  const types = list.map((e) => varType(c, e));
  return types.every(isValid) ? types : undefined;
}

/** `G[A, B]` as a type. */
function instantiatedType(c: Checker, e: ast.Expr, args: ast.Expr[]): Type {
  const { type: gtyp, cause } = genericType(c, e);
  if (cause) {
    c.error(e, `invalid operation: ${exprString(e)}[${exprListString(args)}] (${cause})`);
  }
  if (!isValid(gtyp)) return Typ.invalid;
  const targs = typeList(c, args);
  if (!targs) return Typ.invalid;
  const inst = instantiateType(gtyp, targs);
  if (inst instanceof NamedImpl && inst.pos === 0) inst.pos = e.pos;
  const name = gtyp.kind === 'Named' || gtyp.kind === 'Alias' ? gtyp.obj.name : '';
  const id = instantiatedIdent(e);
  const tparams = gtyp.kind === 'Named' || gtyp.kind === 'Alias' ? gtyp.tparams : [];
  // The number is checked at once where it is known: a wrong one has no instance.
  if (tparams.length > 0 && !validateTArgLen(c, e, name, tparams.length, targs.length)) {
    return Typ.invalid;
  }
  c.later(() => {
    if (id) c.info.instances.set(id, { targs, type: inst });
    verifyInstance(c, e.pos, gtyp, targs, args);
  });
  return inst;
}

export function instantiatedIdent(e: ast.Expr): ast.Ident | undefined {
  switch (e.kind) {
    case 'Ident': return e;
    case 'SelectorExpr': return e.sel;
    case 'IndexExpr': case 'ParenExpr': return instantiatedIdent(e.x);
    default: return undefined;
  }
}
