/**
 * Guards against getting slower or larger that do not depend on the clock; see bench/guard.ts.
 * What was expected is in bench/expected.json.
 */
import { expect, test } from 'vitest';
import {
  compare,
  compiler,
  counters,
  expected,
  instructions,
  type Measures,
  memory,
  missingTools,
  sizes,
  tableOf,
} from '../bench/guard.ts';

const MINUTES = 60_000;

function hold(found: Measures): void {
  const verdicts = compare(found, expected());
  const text = `${tableOf(verdicts)}\n(if it is meant: npx tsx bench/guards.ts --update)`;
  expect(verdicts.filter(({ worse }) => worse), text).toEqual([]);
}

test('the course of every workload is what it was', { timeout: 2 * MINUTES }, async () => {
  hold(await counters());
});

test('memory of a million parked goroutines', { timeout: 2 * MINUTES }, async () => {
  hold(await memory());
});

test('sizes of what users download', { timeout: MINUTES }, async () => hold(await sizes()));

const missing = missingTools();
const known = missing.length > 0 || compiler() === expected()['compiler'];
const skip = (missing.length > 0 || !known) && process.env['CI'] !== 'true';
const why = missing.length > 0 ? ` (skipped: ${missing.join(', ')})` : known ? '' : ' (other gcc)';

test.skipIf(skip)(`instructions per switch${why}`, { timeout: 10 * MINUTES }, async () => {
  expect(missing, 'to be installed').toEqual([]);
  hold(await instructions());
});
