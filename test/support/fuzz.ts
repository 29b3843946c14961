/**
 * One seed of the fuzz test: a random program, built or compiled, under a random configuration with
 * the debug kernel, all records folded and judged. The release kernel must give the same hash; some
 * runs are repeated in slices or from a snapshot as well.
 */
import {
  type BehaviourName, type Behaviours, release, RELEASES,
} from '../../src/config/goversion.ts';
import type { Program } from '../../src/program/program.ts';
import type { CreateOptions } from '../../src/simulate.ts';
import { compileGo } from './compile.ts';
import { fingerprint, resumed, sliced } from './drive.ts';
import { makePlan } from './plan.ts';
import { buildPlan } from './planbuild.ts';
import { sourceOfPlan } from './plansource.ts';
import { Random } from './random.ts';
import { judge, type Ran, runProgram } from './judge.ts';

/** Virtual time and steps after which a program that goes on for ever is good enough. */
const BOUNDS = { until: 300_000_000, steps: 150_000 };

export interface Outcome {
  reason: string;
  records: number;
  complaints: string[];
}

/** The operating system's layer, in half of the runs: often with too little of everything. */
function randomCores(random: Random): CreateOptions {
  if (random.chance(0.5)) return {};
  const periodNs = random.pick([1_000_000, 10_000_000, 100_000_000]);
  const quota = { quotaNs: Math.max(1_000_000, random.int(1, 400) * periodNs / 100), periodNs };
  return {
    cores: random.pick([1, 1, 2, 3, 8, 64]),
    load: random.pick([0, 0, 1, 5]),
    coreSlice: random.pick([3_000_000, 3_000_000, 100_000]),
    quotaSlice: random.pick([5_000_000, 100_000]),
    ...(random.chance(0.5) ? { quota } : {}),
  };
}

/** Single behaviours of other releases: mixtures that no release of Go was. */
function randomBehaviours(random: Random): CreateOptions {
  if (random.chance(0.7)) return {};
  const other: Behaviours = release(random.pick(RELEASES))!.behaviours;
  const names = Object.keys(other) as BehaviourName[];
  const chosen = names.filter(() => random.chance(0.2));
  return { behaviours: Object.fromEntries(chosen.map((name) => [name, other[name]])) };
}

function randomOptions(random: Random): CreateOptions {
  return {
    kernel: 'debug', mask: 'all', seed: random.int(0, 1 << 30),
    gomaxprocs: random.pick([1, 1, 2, 3, 4, 8, 17, 64]),
    go: random.chance(0.5) ? '1.26' : random.pick(RELEASES),
    cost: random.pick(['zero', 'linux-amd64', 'linux-amd64']),
    threads: random.pick([10_000, 10_000, 30]),
    schedtrace: random.chance(0.1),
    ...randomCores(random), ...randomBehaviours(random),
  };
}

/** The program of a seed: even ones go through the front end. */
export async function fuzzProgram(seed: number): Promise<Program> {
  const source = seed % 2 === 0;
  const plan = makePlan(seed, source);
  return source ? compileGo(sourceOfPlan(plan)) : buildPlan(plan);
}

export async function fuzzOne(seed: number): Promise<Outcome> {
  const program = await fuzzProgram(seed);
  const random = new Random(seed ^ 0x5bd1e995);
  const options = randomOptions(random);
  const ran = await runProgram(program, options, BOUNDS);
  const complaints = judge(ran);
  if (complaints.length > 0) return outcomeOf(ran, complaints);
  const here = JSON.stringify(fingerprint(ran.sim, ran.result));
  const fast = { ...options, kernel: 'release' as const };
  const again = await runProgram(program, { ...fast, mask: 'none' }, BOUNDS);
  const prints = [fingerprint(again.sim, again.result)];
  if (ran.result.reason !== 'paused' && random.chance(0.3)) {
    const way = random.pick([sliced(random.scale(1, 1000)), resumed(random.scale(1, 5000))]);
    prints.push(await way(program, fast));
  }
  const others = prints.map((print) => JSON.stringify(print)).filter((print) => print !== here);
  return outcomeOf(ran, others.map((there) => `not the same again: ${here}, ${there}`));
}

function outcomeOf(ran: Ran, complaints: string[]): Outcome {
  return { reason: ran.result.reason, records: ran.sim.records().length, complaints };
}

/** What repeats a failure. */
export const repeatLine = (seed: number): string => `npm run fuzz -- ${seed}`;
