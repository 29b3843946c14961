/** What a program did, as far as Go and gopark must agree on it. */

export interface Outcome {
  /** Everything printed, up to the first goroutine trace. */
  lines: string[];
  exitCode: number;
  /** The heads of the goroutine traces: `goroutine 6 [chan receive]:`. */
  goroutines: string[];
}

const HEAD = /^goroutine \d+ \[.*\]:$/;

/** The outcome of a program that wrote `text`, traces included. */
export function outcomeOf(text: string, exitCode: number): Outcome {
  const all = text.split('\n').map(normal);
  const first = all.findIndex((line) => HEAD.test(line));
  const lines = first < 0 || exitCode === 0 ? all : all.slice(0, first);
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  const goroutines = exitCode === 0 ? [] : all.filter((line) => HEAD.test(line));
  return { lines, exitCode, goroutines };
}

/** Places in memory differ between builds of the same program. */
function normal(line: string): string {
  return line.replace(/ pc=0x[0-9a-f]+\]$/, ' pc=?]');
}

export function outcomeText({ lines, exitCode, goroutines }: Outcome): string {
  return [...lines, ...goroutines, `exit status ${exitCode}`].join('\n');
}

export const same = (a: Outcome, b: Outcome): boolean => outcomeText(a) === outcomeText(b);
