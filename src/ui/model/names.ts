/** From numbers in records to what a reader of the program knows: functions, files, lines. */
import type { RecordSymbols } from '../../records/file.ts';

export interface Line { file: string; line: number }

/** Index of the last entry whose first number is not above `value`; -1 if there is none. */
function lastBelow(length: number, at: (i: number) => number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The instruction index that a record names; records count from 1, 0 is none. */
const instruction = (pc: number): number => pc - 1;

export class Names {
  readonly symbols: RecordSymbols;
  private readonly objects = new Map<number, string>();
  private readonly kinds = new Map<string, number>();

  constructor(symbols: RecordSymbols | undefined) {
    this.symbols = symbols ?? { files: [], funcs: [], lines: [] };
  }

  /** Name of a function by index; system goroutines have none of the program's. */
  func(index: number): string {
    return this.symbols.funcs[index]?.[0] ?? 'runtime';
  }

  /** As `func`, without the package `main`. */
  shortFunc(index: number): string {
    return this.func(index).replace(/^main\./, '');
  }

  /** The line of the instruction that a record names. */
  line(pc: number): Line | undefined {
    if (pc === 0) return undefined;
    const { lines, files } = this.symbols;
    const i = lastBelow(lines.length, (k) => lines[k]![0], instruction(pc));
    const entry = lines[i];
    const file = entry && files[entry[1]];
    return file === undefined ? undefined : { file, line: entry![2] };
  }

  /** `main.go:12`, or empty. */
  where(pc: number): string {
    const line = this.line(pc);
    return line ? `${line.file.replace(/^.*\//, '')}:${line.line}` : '';
  }

  /** A short name for what is waited on: `chan 1`, `lock 2`, in the order of first mention. */
  object(kind: string, address: number): string {
    const key = `${kind} ${address}`;
    let name = this.objects.get(address);
    if (name === undefined) {
      const n = (this.kinds.get(kind) ?? 0) + 1;
      this.kinds.set(kind, n);
      name = `${kind} ${n}`;
      this.objects.set(address, name);
    }
    return address === 0 ? key.split(' ')[0]! : name;
  }
}
