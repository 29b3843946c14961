/** sysmon, and requests to stop: docs/machine.md, sections 7 and 8; docs/scheduler.md, 5.3. */
import { Ev } from '../../assembly/abi/event.ts';
import { GStatus, PStatus } from '../../assembly/abi/status.ts';
import { injectglist, netpoll } from './netpoll.ts';
import { handoffp } from './proc.ts';
import { runqempty } from './queues.ts';
import { type M, NEVER, type P } from './state.ts';
import { inSyscall, takeP } from './syscall.ts';
import { timeSleepUntil } from './timers.ts';
import type { World } from './world.ts';

const US = 1000;
const SHORTEST = 20;
const LONGEST = 10_000;
const QUICK_ROUNDS = 50;
const SLICE = 10_000_000;
const DEEPEST = 60_000_000_000;

export function sysmonStep(w: World, m: M): void {
  const waited = w.sysmonDeep;
  if (waited) comeBack(w);
  else if (sleepDeeply(w, m)) return;
  w.charge(m, 'sysmonRound');
  pollNetwork(w, m);
  w.sysmonIdle = retake(w, m) ? 0 : w.sysmonIdle + 1;
  if (w.sysmonIdle === 0) w.sysmonDelay = SHORTEST;
  else if (w.sysmonIdle > QUICK_ROUNDS) w.sysmonDelay = Math.min(LONGEST, w.sysmonDelay * 2);
  w.plan(m, 'SYSMON', m.t + w.sysmonDelay * US * 1024 + w.cost('usleepSlack'));
}

function comeBack(w: World): void {
  w.sysmonDeep = false;
  w.sysmonWait = false;
  if (!w.sysmonWoken) return;
  w.sysmonWoken = false;
  w.sysmonIdle = 0;
  w.sysmonDelay = SHORTEST;
}

function sleepDeeply(w: World, m: M): boolean {
  if (w.config.schedtrace) return false;
  if (!w.gcwaiting && w.pidle.length < w.gomaxprocs) return false;
  const next = timeSleepUntil(w);
  if (next <= w.now) return false;
  w.sysmonDeep = true;
  w.sysmonWait = true;
  m.step = 'SYSMON';
  m.at = Math.min(next, w.now + DEEPEST);
  return true;
}

function pollNetwork(w: World, m: M): void {
  if (!w.pollInited || w.lastpoll === 0 || w.lastpoll + SLICE >= w.now) return;
  w.lastpoll = w.now;
  injectglist(w, m, netpoll(w, m, 2));
}

function retake(w: World, m: M): boolean {
  let taken = false;
  for (const p of w.ps) {
    w.charge(m, 'sysmonPerP');
    if (p.status === PStatus.RUNNING && retakeOne(w, m, p)) taken = true;
  }
  return taken;
}

function retakeOne(w: World, m: M, p: P): boolean {
  const { tick } = p;
  let slow = false;
  if (tick.schedtick !== p.schedtick) {
    tick.schedtick = p.schedtick;
    tick.schedwhen = w.now;
  } else if (tick.schedwhen + SLICE <= w.now) {
    preemptone(w, m, p, 0);
    slow = true;
  }
  if (!inSyscall(p)) return false;
  if (!slow && tick.syscalltick !== p.syscalltick) {
    tick.syscalltick = p.syscalltick;
    tick.syscallwhen = w.now;
    return false;
  }
  const idle = w.nmspinning + w.pidle.length > 0;
  if (runqempty(p) && idle && tick.syscallwhen + SLICE > w.now) return false;
  w.nmidlelocked--;
  takeP(w, p.m!, p, PStatus.IDLE, m);
  handoffp(w, m, p);
  w.nmidlelocked++;
  return true;
}

/** Asks the G that runs on P to stop. `why`: 0 sysmon, 1 a stop of the world. */
export function preemptone(w: World, by: M, p: P, why: number): void {
  const m = p.m;
  const g = m?.curg;
  if (!m || m === by || !g || g.status === GStatus.SYSCALL) return;
  if (w.behaviours.preemption === 0) return;
  g.preempt = true;
  const signal = w.behaviours.preemption === 2;
  w.record(Ev.PreemptRequest, m, {
    p: p.id, g: g.id, detail: why, extra: signal ? 1 : 0, obj: by.id,
  });
  if (signal && m.signalAt === NEVER) {
    w.charge(by, 'signalSend');
    m.signalAt = Math.floor((by.t + w.cost('signalLatency')) / 1024);
    if (m.step === 'EXEC') m.at = Math.min(m.at, m.signalAt);
  }
  if (m.step === 'BURST') moveBurst(w, m);
}

/** When the event of a burst comes: its end, a signal, or a safe point. */
export function moveBurst(w: World, m: M): void {
  m.at = Math.min(m.burstEnd, m.signalAt);
  if (!m.curg!.preempt || m.burstCalls === 0) return;
  const since = Math.max(0, w.now - m.burstStart);
  const next = m.burstStart + (Math.floor(since / m.burstCalls) + 1) * m.burstCalls;
  m.at = Math.min(m.at, next);
}
