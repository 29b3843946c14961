/** Run queues: docs/scheduler.md, section 4. */
import { Ev, Queue } from '../../assembly/abi/event.ts';
import type { Body, G, M, P } from './state.ts';
import type { World } from './world.ts';

const RING = 256;

export function globrunqput(w: World, g: G): void {
  g.queue = Queue.GLOBAL;
  w.runq.push(g);
}

/** `next`: to runnext; what was there goes to the tail. */
export function runqput(w: World, m: M, p: P, g: G, next: boolean): void {
  let gp = g;
  if (next && w.behaviours.runnext) {
    const old = p.runnext;
    p.runnext = g;
    g.queue = Queue.RUNNEXT;
    if (!old) return;
    gp = old;
  }
  if (p.runq.length < RING) {
    gp.queue = Queue.LOCAL;
    p.runq.push(gp);
    return;
  }
  w.record(Ev.RunqOverflow, m, { p: p.id, g: gp.id, arg: RING / 2 + 1 });
  for (const moved of p.runq.splice(0, RING / 2)) globrunqput(w, moved);
  globrunqput(w, gp);
}

/** What a P runs next of its own, and where it was. */
export function runqget(p: P): { g: G; queue: Queue; inherit: boolean } | undefined {
  if (p.runnext) {
    const g = p.runnext;
    p.runnext = undefined;
    return { g, queue: Queue.RUNNEXT, inherit: true };
  }
  const g = p.runq.shift();
  return g && { g, queue: Queue.LOCAL, inherit: false };
}

export const runqempty = (p: P): boolean => !p.runnext && p.runq.length === 0;

/** One G of the global queue: the fairness tick. */
export function globrunqget(w: World, m: M): G {
  const g = w.runq.shift()!;
  w.record(Ev.GlobalGet, m, { g: g.id, detail: 1, arg: 1 });
  return g;
}

/** A batch of the global queue: the first, and the rest in the ring. */
export function globrunqgetbatch(w: World, m: M, p: P): G {
  const size = w.runq.length;
  const n = Math.min(RING / 2, size, Math.floor(size / w.gomaxprocs) + 1);
  const batch = w.runq.splice(0, n);
  const g = batch.shift()!;
  w.record(Ev.GlobalGet, m, { g: g.id, arg: n });
  for (const other of batch) {
    other.queue = Queue.LOCAL;
    p.runq.push(other);
  }
  return g;
}

/** A bulk of Gs to the ring; what does not fit goes to the global queue. */
export function runqputbatch(w: World, p: P, gs: G[]): { g: G; local: boolean }[] {
  return gs.map((g) => {
    const local = p.runq.length < RING;
    if (local) {
      g.queue = Queue.LOCAL;
      p.runq.push(g);
    } else {
      globrunqput(w, g);
    }
    return { g, local };
  });
}

export function pidleput(w: World, p: P): void {
  if (p.timers.heap.length === 0) p.timerMask = false;
  p.idleMask = true;
  w.pidle.push(p);
}

export function pidleget(w: World): P | undefined {
  const p = w.pidle.pop();
  if (p) {
    p.timerMask = true;
    p.idleMask = false;
  }
  return p;
}

/** As pidleget; without an idle P somebody who goes idle is asked to spin. */
export function pidlegetSpinning(w: World): P | undefined {
  const p = pidleget(w);
  if (!p && w.behaviours.needspinning) w.needspinning = true;
  return p;
}

const KEEP = 64;
const HALF = 32;

/** A dead G is kept for reuse: the last to die is the first to be used again. */
export function gfput(w: World, p: P, dead: Body): void {
  p.deadGs.push(dead);
  if (p.deadGs.length < KEEP) return;
  while (p.deadGs.length >= HALF) w.deadGs.push(p.deadGs.pop()!);
}

/** A dead G, if there is one at hand. */
export function gfget(w: World, p: P): Body | undefined {
  if (p.deadGs.length === 0) {
    while (p.deadGs.length < HALF && w.deadGs.length > 0) p.deadGs.push(w.deadGs.pop()!);
  }
  return p.deadGs.pop();
}

/** Ids come in batches of 16 for each P. */
export function newGoid(w: World, p: P): number {
  if (p.goidNext === p.goidEnd) {
    p.goidNext = w.goidgen + 1;
    w.goidgen += 16;
    p.goidEnd = p.goidNext + 16;
  }
  return p.goidNext++;
}
