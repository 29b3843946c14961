/**
 * `npm run bench`: how long the workloads take.
 *
 *     npm run bench                         all workloads, this kernel
 *     npm run bench -- --peers              and real Go, the twins, other engines, what is
 * installed
 *     npm run bench -- pingpong fanout --runs 9
 *     npm run bench -- --peers --only go,wasm2c --set rounds=100 pingpong
 *
 * CPU time, because it repeats on a busy machine; everything interleaved (each round runs every
 * workload in every contestant once), so that what disturbs one disturbs all; medians with
 * ranges. Writes a table and a document with every sample's summary to bench/results/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Contestant, Entry, Sample } from './contestant.ts';
import { ENGINES } from './engines.ts';
import { PEERS } from './peers/peers.ts';
import { comparison, machine, type Row, spread } from './table.ts';
import { ROOT } from './kernel.ts';
import { sizeOf, sizesFrom, type Sizes, WORKLOADS, type Workload, workload } from './workload.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    peers: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string', default: '5' },
    set: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
});

/** One contestant on one workload. */
interface Pairing {
  contestant: Contestant;
  workload: Workload;
  size: Sizes;
  run: () => Promise<Sample>;
  samples: Sample[];
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: a number`);
  const workloads = positionals.length > 0 ? positionals.map(workload) : WORKLOADS;
  const contestants = await enter(entries());
  const pairings = await pair(contestants, workloads);
  for (const p of pairings) if (p.contestant.warm) await once(p);
  for (const p of pairings) p.samples = [];
  for (let round = 1; round <= runs; round++) {
    say(`round ${round} of ${runs}`);
    for (const p of pairings) await once(p);
  }
  const rows = pairings.filter((p) => p.samples.length > 0).map(rowOf);
  checkSame(rows);
  write(rows, contestants);
}

/** Who is asked to take part. */
function entries(): Entry[] {
  const [ours, ...others] = [...ENGINES, ...PEERS];
  const names = values.only?.split(',');
  const unknown = names?.find((name) => ![...ENGINES, ...PEERS].some((e) => e.name === name));
  if (unknown) throw new Error(`--only ${unknown}: there is no such contestant`);
  if (names) return [ours!, ...others.filter((entry) => names.includes(entry.name))];
  return values.peers ? [ours!, ...others] : [ours!];
}

/** Those that can; of the others it is said why not. */
async function enter(wanted: readonly Entry[]): Promise<Contestant[]> {
  const able: Contestant[] = [];
  for (const { name, make } of wanted) {
    try {
      able.push(await make());
    } catch (error) {
      say(`without ${name}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return able;
}

async function pair(
  contestants: readonly Contestant[],
  workloads: readonly Workload[],
): Promise<Pairing[]> {
  const pairings: Pairing[] = [];
  for (const w of workloads) {
    for (const contestant of contestants) {
      if (contestant.only && !contestant.only.includes(w.name)) continue;
      const base = values.quick ? w.counted : { ...w.full, ...contestant.sizes?.[w.name] };
      const sizes = { ...base, ...sizesFrom(values.set) };
      const run = await contestant.prepare(w, sizes);
      pairings.push({ contestant, workload: w, size: sizeOf(w, sizes), run, samples: [] });
    }
  }
  return pairings;
}

/** A contestant that fails on a workload is left out of it from then on. */
async function once(p: Pairing): Promise<void> {
  try {
    p.samples.push(await p.run());
  } catch (error) {
    say(`${p.contestant.name} on ${p.workload.name}: ${(error as Error).message.slice(0, 300)}`);
    p.run = () => Promise.reject(new Error('left out'));
  }
}

function rowOf({ contestant, workload: w, size, samples }: Pairing): Row {
  const units = w.units(size);
  const nsPerUnit = spread(samples.map(({ cpu }) => (cpu * 1e9) / units));
  const { switches, steps, hash } = samples[0]!;
  const row = { workload: w.name, contestant: contestant.name, unit: w.unit, units, nsPerUnit };
  if (switches === undefined) return row;
  const nsPerSwitch = (nsPerUnit.median * units) / switches;
  return { ...row, switches, nsPerSwitch, steps: steps!, hash: hash! };
}

/** The twins must have done what the kernel did. */
function checkSame(rows: readonly Row[]): void {
  for (const row of rows.filter(({ hash }) => hash !== undefined)) {
    const own = rows.find((r) => r.contestant === 'gopark' && r.workload === row.workload);
    if (own && own.hash !== row.hash && own.units === row.units) {
      throw new Error(`${row.contestant} did other than gopark on ${row.workload}`);
    }
  }
}

function write(rows: readonly Row[], contestants: readonly Contestant[]): void {
  const host = machine();
  const date = new Date().toISOString().replace(/:\d\d\..*/, '').replace(':', '');
  const about = contestants.map(({ name, about: text }) => `* ${name}: ${text}`).join('\n');
  const text =
    `# Benchmarks, ${date}\n\n${host.processor}, ${host.cores} cores, Node ${host.node}, ` +
    `commit ${host.commit}. CPU time, medians of ${values.runs} interleaved runs [min..max]; ` +
    `in brackets: times as long as gopark.\n\n${comparison(rows)}\n${about}\n`;
  process.stdout.write(text);
  if (values['no-write']) return;
  const dir = join(ROOT, 'bench/results');
  mkdirSync(dir, { recursive: true });
  const named = contestants.map(({ name, about: what }) => ({ name, about: what }));
  const document = { date, machine: host, contestants: named, rows };
  writeFileSync(join(dir, `${date}.json`), `${JSON.stringify(document, null, 1)}\n`);
  writeFileSync(join(dir, `${date}.md`), text);
  say(`written to bench/results/${date}.json and .md`);
}

await main();
