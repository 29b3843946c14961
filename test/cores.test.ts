/**
 * The operating system's layer: threads on few cores, quotas, neighbours. Rules that can be said
 * in numbers are checked in numbers; what random programs make of it is test/fuzz.test.ts's.
 */
import { describe, expect, it } from 'vitest';
import { Ev, NONE } from '../assembly/abi/event.ts';
import { Cause } from '../assembly/abi/status.ts';
import { totalsByCause } from '../src/measure/ledger.ts';
import type { RecordLog } from '../src/records/log.ts';
import { recordText } from '../src/records/text.ts';
import type { CreateOptions } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';
import { answering, replayed, resumed, sliced, whole } from './support/drive.ts';
import { judge, type Ran, runProgram } from './support/judge.ts';
import { makePlan } from './support/plan.ts';
import { buildPlan } from './support/planbuild.ts';

const MS = 1_000_000;
const quota = (quotaMs: number, periodMs: number) => (
  { quotaNs: quotaMs * MS, periodNs: periodMs * MS });

/** `n` goroutines that each burn `ms`. */
const burners = (n: number, ms: number, directive = 'cpu') => `package main

import "sync"

//gopark:${directive} ${ms}ms
func burn() {}

func main() {
	var wg sync.WaitGroup
	for range ${n} {
		wg.Add(1)
		go func() {
			burn()
			wg.Done()
		}()
	}
	wg.Wait()
}
`;

async function run(text: string, options: CreateOptions): Promise<Ran> {
  const ran = await runProgram(await compileGo(text), { kernel: 'debug', mask: 'all', ...options });
  expect(judge(ran)).toEqual([]);
  expect(ran.result.reason).toBe('finished');
  return ran;
}

/** Stretches that threads spent on cores; empty ones are left out. */
function stretches(log: RecordLog): { m: number; core: number; start: number; end: number }[] {
  const list: { m: number; core: number; start: number; end: number }[] = [];
  const since = new Map<number, number>();
  log.forEach((r) => {
    if (r.kind === Ev.CoreOn && r.m !== NONE) since.set(r.m, r.time);
    if (r.kind !== Ev.CoreOff || r.m === NONE) return;
    const start = since.get(r.m)!;
    if (r.time > start) list.push({ m: r.m, core: r.obj, start, end: r.time });
  });
  return list;
}

const within = (x: { start: number; end: number }, from: number, to: number): number =>
  Math.max(0, Math.min(x.end, to) - Math.max(x.start, from));

const counters = (ran: Ran): Record<string, number> => ran.sim.stats().counters;

describe('a quota', () => {
  it('lets ten busy threads run 20 ms and stand 80 ms in each period', async () => {
    const ran = await run(burners(10, 90), {
      cores: 10, gomaxprocs: 10, quota: quota(200, 100), cost: 'zero',
    });
    const all = stretches(ran.sim.records());
    for (let period = 0; period < 4; period++) {
      const start = period * 100 * MS;
      for (let core = 0; core < 10; core++) {
        const here = all.filter((x) => x.core === core);
        const ns = (from: number, to: number): number =>
          here.reduce((sum, x) => sum + within(x, start + from * MS, start + to * MS), 0);
        expect([core, ns(0, 20), ns(20, 100)]).toEqual([core, 20 * MS, 0]);
      }
    }
    expect(ran.result.timeNs).toBe(410 * MS);
    expect(counters(ran)).toMatchObject({
      coreNs: 900 * MS, quotaPeriods: 5, quotaThrottled: 4, throttledNs: 4 * 80 * 10 * MS,
    });
  });

  it('is what their goroutines wait for, to the nanosecond', async () => {
    const ran = await run(burners(10, 90), {
      cores: 10, gomaxprocs: 10, quota: quota(200, 100), cost: 'zero',
    });
    const totals = totalsByCause(ran.sim.stats().ledger);
    expect(totals[Cause.QUOTA]).toBe(4 * 80 * 10 * MS);
    expect(totals[Cause.CORE]).toBe(0);
  });

  /** A request each 100 ms: 50 ms of work that is divided among all Ps. */
  const SERVER = `package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

//gopark:cpu ns*1ns
func work(ns int) {}

func request() time.Duration {
	start := time.Now()
	n := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			work(50_000_000 / n)
			wg.Done()
		}()
	}
	wg.Wait()
	return time.Since(start)
}

func main() {
	for range 5 {
		took := request()
		fmt.Println(took.Microseconds())
		time.Sleep(100*time.Millisecond - took)
	}
}
`;

  it.each([[10, 5], [2, 25]])('with GOMAXPROCS=%i answers in %i ms (golang/go#73193)',
    async (gomaxprocs, ms) => {
      for (const cost of ['zero', 'linux-amd64']) {
        const ran = await run(SERVER, { cores: 10, gomaxprocs, quota: quota(200, 100), cost });
        const took = new TextDecoder().decode(ran.sim.stdout()).trim().split('\n').map(Number);
        expect(took).toHaveLength(5);
        for (const us of took) {
          expect(us).toBeGreaterThanOrEqual(ms * 1000);
          expect(us).toBeLessThan(ms * 1000 + (cost === 'zero' ? 10 : 200));
        }
        expect(counters(ran)).toMatchObject({ quotaThrottled: 0, throttledNs: 0 });
      }
    });

  it('too small for the cores gives each its turn', async () => {
    const ran = await run(burners(4, 9), {
      cores: 4, gomaxprocs: 4, quota: quota(10, 100), cost: 'zero',
    });
    expect(ran.result.timeNs).toBe(303 * MS);
    const all = stretches(ran.sim.records());
    for (let period = 0; period < 3; period++) {
      const from = period * 100 * MS;
      const sum = all.reduce((ns, x) => ns + within(x, from, from + 100 * MS), 0);
      expect(sum).toBe(10 * MS);
    }
  });

  it('is not spent by those who sleep', async () => {
    const ran = await run(burners(4, 300, 'syscall'), {
      cores: 4, gomaxprocs: 4, quota: quota(10, 100), cost: 'zero',
    });
    expect(ran.result.timeNs).toBe(300 * MS);
    expect(counters(ran)).toMatchObject({ coreNs: 0, quotaThrottled: 0 });
  });
});

describe('cores', () => {
  it('two busy threads on one progress at half speed each', async () => {
    const ran = await run(burners(2, 100), { cores: 1, gomaxprocs: 2, cost: 'zero' });
    expect(ran.result.timeNs).toBe(200 * MS);
    const all = stretches(ran.sim.records());
    const ms = [...new Set(all.map((x) => x.m))].filter((m) => m !== 1);
    expect(ms).toHaveLength(2);
    for (const m of ms) {
      for (let at = 20; at <= 180; at += 20) {
        const ns = all.reduce((sum, x) => sum + (x.m === m ? within(x, 0, at * MS) : 0), 0);
        expect(Math.abs(ns - (at * MS) / 2)).toBeLessThanOrEqual(3 * MS);
      }
    }
    expect(totalsByCause(ran.sim.stats().ledger)[Cause.CORE]).toBeGreaterThan(95 * MS);
  });

  it.each([[3, 2, 0], [5, 3, 0], [7, 2, 0], [2, 3, 4], [1, 2, 5], [16, 4, 3]])(
    '%i threads, %i cores, %i neighbours: each has its share', async (threads, cores, load) => {
      const ran = await run(burners(threads, 40), {
        cores, load, gomaxprocs: threads, cost: 'zero', cpus: 8,
      });
      const [from, until] = [0.4, 0.7].map((x) => Math.floor(ran.result.timeNs * x));
      const had = new Map<number, number>();
      for (const x of stretches(ran.sim.records())) {
        if (x.m !== 1) had.set(x.m, (had.get(x.m) ?? 0) + within(x, from!, until!));
      }
      const share = Math.min(1, cores / (threads + load)) * (until! - from!);
      expect(had.size).toBe(threads);
      for (const ns of had.values()) expect(Math.abs(ns - share)).toBeLessThan(6.5 * MS);
    });

  it('a signal that comes while its thread stands reaches it when it goes on', async () => {
    const ran = await run(burners(64, 40), {
      cores: 4, load: 9, gomaxprocs: 64, cost: 'zero', cpus: 8,
    });
    let late = 0;
    const asked = new Map<number, number>();
    ran.sim.records().forEach((r) => {
      if (r.kind === Ev.PreemptRequest && !asked.has(r.m)) asked.set(r.m, r.time);
      if (r.kind !== Ev.PreemptSignal) return;
      if (r.time > asked.get(r.m)!) late++;
      asked.delete(r.m);
    });
    expect(late).toBeGreaterThan(20);
  });

  it('a C call computes on one, a system call does not need it', async () => {
    const options = { cores: 1, gomaxprocs: 4, cost: 'zero' };
    expect((await run(burners(4, 20, 'cgo'), options)).result.timeNs).toBe(80 * MS);
    expect((await run(burners(4, 20, 'syscall'), options)).result.timeNs).toBe(20 * MS);
  });

  it('a thread that goes on elsewhere, or after another, pays for it', async () => {
    const options = { cores: 1, gomaxprocs: 2 };
    const costs = (contextSwitch: number) => ({ cost: { contextSwitch } });
    const free = await run(burners(2, 50), { ...options, ...costs(0) });
    const dear = await run(burners(2, 50), { ...options, ...costs(10_000) });
    expect(dear.result.timeNs - free.result.timeNs).toBeGreaterThan(30 * 10_000);
  });

  it('enough of them change nothing but that their records are there', async () => {
    for (const seed of [1, 2, 3, 5, 8]) {
      const told = async (cores?: number): Promise<{ at: number[]; what: string[] }> => {
        const cost = { contextSwitch: 0, coreMigration: 0 };
        const options = { gomaxprocs: 4, cost, ...(cores === undefined ? {} : { cores, cpus: 8 }) };
        const ran = await runProgram(buildPlan(makePlan(seed, false)),
          { kernel: 'debug', mask: 'sched', ...options }, { steps: 30_000, until: 100 * MS });
        const at: number[] = [];
        const what: string[] = [];
        ran.sim.records().forEach((r) => {
          if (r.kind >= Ev.Cores) return;
          at.push(r.time);
          what.push(recordText(r).replace(/^\d+ /, '').replace(/0x[0-9a-f]+/g, '#'));
        });
        return { at, what };
      };
      const [off, on] = [await told(), await told(64)];
      const n = Math.min(off.at.length, on.at.length);
      expect(n).toBeGreaterThan(30);
      expect(on.what.slice(0, n)).toEqual(off.what.slice(0, n));
      // The cores' own events cut bursts, and a burst that was cut ends at a whole nanosecond.
      const most = Math.max(...on.at.slice(0, n).map((at, i) => Math.abs(at - off.at[i]!)));
      expect(most).toBeLessThanOrEqual(2);
    }
  });
});

describe('neighbours', () => {
  it('take their share', async () => {
    const one = await run(burners(1, 100), { cores: 1, gomaxprocs: 1, load: 1, cost: 'zero' });
    expect(Math.abs(one.result.timeNs - 200 * MS)).toBeLessThanOrEqual(4 * MS);
    const three = await run(burners(1, 100), { cores: 2, gomaxprocs: 1, load: 3, cost: 'zero' });
    expect(Math.abs(three.result.timeNs - 200 * MS)).toBeLessThanOrEqual(8 * MS);
  });

  it('use the core that the quota denies, and give it back', async () => {
    const ran = await run(burners(1, 50), {
      cores: 1, gomaxprocs: 1, load: 1, quota: quota(20, 100), cost: 'zero',
    });
    const all = stretches(ran.sim.records());
    for (let period = 0; period < 2; period++) {
      const from = period * 100 * MS;
      const sum = all.reduce((ns, x) => ns + within(x, from, from + 100 * MS), 0);
      expect(sum).toBe(20 * MS);
    }
    expect(ran.result.timeNs).toBeGreaterThan(210 * MS);
    expect(ran.result.timeNs).toBeLessThanOrEqual(226 * MS);
  });

  it('that are alone make no events: a deadlock is one', async () => {
    const program = await compileGo('package main\n\nfunc main() { select {} }\n');
    const { result } = await runProgram(program, { kernel: 'debug', cores: 2, load: 5 });
    expect(result.reason).toBe('deadlock');
  });
});

describe('every way to run gives one hash', () => {
  const options: CreateOptions = {
    cores: 2, gomaxprocs: 4, load: 1, quota: quota(5, 10), seed: 3, coreSlice: 100_000,
  };
  it.each([4, 7, 12])('answers of the host included, program %i', async (seed) => {
    const program = buildPlan(makePlan(seed, false));
    const asked = { ...options, requests: { syscalls: true, net: true } };
    const { print, answers } = await answering(program, asked, (ns) => 2 * ns + 1);
    for (const steps of [1, 17, -1]) {
      expect(await replayed(program, asked, answers, steps)).toEqual(print);
    }
    const debug = { ...asked, kernel: 'debug' as const };
    expect(await replayed(program, debug, answers, -1)).toEqual(print);
  });

  it.each([1, 4, 6, 9])('program %i', async (seed) => {
    const program = buildPlan(makePlan(seed, false));
    const base = await whole(program, options);
    expect(base.count).toBeGreaterThan(50);
    expect(await whole(program, { ...options, kernel: 'debug' })).toEqual(base);
    expect(await whole(program, { ...options, mask: 'all' })).toEqual(base);
    for (const way of [sliced(1), sliced(7), sliced(1000), resumed(50), resumed(500)]) {
      expect(await way(program, options)).toEqual(base);
    }
  });
});
