/**
 * CPU time of the program: how many cores run its threads, added up over time. What of a quota is
 * used follows from it, at any moment.
 */

/** A number over time, as steps, and its integral. */
export class Usage {
  private times = new Float64Array(64);
  private counts = new Float64Array(64);
  /** The integral at the start of each step. */
  private sums = new Float64Array(64);
  private length = 0;

  /** From `time` on so many cores run the program. */
  push(time: number, cores: number): void {
    const last = this.length - 1;
    if (last >= 0 && this.counts[last] === cores) return;
    if (this.length === this.times.length) this.grow();
    this.sums[this.length] = last < 0 ? 0
      : this.sums[last]! + this.counts[last]! * (time - this.times[last]!);
    this.times[this.length] = time;
    this.counts[this.length++] = cores;
  }

  private grow(): void {
    for (const field of ['times', 'counts', 'sums'] as const) {
      const wider = new Float64Array(this[field].length * 2);
      wider.set(this[field]);
      this[field] = wider;
    }
  }

  /** CPU time from the start of the run until `time`, in ns. */
  until(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    const i = low - 1;
    return i < 0 ? 0 : this.sums[i]! + this.counts[i]! * (time - this.times[i]!);
  }
}

/** How much of a quota is used at a moment. */
export interface Budget {
  quotaNs: number;
  periodNs: number;
  /** CPU time of the program since the period began. It may use what cores hold from the last. */
  usedNs: number;
  /** Time until the pool is full again. */
  leftNs: number;
  /** Cores that stand. */
  throttled: number;
}

/** The quota of a run's settings; undefined: there is none. */
export function quotaOf(
  config: Readonly<Record<string, unknown>>,
): { quotaNs: number; periodNs: number } | undefined {
  const { quotaNs, periodNs } = (config['quota'] ?? {}) as Partial<Budget>;
  return typeof quotaNs === 'number' && typeof periodNs === 'number' && periodNs > 0
    ? { quotaNs, periodNs } : undefined;
}

/** The budget at `time`; periods begin at multiples of the period. */
export function budgetAt(
  usage: Usage, time: number, throttled: number, config: Readonly<Record<string, unknown>>,
): Budget | undefined {
  const quota = quotaOf(config);
  if (!quota) return undefined;
  const began = Math.floor(time / quota.periodNs) * quota.periodNs;
  return {
    ...quota, usedNs: usage.until(time) - usage.until(began),
    leftNs: began + quota.periodNs - time, throttled,
  };
}
