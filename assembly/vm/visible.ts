/**
 * Instructions and natives that other Ms can see: the M is the earliest when they are executed.
 * All return a Ret; gp.pc, gp.fp and mp.t are saved. Operands are read afresh, because the
 * instruction may be executed more than once until it is done.
 */
import { Cost } from '../abi/abi';
import { FRAME_HEADER, FuncEntry, Ins, NO_SLOT } from '../abi/frame';
import { Native } from '../abi/native';
import { Op } from '../abi/op';
import { funcEntry, funcIndex } from '../guest/image';
import { nativeSlots } from '../guest/nativeslots';
import { stackfree } from '../guest/stack';
import { findMethod } from '../guest/type';
import { chancap, chanlen, closechan, makechan, raise } from '../runtime/chan';
import { coroswitch, newcoro } from '../runtime/coro';
import { dieafterpanic, exitprogram, fatal, throwtext } from '../runtime/fatal';
import { lockosthread, setmaxthreads, unlockosthread } from '../runtime/locked';
import { netsource, netwait } from '../runtime/netpoll';
import { goexit0, newproc } from '../runtime/newproc';
import { outputfull, outwrite, traceOutput } from '../runtime/output';
import { gosched } from '../runtime/proc';
import { Ret, RtErr } from '../runtime/ret';
import { charge, cost, G, M, nanotime, S } from '../runtime/runtime2';
import { selectgo } from '../runtime/select';
import {
  canspin, dospin, notifyadd, notifyall, notifyone, notifywait, semacquire, semrelease,
} from '../runtime/sema';
import { gcnative, gomaxprocs } from '../runtime/stw';
import { cgocall, cpuburst, syscall } from '../runtime/syscall';
import { timernew, timerreset, timesleep, timerstop } from '../runtime/time';
import { atomic } from './atomic';
import { Go } from './call';
import { closureEntry } from './defer';
import { dropPanics, goexit } from './panic';
import { printCapacity } from './print';
import { mayAct } from '../runtime/turn';

function word(pc: usize, fp: usize, operand: usize): u32 {
  return load<u32>(fp + load<u16>(pc + operand));
}

/** Executes a visible instruction that is not in the interpreter's own switch. */
export function visible(mp: M, gp: G, op: i32, pc: usize, fp: usize): i32 {
  const imm = load<u32>(pc, Ins.I);
  const a = fp + load<u16>(pc, Ins.A);
  switch (op) {
    case Op.GO:
    case Op.GOC:
    case Op.GOI:
      return spawn(mp, gp, op, pc, fp);
    case Op.MKCHAN:
      return result(a, makechan(mp, gp, imm, load<i64>(fp + load<u16>(pc, Ins.B))));
    case Op.CLOSE:
      return closechan(mp, gp, load<u32>(a));
    case Op.CHLEN:
      store<u64>(a, chanlen(word(pc, fp, Ins.B)) as u64);
      return Ret.NEXT;
    case Op.CHCAP:
      store<u64>(a, chancap(word(pc, fp, Ins.B)) as u64);
      return Ret.NEXT;
    case Op.SELECT:
      return selectgo(mp, gp, imm, fp, a);
    case Op.THROW:
      return fatal(mp, gp, load<u32>(a), load<u32>(a, 8));
    default:
      return declared(mp, gp, op, pc, fp);
  }
}

/** What directives declare. */
function declared(mp: M, gp: G, op: i32, pc: usize, fp: usize): i32 {
  const site = load<u32>(pc, Ins.I);
  const ns = load<i64>(fp + load<u16>(pc, Ins.A));
  const c: u32 = load<u16>(pc, Ins.C);
  switch (op) {
    case Op.CPU:
      return cpuburst(mp, gp, ns, c == NO_SLOT ? 0 : load<i64>(fp + c));
    case Op.SYSCALL:
      return syscall(mp, gp, ns, load<u16>(pc, Ins.D), site);
    case Op.CGO:
      return cgocall(mp, gp, ns, site);
    case Op.NET:
      return netwait(mp, gp, ns, site);
    case Op.NETSRC: {
      const b = fp + load<u16>(pc, Ins.B);
      return netsource(mp, gp, site, c, load<i64>(b), load<i64>(b, 8));
    }
    default:
      if (!ASC_NO_ASSERT) throw new Error('visible: no such instruction');
      return unreachable();
  }
}

/** Puts S.ret into a slot when the operation is done. */
function result(to: usize, r: i32): i32 {
  if (r == Ret.NEXT) store<i64>(to, S.ret);
  return r;
}

/** go f(...) */
function spawn(mp: M, gp: G, op: i32, pc: usize, fp: usize): i32 {
  const window = fp + load<u16>(pc, Ins.A);
  let entry: usize = load<u32>(pc, Ins.I);
  let ctx: u32 = 0;
  if (op == Op.GOC) {
    ctx = word(pc, fp, Ins.B);
    if (ctx == 0) return throwtext(mp, 'fatal error: go of nil func value\n');
    entry = closureEntry(ctx);
  } else if (op == Op.GOI) {
    const iface = fp + load<u16>(pc, Ins.B);
    if (load<u32>(iface) == 0) return raise(RtErr.NIL_DEREF);
    entry = methodEntry(load<u32>(iface), load<u32>(pc, Ins.I));
    store<u64>(window, load<u64>(iface, 8), FRAME_HEADER);
  }
  const bytes: u32 = load<u16>(entry, FuncEntry.PARAMS);
  return newproc(mp, gp, funcIndex(entry), ctx, window + FRAME_HEADER, bytes);
}

function methodEntry(type: u32, id: u32): usize {
  const func = findMethod(type, id);
  if (func == 0) {
    if (!ASC_NO_ASSERT) throw new Error('go: no such method');
    unreachable();
  }
  return funcEntry(func - 1);
}

// ---- natives ----------------------------------------------------------------------------

/** Natives that are told apart from the local ones only by their place in the list. */
function seesOnlyItself(fn: i32): bool {
  return fn == Native.NUMCPU || fn == Native.GOID || fn == Native.NANOTIME || fn == Native.WALLTIME;
}

/** A native before FIRST_LOCAL, except GOEXIT, in the window `w`. */
export function visibleNative(mp: M, gp: G, fn: i32, w: usize): i32 {
  const args = w + FRAME_HEADER;
  const res = args + ((nativeSlots(fn) & 15) << 3);
  const own = seesOnlyItself(fn);
  if (own && S.cores == 0) return ownNative(mp, gp, fn, res);
  if (!mayAct(mp)) return Ret.LEAVE;
  // The clock is read when the M has a core.
  if (own) return ownNative(mp, gp, fn, res);
  if (fn >= <i32>Native.LOAD32 && fn <= <i32>Native.OR64) return atomic(mp, gp, fn, args, res);
  if (fn < <i32>Native.SEMACQUIRE) return scheduleNative(mp, gp, fn, args, res);
  if (fn <= <i32>Native.NOTIFYONE) return semaNative(mp, gp, fn, args, res);
  return processNative(mp, gp, fn, args, res);
}

function ownNative(mp: M, gp: G, fn: i32, res: usize): i32 {
  switch (fn) {
    case Native.NUMCPU:
      store<u64>(res, S.numcpu as u64);
      return Ret.NEXT;
    case Native.GOID:
      store<u64>(res, gp.goid as u64);
      return Ret.NEXT;
    case Native.NANOTIME:
      charge(mp, Cost.nanotime);
      store<i64>(res, nanotime(mp));
      return Ret.NEXT;
    default:
      // One reading gives both times: time.Now asks for NANOTIME as well.
      store<i64>(res, S.wallStart + nanotime(mp));
      return Ret.NEXT;
  }
}

function scheduleNative(mp: M, gp: G, fn: i32, args: usize, res: usize): i32 {
  switch (fn) {
    case Native.GOSCHED:
      return gosched(mp, gp);
    case Native.GOMAXPROCS:
      return result(res, gomaxprocs(mp, gp, load<i64>(args)));
    case Native.NUMGOROUTINE:
      store<u64>(res, S.ngUser as u64);
      return Ret.NEXT;
    case Native.LOCKOSTHREAD:
      return lockosthread(mp, gp);
    case Native.UNLOCKOSTHREAD:
      return unlockosthread(mp, gp);
    case Native.GC:
      return gcnative(mp, gp);
    case Native.SETMAXTHREADS:
      return result(res, setmaxthreads(mp, gp, load<i64>(args)));
    case Native.SLEEP:
      return timesleep(mp, gp, load<i64>(args));
    case Native.CORONEW:
      return newcoro(mp, gp, load<u32>(args), load<u32>(args, 8));
    case Native.COROSWITCH:
      return coroswitch(mp, gp, load<u32>(args), false);
    case Native.COROEXIT:
      dropPanics(gp);
      return coroswitch(mp, gp, load<u32>(args), true);
    default:
      if (!ASC_NO_ASSERT) throw new Error('native: no such function');
      return unreachable();
  }
}

function semaNative(mp: M, gp: G, fn: i32, args: usize, res: usize): i32 {
  const address = load<u32>(args);
  if (fn == Native.CANSPIN) return result(res, canspin(mp, gp, load<i64>(args)));
  if (fn == Native.DOSPIN) return dospin(mp, gp);
  if (address == 0) return raise(RtErr.NIL_DEREF);
  switch (fn) {
    case Native.SEMACQUIRE:
      return semacquire(mp, gp, address, load<u64>(args, 8) != 0, load<i32>(args, 16));
    case Native.SEMRELEASE:
      return semrelease(mp, gp, address, load<u64>(args, 8) != 0);
    case Native.NOTIFYADD:
      return result(res, notifyadd(mp, gp, address));
    case Native.NOTIFYWAIT:
      return notifywait(mp, gp, address, load<u32>(args, 8));
    case Native.NOTIFYALL:
      return notifyall(mp, gp, address);
    default:
      return notifyone(mp, gp, address);
  }
}

function processNative(mp: M, gp: G, fn: i32, args: usize, res: usize): i32 {
  switch (fn) {
    case Native.TIMERNEW:
      return result(res, timernew(mp, gp, load<u32>(args), load<u32>(args, 8)));
    case Native.TIMERRESET:
      if (load<u32>(args) == 0) return raise(RtErr.NIL_DEREF);
      return result(res, resetTimer(mp, gp, args));
    case Native.TIMERSTOP:
      if (load<u32>(args) == 0) return raise(RtErr.NIL_DEREF);
      return result(res, timerstop(mp, gp, load<u32>(args)));
    case Native.EXIT:
      return exitprogram(mp, gp, load<i32>(args));
    case Native.WRITE:
      return write(mp, load<i32>(args), load<u32>(args, 8), load<u32>(args, 16));
    case Native.PRINTEND:
      return printEnd(mp);
    case Native.FATAL:
      return fatal(mp, gp, load<u32>(args), load<u32>(args, 8));
    case Native.DIE:
      return dieafterpanic(mp, gp);
    default:
      if (!ASC_NO_ASSERT) throw new Error('native: no such function');
      return unreachable();
  }
}

function resetTimer(mp: M, gp: G, args: usize): i32 {
  return timerreset(mp, gp, load<u32>(args), load<i64>(args, 8), load<i64>(args, 16));
}

/** One write system call. */
function write(mp: M, fd: i32, from: usize, n: u32): i32 {
  if (!outwrite(fd, from, n)) return outputfull(mp);
  traceOutput(mp, fd, n);
  mp.t += cost(Cost.write) + cost(Cost.writeByte) * (n as i64);
  return Ret.NEXT;
}

/** What print gathered goes out. */
function printEnd(mp: M): i32 {
  if (!outwrite(2, mp.printbuf, mp.printlen)) return outputfull(mp);
  traceOutput(mp, 2, mp.printlen);
  mp.t += cost(Cost.print) + cost(Cost.printByte) * (mp.printlen as i64);
  if (mp.printbuf != 0) stackfree(mp.printbuf, printCapacity(mp.printlen));
  mp.printbuf = 0;
  mp.printlen = 0;
  return Ret.NEXT;
}

// ---- the end of a goroutine -------------------------------------------------------------

/** runtime.Goexit: the deferred calls, then the end. ON: go on at gp.pc, gp.fp. */
export function goexitNow(mp: M, gp: G): i32 {
  return gp.defer != 0 ? goexit(mp, gp) : exitGoroutine(mp, gp);
}

/** The first function of a goroutine returns; its own cost does not count before it may. */
export function ended(mp: M, gp: G, c: i64): i32 {
  mp.t -= c;
  return exitGoroutine(mp, gp);
}

function exitGoroutine(mp: M, gp: G): i32 {
  if (!mayAct(mp)) return Go.LEFT;
  dropPanics(gp);
  goexit0(mp, gp);
  return Go.LEFT;
}
