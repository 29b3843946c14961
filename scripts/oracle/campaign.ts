/**
 * Go against gopark, many programs. An order that varies between runs of the real program (a select
 * with two ready cases, an iteration over a map, a preemption on a loaded machine) says nothing:
 * such programs are set aside and counted. One that differs is run again and again before it counts
 * as a difference.
 */
import { sideBySide } from './compare.ts';
import { makePlan } from './make.ts';
import { type Outcome, same } from './outcome.ts';
import type { Plan } from './plan.ts';
import { type Real, RealPrograms } from './real.ts';
import { render } from './render.ts';
import { smaller } from './shrink.ts';
import { simulatedOutcome } from './simulated.ts';

export interface Case {
  seed: number;
  plan: Plan;
  source: string;
}

export interface Verdict extends Case {
  kind: 'equal' | 'differs' | 'varies' | 'refused' | 'timeout';
  /** What Go did; for `refused` what its compiler said. */
  go: Outcome;
  gopark: Outcome;
}

/** Runs of the real program at first, and before a difference counts. */
const RUNS = 4;
const MORE_RUNS = 16;
/** Exit status of a run that was ended from outside. */
const ENDED = 124;

export function caseOf(seed: number, plan: Plan = makePlan(seed)): Case {
  return { seed, plan, source: render(plan) };
}

/** The verdicts on some programs, which are built together. */
export async function judge(cases: readonly Case[]): Promise<Verdict[]> {
  const programs = new RealPrograms(cases.map((c) => c.source));
  try {
    const built = programs.build();
    const all = cases.map((_, i) => i);
    const gopark: Outcome[] = [];
    for (const c of cases) gopark.push(await simulatedOutcome(c.source));
    await built;
    const verdicts = programs.run(all, RUNS)
      .map((real, i) => verdict(cases[i]!, real, gopark[i]!));
    const suspects = all.filter((i) => verdicts[i]!.kind === 'differs');
    programs.run(suspects, MORE_RUNS).forEach((real, k) => {
      const i = suspects[k]!;
      const again = verdict(cases[i]!, real, gopark[i]!);
      // Both must agree: a rare order may have been all that the first runs showed.
      verdicts[i] = same(again.go, verdicts[i]!.go) ? again : { ...again, kind: 'varies' };
    });
    return verdicts;
  } finally {
    programs.close();
  }
}

function verdict(c: Case, { refused, outcomes }: Real, gopark: Outcome): Verdict {
  if (refused) {
    const go = { lines: refused.split('\n'), exitCode: -1, goroutines: [] };
    return { ...c, kind: 'refused', go, gopark };
  }
  const go = outcomes[0]!.outcome;
  const kind = outcomes.some(({ outcome }) => outcome.exitCode === ENDED) ? 'timeout'
    : outcomes.length > 1 ? 'varies' : same(go, gopark) ? 'equal' : 'differs';
  return { ...c, kind, go, gopark };
}

const SHRINK_BATCH = 24;

/** The smallest version of a difference that was found within so many builds. */
export async function shrink(from: Verdict, builds = 30): Promise<Verdict> {
  let best = from;
  let candidates = smaller(best.plan);
  for (let n = 0; n < builds && candidates.length > 0; n++) {
    const batch = candidates.slice(0, SHRINK_BATCH).map((plan) => caseOf(best.seed, plan));
    candidates = candidates.slice(SHRINK_BATCH);
    const found = (await judge(batch)).find(({ kind }) => kind === 'differs');
    if (!found) continue;
    best = found;
    candidates = smaller(best.plan);
  }
  return best;
}

/** A difference for people: how to repeat it, the program, both outcomes. */
export function report({ seed, source, go, gopark }: Verdict): string {
  return [`seed ${seed} (npm run oracle -- --seed ${seed} --n 1)`, source,
    sideBySide(go, gopark)].join('\n');
}
