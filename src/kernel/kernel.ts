/**
 * The kernel's exports as typed calls. One instance of this is one simulation; everything that
 * changes lies in its memory. Views are made anew whenever memory has grown.
 */
import { Inject, Out, Request, Stop } from '../../assembly/abi/abi.ts';
import { GFlag } from '../../assembly/abi/status.ts';
import { configBlock } from '../config/block.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { ringRuns } from '../records/cursor.ts';
import { badText, InjectError, KernelError, ProgramError } from './error.ts';
import { type CompiledKernel, instantiate } from './load.ts';
import type { GoroutineTrace } from './traceback.ts';

/** assembly/index.ts */
export interface KernelExports {
  memory: WebAssembly.Memory;
  abi(): number;
  reserve(bytes: number): number;
  boot(conf: number, image: number, imageBytes: number): number;
  run(until: number, steps: number): number;
  out(): number;
  ring(): number;
  outbuf(): number;
  procs(): number;
  cores(): number;
  hist(): number;
  ledger(): number;
  ledgerCap(): number;
  requests(): number;
  drained(records: number, bytes: number): void;
  inject(kind: number, id: number, at: number): number;
  adopt(): void;
  setMask(mask: number): void;
  schedLine(): number;
  gcount(): number;
  ender(): number;
  endsAlone(): number;
  trace(i: number): number;
}

/** A request of the program that the host answers. */
export interface HostRequest {
  id: number;
  kind: 'syscall' | 'net';
  goid: number;
  /** Draw site, and instruction index of the call. */
  site: number;
  pc: number;
  /** When it was made, and how long the directive says that it takes. */
  timeNs: number;
  declaredNs: number;
}

/** Addresses in the kernel's memory. */
export interface KernelBlocks {
  buffer: ArrayBuffer;
  procs: number;
  /** 0: the operating system's layer is off. */
  cores: number;
  hist: number;
  ledger: number;
  ledgerEntries: number;
}

const OUT_HEADER = 8;
/** Virtual time that is never reached. */
const FOREVER = 2 ** 53;

export class Kernel {
  private readonly exports: KernelExports;
  private buffer: ArrayBuffer | undefined;
  private bytes = new Uint8Array(0);
  private floats = new Float64Array(0);

  constructor(readonly compiled: CompiledKernel) {
    this.exports = instantiate(compiled);
  }

  get memory(): WebAssembly.Memory {
    return this.exports.memory;
  }

  /** Loads a program under a configuration. A ProgramError or ConfigError says why it cannot be. */
  boot(config: Config, image: Uint8Array): void {
    const block = configBlock(config);
    const conf = this.exports.reserve(block.byteLength);
    const at = conf && this.exports.reserve(image.length);
    if (!conf || !at)
      throw new ConfigError('memory', 'the memory limit is too small for the program');
    this.u8().set(new Uint8Array(block.buffer), conf);
    this.u8().set(image, at);
    const stop = this.guard(() => this.exports.boot(conf, at, image.length));
    if (stop === Stop.PAUSED) return;
    const why = badText(this.out(Out.DETAIL));
    if (stop === Stop.BAD_CONFIG)
      throw new ConfigError('config', `the kernel refuses the settings: ${why}`);
    if (stop === Stop.LIMIT)
      throw new ConfigError('memory', 'the memory limit is too small for the program');
    throw new ProgramError(`the kernel refuses the program: ${why}`);
  }

  /**
   * Runs until virtual time `until` (ns) or for `steps` steps, whichever comes first; negative:
   * no bound.
   */
  run(until: number, steps: number): Stop {
    return this.guard(() => this.exports.run(until < 0 ? FOREVER : until, steps));
  }

  /** A word of the out block, as of the last call. */
  out(word: Out): number {
    return this.f64()[(this.exports.out() >>> 3) + word]!;
  }

  /** A copy of the out block. */
  outBlock(): Float64Array {
    const at = this.exports.out() >>> 3;
    return this.f64().slice(at, at + Out.WORDS);
  }

  /** Where the kernel's other blocks are, for readers in src/measure; good until memory grows. */
  blocks(): KernelBlocks {
    const { exports } = this;
    const [procs, hist, ledger] = [
      exports.procs() >>> 0,
      exports.hist() >>> 0,
      exports.ledger() >>> 0,
    ];
    const cores = exports.cores() >>> 0;
    const ledgerEntries = exports.ledgerCap();
    return { procs, cores, hist, ledger, ledgerEntries, buffer: this.memory.buffer };
  }

  /** The 16-digit hash of the scheduling records so far. */
  hash(): string {
    return [Out.HASH0, Out.HASH1, Out.HASH2, Out.HASH3]
      .map((word) => this.out(word).toString(16).padStart(4, '0'))
      .join('');
  }

  /**
   * Hands every record that the ring holds to `take`, as views that are good during the call only.
   */
  takeRecords(take: ((words: Int32Array) => void) | undefined): void {
    const head = this.out(Out.REC_HEAD);
    const tail = this.out(Out.REC_TAIL);
    if (take) {
      const ring = this.exports.ring() >>> 0;
      const size = this.out(Out.RING_RECORDS);
      for (const run of ringRuns(this.memory.buffer, ring, size, tail, head)) take(run);
    }
    this.exports.drained(head, this.out(Out.OUT_TAIL));
  }

  /** Hands every piece of output to `take` (copies) and frees the buffer. */
  takeOutput(take: (fd: number, bytes: Uint8Array) => void): void {
    const head = this.out(Out.OUT_HEAD);
    let tail = this.out(Out.OUT_TAIL);
    while (tail < head) {
      const header = new DataView(this.outSlice(tail, OUT_HEADER).buffer);
      const length = header.getUint32(4, true);
      take(header.getUint8(0), this.outSlice(tail + OUT_HEADER, length));
      tail += OUT_HEADER + ((length + 7) & ~7);
    }
    this.exports.drained(this.out(Out.REC_TAIL), head);
  }

  /** A copy of bytes of the output buffer, around its end if need be. */
  private outSlice(from: number, length: number): Uint8Array {
    const at = this.exports.outbuf() >>> 0;
    const size = this.out(Out.OUTPUT_BYTES);
    const start = from % size;
    const first = Math.min(length, size - start);
    const piece = new Uint8Array(length);
    const view = this.u8();
    piece.set(view.subarray(at + start, at + start + first));
    piece.set(view.subarray(at, at + length - first), first);
    return piece;
  }

  requests(): HostRequest[] {
    const count = this.out(Out.REQUESTS);
    const at = this.exports.requests() >>> 0;
    const view = new DataView(this.memory.buffer);
    return Array.from({ length: count }, (_, i) => {
      const entry = at + i * Request.STRIDE;
      const u32 = (offset: number): number => view.getUint32(entry + offset, true);
      return {
        id: u32(Request.ID),
        kind: u32(Request.KIND) === 0 ? 'syscall' : 'net',
        goid: u32(Request.G),
        site: u32(Request.SITE),
        pc: u32(Request.PC),
        timeNs: Number(view.getBigInt64(entry + Request.TIME, true)),
        declaredNs: Number(view.getBigInt64(entry + Request.NS, true)),
      };
    });
  }

  /** Answers request `id`: it is done at virtual time `at`. An InjectError changes nothing. */
  inject(id: number, at: number): void {
    if (!Number.isSafeInteger(at))
      throw new InjectError(`request ${id} cannot be answered at ${at}`);
    const code = this.guard(() => this.exports.inject(0, id, at)) as Inject;
    if (code === Inject.OK) return;
    const now = this.out(Out.TIME);
    throw new InjectError(
      code === Inject.PAST
        ? `request ${id} cannot be answered at ${at} ns: that is in the past (it is ${now} ns)`
        : code === Inject.TWICE
          ? `request ${id} has been answered already`
          : `there is no request ${id}`,
    );
  }

  setMask(mask: number): void {
    this.exports.setMask(mask);
  }

  /** State and stack of all goroutines; the index of the one that ended the program, or -1. */
  goroutines(): { all: GoroutineTrace[]; ender: number; alone: boolean } {
    const all: GoroutineTrace[] = [];
    for (let i = 0; i < this.exports.gcount(); i++) {
      const at = this.exports.trace(i) >>> 2;
      const w = new Uint32Array(this.exports.memory.buffer);
      all.push({
        index: i, goid: w[at]!, status: w[at + 1]!, waitReason: w[at + 2]!,
        system: (w[at + 3]! & GFlag.SYSTEM) !== 0, waitNs: w[at + 5]! * 2 ** 32 + w[at + 6]!,
        locked: w[at + 7] !== 0, hidden: w[at + 9]!,
        creator: w[at + 4]!, createdAt: w[at + 10]! - 1,
        pcs: [...w.subarray(at + 11, at + 11 + w[at + 8]!)],
      });
    }
    return { all, ender: this.exports.ender(), alone: this.exports.endsAlone() !== 0 };
  }

  /** The numbers of a schedtrace line: see assembly/index.ts. */
  schedLine(words: number): Float64Array {
    const at = this.exports.schedLine() >>> 3;
    return this.f64().slice(at, at + words);
  }

  /** Puts a memory in place that another instance of this kernel had. */
  adopt(image: Uint8Array): void {
    const missing = image.length - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65536));
    this.u8().set(image);
    this.u8().fill(0, image.length);
    this.exports.adopt();
  }

  /** Calls into the kernel; a trap is a broken invariant of ours. */
  private guard<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) {
        throw new KernelError(`the kernel trapped: ${error.message}`);
      }
      throw error;
    }
  }

  private refresh(): void {
    if (this.buffer === this.memory.buffer) return;
    this.buffer = this.memory.buffer;
    this.bytes = new Uint8Array(this.buffer);
    this.floats = new Float64Array(this.buffer);
  }

  private u8(): Uint8Array {
    this.refresh();
    return this.bytes;
  }

  private f64(): Float64Array {
    this.refresh();
    return this.floats;
  }
}
