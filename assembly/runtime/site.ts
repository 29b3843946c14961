/**
 * Where a goroutine is, for people: the instruction of the program's own code that it executes, or
 * that called into the modelled library. A byte for each instruction says whether it belongs to the
 * library, so that walking out of it costs no search.
 */
import { FuncEntry, FuncFlag } from '../abi/frame';
import { callerFrame, callerPc } from '../guest/frame';
import { funcCount, funcEntry, pcIndex } from '../guest/image';
import { memAlloc } from '../machine/mem';
import { G } from './runtime2';

@unmanaged
class SiteState {
  /** u8 for each instruction: 1 in the library */
  lib: usize;
  count: u32;
}

const state: SiteState = changetype<SiteState>(memory.data(16, 8));

/** False: memory limit. */
export function siteInit(instructions: u32): bool {
  state.lib = memAlloc(instructions + 1);
  state.count = instructions;
  if (state.lib == 0) return false;
  for (let i: u32 = 0; i < funcCount(); i++) {
    const entry = funcEntry(i);
    if ((load<u32>(entry, FuncEntry.FLAGS) & (FuncFlag.LIB | FuncFlag.WRAPPER)) == 0) continue;
    const first = pcIndex(load<u32>(entry, FuncEntry.PC) as usize);
    memory.fill(state.lib + first, 1, load<u32>(entry, FuncEntry.COUNT));
  }
  return true;
}

/** Index of the instruction (from 1; 0: none) at which gp, whose pc is saved, stands. */
// @ts-ignore: decorator
@inline
export function siteOf(gp: G): u32 {
  const index = pcIndex(gp.pc);
  if (index < state.count && load<u8>(state.lib + index) == 0) return index + 1;
  return siteOfCaller(gp, index);
}

/** The same where that is no instruction of the program's own. */
function siteOfCaller(gp: G, innermost: u32): u32 {
  let fp = gp.fp as usize;
  let index = innermost;
  while (index < state.count && load<u8>(state.lib + index) != 0) {
    const pc = callerPc(fp);
    if (pc == 0) break;
    index = pcIndex(pc);
    fp = callerFrame(fp);
  }
  return index < state.count ? index + 1 : 0;
}
