/**
 * The scheduler's state as the records tell it: what a viewer shows at one moment, and what
 * `fold.ts` checks each record against. Plain data; `copy` makes a checkpoint.
 */
import { NONE } from '../../assembly/abi/event.ts';
import { Cause, GStatus, MStatus, PStatus } from '../../assembly/abi/status.ts';
import { Deque } from './deque.ts';
import { causeOfReason } from './spec.ts';

/** Goroutines in a P's ring. */
export const RING_SIZE = 256;

/**
 * Where a goroutine is. Exactly one at a time: a queue holds it if and only if its place says so.
 */
export type Place =
  /** on no queue: it waits, or has ended */
  | 'none'
  | 'runnext'
  | 'ring'
  | 'global'
  /** taken off a queue by its P (`p`), not yet running */
  | 'hand'
  /** made runnable for one M directly, on no queue */
  | 'direct'
  /** pushed out of a full ring; the record of the overflow comes next */
  | 'overflow'
  | 'running'
  | 'syscall'
  /** in a system call that the scheduler does not see: it still counts as running */
  | 'raw'
  /** stops the world, on its M */
  | 'stopping';

export interface GState {
  id: number;
  status: GStatus;
  place: Place;
  /** The P whose queue or hand it is in, or on which it runs; NONE otherwise. */
  p: number;
  /** The M that runs it or is in its system call; NONE otherwise. */
  m: number;
  /** WaitReason of the last park; kept after the wake-up, as Go does. */
  reason: number;
  /** What it waits on. */
  on: number;
  parent: number;
  func: number;
  /** Last waker (goid), 0: the runtime. */
  waker: number;
  /** Under which cause its time passes now. */
  cause: Cause;
  /** Instruction of its last record. */
  pc: number;
  /** Time of its creation, and since when it is where it is. */
  created: number;
  since: number;
}

export interface PState {
  id: number;
  status: PStatus;
  m: number;
  runnext: number;
  ring: Deque;
  /** -1: not told yet. */
  schedtick: number;
  /** An M that was woken or made for it and has not taken it yet. */
  reservedFor: number;
  /** A goroutine taken off a queue that has to start next; 0 none. */
  hand: number;
}

export interface MState {
  id: number;
  status: MStatus;
  p: number;
  g: number;
  spinning: boolean;
  /** The P it was woken for. */
  nextp: number;
  /** The core it is on, NONE: none; it has one all the time where the records tell of no cores. */
  core: number;
  /** It wants a core and has none. */
  waits: boolean;
}

/** A core of the operating system's layer. */
export interface CoreState {
  id: number;
  /** The thread on it, NONE: none. */
  m: number;
  /** A neighbour's thread is on it. */
  load: boolean;
  /** It stands still for want of quota. */
  throttled: boolean;
}

export class State {
  time = 0;
  /** How many records it is the result of. */
  records = 0;
  gomaxprocs = 0;
  gs = new Map<number, GState>();
  ps: PState[] = [];
  ms: MState[] = [];
  global = new Deque();
  /** Idle Ms, the one that is taken first last. */
  idleMs: number[] = [];
  /** The world: 0 goes on, 1 is being stopped, 2 stands. */
  stw: 0 | 1 | 2 = 0;
  /** The world has just gone on: Ps with work are given to the Ms that they had before. */
  restarting = false;
  created = 0;
  ended = 0;
  /** A goroutine pushed out of a full ring, until the record of the overflow; 0 none. */
  overflowing = 0;
  /** Empty: the operating system's layer is off. */
  cores: CoreState[] = [];
  /** Busy threads of neighbours. */
  load = 0;
  /** Cores that stand still. */
  throttled = 0;

  /** A deep copy that shares nothing with this state. */
  copy(): State {
    const s = new State();
    s.time = this.time;
    s.records = this.records;
    s.gomaxprocs = this.gomaxprocs;
    for (const [id, g] of this.gs) s.gs.set(id, { ...g });
    s.ps = this.ps.map((p) => ({ ...p, ring: p.ring.copy() }));
    s.ms = this.ms.map((m) => m && { ...m });
    s.global = this.global.copy();
    s.idleMs = [...this.idleMs];
    s.stw = this.stw;
    s.restarting = this.restarting;
    s.created = this.created;
    s.ended = this.ended;
    s.overflowing = this.overflowing;
    s.cores = this.cores.map((c) => ({ ...c }));
    s.load = this.load;
    s.throttled = this.throttled;
    return s;
  }

  /** Objects in it: what a copy costs. */
  size(): number {
    return this.gs.size + this.ms.length + this.ps.length * 2 + this.global.length;
  }
}

export function newP(id: number): PState {
  return {
    id, status: PStatus.IDLE, m: NONE, runnext: 0, ring: new Deque(), schedtick: -1,
    reservedFor: NONE, hand: 0,
  };
}

export function newM(id: number, status: MStatus): MState {
  return { id, status, p: NONE, g: 0, spinning: false, nextp: NONE, core: NONE, waits: false };
}

export function newG(id: number, time: number): GState {
  return {
    id, status: GStatus.IDLE, place: 'none', p: NONE, m: NONE, reason: 0, on: 0, parent: 0, func: 0,
    waker: 0, cause: Cause.OTHER, pc: 0, created: time, since: time,
  };
}

/**
 * Under which cause a goroutine's time passes at a place. One in a P's hand is not told apart from
 * one in the queue that it was taken from: it has not begun to run.
 */
export function causeAt(g: GState, place: Place): Cause {
  switch (place) {
    case 'running': return Cause.RUNNING;
    case 'syscall': case 'raw': return Cause.SYSCALL;
    case 'stopping': return Cause.STOP_THE_WORLD;
    case 'runnext': return Cause.RUNNEXT;
    case 'ring': return Cause.LOCAL_QUEUE;
    case 'global': case 'overflow': return Cause.GLOBAL_QUEUE;
    case 'direct': return Cause.WAKING;
    case 'hand': return g.cause;
    case 'none': return causeOfReason(g.reason);
  }
}
