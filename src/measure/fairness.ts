/**
 * How evenly goroutines were served. Jain's index of n shares is (sum)^2 / (n * sum of squares): 1
 * when all are equal, 1/n when one has everything; it does not depend on the unit.
 */
import { Cause } from '../../assembly/abi/status.ts';
import type { Life } from '../records/life.ts';

/** Jain's index; NaN for no shares, 1 when all are 0. */
export function jainIndex(shares: readonly number[]): number {
  if (shares.length === 0) return Number.NaN;
  let sum = 0;
  let squares = 0;
  for (const x of shares) {
    sum += x;
    squares += x * x;
  }
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}

export interface Fairness {
  goroutines: number;
  /** Jain's index of what each got of the time in which it could have run. */
  index: number;
  /** Longest single wait of a runnable goroutine, and whose it was. */
  longestWaitNs: number;
  longestWaitG: number;
}

const runnable: readonly Cause[] = [
  Cause.RUNNEXT, Cause.LOCAL_QUEUE, Cause.GLOBAL_QUEUE, Cause.WAKING, Cause.CORE, Cause.QUOTA,
  Cause.STOP_THE_WORLD,
];

/** Of goroutines that wanted to run at all: running / (running + runnable). */
export function fairnessOf(lives: Iterable<Life>): Fairness {
  const shares: number[] = [];
  const result = { goroutines: 0, index: Number.NaN, longestWaitNs: 0, longestWaitG: 0 };
  for (const life of lives) {
    const ran = life.totals[Cause.RUNNING]!;
    const waited = runnable.reduce((total, cause) => total + life.totals[cause]!, 0);
    if (ran + waited > 0) shares.push(ran / (ran + waited));
    const longest = longestRunnable(life);
    if (longest > result.longestWaitNs) {
      result.longestWaitNs = longest;
      result.longestWaitG = life.g;
    }
  }
  result.goroutines = shares.length;
  result.index = jainIndex(shares);
  return result;
}

/** Neighbouring runnable spans (from one queue to another) are one wait. */
function longestRunnable(life: Life): number {
  let longest = 0;
  let current = 0;
  for (const span of life.spans) {
    current = runnable.includes(span.cause) ? current + span.end - span.start : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}
