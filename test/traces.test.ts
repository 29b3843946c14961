/** The goroutine traces of failed programs, against what Go 1.26.8 printed (offsets left out). */
import { expect, test } from 'vitest';
import { create } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';

const DEADLOCK = `package main

import "sync"

var mu sync.Mutex

func work(c chan int) {
	c <- 1
}

func main() {
	c := make(chan int)
	mu.Lock()
	go work(make(chan int))
	go func() { mu.Lock() }()
	<-c
}
`;

const PANIC = `package main

func f(a []int, i int) int { return a[i] }

func main() {
	defer func() { println("deferred") }()
	f([]int{1, 2, 3}, 5)
}
`;

async function failed(source: string): Promise<{ traces: string; stderr: string }> {
  const sim = await create(await compileGo(source), { gomaxprocs: 1, kernel: 'debug' });
  expect(['deadlock', 'panic']).toContain(sim.run().reason);
  return { traces: sim.traces(), stderr: new TextDecoder().decode(sim.stderr()) };
}

test('a deadlock shows every goroutine with its wait reason', async () => {
  const { traces, stderr } = await failed(DEADLOCK);
  expect(stderr).toBe('fatal error: all goroutines are asleep - deadlock!\n');
  const [main, worker, locker] = traces.split('\n\n');
  expect(main).toBe('goroutine 1 [chan receive]:\nmain.main()\n\tmain.go:16');
  expect(worker).toBe('goroutine 6 [chan send]:\nmain.work(...)\n\tmain.go:8\n'
    + 'created by main.main in goroutine 1\n\tmain.go:14');
  expect(locker).toMatch(/^goroutine 7 \[sync\.Mutex\.Lock\]:\n/);
  expect(locker).toContain('sync.(*Mutex).Lock(...)\n');
  expect(locker).toMatch(/main\.main\.func1\(\.\.\.\)\n\tmain\.go:15\ncreated by /);
  expect(locker).toMatch(/created by main\.main in goroutine 1\n\tmain\.go:15\n$/);
});

test('a panic shows the goroutine that panicked, from the place of the panic', async () => {
  const { traces, stderr } = await failed(PANIC);
  expect(stderr).toContain('deferred\npanic: runtime error: index out of range [5] with');
  const frames = ['main.f(...)', '\tmain.go:3', 'main.main()', '\tmain.go:7'];
  expect(traces).toBe(`goroutine 1 [running]:\n${frames.join('\n')}\n`);
});

test('a fatal error of the program shows one goroutine, wired or not', async () => {
  const sim = await create(await compileGo(`package main

import ("runtime"; "sync")

func main() {
	var mu sync.Mutex
	go func() {}()
	runtime.LockOSThread()
	mu.Unlock()
}
`), { gomaxprocs: 1, kernel: 'debug' });
  expect(sim.run().reason).toBe('fatal');
  const heads = sim.traces().split('\n').filter((line) => line.startsWith('goroutine'));
  expect(heads).toEqual(['goroutine 1 [running, locked to thread]:']);
});

test('of a deep stack the first and last 50 frames are shown', async () => {
  const { traces } = await failed(`package main

func f(n int) int {
	if n == 0 {
		var p *int
		return *p
	}
	if n%2 == 0 {
		return func() int { return f(n-1) + 1 }()
	}
	return f(n-1) + 1
}

func main() {
	f(5000)
}
`);
  const lines = traces.trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 2 * 100 + 1);
  expect(lines[101]).toBe('...7402 frames elided...');
  expect(lines.at(-1)).toBe('\tmain.go:15');
});

test('each trace ends with who created the goroutine, and where', async () => {
  const { traces } = await failed(`package main

import (
	"iter"
	"sync"
	"time"
)

type T struct{ c chan int }

func (t *T) run() { <-t.c }

func start[V any](v V, f func(V)) { go f(v) }

func main() {
	t := &T{make(chan int)}
	var r interface{ run() } = t
	go r.run()
	start(3, func(int) { <-t.c })
	func() {
		go func() {
			go t.run()
		}()
	}()
	var wg sync.WaitGroup
	wg.Go(func() { <-t.c })
	time.AfterFunc(time.Millisecond, func() { <-t.c })
	next, _ := iter.Pull(func(yield func(int) bool) { yield(1) })
	next()
	time.Sleep(2 * time.Millisecond)
	wg.Wait()
}
`);
  const created = traces.split('\n\n').map((trace) => trace.split('created by ')[1]?.trim());
  // Lines of our own library are not Go's.
  expect(created.map((text) => text?.replace(/\tlib.*/, '\t?'))).toEqual([
    undefined,
    'main.main in goroutine 1\n\tmain.go:18',
    'main.start[...] in goroutine 1\n\tmain.go:13',
    // The struct of goroutine 8, which has ended, was used again.
    'time.goFunc',
    'sync.(*WaitGroup).Go in goroutine 1\n\t?',
    'iter.newPuller in goroutine 1\n\t?',
    'main.main.func2.1 in goroutine 8\n\tmain.go:22',
  ]);
});
