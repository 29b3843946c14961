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
import { find, found } from './proc';
import { policy } from './policy';
import { runqget, runqlen, runqsteal, runqstealnext } from './runq';
import { M, P, S, charge, cost, pAt } from './runtime2';
import { idlep, timerp } from './threads';
import { checkTimers } from './time';
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
    while (mp.left > 0) {
      if (S.gcwaiting != 0) {
        find(mp);
        return;
      }
      const victim = pAt(mp.pos);
      mp.pos = (mp.pos + mp.inc) % S.gomaxprocs;
      mp.left--;
      charge(mp, Cost.stealVictim);
      if (victim !== pp && visit(mp, pp, victim)) return;
    }
    mp.round++;
  }
  record(Ev.StealFail, 0, 0, mp.id, pp.id, 0, 0, 4, 0);
  if (mp.ranTimer != 0) find(mp);
  else yieldAt(mp, Step.DROP);
}

/** One victim. True: the search is over (or sleeps). */
function visit(mp: M, pp: P, victim: P): bool {
  const last = mp.round == 3;
  if (last && timerp(victim.id)) {
    const fired = S.timersFired;
    const when = checkTimers(mp, victim);
    if (when != 0 && (mp.pollUntil == 0 || when < mp.pollUntil)) mp.pollUntil = when;
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
