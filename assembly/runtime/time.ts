/**
 * Timers, after Go 1.23's time.go: a 4-ary heap for each P, changed lazily.
 *
 * A timer is in the heap of the P on which it was started. Stopping marks it a zombie, resetting
 * marks it modified; both leave it where it lies, and whoever holds the heap repairs it later: the
 * head before an insertion (cleanHead), everything when the earliest modified one is due or more
 * than a quarter are zombies (adjust). Equal times keep the order that the heap's shape gives them,
 * which is Go's because the sifting is. Expired timers run on g0 of the M that looks at the heap,
 * all that are due at one `now`.
 *
 * A channel timer (since 1.23, behaviour `timers` 2) is in a heap only while a goroutine blocks on
 * its channel; otherwise whoever looks at the channel fires it if its time has passed
 * (maybeRunChan).
 *
 *     heap entry, 16 bytes:  when (i64) | timer (u32) | -
 */
import { Cost, Counter } from '../abi/abi';
import { Ev } from '../abi/event';
import { WaitReason } from '../abi/status';
import { mallocgc, Obj, typeWord } from '../guest/heap';
import { memAlloc } from '../machine/mem';
import { bump } from '../machine/stats';
import { chandrain, chansendTimer } from './chan';
import { wakeNetPoller } from './netpoll';
import { newproc1, startG } from './newproc';
import { goready, gopark } from './proc';
import { Ret } from './ret';
import { G, Hchan, M, P, S, charge } from './runtime2';
import { setTimerp } from './threads';
import { record, traceP } from './trace';

export const enum TimerKind { SLEEP, CHAN, FUNC }

const enum TimerState { HEAPED = 1, MODIFIED = 2, ZOMBIE = 4 }

@unmanaged
export class Timer {
  when: i64;
  period: i64;
  /** whose heap it is in */
  ts: P | null;
  state: u32;
  kind: u32;
  /** goroutine to wake; channel to send on; closure to start */
  arg: u32;
  /** goroutines blocked on its channel */
  blocked: u32;
  id: u32;
}

const ENTRY: u32 = 16;
const MAX_WHEN: i64 = 1 << 62;

/**
 * A goroutine's own, for its sleeps, stays with it. Others are objects of the guest's heap, so they
 * go when neither the program nor a heap of timers nor a channel has them any more.
 */
function newTimer(kind: u32, arg: u32): Timer | null {
  const size = offsetof<Timer>() as u32;
  const own = kind == TimerKind.SLEEP;
  const at = own ? memAlloc(size) : mallocgc(size, typeWord(0, Obj.WORDS));
  if (at == 0) return null;
  const t = changetype<Timer>(at);
  t.kind = kind;
  t.arg = arg;
  S.timerIds++;
  t.id = S.timerIds;
  return t;
}

// ---- the heap ---------------------------------------------------------------------------

function at(pp: P, i: u32): usize {
  return (pp.timers as usize) + ((i as usize) << 4);
}

function whenAt(pp: P, i: u32): i64 {
  return load<i64>(at(pp, i));
}

function timerAt(pp: P, i: u32): Timer {
  return changetype<Timer>(load<u32>(at(pp, i), 8) as usize);
}

function put(pp: P, i: u32, when: i64, t: Timer): void {
  store<i64>(at(pp, i), when);
  store<u32>(at(pp, i), changetype<usize>(t) as u32, 8);
}

function siftUp(pp: P, i: u32): void {
  const when = whenAt(pp, i);
  const t = timerAt(pp, i);
  while (i > 0) {
    const parent = (i - 1) / 4;
    if (when >= whenAt(pp, parent)) break;
    put(pp, i, whenAt(pp, parent), timerAt(pp, parent));
    i = parent;
  }
  put(pp, i, when, t);
}

function siftDown(pp: P, i: u32): void {
  const n = pp.timersLen;
  const when = whenAt(pp, i);
  const t = timerAt(pp, i);
  while (true) {
    const first = i * 4 + 1;
    if (first >= n) break;
    let child = first;
    let least = whenAt(pp, first);
    for (let c = first + 1; c < first + 4 && c < n; c++) {
      const w = whenAt(pp, c);
      if (w < least) {
        least = w;
        child = c;
      }
    }
    if (least >= when) break;
    put(pp, i, least, timerAt(pp, child));
    i = child;
  }
  put(pp, i, when, t);
}

function updateMin(pp: P): void {
  pp.timersMin = pp.timersLen == 0 ? 0 : whenAt(pp, 0);
}

function addHeap(pp: P, t: Timer): bool {
  if (pp.timersLen == pp.timersCap) {
    const cap: u32 = pp.timersCap == 0 ? 16 : pp.timersCap * 2;
    const grown = memAlloc(cap * ENTRY);
    if (grown == 0) return false;
    memory.copy(grown, pp.timers as usize, (pp.timersLen as usize) * ENTRY);
    pp.timers = grown as u32;
    pp.timersCap = cap;
  }
  t.ts = pp;
  put(pp, pp.timersLen, t.when, t);
  pp.timersLen++;
  siftUp(pp, pp.timersLen - 1);
  if (timerAt(pp, 0) === t) updateMin(pp);
  setTimerp(pp.id, true);
  return true;
}

function deleteMin(pp: P): void {
  timerAt(pp, 0).ts = null;
  const last = pp.timersLen - 1;
  if (last > 0) put(pp, 0, whenAt(pp, last), timerAt(pp, last));
  pp.timersLen = last;
  if (last > 0) siftDown(pp, 0);
  updateMin(pp);
  if (last == 0) pp.timersModMin = 0;
}

/** The head is a zombie or has moved: repair. True if it did something. */
function updateHead(pp: P): bool {
  const t = timerAt(pp, 0);
  if ((t.state & TimerState.ZOMBIE) != 0) {
    t.state = 0;
    pp.timersZombies--;
    deleteMin(pp);
    return true;
  }
  if ((t.state & TimerState.MODIFIED) != 0) {
    t.state &= ~TimerState.MODIFIED;
    put(pp, 0, t.when, t);
    siftDown(pp, 0);
    updateMin(pp);
    return true;
  }
  return false;
}

function cleanHead(pp: P): void {
  while (pp.timersLen > 0) {
    const last = timerAt(pp, pp.timersLen - 1);
    if ((last.state & TimerState.ZOMBIE) != 0) {
      last.state = 0;
      last.ts = null;
      pp.timersZombies--;
      pp.timersLen--;
      if (pp.timersLen == 0) updateMin(pp);
      continue;
    }
    if (!updateHead(pp)) return;
  }
}

/** Repairs the whole heap if a modified timer is due, or `force`. */
function adjust(pp: P, now: i64, force: bool): void {
  if (!force && (pp.timersModMin == 0 || pp.timersModMin > now)) return;
  pp.timersModMin = 0;
  let changed = false;
  for (let i: u32 = 0; i < pp.timersLen; i++) {
    const t = timerAt(pp, i);
    if ((t.state & TimerState.ZOMBIE) != 0) {
      pp.timersZombies--;
      t.state = 0;
      t.ts = null;
      const last = pp.timersLen - 1;
      put(pp, i, whenAt(pp, last), timerAt(pp, last));
      pp.timersLen = last;
      i--;
      changed = true;
    } else if ((t.state & TimerState.MODIFIED) != 0) {
      put(pp, i, t.when, t);
      t.state &= ~TimerState.MODIFIED;
      changed = true;
    }
  }
  if (changed && pp.timersLen > 1) {
    for (let i: i32 = ((pp.timersLen - 2) / 4) as i32; i >= 0; i--) siftDown(pp, i as u32);
  }
  updateMin(pp);
}

/** The earliest time at which a timer of pp may be due, 0: none. */
export function wakeTime(pp: P): i64 {
  const next = pp.timersModMin;
  if (next != 0 && (pp.timersMin == 0 || next < pp.timersMin)) return next;
  return pp.timersMin;
}

/**
 * Runs what is due of victim's timers on mp; returns when the next is due (0: none). S.timersFired
 * counts those that ran.
 */
export function checkTimers(mp: M, victim: P): i64 {
  const next = wakeTime(victim);
  if (next == 0) return 0;
  const now = S.now;
  const own = victim === mp.p;
  if (now < next && !(own && victim.timersZombies > victim.timersLen / 4)) return next;
  charge(mp, Cost.timerCheck);
  adjust(victim, now, false);
  let until: i64 = 0;
  while (victim.timersLen > 0) {
    if (updateHead(victim)) continue;
    const t = timerAt(victim, 0);
    if (t.when > now) {
      until = t.when;
      break;
    }
    run(mp, t, now);
  }
  if (own && victim.timersZombies > victim.timersLen / 4) adjust(victim, now, true);
  return until;
}

/** Fires t at `now`; one with a period is set to its next time, skipping those that were missed. */
function run(mp: M, t: Timer, now: i64): void {
  const delay = now - t.when;
  const next: i64 = t.period > 0 ? t.when + t.period * (1 + delay / t.period) : 0;
  t.when = next < 0 ? MAX_WHEN : next;
  const owner = t.ts;
  if ((t.state & TimerState.HEAPED) != 0) {
    const pp = owner!;
    t.state |= TimerState.MODIFIED;
    if (next == 0) {
      t.state |= TimerState.ZOMBIE;
      pp.timersZombies++;
    }
    updateHead(pp);
  }
  S.timersFired++;
  bump(Counter.timersFired);
  charge(mp, Cost.timerFire);
  const woken: u32 = t.kind == TimerKind.SLEEP ? changetype<G>(t.arg as usize).goid : 0;
  traceP(
    Ev.TimerFire, mp, mp.p!, t.kind, 0, woken, t.id, owner === null ? mp.p!.id : owner.id
  );
  fire(mp, t, now, delay);
}

function fire(mp: M, t: Timer, now: i64, delay: i64): void {
  switch (t.kind) {
    case TimerKind.SLEEP:
      goready(mp, changetype<G>(t.arg as usize));
      return;
    case TimerKind.CHAN:
      chansendTimer(mp, changetype<Hchan>(t.arg as usize), S.timers == 2 ? now - delay : now);
      return;
    default: {
      const func = load<u32>(t.arg as usize);
      const gp = newproc1(mp, func, t.arg, 0, 0);
      if (gp !== null) startG(mp, gp, func, 0, 0);
    }
  }
}

// ---- starting and stopping --------------------------------------------------------------

function needsAdd(t: Timer): bool {
  return (t.state & TimerState.HEAPED) == 0 && t.when > 0 &&
    (t.kind != TimerKind.CHAN || S.timers != 2 || t.blocked > 0);
}

function maybeAdd(mp: M, t: Timer): void {
  const pp = mp.p!;
  cleanHead(pp);
  if (!needsAdd(t)) return;
  S.netpollInited = 1;
  t.state |= TimerState.HEAPED;
  const first = wakeTime(pp);
  const wake = S.timerAddWakes != 0 || first == 0 || t.when < first;
  addHeap(pp, t);
  charge(mp, Cost.timerAdd);
  bump(Counter.timersSet);
  record(Ev.TimerSet, 0, 0, mp.id, pp.id, 0, t.id, 0, 0);
  if (wake) wakeNetPoller(mp, t.when);
}

/** Sets t to `when`; was it pending? */
function modify(mp: M, t: Timer, when: i64, period: i64): bool {
  let pending = t.when > 0;
  let wake = false;
  t.period = period;
  t.when = when <= 0 ? 1 : when;
  if ((t.state & TimerState.HEAPED) != 0) {
    const pp = t.ts!;
    t.state |= TimerState.MODIFIED;
    if ((t.state & TimerState.ZOMBIE) != 0) {
      pp.timersZombies--;
      t.state &= ~TimerState.ZOMBIE;
    }
    if (pp.timersModMin == 0 || t.when < pp.timersModMin) {
      wake = true;
      pp.timersModMin = t.when;
    }
  }
  const add = needsAdd(t);
  if (t.kind == TimerKind.CHAN && S.timers == 2 && chandrain(t.arg)) pending = true;
  if (add) maybeAdd(mp, t);
  if (wake) wakeNetPoller(mp, t.when);
  return pending;
}

function stop(mp: M, t: Timer): bool {
  charge(mp, Cost.timerStop);
  if ((t.state & TimerState.HEAPED) != 0) {
    t.state |= TimerState.MODIFIED;
    if ((t.state & TimerState.ZOMBIE) == 0) {
      t.state |= TimerState.ZOMBIE;
      t.ts!.timersZombies++;
    }
  }
  let pending = t.when > 0;
  t.when = 0;
  record(Ev.TimerSet, 1, 0, mp.id, mp.p!.id, 0, t.id, 0, 0);
  if (t.kind == TimerKind.CHAN && S.timers == 2 && chandrain(t.arg)) pending = true;
  return pending;
}

function whenFrom(mp: M, ns: i64): i64 {
  const when = S.now + ns;
  return when < 0 || when > MAX_WHEN ? MAX_WHEN : when;
}

/** time.Sleep: parks, and arms the goroutine's own timer when it is parked. */
export function timesleep(mp: M, gp: G, ns: i64): i32 {
  if (gp.resume != 0 || ns <= 0) return Ret.NEXT;
  let t = changetype<Timer>(gp.timer as usize);
  if (gp.timer == 0) {
    const made = newTimer(TimerKind.SLEEP, changetype<usize>(gp) as u32);
    if (made === null) return Ret.NEXT;
    t = made;
    gp.timer = changetype<usize>(t) as u32;
  }
  modify(mp, t, whenFrom(mp, ns), 0);
  return gopark(mp, gp, WaitReason.SLEEP, t.id);
}

/** A new timer for channel c or closure f; S.ret is its address. */
export function timernew(mp: M, gp: G, c: u32, f: u32): i32 {
  const t = c != 0 ? newTimer(TimerKind.CHAN, c) : newTimer(TimerKind.FUNC, f);
  S.ret = changetype<usize>(t) as i64;
  if (t !== null && c != 0) changetype<Hchan>(c as usize).timer = changetype<usize>(t) as u32;
  return Ret.NEXT;
}

export function timerreset(mp: M, gp: G, timer: u32, when: i64, period: i64): i32 {
  S.ret = modify(mp, changetype<Timer>(timer as usize), when, period) ? 1 : 0;
  return Ret.NEXT;
}

export function timerstop(mp: M, gp: G, timer: u32): i32 {
  S.ret = stop(mp, changetype<Timer>(timer as usize)) ? 1 : 0;
  return Ret.NEXT;
}

// ---- channel timers ---------------------------------------------------------------------

/**
 * Somebody looks at channel c: if its timer's time has passed and it is in no heap, it fires now.
 */
export function maybeRunChan(mp: M, c: Hchan): void {
  if (S.timers != 2) return;
  const t = changetype<Timer>(c.timer as usize);
  if ((t.state & TimerState.HEAPED) != 0 || t.when == 0 || t.when > S.now) return;
  run(mp, t, S.now);
}

/** A goroutine is about to block on c. */
export function blockTimerChan(mp: M, c: Hchan): void {
  const t = changetype<Timer>(c.timer as usize);
  t.blocked++;
  if (S.timers != 2) return;
  if ((t.state & (TimerState.HEAPED | TimerState.ZOMBIE)) == 5 && t.when > 0) {
    t.state &= ~TimerState.ZOMBIE;
    t.ts!.timersZombies--;
  }
  if (needsAdd(t)) maybeAdd(mp, t);
}

/** A goroutine no longer blocks on c. */
export function unblockTimerChan(c: Hchan): void {
  const t = changetype<Timer>(c.timer as usize);
  t.blocked--;
  if (S.timers != 2) return;
  if (t.blocked == 0 && (t.state & (TimerState.HEAPED | TimerState.ZOMBIE)) == TimerState.HEAPED) {
    t.state |= TimerState.ZOMBIE;
    t.ts!.timersZombies++;
  }
}

/** Timers of a P that goes away move to the P that mp holds. */
export function moveTimers(mp: M, from: P): void {
  const pp = mp.p!;
  for (let i: u32 = 0; i < from.timersLen; i++) {
    const t = timerAt(from, i);
    if ((t.state & TimerState.ZOMBIE) != 0) {
      t.state = 0;
      t.ts = null;
      continue;
    }
    t.state &= ~TimerState.MODIFIED;
    addHeap(pp, t);
  }
  from.timersLen = 0;
  from.timersMin = 0;
  from.timersModMin = 0;
  from.timersZombies = 0;
}
