/**
 * The worker of the page: compiles and simulates. It runs in slices of a few milliseconds and
 * listens between them, so that Stop is heard at once; records are handed over, not copied.
 */
import { parseQuota } from '../config/text.ts';
import type { Settings } from '../config/config.ts';
import { compile } from '../golang/compile.ts';
import type { Diagnostic } from '../golang/diagnostic.ts';
import { resultDocument } from '../measure/document.ts';
import { link } from '../program/encode.ts';
import type { Program } from '../program/program.ts';
import type { RunSettings } from './model/run.ts';
import type { FromWorker, Remark, Rest, RunLimits, ToWorker } from './messages.ts';
import { create, type RunResult, type Simulation } from '../simulate.ts';
import { LazyLibrary } from './lazylib.ts';
import { recordSymbols } from './model/symbols.ts';
import { Slices } from './slices.ts';

declare const GOPARK_VERSION: string;

/** The part of a worker's global scope that is used. */
interface Scope {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}
const scope = globalThis as unknown as Scope;

const SLICE_MS = 8;
const PROGRESS_MS = 100;

interface Active {
  id: number;
  name: string;
  sim: Simulation;
  limits: RunLimits;
  hostMs: number;
  records: number;
  stopped: boolean;
  slices: Slices;
  told: number;
}

let active: Active | undefined;
let library: Promise<LazyLibrary> | undefined;
const decoders = new Map<number, TextDecoder>();

function remarkOf(d: Diagnostic): Remark {
  const { line, col, message, help = '', severity } = d;
  return { line, col, message, help, severity };
}

async function compiled(name: string, source: string): Promise<{
  program: Program | undefined; remarks: Remark[];
}> {
  library ??= LazyLibrary.open(new URL('./lib/index.json', import.meta.url));
  library.catch(() => { library = undefined; });
  const { program, diagnostics } = await (await library).with(
    source, (lib) => compile([{ path: name, text: source }], { lib }),
    (made) => made.diagnostics.length === 0);
  const failed = diagnostics.some((d) => d.severity === 'error');
  return { program: failed ? undefined : program, remarks: diagnostics.map(remarkOf) };
}

async function check(id: number, name: string, source: string): Promise<void> {
  const { remarks } = await compiled(name, source);
  scope.postMessage({ type: 'checked', id, remarks });
}

/** The run bar's settings as those of a simulation. */
function settingsFrom(settings: RunSettings): Settings {
  const { quota, ...rest } = settings;
  return { ...rest, ...(quota ? { quota: parseQuota(quota) } : {}) };
}

async function run(message: Extract<ToWorker, { type: 'run' }>): Promise<void> {
  const { id, name, source, settings, limits } = message;
  active = undefined;
  decoders.clear();
  const { program, remarks } = await compiled(name, source);
  if (!program) {
    const first = remarks.find((r) => r.severity === 'error');
    const text = first ? `line ${first.line}: ${first.message}` : 'there is nothing to run';
    scope.postMessage({ type: 'failed', id, message: text, remarks });
    return;
  }
  const sim = await create(link(program), {
    ...settingsFrom(settings), mask: 'sched', memory: 2 ** 29,
    records: (words) => sendRecords(id, words), output: (fd, bytes) => sendOutput(id, fd, bytes),
  });
  const slices = new Slices(sim);
  active = { id, name, sim, limits, hostMs: 0, records: 0, stopped: false, slices, told: 0 };
  const symbols = recordSymbols(sim.symbols);
  scope.postMessage({ type: 'started', id, symbols, config: sim.configJson(), remarks });
  go(active);
}

function sendRecords(id: number, words: Int32Array): void {
  if (words.length === 0) return;
  const own = words.slice() as Int32Array<ArrayBuffer>;
  if (active) active.records += own.length / 8;
  scope.postMessage({ type: 'records', id, words: own }, [own.buffer]);
}

function sendOutput(id: number, fd: number, bytes: Uint8Array): void {
  let decoder = decoders.get(fd);
  if (!decoder) decoders.set(fd, decoder = new TextDecoder());
  scope.postMessage({ type: 'output', id, fd, text: decoder.decode(bytes, { stream: true }) });
}

/** One slice; the next comes after whatever messages wait. */
function go(run: Active): void {
  if (active !== run) return;
  if (run.stopped) {
    rest(run, 'stopped', '');
    return;
  }
  const from = performance.now();
  const result = run.slices.run(SLICE_MS);
  run.hostMs += performance.now() - from;
  if (result.reason !== 'paused') {
    ended(run, result);
  } else if (run.records >= run.limits.records || run.hostMs >= run.limits.hostMs) {
    const why = run.records >= run.limits.records ? 'records' : 'time';
    scope.postMessage({ type: 'paused', id: run.id, why, rest: restOf(run, 'paused', '') });
  } else {
    progress(run);
    channel.port2.postMessage(run.id);
  }
}

/** A message to itself is the shortest way to let other messages come first. */
const channel = new MessageChannel();
channel.port1.onmessage = (): void => {
  const run = active;
  if (run) guarded(run.id, () => go(run));
};

function progress(run: Active): void {
  if (run.hostMs - run.told < PROGRESS_MS) return;
  run.told = run.hostMs;
  const { timeNs, steps } = run.sim;
  scope.postMessage({ type: 'progress', id: run.id, timeNs, steps });
}

function ended(run: Active, result: RunResult): void {
  rest(run, result.reason, result.message, result.exitCode);
}

function rest(run: Active, reason: string, message: string, exitCode = 0): void {
  active = undefined;
  scope.postMessage({
    type: 'done', id: run.id, rest: restOf(run, reason, message, exitCode),
  });
}

function restOf(run: Active, reason: string, message: string, exitCode = 0): Rest {
  const { sim } = run;
  const stats = sim.stats();
  const empty = new Uint8Array();
  const end = reason === 'stopped' || reason === 'paused' ? 'interrupted' : reason;
  const document = resultDocument({
    version: GOPARK_VERSION, file: run.name, release: sim.config.go, config: sim.configJson(),
    reason: end as 'finished', exitCode, message, stdout: empty, stderr: empty,
    hostMs: run.hostMs, stats, where: (pc) => sim.symbols.where(pc),
  });
  return { reason, message, exitCode, timeNs: sim.timeNs, hash: stats.records.hash, document };
}

/** Whatever goes wrong becomes a message: the page must never wait for ever. */
async function guarded(id: number, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    active = undefined;
    const text = error instanceof Error ? error.message : String(error);
    scope.postMessage({ type: 'failed', id, message: text, remarks: [] });
  }
}

scope.onmessage = ({ data }): void => {
  switch (data.type) {
    case 'check':
      void guarded(data.id, () => check(data.id, data.name, data.source));
      return;
    case 'run':
      void guarded(data.id, () => run(data));
      return;
    case 'stop':
      stop(data.id);
      return;
    case 'more':
      more(data.id, data.limits);
  }
};

/** Stops a run; one that is paused, or between two slices, ends here. */
function stop(id: number): void {
  const run = active;
  if (run?.id !== id) return;
  run.stopped = true;
  void guarded(id, () => go(run));
}

function more(id: number, limits: RunLimits): void {
  const run = active;
  if (run?.id !== id) return;
  run.limits = {
    records: run.records + limits.records, hostMs: run.hostMs + limits.hostMs,
  };
  void guarded(id, () => go(run));
}

scope.postMessage({ type: 'ready' });
