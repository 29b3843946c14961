/**
 * The workloads of the benchmarks: Go programs below bench/programs, and how large each is when
 * its time is taken, and when its instructions are counted (callgrind is fifty times slower).
 * Sizes are constants of the Go source; another size is the same text with other constants.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Settings } from '../src/config/config.ts';
import { compile } from '../src/golang/compile.ts';
import { formatDiagnostic } from '../src/golang/diagnostic.ts';
import { loadLibrary } from '../src/kernel/lib.ts';
import { type Executable, link } from '../src/program/encode.ts';
import { create } from '../src/simulate.ts';
import { compiledKernel, ROOT } from './kernel.ts';

/** Constants of the source by name. */
export type Sizes = Readonly<Record<string, number>>;

export interface Workload {
  name: string;
  /** The letter that issues and docs call it by. */
  letter: string;
  /** The folder below bench/programs. */
  folder: string;
  /** What is counted when engines are compared, and how many of it a size has. */
  unit: string;
  units: (size: Sizes) => number;
  /** Sizes at which time is taken, where they are not the source's own. */
  full?: Sizes;
  /** Sizes at which instructions are counted. */
  counted: Sizes;
  settings?: Settings;
}

const GIB = 2 ** 30;

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'fanout',
    letter: 'a',
    folder: 'fanout',
    unit: 'goroutine',
    units: ({ n }) => n!,
    counted: { n: 20_000 },
  },
  {
    name: 'pingpong',
    letter: 'b',
    folder: 'pingpong',
    unit: 'message',
    units: ({ pairs, rounds }) => 2 * pairs! * rounds!,
    counted: { pairs: 200, rounds: 50 },
  },
  {
    name: 'pingpong1',
    letter: 'b1',
    folder: 'pingpong1',
    unit: 'message',
    units: ({ pairs, rounds }) => 2 * pairs! * rounds!,
    counted: { rounds: 10_000 },
  },
  {
    name: 'pipeline',
    letter: 'c',
    folder: 'pipeline',
    unit: 'hop',
    units: ({ lines, stages, items }) => lines! * (stages! + 1) * items!,
    counted: { lines: 16, items: 100 },
  },
  {
    name: 'connections',
    letter: 'd',
    folder: 'connections',
    unit: 'message',
    units: ({ conns, rounds }) => conns! * rounds!,
    counted: { conns: 2000, rounds: 5 },
    settings: { memory: 3 * GIB },
  },
  {
    name: 'sleepers',
    letter: 'e',
    folder: 'sleepers',
    unit: 'sleep',
    units: ({ n }) => 2 * n!,
    counted: { n: 10_000 },
    settings: { memory: 3 * GIB },
  },
  {
    name: 'syscalls',
    letter: 's',
    folder: 'syscalls',
    unit: 'call',
    units: ({ n, rounds }) => n! * rounds!,
    counted: { n: 200, rounds: 20 },
  },
  {
    name: 'bursts',
    letter: 'f',
    folder: 'bursts',
    unit: 'goroutine',
    units: ({ bursters, rounds, burst }) => bursters! * rounds! * burst!,
    counted: { rounds: 20 },
  },
  {
    name: 'bursts8k',
    letter: 'f8',
    folder: 'bursts',
    unit: 'goroutine',
    units: ({ bursters, rounds, burst }) => bursters! * rounds! * burst!,
    full: { bursters: 128, rounds: 50 },
    counted: { bursters: 128, rounds: 3 },
    settings: { gomaxprocs: 8192 },
  },
  {
    name: 'million',
    letter: 'g',
    folder: 'million',
    unit: 'goroutine',
    units: ({ n }) => n!,
    counted: { n: 20_000 },
    settings: { memory: 3 * GIB },
  },
  {
    name: 'hold',
    letter: 'h',
    folder: 'hold',
    unit: 'sleep',
    units: ({ n, rounds }) => n! * rounds!,
    counted: { n: 200, rounds: 50 },
  },
  {
    name: 'yield',
    letter: 'mn',
    folder: 'yield',
    unit: 'yield',
    units: ({ n, rounds }) => n! * rounds!,
    counted: { n: 200, rounds: 100 },
  },
];

export function workload(name: string): Workload {
  const found = WORKLOADS.find((w) => w.name === name || w.letter === name);
  if (found) return found;
  const known = WORKLOADS.map((w) => w.name).join(', ');
  throw new Error(`there is no workload ${name}; there are ${known}`);
}

/** The text of a workload's program, with other constants. */
export function sourceOf({ folder }: Workload, sizes: Sizes = {}): string {
  const text = readFileSync(join(ROOT, 'bench/programs', folder, 'main.go'), 'utf8');
  return Object.entries(sizes).reduce((t, [name, value]) => withConstant(t, name, value), text);
}

/** The text with the constant `name` made `value`: in a group, or of its own. */
function withConstant(text: string, name: string, value: number): string {
  const line = new RegExp(`^((?:const|\t)\\s*${name}\\s*=\\s*)\\d+$`, 'm');
  if (!line.test(text)) throw new Error(`the program has no constant ${name}`);
  return text.replace(line, `$1${value}`);
}

/** Every constant of a workload's program, with its value. */
export function sizeOf(w: Workload, sizes: Sizes = {}): Sizes {
  const found = sourceOf(w, sizes).matchAll(/^(?:const|\t)\s*(\w+)\s*=\s*(\d+)$/gm);
  return Object.fromEntries([...found].map(([, name, value]) => [name!, Number(value)]));
}

/** A program that can be booted. */
export interface Prepared {
  exe: Executable;
  /** What differs from the defaults, and everything in force. */
  settings: Settings;
  config: Config;
}

/** Compiles a workload as the command does. */
export async function prepare(w: Workload, sizes: Sizes = {}): Promise<Prepared> {
  const files = [{ path: `${w.folder}/main.go`, text: sourceOf(w, sizes) }];
  const { program, diagnostics, sources } = compile(files, { lib: await loadLibrary() });
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (!program || errors.length > 0) {
    throw new Error(errors.map((d) => formatDiagnostic(d, sources)).join('\n'));
  }
  const exe = link(program);
  const settings = w.settings ?? {};
  const { config } = await create(exe, { ...settings, kernel: await compiledKernel() });
  return { exe, settings, config };
}

/** `name=value` arguments of the command line as sizes. */
export function sizesFrom(args: readonly string[]): Sizes {
  const pairs = args.map((arg) => arg.split('='));
  const bad = pairs.find(([name, value]) => !name || !value || !/^\d+$/.test(value));
  if (bad) throw new Error(`--set ${bad.join('=')}: say --set rounds=50`);
  return Object.fromEntries(pairs.map(([name, value]) => [name!, Number(value)]));
}
