/**
 * System calls, C calls and bursts of declared CPU: stretches in which an M is busy for a known
 * time.
 *
 * Entering a system call does not give the P away: it stays wired to the M (behaviour
 * `syscallWired`, since
 * 1.26) or takes status psyscall (before), and sysmon takes it when it sees the same call on two
 * rounds. A call that is known to block hands the P off at once. Coming back: fast with the old P
 * or with any idle one, else the goroutine goes to the global queue and the thread sleeps.
 */
import { Cost, Counter, ProcStat } from '../abi/abi';
import { Ev, NONE, Queue } from '../abi/event';
import { Cause, GStatus, MStatus, PStatus } from '../abi/status';
import { NEVER } from '../machine/event';
import { bump } from '../machine/stats';
import { dropg, goschedImpl } from './proc';
import { request } from './request';
import { Ret } from './ret';
import { globrunqput } from './runq';
import { G, M, P, S, charge, setP } from './runtime2';
import { siteOf } from './site';
import { stopP } from './stw';
import { acquirep, handoffp, pidleget, procUse, releasep, stoplockedm, stopm } from './threads';
import { account, record, traceG } from './trace';
import { wakeSysmon } from './sysmon';
import { Step, othersEnd, quantumEnd, yieldAt, yieldUntil } from './turn';

/** Kinds in records and in `mp.syskind`. */
export const enum SysKind { ORDINARY, BLOCKING, CGO, RAW }

/** Longer stretches end behind the last virtual time in any case: 2^52 ns, 52 days. */
const LONGEST: i64 = 1 << 52;

// ---- declared CPU -----------------------------------------------------------------------

/**
 * Burns `ns`. If nobody can act or interrupt before its end, the M simply is that much later; else
 * it is an event of its own, which a signal can cut at the exact nanosecond. `calls`: distance of
 * the cooperative safe points, 0 if there are none before the end.
 */
export function cpuburst(mp: M, gp: G, ns: i64, calls: i64): i32 {
  if (gp.resume == 0) {
    gp.rem = ns < LONGEST ? ns : LONGEST;
    if (ns <= 0) return Ret.NEXT;
  } else if (gp.rem <= 0) return Ret.NEXT;
  const end = mp.t + (gp.rem << 10);
  const alone = end < othersEnd() && end < quantumEnd();
  if (alone && mp.signalPending == 0 && gp.preempt == 0) {
    mp.t = end;
    return Ret.NEXT;
  }
  gp.resume = 1;
  mp.burstStart = mp.t >> 10;
  mp.burstCalls = calls;
  yieldUntil(mp, Step.BURST, nextOfBurst(mp, gp));
  return Ret.LEAVE;
}

/** The next moment of a burst: its end, a signal, or the safe point at which a request is seen. */
function nextOfBurst(mp: M, gp: G): i64 {
  let when = mp.burstStart + gp.rem;
  if (mp.signalPending != 0 && mp.signalAt < when) when = mp.signalAt;
  if (gp.preempt != 0 && mp.burstCalls > 0) {
    const now = S.now > mp.burstStart ? S.now : mp.burstStart;
    const point = mp.burstStart + ((now - mp.burstStart) / mp.burstCalls + 1) * mp.burstCalls;
    if (point < when) when = point;
  }
  return when;
}

/**
 * A request to stop reached an M in the middle of a burst: its next moment may be sooner. A signal
 * that came while the M had no core reaches it now.
 */
export function burstChanged(mp: M): void {
  if (mp.step != Step.BURST || mp.off != 0) return;
  const when = nextOfBurst(mp, mp.curg!);
  yieldUntil(mp, Step.BURST, when > S.now ? when : S.now);
}

/** The M goes on with its burst after something else, which took time of its own. */
export function burstResumed(mp: M): void {
  mp.burstStart = mp.t >> 10;
  burstChanged(mp);
}

/** What of the burst has passed is taken off. */
export function burstStopped(mp: M): void {
  const now = mp.t >> 10;
  mp.curg!.rem -= now - mp.burstStart;
  mp.burstStart = now;
}

/** The M's event in a burst: its end, or a safe point. */
export function burstEvent(mp: M): void {
  const gp = mp.curg!;
  burstStopped(mp);
  if (gp.rem <= 0) {
    gp.rem = 0;
    yieldAt(mp, Step.EXEC);
    return;
  }
  if (gp.preempt != 0 && mp.burstCalls > 0 && S.preemption != 0 && mp.locks == 0) {
    goschedImpl(mp, gp, 1);
    return;
  }
  yieldUntil(mp, Step.BURST, nextOfBurst(mp, gp));
}

// ---- system calls -----------------------------------------------------------------------

/** A system call of `ns`; flags 1: known to block, 2: raw. */
export function syscall(mp: M, gp: G, ns: i64, flags: i32, site: u32): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  let kind: u32 = (flags & 1) != 0 ? SysKind.BLOCKING : SysKind.ORDINARY;
  if ((flags & 2) != 0) kind = SysKind.RAW;
  return enter(mp, gp, ns, kind, site);
}

export function cgocall(mp: M, gp: G, ns: i64, site: u32): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  bump(Counter.cgoCalls);
  return enter(mp, gp, ns, SysKind.CGO, site);
}

function enter(mp: M, gp: G, ns: i64, kind: u32, site: u32): i32 {
  bump(Counter.syscalls);
  gp.resume = 1;
  gp.site = siteOf(gp);
  mp.syskind = kind;
  traceG(Ev.GoSyscallBegin, mp, gp, kind, 0, site, 0);
  account(gp, Cause.SYSCALL, S.now);
  if (kind == SysKind.RAW) charge(mp, Cost.rawSyscall);
  else {
    charge(mp, kind == SysKind.CGO ? Cost.cgoEnter : Cost.syscallEnter);
    entersyscall(mp, gp, kind);
  }
  if ((S.requestMask & 1) != 0) {
    request(mp, gp, 0, site, ns);
    yieldUntil(mp, Step.SYSCALL, NEVER);
  } else {
    const busy: i64 = ns < 0 ? 0 : ns < LONGEST ? ns : LONGEST;
    yieldUntil(mp, Step.SYSCALL, (mp.t >> 10) + busy);
  }
  return Ret.LEAVE;
}

function entersyscall(mp: M, gp: G, kind: u32): void {
  const pp = mp.p!;
  const now = S.now;
  gp.atomicstatus = GStatus.SYSCALL as u8;
  mp.status = MStatus.SYSCALL;
  mp.inSyscallSince = now;
  mp.oldp = pp;
  mp.syscalltick = pp.syscalltick;
  if (kind == SysKind.BLOCKING) {
    bump(Counter.syscallsBlocking);
    pp.syscalltick++;
    handoffp(mp, releasep(mp));
    return;
  }
  if (S.sysmonwait != 0) wakeSysmon(mp);
  if (S.gcwaiting != 0 && S.stopwait > 0) {
    stealP(mp, pp, mp, PStatus.GCSTOP);
    stopP(mp, pp);
    return;
  }
  if (S.syscallWired == 0) pp.status = PStatus.SYSCALL;
  procUse(pp, ProcStat.SYSCALL_NS, now);
}

/** The P that `owner` has in its system call is taken by mp (or given up by owner itself). */
export function stealP(mp: M, pp: P, owner: M, status: u32): void {
  const gp = owner.curg!;
  record(Ev.ProcSteal, status, 0, owner.id, pp.id, gp.goid, mp.id, 0, 0);
  pp.m = null;
  pp.oldm = owner;
  setP(owner, null);
  pp.status = status;
  pp.syscalltick++;
  procUse(pp, ProcStat.IDLE_NS, S.now);
}

/** May sysmon, a stop of the world or another thread take pp: is its M in a system call with it? */
export function inSyscall(pp: P): bool {
  const owner = pp.m;
  if (owner === null) return false;
  if (pp.status != PStatus.RUNNING && pp.status != PStatus.SYSCALL) return false;
  const gp = owner.curg;
  return gp !== null && gp.atomicstatus == GStatus.SYSCALL;
}

/** The system call's time is over. */
export function exitsyscall(mp: M): void {
  const gp = mp.curg!;
  if (mp.syskind == SysKind.RAW) {
    traceG(Ev.GoSyscallEnd, mp, gp, 0, 0, 0, 0);
    account(gp, Cause.RUNNING, S.now);
    yieldAt(mp, Step.EXEC);
    return;
  }
  charge(mp, mp.syskind == SysKind.CGO ? Cost.cgoExit : Cost.syscallExit);
  const kept = mp.p !== null;
  const pp = kept ? mp.p : tryGetP(mp);
  mp.oldp = null;
  if (pp === null) {
    exitsyscallNoP(mp, gp);
    return;
  }
  if (!kept) acquirep(mp, pp);
  pp.status = PStatus.RUNNING;
  procUse(pp, ProcStat.RUNNING_NS, S.now);
  pp.syscalltick++;
  gp.atomicstatus = GStatus.RUNNING as u8;
  mp.status = MStatus.RUNNING;
  traceG(Ev.GoSyscallEnd, mp, gp, kept ? 0 : 1, 0, 0, 0);
  account(gp, Cause.RUNNING, S.now);
  yieldAt(mp, Step.EXEC);
}

/**
 * A P for a thread that comes back: its old one from another thread's system call, or an idle one.
 */
function tryGetP(mp: M): P | null {
  const old = mp.oldp;
  if (old !== null && old.id < S.gomaxprocs) {
    if (inSyscall(old)) {
      stealP(mp, old, old.m!, PStatus.IDLE);
      return old;
    }
  }
  const pp = pidleget();
  if (pp !== null && S.sysmonwait != 0) wakeSysmon(mp);
  return pp;
}

/** No P: the goroutine to the back of the global queue, the thread to sleep. */
function exitsyscallNoP(mp: M, gp: G): void {
  charge(mp, Cost.syscallExitSlow);
  gp.atomicstatus = GStatus.RUNNABLE as u8;
  gp.readySince = S.now;
  traceG(Ev.GoSyscallEnd, mp, gp, 2, 0, 0, 0);
  const locked = gp.lockedm !== null;
  dropg(mp, gp);
  record(Ev.GoUnblock, Queue.GLOBAL, 1, mp.id, NONE, gp.goid, 0, 0, 0);
  globrunqput(gp, S.now);
  if (locked) stoplockedm(mp);
  else stopm(mp);
}
