/** What a program did, as far as Go and gopark must agree on it. */

export interface Outcome {
  /** Everything printed, up to the first goroutine trace. */
  lines: string[];
  exitCode: number;
  /**
   * The goroutine traces: heads, the lines of the program's own frames, innermost first, and which
   * goroutine created it at which line of the program, as in `goroutine 6 [chan receive]: 12 40 by
   * 1:8`. Names of functions are left out: Go's inliner gives other ones to closures.
   */
  goroutines: string[];
}

const HEAD = /^goroutine \d+ \[.*\]:$/;
/** The place of a frame of the program: the line above it names the function. */
const PLACE = /^\t.*\bmain\.go:(\d+)/;

/** The goroutine that started this one; its place is on the next line. */
const CREATED = /^created by .* in goroutine (\d+)$/;

/** The outcome of a program that wrote `text`, traces included. */
export function outcomeOf(text: string, exitCode: number): Outcome {
  const all = text.split('\n').map(normal);
  const first = all.findIndex((line) => HEAD.test(line));
  const lines = first < 0 || exitCode === 0 ? all : all.slice(0, first);
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  const goroutines = exitCode === 0 ? [] : traces(all.slice(lines.length));
  return { lines, exitCode, goroutines };
}

function traces(lines: readonly string[]): string[] {
  const found: string[] = [];
  lines.forEach((line, i) => {
    const place = PLACE.exec(line);
    const creator = CREATED.exec(line)?.[1];
    const created = lines[i - 1]?.startsWith('created by');
    if (HEAD.test(line)) found.push(line);
    else if (creator) found.push(`${found.pop()} by ${creator}`);
    else if (place) found.push(`${found.pop()}${created ? ':' : ' '}${place[1]}`);
  });
  return found;
}

/** Places in memory differ between builds of the same program. */
function normal(line: string): string {
  return line.replace(/ pc=0x[0-9a-f]+\]$/, ' pc=?]');
}

export function outcomeText({ lines, exitCode, goroutines }: Outcome): string {
  return [...lines, ...goroutines, `exit status ${exitCode}`].join('\n');
}

export const same = (a: Outcome, b: Outcome): boolean => outcomeText(a) === outcomeText(b);
