/**
 * What must not get worse, as numbers that do not depend on the clock: instructions, exact
 * counters, bytes. bench/expected.json has what they were when somebody last looked; a number
 * that is more than 5 % above it fails, with the whole table. Counters and hashes must be equal.
 *
 * After a change that is meant to move them: `npx tsx bench/guards.ts --update`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Builder } from '../src/program/builder.ts';
import { create, type Simulation } from '../src/simulate.ts';
import { count } from './count.ts';
import { compiledKernel, kernelFile, ROOT } from './kernel.ts';
import { need, twinOf } from './twin/twin.ts';
import { prepare, sizeOf, WORKLOADS, workload } from './workload.ts';

/** A number to be kept, or a text that must not change. */
export type Measures = Record<string, number | string>;

export const EXPECTED = join(ROOT, 'bench/expected.json');
const WORST = 1.05;

/** Workloads whose instructions are counted; of the pipeline per hop, of others per switch. */
const COUNTED = ['pingpong', 'pingpong1', 'fanout', 'yield', 'sleepers', 'bursts8k'];

/** Tools that counting takes, as `tool: how to install`; empty if all are there. */
export function missingTools(): string[] {
  const tools = { wasm2c: 'wabt', gcc: 'gcc', valgrind: 'valgrind' };
  return Object.entries(tools)
    .filter(([tool]) => !works(tool))
    .map(([tool, pkg]) => `${tool}: apt install ${pkg}`);
}

function works(tool: string): boolean {
  try {
    need(tool, '', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** The compiler's major version: another one makes other instructions. */
export const compiler = (): string => `gcc ${need('gcc', 'gcc', ['-dumpversion']).trim()}`;

export async function instructions(): Promise<Measures> {
  const exe = twinOf(await kernelFile(), 'count');
  const measures: Measures = {};
  for (const name of COUNTED) {
    const w = workload(name);
    const { perSwitch } = count(exe, await prepare(w, w.counted), `guard-${name}`);
    measures[`instructions per switch, ${name}`] = Math.round(perSwitch * 10) / 10;
  }
  const w = workload('pipeline');
  const found = count(exe, await prepare(w, w.counted), 'guard-pipeline');
  const hops = w.units(sizeOf(w, w.counted));
  measures['instructions per hop, pipeline'] = Math.round((found.instructions / hops) * 10) / 10;
  return measures;
}

/** Of every workload, at the sizes at which instructions are counted. */
export async function counters(): Promise<Measures> {
  const measures: Measures = {};
  for (const w of WORKLOADS) {
    const { exe, settings } = await prepare(w, w.counted);
    const sim = await create(exe, { ...settings, kernel: await compiledKernel() });
    const { reason } = sim.run();
    const { records, counters: all } = sim.stats();
    measures[`course of ${w.name}`] =
      `${reason}, ${all['switches']} switches, ${all['steals']} steals, hash ${records.hash}`;
  }
  return measures;
}

const PARKED = 1_000_000;

/** Memory when a million goroutines are parked, for each of them. */
export async function memory(): Promise<Measures> {
  const kernel = await compiledKernel();
  const source = await prepare(workload('million'), { n: PARKED });
  const each = (sim: Simulation): number => {
    const { reason } = sim.run();
    const { goroutines, memory: used } = sim.stats();
    if (reason !== 'finished' || goroutines.peak <= PARKED) throw new Error(`memory: ${reason}`);
    return Math.round((used.bytes / PARKED) * 10) / 10;
  };
  const settings = { memory: 2 * 2 ** 30, kernel };
  return {
    'bytes per parked goroutine, source': each(await create(source.exe, settings)),
    'bytes per parked goroutine, builder': each(await create(parked(), settings)),
  };
}

function parked(): ReturnType<Builder['build']> {
  const b = new Builder();
  const worker = b.func('worker', ['chan'], (f, [ch]) => f.recv(ch!));
  b.func('main', (f) => {
    const ch = f.chan();
    f.loop(PARKED, () => f.go(worker, ch));
    f.loop(PARKED, () => f.send(ch, 1));
  });
  return b.build();
}

/** What a user downloads, compressed; files that were not built are left out. */
export async function sizes(): Promise<Measures> {
  const files = ['lib.json', 'index.js', 'ui/main.js'].map((name) => join(ROOT, 'build', name));
  const measures: Measures = { 'bytes of the kernel, gz': gzipped(await kernelFile()) };
  for (const file of files.filter((name) => existsSync(name))) {
    measures[`bytes of ${file.slice(join(ROOT, 'build/').length)}, gz`] = gzipped(file);
  }
  return measures;
}

const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

export interface Verdict {
  name: string;
  expected: number | string | undefined;
  found: number | string;
  worse: boolean;
}

/** Each measure beside what was expected of it; a new one is no fault. */
export function compare(found: Measures, expected: Measures): Verdict[] {
  return Object.entries(found).map(([name, value]) => {
    const was = expected[name];
    const worse =
      was !== undefined &&
      (typeof value === 'number' && typeof was === 'number' ? value > was * WORST : value !== was);
    return { name, expected: was, found: value, worse };
  });
}

/** The table that a failure shows. */
export function tableOf(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ name, expected, found, worse }) => {
      const change =
        typeof found === 'number' && typeof expected === 'number'
          ? `${found >= expected ? '+' : ''}${((found / expected - 1) * 100).toFixed(1)} %`
          : '';
      const verdict = worse ? 'WORSE' : '     ';
      return `${verdict} ${name.padEnd(40)} ${expected ?? 'new'} -> ${found} ${change}`;
    })
    .join('\n');
}

export function expected(): Measures {
  return existsSync(EXPECTED) ? (JSON.parse(readFileSync(EXPECTED, 'utf8')) as Measures) : {};
}
