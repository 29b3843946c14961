/** What a call calls: a function known now, a method, a method of an interface, a func value. */
import type * as ast from '../syntax/ast.ts';
import type { Func, Selection, Signature, Type } from '../types/types.ts';
import { lookupFieldOrMethod } from '../types/lookup.ts';
import { asNamed } from '../types/named.ts';
import { instantiateSignature } from '../types/subst.ts';
import { isInterface, under } from '../types/predicates.ts';
import { unparen } from './classify.ts';
import type { Callee } from './functable.ts';
import type { Fn } from './fn.ts';

export type Target =
  | { kind: 'static'; callee: Callee; sig: Signature }
  | { kind: 'method'; method: Method; x: ast.Expr; sig: Signature }
  | { kind: 'value'; fun: ast.Expr; sig: Signature };

/** A method that `x.M` stands for, with this instance's types. */
export interface Method {
  /** Of a concrete type; undefined: the method of an interface. */
  callee?: Callee;
  func: Func;
  /** Fields to walk from x to the receiver. */
  path: number[];
  ptrRecv: boolean;
  sig: Signature;
  /** The type of x. */
  recv: Type;
}

/** Resolves `x.M` again for this instance, where the type of x is known. */
export function methodOf(fn: Fn, e: ast.SelectorExpr, sel: Selection): Method {
  const recv = fn.subst(sel.recv);
  return findMethod(fn, recv, e.sel.name);
}

export function findMethod(fn: Fn, recv: Type, name: string, pkg = fn.shared.pkg): Method {
  const found = lookupFieldOrMethod(recv, true, pkg, name);
  const func = found.obj;
  if (func?.kind !== 'Func') throw new Error(`lower: no method ${name}`);
  const sig = fn.subst(func.type) as Signature;
  if (found.imethod) return { func, path: found.path, ptrRecv: false, sig, recv };
  const targs = func.recvNamed?.targs ?? receiverOf(func)?.targs ?? [];
  const callee = fn.unit.funcs.callee(func, targs);
  return { callee, func, path: found.path, ptrRecv: func.ptrRecv ?? false, sig, recv };
}

function receiverOf(f: Func): ReturnType<typeof asNamed> {
  const t = f.type.recv?.type;
  if (!t) return undefined;
  const u = t.kind === 'Pointer' ? t.elem : t;
  const named = asNamed(u);
  return named?.origin ? named : undefined;
}

/** The function that an identifier names, with the type arguments it has here. */
export function functionOf(fn: Fn, id: ast.Ident, f: Func): { callee: Callee; sig: Signature } {
  const inst = fn.info.instances.get(id);
  const targs = (inst?.targs ?? []).map((t) => fn.subst(t));
  const sig = targs.length > 0 ? instantiateSignature(f.type, targs) : f.type;
  return { callee: fn.unit.funcs.callee(f, targs), sig };
}

export function resolve(fn: Fn, e: ast.CallExpr): Target {
  const f = unparen(e.fun);
  const sig = under(fn.typeOf(e.fun)) as Signature;
  const named = functionName(fn, f);
  if (named) return { kind: 'static', ...functionOf(fn, named.id, named.func) };
  if (f.kind === 'SelectorExpr') {
    const sel = fn.info.selections.get(f);
    if (sel?.kind === 'method' || sel?.kind === 'interfaceMethod') {
      const method = methodOf(fn, f, sel);
      return { kind: 'method', method, x: f.x, sig: method.sig };
    }
  }
  return { kind: 'value', fun: f, sig };
}

/** `f`, `pkg.f`, `f[int]`. */
function functionName(fn: Fn, f: ast.Expr): { id: ast.Ident; func: Func } | undefined {
  if (f.kind === 'IndexExpr') {
    const tv = fn.info.types.get(f.x);
    if (tv?.mode === 'type') return undefined;
    return functionName(fn, unparen(f.x));
  }
  if (f.kind === 'SelectorExpr') {
    const sel = fn.info.selections.get(f);
    if (sel && sel.kind !== 'qualified') return undefined;
  }
  const id = f.kind === 'Ident' ? f : f.kind === 'SelectorExpr' ? f.sel : undefined;
  const obj = id && fn.objOf(id);
  return id && obj?.kind === 'Func' ? { id, func: obj } : undefined;
}

/** Is the receiver taken from an interface, at the end of the path? */
export const isDynamic = (m: Method): boolean => m.callee === undefined;

export { isInterface };
