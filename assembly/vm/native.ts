/** Natives that only their own goroutine sees. */
import { FRAME_HEADER, FuncEntry, FuncFlag } from '../abi/frame';
import { Native } from '../abi/native';
import { Fault, fault } from '../guest/fault';
import { callerFrame, callerPc } from '../guest/frame';
import { dataBase, funcOfPc, pcAddress, pcIndex } from '../guest/image';
import { nativeSlots } from '../guest/nativeslots';
import { reflectNative } from '../guest/reflect';
import { compareBytes, copyString } from '../guest/string';
import { exp, log } from '../machine/float';
import { random, Stream } from '../machine/rand';
import { G, M, S } from '../runtime/runtime2';
import { findDead } from './collect';
import { panicCount, panicGoexit, panicRepeats, panicRecovered, panicValue } from './panic';
import { printNative } from './print';

/** Executes a native from FIRST_LOCAL on in the window `w`; a Fault. */
export function native(mp: M, gp: G, fn: i32, w: usize, pc: usize, fp: usize): i32 {
  const args = w + FRAME_HEADER;
  const res = args + ((nativeSlots(fn) & 15) << 3);
  if (fn >= <i32>Native.TYPEOF && fn <= <i32>Native.SLICEADDR) return reflectNative(fn, args, res);
  if (fn >= <i32>Native.FLOATBITS && fn <= <i32>Native.LOG) return numberNative(fn, args, res);
  if (fn >= <i32>Native.INDEXBYTE && fn <= <i32>Native.STRDATA) return bytesNative(fn, args, res);
  if (fn < <i32>Native.PANICCOUNT) return printNative(mp, fn, args) ? Fault.NONE : Fault.MEMORY;
  if (fn <= <i32>Native.PANICREPEATS) return panicNative(gp, fn, args, res);
  return programNative(gp, fn, args, res, pc, fp);
}

function panicNative(gp: G, fn: i32, args: usize, res: usize): i32 {
  switch (fn) {
    case Native.PANICCOUNT:
      store<u64>(res, panicCount(gp) as u64);
      break;
    case Native.PANICVALUE:
      panicValue(gp, load<u64>(args), res);
      break;
    case Native.PANICRECOVERED:
      store<u64>(res, panicRecovered(gp, load<u64>(args)) ? 1 : 0);
      break;
    case Native.PANICGOEXIT:
      store<u64>(res, panicGoexit(gp, load<u64>(args)) ? 1 : 0);
      break;
    default:
      store<u64>(res, panicRepeats(gp, load<u64>(args)) ? 1 : 0);
  }
  return Fault.NONE;
}

// ---- numbers ----------------------------------------------------------------------------

function numberNative(fn: i32, args: usize, res: usize): i32 {
  const x = load<u64>(args);
  switch (fn) {
    case Native.FLOATBITS:
    case Native.FLOATFROMBITS:
      store<u64>(res, x);
      break;
    case Native.FLOAT32BITS:
      store<u64>(res, reinterpret<u32>(load<f64>(args) as f32) as u64);
      break;
    case Native.FLOAT32FROMBITS:
      store<f64>(res, reinterpret<f32>(x as u32));
      break;
    case Native.MULHI:
      store<u64>(res, mulhi(x, load<u64>(args, 8)));
      break;
    case Native.DIV128:
      return div128(x, load<u64>(args, 8), load<u64>(args, 16), res);
    case Native.CLZ:
      store<u64>(res, clz<u64>(x));
      break;
    case Native.CTZ:
      store<u64>(res, ctz<u64>(x));
      break;
    case Native.POPCNT:
      store<u64>(res, popcnt<u64>(x));
      break;
    case Native.EXP:
      store<f64>(res, exp(reinterpret<f64>(x)));
      break;
    default:
      store<f64>(res, log(reinterpret<f64>(x)));
  }
  return Fault.NONE;
}

function mulhi(x: u64, y: u64): u64 {
  const x0 = x & 0xffffffff;
  const x1 = x >> 32;
  const y0 = y & 0xffffffff;
  const y1 = y >> 32;
  const middle = x1 * y0 + ((x0 * y0) >> 32);
  const low = x0 * y1 + (middle & 0xffffffff);
  return x1 * y1 + (middle >> 32) + (low >> 32);
}

/** Quotient and remainder of hi:lo by y > hi, a bit at a time. */
function div128(hi: u64, lo: u64, y: u64, res: usize): i32 {
  if (y == 0) {
    fault(Fault.DIVIDE, 0, 0);
    return Fault.DIVIDE;
  }
  let rest = hi % y;
  let quotient: u64 = 0;
  for (let i: u64 = 64; i > 0; i--) {
    const carry = rest >> 63;
    rest = (rest << 1) | ((lo >> (i - 1)) & 1);
    quotient <<= 1;
    if (carry != 0 || rest >= y) {
      rest -= y;
      quotient |= 1;
    }
  }
  store<u64>(res, quotient);
  store<u64>(res, rest, 8);
  return Fault.NONE;
}

// ---- bytes ------------------------------------------------------------------------------

function bytesNative(fn: i32, args: usize, res: usize): i32 {
  switch (fn) {
    case Native.INDEXBYTE:
      store<i64>(res, indexByte(load<u32>(args), load<u32>(args, 8), load<u8>(args, 24)));
      break;
    case Native.INDEXBYTESTR:
      store<i64>(res, indexByte(load<u32>(args), load<u32>(args, 8), load<u8>(args, 16)));
      break;
    case Native.COMPARE:
      store<i64>(res, compareStrings(args, args + 16));
      break;
    case Native.STRINGOF:
      store<u64>(res, load<u64>(args));
      store<u64>(res, load<u64>(args, 8), 8);
      break;
    default:
      store<u64>(res, load<u64>(args));
  }
  return Fault.NONE;
}

function compareStrings(a: usize, b: usize): i32 {
  return compareBytes(load<u32>(a), load<u64>(a, 8), load<u32>(b), load<u64>(b, 8));
}

function indexByte(at: usize, n: u32, b: u32): i64 {
  for (let i: u32 = 0; i < n; i++) if (<u32>load<u8>(at + i) == b) return i as i64;
  return -1;
}

// ---- the program ------------------------------------------------------------------------

/** What runtime.Caller's callers hold: index of an instruction + 1; 0: none. */
function callerToken(skip: u64, pc: usize, fp: usize): u64 {
  while (fp != 0) {
    if (!isWrapper(pc)) {
      if (skip == 0) return (pcIndex(pc) + 1) as u64;
      skip--;
    }
    pc = callerPc(fp);
    fp = callerFrame(fp);
  }
  return 0;
}

function depth(pc: usize, fp: usize): u64 {
  let n: u64 = 0;
  while (fp != 0) {
    if (!isWrapper(pc)) n++;
    pc = callerPc(fp);
    fp = callerFrame(fp);
  }
  return n;
}

/** What the compiler made: not shown, as in traces. */
function isWrapper(pc: usize): bool {
  const f = funcOfPc(pc);
  return f != 0 && (load<u32>(f, FuncEntry.FLAGS) & FuncFlag.WRAPPER) != 0;
}

function programNative(gp: G, fn: i32, args: usize, res: usize, pc: usize, fp: usize): i32 {
  switch (fn) {
    case Native.RAND64:
      store<u64>(res, random(Stream.GOROUTINE, gp.goid, gp.draw()));
      return Fault.NONE;
    case Native.ARGC:
      store<u64>(res, 1);
      return Fault.NONE;
    case Native.ARGV:
      return programName(res);
    case Native.CALLERPC:
      store<u64>(res, callerToken(load<u64>(args), pc, fp));
      return Fault.NONE;
    case Native.CALLERNAME:
      functionName(load<u64>(args), res);
      return Fault.NONE;
    case Native.STACKDEPTH:
      store<u64>(res, depth(pc, fp));
      return Fault.NONE;
    case Native.STARVES:
      store<u64>(res, S.mutexStarvation != 0 ? 1 : 0);
      return Fault.NONE;
    case Native.FINDDEAD:
      // The collector reads where goroutines stand; this one's place is in the interpreter.
      gp.pc = pc as u32;
      gp.fp = fp as u32;
      findDead(load<u32>(args), load<u32>(args, 8), load<u32>(args, 24), load<u32>(args, 48));
      return Fault.NONE;
    default:
      return Fault.NONE;
  }
}

/** os.Args[0]: the program gets no arguments yet (they are the front end's, baked into lib/os). */
function programName(res: usize): i32 {
  const name = 'main';
  const at = memory.data(8, 8);
  const from = changetype<usize>(name);
  for (let i = 0; i < 4; i++) store<u8>(at + i, load<u16>(from + (i << 1)) as u8);
  return copyString(res, at, 4) ? Fault.NONE : Fault.MEMORY;
}

/** Name of the function of an instruction (callerToken); empty: none. */
function functionName(token: u64, res: usize): void {
  let f: usize = 0;
  if (token != 0 && token <= 0xffffffff) f = funcOfPc(pcAddress((token as u32) - 1));
  store<u64>(res, f == 0 ? 0 : ((dataBase() + load<u32>(f, FuncEntry.NAME)) as u64));
  store<u64>(res, f == 0 ? 0 : (load<u32>(f, FuncEntry.NAME_LEN) as u64), 8);
}
