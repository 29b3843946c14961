/**
 * Everything that pictures ask of a run, built once while its records are folded: lanes by P, by
 * thread and by goroutine, numbers over time, and checkpoints of the state. It grows with the run
 * (`advance` takes what has come since), in pieces as small as its caller likes, so that a page
 * stays responsive while a million records go through it.
 */
import { Ev, NONE } from '../../../assembly/abi/event.ts';
import { GStatus } from '../../../assembly/abi/status.ts';
import type { Cursor } from '../../records/cursor.ts';
import { Fold, initialState } from '../../records/fold.ts';
import type { RecordLog } from '../../records/log.ts';
import type { GState, Place, State } from '../../records/state.ts';
import type { LaneBy } from './lanes.ts';
import { Look, lookOfCause, lookOfCore, lookOfM, lookOfP, SYSMON } from './look.ts';
import { Series } from './series.ts';
import { Track } from './track.ts';
import type { Names } from './names.ts';
import { Usage } from './usage.ts';
import { isSystemWait, Waits } from './waits.ts';

/** A goroutine from its creation to its end. */
export interface GLane {
  id: number;
  func: number;
  parent: number;
  created: number;
  /** Infinity while it lives. */
  ended: number;
  track: Track;
}

const QUEUED = new Set<Place>(['runnext', 'ring', 'global', 'hand', 'direct', 'overflow']);

/** Records between checkpoints at least; more for large states, so that copies stay cheap. */
const CHECKPOINT_RECORDS = 4096;
const CHECKPOINT_SHARE = 4;

/** The numbers over time. */
export interface Counters {
  goroutines: Series;
  runnable: Series;
  global: Series;
  idlePs: Series;
  threads: Series;
  /** Cores that run the program; empty without the operating system's layer. */
  cores: Series;
}

export class RunIndex {
  readonly log: RecordLog;
  readonly ps: Track[] = [];
  readonly ms: Track[] = [];
  /** Empty where the records tell of no cores. */
  readonly cores: Track[] = [];
  /** CPU time of the program. */
  readonly usage = new Usage();
  readonly gs = new Map<number, GLane>();
  /** Goroutines in the order of their creation. */
  readonly lanes: GLane[] = [];
  readonly counters: Counters = {
    goroutines: new Series('goroutines'), runnable: new Series('runnable'),
    global: new Series('global queue'), idlePs: new Series('idle Ps'),
    threads: new Series('threads'), cores: new Series('busy cores'),
  };
  readonly waits: Waits;
  /** Most goroutines in the global queue, most threads in system calls, at one time. */
  readonly peaks = { global: 0, syscalls: 0, threads: 0 };
  /** Why folding stopped before the last record; empty: it did not. */
  broken = '';
  /** Raised whenever something was added. */
  version = 0;
  private readonly fold = new Fold(initialState());
  private readonly checkpoints: State[] = [initialState()];
  /** Goroutines that the present record has moved. */
  private readonly touched: GState[] = [];
  private readonly waiting = new Set<number>();
  private runnable = 0;
  private syscalls = 0;
  private end = 0;
  /** The state that was asked for last: going on from it is cheaper than from a checkpoint. */
  private recent: Fold | undefined;

  constructor(log: RecordLog, names: Names) {
    this.log = log;
    this.waits = new Waits(names);
    this.fold.watch((g, to) => this.moved(g, to));
  }

  /** Records that have been taken in. */
  get length(): number {
    return this.fold.state.records;
  }

  /** Virtual time up to which everything is known. */
  get endNs(): number {
    return Math.max(this.end, this.fold.state.time);
  }

  /** Takes in up to `count` further records; false when there is nothing left to do. */
  advance(count: number): boolean {
    const from = this.length;
    const to = Math.min(this.log.length, from + count);
    if (from >= to || this.broken !== '') return false;
    try {
      this.log.forEach((r) => this.take(r), from, to);
    } catch (error) {
      this.broken = (error as Error).message;
    }
    this.stretch(this.endNs);
    this.version++;
    return this.length < this.log.length && this.broken === '';
  }

  /** The run stopped at `time`: what lasts, lasts until then. */
  finish(time: number): void {
    this.end = Math.max(this.end, time);
    this.stretch(this.endNs);
    this.version++;
  }

  private stretch(time: number): void {
    for (const track of this.ps) track.end = time;
    for (const track of this.ms) if (track) track.end = time;
    for (const track of this.cores) track.end = time;
    for (const lane of this.fold.state.gs.keys()) this.gs.get(lane)!.track.end = time;
  }

  private take(r: Cursor): void {
    const { state } = this.fold;
    const threads = state.ms.length;
    this.fold.apply(r);
    for (const g of this.touched) this.pushG(g, r);
    this.touched.length = 0;
    if (r.kind === Ev.GoEnd) this.endG(r.g, r.time);
    this.noteMachine(r, threads);
    this.count(r.time);
    this.checkpoint();
  }

  /** Before a goroutine goes elsewhere. */
  private moved(g: GState, to: Place): void {
    this.runnable += Number(QUEUED.has(to)) - Number(QUEUED.has(g.place));
    if (g.place === 'syscall') this.syscalls--;
    if (to === 'syscall') this.peaks.syscalls = Math.max(this.peaks.syscalls, ++this.syscalls);
    if (this.waiting.delete(g.id)) this.waits.leave(g);
    this.touched.push(g);
  }

  private pushG(g: GState, r: Cursor): void {
    let lane = this.gs.get(g.id);
    if (!lane) {
      const { id, func, parent, created } = g;
      lane = { id, func, parent, created, ended: Number.POSITIVE_INFINITY, track: new Track() };
      this.gs.set(id, lane);
      this.lanes.push(lane);
    }
    if (g.place === 'none' && g.status === GStatus.WAITING && !isSystemWait(g)) {
      this.waiting.add(g.id);
      this.waits.enter(g);
    }
    const tag = g.place === 'running' || g.place === 'raw' ? g.p : g.m !== 0xffff ? g.m : g.p;
    lane.track.push(r.time, {
      look: lookOfCause(g.cause), detail: g.cause, tag, who: g.waker, pc: g.pc,
      rec: this.length - 1,
    });
  }

  private endG(id: number, time: number): void {
    const lane = this.gs.get(id);
    if (!lane) return;
    lane.ended = time;
    lane.track.close(time);
  }

  /** Lanes of the P and the M of a record; of all of them where the whole world changes. */
  private noteMachine(r: Cursor, threads: number): void {
    const { state } = this.fold;
    const world = r.kind === Ev.ProcResize || r.kind === Ev.STWEnd || r.kind === Ev.STWBegin
      || r.kind === Ev.STWStopped || state.ms.length !== threads;
    if (world) {
      for (const p of state.ps) this.noteP(p.id, r);
      for (const m of state.ms) if (m) this.noteM(m.id, r);
      return;
    }
    if (r.kind >= Ev.Cores && r.kind <= Ev.CoreUnthrottle) this.noteCores(r);
    const p = state.ms[r.m]?.p;
    if (p !== undefined && p !== r.p) this.noteP(p, r);
    this.noteP(r.p, r);
    this.noteM(r.m, r);
    if (r.kind === Ev.MCreate || r.kind === Ev.MWake) this.noteM(r.arg, r);
  }

  private noteP(id: number, r: Cursor): void {
    const { state } = this.fold;
    const p = state.ps[id];
    if (!p) return;
    const track = (this.ps[id] ??= new Track());
    const m = state.ms[p.m];
    this.note(track, r, lookOfP(state, p), m?.status ?? 0, p.m, m?.g ?? 0);
  }

  private noteM(id: number, r: Cursor): void {
    const m = this.fold.state.ms[id];
    if (!m) return;
    const track = (this.ms[id] ??= new Track());
    // sysmon, M1, is never in the scheduler: it has no P, and only watches.
    const look = id === SYSMON ? Look.NONE : lookOfM(m);
    this.note(track, r, look, m.status, m.p, m.g);
    if (m.core !== NONE) this.noteCore(m.core, r);
  }

  /** The core of a record; all of them when they are told of. */
  private noteCores(r: Cursor): void {
    const { state } = this.fold;
    if (r.kind === Ev.Cores) for (const { id } of state.cores) this.noteCore(id, r);
    else if (r.kind !== Ev.CoreWait) this.noteCore(r.obj, r);
    const busy = state.cores.reduce((n, core) => n + Number(core.m !== NONE), 0);
    this.usage.push(r.time, busy);
    this.counters.cores.push(r.time, busy);
  }

  private noteCore(id: number, r: Cursor): void {
    const { state } = this.fold;
    const core = state.cores[id]!;
    const track = (this.cores[id] ??= new Track());
    this.note(track, r, lookOfCore(state, core), 0, core.m, state.ms[core.m]?.g ?? 0);
  }

  /** Lanes by P, by thread, by core, as tracks. */
  tracksOf(by: Exclude<LaneBy, 'G'>): readonly (Track | undefined)[] {
    return { P: this.ps, M: this.ms, C: this.cores }[by];
  }

  /** A new span, if anything is new. */
  private note(
    track: Track, r: Cursor, look: number, detail: number, tag: number, who: number,
  ): void {
    const last = track.length - 1;
    const same = last >= 0 && track.look(last) === look && track.detail(last) === detail
      && track.tag(last) === tag && track.who(last) === who;
    if (same) return;
    track.push(r.time, { look, detail, tag, who, pc: r.pc, rec: this.length - 1 });
  }

  private count(time: number): void {
    const { state } = this.fold;
    const { counters } = this;
    counters.goroutines.push(time, state.gs.size);
    counters.runnable.push(time, this.runnable);
    counters.global.push(time, state.global.length);
    this.peaks.global = Math.max(this.peaks.global, state.global.length);
    this.peaks.threads = state.ms.length;
    counters.threads.push(time, state.ms.length);
    let idle = 0;
    for (let i = 0; i < state.gomaxprocs; i++) if (state.ps[i]!.m === 0xffff) idle++;
    counters.idlePs.push(time, idle);
  }

  private checkpoint(): void {
    const { state } = this.fold;
    const since = state.records - this.checkpoints.at(-1)!.records;
    if (since < CHECKPOINT_RECORDS || since < CHECKPOINT_SHARE * state.size()) return;
    this.checkpoints.push(state.copy());
  }

  /**
   * The state after the first `count` records (at most those taken in). Good until the next call;
   * not to be changed.
   */
  after(count: number): State {
    const target = Math.max(0, Math.min(count, this.length));
    const start = this.nearest(target);
    const { recent } = this;
    const reuse = recent && recent.state.records <= target && recent.state.records >= start.records;
    const fold = reuse ? recent : new Fold(start.copy());
    this.recent = fold;
    this.log.forEach((r) => fold.apply(r), fold.state.records, target);
    return fold.state;
  }

  private nearest(count: number): State {
    let low = 0;
    let high = this.checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.checkpoints[middle]!.records <= count) low = middle;
      else high = middle - 1;
    }
    return this.checkpoints[low]!;
  }

  /** How many records lie at or before `time`, of those taken in. */
  countUntil(time: number): number {
    return Math.min(this.log.countUntil(time), this.length);
  }

  /** Time of record `index`; the start of the run before the first. */
  timeOf(index: number): number {
    return index < 0 || this.log.length === 0 ? 0
      : this.log.at(Math.min(index, this.log.length - 1)).time;
  }
}
