/**
 * Marking and sweeping of the guest's heap. Addresses are looked up (heap.ts, objectOf), so a word
 * that is no pointer, or one to something freed, does no harm: at worst it keeps an object alive.
 *
 * The mark stack is a chain of blocks, the first of which is always there. If there is no memory
 * for another one, objects stay marked without having been scanned; then all marked objects are
 * scanned once more, until nothing was left out.
 */
import { Kind, Type, TypeFlag } from '../abi/frame';
import {
  firstSpan, forgetFree, freeObject, freeSpan, MARK, Obj, OBJ_HEADER, objectOf, Span,
} from './heap';
import { memClearFailed } from '../machine/mem';
import { dataBase, typeAddr } from './image';
import { Table } from './map';
import { stackalloc, stackfree } from './stack';
import { elemOf, hasFlag, keyOf, kindOf, sizeOf, slotBytes } from './value';

const BLOCK_BYTES: u32 = 4096;
const BLOCK_WORDS: u32 = BLOCK_BYTES / 4 - 2;

@unmanaged
class MarkState {
  /** block: link, entries; its number of entries */
  block: usize;
  count: u32;
  /** an object was marked that could not be noted */
  missed: u32;
  pad: u32;
}

const ms: MarkState = changetype<MarkState>(memory.data(16, 8));
const firstBlock: usize = memory.data(4096, 16);

export function markBegin(): void {
  ms.block = firstBlock;
  ms.count = 0;
  ms.missed = 0;
}

function push(object: u32): void {
  if (ms.count == BLOCK_WORDS) {
    const block = stackalloc(BLOCK_BYTES);
    if (block == 0) {
      memClearFailed();
      ms.missed = 1;
      return;
    }
    store<usize>(block, ms.block);
    ms.block = block;
    ms.count = 0;
  }
  store<u32>(ms.block + ((ms.count as usize) << 2), object, 8);
  ms.count++;
}

/** An object to scan; 0: none left. */
function pop(): u32 {
  if (ms.count == 0) {
    const block = ms.block;
    if (block == firstBlock) return 0;
    ms.block = load<usize>(block);
    stackfree(block, BLOCK_BYTES);
    ms.count = BLOCK_WORDS;
  }
  ms.count--;
  return load<u32>(ms.block + ((ms.count as usize) << 2), 8);
}

/** Marks the object that an address points into, if it does. */
export function markPointer(address: u32): void {
  if (address == 0) return;
  const object = objectOf(address);
  if (object == 0) return;
  const word = load<u32>(object);
  if ((word & MARK) != 0) return;
  store<u32>(object, word | MARK);
  if ((word & 15) != Obj.BYTES) push(object);
}

/** Every word of 4 bytes in [from, to) may be a pointer. */
export function markWords(from: usize, to: usize): void {
  for (; from < to; from += 4) markPointer(load<u32>(from));
}

/**
 * The words of 8 bytes from number `first` up to `count` at `base` of which a bitmap has the bit
 * set.
 */
export function markBits(base: usize, bitmap: usize, first: u32, count: u32): void {
  for (let i = first; i < count; i++) {
    const bits = load<u32>(bitmap + ((i >> 5) << 2)) >> (i & 31);
    if (bits == 0) {
      i |= 31;
      continue;
    }
    if ((bits & 1) != 0) markPointer(load<u32>(base + ((i as usize) << 3)));
  }
}

/** Scans until nothing is left to scan. */
export function drain(): void {
  for (let object = pop(); object != 0; object = pop()) scan(object);
}

function scan(object: u32): void {
  const word = load<u32>(object) & ~MARK;
  const bytes = load<u32>(object, 4);
  const at = (object + OBJ_HEADER) as usize;
  const type = word >> 4;
  switch ((word & 15) as i32) {
    case Obj.VALUE:
      scanValues(type, at, bytes);
      return;
    case Obj.CHAN:
      scanSlots(elemOf(type), at + CHAN_HEADER, at + bytes);
      // The timer that feeds it (Hchan, runtime/runtime2.ts).
      markPointer(load<u32>(at, CHAN_HEADER - 4));
      return;
    case Obj.TABLE:
      scanTable(type, at);
      return;
    case Obj.MAP:
    case Obj.ITER:
    case Obj.CLOSURE:
    case Obj.WORDS:
      markWords(at, at + (bytes & ~3));
      return;
    default:
  }
}

const CHAN_HEADER: usize = 48;

/** One or more values in memory form. */
function scanValues(type: u32, at: usize, bytes: u32): void {
  const size = sizeOf(type);
  if (size == 0 || !hasFlag(type, TypeFlag.POINTERS)) return;
  const map = dataBase() + load<u32>(typeAddr(type), Type.PTRMAP);
  const words = (size + 7) >> 3;
  const end = at + bytes;
  for (; at + size <= end; at += size) markBits(at, map, 0, words);
}

/** Values in slot form from `at` to `end`. */
function scanSlots(type: u32, at: usize, end: usize): void {
  const bytes = slotBytes(type);
  if (bytes == 0 || !hasFlag(type, TypeFlag.POINTERS)) return;
  for (; at + bytes <= end; at += bytes) scanSlot(type, at);
}

/** Where the pointers of a value in slot form are; those of structs and arrays as in memory. */
function scanSlot(type: u32, at: usize): void {
  switch (kindOf(type)) {
    case Kind.INTERFACE:
      markPointer(load<u32>(at, 8));
      return;
    case Kind.STRUCT:
    case Kind.ARRAY:
      markBits(at, dataBase() + load<u32>(typeAddr(type), Type.PTRMAP), 0, slotBytes(type) >> 3);
      return;
    default:
      markPointer(load<u32>(at));
  }
}

function scanTable(type: u32, at: usize): void {
  const key = keyOf(type);
  const elem = elemOf(type);
  const keys = hasFlag(key, TypeFlag.POINTERS) && slotBytes(key) != 0;
  const values = hasFlag(elem, TypeFlag.POINTERS) && slotBytes(elem) != 0;
  if (!keys && !values) return;
  const t = changetype<Table>(at);
  let e = at + t.entries;
  for (let i: u32 = 0; i < t.used; i++, e += t.stride) {
    if (load<u32>(e) == 0) continue;
    if (keys) scanSlot(key, e + 8);
    if (values) scanSlot(elem, e + t.value);
  }
}

/** What an object points to, but not the object itself. */
export function markChildren(object: u32): void {
  scan(object);
  drain();
}

/** Takes all marks back, and frees nothing. */
export function unmark(): void {
  for (let s: Span = firstSpan(); changetype<usize>(s) != 0;) {
    for (let object = s.base; object < endOf(s); object += s.elem) {
      store<u32>(object, load<u32>(object) & ~MARK);
    }
    s = changetype<Span>(changetype<usize>(s.next));
  }
}

// ---- sweeping ---------------------------------------------------------------------------

/** After all roots: nothing that is reachable may be left unmarked. */
export function markEnd(): void {
  drain();
  while (ms.missed != 0) {
    ms.missed = 0;
    let s: Span = firstSpan();
    for (; changetype<usize>(s) != 0; s = changetype<Span>(changetype<usize>(s.next))) rescan(s);
  }
}

function rescan(s: Span): void {
  for (let object = s.base; object < endOf(s); object += s.elem) {
    if ((load<u32>(object) & MARK) == 0) continue;
    scan(object);
    drain();
  }
}

/**
 * Frees what is not marked, takes the marks back; spans with nothing left give their pages back.
 */
export function sweep(): void {
  forgetFree();
  let s: Span = firstSpan();
  while (changetype<usize>(s) != 0) {
    const next = changetype<Span>(changetype<usize>(s.next));
    if (marked(s)) sweepSpan(s);
    else freeSpan(s, inUse(s));
    s = next;
  }
}

function endOf(s: Span): u32 {
  return s.base + s.fresh * s.elem;
}

/** Is any object marked? */
function marked(s: Span): bool {
  for (let object = s.base; object < endOf(s); object += s.elem) {
    if ((load<u32>(object) & MARK) != 0) return true;
  }
  return false;
}

function inUse(s: Span): u32 {
  let n: u32 = 0;
  for (let object = s.base; object < endOf(s); object += s.elem) if (load<u32>(object) != 0) n++;
  return n;
}

function sweepSpan(s: Span): void {
  const end = endOf(s);
  for (let object = s.base; object < end; object += s.elem) {
    const word = load<u32>(object);
    if ((word & MARK) != 0) store<u32>(object, word & ~MARK);
    else freeObject(s, object, word != 0);
  }
}
