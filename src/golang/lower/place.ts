/**
 * Places: where a value is that can be read, written, or pointed to. A place is computed once
 * (operands evaluated, addresses of elements found as late as possible) and then used.
 *
 *     slot     a whole value in the frame, in slot form
 *     field    part of a struct or array in the frame, in memory form at a byte offset
 *     dyn      the same at `at` plus a computed number of bytes
 *     mem      memory form at the address in a slot, plus an offset
 *     global   memory form in the package variables
 *     elem     element of a slice (or byte of a string), bounds checked when used
 *     map      element of a map
 *     blank    nowhere: what is stored is dropped
 */
import { Op } from '../../../assembly/abi/op.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import type { Type } from '../types/types.ts';
import { W64 } from './access.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import type { Lay } from './layout.ts';

export type Place =
  | { kind: 'slot'; at: Slot }
  | { kind: 'field'; at: number }
  | { kind: 'dyn'; at: number; bytes: Slot }
  | { kind: 'mem'; addr: Slot; off: number }
  | { kind: 'global'; off: number }
  | { kind: 'elem'; slice: Slot; index: Slot; size: number }
  | { kind: 'map'; map: Slot; key: Slot; type: Type }
  | { kind: 'blank' };

/** Is memory form in the frame at this offset also slot form? */
function isSlotForm(at: number, lay: Lay): boolean {
  return at % 8 === 0 && lay.size % 8 === 0 && lay.shape !== 'c64';
}

/** The offset at which the value of a place lies in slot form, if it does. */
export function slotOf(p: Place, lay: Lay): Slot | undefined {
  if (p.kind === 'slot') return p.at;
  return p.kind === 'field' && lay.size > 0 && isSlotForm(p.at, lay) ? p.at : undefined;
}

const loadOps = { pair: [Op.LD2, Op.GLD2], triple: [Op.LD3, Op.GLD3] } as const;
const storeOps = { pair: [Op.ST2, Op.GST2], triple: [Op.ST3, Op.GST3] } as const;

/** The value at a place; without `dst` it may be left where it is. */
export function load(fn: Fn, p: Place, type: Type, dst?: Slot): Slot {
  const lay = fn.lay(type);
  if (p.kind === 'slot' || (p.kind === 'field' && isSlotForm(p.at, lay))) {
    return dst === undefined ? p.at : moved(fn, dst, p.at, lay);
  }
  const to = dst ?? fn.temp(lay);
  switch (p.kind) {
    case 'field': loadField(fn, p.at, lay, to); break;
    case 'dyn': loadMem(fn, address(fn, p, type), 0, lay, to); break;
    case 'mem': loadMem(fn, p.addr, p.off, lay, to); break;
    case 'global': loadGlobal(fn, p.off, lay, to); break;
    case 'elem': loadElem(fn, p, lay, to); break;
    case 'map': fn.emit(Op.MGET, to, p.map, p.key, NO_SLOT, fn.typeIndex(p.type)); break;
    case 'blank': throw new Error('place: nothing to load');
  }
  return to;
}

function moved(fn: Fn, dst: Slot, src: Slot, lay: Lay): Slot {
  fn.move(dst, src, lay);
  return dst;
}

function loadField(fn: Fn, at: number, lay: Lay, to: Slot): void {
  // A struct of eight bytes can lie anywhere: only what is narrower has opcodes for it.
  const narrow = lay.shape === 'scalar' && lay.access !== W64;
  if (narrow) return fn.emit(lay.access.fld, to, 0, 0, 0, at);
  if (lay.shape === 'c64') {
    fn.emit(Op.FLDF32, to, 0, 0, 0, at);
    return fn.emit(Op.FLDF32, to + 8, 0, 0, 0, at + 4);
  }
  if (lay.size === 0) return;
  loadMem(fn, frameAddress(fn, at), 0, lay, to);
}

function frameAddress(fn: Fn, at: number, dst?: Slot): Slot {
  const addr = dst ?? fn.frame.temp('0');
  fn.emit(Op.LEAF, addr, 0, 0, 0, at);
  return addr;
}

function loadMem(fn: Fn, addr: Slot, off: number, lay: Lay, to: Slot): void {
  switch (lay.shape) {
    case 'none': return fn.emit(Op.NILCHK, addr);
    case 'scalar': return fn.emit(lay.access.ld, to, addr, 0, 0, off);
    case 'c64':
      fn.emit(Op.LDF32, to, addr, 0, 0, off);
      return fn.emit(Op.LDF32, to + 8, addr, 0, 0, off + 4);
    case 'agg': return fn.emit(Op.LDN, to, addr, lay.size & 0xffff, lay.size >>> 16, off);
    default: return fn.emit(loadOps[lay.shape][0], to, addr, 0, 0, off);
  }
}

function loadGlobal(fn: Fn, off: number, lay: Lay, to: Slot): void {
  switch (lay.shape) {
    case 'none': return;
    case 'scalar': return fn.emit(lay.access.gld, to, 0, 0, 0, off);
    case 'c64':
      fn.emit(Op.GLDF32, to, 0, 0, 0, off);
      return fn.emit(Op.GLDF32, to + 8, 0, 0, 0, off + 4);
    case 'agg': return fn.emit(Op.GLDN, to, 0, lay.size & 0xffff, lay.size >>> 16, off);
    default: return fn.emit(loadOps[lay.shape][1], to, 0, 0, 0, off);
  }
}

type Elem = Place & { kind: 'elem' };

function elemAddress(fn: Fn, p: Elem): Slot {
  const addr = fn.frame.temp('1');
  fn.emit(Op.SLEA, addr, p.slice, p.index, 0, p.size);
  return addr;
}

function loadElem(fn: Fn, p: Elem, lay: Lay, to: Slot): void {
  if (lay.shape === 'scalar') return fn.emit(lay.access.sld, to, p.slice, p.index);
  loadMem(fn, elemAddress(fn, p), 0, lay, to);
}

/** Stores the value in slot form at `src`. */
export function store(fn: Fn, p: Place, type: Type, src: Slot): void {
  const lay = fn.lay(type);
  switch (p.kind) {
    case 'slot': return fn.move(p.at, src, lay);
    case 'field': return storeField(fn, p.at, lay, src);
    case 'dyn': return storeMem(fn, address(fn, p, type), 0, lay, src);
    case 'mem': return storeMem(fn, p.addr, p.off, lay, src);
    case 'global': return storeGlobal(fn, p.off, lay, src);
    case 'elem':
      if (lay.shape === 'scalar') return fn.emit(lay.access.sst, p.slice, p.index, src);
      return storeMem(fn, elemAddress(fn, p), 0, lay, src);
    case 'map': return fn.emit(Op.MSET, p.map, p.key, src, 0, fn.typeIndex(p.type));
    case 'blank': return;
  }
}

function storeField(fn: Fn, at: number, lay: Lay, src: Slot): void {
  if (isSlotForm(at, lay)) return fn.move(at, src, lay);
  const narrow = lay.shape === 'scalar' && lay.access !== W64;
  if (narrow) return fn.emit(lay.access.fst, 0, src, 0, 0, at);
  if (lay.shape === 'c64') {
    fn.emit(Op.FSTF32, 0, src, 0, 0, at);
    return fn.emit(Op.FSTF32, 0, src + 8, 0, 0, at + 4);
  }
  if (lay.size > 0) storeMem(fn, frameAddress(fn, at), 0, lay, src);
}

function storeMem(fn: Fn, addr: Slot, off: number, lay: Lay, src: Slot): void {
  switch (lay.shape) {
    case 'none': return fn.emit(Op.NILCHK, addr);
    case 'scalar': return fn.emit(lay.access.st, addr, src, 0, 0, off);
    case 'c64':
      fn.emit(Op.STF32, addr, src, 0, 0, off);
      return fn.emit(Op.STF32, addr, src + 8, 0, 0, off + 4);
    case 'agg': return fn.emit(Op.STN, addr, src, lay.size & 0xffff, lay.size >>> 16, off);
    default: return fn.emit(storeOps[lay.shape][0], addr, src, 0, 0, off);
  }
}

function storeGlobal(fn: Fn, off: number, lay: Lay, src: Slot): void {
  switch (lay.shape) {
    case 'none': return;
    case 'scalar': return fn.emit(lay.access.gst, 0, src, 0, 0, off);
    case 'c64':
      fn.emit(Op.GSTF32, 0, src, 0, 0, off);
      return fn.emit(Op.GSTF32, 0, src + 8, 0, 0, off + 4);
    case 'agg': return fn.emit(Op.GSTN, 0, src, lay.size & 0xffff, lay.size >>> 16, off);
    default: return fn.emit(storeOps[lay.shape][1], 0, src, 0, 0, off);
  }
}

/** The zero value into a place. */
export function storeZero(fn: Fn, p: Place, type: Type): void {
  const lay = fn.lay(type);
  if (p.kind === 'slot') return fn.zero(p.at, lay);
  if (p.kind === 'field' && isSlotForm(p.at, lay)) return fn.zero(p.at, lay);
  if (p.kind === 'mem' && lay.size > 24) {
    const addr = address(fn, p, type);
    return fn.emit(Op.ZEROM, addr, 0, 0, 0, lay.size);
  }
  if (p.kind === 'global' && lay.size > 24) {
    return fn.emit(Op.ZEROM, address(fn, p, type), 0, 0, 0, lay.size);
  }
  if (p.kind === 'blank') return;
  const zero = fn.temp(lay);
  fn.zero(zero, lay);
  store(fn, p, type, zero);
}

/**
 * The address of a place. Of one in the frame it is good for the next instructions only, until
 * something calls or allocates; such variables never have their address taken by the program.
 */
export function address(fn: Fn, p: Place, type: Type, dst?: Slot): Slot {
  if (p.kind === 'mem' && p.off === 0) {
    if (dst === undefined) return p.addr;
    fn.moveBytes(dst, p.addr, 8);
    return dst;
  }
  if (p.kind === 'slot' || p.kind === 'field') return frameAddress(fn, p.at, dst);
  const to = dst ?? fn.frame.temp(p.kind === 'dyn' ? '0' : '1');
  switch (p.kind) {
    case 'dyn':
      fn.emit(Op.LEAF, to, 0, 0, 0, p.at);
      fn.emit(Op.ADD, to, to, p.bytes);
      break;
    case 'mem':
      fn.emit(Op.NILCHK, p.addr);
      fn.emit(Op.ADDI, to, p.addr, 0, 0, p.off);
      break;
    case 'global':
      // All values without a size have one address.
      if (fn.lay(type).size === 0) fn.emit(Op.NEW, to, 0, 0, 0, fn.typeIndex(type));
      else fn.emit(Op.LEAG, to, 0, 0, 0, p.off);
      break;
    case 'elem': fn.emit(Op.SLEA, to, p.slice, p.index, 0, p.size); break;
    default: throw new Error(`place: a ${p.kind} has no address`);
  }
  return to;
}

/** The place of a part at a fixed offset in what is at `p`. */
export function part(fn: Fn, p: Place, whole: Type, off: number): Place {
  switch (p.kind) {
    case 'slot': return { kind: 'field', at: p.at + off };
    case 'field': return { kind: 'field', at: p.at + off };
    case 'dyn': return { ...p, at: p.at + off };
    case 'mem': return { ...p, off: p.off + off };
    case 'global': return { kind: 'global', off: p.off + off };
    case 'elem': return { kind: 'mem', addr: elemAddress(fn, p), off };
    case 'map': return { kind: 'field', at: load(fn, p, whole) + off };
    case 'blank': return p;
  }
}
