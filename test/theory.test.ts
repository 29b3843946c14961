/**
 * What queueing and scheduling theory say without a simulator: M/M/k against Erlang's formula,
 * fork and join against Brent's bound, stealing that takes time against the bound of Gast, Khatiri
 * and Trystram, and draws against their distributions. Seeds are fixed, so that a test is right
 * always or never; intervals are those of the statistics, not of what happened to come out.
 */
import { describe, expect, test } from 'vitest';
import { Ev } from '../assembly/abi/event.ts';
import { COST_FIELDS } from '../src/config/cost.ts';
import { Cursor } from '../src/records/cursor.ts';
import { create, type CreateOptions } from '../src/simulate.ts';
import { play, programOf, type Stage } from './support/scene.ts';

/** Nothing takes time but the program's own. */
const free = { cost: 'zero', behaviours: { stealBackoffNs: 0, epollMillis: 0 } };

// ---- M/M/k --------------------------------------------------------------------------------------

/** The probability that a job waits, at k servers and an offered load of a. */
function erlangC(k: number, a: number): number {
  let blocking = 1;
  for (let n = 1; n <= k; n++) blocking = (a * blocking) / (n + a * blocking);
  return blocking / (1 - (a / k) * (1 - blocking));
}

/** Jobs of 100 us on average come at random; each is a goroutine. */
const JOBS = (load: number, k: number, n: number) => `
//gopark:net every exp(${Math.round(100_000 / (load * k))}ns)
func arrival() {}

//gopark:cpu exp(100us)
func work() {}

func job(done chan int) {
	work()
	done <- 1
}

func main() {
	done := make(chan int, ${n})
	for range ${n} {
		arrival()
		go job(done)
	}
	for range ${n} {
		<-done
	}
}
`;

/** When each job of a run is made and ends. */
async function jobs(source: string, gomaxprocs: number, seed: number): Promise<number[][]> {
  const made: number[] = [];
  const ends: number[] = [];
  const ids = new Map<number, number>();
  const sim = await create(await programOf(source), {
    ...free, gomaxprocs, seed, mask: 'sched',
    records: (words) => {
      for (const r = new Cursor(words); r.next();) {
        if (r.kind === Ev.GoCreate && r.g > 5) {
          ids.set(r.g, made.length);
          made.push(r.time);
        }
        if (r.kind === Ev.GoEnd && ids.has(r.g)) {
          ends[ids.get(r.g)!] = r.time;
          ids.delete(r.g);
        }
      }
    },
  });
  sim.run();
  return [made, ends];
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** Mean and half of the 99 % interval of it, from 20 batches. */
function interval(values: readonly number[]): [number, number] {
  const size = Math.floor(values.length / 20);
  const batch = (i: number) => mean(values.slice(i * size, i * size + size));
  const batches = Array.from({ length: 20 }, (_, i) => batch(i));
  const m = mean(batches);
  const variance = batches.reduce((sum, b) => sum + (b - m) ** 2, 0) / 19;
  return [m, 2.861 * Math.sqrt(variance / 20)];
}

describe('M/M/k', () => {
  test.each([[1, 0.5], [2, 0.7], [4, 0.8], [8, 0.7], [16, 0.8]])(
    '%i servers: time in the system as by Erlang C', async (k, load) => {
      const source = JOBS(load, k, 20_000);
      // The same arrivals, where nobody waits: common random numbers.
      const [arrivals] = await jobs(source, 256, 5);
      const [, ends] = await jobs(source, k, 5);
      const [found, half] = interval(ends!.map((end, i) => end - arrivals![i]!));
      const mu = 1 / 100_000;
      const lambda = 1 / Math.round(100_000 / (load * k));
      const wanted = 1 / mu + erlangC(k, lambda / mu) / (k * mu - lambda);
      expect(half / wanted).toBeLessThan(0.15);
      expect(Math.abs(found - wanted), `${found} and ${wanted}`).toBeLessThan(half);
    });
});

// ---- fork and join -----------------------------------------------------------------------------

/** A binary tree of goroutines with 2^depth leaves of 10 us. */
const TREE = (depth: number) => `
//gopark:cpu 10us
func leaf() {}

func node(depth int, up chan int) {
	if depth == 0 {
		leaf()
	} else {
		c := make(chan int, 2)
		go node(depth-1, c)
		node(depth-1, c)
		<-c
		<-c
	}
	up <- 1
}

func main() {
	c := make(chan int, 1)
	node(${depth}, c)
}
`;

test('fork and join: within Brent\'s bound, T1 / P + Tinf, at every P', async () => {
  const depth = 9;
  const [t1, tinf] = [2 ** depth * 10_000, 10_000];
  for (const gomaxprocs of [1, 2, 3, 4, 7, 8, 16, 32]) {
    const { timeNs } = await play(TREE(depth), { ...free, gomaxprocs, mask: 'none' } as Stage);
    expect(timeNs).toBeGreaterThanOrEqual(t1 / gomaxprocs);
    expect(timeNs, `${gomaxprocs} Ps`).toBeLessThanOrEqual(t1 / gomaxprocs + tinf);
  }
});

// ---- stealing that takes time -------------------------------------------------------------------

test('stealing: W / P + O(latency * log(W / latency))', async () => {
  const [n, task, p] = [250, 20_000, 8];
  const work = n * task;
  const source = `
//gopark:cpu ${task}ns
func task() {}

func w(done chan int) {
	task()
	done <- 1
}

func main() {
	done := make(chan int, ${n})
	for range ${n} {
		go w(done)
	}
	for range ${n} {
		<-done
	}
}
`;
  const over: number[] = [];
  for (const latency of [1000, 4000, 16_000, 64_000]) {
    const cost = Object.fromEntries(
      COST_FIELDS.map((f) => [f, f === 'stealTake' ? latency : f === 'backEdge' ? 1 / 1024 : 0]));
    const times: number[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const stage = { ...free, cost, gomaxprocs: p, seed, mask: 'none' } as Stage;
      times.push((await play(source, stage)).timeNs);
    }
    const extra = mean(times) - work / p;
    expect(extra).toBeGreaterThan(0);
    // 16.12 is the constant of the theorem; experiments with it see about 4.
    expect(extra).toBeLessThan(4 * latency * Math.log2(work / latency) + task);
    over.push(extra);
  }
  // The overhead grows with the latency, and by no more than the latency does.
  for (let i = 1; i < over.length; i++) {
    expect(over[i]!).toBeGreaterThan(over[i - 1]!);
    expect(over[i]! / over[i - 1]!).toBeLessThan(6);
  }
});

// ---- draws -------------------------------------------------------------------------------------

/** The distribution function of the standard normal (Abramowitz and Stegun 7.1.26). */
function phi(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741
    + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}
/** phi of it is 0.9999. */
const Z9999 = 3.719016485;

interface Draw {
  text: string;
  cdf: (x: number) => number;
  /** The 99.99 % quantile. */
  q: number;
}

const draws: readonly Draw[] = [
  {
    text: 'uniform(20us, 120us)',
    cdf: (x) => (x - 20_000) / 100_000, q: 20_000 + 0.9999 * 100_000,
  },
  { text: 'exp(100us)', cdf: (x) => 1 - Math.exp(-x / 1e5), q: -1e5 * Math.log(1e-4) },
  {
    text: 'normal(100us, 20us)',
    cdf: (x) => phi((x - 1e5) / 2e4), q: 1e5 + 2e4 * Z9999,
  },
  {
    text: 'lognormal(100us, 0.8)',
    cdf: (x) => phi(Math.log(x / 1e5) / 0.8), q: 1e5 * Math.exp(0.8 * Z9999),
  },
  { text: 'pareto(50us, 2.5)', cdf: (x) => 1 - (5e4 / x) ** 2.5, q: 5e4 * 1e-4 ** (-1 / 2.5) },
];

/** n draws, in ns: the lengths of raw system calls, which nothing can interrupt. */
async function drawn(text: string, n: number): Promise<Float64Array> {
  const values = new Float64Array(n);
  let [count, begun] = [0, 0];
  const options: CreateOptions = {
    ...free, gomaxprocs: 1, mask: 'sched', seed: 11,
    records: (words) => {
      for (const r = new Cursor(words); r.next();) {
        if (r.kind === Ev.GoSyscallBegin) begun = r.time;
        if (r.kind === Ev.GoSyscallEnd) values[count++] = r.time - begun;
      }
    },
  };
  const program = await programOf(`
//gopark:syscall ${text} raw
func draw() {}

func main() {
	for range ${n} {
		draw()
	}
}
`);
  (await create(program, options)).run();
  expect(count).toBe(n);
  return values.sort();
}

describe('draws', () => {
  test.each(draws)('$text: Kolmogorov and Smirnov, and the 99.99 % quantile', async (draw) => {
    const n = 100_000;
    const values = await drawn(draw.text, n);
    let distance = 0;
    for (let i = 0; i < n; i++) {
      const f = draw.cdf(values[i]!);
      distance = Math.max(distance, Math.abs(f - i / n), Math.abs((i + 1) / n - f));
    }
    // Exceeded by one of a thousand.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n));
    // Ten are expected beyond it; Poisson: fewer than 2 or more than 22 in one of a thousand.
    const beyond = values.filter((x) => x > draw.q).length;
    expect(beyond).toBeGreaterThanOrEqual(2);
    expect(beyond).toBeLessThanOrEqual(22);
  });
});
