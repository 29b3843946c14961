/**
 * The for statement with clauses. The condition stands at the bottom, so that an iteration takes
 * one jump. Each iteration has its own copy of the loop's variables; the copy only has to be made
 * where something could tell the difference, which is where they live in cells.
 */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Binding, Fn } from './fn.ts';
import { cond } from './cond.ts';
import { load, store } from './place.ts';
import { blockStmt, stmt, takeLabel, withTarget } from './stmt.ts';

export function forStmt(fn: Fn, s: ast.ForStmt): void {
  const label = takeLabel(fn);
  fn.block(() => {
    if (s.init) stmt(fn, s.init);
    loop(fn, s, label);
  });
}

function loop(fn: Fn, s: ast.ForStmt, label: string | undefined): void {
  const [body, next, test, end] = [fn.label(), fn.label(), fn.label(), fn.label()];
  if (s.cond) fn.jump(Op.JMP, test);
  fn.code.placeLoop(body);
  withTarget(fn, { label, breakTo: end, continueTo: next }, () => {
    fn.block(() => blockStmt(fn, s.body));
  });
  fn.place(next);
  for (const b of loopCells(fn, s.init)) freshCell(fn, b);
  if (s.post) stmt(fn, s.post);
  fn.place(test);
  fn.at(s.cond?.pos ?? s.pos);
  if (s.cond) cond(fn, s.cond, body, end, false);
  else fn.jump(Op.JMP, body);
  fn.hoisted.clear();
  fn.place(end);
}

/** Variables that the init statement declares and that live in cells. */
function loopCells(fn: Fn, init: ast.Stmt | undefined): Binding[] {
  if (init?.kind !== 'AssignStmt' || init.op !== ':=') return [];
  const cells: Binding[] = [];
  for (const x of init.lhs) {
    const v = x.kind === 'Ident' ? fn.info.defs.get(x) : undefined;
    const b = v?.kind === 'Var' ? fn.bindings.get(v) : undefined;
    if (b?.kind === 'cell') cells.push(b);
  }
  return cells;
}

/** A new cell with the value of the old one. */
export function freshCell(fn: Fn, b: Binding): void {
  fn.scratch(() => {
    const cell = fn.frame.temp('1');
    fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(b.type));
    const { size } = fn.lay(b.type);
    if (size > 24) fn.emit(Op.MOVEM, cell, b.at, 0, 0, size);
    else {
      const value = load(fn, { kind: 'mem', addr: b.at, off: 0 }, b.type);
      store(fn, { kind: 'mem', addr: cell, off: 0 }, b.type, value);
    }
    fn.moveBytes(b.at, cell, 8);
  });
}
