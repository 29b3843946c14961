/**
 * What a run measured, under the names of Go's package runtime/metrics where Go has one. Units are
 * Go's: seconds are seconds, in doubles.
 */
import { Counter, Out } from '../../assembly/abi/abi.ts';
import { Cause } from '../../assembly/abi/status.ts';
import type { Histogram } from './histogram.ts';
import { type LedgerEntry, totalsByCause } from './ledger.ts';
import type { ProcUse } from './use.ts';

const SECOND = 1e9;

/** A distribution in seconds; quantiles are null when nothing was counted. */
export interface Distribution {
  count: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  max: number | null;
  buckets: { from: number; to: number; count: number }[];
}

export type MetricValue = number | Distribution;

/** What the kernel keeps, as of one moment. */
export interface Measured {
  /** The out block. */
  out: ArrayLike<number>;
  latencies: Histogram;
  ledger: readonly LedgerEntry[];
  procs: readonly ProcUse[];
}

export interface MetricSpec {
  name: string;
  /** What it is here; empty: exactly what Go's is. */
  note: string;
  value(m: Measured): MetricValue;
}

const counter = (m: Measured, c: Counter) => m.out[Out.COUNTERS + c] ?? 0;
const sum = (m: Measured, field: (p: ProcUse) => number) =>
  m.procs.reduce((total, p) => total + field(p), 0) / SECOND;

/** Every metric we give, in the order of their names. */
export const metricSpecs: readonly MetricSpec[] = [
  {
    name: '/cgo/go-to-c-calls:calls', note: 'declared C calls',
    value: (m) => counter(m, Counter.cgoCalls),
  },
  {
    name: '/cpu/classes/idle:cpu-seconds', note: 'Ps without work, spinning excluded',
    value: (m) => sum(m, (p) => p.idleNs),
  },
  {
    name: '/cpu/classes/total:cpu-seconds', note: 'all Ps, for the whole run',
    value: (m) => sum(m, (p) => p.runningNs + p.idleNs + p.syscallNs + p.spinningNs),
  },
  {
    name: '/cpu/classes/user:cpu-seconds', note: 'Ps that run goroutines or their system calls',
    value: (m) => sum(m, (p) => p.runningNs + p.syscallNs),
  },
  {
    name: '/gc/heap/allocs:bytes', note: 'what the program allocated, declared ones included',
    value: (m) => counter(m, Counter.allocBytes),
  },
  { name: '/gc/heap/allocs:objects', note: '', value: (m) => counter(m, Counter.allocs) },
  { name: '/sched/gomaxprocs:threads', note: '', value: (m) => m.out[Out.GOMAXPROCS] ?? 0 },
  {
    name: '/sched/goroutines-created:goroutines', note: '', value: (m) => m.out[Out.G_CREATED] ?? 0,
  },
  { name: '/sched/goroutines:goroutines', note: '', value: (m) => m.out[Out.G_ALIVE] ?? 0 },
  {
    name: '/sched/latencies:seconds',
    note: 'every wait from runnable to running; Go samples one in 8',
    value: (m) => distribution(m.latencies),
  },
  { name: '/sched/threads/total:threads', note: '', value: (m) => m.out[Out.M_COUNT] ?? 0 },
  {
    name: '/sync/mutex/wait/total:seconds', note: 'waits that have ended',
    value: (m) => (totalsByCause(m.ledger)[Cause.LOCK] ?? 0) / SECOND,
  },
];

/** A histogram of nanoseconds in seconds. */
export function distribution(h: Histogram): Distribution {
  const buckets = h.buckets();
  const at = (q: number) => (buckets.length === 0 ? null : h.quantile(q) / SECOND);
  return {
    count: h.total, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1),
    buckets: buckets.map((b) => ({ from: b.from / SECOND, to: b.to / SECOND, count: b.count })),
  };
}

/** All metrics by name. */
export function metricsOf(measured: Measured): Record<string, MetricValue> {
  return Object.fromEntries(metricSpecs.map((spec) => [spec.name, spec.value(measured)]));
}

/** The counters of the kernel by name, zeros included. */
export function countersOf(out: ArrayLike<number>): Record<string, number> {
  const all: Record<string, number> = {};
  for (let c = 0; c < Counter.COUNT; c++) all[Counter[c]!] = out[Out.COUNTERS + c] ?? 0;
  return all;
}
