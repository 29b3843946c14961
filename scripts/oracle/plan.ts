/**
 * A random program as a tree, before it is Go: small enough an alphabet that any subtree can be
 * left out, lifted or made smaller and the rest still is a valid program. That is what makes a
 * difference between Go and gopark shrink by itself.
 *
 * Numbers in `args` mean something only to the row of `op` (scripts/oracle/ops.ts) and are taken
 * modulo what there is: channel 7 of a program with three channels is channel 1.
 */

export interface Node {
  op: string;
  args: number[];
  bodies: Node[][];
}

/** A channel of the package: `size` -1 is nil. `type` is a row of the element types. */
export interface Channel {
  size: number;
  type: number;
}

export interface Plan {
  channels: Channel[];
  /** Function 0 is main; functions call and start only those behind them. */
  functions: Node[][];
  /** How main ends: a row of `endings` in render.ts. */
  ending: number;
}

export const node = (op: string, args: number[] = [], ...bodies: Node[][]): Node =>
  ({ op, args, bodies });

/** Nodes of a body, all depths. */
export function countNodes(body: readonly Node[]): number {
  return body.reduce((n, { bodies }) => n + 1 + bodies.reduce((m, b) => m + countNodes(b), 0), 0);
}

/** Size for the shrinker: nodes first, then how large the numbers are. */
export function sizeOf(plan: Plan): number {
  const magnitude = (body: readonly Node[]): number => body.reduce((n, { args, bodies }) =>
    n + args.reduce((m, a) => m + Math.log2(1 + Math.abs(a)), 0)
      + bodies.reduce((m, b) => m + magnitude(b), 0), 0);
  const nodes = plan.functions.reduce((n, body) => n + countNodes(body), 0);
  const numbers = plan.functions.reduce((n, body) => n + magnitude(body), 0);
  const channels = plan.channels.reduce((n, c) => n + c.type + Math.max(0, c.size), 0);
  return nodes * 1000 + numbers + channels + plan.ending;
}
