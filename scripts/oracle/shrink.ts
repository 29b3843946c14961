/**
 * Smaller versions of a plan. Every one is a valid program; the caller keeps the first that still
 * shows the difference and asks again.
 */
import { type Channel, node, type Node, type Plan, sizeOf } from './plan.ts';

/** All plans that are one change smaller, the smallest first. */
export function smaller(plan: Plan): Plan[] {
  const all = [...withFunctions(plan), ...withChannels(plan)];
  if (plan.ending > 0) all.push({ ...plan, ending: 0 });
  const size = sizeOf(plan);
  return all.map((p) => ({ p, size: sizeOf(p) })).filter((c) => c.size < size)
    .sort((a, b) => a.size - b.size).map(({ p }) => p);
}

function withFunctions(plan: Plan): Plan[] {
  return plan.functions.flatMap((body, i) => smallerBodies(body).map((next) => (
    { ...plan, functions: plan.functions.map((b, j) => (i === j ? next : b)) })));
}

function withChannels(plan: Plan): Plan[] {
  return plan.channels.flatMap((c, i) => {
    const choices: Channel[] = [{ ...c, type: 0 }, { ...c, size: Math.sign(c.size) }];
    return choices.map((next) => (
      { ...plan, channels: plan.channels.map((b, j) => (i === j ? next : b)) }));
  });
}

/** Bodies without a piece, with a node's insides instead of it, or with a smaller node. */
function smallerBodies(body: readonly Node[]): Node[][] {
  const out: Node[][] = [];
  for (let length = body.length; length >= 1; length >>= 1) {
    for (let at = 0; at + length <= body.length; at += length) {
      out.push([...body.slice(0, at), ...body.slice(at + length)]);
    }
  }
  body.forEach((n, i) => {
    const replace = (...next: Node[]): Node[] => [
      ...body.slice(0, i), ...next, ...body.slice(i + 1)];
    const inside = lifted(n);
    if (inside.length > 0) out.push(replace(...inside));
    for (const next of smallerNodes(n)) out.push(replace(next));
  });
  return out;
}

/** What stands inside a node; cases have no meaning outside of their select. */
function lifted(n: Node): Node[] {
  if (n.op === 'case' || n.op === 'default') return [];
  return n.bodies.flat().flatMap((inner) => (
    inner.op === 'case' || inner.op === 'default' ? inner.bodies.flat() : [inner]));
}

function smallerNodes(n: Node): Node[] {
  const args = n.args.flatMap((a, i) => smallerNumbers(a).map((next) => (
    node(n.op, n.args.map((b, j) => (i === j ? next : b)), ...n.bodies))));
  const bodies = n.bodies.flatMap((body, i) => smallerBodies(body).map((next) => (
    node(n.op, n.args, ...n.bodies.map((b, j) => (i === j ? next : b))))));
  return [...args, ...bodies];
}

function smallerNumbers(a: number): number[] {
  return a > 0 ? [...new Set([0, 1, a >> 1, a - 1])].filter((b) => b < a) : [];
}
