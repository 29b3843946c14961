/**
 * One program in both schedulers, record by record. Records of the scheduling kinds must be the
 * same in every field but OBJ of GoBlock and GoUnblock, which may be an address.
 */
import { Ev } from '../../assembly/abi/event.ts';
import type { Program } from '../../src/program/program.ts';
import { copyRecord } from '../../src/records/cursor.ts';
import { recordText } from '../../src/records/text.ts';
import { create, type CreateOptions } from '../../src/simulate.ts';
import { kernelUnderTest } from '../support/kernel.ts';
import { createWorld, runWorld, stateText } from './run.ts';
import type { Record } from './state.ts';

export interface Verdict {
  /** Empty: the same. */
  difference: string;
  records: number;
  reason: string;
}

const CONTEXT = 12;

const addressed = (kind: number): boolean => kind === Ev.GoBlock || kind === Ev.GoUnblock;

function line(r: Record): string {
  return recordText(addressed(r.kind) ? { ...r, obj: 0 } : r);
}

/** Runs both up to `until` ns and `most` records; the first difference with both states. */
export async function compare(
  program: Program, options: CreateOptions, until: number, most: number,
): Promise<Verdict> {
  const under = await kernelUnderTest('release');
  const sim = await create(program, { ...options, mask: 'sched', kernel: under });
  let result = sim.run({ until, steps: 10_000 });
  while (result.reason === 'paused' && result.timeNs < until && sim.records().length < most) {
    const before = sim.steps;
    result = sim.run({ until, steps: 10_000 });
    if (sim.steps === before) break;
  }
  const kernel: string[] = [];
  sim.records().forEach((r) => {
    if (kernel.length < most && r.kind < Ev.FIRST_DETAIL) kernel.push(line(copyRecord(r)));
  });
  const full = kernel.length === most;
  const world = createWorld(sim.config, program);
  const reason = runWorld(world, { until, records: most });
  const model = world.records.slice(0, most).map(line);
  const at = model.findIndex((text, i) => text !== kernel[i]);
  const first = at < 0 && model.length < kernel.length ? model.length : at;
  const verdict = { difference: '', records: model.length, reason: full ? 'paused' : reason };
  if (first >= 0) {
    verdict.difference = await tellDifference(program, options, { kernel, model, first, until });
  } else if (!full && reason !== result.reason) {
    verdict.difference = `the kernel ends with ${result.reason}, the model with ${reason}`;
  }
  return verdict;
}

interface Difference {
  kernel: string[];
  model: string[];
  first: number;
  until: number;
}

/** Runs both again up to the difference, and shows them beside each other. */
async function tellDifference(
  program: Program, options: CreateOptions, { kernel, model, first, until }: Difference,
): Promise<string> {
  const sim = await create(program, { ...options, mask: 'all' });
  const world = createWorld(sim.config, program);
  runWorld(world, { until, records: first });
  const before = kernel.slice(Math.max(0, first - CONTEXT), first).map((text) => `    ${text}`);
  const after = (list: string[]) => list.slice(first, first + 4).map((text) => `    ${text}`);
  return [
    `record ${first} differs, after`, ...before, '  kernel:', ...after(kernel), '  model:',
    ...after(model), '  state of the model before it:', stateText(world),
  ].join('\n');
}
