/** Runs when the page is built: makes the run that plays at the first visit. */
import { parseQuota } from '../config/text.ts';
import { compile } from '../golang/compile.ts';
import { loadLibrary } from '../kernel/lib.ts';
import { resultDocument } from '../measure/document.ts';
import { link } from '../program/encode.ts';
import { create } from '../simulate.ts';
import { deflate } from './model/link.ts';
import { type Run, type RunSettings, writeRun } from './model/run.ts';
import { recordSymbols } from './model/symbols.ts';
import { FIRST } from './presets/list.ts';

declare const GOPARK_VERSION: string | undefined;
const VERSION = typeof GOPARK_VERSION === 'string' ? GOPARK_VERSION : 'checkout';

/** Compiles and simulates a program, to its end or for a million steps. */
export async function record(source: string, settings: RunSettings = {}): Promise<Run> {
  const { program, diagnostics } = compile([{ path: 'main.go', text: source }], {
    lib: await loadLibrary(),
  });
  if (!program || diagnostics.some((d) => d.severity === 'error')) {
    throw new Error(diagnostics.map((d) => `${d.line}:${d.col}: ${d.message}`).join('\n'));
  }
  const { quota, ...rest } = settings;
  const sim = await create(link(program), {
    ...rest, ...(quota ? { quota: parseQuota(quota) } : {}), mask: 'sched',
  });
  const result = sim.run({ steps: 1e7 });
  const stats = sim.stats();
  const [stdout, stderr] = [sim.stdout(), sim.stderr()];
  const document = resultDocument({
    version: VERSION, file: 'main.go', release: sim.config.go, config: sim.configJson(),
    reason: result.reason as 'finished', exitCode: result.exitCode, message: result.message,
    stdout, stderr, hostMs: 0, stats, where: (pc) => sim.symbols.where(pc),
  });
  const text = new TextDecoder();
  const output = [{ fd: 1, text: text.decode(stdout) }, { fd: 2, text: text.decode(stderr) }];
  return {
    log: sim.records(), symbols: recordSymbols(sim.symbols),
    meta: {
      name: 'main.go', source, settings: {}, config: sim.configJson(), reason: result.reason,
      message: result.message, exitCode: result.exitCode, endNs: sim.timeNs,
      hash: stats.records.hash, output: output.filter((o) => o.text !== ''), document,
    },
  };
}

export async function prepare(
  programs: Record<string, string>,
): Promise<{ id: string; bytes: Uint8Array }> {
  const run = await record(programs[FIRST]!);
  return { id: FIRST, bytes: await deflate(writeRun(run, VERSION, true)) };
}
