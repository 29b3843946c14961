/** Some programs in both schedulers in every run of the tests; `npm run model` does many. */
import { describe, expect, it } from 'vitest';
import { MECHANISMS, modelOne, repeatLine } from './model.ts';

const PROGRAMS = 200;
const EACH = 8;
const RECORDS = 5000;

describe('the second scheduler', () => {
  it(`gives the same records for ${PROGRAMS} programs`, async () => {
    let records = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const verdict = await modelOne(seed, undefined, RECORDS);
      expect(verdict.difference, repeatLine(seed)).toBe('');
      records += verdict.records;
    }
    expect(records).toBeGreaterThan(100 * PROGRAMS);
  });

  it.each(Object.keys(MECHANISMS))('agrees on %s alone', async (name) => {
    for (let seed = 1; seed <= EACH; seed++) {
      const verdict = await modelOne(seed, [name], RECORDS);
      expect(verdict.difference, `${repeatLine(seed)} --only ${name}`).toBe('');
    }
  });
});
