/**
 * Bounded exhaustive exploration: all courses of a tiny program in which at most so many threads
 * are held up, once each, at a yield point of the scheduler, longer than anything that the others
 * have to do meanwhile. (Delay-bounded scheduling: most races need one or two delays.)
 *
 * The kernel runs one event at a time; before each one that an M has at a yield point the state is
 * saved, and the course in which this M is held up is explored from there as well. After each event
 * a property is asked for that must hold whenever the scheduler has come to rest.
 *
 * The property is Go's own promise (proc.go, "Worker thread parking/unparking"): no goroutine is
 * left in a queue while a P is idle, unless somebody is on the way to look for it.
 */
import { Stop } from '../../assembly/abi/abi.ts';
import { MStatus } from '../../assembly/abi/status.ts';
import type { Puppet, Standing } from './puppet.ts';

const YIELD_POINTS: readonly Standing[] =
  ['START', 'STEAL', 'BACKOFF', 'DROP', 'DROPPED', 'POLLED'];

export interface Delay {
  m: number;
  at: Standing;
  /** Virtual time in ns. */
  time: number;
}

export interface Found {
  /** Which threads were held up. */
  delays: Delay[];
  /** When a goroutine was seen to be stranded. */
  time: number;
}

export interface Explored {
  found: Found[];
  courses: number;
  events: number;
}

export interface Bounds {
  /** How many delays in one course. */
  delays: number;
  /** How long each is, in ns. */
  delayNs: number;
  /** Virtual time at which a course ends. */
  until: number;
  /** Stop at the first that is found. */
  first?: boolean;
}

/** An M in one of these looks for work, or will. */
const LOOKING: readonly MStatus[] =
  [MStatus.SCHEDULING, MStatus.SPINNING, MStatus.STARTING, MStatus.WAKING];
const SYSMON = 1;

/** A goroutine is in a queue, a P is idle, and nobody is on the way. */
export function stranded({ inside }: Puppet): boolean {
  if (inside.t_queued() === 0 || inside.t_idleProcs() === 0) return false;
  for (let m = 0; m < inside.t_threads(); m++) {
    if (m !== SYSMON && LOOKING.includes(inside.t_status(m))) return false;
  }
  return true;
}

export function explore(puppet: Puppet, bounds: Bounds): Explored {
  const result: Explored = { found: [], courses: 0, events: 0 };
  follow(puppet, bounds, [], result);
  return result;
}

/** One course to its end, and all that branch off it. */
function follow(puppet: Puppet, bounds: Bounds, delays: Delay[], result: Explored): void {
  result.courses++;
  let fresh = delays.length > 0;
  for (;;) {
    const next = puppet.next();
    if (puppet.timeNs >= bounds.until) return;
    const here = next?.at !== undefined && YIELD_POINTS.includes(next.at);
    if (here && !fresh && delays.length < bounds.delays) {
      const delay = { m: next.m, at: next.at!, time: puppet.inside.t_nextTime() };
      const saved = puppet.save();
      puppet.delay(next.m, bounds.delayNs);
      follow(puppet, bounds, [...delays, delay], result);
      if (bounds.first && result.found.length > 0) return;
      puppet.restore(saved);
    }
    fresh = false;
    result.events++;
    if (puppet.step() !== Stop.PAUSED) return;
    if (stranded(puppet)) {
      result.found.push({ delays, time: puppet.timeNs });
      return;
    }
  }
}
