/**
 * Builds the native twin: the kernel's .wasm through wabt's wasm2c and gcc, with bench/twin/main.c
 * as its host. Everything made lies below build/bench/, under a name that says what it was made
 * from, so that nothing is made twice.
 *
 * Two builds: `count` for callgrind (x86-64-v2, because valgrind does not know every newer
 * instruction) and `native` for times. Both leave bounds to guard pages, as V8 does.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counter, Out, Stop } from '../../assembly/abi/abi.ts';
import { configBlock } from '../../src/config/block.ts';
import { ROOT, SCRATCH } from '../kernel.ts';
import type { Prepared } from '../workload.ts';

const MAIN = join(ROOT, 'bench/twin/main.c');
/** Where Debian and wabt's own `make install` put the C runtime's source. */
const RUNTIMES = ['/usr/share/wabt/wasm2c', '/usr/local/share/wabt/wasm2c', '/opt/wabt/wasm2c'];

/** A tool that is not installed, and what to install. */
export class MissingTool extends Error {}

const FLAGS = {
  count: ['-O3', '-march=x86-64-v2', '-g'],
  native: ['-O3', '-march=native'],
} as const;
export type TwinKind = keyof typeof FLAGS;

/** The twin's executable of a kernel. */
export function twinOf(kernel: string, kind: TwinKind): string {
  const inputs = [readFileSync(kernel), readFileSync(MAIN), FLAGS[kind].join(' ')];
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(input);
  const dir = join(SCRATCH, `${kind}-${hash.digest('hex').slice(0, 16)}`);
  const exe = join(dir, 'twin');
  if (existsSync(exe)) return exe;
  mkdirSync(dir, { recursive: true });
  need('wasm2c', 'wabt', [kernel, '-n', 'gopark', '-o', join(dir, 'kernel.c')]);
  const runtime = RUNTIMES.find((path) => existsSync(join(path, 'wasm-rt-impl.c')));
  if (!runtime) throw new MissingTool('wasm-rt-impl.c is not installed: apt install wabt');
  const made = `${exe}.${process.pid}`;
  need('gcc', 'gcc', [
    ...FLAGS[kind],
    ...defines(),
    `-I${runtime}`,
    '-o',
    made,
    MAIN,
    join(dir, 'kernel.c'),
    join(runtime, 'wasm-rt-impl.c'),
    `-I${dir}`,
    '-lm',
  ]);
  renameSync(made, exe);
  return exe;
}

/** Numbers of the contract that main.c reads. */
function defines(): string[] {
  const out = ['TIME', 'STEPS', 'REC_HEAD', 'OUT_HEAD', 'HASHED', 'HASH0'] as const;
  const stop = ['PAUSED', 'RECORDS_FULL', 'OUTPUT_FULL'] as const;
  return [
    ...out.map((name) => `-DOUT_${name}=${Out[name]}`),
    ...stop.map((name) => `-DSTOP_${name}=${Stop[name]}`),
    `-DOUT_SWITCHES=${Out.COUNTERS + Counter.switches}`,
  ];
}

/** Runs a tool; says what to install when it is not there. */
export function need(tool: string, pkg: string, args: readonly string[]): string {
  try {
    return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new MissingTool(`${tool} is not installed: apt install ${pkg}`);
    throw new Error(`${tool} ${args.join(' ')}:\n${(stderr ?? '').slice(0, 4000)}`);
  }
}

/** The file that main.c reads. */
export function dump(prepared: Prepared, name: string): string {
  mkdirSync(SCRATCH, { recursive: true });
  const conf = new Uint8Array(configBlock(prepared.config).buffer);
  const length = new BigUint64Array([BigInt(conf.length)]);
  const file = join(SCRATCH, `${name}.bin`);
  writeFileSync(file, Buffer.concat([new Uint8Array(length.buffer), conf, prepared.exe.image]));
  return file;
}

/** What the twin prints. */
export interface TwinResult {
  /** CPU seconds of each run. */
  cpu: number[];
  stop: number;
  time: number;
  steps: number;
  switches: number;
  hashed: number;
  hash: string;
  memory: number;
}

export function parseTwin(text: string): TwinResult {
  const lines = text.split('\n').map((line) => line.split(' '));
  const value = (name: string): string => lines.find(([key]) => key === name)?.[1] ?? '';
  const number = (name: string): number => Number(value(name));
  return {
    cpu: lines.filter(([key]) => key === 'cpu').map(([, seconds]) => Number(seconds)),
    stop: number('stop'),
    time: number('time'),
    steps: number('steps'),
    switches: number('switches'),
    hashed: number('hashed'),
    hash: value('hash'),
    memory: number('memory'),
  };
}

/** Runs the twin on a dumped program. */
export function runTwin(exe: string, file: string, runs = 1): TwinResult {
  return parseTwin(need(exe, 'the twin', [file, String(runs)]));
}
