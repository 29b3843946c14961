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
  await build();
}, 180_000);
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const run = (...steps: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, ['scripts/build.mjs', ...steps], { cwd: tree, encoding: 'utf8' });

test('two builds of the same sources are byte for byte equal', () => {
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  const files = (readdirSync(join(tree, 'build'), { recursive: true }) as string[])
    .filter((name) => /\.(wasm|js|json|ts)$/.test(name))
    .sort();
  expect(files).toEqual(
    expect.arrayContaining([
      'abi-hash.ts',
      'index.js',
      join('kernel', 'release.wasm'),
      'lib.json',
      join('cli', 'main.js'),
      join('types', 'src', 'index.d.ts'),
    ]),
  );
  const differing = files.filter(
    (name) => !readFileSync(join(tree, 'build', name)).equals(readFileSync(join('build', name))),
  );
  expect(differing).toEqual([]);
}, 180_000);

test('the library imports no package, and nothing of Node but to read its own files', () => {
  const text = readFileSync('build/index.js', 'utf8');
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((m) => m[1]);
  expect([...new Set(imports)]).toEqual(['node:fs/promises']);
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
