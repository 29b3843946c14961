/**
 * The interpreter: runs a goroutine on an M until a visible operation has to wait, the goroutine
 * parks, or the event horizon is reached. One loop, one switch; pc, fp and t stay in locals. What
 * takes more than a few lines is a function elsewhere in this folder or below guest/.
 *
 * TIME. `t` is the M's clock in 1/1024 ns. An instruction's cost is charged before it is
 * executed; a visible one sees the clock without its own cost (`t - c`), so that waiting for its
 * turn and being executed again costs nothing.
 *
 * LEAVING THE SWITCH. `continue` goes on with the next instruction. `break` ends up behind the
 * switch: with `trouble` set it is a Go run-time error (or no memory) at this instruction,
 * with LEFT the M waits or has left its goroutine, and the interpreter goes on with whatever runs
 * next, mostly on another M; otherwise it is a back-edge past the limit, with pc at the target
 * already.
 *
 * THE LIMIT is how far the M may run before it asks `horizon` again; 0 after everything that may
 * have changed it, so that the next back-edge or call asks. After a visible operation nobody else
 * can have an event before its instant, and no signal can come sooner than one takes: that far
 * the M may run unasked.
 */
import { Cost, Counter } from '../abi/abi';
import { CLOSURE_HEADER, FRAME_HEADER, FuncEntry, Ins, NO_SLOT } from '../abi/frame';
import { Native } from '../abi/native';
import { Op } from '../abi/op';
import { Eq, equalMemory, equalSlots, interfacesEqual, stringsEqual } from '../guest/equal';
import { F, Fault, fault } from '../guest/fault';
import { RET_GATE } from '../guest/frame';
import { heapTaken, heapWantsGC, mallocgc, Obj, typeWord } from '../guest/heap';
import { ADD_JLTSI, funcEntry } from '../guest/image';
import {
  Iter, makemap, mapassign, mapclear, mapdelete, mapFailed, mapget, mapiter, mapIterValue, maplen,
  mapnext,
} from '../guest/map';
import {
  appendAll, appendOne, copySlice, grow, makeslice, sliceArray, sliceSlice, sliceString,
} from '../guest/slice';
import {
  compareBytes, concat, copyString, decodeRune, runesToString, runeToString, stringToBytes,
  stringToRunes,
} from '../guest/string';
import { findMethod, implementsType } from '../guest/type';
import { box, copyToSlots, elemOf, keyOf, newValue, slotBytes, unbox } from '../guest/value';
import { draw, random, Stream } from '../machine/rand';
import { bump, bumpBy } from '../machine/stats';
import { chanrecv, chansend, received, sent } from '../runtime/chan';
import { Ret } from '../runtime/ret';
import { cost, G, M, Resume, S } from '../runtime/runtime2';
import { freely, mayAct, mayActHot, next } from '../runtime/turn';
import { admit, backEdge, Go } from './call';
import { pushDefer, runDefers } from './defer';
import { complexDivide, floatToInt, floatToUint } from './float';
import { native } from './native';
import { faultOf, gopanic, gorecover, returned, trap } from './panic';
import { ended, goexitNow, visible, visibleNative } from './visible';

const A: usize = Ins.A;
const B: usize = Ins.B;
const C: usize = Ins.C;
const D: usize = Ins.D;
const I: usize = Ins.I;
const L: usize = Ins.L;
const SIZE: usize = Ins.SIZE;

/**
 * Cost of the bytes allocated since the last time, by an instruction of cost `c` (0: in a free
 * function).
 */
function allocated(c: i64): i64 {
  const n = heapTaken() as i64;
  return c == 0 ? 0 : cost(Cost.allocByte) * n;
}

/** Order of two strings. */
function order(a: usize, b: usize): i32 {
  return compareBytes(load<u32>(a), load<u64>(a, 8), load<u32>(b), load<u64>(b, 8));
}

/** Copies a map's value, or zeroes where there is none. */
function getValue(to: usize, from: usize, bytes: u32): void {
  if (bytes == 8) store<u64>(to, from == 0 ? 0 : load<u64>(from));
  else if (from == 0) memory.fill(to, 0, bytes);
  else memory.copy(to, from, bytes);
}

/** Key and value of an iterator's entry to the slots that MNEXT names. */
function nextEntry(iter: usize, key: usize, pc: usize, fp: usize): void {
  const type = changetype<Iter>(iter).type;
  const b: u32 = load<u16>(pc, B);
  const v: u32 = load<u16>(pc, C);
  if (b != NO_SLOT) getValue(fp + b, key, slotBytes(keyOf(type)));
  if (v != NO_SLOT) getValue(fp + v, mapIterValue(iter, key), slotBytes(elemOf(type)));
}

/**
 * Notes a failed type assertion of a value of type `type`; the static type is in the ASSERTX
 * behind it.
 */
function assertion(code: i32, type: u32, pc: usize): void {
  fault(code, type as i64, load<u32>(pc, I) as i64);
  F.c = load<u32>(pc + SIZE, I);
}

/** In place of a Fault: the M has left the goroutine, or waits for its turn. */
const LEFT: i32 = -1;

/** Where gp goes on: behind the instruction at which it was parked, if that is over. */
function resumed(gp: G): usize {
  let pc: usize = gp.pc;
  if (gp.resume == Resume.OVER) {
    gp.resume = Resume.NONE as u8;
    pc += SIZE;
  }
  return pc;
}

/** Runs first's goroutine, then those that come next, on it and on other Ms. */
export function exec(first: M): void {
  let mp = first;
  let gp = mp.curg!;
  let pc: usize = resumed(gp);
  let fp: usize = gp.fp;
  let t: i64 = mp.t;
  let limit: i64 = 0;
  let trouble: i32 = Fault.NONE;
  // Scratch, for all cases.
  let x: i64 = 0;
  let y: i64 = 0;
  let u: f64 = 0;
  let v: f64 = 0;
  let to: usize = 0;
  let from: usize = 0;
  let p: usize = 0;
  let d: i32 = 0;
  let r: i32 = 0;
  while (true) {
    const head = load<u32>(pc);
    const c: i64 = head >> 16;
    t += c;
    switch ((head & 0xffff) as i32) {
      case Op.NOP:
      case Op.ASSERTX:
        pc += SIZE;
        continue;

      // ---- moves and constants ----------------------------------------------------------
      case Op.MOV:
        store<i64>(fp + load<u16>(pc, A), load<i64>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.MOV2:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        x = load<i64>(from, 8);
        store<i64>(to, load<i64>(from));
        store<i64>(to, x, 8);
        pc += SIZE;
        continue;
      case Op.MOV3:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        x = load<i64>(from, 8);
        y = load<i64>(from, 16);
        store<i64>(to, load<i64>(from));
        store<i64>(to, x, 8);
        store<i64>(to, y, 16);
        pc += SIZE;
        continue;
      case Op.MOVN:
        memory.copy(fp + load<u16>(pc, A), fp + load<u16>(pc, B), load<u32>(pc, I));
        pc += SIZE;
        continue;
      case Op.ZERON:
        memory.fill(fp + load<u16>(pc, A), 0, load<u32>(pc, I));
        pc += SIZE;
        continue;
      case Op.LI:
        store<i64>(fp + load<u16>(pc, A), load<i64>(pc, L));
        pc += SIZE;
        continue;
      case Op.STR:
        to = fp + load<u16>(pc, A);
        store<u64>(to, load<u32>(pc, I) as u64);
        store<u64>(to, load<u32>(pc, C) as u64, 8);
        pc += SIZE;
        continue;
      case Op.LEAD:
      case Op.LEAG:
        store<u64>(fp + load<u16>(pc, A), load<u32>(pc, I) as u64);
        pc += SIZE;
        continue;
      case Op.LEAF:
        store<u64>(fp + load<u16>(pc, A), (fp + load<u32>(pc, I)) as u64);
        pc += SIZE;
        continue;
      case Op.CTX:
        from = load<u32>(fp, 4) + CLOSURE_HEADER;
        store<i64>(fp + load<u16>(pc, A), load<i64>(from + load<u32>(pc, I)));
        pc += SIZE;
        continue;
      case Op.CTXP:
        store<u64>(fp + load<u16>(pc, A), load<u32>(fp, 4) as u64);
        pc += SIZE;
        continue;

      // ---- integers ---------------------------------------------------------------------
      case Op.ADD:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x + y);
        pc += SIZE;
        continue;
      case Op.SUB:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x - y);
        pc += SIZE;
        continue;
      case Op.MUL:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x * y);
        pc += SIZE;
        continue;
      case Op.DIVS:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        if (y == 0) {
          trouble = Fault.DIVIDE;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), y == -1 ? -x : x / y);
        pc += SIZE;
        continue;
      case Op.DIVU:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        if (y == 0) {
          trouble = Fault.DIVIDE;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), ((x as u64) / (y as u64)) as i64);
        pc += SIZE;
        continue;
      case Op.REMS:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        if (y == 0) {
          trouble = Fault.DIVIDE;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), y == -1 ? 0 : x % y);
        pc += SIZE;
        continue;
      case Op.REMU:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        if (y == 0) {
          trouble = Fault.DIVIDE;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), ((x as u64) % (y as u64)) as i64);
        pc += SIZE;
        continue;
      case Op.AND:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x & y);
        pc += SIZE;
        continue;
      case Op.OR:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x | y);
        pc += SIZE;
        continue;
      case Op.XOR:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x ^ y);
        pc += SIZE;
        continue;
      case Op.ANDN:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x & ~y);
        pc += SIZE;
        continue;
      case Op.SHL:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), (y as u64) < 64 ? x << y : 0);
        pc += SIZE;
        continue;
      case Op.SHRS:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x >> ((y as u64) < 64 ? y : 63));
        pc += SIZE;
        continue;
      case Op.SHRU:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), (y as u64) < 64 ? ((x as u64) >> (y as u64)) as i64 : 0);
        pc += SIZE;
        continue;
      case Op.ADDI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x + (load<i32>(pc, I) as i64));
        pc += SIZE;
        continue;
      case Op.MULI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x * (load<i32>(pc, I) as i64));
        pc += SIZE;
        continue;
      case Op.ANDI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x & (load<i32>(pc, I) as i64));
        pc += SIZE;
        continue;
      case Op.SHLI:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<u32>(pc, I) as i64;
        store<i64>(fp + load<u16>(pc, A), y < 64 ? x << y : 0);
        pc += SIZE;
        continue;
      case Op.SHRSI:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<u32>(pc, I) as i64;
        store<i64>(fp + load<u16>(pc, A), x >> (y < 64 ? y : 63));
        pc += SIZE;
        continue;
      case Op.SHRUI:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<u32>(pc, I) as i64;
        store<i64>(fp + load<u16>(pc, A), y < 64 ? ((x as u64) >> (y as u64)) as i64 : 0);
        pc += SIZE;
        continue;
      case Op.NEG:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), -x);
        pc += SIZE;
        continue;
      case Op.COM:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), ~x);
        pc += SIZE;
        continue;
      case Op.NOT:
        store<i64>(fp + load<u16>(pc, A), load<i64>(fp + load<u16>(pc, B)) == 0 ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.EXT8S:
        store<i64>(fp + load<u16>(pc, A), load<i8>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.EXT16S:
        store<i64>(fp + load<u16>(pc, A), load<i16>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.EXT32S:
        store<i64>(fp + load<u16>(pc, A), load<i32>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.EXT8U:
        store<i64>(fp + load<u16>(pc, A), load<u8>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.EXT16U:
        store<i64>(fp + load<u16>(pc, A), load<u16>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.EXT32U:
        store<i64>(fp + load<u16>(pc, A), load<u32>(fp + load<u16>(pc, B)) as i64);
        pc += SIZE;
        continue;
      case Op.SHIFTCHK:
        if (load<i64>(fp + load<u16>(pc, A)) < 0) {
          trouble = Fault.SHIFT;
          break;
        }
        pc += SIZE;
        continue;
      case Op.EQ:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x == y ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.NE:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x != y ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LTS:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x < y ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LES:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), x <= y ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LTU:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), (x as u64) < (y as u64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LEU:
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), (x as u64) <= (y as u64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.EQI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x == (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.NEI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x != (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LTSI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x < (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.LESI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x <= (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.GTSI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x > (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.GESI:
        x = load<i64>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), x >= (load<i32>(pc, I) as i64) ? 1 : 0);
        pc += SIZE;
        continue;

      // ---- floats -----------------------------------------------------------------------
      case Op.FADD:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<f64>(fp + load<u16>(pc, A), u + v);
        pc += SIZE;
        continue;
      case Op.FSUB:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<f64>(fp + load<u16>(pc, A), u - v);
        pc += SIZE;
        continue;
      case Op.FMUL:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<f64>(fp + load<u16>(pc, A), u * v);
        pc += SIZE;
        continue;
      case Op.FDIV:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<f64>(fp + load<u16>(pc, A), u / v);
        pc += SIZE;
        continue;
      case Op.FNEG:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), -u);
        pc += SIZE;
        continue;
      case Op.FROUND:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), (u as f32) as f64);
        pc += SIZE;
        continue;
      case Op.FEQ:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), u == v ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.FNE:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), u != v ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.FLT:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), u < v ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.FLE:
        u = load<f64>(fp + load<u16>(pc, B));
        v = load<f64>(fp + load<u16>(pc, C));
        store<i64>(fp + load<u16>(pc, A), u <= v ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.I2F:
        store<f64>(fp + load<u16>(pc, A), load<i64>(fp + load<u16>(pc, B)) as f64);
        pc += SIZE;
        continue;
      case Op.U2F:
        store<f64>(fp + load<u16>(pc, A), load<u64>(fp + load<u16>(pc, B)) as f64);
        pc += SIZE;
        continue;
      case Op.F2I:
        store<i64>(fp + load<u16>(pc, A), floatToInt(load<f64>(fp + load<u16>(pc, B))));
        pc += SIZE;
        continue;
      case Op.F2U:
        store<i64>(fp + load<u16>(pc, A), floatToUint(load<f64>(fp + load<u16>(pc, B))));
        pc += SIZE;
        continue;
      case Op.FSQRT:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), sqrt<f64>(u));
        pc += SIZE;
        continue;
      case Op.FFLOOR:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), floor<f64>(u));
        pc += SIZE;
        continue;
      case Op.FCEIL:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), ceil<f64>(u));
        pc += SIZE;
        continue;
      case Op.FTRUNC:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), trunc<f64>(u));
        pc += SIZE;
        continue;
      case Op.FABS:
        u = load<f64>(fp + load<u16>(pc, B));
        store<f64>(fp + load<u16>(pc, A), abs<f64>(u));
        pc += SIZE;
        continue;
      case Op.CDIV:
        complexDivide(fp + load<u16>(pc, A), fp + load<u16>(pc, B), fp + load<u16>(pc, C));
        pc += SIZE;
        continue;

      // ---- jumps ------------------------------------------------------------------------
      case Op.JMP:
        d = load<i32>(pc, I);
        pc += d;
        if (d > 0 || t < limit) continue;
        break;
      case Op.JT:
        if (load<i64>(fp + load<u16>(pc, A)) != 0) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JF:
        if (load<i64>(fp + load<u16>(pc, A)) == 0) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JEQ:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if (x == y) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JNE:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if (x != y) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLTS:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if (x < y) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLES:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if (x <= y) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLTU:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if ((x as u64) < (y as u64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLEU:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if ((x as u64) <= (y as u64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JEQI:
        if (load<i64>(fp + load<u16>(pc, A)) == (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JNEI:
        if (load<i64>(fp + load<u16>(pc, A)) != (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLTSI:
        if (load<i64>(fp + load<u16>(pc, A)) < (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case ADD_JLTSI:
        to = fp + load<u16>(pc, A);
        x = load<i64>(to) + (load<i32>(pc, I) as i64);
        store<i64>(to, x);
        pc += SIZE;
        if (x < (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JLESI:
        if (load<i64>(fp + load<u16>(pc, A)) <= (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JGTSI:
        if (load<i64>(fp + load<u16>(pc, A)) > (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JGESI:
        if (load<i64>(fp + load<u16>(pc, A)) >= (load<i16>(pc, C) as i64)) {
          d = load<i32>(pc, I);
          pc += d;
          if (d > 0 || t < limit) continue;
          break;
        }
        pc += SIZE;
        continue;
      case Op.JTAB:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<u16>(pc, D) as i64;
        if ((x as u64) > (y as u64)) x = y;
        pc += ((x as usize) << 4) + SIZE;
        continue;

      // ---- memory -----------------------------------------------------------------------
      case Op.NILCHK:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        pc += SIZE;
        continue;
      case Op.LD8S:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i8>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD8U:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u8>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD16S:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i16>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD16U:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u16>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD32S:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i32>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD32U:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u32>(p + load<i32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.LD64:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i64>(p + load<i32>(pc, I)));
        pc += SIZE;
        continue;
      case Op.LDF32:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<f64>(fp + load<u16>(pc, A), load<f32>(p + load<i32>(pc, I)) as f64);
        pc += SIZE;
        continue;
      case Op.LD2:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        from = p + load<i32>(pc, I);
        to = fp + load<u16>(pc, A);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        pc += SIZE;
        continue;
      case Op.LD3:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        from = p + load<i32>(pc, I);
        to = fp + load<u16>(pc, A);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        store<i64>(to, load<i64>(from, 16), 16);
        pc += SIZE;
        continue;
      case Op.LDN:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        copyToSlots(fp + load<u16>(pc, A), p + load<i32>(pc, I), load<u32>(pc, C));
        pc += SIZE;
        continue;
      case Op.ST8:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<u8>(p + load<i32>(pc, I), load<u8>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.ST16:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<u16>(p + load<i32>(pc, I), load<u16>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.ST32:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<u32>(p + load<i32>(pc, I), load<u32>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.ST64:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<u64>(p + load<i32>(pc, I), load<u64>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.STF32:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        store<f32>(p + load<i32>(pc, I), load<f64>(fp + load<u16>(pc, B)) as f32);
        pc += SIZE;
        continue;
      case Op.ST2:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        to = p + load<i32>(pc, I);
        from = fp + load<u16>(pc, B);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        pc += SIZE;
        continue;
      case Op.ST3:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        to = p + load<i32>(pc, I);
        from = fp + load<u16>(pc, B);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        store<i64>(to, load<i64>(from, 16), 16);
        pc += SIZE;
        continue;
      case Op.STN:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        memory.copy(p + load<i32>(pc, I), fp + load<u16>(pc, B), load<u32>(pc, C));
        pc += SIZE;
        continue;
      case Op.MOVEM:
        to = load<u32>(fp + load<u16>(pc, A));
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0 || to == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        memory.copy(to, p, load<u32>(pc, I));
        pc += SIZE;
        continue;
      case Op.ZEROM:
        p = load<u32>(fp + load<u16>(pc, A));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        memory.fill(p, 0, load<u32>(pc, I));
        pc += SIZE;
        continue;
      case Op.GLD8S:
        store<i64>(fp + load<u16>(pc, A), load<i8>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD8U:
        store<i64>(fp + load<u16>(pc, A), load<u8>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD16S:
        store<i64>(fp + load<u16>(pc, A), load<i16>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD16U:
        store<i64>(fp + load<u16>(pc, A), load<u16>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD32S:
        store<i64>(fp + load<u16>(pc, A), load<i32>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD32U:
        store<i64>(fp + load<u16>(pc, A), load<u32>(load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.GLD64:
        store<i64>(fp + load<u16>(pc, A), load<i64>(load<u32>(pc, I)));
        pc += SIZE;
        continue;
      case Op.GLDF32:
        store<f64>(fp + load<u16>(pc, A), load<f32>(load<u32>(pc, I)) as f64);
        pc += SIZE;
        continue;
      case Op.GLD2:
        from = load<u32>(pc, I);
        to = fp + load<u16>(pc, A);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        pc += SIZE;
        continue;
      case Op.GLD3:
        from = load<u32>(pc, I);
        to = fp + load<u16>(pc, A);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        store<i64>(to, load<i64>(from, 16), 16);
        pc += SIZE;
        continue;
      case Op.GLDN:
        copyToSlots(fp + load<u16>(pc, A), load<u32>(pc, I), load<u32>(pc, C));
        pc += SIZE;
        continue;
      case Op.GST8:
        store<u8>(load<u32>(pc, I), load<u8>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.GST16:
        store<u16>(load<u32>(pc, I), load<u16>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.GST32:
        store<u32>(load<u32>(pc, I), load<u32>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.GST64:
        store<u64>(load<u32>(pc, I), load<u64>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.GSTF32:
        store<f32>(load<u32>(pc, I), load<f64>(fp + load<u16>(pc, B)) as f32);
        pc += SIZE;
        continue;
      case Op.GST2:
        to = load<u32>(pc, I);
        from = fp + load<u16>(pc, B);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        pc += SIZE;
        continue;
      case Op.GST3:
        to = load<u32>(pc, I);
        from = fp + load<u16>(pc, B);
        store<i64>(to, load<i64>(from));
        store<i64>(to, load<i64>(from, 8), 8);
        store<i64>(to, load<i64>(from, 16), 16);
        pc += SIZE;
        continue;
      case Op.GSTN:
        memory.copy(load<u32>(pc, I), fp + load<u16>(pc, B), load<u32>(pc, C));
        pc += SIZE;
        continue;
      case Op.FLD8S:
        store<i64>(fp + load<u16>(pc, A), load<i8>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLD8U:
        store<i64>(fp + load<u16>(pc, A), load<u8>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLD16S:
        store<i64>(fp + load<u16>(pc, A), load<i16>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLD16U:
        store<i64>(fp + load<u16>(pc, A), load<u16>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLD32S:
        store<i64>(fp + load<u16>(pc, A), load<i32>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLD32U:
        store<i64>(fp + load<u16>(pc, A), load<u32>(fp + load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.FLDF32:
        store<f64>(fp + load<u16>(pc, A), load<f32>(fp + load<u32>(pc, I)) as f64);
        pc += SIZE;
        continue;
      case Op.FST8:
        store<u8>(fp + load<u32>(pc, I), load<u8>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.FST16:
        store<u16>(fp + load<u32>(pc, I), load<u16>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.FST32:
        store<u32>(fp + load<u32>(pc, I), load<u32>(fp + load<u16>(pc, B)));
        pc += SIZE;
        continue;
      case Op.FSTF32:
        store<f32>(fp + load<u32>(pc, I), load<f64>(fp + load<u16>(pc, B)) as f32);
        pc += SIZE;
        continue;

      // ---- slices, strings, arrays ------------------------------------------------------
      case Op.BOUND:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i64>(fp + load<u16>(pc, B));
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        pc += SIZE;
        continue;
      case Op.BOUNDI:
        x = load<i64>(fp + load<u16>(pc, A));
        y = load<i32>(pc, I);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        pc += SIZE;
        continue;
      case Op.SLD8S:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i8>(load<u32>(from) + (x as u32)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD8U:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u8>(load<u32>(from) + (x as u32)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD16S:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i16>(load<u32>(from) + ((x as u32) << 1)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD16U:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u16>(load<u32>(from) + ((x as u32) << 1)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD32S:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i32>(load<u32>(from) + ((x as u32) << 2)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD32U:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<u32>(load<u32>(from) + ((x as u32) << 2)) as i64);
        pc += SIZE;
        continue;
      case Op.SLD64:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), load<i64>(load<u32>(from) + ((x as u32) << 3)));
        pc += SIZE;
        continue;
      case Op.SLDF32:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<f64>(fp + load<u16>(pc, A), load<f32>(load<u32>(from) + ((x as u32) << 2)) as f64);
        pc += SIZE;
        continue;
      case Op.SST8:
        from = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<u8>(load<u32>(from) + (x as u32), load<u8>(fp + load<u16>(pc, C)));
        pc += SIZE;
        continue;
      case Op.SST16:
        from = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<u16>(load<u32>(from) + ((x as u32) << 1), load<u16>(fp + load<u16>(pc, C)));
        pc += SIZE;
        continue;
      case Op.SST32:
        from = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<u32>(load<u32>(from) + ((x as u32) << 2), load<u32>(fp + load<u16>(pc, C)));
        pc += SIZE;
        continue;
      case Op.SST64:
        from = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<u64>(load<u32>(from) + ((x as u32) << 3), load<u64>(fp + load<u16>(pc, C)));
        pc += SIZE;
        continue;
      case Op.SSTF32:
        from = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<f32>(load<u32>(from) + ((x as u32) << 2), load<f64>(fp + load<u16>(pc, C)) as f32);
        pc += SIZE;
        continue;
      case Op.SLEA:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        store<u64>(fp + load<u16>(pc, A), (load<u32>(from) + (x as u32) * load<u32>(pc, I)) as u64);
        pc += SIZE;
        continue;
      case Op.ALEA:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        x = load<i64>(fp + load<u16>(pc, C));
        store<u64>(fp + load<u16>(pc, A), (p + (x as u32) * load<u32>(pc, I)) as u64);
        pc += SIZE;
        continue;
      case Op.SLICE:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        if (!sliceSlice(to, from, p, load<u16>(pc, D), load<u32>(pc, I))) {
          trouble = F.code;
          break;
        }
        pc += SIZE;
        continue;
      case Op.SLICESTR:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        if (!sliceString(to, from, p, load<u16>(pc, D))) {
          trouble = F.code;
          break;
        }
        pc += SIZE;
        continue;
      case Op.SLICEARR:
        p = load<u32>(fp + load<u16>(pc, B));
        if (p == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        from = fp + load<u16>(pc, C);
        to = fp + load<u16>(pc, A);
        y = load<i64>(from, 24);
        if (!sliceArray(to, p, y, from, load<u16>(pc, D), load<u32>(pc, I))) {
          trouble = F.code;
          break;
        }
        pc += SIZE;
        continue;
      case Op.MAKESLICE:
        to = fp + load<u16>(pc, A);
        x = load<i64>(fp + load<u16>(pc, B));
        y = load<i64>(fp + load<u16>(pc, C));
        if (!makeslice(to, load<u32>(pc, I), x, y)) {
          trouble = F.code;
          break;
        }
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.APPEND1:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        if (!appendOne(to, from, p, load<u32>(pc, I))) {
          trouble = F.code;
          break;
        }
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.APPENDS:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        if (!appendAll(to, from, p, load<u32>(pc, I))) {
          trouble = F.code;
          break;
        }
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.GROW:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        if (!grow(to, from, load<i64>(p), load<u32>(pc, I))) {
          trouble = F.code;
          break;
        }
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.COPY:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        store<i64>(fp + load<u16>(pc, A), copySlice(from, p, load<u32>(pc, I)) as i64);
        pc += SIZE;
        continue;
      case Op.SEQ:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        store<i64>(fp + load<u16>(pc, A), stringsEqual(from, p) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.SNE:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        store<i64>(fp + load<u16>(pc, A), stringsEqual(from, p) ? 0 : 1);
        pc += SIZE;
        continue;
      case Op.SLT:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        store<i64>(fp + load<u16>(pc, A), order(from, p) < 0 ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.SLE:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        store<i64>(fp + load<u16>(pc, A), order(from, p) <= 0 ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.CONCAT:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!concat(to, from, load<u16>(pc, C))) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.STR2BYTES:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!stringToBytes(to, from)) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.BYTES2STR:
        from = fp + load<u16>(pc, B);
        to = fp + load<u16>(pc, A);
        if (!copyString(to, load<u32>(from), load<u64>(from, 8))) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.STR2RUNES:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!stringToRunes(to, from)) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.RUNES2STR:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!runesToString(to, from)) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.RUNE2STR:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!runeToString(to, load<i64>(from))) {
          trouble = F.code;
          break;
        }
        x = heapTaken() as i64;
        if (c != 0) t += x * (cost(Cost.allocByte) + cost(Cost.stringOpByte));
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.RUNENEXT:
        from = fp + load<u16>(pc, B);
        x = load<i64>(fp + load<u16>(pc, C));
        y = load<i64>(from, 8);
        if ((x as u64) >= (y as u64)) {
          fault(Fault.INDEX, x, y);
          trouble = Fault.INDEX;
          break;
        }
        d = decodeRune(load<u32>(from) + (x as u32), y - x) as i32;
        to = fp + load<u16>(pc, A);
        store<i64>(to, (d & 0xffffff) as i64);
        store<i64>(to, x + ((d >> 24) as i64), 8);
        pc += SIZE;
        continue;

      // ---- allocation, calls ------------------------------------------------------------
      case Op.NEW:
        p = newValue(load<u32>(pc, I));
        if (p == 0) {
          trouble = Fault.MEMORY;
          break;
        }
        store<u64>(fp + load<u16>(pc, A), p as u64);
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.CLOSURE:
        d = (load<u16>(pc, D) as i32) << 3;
        p = mallocgc(CLOSURE_HEADER + d, typeWord(load<u32>(pc, I), Obj.CLOSURE));
        if (p == 0) {
          trouble = Fault.MEMORY;
          break;
        }
        store<u32>(p, load<u32>(pc, I));
        store<u32>(p, (d as u32) >> 3, 4);
        memory.copy(p + CLOSURE_HEADER, fp + load<u16>(pc, C), d);
        store<u64>(fp + load<u16>(pc, A), p as u64);
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.CALL:
        p = load<u32>(pc, I);
        d = load<u16>(pc, A);
        to = fp + d + load<u32>(p, FuncEntry.FRAME);
        if (t >= limit || gp.preempt != 0 || <u32>to > gp.stackhi) {
          gp.pc = pc as u32;
          gp.fp = fp as u32;
          mp.t = t - c;
          if (admit(mp, gp, p, d, limit) != Go.ON) {
            trouble = LEFT;
            break;
          }
          fp = gp.fp;
          t = mp.t + c;
          limit = S.limit;
        }
        to = fp + d;
        store<u32>(to, (pc + SIZE) as u32);
        store<u32>(to, 0, 4);
        from = to + load<u32>(p, FuncEntry.FRAME);
        to += FRAME_HEADER + load<u16>(p, FuncEntry.PARAMS);
        for (; to < from; to += 8) store<i64>(to, 0);
        fp += d;
        pc = load<u32>(p, FuncEntry.PC);
        continue;
      case Op.CALLC:
        from = load<u32>(fp + load<u16>(pc, B));
        if (from == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        p = funcEntry(load<u32>(from));
        d = load<u16>(pc, A);
        to = fp + d + load<u32>(p, FuncEntry.FRAME);
        if (t >= limit || gp.preempt != 0 || <u32>to > gp.stackhi) {
          gp.pc = pc as u32;
          gp.fp = fp as u32;
          mp.t = t - c;
          if (admit(mp, gp, p, d, limit) != Go.ON) {
            trouble = LEFT;
            break;
          }
          fp = gp.fp;
          t = mp.t + c;
          limit = S.limit;
        }
        to = fp + d;
        store<u32>(to, (pc + SIZE) as u32);
        store<u32>(to, load<u32>(fp + load<u16>(pc, B)), 4);
        from = to + load<u32>(p, FuncEntry.FRAME);
        to += FRAME_HEADER + load<u16>(p, FuncEntry.PARAMS);
        for (; to < from; to += 8) store<i64>(to, 0);
        fp += d;
        pc = load<u32>(p, FuncEntry.PC);
        continue;
      case Op.CALLI:
        from = fp + load<u16>(pc, B);
        if (load<u32>(from) == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        d = findMethod(load<u32>(from), load<u32>(pc, I)) as i32;
        if (d == 0) {
          if (!ASC_NO_ASSERT) throw new Error('exec: no such method');
          unreachable();
        }
        p = funcEntry(d - 1);
        d = load<u16>(pc, A);
        to = fp + d + load<u32>(p, FuncEntry.FRAME);
        if (t >= limit || gp.preempt != 0 || <u32>to > gp.stackhi) {
          gp.pc = pc as u32;
          gp.fp = fp as u32;
          mp.t = t - c;
          if (admit(mp, gp, p, d, limit) != Go.ON) {
            trouble = LEFT;
            break;
          }
          fp = gp.fp;
          t = mp.t + c;
          limit = S.limit;
        }
        to = fp + d;
        store<u32>(to, (pc + SIZE) as u32);
        store<u32>(to, 0, 4);
        store<i64>(to, load<i64>(fp + load<u16>(pc, B), 8), FRAME_HEADER);
        from = to + load<u32>(p, FuncEntry.FRAME);
        to += FRAME_HEADER + load<u16>(p, FuncEntry.PARAMS);
        for (; to < from; to += 8) store<i64>(to, 0);
        fp += d;
        pc = load<u32>(p, FuncEntry.PC);
        continue;
      case Op.CALLN:
        d = load<i32>(pc, I);
        if (d >= <i32>Native.FIRST_LOCAL) {
          trouble = native(mp, gp, d, fp + load<u16>(pc, A), pc, fp);
          if (trouble != Fault.NONE) break;
          t += allocated(c);
          if (heapWantsGC()) limit = 0;
          pc += SIZE;
          continue;
        }
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t - c;
        if (d == Native.GOEXIT) {
          r = goexitNow(mp, gp);
          if (r == Go.LEFT) {
            trouble = LEFT;
            break;
          }
          if (r == Go.TRAP && raise(mp, gp)) {
            trouble = LEFT;
            break;
          }
          pc = gp.pc;
          fp = gp.fp;
          t = mp.t;
          limit = 0;
          continue;
        }
        r = visibleNative(mp, gp, d, fp + load<u16>(pc, A));
        if (r == Ret.LEAVE) {
          trouble = LEFT;
          break;
        }
        t = mp.t + c;
        limit = freely(mp);
        if (r == Ret.PANIC) {
          trouble = faultOf(S.err);
          break;
        }
        gp.resume = 0;
        pc += SIZE;
        continue;
      case Op.RET:
        d = load<i32>(fp);
        if (<u32>d <= RET_GATE) {
          gp.pc = pc as u32;
          gp.fp = fp as u32;
          mp.t = t;
          r = d == 0 ? ended(mp, gp, c) : returned(mp, gp);
          if (r == Go.LEFT) {
            trouble = LEFT;
            break;
          }
          if (r == Go.TRAP && raise(mp, gp)) {
            trouble = LEFT;
            break;
          }
          pc = gp.pc;
          fp = gp.fp;
          t = mp.t;
          limit = 0;
          continue;
        }
        pc = d as usize;
        fp -= load<u16>(pc - SIZE, A);
        continue;
      case Op.DEFER:
        if (!pushDefer(gp, fp, load<u32>(fp + load<u16>(pc, A)), pc + load<i32>(pc, I))) {
          trouble = Fault.MEMORY;
          break;
        }
        pc += SIZE;
        continue;
      case Op.RUNDEFERS:
        if (gp.defer == 0) {
          pc += SIZE;
          continue;
        }
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t;
        r = runDefers(mp, gp);
        if (r == Go.LEFT) {
          trouble = LEFT;
          break;
        }
        if (r == Go.TRAP && raise(mp, gp)) {
          trouble = LEFT;
          break;
        }
        if (gp.pc == (pc as u32) && gp.fp == (fp as u32)) gp.pc += SIZE as u32;
        pc = gp.pc;
        fp = gp.fp;
        t = mp.t;
        continue;
      case Op.PANIC:
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t;
        from = fp + load<u16>(pc, A);
        r = gopanic(mp, gp, load<u64>(from), load<u64>(from, 8), load<u32>(pc, I));
        if (r == Go.LEFT) {
          trouble = LEFT;
          break;
        }
        if (r == Go.TRAP && raise(mp, gp)) {
          trouble = LEFT;
          break;
        }
        pc = gp.pc;
        fp = gp.fp;
        t = mp.t;
        limit = 0;
        continue;
      case Op.RECOVER:
        gorecover(gp, pc, fp, fp + load<u16>(pc, A));
        pc += SIZE;
        continue;

      // ---- interfaces -------------------------------------------------------------------
      case Op.MKIFACE:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!box(load<u32>(pc, I), from, to)) {
          trouble = F.code;
          break;
        }
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.UNBOX:
        unbox(load<u32>(pc, I), fp + load<u16>(pc, B) + 8, fp + load<u16>(pc, A));
        pc += SIZE;
        continue;
      case Op.ASSERT:
        from = fp + load<u16>(pc, B);
        if (load<u32>(from) == load<u32>(pc, I)) {
          unbox(load<u32>(pc, I), from + 8, fp + load<u16>(pc, A));
          if (load<u16>(pc, C) != NO_SLOT) store<i64>(fp + load<u16>(pc, C), 1);
          pc += SIZE * 2;
          continue;
        }
        if (load<u16>(pc, C) == NO_SLOT) {
          assertion(Fault.ASSERT, load<u32>(from), pc);
          trouble = Fault.ASSERT;
          break;
        }
        memory.fill(fp + load<u16>(pc, A), 0, slotBytes(load<u32>(pc, I)));
        store<i64>(fp + load<u16>(pc, C), 0);
        pc += SIZE * 2;
        continue;
      case Op.ASSERTI:
        from = fp + load<u16>(pc, B);
        x = load<u32>(from) as i64;
        y = load<i64>(from, 8);
        d = x != 0 && implementsType(x as u32, load<u32>(pc, I)) ? 1 : 0;
        if (load<u16>(pc, C) != NO_SLOT) store<i64>(fp + load<u16>(pc, C), d as i64);
        else if (d == 0) {
          assertion(Fault.ASSERT_IFACE, x as u32, pc);
          trouble = Fault.ASSERT_IFACE;
          break;
        }
        to = fp + load<u16>(pc, A);
        store<i64>(to, d != 0 ? x : 0);
        store<i64>(to, d != 0 ? y : 0, 8);
        pc += SIZE * 2;
        continue;
      case Op.IMPLS:
        d = load<i32>(fp + load<u16>(pc, B));
        store<i64>(fp + load<u16>(pc, A), d != 0 && implementsType(d, load<u32>(pc, I)) ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.IFEQ:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        d = interfacesEqual(from, p);
        if (d == Eq.FAULT) {
          trouble = F.code;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), d as i64);
        pc += SIZE;
        continue;
      case Op.EQT:
        from = fp + load<u16>(pc, B);
        p = fp + load<u16>(pc, C);
        d = equalSlots(load<u32>(pc, I), from, p);
        if (d == Eq.FAULT) {
          trouble = F.code;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), d as i64);
        pc += SIZE;
        continue;
      case Op.EQM:
        from = load<u32>(fp + load<u16>(pc, B));
        p = load<u32>(fp + load<u16>(pc, C));
        if (p == 0 || from == 0) {
          trouble = Fault.NIL_DEREF;
          break;
        }
        d = equalMemory(load<u32>(pc, I), from, p);
        if (d == Eq.FAULT) {
          trouble = F.code;
          break;
        }
        store<i64>(fp + load<u16>(pc, A), d as i64);
        pc += SIZE;
        continue;

      // ---- maps -------------------------------------------------------------------------
      case Op.MKMAP:
        p = makemap(load<u32>(pc, I), load<i64>(fp + load<u16>(pc, B)));
        if (p == 0) {
          trouble = Fault.MEMORY;
          break;
        }
        store<u64>(fp + load<u16>(pc, A), p as u64);
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.MGET:
        d = load<i32>(pc, I);
        from = mapget(d, load<u32>(fp + load<u16>(pc, B)), fp + load<u16>(pc, C));
        if (from == 0 && mapFailed()) {
          trouble = F.code;
          break;
        }
        to = load<u16>(pc, A);
        if (to != NO_SLOT) getValue(fp + to, from, slotBytes(elemOf(d)));
        if (load<u16>(pc, D) != NO_SLOT) store<i64>(fp + load<u16>(pc, D), from != 0 ? 1 : 0);
        pc += SIZE;
        continue;
      case Op.MSET:
        d = load<i32>(pc, I);
        to = mapassign(d, load<u32>(fp + load<u16>(pc, A)), fp + load<u16>(pc, B));
        if (to == 0) {
          trouble = F.code;
          break;
        }
        getValue(to, fp + load<u16>(pc, C), slotBytes(elemOf(d)));
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.MDEL:
        to = fp + load<u16>(pc, A);
        from = fp + load<u16>(pc, B);
        if (!mapdelete(load<u32>(pc, I), load<u32>(to), from)) {
          trouble = F.code;
          break;
        }
        pc += SIZE;
        continue;
      case Op.MLEN:
        store<u64>(fp + load<u16>(pc, A), maplen(load<u32>(fp + load<u16>(pc, B))) as u64);
        pc += SIZE;
        continue;
      case Op.MCLEAR:
        mapclear(load<u32>(fp + load<u16>(pc, A)));
        pc += SIZE;
        continue;
      case Op.MITER:
        x = random(Stream.GOROUTINE, gp.goid, gp.draw()) as i64;
        p = mapiter(load<u32>(pc, I), load<u32>(fp + load<u16>(pc, B)), x);
        if (p == 0) {
          trouble = Fault.MEMORY;
          break;
        }
        store<u64>(fp + load<u16>(pc, A), p as u64);
        t += allocated(c);
        if (heapWantsGC()) limit = 0;
        pc += SIZE;
        continue;
      case Op.MNEXT:
        p = load<u32>(fp + load<u16>(pc, A));
        from = p == 0 ? 0 : mapnext(p);
        store<i64>(fp + load<u16>(pc, D), from != 0 ? 1 : 0);
        if (from != 0) nextEntry(p, from, pc, fp);
        pc += SIZE;
        continue;

      // ---- channels, directives ---------------------------------------------------------
      // Their second half, after a park, is no business of others: the partner did what they can
      // see. They cost nothing themselves: what they do has a price of its own.
      case Op.SEND:
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t;
        if (gp.resume != 0) r = sent(gp);
        else if (mayActHot(mp)) {
          r = chansend(mp, gp, load<u32>(fp + load<u16>(pc, A)), fp + load<u16>(pc, B));
        } else r = Ret.LEAVE;
        if (r == Ret.LEAVE) {
          trouble = LEFT;
          break;
        }
        t = mp.t;
        limit = freely(mp);
        if (r == Ret.PANIC) {
          trouble = faultOf(S.err);
          break;
        }
        gp.resume = 0;
        pc += SIZE;
        continue;
      case Op.RECV:
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t;
        if (gp.resume == 0 && !mayActHot(mp)) {
          trouble = LEFT;
          break;
        }
        to = load<u16>(pc, C);
        to = to == NO_SLOT ? 0 : fp + to;
        if (gp.resume != 0) r = received(gp, to);
        else {
          from = load<u16>(pc, A);
          from = from == NO_SLOT ? 0 : fp + from;
          r = chanrecv(mp, gp, load<u32>(fp + load<u16>(pc, B)), from, to);
        }
        if (r == Ret.LEAVE) {
          trouble = LEFT;
          break;
        }
        t = mp.t;
        limit = freely(mp);
        if (r == Ret.PANIC) {
          trouble = faultOf(S.err);
          break;
        }
        gp.resume = 0;
        pc += SIZE;
        continue;
      case Op.MKCHAN:
      case Op.CLOSE:
      case Op.CHLEN:
      case Op.CHCAP:
      case Op.SELECT:
      case Op.GO:
      case Op.GOC:
      case Op.GOI:
      case Op.CPU:
      case Op.SYSCALL:
      case Op.CGO:
      case Op.NET:
      case Op.NETSRC:
      case Op.THROW:
        gp.pc = pc as u32;
        gp.fp = fp as u32;
        mp.t = t - c;
        if (!mayAct(mp)) {
          trouble = LEFT;
          break;
        }
        r = visible(mp, gp, (head & 0xffff) as i32, pc, fp);
        if (r == Ret.LEAVE) {
          trouble = LEFT;
          break;
        }
        t = mp.t + c;
        limit = freely(mp);
        if (r == Ret.PANIC) {
          trouble = faultOf(S.err);
          break;
        }
        gp.resume = 0;
        pc += SIZE;
        continue;
      case Op.DRAW:
        from = fp + load<u16>(pc, B);
        x = draw(load<u32>(pc, I), load<u16>(pc, C), load<i64>(from), load<i64>(from, 8));
        store<i64>(fp + load<u16>(pc, A), x);
        pc += SIZE;
        continue;
      case Op.ALLOC:
        x = load<i64>(fp + load<u16>(pc, A));
        if (x < 0) x = 0;
        bump(Counter.allocs);
        bumpBy(Counter.allocBytes, x);
        t += cost(Cost.alloc) + cost(Cost.allocByte) * x;
        pc += SIZE;
        continue;
      case Op.COST:
        t += cost(load<u32>(pc, I));
        pc += SIZE;
        continue;
      default:
        if (!ASC_NO_ASSERT) throw new Error('exec: no such instruction');
        unreachable();
    }
    if (trouble != LEFT) {
      // A run-time error, or a back-edge past the limit.
      gp.pc = pc as u32;
      gp.fp = fp as u32;
      mp.t = t;
      if (trouble == Fault.NONE) {
        if (backEdge(mp) == Go.ON) {
          t = mp.t;
          limit = S.limit;
          continue;
        }
      } else {
        F.code = trouble;
        trouble = Fault.NONE;
        if (!raise(mp, gp)) {
          pc = gp.pc;
          fp = gp.fp;
          t = mp.t;
          limit = 0;
          continue;
        }
      }
    }
    trouble = Fault.NONE;
    const other = next(mp);
    if (other === null) return;
    mp = other;
    gp = mp.curg!;
    pc = resumed(gp);
    fp = gp.fp;
    t = mp.t;
    limit = heapWantsGC() ? 0 : freely(mp);
  }
}

/** The run-time error F at gp.pc; true: the M was left. */
function raise(mp: M, gp: G): bool {
  let r: i32 = Go.TRAP;
  while (r == Go.TRAP) r = trap(mp, gp);
  return r != Go.ON;
}
