/** A run in about 25 lines for a terminal: what was simulated, how it went, where the time was. */
import { formatDuration, formatSize } from '../config/duration.ts';
import { bar, grouped, percent, spark } from './bar.ts';
import type { EndReason, ResultDocument } from './document.ts';
import { findings } from './finding.ts';
import type { Distribution } from './metrics.ts';
import type { CoreUse, ProcUse } from './use.ts';

/** Marks headings and such; the identity where there is no terminal. */
export type Style = (kind: 'bold' | 'dim', text: string) => string;
const PLAIN: Style = (_, text) => text;

const LABEL = 12;
const MOST_PS = 8;
const MOST_WAITS = 6;

const ENDS: Record<EndReason, string> = {
  finished: 'finished',
  exit: 'exited',
  panic: 'ended with a panic',
  deadlock: 'deadlock',
  fatal: 'ended with a fatal error',
  limit: 'stopped at a limit',
  interrupted: 'interrupted',
  broken: 'stopped by a fault of gopark',
  until: 'stopped at --until',
  steps: 'stopped after --steps',
  request: 'waits for an answer of the host',
};

export function summary(doc: ResultDocument, style: Style = PLAIN): string {
  const row = (label: string, text: string): string =>
    `${style('bold', label.padEnd(LABEL))}${text}`;
  return [
    head(doc, style),
    row('time', timeText(doc)),
    ...cpu(doc).map((text, i) => row(i === 0 ? 'cpu' : '', text)),
    ...cores(doc).map((text, i) => row(i === 0 ? 'cores' : '', text)),
    row('goroutines', goroutines(doc)),
    row('scheduler', scheduler(doc)),
    ...latency(doc).map((text, i) => row(i === 0 ? 'run delay' : '', text)),
    ...waits(doc).map((text, i) => row(i === 0 ? 'waiting' : '', text)),
    ...findings(doc).map((text, i) => row(i === 0 ? 'look at' : '', text)),
    row('records', `${grouped(doc.records.count)}, hash ${doc.records.hash ?? 'off'}`),
    row('next', style('dim', next(doc))),
    '',
  ].join('\n');
}

function head(doc: ResultDocument, style: Style): string {
  const { config } = doc;
  const quota = config['quota'] as { quotaNs: number; periodNs: number } | null;
  const machine = [
    `GOMAXPROCS ${config['gomaxprocs']}`,
    `${config['cpus']} CPUs`,
    ...(config['cores'] ? [plural(Number(config['cores']))] : []),
    ...(config['load'] ? [`load ${config['load']}`] : []),
    ...(quota ? [`quota ${formatDuration(quota.quotaNs)}/${formatDuration(quota.periodNs)}`] : []),
    `seed ${config['seed']}`,
    ...(config['cost'] === 'linux-amd64' ? [] : [`cost ${config['cost']}`]),
  ];
  const name = style('bold', `gopark ${doc.gopark}`);
  return `${name}  ${doc.program.file}  (${doc.model}, ${machine.join(', ')})`;
}

function timeText(doc: ResultDocument): string {
  const { reason, exitCode, message } = doc.program;
  const exit =
    exitCode !== 0 || reason === 'finished' || reason === 'exit' ? `, exit ${exitCode}` : '';
  return (
    `${formatDuration(doc.time.simulatedNs)} simulated in ` +
    `${formatDuration(doc.time.hostMs * 1e6)}: ` +
    `${ENDS[reason]}${exit}${message ? ` (${message})` : ''}`
  );
}

const allOf = (p: ProcUse): number => p.runningNs + p.idleNs + p.syscallNs + p.spinningNs;

function cpu(doc: ResultDocument): string[] {
  const { procs } = doc;
  const sum = (field: (p: ProcUse) => number): number => procs.reduce((n, p) => n + field(p), 0);
  const all = sum(allOf);
  const share = (ns: number): string => percent(all > 0 ? ns / all : 0);
  const head =
    `${share(sum((p) => p.runningNs))} of ${procs.length} P${procs.length === 1 ? '' : 's'} ` +
    'ran Go code, ' +
    `${share(sum((p) => p.syscallNs))} system calls, ` +
    `${share(sum((p) => p.spinningNs))} spinning, ` +
    `${share(sum((p) => p.idleNs))} idle`;
  const shown = procs.slice(0, MOST_PS).map((p) => {
    const busy = allOf(p) > 0 ? p.runningNs / allOf(p) : 0;
    return (
      `P${String(p.id).padEnd(3)} ${bar(busy, 24)} ${percent(busy).padStart(5)}  ` +
      `${grouped(p.switches)} switches, ${grouped(p.steals)} steals`
    );
  });
  const more = procs.length - MOST_PS;
  return [head, ...shown, ...(more > 0 ? [`     and ${more} more Ps (--json has all)`] : [])];
}

const plural = (cores: number): string => `${cores} core${cores === 1 ? '' : 's'}`;

/** The operating system's layer, if it is on: two lines at most. */
function cores(doc: ResultDocument): string[] {
  const sum = (field: (c: CoreUse) => number): number =>
    doc.cores.reduce((n, c) => n + field(c), 0);
  const n = (name: string): number => doc.counters[name] ?? 0;
  const all = doc.cores.length * doc.time.simulatedNs;
  if (all === 0) return [];
  const load = sum((c) => c.loadNs);
  const busy = sum((c) => c.busyNs);
  const use = `${percent(busy / all)} of ${plural(doc.cores.length)} for the program`
    + (load > 0 ? `, ${percent(load / all)} for neighbours` : '')
    + `; ${grouped(n('coreCuts'))} times a thread had to leave, `
    + `${grouped(n('coreMigrations'))} moved`;
  if (n('quotaPeriods') === 0) return [use];
  const throttled = `${grouped(n('quotaThrottled'))} of ${grouped(n('quotaPeriods'))} periods`;
  return [use, `quota used up in ${throttled}: cores stood ${formatDuration(n('throttledNs'))}`];
}

function goroutines(doc: ResultDocument): string {
  const { created, alive, peak } = doc.goroutines;
  return (
    `${grouped(created)} created, ${grouped(peak)} at most, ${grouped(alive)} alive at the end; ` +
    `${grouped(doc.threads)} threads; ${formatSize(doc.memory.heapBytes)} heap`
  );
}

function scheduler(doc: ResultDocument): string {
  const n = (name: string): string => grouped(doc.counters[name] ?? 0);
  return (
    `${n('switches')} switches, ${n('parks')} parks, ` +
    `${n('steals')} steals (${n('stealAttempts')} tries), ` +
    `${n('handoffs')} hand-offs, ${n('preemptions')} preemptions, ${n('syscalls')} system calls`
  );
}

function latency(doc: ResultDocument): string[] {
  const d = doc.metrics['/sched/latencies:seconds'] as Distribution | undefined;
  if (!d || d.count === 0 || d.p50 === null) return ['no goroutine waited to run'];
  const ns = (seconds: number | null): string => formatDuration((seconds ?? 0) * 1e9);
  return [
    `p50 ${ns(d.p50)}, p90 ${ns(d.p90)}, p99 ${ns(d.p99)}, max ${ns(d.max)} ` +
      'from runnable to running',
    ...histogram(d),
  ];
}

/** The distribution by powers of two, from its first to its last. */
function histogram(d: Distribution): string[] {
  const powers = new Map<number, number>();
  for (const { from, count } of d.buckets) {
    const power = Math.max(0, Math.floor(Math.log2(Math.max(1, Math.round(from * 1e9)))));
    powers.set(power, (powers.get(power) ?? 0) + count);
  }
  if (powers.size < 2) return [];
  const [first, last] = [Math.min(...powers.keys()), Math.max(...powers.keys())];
  const counts = Array.from({ length: last - first + 1 }, (_, i) => powers.get(first + i) ?? 0);
  return [`${formatDuration(2 ** first)} ${spark(counts)} ${formatDuration(2 ** (last + 1))}`];
}

function waits(doc: ResultDocument): string[] {
  const total = doc.waits.reduce((n, w) => n + w.totalNs, 0);
  if (total === 0) return ['nobody waited for anything'];
  const shown = doc.waits.filter((w) => w.totalNs > 0).slice(0, MOST_WAITS);
  return shown.map((w) => {
    const share = w.totalNs / total;
    return (
      `${w.cause.padEnd(14)} ${percent(share).padStart(5)} ${bar(share, 12)} ` +
      `${formatDuration(w.totalNs).padStart(7)} in ${grouped(w.count)}` +
      (w.where ? `, ${w.where}` : '')
    );
  });
}

function next(doc: ResultDocument): string {
  if (doc.program.reason === 'limit' || doc.program.reason === 'broken')
    return '--json keeps what was measured';
  return '--json for everything, --seed for another course, --records FILE for each step, --help';
}
