/**
 * The range statement over integers, slices, arrays, strings, maps and channels (functions:
 * rangefunc.ts). What is ranged over is evaluated once; the loop counts in a slot of its own.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_VALUE_MAX, NO_SLOT } from '../../../assembly/abi/frame.ts';
import type * as ast from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { under } from '../types/predicates.ts';
import { type Pair, assignValue, assignValues } from './assignrecv.ts';
import { constantInt, isBlank, variableOf } from './classify.ts';
import type { Label } from './code.ts';
import { EAGER, facts } from './order.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { type Place, load, store } from './place.ts';
import { elementAt, evaluateArray, placeOf } from './placeof.ts';
import { rangeFunc } from './rangefunc.ts';
import { blockStmt, takeLabel, withTarget } from './stmt.ts';

const intType: Type = { kind: 'Basic', basic: 'int', name: 'int' };
const runeType: Type = { kind: 'Basic', basic: 'int32', name: 'rune' };

export function rangeStmt(fn: Fn, s: ast.RangeStmt): void {
  const label = takeLabel(fn);
  const u = fn.under(s.x);
  fn.block(() => {
    const loop = new Loop(fn, s, label);
    switch (u.kind) {
      case 'Basic': return u.basic === 'string' || u.basic === 'untyped string'
        ? overString(fn, loop) : overInt(fn, loop);
      case 'Slice': return overSlice(fn, loop, u.elem);
      case 'Array': return overArray(fn, loop, u, u);
      case 'Pointer': return overArray(fn, loop, u, under(u.elem));
      case 'Map': return overMap(fn, loop, u);
      case 'Chan': return overChan(fn, loop, u.elem);
      case 'Signature': return rangeFunc(fn, s, label, u);
      default: throw new Error(`lower: range over a ${u.kind}`);
    }
  });
}

class Loop {
  readonly key: ast.Expr | undefined;
  readonly value: ast.Expr | undefined;
  readonly end: Label;
  readonly next: Label;
  readonly fn: Fn;
  readonly s: ast.RangeStmt;
  readonly labelName: string | undefined;

  constructor(fn: Fn, s: ast.RangeStmt, label: string | undefined) {
    this.fn = fn;
    this.s = s;
    this.labelName = label;
    this.key = isBlank(s.key) ? undefined : s.key;
    this.value = isBlank(s.value) ? undefined : s.value;
    this.end = fn.label();
    this.next = fn.label();
  }

  /**
   * Counts a slot from 0 up to [limit] (or a constant); `bind` runs at the start of each
   * iteration.
   */
  count(i: Slot, limit: Slot, unsigned: boolean, bind: () => void, step?: () => void): void {
    const { fn } = this;
    const [body, test] = [fn.label(), fn.label()];
    fn.int(i, 0);
    fn.jump(Op.JMP, test);
    fn.code.placeLoop(body);
    this.body(bind);
    if (step) step();
    else fn.emit(Op.ADDI, i, i, 0, 0, 1);
    fn.place(test);
    fn.at(this.s.pos);
    if (limit < 0) fn.jump(Op.JLTSI, body, i, 0, -limit - 1);
    else fn.jump(unsigned ? Op.JLTU : Op.JLTS, body, i, limit);
    fn.place(this.end);
  }

  /** One iteration, up to where `continue` goes. */
  body(bind: () => void): void {
    const { fn, end, next, labelName: label } = this;
    withTarget(fn, { label, breakTo: end, continueTo: next }, () => {
      fn.block(() => {
        fn.scratch(bind);
        fn.hoisted.clear();
        blockStmt(fn, this.s.body);
      });
    });
    fn.place(next);
    fn.at(this.s.pos);
  }

  /** Key and value of this iteration; a variable that never changes is the counter itself. */
  set2(key: Slot, keyType: Type, value: Slot, valueType: Type): void {
    const pairs: Pair[] = [];
    if (this.key) pairs.push({ e: this.key, slot: key, type: keyType });
    if (this.value) pairs.push({ e: this.value, slot: value, type: valueType });
    if (this.s.define) for (const p of pairs) this.set(p.e, p.slot, p.type);
    else assignValues(this.fn, pairs);
  }

  setKey(slot: Slot, type: Type): void {
    if (this.key) this.set(this.key, slot, type);
  }

  private set(e: ast.Expr, slot: Slot, type: Type): void {
    const { fn } = this;
    const v = this.s.define && e.kind === 'Ident' ? fn.info.defs.get(e) : undefined;
    if (v?.kind === 'Var' && !v.reassigned && !fn.needsCell(v, fn.subst(v.type))) {
      fn.bindings.set(v, { kind: 'slot', at: slot, type: fn.subst(v.type) });
      return;
    }
    assignValue(fn, e, slot, type);
  }
}

function overInt(fn: Fn, loop: Loop): void {
  const { s } = loop;
  const type = loop.key && s.define ? keyType(fn, loop.key) : fn.typeOf(s.x);
  const c = constantInt(fn, s.x);
  const i = fn.local('0');
  const bind = (): void => loop.setKey(i, type);
  // A small constant is given as its complement, so that it cannot be taken for a slot.
  if (c !== undefined && c >= 0n && c < 32768n) return loop.count(i, -Number(c) - 1, false, bind);
  const n = fn.local('0');
  if (c !== undefined) fn.int(n, c);
  else expr(fn, s.x, n);
  const lay = fn.lay(type);
  loop.count(i, n, !lay.signed && lay.size === 8, bind);
}

function keyType(fn: Fn, e: ast.Expr): Type {
  const v = e.kind === 'Ident' ? fn.info.defs.get(e) : undefined;
  return v?.kind === 'Var' ? fn.subst(v.type) : intType;
}

/** The value ranged over, in slots that do not change while the loop runs. */
function held(fn: Fn, e: ast.Expr, type: Type): Slot {
  const v = variableOf(fn, e);
  const b = v && fn.bindings.get(v);
  if (v && !v.reassigned && b?.kind === 'slot') return b.at;
  const at = fn.local(fn.lay(type).pattern);
  expr(fn, e, at);
  return at;
}

function overSlice(fn: Fn, loop: Loop, elem: Type): void {
  const { s } = loop;
  const slice = held(fn, s.x, fn.typeOf(s.x));
  const i = fn.local('0');
  // The length is that at the start, whatever happens to the variable.
  const lay = fn.lay(elem);
  loop.count(i, slice + 8, false, () => {
    const place: Place = { kind: 'elem', slice, index: i, size: lay.size };
    const value = loop.value ? element(fn, loop, place, elem) : NO_SLOT;
    loop.set2(i, intType, value, elem);
  });
}

/** Loads an element to where it stays for the iteration. */
function element(fn: Fn, loop: Loop, place: Place, elem: Type): Slot {
  const at = loop.s.define ? fn.local(fn.lay(elem).pattern) : fn.tempOf(elem);
  return load(fn, place, elem, at);
}

function overArray(fn: Fn, loop: Loop, u: Type, array: Type): void {
  if (array.kind !== 'Array') throw new Error('lower: no array');
  const { s } = loop;
  const i = fn.local('0');
  const size = fn.lay(array.elem).size;
  const base = loop.value ? arrayBase(fn, s.x, u, array) : undefined;
  if (!base && facts(fn, s.x) & EAGER) evaluateArray(fn, s.x);
  const len = fn.local('0');
  fn.int(len, array.len);
  loop.count(i, len, false, () => {
    const value = base
      ? element(fn, loop, elementAt(fn, base, array, i, size), array.elem) : NO_SLOT;
    loop.set2(i, intType, value, array.elem);
  });
}

/** A copy of the array; or what the pointer points to. */
function arrayBase(fn: Fn, x: ast.Expr, u: Type, array: Type): Place {
  if (u.kind === 'Pointer') {
    const addr = fn.local('1');
    expr(fn, x, addr);
    return { kind: 'mem', addr, off: 0 };
  }
  const lay = fn.lay(array);
  if (lay.size <= FRAME_VALUE_MAX) return { kind: 'slot', at: held(fn, x, array) };
  const cell = fn.local('1');
  fn.emit(Op.NEW, cell, 0, 0, 0, fn.typeIndex(array));
  const from = placeOf(fn, x);
  if (from.kind === 'mem' && from.off === 0) fn.emit(Op.MOVEM, cell, from.addr, 0, 0, lay.size);
  else store(fn, { kind: 'mem', addr: cell, off: 0 }, array, load(fn, from, array));
  return { kind: 'mem', addr: cell, off: 0 };
}

function overString(fn: Fn, loop: Loop): void {
  const { s } = loop;
  const text = held(fn, s.x, fn.typeOf(s.x));
  const i = fn.local('0');
  const step = fn.local('00');
  loop.count(i, text + 8, false, () => {
    fn.emit(Op.RUNENEXT, step, text, i);
    loop.set2(i, intType, step, runeType);
  }, () => fn.moveBytes(i, step + 8, 8));
}

function overMap(fn: Fn, loop: Loop, u: Type & { kind: 'Map' }): void {
  const { s } = loop;
  const iter = fn.local('1');
  const more = fn.local('0');
  fn.scratch(() => {
    const map = expr(fn, s.x);
    fn.emit(Op.MITER, iter, map, 0, 0, fn.typeIndex(fn.typeOf(s.x)));
  });
  const key = loop.key ? fn.local(fn.lay(u.key).pattern) : NO_SLOT;
  const value = loop.value ? fn.local(fn.lay(u.elem).pattern) : NO_SLOT;
  fn.code.placeLoop(loop.next);
  fn.at(s.pos);
  fn.emit(Op.MNEXT, iter, key, value, more);
  fn.jump(Op.JF, loop.end, more);
  endless(fn, loop, () => {
    loop.set2(key, u.key, value, u.elem);
  });
}

function overChan(fn: Fn, loop: Loop, elem: Type): void {
  const { s } = loop;
  const chan = held(fn, s.x, fn.typeOf(s.x));
  const ok = fn.local('0');
  const value = loop.key ? fn.local(fn.lay(elem).pattern) : NO_SLOT;
  fn.code.placeLoop(loop.next);
  fn.at(s.pos);
  fn.emit(Op.RECV, value, chan, ok);
  fn.jump(Op.JF, loop.end, ok);
  endless(fn, loop, () => loop.setKey(value, elem));
}

/** The body of a loop whose test stands at `loop.next`, which is placed. */
function endless(fn: Fn, loop: Loop, bind: () => void): void {
  const again = loop.next;
  const label = loop.labelName;
  withTarget(fn, { label, breakTo: loop.end, continueTo: again }, () => {
    fn.block(() => {
      fn.scratch(bind);
      fn.hoisted.clear();
      blockStmt(fn, loop.s.body);
    });
  });
  fn.jump(Op.JMP, again);
  fn.place(loop.end);
}
