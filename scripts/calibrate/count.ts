/**
 * How often each cost field is charged in an iteration of each loop of bench/calibrate.
 *
 * Virtual time is linear in the cost model, so the model itself counts: the program is run with
 * one field at PROBE ns more than in a base run, and prints how long its loops took; the
 * difference is the count. Exact and deterministic, for bytes as for instructions, and the kernel
 * needs no counters for it. In the base run nothing has a cost but the instructions that charge
 * bytes or atomic operations: without one of their own they would charge nothing else either.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COST_FIELDS, type CostModel, costPreset } from '../../src/config/cost.ts';
import { compile } from '../../src/golang/compile.ts';
import { formatDiagnostic } from '../../src/golang/diagnostic.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import { type Executable, link } from '../../src/program/encode.ts';
import { create } from '../../src/simulate.ts';

/** Iterations: `rounds` in bench/calibrate/main.go. */
const ROUNDS = 1024;
const PROBE = 50;

/** What computing is charged. */
export const COMPUTING = [
  ...COST_FIELDS.filter((name) => name.startsWith('ins')),
  'closureCall', 'deferCall', 'ifaceAssert', 'nativeCall',
  'mapGet', 'mapSet', 'mapNext', 'alloc', 'allocByte', 'stringOpByte',
] as (keyof CostModel)[];

/** What the scheduler and package sync charge at one P, where no thread has to wake. */
export const OPERATING = [
  'goCreate', 'goExit', 'schedule', 'gopark', 'goready', 'gosched',
  'chanSend', 'chanRecv', 'chanClose', 'chanDirect', 'chanLen', 'chanTry', 'makeChan',
  'selectBase', 'selectCase', 'selectPark',
  'mutexLock', 'mutexUnlock', 'rwmutexRLock', 'rwmutexRUnlock', 'rwmutexLock', 'rwmutexUnlock',
  'waitGroupAdd', 'waitGroupDone', 'waitGroupWait', 'onceDo', 'condOp', 'atomicOp',
  'semacquire', 'semrelease',
  'globalQueue', 'nanotime', 'timerAdd', 'timerStop', 'panicBase',
] as (keyof CostModel)[];

export const FITTED = [...COMPUTING, ...OPERATING];

export const FOLDER = fileURLToPath(new URL('../../bench/calibrate/', import.meta.url));

/** The program, once for all runs. */
export async function loops(): Promise<Executable> {
  const paths = readdirSync(FOLDER).filter((name) => name.endsWith('.go')).sort();
  const files = paths.map((path) => ({ path, text: readFileSync(FOLDER + path, 'utf8') }));
  const { program, diagnostics, sources } = compile(files, { lib: await loadLibrary() });
  if (program) return link(program);
  throw new Error(diagnostics.map((d) => formatDiagnostic(d, sources)).join('\n'));
}

/** Simulated ns of an iteration of each loop. */
export async function simulated(exe: Executable, costs: CostModel): Promise<Map<string, number>> {
  let text = '';
  const sim = await create(exe, {
    gomaxprocs: 1,
    mask: 'none',
    cost: costs,
    output: (_fd, bytes) => { text += new TextDecoder().decode(bytes); },
  });
  const { reason, message } = sim.run();
  if (reason !== 'finished') throw new Error(`the loops ended with ${reason}: ${message}`);
  const row = (line: string): [string, number] => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1)) / ROUNDS];
  };
  return new Map(text.trim().split('\n').map(row));
}

/** loop -> how often each of FITTED is charged in an iteration */
export async function counts(exe: Executable): Promise<Map<string, number[]>> {
  const model = { ...costPreset('zero')!, insString: 1, insAppend: 1, alloc: 1, nativeCall: 1 };
  const base = await simulated(exe, model);
  const table = new Map<string, number[]>([...base.keys()].map((name) => [name, []]));
  for (const field of FITTED) {
    const probed = await simulated(exe, { ...model, [field]: model[field] + PROBE });
    for (const [name, ns] of probed) table.get(name)!.push(charged(ns - base.get(name)!));
  }
  return table;
}

/** To three digits: the clock of the program shows whole ns of 1024 iterations. */
function charged(ns: number): number {
  return Math.max(0, Math.round((ns / PROBE) * 1000) / 1000);
}
