/**
 * Slices of a few milliseconds, whatever the program does. A step of the kernel may be a few
 * instructions or, in a tight loop, 10 ms of simulated time; a millisecond of simulated time may be
 * nothing or a million steps. So a slice is made of pieces that are bounded in both, and small
 * enough for the worst that could come next: a loop that begins after a quiet stretch. Where
 * nothing happens at all a single step jumps to the next event. Where a run is cut never changes
 * its result.
 */
import type { RunResult, Simulation } from '../simulate.ts';

const PIECE_MS = 2;
const LEAST_NS = 10_000;
const MOST_NS = 2_000_000;
const LEAST_STEPS = 100;
const MOST_STEPS = 200_000;

export class Slices {
  private spanNs = 100_000;
  private steps = 2000;

  constructor(private readonly sim: Simulation) {}

  /** Runs for about `ms` of the host's time, or until the run comes to rest by itself. */
  run(ms: number): RunResult {
    const end = performance.now() + ms;
    let result: RunResult;
    do result = this.piece(); while (result.reason === 'paused' && performance.now() < end);
    return result;
  }

  private piece(): RunResult {
    const { sim } = this;
    const before = sim.steps;
    const from = performance.now();
    const result = sim.run({ until: sim.timeNs + this.spanNs, steps: this.steps });
    if (result.reason === 'paused' && sim.steps === before) return sim.run({ steps: 1 });
    this.adapt(performance.now() - from);
    return result;
  }

  private adapt(ms: number): void {
    const factor = ms < PIECE_MS / 4 ? 2 : ms > PIECE_MS * 2 ? 0.5 : 1;
    this.spanNs = Math.min(MOST_NS, Math.max(LEAST_NS, Math.round(this.spanNs * factor)));
    this.steps = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.round(this.steps * factor)));
  }
}
