/** Timers: docs/scheduler.md, section 5.6; docs/machine.md, section 5.3. */
import { Ev } from '../../assembly/abi/event.ts';
import { netpollBreak } from './netpoll.ts';
import { ready, wakep } from './proc.ts';
import { type M, type P, Timer, TimerHeap } from './state.ts';
import type { World } from './world.ts';

const CHILDREN = 4;

/** When the heap wants to be looked at; 0: never. */
export function wakeTime(ts: TimerHeap): number {
  const { minWhenHeap, minWhenModified } = ts;
  if (minWhenHeap === 0 || (minWhenModified !== 0 && minWhenModified < minWhenHeap)) {
    return minWhenModified;
  }
  return minWhenHeap;
}

function siftUp(ts: TimerHeap, from: number): void {
  const { heap } = ts;
  let i = from;
  const entry = heap[i]!;
  while (i > 0) {
    const parent = Math.floor((i - 1) / CHILDREN);
    if (entry.when >= heap[parent]!.when) break;
    heap[i] = heap[parent]!;
    i = parent;
  }
  heap[i] = entry;
}

function siftDown(ts: TimerHeap, from: number): void {
  const { heap } = ts;
  let i = from;
  const entry = heap[i]!;
  for (;;) {
    const first = i * CHILDREN + 1;
    let least = entry.when;
    let child = -1;
    for (let c = first; c < Math.min(first + CHILDREN, heap.length); c++) {
      if (heap[c]!.when < least) {
        least = heap[c]!.when;
        child = c;
      }
    }
    if (child < 0) break;
    heap[i] = heap[child]!;
    i = child;
  }
  heap[i] = entry;
}

function updateMin(ts: TimerHeap): void {
  ts.minWhenHeap = ts.heap[0]?.when ?? 0;
}

function deleteMin(ts: TimerHeap): void {
  ts.heap[0]!.timer.owner = undefined;
  const last = ts.heap.pop()!;
  if (ts.heap.length > 0) {
    ts.heap[0] = last;
    siftDown(ts, 0);
  } else {
    ts.minWhenModified = 0;
  }
  updateMin(ts);
}

const clear = (t: Timer): void => {
  t.heaped = false;
  t.zombie = false;
  t.modified = false;
};

/** Repairs the head if it was stopped or changed; false: nothing to repair. */
function updateHead(ts: TimerHeap): boolean {
  const { timer } = ts.heap[0]!;
  if (timer.zombie) {
    clear(timer);
    ts.zombies--;
    deleteMin(ts);
    return true;
  }
  if (!timer.modified) return false;
  timer.modified = false;
  ts.heap[0]!.when = timer.when;
  siftDown(ts, 0);
  updateMin(ts);
  return true;
}

function cleanHead(ts: TimerHeap): void {
  while (ts.heap.length > 0) {
    const { timer } = ts.heap.at(-1)!;
    if (timer.zombie) {
      clear(timer);
      timer.owner = undefined;
      ts.zombies--;
      ts.heap.pop();
    } else if (!updateHead(ts)) {
      return;
    }
  }
}

/** Repairs everything, if the earliest changed timer is due or `force`. */
function adjust(ts: TimerHeap, now: number, force: boolean): void {
  if (!force && (ts.minWhenModified === 0 || ts.minWhenModified > now)) return;
  ts.minWhenHeap = wakeTime(ts);
  ts.minWhenModified = 0;
  let changed = false;
  for (let i = 0; i < ts.heap.length; i++) {
    const entry = ts.heap[i]!;
    const { timer } = entry;
    if (timer.zombie) {
      clear(timer);
      timer.owner = undefined;
      ts.zombies--;
      const last = ts.heap.pop()!;
      if (last !== entry) ts.heap[i--] = last;
      changed = true;
    } else if (timer.modified) {
      timer.modified = false;
      entry.when = timer.when;
      changed = true;
    }
  }
  if (changed) {
    for (let i = Math.floor((ts.heap.length - 2) / CHILDREN); i >= 0; i--) siftDown(ts, i);
  }
  updateMin(ts);
}

export interface Checked {
  /** The next time at which something is due, 0: never. */
  until: number;
  ran: boolean;
}

const tooManyZombies = (ts: TimerHeap): boolean => ts.zombies > Math.floor(ts.heap.length / 4);

/** Runs what is due among the timers of `p`, on M `m`. */
export function checkTimers(w: World, m: M, p: P): Checked {
  const ts = p.timers;
  const next = wakeTime(ts);
  if (next === 0) return { until: 0, ran: false };
  const own = m.p === p;
  if (w.now < next && !(own && tooManyZombies(ts))) return { until: next, ran: false };
  w.charge(m, 'timerCheck');
  let until = 0;
  let ran = false;
  if (ts.heap.length > 0) {
    adjust(ts, w.now, false);
    while (ts.heap.length > 0) {
      const head = ts.heap[0]!;
      if (updateHead(ts)) continue;
      if (head.when > w.now) {
        until = head.when;
        break;
      }
      fire(w, m, p, head.timer);
      ran = true;
    }
    if (own && tooManyZombies(ts)) adjust(ts, w.now, true);
  }
  return { until, ran };
}

/** Runs one timer, whose time has come. */
function fire(w: World, m: M, p: P, t: Timer): void {
  const delay = w.now - t.when;
  t.when = t.period > 0 ? t.when + t.period * (1 + Math.floor(delay / t.period)) : 0;
  if (t.heaped) {
    t.modified = true;
    if (t.when === 0) {
      t.zombie = true;
      p.timers.zombies++;
    }
    updateHead(p.timers);
  }
  w.charge(m, 'timerFire');
  w.record(Ev.TimerFire, m, { obj: t.id, g: t.sleeper?.id ?? 0, arg: p.id });
  if (t.sleeper) ready(w, m, t.sleeper);
}

const needsAdd = (t: Timer): boolean => !t.heaped && t.when > 0 && (!t.channel || t.blocked > 0);

function addHeap(p: P, t: Timer): void {
  const ts = p.timers;
  t.heaped = true;
  t.owner = p;
  ts.heap.push({ timer: t, when: t.when });
  siftUp(ts, ts.heap.length - 1);
  updateMin(ts);
}

/** The timers of a P that goes away. */
export function takeTimers(to: P, from: P): void {
  for (const { timer } of from.timers.heap) {
    timer.owner = undefined;
    const { zombie } = timer;
    clear(timer);
    if (!zombie) addHeap(to, timer);
  }
  from.timers = new TimerHeap();
}

/** Puts the timer into the heap of the M's P, if it belongs there. */
export function maybeAdd(w: World, m: M, t: Timer): void {
  const p = m.p!;
  const ts = p.timers;
  cleanHead(ts);
  if (!needsAdd(t)) return;
  w.charge(m, 'timerAdd');
  w.pollInited = true;
  const before = wakeTime(ts);
  addHeap(p, t);
  if (w.behaviours.timerAddWakes || before === 0 || t.when < before) wakeNetPoller(w, m, t.when);
}

/** Starts a timer, or changes its time; true: it was active. */
export function modify(w: World, m: M, t: Timer, when: number, period: number): boolean {
  const pending = t.when > 0;
  t.when = when;
  t.period = period;
  let wake = false;
  if (t.heaped) {
    const ts = t.owner!.timers;
    t.modified = true;
    if (t.zombie) {
      t.zombie = false;
      ts.zombies--;
    }
    if (ts.minWhenModified === 0 || when < ts.minWhenModified) {
      wake = true;
      ts.minWhenModified = when;
    }
  }
  if (needsAdd(t)) maybeAdd(w, m, t);
  if (wake) wakeNetPoller(w, m, when);
  return pending;
}

/** A timer that is earlier than the poller's sleep. */
export function wakeNetPoller(w: World, m: M, when: number): void {
  if (w.lastpoll !== 0) return wakep(w, m);
  if (w.pollUntil === 0 || w.pollUntil > when) netpollBreak(w, m);
}

/** The earliest of all timers. */
export function timeSleepUntil(w: World): number {
  const times = w.ps.map((p) => wakeTime(p.timers)).filter((when) => when !== 0);
  return Math.min(Infinity, ...times);
}

export function newTimer(w: World): Timer {
  return new Timer(++w.timerCount);
}
