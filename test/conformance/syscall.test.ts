/** docs/scheduler.md, section 8: system calls, goroutines that are wired to a thread. */
import { describe, expect, test } from 'vitest';
import { Queue } from '../../assembly/abi/event.ts';
import { play, type Scene } from '../support/scene.ts';

const MS = 1e6;

/** main calls the system; w wants to run meanwhile. */
const CALL = (how: string, work = '100us') => `
//gopark:syscall ${how}
func call() {}

//gopark:cpu ${work}
func work() {}
func w()    { work() }

func main() {
	go w()
	call()
	select {}
}
`;
/** A call after one that sysmon has not seen; `before` is done first. */
const SECOND = (before: string) => `
//gopark:syscall 1us
func first() {}

//gopark:syscall 30ms
func call() {}
func w()    {}

func main() {
	first()
	${before}
	call()
}
`;

/** When sysmon looked, until it took the P. */
function looksAt(scene: Scene): { taken: number; looks: number[] } {
  const begin = scene.of('GoSyscallBegin')[1]!;
  const taken = scene.first('ProcSteal');
  const looks = scene.of('Sysmon')
    .filter((r) => r.time >= begin.time && r.index < taken.index).map((r) => r.time);
  return { taken: taken.time, looks };
}

describe('system calls', () => {
  test('C-88 C-89: a short one keeps its P and goes on in the same schedtick', async () => {
    const scene = await play(CALL('1us'), { cost: { usleepSlack: 0 } });
    const [begin, end] = [scene.first('GoSyscallBegin'), scene.first('GoSyscallEnd')];
    expect(scene.all.slice(begin.index + 1, end.index)).toEqual([]);
    expect([end.detail, end.p, end.m]).toEqual([0, begin.p, begin.m]);
    const next = scene.first('GoStart', {}, end.index);
    expect([next.who, next.arg]).toEqual(['w', 4]);
    expect(scene.of(['Handoff', 'ProcStop', 'ProcSteal']).filter((r) => r.index < next.index))
      .toEqual([]);
  });

  test('C-90: its P was taken: any idle one, else the global queue', async () => {
    const idle = await play(CALL('5ms', '1ms'), { gomaxprocs: 2 });
    const back = idle.first('GoSyscallEnd');
    expect(back.detail).toBe(1);
    expect(idle.all[back.index - 1]).toMatchObject({ ev: 'ProcStart', m: back.m, p: back.p });
    const none = await play(CALL('5ms', '9ms'));
    const end = none.first('GoSyscallEnd');
    expect(none.all.slice(end.index, end.index + 3).map((r) => [r.ev, r.m])).toEqual(
      [['GoSyscallEnd', 0], ['GoUnblock', 0], ['MPark', 0]]);
    expect([end.detail, Queue[none.all[end.index + 1]!.detail]]).toEqual([2, 'GLOBAL']);
    expect(none.first('GlobalGet', { g: 1 }).index).toBeGreaterThan(end.index);
  });

  test('C-91: with work to do the P is taken on the second look', async () => {
    const { taken, looks } = looksAt(await play(SECOND('go w()')));
    expect(looks).toHaveLength(2);
    expect(taken).toBe(looks[1]);
    // Also where nothing is queued, if nobody spins and no P is idle.
    const alone = looksAt(await play(SECOND('')));
    expect(alone.looks).toHaveLength(2);
  });

  test('C-92: with nothing else to do only after 10 ms', async () => {
    const { taken, looks } = looksAt(await play(SECOND(''), { gomaxprocs: 2 }));
    expect(taken).toBe(looks.find((time) => time >= looks[0]! + 10 * MS));
    expect(looks.length).toBeGreaterThan(50);
  });

  test('C-93: a call that is known to block hands its P off at once', async () => {
    const scene = await play(CALL('5ms blocking'));
    const begin = scene.first('GoSyscallBegin');
    expect(scene.all.slice(begin.index + 1, begin.index + 4).map((r) => [r.ev, r.time]))
      .toEqual(['ProcStop', 'Handoff', 'MCreate'].map((ev) => [ev, begin.time]));
    expect(scene.first('GoStart', { who: 'w' }).time).toBeLessThan(begin.time + MS);
  });

  test('C-94: a raw one never loses its P', async () => {
    const scene = await play(CALL('50ms raw'), { gomaxprocs: 1 });
    const [begin, end] = [scene.first('GoSyscallBegin'), scene.first('GoSyscallEnd')];
    const between = scene.all.slice(begin.index + 1, end.index);
    expect(between.filter((r) => !['Sysmon', 'PreemptRequest', 'PreemptSignal'].includes(r.ev)))
      .toEqual([]);
    expect(between.filter((r) => r.ev === 'Sysmon').length).toBeGreaterThan(50);
    expect([end.detail, end.p]).toEqual([0, begin.p]);
  });

  test('C-98: while sysmon has a P in its hands no deadlock is reported', async () => {
    const scene = await play(`
//gopark:syscall 40ms
func call() {}

func w(c chan int) {
	for range 3 {
		call()
	}
	c <- 1
}

func main() {
	c := make(chan int)
	go w(c)
	<-c
}
`);
    expect(scene.of('ProcSteal')).toHaveLength(3);
    expect([scene.reason, scene.stderr]).toEqual(['FINISHED', '']);
  });
});

describe('wired goroutines', () => {
  const WIRED = (locks: number, unlocks: number) => `
import "runtime"

//gopark:cpu 10us
func work() {}

func others() {
	for range 4 {
		work()
		runtime.Gosched()
	}
}

func wired() {
	for range ${locks} {
		runtime.LockOSThread()
	}
	for range 4 {
		work()
		runtime.Gosched()
	}
	for range ${unlocks} {
		runtime.UnlockOSThread()
	}
	for range 4 {
		work()
		runtime.Gosched()
	}
}

func main() {
	go others()
	go wired()
	select {}
}
`;
  test('C-95: it runs on its M only, and that M runs nothing else', async () => {
    const scene = await play(WIRED(1, 0));
    const own = new Set(scene.of('GoStart', { who: 'wired' }).map((r) => r.m));
    expect(own.size).toBe(1);
    const end = scene.first('GoEnd', { who: 'wired' });
    const [m] = own;
    const first = scene.first('GoStart', { who: 'wired' });
    const beside = scene.of('GoStart', { m: m! })
      .filter((r) => r.who !== 'wired' && r.index > first.index && r.index < end.index);
    expect(beside).toEqual([]);
    expect(scene.of('MLockedPark').length).toBeGreaterThan(4);
  });

  test('C-96: LockOSThread nests', async () => {
    // Unlocked as often as locked it is free; once less often it is not.
    const parks = async (unlocks: number): Promise<number> =>
      (await play(WIRED(3, unlocks))).of('MLockedPark').length;
    const [free, wired] = [await parks(3), await parks(2)];
    expect(free).toBeGreaterThan(2);
    expect(wired).toBe(await parks(0));
    expect(wired).toBeGreaterThan(free + 2);
  });

  test('C-97: a goroutine that ends while it is wired ends its thread', async () => {
    const ends = async (locks: number, unlocks: number): Promise<number[]> => {
      const scene = await play(`
import "runtime"

func wired() {
	for range ${locks} {
		runtime.LockOSThread()
	}
	for range ${unlocks} {
		runtime.UnlockOSThread()
	}
}

//gopark:cpu 100us
func work() {}

func main() {
	go wired()
	work()
	go wired()
	runtime.Gosched()
	work()
}
`, { gomaxprocs: 2 });
      return scene.of('MExit').map((r) => r.m);
    };
    expect((await ends(1, 0)).length).toBe(2);
    expect(await ends(1, 1)).toEqual([]);
    expect((await ends(2, 1)).length).toBe(2);
  });
});
