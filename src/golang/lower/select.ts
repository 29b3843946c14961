/**
 * The select statement. Channels and values are evaluated in source order; the kernel then picks
 * among the cases as gc numbers them: sends first in source order, receives behind them in
 * reverse order.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { NO_SLOT, SELECT_HEADER, SelectCase } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { chanElem } from './arith.ts';
import { assignReceived } from './assignrecv.ts';
import { unparen } from './classify.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { stmtList, takeLabel, withTarget } from './stmt.ts';

interface Case {
  clause: ast.CommClause;
  send: boolean;
  chanExpr: ast.Expr;
  valueExpr?: ast.Expr;
  type: Type;
  chan: Slot;
  /** The value to send, or where the received one goes. */
  elem: Slot;
  ok: Slot;
}

export function selectStmt(fn: Fn, s: ast.SelectStmt): void {
  const label = takeLabel(fn);
  const end = fn.label();
  fn.block(() => {
    const cases = s.body.filter((c) => c.comm).map((c) => caseOf(fn, c));
    const fallback = s.body.find((c) => !c.comm);
    fn.at(s.pos);
    fn.scratch(() => {
      for (const c of cases) operands(fn, c);
      // One case, with default or without, is an operation of its own line.
      fn.at(cases.length === 1 ? cases[0]!.clause.comm!.pos : s.pos);
      const only = cases.length === 1 && !fallback ? cases[0] : undefined;
      withTarget(fn, { label, breakTo: end }, () => {
        if (only) single(fn, only);
        else several(fn, cases, fallback, end);
      });
    });
    fn.hoisted.clear();
  });
  fn.place(end);
}

function receiveOf(comm: ast.Stmt): ast.UnaryExpr {
  const received = comm.kind === 'AssignStmt' ? comm.rhs[0] : undefined;
  const x = comm.kind === 'ExprStmt' ? comm.x : received;
  const e = x && unparen(x);
  if (e?.kind !== 'UnaryExpr') throw new Error('lower: no receive in a case of select');
  return e;
}

function caseOf(fn: Fn, clause: ast.CommClause): Case {
  const comm = clause.comm!;
  const base = { clause, chan: 0, elem: NO_SLOT, ok: NO_SLOT };
  if (comm.kind === 'SendStmt') {
    const type = chanElem(fn, comm.chan);
    return { ...base, send: true, chanExpr: comm.chan, valueExpr: comm.value, type };
  }
  const e = receiveOf(comm);
  return { ...base, send: false, chanExpr: e.x, type: chanElem(fn, e.x) };
}

function operands(fn: Fn, c: Case): void {
  c.chan = expr(fn, c.chanExpr);
  if (c.valueExpr) c.elem = exprAs(fn, c.valueExpr, c.type);
  const comm = c.clause.comm!;
  if (c.send || comm.kind !== 'AssignStmt') return;
  if (!isBlank(comm.lhs[0])) c.elem = fn.local(fn.lay(c.type).pattern);
  if (comm.lhs.length > 1 && !isBlank(comm.lhs[1])) c.ok = fn.local('0');
}

const isBlank = (e: ast.Expr | undefined): boolean => e?.kind === 'Ident' && e.name === '_';

/** A select with one case and no default is that operation. */
function single(fn: Fn, c: Case): void {
  if (c.send) fn.emit(Op.SEND, c.chan, c.elem);
  else fn.emit(Op.RECV, c.elem, c.chan, c.ok);
  body(fn, c);
}

function body(fn: Fn, c: Case): void {
  fn.block(() => {
    const comm = c.clause.comm!;
    if (!c.send && comm.kind === 'AssignStmt') {
      fn.scratch(() => assignReceived(fn, comm, { slot: c.elem, type: c.type }, c.ok));
    }
    stmtList(fn, c.clause.body);
  });
}

function several(
  fn: Fn, cases: Case[], fallback: ast.CommClause | undefined, end: ReturnType<Fn['label']>,
): void {
  const sends = cases.filter((c) => c.send);
  const receives = cases.filter((c) => !c.send).reverse();
  const order = [...sends, ...receives];
  const index = fn.frame.temp('0');
  fn.emit(Op.SELECT, index, 0, 0, 0, table(fn, order, fallback !== undefined));
  // Nothing comes back from a select without cases.
  if (order.length === 0 && !fallback) return;
  const labels = order.map(() => fn.label());
  const last = fallback ? order.length : order.length - 1;
  for (let i = 0; i < last; i++) fn.jump(Op.JEQI, labels[i]!, index, 0, i);
  if (fallback) fn.block(() => stmtList(fn, fallback.body));
  else body(fn, order[last]!);
  fn.jump(Op.JMP, end);
  for (let i = 0; i < last; i++) {
    fn.place(labels[i]!);
    body(fn, order[i]!);
    fn.jump(Op.JMP, end);
  }
}

function table(fn: Fn, order: Case[], hasDefault: boolean): number {
  const { data } = fn.unit;
  const at = data.reserve(SELECT_HEADER + SelectCase.SIZE * order.length);
  data.u16(at, order.length);
  data.u16(at + 2, hasDefault ? 1 : 0);
  order.forEach((c, i) => {
    const entry = at + SELECT_HEADER + SelectCase.SIZE * i;
    data.u16(entry + SelectCase.SEND, c.send ? 1 : 0);
    data.u16(entry + SelectCase.CHAN, c.chan);
    data.u16(entry + SelectCase.ELEM, c.elem);
    data.u16(entry + SelectCase.OK, c.ok);
  });
  return at;
}
