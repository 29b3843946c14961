/** Running in tests, and everything that can judge a run. */
import { Cause } from '../../assembly/abi/status.ts';
import { totalsByCause } from '../../src/measure/ledger.ts';
import { link } from '../../src/program/encode.ts';
import type { Program } from '../../src/program/program.ts';
import { Fold, initialState } from '../../src/records/fold.ts';
import { livesOf } from '../../src/records/life.ts';
import type { RecordLog } from '../../src/records/log.ts';
import type { State } from '../../src/records/state.ts';
import { create, type CreateOptions, type RunResult, type Simulation } from '../../src/simulate.ts';
import { kernelUnderTest } from './kernel.ts';

export interface Ran {
  sim: Simulation;
  result: RunResult;
}

/** Runs to the end, or to what `options` bound. */
export async function runProgram(
  program: Program, options: CreateOptions = {}, bounds: { until?: number; steps?: number } = {},
): Promise<Ran> {
  const kernel = await kernelUnderTest(options.kernel ?? 'release');
  const sim = await create(link(program), { ...options, kernel });
  return { sim, result: sim.run(bounds) };
}

/** The nanoseconds of all goroutines by cause, as far as they have changed their place. */
function spentByCause(log: RecordLog): { spent: number[]; state: State } {
  const fold = new Fold(initialState());
  const spent = new Array<number>(Cause.COUNT).fill(0);
  fold.watch((g, _to, time) => { spent[g.cause]! += time - g.since; });
  log.forEach((r) => fold.apply(r));
  return { spent, state: fold.state };
}

/**
 * What must hold for every run whose records were all kept: they fold; the folded state agrees with
 * the kernel's counts; each goroutine's causes add up to its life; over all of them they are the
 * kernel's ledger; cores and quotas were not overdrawn. Returns complaints.
 */
export function judge({ sim, result }: Ran): string[] {
  const complaints: string[] = [];
  if (result.reason === 'broken') return [`broken: ${result.message}`];
  const log = sim.records();
  let folded: ReturnType<typeof spentByCause>;
  try {
    folded = spentByCause(log);
  } catch (e) {
    return [(e as Error).message];
  }
  const stats = sim.stats();
  const ledger = totalsByCause(stats.ledger);
  for (let cause = 0; cause < Cause.COUNT; cause++) {
    const [here, there] = [folded.spent[cause], ledger[cause]];
    if (here !== there) {
      complaints.push(`${Cause[cause]}: ${here} ns by records, ${there} ns in the ledger`);
    }
  }
  const { state } = folded;
  const ps = state.gomaxprocs;
  if (ps !== stats.gomaxprocs) complaints.push(`${ps} Ps by records, ${stats.gomaxprocs} counted`);
  for (const life of livesOf(log, { end: Math.max(stats.timeNs, state.time) }).values()) {
    const sum = life.totals.reduce((a, b) => a + b, 0);
    const negative = life.spans.find((span) => span.end < span.start);
    if (sum !== life.end - life.created || negative) complaints.push(`g${life.g}: life is ${sum}`);
  }
  return [...complaints, ...judgeCores(sim)];
}

/** No core gives more time than there is, all together not more than the quota. */
function judgeCores(sim: Simulation): string[] {
  const complaints: string[] = [];
  const { cores, counters, timeNs } = sim.stats();
  const { quota } = sim.config;
  for (const { id, busyNs, loadNs } of cores) {
    if (busyNs + loadNs > timeNs) complaints.push(`core ${id}: ${busyNs + loadNs} of ${timeNs} ns`);
  }
  const busy = cores.reduce((ns, core) => ns + core.busyNs, 0);
  if (busy !== (counters['coreNs'] ?? 0)) complaints.push(`cores: ${busy} ns, not the counted`);
  if (!quota) return complaints;
  const most = (Math.floor(timeNs / quota.periodNs) + 1) * quota.quotaNs;
  if (busy > most) complaints.push(`cores: ${busy} ns, the quota was ${most}`);
  return complaints;
}
