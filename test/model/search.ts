/** Looking for work: stealing, the last look, what comes after the P was given up. */
import { Ev, Queue } from '../../assembly/abi/event.ts';
import { GStatus, PStatus } from '../../assembly/abi/status.ts';
import { Stream } from './chance.ts';
import { pollOrStop } from './netpoll.ts';
import { acquirep, becomeSpinning, endSpinning, find, found, releasep } from './proc.ts';
import {
  globrunqgetbatch, pidlegetSpinning, pidleput, runqempty, runqget,
} from './queues.ts';
import type { G, M, P, Search } from './state.ts';
import { checkTimers, wakeTime } from './timers.ts';
import type { World } from './world.ts';

const ROUNDS = 4;

export function beginSearch(m: M): void {
  m.search = { round: -1, order: [], position: 0, ranTimer: false, grabbed: undefined };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The Ps in the order of a round: from a random one on, in steps coprime to their number. */
function orderOf(w: World, r: number): P[] {
  const n = w.gomaxprocs;
  const steps = [];
  for (let i = 1; i <= n; i++) if (gcd(i, n) === 1) steps.push(i);
  const index = w.behaviours.stealIncrementFromQuotient ? Math.floor(r / n) : r;
  const step = steps[index % steps.length]!;
  return Array.from({ length: n }, (_, i) => w.ps[((r % n) + i * step) % n]!);
}

/** STEAL, or what is left of the search after a BACKOFF. */
export function stealStep(w: World, m: M): void {
  const s = m.search!;
  for (;;) {
    if (s.position === s.order.length) {
      if (s.round === ROUNDS - 1) break;
      startRound(w, m, s);
    }
    if (w.gcwaiting) return find(w, m);
    w.charge(m, 'stealVictim');
    if (tryVictim(w, m, s, s.order[s.position]!)) return;
    s.position++;
  }
  if (s.ranTimer) find(w, m);
  else w.plan(m, 'DROP');
}

function startRound(w: World, m: M, s: Search): void {
  s.round++;
  s.order = orderOf(w, w.chance.upper(Stream.M, m.id, m.draws++));
  s.position = 0;
  w.charge(m, 'stealRound');
}

/** True: the M has something else to do now. */
function tryVictim(w: World, m: M, s: Search, victim: P): boolean {
  const own = m.p!;
  if (victim === own) return false;
  if (s.round === ROUNDS - 1 && victim.timerMask) {
    const { ran, until } = checkTimers(w, m, victim);
    if (until !== 0 && (m.pollUntil === 0 || until < m.pollUntil)) m.pollUntil = until;
    if (ran) {
      const got = runqget(own);
      if (got) {
        found(w, m, got.g, got.queue, got.inherit);
        return true;
      }
      s.ranTimer = true;
    }
  }
  return !victim.idleMask && grab(w, m, s, victim);
}

/** runqgrab and runqsteal. */
function grab(w: World, m: M, s: Search, victim: P): boolean {
  const n = victim.runq.length - Math.floor(victim.runq.length / 2);
  if (n > 0) {
    const batch = victim.runq.splice(0, n);
    const g = batch.pop()!;
    for (const other of batch) {
      other.queue = Queue.LOCAL;
      m.p!.runq.push(other);
    }
    w.charge(m, 'stealTake');
    w.record(Ev.Steal, m, { g: g.id, obj: victim.id, arg: n });
    found(w, m, g, Queue.STOLEN, false);
    return true;
  }
  if (s.round < ROUNDS - 1 || !victim.runnext) return false;
  if (!mustBackOff(w, victim)) {
    takeNext(w, m, victim, victim.runnext);
    return true;
  }
  s.grabbed = victim.runnext.body;
  const sleep = w.behaviours.stealBackoffNs * 1024 + w.cost('usleepSlack');
  w.plan(m, 'BACKOFF', m.t + sleep);
  return true;
}

/** Whether a thief sleeps before it takes the runnext of this P. */
function mustBackOff(w: World, victim: P): boolean {
  if (w.behaviours.stealBackoffNs === 0) return false;
  const rule = w.behaviours.backoffOnlyIfRunning;
  if (rule >= 1 && victim.status !== PStatus.RUNNING) return false;
  if (rule < 2) return true;
  return victim.m !== undefined && victim.m.curg?.status !== GStatus.SYSCALL;
}

function takeNext(w: World, m: M, victim: P, g: G): void {
  victim.runnext = undefined;
  w.charge(m, 'stealTake');
  w.record(Ev.Steal, m, { g: g.id, obj: victim.id, arg: 1, detail: 1 });
  found(w, m, g, Queue.STOLEN_NEXT, false);
}

export function backoffStep(w: World, m: M): void {
  const s = m.search!;
  const victim = s.order[s.position]!;
  // A goroutine that has the G of one that died meanwhile counts as the same, as in Go.
  const { runnext } = victim;
  if (runnext && runnext.body === s.grabbed) return takeNext(w, m, victim, runnext);
  if (grab(w, m, s, victim)) return;
  s.position++;
  stealStep(w, m);
}

export function dropStep(w: World, m: M): void {
  if (w.gcwaiting) return find(w, m);
  if (w.runq.length > 0) return found(w, m, globrunqgetbatch(w, m, m.p!), Queue.GLOBAL, false);
  if (!m.spinning && w.needspinning) {
    becomeSpinning(w, m);
    return find(w, m);
  }
  pidleput(w, releasep(w, m));
  w.plan(m, 'DROPPED');
}

export function droppedStep(w: World, m: M): void {
  m.wasSpinning = m.spinning;
  if (m.spinning) {
    endSpinning(w, m, false);
    if (lookAgain(w, m)) return;
  }
  pollOrStop(w, m);
}

/** What came while the P was given up. */
function lookAgain(w: World, m: M): boolean {
  if (w.behaviours.recheckGlobalAfterDrop && w.runq.length > 0) {
    const p = pidlegetSpinning(w);
    if (p) {
      acquirep(w, m, p);
      becomeSpinning(w, m);
      found(w, m, globrunqgetbatch(w, m, p), Queue.GLOBAL, false);
      return true;
    }
  }
  const full = w.ps.find((p) => !p.idleMask && !runqempty(p));
  const p = full && pidlegetSpinning(w);
  if (p) {
    acquirep(w, m, p);
    becomeSpinning(w, m);
    find(w, m);
    return true;
  }
  for (const other of w.ps) {
    const when = other.timerMask ? wakeTime(other.timers) : 0;
    if (when !== 0 && (m.pollUntil === 0 || when < m.pollUntil)) m.pollUntil = when;
  }
  return false;
}
