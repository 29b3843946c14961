/**
 * docs/scheduler.md, section 8: the local queues and the global one. Each test's name cites the
 * statements that it shows; it fails when one of them is broken.
 */
import { describe, expect, test } from 'vitest';
import { Queue } from '../../assembly/abi/event.ts';
import { play } from '../support/scene.ts';

/** main starts n goroutines and waits for ever. */
const many = (n: number) => `
func w() {}

func main() {
	for range ${n} {
		go w()
	}
	select {}
}
`;
const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `w${from + i}`);

describe('local queue', () => {
  test('C-01 C-02: a new goroutine is runnext, the displaced one goes to the tail', async () => {
    const scene = await play(`
func a() {}
func b() {}
func c() {}

func main() {
	go a()
	go b()
	go c()
	select {}
}
`);
    const made = scene.of('GoCreate').filter((r) => 'abc'.includes(r.who));
    expect(made.map((r) => [r.who, r.p, Queue[r.detail]])).toEqual(
      [['a', 0, 'RUNNEXT'], ['b', 0, 'RUNNEXT'], ['c', 0, 'RUNNEXT']]);
    expect(scene.starts()).toEqual(['main', 'c', 'a', 'b']);
  });

  test('C-03: a P holds 257', async () => {
    expect((await play(many(257))).of('RunqOverflow')).toEqual([]);
    expect((await play(many(258))).of('RunqOverflow')).toHaveLength(1);
  });

  test('C-04 C-05: the 128 oldest, then the displaced one, go to the back', async () => {
    const scene = await play(many(258), { behaviours: { fairnessTick: 0 } });
    const [overflow] = scene.of('RunqOverflow');
    expect([overflow!.who, overflow!.arg]).toEqual(['w256', 129]);
    expect(scene.starts()).toEqual(
      ['main', 'w257', ...names(128, 256), ...names(0, 128), 'w256']);
  });

  test('C-06 C-07: runnext inherits the slice, the ring does not, and is in order', async () => {
    const scene = await play(many(4));
    expect(scene.of('GoStart').map((r) => [r.who, Queue[r.detail], r.extra, r.arg])).toEqual([
      ['main', 'RUNNEXT', 1, 4], ['w3', 'RUNNEXT', 1, 4],
      ['w0', 'LOCAL', 0, 5], ['w1', 'LOCAL', 0, 6], ['w2', 'LOCAL', 0, 7],
    ]);
  });

  test('C-08: a P whose only goroutine is in runnext is not empty', async () => {
    const scene = await play(`
//gopark:syscall 1ms blocking
func call() {}
func w()    {}

func main() {
	go w()
	call()
}
`);
    expect(scene.of('Handoff').map((r) => r.detail)).toEqual([1]);
    expect(scene.of('MCreate').map((r) => r.extra)).toEqual([0]);
  });

  test('C-09: a batch keeps its order; what is too much goes to the global queue', async () => {
    const scene = await play(`
import "runtime"

//gopark:net 1ms
func wait() {}

//gopark:cpu 3ms
func work() {}
func w()    {}
func x()    { wait() }

func main() {
	for range 100 {
		go x()
	}
	runtime.Gosched()
	for range 250 {
		go w()
	}
	work()
	runtime.GC()
	select {}
}
`, { behaviours: { fairnessTick: 0 } });
    const end = scene.first('STWEnd');
    const woken = scene.of('GoUnblock').filter((r) => r.index < end.index && r.time === end.time);
    const local = woken.filter((r) => r.detail === Queue.LOCAL);
    const global = woken.filter((r) => r.detail === Queue.GLOBAL);
    expect([local.length, global.length]).toEqual([7, 93]);
    expect(woken).toEqual([...local, ...global]);
    const order = scene.starts().slice(scene.starts().lastIndexOf('w249'));
    expect(order.slice(250, 257)).toEqual(local.map((r) => r.who));
    expect(order.slice(257)).toEqual(global.map((r) => r.who));
  });

  test('C-11: up to 1.4 there is no runnext', async () => {
    expect((await play(many(4), { go: '1.4' })).starts()).toEqual(['main', ...names(0, 4)]);
    expect((await play(many(4), { go: '1.5' })).starts())
      .toEqual(['main', 'w3', ...names(0, 3)]);
  });
});

describe('global queue', () => {
  test('C-12: first in, first out; Gosched and preemption put at its back', async () => {
    const scene = await play(`
import "runtime"

//gopark:cpu 25ms
func work() {}
func a()    { runtime.Gosched() }
func b()    { work() }
func c()    { runtime.Gosched() }

func main() {
	go a()
	go b()
	go c()
	runtime.Gosched()
	select {}
}
`);
    expect(scene.of('GoSched').map((r) => [r.who, Queue[r.detail], r.extra])).toEqual([
      ['main', 'GLOBAL', 0], ['c', 'GLOBAL', 0], ['a', 'GLOBAL', 0], ['b', 'GLOBAL', 2],
    ]);
    expect(scene.starts()).toEqual(['main', 'c', 'a', 'b', 'main', 'c', 'a', 'b']);
  });

  test('C-13: a batch has min(128, size, size / GOMAXPROCS + 1)', async () => {
    // 129 are in the global queue when the first of the other threads comes.
    const cost = { goCreateNew: 1, threadStartLatency: 20_000, goCreate: 1 };
    const untimed = { behaviours: { fairnessTick: 0 } };
    const batch = async (gomaxprocs: number) =>
      (await play(many(258), { ...untimed, gomaxprocs, cost })).first('GlobalGet').arg;
    expect(await batch(2)).toBe(65);
    expect(await batch(4)).toBe(33);
    const one = await play(many(258), untimed);
    expect(one.of('GlobalGet').map((r) => r.arg)).toEqual([128, 1]);
  });

  test('C-14: the first of a batch runs, the others follow in their order', async () => {
    const scene = await play(`
import "runtime"

func w() { runtime.Gosched() }

func main() {
	for range 5 {
		go w()
	}
	select {}
}
`);
    expect(scene.of('GlobalGet').map((r) => [r.who, r.arg])).toEqual([['w4', 5]]);
    expect(scene.of('GoStart').slice(6).map((r) => [r.who, Queue[r.detail]])).toEqual([
      ['w4', 'GLOBAL'], ['w0', 'LOCAL'], ['w1', 'LOCAL'], ['w2', 'LOCAL'], ['w3', 'LOCAL'],
    ]);
  });

  test('C-15 C-16 C-18: each 61st tick takes one of the global queue first', async () => {
    const scene = await play(many(500));
    const ticks = scene.of('GoStart', { detail: Queue.GLOBAL_TICK });
    expect(ticks.map((r) => r.arg % 61)).toEqual(ticks.map(() => 1));
    expect(scene.of('GlobalGet', { detail: 1 }).map((r) => r.arg)).toEqual(ticks.map(() => 1));
    const starts = scene.of('GoStart');
    const positions = ticks.map((r) => starts.indexOf(r));
    expect(positions.length).toBeGreaterThan(3);
    for (let i = 1; i < positions.length; i++) expect(positions[i]! - positions[i - 1]!).toBe(61);
    // The next of the ring runs behind it as if nothing had happened.
    const before = starts[positions[0]! - 1]!;
    const behind = starts[positions[0]! + 1]!;
    expect(Number(behind.who.slice(1))).toBe(Number(before.who.slice(1)) + 1);
  });

  test('C-15: the tick comes before runnext', async () => {
    const scene = await play(`
import "runtime"

func child() {}
func w()     { go child() }

func main() {
	for range 80 {
		go w()
	}
	runtime.Gosched()
	select {}
}
`);
    const tick = scene.first('GoStart', { detail: Queue.GLOBAL_TICK });
    expect(tick.who).toBe('main');
    const next = scene.of('GoStart').find((r) => r.index > tick.index)!;
    expect(Queue[next.detail]).toBe('RUNNEXT');
    expect(next.who).toMatch(/^child/);
    const made = scene.first('GoCreate', { g: next.g });
    expect(made.index).toBeLessThan(tick.index);
  });

  test('C-17: the head waits for at most 61 slices, however full the ring is', async () => {
    const scene = await play(`
import "runtime"

func w(depth int) {
	if depth > 0 {
		go w(depth - 1)
		go w(depth - 1)
	}
}

func main() {
	go w(7)
	runtime.Gosched()
	select {}
}
`);
    const out = scene.first('GoSched');
    const back = scene.first('GoStart', { g: 1 }, out.index);
    const between = scene.of('GoStart', { extra: 0 })
      .filter((r) => r.index > out.index && r.index < back.index);
    expect(between.length).toBeLessThanOrEqual(61);
    const behind = scene.of('GoStart').filter((r) => r.index > back.index);
    expect(behind.filter((r) => r.detail === Queue.LOCAL).length).toBeGreaterThan(20);
  });

  test('C-19: of a P that goes away runnext comes first, then the ring from its head', async () => {
    const scene = await play(`
import "runtime"

//gopark:cpu 200us
func work() {}

//gopark:cpu 10ms
func long() {}
func a()    {}
func b()    {}
func c()    {}
func x()    { runtime.Gosched() }

func spawn() {
	go a()
	go b()
	go c()
	long()
}

func main() {
	go long()
	go spawn()
	work()
	go x()
	runtime.Gosched()
	runtime.GOMAXPROCS(1)
	select {}
}
`, { gomaxprocs: 3, go: '1.25' });
    const resized = scene.of('ProcResize')[1]!;
    const order = scene.after(resized.index).filter((r) => r.ev === 'GoStart').map((r) => r.who);
    // x was in the global queue before them.
    expect(order.filter((who) => who !== 'main').slice(0, 4)).toEqual(['c', 'a', 'b', 'x']);
  });
});
