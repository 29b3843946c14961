/** The library: runs in slices, snapshots and branches, requests, limits, what is refused. */
import { expect, test } from 'vitest';
import { configBlock } from '../src/config/block.ts';
import { link } from '../src/program/encode.ts';
import { writeProgram } from '../src/program/file.ts';
import { Builder } from '../src/program/builder.ts';
import type { Program } from '../src/program/program.ts';
import { create, type CreateOptions, resume, type Simulation } from '../src/simulate.ts';
import { everything, pingPong } from './program/programs.ts';
import { compileGo } from './support/compile.ts';

const hashOf = (sim: Simulation): string => sim.stats().records.hash;

/** Workers that compute, call the system, wait for the network and a lock. */
function mixed(workers: number): Program {
  const b = new Builder();
  const worker = b.func('worker', ['chan', 'semaphore'], (f, [done, lock]) => {
    f.loop(5, () => {
      f.cpu({ exp: 20_000 });
      f.lock(lock!);
      f.cpu(500);
      f.unlock(lock!);
      f.syscall({ exp: 50_000 });
      f.net({ exp: 100_000 });
      f.sleep({ uniform: [1000, 50_000] });
    });
    f.send(done!, 1);
  });
  b.func('main', (f) => {
    const [done, lock] = [f.chan(), f.semaphore()];
    f.loop(workers, () => f.go(worker, done, lock));
    f.loop(workers, () => f.recv(done));
  });
  return b.build();
}

function endless(): Program {
  const b = new Builder();
  b.func('main', (f) => f.forever(() => f.yield()));
  return b.build();
}

/** Runs to the end in slices of `steps`. */
function finish(sim: Simulation, steps?: number): string {
  for (;;) {
    const { reason, message } = sim.run(steps === undefined ? {} : { steps });
    if (reason !== 'paused') return `${reason}${message}`;
  }
}

test('a program runs to its end', async () => {
  const sim = await create(pingPong(3, 4));
  const result = sim.run();
  expect(result).toMatchObject({ reason: 'finished', exitCode: 0, message: '' });
  expect(sim.done).toBe(true);
  expect(sim.run()).toEqual(result);
  const stats = sim.stats();
  expect(stats.goroutines).toMatchObject({ created: 7 });
  expect(stats.counters['creates']).toBeGreaterThanOrEqual(6);
  expect(stats.records.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(stats.procs).toHaveLength(8);
});

test('the length of slices never changes a result', async () => {
  const exe = link(mixed(20));
  const hashes = new Set<string>();
  for (const steps of [undefined, 1, 64]) {
    const sim = await create(exe, { gomaxprocs: 4 });
    finish(sim, steps);
    hashes.add(`${hashOf(sim)} ${sim.timeNs}`);
  }
  const sim = await create(exe, { gomaxprocs: 4, kernel: 'debug', mask: 'all' });
  for (let until = 0; !sim.done; until += 10_000) sim.run({ until });
  hashes.add(`${hashOf(sim)} ${sim.timeNs}`);
  expect([...hashes]).toHaveLength(1);
});

test('another seed gives another course, the same one the same', async () => {
  const run = async (options: CreateOptions): Promise<string> => {
    const sim = await create(mixed(20), options);
    finish(sim);
    return hashOf(sim);
  };
  expect(await run({ seed: 5 })).toBe(await run({ seed: '5' }));
  expect(await run({ seed: 5 })).not.toBe(await run({ seed: 6 }));
});

test('a snapshot runs on in a fresh instance, and can be branched', async () => {
  const exe = link(mixed(20));
  const whole = await create(exe);
  finish(whole);
  const half = await create(exe);
  half.run({ steps: 300 });
  const bytes = half.snapshot();
  const fresh = await resume(bytes, exe);
  expect(fresh.timeNs).toBe(half.timeNs);
  finish(fresh);
  expect(hashOf(fresh)).toBe(hashOf(whole));
  half.run({ steps: 500 });
  half.restore(bytes);
  finish(half);
  expect(hashOf(half)).toBe(hashOf(whole));
  const branch = await resume(bytes, exe, { mask: 'sched' });
  finish(branch);
  expect(hashOf(branch)).toBe(hashOf(whole));
  expect(branch.records().length).toBeGreaterThan(0);
});

test('snapshots that do not fit are refused and change nothing', async () => {
  const exe = link(mixed(5));
  const sim = await create(exe);
  sim.run({ steps: 50 });
  const bytes = sim.snapshot();
  const before = sim.timeNs;
  const damaged = bytes.slice();
  damaged[bytes.length - 9]! ^= 1;
  expect(() => sim.restore(damaged)).toThrow('damaged');
  expect(() => sim.restore(new Uint8Array(10))).toThrow('not a gopark snapshot');
  const other = bytes.slice();
  other[8] = 77;
  expect(() => sim.restore(other)).toThrow('format version 77');
  await expect(resume(bytes, mixed(6))).rejects.toThrow('of another program');
  await expect(resume(bytes, exe, { kernel: 'debug' })).rejects.toThrow('another kernel');
  expect(sim.timeNs).toBe(before);
  expect(finish(sim)).toBe('finished');
});

test('program files, executables and programs run alike', async () => {
  const program = mixed(10);
  const hashes = new Set<string>();
  for (const form of [program, link(program), writeProgram(link(program))]) {
    const sim = await create(form);
    finish(sim);
    hashes.add(hashOf(sim));
  }
  expect([...hashes]).toHaveLength(1);
});

test('every call of the builder runs', async () => {
  const sim = await create(everything(), { kernel: 'debug' });
  expect(sim.run()).toMatchObject({ reason: 'exit', exitCode: 3 });
  expect(new TextDecoder().decode(sim.stderr())).toBe('got 7\n');
});

test('records are kept, or given to a function', async () => {
  const kept = await create(mixed(10), { mask: 'sched', ringRecords: 4096 });
  finish(kept);
  expect(kept.records().length).toBe(kept.stats().records.count);
  let words = 0;
  const streamed = await create(mixed(10), {
    mask: 'sched',
    records: (run) => {
      words += run.length;
    },
  });
  finish(streamed);
  expect(words / 8).toBe(kept.records().length);
  expect(hashOf(streamed)).toBe(hashOf(kept));
});

test('an endless program meets its bounds', async () => {
  const timed = await create(endless());
  expect(timed.run({ until: 1_000_000 })).toMatchObject({ reason: 'paused', timeNs: 1_000_000 });
  const stepped = await create(endless());
  expect(stepped.run({ steps: 100 }).reason).toBe('paused');
  expect(stepped.steps).toBe(100);
  const free = await create(endless(), { cost: 'zero', stepsPerInstant: 1000 });
  const { reason, message } = free.run({ until: 1e9, steps: 10_000_000 });
  expect(['paused', 'limit']).toContain(reason);
  if (reason === 'limit') expect(message).toContain('at one instant');
});

test('requests are answered by the host, with the same result in any slices', async () => {
  const run = async (steps: number): Promise<string> => {
    const sim = await create(mixed(5), { requests: { syscalls: true, net: true } });
    for (;;) {
      const { reason, requests } = sim.run({ steps });
      if (reason === 'request') {
        for (const r of requests)
          sim.inject(r, { at: Math.max(r.timeNs, sim.timeNs) + 7000 + (r.id % 3) * 900 });
      } else if (reason !== 'paused') return `${reason} ${hashOf(sim)} ${sim.timeNs}`;
    }
  };
  expect(await run(3)).toBe(await run(-1));
});

test('answers in the past, for nobody, or given twice are errors and change nothing', async () => {
  const sim = await create(mixed(5), { requests: { syscalls: true } });
  const { reason, requests } = sim.run();
  expect(reason).toBe('request');
  const [first] = requests;
  const before = hashOf(sim);
  expect(() => sim.inject(first!, { at: -5 })).toThrow('in the past');
  expect(() => sim.inject(999_999, { at: 1e9 })).toThrow('there is no request 999999');
  expect(() => sim.inject(first!, { at: 0.5 })).toThrow('cannot be answered');
  sim.inject(first!, { at: sim.timeNs + 1000 });
  expect(() => sim.inject(first!, { at: sim.timeNs + 1000 })).toThrow('answered already');
  expect(hashOf(sim)).toBe(before);
});

test('limits stop the run and say how to raise them', async () => {
  const b = new Builder();
  const sleeper = b.func('sleeper', (f) => f.sleep(1e9));
  b.func('main', (f) => f.forever(() => f.go(sleeper)));
  const many = await create(b.build(), { goroutines: 100 });
  expect(many.run()).toMatchObject({ reason: 'limit' });
  expect(many.run().message).toContain('more than 100 goroutines');
  expect(many.stats().goroutines.alive).toBeGreaterThan(90);
  const memory = await create(b.build(), { memory: 16 * 2 ** 20 });
  expect(memory.run().message).toContain('more memory than 16 MiB');
});

test('bad options and programs are refused', async () => {
  await expect(create(endless(), { gomaxprocs: 0 })).rejects.toThrow('gomaxprocs cannot be 0');
  await expect(create(new Uint8Array(5))).rejects.toThrow('not a gopark program file');
  const exe = link(endless());
  exe.image = exe.image.slice();
  exe.image[200]! ^= 1;
  await expect(create(exe)).rejects.toThrow(
    'the kernel refuses the program: its checksum is wrong',
  );
  const sim = await create(endless());
  expect(() => sim.run({ until: -7 })).toThrow('until cannot be -7');
  expect(() => sim.run({ steps: Number.NaN })).toThrow('steps cannot be NaN');
});

test('settings of the program are defaults, options override them', async () => {
  const b = new Builder();
  b.setting('gomaxprocs', '3');
  b.setting('seed', '9');
  b.func('main', () => {});
  const sim = await create(b.build(), { seed: 4 });
  expect(sim.config).toMatchObject({ gomaxprocs: 3, seed: 4n });
  expect(configBlock(sim.config)).toHaveLength(512);
});

test('timers that nobody has any more go with the garbage', async () => {
  const sim = await create(await compileGo(`package main

import "time"

func main() {
	n := 0
	for i := range 300_000 {
		<-time.NewTimer(time.Nanosecond).C
		time.AfterFunc(time.Hour, func() { n += i }).Stop()
	}
	c := make(chan int)
	for i := range 1000 {
		time.AfterFunc(time.Duration(i)*time.Millisecond, func() { c <- i })
	}
	for range 1000 {
		n += <-c
	}
	println(n)
}
`), { gomaxprocs: 2, cost: 'zero', memory: 24 * 2 ** 20 });
  expect(sim.run()).toMatchObject({ reason: 'finished' });
  expect(new TextDecoder().decode(sim.stderr())).toBe('499500\n');
});
