/**
 * The operating system's layer: N cores for all threads, fair queueing between them, a CPU quota
 * (docs/cores.md has the rules). Off unless the config names cores; then every runnable M has one,
 * and this file does nothing.
 *
 * THE CUT. An M on a core is as it always was: it has a clock, and a leaf in the event list. The
 * layer lives outside: it has events of its own (slot 0: a slice is used up, the quota is, an M has
 * fallen asleep, a period turns) and three places where it looks at an M. An M's event comes:
 * `onCore` asks whether it has a core, and if it was asleep finds one (`wake`); false means that it
 * waits. After the event, `settle` sees whether the M falls asleep. And an M that must leave its
 * core stands (oncore.ts) until it gets one. So the rest of the kernel needs to know one thing: the
 * leaf of an M with `off` set is not to be touched.
 *
 * EXACTNESS. Nothing may overtake an event of this layer, so Ms do not run ahead of others while it
 * is on (S.lookahead is 0): an M that acts at some moment has a core then. What was charged ahead
 * of that moment (t > now) is work that still needs the core.
 *
 * THROTTLING. A core that would run an M of the group but has no quota left, and finds the pool
 * empty, stands still for the group until the period turns; neighbours may use it. While any core
 * stands, Ms that wait do so for the quota, else for a core.
 */
import { CoreStat, Cost, Counter, Limit } from '../abi/abi';
import { Ev, NONE } from '../abi/event';
import { Cause } from '../abi/status';
import { NEVER, evFirst, evSet } from '../machine/event';
import {
  NO_CORE, Task, TaskState, fairAt, fairBest, fairBusy, fairEnd, fairForgive, fairHad, fairInit,
  fairLength, fairOff, fairOn, fairRan, fairRenew, fairSleep, fairSum, fairTask, fairWaiting,
  fairWake, fairWithin
} from '../machine/fair';
import { memAlloc } from '../machine/mem';
import { setCores } from '../machine/outside';
import {
  quotaInit, quotaLeft, quotaPeriods, quotaReturn, quotaSet, quotaStands, quotaTake,
  quotaThrottled, quotaTurns, quotaWouldLast
} from '../machine/quota';
import { bump, bumpBy, counterValue } from '../machine/stats';
import { Sleep, goOn, sleepOf, stand, standFor, wakeOn } from './oncore';
import { stopLimit } from './turn';
import { M, S, cost, mAt } from './runtime2';
import { pid, record } from './trace';

/** Ids of neighbours: behind all threads. */
const NEIGHBOUR: u32 = 0x10000;

/** Why an M leaves its core: detail of Ev.CoreOff. */
export const enum Why { SLEEPS, SLICE, PREEMPTED, QUOTA }

/** How an M gets one: detail of Ev.CoreOn. */
export const enum How { WOKEN, TURN, PREEMPTS }

@unmanaged
class Core {
  id: u32;
  /** order in which cores began to stand; 0: it does not stand */
  throttled: u32;
  task: Task | null;
  switches: u32;
  /** its M falls asleep then; NEVER: it computes */
  leave: i64;
  /** its next event */
  next: i64;
  /** quota that it holds, as of the `since` of its task */
  local: i64;
  throttledSince: i64;
  busyNs: i64;
  loadNs: i64;
  throttledNs: i64;
}

@unmanaged
class Layer {
  cores: usize;
  n: u32;
  /** cores that stand, and the order given last */
  throttled: u32;
  order: u32;
  /** somebody gave quota back */
  given: u32;
  /** next turn of the period that somebody waits for */
  refill: i64;
  stats: usize;
}

const layer: Layer = changetype<Layer>(memory.data(64, 8));

function coreAt(i: u32): Core {
  return changetype<Core>(layer.cores + (i as usize) * offsetof<Core>());
}

/** Cores, neighbours and quota of the config (S.cores != 0). False: memory limit. */
export function coresInit(load: u32, slice: i64, quota: i64, period: i64, portion: i64): bool {
  const n = S.cores;
  layer.n = n;
  layer.refill = NEVER;
  layer.cores = memAlloc(n * (offsetof<Core>() as u32));
  layer.stats = memAlloc(n * CoreStat.WORDS * 8);
  if (layer.cores == 0 || layer.stats == 0) return false;
  for (let i: u32 = 0; i < n; i++) {
    coreAt(i).id = i;
    coreAt(i).leave = NEVER;
    coreAt(i).next = NEVER;
  }
  fairInit(slice);
  quotaInit(quota, period, portion);
  record(Ev.Cores, 0, 0, NONE, NONE, 0, n, load, 0);
  for (let i: u32 = 0; i < load; i++) {
    const task = fairTask(NEIGHBOUR + i, false);
    if (task === null || !fairWake(task, 0)) return false;
    if (i < n) put(coreAt(i), task, How.WOKEN, false, 0);
  }
  return true;
}

function taskOf(mp: M): Task | null {
  if (mp.task != 0) return changetype<Task>(mp.task as usize);
  const task = fairTask(mp.id, true);
  if (task === null) {
    stopLimit(Limit.MEMORY);
    return null;
  }
  mp.task = changetype<usize>(task) as u32;
  return task;
}

// ---- what the loop asks -----------------------------------------------------------------

/** mp's event has come. False: it has no core, or not yet. */
export function onCore(mp: M, now: i64): bool {
  const task = taskOf(mp);
  if (task === null) return false;
  if (task.state == TaskState.ASLEEP) {
    const acts = wake(task, mp, now);
    plan(now);
    return acts;
  }
  // Woken before it had fallen asleep: it does not sleep at all.
  mp.sleeps = Sleep.NO;
  if (task.state == TaskState.WAITING) {
    evSet(mp.id + 1, NEVER);
    return false;
  }
  const core = coreAt(task.core);
  if (core.leave == NEVER) return true;
  core.leave = NEVER;
  plan(now);
  return true;
}

/** After mp's event: does it fall asleep? */
export function settle(mp: M): void {
  if (S.stop != 0) return;
  mp.sleeps = sleepOf(mp);
  if (mp.sleeps == Sleep.NO) return;
  const now = S.now;
  const core = coreAt(changetype<Task>(mp.task as usize).core);
  core.leave = mp.t >> 10;
  if (core.leave <= now) vacate(core, now);
  plan(now);
}

/** The event of slot 0 that is the cores'. */
export function coresEvent(now: i64): void {
  if (layer.refill <= now) {
    fairForgive(now);
    rise(now);
  }
  for (let i: u32 = 0; i < layer.n; i++) if (coreAt(i).next <= now) due(coreAt(i), now);
  plan(now);
}

/** What follows from a change: who goes where, when each core has its next event, and the layer. */
function plan(now: i64): void {
  while (layer.given != 0 && layer.throttled != 0) rise(now);
  layer.given = 0;
  spread(now);
  let first = layer.refill;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    core.next = nextOf(core, now);
    if (core.next < first) first = core.next;
  }
  setCores(first);
}

/**
 * Nobody waits beside a free core: one that had to leave its own goes on there. If it cannot for
 * want of quota, one such core stands at least: that is what the turn of the period is watched for.
 */
function spread(now: i64): void {
  for (let i: u32 = 0; i < layer.n && fairWaiting() > 0; i++) {
    const core = coreAt(i);
    if (core.task !== null) continue;
    const may = funded(core, now);
    const task = fairBest(i, may, null, now);
    if (!may && layer.throttled == 0 && groupWaits()) throttle(core, now);
    if (task !== null) put(core, task, How.TURN, false, now);
  }
}

/** While the group sleeps, neighbours are not watched: nobody can tell which of them runs. */
function nextOf(core: Core, now: i64): i64 {
  const task = core.task;
  if (task === null || !fairBusy()) return NEVER;
  let when = core.leave;
  if (task.group != 0 && quotaSet()) {
    const dry = task.since + core.local;
    if (dry < when) when = dry;
  }
  if (fairWaiting() == 0) return when;
  if (fairEnd(task) <= now) {
    spent(core, now);
    fairRenew(task);
  }
  const end = fairEnd(task);
  return end < when ? end : when;
}

// ---- a core's task comes and goes -------------------------------------------------------

/** Brings the core up to `now`. */
function spent(core: Core, now: i64): void {
  const task = core.task!;
  const ns = now - task.since;
  if (task.group == 0) core.loadNs += ns;
  else {
    core.busyNs += ns;
    core.local -= ns;
  }
  fairRan(task, now);
}

/** May the core run Ms of the group, as far as the quota goes? */
function funded(core: Core, now: i64): bool {
  return core.throttled == 0 && (!quotaSet() || core.local > 0 || quotaLeft(now));
}

/** Gives the core, which is free, to a task that waits; `after`: another one ran until now. */
function put(core: Core, task: Task, how: i32, after: bool, now: i64): bool {
  const moved = task.core != core.id && task.core != NO_CORE;
  fairOn(task, core.id, now);
  core.task = task;
  core.leave = NEVER;
  core.switches++;
  bump(Counter.coreSwitches);
  if (task.group == 0) {
    record(Ev.CoreOn, how, moved ? 1 : 0, NONE, NONE, 0, core.id, 0, 0);
    return false;
  }
  if (quotaSet() && core.local <= 0) core.local += quotaTake(now);
  if (moved) bump(Counter.coreMigrations);
  const mp = mAt(task.id);
  const gp = mp.curg;
  record(Ev.CoreOn, how, moved ? 1 : 0, mp.id, pid(mp.p), gp === null ? 0 : gp.goid, core.id, 0, 0);
  const price = (after ? cost(Cost.contextSwitch) : 0) + (moved ? cost(Cost.coreMigration) : 0);
  if (mp.off == 0) return wakeOn(mp, price, now);
  const asleep = mp.sleeps != Sleep.NO;
  goOn(mp, price, now);
  if (asleep) core.leave = mp.t >> 10;
  return false;
}

function tellOff(core: Core, task: Task, why: i32): void {
  if (task.group == 0) {
    record(Ev.CoreOff, why, 0, NONE, NONE, 0, core.id, 0, 0);
    return;
  }
  const mp = mAt(task.id);
  const gp = mp.curg;
  record(Ev.CoreOff, why, 0, mp.id, pid(mp.p), gp === null ? 0 : gp.goid, core.id, 0, 0);
}

/** The core's task has to wait. */
function cut(core: Core, why: i32, now: i64): void {
  const task = core.task!;
  spent(core, now);
  tellOff(core, task, why);
  fairOff(task, now);
  core.task = null;
  core.leave = NEVER;
  bump(Counter.coreCuts);
  if (task.group != 0) stand(mAt(task.id), cause(), now);
}

/** The core's M has fallen asleep. */
function vacate(core: Core, now: i64): void {
  const task = core.task!;
  spent(core, now);
  tellOff(core, task, Why.SLEEPS);
  fairSleep(task, now);
  core.task = null;
  core.leave = NEVER;
  mAt(task.id).sleeps = Sleep.NO;
  next(core, true, now);
}

/** The core is free: who is next on it? */
function next(core: Core, after: bool, now: i64): void {
  const may = funded(core, now);
  const task = fairBest(core.id, may, null, now);
  if (!may && core.throttled == 0 && groupWaits()) throttle(core, now);
  if (task !== null) put(core, task, How.TURN, after, now);
  if (task !== null && task.group != 0) return;
  const back = quotaReturn(core.local, now);
  core.local -= back;
  if (back > 0) layer.given = 1;
}

function groupWaits(): bool {
  if (fairWaiting() == 0) return false;
  for (let i: u32 = 0; i < fairLength(); i++) {
    const task = fairAt(i);
    if (task.group != 0 && task.state == TaskState.WAITING) return true;
  }
  return false;
}

/** The core's own event: its M has fallen asleep, its quota or the slice is used up. */
function due(core: Core, now: i64): void {
  const task = core.task;
  if (task === null) return;
  if (core.leave <= now) {
    vacate(core, now);
    return;
  }
  spent(core, now);
  if (task.group != 0 && quotaSet() && core.local <= 0) {
    core.local += quotaTake(now);
    if (core.local <= 0) {
      throttle(core, now);
      cut(core, Why.QUOTA, now);
      next(core, true, now);
      return;
    }
  }
  if (!fairRenew(task) || fairWaiting() == 0) return;
  const best = fairBest(core.id, funded(core, now), task, now)!;
  if (best === task) return;
  cut(core, Why.SLICE, now);
  put(core, best, How.TURN, true, now);
}

// ---- waking -----------------------------------------------------------------------------

/** The task wants a core. True: its M has one and acts at this moment. */
function wake(task: Task, mp: M, now: i64): bool {
  if (!fairWake(task, now)) {
    stopLimit(Limit.MEMORY);
    return false;
  }
  const free = freeCore(task, now);
  if (free !== null) return put(free, task, How.WOKEN, false, now);
  const core = overdrawn(task, now);
  if (core !== null) {
    cut(core, Why.PREEMPTED, now);
    return put(core, task, How.PREEMPTS, true, now);
  }
  const idle = idleCore(task);
  if (idle !== null) throttle(idle, now);
  const gp = mp.curg;
  record(Ev.CoreWait, 0, 0, mp.id, pid(mp.p), gp === null ? 0 : gp.goid, 0, 0, 0);
  mp.sleeps = Sleep.NO;
  stand(mp, cause(), now);
  evSet(mp.id + 1, NEVER);
  return false;
}

/** An idle core for the task: where it ran last, or the first that may run it. */
function freeCore(task: Task, now: i64): Core | null {
  if (task.core != NO_CORE) {
    const last = coreAt(task.core);
    if (last.task === null && funded(last, now)) return last;
  }
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    if (core.task === null && funded(core, now)) return core;
  }
  return null;
}

/** An idle core that does not stand yet. */
function idleCore(task: Task): Core | null {
  if (task.core != NO_CORE) {
    const last = coreAt(task.core);
    if (last.task === null && last.throttled == 0) return last;
  }
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    if (core.task === null && core.throttled == 0) return core;
  }
  return null;
}

/**
 * The core whose task has had most over its share, if the woken task is within its own: that one
 * has to make room. One that is falling asleep is left alone.
 */
function overdrawn(task: Task, now: i64): Core | null {
  fairSum(now);
  if (!fairWithin(task, now)) return null;
  let worst: Core | null = null;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    const other = core.task;
    if (other === null || core.leave != NEVER || !funded(core, now)) continue;
    if (fairWithin(other, now)) continue;
    if (worst === null || fairHad(other, now) > fairHad(worst.task!, now)) worst = core;
  }
  return worst;
}

// ---- the quota --------------------------------------------------------------------------

/** What those wait for that have no core. */
function cause(): i32 {
  return layer.throttled != 0 ? Cause.QUOTA : Cause.CORE;
}

function throttle(core: Core, now: i64): void {
  layer.order++;
  core.throttled = layer.order;
  core.throttledSince = now;
  layer.throttled++;
  layer.refill = quotaTurns(now);
  quotaStands(now);
  record(Ev.CoreThrottle, 0, 0, NONE, NONE, 0, core.id, 0, 0);
  if (layer.throttled == 1) tellCause(now);
}

/** There is quota again: cores go on, the one first that has stood longest. */
function rise(now: i64): void {
  layer.given = 0;
  while (layer.throttled > 0) {
    const core = longest();
    if (core.local <= 0 && !quotaLeft(now)) break;
    release(core, now);
    if (core.task === null) next(core, false, now);
    else yieldTo(core, now);
  }
  layer.refill = layer.throttled > 0 ? quotaTurns(now) : NEVER;
  if (layer.throttled > 0) quotaStands(now);
}

function longest(): Core {
  let first: Core | null = null;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    if (core.throttled == 0) continue;
    if (first === null || core.throttled < first.throttled) first = core;
  }
  return first!;
}

function release(core: Core, now: i64): void {
  core.throttled = 0;
  core.throttledNs += now - core.throttledSince;
  layer.throttled--;
  record(Ev.CoreUnthrottle, 0, 0, NONE, NONE, 0, core.id, 0, 0);
  if (layer.throttled == 0) tellCause(now);
}

/** A neighbour that has had more than its share gives the core back to the group. */
function yieldTo(core: Core, now: i64): void {
  const task = core.task!;
  fairSum(now);
  if (fairWithin(task, now)) return;
  const best = fairBest(core.id, true, null, now);
  if (best === null) return;
  cut(core, Why.PREEMPTED, now);
  put(core, best, How.PREEMPTS, true, now);
}

/** The reason has changed for all that wait. */
function tellCause(now: i64): void {
  const why = cause();
  for (let i: u32 = 0; i < fairLength(); i++) {
    const task = fairAt(i);
    if (task.group != 0 && task.state == TaskState.WAITING) {
      const mp = mAt(task.id);
      if (mp.off != 0) standFor(mp, why, now);
    }
  }
}

// ---- for the host -----------------------------------------------------------------------

function setCounter(counter: i32, value: u64): void {
  bumpBy(counter, value - counterValue(counter));
}

/** The layer's counters, up to `now`. */
export function coresPublish(now: i64): void {
  if (S.cores == 0) return;
  let busy: i64 = 0;
  let stood: i64 = 0;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    const task = core.task;
    busy += core.busyNs;
    if (task !== null && task.group != 0 && now > task.since) busy += now - task.since;
    stood += core.throttledNs;
    if (core.throttled != 0 && now > core.throttledSince) stood += now - core.throttledSince;
  }
  setCounter(Counter.coreNs, busy as u64);
  setCounter(Counter.throttledNs, stood as u64);
  setCounter(Counter.quotaPeriods, quotaPeriods());
  setCounter(Counter.quotaThrottled, quotaThrottled());
}

/** CoreStat.WORDS f64 for each core; 0 if the layer is off. */
export function coresStats(now: i64): usize {
  if (S.cores == 0) return 0;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    const task = core.task;
    const at = layer.stats + (i as usize) * (CoreStat.WORDS * 8);
    const ns: i64 = task !== null && now > task.since ? now - task.since : 0;
    const own = task !== null && task.group != 0;
    const stands: i64 = core.throttled != 0 && now > core.throttledSince
      ? now - core.throttledSince : 0;
    store<f64>(at + CoreStat.BUSY_NS * 8, (core.busyNs + (own ? ns : 0)) as f64);
    store<f64>(at + CoreStat.LOAD_NS * 8, (core.loadNs + (own ? 0 : ns)) as f64);
    store<f64>(at + CoreStat.THROTTLED_NS * 8, (core.throttledNs + stands) as f64);
    store<f64>(at + CoreStat.SWITCHES * 8, core.switches as f64);
  }
  return layer.stats;
}

// ---- invariants -------------------------------------------------------------------------

/** Walked in the debug kernel after each event. */
export function checkCores(): void {
  if (S.cores == 0) return;
  assert(evFirst() >= S.now, 'check: an event lies in the past');
  let on: u32 = 0;
  let funds = false;
  let idle = false;
  for (let i: u32 = 0; i < layer.n; i++) {
    const core = coreAt(i);
    assert(core.throttled == 0 || quotaSet(), 'check: a core stands without a quota');
    const task = core.task;
    if (task === null) {
      idle = true;
      if (core.throttled != 0) continue;
      if (!quotaSet() || core.local > 0 || quotaWouldLast(S.now)) funds = true;
      continue;
    }
    on++;
    assert(task.state == TaskState.ON && task.core == i, 'check: core and task disagree');
    assert(core.throttled == 0 || task.group == 0, 'check: a core that stands runs the group');
    assert(core.next >= S.now, 'check: an event of a core was missed');
  }
  for (let i: u32 = 0; i < fairLength(); i++) {
    const task = fairAt(i);
    if (task.state == TaskState.ON) on--;
    if (task.group == 0) {
      assert(!idle || task.state == TaskState.ON, 'check: a neighbour waits beside an idle core');
      continue;
    }
    const off = mAt(task.id).off != 0;
    assert(off == (task.state == TaskState.WAITING), 'check: an M stands on a core');
    assert(!off || !funds, 'check: an M waits beside an idle core');
  }
  assert(on == 0, 'check: a task is on no core, or on two');
}
