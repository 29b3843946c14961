/**
 * The scheduler: which goroutine runs next on an M, after Go 1.26's proc.go. Threads and Ps coming
 * and going are in threads.ts.
 *
 * INTERLEAVING. An M that runs scheduler code (on g0) is a resumable state machine: `mp.step` says
 * where it goes on when its event comes. The code between two yield points is atomic: it happens at
 * one moment, and what it costs is charged to the M's clock afterwards. A yield point is a write of
 * the M's leaf in the event list, a return to the loop, and the next step when the M is the
 * earliest again (turn.ts). These are all:
 *
 *   Step.STEAL     after the decision to spin, before the first victim is looked at
 *   Step.BACKOFF   the short sleep before a running P's runnext is stolen
 *   Step.DROP      nothing was found: before the P is given up (the last look under the lock)
 *   Step.DROPPED   the P is given up: before the rechecks
 *   Step.POLLED    blocked in netpoll
 *   Step.START     asleep (stopm) or being created: until a P is handed over
 *   Step.FIND      as START, but with the P already held (end of a stop of the world)
 *   Step.EXEC      runs its goroutine: every visible instruction is a yield point
 *   Step.LEFTOVER  the same for a goroutine of the runtime that was left over from start-up
 *   Step.BURST, RAW, SYSCALL, LOCKED    busy for a known time, or until somebody says
 *
 * The races of the real runtime (a wake-up that comes between the last look and going to sleep, for
 * which `needspinning` and the rechecks exist) live at DROP and DROPPED, where other Ms act in
 * between.
 */
import { Cost, Counter } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { Cause, GStatus, MStatus, WaitReason } from '../abi/status';
import { bump } from '../machine/stats';
import { netpoll, netpollAny, netpollBreak, netpollDeadline } from './netpoll';
import { policy } from './policy';
import { Ret } from './ret';
import { G, M, P, RUNQ_SIZE, S, charge, cost, pAt } from './runtime2';
import {
  globrunqget, globrunqgetbatch, globrunqput, runqempty, runqget, runqlen, runqput, runqputHot,
  runqputtail
} from './runq';
import { siteOf } from './site';
import { gcstopm } from './stw';
import {
  acquirep, nextBusy, nextTimerp, pidleget, pidlegetSpinning, pidleput, releasep, spinBegin,
  spinEnd, startlockedm, startm, stoplockedm, stopm, wakep,
} from './threads';
import { checkTimers, wakeTime } from './time';
import {
  account, accountHot, accountRun, pid, record, traceG, traceGHot, traceM, traceP, traceReadyHot
} from './trace';
import { Step, mayAct, signalDue, yieldAt, yieldUntil } from './turn';

// ---- one scheduling round ---------------------------------------------------------------

/** The M is free: find something for it. Never looks at mp.curg. */
export function schedule(mp: M): void {
  if (mp.lockedg !== null) {
    stoplockedm(mp);
    return;
  }
  find(mp);
}

/** findRunnable from its top. The M holds a P. */
export function find(mp: M): void {
  const pp = mp.p!;
  pp.preempt = 0;
  if (S.gcwaiting != 0) {
    if (mp.spinning == 0) mp.status = MStatus.SCHEDULING;
    gcstopm(mp);
    return;
  }
  mp.pollUntil = (pp.timersMin | pp.timersModMin) == 0 ? 0 : checkTimers(mp, pp);
  if (S.runqsize > 0 && policy().globalTurn(pp.schedtick)) {
    found(mp, globrunqget(mp, pp));
    return;
  }
  const queued = runqget(pp);
  if (queued !== null) {
    const from = S.ret as i32;
    const plain = mp.spinning == 0 && queued.lockedm === null;
    if (plain) executeHot(mp, queued, from == Queue.RUNNEXT, from);
    else found(mp, queued);
    return;
  }
  if (mp.spinning == 0) mp.status = MStatus.SCHEDULING;
  if (S.runqsize > 0) {
    charge(mp, Cost.globalQueue);
    found(mp, globrunqgetbatch(mp, pp));
    return;
  }
  if (netpollAny() && S.lastpoll != 0 && (S.netpollNonblockExclusive == 0 || S.pollingNet == 0)) {
    const polled = pollNow(mp);
    if (polled !== null) {
      found(mp, polled);
      return;
    }
  }
  if (mp.spinning != 0 || policy().spins(S.nmspinning, S.gomaxprocs - S.npidle)) {
    if (mp.spinning == 0) spinBegin(mp);
    mp.round = 0;
    mp.left = 0;
    mp.ranTimer = 0;
    bump(Counter.stealAttempts);
    yieldAt(mp, Step.STEAL);
    return;
  }
  yieldAt(mp, Step.DROP);
}

/** Non-blocking look at the network: the first ready goroutine, the others are injected. */
function pollNow(mp: M): G | null {
  const list = netpoll(mp, 0);
  if (list === null) return null;
  const rest = list.schedlink;
  list.schedlink = null;
  injectglist(mp, rest);
  makeDirect(mp, list);
  S.ret = Queue.DIRECT;
  return list;
}

/** A goroutine that findRunnable takes straight from the poller. */
function makeDirect(mp: M, gp: G): void {
  unblock(mp, gp, mp.p, Queue.DIRECT);
  account(gp, Cause.WAKING, S.now);
}

/** findRunnable has chosen gp; S.ret says where it was: a runnext inherits the time slice. */
export function found(mp: M, gp: G): void {
  const from = S.ret as i32;
  if (mp.spinning != 0) resetspinning(mp);
  const locked = gp.lockedm;
  if (locked !== null && locked !== mp) {
    startlockedm(mp, gp, from);
    return;
  }
  execute(mp, gp, from == Queue.RUNNEXT, from);
}

/** The M found work: it stops spinning and makes sure that somebody else looks on. */
function resetspinning(mp: M): void {
  spinEnd(mp, 1);
  wakep(mp);
}

/** A signal reached the M while it was in the scheduler, asleep, or in a system call. */
function ignoreSignal(mp: M): void {
  const over = (mp.signalAt << 10) + cost(Cost.signalHandle);
  if (mp.t < over) mp.t = over;
  mp.signalPending = 0;
  traceM(Ev.PreemptSignal, mp, 0, 0, 0);
}

/** Runs gp on mp: the interpreter goes on with it, without an event in between (S.stay). */
// @ts-ignore: decorator
@inline
export function executeHot(mp: M, gp: G, inherit: bool, from: i32): void {
  const pp = mp.p!;
  mp.curg = gp;
  gp.m = mp;
  gp.atomicstatus = GStatus.RUNNING as u8;
  gp.preempt = 0;
  mp.status = MStatus.RUNNING;
  if (!inherit) pp.schedtick++;
  else bump(Counter.inherits);
  pp.switches++;
  if (signalDue(mp, S.now)) ignoreSignal(mp);
  mp.t += S.roundCost;
  accountRun(gp, S.now);
  traceGHot(Ev.GoStart, mp, gp, from, inherit ? 1 : 0, 0, pp.schedtick);
  mp.step = Step.EXEC;
  S.stay = 1;
}

/** The same as a call: where it is rare. */
export function execute(mp: M, gp: G, inherit: bool, from: i32): void {
  executeHot(mp, gp, inherit, from);
}

// ---- going idle -------------------------------------------------------------------------

/** Nothing was found. The last look under the lock, then the P is given up. */
export function drop(mp: M): void {
  const pp = mp.p!;
  if (S.gcwaiting != 0) {
    find(mp);
    return;
  }
  if (S.runqsize > 0) {
    found(mp, globrunqgetbatch(mp, pp));
    return;
  }
  if (S.useNeedspinning != 0 && mp.spinning == 0 && S.needspinning == 1) {
    spinBegin(mp);
    find(mp);
    return;
  }
  releasep(mp);
  pidleput(pp, S.now);
  yieldAt(mp, Step.DROPPED);
}

/**
 * Without a P. Whoever made work since the last look saw this M spinning and woke nobody: so one
 * that was spinning looks once more at everything, and takes a P back if there is something.
 */
export function dropped(mp: M): void {
  mp.wasSpinning = mp.spinning;
  if (mp.spinning != 0) {
    spinEnd(mp, 0);
    if (recheck(mp)) return;
    for (let id = nextTimerp(0); id < S.gomaxprocs; id = nextTimerp(id + 1)) {
      wakeBy(mp, wakeTime(pAt(id)));
    }
  }
  if (S.netpollInited != 0 && (S.netpollWaiters > 0 || mp.pollUntil != 0) && S.lastpoll != 0) {
    pollBlocked(mp);
    return;
  }
  if (mp.pollUntil != 0 && S.netpollInited != 0) {
    if (S.pollUntil == 0 || S.pollUntil > mp.pollUntil) netpollBreak(mp);
  }
  stopm(mp);
}

/** The M is not to sleep beyond `when` (ns; 0: no matter). */
export function wakeBy(mp: M, when: i64): void {
  if (when != 0 && (mp.pollUntil == 0 || when < mp.pollUntil)) mp.pollUntil = when;
}

/**
 * The rechecks of the global queue and of all local ones. True: the M has a P again and goes on.
 */
function recheck(mp: M): bool {
  if (S.recheckGlobalAfterDrop != 0 && S.runqsize > 0) {
    const pp = pidlegetSpinning();
    if (pp !== null) {
      acquirep(mp, pp);
      spinBegin(mp);
      found(mp, globrunqgetbatch(mp, pp));
      return true;
    }
  }
  for (let id = nextBusy(0); id < S.gomaxprocs; id = nextBusy(id + 1)) {
    if (runqempty(pAt(id))) continue;
    const queued = runqlen(pAt(id));
    if (queued > 0 && policy().half(queued) == 0) continue;
    const pp = pidlegetSpinning();
    if (pp === null) return false;
    acquirep(mp, pp);
    spinBegin(mp);
    find(mp);
    return true;
  }
  return false;
}

/**
 * This M sleeps in the kernel's poller, without a P, until the next timer, a ready descriptor or a
 * break.
 */
function pollBlocked(mp: M): void {
  S.pollUntil = mp.pollUntil;
  S.lastpoll = 0;
  S.pollM = mp;
  mp.status = MStatus.POLLING;
  traceM(Ev.NetpollBegin, mp, 1, 0, 0);
  yieldUntil(mp, Step.POLLED, netpollDeadline(mp));
}

/** Back from the blocking poll. */
export function polled(mp: M): void {
  const list = netpoll(mp, 1);
  S.pollUntil = 0;
  S.pollM = null;
  S.lastpoll = S.now > 0 ? S.now : 1;
  mp.status = MStatus.SCHEDULING;
  const pp = pidleget();
  if (pp === null) {
    injectglist(mp, list);
    stopm(mp);
    return;
  }
  acquirep(mp, pp);
  if (list !== null) {
    const rest = list.schedlink;
    list.schedlink = null;
    injectglist(mp, rest);
    makeDirect(mp, list);
    S.ret = Queue.DIRECT;
    found(mp, list);
    return;
  }
  if (mp.wasSpinning != 0) spinBegin(mp);
  find(mp);
}

// ---- parking, waking, yielding ----------------------------------------------------------

/** The cause of the ledger by wait reason; OTHER where nothing else is said. */
const CAUSES: usize = memory.data(WaitReason.COUNT);

function causeIs(reason: i32, cause: i32): void {
  store<u8>(CAUSES + reason, cause as u8);
}

/** Call first. */
export function causesInit(): void {
  memory.fill(CAUSES, Cause.OTHER as u8, WaitReason.COUNT);
  causeIs(WaitReason.SYNC_MUTEX_LOCK, Cause.LOCK);
  causeIs(WaitReason.SYNC_RWMUTEX_LOCK, Cause.LOCK);
  causeIs(WaitReason.SYNC_RWMUTEX_RLOCK, Cause.LOCK);
  causeIs(WaitReason.SEMACQUIRE, Cause.LOCK);
  causeIs(WaitReason.CHAN_RECEIVE, Cause.CHANNEL);
  causeIs(WaitReason.CHAN_SEND, Cause.CHANNEL);
  causeIs(WaitReason.CHAN_RECEIVE_NIL_CHAN, Cause.CHANNEL);
  causeIs(WaitReason.CHAN_SEND_NIL_CHAN, Cause.CHANNEL);
  causeIs(WaitReason.SELECT, Cause.SELECT);
  causeIs(WaitReason.SELECT_NO_CASES, Cause.SELECT);
  causeIs(WaitReason.SLEEP, Cause.SLEEP);
  causeIs(WaitReason.IO_WAIT, Cause.NETWORK);
  causeIs(WaitReason.SYNC_COND_WAIT, Cause.COND);
  causeIs(WaitReason.SYNC_WAITGROUP_WAIT, Cause.WAITGROUP);
  causeIs(WaitReason.STOPPING_THE_WORLD, Cause.STOP_THE_WORLD);
}

/** The running goroutine waits for `obj`; its M looks for another one. */
export function gopark(mp: M, gp: G, reason: i32, obj: u32): i32 {
  gp.atomicstatus = GStatus.WAITING as u8;
  gp.waitreason = reason as u8;
  gp.waitobj = obj;
  gp.resume = 1;
  gp.site = siteOf(gp);
  accountHot(gp, load<u8>(CAUSES + reason), S.now);
  traceGHot(Ev.GoBlock, mp, gp, reason, 0, obj, 0);
  bump(Counter.parks);
  charge(mp, Cost.gopark);
  dropg(mp, gp);
  schedule(mp);
  return Ret.LEAVE;
}

// @ts-ignore: decorator
@inline
export function dropg(mp: M, gp: G): void {
  gp.m = null;
  mp.curg = null;
}

/** gp becomes runnable and lies in `queue` of pp (null: the global queue). */
export function unblock(mp: M, gp: G, pp: P | null, queue: i32): void {
  const waker = mp.curg;
  gp.atomicstatus = GStatus.RUNNABLE as u8;
  gp.readySince = S.now;
  bump(Counter.readies);
  record(Ev.GoUnblock, queue, 0, mp.id, pid(pp), gp.goid, gp.waitobj,
    waker === null ? 0 : waker.goid, waker === null ? 0 : siteOf(waker)
  );
}

/** The same for a queue of mp's own P. */
// @ts-ignore: decorator
@inline
function unblockHot(mp: M, gp: G, queue: i32): void {
  const waker = mp.curg;
  gp.atomicstatus = GStatus.RUNNABLE as u8;
  gp.readySince = S.now;
  bump(Counter.readies);
  traceReadyHot(mp, gp, queue, waker === null ? 0 : waker.goid,
    waker === null ? 0 : siteOf(waker)
  );
}

/** ready: gp lies on the waker's P, as its runnext or at the tail. */
export function ready(mp: M, gp: G, next: bool): void {
  const pp = mp.p!;
  unblockHot(mp, gp, next && S.useNext != 0 ? Queue.RUNNEXT : Queue.LOCAL);
  charge(mp, Cost.goready);
  runqputHot(mp, pp, gp, next);
  wakep(mp);
}

export function goready(mp: M, gp: G): void {
  ready(mp, gp, true);
}

/**
 * injectglist: goroutines made ready in bulk. With a P: one for each idle P goes to the global
 * queue and an M is started for it, the rest to the local queue. Without: all to the global queue.
 */
export function injectglist(mp: M, list: G | null): void {
  if (list === null) return;
  const pp = mp.p;
  let idle: u32 = pp === null ? u32.MAX_VALUE : S.npidle;
  let gp: G | null = list;
  let global: u32 = 0;
  while (gp !== null && idle > 0) {
    const next: G | null = gp.schedlink;
    unblock(mp, gp, null, Queue.GLOBAL);
    globrunqput(gp, S.now);
    gp = next;
    global++;
    idle--;
  }
  startIdle(mp, global);
  if (pp === null) return;
  let told = false;
  while (gp !== null) {
    const next: G | null = gp.schedlink;
    const room = runqlen(pp) < RUNQ_SIZE;
    if (!room && !told) {
      traceP(Ev.BatchOverflow, mp, pp, 0, 0, 0, 0, listLength(gp));
      told = true;
    }
    unblock(mp, gp, room ? pp : null, room ? Queue.LOCAL : Queue.GLOBAL);
    if (room) runqputtail(mp, pp, gp);
    else globrunqput(gp, S.now);
    gp = next;
  }
  if (S.injectEndsWithWakep != 0) wakep(mp);
}

function listLength(list: G): u32 {
  let n: u32 = 0;
  for (let gp: G | null = list; gp !== null; gp = gp.schedlink) n++;
  return n;
}

function startIdle(mp: M, n: u32): void {
  for (let i: u32 = 0; i < n; i++) {
    if (S.useNeedspinning != 0) {
      const pp = pidlegetSpinning();
      if (pp === null) return;
      startm(mp, pp, false);
    } else {
      if (S.npidle == 0) return;
      startm(mp, null, false);
    }
  }
}

/**
 * Gosched, and preemption (`how` 0, 1 cooperative, 2 by signal): to the back of the global queue.
 */
export function goschedImpl(mp: M, gp: G, how: i32): i32 {
  const toNext = how != 0 && S.gcwaiting != 0 && S.stwPreemptToRunnext != 0 && S.useNext != 0;
  gp.atomicstatus = GStatus.RUNNABLE as u8;
  gp.readySince = S.now;
  gp.site = siteOf(gp);
  traceG(Ev.GoSched, mp, gp, toNext ? Queue.RUNNEXT : Queue.GLOBAL, how, 0, 0);
  bump(how == 0 ? Counter.gosched : Counter.preemptions);
  charge(mp, Cost.gosched);
  dropg(mp, gp);
  if (toNext) runqput(mp, mp.p!, gp, true);
  else globrunqput(gp, S.now);
  if (S.wakepOnYield != 0) wakep(mp);
  schedule(mp);
  return Ret.LEAVE;
}

export function gosched(mp: M, gp: G): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  gp.resume = 1;
  return goschedImpl(mp, gp, 0);
}

/** goyield: to the tail of the local queue, and nobody is woken. */
export function goyield(mp: M, gp: G): i32 {
  gp.atomicstatus = GStatus.RUNNABLE as u8;
  gp.readySince = S.now;
  gp.resume = 1;
  gp.site = siteOf(gp);
  traceG(Ev.GoSched, mp, gp, Queue.LOCAL, 3, 0, 0);
  charge(mp, Cost.gosched);
  dropg(mp, gp);
  runqput(mp, mp.p!, gp, false);
  schedule(mp);
  return Ret.LEAVE;
}

/** A preemption request seen at a function's entry. */
export function preemptcheck(mp: M, gp: G): i32 {
  if (S.preemption == 0 || mp.locks != 0) {
    gp.preempt = 0;
    return Ret.NEXT;
  }
  if (!mayAct(mp)) return Ret.LEAVE;
  gp.resume = 0;
  return goschedImpl(mp, gp, 1);
}

/** The signal of a preemption request has arrived at the M, which runs a goroutine. */
export function sighandler(mp: M): void {
  const gp = mp.curg;
  mp.signalPending = 0;
  charge(mp, Cost.signalHandle);
  const wanted =
    gp !== null && gp.atomicstatus == GStatus.RUNNING && gp.preempt != 0 && mp.locks == 0;
  traceM(Ev.PreemptSignal, mp, wanted ? 1 : 0, 0, gp === null ? 0 : gp.goid);
  if (wanted) goschedImpl(mp, gp!, 2);
}

/** A goroutine of the runtime left over from start-up: runs for a moment and parks for good. */
export function systemPark(mp: M, gp: G): void {
  gopark(mp, gp, WaitReason.FORCE_GC_IDLE, 0);
}
