/** The streams of chance, as docs/machine.md, section 11, describes them. */
const MASK = (1n << 64n) - 1n;

export const Stream = { M: 1, G: 2, SITE: 3 } as const;

function mix(x: bigint): bigint {
  let y = x & MASK;
  y = ((y ^ (y >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  y = ((y ^ (y >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return y ^ (y >> 31n);
}

export class Chance {
  private readonly base: bigint;

  constructor(seed: bigint) {
    this.base = mix(seed ^ 0x6a09e667f3bcc908n);
  }

  /** Number n of a stream: 64 bits. */
  bits(kind: number, id: number, n: number): bigint {
    const stream = mix(this.base + (BigInt(id) * 8n + BigInt(kind)) * 0x9e3779b97f4a7c15n);
    return mix(stream + BigInt(n + 1) * 0xd1342543de82ef95n);
  }

  /** Its upper half. */
  upper(kind: number, id: number, n: number): number {
    return Number(this.bits(kind, id, n) >> 32n);
  }

  /** From 0 to below `limit`. */
  below(limit: number, kind: number, id: number, n: number): number {
    return Number(((this.bits(kind, id, n) >> 32n) * BigInt(limit)) >> 32n);
  }

  /** In the open interval from 0 to 1. */
  unit(kind: number, id: number, n: number): number {
    return (Number(this.bits(kind, id, n) >> 11n) + 0.5) / 2 ** 53;
  }
}
