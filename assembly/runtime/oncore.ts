/**
 * A thread with and without a core: how its clock stands still and goes on (see cores.ts).
 *
 * An M's clock `t` is how far its work is done; its leaf in the event list says when it acts next.
 * Without a core neither moves. `stand` parks the leaf and notes how much work was charged ahead of
 * this moment; `goOn` shifts everything that lies ahead by the time that it stood: the work, the
 * burst of declared CPU, the end of a sleep that it was just beginning. So a stretch is cut at the
 * exact nanosecond, wherever its M is in it, and no part of the scheduler has to know.
 *
 * What an M does at an event may leave it asleep, but only when its clock has come to `t`: until
 * then it is falling asleep, on its core (`mp.sleeps`).
 */
import { Cause } from '../abi/status';
import { NEVER, evSet, evWhen } from '../machine/event';
import { Step } from './turn';
import { M, S } from './runtime2';
import { SysKind, burstChanged } from './syscall';
import { account } from './trace';

/** How an M's event leaves it. */
export const enum Sleep {
  /** it goes on computing */
  NO,
  /** asleep for a time, which begins when it has fallen asleep: a system call, usleep */
  FOR_A_TIME,
  /** asleep until somebody wakes it, or until a moment: futex, epoll */
  UNTIL_WOKEN,
}

/** Does mp, after its event, need a core for what comes next? System calls wait, C computes. */
export function sleepOf(mp: M): u32 {
  switch (mp.step) {
    case Step.PARKED: case Step.START: case Step.LOCKED: case Step.POLLED: case Step.ANSWER:
      return Sleep.UNTIL_WOKEN;
    case Step.BACKOFF: case Step.SYSMON:
      return Sleep.FOR_A_TIME;
    case Step.STW:
      return S.stopwait > 0 ? Sleep.FOR_A_TIME : Sleep.NO;
    case Step.SYSCALL:
      if ((S.requestMask & 1) != 0) return Sleep.UNTIL_WOKEN;
      return mp.syskind == SysKind.CGO ? Sleep.NO : Sleep.FOR_A_TIME;
    default:
      return Sleep.NO;
  }
}

/** mp has no core from `now` on; its goroutine's time passes under `cause`. */
export function stand(mp: M, cause: i32, now: i64): void {
  const slot = mp.id + 1;
  const ahead = mp.t - (now << 10);
  mp.off = 1;
  mp.offAt = now;
  mp.owed = ahead > 0 ? ahead : 0;
  mp.leaf = evWhen(slot);
  if (mp.sleeps != Sleep.UNTIL_WOKEN) evSet(slot, NEVER);
  const gp = mp.curg;
  if (gp === null) return;
  mp.offCause = gp.cause;
  account(gp, cause, now);
}

/** The reason for which mp stands has changed. */
export function standFor(mp: M, cause: i32, now: i64): void {
  const gp = mp.curg;
  if (gp !== null && (gp.cause as i32) != cause) account(gp, cause, now);
}

/** mp, which stood, has a core at `now`, and pays `price` (1/1024 ns) for getting it. */
export function goOn(mp: M, price: i64, now: i64): void {
  const shift = now - mp.offAt + ((price + 1023) >> 10);
  mp.off = 0;
  mp.t = (now << 10) + mp.owed + price;
  mp.burstStart += shift;
  const gp = mp.curg;
  if (gp !== null && (gp.cause == Cause.CORE || gp.cause == Cause.QUOTA)) {
    account(gp, mp.offCause, now);
  }
  if (mp.sleeps == Sleep.FOR_A_TIME) evSet(mp.id + 1, later(mp.leaf, shift));
  else if (mp.sleeps == Sleep.NO) evSet(mp.id + 1, nextOf(mp, shift, now));
}

function later(when: i64, shift: i64): i64 {
  return when == NEVER ? NEVER : when + shift;
}

/** When mp, which computes, acts next. */
function nextOf(mp: M, shift: i64, now: i64): i64 {
  let when = mp.t >> 10;
  if (mp.step == Step.BURST) {
    burstChanged(mp);
    return evWhen(mp.id + 1);
  }
  if (mp.step == Step.SYSCALL && mp.leaf > mp.offAt) when = mp.leaf + shift;
  else if (mp.step == Step.EXEC && mp.signalPending != 0 && mp.signalAt < when) when = mp.signalAt;
  return when > now ? when : now;
}

/** mp, which slept, has a core at once. True: it may act at this very moment. */
export function wakeOn(mp: M, price: i64, now: i64): bool {
  mp.sleeps = Sleep.NO;
  if (mp.t < now << 10) mp.t = now << 10;
  if (price == 0) return true;
  mp.t += price;
  evSet(mp.id + 1, ((now << 10) + price) >> 10);
  return false;
}
