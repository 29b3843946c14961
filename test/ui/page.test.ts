/** The built page in headless Chromium. Skipped by name where there is none; not with CI=true. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { RecordFileWriter } from '../../src/records/file.ts';
import { turns } from './records.ts';
import {
  executablePath, firstRun, type Handle, idle, present, required, Site, type,
} from './site.ts';

declare const gopark: Handle;

const title = present || required ? 'the page'
  : `the page (skipped: install Chromium as ${executablePath}, or name one in CHROMIUM)`;

/** What axe says of a fault. */
interface Violation { id: string; impact: string; nodes: unknown[] }

const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello, page")\n}\n';
const ENDLESS = 'package main\n\nfunc main() {\n\tfor i := 0; ; i++ {\n\t}\n}\n';

/** Bounds are five times what is aimed for: machines differ. */
const SLACK = 5;

describe.skipIf(!present && !required)(title, () => {
  let site: Site;

  beforeAll(async () => {
    await build(['kernel', 'lib', 'ui']);
    site = await Site.open();
  }, 180_000);
  afterAll(() => site?.close());

  it('plays a stored run at the first visit, and asks nobody else for anything', async () => {
    const { page, faults } = await site.page();
    await page.goto(site.url);
    const ms = await firstRun(page);
    console.log(`first run on screen after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(1000 * SLACK);
    const before = await page.evaluate(() => gopark.position().at);
    await page.waitForFunction((n) => gopark.position().at > n, before);
    await page.locator('.cm-content').waitFor();
    expect(faults).toEqual([]);
  });

  it('keeps to its size: first paint, editor and all, report', () => {
    const ui = fileURLToPath(new URL('../../build/ui/', import.meta.url));
    const kb = (file: string): number =>
      gzipSync(readFileSync(ui + file), { level: 9 }).length / 1024;
    const chunks = readdirSync(`${ui}chunks`).filter((f) => f.startsWith('chunk-'));
    const first = ['index.html', 'style.css', 'main.js', 'first-run.bin',
      ...chunks.map((f) => `chunks/${f}`)].reduce((sum, file) => sum + kb(file), 0);
    const report = readFileSync(`${ui}report.html`).length / 1024;
    console.log(`first paint ${first.toFixed(0)} KB, worker ${kb('worker.js').toFixed(0)} KB, `
      + `report ${report.toFixed(0)} KB raw`);
    expect(first).toBeLessThan(90);
    expect(report).toBeLessThan(160);
  });

  it('runs what is typed, and keeps the last run when it does not compile', async () => {
    const { page, faults } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    await type(page, HELLO);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.output', { hasText: 'hello, page' }).waitFor();
    await type(page, HELLO.replace('Println', 'Prntln'));
    await page.getByRole('button', { name: 'Run', exact: false }).first().click();
    await page.locator('.trouble', { hasText: 'does not compile' }).waitFor();
    await page.locator('.remark', { hasText: 'Prntln' }).waitFor();
    expect(await page.locator('.output').textContent()).toContain('hello, page');
    expect(faults).toEqual([]);
  });

  it('comes back to the same state after 500 steps on and 500 back', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await firstRun(page);
    await page.keyboard.press('Space');
    await page.keyboard.press('Home');
    const first = await page.evaluate(() => JSON.stringify(gopark.scene()));
    const press = (key: string): Promise<void> => page.evaluate((k) => {
      for (let i = 0; i < 500; i++) dispatchEvent(new KeyboardEvent('keydown', { key: k }));
    }, key);
    await press('.');
    expect(await page.evaluate(() => gopark.position().at)).toBe(500);
    await press(',');
    expect(await page.evaluate(() => JSON.stringify(gopark.scene()))).toBe(first);
  }, 60_000);

  it('stops an endless run at once, and can run again', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    await type(page, ENDLESS);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForFunction(() => gopark.phase() === 'running');
    await page.waitForTimeout(300);
    const ms = await page.evaluate(async () => {
      const from = performance.now();
      document.querySelector<HTMLButtonElement>('.stop')!.click();
      while (gopark.phase() !== 'idle') await new Promise((r) => { setTimeout(r, 1); });
      return performance.now() - from;
    });
    console.log(`stopped after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(50 * SLACK);
    await page.locator('.ending', { hasText: 'stopped' }).waitFor();
    await type(page, HELLO);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.output', { hasText: 'hello, page' }).waitFor();
  });

  it('puts everything into the link', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await firstRun(page);
    await page.keyboard.press('Space');
    await page.locator('.cm-content').waitFor();
    await page.getByRole('spinbutton', { name: 'GOMAXPROCS' }).fill('3');
    await page.keyboard.press('ControlOrMeta+Enter');
    await idle(page);
    await page.waitForFunction(() => gopark.position().at > 0);
    await page.locator('.transport .play').click();
    await page.locator('.scene').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('n');
    await page.keyboard.press('g');
    for (let i = 0; i < 20; i++) await page.keyboard.press('.');
    await page.getByRole('button', { name: 'Share' }).click();
    const box = page.getByLabel('Link', { exact: true });
    await page.waitForFunction((el) => (el as HTMLTextAreaElement).value.includes('#'),
      await box.elementHandle());
    const link = await box.inputValue();
    console.log(`link of ${link.length} characters`);
    expect(link.length).toBeLessThan(2000);
    const other = await site.page();
    await other.page.goto(link);
    await idle(other.page);
    await other.page.waitForFunction(() => gopark.position().at > 0);
    const state = () => JSON.stringify([gopark.position(), gopark.scene()]);
    expect(await other.page.evaluate(state)).toBe(await page.evaluate(state));
    const field = other.page.getByRole('spinbutton', { name: 'GOMAXPROCS' });
    expect(await field.inputValue()).toBe('3');
    const pressed = other.page.locator('.segmented [aria-pressed=true]');
    expect(await pressed.textContent()).toBe('by goroutine');
    expect(await other.page.locator('.life').count()).toBe(1);
    expect(other.faults).toEqual([]);
  }, 60_000);

  it('says what is wrong with a link, a file, a worker, and goes on', async () => {
    const { page } = await site.page();
    await page.goto(`${site.url}#p1=AAAA`);
    await page.locator('.toast', { hasText: 'damaged' }).waitFor();
    await firstRun(page);
    await page.getByRole('button', { name: 'Open' }).click();
    const junk = { name: 'x.bin', mimeType: 'application/x', buffer: Buffer.from([0, 1, 2, 0]) };
    await page.getByLabel('File').setInputFiles(junk);
    await page.locator('.toast', { hasText: 'neither Go source nor a saved run' }).waitFor();
    const cut = { ...junk, name: 'x.gpr', buffer: Buffer.from('GPR!....') };
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('File').setInputFiles(cut);
    await page.locator('.toast', { hasText: 'records file' }).waitFor();
    expect(await page.locator('.scene canvas').count()).toBe(1);
    const broken = await site.page();
    await broken.page.route('**/worker.js', (route) => route.abort());
    await broken.page.goto(site.url);
    await broken.page.locator('.toast', { hasText: 'could not be loaded' }).waitFor();
    expect(await broken.page.locator('.scene canvas').count()).toBe(1);
  });

  it('has no serious fault that axe finds, light, dark and narrow', async () => {
    const axe = readFileSync(
      fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
    for (const options of [
      { colorScheme: 'light' as const }, { colorScheme: 'dark' as const },
      { viewport: { width: 390, height: 844 } },
    ]) {
      const { page } = await site.page({ ...options, bypassCSP: true });
      await page.goto(site.url);
      await firstRun(page);
      await page.locator('.cm-content').waitFor();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Tell me' }).click();
      await page.waitForTimeout(600);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const run = (globalThis as unknown as {
          axe: { run(): Promise<{ violations: Violation[] }> };
        }).axe.run();
        return (await run).violations.filter((v) => /serious|critical/.test(v.impact))
          .map((v) => `${v.id}: ${JSON.stringify(v.nodes.slice(0, 2))}`);
      });
      expect(found).toEqual([]);
    }
  }, 60_000);

  it.each(['stealing', 'preemption'])('tells the story of %s to its end', async (id) => {
    const { page, faults } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    await page.locator('.preset select').selectOption(id);
    await page.getByRole('button', { name: 'Tell me' }).click();
    for (let step = 0; step < 9; step++) {
      const next = page.getByRole('button', { name: 'Next', exact: true });
      if (await next.count() === 0) break;
      await next.click();
      await page.waitForTimeout(150);
    }
    await page.locator('.story', { hasText: 'Now change it' }).waitFor();
    expect(faults).toEqual([]);
  }, 60_000);

  it('draws a million spans at every zoom', async () => {
    const log = turns(1_000_000, { procs: 8 });
    const writer = new RecordFileWriter();
    const header = {
      gopark: '0', model: 'go1.26', config: {}, program: { name: 'turns', checksum: 0 },
    };
    const file = Buffer.concat([
      writer.header(header), ...log.runs().map((w) => writer.chunk(w)), writer.end(),
    ]);
    const { page, faults } = await site.page();
    await page.goto(site.url);
    await firstRun(page);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('File')
      .setInputFiles({ name: 'turns.gpr', mimeType: 'application/x', buffer: file });
    await page.locator('.toast', { hasText: 'is shown' }).waitFor({ timeout: 60_000 });
    for (const lanes of ['by P', 'by goroutine']) {
      await page.getByRole('button', { name: lanes, exact: true }).click();
      await page.keyboard.press('0');
      const frames: number[] = [];
      for (let zoom = 0; zoom < 20; zoom++) {
        await page.keyboard.press('+');
        frames.push(...await page.evaluate(async () => {
          const el = document.querySelector('.timeline-box') as unknown as {
            board: { lastMs: number; request(all: boolean): void };
          };
          const times: number[] = [];
          for (let i = 0; i < 5; i++) {
            el.board.request(true);
            await new Promise((r) => { requestAnimationFrame(() => requestAnimationFrame(r)); });
            times.push(el.board.lastMs);
          }
          return times;
        }));
      }
      frames.sort((a, b) => a - b);
      const [median, worst] = [frames[frames.length >> 1]!, frames.at(-1)!];
      console.log(`${lanes}: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms a frame`);
      expect(median).toBeLessThan(16 * SLACK);
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
