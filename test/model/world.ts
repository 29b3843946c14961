/**
 * The whole machine: clocks, actors, records. `runWorld` takes the earliest event of all and lets
 * its actor go on (docs/machine.md, sections 1 and 2).
 */
import { Ev, NONE } from '../../assembly/abi/event.ts';
import type { Config } from '../../src/config/config.ts';
import type { CostField } from '../../src/config/cost.ts';
import { Chance } from './chance.ts';
import type { Code } from './code.ts';
import {
  type Body, type Channel, type G, M, NEVER, type P, type Record, type Sudog,
} from './state.ts';

/** Thrown when the program has come to its end. */
export class Ended extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Thrown for what the second scheduler does not have. */
export class NotModelled extends Error {}

/** Something that becomes ready in the world outside. */
export interface Outside {
  at: number;
  order: number;
  g: G;
}

export class World {
  now = 0;
  readonly ms: M[] = [];
  ps: P[] = [];
  /** Ps that went away: they keep their ticks and ids. */
  readonly deadPs = new Map<number, P>();
  readonly gs: G[] = [];
  readonly records: Record[] = [];
  readonly chance: Chance;
  readonly costs: Map<string, number>;
  readonly behaviours: Config['behaviours'];
  readonly config: Config;
  readonly code: Code;
  /** What others() found; forgotten whenever something happens that others can see. */
  private earliest: { at: number; slot: number } | undefined;
  /** How far the M that runs may run ahead, -1: not known. */
  limit = -1;
  /** Where the goroutine is that acts: goes into records. */
  pc = 0;

  // sched
  gomaxprocs = 0;
  runq: G[] = [];
  midle: M[] = [];
  pidle: P[] = [];
  nmspinning = 0;
  needspinning = false;
  nmidlelocked = 0;
  nmdead = 0;
  goidgen = 0;
  deadGs: Body[] = [];
  mainStarted = false;

  // netpoll
  lastpoll = 1;
  pollUntil = 0;
  poller: M | undefined;
  pollBreak = false;
  pollInited = false;
  netWaiters = 0;
  ready: G[] = [];
  outside: Outside[] = [];
  outsideCount = 0;

  // sysmon
  sysmonDelay = 20;
  sysmonIdle = 0;
  sysmonWait = false;
  sysmonWoken = false;
  sysmonDeep = false;

  // stop of the world
  gcwaiting = false;
  stopwait = 0;
  stopper: M | undefined;
  stopQueue: G[] = [];
  stopWhy = 0;
  stopStands = false;
  newprocs = 0;

  // objects of the program
  channels: Channel[] = [];
  timerCount = 0;
  semaphores = new Map<number, Sudog[]>();
  /** Words of the program's memory by address. */
  heap = new Map<number, number>();
  heapTop = 0x1000;
  siteDraws = new Map<number, number>();

  constructor(config: Config, code: Code) {
    this.config = config;
    this.code = code;
    this.behaviours = config.behaviours;
    this.chance = new Chance(config.seed);
    this.costs = new Map(Object.entries(config.costs).map(([k, v]) => [k, Math.round(v * 1024)]));
    if (this.costs.get('backEdge') === 0) this.costs.set('backEdge', 1);
  }

  cost(name: CostField): number {
    return this.costs.get(name)!;
  }

  charge(m: M, name: CostField, times = 1): void {
    m.t += times * this.cost(name);
  }

  newM(): M {
    const m = new M(this.ms.length);
    this.ms.push(m);
    return m;
  }

  record(kind: Ev, m: M | undefined, fields: Partial<Record> = {}): void {
    const p = m?.p?.id ?? NONE;
    const base = { detail: 0, extra: 0, g: 0, obj: 0, arg: 0, pc: 0 };
    this.records.push({ time: this.now, kind, m: m?.id ?? NONE, p, ...base, ...fields });
  }

  /** The M's event comes at its clock (or at `at` units), with `step`. */
  plan(m: M, step: M['step'], units = m.t): void {
    m.step = step;
    m.at = units === NEVER ? NEVER : Math.floor(units / 1024);
  }

  outsideAt(): number {
    return this.outside.reduce((least, o) => Math.min(least, o.at), NEVER);
  }

  /** The earliest event of all actors but `m`, which acts: its time and slot. */
  others(m: M): { at: number; slot: number } {
    this.earliest ??= this.findOthers(m);
    return this.earliest;
  }

  forgetOthers(): void {
    this.earliest = undefined;
    this.limit = -1;
  }

  private findOthers(m: M): { at: number; slot: number } {
    let best = { at: this.outsideAt(), slot: 0 };
    for (const other of this.ms) {
      if (other !== m && other.at < best.at) best = { at: other.at, slot: other.id + 1 };
    }
    return best;
  }
}

/** The clock in whole ns. */
export const ns = (m: M): number => Math.floor(m.t / 1024);
