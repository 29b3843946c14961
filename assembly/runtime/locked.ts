/** LockOSThread, SetMaxThreads: what wires goroutines to threads, and limits these. */
import { Ret } from './ret';
import { G, M, S } from './runtime2';

/** Nests; the goroutine and its thread are wired until as many unlocks. */
export function lockosthread(mp: M, gp: G): i32 {
  mp.lockedExt++;
  mp.lockedg = gp;
  gp.lockedm = mp;
  return Ret.NEXT;
}

export function unlockosthread(mp: M, gp: G): i32 {
  if (mp.lockedExt == 0) return Ret.NEXT;
  mp.lockedExt--;
  if (mp.lockedExt + mp.lockedInt != 0) return Ret.NEXT;
  mp.lockedg = null;
  gp.lockedm = null;
  return Ret.NEXT;
}

/** debug.SetMaxThreads; S.ret is the limit before. */
export function setmaxthreads(mp: M, gp: G, n: i64): i32 {
  S.ret = S.maxmcount;
  if (n > 0) S.maxmcount = n > 0x7fffffff ? 0x7fffffff : (n as u32);
  return Ret.NEXT;
}
