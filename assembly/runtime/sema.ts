/**
 * Semaphores and notification lists: all that package sync needs, after Go's sema.go.
 *
 * A semaphore is a word of the program. Who waits on it stands in a queue of its address, first
 * come first served (a Mutex puts one that has waited before at the front). Releasing makes the
 * first waiter ready; with hand-off the waiter owns the semaphore already (ticket 1) and the
 * releaser yields to it.
 *
 *     buckets (by address) -> head sudog of an address -next-> head of another address
 *                                   |behind
 *                             second waiter of the address ...       head.prev: its last waiter
 */
import { Cost } from '../abi/abi';
import { Ev } from '../abi/event';
import { goready, gopark, goyield } from './proc';
import { Ret } from './ret';
import { runqempty } from './runq';
import { G, M, S, Sudog, charge, selfSudog } from './runtime2';
import { record } from './trace';
import { siteOf } from './site';
import { WaitReason } from '../abi/status';

const table: usize = memory.data(4096 * 4, 8);
const ACTIVE_SPIN: i64 = 4;

/**
 * A waiter for a semaphore or a notification has no element and no flags: these words of its sudog
 * hold its ticket, and the next waiter of the same address.
 */
function ticketOf(sg: Sudog): u32 {
  return sg.elem;
}

function setTicket(sg: Sudog, ticket: u32): void {
  sg.elem = ticket;
}

function behind(sg: Sudog): Sudog | null {
  return changetype<Sudog | null>(sg.flags as usize);
}

function setBehind(sg: Sudog, other: Sudog | null): void {
  sg.flags = changetype<usize>(other) as u32;
}

function bucket(address: u32): usize {
  return table + ((((address >> 2) * 0x9e3779b1) >> 20) as usize) * 4;
}

function headOf(address: u32): Sudog | null {
  let sg = changetype<Sudog | null>(load<u32>(bucket(address)) as usize);
  while (sg !== null && sg.c != address) sg = sg.next;
  return sg;
}

function replaceHead(address: u32, old: Sudog, fresh: Sudog | null): void {
  const at = bucket(address);
  let prev: Sudog | null = null;
  let sg = changetype<Sudog | null>(load<u32>(at) as usize);
  while (sg !== old) {
    prev = sg;
    sg = sg!.next;
  }
  const next = old.next;
  if (fresh !== null) fresh.next = next;
  const link: Sudog | null = fresh === null ? next : fresh;
  if (prev === null) store<u32>(at, changetype<usize>(link) as u32);
  else prev.next = link;
}

function enqueue(address: u32, sg: Sudog, lifo: bool): void {
  const head = headOf(address);
  sg.c = address;
  setBehind(sg, null);
  if (head === null) {
    const at = bucket(address);
    sg.next = changetype<Sudog | null>(load<u32>(at) as usize);
    sg.prev = sg;
    store<u32>(at, changetype<usize>(sg) as u32);
    return;
  }
  if (lifo) {
    setBehind(sg, head);
    sg.prev = head.prev;
    replaceHead(address, head, sg);
    return;
  }
  setBehind(head.prev!, sg);
  head.prev = sg;
}

function dequeue(address: u32): Sudog | null {
  const head = headOf(address);
  if (head === null) return null;
  const second = behind(head);
  if (second !== null) second.prev = head.prev;
  replaceHead(address, head, second);
  head.next = null;
  head.prev = null;
  return head;
}

function canSemacquire(address: u32): bool {
  const count = load<u32>(address as usize);
  if (count == 0) return false;
  store<u32>(address as usize, count - 1);
  return true;
}

function semaOp(mp: M, gp: G, address: u32, op: i32): void {
  record(Ev.SemaOp, op, 0, mp.id, mp.p!.id, gp.goid, address, 0, siteOf(gp));
}

/** Waits until the word at `address` is positive, and lowers it. */
export function semacquire(mp: M, gp: G, address: u32, lifo: bool, reason: i32): i32 {
  const woken = gp.resume != 0;
  if (!woken) charge(mp, Cost.semacquire);
  // Woken: it is ours already, or we must be quicker than the others.
  if (woken && ticketOf(selfSudog(gp)) != 0 || canSemacquire(address)) {
    semaOp(mp, gp, address, 0);
    return Ret.NEXT;
  }
  if (woken) charge(mp, Cost.semacquire);
  const sg = selfSudog(gp);
  sg.g = gp;
  setTicket(sg, 0);
  enqueue(address, sg, lifo);
  return gopark(mp, gp, waitReasonOf(reason), address);
}

/** Releases before 1.20 and 1.24 knew only "semacquire". */
function waitReasonOf(reason: i32): i32 {
  if (reason == WaitReason.SYNC_WAITGROUP_WAIT) {
    return S.syncWaitReasons >= 2 ? reason : WaitReason.SEMACQUIRE;
  }
  if (reason == WaitReason.SYNC_COND_WAIT) return reason;
  return S.syncWaitReasons >= 1 ? reason : WaitReason.SEMACQUIRE;
}

/** Raises the word, and wakes the first waiter; with `handoff` that one owns it and runs next. */
export function semrelease(mp: M, gp: G, address: u32, handoff: bool): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  charge(mp, Cost.semrelease);
  store<u32>(address as usize, load<u32>(address as usize) + 1);
  const sg = dequeue(address);
  if (sg === null) {
    semaOp(mp, gp, address, 1);
    return Ret.NEXT;
  }
  if (handoff && canSemacquire(address)) setTicket(sg, 1);
  const ticket = ticketOf(sg);
  semaOp(mp, gp, address, ticket != 0 ? 2 : 1);
  goready(mp, sg.g!);
  if (ticket == 0 || mp.locks != 0 || S.mutexStarvation < 2) return Ret.NEXT;
  return goyield(mp, gp);
}

/** May a Mutex spin once more? S.ret. */
export function canspin(mp: M, gp: G, i: i64): i32 {
  const busy = S.gomaxprocs > S.npidle + S.nmspinning + 1;
  S.ret = i < ACTIVE_SPIN && S.numcpu > 1 && busy && runqempty(mp.p!) ? 1 : 0;
  return Ret.NEXT;
}

/** One round of active spinning. */
export function dospin(mp: M, gp: G): i32 {
  charge(mp, Cost.procyield);
  return Ret.NEXT;
}

// ---- notification lists: sync.Cond ------------------------------------------------------
//
//   {wait u32 | notify u32 | head u64 | tail u64}: tickets given out, the next to be notified, who
// waits

function wait(l: usize): u32 {
  return load<u32>(l);
}

function notify(l: usize): u32 {
  return load<u32>(l, 4);
}

/** A ticket; S.ret. */
export function notifyadd(mp: M, gp: G, l: u32): i32 {
  const at = l as usize;
  S.ret = wait(at);
  store<u32>(at, wait(at) + 1);
  return Ret.NEXT;
}

/** Waits until ticket t is notified. */
export function notifywait(mp: M, gp: G, l: u32, t: u32): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  const at = l as usize;
  if (((t - notify(at)) as i32) < 0) return Ret.NEXT;
  const sg = selfSudog(gp);
  sg.g = gp;
  setTicket(sg, t);
  sg.next = null;
  const tail = changetype<Sudog | null>(load<u32>(at, 16) as usize);
  if (tail === null) store<u32>(at, changetype<usize>(sg) as u32, 8);
  else tail.next = sg;
  store<u32>(at, changetype<usize>(sg) as u32, 16);
  return gopark(mp, gp, WaitReason.SYNC_COND_WAIT, l);
}

/** All that wait are made ready, in the order of the list. */
export function notifyall(mp: M, gp: G, l: u32): i32 {
  const at = l as usize;
  if (wait(at) == notify(at)) return Ret.NEXT;
  let sg = changetype<Sudog | null>(load<u32>(at, 8) as usize);
  store<u64>(at, 0, 8);
  store<u64>(at, 0, 16);
  store<u32>(at, wait(at), 4);
  while (sg !== null) {
    const next: Sudog | null = sg.next;
    sg.next = null;
    goready(mp, sg.g!);
    sg = next;
  }
  return Ret.NEXT;
}

/**
 * The holder of the lowest ticket that was not notified is made ready (or may pass, if it has not
 * parked yet).
 */
export function notifyone(mp: M, gp: G, l: u32): i32 {
  const at = l as usize;
  if (wait(at) == notify(at)) return Ret.NEXT;
  const t = notify(at);
  store<u32>(at, t + 1, 4);
  let prev: Sudog | null = null;
  let sg = changetype<Sudog | null>(load<u32>(at, 8) as usize);
  while (sg !== null && ticketOf(sg) != t) {
    prev = sg;
    sg = sg.next;
  }
  if (sg === null) return Ret.NEXT;
  const next = sg.next;
  if (prev === null) store<u32>(at, changetype<usize>(next) as u32, 8);
  else prev.next = next;
  if (next === null) store<u32>(at, changetype<usize>(prev) as u32, 16);
  sg.next = null;
  goready(mp, sg.g!);
  return Ret.NEXT;
}
