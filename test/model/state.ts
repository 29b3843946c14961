/**
 * The things of the second scheduler: goroutines, threads, Ps, channels, timers, as plain objects.
 * Written from docs/machine.md, docs/scheduler.md and docs/costs.md, not from the kernel, so that
 * the two can be compared. Slow and simple on purpose: a queue is an array.
 */
import { NONE, Queue } from '../../assembly/abi/event.ts';
import { GStatus, PStatus } from '../../assembly/abi/status.ts';

/** Virtual time at which nothing happens. */
export const NEVER = Infinity;

/** What an M's event goes on with (docs/machine.md, section 1). */
export type Step =
  | 'EXEC' | 'BURST' | 'SYSCALL' | 'STEAL' | 'BACKOFF' | 'DROP' | 'DROPPED' | 'POLLED' | 'START'
  | 'LEFTOVER' | 'LOCKED' | 'STW' | 'SYSMON' | 'SCHEDULE' | 'NONE';

/** A function's activation: its slots are numbers, which are exact to 2^53. */
export interface Frame {
  slots: Float64Array;
  /** Index of the next instruction. */
  pc: number;
  /** Where its arguments lie in the caller, in slots. */
  window: number;
  func: number;
}

/** An entry in a queue of waiters. */
export interface Sudog {
  g: G;
  /** Of a channel: the value sent. */
  value: number;
  isSelect: boolean;
  success: boolean;
  ticket: boolean;
  /** Of a select: which case. */
  index: number;
}

/** A G of the runtime: it keeps the timer of those who slept. */
export interface Body {
  timer: Timer | undefined;
}

export class G {
  status = GStatus.RUNNABLE;
  /** Where it waits to run. */
  queue = Queue.NONE;
  frames: Frame[] = [];
  m: M | undefined;
  preempt = false;
  lockedm: M | undefined;
  lockCount = 0;
  /** What woke it. */
  param: Sudog | undefined;
  waiting: Sudog[] = [];
  selectDone = false;
  /** The instruction at which it stopped last, from 1; 0: none. */
  site = 0;
  /** It parked at an instruction, and comes back to it. */
  resume = false;
  /** Of a burst: what is left, in ns. */
  left = 0;
  /** How often it has drawn from its stream. */
  draws = 0;
  /** The runtime's struct, which goes to another goroutine when this one is dead. */
  readonly body: Body;
  readonly id: number;
  /** Of the runtime: parks at once, does not count. */
  readonly system: boolean;

  constructor(id: number, body: Body = { timer: undefined }, system = false) {
    this.id = id;
    this.body = body;
    this.system = system;
  }
}

export class M {
  /** Clock in 1/1024 ns. */
  t = 0;
  step: Step = 'NONE';
  /** Time of its next event in ns. */
  at = NEVER;
  p: P | undefined;
  curg: G | undefined;
  nextp: P | undefined;
  lockedg: G | undefined;
  oldp: P | undefined;
  spinning = false;
  wasSpinning = false;
  fresh = true;
  /** When a signal reaches it. */
  signalAt = NEVER;
  draws = 0;
  pollUntil = 0;
  search: Search | undefined;
  /** Where the lookahead may not go beyond: the grid of its own clock. */
  gridEnd = 0;
  /** Its burst, in whole ns. */
  burstEnd = 0;
  burstStart = 0;
  /** Distance of safe points, 0: none. */
  burstCalls = 0;
  syscall: 'ordinary' | 'blocking' | 'cgo' | 'raw' = 'ordinary';
  dead = false;
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

/** A search over all Ps, between two of its events. */
export interface Search {
  round: number;
  order: P[];
  position: number;
  ranTimer: boolean;
  /** The runnext for which it sleeps. */
  grabbed: Body | undefined;
}

export class P {
  status = PStatus.IDLE;
  runq: G[] = [];
  runnext: G | undefined;
  m: M | undefined;
  schedtick = 0;
  syscalltick = 0;
  timers = new TimerHeap();
  /** "May have timers". */
  timerMask = false;
  idleMask = false;
  goidNext = 0;
  goidEnd = 0;
  /** Dead Gs kept for reuse. */
  deadGs: Body[] = [];
  oldm: M | undefined;
  tick = { schedtick: 0, schedwhen: 0, syscalltick: 0, syscallwhen: 0 };
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

export class Channel {
  buffer: number[] = [];
  receivers: Sudog[] = [];
  senders: Sudog[] = [];
  closed = false;
  timer: Timer | undefined;
  readonly id: number;
  readonly size: number;

  constructor(id: number, size: number) {
    this.id = id;
    this.size = size;
  }
}

export class Timer {
  when = 0;
  period = 0;
  heaped = false;
  modified = false;
  zombie = false;
  owner: P | undefined;
  blocked = 0;
  readonly id: number;
  /** The goroutine that it is to wake. */
  sleeper: G | undefined;
  readonly channel: Channel | undefined;

  constructor(id: number, channel?: Channel) {
    this.id = id;
    this.channel = channel;
  }
}

export class TimerHeap {
  heap: { timer: Timer; when: number }[] = [];
  zombies = 0;
  minWhenHeap = 0;
  minWhenModified = 0;
}

export interface Record {
  time: number;
  kind: number;
  detail: number;
  extra: number;
  m: number;
  p: number;
  g: number;
  obj: number;
  arg: number;
  pc: number;
}

export const noP = NONE;
