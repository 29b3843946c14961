/**
 * The event loop: take the earliest event, move the clock, let its actor go on; and know when to
 * stop.
 */
import { Limit, Stop } from './abi/abi';
import { MStatus } from './abi/status';
import { NEVER, evAlone, evBegin, evFirst, evRebase, evSlot } from './machine/event';
import { memClearFailed, memFailed } from './machine/mem';
import { coresFirst } from './machine/outside';
import { checkState } from './runtime/check';
import { coresEvent, onCore, settle } from './runtime/cores';
import { worldEvent } from './runtime/netpoll';
import { outputStop } from './runtime/output';
import {
  Step, arrive, countEvent, drop, dropped, find, newQuantum, polled, schedule, sighandler,
  signalDue, stopLimit, systemPark, yieldAt
} from './runtime/proc';
import { waitsForHost } from './runtime/request';
import { GFlag, M, S, mAt } from './runtime/runtime2';
import { backedOff, steal } from './runtime/steal';
import { stwEvent } from './runtime/stw';
import { burstEvent, burstResumed, burstStopped, exitsyscall } from './runtime/syscall';
import { sysmon } from './runtime/sysmon';
import { lockedstart, mstart } from './runtime/threads';
import { traceFull } from './runtime/trace';
import { exec } from './vm/exec';

/** Virtual time ends here: 2^53 ns. */
const TIME_MAX: i64 = 1 << 53;

/** Runs events up to `until` (ns), at most `steps`; a Stop. */
export function loop(until: i64, steps: u64): i32 {
  S.until = until;
  S.budget = steps;
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
    if (traceFull()) return Stop.RECORDS_FULL;
    if (first > TIME_MAX) stopLimit(Limit.TIME);
    else event(first);
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

function event(now: i64): void {
  evRebase(now);
  S.now = now;
  if (!countEvent(now)) return;
  const slot = evSlot();
  evBegin(slot);
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

function act(mp: M, now: i64): void {
  step(mp, now);
  if (S.stay != 0) goOn(mp);
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
    case Step.LOCKED: lockedstart(mp); return;
    case Step.STW: stwEvent(mp); return;
    default: throw new Error('loop: an M without a step has an event');
  }
}

/** The M has chosen a goroutine, and runs it until it has to wait; then the next, and so on. */
function goOn(mp: M): void {
  S.freeAct = 0;
  while (S.stay != 0) {
    S.stay = 0;
    const gp = mp.curg!;
    if (S.stop != 0 || S.pending != 0 || (gp.flags & GFlag.SYSTEM) != 0) yieldAt(mp, Step.EXEC);
    else {
      newQuantum(mp);
      exec(mp, gp);
    }
  }
}

/** The M runs its goroutine, after the signal that has arrived. */
function run(mp: M, now: i64): void {
  const gp = mp.curg!;
  if (signalDue(mp, now)) {
    sighandler(mp);
    // It may have chosen the same goroutine again: then it goes on with it below (goOn).
    if (S.stay != 0 || mp.curg !== gp || mp.step != Step.EXEC) return;
    if (mp.status != MStatus.RUNNING) return;
  }
  if ((gp.flags & GFlag.SYSTEM) != 0) {
    systemPark(mp, gp);
    return;
  }
  newQuantum(mp);
  exec(mp, gp);
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
