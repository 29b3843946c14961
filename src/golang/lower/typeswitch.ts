/** The type switch. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type, Var } from '../types/types.ts';
import { isInterface } from '../types/predicates.ts';
import { wantInterface } from './assert.ts';
import { isNil } from './classify.ts';
import type { Label } from './code.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { store } from './place.ts';
import { bindingPlace } from './placeof.ts';
import { stmt, stmtList, takeLabel, withTarget } from './stmt.ts';

export function typeSwitchStmt(fn: Fn, s: ast.TypeSwitchStmt): void {
  const label = takeLabel(fn);
  const end = fn.label();
  fn.block(() => {
    if (s.init) stmt(fn, s.init);
    fn.at(s.pos);
    const x = fn.local('01');
    expr(fn, s.x, x);
    fn.hoisted.clear();
    const type = fn.typeOf(s.x);
    const bodies = s.body.map(() => fn.label());
    tests(fn, s, x, bodies, end);
    withTarget(fn, { label, breakTo: end }, () => {
      s.body.forEach((c, i) => clause(fn, c, x, type, bodies[i]!, end));
    });
  });
  fn.place(end);
}

function tests(fn: Fn, s: ast.TypeSwitchStmt, x: Slot, bodies: Label[], end: Label): void {
  const fallback = s.body.findIndex((c) => c.isDefault);
  s.body.forEach((c, i) => {
    for (const e of c.exprs) {
      fn.at(e.pos);
      fn.scratch(() => jumpIfType(fn, e, x, bodies[i]!));
    }
  });
  fn.jump(Op.JMP, fallback >= 0 ? bodies[fallback]! : end);
}

function jumpIfType(fn: Fn, e: ast.Expr, x: Slot, to: Label): void {
  if (isNil(fn, e)) return fn.jump(Op.JEQI, to, x, 0, 0);
  const type = fn.typeOf(e);
  const index = fn.typeIndex(type);
  const t = fn.frame.temp('0');
  if (isInterface(type)) {
    wantInterface(fn, type);
    fn.emit(Op.IMPLS, t, x, 0, 0, index);
    return fn.jump(Op.JT, to, t);
  }
  if (index < 32768) return fn.jump(Op.JEQI, to, x, 0, index);
  fn.emit(Op.EQI, t, x, 0, 0, index);
  fn.jump(Op.JT, to, t);
}

function clause(
  fn: Fn, c: ast.CaseClause, x: Slot, type: Type, body: Label, end: Label,
): void {
  fn.place(body);
  fn.block(() => {
    const v = fn.info.implicits.get(c);
    if (v) fn.scratch(() => bind(fn, c, v, x, type));
    stmtList(fn, c.body);
  });
  fn.jump(Op.JMP, end);
}

/** The clause's own variable: of the type of its only case, else of the operand's. */
function bind(fn: Fn, c: ast.CaseClause, v: Var, x: Slot, type: Type): void {
  const vt = fn.subst(v.type);
  fn.at(c.pos);
  const b = fn.newVariable(v);
  const place = bindingPlace(b);
  const only = c.exprs.length === 1 && !isNil(fn, c.exprs[0]!);
  if (!only || isInterface(vt) || isInterface(type) === false) store(fn, place, vt, x);
  else {
    const to = b.kind === 'slot' ? b.at : fn.tempOf(vt);
    fn.emit(Op.UNBOX, to, x, 0, 0, fn.typeIndex(vt));
    if (b.kind === 'cell') store(fn, place, vt, to);
  }
  fn.bindings.set(v, b);
}
