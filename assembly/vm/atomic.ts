/** Atomic operations: visible, one at a time, so plain loads and stores do. */
import { Cost } from '../abi/abi';
import { Ins } from '../abi/frame';
import { Native } from '../abi/native';
import { raise } from '../runtime/chan';
import { Ret, RtErr } from '../runtime/ret';
import { charge, G, M } from '../runtime/runtime2';

/**
 * Executes one of LOAD32 ... OR64 on the address in the first slot of `args`. In a function that
 * is free (package sync) the operation is part of what its directive charges.
 */
export function atomic(mp: M, gp: G, fn: i32, args: usize, res: usize): i32 {
  const p: usize = load<u32>(args);
  if (p == 0) return raise(RtErr.NIL_DEREF);
  if (load<u16>(gp.pc as usize, Ins.COST) != 0) charge(mp, Cost.atomicOp);
  switch (fn) {
    case Native.LOAD32:
    case Native.STORE32:
    case Native.ADD32:
    case Native.SWAP32:
    case Native.CAS32:
    case Native.AND32:
    case Native.OR32:
      narrow(fn, p, args, res);
      return Ret.NEXT;
    default:
      wide(fn, p, args, res);
      return Ret.NEXT;
  }
}

function narrow(fn: i32, p: usize, args: usize, res: usize): void {
  const v = load<u32>(args, 8);
  const old = load<u32>(p);
  switch (fn) {
    case Native.LOAD32:
      store<u64>(res, old as u64);
      return;
    case Native.STORE32:
      store<u32>(p, v);
      return;
    case Native.ADD32:
      store<u32>(p, old + v);
      store<u64>(res, (old + v) as u64);
      return;
    case Native.CAS32:
      if (old == v) store<u32>(p, load<u32>(args, 16));
      store<u64>(res, old == v ? 1 : 0);
      return;
    case Native.SWAP32:
      store<u32>(p, v);
      break;
    case Native.AND32:
      store<u32>(p, old & v);
      break;
    default:
      store<u32>(p, old | v);
  }
  store<u64>(res, old as u64);
}

function wide(fn: i32, p: usize, args: usize, res: usize): void {
  const v = load<u64>(args, 8);
  const old = load<u64>(p);
  switch (fn) {
    case Native.LOAD64:
      store<u64>(res, old);
      return;
    case Native.STORE64:
      store<u64>(p, v);
      return;
    case Native.ADD64:
      store<u64>(p, old + v);
      store<u64>(res, old + v);
      return;
    case Native.CAS64:
      if (old == v) store<u64>(p, load<u64>(args, 16));
      store<u64>(res, old == v ? 1 : 0);
      return;
    case Native.SWAP64:
      store<u64>(p, v);
      break;
    case Native.AND64:
      store<u64>(p, old & v);
      break;
    default:
      store<u64>(p, old | v);
  }
  store<u64>(res, old);
}
