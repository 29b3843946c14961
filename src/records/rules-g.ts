/** What the records about goroutines do to the state (Go's transitions of `casgstatus`). */
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { GStatus, MStatus, WaitReason } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import { type GState, newG, type PState } from './state.ts';
import { placeText, type Rule, type Step } from './step.ts';

/** A kind of GoSyscallBegin, a result of GoSyscallEnd. */
const RAW = 3;
const NO_P = 2;

/** A goroutine that acts has to be the one that runs on m; the runtime (0) acts always. */
function actor(step: Step, r: RecordFields): void {
  if (r.arg === 0 || r.m === NONE) return;
  const m = step.m(r.m);
  if (m.g !== r.arg) step.refuse(`g${r.arg} to run on m${r.m}`, `it runs g${m.g}`);
}

/** Only the owner of a P puts goroutines in its queues. */
function putter(step: Step, r: RecordFields): void {
  const local = r.detail === Queue.RUNNEXT || r.detail === Queue.LOCAL;
  if (local && r.m !== NONE) step.owner(r.m, r.p);
}

function create(step: Step, r: RecordFields): void {
  if (r.g === 0) step.refuse('a goroutine id', '0');
  const known = step.state.gs.get(r.g);
  if (known) step.refuse(`goroutine ${r.g} to be new`, `one ${placeText(known)}`);
  actor(step, r);
  putter(step, r);
  const g = newG(r.g, r.time);
  g.parent = r.arg;
  g.func = r.obj;
  step.state.gs.set(g.id, g);
  step.state.created++;
  if (r.detail === Queue.NONE) {
    // A coroutine: it waits until somebody switches to it.
    g.status = GStatus.WAITING;
    g.reason = WaitReason.COROUTINE;
    step.move(g, 'none', NONE);
  } else step.put(g, r.detail, r.p);
}

/** Takes g off `queue` of p, where it has to be first. */
export function takeOff(step: Step, g: GState, p: PState, queue: number): void {
  if (p.hand !== 0 && p.hand !== g.id) {
    step.refuse(`g${p.hand}, which p${p.id} has taken, to start`, `g${g.id}`);
  }
  const here = g.p === p.id;
  switch (queue) {
    case Queue.RUNNEXT:
      if (p.runnext !== g.id) break;
      p.runnext = 0;
      return;
    case Queue.LOCAL:
      if (p.ring.at(0) !== g.id) break;
      step.takeRing(p);
      return;
    case Queue.GLOBAL: case Queue.GLOBAL_TICK: case Queue.STOLEN: case Queue.STOLEN_NEXT:
      if (g.place !== 'hand' || !here) break;
      p.hand = 0;
      return;
    case Queue.DIRECT:
      if (g.place === 'direct' && (g.p === NONE || here)) return;
  }
  const front = `p${p.id} has runnext g${p.runnext}, ring front g${p.ring.at(0) ?? 0}`;
  step.refuse(`g${g.id} to be first ${Queue[queue] ?? queue}`, `${placeText(g)}; ${front}`);
}

/** A slice that is inherited keeps the tick, every other start adds one. */
function tick(step: Step, r: RecordFields): void {
  const p = step.p(r.p);
  const wanted = r.extra === 1 ? p.schedtick : (p.schedtick + 1) >>> 0;
  if (p.schedtick >= 0 && r.arg !== wanted) {
    step.refuse(`schedtick ${wanted} of p${p.id}`, `${r.arg}`);
  }
  p.schedtick = r.arg;
}

function start(step: Step, r: RecordFields): void {
  const m = step.owner(r.m, r.p);
  const g = step.g(r.g);
  step.status(g, GStatus.RUNNABLE);
  if (m.g !== 0) step.refuse(`m${m.id} to be free`, `it runs g${m.g}`);
  if (m.spinning) step.refuse(`m${m.id} not to spin when it starts g${g.id}`, 'it spins');
  if (r.extra === 1 && r.detail !== Queue.RUNNEXT && r.detail !== Queue.DIRECT) {
    step.refuse('an inherited slice only from runnext or a refused park', Queue[r.detail] ?? '');
  }
  takeOff(step, g, step.p(r.p), r.detail);
  tick(step, r);
  g.status = GStatus.RUNNING;
  step.move(g, 'running', r.p, r.m);
  m.g = g.id;
  m.status = MStatus.RUNNING;
}

/** g leaves its M, which goes on in the scheduler. */
function leave(step: Step, r: RecordFields): void {
  const m = step.m(r.m);
  m.g = 0;
  m.status = MStatus.SCHEDULING;
}

function block(step: Step, r: RecordFields): void {
  const g = step.running(r);
  leave(step, r);
  g.status = GStatus.WAITING;
  g.reason = r.detail;
  g.on = r.obj;
  step.move(g, 'none', NONE);
}

function unblock(step: Step, r: RecordFields): void {
  const g = step.g(r.g);
  if (r.extra === 1) {
    if (g.place !== 'direct') step.refuse(`g${g.id} to leave a system call`, placeText(g));
    return step.put(g, r.detail, r.p);
  }
  step.status(g, GStatus.WAITING, GStatus.PREEMPTED);
  actor(step, r);
  putter(step, r);
  g.waker = r.arg;
  step.put(g, r.detail, r.p);
}

function yielded(step: Step, r: RecordFields): void {
  const g = step.running(r);
  leave(step, r);
  step.put(g, r.detail, r.p);
}

function end(step: Step, r: RecordFields): void {
  const g = step.running(r);
  leave(step, r);
  g.status = GStatus.DEAD;
  step.move(g, 'none', NONE);
  step.state.gs.delete(g.id);
  step.state.ended++;
}

function syscallBegin(step: Step, r: RecordFields): void {
  const g = step.running(r);
  if (r.detail === RAW) return step.move(g, 'raw', r.p, r.m);
  g.status = GStatus.SYSCALL;
  step.move(g, 'syscall', NONE, r.m);
  step.m(r.m).status = MStatus.SYSCALL;
}

function syscallEnd(step: Step, r: RecordFields): void {
  const g = step.g(r.g);
  if (g.place === 'raw') return step.move(g, 'running', g.p, g.m);
  step.status(g, GStatus.SYSCALL);
  const m = step.m(r.m);
  if (g.m !== r.m) step.refuse(`g${g.id} to be in a system call on m${r.m}`, placeText(g));
  if (r.detail === NO_P) {
    leave(step, r);
    return step.put(g, Queue.DIRECT, NONE);
  }
  step.owner(r.m, r.p);
  g.status = GStatus.RUNNING;
  step.move(g, 'running', r.p, r.m);
  m.status = MStatus.RUNNING;
}

function preemptRequest(step: Step, r: RecordFields): void {
  if (r.g === 0) return;
  const g = step.g(r.g);
  step.status(g, GStatus.RUNNING);
  if (g.m !== r.m) step.refuse(`g${g.id} to run on m${r.m}`, placeText(g));
}

export const goroutineRules: Partial<Record<Ev, Rule>> = {
  [Ev.GoCreate]: create,
  [Ev.GoStart]: start,
  [Ev.GoBlock]: block,
  [Ev.GoUnblock]: unblock,
  [Ev.GoSched]: yielded,
  [Ev.GoEnd]: end,
  [Ev.GoSyscallBegin]: syscallBegin,
  [Ev.GoSyscallEnd]: syscallEnd,
  [Ev.PreemptRequest]: preemptRequest,
};
