/** From a function declaration to a function of the program: parameters, body, results. */
import { Op } from '../../../assembly/abi/op.ts';
import { Cost } from '../../../assembly/abi/abi.ts';
import { FRAME_HEADER, FuncFlag } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type * as ast from '../syntax/ast.ts';
import type { Func, Signature, Type, Var } from '../types/types.ts';
import { typeMap } from '../types/subst.ts';
import { defers } from './bodyfacts.ts';
import { declaredBody } from './declared.ts';
import { type Binding, Fn, type FnOptions } from './fn.ts';
import { WINDOW } from './frame.ts';
import { bareFn, reserve } from './forward.ts';
import { declName } from './funcname.ts';
import { emitNative } from './native.ts';
import { load, store } from './place.ts';
import { newVar } from '../types/object.ts';
import { boxRangeFunc, returnsFromLoop } from './rangefunc.ts';
import { sigLayout } from './siglayout.ts';
import { blockStmt } from './stmt.ts';
import type { Unit } from './unit.ts';

export function lowerDecl(
  unit: Unit, func: Func, decl: ast.FuncDecl, targs: Type[], name = declName(func),
): ProgramFunc {
  const home = unit.home(func);
  home.body?.(func);
  const tparams = func.type.recv ? func.type.rparams ?? [] : func.type.tparams;
  const map = typeMap(tparams, targs);
  const directives = unit.funcs.directives(decl);
  const cost = directives.find((d) => d.kind === 'cost');
  const flags = (home.pkg.isLib ? FuncFlag.LIB : 0) | (cost ? FuncFlag.FREE : 0);
  const options: FnOptions = {
    name, flags, literal: false,
    shared: { pkg: home.pkg, info: home.info, map, boxed: new Set() },
  };
  const fn = new Fn(unit, options);
  fn.at(decl.name.pos);
  if (cost?.kind === 'cost') chargeCost(fn, cost.field, cost.pos);
  if (directives.length > 0 && !cost) return declaredBody(fn, func, decl, directives);
  if (!decl.body) {
    unit.error(decl.name.pos, `function ${func.name} has no body`);
    fn.emit(Op.RET);
    return fn.finish();
  }
  boxRangeFunc(fn, decl.body);
  const header = { type: decl.type, recv: decl.recv, body: decl.body };
  bindParams(fn, fn.subst(func.type) as Signature, header, undefined, func.type.recv?.type);
  lowerBody(fn, decl.body);
  return fn.finish();
}

function chargeCost(fn: Fn, field: string, pos: ast.Pos): void {
  const cost = (Cost as unknown as Record<string, number>)[field];
  if (typeof cost !== 'number') fn.unit.error(pos, `unknown field of the cost model: ${field}`);
  else fn.emit(Op.COST, 0, 0, 0, 0, cost);
}

/** The syntax of a signature: where the names are. */
export interface Header {
  type: ast.FuncType;
  recv?: ast.Field | undefined;
  body?: ast.BlockStmt | undefined;
}

/**
 * Gives parameters and results their slots, and those that must live on the heap their cells.
 * `captures` runs when the fixed slots are taken.
 */
export function bindParams(
  fn: Fn, sig: Signature, h: Header, captures?: () => void, recvType?: Type,
): void {
  const first = h.recv && recvType ? [fn.subst(recvType)] : [];
  const fields = h.recv ? [h.recv, ...h.type.params] : h.type.params;
  const at = sigLayout(fn.unit.layout, sig, first);
  fn.sig = sig;
  fn.paramBytes = at.paramBytes;
  fn.resultBytes = at.resultBytes;
  const types = [...first, ...sig.params.map((v) => v.type)];
  reserve(fn, [...types, ...sig.results.map((v) => v.type)]);
  captures?.();
  fields.forEach((f, i) => {
    const v = f.name && fn.info.defs.get(f.name);
    if (v?.kind === 'Var') bindParam(fn, v, types[i]!, at.params[i]!);
  });
  if (h.body && returnsFromLoop(fn, h.body)) fn.resultVars = [];
  fn.results = sig.results.map((r, i) => {
    const name = h.type.results[i]?.name;
    const v = name && fn.info.defs.get(name);
    const slot = at.results[i]!;
    const binding = bindResult(fn, v?.kind === 'Var' ? v : undefined, r.type, slot);
    return { slot, lay: fn.lay(r.type), type: r.type, binding };
  });
}

function bindParam(fn: Fn, v: Var, type: Type, at: number): void {
  const heap = v.addrTaken || (v.captured && v.reassigned) || fn.shared.boxed.has(v);
  if (!heap) return void fn.bindings.set(v, { kind: 'slot', at, type });
  const cell = fn.local('1');
  fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(type));
  store(fn, { kind: 'mem', addr: cell, off: 0 }, type, at);
  fn.bindings.set(v, { kind: 'cell', at: cell, type });
}

function bindResult(fn: Fn, named: Var | undefined, type: Type, slot: number): Binding {
  let b: Binding = { kind: 'slot', at: slot, type };
  const v = named ?? (fn.resultVars && newVar('result', 0, undefined, '#result', type));
  if (v) fn.resultVars?.push(v);
  // Results that anything captures can change after `return`.
  if (v && (fn.resultVars || v.addrTaken || v.captured || fn.shared.boxed.has(v))) {
    b = { kind: 'cell', at: fn.local('1'), type };
    fn.emit(Op.NEW, b.at, 0, 0, 0, fn.typeIndex(type));
  }
  if (v) fn.bindings.set(v, b);
  return b;
}

export function lowerBody(fn: Fn, body: ast.BlockStmt): void {
  if (defers(body)) fn.epilogue = fn.label();
  fn.block(() => blockStmt(fn, body));
  fn.at(body.rbrace);
  finishReturn(fn);
  placeEpilogue(fn);
}

/** Results are in their variables: leave. */
export function finishReturn(fn: Fn): void {
  if (fn.epilogue) fn.jump(Op.JMP, fn.epilogue);
  else leave(fn);
}

export function placeEpilogue(fn: Fn): void {
  if (!fn.epilogue) return;
  fn.code.placeLoop(fn.epilogue);
  fn.emit(Op.RUNDEFERS);
  leave(fn);
}

function leave(fn: Fn): void {
  for (const r of fn.results) {
    if (r.binding.kind !== 'cell') continue;
    load(fn, { kind: 'mem', addr: r.binding.at, off: 0 }, r.type, r.slot);
  }
  fn.emit(Op.RET);
}

/** A native function as a func value, or started by `go`: it needs a body that calls the kernel. */
export function lowerNativeWrapper(unit: Unit, func: Func): ProgramFunc {
  const fn = bareFn(unit, declName(func), func.pkg!, FuncFlag.WRAPPER | FuncFlag.LIB);
  fn.code.pos = unit.position(func.pos);
  const { type: sig } = func;
  const at = sigLayout(unit.layout, sig);
  fn.paramBytes = at.paramBytes;
  fn.resultBytes = at.resultBytes;
  reserve(fn, [...sig.params, ...sig.results].map((v) => v.type));
  const callee = unit.funcs.callee(func, []);
  fn.frame.window(FRAME_HEADER + at.paramBytes + at.resultBytes);
  fn.moveBytes(WINDOW + FRAME_HEADER, FRAME_HEADER, at.paramBytes);
  emitNative(fn, callee.kind === 'native' ? callee.name : 'NONE');
  const results = FRAME_HEADER + at.paramBytes;
  fn.moveBytes(results, WINDOW + results, at.resultBytes);
  fn.emit(Op.RET);
  return fn.finish();
}
