/**
 * Calls in two steps: a plan says which values are needed, in order, and what instruction calls;
 * then they are evaluated, either straight into the callee's window (a call, `go`) or into a
 * closure that calls later (`defer`).
 *
 * A value may be written into the window at once only if nothing that is evaluated after it
 * calls or allocates; otherwise it stays where it is and is moved at the end.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_HEADER } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Signature, Type } from '../types/types.ts';
import { isInterface, under } from '../types/predicates.ts';
import { isNil } from './classify.ts';
import { convertTo, expr, exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import type { Callee } from './functable.ts';
import { emitNative } from './native.ts';
import { allocates, prepare } from './order.ts';
import { sigLayout } from './siglayout.ts';
import { type Method, type Target, isDynamic } from './target.ts';
import { isDirect } from './typetable.ts';
import { placeOf } from './placeof.ts';
import { receiverAt, receiverType } from './receiver.ts';
import { multiCall } from './call.ts';
import { type Evaluate, sliceLiteral } from './variadic.ts';

/**
 * A value that a call needs. `at`: where in the callee's frame; undefined: the func value called.
 */
export interface Operand {
  type: Type;
  at: number | undefined;
  allocates: boolean;
  eval(fn: Fn, dst?: Slot): Slot;
}

export type How =
  | { kind: 'static'; callee: Callee }
  | { kind: 'closure' }
  | { kind: 'interface'; id: number };

export interface Plan {
  operands: Operand[];
  how: How;
  sig: Signature;
  paramBytes: number;
  resultBytes: number;
  /** Offsets of the results in the callee's frame. */
  results: number[];
}

/** The plan of a call; what gc evaluates ahead is evaluated now. */
export function planCall(fn: Fn, target: Target, args: ast.Expr[], hasDots: boolean): Plan {
  const first = target.kind === 'method' ? [target.x] : target.kind === 'value' ? [target.fun] : [];
  prepare(fn, [...first, ...args]);
  const { sig } = target;
  const receiver = target.kind === 'method'
    ? receiverOperand(fn, target.method, target.x) : undefined;
  const isParam = receiver !== undefined && receiver.at !== undefined;
  const at = sigLayout(fn.unit.layout, sig, isParam ? [receiver.type] : []);
  const shift = isParam ? 1 : 0;
  // The data word of an interface becomes the first parameter by itself.
  const dynamic = receiver && !isParam ? 8 : 0;
  const operands: Operand[] = [];
  if (receiver) operands.push(receiver);
  if (target.kind === 'value') operands.push(funOperand(fn, target.fun));
  argumentTypes(fn, sig, args, hasDots).forEach((arg, i) => {
    operands.push({ ...arg, at: at.params[i + shift]! + dynamic });
  });
  return {
    operands, how: howOf(fn, target), sig, paramBytes: at.paramBytes + dynamic,
    resultBytes: at.resultBytes, results: at.results.map((x) => x + dynamic),
  };
}

function howOf(fn: Fn, target: Target): How {
  if (target.kind === 'static') return { kind: 'static', callee: target.callee };
  if (target.kind === 'value') return { kind: 'closure' };
  const m = target.method;
  if (m.callee) return { kind: 'static', callee: m.callee };
  return { kind: 'interface', id: wantMethod(fn, m) };
}

/** The number of an interface's method; types that have such a method get it into their tables. */
export function wantMethod(fn: Fn, m: Method): number {
  const f = m.func;
  const method = { name: f.name, type: m.sig, pos: 0, ...(f.pkg ? { pkg: f.pkg } : {}) };
  const id = fn.unit.types.methodId(method);
  fn.unit.wantedMethods.add(id);
  // The interface is part of the program even if nothing is ever converted to it.
  fn.typeIndex(receiverType(m, m.recv));
  return id;
}

function funOperand(fn: Fn, fun: ast.Expr): Operand {
  const type = fn.typeOf(fun);
  const evaluate = (f: Fn, dst?: Slot): Slot => expr(f, fun, dst);
  return { type, at: undefined, allocates: allocates(fn, [fun]), eval: evaluate };
}

function receiverOperand(fn: Fn, m: Method, x: ast.Expr): Operand {
  const type = receiverType(m, fn.typeOf(x));
  const at = isDynamic(m) ? undefined : FRAME_HEADER;
  const evaluate = (f: Fn, dst?: Slot): Slot => receiver(f, m, x, dst);
  return { type, at, allocates: allocates(fn, [x]), eval: evaluate };
}

/** Evaluates the receiver from x. */
function receiver(fn: Fn, m: Method, x: ast.Expr, dst?: Slot): Slot {
  const start = placeOf(fn, x);
  fn.at(x.pos);
  return receiverAt(fn, m, start, fn.typeOf(x), dst);
}

/** The arguments as the parameters want them. */
function argumentTypes(
  fn: Fn, sig: Signature, args: ast.Expr[], hasDots: boolean,
): Array<Omit<Operand, 'at'>> {
  const only = args[0];
  if (args.length === 1 && only && fn.typeOf(only).kind === 'Tuple') {
    return fromTuple(fn, sig, only);
  }
  const fixed = sig.variadic && !hasDots ? sig.params.length - 1 : sig.params.length;
  const out = args.slice(0, fixed).map((e, i) => argument(fn, e, sig.params[i]!.type));
  if (sig.variadic && !hasDots) {
    const rest = args.slice(fixed);
    const type = sig.params[fixed]!.type;
    const elem = (under(type) as Type & { kind: 'Slice' }).elem;
    const values = rest.map((e) => (f: Fn, to?: Slot) => exprAs(f, e, elem, to));
    out.push(variadic(type, elem, values));
  }
  return out;
}

/** The slice that the last parameter gets. */
function variadic(type: Type, elem: Type, values: Evaluate[]): Omit<Operand, 'at'> {
  const evaluate = (f: Fn, dst?: Slot): Slot => sliceLiteral(f, elem, values, dst);
  return { type, allocates: values.length > 0, eval: evaluate };
}

function argument(fn: Fn, e: ast.Expr, type: Type): Omit<Operand, 'at'> {
  const boxed = isInterface(type) && !isNil(fn, e) && !isInterface(fn.typeOf(e));
  const heap = boxed && !isDirect(fn.layOf(e));
  return { type, allocates: heap || allocates(fn, [e]), eval: (f, dst) => exprAs(f, e, type, dst) };
}

/** f(g()) where g has several results: they are all there before the first is used. */
function fromTuple(fn: Fn, sig: Signature, e: ast.Expr): Array<Omit<Operand, 'at'>> {
  const values = multiCall(fn, e);
  const convert = (i: number, type: Type): Omit<Operand, 'at'> => ({
    type, allocates: isInterface(type),
    eval: (f, dst) => convertTo(f, values[i]!.slot, values[i]!.type, type, dst),
  });
  const fixed = sig.variadic ? sig.params.length - 1 : sig.params.length;
  const out = values.slice(0, fixed).map((_, i) => convert(i, sig.params[i]!.type));
  if (!sig.variadic) return out;
  const type = sig.params[fixed]!.type;
  const elem = (under(type) as Type & { kind: 'Slice' }).elem;
  const rest = values.slice(fixed)
    .map((v) => (f: Fn, to?: Slot) => convertTo(f, v.slot, v.type, elem, to));
  out.push(variadic(type, elem, rest));
  return out;
}

/** Puts all values into the window. The result is the slot of the func value, if one is called. */
export function fillWindow(fn: Fn, plan: Plan): Slot | undefined {
  fn.frame.window(FRAME_HEADER + plan.paramBytes + plan.resultBytes);
  let fun: Slot | undefined;
  const late: Array<() => void> = [];
  plan.operands.forEach((o, i) => {
    if (o.at === undefined) {
      fun = o.eval(fn);
      return;
    }
    const to = WINDOW + o.at;
    const lay = fn.lay(o.type);
    if (!plan.operands.slice(i + 1).some((x) => x.allocates)) {
      o.eval(fn, to);
      return;
    }
    const slot = o.eval(fn);
    late.push(() => fn.move(to, slot, lay));
  });
  for (const move of late) move();
  return fun;
}

const callOps = { static: Op.CALL, closure: Op.CALLC, interface: Op.CALLI } as const;

/** The call itself, when the window is filled. */
export function invoke(fn: Fn, plan: Plan, fun: Slot | undefined): void {
  fn.frame.window(FRAME_HEADER + plan.paramBytes + plan.resultBytes);
  const { how } = plan;
  switch (how.kind) {
    case 'static':
      if (how.callee.kind === 'native') return emitNative(fn, how.callee.name);
      return fn.emit(callOps.static, WINDOW, 0, 0, 0, how.callee.index);
    case 'closure': return fn.emit(callOps.closure, WINDOW, fun!);
    case 'interface': return fn.emit(callOps.interface, WINDOW, fun!, 0, 0, how.id);
  }
}
