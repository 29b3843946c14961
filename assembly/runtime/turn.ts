/**
 * Whose turn it is: when an M may do what others can see, how far it may run without asking, and
 * which M the interpreter goes on with.
 *
 * Others see an M's acts, and an act belongs to a moment; moments come in the order of (time,
 * slot). So before an act the M compares its clock with the earliest event of all others. Mostly
 * somebody else is first: the M's own event is written, and the interpreter goes on with that other
 * M at once (`next`, `turn`) without coming back to the event loop, as long as nothing else is to
 * be done: the loop is for all that is not plain running.
 */
import { Limit, Stop } from '../abi/abi';
import { GFlag } from '../abi/status';
import {
  NEVER, evBegin, evEpochEnd, evOthers, evRoot, evSet, evSlotOf, evTimeOf, evTurn
} from '../machine/event';
import { memFailed } from '../machine/mem';
import { checkState } from './check';
import { Ret } from './ret';
import { G, M, S, mAt } from './runtime2';

export const enum Step {
  PARKED, EXEC, SCHEDULE, START, FIND, STEAL, BACKOFF, DROP, DROPPED, POLLED, BURST, RAW, SYSCALL,
  LOCKED, STW, SYSMON, ANSWER, LEFTOVER,
}

/** The M goes on with `step` at its own time. */
export function yieldAt(mp: M, step: i32): void {
  mp.step = step;
  evSet(mp.id + 1, mp.t >> 10);
}

/** The M goes on with `step` at `when` (ns; NEVER: when somebody says). */
export function yieldUntil(mp: M, step: i32, when: i64): void {
  mp.step = step;
  evSet(mp.id + 1, when);
}

/** The run ends after this event because a limit was reached (unless it is ending already). */
export function stopLimit(kind: i32): void {
  if (S.stop != 0) return;
  S.limitKind = kind;
  S.stop = Stop.LIMIT;
}

/** Has a signal reached the M at `now`? */
export function signalDue(mp: M, now: i64): bool {
  return mp.signalPending != 0 && mp.signalAt <= now;
}

// ---- counting ---------------------------------------------------------------------------

/** The present moment becomes `when`. True: too much happens at one instant, the run ends. */
// @ts-ignore: decorator
@inline
function moment(when: i64): bool {
  if (when != S.now) {
    S.now = when;
    S.stepsThisInstant = 0;
    return false;
  }
  S.stepsThisInstant++;
  if (S.stepsThisInstant < S.maxStepsPerInstant) return false;
  stopLimit(Limit.STEPS_PER_INSTANT);
  return true;
}

/**
 * An event at `when` is handled from now on. False: this instant is too crowded. The caller says
 * whether an act may be it (S.freeAt).
 */
// @ts-ignore: decorator
@inline
export function beginEvent(slot: u32, when: i64): bool {
  S.budget--;
  evBegin(slot);
  return !moment(when);
}

// ---- acting -----------------------------------------------------------------------------

/**
 * The M's event has come, and is to be its next act. At this clock it may act at once; later it has
 * to ask again, but the act is not counted.
 */
export function actIsEvent(mp: M): void {
  S.freeAt = mp.t;
}

/**
 * May the M do something that others can see, now? True if it is the earliest of all. If not, its
 * leaf is written, and the caller leaves the M, whose step is EXEC: it tries again when its event
 * comes.
 */
// @ts-ignore: decorator
@inline
export function mayActHot(mp: M): bool {
  if (mp.t != S.freeAt) return askToAct(mp);
  S.freeAt = -1;
  return true;
}

/** The same as a call: where it is rarer. */
export function mayAct(mp: M): bool {
  return mayActHot(mp);
}

// @ts-ignore: decorator
@inline
function askToAct(mp: M): bool {
  const when = mp.t >> 10;
  if (!evTurn(mp.id + 1, when)) return false;
  if (admitted(mp, when)) return true;
  evSet(mp.id + 1, when);
  return false;
}

/** Nothing but a bound of the run or a signal could keep the M from acting at `when` now. */
function admitted(mp: M, when: i64): bool {
  if (when > S.until || S.stop != 0 || S.recordsFull != 0) return false;
  if (mp.signalPending != 0 && mp.signalAt <= when) return false;
  if (S.freeAt >= 0) {
    S.freeAt = -1;
    S.now = when;
    return true;
  }
  if (S.budget == 0) return false;
  S.budget--;
  return !moment(when);
}

// ---- running ahead ----------------------------------------------------------------------

/** An M that computes alone comes back to the loop after so much time (ns): about 1 ms. */
const QUANTUM_BITS: i64 = 20;

/**
 * Until when an M may go without coming back to the loop (1/1024 ns). The ends lie on a grid, and
 * each visible act gives a new one, so that it makes no difference whether an M came back to the
 * loop before the act (because the run paused there) or not.
 */
export function quantumEnd(): i64 {
  return ((S.now >> QUANTUM_BITS) + 1) << (QUANTUM_BITS + 10);
}

/** How far all others let the M run (1/1024 ns): nothing that they do can reach it sooner. */
export function othersEnd(): i64 {
  const others = evOthers();
  return others >= (NEVER >> 11) ? NEVER : (others << 10) + S.lookahead;
}

/**
 * So far an M may run unasked after a moment: nobody else has an event before that, and a signal
 * takes at least the lookahead to arrive.
 */
export function freely(mp: M): i64 {
  return mp.signalPending != 0 ? 0 : (S.now << 10) + S.lookahead;
}

/**
 * At a back-edge or call past the interpreter's limit: how far may the M run on? Up to the event of
 * the earliest other actor plus the lookahead. LEAVE: it has to wait there.
 */
export function horizon(mp: M): i32 {
  const t = mp.t;
  let limit = othersEnd();
  const end = quantumEnd();
  if (mp.signalPending != 0 && mp.signalAt << 10 < limit) limit = mp.signalAt << 10;
  if (end < limit) limit = end;
  if (t >= limit && t < end && equalTurn(mp, t >> 10)) limit = ((t >> 10) + 1) << 10;
  if (t < limit) {
    S.limit = limit;
    return Ret.NEXT;
  }
  yieldAt(mp, Step.EXEC);
  return Ret.LEAVE;
}

/** Equal times: the smaller slot's nanosecond comes first, all of it. */
function equalTurn(mp: M, when: i64): bool {
  return when == evOthers() && !signalDue(mp, when) && evTurn(mp.id + 1, when);
}

// ---- going from M to M ------------------------------------------------------------------

/**
 * The interpreter has left mp's goroutine: the M to go on with, whose `curg` runs. Null: it is the
 * loop's turn.
 */
// @ts-ignore: decorator
@inline
export function next(mp: M): M | null {
  if (S.stay != 0) {
    S.stay = 0;
    S.freeAt = -1;
    if ((mp.curg!.flags & GFlag.SYSTEM) != 0) yieldAt(mp, Step.LEFTOVER);
    else if ((S.stop | (S.pending as i32)) == 0) return mp;
    else yieldAt(mp, Step.EXEC);
  }
  if (!ASC_NO_ASSERT) checkState();
  return turn();
}

/** The M whose event comes first, if that is plain running and there is nothing else to do. */
// @ts-ignore: decorator
@inline
function turn(): M | null {
  const loops = S.pending | S.sysmonDeep | S.recordsFull;
  if ((S.stop | (loops as i32)) != 0) return null;
  const key = evRoot();
  const when = evTimeOf(key);
  const slot = evSlotOf(key);
  if (when >= S.bound || slot == 0 || S.budget == 0 || memFailed()) return null;
  const mp = mAt(slot - 1);
  if (mp.step != Step.EXEC || mp.signalPending != 0) return null;
  if (!beginEvent(slot, when)) return null;
  actIsEvent(mp);
  return mp;
}

/**
 * `turn` leaves later events (ns) to the loop: behind the run's end, or the keys' range; all, if an
 * M that has an event has to get a core first.
 */
export function setBound(until: i64): void {
  const keys = evEpochEnd();
  S.bound = until < keys ? until + 1 : keys;
  if (S.cores != 0) S.bound = 0;
}
