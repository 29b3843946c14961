/** The network poller: docs/machine.md, section 6. */
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { GStatus } from '../../assembly/abi/status.ts';
import { acquirep, becomeSpinning, find, found, startm, stopm, wakep } from './proc.ts';
import { globrunqput, pidleget, pidlegetSpinning, runqputbatch } from './queues.ts';
import { type G, type M, NEVER } from './state.ts';
import type { World } from './world.ts';

const MOST = 128;

/** A look at the poller; what is ready, the last one first. */
export function netpoll(w: World, m: M, detail: number): G[] {
  w.record(Ev.NetpollBegin, m, { detail });
  return netpollEnd(w, m, detail);
}

function netpollEnd(w: World, m: M, detail: number): G[] {
  const gs = w.ready.splice(0, MOST);
  w.charge(m, 'netpollEmpty');
  w.charge(m, 'netpollEvent', gs.length);
  w.record(Ev.NetpollEnd, m, { arg: gs.length, detail });
  w.netWaiters -= gs.length;
  return gs.reverse();
}

/** The look of a scheduling round: the first is to be run. */
export function netpollOwn(w: World, m: M): G | undefined {
  return takeFirst(w, m, netpoll(w, m, 0));
}

function takeFirst(w: World, m: M, gs: G[]): G | undefined {
  const [first, ...rest] = gs;
  if (!first) return undefined;
  injectglist(w, m, rest);
  first.status = GStatus.RUNNABLE;
  w.record(Ev.GoUnblock, m, { g: first.id, detail: Queue.DIRECT });
  return first;
}

/** Many Gs that became ready. */
export function injectglist(w: World, m: M, gs: readonly G[]): void {
  if (gs.length === 0) return;
  for (const g of gs) g.status = GStatus.RUNNABLE;
  const p = m.p;
  const waker = { arg: m.curg?.id ?? 0, pc: m.curg ? w.pc : 0 };
  const toGlobal = p ? gs.slice(0, w.pidle.length) : gs;
  for (const g of toGlobal) {
    w.record(Ev.GoUnblock, m, { g: g.id, detail: Queue.GLOBAL, p: NONE, ...waker });
    globrunqput(w, g);
  }
  for (let n = toGlobal.length; n > 0; n--) {
    const idle = pidlegetSpinning(w);
    if (!idle) break;
    startm(w, m, idle, false);
  }
  if (!p) return;
  const placed = runqputbatch(w, p, gs.slice(toGlobal.length));
  const over = placed.filter(({ local }) => !local).length;
  const first = placed.findIndex(({ local }) => !local);
  for (const [i, { g, local }] of placed.entries()) {
    if (i === first) w.record(Ev.BatchOverflow, m, { arg: over });
    const place = local ? { detail: Queue.LOCAL } : { detail: Queue.GLOBAL, p: NONE };
    w.record(Ev.GoUnblock, m, { g: g.id, ...place, ...waker });
  }
  if (w.behaviours.injectEndsWithWakep) wakep(w, m);
}

/** The M without a P: it polls if nobody does, else it sleeps. */
export function pollOrStop(w: World, m: M): void {
  if (w.pollInited && (w.netWaiters > 0 || m.pollUntil !== 0) && w.lastpoll !== 0) {
    return blockInPoll(w, m);
  }
  if (m.pollUntil !== 0 && w.pollInited) {
    if (w.pollUntil === 0 || w.pollUntil > m.pollUntil) netpollBreak(w, m);
  }
  stopm(w, m);
}

function blockInPoll(w: World, m: M): void {
  w.lastpoll = 0;
  w.pollUntil = m.pollUntil;
  w.poller = m;
  w.record(Ev.NetpollBegin, m, { detail: 1 });
  m.step = 'POLLED';
  m.at = w.ready.length > 0 || w.pollBreak ? w.now : pollDeadline(w, m);
}

/** When the sleep in the poller ends by itself: whole milliseconds. */
function pollDeadline(w: World, m: M): number {
  if (m.pollUntil === 0) return NEVER;
  let delay = m.pollUntil - w.now;
  if (delay <= 0) return w.now;
  if (w.behaviours.epollMillis) delay = Math.max(1, Math.floor(delay / 1e6)) * 1e6;
  return Math.floor(w.now + delay + w.cost('epollWakeLatency') / 1024);
}

/** Something for the M that is blocked: it comes out. */
function wakePoller(w: World): void {
  const { poller } = w;
  if (!poller) return;
  poller.at = Math.min(poller.at, w.now + Math.floor(w.cost('epollWakeLatency') / 1024));
}

export function netpollBreak(w: World, m: M): void {
  if (w.pollBreak) return;
  w.pollBreak = true;
  w.charge(m, 'netpollBreak');
  w.record(Ev.NetpollBreak, m);
  wakePoller(w);
}

/** What the world outside has made ready by now. */
export function outsideStep(w: World): void {
  w.outside.sort((a, b) => a.at - b.at || a.order - b.order);
  while (w.outside.length > 0 && w.outside[0]!.at <= w.now) {
    w.ready.push(w.outside.shift()!.g);
    wakePoller(w);
  }
}

/** The M comes out of the poller. */
export function polledStep(w: World, m: M): void {
  w.poller = undefined;
  w.pollBreak = false;
  const gs = netpollEnd(w, m, 1);
  w.pollUntil = 0;
  // 0 would say that somebody is blocked.
  w.lastpoll = Math.max(1, w.now);
  const p = pidleget(w);
  if (!p) {
    injectglist(w, m, gs);
    return stopm(w, m);
  }
  acquirep(w, m, p);
  const first = takeFirst(w, m, gs);
  if (first) return found(w, m, first, Queue.DIRECT, false);
  if (m.wasSpinning) becomeSpinning(w, m);
  find(w, m);
}
