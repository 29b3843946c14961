/** docs/scheduler.md, section 8: the search for work at other Ps; threads and idle Ps. */
import { describe, expect, test } from 'vitest';
import { NONE, Queue } from '../../assembly/abi/event.ts';
import { COST_FIELDS } from '../../src/config/cost.ts';
import { Puppet } from '../support/puppet.ts';
import { play, type Scene } from '../support/scene.ts';

/** Only looking at a P costs something: so the time of a search counts its looks. */
const looks = Object.fromEntries(COST_FIELDS.map((f) => [f, f === 'stealVictim' ? 1000 : 0]));
/** 1 us a look; threads come at once. */
const LOOK = 1000;

/** main makes n goroutines, and computes. */
const spawner = (n: number, each = '1ms') => `
//gopark:cpu 1ms
func work() {}

//gopark:cpu ${each}
func some() {}
func w()    { some() }

func main() {
	for range ${n} {
		go w()
	}
	work()
}
`;

describe('search', () => {
  test('C-45: at most four rounds over all Ps', async () => {
    for (const gomaxprocs of [2, 3, 8]) {
      const scene = await play('func main() { select {} }', { gomaxprocs, cost: looks });
      const begin = scene.first('SpinBegin');
      const stop = scene.first('ProcStop', {}, begin.index);
      expect(stop.time - begin.time).toBe(4 * gomaxprocs * LOOK);
    }
  });

  /** At which look the one P with work is found: the first goroutine ends so much later. */
  async function foundAt(gomaxprocs: number, seed: number): Promise<number> {
    const scene = await play(spawner(2, '10us'), { gomaxprocs, cost: looks, seed });
    const steal = scene.first('Steal');
    const end = scene.first('GoEnd', { g: steal.g });
    expect([steal.detail, end.m]).toEqual([0, steal.m]);
    return (end.time - steal.time - 10_000) / LOOK;
  }

  test('C-46: a round visits every P once, from a random one on', async () => {
    const counts = new Array<number>(9).fill(0);
    for (let seed = 1; seed <= 120; seed++) counts[await foundAt(8, seed)]!++;
    // Always in the first round, and at each of its looks about as often.
    expect(counts[0]).toBe(0);
    for (const n of counts.slice(1)) expect(n).toBeGreaterThan(4);
    expect(counts.reduce((a, b) => a + b)).toBe(120);
  });

  test('C-46: the steps are coprime to GOMAXPROCS, also when it is prime or odd', async () => {
    for (const gomaxprocs of [5, 6, 9]) {
      for (let seed = 1; seed <= 12; seed++) {
        const look = await foundAt(gomaxprocs, seed);
        expect(look).toBeGreaterThan(0);
        expect(look).toBeLessThanOrEqual(gomaxprocs);
      }
    }
  });

  test('C-47 C-48: the older half, rounded up; the youngest of it runs', async () => {
    const scene = await play(spawner(6, '10us'), { gomaxprocs: 2, cost: looks });
    // w5 is runnext; w0 to w4 are in the ring.
    const [steal] = scene.of('Steal');
    expect([steal!.arg, steal!.who]).toEqual([3, 'w2']);
    const thief = scene.starts({ m: steal!.m });
    expect(thief.slice(0, 3)).toEqual(['w2', 'w0', 'w1']);
  });

  test('C-49: runnext is taken only in the last round, and only if the ring is empty', async () => {
    const scene = await play(spawner(2, '10us'), { gomaxprocs: 2, cost: looks });
    expect(scene.of('Steal').map((r) => [r.who, r.detail])).toEqual([['w0', 0], ['w1', 1]]);
    const begin = scene.first('SpinBegin', { m: scene.of('Steal')[1]!.m });
    // Three rounds over two Ps, then 3 us of sleep after one or two looks.
    const took = scene.of('Steal')[1]!.time - begin.time - 3000;
    expect([7 * LOOK, 8 * LOOK]).toContain(took);
  });

  const NEXT = (own: string) => `
//gopark:cpu ${own}
func work() {}

//gopark:cpu 100us
func some() {}
func w()    { some() }

func main() {
	go w()
	work()
	select {}
}
`;
  test('C-50: before it takes runnext of a running P the thief sleeps 3 us', async () => {
    const times = { cost: { ...looks, stealVictim: 0 }, gomaxprocs: 2 };
    const now = await play(NEXT('1ms'), times);
    expect(now.first('Steal').time - now.first('MStart').time).toBe(3000);
    const old = await play(NEXT('1ms'), { ...times, go: '1.6' });
    expect(old.first('Steal').time - old.first('MStart').time).toBe(100_000);
  });

  test('C-51: if the victim runs it meanwhile, it is not taken', async () => {
    const scene = await play(NEXT('2us'), { cost: { ...looks, stealVictim: 0 }, gomaxprocs: 2 });
    expect(scene.of('Steal')).toEqual([]);
    expect(scene.first('GoStart', { who: 'w' })).toMatchObject({ p: 0, detail: Queue.RUNNEXT });
  });

  test('C-51: if another one has taken its place meanwhile, the search looks anew', async () => {
    const scene = await play(`
//gopark:cpu 1us
func brief() {}

//gopark:cpu 100us
func some() {}
func w()    { some() }
func x()    { some() }

func main() {
	go w()
	brief()
	go x()
	some()
	select {}
}
`, { cost: { ...looks, stealVictim: 0 }, gomaxprocs: 2 });
    // x is runnext now, w has gone to the ring: that is what the thief finds.
    expect(scene.of('Steal')[0]).toMatchObject({ who: 'w', detail: 0 });
  });

  test('with the policy nosteal nobody searches for ever for what cannot be taken', async () => {
    const scene = await play(`
//gopark:cpu 100us
func some() {}
func w()    { some() }

func main() {
	for range 20 {
		go w()
	}
	for range 30 {
		some()
	}
}
`, { gomaxprocs: 4, policy: 'nosteal' });
    expect(scene.reason).toBe('FINISHED');
    expect(scene.of('SpinBegin').length).toBeLessThan(10);
  });

  /** A sleeper on P 0, whose M computes when its time comes. */
  const SLEEPER = (early: string) => `
import (
	"runtime"
	"time"
)

//gopark:cpu ${early}
func first() {}

//gopark:cpu 500us
func work()    {}
func sleeper() { time.Sleep(time.Millisecond) }
func w()       { work() }

func main() {
	go sleeper()
	runtime.Gosched()
	first()
	go w()
	work()
	select {}
}
`;
  test('C-52 C-53: timers of others run on the thief, and their goroutines there', async () => {
    const scene = await play(SLEEPER('5ms'), { gomaxprocs: 2 });
    const fire = scene.first('TimerFire');
    expect([fire.arg, fire.p]).toEqual([0, 1]);
    expect(scene.first('GoUnblock', {}, fire.index)).toMatchObject({ p: 1, who: 'sleeper' });
    expect(scene.first('GoStart', {}, fire.index)).toMatchObject({ p: 1, who: 'sleeper' });
  });

  test('C-52: they run before the queue of their P is tried', async () => {
    // The poller is late; the M that main wakes for w meets the timer that is due.
    const cost = { epollWakeLatency: 400_000, usleepSlack: 0 };
    const scene = await play(SLEEPER('1080us'), { gomaxprocs: 3, cost });
    const made = scene.first('GoCreate', { who: 'w' });
    const fire = scene.first('TimerFire', {}, made.index);
    expect(scene.of('Steal').filter((r) => r.index > made.index && r.index < fire.index))
      .toEqual([]);
    expect([fire.p === 0, fire.arg]).toEqual([false, 0]);
    const start = scene.first('GoStart', { m: fire.m }, fire.index);
    expect(start.who).toBe('sleeper');
  });

  test('C-54: idle Ps have nothing to steal but timers', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 1002us
func work() {}

func sleeper() { time.Sleep(900 * time.Microsecond) }

func main() {
	go sleeper()
	work()
	select {}
}
`, { gomaxprocs: 2, cost: { epollWakeLatency: 300_000, usleepSlack: 0 } });
    const fire = scene.first('TimerFire');
    const stop = scene.of('ProcStop', { p: 1 }).find((r) => r.index < fire.index)!;
    expect([fire.p, fire.arg, stop.detail]).toEqual([0, 1, 0]);
    expect(scene.of('ProcStart', { p: 1 }).filter(
      (r) => r.index > stop.index && r.index < fire.index)).toEqual([]);
    expect(scene.of('Steal').filter((r) => r.index > stop.index)).toEqual([]);
  });

  test('C-55: timers that gave no goroutine: all begins again', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 5ms
func work() {}

func main() {
	t := time.NewTimer(time.Millisecond)
	work()
	<-t.C
}
`, { gomaxprocs: 2, go: '1.22' });
    const fire = scene.first('TimerFire');
    expect([fire.p, fire.arg]).toEqual([1, 0]);
    const stop = scene.first('ProcStop', { p: 1 }, fire.index);
    const fails = scene.of('StealFail', { m: fire.m })
      .filter((r) => r.index > fire.index && r.index < stop.index);
    expect(fails).toHaveLength(2);
  });
});

/** main wakes n workers that wait, one after the other. */
const WAKER = (n: number, gap = '1us') => `
//gopark:cpu ${gap}
func gap() {}

//gopark:cpu 200us
func some() {}

//gopark:cpu 2ms
func work() {}

func w(c chan int) {
	<-c
	some()
}

func main() {
	c := make(chan int)
	for range ${n} {
		go w(c)
	}
	work()
	for range ${n} {
		c <- 1
		gap()
	}
	work()
	for range ${n} {
		go w(c)
	}
	work()
}
`;

describe('threads and Ps', () => {
  test('C-56 C-57: nobody is woken while an M spins; who is woken spins, with a P', async () => {
    const scene = await play(spawner(6), { gomaxprocs: 4 });
    const first = scene.first('MCreate');
    expect([first.extra, first.p === NONE]).toEqual([1, false]);
    const found = scene.first('SpinEnd');
    const made = scene.of('GoCreate').filter((r) => r.index < found.index);
    expect(made.length).toBeGreaterThan(4);
    const woken = scene.of(['MCreate', 'MWake']).filter((r) => r.index < found.index);
    expect(woken).toHaveLength(1);
  });

  test('C-58 C-59: the P, the M that went idle last comes first; else a new M', async () => {
    const scene = await play(WAKER(5), { gomaxprocs: 6 });
    const idleMs: number[] = [];
    const idlePs = [0, 1, 2, 3, 4, 5];
    let [again, reused] = [0, 0];
    for (const r of scene.all) {
      if (r.ev === 'ProcStop') idlePs.push(r.p);
      if (r.ev === 'MPark') idleMs.push(r.m);
      if (r.ev === 'ProcStart' && idlePs.includes(r.p)) idlePs.splice(idlePs.indexOf(r.p), 1);
      if (r.ev !== 'MCreate' && r.ev !== 'MWake') continue;
      expect(r.p).toBe(idlePs.pop());
      if (r.ev === 'MCreate') expect(idleMs).toEqual([]);
      else expect(r.m).toBe(idleMs.pop());
      if (r.ev === 'MWake' && idleMs.length > 0) again++;
      else reused++;
    }
    expect(again).toBeGreaterThan(2);
    expect(reused).toBeGreaterThan(2);
  });

  test('C-61: who is woken goes to the P of who wakes it', async () => {
    const scene = await play(WAKER(1), { gomaxprocs: 2 });
    const ran = scene.first('GoStart', { who: 'w0' });
    const woken = scene.first('GoUnblock', { who: 'w0' });
    expect([ran.p, woken.p, Queue[woken.detail]]).toEqual([1, 0, 'RUNNEXT']);
  });

  /** Four wait for the network; one of four Ps is idle when they are ready. */
  const READY = `
import "runtime"

//gopark:net 1ms
func net() {}

//gopark:cpu 20ms
func work() {}

func x() { net() }

func busy() { work() }

func main() {
	for range 4 {
		go x()
	}
	runtime.Gosched()
	go busy()
	work()
}
`;
  /** What an M does in the moment in which it comes out of the poller. */
  function moment(scene: Scene): string[] {
    const end = scene.of('NetpollEnd', { detail: 1 }).find((r) => r.arg > 1)!;
    return scene.after(end.index)
      .filter((r) => r.time === end.time && (r.m === end.m || /^M/.test(r.ev)))
      .filter((r) => /^(GoUnblock|M)/.test(r.ev))
      .map((r) => (r.ev === 'GoUnblock' ? Queue[r.detail]! : `M ${r.extra}`));
  }

  test('C-62 C-64: one for each idle P to the global queue, the others to the ring', async () => {
    const cost = { epollWakeLatency: 100_000 };
    const scene = await play(READY, { gomaxprocs: 4, cost });
    expect(moment(scene)).toEqual(['GLOBAL', 'M 0', 'LOCAL', 'LOCAL', 'DIRECT']);
    // Idle Ps are left over: since 1.23 one more M is woken, to spin.
    const eight = await play(READY, { gomaxprocs: 8, cost });
    expect(moment(eight)).toEqual(
      ['GLOBAL', 'GLOBAL', 'GLOBAL', 'M 0', 'M 0', 'M 0', 'M 1', 'DIRECT']);
    const old = await play(READY, { gomaxprocs: 8, cost, go: '1.22' });
    expect(moment(old)).toEqual(['GLOBAL', 'GLOBAL', 'GLOBAL', 'M 0', 'M 0', 'M 0', 'DIRECT']);
  });

  test('C-63: without a P all go to the global queue, and Ms start, not spinning', async () => {
    const puppet = await Puppet.of(`
import "runtime"

//gopark:net 100us
func net() {}

//gopark:cpu 30ms
func work() {}

func x() { net() }

func main() {
	go x()
	go x()
	runtime.Gosched()
	work()
}
`, { gomaxprocs: 2, cost: { threadStartLatency: 20_000 } });
    // The M that would sleep in the poller is held up before it does, its P is idle.
    puppet.delay(puppet.untilAt('DROPPED'), 40e6);
    const scene = puppet.finish();
    const end = scene.first('NetpollEnd', { detail: 2, arg: 2 });
    const behind = scene.after(end.index).slice(0, 3)
      .map((r) => [r.ev, r.ev === 'GoUnblock' ? Queue[r.detail] : r.extra]);
    expect(behind).toEqual([['GoUnblock', 'GLOBAL'], ['GoUnblock', 'GLOBAL'], ['MCreate', 0]]);
  });

  /** main gives its P to a system call after `before`. */
  const CALL = (before: string) => `
import "runtime"

//gopark:syscall 1ms blocking
func call() {}

//gopark:cpu 200us
func work() {}

//gopark:cpu 20ms
func long() {}

func w() {}

func x() {
	runtime.Gosched()
	call()
}

func busy() { long() }

func main() {
	${before}
	call()
}
`;
  const rules = (scene: Scene) => scene.of('Handoff').map((r) => r.detail);

  test('C-65: handoffp starts an M if the local or the global queue has a goroutine', async () => {
    const local = await play(CALL('go w()\n\tgo w()'));
    expect([rules(local), local.first('MCreate').extra]).toEqual([[1], 0]);
    const global = await play(`
import "runtime"

//gopark:syscall 1ms blocking
func call() {}
func w()    { call() }

func main() {
	go w()
	runtime.Gosched()
}
`);
    expect([rules(global), global.first('MCreate').extra]).toEqual([[1], 0]);
    expect(global.first('Handoff').time).toBeLessThan(global.first('GlobalGet').time);
  });

  test('C-66: it starts a spinning one if none spins and no P is idle', async () => {
    const scene = await play(CALL(''));
    expect([rules(scene), scene.first('MCreate').extra]).toEqual([[4], 1]);
  });

  test('C-67: it starts one if all other Ps are idle and nobody is in the poller', async () => {
    const scene = await play(CALL(''), { gomaxprocs: 3 });
    expect([rules(scene), scene.first('MCreate').extra]).toEqual([[8], 0]);
  });

  test('C-68: otherwise the P goes idle', async () => {
    const scene = await play(CALL('go busy()\n\twork()'), { gomaxprocs: 3 });
    const handoff = scene.first('Handoff');
    expect(handoff.detail).toBe(9);
    const end = scene.first('GoSyscallEnd');
    expect(scene.all.slice(handoff.index, end.index - 1).filter((r) => /^(M|P)/.test(r.ev)))
      .toEqual([]);
    // It takes the P from the idle ones again.
    expect([end.detail, scene.all[end.index - 1]!.ev]).toEqual([1, 'ProcStart']);
  });

  test('C-69: before main has started nobody is woken', async () => {
    const scene = await play('func main() {}', { gomaxprocs: 4, startup: { residue: 5 } });
    expect(scene.of('GoCreate')).toHaveLength(6);
    expect(scene.of(['MCreate', 'MWake'])).toEqual([]);
  });

  const CALLS = (n: number, max = '') => `
${max && 'import "runtime/debug"'}

//gopark:syscall 1s blocking
func call() {}

func w() { call() }

func main() {
	${max}
	for range ${n} {
		go w()
	}
	select {}
}
`;
  test('C-70: more threads than allowed are a fatal error', async () => {
    const few = await play(CALLS(20, 'debug.SetMaxThreads(10)'));
    expect([few.reason, few.stderr]).toEqual(
      ['FATAL', expect.stringContaining('fatal error: thread exhaustion')]);
    expect(few.stderr).toContain('program exceeds 10-thread limit');
    expect(few.of('MCreate')).toHaveLength(8);
    // Go's own limit is 10000; lowering it says so.
    const usual = await play(CALLS(1, 'print(debug.SetMaxThreads(100))'), { until: 1000 });
    expect(usual.stderr).toBe('10000');
  });
});
