/**
 * How a stretch of time looks. Goroutines, Ps and Ms have states of their own; pictures tell eight
 * looks apart, each with its colour, its height in the timeline and its word, so that colour never
 * stands alone.
 */
import { Cause, MStatus, PStatus } from '../../../assembly/abi/status.ts';
import type { CoreState, MState, PState, State } from '../../records/state.ts';

/** Plain numbers: they index typed arrays. */
export const Look = {
  /** nothing: an idle P, a sleeping thread */
  NONE: 0,
  RUN: 1,
  RUNNABLE: 2,
  WAIT: 3,
  SYSCALL: 4,
  /** in the scheduler: choosing what to run next */
  SCHED: 5,
  SPIN: 6,
  /** the world is stopped */
  STOP: 7,
} as const;

export const LOOKS = 8;

/** What is said of each look; the order is that of `Look`. */
export const lookNames = [
  'idle', 'running', 'runnable', 'waiting', 'in a system call', 'in the scheduler', 'spinning',
  'stopped',
] as const;

const RUNNABLE_CAUSES = new Set<Cause>([
  Cause.RUNNEXT, Cause.LOCAL_QUEUE, Cause.GLOBAL_QUEUE, Cause.WAKING, Cause.CORE, Cause.QUOTA,
]);

/** How a goroutine whose time passes under `cause` looks. */
export function lookOfCause(cause: Cause): number {
  if (cause === Cause.RUNNING) return Look.RUN;
  if (RUNNABLE_CAUSES.has(cause)) return Look.RUNNABLE;
  if (cause === Cause.SYSCALL) return Look.SYSCALL;
  return cause === Cause.STOP_THE_WORLD ? Look.STOP : Look.WAIT;
}

const M_LOOKS: Record<MStatus, number> = {
  [MStatus.RUNNING]: Look.RUN,
  [MStatus.SCHEDULING]: Look.SCHED,
  [MStatus.SPINNING]: Look.SPIN,
  [MStatus.POLLING]: Look.WAIT,
  [MStatus.IDLE]: Look.NONE,
  [MStatus.SYSCALL]: Look.SYSCALL,
  [MStatus.LOCKED]: Look.NONE,
  [MStatus.STARTING]: Look.SCHED,
  [MStatus.WAKING]: Look.SCHED,
  [MStatus.DEAD]: Look.NONE,
};

/** How a thread looks: one that wants a core and has none could run, and does not. */
export function lookOfM({ status, waits }: Pick<MState, 'status' | 'waits'>): number {
  return waits ? Look.RUNNABLE : M_LOOKS[status] ?? Look.NONE;
}

/** How a core looks: as the thread on it does. */
export function lookOfCore(state: State, core: CoreState): number {
  if (core.throttled) return Look.STOP;
  if (core.load) return Look.WAIT;
  const m = state.ms[core.m];
  if (!m) return Look.NONE;
  return m.id === SYSMON ? Look.SCHED : lookOfM(m) || Look.SCHED;
}

/** A core in a word or two. */
export function wordOfCore(state: State, core: CoreState): string {
  if (core.throttled) return 'stands';
  if (core.load) return 'neighbour';
  return state.ms[core.m] ? `M${core.m}` : 'free';
}

/** What a thread without a core waits for. */
export const waitsFor = (state: State): string =>
  state.throttled > 0 ? 'stands: no quota' : 'waits for a core';

/** How a P looks: as its thread does, when it has one. */
export function lookOfP(state: State, p: PState): number {
  if (p.status === PStatus.GCSTOP) return Look.STOP;
  const m = state.ms[p.m];
  if (!m || p.status === PStatus.DEAD) return Look.NONE;
  return lookOfM(m);
}

/** The runtime's monitor thread. */
export const SYSMON = 1;

/** A thread's state in a word or two. */
export const mStatusWords: Record<MStatus, string> = {
  [MStatus.RUNNING]: 'running',
  [MStatus.SCHEDULING]: 'in the scheduler',
  [MStatus.SPINNING]: 'spinning',
  [MStatus.POLLING]: 'blocked in netpoll',
  [MStatus.IDLE]: 'asleep',
  [MStatus.SYSCALL]: 'in a system call',
  [MStatus.LOCKED]: 'waits for its locked goroutine',
  [MStatus.STARTING]: 'being created',
  [MStatus.WAKING]: 'waking up',
  [MStatus.DEAD]: 'gone',
};
