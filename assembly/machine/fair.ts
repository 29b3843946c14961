/**
 * Fair queueing: which of the tasks that want a core gets it next. After "Earliest Eligible Virtual
 * Deadline First" (Stoica and Abdel-Wahab, 1995), which Linux has followed since 6.6, with equal
 * weights. It has never heard of threads or cores: whoever has one is `ON`.
 *
 * Each task has a virtual runtime `v`: the time that it was on. An ideal machine, which could run
 * all of them at once, would have given each the average `V` of those that contend. A task with
 * v <= V has had no more than its share: it is *eligible*. When a task asks for the next `slice`,
 * the ideal machine would have served it by its *deadline*, v + slice at that moment; of the
 * eligible tasks the one with the earliest deadline is next. So everybody gets a share, and nobody
 * waits much longer than a slice for it.
 *
 * A task that falls asleep keeps what it has not used: it comes back as much before V as it left
 * (at most a slice, so that a long sleep is no licence). One that had used too much stays where it
 * was until V has reached it, as if it had waited in the queue, and then owes nothing.
 *
 * Rejected: a queue for each core with balancing between them, as Linux has. It costs a second
 * algorithm whose parameters differ from one kernel release to the next, and what it approximates
 * is this: one queue. A heap: tens of tasks contend, and V changes with every call, so looking at
 * all of them is as fast and needs no second structure.
 *
 * Equal deadlines: the task that ran last on the core in question, then the smaller id.
 */
import { memAlloc } from './mem';

export const enum TaskState { ASLEEP, WAITING, ON }

export const NO_CORE: u32 = 0xffffffff;

/** One that wants to run: a thread, or a neighbour's. */
@unmanaged
export class Task {
  id: u32;
  /** TaskState */
  state: u32;
  /** 1: of the group that has the quota */
  group: u32;
  /** where it runs, or ran last */
  core: u32;
  /** its place in the table of those that contend */
  pos: u32;
  pad: u32;
  /** virtual runtime up to `since` (ns) */
  v: i64;
  deadline: i64;
  /** while it sleeps: how much it left before V, never less than 0 */
  credit: i64;
  /** since when it is on */
  since: i64;
}

@unmanaged
class Fair {
  table: usize;
  len: u32;
  cap: u32;
  /** tasks that contend: those of the group, those that wait */
  groups: u32;
  waiting: u32;
  slice: i64;
  /** V when somebody contended last */
  clock: i64;
  /** the V of now as base + sum / len */
  base: i64;
  sum: i64;
}

const fair: Fair = changetype<Fair>(memory.data(64, 8));

export function fairInit(slice: i64): void {
  fair.slice = slice;
}

/** A new task, asleep; null: memory limit. */
export function fairTask(id: u32, group: bool): Task | null {
  const at = memAlloc(offsetof<Task>());
  if (at == 0) return null;
  const task = changetype<Task>(at);
  task.id = id;
  task.group = group ? 1 : 0;
  task.core = NO_CORE;
  return task;
}

export function fairLength(): u32 {
  return fair.len;
}

export function fairAt(i: u32): Task {
  return changetype<Task>(load<u32>(fair.table + ((i as usize) << 2)) as usize);
}

/** Tasks that wait for a core. */
export function fairWaiting(): u32 {
  return fair.waiting;
}

/** Does a task of the group contend? */
export function fairBusy(): bool {
  return fair.groups > 0;
}

/** The task's virtual runtime at `now`: how much it has had. */
export function fairHad(task: Task, now: i64): i64 {
  return task.state == TaskState.ON ? task.v + (now - task.since) : task.v;
}

/** Finds V, for the calls of `fairWithin` that follow at this moment. */
export function fairSum(now: i64): void {
  let base: i64 = i64.MAX_VALUE;
  for (let i: u32 = 0; i < fair.len; i++) {
    const v = fairHad(fairAt(i), now);
    if (v < base) base = v;
  }
  let sum: i64 = 0;
  for (let i: u32 = 0; i < fair.len; i++) sum += fairHad(fairAt(i), now) - base;
  fair.base = base;
  fair.sum = sum;
  if (fair.len > 0) fair.clock = base + sum / (fair.len as i64);
}

/** Is the task within its share: eligible? V is known (`fairSum`). */
export function fairWithin(task: Task, now: i64): bool {
  return (fairHad(task, now) - fair.base) * (fair.len as i64) <= fair.sum;
}

/** The task wants a core from now on. False: memory limit. */
export function fairWake(task: Task, now: i64): bool {
  if (fair.len == fair.cap && !grow()) return false;
  if (task.group != 0 && fair.groups == 0) level(now);
  fairSum(now);
  const v = fair.clock - task.credit;
  if (task.credit > 0 || task.v < v) task.v = v;
  task.deadline = task.v + fair.slice;
  task.state = TaskState.WAITING;
  task.pos = fair.len;
  store<u32>(fair.table + ((fair.len as usize) << 2), changetype<usize>(task) as u32);
  fair.len++;
  fair.waiting++;
  fair.groups += task.group;
  return true;
}

function grow(): bool {
  const cap: u32 = fair.cap == 0 ? 64 : fair.cap * 2;
  const table = memAlloc(cap * 4);
  if (table == 0) return false;
  memory.copy(table, fair.table, (fair.len as usize) * 4);
  fair.table = table;
  fair.cap = cap;
  return true;
}

/**
 * While nobody of the group contends, the others are not watched: their shares are alike in the
 * end. Now each gets the average, and those on a core keep their place in the slice.
 */
function level(now: i64): void {
  fairSum(now);
  for (let i: u32 = 0; i < fair.len; i++) {
    const task = fairAt(i);
    let rest = fair.slice;
    if (task.state == TaskState.ON) {
      fairRan(task, now);
      fairRenew(task);
      rest = task.deadline - task.v;
    }
    task.v = fair.clock;
    task.deadline = fair.clock + rest;
  }
}

/** The task, which is on, falls asleep. */
export function fairSleep(task: Task, now: i64): void {
  fairRan(task, now);
  fairSum(now);
  const credit = fair.clock - task.v;
  task.credit = credit <= 0 ? 0 : credit < fair.slice ? credit : fair.slice;
  task.state = TaskState.ASLEEP;
  fair.len--;
  fair.groups -= task.group;
  const last = fairAt(fair.len);
  last.pos = task.pos;
  store<u32>(fair.table + ((task.pos as usize) << 2), changetype<usize>(last) as u32);
}

/** The task, which waits, gets a core. */
export function fairOn(task: Task, core: u32, now: i64): void {
  task.state = TaskState.ON;
  task.core = core;
  task.since = now;
  fair.waiting--;
}

/** The task, which is on, has to wait. */
export function fairOff(task: Task, now: i64): void {
  fairRan(task, now);
  fairRenew(task);
  task.state = TaskState.WAITING;
  fair.waiting++;
}

/** Brings the task, which is on, up to `now`. */
export function fairRan(task: Task, now: i64): void {
  task.v += now - task.since;
  task.since = now;
}

/** If its slice is used up, the task asks for the next one: true. */
export function fairRenew(task: Task): bool {
  const over = task.v - task.deadline;
  if (over < 0) return false;
  task.deadline += (over / fair.slice + 1) * fair.slice;
  return true;
}

/** When the slice of a task that is on ends. */
export function fairEnd(task: Task): i64 {
  return task.since + (task.deadline - task.v);
}

/** Of the group, and waiting. */
function stands(task: Task): bool {
  return task.group != 0 && task.state == TaskState.WAITING;
}

/**
 * Tasks of the group that stood for want of quota were not served by the ideal machine either: they
 * may be at most a slice behind those that ran.
 */
export function fairForgive(now: i64): void {
  fairSum(now);
  let sum: i64 = 0;
  let n: i64 = 0;
  for (let i: u32 = 0; i < fair.len; i++) {
    const task = fairAt(i);
    if (stands(task)) continue;
    sum += fairHad(task, now) - fair.base;
    n++;
  }
  if (n == 0) return;
  const least = fair.base + sum / n - fair.slice;
  for (let i: u32 = 0; i < fair.len; i++) {
    const task = fairAt(i);
    if (!stands(task) || task.v >= least) continue;
    task.v = least;
    task.deadline = least + fair.slice;
  }
}

function better(a: Task, b: Task, core: u32, now: i64): bool {
  const within = fairWithin(a, now);
  if (within != fairWithin(b, now)) return within;
  const x = within ? a.deadline : fairHad(a, now);
  const y = within ? b.deadline : fairHad(b, now);
  if (x != y) return x < y;
  if ((a.core == core) != (b.core == core)) return a.core == core;
  return a.id < b.id;
}

/**
 * Who is next on `core`: the best of those that wait (`group` false: not of the group) and of
 * `current`, which is on it. If nobody is eligible: the one that has had least.
 */
export function fairBest(core: u32, group: bool, current: Task | null, now: i64): Task | null {
  fairSum(now);
  let best = current;
  for (let i: u32 = 0; i < fair.len; i++) {
    const task = fairAt(i);
    if (task.state != TaskState.WAITING || (task.group != 0 && !group)) continue;
    if (best === null || better(task, best, core, now)) best = task;
  }
  return best;
}
