/** Terminating statements: after which control does not go on. */
import type * as ast from '../syntax/ast.ts';
import type { Checker } from './check.ts';
import { unparen } from './resolve.ts';

/** Does `s` (labeled `label`, if not '') end the function on all ways? */
export function isTerminating(c: Checker, s: ast.Stmt, label: string): boolean {
  switch (s.kind) {
    case 'LabeledStmt': return isTerminating(c, s.stmt, s.label.name);
    case 'ExprStmt': {
      const call = unparen(s.x);
      return call.kind === 'CallExpr' && c.panics.has(call);
    }
    case 'ReturnStmt': case 'BadStmt': return true;
    case 'BranchStmt': return s.tok === 'goto' || s.tok === 'fallthrough';
    case 'BlockStmt': return isTerminatingList(c, s.list);
    case 'IfStmt': return isTerminatingIf(c, s);
    case 'SwitchStmt': case 'TypeSwitchStmt':
      return s.body.some((cl) => cl.isDefault) && s.body.every((cl) => {
        const last = cl.body[cl.body.length - 1];
        const falls = last?.kind === 'BranchStmt' && last.tok === 'fallthrough';
        return (falls || isTerminatingList(c, cl.body)) && !hasBreakList(cl.body, label, true);
      });
    case 'SelectStmt':
      return s.body.every((cl) =>
        isTerminatingList(c, cl.body) && !hasBreakList(cl.body, label, true));
    case 'ForStmt': return !s.cond && !hasBreak(s.body, label, true);
    default: return false;
  }
}

function isTerminatingIf(c: Checker, s0: ast.IfStmt): boolean {
  for (let s: ast.IfStmt | ast.BlockStmt | undefined = s0; s; s = s.else) {
    if (s.kind === 'BlockStmt') return isTerminatingList(c, s.list);
    if (!isTerminatingList(c, s.then.list)) return false;
  }
  return false;
}

function isTerminatingList(c: Checker, list: ast.Stmt[]): boolean {
  let i = list.length - 1;
  while (i >= 0 && list[i]!.kind === 'EmptyStmt') i--;
  return i >= 0 && isTerminating(c, list[i]!, '');
}

/** Is there a break out of the statement labeled `label`? `implicit`: one without label counts. */
function hasBreak(s: ast.Stmt | undefined, label: string, implicit: boolean): boolean {
  switch (s?.kind) {
    case 'LabeledStmt': return hasBreak(s.stmt, label, implicit);
    case 'BranchStmt':
      return s.tok === 'break' && (s.label ? s.label.name === label : implicit);
    case 'BlockStmt': return hasBreakList(s.list, label, implicit);
    case 'IfStmt': return hasBreak(s.then, label, implicit) || hasBreak(s.else, label, implicit);
    case 'SwitchStmt': case 'TypeSwitchStmt': case 'SelectStmt':
      return label !== '' && s.body.some((cl) => hasBreakList(cl.body, label, false));
    case 'ForStmt': case 'RangeStmt': return label !== '' && hasBreak(s.body, label, false);
    default: return false;
  }
}

function hasBreakList(list: ast.Stmt[], label: string, implicit: boolean): boolean {
  return list.some((s) => hasBreak(s, label, implicit));
}
