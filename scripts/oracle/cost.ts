/**
 * Keeps programs short. The real runtime preempts after 10 ms and hands a mutex over after a wait
 * of 1 ms; a program that ends long before has an order that no clock decides.
 */
import { opOf } from './ops.ts';
import type { Node, Plan } from './plan.ts';

export interface Cost {
  statements: number;
  lines: number;
}

const LIMITS: Cost = { statements: 5000, lines: 600 };

/** What one run of the program costs at most; a call counts as its function's body. */
function costOf(plan: Plan): Cost {
  const functions: Cost[] = [];
  for (let i = plan.functions.length - 1; i >= 0; i--) {
    functions[i] = bodyCost(plan.functions[i]!, functions.slice(i + 1));
  }
  return functions[0]!;
}

function bodyCost(body: readonly Node[], callees: readonly Cost[]): Cost {
  const sum: Cost = { statements: 0, lines: 0 };
  for (const n of body) {
    const inside = n.bodies.map((b) => bodyCost(b, callees));
    if ((n.op === 'go' || n.op === 'call') && callees.length > 0) {
      inside.push(callees[Math.abs(n.args[0]!) % callees.length] ?? sum);
    }
    const op = opOf(n);
    const times = op.times?.(n) ?? 1;
    sum.statements += 1 + times * inside.reduce((t, c) => t + c.statements, 0);
    sum.lines += (op.lines ?? 0) + times * inside.reduce((t, c) => t + c.lines, 0);
  }
  return sum;
}

export const tooLong = (plan: Plan): boolean => {
  const { statements, lines } = costOf(plan);
  return statements > LIMITS.statements || lines > LIMITS.lines;
};

/** Halves the most frequent loop until the program is short enough. */
export function shorten(plan: Plan): void {
  while (tooLong(plan)) {
    const loops = plan.functions.flatMap((body) => loopsIn(body));
    const largest = loops.sort((a, b) => b.args[0]! - a.args[0]!)[0];
    if (!largest || largest.args[0]! <= 1) {
      plan.functions = plan.functions.map((body) => body.slice(0, Math.ceil(body.length / 2)));
      if (plan.functions.every((body) => body.length <= 1)) return;
    } else {
      largest.args[0] = Math.floor(largest.args[0]! / 2);
    }
  }
}

function loopsIn(body: readonly Node[]): Node[] {
  return body.flatMap((n) => [
    ...(['loop', 'burst', 'groupburst'].includes(n.op) ? [n] : []), ...n.bodies.flatMap(loopsIn)]);
}
