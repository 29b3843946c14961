/** A few seeds of the fuzz test in every run of the tests; `npm run fuzz` does many. */
import { describe, expect, it } from 'vitest';
import { fuzzOne, repeatLine } from './support/fuzz.ts';

const SEEDS = 60;

/** Seeds that found something once. */
const FOUND: readonly (readonly [number, string])[] = [
  [5_003_434, 'a thread displaced by one that woke waited beside an idle core without quota'],
];

describe('fuzz', () => {
  it.each(FOUND)('seed %i: %s', async (seed) => {
    const { complaints } = await fuzzOne(seed);
    expect(complaints, repeatLine(seed)).toEqual([]);
  });

  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('seed %i', async (seed) => {
    const { complaints } = await fuzzOne(seed);
    expect(complaints, repeatLine(seed)).toEqual([]);
  });
});
