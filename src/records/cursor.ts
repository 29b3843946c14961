/**
 * Reading records without making objects. A record is eight 32-bit words, little-endian as Wasm
 * memory and every machine that runs it:
 *
 *     word 0  time, lower half          word 4  g
 *     word 1  time, upper half          word 5  obj
 *     word 2  kind | detail | extra     word 6  arg
 *     word 3  m | p                     word 7  pc
 *
 * Time as two words read as a double is exact to 2^53 ns and several times faster than a BigInt.
 */
import { Rec } from '../../assembly/abi/event.ts';

/** 32-bit words in a record. */
export const RECORD_WORDS = Rec.SIZE / 4;

const TWO32 = 0x1_0000_0000;

/** The fields of one record. */
export interface RecordFields {
  time: number;
  kind: number;
  detail: number;
  extra: number;
  m: number;
  p: number;
  g: number;
  obj: number;
  arg: number;
  pc: number;
}

/**
 * A place in a run of records. Fields are those of the record that `next` or `seek` went to last;
 * the cursor itself is a `RecordFields`, so code that takes one reads from memory directly.
 */
export class Cursor implements RecordFields {
  private words: Int32Array;
  private base = -RECORD_WORDS;

  constructor(words: Int32Array) {
    this.words = words;
  }

  /** Records in the run. */
  get length(): number {
    return (this.words.length / RECORD_WORDS) | 0;
  }

  /** Index of the current record; -1 before the first `next`. */
  get index(): number {
    return this.base / RECORD_WORDS;
  }

  /** Goes to the next record; false at the end. */
  next(): boolean {
    if (this.base + 2 * RECORD_WORDS > this.words.length) return false;
    this.base += RECORD_WORDS;
    return true;
  }

  /** Goes to record `index`; -1 is before the first one. */
  seek(index: number): void {
    if (!Number.isInteger(index) || index < -1 || index >= this.length) {
      throw new RangeError(`seek: record ${index} of ${this.length}`);
    }
    this.base = index * RECORD_WORDS;
  }

  /** Reads another run, from before its first record. */
  reset(words: Int32Array): void {
    this.words = words;
    this.base = -RECORD_WORDS;
  }

  get time(): number {
    return (this.words[this.base]! >>> 0) + this.words[this.base + 1]! * TWO32;
  }
  get kind(): number {
    return this.words[this.base + 2]! & 0xff;
  }
  get detail(): number {
    return (this.words[this.base + 2]! >>> 8) & 0xff;
  }
  get extra(): number {
    return this.words[this.base + 2]! >>> 16;
  }
  get m(): number {
    return this.words[this.base + 3]! & 0xffff;
  }
  get p(): number {
    return this.words[this.base + 3]! >>> 16;
  }
  get g(): number {
    return this.words[this.base + 4]! >>> 0;
  }
  get obj(): number {
    return this.words[this.base + 5]! >>> 0;
  }
  get arg(): number {
    return this.words[this.base + 6]! >>> 0;
  }
  get pc(): number {
    return this.words[this.base + 7]! >>> 0;
  }
}

/** Writes a record at word `at`. */
export function putRecord(words: Int32Array, at: number, r: RecordFields): void {
  words[at] = r.time % TWO32 | 0;
  words[at + 1] = Math.floor(r.time / TWO32);
  words[at + 2] = (r.kind & 0xff) | ((r.detail & 0xff) << 8) | (r.extra << 16);
  words[at + 3] = (r.m & 0xffff) | (r.p << 16);
  words[at + 4] = r.g;
  words[at + 5] = r.obj;
  words[at + 6] = r.arg;
  words[at + 7] = r.pc;
}

/** A copy of the fields, for code that keeps a record. */
export function copyRecord(r: RecordFields): RecordFields {
  const { time, kind, detail, extra, m, p, g, obj, arg, pc } = r;
  return { time, kind, detail, extra, m, p, g, obj, arg, pc };
}

/**
 * The records `tail` to `head` (totals since the start) of a ring of `capacity` records at byte
 * `address` of `buffer`, oldest first: one run, or two where they wrap. They are views: take them
 * after any call that may grow memory, and copy what is to be kept.
 */
export function ringRuns(
  buffer: ArrayBufferLike, address: number, capacity: number, tail: number, head: number,
): Int32Array[] {
  const count = head - tail;
  if (count < 0 || count > capacity) {
    throw new RangeError(`ringRuns: ${count} records in a ring of ${capacity}`);
  }
  const start = tail % capacity;
  const first = Math.min(count, capacity - start);
  const run = (from: number, n: number) =>
    new Int32Array(buffer, address + from * Rec.SIZE, n * RECORD_WORDS);
  const runs = first > 0 ? [run(start, first)] : [];
  if (count > first) runs.push(run(0, count - first));
  return runs;
}
