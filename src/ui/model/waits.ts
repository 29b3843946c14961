/**
 * What goroutines wait for in a run: which channels, locks and so on there are, and how many wait
 * at most. It is collected while the run is folded, so that each has its place in the picture from
 * the first moment on, and nothing jumps about while a run plays.
 */
import { Cause, WaitReason } from '../../../assembly/abi/status.ts';
import { reasonText } from '../../records/spec.ts';
import type { GState } from '../../records/state.ts';
import type { Names } from './names.ts';

export type WaitKind =
  | 'chan' | 'lock' | 'select' | 'wait group' | 'cond' | 'sleep' | 'network' | 'other';

/** One thing that is waited for. */
export interface WaitStat {
  kind: WaitKind;
  key: string;
  label: string;
  /** Waits so far, waiters now and at most. */
  total: number;
  now: number;
  peak: number;
}

const KINDS: Partial<Record<Cause, WaitKind>> = {
  [Cause.CHANNEL]: 'chan', [Cause.LOCK]: 'lock', [Cause.SELECT]: 'select',
  [Cause.WAITGROUP]: 'wait group', [Cause.COND]: 'cond', [Cause.SLEEP]: 'sleep',
  [Cause.NETWORK]: 'network',
};

/** Kinds of which each object is told apart. */
const BY_OBJECT = new Set<WaitKind>(['chan', 'lock', 'wait group', 'cond']);

const LABELS: Record<WaitKind, string> = {
  chan: 'channel', lock: 'lock', select: 'select', 'wait group': 'wait group', cond: 'condition',
  sleep: 'timers (sleep)', network: 'network poller', other: 'other waits',
};

const ORDER: WaitKind[] = [
  'network', 'sleep', 'chan', 'select', 'lock', 'wait group', 'cond', 'other',
];

/** Goroutines of the runtime that wait for the collector and the like: they are not shown. */
const SYSTEM = new Set<WaitReason>([
  WaitReason.FORCE_GC_IDLE, WaitReason.GC_SWEEP_WAIT, WaitReason.GC_SCAVENGE_WAIT,
  WaitReason.FINALIZER_WAIT, WaitReason.UPDATE_GOMAXPROCS_IDLE, WaitReason.GC_WORKER_IDLE,
  WaitReason.CLEANUP_WAIT,
]);

/** Whether a goroutine waits for something that a reader of the program knows of. */
export const isSystemWait = (g: GState): boolean => SYSTEM.has(g.reason);

/** More different things than this are not told apart. */
const MOST = 4096;

const kindOf = (g: GState): WaitKind => KINDS[g.cause] ?? 'other';

/** What a waiting goroutine waits for, as a key. */
export function waitKey(g: GState): string {
  const kind = kindOf(g);
  if (BY_OBJECT.has(kind) && g.on !== 0) return `${kind} ${g.on}`;
  return kind === 'other' ? `other ${g.reason}` : kind;
}

export class Waits {
  private readonly stats = new Map<string, WaitStat>();
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  enter(g: GState): void {
    const key = waitKey(g);
    let stat = this.stats.get(key);
    if (!stat) {
      if (this.stats.size >= MOST) return;
      const kind = kindOf(g);
      stat = { kind, key, label: this.label(g, kind), total: 0, now: 0, peak: 0 };
      this.stats.set(key, stat);
    }
    stat.total++;
    stat.now++;
    if (stat.now > stat.peak) stat.peak = stat.now;
  }

  leave(g: GState): void {
    const stat = this.stats.get(waitKey(g));
    if (stat) stat.now--;
  }

  private label(g: GState, kind: WaitKind): string {
    if (BY_OBJECT.has(kind) && g.on !== 0) return this.names.object(kind, g.on);
    return kind === 'other' ? reasonText(g.reason) || LABELS.other : LABELS[kind];
  }

  /** The `most` that matter most, in a steady order. */
  cards(most: number): WaitStat[] {
    const weight = (w: WaitStat): number => w.total + 8 * w.peak;
    const top = [...this.stats.values()].sort((a, b) => weight(b) - weight(a)).slice(0, most);
    return top.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)
      || a.label.localeCompare(b.label, 'en', { numeric: true }));
  }
}
