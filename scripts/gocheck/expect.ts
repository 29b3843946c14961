/** What the compiler's tests expect: `// ERROR "pattern"` comments, and how we differ from them. */

export interface Message { line: number; message: string }

export interface Differences {
  /** Marked lines without an error, and errors elsewhere. */
  lines: string[];
  /** Errors on the right line in other words. */
  words: string[];
}

/** The lines of a test that must have an error, with the patterns of what it must say. */
export function expectations(text: string): Map<number, RegExp[]> {
  const wanted = new Map<number, RegExp[]>();
  text.split('\n').forEach((line, i) => {
    // Slashes before it switch an expectation off.
    if (/\/\/\s*\/\/ (?:GC_)?ERROR/.test(line)) return;
    const m = /\/\/ (?:GC_)?ERROR(NEXT)? (.*)$/.exec(line);
    if (!m) return;
    const quoted = m[2]!.match(/"(?:[^"\\]|\\.)*"|`[^`]*`/g) ?? [];
    const row = i + 1 + (m[1] ? 1 : 0);
    wanted.set(row, quoted.map((q) => pattern(q, row)));
  });
  return wanted;
}

/** A pattern as written in a test: `LINE+1` in it is the line after it. */
function pattern(quoted: string, row: number): RegExp {
  const body = quoted.slice(1, -1);
  const unquoted = quoted[0] === '"' ? body.replace(/\\([\\"])/g, '$1') : body;
  return new RegExp(unquoted.replace(/LINE([+-]\d+)?/g, (_, n) => `.*:${row + Number(n ?? 0)}`));
}

/** One of a line's errors must match each pattern. */
export function differences(text: string, found: readonly Message[]): Differences {
  const wanted = expectations(text);
  const out: Differences = { lines: [], words: [] };
  for (const [line, patterns] of wanted) {
    const here = found.filter((d) => d.line === line);
    const expected = `expected ${patterns.join(' ')}`;
    if (here.length === 0) out.lines.push(`${line}: nothing, ${expected}`);
    else if (!patterns.every((p) => here.some((d) => p.test(d.message)))) {
      out.words.push(`${line}: ${here[0]!.message}, ${expected}`);
    }
  }
  for (const d of found) {
    if (!wanted.has(d.line)) out.lines.push(`${d.line}: not expected: ${d.message}`);
  }
  return out;
}
