/**
 * Maps. Go's own table (groups of eight slots probed with SIMD-like tricks) pays off in machine
 * code, not here; what programs can see is kept: O(1), what iteration may and may not do, which
 * keys panic.
 *
 *   map object      | count | table | clears | type |
 *   table object    | cap | used | mask | mode | stride | value offset | entries | 0 |
 *                   | index: mask + 1 times u32, entry number + 1, linear probing |
 *                   | entries in the order of insertion: hash u32 (0: deleted), u32, key, value |
 *
 * A deleted entry leaves its place and its index behind; when the entries are used up, the map
 * gets a new table with what lives, twice as large if more than half does. Tables are never
 * changed otherwise, so an iterator simply keeps the one it began with: entries there in a circle
 * from a random start. While that is still the map's table it shows them as they are; afterwards
 * it looks each key up in the new one, as Go's iterators do. So each entry is shown at most once,
 * deleted ones are not, and new ones may be.
 */
import { Kind, TypeFlag } from '../abi/frame';
import { bytesEqual, Eq, equalSlots, hashFailed, hashSlots, hashString, hashWord } from './equal';
import { F, Fault, fault } from './fault';
import { mallocgc, Obj, typeWord } from './heap';
import { elemOf, hasFlag, keyOf, kindOf, slotBytes } from './value';

@unmanaged
export class Hmap {
  count: u32;
  table: u32;
  clears: u32;
  type: u32;
}

@unmanaged
export class Table {
  cap: u32;
  used: u32;
  mask: u32;
  mode: u32;
  stride: u32;
  value: u32;
  entries: u32;
  pad: u32;
}

@unmanaged
export class Iter {
  map: u32;
  table: u32;
  /** entries [pos, end) are to come, then [0, start) */
  pos: u32;
  start: u32;
  wrapped: u32;
  clears: u32;
  type: u32;
  pad: u32;
}

export const TABLE_HEADER: u32 = 32;
const ENTRY_HEADER: u32 = 8;

/** How keys are compared. */
const enum Mode {
  /** one slot, by its bits */
  WORD = 0,
  STRING = 1,
  OTHER = 2,
}

function modeOf(key: u32): u32 {
  switch (kindOf(key)) {
    case Kind.STRING:
      return Mode.STRING;
    case Kind.FLOAT32:
    case Kind.FLOAT64:
    case Kind.COMPLEX64:
    case Kind.COMPLEX128:
    case Kind.INTERFACE:
    case Kind.STRUCT:
    case Kind.ARRAY:
      return Mode.OTHER;
    default:
      return Mode.WORD;
  }
}

function hashOf(mode: u32, keyType: u32, key: usize): u32 {
  let h: u32;
  if (mode == Mode.WORD) h = hashWord(load<u64>(key));
  else if (mode == Mode.STRING) h = hashString(load<u32>(key), load<u32>(key, 8));
  else h = hashSlots(keyType, key);
  return h | 0x80000000;
}

function failed(mode: u32): bool {
  return mode == Mode.OTHER && hashFailed();
}

/** make(map[K]V, hint); 0: memory limit. */
export function makemap(type: u32, hint: i64): usize {
  const at = mallocgc(offsetof<Hmap>(), typeWord(type, Obj.MAP));
  if (at == 0) {
    fault(Fault.MEMORY, 0, 0);
    return 0;
  }
  const m = changetype<Hmap>(at);
  m.type = type;
  if (hint > 8 && hint < 0x8000000) {
    const t = newTable(type, hint as u32);
    if (t == 0) return 0;
    m.table = t as u32;
  }
  return at;
}

function newTable(type: u32, cap: u32): usize {
  if (cap < 8) cap = 8;
  const keyBytes = slotBytes(keyOf(type));
  const stride = ENTRY_HEADER + keyBytes + slotBytes(elemOf(type));
  // Twice as many places in the index as entries, or a bit more.
  const places: u32 = (1 as u32) << (32 - clz<u32>(cap * 2 - 1));
  const bytes: u64 = (TABLE_HEADER as u64) + (places as u64) * 4 + (cap as u64) * (stride as u64);
  const at = mallocgc(bytes > 0xffffff00 ? 0xffffff00 : (bytes as u32), typeWord(type, Obj.TABLE));
  if (at == 0) {
    fault(Fault.MEMORY, 0, 0);
    return 0;
  }
  const t = changetype<Table>(at);
  t.cap = cap;
  t.mask = places - 1;
  t.mode = modeOf(keyOf(type));
  t.stride = stride;
  t.value = ENTRY_HEADER + keyBytes;
  t.entries = TABLE_HEADER + places * 4;
  return at;
}

export function entryAt(t: Table, n: u32): usize {
  return changetype<usize>(t) + t.entries + (n as usize) * t.stride;
}

/** Entry of a key; 0: it is not there. */
function find(t: Table, keyType: u32, key: usize, hash: u32): usize {
  const index = changetype<usize>(t) + TABLE_HEADER;
  let i = hash & t.mask;
  while (true) {
    const n = load<u32>(index + ((i as usize) << 2));
    if (n == 0) return 0;
    const e = entryAt(t, n - 1);
    if (load<u32>(e) == hash && sameKey(t.mode, keyType, e + ENTRY_HEADER, key)) return e;
    i = (i + 1) & t.mask;
  }
}

function sameKey(mode: u32, keyType: u32, a: usize, b: usize): bool {
  if (mode == Mode.WORD) return load<u64>(a) == load<u64>(b);
  if (mode == Mode.STRING) {
    const n = load<u32>(a, 8);
    return n == load<u32>(b, 8) && bytesEqual(load<u32>(a), load<u32>(b), n);
  }
  return equalSlots(keyType, a, b) == Eq.YES;
}

/**
 * Address of the value's slots of the key at `key`; 0: not there. A key that cannot be hashed is
 * a fault even for a map that is nil or empty: `mapFailed` tells.
 */
export function mapget(type: u32, map: usize, key: usize): usize {
  const keyType = keyOf(type);
  const mode = modeOf(keyType);
  bad.failed = 0;
  if (map == 0 || changetype<Hmap>(map).count == 0) {
    if (mode == Mode.OTHER) checkKey(keyType, key);
    return 0;
  }
  const hash = hashOf(mode, keyType, key);
  if (failed(mode)) {
    bad.failed = 1;
    return 0;
  }
  const t = changetype<Table>(changetype<Hmap>(map).table as usize);
  const e = find(t, keyType, key, hash);
  return e == 0 ? 0 : e + t.value;
}

@unmanaged
class BadKey {
  failed: u32;
  pad: u32;
}

const bad: BadKey = changetype<BadKey>(memory.data(8, 8));

/** A key for an empty map has to be hashable, too. */
function checkKey(keyType: u32, key: usize): bool {
  hashSlots(keyType, key);
  if (!hashFailed()) return true;
  bad.failed = 1;
  return fault(Fault.UNHASHABLE_KEY, F.a, 0);
}

/** The key of the last operation is not hashable: F is set. */
export function mapFailed(): bool {
  return bad.failed != 0;
}

/**
 * Address of the value's slots of a key, which is added (with a zero value) if it is new; 0: a
 * fault.
 */
export function mapassign(type: u32, map: usize, key: usize): usize {
  if (map == 0) {
    fault(Fault.NIL_MAP, 0, 0);
    return 0;
  }
  const keyType = keyOf(type);
  const mode = modeOf(keyType);
  const hash = hashOf(mode, keyType, key);
  if (failed(mode)) return 0;
  const m = changetype<Hmap>(map);
  if (m.table != 0) {
    const t = changetype<Table>(m.table as usize);
    const e = find(t, keyType, key, hash);
    if (e != 0) {
      // +0 and -0 are equal but not the same: the key written last stays, as in Go.
      if (mode == Mode.OTHER) memory.copy(e + ENTRY_HEADER, key, t.value - ENTRY_HEADER);
      return e + t.value;
    }
  }
  if (!roomFor(m)) return 0;
  m.count++;
  const t = changetype<Table>(m.table as usize);
  const e = append(t, hash);
  memory.copy(e + ENTRY_HEADER, key, t.value - ENTRY_HEADER);
  return e + t.value;
}

/** A table with a free entry. */
function roomFor(m: Hmap): bool {
  if (m.table == 0) {
    m.table = newTable(m.type, 8) as u32;
    return m.table != 0;
  }
  const old = changetype<Table>(m.table as usize);
  if (old.used < old.cap) return true;
  const at = newTable(m.type, m.count * 2 > old.cap ? old.cap * 2 : old.cap);
  if (at == 0) return false;
  const t = changetype<Table>(at);
  for (let i: u32 = 0; i < old.used; i++) {
    const from = entryAt(old, i);
    const hash = load<u32>(from);
    if (hash == 0) continue;
    const to = append(t, hash) + ENTRY_HEADER;
    memory.copy(to, from + ENTRY_HEADER, t.stride - ENTRY_HEADER);
  }
  m.table = at as u32;
  return true;
}

/** A new entry of a table that has room. */
function append(t: Table, hash: u32): usize {
  const index = changetype<usize>(t) + TABLE_HEADER;
  let i = hash & t.mask;
  while (load<u32>(index + ((i as usize) << 2)) != 0) i = (i + 1) & t.mask;
  const e = entryAt(t, t.used);
  store<u32>(e, hash);
  t.used++;
  store<u32>(index + ((i as usize) << 2), t.used);
  return e;
}

/** delete(m, key); false: a fault. */
export function mapdelete(type: u32, map: usize, key: usize): bool {
  const keyType = keyOf(type);
  const mode = modeOf(keyType);
  if (maplen(map) == 0) return mode != Mode.OTHER || checkKey(keyType, key);
  const hash = hashOf(mode, keyType, key);
  if (failed(mode)) return false;
  const m = changetype<Hmap>(map);
  const t = changetype<Table>(m.table as usize);
  const e = find(t, keyType, key, hash);
  if (e == 0) return true;
  memory.fill(e, 0, t.stride);
  m.count--;
  return true;
}

export function maplen(map: usize): u32 {
  return map == 0 ? 0 : changetype<Hmap>(map).count;
}

/** clear(m): iterators under way find nothing any more. */
export function mapclear(map: usize): void {
  if (map == 0) return;
  const m = changetype<Hmap>(map);
  m.count = 0;
  m.table = 0;
  m.clears++;
}

/** Is the key one that is not equal to itself (a NaN in it)? */
function isNaNKey(t: Table, keyType: u32, key: usize): bool {
  return t.mode == Mode.OTHER && equalSlots(keyType, key, key) == Eq.NO;
}

// ---- iteration --------------------------------------------------------------------------

/**
 * A new iterator over a map (may be nil), from a place that the random number tells; 0: memory
 * limit.
 */
export function mapiter(type: u32, map: usize, random: u64): usize {
  const at = mallocgc(offsetof<Iter>(), typeWord(type, Obj.ITER));
  if (at == 0) {
    fault(Fault.MEMORY, 0, 0);
    return 0;
  }
  const it = changetype<Iter>(at);
  it.type = type;
  if (maplen(map) == 0) return at;
  const m = changetype<Hmap>(map);
  it.map = map as u32;
  it.table = m.table;
  it.clears = m.clears;
  const used = changetype<Table>(m.table as usize).used;
  it.start = (((random >> 32) * (used as u64)) >> 32) as u32;
  it.pos = it.start;
  return at;
}

/**
 * The next entry of an iterator: where its key's slots are, 0 at the end. The value's:
 * mapIterValue.
 */
export function mapnext(iter: usize): usize {
  const it = changetype<Iter>(iter);
  if (it.table == 0) return 0;
  const t = changetype<Table>(it.table as usize);
  const m = changetype<Hmap>(it.map as usize);
  while (true) {
    if (it.wrapped == 0 && it.pos >= t.used) {
      it.wrapped = 1;
      it.pos = 0;
    }
    if (it.wrapped != 0 && it.pos >= it.start) break;
    const e = entryAt(t, it.pos);
    it.pos++;
    if (load<u32>(e) == 0) continue;
    const shown = m.table == it.table ? e : moved(it, m, t, e);
    if (shown != 0) return shown + ENTRY_HEADER;
  }
  it.table = 0;
  return 0;
}

/** The entry in the map's present table of one that the iterator has in its old one; 0: gone. */
function moved(it: Iter, m: Hmap, old: Table, e: usize): usize {
  const keyType = keyOf(it.type);
  if (isNaNKey(old, keyType, e + ENTRY_HEADER)) return m.clears == it.clears ? e : 0;
  if (m.table == 0) return 0;
  return find(changetype<Table>(m.table as usize), keyType, e + ENTRY_HEADER, load<u32>(e));
}

/** The value's slots of the entry whose key is at `key` (mapnext). */
export function mapIterValue(iter: usize, key: usize): usize {
  return key + slotBytes(keyOf(changetype<Iter>(iter).type));
}

/** Key and value types hold pointers? For the collector. */
export function mapHasPointers(type: u32): bool {
  return hasFlag(keyOf(type), TypeFlag.POINTERS) || hasFlag(elemOf(type), TypeFlag.POINTERS);
}
