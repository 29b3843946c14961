/**
 * What single releases of Go changed, before and after: the same program under two releases, the
 * sign and, where an issue or a commit of Go names one, the factor. A row says which figure of the
 * run is compared, and how many times smaller it has to become.
 */
import { describe, expect, test } from 'vitest';
import { WaitReason } from '../assembly/abi/status.ts';
import { RELEASES } from '../src/config/goversion.ts';
import { create } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';
import { Puppet } from './support/puppet.ts';
import { play, type Scene, type Stage } from './support/scene.ts';
import { stranded } from './support/stranded.ts';

const MS = 1e6;

interface Change {
  /** What was better afterwards, and Go's issue where there is one. */
  title: string;
  before: string;
  after: string;
  /** How many times smaller at least (and, if it is known, at most) the figure becomes. */
  factor: readonly [number, number];
  source: string;
  stage?: Stage;
  figure: (scene: Scene) => number;
}

/** From the last record of `who` of a kind until it runs again. */
const untilRuns = (who: string, since: 'GoSched' | 'GoUnblock' | 'GoCreate') => (scene: Scene) => {
  const from = scene.first(since, { who });
  const runs = scene.of('GoStart', { who }).find((r) => r.index > from.index);
  return (runs?.time ?? scene.timeNs) - from.time;
};

const changes: readonly Change[] = [
  {
    title: 'runnext: a ping-pong beside a hog does not wait for it (BenchmarkPingPongHog)',
    before: '1.4', after: '1.5', factor: [100, Infinity],
    source: `
//gopark:cpu 1h calls=1us
func hog() {}

func ping(a, b chan int) {
	for range 100 {
		b <- <-a
	}
}

func main() {
	a, b := make(chan int), make(chan int)
	go hog()
	go ping(a, b)
	for range 100 {
		a <- 1
		<-b
	}
}
`,
    stage: { until: 20e9 },
    figure: (scene) => scene.timeNs,
  },
  {
    title: 'fairness tick: the global queue is not starved by the local one',
    before: '1.1', after: '1.2', factor: [50, Infinity],
    source: `
import "runtime"

func again() { go again() }

func main() {
	go again()
	go again()
	runtime.Gosched()
}
`,
    stage: { until: MS },
    figure: untilRuns('main', 'GoSched'),
  },
  {
    title: 'preemption at function entry: a hog with calls lets others run (issue 543)',
    before: '1.1', after: '1.2', factor: [20, Infinity],
    source: `
//gopark:cpu 1s calls=1us
func hog() {}

func main() {
	c := make(chan int, 1)
	go hog()
	go func() { c <- 1 }()
	<-c
}
`,
    stage: { until: 10e9 },
    figure: (scene) => scene.timeNs,
  },
  {
    title: 'preemption by signal: a loop without calls does not hold up the stop (issue 24543)',
    before: '1.13', after: '1.14', factor: [1000, Infinity],
    source: `
import "runtime"

//gopark:cpu 5s
func loop() {}

//gopark:cpu 1ms
func work() {}

func spin() { loop() }

func main() {
	go spin()
	work()
	runtime.GC()
}
`,
    stage: { gomaxprocs: 2 },
    figure: (scene) => scene.first('STWStopped').time - scene.first('STWBegin').time,
  },
  {
    title: 'back-off before runnext is stolen: 100 us become 3 us',
    before: '1.6', after: '1.7', factor: [20, 40],
    source: `
//gopark:cpu 1ms
func work() {}

func w() {}

func main() {
	go w()
	work()
}
`,
    stage: { gomaxprocs: 2, cost: { usleepSlack: 0, threadCreate: 0, threadStartLatency: 0 } },
    figure: untilRuns('w', 'GoCreate'),
  },
  {
    title: 'starving mutexes: who sleeps between its locks gets its turn (issue 13086)',
    before: '1.8', after: '1.9', factor: [5, Infinity],
    source: `
import (
	"sync"
	"time"
)

//gopark:cpu 100us
func work() {}

var mu sync.Mutex

func greedy() {
	for {
		mu.Lock()
		work()
		mu.Unlock()
	}
}

func main() {
	go greedy()
	for range 10 {
		time.Sleep(100 * time.Microsecond)
		mu.Lock()
		mu.Unlock()
	}
}
`,
    stage: { gomaxprocs: 2, until: 2e8 },
    figure: (scene) => scene.timeNs,
  },
  {
    title: 'no back-off at a P that does not run: its M is in a system call',
    before: '1.9', after: '1.10', factor: [10, Infinity],
    source: `
//gopark:syscall 500us
func call() {}

func w() {}

func main() {
	go w()
	call()
}
`,
    stage: { gomaxprocs: 2, cost: { threadCreate: 0, threadStartLatency: 0 } },
    figure: untilRuns('w', 'GoCreate'),
  },
  {
    title: 'the hand-off of a starving mutex yields to its new owner (issue 33747)',
    before: '1.13', after: '1.14', factor: [100, Infinity],
    source: `
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

func main() {
	mu.Lock()
	go loser()
	runtime.Gosched()
	work()
	mu.Unlock()
	mu.Lock()
	runtime.Gosched()
	mu.Unlock()
	work()
	work()
}
`,
    figure: (scene) => {
      const hand = scene.first('SemaOp', { detail: 2 });
      const runs = scene.of('GoStart', { who: 'loser' }).find((r) => r.index > hand.index);
      return (runs?.time ?? scene.timeNs) - hand.time;
    },
  },
  {
    title: 'channel timers that nobody waits for are in no heap (issue 61542)',
    before: '1.22', after: '1.23', factor: [100, Infinity],
    source: `
import "time"

//gopark:cpu 1us
func work() {}

func main() {
	for range 200 {
		time.NewTimer(time.Hour)
		work()
	}
}
`,
    figure: (scene) => scene.of('TimerSet').length + 0.5,
  },
  {
    title: 'a system call costs less: entry and exit 45 ns become 30 (release notes)',
    before: '1.25', after: '1.26', factor: [1.4, 1.6],
    source: `
//gopark:syscall 0ns
func call() {}

func main() {
	for range 1000 {
		call()
	}
}
`,
    stage: { cost: 'linux-amd64' },
    figure: (scene) => scene.timeNs,
  },
  {
    title: 'goroutines stay on their threads over a stop of the world (issue 65694)',
    before: '1.25', after: '1.26', factor: [2, Infinity],
    source: `
import "runtime"

//gopark:cpu 1s
func work() {}

//gopark:cpu 3ms
func some() {}

func w() { work() }

func main() {
	for range 3 {
		go w()
	}
	some()
	for range 20 {
		runtime.GC()
		some()
	}
}
`,
    stage: { gomaxprocs: 4 },
    figure: (scene) => {
      const at = new Map<number, number>();
      let moved = 0.5;
      for (const r of scene.of('GoStart')) {
        if (at.has(r.g) && at.get(r.g) !== r.m) moved++;
        at.set(r.g, r.m);
      }
      return moved;
    },
  },
];

describe('before and after', () => {
  test.each(changes)('$before to $after: $title', async (change) => {
    const { before, after, source, stage, figure, factor: [least, most] } = change;
    const [old, now] = [
      figure(await play(source, { ...stage, go: before })),
      figure(await play(source, { ...stage, go: after })),
    ];
    expect(old / now, `${old} before, ${now} after`).toBeGreaterThanOrEqual(least);
    expect(old / now, `${old} before, ${now} after`).toBeLessThanOrEqual(most);
    // The releases between them and the ends change nothing.
    const [first, last] = [RELEASES.indexOf(before), RELEASES.indexOf(after)];
    expect(last).toBe(first + 1);
  });
});

describe('stranded goroutines', () => {
  /** When does y run, which is made while the other M is about to give up its P? */
  const waits = async (go: string): Promise<number> =>
    untilRuns('y', 'GoCreate')(await stranded({ go }));

  test('1.19 to 1.20: needspinning (issues 43997, 45867)', async () => {
    const [old, now] = [await waits('1.19'), await waits('1.20')];
    expect([old > 4.9 * MS, now < 1.2 * MS]).toEqual([true, true]);
  });

  test('1.21 to 1.22: the global queue is looked at again (issue 55160)', async () => {
    const latency = async (go: string): Promise<number> => {
      const puppet = await Puppet.of(`
import "runtime"

//gopark:cpu 400us
func work() {}

//gopark:cpu 5ms
func long()  {}
func w()     { long() }
func brief() { work() }

func main() {
	go brief()
	work()
	work()
	go w()
	runtime.Gosched()
}
`, { gomaxprocs: 2, behaviours: { wakepOnYield: 0 }, go });
      puppet.delay(puppet.untilAt('DROPPED', 2), 400_000);
      return untilRuns('main', 'GoSched')(puppet.finish());
    };
    const [old, now] = [await latency('1.21'), await latency('1.22')];
    expect([old > 4.9 * MS, now < 0.3 * MS]).toEqual([true, true]);
  });
});

describe('what a program sees', () => {
  const procs = async (go: string, quotaNs?: number): Promise<number> => {
    const program = await compileGo('package main\nfunc main() {}');
    const quota = quotaNs === undefined ? undefined : { quotaNs, periodNs: 1e8 };
    return (await create(program, { go, cpus: 8, quota })).config.gomaxprocs;
  };

  test('1.4 to 1.5: GOMAXPROCS is the number of CPUs (release notes)', async () => {
    expect([await procs('1.4'), await procs('1.5')]).toEqual([1, 8]);
  });

  test('1.24 to 1.25: GOMAXPROCS follows the quota of the container (issue 73193)', async () => {
    expect([await procs('1.24', 2.5e8), await procs('1.25', 2.5e8)]).toEqual([8, 3]);
    expect([await procs('1.25', 0.5e8), await procs('1.25')]).toEqual([2, 8]);
  });

  test('1.19 to 1.20, 1.23 to 1.24: wait reasons name what is waited for', async () => {
    const source = `
import "sync"

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(1)
	mu.Lock()
	go func() { mu.Lock() }()
	wg.Wait()
}
`;
    const reasons = async (go: string): Promise<string[]> =>
      (await play(source, { go })).of('GoBlock').map((r) => WaitReason[r.detail]!);
    expect(await reasons('1.19')).toEqual(['SEMACQUIRE', 'SEMACQUIRE']);
    expect(await reasons('1.20')).toEqual(['SEMACQUIRE', 'SYNC_MUTEX_LOCK']);
    expect(await reasons('1.24')).toEqual(['SYNC_WAITGROUP_WAIT', 'SYNC_MUTEX_LOCK']);
  });
});
