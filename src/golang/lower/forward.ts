/**
 * Functions that only pass a call on: method values, method expressions through embedded fields,
 * and what the method tables of interfaces need where the receiver is not one word, or the method
 * is promoted. They are marked WRAPPER: not shown in traces, transparent to recover.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_HEADER, FuncFlag } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type { Info, Package, Signature, Type } from '../types/types.ts';
import { selectorId } from '../types/object.ts';
import { under } from '../types/predicates.ts';
import { stringConstant } from './constant.ts';
import { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { methodName } from './funcname.ts';
import type { Place } from './place.ts';
import { type Plan, invoke, wantMethod } from './plan.ts';
import { receiverAt, receiverType } from './receiver.ts';
import { runtimePanic } from './runtimepanic.ts';
import { sigLayout } from './siglayout.ts';
import { type Method, isDynamic } from './target.ts';
import { signatureKey, typeKey } from './typekey.ts';
import { isDirect } from './typetable.ts';
import type { Unit } from './unit.ts';

const noInfo: Info = {
  types: new Map(), defs: new Map(), uses: new Map(), implicits: new Map(), selections: new Map(),
  instances: new Map(), initOrder: [],
};

/** A function without source: `pkg` decides which unexported names it may use. */
export function bareFn(unit: Unit, name: string, pkg: Package, flags: number): Fn {
  const shared = { pkg, info: noInfo, map: new Map(), boxed: new Set<never>() };
  return new Fn(unit, { name, shared, flags, literal: false });
}

/** Slots of parameters and results come first, at their fixed places. */
export function reserve(fn: Fn, types: readonly Type[]): void {
  for (const t of types) {
    const lay = fn.lay(t);
    if (lay.slotBytes > 0) fn.frame.fresh(lay.pattern);
  }
}

interface Forward {
  name: string;
  method: Method;
  /**
   * The receiver: x as the first parameter, x as an interface's word; or already what is wanted.
   */
  from: 'param' | 'word' | 'captured';
}

const wordType: Type = { kind: 'Pointer', elem: { kind: 'Struct', fields: [] } };

function forward(unit: Unit, f: Forward): ProgramFunc {
  const { method } = f;
  const pkg = method.func.pkg ?? unit.packages[0]!.pkg;
  const fn = bareFn(unit, f.name, pkg, FuncFlag.WRAPPER | (pkg.isLib ? FuncFlag.LIB : 0));
  fn.code.pos = unit.position(method.func.pos);
  const first = f.from === 'captured' ? [] : [f.from === 'word' ? wordType : method.recv];
  const own = sigLayout(unit.layout, method.sig, first);
  fn.paramBytes = own.paramBytes;
  fn.resultBytes = own.resultBytes;
  reserve(fn, [...first, ...typesOf(method.sig)]);
  const recv = f.from === 'captured' ? captured(fn, method) : receiverParam(fn, f);
  pass(fn, method, recv, own.params.slice(first.length), own.results);
  fn.emit(Op.RET);
  return fn.finish();
}

const typesOf = (sig: Signature): Type[] => [...sig.params, ...sig.results].map((v) => v.type);

function captured(fn: Fn, m: Method): Slot {
  const lay = fn.lay(receiverType(m, m.recv));
  const at = fn.temp(lay);
  for (let i = 0; i < lay.slotBytes; i += 8) fn.emit(Op.CTX, at + i, 0, 0, 0, i);
  return at;
}

function receiverParam(fn: Fn, f: Forward): Slot {
  const { method } = f;
  if (isDerefOfPointer(f)) checkReceiver(fn, method);
  const inMemory = f.from === 'word' && !isDirect(fn.lay(method.recv));
  const start: Place = inMemory
    ? { kind: 'mem', addr: FRAME_HEADER, off: 0 } : { kind: 'slot', at: FRAME_HEADER };
  return receiverAt(fn, method, start, method.recv);
}

/** A method with a value receiver, called through a pointer. */
function isDerefOfPointer({ method: m }: Forward): boolean {
  return m.path.length === 0 && !m.ptrRecv && m.callee !== undefined
    && under(m.recv).kind === 'Pointer';
}

/** The runtime has words of its own for a nil pointer here. */
function checkReceiver(fn: Fn, m: Method): void {
  const fine = fn.label();
  fn.jump(Op.JNEI, fine, FRAME_HEADER, 0, 0);
  const value = receiverType(m, m.recv);
  const name = value.kind === 'Named' ? value.obj.name : '?';
  const text = fn.frame.temp('10');
  stringConstant(fn, `value method ${methodName(value, m.func.name)} called using nil *${name}`
    + ' pointer', text);
  runtimePanic(fn, text, 1);
  fn.place(fine);
}

/** Moves receiver and parameters into the window, calls, and moves the results back. */
function pass(fn: Fn, m: Method, recv: Slot, params: number[], results: number[]): void {
  const type = receiverType(m, m.recv);
  const dynamic = isDynamic(m);
  const to = sigLayout(fn.unit.layout, m.sig, [dynamic ? wordType : type]);
  const how: Plan['how'] = m.callee
    ? { kind: 'static', callee: m.callee } : { kind: 'interface', id: wantMethod(fn, m) };
  const { paramBytes, resultBytes } = to;
  const plan = { operands: [], how, sig: m.sig, paramBytes, resultBytes, results: to.results };
  if (!dynamic) fn.move(WINDOW + FRAME_HEADER, recv, fn.lay(type));
  m.sig.params.forEach((v, i) => fn.move(WINDOW + to.params[i + 1]!, params[i]!, fn.lay(v.type)));
  invoke(fn, plan, recv);
  m.sig.results.forEach((v, i) => fn.move(results[i]!, WINDOW + to.results[i]!, fn.lay(v.type)));
}

const keyOf = (m: Method): string =>
  `${typeKey(m.recv)}.${selectorId(m.func)}${signatureKey(m.sig)}`;

/** The function of a method value; its closure has the receiver, of type `type`. */
export function boundMethod(unit: Unit, m: Method, type: Type): number {
  const name = `${methodName(m.recv, m.func.name)}-fm`;
  const bound = { ...m, recv: type, path: [] };
  return unit.funcs.once(`fm:${keyOf(bound)}`, () =>
    forward(unit, { name, method: bound, from: 'captured' }));
}

/** The function T.M: the receiver is its first parameter. */
export function methodExpression(unit: Unit, m: Method): number {
  if (m.callee?.kind === 'func' && isPlainReceiver(m)) return m.callee.index;
  const name = methodName(m.recv, m.func.name);
  return unit.funcs.once(`expr:${keyOf(m)}`, () =>
    forward(unit, { name, method: m, from: 'param' }));
}

/** The receiver given is the receiver wanted. */
function isPlainReceiver(m: Method): boolean {
  return m.path.length === 0 && m.ptrRecv === (under(m.recv).kind === 'Pointer');
}

/** The function for the method table of a type. */
export function tableMethod(unit: Unit, m: Method): number {
  const direct = isDirect(unit.layout.of(m.recv));
  if (m.callee?.kind === 'func' && isPlainReceiver(m) && direct) return m.callee.index;
  const name = methodName(m.recv, m.func.name);
  return unit.funcs.once(`table:${keyOf(m)}`, () =>
    forward(unit, { name, method: m, from: 'word' }));
}
