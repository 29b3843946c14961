/**
 * Finds the operands that hold numbers of the program. Everything is lowered twice, in units whose
 * numbers start elsewhere, by another distance for each kind of number. So an operand that differs
 * is one, its difference tells the kind, and its value which one it is.
 */
import type { Instr } from '../../src/program/program.ts';
import { FIELDS } from '../../src/golang/object/format.ts';
import type { Recorded } from './record.ts';

/** By how much the numbers in the second unit differ. */
export const DISTANCE = { type: 7, func: 13, method: 3, data: 8 * 11, global: 8 * 1009 } as const;
type Kind = keyof typeof DISTANCE;

const KINDS: Record<string, Kind | undefined> = {
  type: 'type', func: 'func', child: 'func', method: 'method', data: 'data', closure: 'data',
  global: 'global', cell: 'global',
};

export interface Patch { instr: number; field: number; event: number; addend: number }

/** The patches of a function, or why it cannot be an object. */
export function patches(a: Recorded, b: Recorded): Patch[] | string {
  const [fa, fb] = [a.func!, b.func!];
  if (fa.code.length !== fb.code.length) return 'code of different length';
  const found: Patch[] = [];
  for (let i = 0; i < fa.code.length; i++) {
    const why = compare(a, fa.code[i]!, fb.code[i]!, i, found);
    if (why) return why;
  }
  return found;
}

function compare(
  r: Recorded, x: Instr, y: Instr, instr: number, found: Patch[],
): string | undefined {
  if (x.op !== y.op) return 'other instructions';
  if (x.l !== y.l) return 'a number in a long constant';
  for (let field = 0; field < FIELDS.length; field++) {
    const [va, vb] = [x[FIELDS[field]!], y[FIELDS[field]!]];
    if (va === vb) continue;
    const kind = (Object.keys(DISTANCE) as Kind[]).find((k) => DISTANCE[k] === vb - va);
    const event = kind && eventOf(r, kind, va);
    if (event === undefined) return `an operand that is ${vb - va} apart`;
    found.push({ instr, field, event, addend: va - r.shared.values[event]! });
  }
  return undefined;
}

/** The event that gave out a number; for a variable, the one within which it lies. */
function eventOf(r: Recorded, kind: Kind, value: number): number | undefined {
  const { events, values } = r.shared;
  const size = (e: number): number => {
    const asked = events[e]!;
    return asked.kind === 'global' || asked.kind === 'cell' ? asked.size : 1;
  };
  let best: number | undefined;
  for (const e of r.known.values()) {
    if (KINDS[events[e]!.kind] !== kind || values[e]! > value) continue;
    if (value - values[e]! < Math.max(size(e), 1)) best = e;
  }
  return best;
}
