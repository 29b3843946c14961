/**
 * Records to state, and a judge of both. The kernel tells facts only; which goroutines were
 * candidates of a decision is not stored. Folding recomputes it: queues have Go's order (a new
 * runnext displaces the old one to the ring's tail; a full ring gives its 128 oldest and the one
 * that did not fit to the global queue; a thief takes the older half, rounded up, and runs the
 * youngest of them; a batch from the global queue is min(128, size, size / GOMAXPROCS + 1)), so
 * every record can be checked against what must hold at that moment. A stream that folds without an
 * error is one that Go's scheduler could have produced, as far as records tell.
 *
 * Rejected: storing the candidates with each decision. It triples the records, and would only show
 * what the kernel believes; recomputing them finds kernels that believe something wrong.
 */
import { Ev } from '../../assembly/abi/event.ts';
import { MStatus } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import type { RecordLog } from './log.ts';
import { coreRules, onCore } from './rules-core.ts';
import { goroutineRules } from './rules-g.ts';
import { threadRules } from './rules-m.ts';
import { procRules } from './rules-p.ts';
import { queueRules } from './rules-queue.ts';
import { newM, State } from './state.ts';
import { type Rule, Step, type Watcher } from './step.ts';

export { FoldError } from './step.ts';

const rules: readonly (Rule | undefined)[] = (() => {
  const list: (Rule | undefined)[] = [];
  for (const table of [goroutineRules, queueRules, procRules, threadRules, coreRules]) {
    for (const [kind, rule] of Object.entries(table)) list[Number(kind)] = rule;
  }
  return list;
})();

/**
 * The state before the first record: the main thread and sysmon's. There are no Ps yet: a run
 * begins with the record of a resize from 0.
 */
export function initialState(): State {
  const state = new State();
  state.ms.push(newM(0, MStatus.SCHEDULING), newM(SYSMON, MStatus.SCHEDULING));
  return state;
}

const SYSMON = 1;

export class Fold {
  readonly state: State;
  private readonly step: Step;

  /** Goes on from `state`, which it changes. */
  constructor(state: State) {
    this.state = state;
    this.step = new Step(state);
  }

  /** `watcher` is told of each goroutine that changes its place, before it does. */
  watch(watcher: Watcher): void {
    this.step.watcher = watcher;
  }

  /**
   * Takes the next record in. Throws FoldError when it is impossible; the state is then of no use.
   */
  apply(r: RecordFields): void {
    const { state, step } = this;
    step.begin(r);
    if (r.time < state.time) step.refuse(`time ${state.time} ns or later`, `${r.time}`);
    if (r.kind === Ev.NONE || r.kind === Ev.FIRST_DETAIL || r.kind >= Ev.COUNT) {
      step.refuse('a kind of record', `${r.kind}`);
    }
    if (state.overflowing !== 0 && r.kind !== Ev.RunqOverflow && r.kind < Ev.FIRST_DETAIL) {
      step.refuse(`the overflow of g${state.overflowing}`, Ev[r.kind]!);
    }
    state.time = r.time;
    if (r.kind !== Ev.MWake && r.kind !== Ev.MCreate) state.restarting = false;
    if (state.cores.length > 0) onCore(step, r);
    rules[r.kind]?.(step, r);
    // A creation and a wake-up tell where the other goroutine was.
    if (r.pc !== 0 && r.kind !== Ev.GoCreate && r.kind !== Ev.GoUnblock) {
      const g = state.gs.get(r.g);
      if (g) g.pc = r.pc;
    }
    state.records++;
  }
}

/** Folds a whole log; the state at its end. */
export function foldAll(log: RecordLog): State {
  const fold = new Fold(initialState());
  log.forEach((r) => fold.apply(r));
  return fold.state;
}
