/** docs/scheduler.md, section 8: package sync. */
import { describe, expect, test } from 'vitest';
import { play, type Scene, type Stage } from '../support/scene.ts';

const SEMA = { acquired: 0, released: 1, handedOff: 2 };

/** A program over `mu` with `body` in main, at one P. */
const locks = (body: string, stage: Stage = {}): Promise<Scene> => play(`
import (
	"runtime"
	"sync"
)

//gopark:cpu 400us
func short() {}

//gopark:cpu 2ms
func long() {}

var mu sync.Mutex

func taker(i int) {
	mu.Lock()
	print(i, " ")
	mu.Unlock()
}

func main() {
	${body}
	runtime.Gosched()
	short()
	long()
}
`, stage);

describe('Mutex', () => {
  test('C-120: waiters are first come, first served; one that lost goes to the front', async () => {
    const { stderr } = await locks(`
	mu.Lock()
	for i := range 4 {
		go taker(i)
		runtime.Gosched()
	}
	mu.Unlock()
	mu.Lock()
	print("main ")
	runtime.Gosched()
	mu.Unlock()`);
    // Taker 0 was woken and lost against main: it is still the first.
    expect(stderr).toBe('main 0 1 2 3 ');
  });

  test('C-121: Unlock wakes one and goes on; who runs may take it again', async () => {
    const scene = await locks(`
	mu.Lock()
	go taker(0)
	go taker(1)
	runtime.Gosched()
	mu.Unlock()
	print("on ")
	mu.Lock()
	print("again ")
	mu.Unlock()`);
    expect(scene.stderr).toMatch(/^on again [01] [01] $/);
    const [release] = scene.of('SemaOp', { who: 'main' });
    expect(release!.detail).toBe(SEMA.released);
    expect(scene.of('GoUnblock', { time: release!.time })).toHaveLength(1);
  });

  test('C-122: while a woken one has not run, further Unlocks wake nobody', async () => {
    const scene = await locks(`
	mu.Lock()
	go taker(0)
	go taker(1)
	runtime.Gosched()
	for range 5 {
		mu.Unlock()
		mu.Lock()
	}
	mu.Unlock()`);
    const first = scene.first('GoStart', {}, scene.first('SemaOp').index);
    expect(scene.of('SemaOp').filter((r) => r.index < first.index)).toHaveLength(1);
  });

  /** A waiter loses after it has waited for so long; main holds the mutex again. */
  const lost = (wait: string, then: string) => `
	mu.Lock()
	go taker(0)
	runtime.Gosched()
	${wait}
	mu.Unlock()
	mu.Lock()
	runtime.Gosched()
	${then}`;

  test('C-123 C-124: one that lost after 1 ms makes it starving: it is handed over', async () => {
    const hands = async (wait: string, go = '1.26'): Promise<[number, string, number]> => {
      const scene = await locks(lost(wait, 'mu.Unlock()\n\tprint("main ")'), { go });
      const release = scene.of('SemaOp', { who: 'main' }).at(-1)!;
      return [release.detail, scene.stderr, scene.of('GoSched', { extra: 3 }).length];
    };
    expect(await hands('short()')).toEqual([SEMA.released, 'main 0 ', 0]);
    // Handed over: the waiter runs at once, main is behind it in the local queue.
    expect(await hands('long()')).toEqual([SEMA.handedOff, '0 main ', 1]);
    // Up to 1.13 who unlocks goes on; up to 1.8 nothing starves.
    expect(await hands('long()', '1.13')).toEqual([SEMA.handedOff, 'main 0 ', 0]);
  });

  test('C-125: starvation ends with one that waited for less, or was the last', async () => {
    const scene = await locks(lost('long()', `
	go taker(1)
	runtime.Gosched()
	mu.Unlock()
	mu.Lock()
	mu.Unlock()`));
    // 0 is starving; 1, which waits for a moment, ends it: the last Unlock hands nothing over.
    const ops = scene.of('SemaOp').map((r) => r.detail);
    expect(ops.filter((d) => d === SEMA.handedOff)).toHaveLength(2);
    expect(scene.stderr).toBe('0 1 ');
    const alone = await locks(lost('long()', 'mu.Unlock()\n\tmu.Lock()\n\tgo taker(1)\n'
      + '\truntime.Gosched()\n\tmu.Unlock()'));
    expect(alone.of('SemaOp', { detail: SEMA.handedOff })).toHaveLength(1);
  });

  const CONTENDED = `
import "sync"

//gopark:cpu 100us
func warm() {}

//gopark:cpu 5us
func work() {}

var mu sync.Mutex

func hold() {
	for range 30 {
		mu.Lock()
		work()
		mu.Unlock()
	}
}
func queued() {}

func main() {
	go hold()
	warm()
	for range 10 {
		mu.Lock()
		mu.Unlock()
	}
}
`;
  /** How long main tried before it parked: 0 where it did not spin. */
  const tried = (scene: Scene): number[] => scene.of('GoBlock', { g: 1 }).map((r) => r.time);

  test('C-126 C-127: with one P nobody spins; else four times, if nothing is queued', async () => {
    const cost = { procyield: 500_000 };
    const two = await play(CONTENDED, { gomaxprocs: 2, cost });
    const begin = two.first('GoStart', { who: 'hold' }).time;
    // main comes after 100 us and spins four times for half a millisecond before it parks, or
    // takes the mutex meanwhile.
    expect(two.timeNs).toBeGreaterThan(600_000);
    expect(begin).toBeLessThan(100_000);
    const one = await play(CONTENDED, { gomaxprocs: 1, cost });
    expect(one.timeNs).toBeLessThan(400_000);
    const cpu = await play(CONTENDED, { gomaxprocs: 2, cost, cpus: 1 });
    expect(cpu.timeNs).toBeLessThan(450_000);
    const queued = await play(CONTENDED.replace('warm()\n', 'warm()\n\tgo queued()\n'),
      { gomaxprocs: 2, cost });
    expect(tried(queued)[0]! - queued.first('GoCreate', { who: 'queued' }).time)
      .toBeLessThan(10_000);
  });

  test('C-127: four times at most', async () => {
    const scene = await play(`
import "sync"

//gopark:cpu 100us
func warm() {}

//gopark:cpu 10ms
func work() {}

var mu sync.Mutex

func hold() {
	mu.Lock()
	work()
	mu.Unlock()
}

func main() {
	go hold()
	warm()
	mu.Lock()
}
`, { gomaxprocs: 2, cost: { procyield: 100_000 } });
    const [parked] = tried(scene);
    expect(Math.round((parked! - 100_000) / 100_000)).toBe(4);
  });
});

describe('RWMutex, WaitGroup, Cond', () => {
  const rw = (body: string): Promise<Scene> => play(`
import (
	"runtime"
	"sync"
)

var rw sync.RWMutex
var wg sync.WaitGroup

func reader(i int) {
	rw.RLock()
	print("r", i, " ")
	rw.RUnlock()
}

func writer() {
	rw.Lock()
	print("w ")
	rw.Unlock()
}

func waiter(i int) {
	wg.Wait()
	print(i, " ")
}

func main() {
	${body}
	runtime.Gosched()
	runtime.Gosched()
}
`);

  test('C-128: Unlock releases all waiting readers before a writer goes on', async () => {
    const scene = await rw(`
	rw.Lock()
	go reader(0)
	runtime.Gosched()
	go writer()
	runtime.Gosched()
	go reader(1)
	runtime.Gosched()
	rw.Unlock()`);
    expect(scene.stderr).toMatch(/^r[01] r[01] w $/);
    const woken = scene.of('GoUnblock').map((r) => r.who);
    expect(woken.slice(0, 2)).toEqual(['reader0', 'reader1']);
  });

  test('C-129: a writer that waits keeps new readers out', async () => {
    const scene = await rw(`
	rw.RLock()
	go writer()
	runtime.Gosched()
	go reader(0)
	runtime.Gosched()
	print("main ")
	rw.RUnlock()`);
    expect(scene.stderr).toBe('main w r0 ');
    expect(scene.of('GoBlock').map((r) => r.who)).toContain('reader');
  });

  test('C-130: who a WaitGroup or Broadcast wakes: the last, then from the first on', async () => {
    const group = await rw(`
	wg.Add(1)
	for i := range 4 {
		go waiter(i)
		runtime.Gosched()
	}
	wg.Done()`);
    expect(group.stderr).toBe('3 0 1 2 ');
    expect((await cond('c.Broadcast()')).stderr).toBe('3 0 1 2 ');
  });

  const cond = (body: string): Promise<Scene> => play(`
import (
	"runtime"
	"sync"
)

var mu sync.Mutex
var c = sync.NewCond(&mu)

func waiter(i int) {
	mu.Lock()
	c.Wait()
	mu.Unlock()
	print(i, " ")
}

func main() {
	for i := range 4 {
		go waiter(i)
		runtime.Gosched()
	}
	${body}
	runtime.Gosched()
	runtime.Gosched()
}
`);
  test('C-131: Signal wakes in the order of tickets', async () => {
    const scene = await cond('for range 4 {\n\t\tc.Signal()\n\t\truntime.Gosched()\n\t}');
    expect(scene.stderr).toBe('0 1 2 3 ');
    const together = await cond('c.Signal()\n\tc.Signal()');
    expect(together.of('GoUnblock').map((r) => r.who)).toEqual(['waiter0', 'waiter1']);
  });
});
