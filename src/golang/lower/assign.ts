/** Assignments and variable declarations. */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_VALUE_MAX, Kind } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type, Var } from '../types/types.ts';
import { type ArithOp, arith, arithImmediate, shiftBy } from './arith.ts';
import { emitCall } from './call.ts';
import { constantInt, isBlank, isNil, mentions, unparen, variableOf } from './classify.ts';
import { type CommaOk, commaOkOf } from './commaok.ts';
import { fill } from './composite.ts';
import { convertTo, expr, exprAs, writesEarly } from './expr.ts';
import type { Binding, Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { largeSource, storeLarge } from './large.ts';
import { children, hoist, prepare } from './order.ts';
import { type Place, load, slotOf, store } from './place.ts';
import { bindingPlace, placeOf } from './placeof.ts';
import { isInterface } from '../types/predicates.ts';
import { Storing } from './storing.ts';

export function assignStmt(fn: Fn, s: ast.AssignStmt): void {
  if (s.op !== '=' && s.op !== ':=') return opAssign(fn, s.lhs[0]!, s.op, s.rhs[0]!, s.pos);
  assignAll(fn, s.lhs, s.rhs, s.pos);
}

/** `var a, b T = x, y` inside a function. */
export function declareVars(fn: Fn, spec: ast.VarSpec): void {
  if (spec.values.length > 0) return assignAll(fn, spec.names, spec.values, spec.pos);
  for (const id of spec.names) {
    const v = fn.info.defs.get(id);
    if (v?.kind === 'Var' && v.name !== '_') {
      fn.at(id.pos);
      fn.declareZero(v);
    }
  }
}

/** The variable that a left side declares. */
function declared(fn: Fn, e: ast.Expr): Var | undefined {
  const v = e.kind === 'Ident' ? fn.info.defs.get(e) : undefined;
  return v?.kind === 'Var' ? v : undefined;
}

function assignAll(fn: Fn, lhs: ast.Expr[], rhs: ast.Expr[], pos: ast.Pos): void {
  if (rhs.length === 1 && lhs.length === 1) return assignOne(fn, lhs[0]!, rhs[0]!, pos);
  if (rhs.length === 1) {
    const ok = commaOkOf(fn, rhs[0]!);
    return ok ? assignCommaOk(fn, lhs, ok, pos) : assignCall(fn, lhs, rhs[0]!, pos);
  }
  assignMany(fn, lhs, rhs, pos);
}

// ---- one ----------------------------------------------------------------------------------------

function assignOne(fn: Fn, lhs: ast.Expr, rhs: ast.Expr, pos: ast.Pos): void {
  const v = declared(fn, lhs);
  if (isBlank(lhs)) return evaluate(fn, rhs);
  if (v) return declareOne(fn, v, rhs, pos);
  const variable = variableOf(fn, lhs);
  const b = variable && fn.bindings.get(variable);
  if (variable && b?.kind === 'slot') {
    if (writesEarly(fn, rhs) && mentions(fn, rhs, variable)) {
      fn.move(b.at, exprAs(fn, rhs, b.type), fn.lay(b.type));
    } else {
      exprAs(fn, rhs, b.type, b.at);
    }
    return;
  }
  prepare(fn, [...operandsOf(fn, lhs), rhs]);
  const type = fn.typeOf(lhs);
  const memory = !isInterface(type) && !isMapElement(fn, lhs);
  const large = memory ? largeSource(fn, rhs, type) : undefined;
  const value = large ?? exprAs(fn, rhs, type);
  const place = placeOf(fn, lhs);
  fn.at(pos);
  if (large === undefined) store(fn, place, type, value);
  else storeLarge(fn, place, type, large);
}

function isMapElement(fn: Fn, e0: ast.Expr): boolean {
  const e = unparen(e0);
  return e.kind === 'IndexExpr' && fn.under(e.x).kind === 'Map';
}

/** For its effects. */
function evaluate(fn: Fn, e: ast.Expr): void {
  if (isNil(fn, e)) return;
  if (fn.tv(e).mode === 'variable' && fn.layOf(e).size > FRAME_VALUE_MAX) {
    const p = placeOf(fn, e);
    if (p.kind === 'mem') fn.emit(Op.NILCHK, p.addr);
    return;
  }
  expr(fn, e);
}

/** `x := e`: the new variable is not in scope of e, so e may be evaluated into it. */
function declareOne(fn: Fn, v: Var, rhs: ast.Expr, pos: ast.Pos): void {
  const type = fn.subst(v.type);
  if (!fn.needsCell(v, type)) {
    const b = fn.newVariable(v);
    exprAs(fn, rhs, type, b.at);
    fn.bindings.set(v, b);
    return;
  }
  const literal = unparen(rhs);
  if (literal.kind === 'CompositeLit' && isAggregate(fn, type)) {
    const b = fn.newVariable(v);
    fill(fn, bindingPlace(b), literal, type);
    fn.bindings.set(v, b);
    return;
  }
  const large = isInterface(type) ? undefined : largeSource(fn, rhs, type);
  const value = large ?? exprAs(fn, rhs, type);
  fn.at(pos);
  const b = fn.newVariable(v);
  if (large === undefined) store(fn, bindingPlace(b), type, value);
  else storeLarge(fn, bindingPlace(b), type, large);
  fn.bindings.set(v, b);
}

const isAggregate = (fn: Fn, type: Type): boolean => {
  const { kind } = fn.lay(type);
  return kind === Kind.STRUCT || kind === Kind.ARRAY;
};

/** What is evaluated of a left side. */
function operandsOf(fn: Fn, e0: ast.Expr): ast.Expr[] {
  const e = unparen(e0);
  return e.kind === 'Ident' ? [] : children(fn, e);
}

// ---- several ------------------------------------------------------------------------------------

/** Where values go, with what is declared not yet in scope. */
interface Destination { place: Place; type: Type; v: Var | undefined; binding: Binding | undefined }

function destination(fn: Fn, e: ast.Expr, valueType: Type): Destination {
  const known = { v: undefined, binding: undefined };
  if (isBlank(e)) return { ...known, place: { kind: 'blank' }, type: valueType };
  const v = declared(fn, e);
  if (!v) return { ...known, place: placeOf(fn, e), type: fn.typeOf(e) };
  const binding = fn.newVariable(v);
  return { place: bindingPlace(binding), type: binding.type, v, binding };
}

function enter(fn: Fn, list: Destination[]): void {
  for (const d of list) if (d.v && d.binding) fn.bindings.set(d.v, d.binding);
}

function assignMany(fn: Fn, lhs: ast.Expr[], rhs: ast.Expr[], pos: ast.Pos): void {
  prepare(fn, [...lhs.flatMap((e) => operandsOf(fn, e)), ...rhs]);
  const to = lhs.map((e, i) => destination(fn, e, fn.typeOf(rhs[i]!)));
  const storing = new Storing(fn, to.map((d) => d.place), to.map((d) => d.type));
  const places = to.map((d) => storing.freeze(d.place));
  const values = rhs.map((e, i) => {
    const d = to[i]!;
    if (d.place.kind === 'blank') return evaluate(fn, e), 0;
    // A new variable can be evaluated into at once.
    if (d.binding?.kind === 'slot') return exprAs(fn, e, d.type, d.binding.at);
    return storing.keep(exprAs(fn, e, d.type), d.type);
  });
  fn.at(pos);
  values.forEach((v, i) => {
    if (to[i]!.place.kind !== 'blank') store(fn, places[i]!, to[i]!.type, v);
  });
  enter(fn, to);
}

function assignCall(fn: Fn, lhs: ast.Expr[], rhs: ast.Expr, pos: ast.Pos): void {
  const types = tupleTypes(fn, rhs);
  const simple = lhs.every((e, i) => isSimple(fn, e, types[i]!));
  prepare(fn, [...lhs.flatMap((e) => operandsOf(fn, e)), rhs]);
  // Cells of new variables are made first: an allocation would cost the window with the results.
  const early = simple ? lhs.map((e, i) => destination(fn, e, types[i]!)) : undefined;
  const call = unparen(rhs) as ast.CallExpr;
  const plan = emitCall(fn, call);
  let values = plan.results.map((r) => WINDOW + r);
  if (!early) values = values.map((v, i) => fresh(fn, v, types[i]!));
  const to = early ?? lhs.map((e, i) => destination(fn, e, types[i]!));
  const storing = new Storing(fn, to.map((d) => d.place), to.map((d) => d.type));
  const places = to.map((d) => storing.freeze(d.place));
  fn.at(pos);
  to.forEach((d, i) => {
    if (d.place.kind === 'blank') return;
    store(fn, places[i]!, d.type, convertTo(fn, values[i]!, types[i]!, d.type));
  });
  enter(fn, to);
}

function fresh(fn: Fn, slot: Slot, type: Type): Slot {
  const copy = fn.tempOf(type);
  fn.move(copy, slot, fn.lay(type));
  return copy;
}

export function tupleTypes(fn: Fn, e: ast.Expr): Type[] {
  const t = fn.typeOf(e);
  return t.kind === 'Tuple' ? t.types : [t];
}

/** A variable that takes the value as it is, so that storing neither calls nor allocates. */
function isSimple(fn: Fn, e: ast.Expr, type: Type): boolean {
  if (isBlank(e)) return true;
  const v = declared(fn, e) ?? variableOf(fn, e);
  return v !== undefined && (!isInterface(fn.subst(v.type)) || isInterface(type));
}

function assignCommaOk(fn: Fn, lhs: ast.Expr[], c: CommaOk, pos: ast.Pos): void {
  prepare(fn, [...lhs.flatMap((e) => operandsOf(fn, e)), ...c.operands]);
  const [a, b] = lhs as [ast.Expr, ast.Expr];
  const v = variableOf(fn, b);
  // Written at once only if neither side's place depends on the other.
  const direct = (isBlank(b) || v !== undefined) && (isBlank(a) || variableOf(fn, a) !== undefined)
    && variableOf(fn, a) !== v;
  const value = direct
    ? c.emit(fn, isBlank(a), directSlot(fn, a, c.type), directSlot(fn, b, undefined))
    : c.emit(fn, isBlank(a));
  const to = [destination(fn, a, c.type), destination(fn, b, boolType)];
  fn.at(pos);
  const storing = new Storing(fn, to.map((d) => d.place), to.map((d) => d.type));
  const places = to.map((d) => storing.freeze(d.place));
  const results = [{ slot: value.value, type: c.type }, { slot: value.ok, type: boolType }];
  to.forEach((d, i) => {
    if (d.place.kind === 'blank') return;
    const { slot, type } = results[i]!;
    store(fn, places[i]!, d.type, convertTo(fn, slot, type, d.type));
  });
  enter(fn, to);
}

const boolType: Type = { kind: 'Basic', basic: 'bool', name: 'bool' };

/** The slot of an existing variable of that very type that the result may be written to at once. */
function directSlot(fn: Fn, e: ast.Expr, type: Type | undefined): Slot | undefined {
  if (isBlank(e) || declared(fn, e)) return undefined;
  const v = variableOf(fn, e);
  const b = v && fn.bindings.get(v);
  if (b?.kind !== 'slot') return undefined;
  const same = type ? isInterface(b.type) === isInterface(type) : !isInterface(b.type);
  return same ? b.at : undefined;
}

// ---- x op= y ------------------------------------------------------------------------------------

export function incDec(fn: Fn, s: ast.IncDecStmt): void {
  const op = s.op === '++' ? '+' : '-';
  const type = fn.typeOf(s.x);
  update(fn, s.x, s.pos, (to, x) => {
    const lay = fn.lay(type);
    if (arithImmediate(fn, op, to, x, 1n, lay)) return;
    const one = fn.temp(lay);
    oneOf(fn, one, type);
    arith(fn, op, to, x, one, lay);
  });
}

function oneOf(fn: Fn, at: Slot, type: Type): void {
  const lay = fn.lay(type);
  const bits = 0x3ff0000000000000n;
  fn.int(at, lay.isInt ? 1n : bits);
  if (lay.isComplex) fn.int(at + 8, 0);
}

function opAssign(fn: Fn, lhs: ast.Expr, op: ArithOp, rhs: ast.Expr, pos: ast.Pos): void {
  const lay = fn.layOf(lhs);
  prepare(fn, [...operandsOf(fn, lhs), rhs]);
  // x is read when the right side has been called.
  const v = variableOf(fn, lhs);
  if (!v || fn.bindings.get(v)?.kind !== 'slot') hoist(fn, rhs);
  const shift = op === '<<' || op === '>>';
  update(fn, lhs, pos, (to, x) => {
    const c = constantInt(fn, rhs);
    if (c !== undefined && arithImmediate(fn, op, to, x, c, lay)) return;
    if (lay.kind === Kind.STRING) return append(fn, to, x, rhs, pos);
    const y = expr(fn, rhs);
    fn.at(pos);
    if (shift) shiftBy(fn, op, to, x, y, lay, rhs);
    else arith(fn, op, to, x, y, lay);
  });
}

function append(fn: Fn, to: Slot, x: Slot, rhs: ast.Expr, pos: ast.Pos): void {
  const run = fn.frame.temp('1010');
  fn.moveBytes(run, x, 16);
  expr(fn, rhs, run + 16);
  fn.at(pos);
  fn.emit(Op.CONCAT, to, run, 2);
}

/** Reads, changes and writes one place, which is computed once. */
function update(fn: Fn, e: ast.Expr, pos: ast.Pos, f: (to: Slot, x: Slot) => void): void {
  const type = fn.typeOf(e);
  const place = placeOf(fn, e);
  const at = slotOf(place, fn.lay(type));
  if (at !== undefined) return f(at, at);
  const x = load(fn, place, type);
  const to = fn.tempOf(type);
  f(to, x);
  fn.at(pos);
  store(fn, place, type, to);
}
