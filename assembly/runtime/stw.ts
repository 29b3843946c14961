/**
 * Stopping the world, changing GOMAXPROCS, and runtime.GC as a stop of a given length; after Go's
 * proc.go.
 *
 * Whoever stops the world asks every running P to stop, takes those that are idle or in system
 * calls at once, and repeats the request every 100 us until all stand. Ps keep their queues; when
 * the world goes on, those with work are given to threads, and one more thread is woken to look
 * around.
 */
import { Cost, Counter, Limit, ProcStat } from '../abi/abi';
import { Ev, NONE } from '../abi/event';
import { Cause, GStatus, MStatus, PStatus, WaitReason } from '../abi/status';
import { evSet, evWhen } from '../machine/event';
import { memAlloc } from '../machine/mem';
import { bump } from '../machine/stats';
import { netpoll } from './netpoll';
import { goready, gopark, injectglist } from './proc';
import { Ret } from './ret';
import { globrunqputhead, runqempty, runqget } from './runq';
import {
  G, M, P, P_STRIDE, S, charge, cost, pAt
} from './runtime2';
import { inSyscall, stealP } from './syscall';
import { preemptone, wakeSysmon } from './sysmon';
import {
  acquirep, mgetAny, mgetSpecific, pidleget, pidleput, procUse, releasep, spinEnd, startmWith,
  stopm, wakep
} from './threads';
import { moveTimers } from './time';
import { account, record, traceM, traceP } from './trace';
import { Step, stopLimit, yieldAt, yieldUntil } from './turn';

const REPEAT_NS: i64 = 100 * 1000;

/** Why the world stops: detail of Ev.STWBegin. */
export const enum StwReason { NONE, GOMAXPROCS, GC }

/** The M's P stops here, because the world is being stopped. */
export function gcstopm(mp: M): void {
  if (mp.spinning != 0) spinEnd(mp, 0);
  const pp = releasep(mp);
  charge(mp, Cost.gcStop);
  stopP(mp, pp);
  stopm(mp);
}

/** pp stands; the one who stops the world is woken when it was the last. */
export function stopP(mp: M, pp: P): void {
  pp.status = PStatus.GCSTOP;
  S.stopwait--;
  const waits = S.stwM;
  if (S.stopwait > 0 || waits === null || waits === mp) return;
  charge(mp, Cost.futexWake);
  let when = (mp.t + cost(Cost.futexWakeLatency)) >> 10;
  if (when < waits.t >> 10) when = waits.t >> 10;
  if (when < evWhen(waits.id + 1)) evSet(waits.id + 1, when);
}

function preemptall(mp: M): void {
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const pp = pAt(id);
    if (pp.status == PStatus.RUNNING) preemptone(mp, pp, 1);
  }
}

/** gp on mp stops the world for `reason`; what happens then is in `stopped`. */
function stopTheWorld(mp: M, gp: G, reason: i32, procs: u32): i32 {
  if (S.stwM !== null) {
    // Somebody else is stopping it: first come, first served.
    gp.schedlink = null;
    if (S.stwTail === null) S.stwHead = gp;
    else S.stwTail!.schedlink = gp;
    S.stwTail = gp;
    gopark(mp, gp, WaitReason.SEMACQUIRE, 0);
    gp.resume = 0;
    return Ret.LEAVE;
  }
  const pp = mp.p!;
  S.stwM = mp;
  S.stwReason = reason;
  S.stwNewProcs = procs;
  gp.atomicstatus = GStatus.WAITING as u8;
  gp.waitreason = WaitReason.STOPPING_THE_WORLD as u8;
  gp.resume = 1;
  account(gp, Cause.STOP_THE_WORLD, S.now);
  traceM(Ev.STWBegin, mp, reason, 0, 0);
  charge(mp, Cost.stwBase);
  S.stopwait = S.gomaxprocs;
  S.gcwaiting = 1;
  preemptall(mp);
  pp.status = PStatus.GCSTOP;
  S.stopwait--;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const other = pAt(id);
    charge(mp, Cost.stwPerP);
    if (other !== pp && inSyscall(other)) {
      stealP(mp, other, other.m!, PStatus.GCSTOP);
      S.stopwait--;
    }
  }
  for (let idle = pidleget(); idle !== null; idle = pidleget()) {
    idle.status = PStatus.GCSTOP;
    S.stopwait--;
  }
  mp.round = 0;
  wait(mp);
  return Ret.LEAVE;
}

function wait(mp: M): void {
  if (S.stopwait == 0) yieldAt(mp, Step.STW);
  else yieldUntil(mp, Step.STW, (mp.t >> 10) + REPEAT_NS);
}

/** The event of the M that stops the world: not all stand yet; all stand; the work is done. */
export function stwEvent(mp: M): void {
  if (S.stopwait > 0) {
    preemptall(mp);
    wait(mp);
    return;
  }
  if (mp.round == 0) {
    mp.round = 1;
    traceM(Ev.STWStopped, mp, S.stwReason, 0, 0);
    mp.t += cost(S.stwReason == StwReason.GC ? Cost.gcPause : Cost.procresize);
    yieldAt(mp, Step.STW);
    return;
  }
  startTheWorld(mp);
}

function startTheWorld(mp: M): void {
  const gp = mp.curg!;
  if (S.netpollInited != 0) injectglist(mp, netpoll(mp, 0));
  const restart = procresize(mp, S.stwNewProcs != 0 ? S.stwNewProcs : S.gomaxprocs);
  S.stwNewProcs = 0;
  S.gcwaiting = 0;
  if (S.sysmonwait != 0) wakeSysmon(mp);
  traceM(Ev.STWEnd, mp, S.stwReason, 0, 0);
  for (let pp: P | null = restart; pp !== null; ) {
    const next: P | null = pp.link;
    const target: M | null = pp.m;
    pp.link = null;
    pp.m = null;
    startmWith(mp, pp, target);
    pp = next;
  }
  wakep(mp);
  gp.atomicstatus = GStatus.RUNNING as u8;
  mp.status = MStatus.RUNNING;
  S.stwM = null;
  account(gp, Cause.RUNNING, S.now);
  const waiter = S.stwHead;
  if (waiter !== null) {
    S.stwHead = waiter.schedlink;
    if (S.stwHead === null) S.stwTail = null;
    goready(mp, waiter);
  }
  yieldAt(mp, Step.EXEC);
}

/** Room for the structs of P 0 to n - 1; false: memory limit. */
export function allocPs(n: u32): bool {
  while (S.npAll < n) {
    const at = memAlloc(P_STRIDE as u32);
    if (at == 0) return false;
    store<u32>(S.allp + ((S.npAll as usize) << 2), at as u32);
    changetype<P>(at).id = S.npAll;
    S.npAll++;
  }
  return true;
}

/**
 * Changes the number of Ps to n; the world stands. The Ps that have work are returned, linked, each
 * with the M that it gets (or null); the others are on the idle stack.
 */
export function procresize(mp: M, n: u32): P | null {
  const old = S.gomaxprocs;
  const now = S.now;
  if (!allocPs(n)) {
    stopLimit(Limit.MEMORY);
    n = old;
  }
  if (n != old) record(Ev.ProcResize, 0, 0, mp.id, NONE, 0, old, n, 0);
  for (let id = old; id < n; id++) {
    pAt(id).status = PStatus.GCSTOP;
    pAt(id).statSince = now;
    pAt(id).statState = ProcStat.IDLE_NS;
  }
  const pp = mp.p;
  if (pp !== null && pp.id < n) pp.status = PStatus.RUNNING;
  else {
    if (pp !== null) releasep(mp);
    acquirep(mp, pAt(0));
  }
  for (let id = n; id < old; id++) destroy(mp, pAt(id));
  S.gomaxprocs = n;
  stealOrder(n);
  return sortOut(mp, n);
}

/**
 * What a P that goes away still has: its queue to the front of the global one, its timers to mp's
 * P.
 */
function destroy(mp: M, pp: P): void {
  const now = S.now;
  let kept: G | null = null;
  for (let gp = runqget(pp); gp !== null; gp = runqget(pp)) {
    gp.schedlink = kept;
    kept = gp;
  }
  while (kept !== null) {
    const gp: G = kept;
    kept = gp.schedlink;
    globrunqputhead(gp, now);
  }
  moveTimers(mp, pp);
  while (pp.gFree !== null) {
    const gp = pp.gFree!;
    pp.gFree = gp.schedlink;
    gp.schedlink = S.gFree;
    S.gFree = gp;
    S.gFreeN++;
  }
  pp.gFreeN = 0;
  pp.status = PStatus.DEAD;
  procUse(pp, ProcStat.IDLE_NS, now);
  traceP(Ev.ProcStop, mp, pp, PStatus.DEAD, 0, 0, 0, 0);
}

function sortOut(mp: M, n: u32): P | null {
  let runnable: P | null = null;
  let needM: P | null = null;
  let idle: P | null = null;
  for (let id: i32 = (n as i32) - 1; id >= 0; id--) {
    const pp = pAt(id as u32);
    if (pp === mp.p) continue;
    pp.status = PStatus.IDLE;
    if (runqempty(pp)) {
      if (S.initialIdlePOrder != 0) {
        pp.link = idle;
        idle = pp;
      } else pidleput(pp, S.now);
      continue;
    }
    const owner = pp.oldm;
    const same = S.pmAffinityAcrossSTW != 0 && owner !== null ? mgetSpecific(owner) : null;
    if (same === null && S.pmAffinityAcrossSTW != 0) {
      pp.link = needM;
      needM = pp;
      continue;
    }
    pp.m = same !== null ? same : mgetAny();
    pp.link = runnable;
    runnable = pp;
  }
  while (needM !== null) {
    const pp: P = needM;
    needM = pp.link;
    pp.m = mgetAny();
    pp.link = runnable;
    runnable = pp;
  }
  while (idle !== null) {
    const pp: P = idle;
    idle = pp.link;
    pidleput(pp, S.now);
  }
  return runnable;
}

/** The numbers coprime to n, for the enumeration of victims. */
export function stealOrder(n: u32): void {
  if (S.coprimeCap < n) {
    S.coprimes = memAlloc(n * 4);
    S.coprimeCap = n;
  }
  let count: u32 = 0;
  for (let i: u32 = 1; i <= n; i++) {
    if (gcd(i, n) != 1) continue;
    store<u32>(S.coprimes + ((count as usize) << 2), i);
    count++;
  }
  S.coprimeCount = count;
}

function gcd(a: u32, b: u32): u32 {
  while (b != 0) {
    const r = a % b;
    a = b;
    b = r;
  }
  return a;
}

// ---- what the program calls -------------------------------------------------------------

/** runtime.GOMAXPROCS(n); S.ret is the value before. */
export function gomaxprocs(mp: M, gp: G, n: i64): i32 {
  if (gp.resume != 0) {
    S.ret = gp.rem;
    return Ret.NEXT;
  }
  S.ret = S.gomaxprocs;
  if (n <= 0 || n == (S.gomaxprocs as i64)) return Ret.NEXT;
  gp.rem = S.gomaxprocs;
  const procs: u32 = n > (S.maxP as i64) ? S.maxP : (n as u32);
  return stopTheWorld(mp, gp, StwReason.GOMAXPROCS, procs);
}

/** runtime.GC(): a stop of the length that the cost model gives. */
export function gcnative(mp: M, gp: G): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  bump(Counter.gcs);
  return stopTheWorld(mp, gp, StwReason.GC, 0);
}
