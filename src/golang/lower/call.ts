/** Calls as expressions and statements, and calls with several results. */
import { WINDOW, type Slot } from './frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { builtinCall } from './builtin.ts';
import { isBuiltinCall, isConversion, unparen } from './classify.ts';
import { conversion } from './convert.ts';
import type { Fn } from './fn.ts';
import { type Plan, fillWindow, invoke, planCall } from './plan.ts';
import { resolve } from './target.ts';

/** A value in a slot, with its type. */
export interface Value { slot: Slot; type: Type }

/** Evaluates and calls; the results lie in the window at `plan.results`. */
export function emitCall(fn: Fn, e: ast.CallExpr): Plan {
  const plan = planCall(fn, resolve(fn, e), e.args, e.hasDots);
  const fun = fillWindow(fn, plan);
  fn.at(e.pos);
  invoke(fn, plan, fun);
  return plan;
}

/** A call with one result (or a conversion, or a builtin). */
export function callExpr(fn: Fn, e: ast.CallExpr, dst?: Slot): Slot {
  if (isConversion(fn, e)) return conversion(fn, e, dst);
  const name = isBuiltinCall(fn, e);
  if (name !== undefined) return builtinCall(fn, e, name, dst);
  const plan = emitCall(fn, e);
  const type = plan.sig.results[0]!.type;
  const to = dst ?? fn.tempOf(type);
  fn.move(to, WINDOW + plan.results[0]!, fn.lay(type));
  return to;
}

/** A call as a statement: results are dropped. */
export function callStmt(fn: Fn, e0: ast.Expr): void {
  const e = unparen(e0);
  if (e.kind !== 'CallExpr' || isConversion(fn, e)) throw new Error('lower: no call');
  const name = isBuiltinCall(fn, e);
  if (name !== undefined) builtinCall(fn, e, name, undefined);
  else emitCall(fn, e);
}

/** A call with several results: each in a temporary of its own. */
export function multiCall(fn: Fn, e0: ast.Expr): Value[] {
  const e = unparen(e0);
  if (e.kind !== 'CallExpr') throw new Error(`lower: several values from a ${e.kind}`);
  const plan = emitCall(fn, e);
  return plan.sig.results.map((v, i) => {
    const lay = fn.lay(v.type);
    const slot = fn.temp(lay);
    fn.move(slot, WINDOW + plan.results[i]!, lay);
    return { slot, type: v.type };
  });
}
