/**
 * Slices of a run, so short that signals are heard and progress is drawn between them. A step of
 * the kernel may be a few instructions or, in a tight loop, 10 ms of virtual time; a millisecond
 * of virtual time may be nothing or a million steps. So a slice is bounded in both, and both
 * bounds follow the time that slices really take. Where a run is cut never changes its result.
 */
import type { RunResult, Simulation } from '../simulate.ts';
import { clockMs } from './clock.ts';

const TARGET_MS = 20;
const LEAST_STEPS = 100;
const MOST_STEPS = 50_000_000;
const LEAST_NS = 1000;
const MOST_NS = 1e15;

export class Slices {
  private steps = 20_000;
  private spanNs = 1e6;

  constructor(private readonly sim: Simulation) {}

  /** Runs one slice, not past virtual time `until` nor for more than `steps` steps. */
  run(until: number, steps: number): RunResult {
    const start = clockMs();
    const result = this.sim.run({
      until: Math.min(until, this.sim.timeNs + this.spanNs),
      steps: Math.min(steps, this.steps),
    });
    this.adapt(clockMs() - start);
    return result;
  }

  private adapt(ms: number): void {
    const factor = ms < TARGET_MS / 4 ? 2 : ms > TARGET_MS * 2 ? 0.5 : 1;
    this.steps = clamp(Math.round(this.steps * factor), LEAST_STEPS, MOST_STEPS);
    this.spanNs = clamp(Math.round(this.spanNs * factor), LEAST_NS, MOST_NS);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
