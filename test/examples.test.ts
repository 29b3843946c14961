/** Each example shows what its header promises: asserted from the records, not from its output. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Ev, Queue } from '../assembly/abi/event.ts';
import { WaitReason } from '../assembly/abi/status.ts';
import type { Settings } from '../src/config/config.ts';
import { foldAll } from '../src/records/fold.ts';
import type { RecordFields } from '../src/records/cursor.ts';
import { create, type RunResult, type Simulation } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';

interface Shown {
  sim: Simulation;
  result: RunResult;
  records: RecordFields[];
  of: (kind: Ev) => RecordFields[];
}

async function show(name: string, settings: Settings, keep = true): Promise<Shown> {
  const path = fileURLToPath(new URL(`../examples/${name}/main.go`, import.meta.url));
  const program = await compileGo(readFileSync(path, 'utf8'), path);
  const sim = await create(program, { ...settings, mask: keep ? 'sched' : 'none' });
  const result = sim.run({});
  expect(result.reason).toBe('finished');
  const records: RecordFields[] = [];
  if (keep) {
    foldAll(sim.records());
    sim.records().forEach((r) => {
      const { time, kind, detail, extra, m, p, g, obj, arg, pc } = r;
      records.push({ time, kind, detail, extra, m, p, g, obj, arg, pc });
    });
  }
  return { sim, result, records, of: (kind) => records.filter((r) => r.kind === kind) };
}

/** Goroutines by the order in which they ended. */
const ends = (s: Shown): number[] => s.of(Ev.GoEnd).map((r) => r.g);

describe('examples', () => {
  test('mn-threads: a thousand goroutines on some 14 threads', async () => {
    const s = await show('mn-threads', { gomaxprocs: 4 });
    expect(s.of(Ev.GoCreate).length).toBeGreaterThan(1000);
    const threads = new Set(s.of(Ev.GoStart).map((r) => r.m));
    expect(threads.size).toBeGreaterThan(10);
    expect(threads.size).toBeLessThan(20);
    let running = 0;
    let most = 0;
    for (const r of s.records) {
      if (r.kind === Ev.ProcStart) running++;
      if (r.kind === Ev.ProcStop || r.kind === Ev.ProcSteal) running--;
      most = Math.max(most, running);
    }
    expect(most).toBe(4);
  });

  test('preemption: the tasks wait for slices of the hog; with 1.13 for all of it', async () => {
    const signal = await show('preemption', { gomaxprocs: 1 });
    const hog = signal.of(Ev.PreemptRequest)[0]!.g;
    expect(signal.of(Ev.GoSched).some((r) => r.g === hog && r.extra === 2)).toBe(true);
    const tasks = signal.of(Ev.GoEnd).filter((r) => r.g !== hog);
    expect(tasks.length).toBe(10);
    // Two slices of the hog: the first one short, the second one sysmon's usual 20 ms.
    expect(tasks.at(-1)!.time).toBeLessThan(40e6);
    expect(ends(signal).at(-1)).toBe(hog);
    const old = await show('preemption', { gomaxprocs: 1, go: '1.13' });
    expect(old.of(Ev.GoSched).filter((r) => r.extra !== 0 && r.time < 100e6)).toEqual([]);
    expect(old.of(Ev.PreemptRequest).length).toBeGreaterThan(3);
    expect(old.of(Ev.GoEnd)[0]!.time).toBeGreaterThan(100e6);
  });

  test('states: every reason to wait that Go has for it', async () => {
    const s = await show('states', { gomaxprocs: 2 });
    const reasons = new Set(s.of(Ev.GoBlock).map((r) => r.detail));
    for (const reason of [
      WaitReason.CHAN_RECEIVE, WaitReason.CHAN_SEND, WaitReason.CHAN_RECEIVE_NIL_CHAN,
      WaitReason.SELECT, WaitReason.SYNC_MUTEX_LOCK, WaitReason.SYNC_RWMUTEX_RLOCK,
      WaitReason.SYNC_COND_WAIT, WaitReason.SYNC_WAITGROUP_WAIT, WaitReason.SLEEP,
      WaitReason.IO_WAIT,
    ]) {
      expect([WaitReason[reason], reasons.has(reason)]).toEqual([WaitReason[reason], true]);
    }
    expect(s.of(Ev.GoSyscallBegin).length).toBeGreaterThan(0);
  });

  test('syscall-handoff: a blocked thread loses its P, its goroutine goes to a queue', async () => {
    const s = await show('syscall-handoff', { gomaxprocs: 1 });
    let long = 0;
    // Those by sysmon, which is thread 1.
    for (const steal of s.of(Ev.ProcSteal).filter((r) => r.obj === 1)) {
      const began = s.of(Ev.GoSyscallBegin)
        .findLast((r) => r.g === steal.g && r.time <= steal.time)!;
      const back = s.of(Ev.GoSyscallEnd).find((r) => r.g === steal.g && r.time > steal.time)!;
      expect([steal.m, back.m]).toEqual([began.m, began.m]);
      expect(back.detail).not.toBe(0);
      // On the second look that sees the call, so after 20 us at least, unless the slice before the
      // call was too long already.
      if (back.time - began.time > 4e6 && steal.time - began.time >= 20_000) long++;
    }
    expect(long).toBeGreaterThanOrEqual(3);
    // Some come back while the only P is busy: to the global queue, and their thread sleeps.
    const queued = s.of(Ev.GoSyscallEnd).filter((r) => r.detail === 2);
    expect(queued.length).toBeGreaterThan(0);
    for (const r of queued) {
      expect(s.of(Ev.MPark).some((park) => park.m === r.m && park.time >= r.time)).toBe(true);
    }
  });

  test('netpoll: 100,000 wait on a handful of threads', async () => {
    const s = await show('netpoll', { gomaxprocs: 4 }, false);
    const { counters, goroutines, threads } = s.sim.stats();
    expect(goroutines.peak).toBeGreaterThan(90_000);
    expect(threads).toBeLessThan(10);
    expect(counters['netpollReady']).toBe(300_000);
  });

  test('work-stealing: half of a queue at a time, and all Ps work', async () => {
    const s = await show('work-stealing', { gomaxprocs: 8 });
    const steals = s.of(Ev.Steal);
    expect(Math.max(...steals.map((r) => r.arg))).toBeGreaterThan(20);
    expect(new Set(steals.map((r) => r.p)).size).toBeGreaterThanOrEqual(7);
    const busy = new Set(s.of(Ev.GoStart).map((r) => r.p));
    expect(busy.size).toBe(8);
    // 200 tasks of 1 ms on 8 Ps.
    expect(s.result.timeNs).toBeLessThan(35e6);
  });

  test('global-queue: overflow by 129, a turn for the global queue each 61st tick', async () => {
    const s = await show('global-queue', { gomaxprocs: 1 });
    expect(s.of(Ev.RunqOverflow).length).toBeGreaterThanOrEqual(2);
    expect(s.of(Ev.RunqOverflow).every((r) => r.arg === 129)).toBe(true);
    const turns = s.of(Ev.GoStart).filter((r) => r.detail === Queue.GLOBAL_TICK);
    expect(turns.length).toBeGreaterThan(2);
    // The tick counts the start itself.
    expect(turns.every((r) => r.arg % 61 === 1)).toBe(true);
  });

  test('worker-pool: four workers share the jobs, and what waits waits for a channel', async () => {
    const s = await show('worker-pool', { gomaxprocs: 4 });
    const use = s.sim.stats().procs.map((p) => p.runningNs / s.result.timeNs);
    expect(Math.min(...use)).toBeGreaterThan(0.7);
    const reasons = s.of(Ev.GoBlock).map((r) => r.detail);
    expect(reasons).toContain(WaitReason.CHAN_RECEIVE);
  });

  test('http-server: arrivals do not wait for the server', async () => {
    const two = await show('http-server', { gomaxprocs: 2 });
    const one = await show('http-server', { gomaxprocs: 1 });
    const parked = (s: Shown, reason: WaitReason): number =>
      s.of(Ev.GoBlock).filter((r) => r.detail === reason).length;
    expect(parked(two, WaitReason.IO_WAIT)).toBeGreaterThan(100);
    expect(two.of(Ev.GoSyscallBegin).length).toBeGreaterThanOrEqual(1000);
    expect(parked(two, WaitReason.SYNC_MUTEX_LOCK) + parked(one, WaitReason.SYNC_MUTEX_LOCK))
      .toBeGreaterThan(0);
    // The same requests: with one P they take longer, and arrivals queue up unseen.
    expect(one.result.timeNs).toBeGreaterThan(two.result.timeNs * 0.99);
    expect(parked(one, WaitReason.IO_WAIT)).toBeLessThan(parked(two, WaitReason.IO_WAIT));
  });

  test('pingpong: the two take turns through runnext', async () => {
    const s = await show('pingpong', { gomaxprocs: 1 });
    const starts = s.of(Ev.GoStart);
    const next = starts.filter((r) => r.detail === Queue.RUNNEXT);
    expect(next.length / starts.length).toBeGreaterThan(0.95);
  });
});
