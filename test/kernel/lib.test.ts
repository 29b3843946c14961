/** The library as a file: what is read of it, and what a damaged one says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { libraryOf, loadLibrary } from '../../src/kernel/lib.ts';

const dir = mkdtempSync(join(tmpdir(), 'gopark-lib-'));
let text = '';
let packed: Record<string, string> = {};

beforeAll(async () => {
  await build(['lib']);
  text = readFileSync('build/lib.json', 'utf8');
  packed = JSON.parse(text) as Record<string, string>;
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function load(content: string): ReturnType<typeof loadLibrary> {
  const path = join(dir, 'lib.json');
  writeFileSync(path, content);
  return loadLibrary(pathToFileURL(path));
}

test('has what its texts have, however it is written', async () => {
  const whole = libraryOf(packed);
  for (const content of [text, JSON.stringify(packed), JSON.stringify(packed, null, 1)]) {
    const lib = await load(content);
    expect(lib.known()).toEqual(whole.known());
    for (const name of whole.known()) expect(lib.files(name), name).toEqual(whole.files(name));
    expect(lib.files('no/such')).toBeUndefined();
  }
});

test('is damaged', async () => {
  const said = /lib\.json is damaged; build it with npm run build/;
  await expect(load(text.slice(0, 5000))).rejects.toThrow(said);
  await expect(load('')).rejects.toThrow(said);
  const lib = await load(text.replace('package fmt', 'package \\qfmt'));
  expect(lib.files('sync')).toBeDefined();
  expect(() => lib.files('fmt')).toThrow(said);
});
