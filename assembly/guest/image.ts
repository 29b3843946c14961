/**
 * Where a loaded program lies. The host writes an image (abi/frame.ts) to memory; `imageLoad`
 * checks all of it (verify.ts), then makes it ready to run in place:
 *
 *   - each instruction gets its cost; 0 in functions that are free, but a jump backwards costs at
 *     least one unit, so that no loop stands still in time;
 *   - offsets that instructions carry become addresses: STR, LEAD and SELECT (in DATA), the
 *     instructions on globals, and the functions of CALL and GO (address of the FuncEntry);
 *   - a function's PC becomes the address of its first instruction;
 *   - operand A of RUNDEFERS becomes the window of the deferred calls, behind the whole frame and
 *     a gate (vm/defer.ts).
 *
 * Indices of types, of functions in closures and offsets in the tables of types stay as they are.
 */
import { Bad } from '../abi/abi';
import { FuncEntry, FuncFlag, Image, Ins, Type } from '../abi/frame';
import { Op } from '../abi/op';
import { memAlloc } from '../machine/mem';
import { nativesInit } from './nativeslots';
import { Imm, operandInit, operandRow } from './operand';
import { verify } from './verify';

@unmanaged
class ImageState {
  base: usize;
  code: usize;
  codeEnd: usize;
  funcs: usize;
  funcCount: u32;
  types: usize;
  typeCount: u32;
  data: usize;
  dataBytes: u32;
  globals: usize;
  globalBytes: u32;
  siteCount: u32;
  pad: u32;
}

const im: ImageState = changetype<ImageState>(memory.data(64, 16));

/**
 * Bytes between the end of a frame and the window of a call that no instruction makes
 * (vm/defer.ts).
 */
export const GATE_BYTES: u32 = 16;

/**
 * Checks the image of `bytes` bytes at `base` (a multiple of 16) and makes it ready. `opCosts`:
 * 256 i64 words by Op, in 1/1024 ns. `abi`: what the image must have been built with. Returns a
 * Bad, NONE if all is well.
 */
export function imageLoad(base: usize, bytes: u32, opCosts: usize, abi: u32): i32 {
  operandInit();
  nativesInit();
  const bad = verify(base, bytes, abi);
  if (bad != Bad.NONE) return bad;
  im.base = base;
  im.code = base + load<u32>(base, Image.CODE);
  im.codeEnd = im.code + (load<u32>(base, Image.CODE_COUNT) as usize) * Ins.SIZE;
  im.funcs = base + load<u32>(base, Image.FUNCS);
  im.funcCount = load<u32>(base, Image.FUNC_COUNT);
  im.types = base + load<u32>(base, Image.TYPES);
  im.typeCount = load<u32>(base, Image.TYPE_COUNT);
  im.data = base + load<u32>(base, Image.DATA);
  im.dataBytes = load<u32>(base, Image.DATA_BYTES);
  im.globalBytes = load<u32>(base, Image.GLOBAL_BYTES);
  im.siteCount = load<u32>(base, Image.SITE_COUNT);
  im.globals = memAlloc(im.globalBytes + 8);
  if (im.globals == 0) return Bad.MEMORY;
  for (let i: u32 = 0; i < im.funcCount; i++) prepare(i, opCosts);
  return Bad.NONE;
}

function prepare(index: u32, opCosts: usize): void {
  const f = im.funcs + (index as usize) * FuncEntry.SIZE;
  let pc = im.code + (load<u32>(f, FuncEntry.PC) as usize) * Ins.SIZE;
  store<u32>(f, pc as u32, FuncEntry.PC);
  const end = pc + (load<u32>(f, FuncEntry.COUNT) as usize) * Ins.SIZE;
  const free = (load<u32>(f, FuncEntry.FLAGS) & FuncFlag.FREE) != 0;
  const gate = ((load<u32>(f, FuncEntry.FRAME) + 7) & ~7) + GATE_BYTES;
  for (; pc < end; pc += Ins.SIZE) {
    const op: u32 = load<u16>(pc, Ins.OP);
    store<u16>(pc, costOf(pc, op, free, opCosts), Ins.COST);
    if (op == Op.RUNDEFERS) store<u16>(pc, gate as u16, Ins.A);
    relocate(pc, op);
  }
  fuse(end - (load<u32>(f, FuncEntry.COUNT) as usize) * Ins.SIZE, end);
}

/**
 * An instruction of the kernel's own: ADDI of a slot to itself, then the JLTSI behind it on that
 * slot, as at the end of most loops. The second one stays where it is, so jumps to it, positions
 * and costs are as they were.
 */
export const ADD_JLTSI: i32 = Op.COUNT as i32;

function fuse(first: usize, end: usize): void {
  for (let pc = first; pc + Ins.SIZE < end; pc += Ins.SIZE) {
    if (load<u16>(pc, Ins.OP) != Op.ADDI || load<u16>(pc + Ins.SIZE, Ins.OP) != Op.JLTSI) continue;
    const slot = load<u16>(pc, Ins.A);
    if (load<u16>(pc, Ins.B) != slot || load<u16>(pc + Ins.SIZE, Ins.A) != slot) continue;
    const cost: u32 = (load<u16>(pc, Ins.COST) as u32) + load<u16>(pc + Ins.SIZE, Ins.COST);
    if (cost > 65535) continue;
    store<u16>(pc, ADD_JLTSI as u16, Ins.OP);
    store<u16>(pc, cost as u16, Ins.COST);
  }
}

function costOf(pc: usize, op: u32, free: bool, opCosts: usize): u16 {
  let cost = free ? 0 : load<i64>(opCosts + ((op as usize) << 3));
  if (cost < 0) cost = 0;
  if (cost > 65535) cost = 65535;
  const jump = ((operandRow(op) - 1) >> 16) == Imm.JUMP && op != Op.DEFER;
  if (jump && load<i32>(pc, Ins.I) <= 0 && cost == 0) cost = 1;
  return cost as u16;
}

function relocate(pc: usize, op: u32): void {
  const imm = load<u32>(pc, Ins.I);
  switch ((operandRow(op) - 1) >> 16) {
    case Imm.DATA:
    case Imm.SELECT:
      store<u32>(pc, (im.data as u32) + imm, Ins.I);
      break;
    case Imm.GLOB1:
    case Imm.GLOB8:
    case Imm.GLOB24:
    case Imm.GLOBN:
      store<u32>(pc, (im.globals as u32) + imm, Ins.I);
      break;
    case Imm.FUNC:
      if (op != Op.CLOSURE) store<u32>(pc, (im.funcs as u32) + imm * FuncEntry.SIZE, Ins.I);
      break;
    default:
  }
}

// ---- accessors --------------------------------------------------------------------------

/** Address of the FuncEntry of function i; its PC is an address. */
export function funcEntry(i: u32): usize {
  return im.funcs + (i as usize) * FuncEntry.SIZE;
}

export function funcCount(): u32 {
  return im.funcCount;
}

/** Index of the function whose entry is at `entry`. */
export function funcIndex(entry: usize): u32 {
  return ((entry - im.funcs) / FuncEntry.SIZE) as u32;
}

/** Address of the first instruction of function i. */
export function codeOf(i: u32): u32 {
  return load<u32>(funcEntry(i), FuncEntry.PC);
}

export function typeAddr(i: u32): usize {
  return im.types + (i as usize) * Type.SIZE;
}

export function typeCount(): u32 {
  return im.typeCount;
}

export function dataBase(): usize {
  return im.data;
}

export function globalsBase(): usize {
  return im.globals;
}

export function globalBytes(): u32 {
  return im.globalBytes;
}

/** Offset in DATA of the globals' pointer map. */
export function globalPtrmap(): u32 {
  return load<u32>(im.base, Image.GLOBAL_PTRMAP);
}

export function siteCount(): u32 {
  return im.siteCount;
}

/** Index of a function or type that the kernel needs, by WellKnown; 0: the program has none. */
export function wellKnown(i: i32): u32 {
  return load<u32>(im.base + Image.WELLKNOWN + ((i as usize) << 2));
}

/** Index of the instruction at an address. */
export function pcIndex(pc: usize): u32 {
  return ((pc - im.code) >> 4) as u32;
}

export function pcAddress(index: u32): usize {
  return im.code + ((index as usize) << 4);
}

/** Address of the FuncEntry of the function that the instruction at `pc` belongs to; 0: none. */
export function funcOfPc(pc: usize): usize {
  if (pc < im.code || pc >= im.codeEnd) return 0;
  let low: u32 = 0;
  let high: u32 = im.funcCount;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((codeOf(middle) as usize) <= pc) low = middle;
    else high = middle;
  }
  return funcEntry(low);
}
