/**
 * The kernel's log-linear histogram. Values below 2^sub have a bucket each; above, every power of
 * two is cut into 2^sub equal ones, so that a bucket is never wider than 1/2^sub of its values:
 *
 *     sub = 2:   0 1 2 3 | 4 5 6 7 | 8-9 10-11 12-13 14-15 | 16-19 20-23 24-27 28-31 | ...
 *
 * The index of a value is (exponent - sub) * 2^sub + (value >> (exponent - sub)): the shape of its
 * leading bits. stats.ts of the kernel counts by the same rule.
 */
const TWO32 = 0x1_0000_0000;

/** Bucket of a value (whole, not negative). */
export function bucketOf(value: number, subBits: number): number {
  const base = 2 ** subBits;
  if (value < base) return Math.max(0, Math.floor(value));
  const shift = exponentOf(value) - subBits;
  return shift * base + Math.floor(value / 2 ** shift);
}

/** floor(log2(value)), exact for whole numbers to 2^53. */
function exponentOf(value: number): number {
  const high = Math.floor(value / TWO32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value);
}

/** The smallest value of a bucket. */
export function bucketStart(bucket: number, subBits: number): number {
  const base = 2 ** subBits;
  if (bucket < 2 * base) return bucket;
  const shift = Math.floor(bucket / base) - 1;
  return (bucket - shift * base) * 2 ** shift;
}

export class Histogram {
  readonly subBits: number;
  readonly counts: Float64Array;

  constructor(subBits: number, counts: Float64Array) {
    this.subBits = subBits;
    this.counts = counts;
  }

  /** Reads `length` u64 counts of kernel memory. */
  static fromU64(
    buffer: ArrayBufferLike, address: number, length: number, subBits: number,
  ): Histogram {
    const words = new Uint32Array(buffer, address, length * 2);
    const counts = new Float64Array(length);
    for (let i = 0; i < length; i++) counts[i] = words[2 * i]! + words[2 * i + 1]! * TWO32;
    return new Histogram(subBits, counts);
  }

  /** Reads `length` u32 counts of kernel memory. */
  static fromU32(
    buffer: ArrayBufferLike, address: number, length: number, subBits: number,
  ): Histogram {
    return new Histogram(subBits, Float64Array.from(new Uint32Array(buffer, address, length)));
  }

  /** One more value; those beyond the last bucket count there. */
  add(value: number): void {
    const bucket = Math.min(bucketOf(value, this.subBits), this.counts.length - 1);
    this.counts[bucket] = this.counts[bucket]! + 1;
  }

  /** Adds the counts of another histogram of the same shape. */
  merge(other: Histogram): void {
    if (other.subBits !== this.subBits || other.counts.length !== this.counts.length) {
      throw new RangeError('merge: histograms of different shape');
    }
    for (let i = 0; i < this.counts.length; i++) {
      this.counts[i] = this.counts[i]! + other.counts[i]!;
    }
  }

  get total(): number {
    let sum = 0;
    for (let i = 0; i < this.counts.length; i++) sum += this.counts[i]!;
    return sum;
  }

  /**
   * The value below which a share `q` of all lie: exact to the width of a bucket, in which values
   * are taken as evenly spread. NaN when there are none.
   */
  quantile(q: number): number {
    const total = this.total;
    if (total === 0) return Number.NaN;
    const rank = Math.min(Math.max(q, 0), 1) * total;
    let below = 0;
    for (let i = 0; i < this.counts.length; i++) {
      const here = this.counts[i]!;
      if (here > 0 && below + here >= rank) return this.inside(i, (rank - below) / here);
      below += here;
    }
    return this.inside(this.counts.length - 1, 1);
  }

  /** The value at a share of a bucket. */
  private inside(bucket: number, share: number): number {
    const start = bucketStart(bucket, this.subBits);
    const width = bucketStart(bucket + 1, this.subBits) - start;
    return Math.floor(start + (width - 1) * share);
  }

  /** The buckets that are not empty: smallest value, first value beyond, how many. */
  buckets(): { from: number; to: number; count: number }[] {
    const list: { from: number; to: number; count: number }[] = [];
    for (let i = 0; i < this.counts.length; i++) {
      if (this.counts[i] === 0) continue;
      const from = bucketStart(i, this.subBits);
      list.push({ from, to: bucketStart(i + 1, this.subBits), count: this.counts[i]! });
    }
    return list;
  }
}
