/** All statements of random programs: arguments, how often bodies run at most, their Go text. */
import type { Random } from '../../test/support/random.ts';
import type { Node } from './plan.ts';
import { chanOps } from './opschan.ts';
import { flowOps } from './opsflow.ts';
import { fmtOps } from './opsfmt.ts';
import { langOps } from './opslang.ts';
import { mixOps } from './opsmix.ts';
import { panicOps } from './opspanic.ts';
import { syncOps } from './opssync.ts';
import type { Writer } from './writer.ts';

export interface Op {
  /** How often it is chosen, relative to the others; 0: only patterns use it. */
  weight: number;
  /** Few programs have it: those that do take longer to link. */
  rare?: boolean;
  args?: (random: Random) => number[];
  /** Number of bodies; 0 without. */
  bodies?: number;
  /** How often the bodies run at most, for the estimate that keeps programs short. */
  times?: (n: Node) => number;
  /** Lines that it prints itself. */
  lines?: number;
  render: (w: Writer, n: Node) => string[];
}

/** Rows of each theme, by name. */
export const ops: Readonly<Record<string, Op>> = {
  ...flowOps, ...chanOps, ...syncOps, ...panicOps, ...langOps, ...fmtOps,
  ...mixOps,
};

export function opOf(n: Node): Op {
  const op = ops[n.op];
  if (!op) throw new Error(`oracle: no statement is called ${n.op}`);
  return op;
}
