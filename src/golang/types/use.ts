/** Expressions after an error: checked only for what they use. */
import type * as ast from '../syntax/ast.ts';
import type { Checker } from './check.ts';
import { exprOrType, rawExpr } from './expr.ts';
import { unparen } from './resolve.ts';

/** Checks expressions so that what they mention counts as used; false if one is invalid. */
export function use(c: Checker, list: Array<ast.Expr | undefined>): boolean {
  return list.map((e) => use1(c, e, false)).every(Boolean);
}

/** The same for left sides: a variable assigned to is not used by that. */
export function useLHS(c: Checker, list: ast.Expr[]): boolean {
  return list.map((e) => use1(c, e, true)).every(Boolean);
}

function use1(c: Checker, e0: ast.Expr | undefined, lhs: boolean): boolean {
  if (!e0) return true;
  const e = unparen(e0);
  if (e.kind === 'KeyValue') return use(c, [e.value]);
  if (e.kind !== 'Ident') return rawExpr(c, e, undefined, undefined, true).mode !== 'invalid';
  if (e.name === '_') return true;
  const obj = lhs ? c.lookup(e.name) : undefined;
  const unused = obj?.kind === 'Var' && !c.usedVars.has(obj) ? obj : undefined;
  const x = exprOrType(c, e, true);
  if (unused) c.usedVars.delete(unused);
  return x.mode !== 'invalid';
}
