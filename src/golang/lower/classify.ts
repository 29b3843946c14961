/** What kind of thing a call or a name is. */
import type * as ast from '../syntax/ast.ts';
import type { Const, Var } from '../types/types.ts';
import type { Fn } from './fn.ts';

export function unparen(e: ast.Expr): ast.Expr {
  while (e.kind === 'ParenExpr') e = e.x;
  return e;
}

export function isConversion(fn: Fn, e: ast.CallExpr): boolean {
  return fn.info.types.get(e.fun)?.mode === 'type';
}

/** The builtin's name if the call is one. */
export function isBuiltinCall(fn: Fn, e: ast.CallExpr): string | undefined {
  const f = unparen(e.fun);
  const id = f.kind === 'Ident' ? f : f.kind === 'SelectorExpr' ? f.sel : undefined;
  const obj = id && fn.objOf(id);
  return obj?.kind === 'Builtin' ? obj.name : undefined;
}

export function isBlank(e: ast.Expr | undefined): boolean {
  return e?.kind === 'Ident' && e.name === '_';
}

export function isNil(fn: Fn, e: ast.Expr): boolean {
  const tv = fn.info.types.get(e);
  if (tv?.mode === 'nil') return true;
  const x = unparen(e);
  return x.kind === 'Ident' && x.name === 'nil' && fn.objOf(x)?.kind === 'Nil';
}

/** The variable that an expression is, if it is just that. */
export function variableOf(fn: Fn, e0: ast.Expr): Var | undefined {
  const e = unparen(e0);
  if (e.kind !== 'Ident') return undefined;
  const obj = fn.objOf(e);
  return obj?.kind === 'Var' ? obj : undefined;
}

export function constantInt(fn: Fn, e: ast.Expr): bigint | undefined {
  const v = fn.info.types.get(e)?.value;
  if (v?.kind === 'int') return v.value;
  return v?.kind === 'float' && v.den === 1n ? v.num : undefined;
}

export type { Const };

/**
 * Calls `f` for each node below (and with) `node`, until it says false for one: then not below
 * it.
 */
export function walk(node: unknown, f: (n: ast.Node & { kind: string }) => boolean | void): void {
  if (Array.isArray(node)) {
    for (const x of node) walk(x, f);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const n = node as ast.Node & { kind: string };
  if (typeof n.kind === 'string' && f(n) === false) return;
  for (const key in node) {
    const x = (node as Record<string, unknown>)[key];
    if (typeof x === 'object') walk(x, f);
  }
}

/** Does the expression mention the variable? */
export function mentions(fn: Fn, e: ast.Expr, v: Var): boolean {
  let found = false;
  walk(e, (n) => {
    if (n.kind === 'Ident' && fn.objOf(n as ast.Ident) === v) found = true;
    return !found;
  });
  return found;
}
