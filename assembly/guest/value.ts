/**
 * Values between their two forms (abi/frame.ts): slot form in frames, channels and maps; memory
 * form on the heap, in globals, inside structs and arrays.
 */
import { Kind, Type, TypeFlag } from '../abi/frame';
import { Fault, fault } from './fault';
import { mallocgc, Obj, typeWord } from './heap';
import { typeAddr } from './image';

/** Where values of no size live. */
export const ZERO_BASE: usize = memory.data(16, 16);

export function kindOf(type: u32): i32 {
  return load<u8>(typeAddr(type), Type.KIND);
}

export function hasFlag(type: u32, flag: i32): bool {
  return (load<u8>(typeAddr(type), Type.FLAGS) & flag) != 0;
}

export function slotBytes(type: u32): u32 {
  return load<u32>(typeAddr(type), Type.SLOT_BYTES);
}

export function sizeOf(type: u32): u32 {
  return load<u32>(typeAddr(type), Type.SIZE_BYTES);
}

export function elemOf(type: u32): u32 {
  return load<u32>(typeAddr(type), Type.ELEM);
}

export function keyOf(type: u32): u32 {
  return load<u32>(typeAddr(type), Type.KEY);
}

/** Reads a value of a type in memory form at `mem` into slots. */
export function toSlots(type: u32, mem: usize, slot: usize): void {
  switch (kindOf(type)) {
    case Kind.BOOL:
    case Kind.UINT8:
      store<u64>(slot, load<u8>(mem));
      return;
    case Kind.INT8:
      store<i64>(slot, load<i8>(mem));
      return;
    case Kind.INT16:
      store<i64>(slot, load<i16>(mem));
      return;
    case Kind.UINT16:
      store<u64>(slot, load<u16>(mem));
      return;
    case Kind.INT32:
      store<i64>(slot, load<i32>(mem));
      return;
    case Kind.UINT32:
      store<u64>(slot, load<u32>(mem));
      return;
    case Kind.FLOAT32:
      store<f64>(slot, load<f32>(mem));
      return;
    case Kind.COMPLEX64:
      store<f64>(slot, load<f32>(mem));
      store<f64>(slot, load<f32>(mem, 4), 8);
      return;
    case Kind.STRING:
    case Kind.INTERFACE:
    case Kind.COMPLEX128:
      store<u64>(slot, load<u64>(mem));
      store<u64>(slot, load<u64>(mem, 8), 8);
      return;
    case Kind.SLICE:
      memory.copy(slot, mem, 24);
      return;
    case Kind.STRUCT:
    case Kind.ARRAY:
      copyToSlots(slot, mem, sizeOf(type));
      return;
    default:
      store<u64>(slot, load<u64>(mem));
  }
}

/** `bytes` bytes into slots; the rest of the last slot becomes 0. */
export function copyToSlots(slot: usize, mem: usize, bytes: u32): void {
  if ((bytes & 7) != 0) store<u64>(slot + (bytes & ~7), 0);
  memory.copy(slot, mem, bytes);
}

/** Writes a value in slots to memory form at `mem`. */
export function toMemory(type: u32, slot: usize, mem: usize): void {
  switch (kindOf(type)) {
    case Kind.BOOL:
    case Kind.UINT8:
    case Kind.INT8:
      store<u8>(mem, load<u8>(slot));
      return;
    case Kind.INT16:
    case Kind.UINT16:
      store<u16>(mem, load<u16>(slot));
      return;
    case Kind.INT32:
    case Kind.UINT32:
      store<u32>(mem, load<u32>(slot));
      return;
    case Kind.FLOAT32:
      store<f32>(mem, load<f64>(slot) as f32);
      return;
    case Kind.COMPLEX64:
      store<f32>(mem, load<f64>(slot) as f32);
      store<f32>(mem, load<f64>(slot, 8) as f32, 4);
      return;
    case Kind.STRING:
    case Kind.INTERFACE:
    case Kind.COMPLEX128:
      store<u64>(mem, load<u64>(slot));
      store<u64>(mem, load<u64>(slot, 8), 8);
      return;
    case Kind.SLICE:
      memory.copy(mem, slot, 24);
      return;
    case Kind.STRUCT:
    case Kind.ARRAY:
      memory.copy(mem, slot, sizeOf(type));
      return;
    default:
      store<u64>(mem, load<u64>(slot));
  }
}

/** A zeroed value of a type on the heap; 0: memory limit. */
export function newValue(type: u32): usize {
  const bytes = sizeOf(type);
  if (bytes == 0) return ZERO_BASE;
  const at = mallocgc(bytes, typeWord(type, Obj.VALUE));
  if (at == 0) fault(Fault.MEMORY, 0, 0);
  return at;
}

/** Interface at `to` (2 slots) from a value in slot form. */
export function box(type: u32, slot: usize, to: usize): bool {
  let data: u64 = 0;
  if (hasFlag(type, TypeFlag.DIRECT)) data = load<u64>(slot);
  else {
    const at = newValue(type);
    if (at == 0) return false;
    if (at != ZERO_BASE) toMemory(type, slot, at);
    data = at as u64;
  }
  store<u64>(to, type as u64);
  store<u64>(to, data, 8);
  return true;
}

/** Interface at `to` from a value in memory form; a value of interface type gives what it holds. */
export function boxMemory(type: u32, mem: usize, to: usize): bool {
  if (kindOf(type) == Kind.INTERFACE) {
    store<u64>(to, load<u64>(mem));
    store<u64>(to, load<u64>(mem, 8), 8);
    return true;
  }
  if (hasFlag(type, TypeFlag.DIRECT)) {
    store<u64>(to, type as u64);
    toSlots(type, mem, to + 8);
    return true;
  }
  const at = newValue(type);
  if (at == 0) return false;
  memory.copy(at, mem, sizeOf(type));
  store<u64>(to, type as u64);
  store<u64>(to, at as u64, 8);
  return true;
}

/** As boxMemory, from slot form. */
export function boxSlots(type: u32, slot: usize, to: usize): bool {
  if (kindOf(type) != Kind.INTERFACE) return box(type, slot, to);
  store<u64>(to, load<u64>(slot));
  store<u64>(to, load<u64>(slot, 8), 8);
  return true;
}

/** The value of type `type` that an interface with data word at `word` holds, into slots. */
export function unbox(type: u32, word: usize, slot: usize): void {
  if (hasFlag(type, TypeFlag.DIRECT)) store<u64>(slot, load<u64>(word));
  else toSlots(type, load<u32>(word), slot);
}
