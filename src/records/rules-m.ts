/** What the records about threads do to the state. */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import { MStatus, PStatus } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import { takeOff } from './rules-g.ts';
import { type MState, newM } from './state.ts';
import { type Rule, type Step, who } from './step.ts';

/** p is kept for m until m takes it. */
function reserve(step: Step, m: MState, pId: number): void {
  if (pId === NONE) return;
  const p = step.p(pId);
  if (p.m !== NONE || p.status === PStatus.RUNNING) {
    step.refuse(`p${pId} to be free for m${m.id}`, `held by ${who('m', p.m)}`);
  }
  if (p.reservedFor !== NONE) {
    step.refuse(`p${pId} to be free for m${m.id}`, `it waits for m${p.reservedFor}`);
  }
  p.reservedFor = m.id;
  m.nextp = pId;
}

function create(step: Step, r: RecordFields): void {
  if (step.state.ms[r.m]) step.refuse(`thread ${r.m} to be new`, 'it exists');
  if (r.arg !== NONE) step.m(r.arg);
  const m = newM(r.m, MStatus.STARTING);
  m.spinning = r.extra === 1;
  step.state.ms[r.m] = m;
  reserve(step, m, r.p);
}

function start(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  step.mStatus(m, MStatus.STARTING, MStatus.SCHEDULING, MStatus.SPINNING);
  m.status = m.spinning ? MStatus.SPINNING : MStatus.SCHEDULING;
}

/** m goes to sleep; it has given everything back. */
function idle(step: Step, m: MState): void {
  if (m.p !== NONE) step.refuse(`m${m.id} to have no P when it goes idle`, `p${m.p}`);
  if (m.g !== 0) step.refuse(`m${m.id} to run nothing when it goes idle`, `g${m.g}`);
  if (m.spinning) step.refuse(`m${m.id} not to spin when it goes idle`, 'it spins');
}

function park(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  idle(step, m);
  step.mStatus(m, MStatus.SCHEDULING, MStatus.SPINNING, MStatus.POLLING, MStatus.SYSCALL);
  m.status = MStatus.IDLE;
  step.state.idleMs.push(m.id);
}

function lockedPark(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  if (m.p !== NONE) step.refuse(`m${m.id} to have no P when it goes idle`, `p${m.p}`);
  m.status = MStatus.LOCKED;
}

/**
 * The M that went idle last is woken first; only a world that goes on has particular Ms in mind.
 */
function takeIdle(step: Step, m: MState): void {
  const list = step.state.idleMs;
  const at = list.lastIndexOf(m.id);
  if (at < 0) step.refuse(`m${m.id} to be on the idle list`, 'it is not');
  if (!step.state.restarting && at !== list.length - 1) {
    step.refuse(`m${list.at(-1)}, idle for the shortest time, to be woken`, `m${m.id}`);
  }
  list.splice(at, 1);
}

function wake(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  step.mStatus(m, MStatus.IDLE, MStatus.LOCKED);
  if (m.status === MStatus.IDLE) takeIdle(step, m);
  m.status = MStatus.WAKING;
  m.spinning = r.extra === 1;
  if (r.g !== 0) handOver(step, r);
  reserve(step, m, r.p);
}

/** m is woken for the goroutine that is locked to it: another M took that off a queue of p. */
function handOver(step: Step, r: RecordFields): void {
  const g = step.g(r.g);
  takeOff(step, g, step.p(r.p), r.detail);
  step.move(g, 'direct', r.p);
}

function spinBegin(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  if (m.g !== 0) step.refuse(`m${m.id} to run nothing when it spins`, `g${m.g}`);
  m.spinning = true;
  if (m.status === MStatus.SCHEDULING) m.status = MStatus.SPINNING;
}

function spinEnd(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  if (!m.spinning) step.refuse(`m${m.id} to spin`, 'it does not');
  m.spinning = false;
  if (m.status === MStatus.SPINNING) m.status = MStatus.SCHEDULING;
}

function exit(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  if (m.p !== NONE) step.refuse(`m${m.id} to have no P when it exits`, `p${m.p}`);
  if (m.g !== 0) step.refuse(`m${m.id} to run nothing when it exits`, `g${m.g}`);
  m.status = MStatus.DEAD;
}

/** Only one M blocks in the poller, and it holds no P. */
function pollBegin(step: Step, r: RecordFields): void {
  if (r.detail !== 1) return;
  const m = step.m(r.m);
  if (m.p !== NONE) step.refuse(`m${m.id} to block in the poller without a P`, `p${m.p}`);
  const other = step.state.ms.find((x) => x && x.status === MStatus.POLLING);
  if (other) step.refuse('nobody to block in the poller', `m${other.id}`);
  m.status = MStatus.POLLING;
}

function pollEnd(step: Step, r: RecordFields): void {
  const m = step.state.ms[r.m];
  if (m?.status === MStatus.POLLING) m.status = MStatus.SCHEDULING;
}

export const threadRules: Partial<Record<Ev, Rule>> = {
  [Ev.MCreate]: create,
  [Ev.MStart]: start,
  [Ev.MPark]: park,
  [Ev.MLockedPark]: lockedPark,
  [Ev.MWake]: wake,
  [Ev.SpinBegin]: spinBegin,
  [Ev.SpinEnd]: spinEnd,
  [Ev.MExit]: exit,
  [Ev.NetpollBegin]: pollBegin,
  [Ev.NetpollEnd]: pollEnd,
};
