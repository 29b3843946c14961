/** What the records about queues do: Go's runqputslow, runqsteal, globrunqget. */
import { Ev } from '../../assembly/abi/event.ts';
import type { RecordFields } from './cursor.ts';
import { type GState, type PState, RING_SIZE } from './state.ts';
import type { Rule, Step } from './step.ts';

const HALF = RING_SIZE / 2;
/** Every 61st tick a P looks at the global queue first. */
const FAIRNESS_TICK = 61;

/**
 * The 128 oldest of a full ring, then the one that did not fit, go to the back of the global queue.
 */
function overflow(step: Step, r: RecordFields): void {
  const p = step.p(r.p);
  if (step.state.overflowing !== r.g) {
    step.refuse(`an overflow of g${step.state.overflowing}`, `g${r.g}`);
  }
  if (r.arg !== HALF + 1) step.refuse(`${HALF + 1} goroutines to overflow`, `${r.arg}`);
  const g = step.g(r.g);
  if (g.p !== p.id) step.refuse(`an overflow of p${g.p}`, `p${p.id}`);
  step.state.overflowing = 0;
  for (let i = 0; i < HALF; i++) toGlobal(step, step.takeRing(p));
  toGlobal(step, g);
}

function toGlobal(step: Step, g: GState): void {
  step.move(g, 'global', 0xffff);
  step.state.global.push(g.id);
}

/** p takes n goroutines with `take`; the one at `runs` is in its hand, the others join its ring. */
function receive(step: Step, p: PState, n: number, runs: number, take: () => GState): GState {
  if (p.hand !== 0) step.refuse(`p${p.id} to have no goroutine in hand`, `g${p.hand}`);
  if (p.ring.length + n - 1 > RING_SIZE) {
    step.refuse(`room for ${n - 1} in the ring of p${p.id}`, `${p.ring.length} in it`);
  }
  let chosen: GState | undefined;
  for (let i = 0; i < n; i++) {
    const g = take();
    if (i === runs) {
      chosen = g;
      continue;
    }
    step.move(g, 'ring', p.id);
    p.ring.push(g.id);
  }
  p.hand = chosen!.id;
  step.move(chosen!, 'hand', p.id);
  return chosen!;
}

function expectChosen(step: Step, g: GState, r: RecordFields): void {
  if (g.id !== r.g) step.refuse(`g${g.id} to be the one that runs`, `g${r.g}`);
}

function steal(step: Step, r: RecordFields): void {
  step.owner(r.m, r.p);
  const p = step.p(r.p);
  const victim = step.p(r.obj);
  if (victim === p) step.refuse('another P as victim', `p${p.id} itself`);
  if (r.detail === 1) return stealNext(step, r, p, victim);
  const length = victim.ring.length;
  const n = length - (length >> 1);
  if (n === 0) step.refuse(`goroutines in the ring of p${victim.id}`, 'none');
  if (r.arg !== n) step.refuse(`${n} of the ${length} of p${victim.id} to be stolen`, `${r.arg}`);
  expectChosen(step, receive(step, p, n, n - 1, () => step.takeRing(victim)), r);
}

/**
 * A thief looks at runnext only if the ring is empty, but then it may sleep for a while, in which
 * the ring may fill again: when it takes runnext, nothing is to be said about the ring.
 */
function stealNext(step: Step, r: RecordFields, p: PState, victim: PState): void {
  if (r.arg !== 1) step.refuse('1 goroutine to be stolen from runnext', `${r.arg}`);
  if (victim.runnext === 0) step.refuse(`p${victim.id} to have a runnext`, 'none');
  const g = step.g(victim.runnext);
  victim.runnext = 0;
  expectChosen(step, receive(step, p, 1, 0, () => g), r);
}

/** How many a P takes from a global queue of `size` at once. */
export function globalBatch(size: number, gomaxprocs: number): number {
  return Math.min(HALF, size, Math.floor(size / gomaxprocs) + 1);
}

function globalGet(step: Step, r: RecordFields): void {
  step.owner(r.m, r.p);
  const p = step.p(r.p);
  const size = step.state.global.length;
  const n = r.detail === 1 ? Math.min(1, size) : globalBatch(size, step.state.gomaxprocs);
  if (n === 0) step.refuse('goroutines in the global queue', 'none');
  if (r.detail === 1 && p.schedtick > 0 && p.schedtick % FAIRNESS_TICK !== 0) {
    step.refuse(`schedtick of p${p.id} to be a multiple of 61`, `${p.schedtick}`);
  }
  if (r.arg !== n) step.refuse(`${n} of ${size} to be taken`, `${r.arg}`);
  expectChosen(step, receive(step, p, n, 0, () => step.takeGlobal()), r);
}

export const queueRules: Partial<Record<Ev, Rule>> = {
  [Ev.RunqOverflow]: overflow,
  [Ev.Steal]: steal,
  [Ev.GlobalGet]: globalGet,
};
