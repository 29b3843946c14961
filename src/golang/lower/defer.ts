/**
 * The statements go and defer. `go f(x)` puts its arguments into the new goroutine's frame;
 * `defer f(x)` keeps them in a closure without parameters, made by the compiler, that calls f
 * when it runs.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FuncFlag } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { builtinCall } from './builtin.ts';
import { isBuiltinCall, unparen } from './classify.ts';
import { staticLiteral } from './closure.ts';
import { expr } from './expr.ts';
import { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { staticFunc } from './funcvalue.ts';
import { prepare } from './order.ts';
import { type Operand, type Plan, fillWindow, invoke, planCall } from './plan.ts';
import { pushDeferred } from './rangedefer.ts';
import { type Target, resolve } from './target.ts';

export function deferStmt(fn: Fn, s: ast.DeferStmt): void {
  const e = callOf(s.call);
  const f = deferredCall(fn, e);
  fn.at(s.pos);
  if (fn.loopBody) pushDeferred(fn, fn.loopBody.deferList, f);
  else fn.jump(Op.DEFER, fn.epilogue!, f);
}

function callOf(e0: ast.Expr): ast.CallExpr {
  const e = unparen(e0);
  if (e.kind !== 'CallExpr') throw new Error(`lower: go or defer of a ${e.kind}`);
  return e;
}

/** A closure without parameters that makes the call. */
function deferredCall(fn: Fn, e: ast.CallExpr): Slot {
  const builtin = isBuiltinCall(fn, e);
  if (builtin !== undefined) return builtinClosure(fn, e, builtin);
  const target = resolve(fn, e);
  if (e.args.length === 0 && target.kind === 'value') return expr(fn, target.fun);
  if (e.args.length === 0 && target.kind === 'static' && target.callee.kind === 'func') {
    return staticFunc(fn, target.callee.index);
  }
  const plan = planCall(fn, target, e.args, e.hasDots);
  const slots = plan.operands.map((o) => o.eval(fn));
  fn.at(e.pos);
  // A method of a nil interface cannot be found.
  if (plan.how.kind === 'interface') fn.emit(Op.NILCHK, slots[0]!);
  const index = fn.unit.funcs.add(() => laterCall(fn, plan, e.pos));
  return capture(fn, index, plan.operands.map((o) => o.type), slots);
}

/** A closure of function `index` over values in slots. */
function capture(fn: Fn, index: number, types: Type[], slots: Slot[]): Slot {
  if (slots.length === 0) return staticFunc(fn, index);
  const run = fn.frame.temp(types.map((t) => fn.lay(t).pattern).join(''));
  let at = run;
  slots.forEach((slot, i) => {
    const lay = fn.lay(types[i]!);
    fn.move(at, slot, lay);
    at += 8 * lay.pattern.length;
  });
  const to = fn.frame.temp('1');
  fn.emit(Op.CLOSURE, to, 0, run, (at - run) / 8, index);
  return to;
}

function wrapper(outer: Fn, pos: ast.Pos): Fn {
  const fn = new Fn(outer.unit, {
    name: `${outer.name}.deferwrap${++outer.wrappers}`, shared: outer.shared,
    flags: outer.flags | FuncFlag.WRAPPER, literal: true,
  });
  fn.at(pos);
  return fn;
}

/** The body of the closure: what was captured into the window, then the call. */
function laterCall(outer: Fn, plan: Plan, pos: ast.Pos): ProgramFunc {
  const fn = wrapper(outer, pos);
  let fun: Slot | undefined;
  let off = 0;
  const fill = (o: Operand, to: Slot): void => {
    const lay = fn.lay(o.type);
    for (let i = 0; i < lay.slotBytes; i += 8) fn.emit(Op.CTX, to + i, 0, 0, 0, off + i);
    off += 8 * lay.pattern.length;
  };
  for (const o of plan.operands) {
    if (o.at === undefined) fill(o, (fun = fn.local(fn.lay(o.type).pattern)));
    else fill(o, WINDOW + o.at);
  }
  invoke(fn, plan, fun);
  fn.emit(Op.RET);
  return fn.finish();
}

/** A builtin finds its operands as if they had just been evaluated. */
function builtinClosure(fn: Fn, e: ast.CallExpr, name: string): Slot {
  const args = e.args.map(unparen).filter((a) => {
    const tv = fn.info.types.get(a);
    return !tv?.value && tv?.mode !== 'type' && tv?.mode !== 'nil';
  });
  prepare(fn, args);
  const slots = args.map((a) => expr(fn, a));
  const types = args.map((a) => fn.typeOf(a));
  const index = fn.unit.funcs.add(() => builtinBody(fn, e, name, args, types));
  fn.at(e.pos);
  return capture(fn, index, types, slots);
}

function builtinBody(
  outer: Fn, e: ast.CallExpr, name: string, args: ast.Expr[], types: Type[],
): ProgramFunc {
  const fn = wrapper(outer, e.pos);
  let off = 0;
  args.forEach((a, i) => {
    const lay = fn.lay(types[i]!);
    const at = fn.local(lay.pattern);
    for (let k = 0; k < lay.slotBytes; k += 8) fn.emit(Op.CTX, at + k, 0, 0, 0, off + k);
    off += 8 * lay.pattern.length;
    fn.hoisted.set(a, at);
  });
  // Not called by what defers, but by this function in its place.
  if (name === 'recover') fn.emit(Op.RECOVER, fn.frame.temp('01'), 0, 0, 1);
  else builtinCall(fn, e, name);
  fn.emit(Op.RET);
  return fn.finish();
}

// ---- go -----------------------------------------------------------------------------------------

export function goStmt(fn: Fn, s: ast.GoStmt): void {
  const e = callOf(s.call);
  const fun = unparen(e.fun);
  const index = fun.kind === 'FuncLit' ? staticLiteral(fn, fun) : undefined;
  if (isBuiltinCall(fn, e) !== undefined) {
    const closure = deferredCall(fn, e);
    fn.frame.window(8);
    return fn.emit(Op.GOC, WINDOW, closure);
  }
  const target = resolve(fn, e);
  const known: Target = index === undefined ? target
    : { kind: 'static', callee: { kind: 'func', index }, sig: target.sig };
  const plan = planCall(fn, known, e.args, e.hasDots);
  const slot = fillWindow(fn, plan);
  fn.at(s.pos);
  start(fn, plan, slot);
}

function start(fn: Fn, plan: Plan, fun: Slot | undefined): void {
  const { how, paramBytes } = plan;
  switch (how.kind) {
    case 'closure': return fn.emit(Op.GOC, WINDOW, fun!, 0, paramBytes);
    case 'interface': return fn.emit(Op.GOI, WINDOW, fun!, 0, paramBytes, how.id);
    case 'static': {
      const index = how.callee.kind === 'func' ? how.callee.index
        : fn.unit.funcs.nativeWrapper(how.callee);
      return fn.emit(Op.GO, WINDOW, 0, 0, 0, index);
    }
  }
}
