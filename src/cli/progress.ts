/** A line on stderr for runs that take long: redrawn on a terminal, plain and rare elsewhere. */
import { formatDuration } from '../config/duration.ts';
import { grouped, percent } from '../measure/bar.ts';
import type { Simulation } from '../simulate.ts';

const FIRST_MS = 1000;
const TTY_MS = 100;
const PLAIN_MS = 5000;

export class Progress {
  private readonly start = performance.now();
  private readonly tty = process.stderr.isTTY === true && !process.env['CI'];
  private next = FIRST_MS;
  private drawn = false;

  constructor(
    private readonly until: number | undefined,
    private readonly enabled: boolean,
  ) {}

  /** Called between slices. */
  update(sim: Simulation): void {
    const elapsed = performance.now() - this.start;
    if (!this.enabled || elapsed < this.next) return;
    this.next = elapsed + (this.tty ? TTY_MS : PLAIN_MS);
    const line = this.line(sim, elapsed);
    process.stderr.write(this.tty ? `\r\x1b[K${line}` : `${line}\n`);
    this.drawn = true;
  }

  private line(sim: Simulation, elapsed: number): string {
    const now = sim.timeNs;
    const { counters, goroutines } = sim.stats();
    const done = this.until
      ? ` of ${formatDuration(this.until)} (${percent(now / this.until)})`
      : '';
    return (
      `gopark: ${formatDuration(now)}${done} simulated in ${formatDuration(elapsed * 1e6)}, ` +
      `${grouped(counters['switches'] ?? 0)} switches, ${grouped(goroutines.alive)} goroutines`
    );
  }

  /** Takes the line away. */
  end(): void {
    if (this.drawn && this.tty) process.stderr.write('\r\x1b[K');
    this.drawn = false;
  }
}
