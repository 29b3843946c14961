/**
 * How large things are, gzipped unless said otherwise. Some are above what was aimed for (`goal`);
 * `most` is what they may not grow beyond, and is lowered as they shrink.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { firstRun, Site, skipped, titled, type } from './site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ui = `${root}build/ui/`;

const kb = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 9 }).length / 1024;
const sizeOf = (file: string): number => kb(readFileSync(file));

interface Budget { name: string; goal: number; most: number; size(): number }

/** Modules that main.js loads at once; others come when they are needed. */
function firstModules(): string[] {
  const found = new Set(['main.js']);
  for (const file of found) {
    const text = readFileSync(ui + file, 'utf8');
    for (const [, path] of text.matchAll(/(?:import|from)\s*"\.\/(?:chunks\/)?([^"]+)"/g)) {
      found.add(`chunks/${path}`);
    }
  }
  return [...found];
}

/** The library as a page would bundle it: the built entry, minified. */
function minified(): string {
  const text = readFileSync(`${root}build/index.js`, 'utf8');
  return transformSync(text, { minify: true, format: 'esm' }).code;
}

const BUDGETS: Budget[] = [
  { name: 'kernel', goal: 45, most: 47.5, size: () => sizeOf(`${root}build/kernel/release.wasm`) },
  { name: 'library, minified', goal: 90, most: 149, size: () => kb(minified()) },
  { name: 'compiler and simulator of the page', goal: 90, most: 136,
    size: () => sizeOf(`${ui}worker.js`) },
  { name: 'library data for fmt, sync, time', goal: 60, most: 52,
    size: () => sizeOf(`${ui}lib/core.json`) + sizeOf(`${ui}lib/index.json`) },
  { name: 'first picture', goal: 90, most: 90,
    size: () => ['index.html', 'style.css', 'first-run.bin', ...firstModules()]
      .reduce((sum, file) => sum + sizeOf(ui + file), 0) },
  { name: 'report template, raw', goal: 160, most: 160,
    size: () => readFileSync(`${ui}report.html`).length / 1024 },
];

describe('sizes', () => {
  beforeAll(() => build(['kernel', 'lib', 'host', 'types', 'ui']), 300_000);

  it.each(BUDGETS)('$name: at most $most KB', ({ name, goal, most, size }) => {
    const now = size();
    console.log(`${name}: ${now.toFixed(0)} KB (${goal} aimed for)`);
    expect(now).toBeLessThan(most);
  });

  // The aim is 1.5 MB, 5 MB unpacked.
  it('of the package: at most 1.55 MB, and 5 MB unpacked', () => {
    const bytes = packaged().map((file) => readFileSync(root + file));
    const unpacked = bytes.reduce((sum, b) => sum + b.length, 0) / 1e6;
    const packed = kb(Buffer.concat(bytes)) / 1000;
    console.log(`package: ${packed.toFixed(2)} MB, ${unpacked.toFixed(2)} MB unpacked`);
    expect(packed).toBeLessThan(1.55);
    expect(unpacked).toBeLessThan(5);
  });
});

/** What `files` of package.json lets into the package. */
function packaged(): string[] {
  const { files } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { files: string[] };
  const below = files.filter((name) => statSync(root + name, { throwIfNoEntry: false })
    ?.isDirectory());
  const all = below.flatMap((name) => readdirSync(root + name, {
    recursive: true, withFileTypes: true,
  }).filter((e) => e.isFile()).map((e) => relative(root, join(e.parentPath, e.name))));
  const left = files.filter((name) => name.startsWith('!')).map((name) => name.slice(1)
    .replace('*', ''));
  return all.filter((path) => !left.some((name) => path.startsWith(name)));
}

const PROGRAM = `package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { time.Sleep(time.Millisecond) })
	wg.Wait()
	fmt.Println("loaded")
}
`;

/** All that comes over the line until a program of one's own has run, in KB. */
const LOADED = { goal: 400, most: 400 };

describe.skipIf(skipped)(titled('what the page loads'), () => {
  let site: Site;
  beforeAll(async () => { site = await Site.open(); }, 180_000);
  afterAll(() => site?.close());

  it('is no more than it has to be, editor, compiler and library included', async () => {
    const { page } = await site.another();
    const loaded = new Map<string, number>();
    page.context().on('response', async (response) => {
      const path = new URL(response.url()).pathname;
      loaded.set(path, 0);
      loaded.set(path, kb(await response.body()));
    });
    await page.goto(site.url);
    await firstRun(page);
    await page.locator('.cm-content').waitFor();
    await type(page, PROGRAM);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.output', { hasText: 'loaded' }).waitFor();
    await expect.poll(() => [...loaded.values()].every((size) => size > 0)).toBe(true);
    const total = [...loaded.values()].reduce((a, b) => a + b);
    const [first] = [...loaded].sort((a, b) => b[1] - a[1]);
    console.log(`${loaded.size} files, ${total.toFixed(0)} KB (${LOADED.goal} aimed for); the `
      + `largest is ${first![0]}, ${first![1].toFixed(0)} KB`);
    expect(total).toBeLessThan(LOADED.most);
    // Of the library only what the program needs; nothing that waits for a click.
    const names = [...loaded.keys()].join(' ');
    expect(names).toContain('/lib/core.json');
    expect(names).not.toMatch(/lib\/\d|stories|search|perfetto|scheduler\.html|report/);
    await page.context().close();
  }, 60_000);

  it('comes when it is needed: search, a story', async () => {
    const { page, faults } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+f');
    await page.locator('.cm-search [name=search]').pressSequentially('render');
    await page.locator('.cm-searchMatch').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cm-search').count()).toBe(0);
    await page.keyboard.press('ControlOrMeta+f');
    await page.locator('.cm-search').waitFor();
    await page.getByRole('button', { name: 'Tell me' }).click();
    await page.locator('.story', { hasText: 'step 1 of' }).waitFor();
    expect(faults).toEqual([]);
  }, 60_000);
});
