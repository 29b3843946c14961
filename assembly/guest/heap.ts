/**
 * The guest's heap: what Go code allocates. Like Go's own: pages of 8 KiB in spans; a span holds
 * objects of one size class, or one large object; a table from page to span finds the object
 * behind any address inside it, so the collector (collect.ts) takes interior pointers and even
 * words that are no pointers.
 *
 *   span of class 48 (40 bytes and a header each)
 *
 *     | type word u32 | bytes u32 | 40 bytes | type word | bytes | 40 bytes | ...
 *                                 ^ what the program has
 *
 * The type word says what lies in the object: `type << 4 | Obj`, and the mark in bit 31; 0 is
 * free. A free object keeps the link of its class's free list in the second word.
 *
 * Nothing is collected inside an allocation: `heapWantsGC` tells when it is time, and the
 * interpreter collects at a call or a back-edge, where it knows where all pointers are.
 */
import { Counter } from '../abi/abi';
import { memAlloc, memClearFailed } from '../machine/mem';
import { bump, bumpBy } from '../machine/stats';

/** What an object is (low 4 bits of its type word). */
export const enum Obj {
  FREE = 0,
  /** values of the type in memory form, one or more */
  VALUE = 1,
  /** type: function index; every captured slot may be a pointer */
  CLOSURE = 2,
  /** type: the channel type; header, then elements in slot form */
  CHAN = 3,
  /** type: the map type */
  MAP = 4,
  TABLE = 5,
  /** type: the map type */
  ITER = 6,
  /** no pointers: bytes of strings */
  BYTES = 7,
  /** every word may be a pointer */
  WORDS = 8,
}

export const MARK: u32 = 0x80000000;
export const OBJ_HEADER: u32 = 8;
const PAGE_SHIFT: u32 = 13;
const PAGE: u32 = 8192;
/** Largest object (with its header) of a size class. */
const SMALL_MAX: u32 = 16384;

@unmanaged
export class Span {
  /** first byte, pages; bytes and number of its objects */
  base: u32;
  pages: u32;
  elem: u32;
  count: u32;
  /** objects never used yet begin with this one */
  fresh: u32;
  /** 0: a free run of pages */
  used: u32;
  /** size class, or LARGE */
  class: u32;
  /** all spans; free runs: the list of their length */
  next: Span | null;
  prev: Span | null;
  freeNext: Span | null;
}

const LARGE: u32 = 0xffff;
const CLASSES: u32 = 64;
/** Free runs: lists by pages, the last for all that are longer. */
const RUNS: u32 = 64;

@unmanaged
class HeapState {
  /** bytes of objects, headers included; when to collect */
  live: u64;
  trigger: u64;
  spans: Span | null;
  /** Span structs to be used again */
  spare: Span | null;
  /** bytes allocated since the interpreter last asked (heapTaken) */
  taken: u32;
  arenaPages: u32;
  /** bytes that a collection can still count on, see heapSetTrigger */
  pad: u64;
}

const hs: HeapState = changetype<HeapState>(memory.data(64, 16));
/** Per class: bytes of an object. */
const sizes: usize = memory.data(64 * 4, 16);
/** Class by (bytes + 7) / 8 up to 1 KiB; larger ones are computed. */
const classes8: usize = memory.data(132, 16);
/** Per class: free list (address of an object's header), span that is being filled. */
const frees: usize = memory.data(64 * 4, 16);
const filling: usize = memory.data(64 * 4, 16);
const runs: usize = memory.data(65 * 4, 16);
/** Table of tables: span by page; 256 tables of 2048 pages. */
const directory: usize = memory.data(256 * 4, 16);

const FIRST_TRIGGER: u64 = 4 << 20;

export function heapInit(): void {
  let bytes: u32 = 16;
  let c: u32 = 0;
  while (bytes <= SMALL_MAX) {
    store<u32>(sizes + ((c as usize) << 2), bytes);
    c++;
    // Steps of 8 up to 64, then four a power of two.
    bytes += bytes < 64 ? 8 : (1 as u32) << (31 - clz<u32>(bytes) - 2);
  }
  for (let i: u32 = 0; i <= 128; i++) store<u8>(classes8 + i, search(i * 8) as u8);
  hs.trigger = FIRST_TRIGGER;
}

/** Smallest class of at least so many bytes. */
function search(bytes: u32): u32 {
  let c: u32 = 0;
  while (load<u32>(sizes + ((c as usize) << 2)) < bytes) c++;
  return c;
}

/** Class of a size from 1 KiB to SMALL_MAX. */
function largeClass(bytes: u32): u32 {
  const shift: u32 = 31 - clz<u32>(bytes - 1) - 2;
  const steps = ((bytes - 1) >> shift) + 1;
  // 64 is class 6; each doubling has four classes.
  return 6 + ((shift - 4) << 2) + (steps - 4);
}

/** The word that says what an object is. */
export function typeWord(type: u32, kind: u32): u32 {
  return (type << 4) | kind;
}

export function chanWord(type: u32): u32 {
  return typeWord(type, Obj.CHAN);
}

/** `bytes` zeroed bytes; `word` says what they hold (typeWord). 0: memory limit. */
export function mallocgc(bytes: u32, word: u32): usize {
  const size = bytes + OBJ_HEADER;
  if (size > SMALL_MAX) return large(bytes, word);
  const c: u32 = size <= 1024 ? load<u8>(classes8 + ((size + 7) >> 3)) : largeClass(size);
  const list = frees + ((c as usize) << 2);
  let at: usize = load<u32>(list);
  if (at != 0) {
    store<u32>(list, load<u32>(at, 4));
    clear(at + OBJ_HEADER, load<u32>(sizes + ((c as usize) << 2)) - OBJ_HEADER);
  } else {
    at = carve(c);
    if (at == 0) return 0;
  }
  store<u32>(at, word);
  store<u32>(at, bytes, 4);
  account(bytes, load<u32>(sizes + ((c as usize) << 2)));
  return at + OBJ_HEADER;
}

function clear(at: usize, bytes: u32): void {
  if (bytes > 128) {
    memory.fill(at, 0, bytes);
    return;
  }
  const end = at + bytes;
  for (; at < end; at += 8) store<u64>(at, 0);
}

function account(bytes: u32, size: u32): void {
  hs.live += size;
  hs.taken += bytes;
  bump(Counter.allocs);
  bumpBy(Counter.allocBytes, bytes);
}

/** The next unused object of the span that its class is filling. */
function carve(c: u32): usize {
  const at = filling + ((c as usize) << 2);
  let s = changetype<Span>(load<usize>(at));
  if (changetype<usize>(s) == 0 || s.fresh == s.count) {
    const elem = load<u32>(sizes + ((c as usize) << 2));
    const pages: u32 = elem <= 1024 ? 1 : (elem * 8 + PAGE - 1) >> PAGE_SHIFT;
    s = newSpan(pages);
    if (changetype<usize>(s) == 0) return 0;
    s.class = c;
    s.elem = elem;
    s.count = (pages << PAGE_SHIFT) / elem;
    s.fresh = 0;
    store<usize>(at, changetype<usize>(s));
  }
  const object = s.base + s.fresh * s.elem;
  s.fresh++;
  return object as usize;
}

function large(bytes: u32, word: u32): usize {
  const size: u64 = (bytes as u64) + OBJ_HEADER;
  if (size > 0xfff00000) return memAlloc(0xffffff00);
  const s = newSpan(((size + PAGE - 1) >> PAGE_SHIFT) as u32);
  if (changetype<usize>(s) == 0) return 0;
  s.class = LARGE;
  s.elem = s.pages << PAGE_SHIFT;
  s.count = 1;
  s.fresh = 1;
  store<u32>(s.base, word);
  store<u32>(s.base, bytes, 4);
  account(bytes, s.elem);
  return (s.base + OBJ_HEADER) as usize;
}

// ---- pages ------------------------------------------------------------------------------

function runList(pages: u32): usize {
  return runs + (((pages < RUNS ? pages : RUNS) as usize) << 2);
}

/** A span of zeroed pages; null: memory limit. */
function newSpan(pages: u32): Span {
  let s = findRun(pages);
  if (changetype<usize>(s) == 0) {
    s = grow(pages);
    if (changetype<usize>(s) == 0) return s;
  }
  if (s.pages > pages) split(s, pages);
  s.used = 1;
  register(s);
  link(s);
  return s;
}

/** Takes a free run of at least so many pages off its list. Its pages are cleared. */
function findRun(pages: u32): Span {
  for (let n = pages < RUNS ? pages : RUNS; n <= RUNS; n++) {
    let before: usize = runList(n);
    let s = changetype<Span>(load<usize>(before));
    while (changetype<usize>(s) != 0) {
      if (s.pages >= pages) {
        store<usize>(before, changetype<usize>(s.freeNext));
        if (s.fresh != 0) memory.fill(s.base, 0, (s.pages as usize) << PAGE_SHIFT);
        return s;
      }
      before = changetype<usize>(s) + offsetof<Span>('freeNext');
      s = changetype<Span>(changetype<usize>(s.freeNext));
    }
  }
  return changetype<Span>(0);
}

/** Leaves `pages` pages in `s`; the rest becomes a free run (clean, as findRun has cleared it). */
function split(s: Span, pages: u32): void {
  const rest = newStruct();
  if (changetype<usize>(rest) == 0) return;
  rest.base = s.base + (pages << PAGE_SHIFT);
  rest.pages = s.pages - pages;
  rest.fresh = 0;
  s.pages = pages;
  addRun(rest);
}

/** Fresh memory: at least an eighth of what there is, at least 16 pages. */
function grow(pages: u32): Span {
  let want = hs.arenaPages >> 3;
  if (want < 16) want = 16;
  if (want < pages) want = pages;
  let at = memAlloc((want + 1) << PAGE_SHIFT);
  if (at == 0 && want > pages) {
    // Not that much, then; only if even this fails is the limit reached.
    memClearFailed();
    want = pages;
    at = memAlloc((want + 1) << PAGE_SHIFT);
  }
  if (at == 0) return changetype<Span>(0);
  const s = newStruct();
  if (changetype<usize>(s) == 0) return s;
  s.base = ((at + PAGE - 1) & ~((PAGE - 1) as usize)) as u32;
  s.pages = want;
  s.fresh = 0;
  if (!tables(s.base, want)) return changetype<Span>(0);
  hs.arenaPages += want;
  return s;
}

/** Tables for the pages of a new arena. */
function tables(base: u32, pages: u32): bool {
  const first = base >> 24;
  const last = (base + (pages << PAGE_SHIFT) - 1) >> 24;
  for (let i = first; i <= last; i++) {
    const at = directory + ((i as usize) << 2);
    if (load<u32>(at) != 0) continue;
    const table = memAlloc(2048 * 4);
    if (table == 0) return false;
    store<u32>(at, table as u32);
  }
  return true;
}

function newStruct(): Span {
  const s = hs.spare;
  if (s) {
    hs.spare = s.freeNext;
    return s;
  }
  return changetype<Span>(memAlloc(offsetof<Span>()));
}

function setPage(address: u32, s: usize): void {
  const table: usize = load<u32>(directory + ((address >> 24) << 2));
  store<usize>(table + (((address >> PAGE_SHIFT) & 2047) << 2), s);
}

function register(s: Span): void {
  for (let i: u32 = 0; i < s.pages; i++) setPage(s.base + (i << PAGE_SHIFT), changetype<usize>(s));
}

function link(s: Span): void {
  s.prev = null;
  s.next = hs.spans;
  const first = hs.spans;
  if (first) first.prev = s;
  hs.spans = s;
}

/** A free run onto its list; its ends are registered, for merging. */
function addRun(s: Span): void {
  s.used = 0;
  setPage(s.base, changetype<usize>(s));
  setPage(s.base + ((s.pages - 1) << PAGE_SHIFT), changetype<usize>(s));
  const list = runList(s.pages);
  s.freeNext = changetype<Span | null>(load<usize>(list));
  store<usize>(list, changetype<usize>(s));
}

/** The span that an address lies in; null: none. May be a free run. */
export function spanOf(address: u32): Span {
  const table: usize = load<u32>(directory + ((address >> 24) << 2));
  if (table == 0) return changetype<Span>(0);
  return changetype<Span>(load<usize>(table + (((address >> PAGE_SHIFT) & 2047) << 2)));
}

/** The header of the object that an address points into; 0: none, or free. */
export function objectOf(address: u32): u32 {
  const s = spanOf(address);
  if (changetype<usize>(s) == 0 || s.used == 0) return 0;
  const index = (address - s.base) / s.elem;
  if (index >= s.fresh) return 0;
  const object = s.base + index * s.elem;
  return load<u32>(object) == 0 ? 0 : object;
}

// ---- for the collector, the interpreter and the statistics ------------------------------

export function firstSpan(): Span {
  return changetype<Span>(changetype<usize>(hs.spans));
}

/** Before a sweep: the free lists are made anew. */
export function forgetFree(): void {
  memory.fill(frees, 0, CLASSES << 2);
}

/** Puts an object of a size class on its free list; `was`: it was in use until now. */
export function freeObject(s: Span, object: u32, was: bool): void {
  const list = frees + ((s.class as usize) << 2);
  store<u32>(object, 0);
  store<u32>(object, load<u32>(list), 4);
  store<u32>(list, object);
  if (was) hs.live -= s.elem;
}

/** Frees the pages of a span in which `objects` objects were in use until now. */
export function freeSpan(s: Span, objects: u32): void {
  hs.live -= (objects as u64) * (s.elem as u64);
  if (s.class != LARGE) {
    const at = filling + ((s.class as usize) << 2);
    if (load<usize>(at) == changetype<usize>(s)) store<usize>(at, 0);
  }
  const next = s.next;
  const prev = s.prev;
  if (next) next.prev = prev;
  if (prev) prev.next = next;
  else hs.spans = next;
  s.fresh = 1;
  mergeInto(s, spanOf(s.base + (s.pages << PAGE_SHIFT)), false);
  mergeInto(s, spanOf(s.base - 1), true);
  addRun(s);
}

function mergeInto(s: Span, other: Span, before: bool): void {
  if (changetype<usize>(other) == 0 || other.used != 0) return;
  // A page inside a former run may still name a struct that is something else now.
  const meets = before ? other.base + (other.pages << PAGE_SHIFT) == s.base
    : s.base + (s.pages << PAGE_SHIFT) == other.base;
  if (!meets || !takeRun(other)) return;
  if (before) s.base = other.base;
  s.pages += other.pages;
  other.freeNext = hs.spare;
  hs.spare = other;
}

/** Takes a run off its list; false: it is on none. */
function takeRun(run: Span): bool {
  let before: usize = runList(run.pages);
  let s = changetype<Span>(load<usize>(before));
  while (changetype<usize>(s) != 0) {
    if (s == run) {
      store<usize>(before, changetype<usize>(s.freeNext));
      return true;
    }
    before = changetype<usize>(s) + offsetof<Span>('freeNext');
    s = changetype<Span>(changetype<usize>(s.freeNext));
  }
  return false;
}

export function heapWantsGC(): bool {
  return hs.live >= hs.trigger;
}

/** After a collection: the next one when what is left has doubled. */
export function heapSetTrigger(): void {
  hs.trigger = hs.live * 2;
  if (hs.trigger < FIRST_TRIGGER) hs.trigger = FIRST_TRIGGER;
}

/** Bytes of live and not yet collected objects. */
export function heapBytes(): u64 {
  return hs.live;
}

/** Bytes allocated since the last call. */
export function heapTaken(): u32 {
  const n = hs.taken;
  hs.taken = 0;
  return n;
}
