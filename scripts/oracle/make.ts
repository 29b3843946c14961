/**
 * Random plans. Half of a program is random statements, half are patterns (a pool of workers, a
 * pipeline, a barrier) whose bodies are random again: statements alone would mostly deadlock at
 * once. Each program leaves some statements out (a swarm): rare combinations get their turn.
 */
import { Random } from '../../test/support/random.ts';
import { shorten } from './cost.ts';
import { elemTypes } from './elem.ts';
import { ops } from './ops.ts';
import { patterns } from './patterns.ts';
import { node, type Node, type Plan } from './plan.ts';
import { ENDINGS } from './render.ts';

const DEEPEST = 3;
const statements = Object.entries(ops).filter(([, op]) => op.weight > 0);

/** What patterns and statements are made from. */
export class Maker {
  readonly random: Random;
  private readonly weighted: [string, number][];

  constructor(random: Random) {
    this.random = random;
    const withRare = random.chance(0.2);
    this.weighted = statements
      .filter(([name, op]) => name === 'log' || (random.chance(0.6) && (withRare || !op.rare)))
      .map(([name, { weight }]) => [name, weight]);
  }

  body(low: number, high: number, depth = 0): Node[] {
    return Array.from({ length: this.random.int(low, high) }, () => this.statement(depth));
  }

  /** A body that mostly is one line of output. */
  small(): Node[] {
    return this.random.chance(0.6) ? [this.log()] : [this.log(), ...this.body(0, 2, DEEPEST - 1)];
  }

  log(): Node {
    return node('log', [this.random.int(0, 8)]);
  }

  statement(depth: number): Node {
    const name = this.pickName();
    const op = ops[name]!;
    const count = op.bodies ?? 0;
    if (count > 0 && depth >= DEEPEST) return this.log();
    const args = op.args?.(this.random) ?? [];
    if (name === 'select') return this.select(depth);
    const bodies = Array.from({ length: count }, () => this.body(name === 'if' ? 0 : 1, 3,
      depth + 1));
    return node(name, args, ...bodies);
  }

  private pickName(): string {
    const total = this.weighted.reduce((n, [, weight]) => n + weight, 0);
    let at = this.random.unit() * total;
    for (const [name, weight] of this.weighted) {
      at -= weight;
      if (at < 0) return name;
    }
    return 'log';
  }

  /** Mostly one case, with or without default: then nothing is left to chance. */
  select(depth: number): Node {
    const { random } = this;
    const cases = Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, () => node(
      'case', [random.int(0, 1), random.int(0, 4), random.int(0, 5)], this.body(0, 1, depth + 1)));
    if (random.chance(0.5)) cases.push(node('default', [], this.body(0, 1, depth + 1)));
    return node('select', [], random.chance(0.02) ? [] : cases);
  }
}

/** The plan of a seed. */
export function makePlan(seed: number): Plan {
  const random = new Random(seed);
  const maker = new Maker(random);
  const functions = random.int(1, 4);
  const plan: Plan = {
    channels: Array.from({ length: random.int(1, 4) }, () => ({
      size: random.pick([0, 0, 0, 1, 2, 5, 20, -1]),
      type: random.chance(0.6) ? 0 : random.int(0, elemTypes.length - 1),
    })),
    functions: Array.from({ length: functions }, (_, i) => functionBody(maker, i)),
    ending: random.pick([0, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, random.int(0, ENDINGS - 1)]),
  };
  shorten(plan);
  return plan;
}

function functionBody(maker: Maker, index: number): Node[] {
  const { random } = maker;
  if (index > 0) return maker.body(2, 6);
  const body: Node[] = [];
  for (let parts = random.int(1, 3); parts > 0; parts--) {
    if (random.chance(0.6)) body.push(...random.pick(patterns)(maker));
    else body.push(...maker.body(2, 6));
  }
  for (let calls = random.int(0, 3); calls > 0; calls--) {
    const call = node(random.chance(0.8) ? 'go' : 'call', [random.int(0, 5), calls, calls]);
    body.splice(random.int(0, body.length), 0, call);
  }
  return body;
}
