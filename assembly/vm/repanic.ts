/**
 * Are two equal values in interfaces one object? Go's report of panics asks, as it prints a panic
 * that follows itself once: it compares the words of both interfaces, of which the second is the
 * address of the value, unless the value is a pointer. An interface of ours may hold the value
 * itself (TypeFlag.DIRECT), so the address that Go would have is reasoned about:
 *
 *     constants, and literals of constants   one place in read-only data for each content
 *     values of no size, of one byte         a place for each value (runtime's staticuint64s)
 *     values below 256 of 2, 4 and 8 bytes   likewise, if they are made at run time (convT64)
 *     the empty string                       likewise (convTstring)
 *     all others                             a new object each time that one is made
 *
 * Unlike Go, an interface that was made elsewhere from an integer of 256 or more is taken to be the
 * same as another with that integer, as `r := recover(); panic(r)` has it.
 */
import { Kind, PanicOrigin, Type, TypeFlag } from '../abi/frame';
import { Eq, interfacesEqual } from '../guest/equal';
import { typeAddr } from '../guest/image';
import { hasFlag, kindOf, sizeOf } from '../guest/value';

/** Values below it have a place of their own. */
const STATIC_VALUES: u64 = 256;

/** Two interfaces, side by side. */
const pair: usize = memory.data(32, 8);

/** Is its value its own representation in Go? (Function and channel values are pointers there.) */
function isPointer(type: u32): bool {
  return hasFlag(type, TypeFlag.DIRECT) && hasFlag(type, TypeFlag.POINTERS);
}

function equal(type: u32, a: u64, b: u64): bool {
  if (a == b) return true;
  // Types without == can still be read-only data: a panic with one of them is rare enough.
  if (!hasFlag(type, TypeFlag.COMPARABLE)) return false;
  store<u64>(pair, type as u64);
  store<u64>(pair, a, 8);
  store<u64>(pair, type as u64, 16);
  store<u64>(pair, b, 24);
  return interfacesEqual(pair, pair + 16) == Eq.YES;
}

/** Do values of so few bytes always have a place of their own? */
function isTiny(type: u32): bool {
  return sizeOf(type) <= 1;
}

/** Has the value, when it is made at run time, a place that all equal ones have? */
function isStatic(type: u32, data: u64): bool {
  const size = sizeOf(type);
  if (isTiny(type)) return true;
  if (kindOf(type) == Kind.STRING) return load<u64>(data as usize, 8) == 0;
  if (size > 8 || load<u8>(typeAddr(type), Type.ALIGN) != size) return false;
  if (hasFlag(type, TypeFlag.POINTERS)) return false;
  if (hasFlag(type, TypeFlag.DIRECT)) return data < STATIC_VALUES;
  let word: u64 = 0;
  memory.copy(pair, data as usize, size);
  for (let i: u32 = size; i > 0; i--) word = (word << 8) | (load<u8>(pair + i - 1) as u64);
  return word < STATIC_VALUES;
}

/** Whether a value of `type` and one before it, each of its origin, are one object in Go. */
export function sameObject(
  type: u32, data: u64, origin: u32, oldData: u64, oldOrigin: u32,
): bool {
  if (isPointer(type)) return data == oldData;
  if (origin == PanicOrigin.GIVEN && oldOrigin == PanicOrigin.GIVEN) return data == oldData;
  if (!equal(type, data, oldData)) return false;
  if (isTiny(type)) return true;
  // A value that was recovered and is panicked with again.
  if (origin == PanicOrigin.GIVEN) return data == oldData;
  if (origin == PanicOrigin.CONSTANT) return oldOrigin == PanicOrigin.CONSTANT;
  return oldOrigin != PanicOrigin.CONSTANT && isStatic(type, data);
}
