/**
 * All records of a run, in chunks: what the ring gave, or what a file holds. Chunks are kept as
 * they come (no copy of everything when one is added); any record can be reached by number.
 */
import { Cursor, RECORD_WORDS } from './cursor.ts';

export class RecordLog {
  private chunks: Int32Array[] = [];
  /** Number of the first record of each chunk. */
  private starts: number[] = [];
  private total = 0;

  /** Records so far. */
  get length(): number {
    return this.total;
  }

  /** Adds a run of records. It is kept, not copied: give a copy of what lies in kernel memory. */
  push(words: Int32Array): void {
    if (words.length % RECORD_WORDS !== 0) {
      throw new RangeError(`push: ${words.length} words are not whole records`);
    }
    if (words.length === 0) return;
    this.chunks.push(words);
    this.starts.push(this.total);
    this.total += words.length / RECORD_WORDS;
  }

  /** The chunks, oldest first. */
  runs(): readonly Int32Array[] {
    return this.chunks;
  }

  /** Calls `visit` for records `from` (included) to `to` (excluded), with the number of each. */
  forEach(visit: (record: Cursor, index: number) => void, from = 0, to = this.total): void {
    if (from >= to) return;
    const cursor = new Cursor(new Int32Array(0));
    let index = from;
    for (let c = this.chunkOf(from); c < this.chunks.length && index < to; c++) {
      cursor.reset(this.chunks[c]!);
      cursor.seek(index - this.starts[c]! - 1);
      while (index < to && cursor.next()) visit(cursor, index++);
    }
  }

  /** A cursor at record `index`, good until the next chunk's first record. */
  at(index: number): Cursor {
    if (!(index >= 0 && index < this.total)) {
      throw new RangeError(`at: record ${index} of ${this.total}`);
    }
    const c = this.chunkOf(index);
    const cursor = new Cursor(this.chunks[c]!);
    cursor.seek(index - this.starts[c]!);
    return cursor;
  }

  /** How many records lie at or before `time`; times never decrease. */
  countUntil(time: number): number {
    let low = 0;
    let high = this.total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle).time <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last chunk that starts at or before record `index`. */
  private chunkOf(index: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
