/**
 * The wait ledger: where all goroutines together spent their time, by cause and by the line at
 * which they began to wait. The kernel keeps it whatever is recorded.
 */
import { Ledger, LEDGER_BUCKETS, LEDGER_SUB_BITS } from '../../assembly/abi/abi.ts';
import { Cause } from '../../assembly/abi/status.ts';
import { Histogram } from './histogram.ts';

const TWO32 = 0x1_0000_0000;

export interface LedgerEntry {
  cause: Cause;
  /** Instruction index where the wait began, 0: not told apart. */
  site: number;
  count: number;
  totalNs: number;
  maxNs: number;
  histogram: Histogram;
}

/** A row of `waits[]` in the result document. */
export interface Wait {
  cause: string;
  /** file:line, or empty where the cause has no place in the program. */
  where: string;
  count: number;
  totalNs: number;
  p50: number;
  p99: number;
  maxNs: number;
}

/** Names of causes in documents: `local-queue`, `stop-the-world`. */
export function causeKey(cause: number): string {
  return (Cause[cause] ?? `cause-${cause}`).toLowerCase().replaceAll('_', '-');
}

/** The entries in use among `length` of the kernel's ledger at `address`. */
export function readLedger(
  buffer: ArrayBufferLike, address: number, length: number,
): LedgerEntry[] {
  const list: LedgerEntry[] = [];
  for (let i = 0; i < length; i++) {
    const at = address + i * Ledger.SIZE;
    const entry = readEntry(buffer, at);
    if (entry && entry.count > 0) list.push(entry);
  }
  return list;
}

function readEntry(buffer: ArrayBufferLike, at: number): LedgerEntry | undefined {
  const words = new Uint32Array(buffer, at, Ledger.BUCKETS / 4);
  const u64 = (offset: number) => words[offset / 4]! + words[offset / 4 + 1]! * TWO32;
  const cause = words[Ledger.CAUSE / 4]!;
  if (cause === 0) return undefined;
  return {
    cause: cause - 1,
    site: words[Ledger.SITE / 4]!,
    count: u64(Ledger.COUNT),
    totalNs: u64(Ledger.TOTAL_NS),
    maxNs: u64(Ledger.MAX_NS),
    histogram: Histogram.fromU32(buffer, at + Ledger.BUCKETS, LEDGER_BUCKETS, LEDGER_SUB_BITS),
  };
}

/** Nanoseconds by Cause; with the running ones they are the lives of all goroutines. */
export function totalsByCause(entries: readonly LedgerEntry[]): number[] {
  const totals = new Array<number>(Cause.COUNT).fill(0);
  for (const entry of entries) totals[entry.cause]! += entry.totalNs;
  return totals;
}

/**
 * The waits, longest total first: entries with one cause and one line are one row. Running is no
 * wait. `where` gives file:line of an instruction.
 */
export function waitsOf(entries: readonly LedgerEntry[], where: (pc: number) => string): Wait[] {
  const rows = new Map<string, { cause: Cause; place: string; sum: LedgerEntry }>();
  for (const entry of entries) {
    if (entry.cause === Cause.RUNNING) continue;
    const place = entry.site === 0 ? '' : where(entry.site);
    const key = `${entry.cause} ${place}`;
    const row = rows.get(key);
    if (row) addEntry(row.sum, entry);
    else rows.set(key, { cause: entry.cause, place, sum: copyEntry(entry) });
  }
  const waits = [...rows.values()].map(({ cause, place, sum }) => waitOf(cause, place, sum));
  return waits.sort((a, b) => b.totalNs - a.totalNs
    || byText(a.cause, b.cause) || byText(a.where, b.where));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function waitOf(cause: Cause, where: string, sum: LedgerEntry): Wait {
  const { count, totalNs, maxNs, histogram } = sum;
  const p50 = Math.min(histogram.quantile(0.5), maxNs);
  const p99 = Math.min(histogram.quantile(0.99), maxNs);
  return { cause: causeKey(cause), where, count, totalNs, p50, p99, maxNs };
}

function copyEntry(entry: LedgerEntry): LedgerEntry {
  const { subBits, counts } = entry.histogram;
  return { ...entry, histogram: new Histogram(subBits, counts.slice()) };
}

function addEntry(to: LedgerEntry, from: LedgerEntry): void {
  to.count += from.count;
  to.totalNs += from.totalNs;
  to.maxNs = Math.max(to.maxNs, from.maxNs);
  to.histogram.merge(from.histogram);
}
