/**
 * The library as one function: a program and settings in, a simulation out.
 *
 *     const { program } = compile(files, { lib });
 *     const sim = await create(program, { gomaxprocs: 4, seed: 7 });
 *     const { reason } = sim.run({ until: 1e9 });
 *     console.log(reason, sim.stats().counters);
 *
 * The same in Node and in browsers. Runs are synchronous; whoever wants to stay responsive runs
 * in slices (`run({ steps: 100_000 })`), which never changes the result.
 */
import { HIST_SUB_BITS, HIST_WORDS, Limit, Out, Stop } from '../assembly/abi/abi.ts';
import { configJson } from './config/block.ts';
import { type Config, ConfigError, MASKS, resolve, type Settings } from './config/config.ts';
import { settingsOf } from './config/text.ts';
import { KernelError } from './kernel/error.ts';
import { type HostRequest, Kernel } from './kernel/kernel.ts';
import { compileKernel, type KernelSource } from './kernel/load.ts';
import { branched, type BranchSettings, readSnapshot, writeSnapshot } from './kernel/snapshot.ts';
import { Histogram } from './measure/histogram.ts';
import { type LedgerEntry, readLedger } from './measure/ledger.ts';
import { countersOf } from './measure/metrics.ts';
import { type CoreUse, type ProcUse, readCores, readProcs } from './measure/use.ts';
import { tracesText } from './kernel/traceback.ts';
import { fnv1a } from './program/container.ts';
import { type Executable, link } from './program/encode.ts';
import { readProgram } from './program/file.ts';
import type { Program } from './program/program.ts';
import type { Symbols } from './program/symbols.ts';
import { RecordLog } from './records/log.ts';

/** Why a run came back. Everything but `paused` and `request` is final. */
export type Reason =
  | 'paused'
  | 'request'
  | 'finished'
  | 'exit'
  | 'panic'
  | 'deadlock'
  | 'fatal'
  | 'limit'
  | 'broken';

export interface RunOptions {
  /** Virtual time in ns at which to pause. */
  until?: number;
  /** Steps of the kernel after which to pause. */
  steps?: number;
}

export interface RunResult {
  reason: Reason;
  /** Virtual time in ns. */
  timeNs: number;
  /** As the real program's own; 0 while it runs. */
  exitCode: number;
  /** With `limit`: which one and how to raise it. With `broken`: what is wrong. */
  message: string;
  /** With `request`: what the program waits for; answer with inject(). */
  requests: HostRequest[];
}

export interface CreateOptions extends Settings {
  /** Which kernel. Default `release`. */
  kernel?: KernelSource;
  /**
   * What happens to records (see `mask`): kept for records(), or given to a function (views that
   * are good during the call only). Default: kept.
   */
  records?: 'keep' | ((words: Int32Array) => void);
  /** Takes the program's output instead of stdout() and stderr(). */
  output?: (fd: number, bytes: Uint8Array) => void;
}

/** What the kernel has measured so far; src/measure makes documents of it. */
export interface Stats {
  timeNs: number;
  steps: number;
  /** Records of the scheduling kinds so far, and their hash (empty if it is off). */
  records: { count: number; hash: string };
  counters: Record<string, number>;
  goroutines: { created: number; alive: number; peak: number };
  threads: number;
  gomaxprocs: number;
  memory: { bytes: number; heapBytes: number; stackBytes: number };
  procs: ProcUse[];
  /** None while the operating system's layer is off. */
  cores: CoreUse[];
  /** From runnable to running, in ns. */
  latencies: Histogram;
  ledger: LedgerEntry[];
  /** The out block itself. */
  out: Float64Array;
}

const REASONS: Partial<Record<Stop, Reason>> = {
  [Stop.PAUSED]: 'paused',
  [Stop.FINISHED]: 'finished',
  [Stop.EXIT]: 'exit',
  [Stop.PANIC]: 'panic',
  [Stop.DEADLOCK]: 'deadlock',
  [Stop.FATAL]: 'fatal',
  [Stop.LIMIT]: 'limit',
  [Stop.REQUEST]: 'request',
  [Stop.BROKEN]: 'broken',
};

/** A simulation of a program: from the compiler, the builder, or a program file. */
export async function create(
  program: Program | Executable | Uint8Array,
  options: CreateOptions = {},
): Promise<Simulation> {
  const exe = executable(program);
  const config = resolve({ ...settingsOf(exe.config), ...given(options) });
  if (!options.startup && !usesFiles(exe.symbols)) withoutFinalizers(config);
  const kernel = new Kernel(await compileKernel(options.kernel));
  kernel.boot(config, exe.image);
  return new Simulation(kernel, exe, config, options);
}

/** A simulation that goes on from a snapshot of the same program, possibly as a branch. */
export async function resume(
  snapshot: Uint8Array,
  program: Program | Executable | Uint8Array,
  options: Omit<CreateOptions, keyof Settings> & BranchSettings = {},
): Promise<Simulation> {
  const exe = executable(program);
  const kernel = new Kernel(await compileKernel(options.kernel));
  const { config } = readSnapshot(snapshot, kernel.compiled.fingerprint);
  const sim = new Simulation(kernel, exe, config, options);
  sim.restore(snapshot, options);
  return sim;
}

function executable(program: Program | Executable | Uint8Array): Executable {
  if (program instanceof Uint8Array) return readProgram(program);
  return 'image' in program ? program : link(program);
}

/** Packages that import os, whose files have finalizers. */
const FILE_PACKAGES = ['lib/os/', 'lib/fmt/', 'lib/log/', 'lib/flag/'];

function usesFiles({ files }: Symbols): boolean {
  return files.some((file) => FILE_PACKAGES.some((start) => file.startsWith(start)));
}

/** The runtime starts its goroutine for finalizers with package os: without, there is one less. */
function withoutFinalizers({ startup }: Config): void {
  startup.residue = Math.max(0, startup.residue - 1);
  startup.firstGoid--;
}

/** The settings among the options that have a value. */
function given(options: CreateOptions): Settings {
  const { kernel: _k, records: _r, output: _o, ...settings } = options;
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

export class Simulation {
  private readonly log = new RecordLog();
  private readonly written: Record<1 | 2, Uint8Array[]> = { 1: [], 2: [] };
  private last: RunResult | undefined;
  private current: Config;
  private checksum: number | undefined;

  /** Use create() or resume(). */
  constructor(
    private readonly kernel: Kernel,
    private readonly exe: Executable,
    config: Config,
    private readonly options: Pick<CreateOptions, 'records' | 'output'>,
  ) {
    this.current = config;
  }

  /** For snapshots, which fit only this program. */
  private get program(): number {
    return (this.checksum ??= fnv1a(this.exe.image));
  }

  /** Every setting in force. */
  get config(): Config {
    return this.current;
  }

  /** Functions, files and lines of the program. */
  get symbols(): Symbols {
    return this.exe.symbols;
  }

  /** Virtual time in ns. */
  get timeNs(): number {
    return this.kernel.out(Out.TIME);
  }

  /** Steps of the kernel so far. */
  get steps(): number {
    return this.kernel.out(Out.STEPS);
  }

  /** Whether the run has come to its end. */
  get done(): boolean {
    return (
      this.last !== undefined && this.last.reason !== 'paused' && this.last.reason !== 'request'
    );
  }

  /** Runs on. After the end it says again how it ended. */
  run({ until = -1, steps = -1 }: RunOptions = {}): RunResult {
    if (this.done) return this.last!;
    checkBound('until', until);
    checkBound('steps', steps);
    const first = this.steps;
    let stop: Stop;
    do {
      const left = steps < 0 ? -1 : steps - (this.steps - first);
      stop = this.slice(until, left);
      this.drain();
    } while (stop === Stop.RECORDS_FULL || stop === Stop.OUTPUT_FULL);
    if (stop !== Stop.BROKEN || !this.done) this.last = this.result(stop, '');
    return this.last!;
  }

  /** One step of the kernel. */
  step(): RunResult {
    return this.run({ steps: 1 });
  }

  private slice(until: number, steps: number): Stop {
    try {
      return this.kernel.run(until, steps);
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      this.last = this.result(Stop.BROKEN, error.message);
      return Stop.BROKEN;
    }
  }

  private result(stop: Stop, message: string): RunResult {
    const reason = REASONS[stop];
    if (!reason) throw new KernelError(`run: unknown stop reason ${stop}`);
    const out = (word: Out): number => this.kernel.out(word);
    return {
      reason,
      timeNs: out(Out.TIME),
      exitCode: out(Out.EXIT_CODE),
      message: reason === 'limit' ? limitText(out(Out.LIMIT), this.current) : message,
      requests: reason === 'request' ? this.kernel.requests() : [],
    };
  }

  /** Takes records and output out of the kernel's buffers. */
  private drain(): void {
    const { records, output } = this.options;
    const keep = (words: Int32Array): void => this.log.push(words.slice());
    this.kernel.takeRecords(
      this.current.mask === 'none' ? undefined : typeof records === 'function' ? records : keep,
    );
    this.kernel.takeOutput(output ?? ((fd, bytes) => this.written[fd === 1 ? 1 : 2].push(bytes)));
  }

  /** Requests that wait for an answer. */
  requests(): HostRequest[] {
    return this.kernel.requests();
  }

  /**
   * Answers a request: what was asked for is done at virtual time `at` (not in the past). An
   * InjectError says why it cannot be; nothing has changed then.
   */
  inject(request: number | HostRequest, { at }: { at: number }): void {
    this.kernel.inject(typeof request === 'number' ? request : request.id, at);
  }

  /** Changes which records are kept from here on. */
  setMask(mask: Config['mask']): void {
    this.current = { ...this.current, mask: resolve({ mask }).mask };
    this.kernel.setMask(MASKS[this.current.mask]);
  }

  /** The records taken so far, unless they were given to a function. */
  records(): RecordLog {
    return this.log;
  }

  /** What the program has written, as bytes. */
  stdout(): Uint8Array {
    return concat(this.written[1]);
  }

  stderr(): Uint8Array {
    return concat(this.written[2]);
  }

  /**
   * The goroutine traces with which Go ends a program that failed: of the goroutine that panicked
   * or misused a lock or map; of all of them when the runtime itself gave up (a deadlock).
   */
  traces(): string {
    const { all, ender, alone } = this.kernel.goroutines();
    return tracesText(alone ? all.filter((g) => g.index === ender) : all, ender, this.symbols);
  }

  stats(): Stats {
    const out = this.kernel.outBlock();
    const { buffer, procs, cores, hist, ledger, ledgerEntries } = this.kernel.blocks();
    const word = (w: Out): number => out[w]!;
    return {
      timeNs: word(Out.TIME),
      steps: word(Out.STEPS),
      records: { count: word(Out.HASHED), hash: this.current.hash ? this.kernel.hash() : '' },
      counters: countersOf(out),
      goroutines: {
        created: word(Out.G_CREATED),
        alive: word(Out.G_ALIVE),
        peak: word(Out.G_PEAK),
      },
      threads: word(Out.M_COUNT),
      gomaxprocs: word(Out.GOMAXPROCS),
      memory: {
        bytes: word(Out.MEM_BYTES),
        heapBytes: word(Out.HEAP_BYTES),
        stackBytes: word(Out.STACK_BYTES),
      },
      procs: readProcs(buffer, procs, word(Out.GOMAXPROCS)),
      cores: readCores(buffer, cores, this.current.cores ?? 0),
      latencies: Histogram.fromU64(buffer, hist, HIST_WORDS, HIST_SUB_BITS),
      ledger: readLedger(buffer, ledger, ledgerEntries),
      out,
    };
  }

  /**
   * gomaxprocs, idleprocs, threads, spinning, needspinning, idlethreads, runqueue; per P: queue;
   * per P: tick.
   */
  schedLine(): Float64Array {
    return this.kernel.schedLine(7 + 2 * this.kernel.out(Out.GOMAXPROCS));
  }

  /** Everything, as bytes: to be restored here, elsewhere (resume), later. */
  snapshot(): Uint8Array {
    this.drain();
    const host = { last: this.last ?? null };
    const { config, program } = { config: this.current, program: this.program };
    return writeSnapshot(
      { kernel: this.kernel.compiled.fingerprint, program, config, host },
      this.kernel.memory.buffer,
    );
  }

  /**
   * Goes back (or forward) to a snapshot of this program. Output and records that were taken
   * meanwhile stay taken. A FileFormatError or ConfigError changes nothing.
   */
  restore(snapshot: Uint8Array, changes: BranchSettings = {}): void {
    const { memory, program, config, host } = readSnapshot(
      snapshot,
      this.kernel.compiled.fingerprint,
    );
    if (program !== this.program)
      throw new ConfigError('snapshot', 'this snapshot is of another program');
    const next = branched(config, changes);
    this.kernel.adopt(memory);
    this.current = next;
    this.last = (host['last'] as RunResult | null) ?? undefined;
    if (changes.mask !== undefined) this.setMask(changes.mask);
  }

  /** The configuration as JSON. */
  configJson(): Record<string, unknown> {
    return configJson(this.current);
  }
}

function checkBound(name: string, value: number): void {
  if (value !== -1 && !(value >= 0 && Number.isFinite(value))) {
    throw new ConfigError(name, `${name} cannot be ${value}: it is a number from 0 on`);
  }
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((n, piece) => n + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Which limit was met, and how to raise it. */
function limitText(limit: number, config: Config): string {
  const texts: Partial<Record<Limit, string>> = {
    [Limit.MEMORY]:
      `the simulation needs more memory than ${config.memory / 2 ** 20} MiB ` +
      '(raise it with --memory)',
    [Limit.GOROUTINES]:
      `more than ${config.goroutines} goroutines are alive ` + '(raise it with --max-goroutines)',
    [Limit.THREADS]:
      `the program needs more than ${config.threads} threads (raise it with --max-threads)`,
    [Limit.TIME]: 'virtual time has reached 2^53 ns, 104 days (use --until)',
    [Limit.STEPS_PER_INSTANT]:
      `more than ${config.stepsPerInstant} steps at one instant of virtual time: does the ` +
      'program loop at no cost? (see --cost)',
    [Limit.STACK]: `a goroutine needs more than ${config.stack / 2 ** 20} MiB of stack`,
  };
  return texts[limit as Limit] ?? `limit ${limit}`;
}
