/**
 * The state at any moment of a run: checkpoints every so many records, and a fold from the nearest
 * one before. A pure function of (records, moment): scrubbing forwards and backwards is one code
 * path.
 */
import { Fold, initialState } from './fold.ts';
import type { RecordLog } from './log.ts';
import type { State } from './state.ts';

/**
 * Records between checkpoints at least; more when the state is large, so that copies stay cheap.
 */
const EVERY = 4096;

export class History {
  private readonly log: RecordLog;
  private readonly every: number;
  /** Ascending by `records`; the first is the start. */
  private readonly checkpoints: State[];
  /** The end of what was folded so far; the log may grow. */
  private readonly front: Fold;

  constructor(log: RecordLog, every = EVERY) {
    this.log = log;
    this.every = every;
    this.checkpoints = [initialState()];
    this.front = new Fold(initialState());
  }

  /** The state after the first `count` records. The caller may change it. */
  after(count: number): State {
    if (!(count >= 0 && count <= this.log.length)) {
      throw new RangeError(`after: ${count} of ${this.log.length} records`);
    }
    this.advance(count);
    const fold = new Fold(this.nearest(count).copy());
    this.log.forEach((r) => fold.apply(r), fold.state.records, count);
    return fold.state;
  }

  /** The state at `time`, after all records of that moment. */
  at(time: number): State {
    return this.after(this.log.countUntil(time));
  }

  /** Folds up to record `count` where that has not been done, leaving checkpoints. */
  private advance(count: number): void {
    const { front } = this;
    this.log.forEach((r) => {
      front.apply(r);
      const since = front.state.records - this.checkpoints.at(-1)!.records;
      if (since >= this.every && since >= front.state.size()) {
        this.checkpoints.push(front.state.copy());
      }
    }, front.state.records, count);
  }

  private nearest(count: number): State {
    let low = 0;
    let high = this.checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.checkpoints[middle]!.records <= count) low = middle;
      else high = middle - 1;
    }
    return this.checkpoints[low]!;
  }
}
