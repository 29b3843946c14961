/**
 * Programs after widely known patterns, `examples/<name>/main.go`: their output is what the real
 * toolchain printed (`output.txt`, recorded with the release below, at the GOMAXPROCS that the
 * program's header asks for), at that setting and others, whatever the seed; and what a header
 * says about the run is so. In CI, or with RUN_GO=1, all of them are vetted, and those that need
 * no idle machine run under the real toolchain too; RUN_GO=1 UPDATE=1 records all outputs anew.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Ev } from '../assembly/abi/event.ts';
import { Cause, WaitReason } from '../assembly/abi/status.ts';
import type { Settings } from '../src/config/config.ts';
import { type Executable, link } from '../src/program/encode.ts';
import { foldAll } from '../src/records/fold.ts';
import { create, type RunResult, type Stats } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';

const RECORDED_WITH = 'go1.26.8';
const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const names = readdirSync(folder).filter((name) => existsSync(outputOf(name))).sort();
const REAL = 'needs Go 1.26: install it and set RUN_GO=1';
const hasGo = Boolean(process.env['CI'] || process.env['RUN_GO']);

/** Their output does not hang on what else the machine does. */
const CALM = [
  'bounded-parallelism', 'cond-queue', 'crawler', 'philosophers', 'pipeline', 'prime-sieve',
  'sharded-map', 'singleflight',
];

/** One P is part of what it shows. */
const ONE_P = ['priority-inversion'];

function outputOf(name: string): string {
  return join(folder, name, 'output.txt');
}

function sourceOf(name: string): string {
  return readFileSync(join(folder, name, 'main.go'), 'utf8');
}

function procsOf(name: string): string {
  return /^\/\/gopark:config .*gomaxprocs=(\d+)/m.exec(sourceOf(name))![1]!;
}

/** Compiled once: by source. */
const programs = new Map<string, Executable>();

interface Ran extends RunResult {
  text: string;
  stats: Stats;
  /** Records of goroutines that parked, by reason. */
  parked: (reason: WaitReason) => number;
}

/** A run, with changes to the source as a reader of the header would make them. */
async function run(name: string, settings: Settings = {}, ...edits: [string, string][]) {
  let source = sourceOf(name);
  for (const [from, to] of edits) {
    expect(source, `${name} has what is to be replaced`).toContain(from);
    source = source.replace(from, to);
  }
  const path = join(folder, name, 'main.go');
  programs.set(source, programs.get(source) ?? link(await compileGo(source, path)));
  let text = '';
  const output = (fd: number, bytes: Uint8Array): void => {
    if (fd === 1) text += new TextDecoder().decode(bytes);
  };
  const sim = await create(programs.get(source)!, { ...settings, mask: 'sched', output });
  const result = sim.run({ until: 60e9 });
  foldAll(sim.records());
  const reasons = new Map<number, number>();
  sim.records().forEach(({ kind, detail }) => {
    if (kind === Ev.GoBlock) reasons.set(detail, (reasons.get(detail) ?? 0) + 1);
  });
  const parked = (reason: WaitReason): number => reasons.get(reason) ?? 0;
  return { ...result, text, stats: sim.stats(), parked } satisfies Ran;
}

describe('patterns print what the real toolchain printed', () => {
  test('there are twenty', () => expect(names.length).toBeGreaterThanOrEqual(20));

  for (const name of names) {
    test(name, async () => {
      const expected = readFileSync(outputOf(name), 'utf8');
      const settings: Settings[] = [{}, { seed: 7 }];
      if (!ONE_P.includes(name)) settings.push({ gomaxprocs: 1 }, { gomaxprocs: 3 });
      for (const setting of settings) {
        const { text, reason } = await run(name, setting);
        expect({ setting, text, reason }).toEqual({ setting, text: expected, reason: 'finished' });
      }
    });
  }
});

describe('what the headers say is so', () => {
  test('philosophers: with the left fork first, all wait: a deadlock', async () => {
    const { reason, exitCode, stats } = await run('philosophers', {},
      ['leftFirst = false', 'leftFirst = true']);
    expect([reason, exitCode, stats.goroutines.alive]).toEqual(['deadlock', 2, 6]);
  });

  test('pipeline: without the case of done, a deadlock; buffers save switches', async () => {
    const stuck = await run('pipeline', {}, ['case <-done:', 'case <-(chan int)(nil):']);
    expect(stuck.reason).toBe('deadlock');
    const bare = await run('pipeline', { gomaxprocs: 1 });
    const roomy = await run('pipeline', { gomaxprocs: 1 }, ['buffer = 0', 'buffer = 100']);
    expect(roomy.text).toBe(bare.text);
    expect(roomy.stats.counters['switches']!).toBeLessThan(bare.stats.counters['switches']! / 3);
  });

  test('pubsub: a broker that waits for the slow one ends in a deadlock', async () => {
    const { reason } = await run('pubsub', {}, ['default:\n\t\t\t\ts.lost++', '']);
    expect(reason).toBe('deadlock');
  });

  test('bounded-parallelism: readers are threads; more of them take less time', async () => {
    const eight = await run('bounded-parallelism');
    expect(eight.stats.threads).toBeGreaterThanOrEqual(9);
    expect(eight.stats.counters['handoffs']).toBeGreaterThan(10);
    const one = await run('bounded-parallelism', {}, ['readers = 8', 'readers = 1']);
    const sixty = await run('bounded-parallelism', {}, ['readers = 8', 'readers = 60']);
    expect(one.timeNs).toBeGreaterThan(60 * 2e6);
    expect(eight.timeNs).toBeLessThan(one.timeNs / 6);
    expect(sixty.timeNs).toBeLessThan(eight.timeNs / 2);
  });

  test('crawler: four fetches at a time on one P; one or more with other slots', async () => {
    const [one, four, many] = await Promise.all([1, 4, 100].map((slots) =>
      run('crawler', {}, ['make(chan struct{}, 4)', `make(chan struct{}, ${slots})`])));
    expect(four!.parked(WaitReason.IO_WAIT)).toBe(16);
    expect(four!.stats.threads).toBeLessThanOrEqual(3);
    expect(one!.timeNs).toBeGreaterThan(16 * 5e6);
    expect(one!.timeNs).toBeGreaterThan(2 * four!.timeNs);
    expect(many!.timeNs).toBeLessThan(four!.timeNs);
  });

  test('prime-sieve: runnext on one P; steals and a gain with more', async () => {
    const [one, four, eight] = await Promise.all(
      [1, 4, 8].map((gomaxprocs) => run('prime-sieve', { gomaxprocs })));
    expect(one!.stats.counters['steals']).toBe(0);
    expect(one!.stats.counters['switches']).toBeGreaterThan(10_000);
    expect(four!.timeNs / one!.timeNs).toBeLessThan(0.45);
    expect(eight!.timeNs).toBeLessThan(four!.timeNs * 1.1);
    expect(eight!.stats.counters['steals']).toBeGreaterThan(100);
  });

  test('back-pressure: the source waits in a send', async () => {
    const { parked } = await run('back-pressure');
    expect(parked(WaitReason.CHAN_SEND)).toBeGreaterThan(25);
    expect(parked(WaitReason.CHAN_SEND)).toBeLessThan(40);
  });

  test('sharded-map: shards take most of the waits away', async () => {
    const waited = ({ stats }: Ran): number => stats.ledger
      .filter(({ cause }) => cause === Cause.LOCK).reduce((sum, { totalNs }) => sum + totalNs, 0);
    const one = await run('sharded-map', {}, ['fill(many)\n', '']);
    const many = await run('sharded-map', {}, ['fill(one)\n', '']);
    expect(waited(one)).toBeGreaterThan(30e6);
    expect(waited(many)).toBeLessThan(1e6);
    expect(one.timeNs).toBeGreaterThan(3 * many.timeNs);
    const more = await run('sharded-map', {}, ['fill(one)\n', ''], ['= 32', '= 512']);
    expect(more.timeNs).toBeLessThan(0.6 * many.timeNs);
  });

  test('cond-queue: with a Signal in Close the getters that wait never end', async () => {
    const idle: [string, string] = ['q.Close()\n', 'runtime.Gosched()\n\tq.Close()\n'];
    const runtime: [string, string] = ['"fmt"', '"fmt"\n\t"runtime"'];
    const good = await run('cond-queue', { gomaxprocs: 1 }, idle, runtime);
    expect(good.reason).toBe('finished');
    expect(good.parked(WaitReason.SYNC_COND_WAIT)).toBeGreaterThan(10);
    const { reason } = await run('cond-queue', { gomaxprocs: 1 }, idle, runtime,
      ['notEmpty.Broadcast()', 'notEmpty.Signal()']);
    expect(reason).toBe('deadlock');
  });

  test('singleflight: without the map of calls each of 50 loads', async () => {
    const { text } = await run('singleflight', {}, 
      ['known, ok := c.calls[key]; ok', 'known := c.calls[key]; false'],
      ['\t\tdelete(c.calls, key)', '']);
    expect(text).toContain('cold: 50 loads, 0 shared');
  });

  test('goroutine-leak: ten are alive at the end', async () => {
    expect((await run('goroutine-leak')).stats.goroutines.alive).toBe(11);
  });

  test('livelock: nobody is blocked: the two sleep and wake 20 times', async () => {
    const { parked } = await run('livelock');
    expect(parked(WaitReason.SLEEP)).toBeGreaterThanOrEqual(80);
    expect(parked(WaitReason.SYNC_MUTEX_LOCK)).toBe(0);
  });

  test('priority-inversion: the lock takes slices of all hogs; not with 6 Ps', async () => {
    const waited = async (gomaxprocs: number): Promise<number> => {
      const { stats } = await run('priority-inversion', { gomaxprocs });
      const locks = stats.ledger.filter(({ cause }) => cause === Cause.LOCK);
      return Math.max(0, ...locks.map(({ maxNs }) => maxNs));
    };
    expect(await waited(1)).toBeGreaterThan(40e6);
    expect(await waited(6)).toBeLessThan(15e6);
  });

  test('errgroup, context-tree: cancelled workers do not wait for their timers', async () => {
    expect((await run('errgroup')).timeNs).toBeLessThan(40e6);
    const tree = await run('context-tree');
    expect(tree.timeNs).toBeLessThan(100e6);
    expect(tree.parked(WaitReason.SELECT)).toBe(6);
  });

  test('graceful-shutdown: a longer grace period lets all finish', async () => {
    const { text } = await run('graceful-shutdown', {},
      ['100*time.Millisecond', 'time.Second']);
    expect(text).toContain('shutdown: <nil>');
    expect(text).not.toContain('cut off');
  });
});

describe.runIf(hasGo)(`under the real toolchain (${REAL})`, () => {
  const go = (args: string[], env: Record<string, string> = {}) =>
    spawnSync('go', args, { encoding: 'utf8', cwd: folder, env: { ...process.env, ...env } });

  test('it is Go 1.26', () => expect(go(['version']).stdout).toContain('go1.26'));

  test('go vet finds nothing in any example', () => {
    const { status, stderr } = go(['vet', './...']);
    expect([status, stderr]).toEqual([0, '']);
  }, 300_000);

  test('those that need no idle machine print the same', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'gopark-'));
    const update = Boolean(process.env['UPDATE']) && go(['version']).stdout.includes(RECORDED_WITH);
    try {
      for (const name of update ? names : CALM) {
        const exe = join(scratch, name);
        expect(go(['build', '-o', exe, `./${name}`]).stderr).toBe('');
        const env = { ...process.env, GOMAXPROCS: procsOf(name) };
        const { stdout } = spawnSync(exe, { encoding: 'utf8', env });
        if (update) writeFileSync(outputOf(name), stdout);
        expect({ name, stdout }).toEqual({ name, stdout: readFileSync(outputOf(name), 'utf8') });
      }
    } finally {
      rmSync(scratch, { recursive: true });
    }
  }, 600_000);
});
