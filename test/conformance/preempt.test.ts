/** docs/scheduler.md, section 8: yielding, preemption, sysmon. */
import { describe, expect, test } from 'vitest';
import { Queue } from '../../assembly/abi/event.ts';
import { Puppet } from '../support/puppet.ts';
import { play, type Scene } from '../support/scene.ts';

const MS = 1e6;

/** Two goroutines that compute for ever, without calls. */
const LOOPS = `
//gopark:cpu 1h
func spin() {}

func main() {
	go spin()
	go spin()
	select {}
}
`;
/** The same as a loop, at a microsecond each time. */
const LOOP = (body: string) => `
//go:noinline
func call() {}

func spin() {
	for {
		${body}
	}
}

func main() {
	go spin()
	select {}
}
`;
const slow = { backEdge: 1000, insJump: 1000, insCall: 1000 };

describe('yielding', () => {
  /** A starving mutex is handed over, and the one that unlocks yields to its owner. */
  const STARVING = `
import (
	"runtime"
	"sync"
)

//gopark:cpu 2ms
func work() {}

var mu sync.Mutex

func loser() {
	mu.Lock()
	mu.Unlock()
}
func queued() {}

func main() {
	mu.Lock()
	go loser()
	runtime.Gosched()
	work()
	mu.Unlock()
	mu.Lock()
	runtime.Gosched()
	go queued()
	mu.Unlock()
}
`;

  test('C-71 C-124: Gosched to the global queue, goyield to the local tail', async () => {
    const scene = await play(STARVING);
    const yields = scene.of('GoSched').map((r) => [r.who, Queue[r.detail], r.extra]);
    expect(yields).toEqual([['main', 'GLOBAL', 0], ['main', 'GLOBAL', 0], ['main', 'LOCAL', 3]]);
    const out = scene.of('GoSched')[2]!;
    // The owner of the mutex runs at once; main is behind what was queued.
    const starts = scene.after(out.index).filter((r) => r.ev === 'GoStart').map((r) => r.who);
    expect(starts).toEqual(['loser', 'queued', 'main']);
    const release = scene.of('SemaOp').filter((r) => r.index < out.index).at(-1)!;
    expect(release.detail).toBe(2);
  });

  const YIELD = `
import "runtime"

//gopark:cpu 100us
func work() {}
func w()    { work() }

func main() {
	go w()
	work()
	work()
	go w()
	work()
	work()
	runtime.Gosched()
}
`;
  test('C-72: since 1.22 Gosched and preemption call wakep', async () => {
    const woken = async (go: string): Promise<number> => {
      const scene = await play(YIELD, { gomaxprocs: 2, go });
      const { index, time } = scene.of('GoSched').at(-1)!;
      return scene.after(index).filter((r) => r.ev === 'MWake' && r.time === time).length;
    };
    expect([await woken('1.21'), await woken('1.22')]).toEqual([0, 1]);
    const preempted = async (go: string): Promise<string[]> => {
      const scene = await play(LOOPS, { gomaxprocs: 2, go, until: 60 * MS, policy: 'go' });
      const { index, time } = scene.of('GoSched', { extra: 2 })[0]!;
      return scene.after(index).filter((r) => r.time === time && r.ev !== 'GoUnblock')
        .map((r) => r.ev).slice(0, 1);
    };
    // With both Ps busy there is nobody to wake: needspinning is set, and nothing is recorded.
    expect(await preempted('1.26')).toEqual(['GlobalGet']);
  });
});

describe('preemption', () => {
  test('C-73: who runs in the slice that sysmon saw 10 ms ago is asked', async () => {
    const scene = await play(LOOPS, { until: 100 * MS });
    const looks = scene.of('Sysmon').map((r) => r.time);
    const asked = scene.of('PreemptRequest');
    expect(asked.length).toBeGreaterThan(3);
    for (const r of asked) {
      const start = scene.of('GoStart', { g: r.g }).filter((s) => s.index < r.index).at(-1)!;
      const seen = looks.find((time) => time >= start.time)!;
      expect(r.time).toBe(looks.find((time) => time >= seen + 10 * MS));
    }
  });

  test('C-74: who follow each other through runnext share one slice', async () => {
    const scene = await play(`
//gopark:cpu 100us
func work() {}

func ping(a, b chan int) {
	for {
		work()
		b <- <-a
	}
}
func waits() {}

func main() {
	go waits()
	a, b := make(chan int), make(chan int)
	go ping(a, b)
	go ping(b, a)
	a <- 1
	select {}
}
`, { until: 60 * MS, cost: { usleepSlack: 0 } });
    const starts = scene.of('GoStart').filter((r) => r.who.startsWith('ping'));
    expect(starts.filter((r) => r.extra === 1).length).toBeGreaterThan(100);
    // None of them computes for long, and yet they are asked to stop.
    const asked = scene.of('PreemptRequest');
    expect(asked.length).toBeGreaterThan(0);
    const first = scene.first('GoStart', { who: 'waits' });
    expect(first.time).toBeLessThan(25 * MS);
  });

  test('C-75: two endless loops on one P each run about 20 ms at a time', async () => {
    const scene = await play(LOOPS, { until: 400 * MS });
    const turns = scene.of('GoStart').filter((r) => r.who.startsWith('spin'));
    expect(turns.length).toBeGreaterThan(12);
    for (let i = 2; i < turns.length; i++) {
      const slice = turns[i]!.time - turns[i - 1]!.time;
      expect(Math.abs(slice - 20 * MS)).toBeLessThan(0.3 * MS);
      expect(turns[i]!.who).not.toBe(turns[i - 1]!.who);
    }
  });

  test('C-76: a loop without calls is preempted since 1.14; with calls since 1.2', async () => {
    const stops = async (source: string, go: string): Promise<number> =>
      (await play(source, { until: 40 * MS, go, cost: slow })).of('GoSched').length;
    const plain = [];
    for (const go of ['1.1', '1.2', '1.13', '1.14', '1.26']) plain.push(await stops(LOOP(''), go));
    expect(plain.map((n) => n > 0)).toEqual([false, false, false, true, true]);
    const called = [];
    for (const go of ['1.1', '1.2', '1.13']) called.push(await stops(LOOP('call()'), go));
    expect(called.map((n) => n > 0)).toEqual([false, true, true]);
  });

  test('C-78: an M that holds locks of the runtime is not preempted', async () => {
    const hold = async (locks: number): Promise<Scene> => {
      const puppet = await Puppet.of(LOOPS, { gomaxprocs: 1 });
      puppet.inside.t_setLocks(0, locks);
      return puppet.finish(100 * MS);
    };
    const [held, free] = [await hold(1), await hold(0)];
    expect(held.of('PreemptRequest').length).toBeGreaterThan(0);
    expect([held.of('GoSched').length, free.of('GoSched').length > 2]).toEqual([0, true]);
    expect(held.of('PreemptSignal').every((r) => r.detail === 0)).toBe(true);
  });

  test('C-80: preempted for a stop of the world: since 1.26 to runnext of its P', async () => {
    const source = `
import "runtime"

//gopark:cpu 1ms
func work() {}
func w()    { work() }

//gopark:cpu 300us
func some() {}

func main() {
	go w()
	some()
	runtime.GC()
	some()
}
`;
    const queue = async (go: string): Promise<string | undefined> => {
      const scene = await play(source, { gomaxprocs: 2, go });
      const { detail, who } = scene.first('GoSched');
      expect([who, scene.of('PreemptRequest', { detail: 1 }).length > 0]).toEqual(['w', true]);
      return Queue[detail];
    };
    expect([await queue('1.25'), await queue('1.26')]).toEqual(['GLOBAL', 'RUNNEXT']);
  });
});

describe('sysmon', () => {
  const BURST = `
//gopark:cpu 100ms
func work() {}

func main() { work() }
`;
  const delays = (scene: Scene) => scene.of('Sysmon').map((r) => r.arg);

  test('C-81: 20 us, 50 rounds long, then twice as long each time up to 10 ms', async () => {
    const scene = await play(BURST, { cost: 'zero' });
    const seen = delays(scene);
    const doubling = [40, 80, 160, 320, 640, 1280, 2560, 5120, 10_000, 10_000];
    expect(seen.slice(0, 51)).toEqual(new Array(51).fill(20));
    expect(seen.slice(51, 61)).toEqual(doubling);
    const times = scene.of('Sysmon').map((r) => r.time);
    expect(times.slice(0, 3)).toEqual([20_000, 40_000, 60_000]);
    expect(times[55]! - times[54]!).toBe(640_000);
  });

  const RETAKEN = `
//gopark:cpu 60ms
func work() {}

//gopark:syscall 50ms
func call() {}

//gopark:cpu 50ms
func more() {}
func w()    { more() }

func main() {
	work()
	go w()
	call()
}
`;
  test('C-82: only a P taken from a system call makes it quick again', async () => {
    const scene = await play(RETAKEN);
    const taken = scene.first('ProcSteal');
    const before = scene.of('Sysmon').filter((r) => r.index < taken.index);
    const behind = scene.of('Sysmon').filter((r) => r.index > taken.index);
    expect(scene.of('PreemptRequest').filter((r) => r.index < taken.index).length)
      .toBeGreaterThan(2);
    expect(before.slice(-4).map((r) => r.arg)).toEqual([10_000, 10_000, 10_000, 10_000]);
    expect(behind.slice(0, 51).map((r) => r.arg)).toEqual(new Array(51).fill(20));
  });

  const SLEEPS = `
import "time"

//gopark:cpu 100ms
func work() {}

//gopark:syscall 1ms
func call() {}

//gopark:net 1s
func net() {}

func main() {
	work()
	time.Sleep(time.Second)
	work()
	net()
	call()
	work()
}
`;
  test('C-82 C-83: it sleeps deeply while all is idle; woken, it is quick', async () => {
    const scene = await play(SLEEPS, { cost: { usleepSlack: 0 } });
    const [first, second] = scene.of('GoBlock');
    const looks = scene.of('Sysmon');
    const from = first!.time + 11 * MS;
    expect(looks.filter((r) => r.time > from && r.time < first!.time + 1e9)).toEqual([]);
    // Out of the sleep at the timer it is as slow as before; woken by the call it is quick.
    const slow = looks.filter((r) => r.time > first!.time + 1e9 && r.time < second!.time);
    expect(new Set(slow.slice(1).map((r) => r.arg))).toEqual(new Set([10_000]));
    const call = scene.first('GoSyscallBegin');
    const quick = looks.filter((r) => r.time > call.time);
    expect(quick.slice(1, 40).map((r) => r.arg)).toEqual(new Array(39).fill(20));
  });

  test('C-83: for 60 s, if there is no timer', async () => {
    const scene = await play(`
//gopark:net 200s
func net() {}

func main() { net() }
`, { cost: 'zero' });
    const times = scene.of('Sysmon').map((r) => Math.round(r.time / 1e9));
    expect([...new Set(times)].filter((t) => t > 0)).toEqual([60, 120, 180]);
  });

  test('C-84: it polls the network if nobody did for more than 10 ms', async () => {
    const source = (others: string) => `
import "runtime"

//gopark:net 100us
func net() {}

//gopark:cpu 100ms
func work() {}

func x() { net() }

func main() {
	go x()
	runtime.Gosched()
	work()
	${others}
}
`;
    const alone = await play(source(''));
    const [poll] = alone.of('NetpollBegin', { detail: 2 });
    const last = alone.of('NetpollEnd').filter((r) => r.index < poll!.index).at(-1);
    const since = last?.time ?? 0;
    const looks = alone.of('Sysmon').map((r) => r.time);
    expect(poll!.time).toBe(looks.find((time) => time > since + 10 * MS));
    expect(alone.first('NetpollEnd', { detail: 2 }).arg).toBe(1);
    // Where an M is blocked in the poller, sysmon leaves it to that.
    const two = await play(source(''), { gomaxprocs: 2 });
    const blocked = two.first('NetpollBegin', { detail: 1 });
    const back = two.first('NetpollEnd', { detail: 1 }, blocked.index);
    expect(two.of('NetpollBegin', { detail: 2 }).filter(
      (r) => r.index > blocked.index && r.index < back.index)).toEqual([]);
    expect(back.arg).toBe(1);
  });

  test('C-86: with schedtrace on it does not sleep deeply', async () => {
    const idle = `
import "time"

func main() { time.Sleep(time.Second) }
`;
    const looks = async (schedtrace: boolean): Promise<number> =>
      (await play(idle, { schedtrace })).of('Sysmon').length;
    expect(await looks(false)).toBeLessThan(5);
    expect(await looks(true)).toBeGreaterThan(90);
  });
});
