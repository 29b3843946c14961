/** A line on stderr for runs that take long: redrawn on a terminal, plain and rare elsewhere. */
import { formatDuration } from '../config/duration.ts';
import { grouped, percent } from '../measure/bar.ts';
import type { Simulation } from '../simulate.ts';
import { clockMs } from './clock.ts';
import { isTerminal, write } from './output.ts';

const FIRST_MS = 1000;
const TTY_MS = 100;
const PLAIN_MS = 5000;

export class Progress {
  private readonly start = clockMs();
  private terminal: boolean | undefined;
  private next = FIRST_MS;
  private drawn = false;

  constructor(
    private readonly until: number | undefined,
    private readonly enabled: boolean,
  ) {}

  private get tty(): boolean {
    return (this.terminal ??= isTerminal(2) && !process.env['CI']);
  }

  /** Called between slices. */
  update(sim: Simulation): void {
    const elapsed = clockMs() - this.start;
    if (!this.enabled || elapsed < this.next) return;
    this.next = elapsed + (this.tty ? TTY_MS : PLAIN_MS);
    const line = this.line(sim, elapsed);
    write(2, this.tty ? `\r\x1b[K${line}` : `${line}\n`);
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
    if (this.drawn && this.tty) write(2, '\r\x1b[K');
    this.drawn = false;
  }
}
