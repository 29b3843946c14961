/**
 * From counts and real times to costs.
 *
 * A loop's predicted time is the sum of counts times costs. Wanted are the costs >= 0 with the
 * least sum of squared errors of its logarithm: a loop of 0.3 ns counts as much as one of 3 us,
 * and half the time is as wrong as twice. (Squares of relative errors would not do: a prediction
 * of nothing at all is wrong by 100 % only, and so they make everything too cheap.) After Gauss
 * and Newton: at the present costs the logarithm is replaced by its tangent, which leaves
 * non-negative least squares; the step to their solution is halved until it helps.
 *
 * There are about as many costs as independent loops, and some always come together (a call and
 * its return). A weak pull decides what the loops do not: towards the present value, times the
 * factor by which all present values are off. For a cost that is wrong by 100 % it weighs as much
 * as an error of PULL in one loop: of 0.02 to 0.8, the one with the least errors of loops left out.
 *
 * No such table can be exact: a real processor overlaps instructions, and the compiler has removed
 * many that a register machine executes. What is left is the error of the report; the error of
 * each loop under costs that were fitted without it says how far it holds for other programs.
 */
import type { CostModel } from '../../src/config/cost.ts';
import { nnls } from './nnls.ts';
import { median } from './real.ts';

const PULL = 0.2;
/** What a cost of 0 is pulled with, in ns. */
const SMALL = 0.05;
const ROUNDS = 100;
/** No instruction is free: one that is charges nothing else either, as in a declared function. */
const LEAST = 0.01;

export type Field = keyof CostModel;

export interface Loop {
  name: string;
  real: number;
  /** Predicted ns of what is not fitted. */
  base: number;
  /** By field. */
  counts: readonly number[];
}

/** The fit of some fields, and what was predicted before it. */
export interface Stage {
  loops: readonly Loop[];
  fields: readonly Field[];
  /** Predicted ns by loop under the costs until now, and these. */
  before: readonly number[];
  old: readonly number[];
  fitted: readonly number[];
  /** Errors of each loop under the costs that the others alone give. */
  without: readonly number[];
}

/** Costs of `fields`, to three digits, from loops that all have some of them. */
export function fit(loops: readonly Loop[], fields: readonly Field[], prior: CostModel): number[] {
  const present = fields.map((field) => prior[field]);
  const scale = median(loops.map((loop) => loop.real / predict(loop, present)));
  const wanted = present.map((v) => v * scale);
  let costs = wanted.map((v) => Math.max(v, SMALL * scale));
  for (let round = 0; round < ROUNDS; round++) {
    const target = tangent(loops, costs, wanted);
    const next = shorten(loops, costs, target, wanted);
    if (next === undefined) break;
    costs = next;
  }
  return costs.map((v) => Number(Math.max(LEAST, v).toPrecision(3)));
}

/** The best costs if each logarithm were its tangent at the present ones. */
function tangent(loops: readonly Loop[], costs: number[], wanted: number[]): number[] {
  const rows: number[][] = [];
  const right: number[] = [];
  for (const loop of loops) {
    const p = predict(loop, costs);
    rows.push(loop.counts.map((n) => n / p));
    right.push(1 - loop.base / p - Math.log(p / loop.real));
  }
  wanted.forEach((v, i) => {
    const pull = PULL / Math.max(SMALL, v);
    rows.push(wanted.map((_, j) => (i === j ? pull : 0)));
    right.push(pull * v);
  });
  return nnls(rows, right);
}

/** The longest of some steps towards the target that lowers the loss; undefined if none does. */
function shorten(
  loops: readonly Loop[], from: number[], to: number[], wanted: number[],
): number[] | undefined {
  const least = loss(loops, from, wanted) - 1e-9;
  for (let step = 1; step > 1e-4; step /= 2) {
    const costs = from.map((v, i) => v + step * (to[i]! - v));
    if (loss(loops, costs, wanted) < least) return costs;
  }
  return undefined;
}

function loss(loops: readonly Loop[], costs: number[], wanted: number[]): number {
  let sum = 0;
  for (const loop of loops) sum += Math.log(predict(loop, costs) / loop.real) ** 2;
  wanted.forEach((v, i) => { sum += (PULL * (costs[i]! - v) / Math.max(SMALL, v)) ** 2; });
  return sum;
}

export function predict(loop: Loop, costs: readonly number[]): number {
  return loop.counts.reduce((sum, n, i) => sum + n * costs[i]!, loop.base);
}

/** Relative error of a prediction; symmetric in factors: twice as long is as wrong as half. */
export function errorOf(real: number, predicted: number): number {
  return predicted >= real ? predicted / real - 1 : 1 - real / predicted;
}

/** The error of each loop under the costs that the others alone give. */
export function leftOut(
  loops: readonly Loop[], fields: readonly Field[], prior: CostModel,
): number[] {
  return loops.map((loop) => {
    const costs = fit(loops.filter((other) => other !== loop), fields, prior);
    return errorOf(loop.real, predict(loop, costs));
  });
}
