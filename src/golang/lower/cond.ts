/** Conditions as jumps: comparison and branch in one instruction where there is one. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import { unparen } from './classify.ts';
import type { Label } from './code.ts';
import { type CompareOp, type Comparison, comparison } from './compare.ts';
import { operand } from './expr.ts';
import type { Fn } from './fn.ts';

/**
 * Jumps to `yes` or `no` by the value of `e`. `next` tells which of the two is placed right
 * behind, so that no jump to it is needed.
 */
export function cond(fn: Fn, e0: ast.Expr, yes: Label, no: Label, next: boolean): void {
  const e = unparen(e0);
  const value = fn.info.types.get(e)?.value;
  if (value?.kind === 'bool') {
    if (value.value !== next) fn.jump(Op.JMP, value.value ? yes : no);
    return;
  }
  if (!fn.hoisted.has(e)) {
    if (e.kind === 'UnaryExpr' && e.op === '!') return cond(fn, e.x, no, yes, !next);
    if (e.kind === 'BinaryExpr' && (e.op === '&&' || e.op === '||')) {
      return shortCircuit(fn, e, yes, no, next);
    }
    if (e.kind === 'BinaryExpr') {
      return fn.scratch(() => branch(fn, comparison(fn, e), yes, no, next, e.pos));
    }
  }
  fn.scratch(() => {
    branch(fn, { kind: 'bool', slot: operand(fn, e), negate: false }, yes, no, next, e.pos);
  });
}

function shortCircuit(fn: Fn, e: ast.BinaryExpr, yes: Label, no: Label, next: boolean): void {
  const more = fn.label();
  if (e.op === '&&') cond(fn, e.x, more, no, true);
  else cond(fn, e.x, yes, more, false);
  fn.place(more);
  cond(fn, e.y, yes, no, next);
}

const negated: Record<CompareOp, CompareOp> = {
  '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<',
};
const immediateJumps: Record<CompareOp, Op> = {
  '==': Op.JEQI, '!=': Op.JNEI, '<': Op.JLTSI, '<=': Op.JLESI, '>': Op.JGTSI, '>=': Op.JGESI,
};

/** As `cond`, for a comparison whose operands are evaluated. */
export function branch(
  fn: Fn, c: Comparison, yes: Label, no: Label, next: boolean, pos: ast.Pos,
): void {
  fn.at(pos);
  const to = next ? no : yes;
  if (c.kind === 'bool') {
    fn.jump(c.negate === next ? Op.JT : Op.JF, to, c.slot);
    return;
  }
  const op = next ? negated[c.op] : c.op;
  if (c.kind === 'int') return intJump(fn, op, c.x, c.y, c.signed, to);
  if (c.imm >= -32768n && c.imm <= 32767n) {
    fn.jump(immediateJumps[op], to, c.x, 0, Number(c.imm));
    return;
  }
  const y = fn.frame.temp('0');
  fn.int(y, c.imm);
  intJump(fn, op, c.x, y, true, to);
}

function intJump(
  fn: Fn, op: CompareOp, x: number, y: number, signed: boolean, to: Label,
): void {
  const lt = signed ? Op.JLTS : Op.JLTU;
  const le = signed ? Op.JLES : Op.JLEU;
  switch (op) {
    case '==': return fn.jump(Op.JEQ, to, x, y);
    case '!=': return fn.jump(Op.JNE, to, x, y);
    case '<': return fn.jump(lt, to, x, y);
    case '<=': return fn.jump(le, to, x, y);
    case '>': return fn.jump(lt, to, y, x);
    case '>=': return fn.jump(le, to, y, x);
  }
}
