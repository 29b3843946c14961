/**
 * Which slots of a frame may still be read. An ordinary collection does not ask: a slot that holds
 * an old address costs a little memory. A modelled one (runtime.GC with finalizers or weak
 * pointers) must not see what the program will never look at again, since Go's does not.
 *
 * For one slot after the other, the instructions that can be reached from where the frame stands
 * are visited; a way ends where the slot is written. After a recovered panic the function goes on
 * at its RUNDEFERS, so that is always a place where it may go on. In doubt a slot is live.
 */
import { FRAME_HEADER, FuncEntry, Ins, NO_SLOT } from '../abi/frame';
import { Op } from '../abi/op';
import { nativeSlots } from '../guest/nativeslots';
import { ADD_JLTSI } from '../guest/image';
import { Imm, Opnd, operandRow } from '../guest/operand';
import { elemOf, keyOf, slotBytes } from '../guest/value';

const INSTRUCTIONS: u32 = 65536;
const PENDING: u32 = 8192;

/** A bit for each instruction of the function: visited. */
const visited: usize = memory.data(8192, 16);
/** Instructions that are yet to be visited. */
const pending: usize = memory.data(32768, 16);

@unmanaged
class State {
  func: usize;
  first: usize;
  count: u32;
  frame: u32;
  start: u32;
  pending: u32;
  /** offset of the slot that is looked for; was it found? */
  slot: u32;
  found: u32;
  /** the function can recover */
  defers: u32;
  /** the function is too large to look at: all is live */
  all: u32;
}

const st: State = changetype<State>(memory.data(40, 8));

/** From now on, isLive speaks of the frame of function entry `f` that goes on at `pc`. */
export function liveAt(f: usize, pc: usize): void {
  st.func = f;
  st.first = load<u32>(f, FuncEntry.PC) as usize;
  st.count = load<u32>(f, FuncEntry.COUNT);
  st.frame = load<u32>(f, FuncEntry.FRAME);
  st.start = ((pc - st.first) >> 4) as u32;
  st.all = st.count > INSTRUCTIONS ? 1 : 0;
  st.defers = 0;
  for (let i: u32 = 0; i < st.count; i++) {
    if (load<u16>(at(i)) == <u32>Op.RUNDEFERS) st.defers = 1;
  }
}

/** May slot number `slot` of the frame still be read? */
export function isLive(slot: u32): bool {
  if (st.all != 0) return true;
  st.slot = slot << 3;
  st.found = 0;
  st.pending = 0;
  memory.fill(visited, 0, ((st.count >> 3) + 1) as usize);
  later(st.start);
  for (let i: u32 = 0; st.defers != 0 && i < st.count; i++) {
    if (load<u16>(at(i)) == <u32>Op.RUNDEFERS) later(i);
  }
  while (st.pending > 0 && st.found == 0) {
    st.pending--;
    visit(load<u32>(pending + ((st.pending as usize) << 2)));
  }
  return st.found != 0;
}

function at(index: u32): usize {
  return st.first + ((index as usize) << 4);
}

function later(index: u32): void {
  if (index >= st.count) return;
  if (st.pending == PENDING) {
    st.found = 1;
    return;
  }
  store<u32>(pending + ((st.pending as usize) << 2), index);
  st.pending++;
}

/** An instruction and what follows it. */
function visit(from: u32): void {
  for (let index = from; index < st.count; index++) {
    const byte = visited + (index >> 3);
    const bit: u32 = 1 << (index & 7);
    if (((load<u8>(byte) as u32) & bit) != 0) return;
    store<u8>(byte, ((load<u8>(byte) as u32) | bit) as u8);
    const pc = at(index);
    const op: u32 = load<u16>(pc, Ins.OP);
    reads(pc, op);
    if (st.found != 0 || kills(pc, op)) return;
    const row = operandRow(op) - 1;
    if (((row >> 16) as i32) == Imm.JUMP) later(index + ((load<i32>(pc, Ins.I) >> 4) as u32));
    switch (op as i32) {
      case Op.RET:
        results();
        return;
      case Op.JMP:
      case Op.THROW:
      case Op.PANIC:
        return;
      case Op.JTAB:
        for (let k: u32 = 0; k < <u32>load<u16>(pc, Ins.D); k++) later(index + 1 + k);
        index += load<u16>(pc, Ins.D);
        break;
      default:
    }
  }
}

function results(): void {
  const from: u32 = FRAME_HEADER + load<u16>(st.func, FuncEntry.PARAMS);
  read(from, load<u16>(st.func, FuncEntry.RESULTS));
}

/** Bytes [from, from + bytes) of the frame are read. */
function read(from: u32, bytes: u32): void {
  if (st.slot + 8 > from && st.slot < from + bytes) st.found = 1;
}

const REST: u32 = 0x7fffffff;

function reads(pc: usize, op: u32): void {
  // The jump behind it is visited next.
  if (op == (ADD_JLTSI as u32)) return read(load<u16>(pc, Ins.A), 8);
  const row = operandRow(op) - 1;
  const imm = load<u32>(pc, Ins.I);
  if (op == <u32>Op.SELECT) read(0, REST);
  // A struct in the frame, of which this names one field, or where it begins.
  if (op == <u32>Op.LEAF) read(imm, REST);
  if (op >= <u32>Op.FLD8S && op <= <u32>Op.FLDF32) read(imm, 8);
  if (!defines(op as i32)) operand(pc, op, row & 15, load<u16>(pc, Ins.A));
  operand(pc, op, (row >> 4) & 15, load<u16>(pc, Ins.B));
  operand(pc, op, (row >> 8) & 15, load<u16>(pc, Ins.C));
  operand(pc, op, (row >> 12) & 15, load<u16>(pc, Ins.D));
}

function operand(pc: usize, op: u32, kind: u32, slot: u32): void {
  if (kind == 0 || slot == NO_SLOT) return;
  const imm = load<u32>(pc, Ins.I);
  switch (kind as i32) {
    case Opnd.ONE:
    case Opnd.TWO:
    case Opnd.THREE:
      return read(slot, kind * 8);
    case Opnd.FOUR:
      return read(slot, 32);
    case Opnd.OPT:
      return read(slot, 8);
    case Opnd.TYPED:
      return read(slot, slotBytes(imm));
    case Opnd.ELEM:
      return read(slot, slotBytes(elemOf(imm)));
    case Opnd.KEY:
      return read(slot, slotBytes(keyOf(imm)));
    case Opnd.BYTES:
      return read(slot, imm);
    case Opnd.LEN:
      return read(slot, load<u32>(pc, Ins.C));
    case Opnd.COUNT_C:
      return read(slot, (load<u16>(pc, Ins.C) as u32) << 4);
    case Opnd.COUNT_D:
      return read(slot, (load<u16>(pc, Ins.D) as u32) << 3);
    case Opnd.WINDOW:
      return read(slot + FRAME_HEADER, arguments_(op as i32, imm));
    default:
      return read(slot, REST);
  }
}

/** Bytes of the arguments that a call has in its window. */
function arguments_(op: i32, imm: u32): u32 {
  switch (op) {
    case Op.CALL:
    case Op.GO:
      return load<u16>(imm as usize, FuncEntry.PARAMS);
    case Op.CALLN:
      return (nativeSlots(imm) & 15) << 3;
    default:
      return REST;
  }
}

/** Does the instruction write the slot, whatever happens? */
function kills(pc: usize, op: u32): bool {
  const kind = (operandRow(op) - 1) & 15;
  if (kind == Opnd.LOOSE || kind == 0 || !defines(op as i32)) return false;
  operand(pc, op, kind, load<u16>(pc, Ins.A));
  const written = st.found != 0;
  st.found = 0;
  return written;
}

/** Is operand A written, and not read? */
function defines(op: i32): bool {
  return (op >= Op.MOV && op <= Op.EXT32U) || (op >= Op.EQ && op <= Op.CDIV) ||
    (op >= Op.LD8S && op <= Op.LDN) || (op >= Op.GLD8S && op <= Op.GLDN) ||
    (op >= Op.FLD8S && op <= Op.FLDF32) || (op >= Op.SLD8S && op <= Op.SLDF32) ||
    (op >= Op.SLEA && op <= Op.CLOSURE) || op == Op.RECOVER ||
    (op >= Op.MKIFACE && op <= Op.MGET) || op == Op.MLEN || op == Op.MITER ||
    op == Op.MKCHAN || op == Op.RECV || (op >= Op.CHLEN && op <= Op.CHCAP) || op == Op.DRAW;
}
