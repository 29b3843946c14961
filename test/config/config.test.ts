/**
 * Settings: defaults, what is refused and how that is said, releases, costs, the kernel's block.
 */
import { expect, test } from 'vitest';
import { Behaviour, Conf, Cost } from '../../assembly/abi/abi.ts';
import { Op } from '../../assembly/abi/op.ts';
import { configBlock, configJson } from '../../src/config/block.ts';
import { resolve, type Settings } from '../../src/config/config.ts';
import { COST_FIELDS, costPreset } from '../../src/config/cost.ts';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../src/config/duration.ts';
import { release, RELEASES } from '../../src/config/goversion.ts';
import { PLAIN_OPS } from '../../src/config/opcost.ts';
import { parseQuota, settingsOf } from '../../src/config/text.ts';

test('defaults do not depend on the machine', () => {
  const config = resolve();
  expect(config).toMatchObject({
    gomaxprocs: 8,
    cpus: 8,
    cores: null,
    policy: 'go',
    quota: null,
    go: '1.26',
    seed: 1n,
    cost: 'linux-amd64',
    mask: 'none',
    hash: true,
    memory: 2 ** 30,
    goroutines: 1e7,
    threads: 10_000,
  });
});

test('GOMAXPROCS follows the release and the quota', () => {
  const quota = { quotaNs: 250_000_000, periodNs: 100_000_000 };
  expect(resolve({ go: '1.4' }).gomaxprocs).toBe(1);
  expect(resolve({ go: '1.5' }).gomaxprocs).toBe(8);
  expect(resolve({ go: '1.24', quota }).gomaxprocs).toBe(8);
  expect(resolve({ go: '1.25', quota }).gomaxprocs).toBe(3);
  expect(resolve({ quota: { ...quota, quotaNs: 50_000_000 } }).gomaxprocs).toBe(2);
  expect(resolve({ quota, cpus: 1 }).gomaxprocs).toBe(1);
  expect(resolve({ quota, gomaxprocs: 5 }).gomaxprocs).toBe(5);
});

test("cores, a quota or neighbours turn the operating system's layer on", () => {
  const quota = { quotaNs: 250_000_000, periodNs: 100_000_000 };
  expect(resolve({})).toMatchObject({ cores: null, load: 0 });
  expect(resolve({ quota, cpus: 4 })).toMatchObject({ cores: 4, cpus: 4 });
  expect(resolve({ load: 2 })).toMatchObject({ cores: 8, load: 2 });
  expect(resolve({ cores: 2 })).toMatchObject({ cores: 2, cpus: 2, gomaxprocs: 2 });
  expect(resolve({ cores: 2, cpus: 4 })).toMatchObject({ cores: 2, cpus: 4, gomaxprocs: 4 });
  expect(resolve({ cores: 10, quota })).toMatchObject({ cores: 10, cpus: 10, gomaxprocs: 3 });
});

test.each<[Settings, RegExp]>([
  [{ gomaxprocs: 0 }, /^gomaxprocs cannot be 0: it is a whole number from 1 to 8192$/],
  [{ gomaxprocs: 8193 }, /gomaxprocs cannot be 8193/],
  [{ gomaxprocs: 2.5 }, /gomaxprocs cannot be 2.5/],
  [{ gomaxprocs: Number.NaN }, /gomaxprocs cannot be/],
  [{ cpus: -1 }, /cpus cannot be -1/],
  [{ cores: 0 }, /cores cannot be 0: it is a whole number from 1 to 1024/],
  [{ cores: 1.5 }, /cores cannot be 1.5/],
  [{ load: -1 }, /load cannot be -1: it is a whole number from 0 to 1024/],
  [{ coreSlice: 10 }, /coreSlice cannot be 10: it is a whole number of ns from 100µs to 1s/],
  [{ go: '1.27' }, /go cannot be "1.27": the releases are 1.1 to 1.26/],
  [{ go: 'two' }, /go cannot be "two"/],
  [{ seed: -1 }, /seed cannot be -1/],
  [{ seed: '1e3' }, /seed cannot be "1e3"/],
  [{ seed: '' }, /seed cannot be ""/],
  [{ seed: 1n << 64n }, /seed cannot be 18446744073709551616/],
  [{ seed: 2 ** 60 }, /seed cannot be/],
  [{ cost: 'windows' }, /cost cannot be "windows": the presets are linux-amd64 and zero/],
  [{ cost: { schedule: -1 } }, /cost schedule cannot be -1/],
  [{ cost: { Schedule: 1 } as never }, /no cost field Schedule; did you mean schedule\?/],
  [{ quota: { quotaNs: -5, periodNs: 1e8 } }, /quota cannot be -5/],
  [{ quota: { quotaNs: 1e8, periodNs: 0 } }, /quota cannot be 0: the period/],
  [{ memory: 100 }, /memory cannot be 100: it is a whole number from 8 MiB to/],
  [{ goroutines: 0 }, /goroutines cannot be 0/],
  [{ threads: 1 }, /threads cannot be 1/],
  [{ ringRecords: 5000 }, /ringRecords cannot be 5000: it is a power of two/],
  [{ mask: 'some' as never }, /mask cannot be "some": it is one of none, sched, detail, all/],
  [{ behaviours: { speed: 1 } as never }, /behaviours cannot be "speed"/],
])('refuses setting %#', (settings, message) => {
  expect(() => resolve(settings)).toThrow(message);
});

test('releases have the behaviours of their time', () => {
  const of = (name: string) => release(name)!.behaviours;
  expect(RELEASES).toHaveLength(26);
  expect(of('1.1')).toMatchObject({ runnext: 0, fairnessTick: 0, preemption: 0, timers: 0 });
  expect(of('1.2')).toMatchObject({ fairnessTick: 61, preemption: 1 });
  expect(of('1.6')).toMatchObject({ runnext: 1, stealBackoffNs: 100_000 });
  expect(of('1.13')).toMatchObject({
    preemption: 1,
    timers: 0,
    mutexStarvation: 1,
    stealBackoffNs: 3000,
  });
  expect(of('1.14')).toMatchObject({
    preemption: 2,
    timers: 1,
    timerAddWakes: 1,
    mutexStarvation: 2,
  });
  expect(of('1.19')).toMatchObject({ wakepTestsIdleFirst: 1, needspinning: 0 });
  expect(of('1.20')).toMatchObject({ wakepTestsIdleFirst: 0, needspinning: 1 });
  expect(of('1.23')).toMatchObject({ timers: 2, timerAddWakes: 0, injectEndsWithWakep: 1 });
  expect(of('1.25')).toMatchObject({
    syscallWired: 0,
    containerGOMAXPROCS: 1,
    initialIdlePOrder: 0,
  });
  expect(of('1.26')).toMatchObject({
    syscallWired: 1,
    backoffOnlyIfRunning: 2,
    initialIdlePOrder: 1,
  });
  expect(release('go1.21.5')?.name).toBe('1.21');
  expect(release('2.0')).toBeUndefined();
});

test('every cost has a value and every preset has every cost', () => {
  for (const preset of ['linux-amd64', 'zero']) {
    expect(Object.keys(costPreset(preset)!)).toEqual(COST_FIELDS);
  }
  const named = Array.from({ length: Cost.COUNT }, (_, i) => Cost[i]!);
  expect(COST_FIELDS).toEqual(expect.arrayContaining(named));
  for (const op of PLAIN_OPS) expect(Op[op as keyof typeof Op], op).toBeTypeOf('number');
  expect(new Set(PLAIN_OPS).size).toBe(PLAIN_OPS.length);
});

test('the block has what the kernel reads', () => {
  const block = configBlock(
    resolve({ gomaxprocs: 3, seed: (1n << 64n) - 1n, cost: 'zero', mask: 'sched' }),
  );
  expect(block).toHaveLength(Conf.WORDS);
  expect(block[Conf.GOMAXPROCS]).toBe(3n);
  expect(block[Conf.SEED]).toBe(-1n);
  expect(block[Conf.RECORD_MASK]).toBe(1n);
  expect(block[Conf.MAX_MEMORY_PAGES]).toBe(16384n);
  expect(block[Conf.BEHAVIOURS + Behaviour.fairnessTick]).toBe(61n);
  expect(block[Conf.COSTS + Cost.backEdge]).toBe(1n);
  expect(block[Conf.OP_COSTS + Op.ADD]).toBe(0n);
  const costly = configBlock(resolve());
  const { insAlu, schedule } = costPreset('linux-amd64')!;
  expect(costly[Conf.OP_COSTS + Op.ADD]).toBe(BigInt(Math.round(insAlu * 1024)));
  expect(costly[Conf.COSTS + Cost.schedule]).toBe(BigInt(Math.round(schedule * 1024)));
  expect(configJson(resolve({ seed: '18446744073709551615' }))['seed']).toBe(
    '18446744073709551615',
  );
});

test('settings of a program are read', () => {
  expect(settingsOf({ gomaxprocs: '4', quota: '200ms/100ms', go: '1.25', seed: '7' })).toEqual({
    gomaxprocs: 4,
    quota: { quotaNs: 2e8, periodNs: 1e8 },
    go: '1.25',
    seed: '7',
  });
  expect(() => settingsOf({ speed: '9' })).toThrow('there is no setting speed');
  expect(() => settingsOf({ cpus: 'many' })).toThrow('cpus cannot be "many"');
  expect(parseQuota('2.5')).toEqual({ quotaNs: 2.5e8, periodNs: 1e8 });
  expect(() => parseQuota('fast')).toThrow('quota cannot be "fast"');
});

test.each([
  ['0', 0],
  ['5ms', 5e6],
  ['1.5us', 1500],
  ['1m30s', 90e9],
  ['-2ms', -2e6],
  ['3µs', 3000],
  ['.5s', 5e8],
  ['5', undefined],
  ['ms', undefined],
  ['', undefined],
  ['1 ms', undefined],
  ['5msx', undefined],
])('duration %s', (text, ns) => {
  expect(parseDuration(text)).toBe(ns);
});

test('durations and sizes are shown and read', () => {
  expect(
    [0, 999, 1000, 1250, 12_345, 999_999, 1.5e9, 90e9, 7200e9, -1500].map(formatDuration),
  ).toEqual(['0ns', '999ns', '1µs', '1.25µs', '12.3µs', '1ms', '1.5s', '1.5min', '2h', '-1.5µs']);
  expect(parseSize('512MiB')).toBe(2 ** 29);
  expect(parseSize('2g')).toBe(2 ** 31);
  expect(parseSize('lots')).toBeUndefined();
  expect(formatSize(2 ** 30)).toBe('1 GiB');
});
