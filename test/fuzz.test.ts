/** A few seeds of the fuzz test in every run of the tests; `npm run fuzz` does many. */
import { describe, expect, it } from 'vitest';
import { fuzzOne, repeatLine } from './support/fuzz.ts';

const SEEDS = 60;

describe('fuzz', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('seed %i', async (seed) => {
    const { complaints } = await fuzzOne(seed);
    expect(complaints, repeatLine(seed)).toEqual([]);
  });
});
