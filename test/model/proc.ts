/**
 * Making Gs run: docs/machine.md, section 5, docs/scheduler.md, section 5. Names are the runtime's.
 */
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { GStatus, PStatus, type WaitReason } from '../../assembly/abi/status.ts';
import {
  gfput, globrunqget, globrunqgetbatch, globrunqput, pidlegetSpinning, pidleput, runqempty,
  runqget, runqput,
} from './queues.ts';
import { netpollOwn } from './netpoll.ts';
import { beginSearch } from './search.ts';
import { type G, type M, NEVER, type P } from './state.ts';
import { checkTimers, wakeNetPoller, wakeTime } from './timers.ts';
import { Ended, type World } from './world.ts';

// ---- Ms and Ps --------------------------------------------------------------------------------

export function acquirep(w: World, m: M, p: P): void {
  w.charge(m, 'acquirep');
  m.p = p;
  p.m = m;
  p.oldm = m;
  p.status = PStatus.RUNNING;
  w.record(Ev.ProcStart, m);
}

export function releasep(w: World, m: M, status = PStatus.IDLE): P {
  const p = m.p!;
  w.record(Ev.ProcStop, m, { detail: status });
  m.p = undefined;
  p.m = undefined;
  p.status = status;
  return p;
}

export function becomeSpinning(w: World, m: M): void {
  m.spinning = true;
  w.nmspinning++;
  w.needspinning = false;
  w.record(Ev.SpinBegin, m);
}

export function endSpinning(w: World, m: M, found: boolean): void {
  m.spinning = false;
  w.nmspinning--;
  w.record(Ev.SpinEnd, m, { detail: found ? 1 : 0 });
}

/** Gives P an M that runs it: the last to go idle, or a new one. */
export function startm(w: World, by: M, p: P, spinning: boolean): void {
  const extra = spinning ? 1 : 0;
  const idle = w.midle.pop();
  if (idle) {
    wakeM(w, by, idle, p, { extra });
    idle.spinning = spinning;
    return;
  }
  const m = w.newM();
  m.nextp = p;
  m.spinning = spinning;
  w.record(Ev.MCreate, m, { p: p.id, arg: by.id, extra });
  w.charge(by, 'threadCreate');
  m.t = by.t + w.cost('threadStartLatency');
  w.plan(m, 'START');
}

/** An M that sleeps is woken for a P. */
export function wakeM(
  w: World, by: M, m: M, p: P, fields: { extra?: number; g?: number; detail?: number },
): void {
  m.nextp = p;
  w.record(Ev.MWake, m, { p: p.id, arg: by.id, ...fields });
  w.charge(by, 'futexWake');
  m.t = Math.max(m.t, by.t + w.cost('futexWakeLatency'));
  w.plan(m, m.step);
}

export function wakep(w: World, m: M): void {
  if (w.nmspinning !== 0) return;
  const p = pidlegetSpinning(w);
  if (!p) return;
  w.nmspinning++;
  startm(w, m, p, true);
}

export function stopm(w: World, m: M): void {
  w.charge(m, 'futexSleep');
  w.record(Ev.MPark, m);
  w.midle.push(m);
  w.plan(m, 'START', NEVER);
  checkdead(w);
}

/** A P that an M gives up for good. */
export function handoffp(w: World, m: M, p: P): void {
  w.charge(m, 'handoffp');
  const rule = (detail: number) => w.record(Ev.Handoff, m, { p: p.id, detail });
  if (!runqempty(p) || w.runq.length > 0) {
    rule(1);
    return startm(w, m, p, false);
  }
  if (w.nmspinning + w.pidle.length === 0) {
    rule(4);
    w.nmspinning++;
    w.needspinning = false;
    return startm(w, m, p, true);
  }
  if (w.gcwaiting) {
    rule(5);
    return stopP(w, m, p);
  }
  if (w.pidle.length === w.gomaxprocs - 1 && w.lastpoll !== 0) {
    rule(8);
    return startm(w, m, p, false);
  }
  rule(9);
  const when = wakeTime(p.timers);
  pidleput(w, p);
  if (when !== 0) wakeNetPoller(w, m, when);
}

/** P stands because the world is being stopped. */
export function stopP(w: World, m: M, p: P): void {
  p.status = PStatus.GCSTOP;
  w.stopwait--;
  const stopper = w.stopper;
  if (w.stopwait > 0 || !stopper || stopper === m) return;
  w.charge(m, 'futexWake');
  const when = Math.floor(Math.max(stopper.t, m.t + w.cost('futexWakeLatency')) / 1024);
  stopper.at = Math.min(stopper.at, when);
}

/** All Gs wait, and no M runs: `fatal error: all goroutines are asleep`. */
export function checkdead(w: World): void {
  const sysmon = 1;
  const run = w.ms.length - w.nmdead - w.midle.length - w.nmidlelocked - sysmon;
  if (run > 0) return;
  if (!w.gs.some((g) => !g.system && g.status === GStatus.WAITING)) throw new Ended('deadlock');
  if (w.ps.some((p) => p.timers.heap.length > 0)) return;
  throw new Ended('deadlock');
}

// ---- scheduling rounds -------------------------------------------------------------------------

export function schedule(w: World, m: M): void {
  if (m.lockedg) stoplockedm(w, m);
  else find(w, m);
}

/** An M sleeps until the G that is wired to it may run. */
export function stoplockedm(w: World, m: M): void {
  const g = m.lockedg!;
  if (m.p) handoffp(w, m, releasep(w, m));
  w.record(Ev.MLockedPark, m, { arg: g.id });
  w.charge(m, 'futexSleep');
  w.nmidlelocked++;
  w.plan(m, 'LOCKED', NEVER);
  checkdead(w);
}

export function gcstopm(w: World, m: M): void {
  if (m.spinning) endSpinning(w, m, false);
  const p = releasep(w, m);
  w.charge(m, 'gcStop');
  stopP(w, m, p);
  stopm(w, m);
}

/** What to run next, up to the search. */
export function find(w: World, m: M): void {
  const p = m.p!;
  if (w.gcwaiting) return gcstopm(w, m);
  m.pollUntil = checkTimers(w, m, p).until;
  const tick = w.behaviours.fairnessTick;
  if (tick > 0 && p.schedtick % tick === 0 && w.runq.length > 0) {
    return found(w, m, globrunqget(w, m), Queue.GLOBAL_TICK, false);
  }
  const own = runqget(p);
  if (own) return found(w, m, own.g, own.queue, own.inherit);
  if (w.runq.length > 0) {
    w.charge(m, 'globalQueue');
    return found(w, m, globrunqgetbatch(w, m, p), Queue.GLOBAL, false);
  }
  if (w.netWaiters > 0 && w.lastpoll !== 0) {
    const g = netpollOwn(w, m);
    if (g) return found(w, m, g, Queue.DIRECT, false);
  }
  if (m.spinning || 2 * w.nmspinning < w.gomaxprocs - w.pidle.length) {
    if (!m.spinning) becomeSpinning(w, m);
    beginSearch(m);
    w.plan(m, 'STEAL');
  } else {
    w.plan(m, 'DROP');
  }
}

/** The M has found g: it looks after the others, then runs it. */
export function found(w: World, m: M, g: G, queue: Queue, inherit: boolean): void {
  if (m.spinning) {
    endSpinning(w, m, true);
    wakep(w, m);
  }
  if (g.lockedm) return startlockedm(w, m, g, queue);
  execute(w, m, g, queue, inherit);
}

function startlockedm(w: World, m: M, g: G, queue: Queue): void {
  const owner = g.lockedm!;
  w.nmidlelocked--;
  const p = releasep(w, m);
  w.charge(m, 'lockedHandoff');
  wakeM(w, m, owner, p, { g: g.id, detail: queue });
  stopm(w, m);
}

export function execute(w: World, m: M, g: G, queue: Queue, inherit: boolean): void {
  const p = m.p!;
  m.curg = g;
  g.m = m;
  g.status = GStatus.RUNNING;
  g.preempt = false;
  g.queue = Queue.NONE;
  if (!inherit) p.schedtick++;
  if (m.signalAt <= w.now) dropSignal(w, m);
  m.t += Math.max(w.cost('schedule'), w.cost('backEdge'), 1);
  w.record(Ev.GoStart, m, {
    g: g.id, detail: queue, extra: inherit ? 1 : 0, arg: p.schedtick,
    pc: g.site,
  });
  if (g.system) w.plan(m, 'LEFTOVER');
  else run(m);
}

/** The interpreter goes on with the goroutine at once. */
export function run(m: M): void {
  m.step = 'NONE';
  m.at = NEVER;
}

/** A signal that came while nobody ran on the M who could be asked. */
function dropSignal(w: World, m: M): void {
  w.record(Ev.PreemptSignal, m);
  m.t = Math.max(m.t, m.signalAt * 1024 + w.cost('signalHandle'));
  m.signalAt = NEVER;
}

// ---- what goroutines do -------------------------------------------------------------------------

/** The goroutine is no longer the M's. */
export function dropg(m: M): G {
  const g = m.curg!;
  m.curg = undefined;
  g.m = undefined;
  return g;
}

export function gopark(w: World, m: M, reason: WaitReason, obj = 0): void {
  const g = m.curg!;
  g.status = GStatus.WAITING;
  g.site = w.pc;
  w.record(Ev.GoBlock, m, { g: g.id, detail: reason, obj, pc: g.site });
  dropg(m);
  w.charge(m, 'gopark');
  schedule(w, m);
}

/** A G that waited becomes runnable on the waker's P. */
export function ready(w: World, m: M, g: G): void {
  g.status = GStatus.RUNNABLE;
  const detail = w.behaviours.runnext ? Queue.RUNNEXT : Queue.LOCAL;
  w.record(Ev.GoUnblock, m, { g: g.id, detail, arg: m.curg?.id ?? 0, pc: m.curg ? w.pc : 0 });
  w.charge(m, 'goready');
  runqput(w, m, m.p!, g, true);
  wakep(w, m);
}

/** Gosched (why 0), preempted at a call (1), by a signal (2). */
export function goschedImpl(w: World, m: M, why: number): void {
  const p = m.p!;
  const g = dropg(m);
  g.status = GStatus.RUNNABLE;
  const stays = why > 0 && w.gcwaiting && w.behaviours.stwPreemptToRunnext === 1;
  const detail = stays ? Queue.RUNNEXT : Queue.GLOBAL;
  g.site = w.pc;
  w.record(Ev.GoSched, m, { g: g.id, detail, extra: why, pc: g.site });
  w.charge(m, 'gosched');
  if (stays) runqput(w, m, p, g, true);
  else globrunqput(w, g);
  if (w.behaviours.wakepOnYield && w.mainStarted) wakep(w, m);
  schedule(w, m);
}

export function goyield(w: World, m: M): void {
  const p = m.p!;
  const g = dropg(m);
  g.status = GStatus.RUNNABLE;
  g.site = w.pc;
  w.record(Ev.GoSched, m, { g: g.id, detail: Queue.LOCAL, extra: 3, pc: g.site });
  w.charge(m, 'gosched');
  runqput(w, m, p, g, false);
  schedule(w, m);
}

export function goexit(w: World, m: M): void {
  const p = m.p!;
  const g = dropg(m);
  g.status = GStatus.DEAD;
  w.gs.splice(w.gs.indexOf(g), 1);
  w.record(Ev.GoEnd, m, { g: g.id, pc: w.pc });
  w.charge(m, 'goExit');
  gfput(w, p, g.body);
  if (!g.lockedm) return schedule(w, m);
  g.lockedm = undefined;
  m.lockedg = undefined;
  mexit(w, m);
}

/** A thread ends with the goroutine that was wired to it. */
function mexit(w: World, m: M): void {
  handoffp(w, m, releasep(w, m));
  w.record(Ev.MExit, m);
  m.dead = true;
  w.nmdead++;
  w.plan(m, 'NONE', NEVER);
  checkdead(w);
}

/** An M that was woken, or is new. */
export function startStep(w: World, m: M): void {
  if (m.fresh) {
    m.fresh = false;
    w.record(Ev.MStart, m, { p: NONE, extra: m.spinning ? 1 : 0 });
  }
  acquirep(w, m, m.nextp!);
  m.nextp = undefined;
  schedule(w, m);
}

/** An M whose wired goroutine may run. */
export function lockedStep(w: World, m: M): void {
  acquirep(w, m, m.nextp!);
  m.nextp = undefined;
  execute(w, m, m.lockedg!, Queue.DIRECT, false);
}
