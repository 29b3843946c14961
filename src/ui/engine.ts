/**
 * The page's end of its worker. The worker is made when it is first needed; one that dies, or does
 * not stop when it is told to, is replaced, and what it had sent stays on screen.
 */
import { RecordLog } from '../records/log.ts';
import { feed, feedNow, settled } from './feed.ts';
import type { FromWorker, Rest, RunLimits, ToWorker } from './messages.ts';
import type { RunMeta } from './model/run.ts';
import { speedFor } from './model/clock.ts';
import { fit } from './model/view.ts';
import {
  at, grown, name, pausedBy, phase, playing, remarks, settings, show, shown, source, speed, time,
  trouble, view,
} from './state.ts';

/** What a run may use before it asks. */
export const LIMITS: RunLimits = { records: 400_000, hostMs: 5000 };
/** A worker that has not stopped after so long is replaced. */
const PATIENCE_MS = 600;
const CHECK_DELAY_MS = 250;

let worker: Worker | undefined;
let lastId = 0;
let runId = 0;
let checkId = 0;
let checkTimer = 0;
/** Whether the next records are the first of a run. */
let fresh: RunMeta | undefined;
/** Called when a run has come to rest. */
let onRest: (() => void)[] = [];

function post(message: ToWorker): void {
  worker ??= start();
  worker.postMessage(message);
}

function start(): Worker {
  const made = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (made === worker) receive(data);
  };
  made.onerror = (event) => {
    event.preventDefault();
    if (made === worker) lost(event.message);
  };
  return made;
}

/** Makes the worker, so that it is ready when it is needed. */
export function warmUp(): void {
  worker ??= start();
  check();
}

/** The worker is gone: say so, keep what there is, and have another one. */
function lost(why: string): void {
  worker?.terminate();
  worker = undefined;
  const was = phase.peek();
  phase.value = 'idle';
  const reason = /memory/i.test(why) ? 'it ran out of memory' : why || 'no reason was given';
  trouble.value = was === 'idle' ? `The compiler could not be loaded (${reason}).`
    : `The simulation broke off: ${reason}. What it had found is still shown.`;
  rested();
}

/** Diagnostics for what is in the editor, soon. */
export function check(): void {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(() => {
    if (phase.peek() === 'compiling' || phase.peek() === 'running') return;
    checkId = ++lastId;
    post({ type: 'check', id: checkId, name: name.peek(), source: source.peek() });
  }, CHECK_DELAY_MS) as unknown as number;
}

/** Compiles and runs what is in the editor; resolves when the run has come to rest. */
export function run(): Promise<void> {
  if (phase.peek() !== 'idle') abandon();
  trouble.value = '';
  phase.value = 'compiling';
  runId = ++lastId;
  fresh = {
    name: name.peek(), source: source.peek(), settings: { ...settings.peek() }, config: {},
    reason: 'running', message: '', exitCode: 0, endNs: 0, hash: '', output: [],
  };
  post({
    type: 'run', id: runId, name: fresh.name, source: fresh.source, settings: fresh.settings,
    limits: LIMITS,
  });
  return new Promise((resolve) => onRest.push(resolve));
}

/** Stops the run; a worker that does not answer is replaced. */
export function stop(): void {
  if (phase.peek() === 'idle') return;
  const id = runId;
  post({ type: 'stop', id });
  setTimeout(() => {
    if (runId === id && phase.peek() !== 'idle') {
      abandon();
      const meta = shown.peek()?.run.meta;
      if (meta?.reason === 'running') meta.reason = 'stopped';
      grown.value++;
    }
  }, PATIENCE_MS);
}

/** Lets a paused run go on. */
export function goOn(): void {
  if (phase.peek() !== 'paused') return;
  phase.value = 'running';
  post({ type: 'more', id: runId, limits: LIMITS });
}

/** Resolves when no run goes on, and whoever waited for one before has gone on too. */
export function whenAtRest(): Promise<void> {
  const busy = phase.peek() === 'compiling' || phase.peek() === 'running' || onRest.length > 0;
  return busy ? new Promise((resolve) => onRest.push(resolve)) : Promise.resolve();
}

function abandon(): void {
  worker?.terminate();
  worker = undefined;
  phase.value = 'idle';
  rested();
}

function rested(): void {
  for (const resolve of onRest.splice(0)) resolve();
}

function receive(message: FromWorker): void {
  if (message.type === 'ready') return;
  if (message.type === 'checked') {
    if (message.id === checkId) remarks.value = message.remarks;
    return;
  }
  if (message.id !== runId) return;
  const meta = shown.peek()?.run.meta;
  switch (message.type) {
    case 'started': return started(message);
    case 'records': return records(message.words);
    case 'output':
      meta?.output.push({ fd: message.fd, text: message.text });
      grown.value++;
      return;
    case 'progress':
      if (meta) meta.endNs = message.timeNs;
      return feed();
    case 'paused':
      phase.value = 'paused';
      pausedBy.value = message.why;
      return atRest(message.rest);
    case 'done':
      phase.value = 'idle';
      return atRest(message.rest);
    case 'failed':
      return failed(message);
  }
}

function started(message: Extract<FromWorker, { type: 'started' }>): void {
  remarks.value = message.remarks;
  const log = new RecordLog();
  const meta = { ...fresh!, config: message.config };
  playing.value = false;
  show({ meta, symbols: message.symbols, log });
  phase.value = 'running';
}

function records(words: Int32Array): void {
  const now = shown.peek();
  if (!now) return;
  const first = now.run.log.length === 0;
  now.run.log.push(words);
  if (first) feedNow(now, 500);
  else feed();
}

function atRest(rest: Rest): void {
  const now = shown.peek();
  if (!now) return;
  Object.assign(now.run.meta, {
    reason: rest.reason, message: rest.message, exitCode: rest.exitCode, endNs: rest.timeNs,
    hash: rest.hash, document: rest.document,
  });
  view.value = fit(rest.timeNs);
  speed.value = speedFor(rest.timeNs);
  void settled().then(() => {
    view.value = fit(Math.max(now.index.endNs, rest.timeNs));
    rested();
  });
  if (rest.reason === 'broken') {
    trouble.value = `gopark itself is at fault: ${rest.message}. Please report this program.`;
  }
}

function failed(message: Extract<FromWorker, { type: 'failed' }>): void {
  phase.value = 'idle';
  if (message.remarks.length > 0) {
    remarks.value = message.remarks;
    const kept = shown.peek() ? ' The run below is that of the last version that did.' : '';
    trouble.value = `This does not compile: ${message.message}.${kept}`;
  } else {
    trouble.value = message.message;
  }
  rested();
}

/** Puts the playhead at the start, to play. */
export function rewind(): void {
  at.value = 0;
  time.value = 0;
}
