/** docs/scheduler.md, section 8: timers and the network. */
import { describe, expect, test } from 'vitest';
import { play, type Scene } from '../support/scene.ts';

const MS = 1e6;
const exact = { cost: 'zero', behaviours: { epollMillis: 0 } };

/** Goroutines that sleep; they note their names when they wake. */
const SLEEPERS = (times: readonly number[]) => `
import "time"

//gopark:cpu 10ms
func work() {}

func sleeper(i int, d time.Duration, c chan int) {
	time.Sleep(d)
	print(i, " ")
	c <- i
}

func main() {
	c := make(chan int, ${times.length})
	for i, d := range []time.Duration{${times.join(', ')}} {
		go sleeper(i, d, c)
	}
	for range ${times.length} {
		<-c
	}
}
`;

describe('timers', () => {
  test('C-99: a timer belongs to the P on which it was started', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 200us
func work() {}

func sleeper() { time.Sleep(time.Millisecond) }

func main() {
	go sleeper()
	work()
	time.Sleep(2 * time.Millisecond)
}
`, { gomaxprocs: 2 });
    const owners = scene.of('TimerFire').map((r) => [r.who, r.arg]);
    const started = scene.of('GoBlock').map((r) => [r.who, r.p]);
    expect(owners.length).toBe(2);
    expect(new Map(owners as [string, number][])).toEqual(new Map(started as [string, number][]));
    expect(new Set(owners.map(([, p]) => p)).size).toBe(2);
  });

  test('C-100 C-144: together in the order of the heap, the last one runs first', async () => {
    // A little apart, as they start, but in one look of the poller.
    expect((await play(SLEEPERS([1e6, 1e6, 1e6]))).stderr).toBe('1 2 0 ');
    expect((await play(SLEEPERS([1e6, 1e6, 1e6]), exact)).stderr).toBe('0 2 1 ');
    // Goroutine 4 starts first, then 0 to 3. The heap pops 4, then its last, 3, and so on down.
    const five = await play(SLEEPERS([1e6, 1e6, 1e6, 1e6, 1e6]), exact);
    const fired = five.of('TimerFire').map((r) => r.who.slice(-1));
    expect(fired).toEqual(['4', '3', '2', '1', '0']);
    expect(five.stderr).toBe('0 4 3 2 1 ');
  });

  test('C-144: three AfterFuncs that expire together', async () => {
    const scene = await play(`
import "time"

func main() {
	for i := range 3 {
		time.AfterFunc(time.Millisecond, func() { print("f", i, " ") })
	}
	time.Sleep(2 * time.Millisecond)
}
`, exact);
    expect(scene.stderr).toBe('f2 f0 f1 ');
  });

  test('C-101: a periodic timer leaves out the times that it missed', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 5500us
func work() {}

func main() {
	start := time.Now()
	t := time.NewTicker(time.Millisecond)
	for range 3 {
		print((<-t.C).Sub(start).Microseconds(), " ")
	}
	work()
	for range 3 {
		print((<-t.C).Sub(start).Microseconds(), " ")
	}
}
`, exact);
    // It is 8.5 ms: what is looked at then is the time of 4 ms, the next one that of 9 ms.
    expect(scene.stderr).toBe('1000 2000 3000 4000 9000 10000 ');
  });

  test('C-102: stopped ones stay; more than a quarter of them are cleaned at once', async () => {
    const scene = async (stops: number): Promise<number[]> => {
      const { stderr } = await play(`
import (
	"runtime"
	"time"
)

func main() {
	var all [8]*time.Timer
	for i := range all {
		all[i] = time.AfterFunc(time.Hour, func() {})
	}
	for i := range ${stops} {
		all[7-i].Stop()
	}
	start := time.Now()
	for range 3 {
		runtime.Gosched()
		print(time.Since(start).Milliseconds(), " ")
	}
}
`, { cost: { timerCheck: 5 * MS } });
      return stderr.trim().split(' ').map(Number);
    };
    // A look that cleans costs 5 ms here; two of eight stay where they are.
    expect(await scene(2)).toEqual([0, 0, 0]);
    expect(await scene(3)).toEqual([5, 5, 5]);
  });

  const WAKES = `
import "time"

//gopark:cpu 200us
func work() {}

func far() { time.Sleep(100 * time.Millisecond) }

func main() {
	go far()
	work()
	time.AfterFunc(time.Millisecond, func() {})
	work()
	time.AfterFunc(50*time.Millisecond, func() {})
	work()
}
`;
  test('C-103: one that is earlier than the sleep of the poller wakes it', async () => {
    const scene = await play(WAKES, { gomaxprocs: 2 });
    const blocked = scene.first('NetpollBegin', { detail: 1 });
    const wake = scene.first('NetpollBreak');
    expect([blocked.m === wake.m, blocked.index < wake.index]).toEqual([false, true]);
    expect(scene.first('NetpollEnd', { detail: 1 }).time - wake.time).toBeLessThan(10_000);
    expect(scene.of('NetpollBreak')).toHaveLength(1);
  });

  test('C-103: if nobody polls, an M is woken', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 200us
func work() {}

func main() {
	time.AfterFunc(time.Millisecond, func() {})
	work()
}
`, { gomaxprocs: 2 });
    expect(scene.first('MCreate')).toMatchObject({ extra: 1, time: scene.first('TimerSet').time });
  });

  test('C-104: 1.14 to 1.22 any timer does so, since 1.23 only the earliest', async () => {
    // With one P, busy, an M cannot be woken: needspinning is left behind. After the wait for the
    // network nobody is blocked in the poller, and needspinning is clear.
    const source = `
import "time"

//gopark:net 1us
func net() {}

func main() {
	time.AfterFunc(time.Minute, func() {})
	net()
	time.AfterFunc(time.Hour, func() {})
}
`;
    const needed = async (go: string): Promise<number> => (await play(source, { go })).sched[4]!;
    expect([await needed('1.22'), await needed('1.23')]).toEqual([1, 0]);
  });

  const CHANNEL = `
import "time"

//gopark:cpu 5ms
func work() {}

func main() {
	start := time.Now()
	t := time.NewTimer(time.Millisecond)
	work()
	print((<-t.C).Sub(start).Milliseconds())
}
`;
  test('C-105: since 1.23 a channel timer that nobody waits for is in no heap', async () => {
    const scene = await play(CHANNEL, exact);
    expect([scene.of('TimerSet'), scene.of('GoBlock')]).toEqual([[], []]);
    expect(scene.of('TimerFire').map((r) => r.time)).toEqual([5 * MS]);
    expect(scene.stderr).toBe('1');
    const old = await play(CHANNEL, { ...exact, go: '1.22' });
    expect(old.of('TimerSet').map((r) => r.detail)).toEqual([0]);
  });

  test('C-106: since 1.23 nothing old is received after Stop and Reset; len, cap 0', async () => {
    const source = `
import "time"

//gopark:cpu 5ms
func work() {}

func old(t *time.Timer) bool {
	select {
	case <-t.C:
		return true
	default:
		return false
	}
}

func wait() { time.Sleep(time.Millisecond) }

func main() {
	t := time.NewTimer(time.Millisecond)
	work()
	wait()
	print(len(t.C), cap(t.C), " ")
	print(t.Stop(), old(t), " ")
	t.Reset(time.Millisecond)
	work()
	wait()
	print(t.Reset(time.Hour), old(t))
}
`;
    expect((await play(source, exact)).stderr).toBe('00 truefalse truefalse');
    expect((await play(source, { ...exact, go: '1.22' })).stderr).toBe('11 falsetrue falsetrue');
  });

  test('C-106: a value that was sent and not received is gone after Stop and Reset', async () => {
    // Of two cases that are ready the other one is taken now and then: the value stays.
    const source = `
import "time"

//gopark:cpu 1ms
func work() {}

func stale(t *time.Timer) bool {
	select {
	case <-t.C:
		return true
	default:
		return false
	}
}

func main() {
	other := make(chan int)
	close(other)
	stayed, pending, old := 0, 0, 0
	for i := range 40 {
		t := time.NewTimer(time.Microsecond)
		work()
		select {
		case <-t.C:
			continue
		case <-other:
			stayed++
		}
		var was bool
		if i%2 == 0 {
			was = t.Stop()
		} else {
			was = t.Reset(time.Hour)
		}
		if was {
			pending++
		}
		if stale(t) {
			old++
		}
	}
	print(stayed > 9, stayed-pending, old > 0)
}
`;
    expect((await play(source, exact)).stderr).toBe('true0false');
    expect((await play(source, { ...exact, go: '1.22' })).stderr).toMatch(/^true\d+true$/);
  });

  test('C-107: a sleep of 0 or less neither parks nor yields', async () => {
    const scene = await play(`
import "time"

func w() {}

func main() {
	go w()
	time.Sleep(0)
	time.Sleep(-1)
}
`);
    expect(scene.starts()).toEqual(['main']);
    expect(scene.of(['GoBlock', 'GoSched', 'TimerSet'])).toEqual([]);
  });

  test('C-109: an idle process that waits for less than a millisecond waits for one', async () => {
    const woken = async (us: number, settings = {}): Promise<number> =>
      (await play(SLEEPERS([us * 1000]), { cost: 'zero', ...settings })).first('TimerFire').time;
    expect([await woken(100), await woken(999)]).toEqual([MS, MS]);
    expect(await woken(100, { behaviours: { epollMillis: 0 } })).toBe(100_000);
  });

  test('C-110: timers of a P that goes away move to who changes GOMAXPROCS', async () => {
    const scene = await play(`
import (
	"runtime"
	"time"
)

//gopark:cpu 200us
func work() {}

func sleeper() { time.Sleep(time.Millisecond) }

func main() {
	go sleeper()
	work()
	runtime.GOMAXPROCS(1)
	time.Sleep(2 * time.Millisecond)
}
`, { gomaxprocs: 2 });
    expect(scene.first('GoBlock', { who: 'sleeper' }).p).toBe(1);
    expect(scene.of('TimerFire').map((r) => [r.who, r.arg])).toEqual([['sleeper', 0], ['main', 0]]);
  });
});

describe('network', () => {
  test('C-108: in the reverse order of their events, 128 at most', async () => {
    const scene: Scene = await play(`
import "runtime"

//gopark:net 1ms
func net() {}

//gopark:cpu 5ms
func work() {}

func x() { net() }

func main() {
	for range 130 {
		go x()
	}
	runtime.Gosched()
	work()
	select {}
}
`, { behaviours: { fairnessTick: 0 } });
    const ready = scene.of('NetReady').map((r) => r.who);
    const ends = scene.of('NetpollEnd').filter((r) => r.arg > 0);
    expect(ends.map((r) => r.arg)).toEqual([128, 2]);
    const woken = scene.of('GoUnblock').filter((r) => r.who.startsWith('x')).map((r) => r.who);
    // The first of a list runs at once: it is told last.
    const list = (from: number, to: number) => {
      const [first, ...rest] = ready.slice(from, to).reverse();
      return [...rest, first];
    };
    expect(woken).toEqual([...list(0, 128), ...list(128, 130)]);
  });
});
