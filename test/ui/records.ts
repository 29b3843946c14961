/**
 * Runs made by hand, for tests of the page's model: a machine of `procs` Ps on which goroutines
 * take turns, park, and are readied by others. Every record is one that the fold accepts.
 */
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { WaitReason } from '../../assembly/abi/status.ts';
import { putRecord, RECORD_WORDS, type RecordFields } from '../../src/records/cursor.ts';
import { RecordLog } from '../../src/records/log.ts';

const BLANK: RecordFields = {
  time: 0, kind: 0, detail: 0, extra: 0, m: NONE, p: NONE, g: 0, obj: 0, arg: 0, pc: 0,
};

class Writer {
  readonly log = new RecordLog();
  private words = new Int32Array(4096 * RECORD_WORDS);
  private used = 0;

  add(fields: Partial<RecordFields>): void {
    if (this.used === this.words.length) this.flush();
    putRecord(this.words, this.used, { ...BLANK, ...fields });
    this.used += RECORD_WORDS;
  }

  flush(): void {
    this.log.push(this.words.slice(0, this.used));
    this.used = 0;
  }
}

/** A machine in which Ps make turns; `count` records or a few more. */
export function turns(count: number, { procs = 4, each = 6 } = {}): RecordLog {
  const w = new Writer();
  w.add({ kind: Ev.ProcResize, m: 0, arg: procs });
  const ms = Array.from({ length: procs }, (_, p) => (p === 0 ? 0 : p + 1));
  w.add({ kind: Ev.ProcStart, m: 0, p: 0 });
  for (let p = 1; p < procs; p++) {
    w.add({ kind: Ev.MCreate, m: ms[p]!, p, arg: 0 });
    w.add({ kind: Ev.MStart, m: ms[p]! });
    w.add({ kind: Ev.ProcStart, m: ms[p]!, p });
  }
  const rings: number[][] = ms.map(() => []);
  let g = 1;
  for (let i = 0; i < each; i++) {
    for (let p = 0; p < procs; p++) {
      w.add({ kind: Ev.GoCreate, m: ms[p]!, p, g, detail: Queue.LOCAL, obj: 0, pc: 1 });
      rings[p]!.push(g++);
    }
  }
  const ticks = ms.map(() => 0);
  let written = 2 + 3 * (procs - 1) + each * procs;
  for (let time = 100; written < count; time += 100) {
    written += round(w, time, ms, rings, ticks);
  }
  w.flush();
  return w.log;
}

/** Each P runs one goroutine a while; every third time it parks and is readied by the runtime. */
function round(
  w: Writer, time: number, ms: readonly number[], rings: number[][], ticks: number[],
): number {
  const ran = ms.map((m, p) => ({ m, p, g: rings[p]!.shift()! }));
  for (const at of ran) {
    const arg = ++ticks[at.p]!;
    w.add({ ...at, time: time + at.p, kind: Ev.GoStart, detail: Queue.LOCAL, arg, pc: 2 });
    rings[at.p]!.push(at.g);
  }
  const parks = (p: number): boolean => (ticks[p]! + p) % 3 === 0;
  for (const at of ran) {
    const end = { ...at, time: time + 40 + at.p };
    if (!parks(at.p)) w.add({ ...end, kind: Ev.GoSched, detail: Queue.LOCAL, pc: 3 });
    else {
      const reason = WaitReason.CHAN_RECEIVE;
      w.add({ ...end, kind: Ev.GoBlock, detail: reason, obj: 4096 + at.p, pc: 4 });
    }
  }
  const parked = ran.filter((at) => parks(at.p));
  for (const at of parked) {
    const put = { kind: Ev.GoUnblock, detail: Queue.LOCAL, obj: 4096 + at.p };
    w.add({ ...at, ...put, time: time + 60 + at.p });
  }
  return 2 * ran.length + parked.length;
}

/** A small generator with a seed, for picking moments. */
export function picker(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return Math.floor((x / 2 ** 32) * below);
  };
}
