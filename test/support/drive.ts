/** Ways to run one program that must all give the same hash. */
import { link } from '../../src/program/encode.ts';
import type { Program } from '../../src/program/program.ts';
import {
  create, type CreateOptions, resume, type RunResult, type Simulation,
} from '../../src/simulate.ts';

/** What identifies a run. */
export interface Fingerprint {
  hash: string;
  count: number;
  reason: string;
  timeNs: number;
}

export function fingerprint(sim: Simulation, result: RunResult): Fingerprint {
  const { hash, count } = sim.stats().records;
  return { hash, count, reason: result.reason, timeNs: result.timeNs };
}

export type Way = (program: Program, options: CreateOptions) => Promise<Fingerprint>;

export const whole: Way = async (program, options) => {
  const sim = await create(link(program), options);
  return fingerprint(sim, sim.run());
};

/** In slices of so many steps. */
export const sliced = (steps: number): Way => async (program, options) => {
  const sim = await create(link(program), options);
  let result = sim.run({ steps });
  while (result.reason === 'paused') result = sim.run({ steps });
  return fingerprint(sim, result);
};

/** Some steps, a snapshot, the rest in a fresh instance. */
export const resumed = (steps: number): Way => async (program, options) => {
  const exe = link(program);
  const first = await create(exe, options);
  first.run({ steps });
  const { kernel, records, output } = options;
  const second = await resume(first.snapshot(), exe, {
    ...(kernel === undefined ? {} : { kernel }), ...(records === undefined ? {} : { records }),
    ...(output === undefined ? {} : { output }),
  });
  return fingerprint(second, second.run());
};

/** What was answered: the request's number and the time of the answer. */
export type Answers = Map<number, number>;

/** The host answers requests itself, each after `delay` of it, and notes the answers. */
export async function answering(
  program: Program, options: CreateOptions, delay: (declaredNs: number) => number,
): Promise<{ print: Fingerprint; answers: Answers }> {
  const answers: Answers = new Map();
  const sim = await create(link(program), options);
  const print = serve(sim, -1, (id, timeNs, declaredNs) => {
    const at = timeNs + delay(declaredNs);
    answers.set(id, at);
    return at;
  });
  return { print, answers };
}

/** Answers as noted, in slices of another length. */
export async function replayed(
  program: Program, options: CreateOptions, answers: Answers, steps: number,
): Promise<Fingerprint> {
  const sim = await create(link(program), options);
  return serve(sim, steps, (id) => answers.get(id)!);
}

function serve(
  sim: Simulation, steps: number, when: (id: number, timeNs: number, declared: number) => number,
): Fingerprint {
  const seen = new Set<number>();
  for (;;) {
    const result = sim.run(steps < 0 ? {} : { steps });
    if (result.reason !== 'request' && result.reason !== 'paused') return fingerprint(sim, result);
    for (const { id, timeNs, declaredNs } of result.requests) {
      if (seen.has(id)) continue;
      seen.add(id);
      sim.inject(id, { at: when(id, timeNs, declaredNs) });
    }
  }
}
