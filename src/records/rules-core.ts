/** What the records about cores do to the state: the operating system's layer. */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import { Cause } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import { causeAt, type CoreState, type MState } from './state.ts';
import { type Rule, type Step, who } from './step.ts';

/** Why a core is left: detail of CoreOff. */
const SLEEPS = 0;
const QUOTA = 3;

function cores(step: Step, r: RecordFields): void {
  const { state } = step;
  if (state.cores.length > 0) step.refuse('one record of the cores', 'another');
  if (r.obj < 1) step.refuse('a core', 'none');
  for (let id = 0; id < r.obj; id++) {
    state.cores.push({ id, m: NONE, load: false, throttled: false });
  }
  state.load = r.arg;
}

function coreOf(step: Step, r: RecordFields): CoreState {
  const n = step.state.cores.length;
  return step.state.cores[r.obj] ?? step.refuse(`core ${r.obj} to exist`, `${n} cores`);
}

/** The cause under which the time of m's goroutine passes from now on. */
function countFor(step: Step, m: MState): void {
  const g = m.g === 0 ? undefined : step.state.gs.get(m.g);
  if (!g) return;
  const waits = step.state.throttled > 0 ? Cause.QUOTA : Cause.CORE;
  step.count(g, m.waits ? waits : causeAt(g, g.place));
}

/** A core that was there for the taking. */
function on(step: Step, r: RecordFields): void {
  const core = coreOf(step, r);
  if (core.m !== NONE || core.load) {
    step.refuse(`core ${core.id} to be free`, core.load ? 'a neighbour' : `m${core.m}`);
  }
  if (r.m === NONE) {
    core.load = true;
    return;
  }
  if (core.throttled) step.refuse(`core ${core.id} to go on`, 'it stands still');
  const m = step.m(r.m);
  if (m.core !== NONE) step.refuse(`m${m.id} to be on no core`, `core ${m.core}`);
  core.m = m.id;
  m.core = core.id;
  m.waits = false;
  countFor(step, m);
}

function off(step: Step, r: RecordFields): void {
  const core = coreOf(step, r);
  if (r.detail === QUOTA && !core.throttled) step.refuse(`core ${core.id} to stand`, 'it goes on');
  if (r.m === NONE) {
    if (!core.load) step.refuse(`a neighbour on core ${core.id}`, who('m', core.m));
    core.load = false;
    return;
  }
  if (core.m !== r.m) step.refuse(`m${r.m} on core ${core.id}`, who('m', core.m));
  const m = step.m(r.m);
  core.m = NONE;
  m.core = NONE;
  if (r.detail !== SLEEPS) waits(step, m);
}

function waits(step: Step, m: MState): void {
  m.waits = true;
  countFor(step, m);
}

function wait(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  if (m.core !== NONE || m.waits) step.refuse(`m${m.id} to wake`, 'it was awake');
  waits(step, m);
}

/** While a core stands, whoever waits does so for the quota. */
function throttle(step: Step, r: RecordFields, change: 1 | -1): void {
  const { state } = step;
  const core = coreOf(step, r);
  if (core.throttled === (change === 1)) {
    step.refuse(`core ${core.id} to ${change === 1 ? 'go on' : 'stand still'}`, 'it does not');
  }
  core.throttled = change === 1;
  state.throttled += change;
  for (const m of state.ms) if (m?.waits) countFor(step, m);
}

export const coreRules: Partial<Record<Ev, Rule>> = {
  [Ev.Cores]: cores,
  [Ev.CoreOn]: on,
  [Ev.CoreOff]: off,
  [Ev.CoreWait]: wait,
  [Ev.CoreThrottle]: (step, r) => throttle(step, r, 1),
  [Ev.CoreUnthrottle]: (step, r) => throttle(step, r, -1),
};

/** Kinds of record that tell what their thread does at that moment. */
const ACTS: ReadonlySet<Ev> = new Set([
  Ev.GoCreate, Ev.GoStart, Ev.GoBlock, Ev.GoUnblock, Ev.GoSched, Ev.GoEnd, Ev.GoSyscallBegin,
  Ev.GoSyscallEnd, Ev.ProcStart, Ev.ProcStop, Ev.Handoff, Ev.MStart, Ev.MPark, Ev.SpinBegin,
  Ev.SpinEnd, Ev.MExit, Ev.MLockedPark, Ev.RunqOverflow, Ev.Steal, Ev.GlobalGet, Ev.BatchOverflow,
  Ev.PreemptSignal, Ev.NetpollBegin, Ev.NetpollEnd, Ev.NetpollBreak, Ev.TimerFire, Ev.STWBegin,
  Ev.STWStopped, Ev.STWEnd, Ev.ChanOp, Ev.SemaOp, Ev.TimerSet, Ev.StealFail, Ev.Sysmon, Ev.Output,
]);

/** A thread that acts is on a core: one that waits, or was throttled, does nothing. */
export function onCore(step: Step, r: RecordFields): void {
  if (r.m === NONE || !ACTS.has(r.kind)) return;
  if (step.m(r.m).core === NONE) step.refuse(`m${r.m} to be on a core`, 'it is on none');
}
