/**
 * Which label a branch statement means. Labels are unique in a function, and the parser has checked
 * that each branch goes where it may (syntax/branch.ts); here they only become objects.
 */
import type * as ast from '../syntax/ast.ts';
import type { Checker } from './check.ts';
import type { Label } from './types.ts';

/** Records the labels of a function body, and their uses. */
export function labels(c: Checker, body: ast.BlockStmt): void {
  const found = new Map<string, Label>();
  eachStmt(body.list, (s) => {
    if (s.kind !== 'LabeledStmt') return;
    const obj: Label = { kind: 'Label', name: s.label.name, pos: s.label.pos, pkg: c.pkg };
    if (!found.has(obj.name)) found.set(obj.name, obj);
    c.recordDef(s.label, obj);
  });
  eachStmt(body.list, (s) => {
    const label = s.kind === 'BranchStmt' ? s.label : undefined;
    const obj = label && found.get(label.name);
    if (label && obj) c.recordUse(label, obj);
  });
}

/** Calls `f` for all statements, those in function literals left out. */
function eachStmt(list: ast.Stmt[], f: (s: ast.Stmt) => void): void {
  for (const s of list) {
    f(s);
    for (const inner of blocks(s)) eachStmt(inner, f);
  }
}

function blocks(s: ast.Stmt): ast.Stmt[][] {
  switch (s.kind) {
    case 'LabeledStmt': return [[s.stmt]];
    case 'BlockStmt': return [s.list];
    case 'IfStmt': return s.else ? [s.then.list, [s.else]] : [s.then.list];
    case 'SwitchStmt': case 'TypeSwitchStmt': case 'SelectStmt': return s.body.map((cl) => cl.body);
    case 'ForStmt': case 'RangeStmt': return [s.body.list];
    default: return [];
  }
}
