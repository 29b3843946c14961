/**
 * Methods of types: which function an interface call reaches, which interfaces a type implements.
 */
import { FieldEntry, MethodEntry, Type } from '../abi/frame';
import { dataBase, typeAddr } from './image';

/** Cache of method lookups: 1024 entries of type, id, function + 1 (0: none). */
const CACHE_MASK: u32 = 1023;
const methods: usize = memory.data(1024 * 12, 16);
/** Cache of implements: 256 entries of type, interface, answer. */
const answers: usize = memory.data(256 * 12, 16);

/** Function that implements method `id` of a concrete type, + 1; 0: it has no such method. */
export function findMethod(type: u32, id: u32): u32 {
  const at = methods + (((type * 31 + id) & CACHE_MASK) * 12);
  if (load<u32>(at) == type && load<u32>(at, 4) == id) return load<u32>(at, 8);
  const func = searchMethod(type, id);
  store<u32>(at, type);
  store<u32>(at, id, 4);
  store<u32>(at, func, 8);
  return func;
}

function searchMethod(type: u32, id: u32): u32 {
  const t = typeAddr(type);
  const list = dataBase() + load<u32>(t, Type.METHODS);
  let low: u32 = 0;
  let high = load<u32>(t, Type.METHOD_COUNT);
  while (low < high) {
    const middle = (low + high) >> 1;
    const m = list + (middle as usize) * MethodEntry.SIZE;
    const have = load<u32>(m, MethodEntry.ID);
    if (have == id) return load<u32>(m, MethodEntry.FUNC) + 1;
    if (have < id) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** Does a concrete type implement an interface type? */
export function implementsType(type: u32, iface: u32): bool {
  const at = answers + (((type * 31 + iface) & 255) * 12);
  if (load<u32>(at) == type && load<u32>(at, 4) == iface) return load<u32>(at, 8) != 0;
  const yes = missingMethod(type, iface) < 0;
  store<u32>(at, type);
  store<u32>(at, iface, 4);
  store<u32>(at, yes ? 1 : 0, 8);
  return yes;
}

/**
 * Index, among the methods of an interface type, of one that a type lacks; -1: it has all. The
 * names of an interface's methods are its fields (abi/frame.ts, Type.FIELDS): of several missing
 * methods that with the first name in byte order, which is the one that Go names.
 */
export function missingMethod(type: u32, iface: u32): i32 {
  const t = typeAddr(iface);
  const count = load<u32>(t, Type.METHOD_COUNT);
  const ids = dataBase() + load<u32>(t, Type.METHODS);
  let found: i32 = -1;
  for (let i: u32 = 0; i < count; i++) {
    if (searchMethod(type, load<u32>(ids + ((i as usize) << 2))) != 0) continue;
    if (found < 0 || nameBefore(t, i, found as u32)) found = i as i32;
  }
  return found;
}

function nameBefore(t: usize, a: u32, b: u32): bool {
  const count = load<u32>(t, Type.FIELD_COUNT);
  if (a >= count || b >= count) return false;
  const data = dataBase();
  const fields = data + load<u32>(t, Type.FIELDS);
  const x = fields + (a as usize) * FieldEntry.SIZE;
  const y = fields + (b as usize) * FieldEntry.SIZE;
  const nx = load<u32>(x, FieldEntry.NAME_LEN);
  const ny = load<u32>(y, FieldEntry.NAME_LEN);
  for (let i: u32 = 0; i < nx && i < ny; i++) {
    const cx = load<u8>(data + load<u32>(x, FieldEntry.NAME) + i);
    const cy = load<u8>(data + load<u32>(y, FieldEntry.NAME) + i);
    if (cx != cy) return cx < cy;
  }
  return nx < ny;
}
