/** The part of a program's symbols that a run's records name. */
import type { RecordSymbols } from './file.ts';
import type { RecordLog } from './log.ts';

/**
 * The lines without those that no record is at: for files that should be short. Instructions of the
 * records are on the same lines as before; those between may not be.
 */
export function symbolsOf(log: RecordLog, symbols: RecordSymbols): RecordSymbols {
  const pcs = new Set<number>();
  log.forEach((r) => pcs.add(r.pc));
  // Records count instructions from 1; 0 is none.
  const named = [...pcs].filter((pc) => pc !== 0).map((pc) => pc - 1).sort((a, b) => a - b);
  const { files, funcs, lines } = symbols;
  const kept = lines.filter(([from], i) => {
    const next = lines[i + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    return firstFrom(named, from) < next;
  });
  return { files, funcs, lines: kept };
}

/** The first of ascending numbers that is not below `least`; infinite: there is none. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low] ?? Number.POSITIVE_INFINITY;
}
