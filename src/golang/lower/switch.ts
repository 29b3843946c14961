/**
 * The switch statement on values. All tests come first, in order; a dense set of integer cases
 * becomes a table of jumps.
 */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { isInterface } from '../types/predicates.ts';
import { constantInt } from './classify.ts';
import type { Label } from './code.ts';
import { equality } from './compare.ts';
import { branch, cond } from './cond.ts';
import { box, expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { stmt, stmtList, takeLabel, withTarget } from './stmt.ts';
import { isNil } from './classify.ts';

export function switchStmt(fn: Fn, s: ast.SwitchStmt): void {
  const label = takeLabel(fn);
  const end = fn.label();
  fn.block(() => {
    if (s.init) stmt(fn, s.init);
    fn.at(s.pos);
    const bodies = s.body.map(() => fn.label());
    fn.scratch(() => tests(fn, s, bodies, end));
    fn.hoisted.clear();
    withTarget(fn, { label, breakTo: end }, () => clauses(fn, s.body, bodies, end));
  });
  fn.place(end);
}

function tests(fn: Fn, s: ast.SwitchStmt, bodies: Label[], end: Label): void {
  const fallback = s.body.findIndex((c) => c.isDefault);
  const otherwise = fallback >= 0 ? bodies[fallback]! : end;
  if (s.tag === undefined) conditions(fn, s, bodies);
  else {
    const type = fn.typeOf(s.tag);
    const tag = expr(fn, s.tag);
    if (!jumpTable(fn, s, tag, type, bodies, otherwise)) compareAll(fn, s, tag, type, bodies);
  }
  fn.jump(Op.JMP, otherwise);
}

function conditions(fn: Fn, s: ast.SwitchStmt, bodies: Label[]): void {
  s.body.forEach((c, i) => {
    for (const e of c.exprs) {
      const no = fn.label();
      fn.at(e.pos);
      cond(fn, e, bodies[i]!, no, false);
      fn.place(no);
    }
  });
}

function compareAll(fn: Fn, s: ast.SwitchStmt, tag: Slot, type: Type, bodies: Label[]): void {
  s.body.forEach((c, i) => {
    for (const e of c.exprs) fn.scratch(() => testCase(fn, e, tag, type, bodies[i]!));
  });
}

function testCase(fn: Fn, e: ast.Expr, tag: Slot, type: Type, body: Label): void {
  const no = fn.label();
  fn.at(e.pos);
  const c = constantInt(fn, e);
  if (isNil(fn, e) || (c !== undefined && fn.lay(type).isInt && c >= -32768n && c < 32768n)) {
    branch(fn, { kind: 'imm', op: '==', x: tag, imm: c ?? 0n }, body, no, false, e.pos);
  } else {
    const other = fn.typeOf(e);
    // One side may be an interface: then the other is boxed.
    const dynamic = isInterface(type) || isInterface(other);
    const common = isInterface(type) ? type : isInterface(other) ? other : type;
    const x = dynamic && !isInterface(type) ? box(fn, tag, type) : tag;
    const y = exprAs(fn, e, common);
    branch(fn, equality(fn, x, y, common), body, no, false, e.pos);
  }
  fn.place(no);
}

/** At least this many cases, and at most this many table entries for each. */
const TABLE_MIN = 6;
const TABLE_SPARSE = 3n;

function jumpTable(
  fn: Fn, s: ast.SwitchStmt, tag: Slot, type: Type, bodies: Label[], otherwise: Label,
): boolean {
  if (!fn.lay(type).isInt) return false;
  const cases = new Map<bigint, Label>();
  for (const [i, c] of s.body.entries()) {
    for (const e of c.exprs) {
      const v = constantInt(fn, e);
      if (v === undefined) return false;
      if (!cases.has(v)) cases.set(v, bodies[i]!);
    }
  }
  const values = [...cases.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (values.length < TABLE_MIN) return false;
  const low = values[0]!;
  const span = values[values.length - 1]! - low + 1n;
  const sparse = span > BigInt(values.length) * TABLE_SPARSE;
  if (sparse || low < -0x7fffffffn || low > 0x7fffffffn) return false;
  const index = fn.frame.temp('0');
  fn.emit(Op.ADDI, index, tag, 0, 0, Number(-low));
  fn.emit(Op.JTAB, index, 0, 0, Number(span));
  for (let k = 0n; k < span; k++) {
    fn.jump(Op.JMP, cases.get(low + k) ?? otherwise);
    fn.code.dead = false;
  }
  return true;
}

function clauses(fn: Fn, list: ast.CaseClause[], bodies: Label[], end: Label): void {
  list.forEach((c, i) => {
    fn.place(bodies[i]!);
    fn.block(() => stmtList(fn, c.body));
    const last = c.body[c.body.length - 1];
    const falls = last?.kind === 'BranchStmt' && last.tok === 'fallthrough';
    fn.jump(Op.JMP, falls ? bodies[i + 1]! : end);
  });
}
