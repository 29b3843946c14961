/**
 * The calibration: virtual time is linear in the costs, so counting by probing is exact; the fit
 * finds costs that are known; and the preset predicts what was measured as well as it should.
 */
import { describe, expect, test } from 'vitest';
import { counts, FITTED, loops, simulated } from '../scripts/calibrate/count.ts';
import { errorOf, fit, type Loop } from '../scripts/calibrate/fit.ts';
import { nnls } from '../scripts/calibrate/nnls.ts';
import { quantile, recorded } from '../scripts/calibrate/real.ts';
import { costPreset } from '../src/config/cost.ts';

const preset = costPreset('linux-amd64')!;

describe('non-negative least squares', () => {
  test('solves what has a solution', () => {
    const x = nnls([[2, 1], [1, 3], [1, 1]], [7, 11, 5]);
    expect(x.map((v) => v.toFixed(6))).toEqual(['2.000000', '3.000000']);
  });

  test('binds at 0 what would be negative, and fits the rest again', () => {
    // Without the bound x would be (3, -1); with it the best first component is 8 / 3.
    const x = nnls([[1, 1], [1, 0], [1, -1]], [2, 3, 4]);
    expect(x[1]).toBe(0);
    expect(x[0]).toBeCloseTo(3, 9);
    expect(nnls([[1, 2], [2, 1]], [-1, -3])).toEqual([0, 0]);
  });

  test('does not mind columns that are the same, or empty', () => {
    const x = nnls([[1, 1, 0], [2, 2, 0]], [3, 6]);
    expect(x[0]! + x[1]!).toBeCloseTo(3, 9);
    expect(x[2]).toBe(0);
  });
});

test('the fit finds the costs that made the times', () => {
  const fields = ['insAlu', 'insLoad', 'insCall'] as const;
  const costs = [0.3, 1.5, 4];
  const rows = [[4, 1, 0], [2, 6, 1], [9, 2, 3], [1, 0, 1], [30, 40, 2], [7, 0, 0]];
  const table: Loop[] = rows.map((row, i) => {
    const real = 2 + row.reduce((s, n, j) => s + n * costs[j]!, 0);
    return { name: `${i}`, base: 2, counts: row, real };
  });
  const found = fit(table, fields, preset);
  found.forEach((v, i) => expect(Math.abs(v / costs[i]! - 1)).toBeLessThan(0.1));
});

test('errors are factors: half is as wrong as twice', () => {
  expect([errorOf(10, 20), errorOf(10, 5), errorOf(10, 10)]).toEqual([1, -1, 0]);
});

test('counts times costs are simulated times; the preset is near what was measured', async () => {
  const exe = await loops();
  const now = await simulated(exe, preset);
  const measured = recorded();
  expect([...now.keys()]).toEqual(Object.keys(measured.ns));
  const table = await counts(exe);
  // Loops with costs that are not fitted (threads, growing stacks, timers that are due) aside.
  const linear = [...now].filter(([name, ns]) => {
    const sum = table.get(name)!.reduce((s, n, i) => s + n * preset[FITTED[i]!], 0);
    return Math.abs(sum - ns) < 0.02 + 0.01 * ns;
  });
  expect(linear.length).toBeGreaterThan(0.95 * now.size);
  const errors = [...now].map(([name, ns]) => Math.abs(errorOf(measured.ns[name]!, ns)));
  expect(quantile(errors, 0.5)).toBeLessThan(0.25);
  expect(quantile(errors, 0.9)).toBeLessThan(2);
}, 180_000);
