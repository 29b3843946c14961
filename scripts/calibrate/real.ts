/** How long the loops of bench/calibrate really take: measured, or read from a recorded run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER } from './count.ts';

export interface Measured {
  /** Where and when. */
  go: string;
  processor: string;
  date: string;
  load: string;
  runs: number;
  /** Real ns of an iteration of each loop. */
  ns: Record<string, number>;
}

const RECORD = join(FOLDER, 'measured.json');

export function recorded(): Measured {
  return JSON.parse(readFileSync(RECORD, 'utf8')) as Measured;
}

export function record(measured: Measured): void {
  writeFileSync(RECORD, `${JSON.stringify(measured, null, 1)}\n`);
}

/** The median of `runs` processes; each prints the least of many stretches. */
export function measure(runs: number): Measured {
  const scratch = mkdtempSync(join(tmpdir(), 'gopark-'));
  try {
    const exe = join(scratch, 'calibrate');
    go(['build', '-o', exe, './calibrate'], join(FOLDER, '..'));
    const samples = new Map<string, number[]>();
    for (let run = 0; run < runs; run++) {
      for (const [name, ns] of rows(launch(exe))) {
        samples.set(name, [...(samples.get(name) ?? []), ns]);
      }
    }
    const ns = [...samples].map(([name, list]) => [name, median(list)] as const);
    return {
      go: go(['env', 'GOVERSION']).trim(),
      processor: cpus()[0]?.model ?? 'unknown',
      date: spawnSync('date', ['+%F'], { encoding: 'utf8' }).stdout.trim(),
      load: loadavg()[0]!.toFixed(1),
      runs,
      ns: Object.fromEntries(ns),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function go(args: string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync('go', args, { encoding: 'utf8', cwd });
  if (status === 0) return stdout;
  throw new Error(`go ${args.join(' ')}: ${error?.message ?? stderr}\nGo 1.26 is needed`);
}

function launch(exe: string): string {
  const env = { ...process.env, GOMAXPROCS: '1' };
  const { status, stdout, stderr } = spawnSync(exe, ['measure'], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`the loops failed: ${stderr.slice(0, 400)}`);
  return stdout;
}

function rows(text: string): [string, number][] {
  return text.trim().split('\n').map((line) => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1))];
  });
}

export function median(list: readonly number[]): number {
  return quantile(list, 0.5);
}

/** Nearest rank between the least (0) and the greatest (1). */
export function quantile(list: readonly number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
