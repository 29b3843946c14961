/** From an expression to its place: variables, fields, elements, what pointers point to. */
import { Op } from '../../../assembly/abi/op.ts';
import type * as ast from '../syntax/ast.ts';
import type { Struct, Type, Var } from '../types/types.ts';
import { unalias } from '../types/named.ts';
import { under } from '../types/predicates.ts';
import { constantInt, unparen } from './classify.ts';
import { compositePlace } from './composite.ts';
import { expr, exprAs } from './expr.ts';
import type { Binding, Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { prepare } from './order.ts';
import { type Place, load, part } from './place.ts';

/** The place of an addressable expression; of another one: a slot with its value. */
export function placeOf(fn: Fn, e0: ast.Expr): Place {
  const e = unparen(e0);
  if (fn.hoisted.has(e)) return { kind: 'slot', at: fn.hoisted.get(e)! };
  switch (e.kind) {
    case 'Ident': {
      if (e.name === '_') return { kind: 'blank' };
      const obj = fn.objOf(e);
      return obj?.kind === 'Var' ? variablePlace(fn, obj) : value(fn, e);
    }
    case 'SelectorExpr': return selectorPlace(fn, e);
    case 'IndexExpr': return indexPlace(fn, e);
    case 'StarExpr': {
      const addr = expr(fn, e.x);
      fn.at(e.pos);
      return { kind: 'mem', addr, off: 0 };
    }
    case 'CompositeLit': return compositePlace(fn, e);
    default: return value(fn, e);
  }
}

const value = (fn: Fn, e: ast.Expr): Place => ({ kind: 'slot', at: expr(fn, e) });

export function variablePlace(fn: Fn, v: Var): Place {
  if (v.where === 'package') return { kind: 'global', off: fn.unit.global(v).at };
  const b = fn.bindings.get(v);
  if (!b) throw new Error(`lower: ${v.name} is not bound in ${fn.name} (${fn.where(v.pos)})`);
  return bindingPlace(b);
}

export function bindingPlace(b: Binding): Place {
  return b.kind === 'slot' ? { kind: 'slot', at: b.at } : { kind: 'mem', addr: b.at, off: 0 };
}

function selectorPlace(fn: Fn, e: ast.SelectorExpr): Place {
  const sel = fn.info.selections.get(e);
  const obj = sel?.obj ?? fn.objOf(e.sel);
  if (!sel || sel.kind === 'qualified') {
    return obj?.kind === 'Var' ? variablePlace(fn, obj) : value(fn, e);
  }
  if (sel.kind !== 'field') return value(fn, e);
  const base = placeOf(fn, e.x);
  fn.at(e.sel.pos);
  return walkPath(fn, base, fn.typeOf(e.x), sel.path).place;
}

/** Follows fields, and pointers where they are in the way. */
export function walkPath(
  fn: Fn, p: Place, type: Type, path: readonly number[],
): { place: Place; type: Type } {
  for (const index of path) {
    const u = under(type);
    if (u.kind === 'Pointer') {
      p = { kind: 'mem', addr: load(fn, p, type), off: 0 };
      type = u.elem;
    }
    const lay = fn.lay(type);
    p = part(fn, p, type, lay.offsets[index]!);
    type = (lay.under as Struct).fields[index]!.type;
  }
  return { place: p, type };
}

function indexPlace(fn: Fn, e: ast.IndexExpr): Place {
  const index = e.indices[0]!;
  const type = fn.typeOf(e.x);
  const u = under(type);
  prepare(fn, [e.x, index]);
  switch (u.kind) {
    case 'Map': {
      const map = expr(fn, e.x);
      const key = exprAs(fn, index, u.key);
      fn.at(e.pos);
      return { kind: 'map', map, key, type };
    }
    case 'Slice': case 'Basic': {
      const slice = expr(fn, e.x);
      const i = indexValue(fn, index);
      fn.at(e.pos);
      return { kind: 'elem', slice, index: i, size: u.kind === 'Slice' ? fn.lay(u.elem).size : 1 };
    }
    case 'Pointer': {
      const addr = expr(fn, e.x);
      const array = unalias(under(u.elem));
      return arrayElement(fn, e, { kind: 'mem', addr, off: 0 }, array, index);
    }
    default: return arrayElement(fn, e, placeOf(fn, e.x), u, index);
  }
}

/** An index as 64 bits; uint64 values past the largest int are out of range when seen as signed. */
export function indexValue(fn: Fn, e: ast.Expr): Slot {
  const c = constantInt(fn, e);
  if (c === undefined) return expr(fn, e);
  const slot = fn.frame.temp('0');
  fn.int(slot, c);
  return slot;
}

function arrayElement(
  fn: Fn, e: ast.IndexExpr, base: Place, array: Type, index: ast.Expr,
): Place {
  if (array.kind !== 'Array') throw new Error(`lower: cannot index a ${array.kind}`);
  const size = fn.lay(array.elem).size;
  const c = constantInt(fn, index);
  if (c !== undefined) return part(fn, base, array, Number(c) * size);
  const i = expr(fn, index);
  fn.at(e.pos);
  fn.emit(Op.BOUNDI, i, 0, 0, 0, array.len);
  return elementAt(fn, base, array, i, size);
}

/** The element at a checked index. */
export function elementAt(fn: Fn, base: Place, array: Type, i: Slot, size: number): Place {
  switch (base.kind) {
    case 'slot': case 'field': {
      const bytes = fn.frame.temp('0');
      fn.emit(Op.MULI, bytes, i, 0, 0, size);
      return { kind: 'dyn', at: base.at, bytes };
    }
    case 'dyn': {
      const bytes = fn.frame.temp('0');
      fn.emit(Op.MULI, bytes, i, 0, 0, size);
      fn.emit(Op.ADD, bytes, bytes, base.bytes);
      return { kind: 'dyn', at: base.at, bytes };
    }
    case 'mem': return { kind: 'mem', addr: scaled(fn, base.addr, i, size), off: base.off };
    case 'global': {
      const addr = fn.frame.temp('1');
      fn.emit(Op.LEAG, addr, 0, 0, 0, base.off);
      return { kind: 'mem', addr: scaled(fn, addr, i, size), off: 0 };
    }
    case 'elem': return elementAt(fn, part(fn, base, array, 0), array, i, size);
    case 'map': return elementAt(fn, { kind: 'field', at: load(fn, base, array) }, array, i, size);
    case 'blank': return base;
  }
}

function scaled(fn: Fn, base: Slot, i: Slot, size: number): Slot {
  const addr = fn.frame.temp('1');
  fn.emit(Op.ALEA, addr, base, i, 0, size);
  return addr;
}

/** Evaluates an array of which only the length is wanted: a pointer to it must not be nil. */
export function evaluateArray(fn: Fn, e: ast.Expr): void {
  const p = placeOf(fn, e);
  if (p.kind === 'mem' && under(fn.typeOf(e)).kind === 'Array') fn.emit(Op.NILCHK, p.addr);
}
