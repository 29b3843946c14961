/** Statements. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import { assignStmt, declareVars, incDec } from './assign.ts';
import { chanElem } from './arith.ts';
import { callStmt } from './call.ts';
import { unparen } from './classify.ts';
import type { Label } from './code.ts';
import { cond } from './cond.ts';
import { deferStmt, goStmt } from './defer.ts';
import { expr, exprAs } from './expr.ts';
import type { Fn, Target } from './fn.ts';
import { forStmt } from './for.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import { prepare } from './order.ts';
import { rangeStmt } from './range.ts';
import { returnStmt } from './return.ts';
import { selectStmt } from './select.ts';
import { switchStmt } from './switch.ts';
import { typeSwitchStmt } from './typeswitch.ts';

/** The statements of a block whose scope the caller has opened. */
export function blockStmt(fn: Fn, b: ast.BlockStmt): void {
  stmtList(fn, b.list);
}

export function stmtList(fn: Fn, list: ast.Stmt[]): void {
  for (const s of list) stmt(fn, s);
}

export function stmt(fn: Fn, s: ast.Stmt): void {
  fn.scratch(() => {
    fn.at(s.pos);
    statement(fn, s);
  });
  fn.hoisted.clear();
}

function statement(fn: Fn, s: ast.Stmt): void {
  switch (s.kind) {
    case 'EmptyStmt': case 'BadStmt': return;
    case 'ExprStmt': return exprStmt(fn, s.x);
    case 'SendStmt': return sendStmt(fn, s);
    case 'IncDecStmt': return incDec(fn, s);
    case 'AssignStmt': return assignStmt(fn, s);
    case 'GoStmt': return goStmt(fn, s);
    case 'DeferStmt': return deferStmt(fn, s);
    case 'ReturnStmt': return returnStmt(fn, s);
    case 'BranchStmt': return branchStmt(fn, s);
    case 'BlockStmt': return fn.block(() => blockStmt(fn, s));
    case 'IfStmt': return ifStmt(fn, s);
    case 'SwitchStmt': return switchStmt(fn, s);
    case 'TypeSwitchStmt': return typeSwitchStmt(fn, s);
    case 'SelectStmt': return selectStmt(fn, s);
    case 'ForStmt': return forStmt(fn, s);
    case 'RangeStmt': return rangeStmt(fn, s);
    case 'LabeledStmt': return labeledStmt(fn, s);
    case 'DeclStmt':
      if (s.decl.kind === 'VarDecl') for (const spec of s.decl.specs) declareVars(fn, spec);
  }
}

function exprStmt(fn: Fn, x: ast.Expr): void {
  const e = unparen(x);
  if (e.kind === 'UnaryExpr' && e.op === '<-') {
    const chan = expr(fn, e.x);
    fn.at(e.pos);
    fn.emit(Op.RECV, NO_SLOT, chan, NO_SLOT);
    return;
  }
  callStmt(fn, e);
}

function sendStmt(fn: Fn, s: ast.SendStmt): void {
  prepare(fn, [s.chan, s.value]);
  const chan = expr(fn, s.chan);
  const value = exprAs(fn, s.value, chanElem(fn, s.chan));
  fn.at(s.pos);
  fn.emit(Op.SEND, chan, value);
}

/** A chain of else-ifs is a loop here, so that a long one needs no stack. */
function ifStmt(fn: Fn, first: ast.IfStmt): void {
  const end = fn.label();
  const chain = (s: ast.IfStmt): void => {
    if (s.init) stmt(fn, s.init);
    const yes = fn.label();
    const no = fn.label();
    fn.at(s.pos);
    cond(fn, s.cond, yes, no, true);
    fn.hoisted.clear();
    fn.place(yes);
    fn.block(() => blockStmt(fn, s.then));
    if (!s.else) return fn.place(no);
    fn.jump(Op.JMP, end);
    fn.place(no);
    if (s.else.kind === 'BlockStmt') stmt(fn, s.else);
    else if (s.else.init) fn.block(() => chain(s.else as ast.IfStmt));
    else chain(s.else);
  };
  fn.block(() => chain(first));
  fn.place(end);
}

function labeledStmt(fn: Fn, s: ast.LabeledStmt): void {
  fn.code.placeLoop(labelOf(fn, s.label.name));
  fn.pendingLabel = s.label.name;
  stmt(fn, s.stmt);
  fn.pendingLabel = undefined;
}

/** The label that `goto` finds by its name. */
export function labelOf(fn: Fn, name: string): Label {
  let label = fn.labels.get(name);
  if (!label) fn.labels.set(name, (label = fn.label()));
  return label;
}

/** Takes the label that stands before a statement: it names this statement only. */
export function takeLabel(fn: Fn): string | undefined {
  const label = fn.pendingLabel;
  fn.pendingLabel = undefined;
  return label;
}

/** Runs `f` with a place for break (and continue) to go. */
export function withTarget(fn: Fn, t: Target, f: () => void): void {
  fn.targets.push(t);
  f();
  fn.targets.pop();
}

export function branchStmt(fn: Fn, s: ast.BranchStmt): void {
  if (s.tok === 'fallthrough') return;
  if (s.tok === 'goto') {
    if (fn.loopBody && !declaresLabel(fn, s)) return fn.loopBody.leave(fn, s);
    fn.jump(Op.JMP, labelOf(fn, s.label!.name));
    return;
  }
  const to = findTarget(fn, s);
  if (to) fn.jump(Op.JMP, to);
  else fn.loopBody?.leave(fn, s);
}

/** Is the label of a goto inside the body of the range-over-func loop that `fn` is? */
function declaresLabel(fn: Fn, s: ast.BranchStmt): boolean {
  return fn.loopBody!.labels.has(s.label!.name);
}

export function findTarget(fn: Fn, s: ast.BranchStmt): Label | undefined {
  for (let i = fn.targets.length - 1; i >= 0; i--) {
    const t = fn.targets[i]!;
    if (s.label && s.label.name !== t.label) continue;
    if (s.tok === 'break') return t.breakTo;
    if (t.continueTo) return t.continueTo;
  }
  return undefined;
}
