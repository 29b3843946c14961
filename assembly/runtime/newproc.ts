/**
 * Goroutines begin and end: `go`, free lists of dead Gs, ids, goexit; after Go's proc.go. A
 * goroutine's stack is taken when it starts and given back when it ends, so a dead G costs its
 * struct alone.
 */
import { Cost, Counter, Limit } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { FuncEntry } from '../abi/frame';
import { Cause, GFlag, GStatus } from '../abi/status';
import { funcEntry, pcIndex } from '../guest/image';
import { stackalloc, stackclass, stackfree } from '../guest/stack';
import { memAlloc } from '../machine/mem';
import { bump } from '../machine/stats';
import { clearSlots, copySlots } from './chan';
import { dropg, schedule } from './proc';
import { policy } from './policy';
import { Ret } from './ret';
import { runqputHot } from './runq';
import { G, G_SLAB, M, P, S, charge, gAt } from './runtime2';
import { siteOf } from './site';
import { mexit, wakep } from './threads';
import { account, record, traceG } from './trace';
import { stopLimit } from './turn';

/** `go`: the new goroutine becomes runnext of this P; its creator goes on. */
export function newproc(mp: M, gp: G, func: u32, ctx: u32, args: usize, bytes: u32): i32 {
  const newg = newproc1(mp, func, ctx, args, bytes);
  if (newg === null) return Ret.LEAVE;
  setCreator(newg, gp);
  startG(mp, newg, func, gp.goid, siteOf(gp));
  return Ret.NEXT;
}

/**
 * The new goroutine's record, queue and wake-up; also for those that the runtime starts (creator
 * 0).
 */
export function startG(mp: M, newg: G, func: u32, creator: u32, site: u32): void {
  const pp = mp.p!;
  const queue: i32 = S.useNext != 0 ? Queue.RUNNEXT : Queue.LOCAL;
  bump(Counter.creates);
  record(Ev.GoCreate, queue, 0, mp.id, pp.id, newg.goid, func, creator, site);
  runqputHot(mp, pp, newg, true);
  if (S.mainStarted != 0) wakep(mp);
}

/** Who made a goroutine, and where: for the traces of failed programs. */
export function setCreator(newg: G, gp: G): void {
  newg.parentGoid = gp.goid;
  newg.gopc = pcIndex(gp.pc) + 1;
}

/** A runnable G with a stack for `func`; null: a limit ended the run. */
export function newproc1(mp: M, func: u32, ctx: u32, args: usize, bytes: u32): G | null {
  const pp = mp.p!;
  const entry = funcEntry(func);
  const reused = gfget(pp);
  const newg = reused !== null ? reused : malg();
  const want = stackclass(load<u32>(entry, FuncEntry.FRAME));
  const base: usize = newg === null ? 0 : stackalloc(want);
  if (newg === null || base == 0) {
    stopLimit(newg === null && S.ngAll >= S.maxG ? Limit.GOROUTINES : Limit.MEMORY);
    return null;
  }
  charge(mp, reused !== null ? Cost.goCreate : Cost.goCreateNew);
  clearSlots(base, want);
  store<u32>(base, ctx, 4);
  copySlots(base + 8, args, bytes);
  const fresh = newg;
  fresh.stacklo = base as u32;
  fresh.stackhi = (base as u32) + want;
  fresh.fp = base as u32;
  fresh.pc = load<u32>(entry, FuncEntry.PC);
  fresh.goid = nextGoid(pp);
  fresh.atomicstatus = GStatus.RUNNABLE as u8;
  fresh.flags = GFlag.USER as u8;
  fresh.waitreason = 0;
  fresh.resume = 0;
  fresh.preempt = 0;
  fresh.renew();
  fresh.site = 0;
  fresh.selectDone = 0;
  fresh.waiting = null;
  fresh.parentGoid = 0;
  fresh.gopc = 0;
  fresh.since = S.now;
  fresh.readySince = fresh.since;
  fresh.cause = Cause.RUNNEXT as u8;
  S.ngUser++;
  S.ngCreated++;
  if (S.ngUser > S.ngPeak) S.ngPeak = S.ngUser;
  return fresh;
}

/** Ids come in batches of 16 for each P. */
function nextGoid(pp: P): u32 {
  if (pp.goidcache == pp.goidcacheend) {
    pp.goidcache = S.goidgen + 1;
    S.goidgen += 16;
    pp.goidcacheend = pp.goidcache + 16;
  }
  const id = pp.goidcache;
  pp.goidcache++;
  return id;
}

/** A G struct never used before; null: limit. */
export function malg(): G | null {
  if (S.ngAll >= S.maxG) return null;
  if (S.ngAll == S.ngCap && !growG()) return null;
  const gp = gAt(S.ngAll);
  gp.atomicstatus = GStatus.DEAD as u8;
  S.ngAll++;
  return gp;
}

/** Room for another slab of Gs, and for its address. */
function growG(): bool {
  const slab = memAlloc(offsetof<G>() * G_SLAB);
  if (slab == 0) return false;
  const n = S.ngCap / G_SLAB;
  if (n == S.allgCap) {
    const cap = n == 0 ? 64 : n * 2;
    const table = memAlloc(cap * 4);
    if (table == 0) return false;
    memory.copy(table, S.allg, n << 2);
    S.allg = table;
    S.allgCap = cap;
  }
  store<u32>(S.allg + ((n as usize) << 2), slab as u32);
  S.ngCap += G_SLAB;
  return true;
}

/** A dead G: of this P, else 32 from the global list. */
function gfget(pp: P): G | null {
  if (pp.gFree === null && S.gFree !== null) {
    while (pp.gFreeN < 32 && S.gFree !== null) {
      const gp: G = S.gFree!;
      S.gFree = gp.schedlink;
      S.gFreeN--;
      gp.schedlink = pp.gFree;
      pp.gFree = gp;
      pp.gFreeN++;
    }
  }
  const gp = pp.gFree;
  if (gp === null) return null;
  pp.gFree = gp.schedlink;
  gp.schedlink = null;
  pp.gFreeN--;
  return gp;
}

/** To the P's list of dead Gs; from 64 on half of it goes to the global list. */
function gfput(pp: P, gp: G): void {
  gp.schedlink = pp.gFree;
  pp.gFree = gp;
  pp.gFreeN++;
  if (pp.gFreeN < 64) return;
  while (pp.gFreeN >= 32) {
    const spill: G = pp.gFree!;
    pp.gFree = spill.schedlink;
    pp.gFreeN--;
    spill.schedlink = S.gFree;
    S.gFree = spill;
    S.gFreeN++;
  }
}

/** The goroutine's function has returned (or Goexit has run its deferred calls). */
export function goexit0(mp: M, gp: G): i32 {
  const wasLocked = gp.lockedm !== null && mp.lockedExt + mp.lockedInt != 0;
  gdestroy(mp, gp);
  if (wasLocked) mexit(mp);
  else schedule(mp);
  return Ret.LEAVE;
}

/** The running goroutine ends: its struct goes to the free ones, its M is free and unwired. */
export function gdestroy(mp: M, gp: G): void {
  gp.site = siteOf(gp);
  account(gp, Cause.OTHER, S.now);
  gp.atomicstatus = GStatus.DEAD as u8;
  traceG(Ev.GoEnd, mp, gp, 0, 0, 0, 0);
  bump(Counter.exits);
  charge(mp, Cost.goExit);
  if ((gp.flags & GFlag.USER) != 0) S.ngUser--;
  gp.lockedm = null;
  mp.lockedg = null;
  mp.lockedExt = 0;
  dropg(mp, gp);
  stackfree(gp.stacklo as usize, gp.stackhi - gp.stacklo);
  gp.stacklo = 0;
  gfput(mp.p!, gp);
}
