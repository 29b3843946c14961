/**
 * A lane of the timeline: what one P, M or goroutine did, as spans that join without gaps.
 *
 * A million spans have to be drawn in a few milliseconds at every zoom. Drawing span by span costs
 * half a second; buckets of fixed time have to be rebuilt while a run grows, and waste their
 * entries where nothing happens. So spans are summed up in groups of 16, these in groups of 256,
 * and so on, by number and not by time:
 *
 *     level 2   [                0 .. 255               ] ...
 *     level 1   [ 0 .. 15 ][ 16 .. 31 ] ...
 *     spans      0 1 2 3 ...
 *
 * Each group knows how much time was spent in each look, and its longest span. `walk` goes through
 * a window and takes, at each place, the largest group that is not longer than a pixel. That visits
 * some tens of entries a pixel column at most, whatever the zoom; groups are appended as the run
 * grows, and nothing is ever rebuilt.
 */
import { LOOKS } from './look.ts';

const FAN = 16;
const SHIFT = 4;
/** 32-bit words behind each span's start. */
const WORDS = 4;

/** What is known of a span: `tag` is the P or M, `who` the goroutine, `rec` its first record. */
export interface SpanFields {
  look: number;
  /** Cause of a goroutine's span, MStatus of a P's and M's. */
  detail: number;
  tag: number;
  who: number;
  pc: number;
  rec: number;
}

/** Groups of 16 of the level below. */
interface Level {
  length: number;
  /** `LOOKS` sums of ns a group. */
  sums: Float64Array;
  longest: Uint32Array;
}

/** Told what lies in a window, in order. */
export interface TrackVisitor {
  /** A span that is as long as a pixel, or that no group contains. */
  span(index: number): void;
  /** Spans `from` to `to` (excluded), together not longer than a pixel; sums at `at` of `sums`. */
  group(from: number, to: number, sums: Float64Array, at: number): void;
}

export class Track {
  length = 0;
  /** Where the last span ends so far. */
  end = 0;
  private times = new Float64Array(4);
  private words = new Uint32Array(4 * WORDS);
  private levels: Level[] = [];

  /** A new span from `time` on; one of no length before it is replaced, but keeps its record. */
  push(time: number, f: SpanFields): void {
    let i = this.length;
    let { rec } = f;
    if (i > 0 && this.times[i - 1] === time) {
      i--;
      rec = this.words[i * WORDS + 3]!;
    } else {
      if (i === this.times.length) this.grow();
      this.length++;
    }
    this.times[i] = time;
    this.words[i * WORDS] = f.look | (f.detail << 8) | (f.tag << 16);
    this.words[i * WORDS + 1] = f.who;
    this.words[i * WORDS + 2] = f.pc;
    this.words[i * WORDS + 3] = rec;
    this.end = Math.max(this.end, time);
  }

  /** Nothing comes any more: the last span ends at `time`; one of no length goes away. */
  close(time: number): void {
    this.end = time;
    if (this.length > 0 && this.times[this.length - 1] === time) this.length--;
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2);
    times.set(this.times);
    this.times = times;
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
  }

  start(i: number): number {
    return this.times[i]!;
  }
  endOf(i: number): number {
    return i + 1 < this.length ? this.times[i + 1]! : this.end;
  }
  look(i: number): number {
    return this.words[i * WORDS]! & 0xff;
  }
  detail(i: number): number {
    return (this.words[i * WORDS]! >>> 8) & 0xff;
  }
  tag(i: number): number {
    return this.words[i * WORDS]! >>> 16;
  }
  who(i: number): number {
    return this.words[i * WORDS + 1]!;
  }
  pc(i: number): number {
    return this.words[i * WORDS + 2]!;
  }
  rec(i: number): number {
    return this.words[i * WORDS + 3]!;
  }

  /** The span at `time`; -1 before the first and from the end on. */
  at(time: number): number {
    if (this.length === 0 || time < this.times[0]! || time >= this.end) return -1;
    return this.firstAfter(time) - 1;
  }

  /** Index of the first span that starts after `time`. */
  private firstAfter(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Visits what meets [from, to); spans shorter than `pixel` ns come in groups where they can. */
  walk(from: number, to: number, pixel: number, visitor: TrackVisitor): void {
    this.summarise();
    let i = Math.max(0, this.firstAfter(from) - 1);
    while (i < this.length && this.times[i]! < to) {
      const level = this.groupAt(i, pixel);
      if (level === 0) {
        visitor.span(i++);
        continue;
      }
      const size = 1 << (SHIFT * level);
      const group = i >>> (SHIFT * level);
      visitor.group(i, i + size, this.levels[level - 1]!.sums, group * LOOKS);
      i += size;
    }
  }

  /** The level of the largest group that begins with span `i` and is no longer than `pixel`. */
  private groupAt(i: number, pixel: number): number {
    let best = 0;
    for (let level = 1; level <= this.levels.length; level++) {
      const size = 1 << (SHIFT * level);
      if ((i & (size - 1)) !== 0 || i + size > this.complete(level)) break;
      if (this.endOf(i + size - 1) - this.times[i]! > pixel) break;
      best = level;
    }
    return best;
  }

  /** Spans that the groups of a level cover. */
  private complete(level: number): number {
    return this.levels[level - 1]!.length << (SHIFT * level);
  }

  /** Brings the groups up to date; the last span, which may still grow, belongs to none. */
  private summarise(): void {
    const closed = this.length - 1;
    for (let level = 1; (1 << (SHIFT * level)) <= closed; level++) {
      const wanted = closed >>> (SHIFT * level);
      this.levels[level - 1] ??= {
        length: 0, sums: new Float64Array(4 * LOOKS), longest: new Uint32Array(4),
      };
      const groups = this.levels[level - 1]!;
      while (groups.length < wanted) this.addGroup(level, groups);
    }
  }

  private addGroup(level: number, groups: Level): void {
    const at = groups.length++;
    if (at === groups.longest.length) widen(groups);
    const below = level === 1 ? undefined : this.levels[level - 2]!;
    let longest = -1;
    for (let k = at * FAN; k < (at + 1) * FAN; k++) {
      const candidate = below ? below.longest[k]! : k;
      if (longest < 0 || this.lengthOf(candidate) > this.lengthOf(longest)) longest = candidate;
      if (below) {
        for (let l = 0; l < LOOKS; l++) groups.sums[at * LOOKS + l]! += below.sums[k * LOOKS + l]!;
      } else {
        groups.sums[at * LOOKS + this.look(k)]! += this.lengthOf(k);
      }
    }
    groups.longest[at] = longest;
  }

  private lengthOf(i: number): number {
    return this.endOf(i) - this.times[i]!;
  }

  /** Everything in [from, to): number of spans, ns by look (cut at the window), the longest. */
  summary(from: number, to: number): TrackSummary {
    const total: TrackSummary = { count: 0, sums: new Float64Array(LOOKS), longest: -1 };
    const consider = (i: number) => {
      if (total.longest < 0 || this.lengthOf(i) > this.lengthOf(total.longest)) total.longest = i;
    };
    this.walk(from, to, to - from, {
      span: (i) => {
        const cut = Math.min(this.endOf(i), to) - Math.max(this.times[i]!, from);
        if (cut <= 0) return;
        total.count++;
        total.sums[this.look(i)]! += cut;
        consider(i);
      },
      group: (first, end, sums, at) => {
        total.count += end - first;
        for (let l = 0; l < LOOKS; l++) total.sums[l]! += sums[at + l]!;
        consider(this.longestOf(first, end));
      },
    });
    return total;
  }

  private longestOf(first: number, end: number): number {
    const level = Math.round(Math.log2(end - first) / SHIFT);
    return this.levels[level - 1]!.longest[first >>> (SHIFT * level)]!;
  }
}

export interface TrackSummary {
  count: number;
  sums: Float64Array;
  /** Index of the longest span, -1 if there is none. */
  longest: number;
}

function widen(groups: Level): void {
  const sums = new Float64Array(groups.sums.length * 2);
  sums.set(groups.sums);
  groups.sums = sums;
  const longest = new Uint32Array(groups.longest.length * 2);
  longest.set(groups.longest);
  groups.longest = longest;
}
