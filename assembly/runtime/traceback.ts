/** A goroutine's state and stack, for the traces with which Go ends a failed program. */
import { FuncEntry, FuncFlag } from '../abi/frame';
import { callerFrame, callerPc } from '../guest/frame';
import { funcOfPc, pcIndex } from '../guest/image';
import { G, S, gAt } from './runtime2';

/**
 *   u32: goid, GStatus, WaitReason, GFlag, goid of its creator, ns/2^32 and ns of its wait, 1 if
 * locked, count, how many frames were left out behind the first INNER ones (without wrappers),
 * the instruction that created it (from 1; 0: the runtime did),
 *   then so many instruction indices (from 0), innermost first
 */
const HEADER: i32 = 4 * 11;
/** Frames that are told of a deep stack: Go shows 50 of each end that are not wrappers. */
const INNER: u32 = 100;
const OUTER: u32 = 100;
const block: usize = memory.data(HEADER + 4 * (INNER + OUTER), 8);

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
  store<u32>(block, 0, 32);
  store<u32>(block, 0, 36);
  store<u32>(block, gp.gopc, 40);
  if (gp.stacklo != 0) frames(gp, depth(gp));
  return block;
}

function depth(gp: G): u32 {
  let n: u32 = 1;
  for (let fp = gp.fp as usize; callerPc(fp) != 0; fp = callerFrame(fp)) n++;
  return n;
}

/** The first and the last of the `total` frames. */
function frames(gp: G, total: u32): void {
  let pc = gp.pc as usize;
  let fp = gp.fp as usize;
  let count: u32 = 0;
  let hidden: u32 = 0;
  for (let i: u32 = 0; i < total; i++) {
    if (i < INNER || i + OUTER >= total) {
      store<u32>(block + HEADER + ((count as usize) << 2), pcIndex(pc));
      count++;
    } else if (!isWrapper(pc)) hidden++;
    pc = callerPc(fp);
    if (pc != 0) fp = callerFrame(fp);
  }
  store<u32>(block, count, 32);
  store<u32>(block, hidden, 36);
}

function isWrapper(pc: usize): bool {
  const f = funcOfPc(pc);
  return f != 0 && (load<u32>(f, FuncEntry.FLAGS) & FuncFlag.WRAPPER) != 0;
}
