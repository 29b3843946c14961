/** Channels, select, semaphores: docs/scheduler.md, section 5.7; docs/machine.md, section 5.3. */
import { WaitReason } from '../../assembly/abi/status.ts';
import { Stream } from './chance.ts';
import { gopark, goyield, ready } from './proc.ts';
import type { Channel, G, M, Sudog } from './state.ts';
import { Ended, type World } from './world.ts';

/** What an operation came to: done with a value, or the goroutine sleeps. */
export type Outcome = { done: true; value: number; ok: boolean } | { done: false };

const done = (value = 0, ok = true): Outcome => ({ done: true, value, ok });
const parked: Outcome = { done: false };

function sudog(g: G, value: number, index = -1): Sudog {
  return { g, value, isSelect: index >= 0, success: false, ticket: false, index };
}

/** The first in a queue of waiters that can still be served. */
function dequeue(queue: Sudog[]): Sudog | undefined {
  for (let s = queue.shift(); s; s = queue.shift()) {
    if (!s.isSelect) return s;
    if (s.g.selectDone) continue;
    s.g.selectDone = true;
    return s;
  }
  return undefined;
}

/** Serves a waiter: its value is in place. */
function serve(w: World, m: M, s: Sudog, success: boolean): void {
  s.success = success;
  s.g.param = s;
  ready(w, m, s.g);
}

function trySend(w: World, m: M, ch: Channel, value: number): Outcome {
  if (ch.closed) throw new Ended('panic');
  const receiver = dequeue(ch.receivers);
  if (receiver) {
    w.charge(m, 'chanDirect');
    receiver.value = value;
    serve(w, m, receiver, true);
    return done();
  }
  if (ch.buffer.length >= ch.size) return parked;
  ch.buffer.push(value);
  return done();
}

function tryReceive(w: World, m: M, ch: Channel): Outcome {
  const sender = dequeue(ch.senders);
  if (sender) {
    w.charge(m, 'chanDirect');
    let { value } = sender;
    if (ch.size > 0) {
      ch.buffer.push(value);
      value = ch.buffer.shift()!;
    }
    serve(w, m, sender, true);
    return done(value);
  }
  if (ch.buffer.length > 0) return done(ch.buffer.shift()!);
  return ch.closed ? done(0, false) : parked;
}

export function chansend(w: World, m: M, ch: Channel | undefined, value: number): Outcome {
  const g = m.curg!;
  if (!ch) {
    gopark(w, m, WaitReason.CHAN_SEND_NIL_CHAN);
    return parked;
  }
  w.charge(m, 'chanSend');
  const at = trySend(w, m, ch, value);
  if (at.done) return at;
  ch.senders.push(sudog(g, value));
  gopark(w, m, WaitReason.CHAN_SEND, ch.id);
  return parked;
}

export function chanrecv(w: World, m: M, ch: Channel | undefined): Outcome {
  const g = m.curg!;
  if (!ch) {
    gopark(w, m, WaitReason.CHAN_RECEIVE_NIL_CHAN);
    return parked;
  }
  w.charge(m, 'chanRecv');
  const at = tryReceive(w, m, ch);
  if (at.done) return at;
  ch.receivers.push(sudog(g, 0));
  gopark(w, m, WaitReason.CHAN_RECEIVE, ch.id);
  return parked;
}

/** What the goroutine finds that was woken at a channel. */
export function delivered(g: G): { value: number; ok: boolean } {
  const s = g.param!;
  g.param = undefined;
  return { value: s.success ? s.value : 0, ok: s.success };
}

export function closechan(w: World, m: M, ch: Channel | undefined): void {
  if (!ch || ch.closed) throw new Ended('panic');
  w.charge(m, 'chanClose');
  ch.closed = true;
  const waiters = [];
  for (const queue of [ch.receivers, ch.senders]) {
    for (let s = dequeue(queue); s; s = dequeue(queue)) waiters.push(s);
  }
  for (const s of waiters.reverse()) serve(w, m, s, false);
}

// ---- select -----------------------------------------------------------------------------------

export interface SelectCase {
  send: boolean;
  ch: Channel | undefined;
  value: number;
}

/** The case that goes ahead, or -1 for default. */
export type Selected = { index: number; value: number; ok: boolean } | undefined;

/** undefined: the goroutine sleeps. */
export function selectgo(w: World, m: M, cases: SelectCase[], block: boolean): Selected {
  const order = pollOrder(w, m, cases);
  const single = cases.length === 1;
  if (!single) {
    w.charge(m, 'selectBase');
    w.charge(m, 'selectCase', cases.length);
  }
  for (const index of order) {
    const { send, ch, value } = cases[index]!;
    const at = send ? trySend(w, m, ch!, value) : tryReceive(w, m, ch!);
    if (!at.done) continue;
    if (single) w.charge(m, send ? 'chanSend' : 'chanRecv');
    return { index, value: at.value, ok: at.ok };
  }
  if (single) w.charge(m, 'chanTry');
  if (!block) return { index: -1, value: 0, ok: false };
  waitOnAll(w, m, cases, order);
  return undefined;
}

/** The cases with a channel, in random order. */
function pollOrder(w: World, m: M, cases: SelectCase[]): number[] {
  const g = m.curg!;
  const order: number[] = [];
  for (const [index, { ch }] of cases.entries()) {
    if (!ch) continue;
    const j = cases.length === 1 ? 0 : w.chance.below(order.length + 1, Stream.G, g.id, g.draws++);
    order[order.length] = order[j] ?? index;
    order[j] = index;
  }
  return order;
}

function waitOnAll(w: World, m: M, cases: SelectCase[], order: number[]): void {
  const g = m.curg!;
  const sorted = [...order].sort((a, b) => cases[a]!.ch!.id - cases[b]!.ch!.id);
  g.waiting = sorted.map((index) => {
    const { send, ch, value } = cases[index]!;
    const s = sudog(g, value, index);
    (send ? ch!.senders : ch!.receivers).push(s);
    w.charge(m, 'selectPark');
    return s;
  });
  g.selectDone = false;
  gopark(w, m, order.length > 0 ? WaitReason.SELECT : WaitReason.SELECT_NO_CASES);
}

/** What the goroutine finds that was woken in a select; it leaves the other queues. */
export function selected(g: G, cases: SelectCase[]): { index: number; value: number; ok: boolean } {
  const s = g.param!;
  g.param = undefined;
  g.selectDone = false;
  for (const other of g.waiting) {
    if (other === s) continue;
    const { send, ch } = cases[other.index]!;
    const queue = send ? ch!.senders : ch!.receivers;
    const at = queue.indexOf(other);
    if (at >= 0) queue.splice(at, 1);
  }
  g.waiting = [];
  if (cases[s.index]!.send && !s.success) throw new Ended('panic');
  return { index: s.index, value: s.success ? s.value : 0, ok: s.success };
}

// ---- semaphores ---------------------------------------------------------------------------------

/** True: it has a unit; false: the goroutine sleeps. `woken`: it slept before. */
export function semacquire(
  w: World, m: M, address: number, lifo: boolean, reason: WaitReason, woken: boolean,
): boolean {
  const g = m.curg!;
  if (woken) {
    const s = g.param!;
    g.param = undefined;
    if (s.ticket || take(w, address)) return true;
  }
  w.charge(m, 'semacquire');
  if (take(w, address)) return true;
  const queue = waitersOf(w, address);
  if (lifo) queue.unshift(sudog(g, 0));
  else queue.push(sudog(g, 0));
  gopark(w, m, reasonOf(w, reason));
  return false;
}

/** Older releases do not tell the things of package sync apart. */
function reasonOf(w: World, reason: WaitReason): WaitReason {
  const { SYNC_MUTEX_LOCK: first, SYNC_RWMUTEX_LOCK: last, SEMACQUIRE } = WaitReason;
  const told = w.behaviours.syncWaitReasons > 0 || reason < first || reason > last;
  return told ? reason : SEMACQUIRE;
}

function take(w: World, address: number): boolean {
  const units = w.heap.get(address) ?? 0;
  if (units === 0) return false;
  w.heap.set(address, units - 1);
  return true;
}

function waitersOf(w: World, address: number): Sudog[] {
  const queue = w.semaphores.get(address) ?? [];
  w.semaphores.set(address, queue);
  return queue;
}

/** True: the goroutine yields to the one that it woke. */
export function semrelease(w: World, m: M, address: number, handoff: boolean): boolean {
  w.charge(m, 'semrelease');
  w.heap.set(address, (w.heap.get(address) ?? 0) + 1);
  const s = waitersOf(w, address).shift();
  if (!s) return false;
  if (handoff && take(w, address)) s.ticket = true;
  s.g.param = s;
  ready(w, m, s.g);
  if (s.ticket) goyield(w, m);
  return s.ticket;
}
