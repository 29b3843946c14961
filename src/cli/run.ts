/**
 * `gopark run`: simulate, then tell. The program's own output comes first, unchanged, on the
 * stream it was written to; then a summary on stdout, or one JSON document instead of everything.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { styleText } from 'node:util';
import type { EndReason, ResultDocument } from '../measure/document.ts';
import { resultDocument } from '../measure/document.ts';
import { summary } from '../measure/summary.ts';
import { fnv1a } from '../program/container.ts';
import type { Symbols } from '../program/symbols.ts';
import { RecordFileWriter, type RecordSymbols } from '../records/file.ts';
import { create, type RunResult, type Simulation } from '../simulate.ts';
import { type RunFlags, settingsFrom } from './args.ts';
import { CliError, codeOf } from './exit.ts';
import { forLong } from './jit.ts';
import { livesIn } from './lives.ts';
import { clockMs } from './clock.ts';
import { isTerminal, write } from './output.ts';
import { Progress } from './progress.ts';
import { Slices } from './slice.ts';
import { load, type Loaded } from './source.ts';
import { version } from './version.ts';

/** What a run is driven by, and what it leaves behind. */
interface Session {
  loaded: Loaded;
  flags: RunFlags;
  sim: Simulation;
  started: number;
  stdout: Uint8Array[];
  stderr: Uint8Array[];
  /** Passes on what the program writes. */
  output: (fd: number, bytes: Uint8Array) => void;
  recordFile?: { file: number; writer: RecordFileWriter };
}

export async function run(path: string, flags: RunFlags): Promise<number> {
  const started = clockMs();
  const loaded = await load(path);
  const session = await open(loaded, flags, started);
  const stop = interruptions();
  const progress = new Progress(flags.until, !flags.quiet);
  const { reason, result } = await drive(session, stop, progress);
  progress.end();
  stop.close();
  finishRecords(session);
  return report(session, reason, result);
}

const encoder = new TextEncoder();
/** A simulation that takes so long takes longer. */
const LONG_MS = 50;
/** Ends after which Go prints goroutine traces. */
const FAILED = new Set<EndReason>(['panic', 'deadlock', 'fatal']);

async function open(loaded: Loaded, flags: RunFlags, started: number): Promise<Session> {
  const session = { loaded, flags, started, stdout: [], stderr: [] } as unknown as Session;
  const output = (fd: number, bytes: Uint8Array): void => {
    session[fd === 1 ? 'stdout' : 'stderr'].push(bytes);
    if (!flags.json) write(fd === 1 ? 1 : 2, bytes);
  };
  session.output = output;
  session.sim = await create(loaded.exe, {
    ...settingsFrom(flags),
    output,
    kernel: flags.debug ? 'debug' : 'release',
    ...(flags.records !== undefined && !flags.goroutines && flags.html === undefined
      ? { records: (words: Int32Array) => chunk(session, words) }
      : {}),
  });
  if (flags.records !== undefined) session.recordFile = startRecords(session, flags.records);
  return session;
}

/** SIGINT and SIGTERM ask the run to end after its slice; a second one ends at once. */
function interruptions(): { asked: () => boolean; close: () => void } {
  let asked = false;
  const on = (): void => {
    if (asked) process.exit(130);
    asked = true;
  };
  process.on('SIGINT', on);
  process.on('SIGTERM', on);
  return { asked: () => asked, close: () => void process.off('SIGINT', on).off('SIGTERM', on) };
}

/** Runs in slices, with the lines of --schedtrace between them. */
async function drive(
  { sim, flags, output }: Session,
  stop: { asked: () => boolean },
  progress: Progress,
): Promise<{ reason: EndReason; result: RunResult }> {
  const trace = flags.schedtrace === undefined ? undefined : new Schedtrace(flags.schedtrace);
  const slices = new Slices(sim);
  const begun = clockMs();
  let long = false;
  const end = flags.until ?? Number.POSITIVE_INFINITY;
  let left = flags.steps ?? Number.POSITIVE_INFINITY;
  for (;;) {
    const before = sim.steps;
    const result = slices.run(Math.min(end, trace?.next ?? end), left);
    left -= sim.steps - before;
    if (result.reason !== 'paused') {
      if (FAILED.has(result.reason)) output(2, encoder.encode(`\n${sim.traces()}`));
      return { reason: result.reason, result };
    }
    if (stop.asked()) return { reason: 'interrupted', result };
    if (result.timeNs >= end) return { reason: 'until', result };
    if (left <= 0) return { reason: 'steps', result };
    if (trace && result.timeNs >= trace.next) await trace.print(sim);
    progress.update(sim);
    if (!long && clockMs() - begun > LONG_MS) forLong((long = true));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Go's own line, each period of virtual time, on stderr. */
class Schedtrace {
  next = 0;
  constructor(private readonly period: number) {}

  async print(sim: Simulation): Promise<void> {
    const { schedStateOf, schedtraceLine } = await import('../formats/schedtrace.ts');
    const line = schedtraceLine(this.next / 1e6, schedStateOf(sim.schedLine()), sim.config.go);
    write(2, `${line}\n`);
    this.next += this.period;
  }
}

function startRecords({ sim, loaded }: Session, path: string): NonNullable<Session['recordFile']> {
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    throw new CliError(
      `--records ${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  const writer = new RecordFileWriter();
  writeSync(
    file,
    writer.header({
      gopark: version(),
      model: `go${sim.config.go}`,
      config: sim.configJson(),
      program: { name: loaded.name, checksum: fnv1a(loaded.exe.image) },
      symbols: recordSymbols(sim.symbols),
    }),
  );
  return { file, writer };
}

/** Functions and lines by first instruction. */
function recordSymbols(symbols: Symbols): RecordSymbols {
  const lines: RecordSymbols['lines'] = [];
  let last = '';
  for (let pc = 0; pc < symbols.posOfPc.length; pc++) {
    const place = symbols.place(pc);
    const key = place ? `${place.file}:${place.line}` : '';
    if (place && key !== last) lines.push([pc, symbols.files.indexOf(place.file), place.line]);
    last = key;
  }
  return { files: [...symbols.files], funcs: symbols.funcs.map((f) => [f.name, f.pc]), lines };
}

function chunk({ recordFile }: Session, words: Int32Array): void {
  if (recordFile && words.length > 0) writeSync(recordFile.file, recordFile.writer.chunk(words));
}

function finishRecords(session: Session): void {
  const { recordFile, sim } = session;
  if (!recordFile) return;
  for (const words of sim.records().runs()) chunk(session, words);
  writeSync(recordFile.file, recordFile.writer.end());
  closeSync(recordFile.file);
}

async function report(
  session: Session, reason: EndReason, result: RunResult,
): Promise<number> {
  const { flags } = session;
  const doc = documentOf(session, reason, result);
  const json = (): string => `${JSON.stringify(doc, null, 2)}\n`;
  if (flags.output !== undefined) writeDocument(flags.output, json());
  if (flags.html !== undefined) await writeHtml(session, flags.html, doc);
  if (flags.json) {
    if (flags.output === undefined) write(1, json());
  } else if (!flags.quiet) {
    const text = doc.program.stdout;
    const apart = text !== '' && !text.endsWith('\n') ? '\n\n' : text !== '' ? '\n' : '';
    write(1, apart + summary(doc, style()));
  } else if (reason === 'limit' || reason === 'broken') {
    write(2, `gopark: ${doc.program.message}\n`);
  }
  return codeOf(reason, result.exitCode);
}

async function writeHtml(
  { sim, loaded }: Session, path: string, document: ResultDocument,
): Promise<void> {
  const { writeReport } = await import('./html.ts');
  writeReport({
    path, document, log: sim.records(), symbols: recordSymbols(sim.symbols),
    source: loaded.source ?? '', checksum: fnv1a(loaded.exe.image),
  });
}

function writeDocument(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CliError(`-o ${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function documentOf(session: Session, reason: EndReason, result: RunResult): ResultDocument {
  const { sim, loaded, flags, started } = session;
  const join = (pieces: Uint8Array[]): Uint8Array => Buffer.concat(pieces);
  return resultDocument({
    version: version(),
    file: loaded.name,
    release: sim.config.go,
    config: sim.configJson(),
    reason,
    exitCode: result.exitCode,
    message: result.message,
    stdout: join(session.stdout),
    stderr: join(session.stderr),
    hostMs: clockMs() - started,
    stats: sim.stats(),
    where: (pc) => sim.symbols.where(pc),
    ...(flags.goroutines ? { lives: livesIn(sim) } : {}),
  });
}

function style(): (kind: 'bold' | 'dim', text: string) => string {
  if (!isTerminal(1) || process.env['NO_COLOR']) return (_, text) => text;
  return (kind, text) => styleText(kind, text);
}
