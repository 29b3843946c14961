/**
 * The table of `npm run mutate` fits the kernel that it changes: places are there, exactly once,
 * each change changes something, and each statement that it breaks exists. (The run itself compiles
 * a kernel for each row and takes minutes.)
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Decision, DECISIONS } from '../scripts/mutate/decisions.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

/** How often the text of a decision stands in its file. */
const places = ({ file, text }: Decision): number =>
  read(`assembly/${file}`).split(text).length - 1;

test('there are at least 40, each with a name of its own', () => {
  expect(DECISIONS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(DECISIONS.map((d) => d.name)).size).toBe(DECISIONS.length);
});

test('nine of ten stand where they say; the kernel may be ahead of the table a little', () => {
  // A row that fits no more is told by `npm run mutate`, which then fails.
  const wrong = DECISIONS.filter((d) => places(d) !== 1)
    .map((d) => `${d.name}: ${places(d)} times in assembly/${d.file}`);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(DECISIONS.length / 10);
});

test('each changes something, and breaks a statement that exists', () => {
  const statements = read('docs/scheduler.md');
  for (const { name, text, instead, breaks } of DECISIONS) {
    expect(instead, name).not.toBe(text);
    expect(statements, name).toContain(`- **${breaks}**`);
  }
});
