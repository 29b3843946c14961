/**
 * Calls, as far as the interpreter does not do them in line: what has to happen before a call may
 * go ahead (the horizon, a preemption request, a larger stack), calls that no instruction makes,
 * and the returns from these.
 */
import { Cost } from '../abi/abi';
import { FRAME_HEADER, FuncEntry } from '../abi/frame';
import { Fault, fault } from '../guest/fault';
import { Gate, gateOf, RET_GATE } from '../guest/frame';
import { funcOfPc, GATE_BYTES } from '../guest/image';
import { heapWantsGC } from '../guest/heap';
import { stackalloc, stackclass, stackfree } from '../guest/stack';
import { throwtext } from '../runtime/fatal';
import { preemptcheck } from '../runtime/proc';
import { Ret } from '../runtime/ret';
import { charge, G, M, S } from '../runtime/runtime2';
import { collect } from './collect';
import { horizon, Step, yieldAt } from '../runtime/turn';

/** Outcomes of what may leave the M. */
export const enum Go {
  /** go on at gp.pc, gp.fp */
  ON = 0,
  /** the M was left: return to the event loop */
  LEFT = 1,
  /** a run-time error: F */
  TRAP = 2,
}

/** The M waits at the present instruction: the run stops because memory is used up. */
export function outOfMemory(mp: M): i32 {
  yieldAt(mp, Step.EXEC);
  return Go.LEFT;
}

/**
 * May the goroutine go on at a back-edge? gp.pc, gp.fp and mp.t are saved. Gives a new S.limit.
 */
export function backEdge(mp: M): i32 {
  if (heapWantsGC()) collect();
  return horizon(mp) == Ret.NEXT ? Go.ON : Go.LEFT;
}

/**
 * May the call at gp.pc go ahead, of the function `entry` with its frame `window` bytes above
 * gp.fp? `limit` is the interpreter's. The stack may move: gp.fp is the present frame afterwards;
 * S.limit is the limit.
 */
export function admit(mp: M, gp: G, entry: usize, window: u32, limit: i64): i32 {
  S.limit = limit;
  if (mp.t >= limit && backEdge(mp) != Go.ON) return Go.LEFT;
  if (gp.preempt != 0) {
    if (preemptcheck(mp, gp) != Ret.NEXT) return Go.LEFT;
    S.limit = 0;
  }
  return reserve(mp, gp, window, load<u32>(entry, FuncEntry.FRAME));
}

/** Go's first stack: up to here growth is a matter of ours alone, and costs nothing. */
const GO_STACK: u32 = 2048;

/** Makes room for a frame of `bytes` bytes, `window` bytes above gp.fp; the stack may move. */
export function reserve(mp: M, gp: G, window: u32, bytes: u32): i32 {
  const used = gp.fp - gp.stacklo + window;
  const need = used + bytes;
  if (need <= gp.stackhi - gp.stacklo) return Go.ON;
  let size = (gp.stackhi - gp.stacklo) * 2;
  while (size < need) size *= 2;
  if (size > S.maxStack) {
    if (need > S.maxStack) return overflow(mp);
    size = need;
  }
  size = stackclass(size);
  const base = stackalloc(size);
  if (base == 0) return outOfMemory(mp);
  const old = gp.stacklo as usize;
  memory.copy(base, old, gp.stackhi - gp.stacklo);
  stackfree(old, gp.stackhi - gp.stacklo);
  gp.fp = (base as u32) + (gp.fp - gp.stacklo);
  gp.stacklo = base as u32;
  gp.stackhi = (base as u32) + size;
  if (size > GO_STACK) charge(mp, Cost.stackGrow);
  return Go.ON;
}

function overflow(mp: M): i32 {
  throwtext(
    mp, 'runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n',
  );
  return Go.LEFT;
}

/** Zeroes a new frame behind its header and parameters. */
export function clearFrame(w: usize, entry: usize): void {
  let p = w + FRAME_HEADER + load<u16>(entry, FuncEntry.PARAMS);
  const end = w + load<u32>(entry, FuncEntry.FRAME);
  for (; p < end; p += 8) store<u64>(p, 0);
}

/** Bytes from a frame to the window of a call behind its gate. */
export function gateWindow(pc: usize): u32 {
  const f = funcOfPc(pc);
  return (f == 0 ? FRAME_HEADER : load<u32>(f, FuncEntry.FRAME)) + GATE_BYTES;
}

/**
 * Calls function `entry` behind a gate, `window` bytes above gp.fp, with closure `ctx`; `panic`
 * is the record of the panic that makes the call, or 0. Parameters are the caller's business,
 * after this. ON: gp.pc and gp.fp are the callee's.
 */
export function callGate(mp: M, gp: G, entry: usize, window: u32, ctx: u32, panic: u32): i32 {
  const r = reserve(mp, gp, window, load<u32>(entry, FuncEntry.FRAME));
  if (r != Go.ON) return r;
  const w = (gp.fp as usize) + window;
  const gate: Gate = gateOf(w);
  gate.pc = gp.pc;
  gate.distance = window;
  gate.panic = panic;
  store<u32>(w, RET_GATE);
  store<u32>(w, ctx, 4);
  clearFrame(w, entry);
  gp.pc = load<u32>(entry, FuncEntry.PC);
  gp.fp = w as u32;
  return Go.ON;
}

/** As `fault`, for a function that returns a Go. */
export function trapWith(code: Fault): i32 {
  fault(code, 0, 0);
  return Go.TRAP;
}
