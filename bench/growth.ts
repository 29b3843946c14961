/**
 * How the cost of a switch grows with goroutines, Ps and timers, as SVG pictures for
 * docs/performance.md:
 *
 *     npx tsx bench/growth.ts             measures, writes bench/results/growth.json, draws
 *     npx tsx bench/growth.ts --draw      draws what was measured before
 *     npx tsx bench/growth.ts --most 100000
 *
 * Each point is the least CPU time of three runs, interleaved; the work is about the same at
 * each point, so that only its shape changes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { create } from '../src/simulate.ts';
import { compiledKernel, ROOT } from './kernel.ts';
import { type Curve, picture } from './plot.ts';
import { machine } from './table.ts';
import { prepare, type Sizes, type Workload, workload } from './workload.ts';

const { values } = parseArgs({
  options: {
    draw: { type: 'boolean', default: false },
    most: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
  },
});

/** A curve: the workload at each x. */
interface Sweep {
  /** The picture it belongs to. */
  file: string;
  title: string;
  axis: string;
  name: string;
  xs: readonly number[];
  at: (x: number) => { w: Workload; sizes: Sizes };
}

const TENS = [100, 1000, 10_000, 100_000, 1_000_000];
const PROCS = [1, 8, 64, 512, 1024, 4096, 8192];
/** Switches at each point, about. */
const WORK = 200_000;

const with_ = (name: string, settings: Workload['settings']): Workload => {
  const w = workload(name);
  return { ...w, settings: { ...w.settings, ...settings } };
};
const MUCH = { memory: 3 * 2 ** 30 };
const rounds = (x: number, each = 1): number => Math.max(1, Math.round(WORK / x / each));

const SWEEPS: readonly Sweep[] = [
  {
    file: 'goroutines',
    title: 'Cost of a switch by live goroutines (8 Ps)',
    axis: 'goroutines',
    name: 'yield',
    xs: TENS,
    at: (x) => ({ w: with_('yield', MUCH), sizes: { n: x, rounds: rounds(x) } }),
  },
  {
    file: 'goroutines',
    title: '',
    axis: '',
    name: 'pingpong',
    xs: TENS,
    at: (x) => ({ w: with_('pingpong', MUCH), sizes: { pairs: x / 2, rounds: rounds(x) } }),
  },
  {
    file: 'procs',
    title: 'Cost of a switch by Ps, mostly idle (16 bursters of 64)',
    axis: 'Ps',
    name: 'bursts',
    xs: PROCS,
    at: (x) => ({ w: with_('bursts', { gomaxprocs: x }), sizes: { rounds: 40 } }),
  },
  {
    file: 'timers',
    title: 'Cost of a switch by timers that are set (8 Ps)',
    axis: 'sleeping goroutines',
    name: 'hold',
    xs: TENS,
    at: (x) => ({ w: with_('hold', MUCH), sizes: { n: x, rounds: rounds(x) } }),
  },
];

interface Measured {
  machine: ReturnType<typeof machine>;
  curves: Record<string, { x: number; ns: number }[]>;
}

const RESULT = join(ROOT, 'bench/results/growth.json');

async function nsPerSwitch(sweep: Sweep, x: number): Promise<number> {
  const { w, sizes } = sweep.at(x);
  const { exe, settings } = await prepare(w, sizes);
  const sim = await create(exe, { ...settings, kernel: await compiledKernel() });
  const before = process.cpuUsage();
  const { reason, message } = sim.run();
  const { user, system } = process.cpuUsage(before);
  if (reason !== 'finished') throw new Error(`${sweep.name} at ${x}: ${reason} ${message}`);
  return ((user + system) * 1000) / sim.stats().counters['switches']!;
}

async function measure(most: number, runs: number): Promise<Measured> {
  const curves: Measured['curves'] = {};
  await nsPerSwitch(SWEEPS[0]!, 1000);
  for (let run = 0; run < runs; run++) {
    for (const sweep of SWEEPS) {
      for (const x of sweep.xs.filter((value) => value <= most)) {
        const ns = await nsPerSwitch(sweep, x);
        const curve = (curves[sweep.name] ??= []);
        const point = curve.find((p) => p.x === x);
        if (point) point.ns = Math.min(point.ns, ns);
        else curve.push({ x, ns });
      }
    }
  }
  return { machine: machine(), curves };
}

function draw({ curves }: Measured): void {
  const dir = join(ROOT, 'docs/pictures');
  mkdirSync(dir, { recursive: true });
  for (const file of new Set(SWEEPS.map((sweep) => sweep.file))) {
    const [first, ...rest] = SWEEPS.filter((sweep) => sweep.file === file);
    const shown: Curve[] = [first!, ...rest].map(({ name }) => ({
      name,
      points: (curves[name] ?? []).map(({ x, ns }) => [x, ns]),
    }));
    const text = picture(first!.title, first!.axis, 'ns/switch', shown);
    writeFileSync(join(dir, `growth-${file}.svg`), text);
  }
}

async function main(): Promise<void> {
  if (!values.draw) {
    const measured = await measure(Number(values.most), Number(values.runs));
    mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
    writeFileSync(RESULT, `${JSON.stringify(measured, null, 1)}\n`);
  }
  if (!existsSync(RESULT)) throw new Error('nothing was measured yet: run without --draw');
  const measured = JSON.parse(readFileSync(RESULT, 'utf8')) as Measured;
  for (const [name, points] of Object.entries(measured.curves)) {
    const list = points.map(({ x, ns }) => `${x}: ${Math.round(ns)}`).join(', ');
    process.stdout.write(`${name.padEnd(10)} ns/switch at ${list}\n`);
  }
  draw(measured);
}

await main();
