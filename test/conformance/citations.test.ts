/**
 * Every statement of docs/scheduler.md, section 8, is cited by the name of a test; what is not says
 * here why, and no test cites a statement that does not exist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Statements about what is not modelled (docs/scheduler.md, section 7): nothing can show them. */
const UNSHOWN: Record<string, string> = {
  'C-10': 'workers of the collector',
  'C-23': 'workers of the collector, the reader of the execution tracer',
  'C-30': 'workers of the collector',
  'C-31': 'finalizers',
  'C-79': 'the collector scans stacks',
  'C-85': 'the forced collection',
  'C-87': 'the quota of a run does not change',
  'C-135': 'workers of the collector',
  'C-136': 'workers of the collector',
  'C-137': 'workers of the collector',
  'C-138': 'workers of the collector',
  'C-139': 'assists of the collector',
};

function statements(): string[] {
  const text = readFileSync(at('docs/scheduler.md'), 'utf8');
  return [...text.matchAll(/^- \*\*(C-\d+)\*\*/gm)].map((m) => m[1]!);
}

/** Names of tests and of groups of tests, wherever they stand. */
function testNames(): string[] {
  const files = readdirSync(at('test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'));
  const call = /\b(?:test|it|describe)(?:\.\w+)*\(\s*(['"`])(.*?)\1/gs;
  return files.flatMap((file) => [...readFileSync(at(`test/${file}`), 'utf8').matchAll(call)])
    .map((m) => m[2]!);
}

const cited = new Set(testNames().flatMap((name) => name.match(/\bC-\d+\b/g) ?? []));

test('statements are numbered without gaps', () => {
  const numbers = statements().map((id) => Number(id.slice(2)));
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
  expect(numbers.length).toBeGreaterThan(100);
});

test('each statement is cited by a test, or says why not', () => {
  const missing = statements().filter((id) => !cited.has(id) && !UNSHOWN[id]);
  expect(missing).toEqual([]);
});

test('what says why not is indeed cited by none', () => {
  expect(Object.keys(UNSHOWN).filter((id) => cited.has(id))).toEqual([]);
});

test('no test cites what does not exist', () => {
  const known = new Set(statements());
  expect([...cited].filter((id) => !known.has(id))).toEqual([]);
});
