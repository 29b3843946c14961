/** Histogram, ledger, metrics and fairness over hand-made numbers. */
import { describe, expect, it } from 'vitest';
import {
  Counter, HIST_SUB_BITS, HIST_WORDS, Ledger, LEDGER_SUB_BITS, Out, ProcStat,
} from '../../assembly/abi/abi.ts';
import { Cause } from '../../assembly/abi/status.ts';
import { fairnessOf, jainIndex } from '../../src/measure/fairness.ts';
import { bucketOf, bucketStart, Histogram } from '../../src/measure/histogram.ts';
import { readLedger, totalsByCause, waitsOf } from '../../src/measure/ledger.ts';
import { countersOf, metricsOf } from '../../src/measure/metrics.ts';
import { readProcs, utilization } from '../../src/measure/use.ts';
import { livesOf } from '../../src/records/life.ts';
import { RecordLog } from '../../src/records/log.ts';
import { parseRecords } from '../../src/records/text.ts';

describe('histogram', () => {
  it('puts every value into the bucket that holds it, without gaps', () => {
    for (const sub of [LEDGER_SUB_BITS, HIST_SUB_BITS]) {
      for (let i = 0; i < 700; i++) {
        const from = bucketStart(i, sub);
        const to = bucketStart(i + 1, sub);
        if (to > 2 ** 53) break;
        expect(bucketOf(from, sub)).toBe(i);
        expect(bucketOf(to - 1, sub)).toBe(i);
        expect((to - from) / from <= 2 ** -sub || to - from === 1).toBe(true);
      }
    }
  });

  it('gives quantiles to the width of a bucket', () => {
    const h = new Histogram(HIST_SUB_BITS, new Float64Array(HIST_WORDS));
    expect(h.quantile(0.5)).toBeNaN();
    for (let i = 1; i <= 100_000; i++) h.add(i);
    for (const q of [0.01, 0.5, 0.9, 0.99]) {
      expect(Math.abs(h.quantile(q) / (q * 100_000) - 1)).toBeLessThan(1 / 16);
    }
    expect(h.total).toBe(100_000);
    expect(h.quantile(2)).toBe(h.quantile(1));
    h.add(2 ** 60);
    expect(h.buckets().at(-1)!.count).toBe(1);
  });

  it('reads counts wider than 32 bits', () => {
    const words = Uint32Array.of(0, 0, 5, 1);
    expect(Histogram.fromU64(words.buffer, 0, 2, 2).total).toBe(0x1_0000_0005);
  });
});

/** A ledger of (cause, site, waits). */
function ledgerOf(...entries: [Cause, number, number[]][]): ArrayBuffer {
  const buffer = new ArrayBuffer((entries.length + 1) * Ledger.SIZE);
  for (const [i, [cause, site, waits]] of entries.entries()) {
    const view = new DataView(buffer, i * Ledger.SIZE);
    view.setUint32(Ledger.CAUSE, cause + 1, true);
    view.setUint32(Ledger.SITE, site, true);
    view.setUint32(Ledger.COUNT, waits.length, true);
    view.setBigUint64(Ledger.TOTAL_NS, BigInt(waits.reduce((a, b) => a + b, 0)), true);
    view.setBigUint64(Ledger.MAX_NS, BigInt(Math.max(...waits)), true);
    for (const wait of waits) {
      const at = Ledger.BUCKETS + 4 * bucketOf(wait, LEDGER_SUB_BITS);
      view.setUint32(at, view.getUint32(at, true) + 1, true);
    }
  }
  return buffer;
}

describe('ledger', () => {
  const buffer = ledgerOf([Cause.RUNNING, 0, [500]], [Cause.LOCK, 7, [100, 300]],
    [Cause.LOCK, 8, [1_000]], [Cause.LOCK, 20, [5e9]], [Cause.LOCAL_QUEUE, 0, [40]]);
  const entries = readLedger(buffer, 0, 6);

  it('gives rows by cause and line, the largest first', () => {
    const rows = waitsOf(entries, (pc) => `main.go:${pc < 10 ? 3 : 9}`);
    expect(rows.map((r) => `${r.cause} ${r.where} ${r.count} ${r.totalNs} ${r.maxNs}`)).toEqual([
      'lock main.go:9 1 5000000000 5000000000', 'lock main.go:3 3 1400 1000',
      'local-queue  1 40 40']);
    expect(rows[1]!.p50).toBeGreaterThanOrEqual(256);
    expect(rows[1]!.p50).toBeLessThan(320);
    expect(rows[0]!.p99).toBeLessThanOrEqual(5e9);
    expect(totalsByCause(entries)[Cause.LOCK]).toBe(5_000_001_400);
  });

  it('feeds the metrics under Go names', () => {
    const out = new Float64Array(Out.WORDS);
    out[Out.GOMAXPROCS] = 2;
    out[Out.COUNTERS + Counter.allocs] = 9;
    const block = new Float64Array(2 * ProcStat.WORDS);
    block[ProcStat.RUNNING_NS] = 3e9;
    block[ProcStat.WORDS + ProcStat.IDLE_NS] = 1e9;
    const procs = readProcs(block.buffer, 0, 2);
    const latencies = new Histogram(HIST_SUB_BITS, new Float64Array(HIST_WORDS));
    latencies.add(1_000_000_000);
    const metrics = metricsOf({ out, latencies, ledger: entries, procs });
    expect(metrics['/sync/mutex/wait/total:seconds']).toBeCloseTo(5.0000014, 9);
    expect(metrics['/cpu/classes/idle:cpu-seconds']).toBe(1);
    expect(metrics['/sched/gomaxprocs:threads']).toBe(2);
    expect(metrics['/gc/heap/allocs:objects']).toBe(9);
    expect(metrics['/sched/latencies:seconds']).toMatchObject({ count: 1 });
    expect(utilization(procs)).toBe(0.75);
    expect(countersOf(out)['allocs']).toBe(9);
  });
});

describe('lives and fairness', () => {
  const log = new RecordLog();
  log.push(parseRecords(`0 ProcResize m0 was=0 now=1
0 ProcStart m0 p0
0 GoCreate m0 p0 g1 to=LOCAL func=3 by=0
10 GoStart m0 p0 g1 from=LOCAL tick=1
25 GoCreate m0 p0 g2 to=RUNNEXT func=4 by=1
30 GoCreate m0 p0 g3 to=RUNNEXT func=5 by=1
50 GoBlock m0 p0 g1 reason=CHAN_RECEIVE on=0x8 pc=77
53 GoStart m0 p0 g3 from=RUNNEXT inherit tick=1
60 GoUnblock m0 p0 g1 to=RUNNEXT on=0x8 by=3
60 GoEnd m0 p0 g3
61 GoStart m0 p0 g1 from=RUNNEXT inherit tick=1`));
  const lives = livesOf(log, { end: 100 });

  it('gives each nanosecond one cause; the sums are exact', () => {
    const text = (g: number) => lives.get(g)!.spans
      .map((s) => `${s.start}-${s.end} ${Cause[s.cause]}`);
    expect(text(1)).toEqual(['0-10 LOCAL_QUEUE', '10-50 RUNNING', '50-60 CHANNEL', '60-61 RUNNEXT',
      '61-100 RUNNING']);
    expect(text(2)).toEqual(['25-30 RUNNEXT', '30-100 LOCAL_QUEUE']);
    expect(text(3)).toEqual(['30-53 RUNNEXT', '53-60 RUNNING']);
    expect(lives.get(1)!.spans[2]).toMatchObject({ pc: 77 });
    for (const life of lives.values()) {
      expect(life.totals.reduce((a, b) => a + b)).toBe(life.end - life.created);
    }
    expect([lives.get(3)!.ended, lives.get(1)!.ended]).toEqual([true, false]);
  });

  it('measures how evenly they were served', () => {
    expect(jainIndex([1, 1, 1])).toBe(1);
    expect(jainIndex([1, 0, 0, 0])).toBe(0.25);
    expect(jainIndex([0, 0])).toBe(1);
    expect(fairnessOf(lives.values())).toMatchObject({
      goroutines: 3, longestWaitNs: 75, longestWaitG: 2,
    });
  });
});
