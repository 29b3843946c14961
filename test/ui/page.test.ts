/** The built page in headless Chromium. Skipped by name where there is none; not with CI=true. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './axe.ts';
import {
  firstRun, type Handle, idle, Site, skipped, SLACK, titled, type,
} from './site.ts';

declare const gopark: Handle;

const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello, page")\n}\n';
const HOARD = 'package main\n\nvar all [][]byte\n\nfunc main() {\n\tfor {\n'
  + '\t\tall = append(all, make([]byte, 1<<24))\n\t}\n}\n';

describe.skipIf(skipped)(titled('the page'), () => {
  let site: Site;

  beforeAll(async () => {
    site = await Site.open();
  }, 180_000);
  afterAll(() => site?.close());

  it('plays a stored run at the first visit, and asks nobody else for anything', async () => {
    const { page, faults } = await site.another({ reducedMotion: 'no-preference' });
    await page.goto(site.url);
    const ms = await firstRun(page);
    console.log(`first run on screen after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(1000 * SLACK);
    const before = await page.evaluate(() => gopark.position().at);
    await page.waitForFunction((n) => gopark.position().at > n, before);
    await page.locator('.cm-content').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
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

  it('helps with typing: lines, brackets, indentation, colours, remarks', async () => {
    const { page, faults } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    const lines = (): Promise<string[]> => page.locator('.cm-line').allTextContents();
    const keys = async (...names: string[]): Promise<void> => {
      for (const name of names) await page.keyboard.press(name);
    };
    await type(page, 'package main\n\n');
    await page.keyboard.type('func main() {');
    await keys('Enter');
    expect(await lines()).toEqual(['package main', '', 'func main() {', '\t', '}']);
    // A closing bracket or quote that is there is typed over; an empty pair goes at once.
    await page.keyboard.type('println("it\'s (", f(1)');
    await keys('(', 'Backspace', 'End', 'Enter');
    await page.keyboard.type('if true {');
    await keys('Enter', 'x', 'ArrowDown', 'End', 'Enter');
    expect((await lines()).slice(3)).toEqual(
      ['\tprintln("it\'s (", f(1))', '\tif true {', '\t\tx', '\t}', '\t', '}']);
    await keys('Tab', '}');
    expect((await lines()).at(-2)).toBe('\t}');
    expect(await page.locator('.code-bracket').allTextContents()).toEqual(['{', '}']);
    await keys('ControlOrMeta+z', 'ControlOrMeta+z');
    await keys('ControlOrMeta+Home', 'ControlOrMeta+/', 'ControlOrMeta+a', 'Tab', 'Shift+Tab');
    expect((await lines()).slice(0, 3)).toEqual(['// package main', '', 'func main() {']);
    expect(await page.locator('.code-keyword').allTextContents()).toEqual(['func', 'if']);
    expect(await page.locator('.code-comment').allTextContents()).toEqual(['// package main']);
    await page.locator('.remarked.error').first().waitFor();
    expect(await page.locator('.dots .dot.error').first().getAttribute('title'))
      .toContain('package');
    expect(faults).toEqual([]);
  }, 60_000);

  it('comes back through the same states after 500 steps on and 500 back', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await firstRun(page);
    expect(await page.evaluate(() => gopark.position().at)).toBe(0);
    // Each state as text, in the order of the playhead.
    const states = (key: string): Promise<string[]> => page.evaluate((k) => {
      const seen: string[] = [];
      for (let i = 0; i < 500; i++) {
        dispatchEvent(new KeyboardEvent('keydown', { key: k }));
        seen.push(JSON.stringify([gopark.position(), gopark.scene()]));
      }
      return seen;
    }, key);
    const first = await page.evaluate(() => JSON.stringify([gopark.position(), gopark.scene()]));
    const there = await states('.');
    expect(await page.evaluate(() => gopark.position().at)).toBe(500);
    const back = await states(',');
    expect(new Set(there).size).toBe(500);
    expect(back.at(-1)).toBe(first);
    expect(back.slice(0, -1)).toEqual(there.slice(0, -1).reverse());
  }, 60_000);

  it('puts everything into the link', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await firstRun(page);
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
    const other = await site.another();
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
    await other.page.context().close();
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
    const broken = await site.another();
    await broken.page.route('**/worker.js', (route) => route.abort());
    await broken.page.goto(site.url);
    await broken.page.locator('.toast', { hasText: 'could not be loaded' }).waitFor();
    expect(await broken.page.locator('.scene canvas').count()).toBe(1);
    await broken.page.context().close();
  });

  it('goes on when its worker dies, or when a program wants all memory', async () => {
    const { page } = await site.page();
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
    await type(page, 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForFunction(() => gopark.phase() === 'running');
    await page.workers()[0]!.evaluate(() => { setTimeout(() => { throw new Error('gone'); }); });
    await page.locator('.toast', { hasText: /broke off: .*gone.* still shown/ }).waitFor();
    expect(await page.evaluate(() => gopark.run()!.records)).toBeGreaterThan(0);
    await type(page, HOARD);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.ending', { hasText: 'stopped at a limit' }).waitFor();
    expect(await page.locator('.output').textContent()).toMatch(/memory.*512 MiB/);
    await type(page, HELLO);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.output', { hasText: 'hello, page' }).waitFor();
  }, 60_000);

  it('has no serious fault that axe finds, light, dark and narrow', async () => {
    for (const options of [
      { colorScheme: 'light' as const }, { colorScheme: 'dark' as const },
      { viewport: { width: 390, height: 844 } },
    ]) {
      const { page } = await site.page(options);
      await page.goto(site.url);
      await firstRun(page);
      await page.locator('.cm-content').waitFor();
      await page.getByRole('button', { name: 'Tell me' }).click();
      await page.locator('.why h3').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    }
  }, 60_000);
});
