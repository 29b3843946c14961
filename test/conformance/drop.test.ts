/** docs/scheduler.md, section 8: the last looks before and after an M gives its P up. */
import { describe, expect, test } from 'vitest';
import { NONE, Queue } from '../../assembly/abi/event.ts';
import { Puppet } from '../support/puppet.ts';
import { play, type Scene } from '../support/scene.ts';
import { stranded } from '../support/stranded.ts';

describe('before and after the P is given up', () => {
  const QUEUED = `
//gopark:syscall 100us blocking
func call() {}

//gopark:cpu 85us
func work() {}
func w()    { call() }

func main() {
	c := make(chan int)
	go func() {
		work()
		<-c
	}()
	go w()
	<-c
}
`;
  test('C-37: the global queue is looked at once more', async () => {
    const scene = await play(QUEUED, { cost: { gopark: 20_000, usleepSlack: 1e9 } });
    const back = scene.first('GoSyscallEnd', { detail: 2 });
    const spin = scene.of('SpinBegin').filter((r) => r.index < back.index).at(-1)!;
    const got = scene.first('GlobalGet', {}, back.index);
    expect([got.m, got.who, got.arg]).toEqual([spin.m, 'w', 1]);
    const between = scene.all.slice(spin.index, got.index);
    expect(between.filter((r) => r.ev === 'ProcStop' && r.m === spin.m)).toEqual([]);
  });

  /** main on P 0 computes; the other M finds nothing. */
  const LATE = (act: string) => `
import "runtime"

//gopark:cpu 400us
func work() {}

//gopark:cpu 200us
func less() {}
func w()    { less() }

func main() {
	go w()
	work()
	${act}
	work()
	runtime.Gosched()
	select {}
}
`;
  /** That M is held up after it has given its P up, until main has acted. */
  async function late(act: string, settings = {}): Promise<Scene> {
    const puppet = await Puppet.of(LATE(act), { gomaxprocs: 2, ...settings });
    const m = puppet.untilAt('DROPPED');
    puppet.delay(m, 250_000);
    return puppet.finish();
  }

  test('C-38: who does not spin and finds needspinning spins instead of going idle', async () => {
    const scene = await stranded({ behaviours: { needspinning: 1 } });
    const made = scene.first('GoCreate', { who: 'y' });
    const spin = scene.first('SpinBegin', { m: 2 }, made.index);
    expect(scene.first('GoStart', { who: 'y' }, spin.index).m).toBe(2);
    const before = await stranded({ behaviours: { needspinning: 0 } });
    // It slept, with its P idle, and y waits until main ends.
    expect(before.of('GoStart', { who: 'y' })).toEqual([]);
    expect(before.first('MPark', { m: 2 }).index).toBeGreaterThan(
      before.first('GoCreate', { who: 'y' }).index);
  });

  test('C-39 C-40: who span looks again at the local queues, and takes a P back', async () => {
    const scene = await late('go w()');
    const start = scene.first('ProcStart', {}, scene.first('GoCreate', { who: 'w1' }).index);
    expect(scene.all.slice(start.index - 1, start.index + 2).map((r) => r.ev))
      .toEqual(['SpinEnd', 'ProcStart', 'SpinBegin']);
    expect(scene.first('Steal', { m: start.m }, start.index).who).toBe('w1');
  });

  test('C-39: and, since 1.22, at the global queue before them', async () => {
    const act = 'go w()\n\truntime.Gosched()';
    const scene = await late(act, { go: '1.22' });
    const end = scene.first('SpinEnd', { detail: 0 }, scene.first('GoSched').index);
    const evs = scene.all.slice(end.index, end.index + 4).map((r) => r.ev);
    expect(evs).toEqual(['SpinEnd', 'ProcStart', 'SpinBegin', 'GlobalGet']);
    const old = await late(act, { go: '1.21' });
    const back = old.first('GoStart', { g: 1 }, old.first('GoSched').index);
    expect([back.m, old.first('GoEnd', { who: 'w1' }).index < back.index]).toEqual([0, true]);
  });

  test('C-39: and at the timers that were set meanwhile', async () => {
    const puppet = await Puppet.of(`
import "time"

//gopark:cpu 400us
func work() {}

//gopark:cpu 200us
func less() {}
func w()    { less() }

func main() {
	go w()
	work()
	time.AfterFunc(500*time.Microsecond, func() {})
	work()
	work()
	work()
}
`, { gomaxprocs: 2, behaviours: { epollMillis: 0 } });
    // Whoever sets the timer sees this M spin, and wakes nobody.
    puppet.delay(puppet.untilAt('DROPPED', 2), 250_000);
    const scene = puppet.finish();
    const set = scene.first('TimerSet');
    expect(scene.first('NetpollBegin', { detail: 1 }, set.index).m).toBe(2);
    expect(scene.first('TimerFire').m).toBe(2);
  });

  test('C-39 C-43: and at the timers: an earlier one wakes the M that is blocked', async () => {
    const scene = await play(`
import "time"

//gopark:cpu 100us
func work() {}

//gopark:cpu 96800ns
func more() {}

func long() {
	more()
	time.Sleep(20 * time.Millisecond)
}

func main() {
	go long()
	work()
	time.Sleep(5 * time.Millisecond)
}
`, { gomaxprocs: 2, cost: { threadCreate: 0, threadStartLatency: 0, usleepSlack: 0 } });
    const wake = scene.first('NetpollBreak');
    const [before, behind] = [scene.all[wake.index - 1]!, scene.all[wake.index + 1]!];
    expect([before.ev, before.m, behind.ev, behind.m])
      .toEqual(['SpinEnd', wake.m, 'MPark', wake.m]);
    const blocked = scene.first('NetpollBegin', { detail: 1 });
    expect([blocked.index < wake.index, blocked.m === wake.m]).toEqual([true, false]);
    expect(scene.timeNs).toBeLessThan(6e6);
  });

  test('C-42: the blocked M sleeps until the earliest timer, or for ever', async () => {
    const sleep = await play(`
import "time"

func main() { time.Sleep(2500 * time.Microsecond) }
`, { cost: 'zero' });
    expect(sleep.of('NetpollBegin', { detail: 1 }).map((r) => r.time)).toEqual([0, 2e6]);
    expect(sleep.of('NetpollEnd', { detail: 1 }).map((r) => r.time)).toEqual([2e6, 3e6]);
    const net = await play(`
//gopark:net 5s
func net() {}

func main() { net() }
`, { cost: 'zero' });
    expect(net.of('NetpollEnd', { detail: 1 }).map((r) => r.time)).toEqual([5e9]);
  });

  test('C-44: after a blocking poll without a P: all are injected, the M sleeps', async () => {
    const scene = await play(`
//gopark:net 1ms
func net() {}

//gopark:syscall 900us blocking
func call() {}

//gopark:cpu 500us
func work() {}

func x() { net() }

func main() {
	go x()
	go x()
	call()
	work()
}
`);
    const end = scene.first('NetpollEnd', { detail: 1, arg: 2 });
    const behind = scene.all.slice(end.index + 1, end.index + 4);
    expect(behind.map((r) => [r.ev, r.m])).toEqual(
      [['GoUnblock', end.m], ['GoUnblock', end.m], ['MPark', end.m]]);
    expect(behind.slice(0, 2).map((r) => [Queue[r.detail], r.p])).toEqual(
      [['GLOBAL', NONE], ['GLOBAL', NONE]]);
  });
});
