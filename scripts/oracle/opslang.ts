/** The language's side: small functions of one number, each with other features of Go. */
import { Random } from '../../test/support/random.ts';
import type { Op } from './ops.ts';
import { snippets } from './snippets.ts';

const types = [
  'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64',
];
const operators = ['+', '-', '*', '&', '|', '^', '&^', '/', '%', '<<', '>>'];

/**
 * An expression of one integer type. It begins with a variable, and so does each part: nothing is
 * constant, which could overflow; divisors are never zero.
 */
function expression(r: Random, type: string, depth: number): string {
  if (depth === 0) return `${r.chance(0.15) ? '-' : ''}v${r.int(0, 2)}`;
  const op = r.pick(operators);
  const left = expression(r, type, depth - 1);
  const constant = `${type}(${r.int(1, 100)})`;
  if (op === '<<' || op === '>>') return `(${left} ${op} ${r.int(0, 70)})`;
  if (op === '/' || op === '%') return `(${left} ${op} (${expression(r, type, 0)} | 1))`;
  return `(${left} ${op} ${r.chance(0.3) ? constant : expression(r, type, depth - 1)})`;
}

/** A function that computes with one type, converts to another, and compares. */
function calculation(name: string, seed: number): string {
  const r = new Random(seed);
  const [type, other] = [r.pick(types), r.pick(types)];
  return `func ${name}(x int) int {
	v0, v1, v2 := ${type}(x), ${type}(x*x+${r.int(0, 999)}), ${type}(${r.int(0, 1 << 30)}-x*7919)
	v1 = ${expression(r, type, r.int(1, 4))}
	v2 ${r.pick(['+', '-', '*', '^', '|', '&'])}= ${expression(r, type, r.int(1, 3))}
	w := ${other}(v1)
	if v0 ${r.pick(['<', '<=', '>', '>=', '==', '!='])} v2 {
		w ^= ${other}(v2)
	}
	println("${name}", v0, v1, v2, w)
	return int(uint16(w))
}`;
}

export const langOps: Record<string, Op> = {
  lang: {
    weight: 4, lines: 3, args: (r) => [r.int(0, 999), r.int(1, 12)],
    render: (w, { args: [i, k] }) => {
      const { name, text } = snippets[i! % snippets.length]!;
      w.need(name, text);
      return [`x = ${name}(x, ${Math.max(1, k!)})`];
    },
  },
  calc: {
    weight: 2, lines: 1, args: (r) => [r.int(1, 1 << 28)],
    render: (w, { args: [seed] }) => {
      const name = `calc${seed}`;
      w.need(name, calculation(name, seed!));
      return [`x = ${name}(x) % 1009`];
    },
  },
};
