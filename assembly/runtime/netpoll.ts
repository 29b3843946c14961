/**
 * The network poller: the kernel's ready list, and who waits for it.
 *
 * Readiness is an event of the world outside the threads (slot 0 of the event list): a directive's
 * wait ends, an open source produces, the host answers. A descriptor that became ready stands in
 * the ready list, in order of time, until some M polls; netpoll takes at most 128 of them and
 * returns their goroutines as a stack, so the last event's goroutine comes first, as with epoll in
 * Go.
 */
import { Cost, Counter, Limit } from '../abi/abi';
import { Ev, NONE } from '../abi/event';
import { WaitReason } from '../abi/status';
import { NEVER, evSet, evWhen } from '../machine/event';
import { memAlloc } from '../machine/mem';
import { setWorld } from '../machine/outside';
import { draw } from '../machine/rand';
import { bump, bumpBy } from '../machine/stats';
import { gopark } from './proc';
import { request } from './request';
import { Ret } from './ret';
import { G, M, S, charge, cost } from './runtime2';
import { wakep } from './threads';
import { record, traceM } from './trace';
import { stopLimit } from './turn';

/** Events of the world: a binary heap of (time, sequence, what), 24 bytes each. */
@unmanaged
class World {
  heap: usize;
  len: u32;
  cap: u32;
  seq: u64;
  /** goroutines whose descriptor is ready, first ready first */
  readyHead: G | null;
  readyTail: G | null;
  readyN: u32;
  pad: u32;
  /** open sources by site: addresses */
  sources: usize;
  sourceCount: u32;
}

const world: World = changetype<World>(memory.data(64, 8));
const EVENT: u32 = 24;
const BATCH: u32 = 128;

/**
 * An open source: readiness comes whether or not anybody waits; it queues, first come first served.
 */
@unmanaged
class Source {
  site: u32;
  kind: i32;
  a: i64;
  b: i64;
  backlog: u64;
  waitHead: G | null;
  waitTail: G | null;
}

export function netpollInit(sites: u32): bool {
  world.sourceCount = sites + 1;
  world.sources = memAlloc(4 * (sites + 1));
  return world.sources != 0;
}

// ---- events of the world ----------------------------------------------------------------

function key(i: u32): usize {
  return world.heap + (i as usize) * EVENT;
}

function before(i: u32, j: u32): bool {
  const a = load<i64>(key(i));
  const b = load<i64>(key(j));
  return a < b || (a == b && load<u64>(key(i), 8) < load<u64>(key(j), 8));
}

function swap(i: u32, j: u32): void {
  for (let k: usize = 0; k < EVENT; k += 8) {
    const x = load<u64>(key(i) + k);
    store<u64>(key(i) + k, load<u64>(key(j) + k));
    store<u64>(key(j) + k, x);
  }
}

/**
 * At `when`, `what` (an address of a G or a Source) happens; `kind` 0 goroutine ready, 1 source.
 */
function at(when: i64, kind: u32, what: u32): void {
  if (world.len == world.cap) {
    const cap: u32 = world.cap == 0 ? 64 : world.cap * 2;
    const grown = memAlloc(cap * EVENT);
    if (grown == 0) {
      stopLimit(Limit.MEMORY);
      return;
    }
    memory.copy(grown, world.heap, (world.len as usize) * EVENT);
    world.heap = grown;
    world.cap = cap;
  }
  let i = world.len;
  world.len++;
  store<i64>(key(i), when);
  store<u64>(key(i), world.seq, 8);
  store<u32>(key(i), kind, 16);
  store<u32>(key(i), what, 20);
  world.seq++;
  while (i > 0 && before(i, (i - 1) / 2)) {
    swap(i, (i - 1) / 2);
    i = (i - 1) / 2;
  }
  setWorld(load<i64>(key(0)));
}

function pop(): void {
  world.len--;
  if (world.len > 0) swap(0, world.len);
  let i: u32 = 0;
  while (true) {
    let least = i;
    const left = i * 2 + 1;
    if (left < world.len && before(left, least)) least = left;
    if (left + 1 < world.len && before(left + 1, least)) least = left + 1;
    if (least == i) break;
    swap(i, least);
    i = least;
  }
  setWorld(world.len == 0 ? NEVER : load<i64>(key(0)));
}

/** The event of slot 0 at `now` that is the world's. */
export function worldEvent(now: i64): void {
  const kind = load<u32>(key(0), 16);
  const what = load<u32>(key(0), 20);
  pop();
  if (kind == 0) descriptorReady(changetype<G>(what as usize), now);
  else sourceReady(changetype<Source>(what as usize), now);
}

/** The host says when gp's descriptor is ready. */
export function descriptorAt(gp: G, when: i64): void {
  at(when, 0, changetype<usize>(gp) as u32);
}

/** gp's descriptor is ready: it stands in the ready list, and a blocked poller wakes. */
export function descriptorReady(gp: G, now: i64): void {
  record(Ev.NetReady, 0, 0, NONE, NONE, gp.goid, gp.waitobj, 0, 0);
  gp.schedlink = null;
  if (world.readyTail === null) world.readyHead = gp;
  else world.readyTail!.schedlink = gp;
  world.readyTail = gp;
  world.readyN++;
  wakePoller(now);
}

function wakePoller(now: i64): void {
  const mp = S.pollM;
  if (mp === null) return;
  const wake = now + (cost(Cost.epollWakeLatency) >> 10);
  if (wake < evWhen(mp.id + 1)) evSet(mp.id + 1, wake);
}

// ---- waiting ----------------------------------------------------------------------------

/** Parks on the poller for `ns`; or until the host answers. */
export function netwait(mp: M, gp: G, ns: i64, site: u32): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  S.netpollInited = 1;
  charge(mp, Cost.netpollArm);
  if ((S.requestMask & 2) != 0) request(mp, gp, 1, site, ns);
  else at(S.now + (ns < 0 ? 0 : ns), 0, changetype<usize>(gp) as u32);
  S.netpollWaiters++;
  return gopark(mp, gp, WaitReason.IO_WAIT, site);
}

/**
 * Waits for one readiness of the open source at `site`; its intervals are draws of `kind` with a,
 * b.
 */
export function netsource(mp: M, gp: G, site: u32, kind: i32, a: i64, b: i64): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  S.netpollInited = 1;
  const slot = world.sources + ((site as usize) << 2);
  let source = changetype<Source>(load<u32>(slot) as usize);
  if (load<u32>(slot) == 0) {
    const fresh = memAlloc(offsetof<Source>() + 8);
    if (fresh == 0) {
      stopLimit(Limit.MEMORY);
      return Ret.NEXT;
    }
    store<u32>(slot, fresh as u32);
    source = changetype<Source>(fresh);
    source.site = site;
    source.kind = kind;
    source.a = a;
    source.b = b;
    at(S.now + interval(source), 1, fresh as u32);
  }
  charge(mp, Cost.netpollArm);
  if (source.backlog > 0) {
    source.backlog--;
    return Ret.NEXT;
  }
  gp.schedlink = null;
  if (source.waitTail === null) source.waitHead = gp;
  else source.waitTail!.schedlink = gp;
  source.waitTail = gp;
  S.netpollWaiters++;
  return gopark(mp, gp, WaitReason.IO_WAIT, site);
}

/** A source never produces twice at one instant: time must go on. */
function interval(source: Source): i64 {
  const ns = draw(source.site, source.kind, source.a, source.b);
  return ns > 0 ? ns : 1;
}

function sourceReady(source: Source, now: i64): void {
  bump(Counter.draws);
  at(now + interval(source), 1, changetype<usize>(source) as u32);
  const gp = source.waitHead;
  if (gp === null) {
    source.backlog++;
    return;
  }
  source.waitHead = gp.schedlink;
  if (source.waitHead === null) source.waitTail = null;
  descriptorReady(gp, now);
}

// ---- polling ----------------------------------------------------------------------------

/** Is a non-blocking look worth while? */
export function netpollAny(): bool {
  return S.netpollInited != 0 && S.netpollWaiters > 0;
}

/** Until when a poll that blocks from now on lasts (ns): a deadline, at once, or NEVER. */
export function netpollDeadline(mp: M): i64 {
  const now = S.now;
  const latency = cost(Cost.epollWakeLatency) >> 10;
  if (world.readyN > 0 || S.netpollWakeSig != 0) return now;
  const until = S.pollUntil;
  if (until == 0) return NEVER;
  let delay = until - now;
  if (delay <= 0) return now;
  if (S.epollMillis != 0) delay = delay < 1000000 ? 1000000 : (delay / 1000000) * 1000000;
  return now + delay + latency;
}

/**
 * The goroutines whose descriptors are ready, linked, the latest event's first. `mode` 0: a look
 * that does not block, 1: the end of a blocking one, 2: sysmon's.
 */
export function netpoll(mp: M, mode: i32): G | null {
  if (mode != 1) traceM(Ev.NetpollBegin, mp, mode, 0, 0);
  bump(Counter.netpolls);
  charge(mp, Cost.netpollEmpty);
  if (mode == 1) S.netpollWakeSig = 0;
  let list: G | null = null;
  let n: u32 = 0;
  while (n < BATCH && world.readyHead !== null) {
    const gp = world.readyHead!;
    world.readyHead = gp.schedlink;
    if (world.readyHead === null) world.readyTail = null;
    world.readyN--;
    gp.schedlink = list;
    list = gp;
    n++;
    charge(mp, Cost.netpollEvent);
  }
  S.netpollWaiters -= n;
  bumpBy(Counter.netpollReady, n as u64);
  traceM(Ev.NetpollEnd, mp, mode, 0, n);
  return list;
}

/** Interrupts the M that is blocked in the poller; a second break before it wakes does nothing. */
export function netpollBreak(mp: M): void {
  if (S.netpollWakeSig != 0) return;
  S.netpollWakeSig = 1;
  charge(mp, Cost.netpollBreak);
  traceM(Ev.NetpollBreak, mp, 0, 0, 0);
  wakePoller(S.now);
}

/** A timer that is due at `when` was set: whoever sleeps longer must be woken. */
export function wakeNetPoller(mp: M, when: i64): void {
  if (S.lastpoll == 0) {
    if (S.pollUntil == 0 || S.pollUntil > when) netpollBreak(mp);
  } else wakep(mp);
}
