/**
 * Channels, after Go's chan.go.
 *
 * What holds between operations: at most one of the two wait queues is not empty (a select that
 * both sends to and receives from one channel excepted); with a buffer, values in it mean that
 * nobody waits to receive, and room in it that nobody waits to send. So an operation that finds a
 * partner waiting hands the value over directly and makes the partner ready; the one that runs goes
 * on running.
 *
 * Elements are copied in slot form. The instruction of a goroutine that parked here is executed
 * again when it was woken (`gp.resume`): that is the second half of the operation. Where a plain
 * operation's value has changed hands, whoever did that does the second half at once.
 */
import { Cost, Counter } from '../abi/abi';
import { Ev } from '../abi/event';
import { Ins, NO_SLOT, Type } from '../abi/frame';
import { WaitReason } from '../abi/status';
import { chanWord, heapTaken, mallocgc } from '../guest/heap';
import { typeAddr } from '../guest/image';
import { bump } from '../machine/stats';
import { goready, gopark } from './proc';
import { Ret, RtErr } from './ret';
import {
  G, Hchan, M, Resume, S, Sudog, SudogFlag, charge, cost, selfSudog
} from './runtime2';
import { blockTimerChan, maybeRunChan, unblockTimerChan } from './time';
import { traceG } from './trace';

const HEADER: u32 = 48;

export function raise(err: i32): i32 {
  S.err = err;
  return Ret.PANIC;
}

/** make(chan T, size); S.ret is its address. */
export function makechan(mp: M, gp: G, type: u32, size: i64): i32 {
  const elem = load<u32>(typeAddr(load<u32>(typeAddr(type), Type.ELEM)), Type.SLOT_BYTES);
  const bytes = size * (elem as i64);
  if (size < 0 || size > 0x7fffffff || bytes > 0x7fffff00) return raise(RtErr.MAKECHAN_SIZE);
  charge(mp, Cost.makeChan);
  const at = mallocgc(HEADER + (bytes as u32), chanWord(type));
  if (at == 0) return Ret.LEAVE;
  // The header is part of makeChan; nothing is left for the next instruction that allocates.
  heapTaken();
  mp.t += cost(Cost.allocByte) * bytes;
  const c = changetype<Hchan>(at);
  c.dataqsiz = size as u32;
  c.elemsize = elem;
  c.type = type;
  S.ret = at as i64;
  return Ret.NEXT;
}

/** Elements are whole slots, mostly one: the engine's bulk operations cost more than this loop. */
// @ts-ignore: decorator
@inline
export function copySlots(to: usize, from: usize, bytes: u32): void {
  if (bytes == 8) store<u64>(to, load<u64>(from));
  else for (let i: u32 = 0; i < bytes; i += 8) store<u64>(to + i, load<u64>(from + i));
}

export function clearSlots(at: usize, bytes: u32): void {
  for (let i: u32 = 0; i < bytes; i += 8) store<u64>(at + i, 0);
}

function slot(c: Hchan, i: u32): usize {
  return changetype<usize>(c) + HEADER + (i as usize) * (c.elemsize as usize);
}

function addr(c: Hchan): u32 {
  return changetype<usize>(c) as u32;
}

/** A value into the buffer's tail, out of its head. */
function bufPut(c: Hchan, elem: usize): void {
  copySlots(slot(c, c.sendx), elem, c.elemsize);
  c.sendx = c.sendx + 1 == c.dataqsiz ? 0 : c.sendx + 1;
  c.qcount++;
}

function bufGet(c: Hchan, elem: usize): void {
  const at = slot(c, c.recvx);
  if (elem != 0) copySlots(elem, at, c.elemsize);
  clearSlots(at, c.elemsize);
  c.recvx = c.recvx + 1 == c.dataqsiz ? 0 : c.recvx + 1;
  c.qcount--;
}

// ---- wait queues ------------------------------------------------------------------------

export function enqueueRecv(c: Hchan, sg: Sudog): void {
  sg.next = null;
  sg.prev = c.recvqLast;
  if (c.recvqLast === null) c.recvqFirst = sg;
  else c.recvqLast!.next = sg;
  c.recvqLast = sg;
}

export function enqueueSend(c: Hchan, sg: Sudog): void {
  sg.next = null;
  sg.prev = c.sendqLast;
  if (c.sendqLast === null) c.sendqFirst = sg;
  else c.sendqLast!.next = sg;
  c.sendqLast = sg;
}

/** Takes sg out of the queue of receivers or senders, if it is still there. */
export function dequeueSudog(c: Hchan, sg: Sudog, send: bool): void {
  const first = send ? c.sendqFirst : c.recvqFirst;
  if (sg.prev === null && sg.next === null && first !== sg) return;
  const next = sg.next;
  const prev = sg.prev;
  if (prev !== null) prev.next = next;
  else if (send) c.sendqFirst = next;
  else c.recvqFirst = next;
  if (next !== null) next.prev = prev;
  else if (send) c.sendqLast = prev;
  else c.recvqLast = prev;
  sg.next = null;
  sg.prev = null;
}

/** The first waiter that can be had: a select that somebody has already won is dropped. */
function dequeue(c: Hchan, send: bool): Sudog | null {
  while (true) {
    const sg = send ? c.sendqFirst : c.recvqFirst;
    if (sg === null) return null;
    const next = sg.next;
    if (send) {
      c.sendqFirst = next;
      if (next === null) c.sendqLast = null;
    } else {
      c.recvqFirst = next;
      if (next === null) c.recvqLast = null;
    }
    if (next !== null) {
      next.prev = null;
      sg.next = null;
    }
    if ((sg.flags & SudogFlag.SELECT) != 0) {
      const gp = sg.g!;
      if (gp.selectDone != 0) continue;
      gp.selectDone = 1;
    }
    return sg;
  }
}

/** sg's goroutine goes on, and finds out at its instruction how it ended. */
function wakeWaiter(mp: M, sg: Sudog, success: bool): void {
  const gp = sg.g!;
  if (success) sg.flags |= SudogFlag.SUCCESS;
  sg.elem = 0;
  gp.param = sg;
  goready(mp, gp);
}

/** The value of sg has changed hands: its instruction is over. False: it is a select's. */
// @ts-ignore: decorator
@inline
function complete(c: Hchan, sg: Sudog): bool {
  if ((sg.flags & SudogFlag.SELECT) != 0 || c.timer != 0) return false;
  const gp = sg.g!;
  sg.elem = 0;
  gp.waiting = null;
  gp.resume = Resume.OVER as u8;
  return true;
}

/** The receiver sg has been given a value. */
// @ts-ignore: decorator
@inline
function wakeReceiver(mp: M, c: Hchan, sg: Sudog): void {
  if (!complete(c, sg)) {
    wakeWaiter(mp, sg, true);
    return;
  }
  const gp = sg.g!;
  const ok: u32 = load<u16>(gp.pc, Ins.C);
  if (ok != NO_SLOT) store<u64>(gp.fp + ok, 1);
  bump(Counter.chanRecvs);
  goready(mp, gp);
}

/** The value of the sender sg has been taken. */
// @ts-ignore: decorator
@inline
function wakeSender(mp: M, c: Hchan, sg: Sudog): void {
  if (!complete(c, sg)) {
    wakeWaiter(mp, sg, true);
    return;
  }
  bump(Counter.chanSends);
  goready(mp, sg.g!);
}

/** The sudog of gp's plain operation. */
function wait(gp: G, c: Hchan, elem: usize): Sudog {
  const sg = selfSudog(gp);
  sg.g = gp;
  sg.elem = elem as u32;
  sg.c = addr(c);
  sg.flags = 0;
  gp.waiting = sg;
  return sg;
}

// @ts-ignore: decorator
@inline
function chanOp(mp: M, gp: G, c: Hchan, op: i32, atOnce: i32): void {
  if (S.traceDetail != 0) traceG(Ev.ChanOp, mp, gp, op, atOnce, addr(c), c.qcount);
}

/** A plain look: a send, a receive would have to wait for sure. */
// @ts-ignore: decorator
@inline
function full(c: Hchan): bool {
  return c.qcount == c.dataqsiz && c.recvqFirst === null && c.closed == 0;
}

// @ts-ignore: decorator
@inline
function empty(c: Hchan): bool {
  return c.qcount == 0 && c.sendqFirst === null && c.closed == 0;
}

// ---- send -------------------------------------------------------------------------------

/** c <- value at `elem`. */
export function chansend(mp: M, gp: G, chan: u32, elem: usize): i32 {
  if (chan == 0) return gopark(mp, gp, WaitReason.CHAN_SEND_NIL_CHAN, 0);
  const c = changetype<Hchan>(chan as usize);
  charge(mp, Cost.chanSend);
  if (!full(c)) {
    const r = trySend(mp, gp, c, elem);
    if (r >= 0) return r;
  }
  enqueueSend(c, wait(gp, c, elem));
  chanOp(mp, gp, c, 0, 0);
  return gopark(mp, gp, WaitReason.CHAN_SEND, chan);
}

/** The send if it can be done now, else -1. */
export function trySend(mp: M, gp: G, c: Hchan, elem: usize): i32 {
  if (c.closed != 0) return raise(RtErr.SEND_CLOSED);
  const sg = dequeue(c, false);
  if (sg !== null) {
    bump(Counter.chanSends);
    charge(mp, Cost.chanDirect);
    if (sg.elem != 0) copySlots(sg.elem as usize, elem, c.elemsize);
    chanOp(mp, gp, c, 0, 1);
    wakeReceiver(mp, c, sg);
    return Ret.NEXT;
  }
  if (c.qcount == c.dataqsiz) return -1;
  bump(Counter.chanSends);
  bufPut(c, elem);
  chanOp(mp, gp, c, 0, 1);
  return Ret.NEXT;
}

/** A sender that was parked goes on: somebody took its value, or closed the channel. */
export function sent(gp: G): i32 {
  const sg = gp.waiting!;
  gp.waiting = null;
  gp.param = null;
  if ((sg.flags & SudogFlag.SUCCESS) == 0) return raise(RtErr.SEND_CLOSED);
  bump(Counter.chanSends);
  return Ret.NEXT;
}

// ---- receive ----------------------------------------------------------------------------

/** Value into `elem` (0: dropped), whether there was one into `ok` (0: not wanted). */
export function chanrecv(mp: M, gp: G, chan: u32, elem: usize, ok: usize): i32 {
  if (chan == 0) return gopark(mp, gp, WaitReason.CHAN_RECEIVE_NIL_CHAN, 0);
  const c = changetype<Hchan>(chan as usize);
  if (c.timer != 0) maybeRunChan(mp, c);
  charge(mp, Cost.chanRecv);
  if (!empty(c) && tryRecv(mp, gp, c, elem, ok)) return Ret.NEXT;
  if (elem != 0) clearSlots(elem, c.elemsize);
  enqueueRecv(c, wait(gp, c, elem));
  if (c.timer != 0) blockTimerChan(mp, c);
  chanOp(mp, gp, c, 1, 0);
  return gopark(mp, gp, WaitReason.CHAN_RECEIVE, chan);
}

/** The receive if it can be done now. */
export function tryRecv(mp: M, gp: G, c: Hchan, elem: usize, ok: usize): bool {
  if (c.closed != 0 && c.qcount == 0) {
    if (elem != 0) clearSlots(elem, c.elemsize);
    if (ok != 0) store<u64>(ok, 0);
    chanOp(mp, gp, c, 1, 1);
    return true;
  }
  let sg: Sudog | null = null;
  if (c.closed == 0) sg = dequeue(c, true);
  if (sg !== null) {
    charge(mp, Cost.chanDirect);
    if (c.dataqsiz == 0) {
      if (elem != 0) copySlots(elem, sg.elem as usize, c.elemsize);
    } else {
      // The buffer is full: its head for the receiver, the sender's value into the place behind the
      // tail.
      bufGet(c, elem);
      bufPut(c, sg.elem as usize);
    }
    gotOne(mp, gp, c, ok);
    wakeSender(mp, c, sg);
    return true;
  }
  if (c.qcount == 0) return false;
  bufGet(c, elem);
  gotOne(mp, gp, c, ok);
  return true;
}

function gotOne(mp: M, gp: G, c: Hchan, ok: usize): void {
  bump(Counter.chanRecvs);
  if (ok != 0) store<u64>(ok, 1);
  chanOp(mp, gp, c, 1, 1);
}

export function received(gp: G, ok: usize): i32 {
  const sg = gp.waiting!;
  const c = changetype<Hchan>(sg.c as usize);
  if (c.timer != 0) unblockTimerChan(c);
  gp.waiting = null;
  gp.param = null;
  const success = (sg.flags & SudogFlag.SUCCESS) != 0;
  if (success) bump(Counter.chanRecvs);
  if (ok != 0) store<u64>(ok, success ? 1 : 0);
  return Ret.NEXT;
}

// ---- close, and what timers do ----------------------------------------------------------

/**
 * All receivers in the order of the queue, then all senders, on a stack; then each is made ready
 * from the top. As each displaces the one before from runnext, the first in the queue runs first.
 */
export function closechan(mp: M, gp: G, chan: u32): i32 {
  if (chan == 0) return raise(RtErr.CLOSE_NIL);
  const c = changetype<Hchan>(chan as usize);
  if (c.closed != 0) return raise(RtErr.CLOSE_CLOSED);
  c.closed = 1;
  charge(mp, Cost.chanClose);
  chanOp(mp, gp, c, 2, 1);
  let stack: Sudog | null = null;
  for (let send = 0; send < 2; send++) {
    while (true) {
      const sg = dequeue(c, send != 0);
      if (sg === null) break;
      if (send == 0 && sg.elem != 0) clearSlots(sg.elem as usize, c.elemsize);
      sg.next = stack;
      stack = sg;
    }
  }
  while (stack !== null) {
    const sg: Sudog = stack;
    stack = sg.next;
    sg.next = null;
    wakeWaiter(mp, sg, false);
  }
  return Ret.NEXT;
}

/**
 * What the timer of a channel sends: the unix ns and the monotonic ns of its time; dropped if there
 * is no room.
 */
export function chansendTimer(mp: M, c: Hchan, when: i64): void {
  const value: usize = memory.data(64, 8);
  if (c.elemsize > 64) return;
  clearSlots(value, c.elemsize);
  store<i64>(value, S.wallStart + when);
  if (c.elemsize >= 16) store<i64>(value, when, 8);
  const sg = dequeue(c, false);
  if (sg !== null) {
    if (sg.elem != 0) copySlots(sg.elem as usize, value, c.elemsize);
    wakeWaiter(mp, sg, true);
  } else if (c.qcount < c.dataqsiz) bufPut(c, value);
}

/** Throws away what a timer has sent and nobody has received; was there something? */
export function chandrain(chan: u32): bool {
  const c = changetype<Hchan>(chan as usize);
  if (c.qcount == 0) return false;
  while (c.qcount > 0) bufGet(c, 0);
  return true;
}

/** len and cap: a timer's channel looks unbuffered since 1.23. */
export function chanlen(chan: u32): u32 {
  if (chan == 0) return 0;
  const c = changetype<Hchan>(chan as usize);
  return c.timer != 0 && S.timers == 2 ? 0 : c.qcount;
}

export function chancap(chan: u32): u32 {
  if (chan == 0) return 0;
  const c = changetype<Hchan>(chan as usize);
  return c.timer != 0 && S.timers == 2 ? 0 : c.dataqsiz;
}
