/** What a story is made of: steps that find their place in the records, and claims about it. */
import type { RecordFields } from '../../records/cursor.ts';
import type { State } from '../../records/state.ts';
import { nthRecord } from '../model/find.ts';
import type { LaneBy } from '../model/lanes.ts';
import type { RunIndex } from '../model/index.ts';
import type { Names } from '../model/names.ts';
import type { RunSettings } from '../model/run.ts';

/** What a step may look at. */
export interface Stage {
  index: RunIndex;
  names: Names;
  endNs: number;
}

/** A place in the run: so many records before the playhead. */
export type Find = (stage: Stage) => number;

export interface Step {
  text: string;
  /** Where the playhead goes; the claim is about the moment just after that record. */
  at?: Find;
  /** The goroutine that is selected: that of the record, if `true`. */
  select?: boolean;
  by?: LaneBy;
  /** Runs again with these settings before anything else. */
  settings?: RunSettings;
  /** What the text says of the run, to be true in every build. */
  claim?(here: Here): boolean;
}

/** The moment of a step: the record, the states before and after it. */
export interface Here extends Stage {
  /** Records before the playhead. */
  at: number;
  r: RecordFields;
  before(): State;
  after(): State;
}

type Test = (r: RecordFields, stage: Stage) => boolean;

/** Behind the `nth` record of a kind that passes a test; -1: there is none. */
export const event = (kind: number, test: Test = () => true, nth = 1): Find => (stage) => {
  const found = nthRecord(stage.index.log, kind, nth, (r) => test(r, stage));
  return found < 0 ? -1 : found + 1;
};

/** The first record of a kind behind another place. */
export const followedBy = (first: Find, kind: number, test: Test = () => true): Find => (stage) => {
  const from = first(stage);
  if (from < 0) return -1;
  let found = -1;
  stage.index.log.forEach((r, i) => {
    if (found < 0 && i >= from && r.kind === kind && test(r, stage)) found = i + 1;
  });
  return found;
};

/** A share of the run's time, from 0 to 1. */
export const share = (part: number): Find => ({ index, endNs }) => index.countUntil(endNs * part);

/** The first moment at which the state passes a test; looked at every `step` records. */
export const when = (test: (state: State) => boolean, step = 1): Find => ({ index }) => {
  for (let i = 1; i <= index.length; i += step) if (test(index.after(i))) return i;
  return -1;
};

/** Whether a record's goroutine runs a function. */
export const runs = (name: string): Test => (r, { index, names }) => {
  const lane = index.gs.get(r.g);
  return lane !== undefined && lane.parent !== 0 && names.shortFunc(lane.func).startsWith(name);
};

/** The moment of a step in a run; undefined when the step finds no place. */
export function hereOf(step: Step, stage: Stage): Here | undefined {
  const at = step.at ? step.at(stage) : stage.index.length;
  if (at < 1) return undefined;
  const r = stage.index.log.at(at - 1);
  return {
    ...stage, at, r, before: () => stage.index.after(at - 1), after: () => stage.index.after(at),
  };
}
