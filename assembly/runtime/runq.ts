/**
 * Run queues: runnext and the ring of each P, and the global queue. Between two yield points of
 * proc.ts the code of one M is atomic, so Go's compare-and-swap loops need no second try here; the
 * order in which Gs move is Go's.
 */
import { Counter } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { Cause } from '../abi/status';
import { bump, bumpBy } from '../machine/stats';
import { G, M, P, RUNQ_OFFSET, RUNQ_SIZE, S } from './runtime2';
import { account, accountHot, traceP } from './trace';

// @ts-ignore: decorator
@inline
function ringAt(pp: P, n: u32): usize {
  return changetype<usize>(pp) + RUNQ_OFFSET + (((n & (RUNQ_SIZE - 1)) as usize) << 2);
}

// @ts-ignore: decorator
@inline
function ringStore(pp: P, n: u32, gp: G): void {
  store<u32>(ringAt(pp, n), changetype<usize>(gp) as u32);
}

// @ts-ignore: decorator
@inline
function ringLoad(pp: P, n: u32): G {
  return changetype<G>(load<u32>(ringAt(pp, n)) as usize);
}

export function runqlen(pp: P): u32 {
  return pp.runqtail - pp.runqhead;
}

export function runqempty(pp: P): bool {
  return pp.runqtail == pp.runqhead && pp.runnext === null;
}

/**
 * Puts gp into pp's runnext (the displaced one goes to the ring's tail) or at the ring's tail.
 * Returns the Queue where gp is. The caller has told the record of gp itself (creation, wake-up)
 * before, so that a reader that folds records sees the overflow after its reason.
 */
// @ts-ignore: decorator
@inline
export function runqputHot(mp: M, pp: P, gp: G, next: bool): void {
  const now = S.now;
  if (next && S.useNext != 0) {
    const old = pp.runnext;
    pp.runnext = gp;
    accountHot(gp, Cause.RUNNEXT, now);
    if (old === null) return;
    gp = old;
  }
  accountHot(gp, Cause.LOCAL_QUEUE, now);
  if (pp.runqtail - pp.runqhead < RUNQ_SIZE) {
    ringStore(pp, pp.runqtail, gp);
    pp.runqtail++;
    return;
  }
  runqputslow(mp, pp, gp);
}

/** The same as a call: where it is rare. */
export function runqput(mp: M, pp: P, gp: G, next: bool): void {
  runqputHot(mp, pp, gp, next);
}

/** The ring is full: its 128 oldest, then gp, go to the back of the global queue. */
function runqputslow(mp: M, pp: P, gp: G): void {
  const n = RUNQ_SIZE / 2;
  traceP(Ev.RunqOverflow, mp, pp, 0, 0, gp.goid, 0, n + 1);
  bump(Counter.overflows);
  for (let i: u32 = 0; i < n; i++) {
    globrunqput(ringLoad(pp, pp.runqhead + i), S.now);
  }
  pp.runqhead += n;
  globrunqput(gp, S.now);
}

/** Whether the last runqget took runnext: such a goroutine inherits the time slice. */
// @ts-ignore: decorator
@inline
export function runqget(pp: P): G | null {
  const next = pp.runnext;
  if (next !== null) {
    pp.runnext = null;
    S.ret = Queue.RUNNEXT;
    return next;
  }
  if (pp.runqhead == pp.runqtail) return null;
  const gp = ringLoad(pp, pp.runqhead);
  pp.runqhead++;
  S.ret = Queue.LOCAL;
  return gp;
}

/** The i-th of pp's ring, from its head. */
export function runqpeek(pp: P, i: u32): G {
  return ringLoad(pp, pp.runqhead + i);
}

/**
 * Takes the n oldest (at least one) of victim's ring into pp's, and the youngest of them to run.
 */
export function runqsteal(mp: M, pp: P, victim: P, n: u32): G {
  for (let i: u32 = 0; i < n - 1; i++) {
    const next = ringLoad(victim, victim.runqhead + i);
    account(next, Cause.LOCAL_QUEUE, S.now);
    ringStore(pp, pp.runqtail + i, next);
  }
  const gp = ringLoad(victim, victim.runqhead + n - 1);
  victim.runqhead += n;
  pp.runqtail += n - 1;
  stole(mp, pp, victim, gp, n, 0);
  return gp;
}

/** Takes victim's runnext. */
export function runqstealnext(mp: M, pp: P, victim: P): G {
  const gp = victim.runnext!;
  victim.runnext = null;
  stole(mp, pp, victim, gp, 1, 1);
  return gp;
}

function stole(mp: M, pp: P, victim: P, gp: G, n: u32, next: i32): void {
  pp.steals++;
  bump(Counter.steals);
  bumpBy(Counter.stolen, n as u64);
  traceP(Ev.Steal, mp, pp, next, 0, gp.goid, victim.id, n);
  S.ret = next != 0 ? Queue.STOLEN_NEXT : Queue.STOLEN;
}

// ---- the global queue -------------------------------------------------------------------

/** At the back. */
export function globrunqput(gp: G, now: i64): void {
  account(gp, Cause.GLOBAL_QUEUE, now);
  gp.schedlink = null;
  const tail = S.runqtail;
  if (tail === null) S.runqhead = gp;
  else tail.schedlink = gp;
  S.runqtail = gp;
  S.runqsize++;
}

/** At the front. */
export function globrunqputhead(gp: G, now: i64): void {
  account(gp, Cause.GLOBAL_QUEUE, now);
  gp.schedlink = S.runqhead;
  S.runqhead = gp;
  if (S.runqtail === null) S.runqtail = gp;
  S.runqsize++;
}

/** The head. The queue must not be empty. */
export function globrunqpop(): G {
  const gp = S.runqhead!;
  S.runqhead = gp.schedlink;
  if (S.runqhead === null) S.runqtail = null;
  gp.schedlink = null;
  S.runqsize--;
  return gp;
}

/** One goroutine for the fairness tick. */
export function globrunqget(mp: M, pp: P): G {
  const gp = globrunqpop();
  bump(Counter.tickGets);
  traceP(Ev.GlobalGet, mp, pp, 1, 0, gp.goid, 0, 1);
  S.ret = Queue.GLOBAL_TICK;
  return gp;
}

/** A batch: the first is returned, the others go to the ring's tail in order. */
export function globrunqgetbatch(mp: M, pp: P): G {
  let n = S.runqsize / S.gomaxprocs + 1;
  if (n > S.runqsize) n = S.runqsize;
  if (n > RUNQ_SIZE / 2) n = RUNQ_SIZE / 2;
  const gp = globrunqpop();
  traceP(Ev.GlobalGet, mp, pp, 0, 0, gp.goid, 0, n);
  bump(Counter.globalGets);
  for (let i: u32 = 1; i < n; i++) {
    const next = globrunqpop();
    account(next, Cause.LOCAL_QUEUE, S.now);
    ringStore(pp, pp.runqtail, next);
    pp.runqtail++;
  }
  S.ret = Queue.GLOBAL;
  return gp;
}

/** At the ring's tail if there is room; false if not. */
export function runqputtail(mp: M, pp: P, gp: G): bool {
  if (pp.runqtail - pp.runqhead == RUNQ_SIZE) return false;
  account(gp, Cause.LOCAL_QUEUE, S.now);
  ringStore(pp, pp.runqtail, gp);
  pp.runqtail++;
  return true;
}
