/**
 * The decisions of the scheduler that experiments change. Each is a method whose body is what Go
 * does; a policy (assembly/policy/) is a class that overrides one or two of them. An ordinary
 * class, made while the module starts: on an `@unmanaged` one an override would silently call the
 * wrong method.
 */
import { S } from './runtime2';

export class Policy {
  /**
   * Does a new or woken goroutine go to runnext, before all that are queued? Asked once, when the
   * policy is chosen: the answer is S.useNext.
   */
  next(): bool {
    return S.runnext != 0;
  }

  /**
   * How many of the `len` goroutines in a victim's ring a thief takes. 0: it leaves them, and who
   * is about to sleep does not begin a new search for their sake.
   */
  half(len: u32): u32 {
    return len - len / 2;
  }

  /** May an M that found nothing begin to spin, with so many spinning and so many Ps busy? */
  spins(spinning: u32, busy: u32): bool {
    return 2 * (spinning as i32) < (busy as i32);
  }

  /**
   * Is it the turn of the global queue, before the local one, at this schedtick: is that a multiple
   * of fairnessTick? A multiple of n times 2^64/n, rounded up, overflows to less than that unit.
   */
  globalTurn(schedtick: u32): bool {
    if (S.fairnessTick == 0) return false;
    return (schedtick as u64) * S.fairnessUnit <= S.fairnessUnit - 1;
  }
}

/** The policy in force; its address is part of the state. */
export function policy(): Policy {
  return changetype<Policy>(S.policy as usize);
}

export function setPolicy(chosen: Policy): void {
  S.policy = changetype<usize>(chosen) as u32;
  S.useNext = chosen.next() ? 1 : 0;
}
