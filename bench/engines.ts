/**
 * The same kernel in three engines (V8's WebAssembly, JavaScript made by binaryen's wasm2js, C
 * made by wabt's wasm2c), and the real thing: the Go toolchain on the very same files.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Counter, Out, Stop } from '../assembly/abi/abi.ts';
import { configBlock } from '../src/config/block.ts';
import type { KernelExports } from '../src/kernel/kernel.ts';
import { create } from '../src/simulate.ts';
import { childCpu } from './child.ts';
import type { Contestant, Entry, Sample } from './contestant.ts';
import { compiledKernel, kernelFile, ROOT, SCRATCH } from './kernel.ts';
import { dump, MissingTool, need, runTwin, twinOf } from './twin/twin.ts';
import { prepare, sourceOf } from './workload.ts';

/** The product as its users have it: the release kernel through the public interface. */
export async function v8(): Promise<Contestant> {
  const kernel = await compiledKernel();
  return {
    name: 'gopark',
    about: `release kernel, Node ${process.versions.node}, V8 ${process.versions.v8}`,
    warm: true,
    prepare: async (w, sizes) => {
      const { exe, settings } = await prepare(w, sizes);
      return async () => {
        const sim = await create(exe, { ...settings, kernel });
        const before = process.cpuUsage();
        const { reason, message } = sim.run();
        const cpu = seconds(before);
        if (reason !== 'finished') throw new Error(`${w.name}: ${reason} ${message}`);
        const { counters, steps, records } = sim.stats();
        return { cpu, switches: counters['switches']!, steps, hash: records.hash };
      };
    },
  };
}

function seconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The native twin; see bench/twin/. */
export async function wasm2c(): Promise<Contestant> {
  const exe = twinOf(await kernelFile(), 'native');
  const gcc = need('gcc', 'gcc', ['-dumpfullversion']).trim();
  return {
    name: 'wasm2c',
    about: `the same .wasm as C, gcc ${gcc} -O3 -march=native, guard pages`,
    prepare: async (w, sizes) => {
      const file = dump(await prepare(w, sizes), w.name);
      return () => {
        const { cpu, switches, steps, hash } = runTwin(exe, file);
        return Promise.resolve({ cpu: cpu[0]!, switches, steps, hash });
      };
    },
  };
}

/** Where the heap is large the twin is so slow that it would take most of a run's time. */
const SCRIPTED = ['fanout', 'pingpong', 'pingpong1', 'pipeline', 'hold', 'yield'];

type JsKernel = (imports: { env: { abort: () => never } }) => KernelExports;

/** The JavaScript twin. */
export async function wasm2js(): Promise<Contestant> {
  // Functions above a bound on their size are never optimised; the interpreter is one.
  setFlagsFromString('--max-optimized-bytecode-size=16777216');
  const file = javascriptOf(await kernelFile());
  const { make } = (await import(pathToFileURL(file).href)) as { make: JsKernel };
  return {
    name: 'wasm2js',
    about: 'the same .wasm as JavaScript, binaryen wasm2js -O2',
    only: SCRIPTED,
    warm: true,
    prepare: async (w, sizes) => {
      const prepared = await prepare(w, sizes);
      const conf = new Uint8Array(configBlock(prepared.config).buffer);
      return () => Promise.resolve(runJs(make, conf, prepared.exe.image));
    },
  };
}

/** What bench/twin/main.c does, with exports that are JavaScript. */
function runJs(make: JsKernel, conf: Uint8Array, image: Uint8Array): Sample {
  const abort = (): never => {
    throw new Error('the kernel aborts');
  };
  const kernel = make({ env: { abort } });
  const copyIn = (bytes: Uint8Array): number => {
    const at = kernel.reserve(bytes.length) >>> 0;
    new Uint8Array(kernel.memory.buffer).set(bytes, at);
    return at;
  };
  const word = (index: number): number =>
    new Float64Array(kernel.memory.buffer)[(kernel.out() >>> 3) + index]!;
  const confAt = copyIn(conf);
  if (kernel.boot(confAt, copyIn(image), image.length) !== Stop.PAUSED) throw new Error('boot');
  const before = process.cpuUsage();
  let stop: number;
  do {
    stop = kernel.run(2 ** 53, -1);
    kernel.drained(word(Out.REC_HEAD), word(Out.OUT_HEAD));
  } while (stop === Stop.RECORDS_FULL || stop === Stop.OUTPUT_FULL);
  const cpu = seconds(before);
  if (stop !== Stop.FINISHED) throw new Error(`stop reason ${Stop[stop]}`);
  const parts = [0, 1, 2, 3].map((i) => word(Out.HASH0 + i).toString(16).padStart(4, '0'));
  const switches = word(Out.COUNTERS + Counter.switches);
  return { cpu, switches, steps: word(Out.STEPS), hash: parts.join('') };
}

/**
 * The kernel as a module that makes instances. wasm2js knows only the first version of
 * WebAssembly, so what is newer is lowered before; block copies become loops.
 */
function javascriptOf(kernel: string): string {
  mkdirSync(SCRATCH, { recursive: true });
  const key = createHash('sha256').update(readFileSync(kernel)).digest('hex').slice(0, 16);
  const file = join(SCRATCH, `js-${key}.mjs`);
  if (existsSync(file)) return file;
  const lowered = join(SCRATCH, `js-${key}.wasm`);
  const tool = (name: string, args: string[]): void => {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/binaryen/bin', name), ...args]);
  };
  const features = ['bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int'];
  const passes = [
    ...['llvm-nontrapping-fptoint-lowering', 'signext-lowering', 'alignment-lowering'],
    'llvm-memory-copy-fill-lowering',
  ];
  tool('wasm-opt', [
    kernel,
    ...[...features, 'mutable-globals', 'multivalue'].map((name) => `--enable-${name}`),
    ...passes.map((name) => `--${name}`),
    '-o',
    lowered,
  ]);
  tool('wasm2js', [lowered, '--enable-mutable-globals', '-O2', '-o', `${file}.tmp`]);
  const text = readFileSync(`${file}.tmp`, 'utf8').replace(/^import \* as env.*$/m, '');
  const body = text.slice(0, text.indexOf('var retasmFunc'));
  writeFileSync(`${file}.tmp`, `${body}\nexport const make = asmFunc;\n`);
  renameSync(`${file}.tmp`, file);
  return file;
}

/** Programs that mean the same to the real runtime; in others a declared burst is empty. */
const REAL = [
  ...['fanout', 'pingpong', 'pingpong1', 'pipeline', 'sleepers', 'million', 'hold', 'yield'],
];

/** The real Go toolchain with GOMAXPROCS=1. */
export function realGo(): Promise<Contestant> {
  const version = goVersion();
  return Promise.resolve({
    name: 'go',
    about: `${version}, GOMAXPROCS=1, the same files`,
    only: REAL,
    prepare: (w, sizes) => {
      const dir = join(SCRATCH, 'go', w.name);
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, 'main.go'), sourceOf(w, sizes));
      writeFileSync(join(dir, 'go.mod'), readFileSync(join(ROOT, 'bench/go.mod')));
      execFileSync('go', ['build', '-o', 'program', '.'], { cwd: dir, stdio: 'inherit' });
      const run = (): Sample => childCpu(join(dir, 'program'), [], { GOMAXPROCS: '1' });
      return Promise.resolve(() => Promise.resolve({ cpu: run().cpu }));
    },
  });
}

function goVersion(): string {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
  } catch {
    throw new MissingTool('go is not installed: https://go.dev/dl/');
  }
}

export const ENGINES: readonly Entry[] = [
  { name: 'gopark', make: v8 },
  { name: 'go', make: realGo },
  { name: 'wasm2js', make: wasm2js },
  { name: 'wasm2c', make: wasm2c },
];
