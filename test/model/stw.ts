/**
 * Stopping the world, for runtime.GC and a change of GOMAXPROCS: docs/machine.md, section 7;
 * docs/scheduler.md, section 5.5.
 */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import { GStatus, PStatus, WaitReason } from '../../assembly/abi/status.ts';
import { injectglist, netpoll } from './netpoll.ts';
import { acquirep, gopark, ready, releasep, startm, wakeM, wakep } from './proc.ts';
import { pidleget, pidleput, runqempty } from './queues.ts';
import { type M, P } from './state.ts';
import { giveToStop, inSyscall, wakeSysmon } from './syscall.ts';
import { preemptone } from './sysmon.ts';
import { takeTimers } from './timers.ts';
import type { World } from './world.ts';

const AGAIN_NS = 100_000;

/** Why the world is stopped. */
export const Why = { GOMAXPROCS: 1, GC: 2 } as const;

/** The first half: the goroutine comes back when the world goes on (or to try again). */
export function stopTheWorld(w: World, m: M, why: number, procs: number): void {
  const g = m.curg!;
  if (w.stopper) {
    w.stopQueue.push(g);
    return gopark(w, m, WaitReason.SEMACQUIRE);
  }
  g.resume = true;
  g.status = GStatus.WAITING;
  w.stopper = m;
  w.stopWhy = why;
  w.stopStands = false;
  w.newprocs = procs;
  w.record(Ev.STWBegin, m, { detail: why });
  w.charge(m, 'stwBase');
  w.stopwait = w.gomaxprocs;
  w.gcwaiting = true;
  preemptAll(w, m);
  m.p!.status = PStatus.GCSTOP;
  w.stopwait--;
  for (const p of w.ps) {
    w.charge(m, 'stwPerP');
    if (inSyscall(p)) giveToStop(w, m, p.m!, p);
  }
  for (let p = pidleget(w); p; p = pidleget(w)) {
    p.status = PStatus.GCSTOP;
    w.stopwait--;
  }
  w.plan(m, 'STW', m.t + (w.stopwait > 0 ? AGAIN_NS * 1024 : 0));
}

function preemptAll(w: World, m: M): void {
  for (const p of w.ps) if (p.status === PStatus.RUNNING) preemptone(w, m, p, 1);
}

export function stwStep(w: World, m: M): void {
  if (w.stopwait > 0) {
    preemptAll(w, m);
    return w.plan(m, 'STW', m.t + AGAIN_NS * 1024);
  }
  if (!w.stopStands) {
    w.stopStands = true;
    w.record(Ev.STWStopped, m, { detail: w.stopWhy });
    w.charge(m, w.stopWhy === Why.GC ? 'gcPause' : 'procresize');
    return w.plan(m, 'STW');
  }
  startTheWorld(w, m);
}

function startTheWorld(w: World, m: M): void {
  w.pc = m.curg!.frames.at(-1)!.pc + 1;
  if (w.pollInited) injectglist(w, m, netpoll(w, m, 0));
  const runnable = procresize(w, m, w.newprocs);
  w.gcwaiting = false;
  w.stopper = undefined;
  w.record(Ev.STWEnd, m, { detail: w.stopWhy });
  wakeSysmon(w, m);
  for (const { p, oldm } of runnable) {
    if (oldm) wakeM(w, m, oldm, p, {});
    else startm(w, m, p, false);
  }
  wakep(w, m);
  const next = w.stopQueue.shift();
  if (next) ready(w, m, next);
  m.curg!.status = GStatus.RUNNING;
  w.plan(m, 'EXEC');
}

interface Runnable {
  p: P;
  oldm: M | undefined;
}

/** GOMAXPROCS is `n` now; the Ps that have work, with the Ms that are to run them. */
function procresize(w: World, m: M, n: number): Runnable[] {
  const old = w.gomaxprocs;
  if (n !== old) w.record(Ev.ProcResize, m, { p: NONE, obj: old, arg: n });
  while (w.ps.length < n) {
    const p = w.deadPs.get(w.ps.length) ?? new P(w.ps.length);
    p.timerMask = true;
    w.ps.push(p);
  }
  if (m.p!.id < n) {
    m.p!.status = PStatus.RUNNING;
  } else {
    releasep(w, m);
    acquirep(w, m, w.ps[0]!);
  }
  for (const p of w.ps.slice(n)) destroy(w, m, p);
  w.ps.length = n;
  w.gomaxprocs = n;
  return placePs(w, m);
}

/** A P that goes away: its Gs to the front of the global queue, its timers to the M's P. */
function destroy(w: World, m: M, p: P): void {
  const gs = p.runnext ? [p.runnext, ...p.runq] : p.runq;
  w.runq.unshift(...gs);
  takeTimers(m.p!, p);
  while (p.deadGs.length > 0) w.deadGs.push(p.deadGs.pop()!);
  w.record(Ev.ProcStop, m, { p: p.id, detail: PStatus.DEAD });
  p.status = PStatus.DEAD;
  p.runq = [];
  p.runnext = undefined;
  w.deadPs.set(p.id, p);
}

/** Ps without work go idle; the others are to be run. */
function placePs(w: World, m: M): Runnable[] {
  const matched: Runnable[] = [];
  const without: P[] = [];
  const idle: P[] = [];
  for (const p of [...w.ps].reverse()) {
    if (p === m.p) continue;
    p.status = PStatus.IDLE;
    if (runqempty(p)) {
      idle.push(p);
      continue;
    }
    if (!w.behaviours.pmAffinityAcrossSTW) {
      matched.unshift({ p, oldm: w.midle.pop() });
      continue;
    }
    const at = p.oldm ? w.midle.indexOf(p.oldm) : -1;
    if (at >= 0) matched.unshift({ p, oldm: w.midle.splice(at, 1)[0] });
    else without.unshift(p);
  }
  for (const p of w.behaviours.initialIdlePOrder ? idle.reverse() : idle) pidleput(w, p);
  for (const p of without) matched.unshift({ p, oldm: w.midle.pop() });
  return matched;
}

