/** Which goroutines are on which line of the program at a moment. */
import type { State } from '../../records/state.ts';
import { Look, lookOfCause } from './look.ts';
import type { Names } from './names.ts';

export interface OnLine {
  line: number;
  /** Goroutines, those that run first. */
  gs: number[];
  count: number;
  look: number;
}

const MOST_NAMED = 3;
/** Which look stands for a line, the first that occurs. */
const RANK = [Look.RUN, Look.SYSCALL, Look.RUNNABLE, Look.STOP, Look.WAIT] as number[];

/** Lines of `file` on which somebody is, ascending. */
export function linesOf(state: State, names: Names, file: string): OnLine[] {
  const lines = new Map<number, OnLine>();
  const places = new Map<number, number>();
  for (const g of state.gs.values()) {
    if (g.pc === 0) continue;
    let line = places.get(g.pc);
    if (line === undefined) {
      const place = names.line(g.pc);
      line = place && place.file.endsWith(file) ? place.line : 0;
      places.set(g.pc, line);
    }
    if (line === 0) continue;
    const look = lookOfCause(g.cause);
    const entry = lines.get(line);
    if (!entry) lines.set(line, { line, gs: [g.id], count: 1, look });
    else add(entry, g.id, look);
  }
  return [...lines.values()].sort((a, b) => a.line - b.line);
}

function add(entry: OnLine, g: number, look: number): void {
  entry.count++;
  if (RANK.indexOf(look) < RANK.indexOf(entry.look)) {
    entry.look = look;
    entry.gs.unshift(g);
    entry.gs.length = Math.min(entry.gs.length, MOST_NAMED);
  } else if (entry.gs.length < MOST_NAMED) entry.gs.push(g);
}

/** `G7`, `G7 G9`, `G7 +41` */
export function lineText({ gs, count }: OnLine): string {
  if (count <= 2) return gs.map((g) => `G${g}`).join(' ');
  return `G${gs[0]} +${count - 1}`;
}
