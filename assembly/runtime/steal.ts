/**
 * Work stealing, after stealWork and runqgrab of Go's proc.go.
 *
 * Four rounds over all Ps, each in an order given by a random start and a random increment that is
 * coprime to their number, so that every P is visited once. Half of a victim's ring is taken, the
 * older half; its timers and its runnext only in the last round, and runnext only after a short
 * sleep that gives a running victim the time to run it itself.
 */
import { Cost } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { GStatus, PStatus } from '../abi/status';
import { Stream, random } from '../machine/rand';
import { find, found, wakeBy } from './proc';
import { policy } from './policy';
import { runqget, runqlen, runqsteal, runqstealnext } from './runq';
import { M, P, S, charge, cost, pAt } from './runtime2';
import { idlep, nextBusy, nextTimerp, timerp } from './threads';
import { checkTimers, wakeTime } from './time';
import { record } from './trace';
import { Step, yieldAt, yieldUntil } from './turn';

/** Starts a round: a random first victim and a random step coprime to the number of Ps. */
function startRound(mp: M): void {
  const n = S.gomaxprocs;
  const r = (random(Stream.THREAD, mp.id, mp.draws) >> 32) as u32;
  mp.draws++;
  mp.pos = r % n;
  const q = S.stealIncrementFromQuotient != 0 ? r / n : r;
  mp.inc = load<u32>(S.coprimes + (((q % S.coprimeCount) as usize) << 2));
  mp.left = n;
  charge(mp, Cost.stealRound);
}

/** stealWork: four rounds over all Ps; timers and runnext only in the last. */
export function steal(mp: M): void {
  const pp = mp.p!;
  while (mp.round < 4) {
    if (mp.left == 0) startRound(mp);
    if (S.gcwaiting != 0) {
      find(mp);
      return;
    }
    if (round(mp, pp)) return;
    mp.round++;
  }
  record(Ev.StealFail, 0, 0, mp.id, pp.id, 0, 0, 4, 0);
  if (mp.ranTimer != 0) find(mp);
  else yieldAt(mp, Step.DROP);
}

/** What is left of a round. True: the search is over (or sleeps). */
function round(mp: M, pp: P): bool {
  const many = S.gomaxprocs > FEW;
  while (mp.left > 0) {
    if (many) {
      pass(mp, toNext(mp, pp, mp.round == 3));
      if (mp.left == 0) return false;
    }
    const victim = pAt(mp.pos);
    pass(mp, 1);
    if (victim !== pp && visit(mp, pp, victim)) return true;
  }
  return false;
}

/** The search goes past so many Ps. */
function pass(mp: M, steps: u32): void {
  const n = S.gomaxprocs as u64;
  mp.pos = (((mp.pos as u64) + (mp.inc as u64) * (steps as u64)) % n) as u32;
  mp.left -= steps;
  mp.t += cost(Cost.stealVictim) * (steps as i64);
}

// ---- many Ps ----------------------------------------------------------------------------

/**
 * With many Ps nearly all are idle, and asking each of them four times is what a search costs. Only
 * Ps that have something matter: those that are not idle, and in the last round those with timers,
 * are found in the masks. Which of them the round comes to first follows from number theory: from
 * P `pos` on it comes to P id after (id - pos) / inc steps, modulo their number. So the victim, the
 * price and all that happens are those of asking one after the other.
 */
const FEW: u32 = 64;

/** Steps to the next P of the round that matters; to its end if there is none. */
function toNext(mp: M, pp: P, last: bool): u32 {
  const inverse = inverseOf(mp.inc, S.gomaxprocs);
  let least = mp.left;
  for (let id = nextBusy(0); id < S.gomaxprocs; id = nextBusy(id + 1)) {
    const victim = pAt(id);
    if (runqlen(victim) == 0 && !(last && victim.runnext !== null)) continue;
    if (victim !== pp) least = min(least, stepsTo(mp, id, inverse));
  }
  if (!last) return least;
  for (let id = nextTimerp(0); id < S.gomaxprocs; id = nextTimerp(id + 1)) {
    if (pAt(id) !== pp && timersDue(mp, pAt(id))) least = min(least, stepsTo(mp, id, inverse));
  }
  return least;
}

function stepsTo(mp: M, id: u32, inverse: u32): u32 {
  const n = S.gomaxprocs;
  const distance = id >= mp.pos ? id - mp.pos : id + n - mp.pos;
  return (((distance as u64) * (inverse as u64)) % (n as u64)) as u32;
}

/** Has victim timers to run? If not now, their time bounds how long the M may sleep. */
function timersDue(mp: M, victim: P): bool {
  const when = wakeTime(victim);
  if (when != 0 && when <= S.now) return true;
  wakeBy(mp, when);
  return false;
}

/** The number whose product with a is 1 modulo n; they are coprime. Euclid's algorithm. */
function inverseOf(a: u32, n: u32): u32 {
  let r0 = n as i64;
  let r1 = (a % n) as i64;
  let t0: i64 = 0;
  let t1: i64 = 1;
  while (r1 != 0) {
    const q = r0 / r1;
    const r = r0 - q * r1;
    const t = t0 - q * t1;
    r0 = r1;
    r1 = r;
    t0 = t1;
    t1 = t;
  }
  return (t0 < 0 ? t0 + (n as i64) : t0) as u32;
}

// ---- victims ----------------------------------------------------------------------------

/** One victim. True: the search is over (or sleeps). */
function visit(mp: M, pp: P, victim: P): bool {
  const last = mp.round == 3;
  if (last && timerp(victim.id)) {
    const fired = S.timersFired;
    wakeBy(mp, checkTimers(mp, victim));
    if (S.timersFired != fired) {
      const gp = runqget(pp);
      if (gp !== null) {
        found(mp, gp);
        return true;
      }
      mp.ranTimer = 1;
    }
  }
  if (idlep(victim.id)) return false;
  return grab(mp, pp, victim, last);
}

/**
 * runqgrab: half of the ring; in the last round else runnext, after a short sleep if its P is
 * running.
 */
function grab(mp: M, pp: P, victim: P, last: bool): bool {
  const queued = runqlen(victim);
  if (queued > 0) {
    const n = policy().half(queued);
    if (n == 0) return false;
    charge(mp, Cost.stealTake);
    found(mp, runqsteal(mp, pp, victim, n));
    return true;
  }
  if (!last || victim.runnext === null) return false;
  if (backsOff(victim)) {
    mp.victim = victim.id;
    mp.victimNext = changetype<usize>(victim.runnext) as u32;
    yieldUntil(
      mp, Step.BACKOFF,
      (mp.t + ((S.stealBackoffNs as i64) << 10) + cost(Cost.usleepSlack)) >> 10
    );
    return true;
  }
  charge(mp, Cost.stealTake);
  found(mp, runqstealnext(mp, pp, victim));
  return true;
}

function backsOff(victim: P): bool {
  if (S.backoffOnlyIfRunning == 0) return true;
  const owner = victim.m;
  if (owner === null || victim.status != PStatus.RUNNING) return false;
  if (S.backoffOnlyIfRunning == 1) return true;
  const gp = owner.curg;
  return gp === null || gp.atomicstatus != GStatus.SYSCALL;
}

/**
 * After the short sleep: runnext is taken if it is still the same, else the victim is looked at
 * again.
 */
export function backedOff(mp: M): void {
  const pp = mp.p!;
  const victim = pAt(mp.victim);
  const next = victim.runnext;
  if (next !== null && (changetype<usize>(next) as u32) == mp.victimNext) {
    charge(mp, Cost.stealTake);
    found(mp, runqstealnext(mp, pp, victim));
    return;
  }
  if (grab(mp, pp, victim, true)) return;
  // It was the last of the last round: what is left of the search is its end.
  if (mp.left == 0) mp.round++;
  steal(mp);
}
