/**
 * Collection of the guest's heap: mark everything that the roots reach, sweep the rest
 * (guest/mark.ts). It is a matter of the host's memory alone: no virtual time passes, nothing is
 * recorded, no order changes.
 *
 * ROOTS: package variables; the frames, deferred calls and panics of every goroutine; timers that
 * are set. A frame's slots hold pointers according to its function's map; which of them are live
 * is not known, so a slot may hold the address of something freed long ago. That is why marking
 * looks every address up and takes nothing for granted. What lies beyond the innermost frame are
 * arguments of a call that waits to be made: these few words are all taken for pointers.
 */
import { Counter } from '../abi/abi';
import { FRAME_HEADER, FuncEntry, Ins } from '../abi/frame';
import { GStatus } from '../abi/status';
import { callerFrame, callerPc, RET_GATE } from '../guest/frame';
import { heapBytes, heapSetTrigger, MARK, objectOf } from '../guest/heap';
import { dataBase, funcOfPc, globalBytes, globalPtrmap, globalsBase } from '../guest/image';
import {
  drain, markBegin, markBits, markChildren, markEnd, markPointer, markWords, sweep, unmark,
} from '../guest/mark';
import { memClearFailed } from '../machine/mem';
import { counterValue } from '../machine/stats';
import { G, gAt, pAt, S } from '../runtime/runtime2';
import { Defer } from './defer';
import { isLive, liveAt } from './liveness';
import { Panic } from './panic';

/** Words behind the innermost frame that may be arguments. */
const ARGUMENT_BYTES: u32 = 1024;

/** At the last rescue: how many objects had ever been allocated. */
@unmanaged
class Rescue {
  allocs: u64;
}

const rescue: Rescue = changetype<Rescue>(memory.data(8, 8));

/**
 * The instruction at gp.pc found no memory. True: garbage was freed, it may be tried again; if
 * nothing can be allocated even so, the second call says false.
 */
export function rescued(): bool {
  const allocs = counterValue(Counter.allocs);
  if (rescue.allocs == allocs) return false;
  rescue.allocs = allocs;
  const before = heapBytes();
  collect();
  if (heapBytes() == before) return false;
  memClearFailed();
  return true;
}

export function collect(): void {
  markBegin();
  markRoots(false);
  sweep();
  heapSetTrigger();
}

/** Kinds of what is told of objects that die: as in lib/internal/special. */
const FINALIZER: u32 = 1;

/**
 * A modelled collection, which frees nothing: of the `n` objects that `ptrs` points to, which are
 * reachable by nothing but that array? What an object with a finalizer points to stays with it.
 */
export function findDead(ptrs: usize, n: u32, kinds: usize, dead: usize): void {
  markBegin();
  const own = objectOf(ptrs as u32);
  if (own != 0) store<u32>(own, load<u32>(own) | MARK);
  markRoots(true);
  for (let i: u32 = 0; i < n; i++) {
    const object = objectOf(load<u32>(ptrs + ((i as usize) << 3)));
    if (object == 0 || load<u8>(kinds + i) != FINALIZER) continue;
    markChildren(object);
    markEnd();
  }
  for (let i: u32 = 0; i < n; i++) {
    const object = objectOf(load<u32>(ptrs + ((i as usize) << 3)));
    store<u8>(dead + i, object != 0 && (load<u32>(object) & MARK) == 0 ? 1 : 0);
  }
  unmark();
}

/** `modelled`: of frames only what may still be read. */
function markRoots(modelled: bool): void {
  markBits(globalsBase(), dataBase() + globalPtrmap(), 0, globalBytes() >> 3);
  for (let i: u32 = 0; i < S.ngAll; i++) {
    const gp = gAt(i);
    if (gp.atomicstatus != GStatus.DEAD && gp.stacklo != 0) {
      goroutine(gp, modelled);
      drain();
    }
  }
  for (let id: u32 = 0; id < S.npAll; id++) timers(id);
  markEnd();
}

function goroutine(gp: G, modelled: bool): void {
  markPointer(gp.timer);
  for (let at = gp.defer; at != 0; at = changetype<Defer>(at as usize).link) {
    markPointer(changetype<Defer>(at as usize).closure);
  }
  for (let at = gp.panic; at != 0; at = changetype<Panic>(at as usize).link) {
    markPointer(changetype<Panic>(at as usize).data as u32);
  }
  frames(gp, modelled);
}

function frames(gp: G, modelled: bool): void {
  let pc: usize = gp.pc;
  let fp: usize = gp.fp;
  let end: usize = 0;
  while (fp != 0) {
    const f = funcOfPc(pc);
    if (f == 0) return;
    const bottom = fp + load<u32>(f, FuncEntry.FRAME);
    if (end == 0) beyond(gp, bottom, modelled ? bottom : bottom + ARGUMENT_BYTES);
    const top = end != 0 && end < bottom ? end : bottom;
    markPointer(load<u32>(fp, 4));
    const map = dataBase() + load<u32>(f, FuncEntry.PTRMAP);
    const slots = ((top - fp) >> 3) as u32;
    // A frame stands at an instruction to be executed (again), or behind its call.
    const again = end == 0 || load<u32>(end) == RET_GATE;
    if (modelled) markLive(f, again ? pc : pc + Ins.SIZE, fp, map, slots);
    else markBits(fp, map, FRAME_HEADER >> 3, slots);
    end = fp;
    pc = callerPc(fp);
    fp = callerFrame(fp);
  }
}

/** The frame goes on at `pc`. */
function markLive(f: usize, pc: usize, fp: usize, map: usize, slots: u32): void {
  liveAt(f, pc);
  for (let i: u32 = FRAME_HEADER >> 3; i < slots; i++) {
    const bits = load<u32>(map + ((i >> 5) << 2));
    if ((bits & (1 << (i & 31))) == 0 || !isLive(i)) continue;
    markPointer(load<u32>(fp + ((i as usize) << 3)));
  }
}

/**
 * Arguments of a call or native at which the goroutine stands lie in and behind its frame's last
 * window.
 */
function beyond(gp: G, bottom: usize, limit: usize): void {
  const pc: usize = gp.pc;
  const window = (gp.fp as usize) + load<u16>(pc, Ins.A);
  const from = window < bottom ? window : bottom;
  let to = from + ARGUMENT_BYTES < limit ? from + ARGUMENT_BYTES : limit;
  if (to > (gp.stackhi as usize)) to = gp.stackhi;
  if (from >= (gp.fp as usize) && from < to) markWords(from, to);
}

/** Timers in the heap of a P: what they send on, start or wake. */
function timers(id: u32): void {
  const pp = pAt(id);
  for (let i: u32 = 0; i < pp.timersLen; i++) {
    const entry = (pp.timers as usize) + ((i as usize) << 4);
    const timer = load<u32>(entry, 8);
    markPointer(timer);
    // A sleeping goroutine's own is a struct of the kernel.
    if (timer != 0) markWords(timer, timer + 48);
  }
}
