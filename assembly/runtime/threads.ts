/**
 * Threads (Ms) and the Ps that they hold: idle lists, waking, parking, hand-over; after Go's
 * proc.go.
 *
 * How many Ms should look for work? One that sleeps while there is work loses time, one that spins
 * while there is none burns a core. Go's answer, followed here: whoever makes work wakes one M if
 * there is an idle P and nobody spins (wakep); that M spins through all Ps; one that finds work and
 * was the last spinner wakes the next before it runs the work (resetspinning); one that finds none
 * gives up its P first and looks again afterwards (dropped in proc.ts). So at any time at most one
 * wake-up is under way, and work that appears while an M goes to sleep is seen either by that M or
 * by its maker.
 */
import { Cost, Counter, Limit, ProcStat } from '../abi/abi';
import { Ev, NONE, Queue } from '../abi/event';
import { Cause, GStatus, MStatus, PStatus } from '../abi/status';
import { bit, nextIn, nextOut, setBit } from '../machine/bits';
import { NEVER, evReserve, evSet } from '../machine/event';
import { memAlloc } from '../machine/mem';
import { bump } from '../machine/stats';
import { fatalText } from './fatal';
import { wakeNetPoller } from './netpoll';
import { execute } from './proc';
import { G, M, P, S, charge, cost, gAt, pAt, setP } from './runtime2';
import { runqempty } from './runq';
import { stopP } from './stw';
import { wakeTime } from './time';
import { account, record, traceM, traceP } from './trace';
import { Step, stopLimit } from './turn';

// ---- masks ------------------------------------------------------------------------------

/** Is P id on the idle stack? */
export function idlep(id: u32): bool {
  return bit(S.idlepMask, id);
}

/** May P id have timers? */
export function timerp(id: u32): bool {
  return bit(S.timerpMask, id);
}

/** The first P from `from` on that is not idle, or may have timers; gomaxprocs if there is none. */
export function nextBusy(from: u32): u32 {
  return nextOut(S.idlepMask, from, S.gomaxprocs);
}

export function nextTimerp(from: u32): u32 {
  return nextIn(S.timerpMask, from, S.gomaxprocs);
}

export function setTimerp(id: u32, on: bool): void {
  setBit(S.timerpMask, id, on);
}

// ---- what a P's time is spent on --------------------------------------------------------

/** From `now` on, pp's time counts as `use` (RUNNING_NS, IDLE_NS, SYSCALL_NS or SPINNING_NS). */
export function procUse(pp: P, use: i32, now: i64): void {
  const spent = now - pp.statSince;
  switch (pp.statState) {
    case ProcStat.RUNNING_NS: pp.runningNs += spent; break;
    case ProcStat.IDLE_NS: pp.idleNs += spent; break;
    case ProcStat.SYSCALL_NS: pp.syscallNs += spent; break;
    default: pp.spinningNs += spent;
  }
  pp.statSince = now;
  pp.statState = use;
}

// ---- idle Ps ----------------------------------------------------------------------------

/** pp goes on the idle stack. Its queue is empty. */
export function pidleput(pp: P, now: i64): void {
  assert(runqempty(pp), 'pidleput: P has runnable goroutines');
  if (pp.timersLen == 0) setTimerp(pp.id, false);
  setBit(S.idlepMask, pp.id, true);
  pp.status = PStatus.IDLE;
  pp.link = S.pidle;
  S.pidle = pp;
  S.npidle++;
  procUse(pp, ProcStat.IDLE_NS, now);
}

/** The P that went idle last, or null. */
export function pidleget(): P | null {
  const pp = S.pidle;
  if (pp === null) return null;
  S.pidle = pp.link;
  pp.link = null;
  setTimerp(pp.id, true);
  setBit(S.idlepMask, pp.id, false);
  S.npidle--;
  return pp;
}

/** As pidleget; if there is none, the next M that would go idle is told to spin instead. */
export function pidlegetSpinning(): P | null {
  const pp = pidleget();
  if (pp === null) S.needspinning = 1;
  return pp;
}

export function acquirep(mp: M, pp: P): void {
  assert(pp.m === null, 'acquirep: P has an M');
  setP(mp, pp);
  pp.m = mp;
  pp.status = PStatus.RUNNING;
  charge(mp, Cost.acquirep);
  procUse(pp, mp.spinning != 0 ? ProcStat.SPINNING_NS : ProcStat.RUNNING_NS, S.now);
  traceP(Ev.ProcStart, mp, pp, 0, 0, 0, 0, 0);
}

/** The M's P, no longer its own; the caller says what becomes of it. */
export function releasep(mp: M): P {
  const pp = mp.p!;
  traceP(Ev.ProcStop, mp, pp, PStatus.IDLE, 0, 0, 0, 0);
  pp.m = null;
  pp.oldm = mp;
  setP(mp, null);
  pp.status = PStatus.IDLE;
  procUse(pp, ProcStat.IDLE_NS, S.now);
  return pp;
}

// ---- spinning ---------------------------------------------------------------------------

export function spinBegin(mp: M): void {
  mp.spinning = 1;
  mp.status = MStatus.SPINNING;
  S.nmspinning++;
  S.needspinning = 0;
  bump(Counter.spins);
  const pp = mp.p;
  if (pp !== null) procUse(pp, ProcStat.SPINNING_NS, S.now);
  traceM(Ev.SpinBegin, mp, 0, 0, 0);
}

export function spinEnd(mp: M, foundWork: i32): void {
  mp.spinning = 0;
  mp.status = MStatus.SCHEDULING;
  assert(S.nmspinning > 0, 'spinEnd: negative nmspinning');
  S.nmspinning--;
  const pp = mp.p;
  if (pp !== null) procUse(pp, ProcStat.RUNNING_NS, S.now);
  traceM(Ev.SpinEnd, mp, foundWork, 0, 0);
}

// ---- Ms: new, idle, woken ---------------------------------------------------------------

/** A new M struct with the next id; null: limit (the run ends). */
export function allocm(): M | null {
  const id = S.mnext;
  if (id - S.nmfreed >= S.maxmcount) {
    fatalText(1, S.maxmcount);
    return null;
  }
  if (id >= S.maxM || !evReserve(id + 2)) {
    stopLimit(id >= S.maxM ? Limit.THREADS : Limit.MEMORY);
    return null;
  }
  const at = memAlloc((offsetof<M>() + 63) & ~63);
  if (at == 0) {
    stopLimit(Limit.MEMORY);
    return null;
  }
  store<u32>(S.allm + ((id as usize) << 2), at as u32);
  S.mnext++;
  const mp = changetype<M>(at);
  mp.id = id;
  setP(mp, null);
  return mp;
}

/** Starts an M for pp (null: any idle P; if there is none, nothing happens). */
export function startm(mp: M, pp: P | null, spinning: bool): void {
  let target = pp;
  if (target === null) {
    target = pidleget();
    if (target === null) {
      if (spinning) S.nmspinning--;
      return;
    }
  }
  const idle = mget();
  if (idle === null) {
    newm(mp, target, spinning);
    return;
  }
  idle.nextp = target;
  wakem(mp, idle, spinning, 0, 0);
}

/**
 * The M wakes a sleeping one, which runs `futexWakeLatency` later; `from`, `goid`: see
 * startlockedm.
 */
function wakem(mp: M, target: M, spinning: bool, from: i32, goid: u32): void {
  const now = S.now;
  target.spinning = spinning ? 1 : 0;
  target.status = MStatus.WAKING;
  const pp = target.nextp;
  record(Ev.MWake, from, spinning ? 1 : 0, target.id, pp === null ? NONE : pp.id, goid, 0, mp.id, 0
  );
  bump(Counter.mWakes);
  charge(mp, Cost.futexWake);
  const runs = mp.t + cost(Cost.futexWakeLatency);
  if (target.t < runs) target.t = runs;
  evSet(target.id + 1, target.t >> 10);
}

function newm(mp: M, pp: P, spinning: bool): void {
  const fresh = allocm();
  if (fresh === null) return;
  fresh.nextp = pp;
  fresh.spinning = spinning ? 1 : 0;
  fresh.status = MStatus.STARTING;
  fresh.step = Step.START;
  record(Ev.MCreate, 0, spinning ? 1 : 0, fresh.id, pp.id, 0, 0, mp.id, 0);
  bump(Counter.mCreates);
  charge(mp, Cost.threadCreate);
  fresh.t = mp.t + cost(Cost.threadStartLatency);
  fresh.round = 1;
  evSet(fresh.id + 1, fresh.t >> 10);
}

/** pp restarts after a stop of the world, on `target` or (null) on a new thread. */
export function startmWith(mp: M, pp: P, target: M | null): void {
  if (target === null) {
    newm(mp, pp, false);
    return;
  }
  target.nextp = pp;
  wakem(mp, target, false, 0, 0);
}

/**
 * The M has been woken (or is new): it takes the P that waits for it. Then the caller lets it
 * schedule.
 */
export function mstart(mp: M): void {
  if (mp.status == MStatus.STARTING) traceM(Ev.MStart, mp, 0, mp.spinning, 0);
  const pp = mp.nextp!;
  mp.nextp = null;
  mp.status = mp.spinning != 0 ? MStatus.SPINNING : MStatus.SCHEDULING;
  acquirep(mp, pp);
}

function mput(mp: M): void {
  mp.schedlink = S.midle;
  S.midle = mp;
  S.nmidle++;
  checkdead(mp);
}

function mget(): M | null {
  const mp = S.midle;
  if (mp === null) return null;
  S.midle = mp.schedlink;
  mp.schedlink = null;
  S.nmidle--;
  return mp;
}

/**
 * The most recently idle M, or, if it is idle, exactly `want` (P-M affinity over a stop of the
 * world).
 */
export function mgetSpecific(want: M): M | null {
  let prev: M | null = null;
  let mp: M | null = S.midle;
  while (mp !== null) {
    if (mp === want) {
      if (prev === null) S.midle = mp.schedlink;
      else prev.schedlink = mp.schedlink;
      mp.schedlink = null;
      S.nmidle--;
      return mp;
    }
    prev = mp;
    mp = mp.schedlink;
  }
  return null;
}

export function mgetAny(): M | null {
  return mget();
}

/** Without a P and not spinning: the M sleeps until somebody hands it a P. */
export function stopm(mp: M): void {
  assert(mp.p === null && mp.spinning == 0, 'stopm: holds a P or spins');
  mp.status = MStatus.IDLE;
  charge(mp, Cost.futexSleep);
  traceM(Ev.MPark, mp, 0, 0, 0);
  bump(Counter.mParks);
  mp.step = Step.START;
  evSet(mp.id + 1, NEVER);
  mput(mp);
}

/** Work was added: is one more M needed? */
export function wakep(mp: M): void {
  if (S.wakepTestsIdleFirst != 0 && S.npidle == 0) return;
  if (S.nmspinning != 0) return;
  if (S.useNeedspinning == 0) {
    if (S.npidle == 0) return;
    S.nmspinning++;
    bump(Counter.wakeps);
    startm(mp, null, true);
    return;
  }
  const pp = pidlegetSpinning();
  if (pp === null) return;
  S.nmspinning++;
  bump(Counter.wakeps);
  startm(mp, pp, true);
}

/**
 * pp is given up for good (system call, locked goroutine, end of a thread): the first rule that
 * applies.
 */
export function handoffp(mp: M, pp: P): void {
  charge(mp, Cost.handoffp);
  bump(Counter.handoffs);
  const rule = handoffRule(pp);
  traceP(Ev.Handoff, mp, pp, rule, 0, 0, 0, 0);
  switch (rule) {
    case 1:
    case 8:
      startm(mp, pp, false);
      return;
    case 4:
      S.nmspinning++;
      S.needspinning = 0;
      startm(mp, pp, true);
      return;
    case 5:
      stopP(mp, pp);
      return;
    default: {
      const when = wakeTime(pp);
      pidleput(pp, S.now);
      if (when != 0) wakeNetPoller(mp, when);
    }
  }
}

/**
 * Numbers of the rules as in docs/scheduler.md; findRunnable must find whatever makes rule 1 apply.
 */
function handoffRule(pp: P): i32 {
  if (!runqempty(pp) || S.runqsize != 0) return 1;
  if (S.nmspinning + S.npidle == 0) return 4;
  if (S.gcwaiting != 0) return 5;
  if (S.npidle == S.gomaxprocs - 1 && S.lastpoll != 0) return 8;
  return 9;
}

// ---- locked goroutines ------------------------------------------------------------------

/** The M's goroutine is wired to it and cannot run now: P away, asleep until it can. */
export function stoplockedm(mp: M): void {
  if (mp.p !== null) handoffp(mp, releasep(mp));
  mp.status = MStatus.LOCKED;
  traceM(Ev.MLockedPark, mp, 0, 0, mp.lockedg!.goid);
  mp.step = Step.LOCKED;
  evSet(mp.id + 1, NEVER);
  charge(mp, Cost.futexSleep);
  S.nmidlelocked++;
  checkdead(mp);
}

/**
 * gp, which mp took from queue `from`, is wired to another M: that one gets mp's P, and mp sleeps.
 * The record of the wake-up tells that gp has left its queue.
 */
export function startlockedm(mp: M, gp: G, from: i32): void {
  const owner = gp.lockedm!;
  S.nmidlelocked--;
  owner.nextp = releasep(mp);
  account(gp, Cause.WAKING, S.now);
  charge(mp, Cost.lockedHandoff);
  wakem(mp, owner, false, from, gp.goid);
  stopm(mp);
}

/** A locked M has been handed a P: it runs its goroutine. */
export function lockedstart(mp: M): void {
  mstart(mp);
  execute(mp, mp.lockedg!, false, Queue.DIRECT);
}

/** A thread ends, because its locked goroutine did. */
export function mexit(mp: M): void {
  if (mp.p !== null) handoffp(mp, releasep(mp));
  traceM(Ev.MExit, mp, 0, 0, 0);
  evSet(mp.id + 1, NEVER);
  mp.step = Step.PARKED;
  mp.status = MStatus.DEAD;
  // The main thread cannot end: Go lets it sleep for ever, and no longer counts it either.
  S.nmfreed++;
  checkdead(mp);
}

// ---- deadlock ---------------------------------------------------------------------------

export function mcount(): u32 {
  return S.mnext - S.nmfreed;
}

/**
 * No M runs, no timer is set, and every goroutine of the program waits: nothing can ever happen
 * again. An M blocked in netpoll counts as running.
 */
export function checkdead(mp: M): void {
  if (S.stop != 0 || mcount() > S.nmidle + S.nmidlelocked + S.nmsys) return;
  let waiting = false;
  for (let i: u32 = 0; i < S.ngAll; i++) {
    const gp = gAt(i);
    if (gp.goid == 0 || (gp.flags & 1) != 0) continue;
    switch (gp.atomicstatus as i32) {
      case GStatus.WAITING:
        waiting = true;
        break;
      case GStatus.RUNNABLE:
      case GStatus.RUNNING:
      case GStatus.SYSCALL:
        assert(false, 'checkdead: runnable g');
        return;
    }
  }
  if (!waiting) {
    fatalText(2, 0);
    return;
  }
  for (let id: u32 = 0; id < S.gomaxprocs; id++) if (pAt(id).timersLen > 0) return;
  fatalText(3, 0);
}

export function incidlelocked(mp: M, n: i32): void {
  S.nmidlelocked += n;
  if (n > 0) checkdead(mp);
}

