/**
 * Equality and hashes of values, by type. Interfaces that hold something incomparable are a
 * fault, with the type in F.a.
 */
import { FieldEntry, Kind, Type, TypeFlag } from '../abi/frame';
import { Fault, fault } from './fault';
import { dataBase, typeAddr } from './image';
import { elemOf, hasFlag, keyOf, kindOf, sizeOf } from './value';

/** Results of comparisons. */
export const enum Eq {
  NO = 0,
  YES = 1,
  FAULT = 2,
}

export function bytesEqual(a: usize, b: usize, bytes: u32): bool {
  if (a == b) return true;
  const words = a + (bytes & ~7);
  const end = a + bytes;
  for (; a < words; a += 8, b += 8) if (load<u64>(a) != load<u64>(b)) return false;
  for (; a < end; a++, b++) if (load<u8>(a) != load<u8>(b)) return false;
  return true;
}

/** Strings at two slots or words of memory (address, length). */
export function stringsEqual(a: usize, b: usize): bool {
  const n = load<u64>(a, 8);
  return n == load<u64>(b, 8) && bytesEqual(load<u32>(a), load<u32>(b), n as u32);
}

/** Values in slot form. */
export function equalSlots(type: u32, a: usize, b: usize): i32 {
  switch (kindOf(type)) {
    case Kind.FLOAT32:
    case Kind.FLOAT64:
      return load<f64>(a) == load<f64>(b) ? Eq.YES : Eq.NO;
    case Kind.COMPLEX64:
    case Kind.COMPLEX128:
      return load<f64>(a) == load<f64>(b) && load<f64>(a, 8) == load<f64>(b, 8) ? Eq.YES : Eq.NO;
    case Kind.STRING:
      return stringsEqual(a, b) ? Eq.YES : Eq.NO;
    case Kind.INTERFACE:
      return interfacesEqual(a, b);
    case Kind.STRUCT:
    case Kind.ARRAY:
      return equalMemory(type, a, b);
    default:
      return load<u64>(a) == load<u64>(b) ? Eq.YES : Eq.NO;
  }
}

/** Values in memory form. */
export function equalMemory(type: u32, a: usize, b: usize): i32 {
  if (hasFlag(type, TypeFlag.PLAIN)) return bytesEqual(a, b, sizeOf(type)) ? Eq.YES : Eq.NO;
  switch (kindOf(type)) {
    case Kind.FLOAT32:
      return load<f32>(a) == load<f32>(b) ? Eq.YES : Eq.NO;
    case Kind.COMPLEX64:
      return load<f32>(a) == load<f32>(b) && load<f32>(a, 4) == load<f32>(b, 4) ? Eq.YES : Eq.NO;
    case Kind.STRUCT:
      return fieldsEqual(type, a, b);
    case Kind.ARRAY:
      return elementsEqual(type, a, b);
    case Kind.FLOAT64:
    case Kind.COMPLEX128:
    case Kind.STRING:
    case Kind.INTERFACE:
      return equalSlots(type, a, b);
    default:
      return bytesEqual(a, b, sizeOf(type)) ? Eq.YES : Eq.NO;
  }
}

function fieldsEqual(type: u32, a: usize, b: usize): i32 {
  const t = typeAddr(type);
  const fields = dataBase() + load<u32>(t, Type.FIELDS);
  const count = load<u32>(t, Type.FIELD_COUNT);
  for (let i: u32 = 0; i < count; i++) {
    const f = fields + (i as usize) * FieldEntry.SIZE;
    // Blank fields do not count.
    if (load<u32>(f, FieldEntry.NAME_LEN) == 1 && isBlank(f)) continue;
    const at = load<u32>(f, FieldEntry.OFFSET);
    const eq = equalMemory(load<u32>(f, FieldEntry.TYPE), a + at, b + at);
    if (eq != Eq.YES) return eq;
  }
  return Eq.YES;
}

function isBlank(field: usize): bool {
  return load<u8>(dataBase() + load<u32>(field, FieldEntry.NAME)) == 0x5f;
}

function elementsEqual(type: u32, a: usize, b: usize): i32 {
  const elem = elemOf(type);
  const bytes = sizeOf(elem);
  const count = keyOf(type);
  for (let i: u32 = 0; i < count; i++) {
    const eq = equalMemory(elem, a, b);
    if (eq != Eq.YES) return eq;
    a += bytes;
    b += bytes;
  }
  return Eq.YES;
}

/** Interfaces at two slots or words of memory. */
export function interfacesEqual(a: usize, b: usize): i32 {
  const type = load<u32>(a);
  if (type != load<u32>(b)) return Eq.NO;
  if (type == 0) return Eq.YES;
  if (!hasFlag(type, TypeFlag.COMPARABLE)) {
    fault(Fault.UNCOMPARABLE, type, 0);
    return Eq.FAULT;
  }
  if (hasFlag(type, TypeFlag.DIRECT)) return equalSlots(type, a + 8, b + 8);
  return equalMemory(type, load<u32>(a, 8), load<u32>(b, 8));
}

// ---- hashes -----------------------------------------------------------------------------

/** Accumulates a hash over the parts of a value; `bad` is set when one is not hashable. */
@unmanaged
class Hasher {
  sum: u64;
  bad: u32;
  /** NaN is never equal to itself: each gets another hash */
  nans: u32;
}

const hasher: Hasher = changetype<Hasher>(memory.data(16, 8));

function add(word: u64): void {
  let x = (hasher.sum ^ word) * 0x9e3779b97f4a7c15;
  x ^= x >> 32;
  hasher.sum = x * 0xd6e8feb86659fd93;
}

function result(): u32 {
  const x = hasher.sum;
  return ((x ^ (x >> 29)) >> 3) as u32;
}

/** Hash of one word: the quick way for integers and pointers. */
export function hashWord(word: u64): u32 {
  let x = word * 0x9e3779b97f4a7c15;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93;
  return (x >> 32) as u32;
}

export function hashString(at: usize, bytes: u32): u32 {
  hasher.sum = 0x51ed270b;
  addBytes(at, bytes);
  return result();
}

function addBytes(at: usize, bytes: u32): void {
  const words = at + (bytes & ~7);
  for (; at < words; at += 8) add(load<u64>(at));
  let rest: u64 = bytes;
  for (let i: u32 = 0; i < (bytes & 7); i++) rest = (rest << 8) | (load<u8>(at + i) as u64);
  add(rest);
}

function addFloat(x: f64): void {
  if (x != x) add(++hasher.nans as u64);
  else add(x == 0 ? 0 : reinterpret<u64>(x));
}

/** Hash of a value in slot form; check `hashFailed` when the type may hold interfaces. */
export function hashSlots(type: u32, at: usize): u32 {
  hasher.sum = 0x51ed270b;
  hasher.bad = 0;
  addSlots(type, at);
  return result();
}

/** The last value hashed was not hashable: F is set. */
export function hashFailed(): bool {
  return hasher.bad != 0;
}

function addSlots(type: u32, at: usize): void {
  switch (kindOf(type)) {
    case Kind.FLOAT32:
    case Kind.FLOAT64:
      addFloat(load<f64>(at));
      return;
    case Kind.COMPLEX64:
    case Kind.COMPLEX128:
      addFloat(load<f64>(at));
      addFloat(load<f64>(at, 8));
      return;
    case Kind.STRING:
      addBytes(load<u32>(at), load<u32>(at, 8));
      return;
    case Kind.INTERFACE:
      addInterface(at);
      return;
    case Kind.STRUCT:
    case Kind.ARRAY:
      addMemory(type, at);
      return;
    default:
      add(load<u64>(at));
  }
}

function addMemory(type: u32, at: usize): void {
  if (hasFlag(type, TypeFlag.PLAIN)) {
    addBytes(at, sizeOf(type));
    return;
  }
  switch (kindOf(type)) {
    case Kind.FLOAT32:
      addFloat(load<f32>(at));
      return;
    case Kind.COMPLEX64:
      addFloat(load<f32>(at));
      addFloat(load<f32>(at, 4));
      return;
    case Kind.STRUCT:
      addFields(type, at);
      return;
    case Kind.ARRAY:
      addElements(type, at);
      return;
    case Kind.FLOAT64:
    case Kind.COMPLEX128:
    case Kind.STRING:
    case Kind.INTERFACE:
      addSlots(type, at);
      return;
    default:
      addBytes(at, sizeOf(type));
  }
}

function addFields(type: u32, at: usize): void {
  const t = typeAddr(type);
  const fields = dataBase() + load<u32>(t, Type.FIELDS);
  const count = load<u32>(t, Type.FIELD_COUNT);
  for (let i: u32 = 0; i < count; i++) {
    const f = fields + (i as usize) * FieldEntry.SIZE;
    if (load<u32>(f, FieldEntry.NAME_LEN) == 1 && isBlank(f)) continue;
    addMemory(load<u32>(f, FieldEntry.TYPE), at + load<u32>(f, FieldEntry.OFFSET));
  }
}

function addElements(type: u32, at: usize): void {
  const elem = elemOf(type);
  const bytes = sizeOf(elem);
  const count = keyOf(type);
  for (let i: u32 = 0; i < count; i++) addMemory(elem, at + i * bytes);
}

function addInterface(at: usize): void {
  const type = load<u32>(at);
  add(type);
  if (type == 0) return;
  if (!hasFlag(type, TypeFlag.COMPARABLE)) {
    if (hasher.bad == 0) fault(Fault.UNHASHABLE, type, 0);
    hasher.bad = 1;
    return;
  }
  if (hasFlag(type, TypeFlag.DIRECT)) addSlots(type, at + 8);
  else addMemory(type, load<u32>(at, 8));
}
