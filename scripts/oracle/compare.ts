/** Two outcomes side by side. */
import { type Outcome, outcomeText } from './outcome.ts';

const WIDTH = 46;

/** Both outcomes, line by line; `|` between lines that differ. */
export function sideBySide(go: Outcome, gopark: Outcome, context = 6): string {
  const [left, right] = [go, gopark].map((o) => outcomeText(o).split('\n')) as [string[], string[]];
  const count = Math.max(left.length, right.length);
  const first = Array.from({ length: count }, (_, i) => i).find((i) => left[i] !== right[i]) ?? 0;
  const rows = [row('Go', 'gopark', ' ')];
  const from = Math.max(0, first - context);
  if (from > 0) rows.push(`(${from} equal lines)`);
  for (let i = from; i < Math.min(count, first + 4 * context); i++) {
    rows.push(row(left[i] ?? '', right[i] ?? '', left[i] === right[i] ? ' ' : '|'));
  }
  return rows.join('\n');
}

function row(a: string, b: string, sign: string): string {
  return `${a.padEnd(WIDTH)} ${sign} ${b}`;
}
