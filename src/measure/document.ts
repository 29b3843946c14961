/**
 * The result document: what `--json` prints, and what the summary is made of. Names are stable
 * and documented in docs/result.schema.json; fields are added, never renamed.
 */
import type { Histogram } from './histogram.ts';
import { type LedgerEntry, type Wait, waitsOf } from './ledger.ts';
import { type MetricValue, metricsOf } from './metrics.ts';
import type { CoreUse, ProcUse } from './use.ts';

/** How a run ended: as the kernel says, or because somebody wanted it to. */
export type EndReason =
  | 'finished'
  | 'exit'
  | 'panic'
  | 'deadlock'
  | 'fatal'
  | 'limit'
  | 'interrupted'
  | 'broken'
  | 'until'
  | 'steps'
  | 'request';

export interface GoroutineLife {
  id: number;
  /** Name of its function. */
  func: string;
  createdNs: number;
  /** null: it was alive at the end. */
  endedNs: number | null;
  /** ns by cause; they add up to its life. */
  spent: Record<string, number>;
}

export interface ResultDocument {
  /** Version of gopark; Go release that was simulated. */
  gopark: string;
  model: string;
  config: Record<string, unknown>;
  program: {
    file: string;
    reason: EndReason;
    /** As the real program's own. */
    exitCode: number;
    /** What a person should know of the reason; empty if it says all. */
    message: string;
    stdout: string;
    stderr: string;
  };
  time: { simulatedNs: number; hostMs: number };
  records: { count: number; hash: string | null };
  counters: Record<string, number>;
  threads: number;
  memory: { bytes: number; heapBytes: number; stackBytes: number };
  procs: ProcUse[];
  /** Empty while the operating system's layer is off. */
  cores: CoreUse[];
  metrics: Record<string, MetricValue>;
  waits: Wait[];
  goroutines: { created: number; alive: number; peak: number; list?: GoroutineLife[] };
}

/** What the document is made of; `stats` as Simulation.stats() gives it. */
export interface DocumentInput {
  version: string;
  file: string;
  release: string;
  config: Record<string, unknown>;
  reason: EndReason;
  exitCode: number;
  message: string;
  stdout: Uint8Array;
  stderr: Uint8Array;
  hostMs: number;
  stats: {
    timeNs: number;
    records: { count: number; hash: string };
    counters: Record<string, number>;
    goroutines: { created: number; alive: number; peak: number };
    threads: number;
    memory: { bytes: number; heapBytes: number; stackBytes: number };
    procs: ProcUse[];
    cores: CoreUse[];
    latencies: Histogram;
    ledger: LedgerEntry[];
    out: Float64Array;
  };
  /** file:line of an instruction. */
  where: (pc: number) => string;
  lives?: GoroutineLife[];
}

/** Counters whose name in the document differs from the kernel's. */
const RENAMED: Record<string, string> = {
  mWakes: 'wakeups',
  mParks: 'threadParks',
  mCreates: 'threadCreates',
  timersFired: 'timers',
};

export function resultDocument(input: DocumentInput): ResultDocument {
  const { stats } = input;
  const text = new TextDecoder();
  const counters: Record<string, number> = {};
  for (const [name, value] of Object.entries(stats.counters))
    counters[RENAMED[name] ?? name] = value;
  return {
    gopark: input.version,
    model: `go${input.release}`,
    config: input.config,
    program: {
      file: input.file,
      reason: input.reason,
      exitCode: input.exitCode,
      message: input.message,
      stdout: text.decode(input.stdout),
      stderr: text.decode(input.stderr),
    },
    time: { simulatedNs: stats.timeNs, hostMs: Math.round(input.hostMs * 1000) / 1000 },
    records: { count: stats.records.count, hash: stats.records.hash || null },
    counters,
    threads: stats.threads,
    memory: stats.memory,
    procs: stats.procs,
    cores: stats.cores,
    metrics: metricsOf({
      out: stats.out,
      latencies: stats.latencies,
      ledger: stats.ledger,
      procs: stats.procs,
    }),
    waits: waitsOf(stats.ledger, input.where),
    goroutines: { ...stats.goroutines, ...(input.lives ? { list: input.lives } : {}) },
  };
}
