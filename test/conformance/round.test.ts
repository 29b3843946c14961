/**
 * docs/scheduler.md, section 8: one scheduling round, and what is looked at in which order.
 */
import { describe, expect, test } from 'vitest';
import { NONE, Queue } from '../../assembly/abi/event.ts';
import { play, type Scene } from '../support/scene.ts';

/** Workers that compute, wait for each other, the network, a timer and the system. */
const MIXED = `
import (
	"runtime"
	"time"
)

//gopark:cpu exp(20us)
func work() {}

//gopark:net exp(50us)
func net() {}

//gopark:syscall exp(60us)
func call() {}

func w(c chan int, i int) {
	for range 12 {
		work()
		switch i % 4 {
		case 0:
			net()
		case 1:
			call()
		case 2:
			time.Sleep(30 * time.Microsecond)
		default:
			runtime.Gosched()
		}
		c <- i
	}
}

func main() {
	c := make(chan int, 3)
	for i := range 12 {
		go w(c, i)
	}
	for range 12 * 12 {
		<-c
	}
}
`;
const mixed = (gomaxprocs: number, more = {}) => play(MIXED, { gomaxprocs, ...more });

describe('a scheduling round', () => {
  test('C-20: schedtick grows by one with each start that does not inherit', async () => {
    const scene = await mixed(4);
    const ticks = new Map<number, number>([[0, 4]]);
    for (const r of scene.of('GoStart')) {
      const before = ticks.get(r.p) ?? 0;
      expect(r.arg).toBe(r.extra === 1 ? before : before + 1);
      ticks.set(r.p, r.arg);
    }
    expect(scene.of('GoStart', { extra: 1 }).length).toBeGreaterThan(20);
    expect(scene.of('GoSyscallEnd', { detail: 0 }).length).toBeGreaterThan(10);
  });

  test('C-21 C-26 C-77: who is started has no request, whoever was asked on its P', async () => {
    const scene = await play(`
//gopark:cpu 15ms
func long() {}

//gopark:cpu 1us
func short() {}

func partner(c chan int) {
	short()
	c <- 1
}

func main() {
	c := make(chan int)
	for range 2 {
		go partner(c)
		long()
		<-c
		short()
	}
}
`, { go: '1.13' });
    // Asked while it computed, without a call; it parks first, and the partner runs its call.
    const asked = scene.of('PreemptRequest', { g: 1 });
    expect(asked).toHaveLength(2);
    expect(scene.of('GoBlock', { g: 1 })).toHaveLength(2);
    expect(scene.of('GoSched')).toEqual([]);
    expect(asked[1]!.time - asked[0]!.time).toBeGreaterThanOrEqual(10e6);
  });

  test('C-26: a signal that finds another goroutine on the P does nothing', async () => {
    const scene = await play(`
//gopark:cpu 11300us
func long() {}

//gopark:cpu 200us
func short() {}
func w()     { short() }

func main() {
	go w()
	long()
	select {}
}
`, { cost: { signalLatency: 150_000, usleepSlack: 0 } });
    const [signal] = scene.of('PreemptSignal');
    expect([signal!.detail, scene.of('GoSched').length]).toEqual([0, 0]);
    expect(scene.first('PreemptRequest').who).toBe('main');
  });

  test('C-22 C-60: who found work stops to spin and wakes another, then runs it', async () => {
    const scene = await mixed(8);
    const found = scene.of('SpinEnd', { detail: 1 });
    const between = found.map((end) => {
      const start = scene.all.find(
        (r) => r.index > end.index && ['GoStart', 'MPark'].includes(r.ev) && r.m === end.m)!;
      expect(start.time).toBe(end.time);
      return scene.all.slice(end.index + 1, start.index)
        .filter((r) => r.ev === 'MCreate' || r.ev === 'MWake');
    });
    const woken = between.flat();
    expect(woken.length).toBeGreaterThan(3);
    expect(woken.every((r) => r.extra === 1)).toBe(true);
    // The first thread that comes finds work and makes the next one.
    expect(between[0]).toHaveLength(1);
  });

  test('C-24 C-95: who takes a wired goroutine gives its P away, and sleeps', async () => {
    const scene = await play(`
import "runtime"

func main() {
	runtime.LockOSThread()
	c := make(chan int)
	go func() { c <- 1 }()
	<-c
}
`);
    const wake = scene.first('MWake', { g: 1 });
    expect([wake.m, wake.p, wake.arg]).toEqual([0, 0, 2]);
    expect(scene.first('MPark', { m: 2 }, wake.index).time).toBe(wake.time);
    const start = scene.first('GoStart', { g: 1 }, wake.index);
    expect([start.m, start.p]).toEqual([0, 0]);
    const others = scene.of('GoStart').filter((r) => r.m === 0 && r.g !== 1);
    expect(others).toEqual([]);
  });

  test('C-25: a park that is not needed any more is none', async () => {
    const scene = await play(`
//gopark:net every 10us
func next() {}

//gopark:cpu 100us
func work() {}

func main() {
	next()
	work()
	next()
}
`, { cost: 'zero' });
    expect(scene.of('GoBlock')).toHaveLength(1);
    const [first, again] = scene.of('GoStart');
    expect(scene.of('GoStart')).toHaveLength(2);
    expect([again!.arg, first!.arg]).toEqual([5, 4]);
    expect(scene.timeNs - again!.time).toBe(100_000);
  });
});

describe('what is looked at, in which order', () => {
  test('C-27: a stop of the world comes before everything else', async () => {
    const scene = await play(`
import "runtime"

//gopark:cpu 200us
func short() {}

//gopark:cpu 20us
func work() {}

func w() { work() }

func spawn() {
	for range 30 {
		go w()
	}
	short()
}

func main() {
	go spawn()
	short()
	runtime.GC()
	select {}
}
`, { gomaxprocs: 2 });
    const [begin, end] = [scene.first('STWBegin'), scene.first('STWEnd')];
    const within = scene.all.slice(begin.index, end.index);
    expect(within.filter((r) => r.ev === 'GoSched' || r.ev === 'GoEnd')).toHaveLength(1);
    expect(within.filter((r) => r.ev === 'GoStart')).toEqual([]);
    expect(within.filter((r) => r.ev === 'MPark')).toHaveLength(1);
    expect(scene.of('GoStart').filter((r) => r.index > end.index).length).toBeGreaterThan(15);
  });

  test('C-28: timers that are due run before a goroutine is chosen', async () => {
    const scene = await play(`
import (
	"runtime"
	"time"
)

//gopark:cpu 50us
func work() {}
func w()    {}

func sleeper() { time.Sleep(10 * time.Microsecond) }

func main() {
	go sleeper()
	runtime.Gosched()
	go w()
	go w()
	work()
	select {}
}
`);
    expect(scene.starts().slice(2)).toEqual(['main', 'sleeper', 'w0', 'w1']);
    const fire = scene.first('TimerFire');
    expect(fire.time).toBe(scene.first('GoStart', { who: 'sleeper' }, fire.index).time);
  });

  test('C-29: runnext and ring, global queue, network', async () => {
    const scene = await play(`
import "runtime"

//gopark:net 1us
func net() {}

//gopark:cpu 50us
func work()   {}
func waits()  { net() }
func queued() {}
func newest() {}

func main() {
	go waits()
	runtime.Gosched()
	go queued()
	go newest()
	work()
	runtime.Gosched()
	select {}
}
`);
    expect(scene.starts().slice(-4)).toEqual(['newest', 'queued', 'main', 'waits']);
    const froms = scene.of('GoStart').slice(-4).map((r) => Queue[r.detail]);
    expect(froms).toEqual(['RUNNEXT', 'LOCAL', 'GLOBAL', 'DIRECT']);
  });

  test('C-29: the network comes before the search', async () => {
    const scene = await mixed(3);
    const last = new Map<number, string>();
    let after = 0;
    for (const r of scene.all) {
      if (r.ev === 'SpinBegin' && last.get(r.m) === `NetpollEnd ${r.time}`) after++;
      last.set(r.m, `${r.ev} ${r.time}`);
      if (r.ev === 'NetpollBegin' && r.detail === 0) {
        expect(last.get(r.m)).not.toBe(`SpinBegin ${r.time}`);
        last.set(r.m, `${r.ev} ${r.time}`);
      }
    }
    expect(after).toBeGreaterThan(5);
  });

  test('C-32 C-41: a look if somebody waits and nobody is blocked; one is blocked', async () => {
    for (const scene of [await mixed(4), await mixed(2)]) {
      let [waiting, blocked, looks] = [0, NONE, 0];
      for (const r of scene.all) {
        if (r.ev === 'GoBlock' && r.detail === 2) waiting++;
        if (r.ev === 'NetpollBegin' && r.detail === 0) {
          looks++;
          expect([waiting > 0, blocked]).toEqual([true, NONE]);
        }
        if (r.ev === 'NetpollBegin' && r.detail === 1) {
          expect(blocked).toBe(NONE);
          blocked = r.m;
        }
        if (r.ev !== 'NetpollEnd') continue;
        waiting -= r.arg;
        if (r.detail === 1) blocked = NONE;
      }
      expect(looks).toBeGreaterThan(2);
      expect(scene.of('NetpollBegin', { detail: 1 }).length).toBeGreaterThan(2);
    }
  });

  test('C-33: two Ps never look at the network at the same time', async () => {
    const scene = await mixed(8);
    const looks = scene.of(['NetpollBegin', 'NetpollEnd'])
      .filter((r) => r.detail === 0).map((r) => `${r.ev} ${r.m}`);
    for (let i = 0; i < looks.length; i += 2) {
      expect(looks[i + 1]).toBe(looks[i]!.replace('Begin', 'End'));
    }
    expect(looks.length).toBeGreaterThan(10);
  });

  test('C-34: of the goroutines of a poll the first runs, the others are injected', async () => {
    const scene = await play(`
import "runtime"

//gopark:net 10us
func net() {}

//gopark:cpu 1ms
func work() {}
func w()    { net() }

func main() {
	go w()
	go w()
	go w()
	runtime.Gosched()
	work()
	select {}
}
`);
    const end = scene.first('NetpollEnd', { arg: 3 });
    const woken = scene.of('GoUnblock').filter((r) => r.index > end.index).slice(0, 3);
    expect(woken.map((r) => Queue[r.detail])).toEqual(['LOCAL', 'LOCAL', 'DIRECT']);
    const starts = scene.of('GoStart').filter((r) => r.index > end.index);
    expect(starts.map((r) => r.g)).toEqual([woken[2]!.g, woken[0]!.g, woken[1]!.g]);
  });
});

/** nmspinning, and Ps that are not idle, as the records tell them. */
function spinners(scene: Scene, at: (spinning: number, busy: number, r: Seen) => void): void {
  const spinning = new Set<number>();
  const held = new Set<number>();
  for (const r of scene.all) {
    if (r.ev === 'SpinBegin') at(spinning.size, held.size, r);
    if (r.ev === 'SpinBegin' || (r.ev === 'MCreate' || r.ev === 'MWake') && r.extra === 1) {
      spinning.add(r.m);
    }
    if (r.ev === 'SpinEnd') spinning.delete(r.m);
    if (r.ev === 'ProcStart' || r.ev === 'MCreate' || r.ev === 'MWake') held.add(r.p);
    if (r.ev === 'ProcStop') held.delete(r.p);
  }
}
type Seen = Scene['all'][number];

describe('spinning', () => {
  test('C-35: who begins to search sees fewer than half of the busy Ps spin', async () => {
    let [begins, refused] = [0, 0];
    for (const gomaxprocs of [2, 3, 4, 8]) {
      const scene = await mixed(gomaxprocs);
      spinners(scene, (spinning, busy, r) => {
        const again = scene.all[r.index - 1]!.ev === 'ProcStart';
        if (again) return;
        begins++;
        expect(2 * spinning).toBeLessThan(busy);
      });
      const stops = scene.of('ProcStop', { detail: 0 });
      refused += stops.filter((r) => scene.all[r.index + 1]!.ev === 'MPark').length;
    }
    expect(begins).toBeGreaterThan(50);
    // Some did not begin, and slept without having searched.
    expect(refused).toBeGreaterThan(0);
  });

  test('C-36: who was woken to spin searches in any case', async () => {
    const scene = await play(`
//gopark:cpu 100us
func work() {}
func w()    { work() }

func main() {
	go w()
	work()
	select {}
}
`, { gomaxprocs: 2 });
    // Two Ps are busy, one M spins: nobody may begin to.
    const came = scene.first('MStart', { m: 2 });
    const steal = scene.first('Steal', { m: 2 });
    const own = scene.all.slice(came.index, steal.index).filter((r) => r.m === 2);
    expect(own.map((r) => r.ev)).toEqual(['MStart', 'ProcStart']);
  });
});
