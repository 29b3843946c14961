/**
 * The life of each goroutine: spans, each with exactly one cause. They join without gaps, so the
 * causes add up to the lifetime to the nanosecond, from the record of its creation to that of its
 * end (or to the end of the records). Spans of no length are left out; neighbours with one cause
 * are one span.
 */
import { Cause } from '../../assembly/abi/status.ts';
import { Fold, initialState } from './fold.ts';
import type { RecordLog } from './log.ts';
import type { GState, Place } from './state.ts';

export interface Span {
  start: number;
  end: number;
  cause: Cause;
  /** Instruction index at its start, 0 if unknown: where it waits, or where it goes on. */
  pc: number;
  /**
   * The P on which it ran or in whose queue it was, else NONE; the waker of a span that follows a
   * wait.
   */
  p: number;
  by: number;
}

export interface Life {
  g: number;
  func: number;
  parent: number;
  created: number;
  /** End of its life, or of the records if `ended` is false. */
  end: number;
  ended: boolean;
  spans: Span[];
  /** Nanoseconds by Cause; their sum is `end - created`. */
  totals: number[];
}

/** Builds lives while records are folded. */
export class Lives {
  readonly lives = new Map<number, Life>();

  /** Takes the goroutine's present span in: it ends at `time`. To be called before it goes on. */
  close(g: GState, time: number): void {
    let life = this.lives.get(g.id);
    if (!life) {
      life = newLife(g);
      this.lives.set(g.id, life);
    }
    if (time > g.since) addSpan(life, g, time);
    life.end = time;
  }

  /** The goroutine ends with this move. */
  finish(g: GState): void {
    this.lives.get(g.id)!.ended = true;
  }
}

function newLife(g: GState): Life {
  return {
    g: g.id, func: g.func, parent: g.parent, created: g.created, end: g.created, ended: false,
    spans: [], totals: new Array<number>(Cause.COUNT).fill(0),
  };
}

function addSpan(life: Life, g: GState, time: number): void {
  const { cause } = g;
  life.totals[cause]! += time - g.since;
  const last = life.spans.at(-1);
  if (last && last.cause === cause && last.end === g.since && last.p === g.p) {
    last.end = time;
    return;
  }
  life.spans.push({ start: g.since, end: time, cause, pc: g.pc, p: g.p, by: g.waker });
}

export interface LifeOptions {
  /** When the run stopped; by default the time of the last record. */
  end?: number;
}

/** The lives of all goroutines of a log. */
export function livesOf(log: RecordLog, { end }: LifeOptions = {}): Map<number, Life> {
  const fold = new Fold(initialState());
  const lives = new Lives();
  fold.watch((g: GState, _to: Place, time: number) => lives.close(g, time));
  log.forEach((r) => {
    const alive = fold.state.gs.get(r.g);
    fold.apply(r);
    if (alive && !fold.state.gs.has(r.g)) lives.finish(alive);
  });
  for (const g of fold.state.gs.values()) lives.close(g, end ?? fold.state.time);
  return lives.lives;
}
