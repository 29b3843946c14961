/** Unary operators, and what taking an address means for a variable. */
import type * as ast from '../syntax/ast.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { unaryOp } from './constant.ts';
import { overflow } from './convert.ts';
import { expr } from './expr.ts';
import { Operand } from './operand.ts';
import {
  allBoolean, allInteger, allNumeric, eachUnder, identical, isTypeParam, isUnsigned, isValid, under,
} from './predicates.ts';
import { unparen } from './resolve.ts';
import { sizeof } from './sizes.ts';
import type { Chan, Type, Var } from './types.ts';

const predicates = { '+': allNumeric, '-': allNumeric, '^': allInteger, '!': allBoolean } as const;

export function unary(c: Checker, e: ast.UnaryExpr): Operand {
  const x = expr(c, e.x);
  if (x.mode !== 'invalid') apply(c, e, x);
  x.expr = e;
  return x;
}

function apply(c: Checker, e: ast.UnaryExpr, x: Operand): void {
  if (e.op === '&') return addressOf(c, e, x);
  if (e.op === '<-') return receive(c, x);
  let op = e.op;
  if (op === '~') {
    const msg = 'cannot use ~ outside of interface or type constraint';
    if (!allInteger(x.type)) {
      c.error(e, msg);
      x.fail();
      return;
    }
    c.error(e, `${msg} (use ^ for bitwise complement)`);
    op = '^';
  }
  if (x.isNil || !predicates[op](x.type)) {
    c.error(x, `invalid operation: operator ${op} not defined on ${c.str(x)}`);
    x.fail();
    return;
  }
  if (x.mode !== 'constant') {
    x.mode = 'value';
    return;
  }
  if (x.val!.kind === 'unknown') return;
  const bits = isUnsigned(x.type) ? sizeof(x.type) * 8 : 0;
  x.val = unaryOp(op, x.val!, bits);
  x.expr = e;
  overflow(c, x, e.pos);
}

function addressOf(c: Checker, e: ast.UnaryExpr, x: Operand): void {
  if (unparen(e.x).kind !== 'CompositeLit' && x.mode !== 'variable') {
    c.error(x, `invalid operation: cannot take address of ${c.str(x)}`);
    x.fail();
    return;
  }
  markAddr(c, e.x);
  x.set('value', { kind: 'Pointer', elem: x.type });
}

function receive(c: Checker, x: Operand): void {
  const elem = chanElem(c, x, x, true);
  x.kind = 'statement';
  if (!elem) {
    x.fail();
    return;
  }
  c.env.hasCall = true;
  x.set('commaok', elem);
}

/** The element type of the channel `x`, for a receive or a send; reports if there is none. */
export function chanElem(
  c: Checker, at: ast.Node | Operand, x: Operand, recv: boolean,
): Type | undefined {
  let common: Chan | undefined;
  let cause = '';
  eachUnder(x.type, (t, u) => {
    if (!u || !t) cause = 'no specific channel type';
    else if (u.kind !== 'Chan') cause = `non-channel ${c.str(t)}`;
    else if (recv && u.dir === 'send') cause = `send-only channel ${c.str(t)}`;
    else if (!recv && u.dir === 'recv') cause = `receive-only channel ${c.str(t)}`;
    else if (common && !identical(common.elem, u.elem)) {
      cause = `channels ${c.str(common)} and ${c.str(t)} have different element types`;
    } else common ??= u;
    return cause === '';
  });
  if (cause === '') return common?.elem;
  if (isValid(x.type)) {
    const what = recv ? 'cannot receive from' : 'cannot send to';
    c.error(at, isTypeParam(x.type)
      ? `invalid operation: ${what} ${c.str(x)}: ${cause}`
      : `invalid operation: ${what} ${cause} ${c.str(x)}`);
  }
  return undefined;
}

// ---- variables --------------------------------------------------------------------------------

/**
 * The variable of which `e` is a part, if no pointer lies between: `x`, `x.f` of a struct, `x[i]`
 * of an array.
 */
export function rootVar(c: Checker, e0: ast.Expr): Var | undefined {
  let e = unparen(e0);
  for (;;) {
    if (e.kind === 'Ident') {
      const obj = c.info.uses.get(e) ?? c.info.defs.get(e);
      return obj?.kind === 'Var' ? obj : undefined;
    }
    if (e.kind === 'SelectorExpr') {
      const s = c.info.selections.get(e);
      if (s?.kind === 'qualified' && s.obj.kind === 'Var') return s.obj;
      if (s?.kind !== 'field' || s.indirect) return undefined;
      e = unparen(e.x);
    } else if (e.kind === 'IndexExpr') {
      const t = c.info.types.get(e.x)?.type ?? Typ.invalid;
      if (under(t).kind !== 'Array') return undefined;
      e = unparen(e.x);
    } else return undefined;
  }
}

/** The address of `e` (or of a part of it) is taken. */
export function markAddr(c: Checker, e: ast.Expr): void {
  const v = rootVar(c, e);
  if (v) v.addrTaken = true;
}

/** `e` (or a part of the variable that it is in) is assigned to. */
export function markAssigned(c: Checker, e: ast.Expr): void {
  const v = rootVar(c, e);
  if (v) v.reassigned = true;
}
