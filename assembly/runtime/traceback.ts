/** A goroutine's state and stack, for the traces with which Go ends a failed program. */
import { callerFrame, callerPc } from '../guest/frame';
import { pcIndex } from '../guest/image';
import { S, gAt } from './runtime2';

/**
 *   u32: goid, GStatus, WaitReason, GFlag, goid of its creator, ns/2^32 and ns of its wait, 1 if
 * locked, count,
 *   then so many instruction indices (from 0), innermost first
 */
const block: usize = memory.data(4 * (9 + 128), 8);
const MAX_FRAMES: u32 = 100;

export function traceback(index: u32): usize {
  const gp = gAt(index);
  const waited = gp.since <= S.now ? S.now - gp.since : 0;
  store<u32>(block, gp.goid);
  store<u32>(block, gp.atomicstatus, 4);
  store<u32>(block, gp.waitreason, 8);
  store<u32>(block, gp.flags, 12);
  store<u32>(block, gp.parentGoid, 16);
  store<u32>(block, (waited >> 32) as u32, 20);
  store<u32>(block, waited as u32, 24);
  store<u32>(block, gp.lockedm === null ? 0 : 1, 28);
  let n: u32 = 0;
  let pc = gp.pc as usize;
  let fp = gp.fp as usize;
  while (gp.stacklo != 0 && n < MAX_FRAMES) {
    store<u32>(block + ((n as usize) << 2), pcIndex(pc), 36);
    n++;
    const outer = callerPc(fp);
    if (outer == 0) break;
    fp = callerFrame(fp);
    pc = outer;
  }
  store<u32>(block, n, 32);
  return block;
}
