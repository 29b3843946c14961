/**
 * A run that tests lead by the hand: one event after another, and any M can be held up where it
 * stands, as an operating system does that gives its thread no core. Needs the test kernel, whose
 * entry assembly/export_test.ts says where Ms stand.
 */
import { Out, Stop } from '../../assembly/abi/abi.ts';
import { resolve, type Settings } from '../../src/config/config.ts';
import { Kernel, type KernelExports } from '../../src/kernel/kernel.ts';
import { compileKernel } from '../../src/kernel/load.ts';
import { type Executable, link } from '../../src/program/encode.ts';
import { RecordLog } from '../../src/records/log.ts';
import { kernelUnderTest } from './kernel.ts';
import { programOf, Scene } from './scene.ts';

/** Where an M can stand when its event comes: `Step` of runtime/proc.ts. */
export type Standing = 'EXEC' | 'START' | 'STEAL' | 'BACKOFF' | 'DROP' | 'DROPPED' | 'POLLED';

type Place = { [S in Standing as `T_${S}`]: WebAssembly.Global };

interface TestExports extends KernelExports, Place {
  t_next(): number;
  t_nextTime(): number;
  t_step(m: number): number;
  t_status(m: number): number;
  t_threads(): number;
  t_delay(m: number, ns: number): void;
  t_setLocks(m: number, n: number): void;
  t_queued(): number;
  t_idleProcs(): number;
}

const TEST_KERNEL = new URL('../../build/kernel/test.wasm', import.meta.url);

export class Puppet {
  readonly kernel: Kernel;
  readonly inside: TestExports;
  readonly exe: Executable;
  private readonly log = new RecordLog();

  private constructor(kernel: Kernel, exe: Executable) {
    this.kernel = kernel;
    this.exe = exe;
    this.inside = (kernel as unknown as { exports: TestExports }).exports;
  }

  /** The program of a Go source without its `package main`. */
  static async of(source: string, settings: Settings): Promise<Puppet> {
    const exe = link(await programOf(source));
    const kernel = new Kernel(await compileKernel(await kernelUnderTest(TEST_KERNEL)));
    kernel.boot(resolve({ mask: 'all', startup: { residue: 0 }, ...settings }), exe.image);
    return new Puppet(kernel, exe);
  }

  get timeNs(): number {
    return this.kernel.out(Out.TIME);
  }

  /** The M whose event is next, and where it stands; undefined: not an M's. */
  next(): { m: number; at: Standing | undefined } | undefined {
    const m = this.inside.t_next();
    if (m < 0) return undefined;
    const step = this.inside.t_step(m);
    const at = STANDINGS.find((name) => this.inside[`T_${name}`].value === step);
    return { m, at };
  }

  /** One event. */
  step(): Stop {
    return this.bounded(-1, 1);
  }

  /** On until M m (any, if it is left out) is about to go on from `at`; whether it came there. */
  untilAt(at: Standing, m?: number): number {
    for (let steps = 0; steps < 10_000; steps++) {
      const next = this.next();
      if (next?.at === at && (m === undefined || m === next.m)) return next.m;
      if (this.step() !== 0) break;
    }
    throw new Error(`no M came to ${at}`);
  }

  /** Holds M m up. */
  delay(m: number, ns: number): void {
    this.inside.t_delay(m, ns);
  }

  /** To the end, or to `until`. */
  finish(until = -1): Scene {
    const stop = this.bounded(until, -1);
    const records = this.log;
    return new Scene({ records, symbols: this.exe.symbols, stop, timeNs: this.timeNs });
  }

  private bounded(until: number, steps: number): Stop {
    for (;;) {
      const stop = this.kernel.run(until, steps);
      this.kernel.takeRecords((words) => this.log.push(words.slice()));
      if (stop !== Stop.RECORDS_FULL) return stop;
    }
  }

  /** All that changes. */
  save(): Uint8Array {
    return new Uint8Array(this.kernel.memory.buffer).slice();
  }

  /** Goes back to what `save` gave; records taken meanwhile stay taken. */
  restore(memory: Uint8Array): void {
    this.kernel.adopt(memory);
  }
}

const STANDINGS: readonly Standing[] =
  ['EXEC', 'START', 'STEAL', 'BACKOFF', 'DROP', 'DROPPED', 'POLLED'];
