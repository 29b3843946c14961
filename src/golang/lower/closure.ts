/**
 * Function literals. What a literal mentions of its surroundings is captured when it is
 * evaluated: the value of a variable that never changes afterwards, else the address of its cell.
 */
import { Op } from '../../../assembly/abi/op.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type * as ast from '../syntax/ast.ts';
import type { Signature, Type, Var } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { walk } from './classify.ts';
import { bindParams, lowerBody } from './decl.ts';
import { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { staticFunc } from './funcvalue.ts';

/** A captured variable: how the surroundings have it, and its slots in the closure. */
export interface Capture {
  v: Var;
  kind: 'slot' | 'cell';
  type: Type;
  pattern: string;
  from: Slot;
}

export function closure(fn: Fn, e: ast.FuncLit, dst?: Slot): Slot {
  const captures = capturesOf(fn, e);
  const index = addLiteral(fn, e, captures);
  fn.at(e.pos);
  if (captures.length === 0) return staticFunc(fn, index, dst);
  return makeClosure(fn, index, captures, dst);
}

function addLiteral(fn: Fn, e: ast.FuncLit, captures: Capture[]): number {
  const sig = under(fn.typeOf(e)) as Signature;
  const name = literalName(fn);
  return fn.unit.funcs.add(() => literal(fn, e, { name, sig, captures }));
}

/** The function of a literal that captures nothing. */
export function staticLiteral(fn: Fn, e: ast.FuncLit): number | undefined {
  const captures = capturesOf(fn, e);
  return captures.length === 0 ? addLiteral(fn, e, captures) : undefined;
}

/** `main.f.func1`; inside a literal `main.f.func1.2`. */
export function literalName(fn: Fn): string {
  return `${fn.name}${fn.literal ? '.' : '.func'}${++fn.literals}`;
}

/** The variables of `fn` that a piece of its source mentions, in order of appearance. */
export function capturesOf(fn: Fn, node: ast.Node): Capture[] {
  const found = new Map<Var, Capture>();
  walk(node, (n) => {
    if (n.kind === 'Ident') {
      const obj = fn.info.uses.get(n as ast.Ident);
      if (obj?.kind === 'Var' && !found.has(obj)) addCapture(fn, obj, found);
    }
  });
  return [...found.values()];
}

export function addCapture(fn: Fn, v: Var, found: Map<Var, Capture>): void {
  const b = fn.bindings.get(v);
  if (!b) return;
  const pattern = b.kind === 'cell' ? '1' : fn.lay(b.type).pattern;
  found.set(v, { v, kind: b.kind, type: b.type, pattern, from: b.at });
}

/** A closure of function `index` with these variables. */
export function makeClosure(fn: Fn, index: number, captures: Capture[], dst?: Slot): Slot {
  const run = fn.frame.temp(captures.map((c) => c.pattern).join(''));
  let at = run;
  for (const c of captures) {
    fn.moveBytes(at, c.from, 8 * c.pattern.length);
    at += 8 * c.pattern.length;
  }
  const to = dst ?? fn.frame.temp('1');
  fn.emit(Op.CLOSURE, to, 0, run, (at - run) / 8, index);
  return to;
}

/** In the called function: captured variables into slots of their own. */
export function bindCaptures(fn: Fn, captures: Capture[]): void {
  let off = 0;
  for (const c of captures) {
    const at = fn.local(c.pattern);
    for (let i = 0; i < c.pattern.length; i++) {
      fn.emit(Op.CTX, at + 8 * i, 0, 0, 0, off);
      off += 8;
    }
    fn.bindings.set(c.v, { kind: c.kind, at, type: c.type });
  }
}

function literal(
  outer: Fn, e: ast.FuncLit, l: { name: string; sig: Signature; captures: Capture[] },
): ProgramFunc {
  const fn = new Fn(outer.unit, {
    name: l.name, shared: outer.shared, flags: outer.flags, literal: true,
  });
  fn.at(e.pos);
  bindParams(fn, l.sig, { type: e.type, body: e.body }, () => bindCaptures(fn, l.captures));
  lowerBody(fn, e.body);
  return fn.finish();
}
