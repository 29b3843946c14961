/**
 * A second scheduler, which judges the first. Where there are several Ps no toolchain can say what
 * the order of things is; so the machine of docs/machine.md and docs/scheduler.md was written
 * twice: test/model/ is plain TypeScript, from those pages. Random programs must give the same
 * scheduling records in both, one by one. Here: which programs, under which settings.
 */
import { type CostModel, costPreset } from '../src/config/cost.ts';
import { RELEASES } from '../src/config/goversion.ts';
import type { Program } from '../src/program/program.ts';
import type { CreateOptions } from '../src/simulate.ts';
import { compare, type Verdict } from './model/compare.ts';
import { type Kind, makePlan } from './support/plan.ts';
import { buildPlan } from './support/planbuild.ts';
import { Random } from './support/random.ts';

/**
 * What a run can be restricted to; each is a part of the second scheduler. It does not have: system
 * calls before 1.26, open sources, timers but sleeps, atomics and package sync, cores and quotas,
 * answers of the host.
 */
export const MECHANISMS: Record<string, readonly Kind[]> = {
  goroutines: ['cpu', 'spin', 'draw', 'loop', 'go', 'yield'],
  channels: ['send', 'recv', 'close', 'select'],
  locks: ['lock'],
  sleeps: ['sleep'],
  syscalls: ['syscall', 'cgo'],
  network: ['net'],
  threads: ['pin'],
  stops: ['gc', 'procs'],
};

export interface Case {
  program: Program;
  options: CreateOptions;
}

/** Virtual time and records up to which a program is compared. */
const UNTIL = 300_000_000;
const RECORDS = 30_000;

/** Costs of other proportions: each field of the preset a few times less or more. */
function oddCosts(random: Random): CostModel {
  const model = costPreset('linux-amd64')!;
  for (const field of Object.keys(model) as (keyof CostModel)[]) {
    model[field] = Math.round(model[field] * random.pick([0, 0.1, 1, 1, 1, 4]) * 1024) / 1024;
  }
  return model;
}

/** The program and settings of a seed, with the mechanisms named (all of them without). */
export function caseOf(seed: number, mechanisms = Object.keys(MECHANISMS)): Case {
  const random = new Random(seed ^ 0x2545f491);
  const options: CreateOptions = {
    seed: random.int(0, 1 << 30),
    gomaxprocs: random.pick([1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 8]),
    cost: random.pick(['zero', 'linux-amd64', 'linux-amd64', oddCosts(random)]),
    schedtrace: random.chance(0.1),
  };
  // System calls are modelled as since 1.26 only.
  const old = random.chance(0.25);
  if (old) options.go = random.pick(RELEASES);
  const names = mechanisms.filter((name) => !old || name !== 'syscalls');
  const kinds = names.flatMap((name) => MECHANISMS[name] ?? []);
  return { program: buildPlan(makePlan(seed, false, kinds)), options };
}

/** Runs the program of a seed in both, up to so many records. */
export async function modelOne(
  seed: number, mechanisms?: string[], records = RECORDS,
): Promise<Verdict> {
  const { program, options } = caseOf(seed, mechanisms);
  return compare(program, options, UNTIL, records);
}

/** What repeats a difference. */
export const repeatLine = (seed: number): string => `npm run model -- --seed ${seed} --n 1`;
