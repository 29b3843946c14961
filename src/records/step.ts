/**
 * One record being folded: the state, the record, and the questions that every rule asks. A rule
 * that does not find what it needs calls `refuse`, which names the record, what was expected, what
 * was found.
 */
import { NONE, Queue } from '../../assembly/abi/event.ts';
import { type Cause, GStatus, MStatus, PStatus } from '../../assembly/abi/status.ts';
import type { RecordFields } from './cursor.ts';
import { gStatusNames, mStatusNames, pStatusNames, queueNames } from './spec.ts';
import {
  causeAt, type GState, type MState, type Place, type PState, RING_SIZE, type State,
} from './state.ts';
import { recordText } from './text.ts';

/** A step that the scheduler cannot take. */
export class FoldError extends Error {
  readonly record: number;
  readonly time: number;
  readonly expected: string;
  readonly found: string;

  constructor(record: number, r: RecordFields, expected: string, found: string) {
    super(`record ${record} at ${r.time} ns: expected ${expected}, found ${found}\n`
      + `  ${recordText(r)}`);
    this.name = 'FoldError';
    this.record = record;
    this.time = r.time;
    this.expected = expected;
    this.found = found;
  }
}

/** Told of each goroutine that goes somewhere else, before it goes. */
export type Watcher = (g: GState, to: Place, time: number) => void;

/** What one kind of record does to the state. */
export type Rule = (step: Step, r: RecordFields) => void;

export class Step {
  readonly state: State;
  watcher: Watcher | undefined;
  private current: RecordFields | undefined;

  constructor(state: State) {
    this.state = state;
  }

  begin(r: RecordFields): void {
    this.current = r;
  }

  /** Ends the fold: this record cannot follow the ones before it. */
  refuse(expected: string, found: string): never {
    throw new FoldError(this.state.records, this.current!, expected, found);
  }

  // ---- who ------------------------------------------------------------------------------------

  g(id: number): GState {
    return this.state.gs.get(id) ?? this.refuse(`goroutine ${id} to exist`, 'none of that id');
  }

  p(id: number): PState {
    const p = this.state.ps[id];
    if (!p || p.status === PStatus.DEAD) {
      this.refuse(`P ${id} to exist`, `GOMAXPROCS ${this.state.gomaxprocs}`);
    }
    return p;
  }

  m(id: number): MState {
    const m = this.state.ms[id];
    return m ?? this.refuse(`thread ${id} to exist`, 'none of that id');
  }

  /** m, which has to hold p. */
  owner(mId: number, pId: number): MState {
    const m = this.m(mId);
    const p = this.p(pId);
    if (m.p !== pId || p.m !== mId) {
      this.refuse(`m${mId} to hold p${pId}`, `${holds(m)}, p${pId} held by ${who('m', p.m)}`);
    }
    return m;
  }

  /** g, which has to run on m and p. */
  running(r: RecordFields): GState {
    const g = this.g(r.g);
    this.status(g, GStatus.RUNNING);
    if (g.place !== 'running') this.refuse(`g${g.id} to run`, placeText(g));
    if (g.m !== r.m || g.p !== r.p) {
      this.refuse(`g${g.id} to run on m${r.m} p${r.p}`, `on m${g.m} p${g.p}`);
    }
    const m = this.owner(r.m, r.p);
    if (m.g !== g.id) this.refuse(`m${m.id} to run g${g.id}`, `it runs g${m.g}`);
    return g;
  }

  status(g: GState, ...wanted: GStatus[]): void {
    if (wanted.includes(g.status)) return;
    const names = wanted.map((s) => gStatusNames[s]).join(' or ');
    this.refuse(`g${g.id} to be ${names}`, `${gStatusNames[g.status]} (${placeText(g)})`);
  }

  mStatus(m: MState, ...wanted: MStatus[]): void {
    if (wanted.includes(m.status)) return;
    const names = wanted.map((s) => mStatusNames[s]).join(' or ');
    this.refuse(`m${m.id} to be ${names}`, `${mStatusNames[m.status]}`);
  }

  pStatus(p: PState, ...wanted: PStatus[]): void {
    if (wanted.includes(p.status)) return;
    const names = wanted.map((s) => pStatusNames[s]).join(' or ');
    this.refuse(`p${p.id} to be ${names}`, `${pStatusNames[p.status]}`);
  }

  // ---- moving a goroutine -----------------------------------------------------------------------

  /** The only place where a goroutine's place changes. */
  move(g: GState, place: Place, p: number, m = NONE): void {
    this.watcher?.(g, place, this.current!.time);
    g.cause = causeAt(g, place);
    g.place = place;
    g.p = p;
    g.m = m;
    g.since = this.current!.time;
  }

  /** g stays where it is, and its time passes under another cause. */
  count(g: GState, cause: Cause): void {
    if (g.cause === cause) return;
    this.watcher?.(g, g.place, this.current!.time);
    g.cause = cause;
    g.since = this.current!.time;
  }

  /** Puts a runnable goroutine where a record says. */
  put(g: GState, queue: number, pId: number): void {
    g.status = GStatus.RUNNABLE;
    switch (queue) {
      case Queue.RUNNEXT: return this.putNext(g, this.p(pId));
      case Queue.LOCAL: return this.putRing(g, this.p(pId));
      case Queue.GLOBAL:
        this.move(g, 'global', NONE);
        this.state.global.push(g.id);
        return;
      case Queue.GLOBAL_HEAD:
        this.move(g, 'global', NONE);
        this.state.global.unshift(g.id);
        return;
      case Queue.DIRECT: return this.move(g, 'direct', NONE);
      default: this.refuse('a queue that goroutines are put in', queueNames[queue] ?? `${queue}`);
    }
  }

  /** The new one takes runnext; the one it displaces goes to the ring's tail. */
  private putNext(g: GState, p: PState): void {
    const old = p.runnext;
    p.runnext = g.id;
    this.move(g, 'runnext', p.id);
    if (old !== 0) this.putRing(this.g(old), p);
  }

  /** At the tail; with a full ring the next record has to be that of the overflow. */
  private putRing(g: GState, p: PState): void {
    if (p.ring.length < RING_SIZE) {
      this.move(g, 'ring', p.id);
      p.ring.push(g.id);
      return;
    }
    this.move(g, 'overflow', p.id);
    this.state.overflowing = g.id;
  }

  /** Takes the front of p's ring. */
  takeRing(p: PState): GState {
    const id = p.ring.shift();
    return id === undefined ? this.refuse(`p${p.id} to have a ring`, 'empty') : this.g(id);
  }

  /** Takes the front of the global queue. */
  takeGlobal(): GState {
    const id = this.state.global.shift();
    return id === undefined ? this.refuse('a global queue', 'empty') : this.g(id);
  }
}

/** `m3`, or `nobody`. */
export function who(letter: string, id: number): string {
  return id === NONE ? 'nobody' : `${letter}${id}`;
}

function holds(m: MState): string {
  return m.p === NONE ? `m${m.id} without a P` : `m${m.id} with p${m.p}`;
}

/** Where a goroutine is, in words. */
export function placeText(g: GState): string {
  switch (g.place) {
    case 'none': return 'on no queue';
    case 'runnext': return `in runnext of p${g.p}`;
    case 'ring': return `in the ring of p${g.p}`;
    case 'global': return 'in the global queue';
    case 'hand': return `taken by p${g.p}`;
    case 'direct': return 'for a thread directly';
    case 'overflow': return `pushed out of the ring of p${g.p}`;
    case 'running': return `running on m${g.m} p${g.p}`;
    case 'syscall': case 'raw': return `in a system call on m${g.m}`;
    case 'stopping': return `stopping the world on m${g.m}`;
  }
}
