/**
 * Every invariant of the whole state, walked after each event in the debug kernel. A broken one is
 * a throw that names what is wrong.
 */
import { GStatus, MStatus, PStatus } from '../abi/status';
import { checkCores } from './cores';
import { runqlen, runqpeek } from './runq';
import { G, M, P, S, gAt, mAt, pAt } from './runtime2';
import { idlep } from './threads';

export function checkState(): void {
  if (S.stop != 0) return;
  checkPs();
  checkMs();
  checkGs();
  checkCores();
}

function checkPs(): void {
  let idle: u32 = 0;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const pp = pAt(id);
    assert(runqlen(pp) <= 256, 'check: ring holds more than 256');
    if (idlep(id)) {
      idle++;
      assert(pp.status == PStatus.IDLE, 'check: P on the idle stack is not idle');
      assert(pp.m === null, 'check: idle P has an M');
      assert(runqlen(pp) == 0 && pp.runnext === null, 'check: idle P has work');
    }
    const mp = pp.m;
    if (mp !== null) assert(mp.p === pp, 'check: P and M disagree');
    else assert(pp.status != PStatus.RUNNING, 'check: running P has no M');
  }
  assert(idle == S.npidle, 'check: npidle is not the number of idle Ps');
  let stack: u32 = 0;
  let top: P | null = S.pidle;
  while (top !== null) {
    stack++;
    top = top.link;
  }
  assert(stack == S.npidle, 'check: npidle is not the length of the idle stack');
}

function checkMs(): void {
  let spinning: u32 = 0;
  let idle: u32 = 0;
  for (let id: u32 = 0; id < S.mnext; id++) {
    const mp = mAt(id);
    if (mp.spinning != 0) {
      spinning++;
      assert(mp.curg === null, 'check: spinning M runs a goroutine');
    }
    if (mp.status == MStatus.IDLE) {
      idle++;
      assert(mp.p === null, 'check: idle M holds a P');
    }
    const gp = mp.curg;
    if (gp !== null) {
      assert(gp.m === mp, 'check: G and M disagree');
      const s = gp.atomicstatus;
      assert(
        s == GStatus.RUNNING || s == GStatus.SYSCALL || mp === S.stwM,
        'check: curg is neither running nor in a system call'
      );
    }
  }
  assert(spinning == S.nmspinning, 'check: nmspinning is not the number of spinning Ms');
  assert(idle == S.nmidle, 'check: nmidle is not the number of idle Ms');
}

/** Each G is in exactly one place: counted over all queues against the number of runnable ones. */
function checkGs(): void {
  let queued: u32 = 0;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const pp: P = pAt(id);
    for (let i: u32 = 0; i < runqlen(pp); i++) queued += runnable(runqpeek(pp, i));
    const next = pp.runnext;
    if (next !== null) queued += runnable(next);
  }
  let n: u32 = 0;
  let head: G | null = S.runqhead;
  while (head !== null) {
    queued += runnable(head);
    n++;
    head = head.schedlink;
  }
  assert(n == S.runqsize, 'check: runqsize is not the length of the global queue');
  let all: u32 = 0;
  for (let i: u32 = 0; i < S.ngAll; i++) {
    const gp = gAt(i);
    if (gp.atomicstatus == GStatus.RUNNABLE && !handedOver(gp)) all++;
    const mp: M | null = gp.m;
    if (gp.atomicstatus == GStatus.RUNNING) assert(mp !== null, 'check: running G has no M');
  }
  assert(all == queued, 'check: a runnable G is in no queue, or in two');
}

/** Its thread has been woken for it with a P: it is on no queue. */
function handedOver(gp: G): bool {
  const owner = gp.lockedm;
  return owner !== null && owner.status == MStatus.WAKING;
}

function runnable(gp: G): u32 {
  assert(gp.atomicstatus == GStatus.RUNNABLE, 'check: a queued G is not runnable');
  assert(gp.m === null, 'check: a queued G has an M');
  return 1;
}
