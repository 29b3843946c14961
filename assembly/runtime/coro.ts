/**
 * Coroutines, after Go's coro.go: what iter.Pull is made of. A coro holds one goroutine that waits
 * for its turn. Who switches to it takes its place there, and the M goes on with the one that
 * waited: no queue is looked at, and the time slice goes on. The goroutine that ends leaves the
 * coro empty.
 *
 * A coro belongs to the thread whose goroutine made it, if that was wired: the wiring goes over to
 * whichever of the two runs.
 */
import { Counter } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { Cause, GStatus, WaitReason } from '../abi/status';
import { bump } from '../machine/stats';
import { raise } from './chan';
import { throwtext } from './fatal';
import { gdestroy, newproc1, setCreator } from './newproc';
import { dropg, execute, unblock } from './proc';
import { Ret, RtErr } from './ret';
import { G, M, S } from './runtime2';
import { siteOf } from './site';
import { account, record, traceG } from './trace';

/** In the guest's memory: type coro of lib/iter. */
@unmanaged
class Coro {
  gp: u64;
  /** the M to which its maker was wired (number + 1), and how many times; 0: to none */
  mp: u64;
  locked: u64;
}

/** newcoro: a goroutine waits in the coro; when somebody switches to it, it calls `closure`. */
export function newcoro(mp: M, gp: G, at: u32, closure: u32): i32 {
  if (at == 0 || closure == 0) return raise(RtErr.NIL_DEREF);
  const func = load<u32>(closure as usize);
  const newg = newproc1(mp, func, closure, 0, 0);
  if (newg === null) return Ret.LEAVE;
  setCreator(newg, gp);
  newg.atomicstatus = GStatus.WAITING as u8;
  newg.waitreason = WaitReason.COROUTINE as u8;
  account(newg, Cause.OTHER, S.now);
  bump(Counter.creates);
  record(Ev.GoCreate, Queue.NONE, 0, mp.id, mp.p!.id, newg.goid, func, gp.goid, siteOf(gp));
  const c = changetype<Coro>(at as usize);
  c.gp = changetype<usize>(newg) as u64;
  c.mp = mp.lockedExt != 0 ? mp.id + 1 : 0;
  c.locked = mp.lockedExt;
  return Ret.NEXT;
}

/** coroswitch_m; `exit`: the running goroutine ends instead of waiting in the coro. */
export function coroswitch(mp: M, gp: G, at: u32, exit: bool): i32 {
  if (gp.resume != 0) return Ret.NEXT;
  if (at == 0) return raise(RtErr.NIL_DEREF);
  const c = changetype<Coro>(at as usize);
  const locked = gp.lockedm !== null;
  if ((c.mp != 0 || locked) && (c.mp != mp.id + 1 || c.locked != mp.lockedExt)) {
    return throwtext(
      mp, 'fatal error: coro: OS thread locking must match locking at coroutine creation\n',
    );
  }
  if (c.gp == 0) return throwtext(mp, 'fatal error: coroswitch on exited coro\n');
  const gnext = changetype<G>(c.gp as usize);
  const lockedExt = mp.lockedExt;
  unblock(mp, gnext, mp.p, Queue.DIRECT);
  account(gnext, Cause.WAKING, S.now);
  if (locked) gp.lockedm = null;
  if (exit) {
    c.gp = 0;
    gdestroy(mp, gp);
  } else {
    c.gp = changetype<usize>(gp) as u64;
    blockInCoro(mp, gp);
  }
  if (locked) {
    mp.lockedExt = lockedExt;
    mp.lockedg = gnext;
    gnext.lockedm = mp;
  }
  execute(mp, gnext, true, Queue.DIRECT);
  return Ret.LEAVE;
}

function blockInCoro(mp: M, gp: G): void {
  gp.atomicstatus = GStatus.WAITING as u8;
  gp.waitreason = WaitReason.COROUTINE as u8;
  gp.waitobj = 0;
  gp.resume = 1;
  gp.site = siteOf(gp);
  account(gp, Cause.OTHER, S.now);
  traceG(Ev.GoBlock, mp, gp, WaitReason.COROUTINE, 0, 0, 0);
  dropg(mp, gp);
}
