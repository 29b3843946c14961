/**
 * The build: the same bytes wherever it runs, errors that say what is wrong, bundles that need no
 * package.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../scripts/build.mjs';

const STEPS = ['abi', 'kernel', 'lib', 'objects', 'host', 'types'];
const tree = mkdtempSync(join(tmpdir(), 'gopark-build-'));

beforeAll(async () => {
  for (const name of [
    'assembly',
    'src',
    'lib',
    'scripts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    cpSync(name, join(tree, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  await build(STEPS);
}, 600_000);
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const run = (...steps: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, ['scripts/build.mjs', ...steps], { cwd: tree, encoding: 'utf8' });

/** The files that each step makes. */
const MADE: Record<string, RegExp> = {
  abi: /^abi-hash\.ts$/,
  kernel: /^kernel\/.*\.wasm$/,
  lib: /^lib\.json$/,
  objects: /^lib\.obj$/,
  host: /^(index|cli\/main)\.js$|^cli\/gopark\.cjs$/,
  types: /^types\/.*\.d\.ts$/,
};

/** Whether both trees had the same sources for a step: an edit may come between the two builds. */
const sameSources = (step: string): boolean =>
  [tree, '.']
    .map((at) => readFileSync(join(at, 'build/.stamps', step), 'utf8'))
    .every((stamp, _, all) => stamp === all[0]);

test('two builds of the same sources are byte for byte equal', () => {
  expect(run(...STEPS)).toMatchObject({ status: 0, stderr: '' });
  const names = (readdirSync(join(tree, 'build'), { recursive: true }) as string[]).sort();
  const steps = STEPS.filter(sameSources);
  if (process.env['CI']) expect(steps).toEqual(STEPS);
  for (const step of steps) {
    const files = names.filter((name) => MADE[step]!.test(name));
    expect(files.length, step).toBeGreaterThan(0);
    const bytes = (at: string, name: string): Buffer => readFileSync(join(at, 'build', name));
    const differing = files.filter((name) => !bytes(tree, name).equals(bytes('.', name)));
    expect(differing, step).toEqual([]);
  }
}, 600_000);

test('the library imports no package, and of Node only what reads its own files', () => {
  const text = readFileSync('build/index.js', 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export) .*from "([^"]+)";$/gm)];
  const later = [...text.matchAll(/\bimport\("([^"]+)"\)/g)];
  expect([...fixed, ...later].map((m) => m[1])).toEqual(['node:fs']);
});

test('declarations name files that exist', () => {
  const text = readFileSync('build/types/src/index.d.ts', 'utf8');
  expect(text).toContain('./simulate.js');
  expect(text).not.toContain(".ts'");
});

test("an error of the kernel's compiler ends the build with its message", () => {
  appendFileSync(
    join(tree, 'assembly', 'index.ts'),
    '\nexport function wrong(): i32 { return nothing; }\n',
  );
  const { status, stderr } = run('kernel');
  expect(status).toBe(1);
  expect(stderr).toContain("Cannot find name 'nothing'");
  expect(run('cernel')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('unknown step cernel'),
  });
}, 60_000);
