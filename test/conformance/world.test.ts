/** docs/scheduler.md, section 8: stopping the world, deadlock, recorded orders. */
import { describe, expect, test } from 'vitest';
import { Queue } from '../../assembly/abi/event.ts';
import { play, type Scene } from '../support/scene.ts';

const US = 1000;

describe('stopping the world', () => {
  const STOP = (what: string) => `
import "runtime"

//gopark:cpu 2ms
func work() {}

//gopark:cpu 300us
func warm() {}

//gopark:syscall 5ms
func call() {}

func busy() { work() }
func calls() { call() }

func main() {
	go calls()
	warm()
	go busy()
	warm()
	${what}
	runtime.GC()
	warm()
}
`;
  test('C-132: running Ps are asked; idle ones, those in system calls stop at once', async () => {
    const scene = await play(STOP(''), { gomaxprocs: 4 });
    const [begin, stopped] = [scene.first('STWBegin'), scene.first('STWStopped')];
    const during = scene.all.slice(begin.index, stopped.index);
    const asked = during.filter((r) => r.ev === 'PreemptRequest');
    expect(asked.map((r) => [r.who, r.detail])).toEqual([['busy', 1]]);
    const taken = during.filter((r) => r.ev === 'ProcSteal');
    expect(taken.map((r) => [r.who, r.time - begin.time, r.detail])).toEqual([['calls', 0, 3]]);
    expect(during.filter((r) => r.ev === 'ProcStop').map((r) => r.who)).toHaveLength(1);
    // One P more is idle: it needs no record to stand.
    expect(stopped.time - begin.time).toBeLessThan(20 * US);
  });

  test('C-133: the request is repeated every 100 us', async () => {
    // Without signals a burst without calls is not stopped: it ends by itself.
    const scene = await play(STOP(''), { gomaxprocs: 4, go: '1.13' });
    const asked = scene.of('PreemptRequest', { detail: 1 }).map((r) => r.time);
    expect(asked.length).toBeGreaterThan(10);
    for (let i = 2; i < asked.length; i++) expect(asked[i]! - asked[i - 1]!).toBe(100 * US);
  });

  test('C-134: Ps keep their queues; those with work are started, and one more M', async () => {
    const scene = await play(`
import "runtime"

//gopark:cpu 100us
func some() {}

//gopark:cpu 300us
func warm() {}

func w() { some() }

func spawn() {
	for range 6 {
		go w()
	}
	warm()
	warm()
	warm()
}

func main() {
	go spawn()
	warm()
	runtime.LockOSThread()
	runtime.GC()
	select {}
}
`, { gomaxprocs: 4, policy: 'nosteal' });
    const [begin, end] = [scene.first('STWBegin'), scene.first('STWEnd')];
    const owner = scene.of('GoStart', { who: 'spawn' })[0]!;
    const moved = scene.all.slice(begin.index, end.index)
      .filter((r) => ['Steal', 'GlobalGet', 'GoUnblock'].includes(r.ev));
    expect(moved).toEqual([]);
    const [first, more] = scene.after(end.index);
    // The P with work on the M that had it; then one that spins.
    expect([first!.ev, first!.p, first!.m, first!.extra]).toEqual(['MWake', owner.p, owner.m, 0]);
    expect(more).toMatchObject({ time: end.time, extra: 1 });
    expect(more!.ev).toMatch(/^M(Create|Wake)$/);
    const after = scene.of('GoStart', { p: owner.p }).filter((r) => r.index > end.index);
    expect(after[0]!.who).toBe('spawn');
    expect(Queue[after[0]!.detail]).toBe('RUNNEXT');
  });
});

describe('deadlock', () => {
  const dead = async (source: string, settings = {}): Promise<Scene> =>
    play(`import "time"\nvar _ = time.Now\n${source}`, settings);
  const ASLEEP = 'fatal error: all goroutines are asleep - deadlock!';

  test('C-140: no M runs, no timer is set, all goroutines wait', async () => {
    for (const gomaxprocs of [1, 2, 4]) {
      const scene = await dead(`
func w(c chan int) { <-c }

func main() {
	c := make(chan int)
	go w(c)
	<-make(chan int)
}
`, { gomaxprocs });
      expect([scene.reason, scene.stderr.split('\n')[0]]).toEqual(['DEADLOCK', ASLEEP]);
    }
  });

  test('C-141: who waits for the network, or any timer, prevents that', async () => {
    const timer = await dead(`
func main() {
	time.AfterFunc(time.Hour, func() {})
	select {}
}
`, { until: 60e9 });
    expect(timer.reason).toBe('PAUSED');
    const net = await dead(`
//gopark:net 1h
func net() {}

func w() { net() }

func main() {
	go w()
	select {}
}
`, { until: 60e9 });
    expect(net.reason).toBe('PAUSED');
    // When the timer has fired, and nothing came of it, there is nothing left to wait for.
    const fired = await dead(`
func main() {
	time.AfterFunc(time.Second, func() {})
	select {}
}
`);
    expect([fired.reason, fired.timeNs >= 1e9]).toEqual(['DEADLOCK', true]);
  });

  test('C-142: after Goexit of main with no other goroutine', async () => {
    const scene = await play(`
import "runtime"

func w() {}

func main() {
	go w()
	runtime.Goexit()
}
`);
    expect(scene.reason).toBe('DEADLOCK');
    expect(scene.stderr).toContain(
      'fatal error: no goroutines (main called runtime.Goexit) - deadlock!');
  });
});

describe('recorded orders', () => {
  test('C-146: a main that yields among 200 comes back at each 61st tick', async () => {
    const source = (imports: string, use: string) => `
import (
	"runtime"
	${imports}
)

func main() {
	${use}
	n := 0
	for range 200 {
		go func() { n++ }()
	}
	for range 4 {
		runtime.Gosched()
		print(n, " ")
	}
}
`;
    const seen = async (files: boolean, go: string): Promise<string> => {
      const program = files ? source('"os"', 'os.Getenv("HOME")') : source('', '');
      return (await play(program, { go, startup: undefined })).stderr.trim();
    };
    // With package os there is one goroutine of the runtime more since 1.25.
    expect(await seen(true, '1.26')).toBe('56 116 176 200');
    expect(await seen(true, '1.24')).toBe('57 117 177 200');
    expect(await seen(false, '1.26')).toBe('57 117 177 200');
  });
});
