/** The return statement. */
import type * as ast from '../syntax/ast.ts';
import { Storing } from './storing.ts';
import { multiCall } from './call.ts';
import { mentions } from './classify.ts';
import { finishReturn } from './decl.ts';
import { convertTo, exprAs, writesEarly } from './expr.ts';
import type { Fn, Result } from './fn.ts';
import { prepare } from './order.ts';
import { type Place, store } from './place.ts';
import { bindingPlace } from './placeof.ts';

const placeOfResult = (r: Result): Place => bindingPlace(r.binding);

export function returnStmt(fn: Fn, s: ast.ReturnStmt): void {
  if (fn.loopBody) return fn.loopBody.leave(fn, s);
  setResults(fn, fn.results, s);
  fn.at(s.pos);
  finishReturn(fn);
}

/** Evaluates the operands of a return into the results. */
export function setResults(fn: Fn, results: Result[], s: ast.ReturnStmt): void {
  const list = s.results;
  if (list.length === 0) return;
  if (list.length === 1 && results.length > 1) return fromCall(fn, results, list[0]!);
  if (list.length === 1) return single(fn, results[0]!, list[0]!);
  prepare(fn, list);
  const places = results.map(placeOfResult);
  const storing = new Storing(fn, places, results.map((r) => r.type));
  const values = list.map((e, i) => {
    const { type } = results[i]!;
    return storing.keep(exprAs(fn, e, type), type);
  });
  fn.at(s.pos);
  values.forEach((v, i) => store(fn, places[i]!, results[i]!.type, v));
}

function fromCall(fn: Fn, results: Result[], e: ast.Expr): void {
  const values = multiCall(fn, e).map((v, i) => convertTo(fn, v.slot, v.type, results[i]!.type));
  values.forEach((v, i) => store(fn, placeOfResult(results[i]!), results[i]!.type, v));
}

function single(fn: Fn, r: Result, e: ast.Expr): void {
  const { binding } = r;
  // A panic half-way, recovered, must not show a half-written result.
  const whole = !writesEarly(fn, e) || (!fn.epilogue && !named(fn, r, e));
  const direct = binding.kind === 'slot' && whole;
  if (direct) {
    exprAs(fn, e, r.type, binding.at);
    return;
  }
  const v = exprAs(fn, e, r.type);
  store(fn, placeOfResult(r), r.type, v);
}

/** Does the expression read the result variable? */
function named(fn: Fn, r: Result, e: ast.Expr): boolean {
  for (const [v, b] of fn.bindings) if (b === r.binding) return mentions(fn, e, v);
  return false;
}
