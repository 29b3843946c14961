/**
 * `defer` inside the body of a range-over-func loop belongs to the function around the loop,
 * although the body is a function of its own. So the loop has a list; before it starts, the
 * function defers a runner that defers whatever is on the list and runs it.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FuncFlag } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type { Type, Var } from '../types/types.ts';
import { addCapture, bindCaptures, makeClosure, type Capture } from './closure.ts';
import { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { load, store } from './place.ts';
import { variablePlace } from './placeof.ts';

const funcType: Type = { kind: 'Signature', tparams: [], params: [], results: [], variadic: false };
export const deferListType: Type = { kind: 'Slice', elem: funcType };

/** Adds a closure to the list. */
export function pushDeferred(fn: Fn, list: Var, closure: Slot): void {
  const place = variablePlace(fn, list);
  const old = load(fn, place, deferListType);
  const grown = fn.frame.temp('100');
  fn.emit(Op.APPEND1, grown, old, closure, 0, fn.typeIndex(funcType));
  store(fn, place, deferListType, grown);
}

/** Defers the runner of a list that is in scope. */
export function deferRunner(fn: Fn, list: Var): void {
  const found = new Map<Var, Capture>();
  addCapture(fn, list, found);
  const captures = [...found.values()];
  const index = fn.unit.funcs.add(() => runner(fn, list, captures));
  const closure = makeClosure(fn, index, captures);
  fn.jump(Op.DEFER, fn.epilogue!, closure);
}

function runner(outer: Fn, list: Var, captures: Capture[]): ProgramFunc {
  const fn = new Fn(outer.unit, {
    name: `${outer.name}.deferwrap${++outer.wrappers}`, shared: outer.shared,
    flags: outer.flags | FuncFlag.WRAPPER, literal: true,
  });
  fn.at(outer.pos);
  bindCaptures(fn, captures);
  const i = fn.local('0');
  const closure = fn.local('1');
  const calls = fn.local('100');
  load(fn, variablePlace(fn, list), deferListType, calls);
  const [body, test, run] = [fn.label(), fn.label(), fn.label()];
  fn.int(i, 0);
  fn.jump(Op.JMP, test);
  fn.code.placeLoop(body);
  fn.emit(Op.SLD64, closure, calls, i);
  fn.jump(Op.DEFER, run, closure);
  fn.emit(Op.ADDI, i, i, 0, 0, 1);
  fn.place(test);
  fn.jump(Op.JLTS, body, i, calls + 8);
  fn.code.placeLoop(run);
  fn.emit(Op.RUNDEFERS);
  fn.emit(Op.RET);
  return fn.finish();
}
