/**
 * Panics, recover and Goexit, with the meaning that they have in Go 1.26's panic.go.
 *
 * A panic is a record on a chain of the goroutine, newest first. It runs the goroutine's deferred
 * calls, newest first, each on top of the frame in which the panic began (nothing is unwound yet)
 * and behind a gate that names the panic. When such a call returns, the interpreter comes back
 * here (`returned`): if the panic was recovered meanwhile, the stack is cut back to the frame
 * that had deferred the call, which goes on at its RUNDEFERS; all panics that began above that
 * frame are forgotten with it. Otherwise the next deferred call runs; when there is none left,
 * the program's FATALPANIC_FUNC reports the panic.
 *
 * Goexit is a record of the same kind that no recover sees, and which ends the goroutine when the
 * deferred calls are used up. A recovery that would cut the stack below a pending Goexit does
 * not: the Goexit goes on.
 *
 * Who may recover: the newest panic, if it is neither recovered nor a Goexit, in the function
 * that its present deferred call called directly. Wrappers that the compiler made do not count;
 * exactly one other frame lies between the panic and the recover.
 */
import { FuncEntry, FuncFlag, Kind, PanicOrigin, Type, WellKnown } from '../abi/frame';
import { F, Fault } from '../guest/fault';
import { callerFrame, callerPc, gateOf, RET_GATE } from '../guest/frame';
import { funcEntry, funcOfPc, typeAddr, wellKnown } from '../guest/image';
import { stackalloc, stackfree } from '../guest/stack';
import { copyString } from '../guest/string';
import { textAddress, textLength } from '../guest/text';
import { box, elemOf, kindOf, newValue, ZERO_BASE } from '../guest/value';
import { dieafterpanic } from '../runtime/fatal';
import { RtErr } from '../runtime/ret';
import { G, M } from '../runtime/runtime2';
import { callGate, gateWindow, Go, outOfMemory } from './call';
import { rescued } from './collect';
import { closureEntry, Defer, popDefer } from './defer';
import { faultText } from './message';
import { sameObject } from './repanic';

const enum PanicFlag {
  RECOVERED = 1,
  GOEXIT = 2,
  /** reported: when the report returns, the program ends */
  FATAL = 4,
}

@unmanaged
export class Panic {
  /** the interface that was panicked with */
  type: u64;
  data: u64;
  link: u32;
  /** where it began: frame (from the stack's base), instruction */
  start: u32;
  pc: u32;
  flags: u32;
  /** frame of the deferred call that runs, and where a recovery goes on in it */
  frame: u32;
  resume: u32;
  /** PanicOrigin of its value */
  origin: u32;
}

function top(gp: G): Panic {
  return changetype<Panic>(gp.panic as usize);
}

/** A new record for the frame gp.fp at gp.pc; null: memory limit. */
function newPanic(gp: G, type: u64, data: u64, flags: u32, origin: u32): Panic {
  const p = changetype<Panic>(stackalloc(offsetof<Panic>()));
  if (changetype<usize>(p) == 0) return p;
  p.type = type;
  p.data = data;
  p.link = gp.panic;
  p.start = gp.fp - gp.stacklo;
  p.pc = gp.pc;
  p.flags = flags;
  p.frame = 0;
  p.resume = 0;
  p.origin = origin;
  gp.panic = changetype<usize>(p) as u32;
  return p;
}

function freePanic(gp: G, p: Panic): void {
  gp.panic = p.link;
  stackfree(changetype<usize>(p), offsetof<Panic>());
}

// ---- panicking --------------------------------------------------------------------------

/** Two slots for an interface in the making. */
const value: usize = memory.data(16, 8);

/** panic(v) at gp.pc in frame gp.fp; `origin`: PanicOrigin of v. */
export function gopanic(mp: M, gp: G, type: u64, data: u64, origin: u32): i32 {
  if (type == 0) {
    if (!panicNilError()) return outOfMemory(mp);
    type = load<u64>(value);
    data = load<u64>(value, 8);
  }
  const p = newPanic(gp, type, data, 0, origin);
  return changetype<usize>(p) == 0 ? outOfMemory(mp) : next(mp, gp, p);
}

/**
 * The value that panic(nil) has, *runtime.PanicNilError; the struct itself if the program has no
 * pointers to it. False: memory limit.
 */
function panicNilError(): bool {
  let type = wellKnown(WellKnown.PANIC_NIL_TYPE);
  let target = type;
  if (type != 0 && kindOf(type) == Kind.POINTER) target = elemOf(type);
  else if (type != 0) {
    const pointer = load<u32>(typeAddr(type), Type.PTR_TO);
    if (pointer != 0) type = pointer;
  }
  const at: usize = target == 0 ? ZERO_BASE : newValue(target);
  if (at == 0) return false;
  store<u64>(value, type as u64);
  store<u64>(value, at as u64, 8);
  return true;
}

/** The run-time error F at gp.pc in frame gp.fp becomes a panic. */
export function trap(mp: M, gp: G): i32 {
  if (F.code == Fault.MEMORY) return rescued() ? Go.ON : outOfMemory(mp);
  if (!runtimeError(value)) return outOfMemory(mp);
  return gopanic(mp, gp, load<u64>(value), load<u64>(value, 8), PanicOrigin.GIVEN);
}

/** The error value of F, at `to`; false: memory limit. */
function runtimeError(to: usize): bool {
  faultText();
  const string = memory.data(16, 8);
  if (!copyString(string, textAddress(), textLength())) return false;
  const type = wellKnown(WellKnown.RUNTIME_ERROR_TYPE);
  return box(type != 0 ? type : wellKnown(WellKnown.STRING_TYPE), string, to);
}

/** The Fault of an error that a runtime function raised. */
export function faultOf(err: i32): i32 {
  switch (err) {
    case RtErr.SEND_CLOSED:
      return Fault.SEND_CLOSED;
    case RtErr.CLOSE_CLOSED:
      return Fault.CLOSE_CLOSED;
    case RtErr.CLOSE_NIL:
      return Fault.CLOSE_NIL;
    case RtErr.MAKECHAN_SIZE:
      return Fault.MAKECHAN_SIZE;
    default:
      return Fault.NIL_DEREF;
  }
}

/** Runs the next deferred call for p, or ends its story. */
function next(mp: M, gp: G, p: Panic): i32 {
  gp.fp = gp.stacklo + p.start;
  gp.pc = p.pc;
  if (gp.defer == 0) {
    // The instruction of Goexit is executed again, and finds nothing more to run.
    return (p.flags & PanicFlag.GOEXIT) != 0 ? Go.ON : report(mp, gp, p);
  }
  const d: Defer = changetype<Defer>(gp.defer as usize);
  const closure = d.closure;
  p.frame = d.frame;
  p.resume = d.resume;
  if (closure == 0) {
    popDefer(gp);
    F.code = Fault.NIL_DEREF;
    return Go.TRAP;
  }
  const at = changetype<usize>(p) as u32;
  const r = callGate(mp, gp, closureEntry(closure), gateWindow(gp.pc), closure, at);
  if (r == Go.ON) popDefer(gp);
  return r;
}

/** Nobody recovered: the program prints the panic, on top of all that it did. */
function report(mp: M, gp: G, p: Panic): i32 {
  const func = wellKnown(WellKnown.FATALPANIC_FUNC);
  if (func == 0) return die(mp, gp);
  p.flags |= PanicFlag.FATAL;
  const r = callGate(mp, gp, funcEntry(func), gateWindow(gp.pc), 0, changetype<usize>(p) as u32);
  if (r != Go.ON) return r;
  store<u64>(gp.fp, p.type, 8);
  store<u64>(gp.fp, p.data, 16);
  return Go.ON;
}

function die(mp: M, gp: G): i32 {
  dieafterpanic(mp, gp);
  return Go.LEFT;
}

/** A function behind a gate returns: gp.fp is its frame. */
export function returned(mp: M, gp: G): i32 {
  const gate = gateOf(gp.fp as usize);
  const p = changetype<Panic>(gate.panic as usize);
  gp.pc = gate.pc;
  gp.fp -= gate.distance;
  if (changetype<usize>(p) == 0) return Go.ON;
  if ((p.flags & PanicFlag.FATAL) != 0) return die(mp, gp);
  if ((p.flags & PanicFlag.RECOVERED) != 0) return recovery(mp, gp, p);
  return next(mp, gp, p);
}

/** Cuts the stack back to the frame that had deferred the call which recovered p. */
function recovery(mp: M, gp: G, p: Panic): i32 {
  const frame = p.frame;
  const resume = p.resume;
  while (gp.panic != 0 && top(gp).start >= frame) {
    if ((top(gp).flags & PanicFlag.GOEXIT) != 0) return next(mp, gp, top(gp));
    freePanic(gp, top(gp));
  }
  gp.fp = gp.stacklo + frame;
  gp.pc = resume;
  return Go.ON;
}

// ---- recover, Goexit --------------------------------------------------------------------

/** [to:2] = recover() in the function that executes `pc` in frame `fp`. */
export function gorecover(gp: G, pc: usize, fp: usize, to: usize): void {
  store<u64>(to, 0);
  store<u64>(to, 0, 8);
  if (gp.panic == 0) return;
  const p = top(gp);
  if ((p.flags & (PanicFlag.RECOVERED | PanicFlag.GOEXIT | PanicFlag.FATAL)) != 0) return;
  if (!calledBy(p, pc, fp)) return;
  p.flags |= PanicFlag.RECOVERED;
  store<u64>(to, p.type);
  store<u64>(to, p.data, 8);
}

/** Is exactly one frame, wrappers aside, between the panic's deferred call and here? */
function calledBy(p: Panic, pc: usize, fp: usize): bool {
  let frames = 0;
  while (fp != 0) {
    const f = funcOfPc(pc);
    if (f == 0) return false;
    if ((load<u32>(f, FuncEntry.FLAGS) & FuncFlag.WRAPPER) == 0) frames++;
    if (frames > 1) return false;
    // A gate without a panic is one of RUNDEFERS: its function deferred the call and runs it
    // itself.
    if (load<u32>(fp) == RET_GATE && gateOf(fp).panic != 0) {
      return frames == 1 && gateOf(fp).panic == (changetype<usize>(p) as u32);
    }
    pc = callerPc(fp);
    fp = callerFrame(fp);
  }
  return false;
}

/**
 * runtime.Goexit at gp.pc: runs the deferred calls, of which there are some. When they are used
 * up the instruction is executed again.
 */
export function goexit(mp: M, gp: G): i32 {
  const p = newPanic(gp, 0, 0, PanicFlag.GOEXIT, PanicOrigin.GIVEN);
  return changetype<usize>(p) == 0 ? outOfMemory(mp) : next(mp, gp, p);
}

/** The goroutine ends: what is left of its Goexit. */
export function dropPanics(gp: G): void {
  while (gp.panic != 0) freePanic(gp, top(gp));
}

// ---- for the report ---------------------------------------------------------------------

export function panicCount(gp: G): u32 {
  let n: u32 = 0;
  for (let at = gp.panic; at != 0; at = changetype<Panic>(at as usize).link) n++;
  return n;
}

/** Panic i, the oldest being 0; null: there is none. */
function panicAt(gp: G, i: u64): Panic {
  const count = panicCount(gp) as u64;
  if (i >= count) return changetype<Panic>(0);
  let p = top(gp);
  for (let k = count - 1; k > i; k--) p = changetype<Panic>(p.link as usize);
  return p;
}

/** [to:2] = the value of panic i. */
export function panicValue(gp: G, i: u64, to: usize): void {
  const p = panicAt(gp, i);
  store<u64>(to, changetype<usize>(p) == 0 ? 0 : p.type);
  store<u64>(to, changetype<usize>(p) == 0 ? 0 : p.data, 8);
}

export function panicRecovered(gp: G, i: u64): bool {
  const p = panicAt(gp, i);
  return changetype<usize>(p) != 0 && (p.flags & PanicFlag.RECOVERED) != 0;
}

export function panicGoexit(gp: G, i: u64): bool {
  const p = panicAt(gp, i);
  return changetype<usize>(p) != 0 && (p.flags & PanicFlag.GOEXIT) != 0;
}

/** Whether panic i has the very value of the one before it: Go's report then prints it once. */
export function panicRepeats(gp: G, i: u64): bool {
  const p = panicAt(gp, i);
  if (i == 0 || changetype<usize>(p) == 0) return false;
  const older = changetype<Panic>(p.link as usize);
  if (p.type != older.type) return false;
  if (p.type == 0) return p.data == older.data;
  return sameObject(p.type as u32, p.data, p.origin, older.data, older.origin);
}
