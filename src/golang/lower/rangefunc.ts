/**
 * Range over functions. The loop's body becomes a function that is called for each iteration and
 * says whether to go on; variables that both sides change live in cells (`boxRangeFunc` finds
 * them before the function around is lowered).
 *
 * A body is left in three ways: `continue` returns true, `break` returns false, and everything
 * that goes further out (return, or a branch to an outer loop or label) first notes in the loop's
 * `next` cell where to go, and returns false; behind the call of the iterator function the outer
 * function looks there. Where that is itself a loop body, the branch is lowered there in the same
 * way again.
 *
 * The `state` cell finds iterator functions that break the rules: calls after the body said false,
 * after it panicked, or after the loop is over; the texts are the runtime's.
 */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Signature, Type, Var } from '../types/types.ts';
import { Typ } from '../types/basic.ts';
import { newVar } from '../types/object.ts';
import { under } from '../types/predicates.ts';
import { assignValue } from './assignrecv.ts';
import { defers, rangesOf } from './bodyfacts.ts';
import { isBlank, walk } from './classify.ts';
import {
  type Capture, addCapture, bindCaptures, capturesOf, makeClosure,
} from './closure.ts';
import type { Label } from './code.ts';
import { stringConstant } from './constant.ts';
import { finishReturn } from './decl.ts';
import { expr } from './expr.ts';
import { Fn, type Leaving, type LoopBody, type Result } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { reserve } from './forward.ts';
import { load, store } from './place.ts';
import { variablePlace } from './placeof.ts';
import { deferListType, deferRunner } from './rangedefer.ts';
import { setResults } from './return.ts';
import { runtimePanic } from './runtimepanic.ts';
import { sigLayout } from './siglayout.ts';
import { blockStmt, branchStmt, withTarget } from './stmt.ts';

/** Values of the state cell, and the runtime's words for a call that finds them. */
const DONE = 0;
const READY = 1;
const PANIC = 2;
const EXHAUSTED = 3;
const texts: Record<number, string> = {
  [DONE]: 'range function continued iteration after function for loop body returned false',
  [PANIC]: 'range function continued iteration after loop body panic',
  [EXHAUSTED]: 'range function continued iteration after whole loop exit',
};
const MISSING_PANIC = 'range function recovered a loop body panic and did not resume panicking';

const intType: Type = { kind: 'Basic', basic: 'int', name: 'int' };

const hidden = (name: string, type: Type): Var =>
  ({ ...newVar('local', 0, undefined, name, type), addrTaken: true });

/** Where a body goes that leaves its loop by more than break. */
interface Exit { code: number; emit(fn: Fn): void }

// ---- before lowering ----------------------------------------------------------------------------

/** Finds the variables that loop bodies share with their surroundings and that change. */
export function boxRangeFunc(fn: Fn, body: ast.Node): void {
  for (const { stmt } of rangesOf(body)) {
    if (fn.under(stmt.x).kind === 'Signature') boxOne(fn, stmt);
  }
}

/** Does a loop body in it return values? Then they go into the results where they are. */
export function returnsFromLoop(fn: Fn, body: ast.Node): boolean {
  return rangesOf(body).some((r) =>
    !r.inLiteral && r.returnsValues && fn.under(r.stmt.x).kind === 'Signature');
}

function boxOne(fn: Fn, s: ast.RangeStmt): void {
  const inside = new Set<unknown>();
  walk(s.body, (n) => {
    const v = n.kind === 'Ident' ? fn.info.defs.get(n as ast.Ident) : undefined;
    if (v) inside.add(v);
    if (n.kind === 'CaseClause') inside.add(fn.info.implicits.get(n as ast.CaseClause));
  });
  walk([s.key, s.value, s.body], (n) => {
    const v = n.kind === 'Ident' ? fn.info.uses.get(n as ast.Ident) : undefined;
    if (v?.kind === 'Var' && v.where !== 'package' && !inside.has(v) && v.reassigned) {
      fn.shared.boxed.add(v);
    }
  });
}

// ---- the loop -----------------------------------------------------------------------------------

interface LoopVars { state: Var; next: Var; deferList: Var | undefined }

export function rangeFunc(
  fn: Fn, s: ast.RangeStmt, label: string | undefined, sig: Type & { kind: 'Signature' },
): void {
  const yieldSig = under(sig.params[0]!.type) as Signature;
  const iter = fn.local('1');
  expr(fn, s.x, iter);
  fn.hoisted.clear();
  const vars: LoopVars = {
    state: hidden('#state', intType), next: hidden('#next', intType), deferList: deferListOf(fn, s),
  };
  for (const v of [vars.state, vars.next]) fn.declareZero(v);
  setInt(fn, vars.state, READY);
  const exits: Exit[] = [];
  const captures = bodyCaptures(fn, s, vars);
  const index = lowerLoopBody(fn, s, { label, vars, exits, captures, yieldSig });
  fn.scratch(() => {
    const closure = makeClosure(fn, index, captures);
    fn.at(s.pos);
    fn.frame.window(16);
    fn.moveBytes(WINDOW + 8, closure, 8);
    fn.emit(Op.CALLC, WINDOW, iter);
  });
  after(fn, vars, exits);
}

/** The list of the loop furthest out, which defers its runner. */
function deferListOf(fn: Fn, s: ast.RangeStmt): Var | undefined {
  if (fn.loopBody) return fn.loopBody.deferList;
  if (!defers(s.body)) return undefined;
  const list = hidden('#defers', deferListType);
  fn.declareZero(list);
  fn.scratch(() => deferRunner(fn, list));
  return list;
}

function bodyCaptures(fn: Fn, s: ast.RangeStmt, vars: LoopVars): Capture[] {
  const nodes = { pos: s.pos, list: s.define ? [s.body] : [s.key, s.value, s.body] };
  const found = new Map<Var, Capture>(capturesOf(fn, nodes).map((c) => [c.v, c]));
  const more = [vars.state, vars.next, vars.deferList, ...(fn.resultVars ?? [])];
  for (const v of more) if (v) addCapture(fn, v, found);
  // Bodies further in may leave to here: they need what this one needs.
  for (const v of fn.bindings.keys()) if (v.name.startsWith('#')) addCapture(fn, v, found);
  return [...found.values()];
}

/** What follows the call of the iterator function. */
function after(fn: Fn, vars: LoopVars, exits: Exit[]): void {
  const fine = fn.label();
  fn.scratch(() => {
    const state = load(fn, variablePlace(fn, vars.state), intType);
    fn.jump(Op.JNEI, fine, state, 0, PANIC);
    misuse(fn, MISSING_PANIC);
  });
  fn.place(fine);
  setInt(fn, vars.state, EXHAUSTED);
  if (exits.length === 0) return;
  const next = fn.local('0');
  load(fn, variablePlace(fn, vars.next), intType, next);
  for (const exit of exits) {
    const other = fn.label();
    fn.jump(Op.JNEI, other, next, 0, exit.code);
    exit.emit(fn);
    fn.place(other);
  }
}

function setInt(fn: Fn, v: Var, value: number): void {
  fn.scratch(() => {
    const t = fn.frame.temp('0');
    fn.int(t, value);
    store(fn, variablePlace(fn, v), intType, t);
  });
}

function misuse(fn: Fn, text: string): void {
  const s = fn.frame.temp('10');
  stringConstant(fn, `runtime error: ${text}`, s);
  runtimePanic(fn, s, 1);
}

// ---- the body -----------------------------------------------------------------------------------

interface Body {
  label: string | undefined;
  vars: LoopVars;
  exits: Exit[];
  captures: Capture[];
  yieldSig: Signature;
}

/** Lowered at once, since what follows the loop depends on how its body is left. */
function lowerLoopBody(outer: Fn, s: ast.RangeStmt, b: Body): number {
  const fn = new Fn(outer.unit, {
    name: `${outer.name}-range${++outer.rangeBodies}`, shared: outer.shared, flags: outer.flags,
    literal: true,
  });
  fn.at(s.pos);
  const boolResult = newVar('result', 0, undefined, '', Typ.bool);
  const sig: Signature = { ...b.yieldSig, results: [boolResult] };
  const at = sigLayout(fn.unit.layout, sig);
  fn.paramBytes = at.paramBytes;
  fn.resultBytes = at.resultBytes;
  reserve(fn, [...sig.params, boolResult].map((v) => v.type));
  bindCaptures(fn, b.captures);
  fn.resultVars = outer.resultVars;
  const result = at.results[0]!;
  const [breakTo, continueTo] = [fn.label(), fn.label()];
  const labels = declaredLabels(s.body);
  const leave: LoopBody['leave'] = (f, st, set) => leaveBody(f, b, st, breakTo, set ?? false);
  fn.loopBody = { leave, deferList: b.vars.deferList!, labels };
  enter(fn, b.vars);
  withTarget(fn, { label: b.label, breakTo, continueTo }, () => fn.block(() => {
    bindYielded(fn, s, sig, at.params);
    blockStmt(fn, s.body);
  }));
  finishBody(fn, b.vars, result, breakTo, continueTo);
  const done = fn.finish();
  return fn.unit.funcs.add(() => done);
}

function declaredLabels(body: ast.Node): Set<string> {
  const labels = new Set<string>();
  walk(body, (n) => {
    if (n.kind === 'LabeledStmt') labels.add((n as ast.LabeledStmt).label.name);
    return n.kind !== 'FuncLit';
  });
  return labels;
}

/** May the body be called now? */
function enter(fn: Fn, vars: LoopVars): void {
  const fine = fn.label();
  fn.scratch(() => {
    const state = load(fn, variablePlace(fn, vars.state), intType);
    // Whoever swallows the panic is found out when the loop is over.
    setInt(fn, vars.state, PANIC);
    fn.jump(Op.JEQI, fine, state, 0, READY);
    for (const [value, text] of Object.entries(texts)) {
      const other = fn.label();
      fn.jump(Op.JNEI, other, state, 0, Number(value));
      misuse(fn, text);
      fn.place(other);
    }
  });
  fn.place(fine);
}

function bindYielded(fn: Fn, s: ast.RangeStmt, sig: Signature, params: number[]): void {
  // One after the other here, as gc's rewriting has it, not at once as in other loops.
  [s.key, s.value].forEach((e, i) => {
    if (!e || isBlank(e)) return;
    fn.scratch(() => assignValue(fn, e, params[i]!, sig.params[i]!.type));
  });
}

function finishBody(fn: Fn, vars: LoopVars, result: Slot, breakTo: Label, continueTo: Label): void {
  fn.place(continueTo);
  setInt(fn, vars.state, READY);
  fn.int(result, 1);
  fn.emit(Op.RET);
  fn.code.placeLoop(breakTo);
  setInt(fn, vars.state, DONE);
  fn.int(result, 0);
  fn.emit(Op.RET);
}

/** Return, or a branch out of the loop: note where to go, and end the loop. */
function leaveBody(fn: Fn, b: Body, s: Leaving, breakTo: Label, resultsSet: boolean): void {
  if (s.kind === 'ReturnStmt' && !resultsSet) setResults(fn, sharedResults(fn), s);
  const code = b.exits.length + 1;
  b.exits.push({ code, emit: (f) => exitTo(f, s) });
  setInt(fn, b.vars.next, code);
  fn.jump(Op.JMP, breakTo);
}

/** The results of the function around the loop. */
function sharedResults(fn: Fn): Result[] {
  return (fn.resultVars ?? []).map((v) => {
    const binding = fn.bindings.get(v)!;
    return { slot: 0, lay: fn.lay(v.type), type: v.type, binding };
  });
}

/** In the function around the loop: do what the body asked for. */
function exitTo(fn: Fn, s: Leaving): void {
  fn.at(s.pos);
  if (s.kind === 'BranchStmt') return branchStmt(fn, s);
  // What it returns is in the results already.
  if (fn.loopBody) return fn.loopBody.leave(fn, s, true);
  finishReturn(fn);
}
