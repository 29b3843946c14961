/**
 * select, after Go's select.go. Three passes: look at the cases in random order for one that can go
 * ahead; if there is none, wait on all of them in the order of their channels' addresses; when
 * woken, take the losers out of their queues. A select whose winner is decided but that has not run
 * yet leaves stale entries in other queues; chan.ts drops them when it meets them.
 */
import { Cost, Counter } from '../abi/abi';
import { NO_SLOT, SELECT_HEADER, SelectCase } from '../abi/frame';
import { WaitReason } from '../abi/status';
import { memAlloc } from '../machine/mem';
import { Stream, random, scale } from '../machine/rand';
import { bump } from '../machine/stats';
import {
  clearSlots, dequeueSudog, enqueueRecv, enqueueSend, raise, tryRecv, trySend
} from './chan';
import { gopark } from './proc';
import { Ret, RtErr } from './ret';
import { G, Hchan, M, S, Sudog, SudogFlag, charge, cost } from './runtime2';
import { blockTimerChan, maybeRunChan, unblockTimerChan } from './time';

/** Go's compiler allows 65,535 cases; so many u16 fit here twice. */
const order: usize = memory.data(65536 * 2, 8);

function kase(table: usize, i: u32): usize {
  return table + SELECT_HEADER + (i as usize) * SelectCase.SIZE;
}

function chanOf(fp: usize, at: usize): u32 {
  return load<u32>(fp + (load<u16>(at, SelectCase.CHAN) as usize));
}

function slotOf(fp: usize, at: usize, field: i32): usize {
  const offset = load<u16>(at + (field as usize));
  return offset == NO_SLOT ? 0 : fp + (offset as usize);
}

function ordered(i: u32): u32 {
  return load<u16>(order + ((i as usize) << 1));
}

function setOrdered(i: u32, value: u32): void {
  store<u16>(order + ((i as usize) << 1), value as u16);
}

function sends(at: usize): bool {
  return load<u16>(at, SelectCase.SEND) != 0;
}

/**
 * The select with the given table; the winner's index goes to `result`. With one case it is, as in
 * Go, a plain operation that may refuse to wait.
 */
export function selectgo(mp: M, gp: G, table: usize, fp: usize, result: usize): i32 {
  const n = load<u16>(table) as u32;
  if (gp.resume != 0) return won(gp, table, fp, result, n);
  bump(Counter.selects);
  if (n > 1) mp.t += cost(Cost.selectBase) + cost(Cost.selectCase) * (n as i64);
  const live = pollOrder(mp, gp, table, fp, n);
  for (let k: u32 = 0; k < live; k++) {
    const i = ordered(k);
    const r = tryCase(mp, gp, fp, kase(table, i));
    if (r < 0) continue;
    if (n == 1) charge(mp, sends(kase(table, i)) ? Cost.chanSend : Cost.chanRecv);
    store<i64>(result, i);
    return r;
  }
  if (n == 1) charge(mp, Cost.chanTry);
  if (load<u16>(table, 2) != 0) {
    store<i64>(result, -1);
    return Ret.NEXT;
  }
  if (live == 0) return gopark(mp, gp, n == 0 ? WaitReason.SELECT_NO_CASES : WaitReason.SELECT, 0);
  return waitOnAll(mp, gp, table, fp, live);
}

/** A random permutation of the cases whose channel is not nil; returns how many. */
function pollOrder(mp: M, gp: G, table: usize, fp: usize, n: u32): u32 {
  let live: u32 = 0;
  const plain = n == 1;
  for (let i: u32 = 0; i < n; i++) {
    const chan = chanOf(fp, kase(table, i));
    if (chan == 0) continue;
    const c = changetype<Hchan>(chan as usize);
    if (c.timer != 0) maybeRunChan(mp, c);
    let j: u32 = 0;
    if (!plain) {
      j = scale(random(Stream.GOROUTINE, gp.goid, gp.draw()), live + 1);
    }
    setOrdered(live, ordered(j));
    setOrdered(j, i);
    live++;
  }
  return live;
}

/** The case if it can go ahead now (a Ret), else -1. */
function tryCase(mp: M, gp: G, fp: usize, at: usize): i32 {
  const c = changetype<Hchan>(chanOf(fp, at) as usize);
  const elem = slotOf(fp, at, SelectCase.ELEM);
  if (load<u16>(at, SelectCase.SEND) != 0) return trySend(mp, gp, c, elem);
  return tryRecv(mp, gp, c, elem, slotOf(fp, at, SelectCase.OK)) ? Ret.NEXT : -1;
}

/** Sorts the live cases by the address of their channels (insertion sort; stable). */
function lockOrder(table: usize, fp: usize, live: u32): void {
  for (let k: u32 = 1; k < live; k++) {
    const i = ordered(k);
    const chan = chanOf(fp, kase(table, i));
    let j = k;
    while (j > 0 && chanOf(fp, kase(table, ordered(j - 1))) > chan) {
      setOrdered(j, ordered(j - 1));
      j--;
    }
    setOrdered(j, i);
  }
}

function newSudog(): Sudog | null {
  const free = S.sudogFree;
  if (free !== null) {
    S.sudogFree = free.waitlink;
    return free;
  }
  const at = memAlloc(offsetof<Sudog>());
  return at == 0 ? null : changetype<Sudog>(at);
}

function waitOnAll(mp: M, gp: G, table: usize, fp: usize, live: u32): i32 {
  lockOrder(table, fp, live);
  gp.selectDone = 0;
  gp.param = null;
  gp.waiting = null;
  let last: Sudog | null = null;
  for (let k: u32 = 0; k < live; k++) {
    const i = ordered(k);
    const at = kase(table, i);
    const sg = newSudog();
    if (sg === null) return Ret.LEAVE;
    const c = changetype<Hchan>(chanOf(fp, at) as usize);
    sg.g = gp;
    sg.elem = slotOf(fp, at, SelectCase.ELEM) as u32;
    sg.c = changetype<usize>(c) as u32;
    sg.flags = SudogFlag.SELECT | (i << 8);
    sg.waitlink = null;
    if (last === null) gp.waiting = sg;
    else last.waitlink = sg;
    last = sg;
    if (load<u16>(at, SelectCase.SEND) != 0) enqueueSend(c, sg);
    else {
      if (sg.elem != 0) clearSlots(sg.elem as usize, c.elemsize);
      enqueueRecv(c, sg);
    }
    if (c.timer != 0) blockTimerChan(mp, c);
  }
  mp.t += cost(Cost.selectPark) * (live as i64);
  return gopark(mp, gp, WaitReason.SELECT, 0);
}

/** Woken: the losers leave their queues. */
function won(gp: G, table: usize, fp: usize, result: usize, n: u32): i32 {
  const winner = gp.param;
  gp.selectDone = 0;
  gp.param = null;
  let sg = gp.waiting;
  gp.waiting = null;
  let r: i32 = Ret.NEXT;
  while (sg !== null) {
    const next: Sudog | null = sg.waitlink;
    const i = sg.flags >> 8;
    const at = kase(table, i);
    const c = changetype<Hchan>(sg.c as usize);
    const send = load<u16>(at, SelectCase.SEND) != 0;
    if (c.timer != 0) unblockTimerChan(c);
    if (sg === winner) r = finish(sg, at, fp, result, send);
    else dequeueSudog(c, sg, send);
    sg.g = null;
    sg.waitlink = S.sudogFree;
    S.sudogFree = sg;
    sg = next;
  }
  return r;
}

function finish(sg: Sudog, at: usize, fp: usize, result: usize, send: bool): i32 {
  const success = (sg.flags & SudogFlag.SUCCESS) != 0;
  store<i64>(result, sg.flags >> 8);
  if (send) {
    if (!success) return raise(RtErr.SEND_CLOSED);
    bump(Counter.chanSends);
    return Ret.NEXT;
  }
  if (success) bump(Counter.chanRecvs);
  const ok = slotOf(fp, at, SelectCase.OK);
  if (ok != 0) store<u64>(ok, success ? 1 : 0);
  return Ret.NEXT;
}
