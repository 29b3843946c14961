/** The report: made by the command, opened from disk, alone. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { seriousFaults } from './axe.ts';
import { type Screen, Site, skipped, titled, type Watched } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'gopark-report-'));

/** Makes a report with the built command; the path of the file. */
function report(name: string, ...args: string[]): string {
  const file = join(folder, name);
  const command = ['build/cli/main.js', 'run', ...args, '--quiet', '--html', file];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return file;
}

describe.skipIf(skipped)(titled('a report'), () => {
  let site: Site;
  beforeAll(async () => {
    await build(['kernel', 'lib', 'host']);
    site = await Site.open();
  }, 300_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await site?.close();
  });

  /** Opens a file; whatever else is asked for is a fault. */
  async function open(file: string, options: Screen = {}): Promise<Watched> {
    const watched = await site.page(options);
    await watched.page.goto(pathToFileURL(file).href);
    return watched;
  }

  it('opens from disk, asks for nothing, and shows the whole run', async () => {
    const file = report('pool.html', 'examples/worker-pool/main.go', '--gomaxprocs', '3');
    const { page, faults } = await open(file);
    await page.locator('.verdict', { hasText: 'It finished after' }).waitFor();
    expect(await page.title()).toBe('main.go: gopark report');
    expect(await page.locator('.topbar').textContent()).toContain('GOMAXPROCS 3');
    expect(await page.locator('.scene table').textContent()).toMatch(/P0.*P1.*P2/s);
    const before = await page.locator('.clock').textContent();
    await page.keyboard.press('.');
    await page.locator('.why h3').waitFor();
    expect(await page.locator('.clock').textContent()).not.toBe(before);
    await page.keyboard.press('n');
    await page.locator('.life').waitFor();
    await page.keyboard.press('g');
    const pressed = page.locator('.timeline [aria-pressed=true]');
    expect(await pressed.textContent()).toBe('by goroutine');
    expect(await page.locator('.waits tbody tr').count()).toBeGreaterThan(0);
    expect(await page.locator('a[href]').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

  it('has one column on a narrow screen, and nothing that sticks out', async () => {
    const file = report('narrow.html', 'examples/worker-pool/main.go');
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width: 390, height: 844 };
      const { page, faults } = await open(file, { viewport, colorScheme });
      await page.locator('.verdict').waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    }
  }, 60_000);

  it('says so when it is damaged', async () => {
    const whole = readFileSync(report('cut.html', 'examples/worker-pool/main.go'), 'utf8');
    const data = /octet-stream">([^<]+)</.exec(whole)![1]!;
    for (const [name, bad] of [
      ['half.html', data.slice(0, data.length >> 1)], ['empty.html', ''], ['odd.html', '%%%'],
    ] as const) {
      const file = join(folder, name);
      writeFileSync(file, whole.replace(data, bad));
      const { page, faults } = await open(file);
      await page.locator('#app', { hasText: 'This report is damaged' }).waitFor();
      expect(faults).toEqual([]);
    }
  }, 60_000);
});
