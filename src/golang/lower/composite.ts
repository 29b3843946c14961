/** Composite literals. */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_VALUE_MAX } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Struct, Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { constantInt, unparen } from './classify.ts';
import { exprAs } from './expr.ts';
import type { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import { ALLOC, facts, prepare } from './order.ts';
import { type Place, load, part, slotOf, store } from './place.ts';
import { header } from './variadic.ts';

export function composite(fn: Fn, e: ast.CompositeLit, dst?: Slot): Slot {
  return literal(fn, e, fn.typeOf(e), dst);
}

/** `T{...}` as a place: `T{...}.f`. */
export function compositePlace(fn: Fn, e: ast.CompositeLit): Place {
  return { kind: 'slot', at: composite(fn, e) };
}

function literal(fn: Fn, e: ast.CompositeLit, type: Type, dst?: Slot): Slot {
  const u = under(type);
  fn.at(e.pos);
  switch (u.kind) {
    case 'Slice': return sliceOf(fn, e, u.elem, dst);
    case 'Map': return mapOf(fn, e, type, dst);
    case 'Pointer': return pointerToLiteral(fn, e, u.elem, dst);
    default: return aggregate(fn, e, type, dst);
  }
}

function aggregate(fn: Fn, e: ast.CompositeLit, type: Type, dst?: Slot): Slot {
  const lay = fn.lay(type);
  if (lay.size > FRAME_VALUE_MAX) {
    const cell = pointerToLiteral(fn, e, type);
    return load(fn, { kind: 'mem', addr: cell, off: 0 }, type, dst);
  }
  // Elements may use the window while this is only half there.
  const direct = dst !== undefined && (dst < WINDOW || !(facts(fn, e) & ALLOC));
  const to = direct ? dst : fn.temp(lay);
  if (!covers(fn, e, type)) fn.zero(to, lay);
  fill(fn, { kind: 'slot', at: to }, e, type);
  if (dst === undefined || direct) return to;
  fn.move(dst, to, lay);
  return dst;
}

/** Does the literal give every byte of a struct? Then nothing has to be zero before. */
function covers(fn: Fn, e: ast.CompositeLit, type: Type): boolean {
  const u = under(type);
  if (u.kind !== 'Struct' || e.elts.length !== u.fields.length) return false;
  const sizes = u.fields.reduce((n, f) => n + fn.lay(f.type).size, 0);
  if (sizes !== fn.lay(type).slotBytes) return false;
  if (u.fields.some((f) => f.name === '_')) return false;
  return e.elts.every((x) => {
    const value = unparen(x.kind === 'KeyValue' ? x.value : x);
    return value.kind !== 'CompositeLit';
  });
}

/** &T{...}, also where a literal inside another leaves out both. */
export function pointerToLiteral(fn: Fn, e: ast.CompositeLit, type: Type, dst?: Slot): Slot {
  const u = under(type);
  const cell = fn.frame.temp('1');
  fn.at(e.pos);
  fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(type));
  const place: Place = { kind: 'mem', addr: cell, off: 0 };
  if (u.kind === 'Struct' || u.kind === 'Array') fill(fn, place, e, type);
  else store(fn, place, type, literal(fn, e, type));
  if (dst === undefined) return cell;
  fn.moveBytes(dst, cell, 8);
  return dst;
}

/** Stores the elements of a struct or array literal to a place that is zero. */
export function fill(fn: Fn, p: Place, e: ast.CompositeLit, type: Type): void {
  const u = under(type);
  if (u.kind === 'Struct') return fillStruct(fn, p, e, type, u);
  if (u.kind !== 'Array') throw new Error(`lower: literal of a ${u.kind}`);
  const size = fn.lay(u.elem).size;
  for (const { index, value } of indexed(fn, e)) {
    element(fn, part(fn, p, type, index * size), value, u.elem);
  }
}

function fillStruct(fn: Fn, p: Place, e: ast.CompositeLit, type: Type, u: Struct): void {
  const { offsets } = fn.lay(type);
  e.elts.forEach((x, i) => {
    let index = i;
    let value = x;
    if (x.kind === 'KeyValue') {
      const name = x.key.kind === 'Ident' ? x.key.name : '';
      index = u.fields.findIndex((f) => f.name === name);
      value = x.value;
    }
    const field = u.fields[index]!;
    // What is given for a blank field is evaluated and dropped.
    const place: Place = field.name === '_'
      ? { kind: 'blank' } : part(fn, p, type, offsets[index]!);
    element(fn, place, value, field.type);
  });
}

/** One element: literals inside are stored in place. */
function element(fn: Fn, p: Place, e0: ast.Expr, type: Type): void {
  const e = unparen(e0);
  const u = under(type);
  fn.scratch(() => {
    const inner = e.kind === 'CompositeLit' && (u.kind === 'Struct' || u.kind === 'Array');
    if (inner && p.kind !== 'blank' && !fn.hoisted.has(e)) return fill(fn, p, e, type);
    const at = slotOf(p, fn.lay(type));
    if (at !== undefined) {
      valueOf(fn, e, type, at);
      return;
    }
    const v = valueOf(fn, e, type);
    fn.at(e.pos);
    store(fn, p, type, v);
  });
}

function valueOf(fn: Fn, e0: ast.Expr, type: Type, dst?: Slot): Slot {
  const e = unparen(e0);
  const elided = e.kind === 'CompositeLit' && e.type === undefined;
  return elided ? literal(fn, e, type, dst) : exprAs(fn, e, type, dst);
}

function indexed(fn: Fn, e: ast.CompositeLit): Array<{ index: number; value: ast.Expr }> {
  let next = 0;
  return e.elts.map((x) => {
    if (x.kind !== 'KeyValue') return { index: next++, value: x };
    const index = Number(constantInt(fn, x.key) ?? 0n);
    next = index + 1;
    return { index, value: x.value };
  });
}

function sliceOf(fn: Fn, e: ast.CompositeLit, elem: Type, dst?: Slot): Slot {
  const elements = indexed(fn, e);
  const len = elements.reduce((n, x) => Math.max(n, x.index + 1), 0);
  const type: Type = { kind: 'Array', len, elem };
  const array = fn.frame.temp('1');
  const size = fn.lay(elem).size;
  fn.emit(Op.NEW, array, 0, 0, 0, fn.typeIndex(type));
  for (const { index, value } of elements) {
    element(fn, { kind: 'mem', addr: array, off: index * size }, value, elem);
  }
  const to = dst ?? fn.frame.temp('100');
  fn.at(e.pos);
  header(fn, to, array, len);
  return to;
}

function mapOf(fn: Fn, e: ast.CompositeLit, type: Type, dst?: Slot): Slot {
  const u = under(type);
  if (u.kind !== 'Map') throw new Error('lower: no map');
  const map = fn.frame.temp('1');
  const hint = fn.frame.temp('0');
  fn.int(hint, e.elts.length);
  fn.emit(Op.MKMAP, map, hint, 0, 0, fn.typeIndex(type));
  for (const x of e.elts) {
    if (x.kind !== 'KeyValue') continue;
    fn.scratch(() => {
      prepare(fn, [x.key, x.value]);
      const key = valueOf(fn, x.key, u.key);
      const value = valueOf(fn, x.value, u.elem);
      fn.at(x.pos);
      store(fn, { kind: 'map', map, key, type }, u.elem, value);
    });
  }
  if (dst === undefined) return map;
  fn.moveBytes(dst, map, 8);
  return dst;
}
