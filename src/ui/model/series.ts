/**
 * A number over time, as steps: how many goroutines, how long the queues are. The same groups of 16
 * as those of a track give the largest value of any pixel column without looking at all steps.
 */
const SHIFT = 4;
const FAN = 1 << SHIFT;

export class Series {
  readonly name: string;
  length = 0;
  /** Largest value so far. */
  most = 0;
  private times = new Float64Array(64);
  private values = new Float64Array(64);
  private levels: { length: number; most: Float64Array }[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** From `time` on it has this value. */
  push(time: number, value: number): void {
    const last = this.length - 1;
    if (last >= 0 && this.values[last] === value) return;
    if (last >= 0 && this.times[last] === time && !this.grouped(last)) {
      this.values[last] = value;
      this.most = Math.max(this.most, value);
      return;
    }
    if (this.length === this.times.length) this.grow();
    this.times[this.length] = time;
    this.values[this.length++] = value;
    this.most = Math.max(this.most, value);
  }

  private grouped(i: number): boolean {
    return i < (this.levels[0]?.length ?? 0) * FAN;
  }

  private grow(): void {
    for (const field of ['times', 'values'] as const) {
      const wider = new Float64Array(this[field].length * 2);
      wider.set(this[field]);
      this[field] = wider;
    }
  }

  /** The value at `time`: 0 before the first step. */
  at(time: number): number {
    const i = this.firstAfter(time) - 1;
    return i < 0 ? 0 : this.values[i]!;
  }

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

  /** The largest value in [from, to). */
  mostIn(from: number, to: number): number {
    this.summarise();
    let i = Math.max(0, this.firstAfter(from) - 1);
    let most = 0;
    while (i < this.length && this.times[i]! < to) {
      let level = 0;
      while (this.groupFits(i, level + 1, to)) level++;
      most = Math.max(most, level === 0 ? this.values[i]!
        : this.levels[level - 1]!.most[i >>> (SHIFT * level)]!);
      i += 1 << (SHIFT * level);
    }
    return most;
  }

  private groupFits(i: number, level: number, to: number): boolean {
    const groups = this.levels[level - 1];
    if (!groups) return false;
    const size = 1 << (SHIFT * level);
    const last = i + size - 1;
    return (i & (size - 1)) === 0 && (i >>> (SHIFT * level)) < groups.length
      && this.times[last]! < to;
  }

  private summarise(): void {
    for (let level = 1; (1 << (SHIFT * level)) <= this.length; level++) {
      const wanted = this.length >>> (SHIFT * level);
      this.levels[level - 1] ??= { length: 0, most: new Float64Array(4) };
      const groups = this.levels[level - 1]!;
      while (groups.length < wanted) this.addGroup(level, groups);
    }
  }

  private addGroup(level: number, groups: { length: number; most: Float64Array }): void {
    const at = groups.length++;
    if (at === groups.most.length) {
      const wider = new Float64Array(at * 2);
      wider.set(groups.most);
      groups.most = wider;
    }
    const below = level === 1 ? this.values : this.levels[level - 2]!.most;
    let most = 0;
    for (let k = at * FAN; k < (at + 1) * FAN; k++) most = Math.max(most, below[k]!);
    groups.most[at] = most;
  }
}
