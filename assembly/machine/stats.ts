/**
 * Counters, the latency histogram, the wait ledger and the out block: always on, all in linear
 * memory, read by the host between calls.
 */
import {
  Counter, HIST_SUB_BITS, HIST_WORDS, LEDGER_BUCKETS, LEDGER_SUB_BITS, Ledger, Out
} from '../abi/abi';
import { Cause } from '../abi/status';
import { memAlloc } from './mem';

@unmanaged
class StatState {
  hist: usize;
  /** entries of the ledger, contiguous; open-addressed index of entry numbers + 1 */
  ledger: usize;
  ledgerLen: u32;
  ledgerCap: u32;
  index: usize;
  indexCap: u32;
  /** u16 by site: entry number + 1 of the cause that the site had last */
  bySite: usize;
}

const stat: StatState = changetype<StatState>(memory.data(40, 8));
const outBlock: usize = memory.data(128 * 8, 16);
const counters: usize = memory.data(64 * 8, 16);

/** For sites below `sites`. False: memory limit. */
export function statsInit(sites: u32): bool {
  stat.bySite = memAlloc(sites * 2);
  if (stat.bySite == 0) return false;
  stat.hist = memAlloc(HIST_WORDS * 8);
  stat.ledgerCap = 64;
  stat.ledger = memAlloc(stat.ledgerCap * Ledger.SIZE);
  stat.indexCap = 256;
  stat.index = memAlloc(stat.indexCap * 4);
  if (stat.hist == 0 || stat.ledger == 0 || stat.index == 0) return false;
  // The first Cause.COUNT entries are the totals per cause with no site: no search for them.
  for (let cause: u32 = 0; cause < <u32>Cause.COUNT; cause++) newEntry(cause, 0);
  return true;
}

// @ts-ignore: decorator
@inline
export function bump(counter: i32): void {
  const at = counters + ((counter as usize) << 3);
  store<u64>(at, load<u64>(at) + 1);
}

export function bumpBy(counter: i32, n: u64): void {
  const at = counters + ((counter as usize) << 3);
  store<u64>(at, load<u64>(at) + n);
}

export function counterValue(counter: i32): u64 {
  return load<u64>(counters + ((counter as usize) << 3));
}

export function setOut(word: i32, value: f64): void {
  store<f64>(outBlock + ((word as usize) << 3), value);
}

export function outAddress(): usize {
  return outBlock;
}

/** Counters into the out block, as f64. */
export function publishCounters(): void {
  for (let i = 0; i < <i32>Counter.COUNT; i++) setOut(Out.COUNTERS + i, counterValue(i) as f64);
}

/** Bucket of a log-linear histogram with 2^sub sub-buckets a power of two. */
// @ts-ignore: decorator
@inline
function bucketOf(ns: i64, sub: i32): u32 {
  const v = ns < 0 ? 0 : (ns as u64);
  if (v < (1 as u64) << (sub as u64)) return v as u32;
  const exp = 63 - (clz<u64>(v) as i32);
  const low = (v >> ((exp - sub) as u64)) as u32;
  return (((exp - sub) as u32) << sub) + low;
}

/** A goroutine waited so long from runnable to running. */
// @ts-ignore: decorator
@inline
export function latency(ns: i64): void {
  let bucket = bucketOf(ns, HIST_SUB_BITS);
  if (bucket >= <u32>HIST_WORDS) bucket = HIST_WORDS - 1;
  const at = stat.hist + ((bucket as usize) << 3);
  store<u64>(at, load<u64>(at) + 1);
}

export function histAddress(): usize {
  return stat.hist;
}

/** Adds a stretch of running: that is no wait, only the sum is kept. */
// @ts-ignore: decorator
@inline
export function ledgerRunning(ns: i64): void {
  const entry = stat.ledger;
  store<u64>(entry, load<u64>(entry, Ledger.COUNT) + 1, Ledger.COUNT);
  store<i64>(entry, load<i64>(entry, Ledger.TOTAL_NS) + ns, Ledger.TOTAL_NS);
}

/** Adds a wait whose cause is enough. */
export function ledger(cause: i32, ns: i64): void {
  note(stat.ledger + (cause as usize) * Ledger.SIZE, ns);
}

/** Adds a wait that began at the instruction `site` (its index): mostly the cause is as before. */
export function ledgerAt(cause: i32, site: u32, ns: i64): void {
  const last: usize = load<u16>(stat.bySite + ((site as usize) << 1));
  const entry = stat.ledger + (last - 1) * Ledger.SIZE;
  if (last != 0 && load<u32>(entry, Ledger.CAUSE) == cause + 1) note(entry, ns);
  else ledgerSearch(cause, site, ns);
}

function ledgerSearch(cause: i32, site: u32, ns: i64): void {
  const entry = searchEntry(cause, site);
  if (entry == 0) return;
  const number = ((entry - stat.ledger) as u32) / (Ledger.SIZE as u32) + 1;
  if (number < 65536) store<u16>(stat.bySite + ((site as usize) << 1), number as u16);
  note(entry, ns);
}

// @ts-ignore: decorator
@inline
function note(entry: usize, ns: i64): void {
  store<u64>(entry, load<u64>(entry, Ledger.COUNT) + 1, Ledger.COUNT);
  store<i64>(entry, load<i64>(entry, Ledger.TOTAL_NS) + ns, Ledger.TOTAL_NS);
  if (ns > load<i64>(entry, Ledger.MAX_NS)) store<i64>(entry, ns, Ledger.MAX_NS);
  let bucket = bucketOf(ns, LEDGER_SUB_BITS);
  if (bucket >= <u32>LEDGER_BUCKETS) bucket = LEDGER_BUCKETS - 1;
  const at = entry + ((bucket as usize) << 2);
  store<u32>(at, load<u32>(at, Ledger.BUCKETS) + 1, Ledger.BUCKETS);
}

function hashOf(cause: u32, site: u32): u32 {
  return (site * 0x9e3779b1) ^ (cause * 0x85ebca6b);
}

/** The entry of (cause, site), a new one if there is none; 0: memory limit. */
function searchEntry(cause: u32, site: u32): usize {
  const mask = stat.indexCap - 1;
  let i = hashOf(cause, site) & mask;
  while (true) {
    const n = load<u32>(stat.index + ((i as usize) << 2));
    if (n == 0) break;
    const entry = stat.ledger + ((n - 1) as usize) * Ledger.SIZE;
    if (load<u32>(entry + Ledger.SITE) == site && load<u32>(entry + Ledger.CAUSE) == cause + 1) {
      return entry;
    }
    i = (i + 1) & mask;
  }
  const entry = newEntry(cause, site);
  if (entry == 0) return 0;
  store<u32>(stat.index + ((i as usize) << 2), stat.ledgerLen);
  if (stat.ledgerLen * 2 > stat.indexCap) growIndex();
  return entry;
}

function newEntry(cause: u32, site: u32): usize {
  if (stat.ledgerLen == stat.ledgerCap) {
    const grown = memAlloc(stat.ledgerCap * 2 * Ledger.SIZE);
    if (grown == 0) return 0;
    memory.copy(grown, stat.ledger, (stat.ledgerLen as usize) * Ledger.SIZE);
    stat.ledger = grown;
    stat.ledgerCap *= 2;
  }
  const entry = stat.ledger + (stat.ledgerLen as usize) * Ledger.SIZE;
  stat.ledgerLen++;
  store<u32>(entry + Ledger.CAUSE, cause + 1);
  store<u32>(entry + Ledger.SITE, site);
  return entry;
}

function growIndex(): void {
  const index = memAlloc(stat.indexCap * 2 * 4);
  if (index == 0) return;
  stat.index = index;
  stat.indexCap *= 2;
  const mask = stat.indexCap - 1;
  for (let n: u32 = 0; n < stat.ledgerLen; n++) {
    const entry = stat.ledger + (n as usize) * Ledger.SIZE;
    const site = load<u32>(entry + Ledger.SITE);
    if (site == 0) continue;
    let i = hashOf(load<u32>(entry + Ledger.CAUSE) - 1, site) & mask;
    while (load<u32>(index + ((i as usize) << 2)) != 0) i = (i + 1) & mask;
    store<u32>(index + ((i as usize) << 2), n + 1);
  }
}

export function ledgerAddress(): usize {
  return stat.ledger;
}

export function ledgerLength(): u32 {
  return stat.ledgerLen;
}
