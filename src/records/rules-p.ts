/** What the records about Ps and the stopped world do to the state. */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import { GStatus, MStatus, PStatus, WaitReason } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import { newP, type PState } from './state.ts';
import { placeText, type Rule, type Step, who } from './step.ts';

function acquire(step: Step, r: RecordFields): void {
  const p = step.p(r.p);
  const m = step.m(r.m);
  step.pStatus(p, PStatus.IDLE, PStatus.GCSTOP);
  if (p.m !== NONE) step.refuse(`p${p.id} to be free`, `held by ${who('m', p.m)}`);
  if (m.p !== NONE) step.refuse(`m${m.id} to have no P`, `p${m.p}`);
  if (p.reservedFor !== NONE && p.reservedFor !== m.id) {
    step.refuse(`p${p.id} to go to m${p.reservedFor}, which was woken for it`, `m${m.id}`);
  }
  step.mStatus(m, MStatus.RUNNING, MStatus.SCHEDULING, MStatus.SPINNING, MStatus.POLLING,
    MStatus.WAKING, MStatus.STARTING, MStatus.SYSCALL);
  p.reservedFor = NONE;
  p.status = PStatus.RUNNING;
  p.m = m.id;
  m.p = p.id;
  m.nextp = NONE;
  if (m.status === MStatus.WAKING || m.status === MStatus.STARTING) m.status = scheduling(m);
}

const scheduling = (m: { spinning: boolean }) =>
  m.spinning ? MStatus.SPINNING : MStatus.SCHEDULING;

/** p has no M any more. */
function part(step: Step, p: PState, status: PStatus): void {
  step.m(p.m).p = NONE;
  p.m = NONE;
  p.status = status;
}

function release(step: Step, r: RecordFields): void {
  if (r.detail === PStatus.DEAD) return destroy(step, r);
  const m = step.owner(r.m, r.p);
  const g = m.g === 0 ? undefined : step.g(m.g);
  if (g && g.status === GStatus.RUNNING) {
    step.refuse(`m${m.id} to run nothing when it releases p${r.p}`, `g${g.id} runs`);
  }
  if (r.detail === PStatus.RUNNING) step.refuse('a released P to be idle or stopped', 'RUNNING');
  part(step, step.p(r.p), r.detail);
}

function taken(step: Step, r: RecordFields): void {
  const m = step.owner(r.m, r.p);
  step.mStatus(m, MStatus.SYSCALL);
  if (r.g !== 0) step.status(step.g(r.g), GStatus.SYSCALL);
  if (r.detail !== PStatus.IDLE && r.detail !== PStatus.GCSTOP) {
    step.refuse('a P that is taken to be idle or stopped', PStatus[r.detail] ?? `${r.detail}`);
  }
  part(step, step.p(r.p), r.detail);
}

/** handoffp: its first rule is that there is work, its fifth that the world is being stopped. */
const WORK = 1;
const STOPPING = 5;

function handoff(step: Step, r: RecordFields): void {
  const p = step.p(r.p);
  if (p.m !== NONE) step.refuse(`p${p.id} to be free when it is handed off`, `held by m${p.m}`);
  const work = p.ring.length + (p.runnext === 0 ? 0 : 1) + step.state.global.length;
  if ((r.detail === WORK) !== work > 0) {
    const found = `rule ${r.detail}, ${work} runnable`;
    step.refuse(`rule ${WORK} of handoffp where there is work`, found);
  }
  if (r.detail === STOPPING && step.state.stw === 0) {
    step.refuse(`rule ${STOPPING} of handoffp while the world is being stopped`, 'it goes on');
  }
}

/** procresize: new Ps come into being; those that go away follow, each with a record of its own. */
function resize(step: Step, r: RecordFields): void {
  const s = step.state;
  if (r.arg < 1 || r.arg >= NONE) step.refuse('at least one P', `${r.arg}`);
  if (r.obj !== s.gomaxprocs) step.refuse(`GOMAXPROCS ${s.gomaxprocs} before`, `${r.obj}`);
  for (let id = 0; id < r.arg; id++) {
    const p = s.ps[id];
    if (!p) s.ps[id] = newP(id);
    else if (p.status === PStatus.DEAD) p.status = PStatus.IDLE;
  }
  s.gomaxprocs = r.arg;
}

/**
 * The queues of a P that goes away are put at the front of the global queue, its runnext foremost;
 * Ps go away in ascending order, so those of the last one end up first of all.
 */
function destroy(step: Step, r: RecordFields): void {
  const p = step.p(r.p);
  if (p.id < step.state.gomaxprocs) {
    step.refuse(`a P from ${step.state.gomaxprocs} on to go away`, `p${p.id}`);
  }
  if (p.m !== NONE) step.refuse(`p${p.id} to be free when it goes away`, `held by m${p.m}`);
  const all = [...p.ring];
  if (p.runnext !== 0) all.unshift(p.runnext);
  while (p.ring.length > 0) p.ring.shift();
  p.runnext = 0;
  for (const id of all.reverse()) {
    step.move(step.g(id), 'global', NONE);
    step.state.global.unshift(id);
  }
  p.status = PStatus.DEAD;
}

/** The goroutine that stops the world waits meanwhile, but stays on its M. */
function stwBegin(step: Step, r: RecordFields): void {
  if (step.state.stw !== 0) step.refuse('the world to go on', 'it is being stopped already');
  step.state.stw = 1;
  const g = step.g(step.m(r.m).g);
  step.status(g, GStatus.RUNNING);
  g.status = GStatus.WAITING;
  g.reason = WaitReason.STOPPING_THE_WORLD;
  step.move(g, 'stopping', g.p, g.m);
}

/** Everything stands but the goroutine that stops the world. */
function stwStopped(step: Step, r: RecordFields): void {
  if (step.state.stw !== 1) step.refuse('the world to be on its way to a stop', 'it is not');
  for (const m of step.state.ms) {
    if (m && m.id !== r.m && m.status === MStatus.RUNNING && m.g !== 0) {
      step.refuse('no goroutine to run in a stopped world', `g${m.g} on m${m.id}`);
    }
  }
  step.state.stw = 2;
}

function stwEnd(step: Step, r: RecordFields): void {
  if (step.state.stw !== 2) step.refuse('the world to stand', 'it does not');
  step.state.stw = 0;
  step.state.restarting = true;
  for (const p of step.state.ps) {
    if (p.status === PStatus.GCSTOP) p.status = PStatus.IDLE;
    const left = p.id >= step.state.gomaxprocs && p.status !== PStatus.DEAD;
    if (left) step.refuse(`p${p.id} to be gone with ${step.state.gomaxprocs} Ps`, 'it is there');
  }
  const m = step.m(r.m);
  const g = step.g(m.g);
  if (g.place !== 'stopping') step.refuse(`g${g.id} to stop the world`, placeText(g));
  g.status = GStatus.RUNNING;
  step.move(g, 'running', m.p, m.id);
}

export const procRules: Partial<Record<Ev, Rule>> = {
  [Ev.ProcStart]: acquire,
  [Ev.ProcStop]: release,
  [Ev.ProcSteal]: taken,
  [Ev.Handoff]: handoff,
  [Ev.ProcResize]: resize,
  [Ev.STWBegin]: stwBegin,
  [Ev.STWStopped]: stwStopped,
  [Ev.STWEnd]: stwEnd,
};
