/**
 * The event loop: take the earliest event, move the clock, let its actor go on; and know when to
 * stop.
 */
import { Limit, Stop } from './abi/abi';
import { MStatus } from './abi/status';
import { NEVER, evAlone, evFirst, evRebase, evSlot } from './machine/event';
import { memClearFailed, memFailed } from './machine/mem';
import { coresFirst } from './machine/outside';
import { checkState } from './runtime/check';
import { coresEvent, onCore, settle } from './runtime/cores';
import { worldEvent } from './runtime/netpoll';
import { outputStop } from './runtime/output';
import { drop, dropped, find, polled, schedule, sighandler, systemPark } from './runtime/proc';
import { waitsForHost } from './runtime/request';
import { M, S, mAt } from './runtime/runtime2';
import { backedOff, steal } from './runtime/steal';
import { stwEvent } from './runtime/stw';
import { burstEvent, burstResumed, burstStopped, exitsyscall } from './runtime/syscall';
import { sysmon } from './runtime/sysmon';
import { lockedstart, mstart } from './runtime/threads';
import { Step, actIsEvent, beginEvent, next, setBound, signalDue, stopLimit } from './runtime/turn';
import { exec } from './vm/exec';

/** Virtual time ends here: 2^53 ns. */
const TIME_MAX: i64 = 1 << 53;

/** Runs events up to `until` (ns), at most `steps`; a Stop. */
export function loop(until: i64, steps: u64): i32 {
  S.budget = steps;
  const reason = events(until);
  S.steps += steps - S.budget;
  return reason;
}

function events(until: i64): i32 {
  S.until = until;
  const bound = until < TIME_MAX ? until : TIME_MAX;
  while (true) {
    if (memFailed()) {
      memClearFailed();
      stopLimit(Limit.MEMORY);
    }
    if (S.stop != 0) return S.stop;
    const first = evFirst();
    if (S.pending != 0) {
      const reason = pendingStop(first);
      if (reason != 0) return reason;
    }
    if (first > bound || S.sysmonDeep != 0) {
      if (first == NEVER || sysmonAlone()) return waitsForHost() ? Stop.REQUEST : idleForEver();
      if (first > until) return Stop.PAUSED;
    }
    if (S.budget == 0) return Stop.PAUSED;
    if (S.recordsFull != 0) return Stop.RECORDS_FULL;
    if (first > TIME_MAX) stopLimit(Limit.TIME);
    else {
      evRebase(first);
      setBound(bound);
      event(first);
    }
  }
}

/** A pause that somebody asked for: the output buffer is full; the instant of a request is over. */
function pendingStop(first: i64): i32 {
  const full = outputStop();
  if (full != 0) return full;
  if ((S.pending & 1) == 0 || first <= S.now) return 0;
  S.pending &= ~1;
  return Stop.REQUEST;
}

/** Nobody has an event but sysmon, which sleeps because every P is idle: it would find nothing. */
function sysmonAlone(): bool {
  const slot = S.sysmon!.id + 1;
  return S.sysmonDeep != 0 && evSlot() == slot && evAlone(slot);
}

/** Nothing is scheduled and nobody owes an answer: nothing can ever happen again. */
function idleForEver(): i32 {
  S.stop = Stop.DEADLOCK;
  S.exitCode = 2;
  return S.stop;
}

/** One event, and what the interpreter makes of it. */
function event(now: i64): void {
  const slot = evSlot();
  S.freeAt = -1;
  if (!beginEvent(slot, now)) return;
  if (slot == 0) outsideEvent(now);
  else {
    const mp = mAt(slot - 1);
    if (S.cores == 0) act(mp, now);
    else if (onCore(mp, now)) {
      act(mp, now);
      settle(mp);
    }
  }
  if (!ASC_NO_ASSERT) checkState();
}

function outsideEvent(now: i64): void {
  if (coresFirst()) coresEvent(now);
  else worldEvent(now);
}

/** The M's step, and if it has chosen a goroutine, that and whatever the interpreter finds next. */
function act(mp: M, now: i64): void {
  step(mp, now);
  if (S.stay == 0) return;
  const chosen = next(mp);
  if (chosen !== null) exec(chosen);
}

/** At its event the M's clock is at least the event's time. */
function arrive(mp: M, now: i64): void {
  if (mp.t >> 10 < now) mp.t = now << 10;
}

/** The M's event: it goes on where it stopped. */
function step(mp: M, now: i64): void {
  arrive(mp, now);
  switch (mp.step) {
    case Step.EXEC: run(mp, now); return;
    case Step.BURST: burst(mp, now); return;
    case Step.SYSCALL: exitsyscall(mp); return;
    case Step.STEAL: steal(mp); return;
    case Step.BACKOFF: backedOff(mp); return;
    case Step.DROP: drop(mp); return;
    case Step.DROPPED: dropped(mp); return;
    case Step.POLLED: polled(mp); return;
    case Step.SYSMON: sysmon(mp); return;
    case Step.START:
      mstart(mp);
      schedule(mp);
      return;
    case Step.SCHEDULE: schedule(mp); return;
    case Step.FIND: find(mp); return;
    case Step.LEFTOVER: leftover(mp, now); return;
    case Step.LOCKED: lockedstart(mp); return;
    case Step.STW: stwEvent(mp); return;
    default:
      if (!ASC_NO_ASSERT) throw new Error('loop: an M without a step has an event');
      unreachable();
  }
}

/** The M runs its goroutine, after the signal that has arrived. */
function run(mp: M, now: i64): void {
  actIsEvent(mp);
  if (!interrupted(mp, now)) exec(mp);
}

/** A goroutine of the runtime left over from start-up runs for a moment and parks for good. */
function leftover(mp: M, now: i64): void {
  if (!interrupted(mp, now)) systemPark(mp, mp.curg!);
}

/**
 * Handles a signal that has arrived; true: the M's goroutine does not go on here. If it was stopped
 * and chosen again at once, it does so as any chosen one.
 */
function interrupted(mp: M, now: i64): bool {
  if (!signalDue(mp, now)) return false;
  const gp = mp.curg;
  const step = mp.step;
  sighandler(mp);
  if (S.stay != 0) return true;
  return mp.curg !== gp || mp.step != step || mp.status != MStatus.RUNNING;
}

/** A burst's event; a signal cuts it here, to the nanosecond. */
function burst(mp: M, now: i64): void {
  if (!signalDue(mp, now)) {
    burstEvent(mp);
    return;
  }
  const gp = mp.curg!;
  burstStopped(mp);
  sighandler(mp);
  if (S.stay == 0 && mp.curg === gp) burstResumed(mp);
}
