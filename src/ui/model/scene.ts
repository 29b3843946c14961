/**
 * What the picture shows at one moment: Ps with what they run and queue, threads, the global queue,
 * and who waits for what. A pure function of the state, which is a pure function of (records,
 * moment); it has no positions, which are layout's business.
 */
import { GStatus, MStatus, PStatus } from '../../../assembly/abi/status.ts';
import { NONE } from '../../../assembly/abi/event.ts';
import type { GState, MState, PState, State } from '../../records/state.ts';
import {
  Look, lookOfCause, lookOfCore, lookOfP, mStatusWords, SYSMON, waitsFor, wordOfCore,
} from './look.ts';
import { isSystemWait, type WaitKind, waitKey, type WaitStat } from './waits.ts';

/** A goroutine in the picture. */
export interface Token {
  g: number;
  look: number;
  /** The thread that it occupies in a system call; -1: none. */
  m: number;
}

/** Goroutines of which the first are shown and all are counted. */
export interface Shelf {
  tokens: Token[];
  count: number;
}

export interface PBox {
  id: number;
  look: number;
  /** `running`, `idle`, `spinning` ... */
  word: string;
  m: number;
  running: Token | undefined;
  /** Taken off a queue, about to run. */
  hand: Token | undefined;
  runnext: Token | undefined;
  ring: Shelf;
  schedtick: number;
  /** A thread that has been woken for it; -1: none. */
  awaits: number;
}

/** Threads without a P, by what they do. */
export interface ThreadGroup {
  word: string;
  ms: number[];
}

/** A core, and the thread on it. */
export interface CoreBox {
  id: number;
  look: number;
  /** `M3`, `neighbour`, `stands`, `free`. */
  word: string;
  m: number;
}

/** Goroutines that wait for one thing. */
export interface WaitGroup {
  kind: WaitKind;
  /** Unique in a scene, the same at all moments: `chan 66304`. */
  key: string;
  label: string;
  shelf: Shelf;
}

export interface Scene {
  time: number;
  records: number;
  ps: PBox[];
  /** Empty without the operating system's layer. */
  cores: CoreBox[];
  /** Threads that want a core and have none. */
  standing: number[];
  global: Shelf;
  /** Made runnable for a thread directly. */
  direct: Shelf;
  /** Goroutines in system calls with their threads. */
  syscalls: Shelf;
  threads: ThreadGroup[];
  waits: WaitGroup[];
  goroutines: number;
  world: 'runs' | 'is being stopped' | 'is stopped';
}

/** At most so many goroutines of a queue, of a group of waiters, are shown one by one. */
export interface SceneLimits {
  ring: number;
  shelf: number;
}

/** So many things that are waited for have a place of their own in the picture. */
export const CARDS = 9;

const DEFAULT_LIMITS: SceneLimits = { ring: 256, shelf: 64 };

function token(g: GState): Token {
  return { g: g.id, look: lookOfCause(g.cause), m: g.m === NONE ? -1 : g.m };
}

function tokenOf(state: State, id: number): Token | undefined {
  const g = id === 0 ? undefined : state.gs.get(id);
  return g && token(g);
}

function shelfOf(state: State, ids: Iterable<number>, count: number, most: number): Shelf {
  const tokens: Token[] = [];
  for (const id of ids) {
    if (tokens.length >= most) break;
    const t = tokenOf(state, id);
    if (t) tokens.push(t);
  }
  return { tokens, count };
}

function wordOfP(state: State, p: PState, m: MState | undefined): string {
  if (p.status === PStatus.GCSTOP) return 'stopped';
  if (!m) return p.reservedFor === NONE ? 'idle' : `waits for M${p.reservedFor}`;
  if (m.waits) return waitsFor(state);
  const g = state.gs.get(m.g);
  if (g?.place === 'stopping') return 'stops the world';
  if (g?.place === 'raw') return 'in a raw system call';
  return mStatusWords[m.status];
}

function boxOf(state: State, p: PState, limits: SceneLimits): PBox {
  const m = p.m === NONE ? undefined : state.ms[p.m];
  const word = wordOfP(state, p, m);
  return {
    id: p.id, look: lookOfP(state, p), word, m: m?.id ?? -1,
    running: m && tokenOf(state, m.g), hand: tokenOf(state, p.hand),
    runnext: tokenOf(state, p.runnext), schedtick: p.schedtick,
    ring: shelfOf(state, p.ring, p.ring.length, limits.ring),
    awaits: p.reservedFor === NONE ? -1 : p.reservedFor,
  };
}

/** Groups of threads without a P; the order is that in which they are shown. */
const THREAD_WORDS: [MStatus, string][] = [
  [MStatus.IDLE, 'asleep'], [MStatus.WAKING, 'waking up'], [MStatus.STARTING, 'being created'],
  [MStatus.POLLING, 'blocked in netpoll'], [MStatus.LOCKED, 'locked, asleep'],
  [MStatus.SCHEDULING, 'in the scheduler'], [MStatus.SPINNING, 'spinning'],
];

function threadsOf(state: State): ThreadGroup[] {
  const groups: ThreadGroup[] = [];
  for (const [status, word] of THREAD_WORDS) {
    const ms = state.ms.filter((m) => m && m.status === status && m.p === NONE && m.g === 0
      && m.id !== SYSMON).map((m) => m.id);
    if (ms.length > 0) groups.push({ word, ms });
  }
  return groups;
}

/** One pass over all goroutines: who waits for what, who is in a system call, who is on the way. */
function sortGoroutines(state: State, cards: readonly WaitStat[], limits: SceneLimits): {
  waits: WaitGroup[]; syscalls: Shelf; direct: Shelf;
} {
  const groups = new Map<string, WaitGroup>();
  for (const { kind, key, label } of cards) {
    groups.set(key, { kind, key, label, shelf: { tokens: [], count: 0 } });
  }
  const rest: WaitGroup = {
    kind: 'other', key: 'rest', label: 'other waits', shelf: { tokens: [], count: 0 },
  };
  const syscalls: Shelf = { tokens: [], count: 0 };
  const direct: Shelf = { tokens: [], count: 0 };
  const add = (shelf: Shelf, g: GState): void => {
    if (shelf.count++ < limits.shelf) shelf.tokens.push(token(g));
  };
  for (const g of state.gs.values()) {
    if (g.place === 'syscall') add(syscalls, g);
    else if (g.place === 'direct' || g.place === 'overflow') add(direct, g);
    else if (g.place === 'none' && g.status !== GStatus.DEAD && !isSystemWait(g)) {
      add((groups.get(waitKey(g)) ?? rest).shelf, g);
    }
  }
  const waits = [...groups.values()];
  if (rest.shelf.count > 0) waits.push(rest);
  return { waits, syscalls, direct };
}

const WORLD = ['runs', 'is being stopped', 'is stopped'] as const;

/** The scene of a state; `cards` are the groups of waiters that have a place of their own. */
export function sceneOf(
  state: State, cards: readonly WaitStat[], limits: SceneLimits = DEFAULT_LIMITS,
): Scene {
  const { waits, syscalls, direct } = sortGoroutines(state, cards, limits);
  return {
    time: state.time, records: state.records,
    ps: state.ps.slice(0, state.gomaxprocs).map((p) => boxOf(state, p, limits)),
    cores: state.cores.map((core) => ({
      id: core.id, look: lookOfCore(state, core), word: wordOfCore(state, core),
      m: core.m === NONE ? -1 : core.m,
    })),
    standing: state.ms.filter((m) => m?.waits).map((m) => m.id),
    global: shelfOf(state, state.global, state.global.length, limits.shelf),
    direct, syscalls, threads: threadsOf(state), waits,
    goroutines: state.gs.size, world: WORLD[state.stw],
  };
}

/** The scene as rows of a table, for those who do not see the picture. */
export function sceneRows(scene: Scene): { what: string; state: string; holds: string }[] {
  const list = (shelf: Shelf): string => {
    const more = shelf.count - shelf.tokens.length;
    return shelf.tokens.map((t) => `G${t.g}`).join(' ') + (more > 0 ? ` and ${more} more` : '');
  };
  const rows = scene.ps.map((p) => ({
    what: `P${p.id}`,
    state: p.m >= 0 ? `${p.word} on M${p.m}` : p.word,
    holds: [
      p.running && p.look !== Look.NONE ? `runs G${p.running.g}` : '',
      p.runnext ? `runnext G${p.runnext.g}` : '',
      p.ring.count > 0 ? `queue of ${p.ring.count}: ${list(p.ring)}` : 'queue empty',
    ].filter((s) => s !== '').join('; '),
  }));
  for (const core of scene.cores) {
    rows.push({ what: `core ${core.id}`, state: core.word, holds: '' });
  }
  if (scene.standing.length > 0) {
    const holds = scene.standing.map((m) => `M${m}`).join(' ');
    rows.push({ what: 'threads without a core', state: `${scene.standing.length}`, holds });
  }
  const shelves: [string, Shelf][] = [
    ['global queue', scene.global], ['system calls', scene.syscalls],
    ...scene.waits.map((w): [string, Shelf] => [w.label, w.shelf]),
  ];
  for (const [what, shelf] of shelves) {
    rows.push({ what, state: `${shelf.count}`, holds: list(shelf) });
  }
  for (const { word, ms } of scene.threads) {
    const holds = ms.map((m) => `M${m}`).join(' ');
    rows.push({ what: `threads ${word}`, state: `${ms.length}`, holds });
  }
  return rows;
}
