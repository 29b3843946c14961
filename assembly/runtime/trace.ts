/**
 * Records. One function writes them all; it feeds the running hash whatever the mask. The ring
 * grows when one event makes more records than fit, so nothing is ever lost; the loop pauses for
 * the host to drain it before it is full (`traceFull`).
 */
import { Counter, Out } from '../abi/abi';
import { Ev, Mask, NONE, Rec } from '../abi/event';
import { Cause } from '../abi/status';
import { memAlloc } from '../machine/mem';
import { bump, latency, ledger, ledgerAt, ledgerRunning, setOut } from '../machine/stats';
import { G, M, P, S, whoOf } from './runtime2';

@unmanaged
class Ring {
  base: usize;
  size: u32;
  head: u64;
  tail: u64;
}

const ring: Ring = changetype<Ring>(memory.data(32, 8));

/** Records that may come in one event before the ring has to grow. */
const SLACK: u32 = 2048;

export function traceInit(records: u32): bool {
  ring.size = records;
  ring.base = memAlloc(records * Rec.SIZE);
  lookIfFull();
  return ring.base != 0;
}

/** Which records are kept from now on. */
export function traceMask(mask: u32): void {
  S.recordMask = mask;
  S.traceDetail = (mask & Mask.DETAIL) != 0 ? 1 : 0;
  lookIfFull();
}

export function ringAddress(): usize {
  return ring.base;
}

/** Time to drain: fewer than SLACK records are free for those that are wanted. */
function lookIfFull(): void {
  const full = ring.head - ring.tail + SLACK > (ring.size as u64);
  S.recordsFull = full && S.recordMask != Mask.NOTHING ? 1 : 0;
}

export function traceDrained(upTo: u64): void {
  if (upTo > ring.tail && upTo <= ring.head) ring.tail = upTo;
  lookIfFull();
}

export function tracePublish(): void {
  setOut(Out.REC_HEAD, ring.head as f64);
  setOut(Out.REC_TAIL, ring.tail as f64);
  setOut(Out.RING_RECORDS, ring.size as f64);
  setOut(Out.HASHED, S.hashed as f64);
  for (let i = 0; i < 4; i++) {
    setOut(Out.HASH0 + i, ((S.hash >> ((48 - i * 16) as u64)) & 0xffff) as f64);
  }
}

/** The first word behind the time: kind, detail, extra, and who (whoOf). */
// @ts-ignore: decorator
@inline
function head(kind: i32, detail: i32, extra: i32, who: u64): u64 {
  return ((kind | (detail << 8) | (extra << 16)) as u32 as u64) | who;
}

/** The record (now, kind, detail, extra, m, p, goid, obj, arg, pc). */
// @ts-ignore: decorator
@inline
export function record(
  kind: i32, detail: i32, extra: i32, m: u32, p: u32, g: u32, obj: u32, arg: u32, pc: u32
): void {
  tell(
    kind, head(kind, detail, extra, whoOf(m, p)), (g as u64) | ((obj as u64) << 32),
    (arg as u64) | ((pc as u64) << 32)
  );
}

/** Writes a record of this moment; the kind is known where it is told, so this is one call. */
// @ts-ignore: decorator
@inline
function tell(kind: i32, w1: u64, w2: u64, w3: u64): void {
  if (kind < <i32>Ev.FIRST_DETAIL) emit(w1, w2, w3, toldOf(kind));
  else if (S.traceDetail != 0) keep(w1, w2, w3);
}

/**
 * Writes a record of the scheduling class, which enters the hash, with one multiplication; of
 * w2 only what `told` says: not what a goroutine waits on, an address, which depends on how much
 * memory the host asked for.
 */
// @ts-ignore: decorator
@inline
function emitHot(w1: u64, w2: u64, w3: u64, told: u64): void {
  if (S.hashOn != 0) {
    const words = rotl<u64>(w1, 19) ^ rotl<u64>(w2 & told, 37) ^ rotl<u64>(w3, 51);
    const h = (S.hash ^ (S.now as u64) ^ words) * 0x9e3779b97f4a7c15;
    S.hash = h ^ (h >> 32);
    S.hashed++;
  }
  if ((S.recordMask & Mask.SCHED) != 0) keep(w1, w2, w3);
}

/** The same as a call. */
function emit(w1: u64, w2: u64, w3: u64, told: u64): void {
  emitHot(w1, w2, w3, told);
}

const ALL: u64 = u64.MAX_VALUE;

/** What the hash is told of the words of a kind: all, or not the object. */
// @ts-ignore: decorator
@inline
function toldOf(kind: i32): u64 {
  return kind == Ev.GoBlock || kind == Ev.GoUnblock ? 0xffffffff : ALL;
}

/** Into the ring. */
function keep(w1: u64, w2: u64, w3: u64): void {
  if (ring.head - ring.tail == (ring.size as u64)) growRing();
  const at = ring.base + ((((ring.head as u32) & (ring.size - 1)) as usize) << 5);
  store<i64>(at, S.now);
  store<u64>(at, w1, 8);
  store<u64>(at, w2, 16);
  store<u64>(at, w3, 24);
  ring.head++;
  lookIfFull();
}

function growRing(): void {
  const grown = memAlloc(ring.size * 2 * Rec.SIZE);
  if (grown == 0) {
    // No memory for the records of this very event: the run ends here with reason `limit`.
    ring.tail++;
    return;
  }
  for (let n = ring.tail; n < ring.head; n++) {
    const from = ring.base + ((((n as u32) & (ring.size - 1)) as usize) << 5);
    const to = grown + ((((n as u32) & (ring.size * 2 - 1)) as usize) << 5);
    memory.copy(to, from, Rec.SIZE);
  }
  ring.base = grown;
  ring.size *= 2;
}

export function pid(pp: P | null): u32 {
  return pp === null ? NONE : pp.id;
}

/** A record of the scheduling class about goroutine gp on mp. */
// @ts-ignore: decorator
@inline
export function traceGHot(
  kind: i32, mp: M, gp: G, detail: i32, extra: i32, obj: u32, arg: u32
): void {
  emitHot(
    head(kind, detail, extra, mp.who), (gp.goid as u64) | ((obj as u64) << 32),
    (arg as u64) | ((gp.site as u64) << 32), toldOf(kind)
  );
}

/** The record of gp made ready by goroutine `waker` at `site`, on mp's own P. */
// @ts-ignore: decorator
@inline
export function traceReadyHot(mp: M, gp: G, queue: i32, waker: u32, site: u32): void {
  emitHot(
    head(Ev.GoUnblock, queue, 0, mp.who), (gp.goid as u64) | ((gp.waitobj as u64) << 32),
    (waker as u64) | ((site as u64) << 32), toldOf(Ev.GoUnblock)
  );
}

/** A record about goroutine gp on mp. */
// @ts-ignore: decorator
@inline
export function traceG(kind: i32, mp: M, gp: G, detail: i32, extra: i32, obj: u32, arg: u32): void {
  tell(
    kind, head(kind, detail, extra, mp.who), (gp.goid as u64) | ((obj as u64) << 32),
    (arg as u64) | ((gp.site as u64) << 32)
  );
}

/** A record about a P. */
// @ts-ignore: decorator
@inline
export function traceP(
  kind: i32, mp: M, pp: P, detail: i32, extra: i32, g: u32, obj: u32, arg: u32
): void {
  record(kind, detail, extra, mp.id, pp.id, g, obj, arg, 0);
}

/** A record about an M. */
// @ts-ignore: decorator
@inline
export function traceM(kind: i32, mp: M, detail: i32, extra: i32, arg: u32): void {
  tell(kind, head(kind, detail, extra, mp.who), 0, arg as u64);
}

/**
 * From `now` on, gp's time counts for `cause`; what passed since the last call counts for the one
 * before. The one place where a goroutine's nanoseconds are given away.
 */
// @ts-ignore: decorator
@inline
export function accountHot(gp: G, cause: i32, now: i64): void {
  const old = gp.cause as i32;
  const ns = now - gp.since;
  gp.since = now;
  gp.cause = cause as u8;
  if (old == Cause.RUNNING) ledgerRunning(ns);
  else if (old >= Cause.GC_ASSIST && gp.site != 0) ledgerAt(old, gp.site, ns);
  else ledger(old, ns);
}

/** The same as a call: where it is rare. */
export function account(gp: G, cause: i32, now: i64): void {
  accountHot(gp, cause, now);
}

/** gp begins to run at `now`: its wait since it became runnable is one latency. */
// @ts-ignore: decorator
@inline
export function accountRun(gp: G, now: i64): void {
  latency(now - gp.readySince);
  accountHot(gp, Cause.RUNNING, now);
  bump(Counter.switches);
}
