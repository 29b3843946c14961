/**
 * Expressions. `rawExpr` checks one and records what it is; the functions below it differ in what
 * they accept: a value (`expr`), a value or a type, several values (`multiExpr`).
 */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { Typ } from './basic.ts';
import { binary } from './binary.ts';
import { type Target, callExpr, funcInst } from './call.ts';
import type { Checker } from './check.ts';
import { compositeLit } from './complit.ts';
import { overflow } from './convert.ts';
import { finiteSize } from './cycles.ts';
import { assertableTo, type Cause } from './implements.ts';
import { indexExpr, sliceExpr } from './indexing.ts';
import { isWellFormed, literalValue } from './literal.ts';
import { Operand, type OperandMode } from './operand.ts';
import { eachUnder, identical, isGeneric, isTypeParam, isValid, under } from './predicates.ts';
import { selector } from './selector.ts';
import { funcBody } from './stmt.ts';
import type { Type } from './types.ts';
import { ident, typExpr, validVarType, varType } from './typexpr.ts';
import { unary } from './unary.ts';
import { record } from './untyped.ts';
import { funcType } from './signature.ts';

/** Checks any expression. `hint`: the type of an elided composite literal. */
export function rawExpr(
  c: Checker, e: ast.Expr, target?: Target, hint?: Type, allowGeneric = false,
): Operand {
  if (!c.enter()) {
    c.leave();
    c.error(e, 'nesting too deep');
    return new Operand(e);
  }
  const x = exprInternal(c, e, target, hint);
  c.leave();
  // An operand's kind is not that of the expression around it.
  if (x.mode !== 'invalid' && !mayBeStatement(e)) x.kind = 'expression';
  if (!allowGeneric) nonGeneric(c, x, target);
  if (x.mode !== 'invalid' && x.mode !== 'novalue' && !finiteSize(c, x.type)) {
    x.set('invalid', Typ.invalid);
  }
  record(c, x);
  return x;
}

const mayBeStatement = (e: ast.Expr): boolean =>
  e.kind === 'CallExpr' || e.kind === 'ParenExpr' || (e.kind === 'UnaryExpr' && e.op === '<-');

/** A generic type or function needs arguments, unless the target tells them. */
export function nonGeneric(c: Checker, x: Operand, target?: Target): void {
  if (x.mode === 'invalid' || x.mode === 'novalue') return;
  let what = '';
  if (x.type.kind === 'Signature' && x.type.tparams.length > 0) {
    if (target) {
      funcInst(c, target, x, undefined, true);
      return;
    }
    what = 'function';
  } else if (isGeneric(x.type)) {
    what = 'type';
  }
  if (!what) return;
  c.error(x, `cannot use generic ${what} ${exprString(x.expr)} without instantiation`);
  x.set('invalid', Typ.invalid);
}

function exprInternal(c: Checker, e: ast.Expr, target?: Target, hint?: Type): Operand {
  const x = new Operand(e);
  switch (e.kind) {
    case 'BadExpr': return statement(x);
    case 'Ident': return ident(c, e, false);
    case 'BasicLit': return basicLit(c, e, x);
    case 'FuncLit': return funcLit(c, e, x);
    case 'CompositeLit': return compositeLit(c, e, hint);
    case 'ParenExpr': {
      const inner = rawExpr(c, e.x);
      inner.expr = e;
      return inner;
    }
    case 'SelectorExpr': return selector(c, e, false);
    case 'IndexExpr': {
      const { x: y, isInst } = indexExpr(c, e);
      if (isInst) funcInst(c, target, y, e, true);
      y.expr = e;
      return y;
    }
    case 'SliceExpr': return sliceExpr(c, e);
    case 'TypeAssertExpr': return typeAssert(c, e, x);
    case 'CallExpr': return callExpr(c, e);
    case 'StarExpr': return star(c, e);
    case 'UnaryExpr': return unary(c, e);
    case 'BinaryExpr': {
      const y = binary(c, e, e.x, e.y, e.op);
      y.expr = e;
      return y;
    }
    case 'ArrayType': case 'SliceType': case 'StructType': case 'FuncType': case 'InterfaceType':
    case 'MapType': case 'ChanType':
      return x.set('type', typExpr(c, e));
    case 'KeyValue':
      c.error(e, 'no key:value expected');
      return statement(x);
    case 'Ellipsis':
      c.error(e, 'invalid use of ...');
      return statement(x);
  }
}

function statement(x: Operand): Operand {
  x.kind = 'statement';
  return x;
}

const longestLiteral = 10_000;

function basicLit(c: Checker, e: ast.BasicLit, x: Operand): Operand {
  const n = e.text.length;
  if (n > longestLiteral && e.lit !== 'string' && e.lit !== 'char') {
    c.error(e, `excessively long constant: ${e.text.slice(0, 10)}... (${n} chars)`);
    return x;
  }
  const types = {
    int: Typ['untyped int'], float: Typ['untyped float'], imag: Typ['untyped complex'],
    char: Typ['untyped rune'], string: Typ['untyped string'],
  };
  x.val = literalValue(e);
  if (x.val.kind === 'unknown') {
    // What is malformed, the parser has reported.
    if (isWellFormed(e) || !c.hasErrors) c.error(e, `malformed constant: ${e.text}`);
    return x;
  }
  x.set('constant', types[e.lit]);
  overflow(c, x, e.pos);
  return x;
}

function funcLit(c: Checker, e: ast.FuncLit, x: Operand): Operand {
  const sig = funcType(c, e.type, undefined, () => {});
  c.recordType(e.type, 'type', sig);
  const { decl, iota, fn, outer } = c.env;
  c.later(() => funcBody(c, decl, '<function literal>', sig, e.body, iota, fn, outer));
  return x.set('value', sig);
}

function typeAssert(c: Checker, e: ast.TypeAssertExpr, out: Operand): Operand {
  const x = expr(c, e.x);
  if (!e.type) {
    c.error(e, 'invalid syntax tree: use of .(type) outside type switch');
    return statement(out);
  }
  if (x.mode === 'invalid') return statement(out);
  if (isTypeParam(x.type)) {
    c.error(x, `invalid operation: cannot use type assertion on type parameter value ${c.str(x)}`);
    return statement(out);
  }
  if (under(x.type).kind !== 'Interface') {
    c.error(x, `invalid operation: ${c.str(x)} is not an interface`);
    return statement(out);
  }
  const t = varType(c, e.type);
  if (!isValid(t)) return statement(out);
  typeAssertion(c, e, x, t, false);
  return out.set('commaok', t);
}

/** Can a value of the interface type of `x` hold a `t`? */
export function typeAssertion(
  c: Checker, at: ast.Expr, x: Operand, t: Type, typeSwitch: boolean,
): void {
  const cause: Cause = { text: '' };
  if (assertableTo(c, x.type, t, cause)) return;
  const head = exprString(at);
  if (typeSwitch) {
    c.error(at, `impossible type switch case: ${head}\n\t${c.str(x)} `
      + `cannot have dynamic type ${c.str(t)} ${cause.text}`);
    return;
  }
  c.error(at, `impossible type assertion: ${head}\n\t${c.str(t)} `
    + `does not implement ${c.str(x.type)} ${cause.text}`);
}

/** `*x`: a pointer type, or what a pointer points to. */
function star(c: Checker, e: ast.StarExpr): Operand {
  const x = exprOrType(c, e.x);
  if (x.mode === 'type') {
    validVarType(c, e.x, x.type);
    x.type = { kind: 'Pointer', elem: x.type };
  } else if (x.mode !== 'invalid') {
    indirect(c, x);
  }
  x.expr = e;
  return x;
}

function indirect(c: Checker, x: Operand): void {
  if (x.isNil) {
    c.error(x, 'invalid operation: cannot indirect nil');
    x.fail();
    return;
  }
  let base: Type | undefined;
  const ok = eachUnder(x.type, (_, u) => {
    if (u?.kind !== 'Pointer') {
      c.error(x, `invalid operation: cannot indirect ${c.str(x)}`);
      return false;
    }
    if (base && !identical(u.elem, base)) {
      c.error(x, `invalid operation: pointers of ${c.str(x)} must have identical base types`);
      return false;
    }
    base = u.elem;
    return true;
  });
  if (ok && base) x.set('variable', base);
  else x.fail();
}

// ---- what is accepted -------------------------------------------------------------------------

/** Reports an operand whose mode is not wanted. */
export function exclude(c: Checker, x: Operand, ...modes: OperandMode[]): void {
  if (!modes.includes(x.mode)) return;
  const value = modes.includes('type') ? 'value' : 'value or type';
  const msg = x.mode === 'novalue' ? `used as ${value}`
    : x.mode === 'builtin' ? 'must be called' : 'is not an expression';
  c.error(x, `${c.str(x)} ${msg}`);
  x.fail();
}

export function singleValue(c: Checker, x: Operand): void {
  if (x.mode !== 'value' || x.type.kind !== 'Tuple') return;
  c.error(x, `multiple-value ${c.str(x)} in single-value context`);
  x.fail();
}

/** A single value. */
export function expr(c: Checker, e: ast.Expr, target?: Target): Operand {
  const x = rawExpr(c, e, target);
  exclude(c, x, 'novalue', 'builtin', 'type');
  singleValue(c, x);
  return x;
}

/** A single value, or a generic function not yet instantiated. */
export function genericExpr(c: Checker, e: ast.Expr): Operand {
  const x = rawExpr(c, e, undefined, undefined, true);
  exclude(c, x, 'novalue', 'builtin', 'type');
  singleValue(c, x);
  return x;
}

/** An element of a composite literal whose own type may be left out. */
export function exprWithHint(c: Checker, e: ast.Expr, hint: Type): Operand {
  const x = rawExpr(c, e, undefined, hint);
  exclude(c, x, 'novalue', 'builtin', 'type');
  singleValue(c, x);
  return x;
}

export function exprOrType(c: Checker, e: ast.Expr, allowGeneric = false): Operand {
  const x = rawExpr(c, e, undefined, undefined, allowGeneric);
  exclude(c, x, 'novalue');
  singleValue(c, x);
  return x;
}

/** All values of an expression; with `allowCommaOk`, also the second one of `v, ok` forms. */
export function multiExpr(
  c: Checker, e: ast.Expr, allowCommaOk: boolean,
): { list: Operand[]; commaOk: boolean } {
  const x = rawExpr(c, e);
  exclude(c, x, 'novalue', 'builtin', 'type');
  if (x.mode !== 'invalid' && x.type.kind === 'Tuple') {
    return { list: unpackTuple(x, e), commaOk: false };
  }
  if (allowCommaOk && (x.mode === 'mapindex' || x.mode === 'commaok')) {
    return { list: [x, new Operand(e, 'value', Typ['untyped bool'])], commaOk: true };
  }
  return { list: [x], commaOk: false };
}

export function unpackTuple(x: Operand, e: ast.Expr): Operand[] {
  return x.type.kind === 'Tuple' ? x.type.types.map((t) => new Operand(e, 'value', t)) : [x];
}

/** The values of an argument list: one call may stand for several. */
export function exprList(c: Checker, list: ast.Expr[]): Operand[] {
  if (list.length === 1) return multiExpr(c, list[0]!, false).list;
  return list.map((e) => expr(c, e));
}

