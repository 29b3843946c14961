/**
 * "Worth a look": at most a few remarks about a run, each with its evidence. A rule speaks only
 * when what it sees is large; a false alarm costs more trust than a miss.
 */
import { formatDuration } from '../config/duration.ts';
import { grouped, percent } from './bar.ts';
import type { ResultDocument } from './document.ts';
import type { Wait } from './ledger.ts';

/** One remark, or nothing. Rules stand in order of importance. */
type Rule = (doc: ResultDocument, shares: Shares) => string | undefined;

interface Shares {
  /** Sum of all waits in ns. */
  waited: number;
  /** Waits of runnable goroutines for a P or a thread. */
  runnable: number;
  /** Share of the Ps' time that ran goroutines. */
  busy: number;
  /** The largest wait of a cause. */
  top: (cause: string) => Wait | undefined;
}

const RUNNABLE = new Set(['runnext', 'local-queue', 'global-queue']);

function sharesOf(doc: ResultDocument): Shares {
  const sum = (list: Wait[]): number => list.reduce((total, w) => total + w.totalNs, 0);
  const running = doc.procs.reduce((n, p) => n + p.runningNs, 0);
  const all = doc.procs.reduce(
    (n, p) => n + p.runningNs + p.idleNs + p.syscallNs + p.spinningNs,
    0,
  );
  return {
    waited: sum(doc.waits),
    runnable: sum(doc.waits.filter((w) => RUNNABLE.has(w.cause))),
    busy: all > 0 ? running / all : 0,
    top: (cause) => doc.waits.find((w) => w.cause === cause),
  };
}

/** GOMAXPROCS that the quota can keep busy. */
function fitting(doc: ResultDocument): number {
  const quota = doc.config['quota'] as { quotaNs: number; periodNs: number } | null;
  return quota ? Math.max(1, Math.round(quota.quotaNs / quota.periodNs)) : doc.procs.length;
}

/** By topic, under which a reader may silence them. */
const RULES = {
  quota: (doc) => {
    const [n, of] = [doc.counters['quotaThrottled'] ?? 0, doc.counters['quotaPeriods'] ?? 0];
    if (n === 0) return undefined;
    const fits = fitting(doc);
    return `The quota was used up in ${grouped(n)} of ${grouped(of)} periods, and the program ` +
      'stood until the next' +
      (fits < doc.procs.length ? `: try --gomaxprocs ${fits}.` : ': it needs more CPU.');
  },
  core: (doc, { top, waited }) => {
    const core = top('core');
    const n = doc.cores.length;
    return core && core.totalNs > 0.2 * waited && core.totalNs > 1e6
      ? `Goroutines that ran waited ${formatDuration(core.totalNs)} for a core: ` +
          (n < doc.procs.length
            ? `${doc.procs.length} Ps share ${n} core${n === 1 ? '' : 's'}.`
            : 'neighbours have them.')
      : undefined;
  },
  ps: (doc, { busy, runnable, waited }) =>
    !doc.config['quota'] && (doc.cores.length === 0 || doc.cores.length > doc.procs.length) &&
    busy > 0.9 && runnable > 0.3 * waited && runnable > 1e6
      ? `The Ps are busy ${percent(busy)} of the time and runnable goroutines waited ` +
        `${formatDuration(runnable)} for one: try --gomaxprocs ${2 * doc.procs.length}.`
      : undefined,
  lock: (_, { top, waited }) => {
    const lock = top('lock');
    return lock && lock.totalNs > 0.2 * waited && lock.totalNs > 1e6
      ? `The lock at ${lock.where} was waited for ${formatDuration(lock.totalNs)} in ` +
          `${grouped(lock.count)} ` +
          `waits, the longest ${formatDuration(lock.maxNs)}.`
      : undefined;
  },
  preemption: (doc) => {
    const n = doc.counters['preemptions'] ?? 0;
    return n >= 3
      ? `${grouped(n)} times a goroutine ran for 10 ms without a break and was preempted.`
      : undefined;
  },
  retakes: (doc) => {
    const handoffs = doc.counters['retakes'] ?? 0;
    return handoffs >= 10
      ? `${grouped(handoffs)} times a P was taken from a thread in a system call; each costs ` +
          'a wake-up of another thread.'
      : undefined;
  },
  threads: (doc) =>
    doc.threads > 4 * doc.procs.length + 8
      ? `${doc.threads} threads for ${doc.procs.length} Ps: many system calls block at once.`
      : undefined,
  alive: (doc) =>
    doc.goroutines.alive > 100 && doc.program.reason === 'finished'
      ? `${grouped(doc.goroutines.alive)} goroutines were still alive at the end.`
      : undefined,
} satisfies Record<string, Rule>;

export type Topic = keyof typeof RULES;

export interface Finding { topic: Topic; text: string }

/** All remarks, the weightiest first. */
export function worthALook(doc: ResultDocument): Finding[] {
  const shares = sharesOf(doc);
  const all = Object.entries(RULES) as [Topic, Rule][];
  return all.flatMap(([topic, rule]) => {
    const text = rule(doc, shares);
    return text === undefined ? [] : [{ topic, text }];
  });
}

/** At most `most` remarks. */
export function findings(doc: ResultDocument, most = 3): string[] {
  return worthALook(doc).slice(0, most).map(({ text }) => text);
}
