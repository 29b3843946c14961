/**
 * Deferred calls: a chain of records on the goroutine, newest first. A record belongs to the
 * frame that executed the `defer`; frames are named by their distance from the stack's base,
 * because stacks move.
 *
 *     link | closure | frame | address of the RUNDEFERS at which a recovery continues
 */
import { Ins } from '../abi/frame';
import { Fault } from '../guest/fault';
import { funcEntry } from '../guest/image';
import { stackalloc, stackfree } from '../guest/stack';
import { G, M } from '../runtime/runtime2';
import { callGate, Go, trapWith } from './call';

@unmanaged
export class Defer {
  link: u32;
  closure: u32;
  frame: u32;
  resume: u32;
}

/** Pushes a closure; false: memory limit. */
export function pushDefer(gp: G, fp: usize, closure: u32, resume: usize): bool {
  const at = stackalloc(offsetof<Defer>());
  if (at == 0) return false;
  const d = changetype<Defer>(at);
  d.link = gp.defer;
  d.closure = closure;
  d.frame = (fp as u32) - gp.stacklo;
  d.resume = resume as u32;
  gp.defer = at as u32;
  return true;
}

/**
 * Takes the newest record off the chain; its memory is free, but readable until the next
 * allocation.
 */
export function popDefer(gp: G): Defer {
  const d = changetype<Defer>(gp.defer as usize);
  gp.defer = d.link;
  stackfree(changetype<usize>(d), offsetof<Defer>());
  return d;
}

/**
 * RUNDEFERS at gp.pc in frame gp.fp: calls the frame's newest deferred closure, after whose
 * return the instruction is executed again. ON with gp.pc unchanged: there are none left.
 */
export function runDefers(mp: M, gp: G): i32 {
  const d = changetype<Defer>(gp.defer as usize);
  if (gp.defer == 0 || d.frame != gp.fp - gp.stacklo) return Go.ON;
  const closure = d.closure;
  if (closure == 0) {
    popDefer(gp);
    return trapWith(Fault.NIL_DEREF);
  }
  const window: u32 = load<u16>(gp.pc as usize, Ins.A);
  const r = callGate(mp, gp, closureEntry(closure), window, closure, 0);
  if (r == Go.ON) popDefer(gp);
  return r;
}

/** FuncEntry of the function of a closure. */
export function closureEntry(closure: u32): usize {
  return funcEntry(load<u32>(closure as usize));
}
