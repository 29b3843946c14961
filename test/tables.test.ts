/**
 * Worked examples that are not one printed order: E41, whose readiness the host injects; E42 and
 * E43, tables of what Go 1.26.8 (and, for E43, Go 1.21) did on linux/amd64, with their tolerance.
 */
import { describe, expect, test } from 'vitest';
import { RELEASES } from '../src/config/goversion.ts';
import { create } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';
import { runProgram } from './support/judge.ts';
import { kernelUnderTest } from './support/kernel.ts';
import { play } from './support/scene.ts';

const MS = 1e6;

/** main computes until all are ready, then waits. */
const READERS = `package main

import "runtime"

//gopark:net 1h
func read() {}

//gopark:cpu 10ms
func others() {}

func main() {
	done := make(chan bool)
	for i := range 5 {
		go func() {
			read()
			print(" ", i)
			done <- true
		}()
	}
	runtime.Gosched()
	others()
	for range 5 {
		<-done
	}
}
`;

/** What is printed if the host lets descriptors become ready in this order, 1 us after another. */
async function readers(order: readonly number[], go: string): Promise<string> {
  const kernel = await kernelUnderTest('debug');
  const sim = await create(await compileGo(READERS), {
    gomaxprocs: 1, go, requests: { net: true }, kernel,
  });
  const open = new Map<number, number>();
  let result = sim.run();
  while (result.reason === 'request' && open.size < 5) {
    for (const r of result.requests) open.set(r.goid, r.id);
    if (open.size < 5) result = sim.run();
  }
  const ids = [...open].sort(([a], [b]) => a - b).map(([, id]) => id);
  order.forEach((which, i) => sim.inject(ids[which]!, { at: sim.timeNs + 1000 * (i + 1) }));
  expect(sim.run().reason).toBe('finished');
  return new TextDecoder().decode(sim.stderr()).trim();
}

describe('E41 C-34: what the network makes ready runs in reverse', () => {
  for (const go of ['1.19', '1.21', '1.23', '1.26']) {
    test(`Go ${go}`, async () => {
      expect(await readers([0, 1, 2, 3, 4], go)).toBe('4 3 2 1 0');
      expect(await readers([2, 0, 4, 1, 3], go)).toBe('3 1 4 0 2');
    });
  }
});

/** Milliseconds that Sleep takes while nothing else runs: asked for, median of 40 in Go. */
const SLEEPS: readonly (readonly [number, number])[] = [
  [0.01, 1.063], [0.1, 1.065], [0.5, 1.065], [1, 1.064], [1.5, 2.126], [2.9, 3.132], [5.3, 6.13],
];
/** A part of it: Linux adds a timer slack of 50 us to each wait of the poller, gopark does not. */
const TOLERANCE = 0.08;

describe('E42: an idle process sleeps to a whole millisecond', () => {
  for (const [asked, took] of SLEEPS) {
    test(`${asked} ms take ${took} ms, within ${TOLERANCE * 100} %`, async () => {
      const scene = await play(`
import "time"

func main() {
	start := time.Now()
	time.Sleep(${asked * MS})
	print(int(time.Since(start)))
}
`);
      const ms = Number(scene.stderr) / MS;
      expect(Math.abs(ms / took - 1), `${ms}`).toBeLessThan(TOLERANCE);
    });
  }

  test('while another M runs Go code, its rounds fire the timer within 0.1 ms', async () => {
    const scene = await play(`
import (
	"runtime"
	"time"
)

func busy() {
	for {
		runtime.Gosched()
	}
}

func main() {
	go busy()
	for _, d := range []time.Duration{10_000, 500_000, 1_500_000} {
		start := time.Now()
		time.Sleep(d)
		print(int(time.Since(start) - d), " ")
	}
}
`, { mask: 'none' });
    const late = scene.stderr.trim().split(' ').map(Number);
    expect(late).toHaveLength(3);
    for (const ns of late) {
      expect(ns).toBeGreaterThanOrEqual(0);
      expect(ns).toBeLessThan(0.1 * MS);
    }
  });
});

/** A timer of 1 ms that nobody has received from, 3 ms later. */
const TIMER = `package main

import "time"

func main() {
	t := time.NewTimer(time.Millisecond)
	time.Sleep(3 * time.Millisecond)
	print("len ", len(t.C), " cap ", cap(t.C), " Stop ", t.Stop(), " value ")
	select {
	case <-t.C:
		print(true)
	default:
		print(false)
	}
}
`;

describe('E43 C-106: the channel of a timer', () => {
  const before = 'len 1 cap 1 Stop false value true';
  const since = 'len 0 cap 0 Stop true value false';
  const minor = (go: string): number => Number(go.split('.')[1]);
  for (const go of RELEASES) {
    test(`Go ${go}`, async () => {
      const { sim } = await runProgram(await compileGo(TIMER), { gomaxprocs: 1, go });
      const text = new TextDecoder().decode(sim.stderr());
      expect(text).toBe(minor(go) < 23 ? before : since);
    });
  }
});
