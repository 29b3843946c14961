/**
 * Pictures of the page for the documents, made from what is built: docs/img/*.png.
 *
 *     npx tsx scripts/screenshots.ts [name ...]      all of them, or some
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { build } from './build.mjs';
import type { Scene } from '../src/ui/model/scene.ts';
import { firstRun, type Handle, idle, Site } from '../test/ui/site.ts';

declare const gopark: Handle;

const folder = fileURLToPath(new URL('../docs/img/', import.meta.url));

interface Shot {
  name: string;
  options?: BrowserContextOptions;
  prepare(page: Page): Promise<void>;
}

/** Opens an example, and its story at a step (from 1); 0: no story. */
async function example(page: Page, id: string, step: number): Promise<void> {
  await page.locator('.preset select').selectOption(id);
  await page.locator('.ending').waitFor();
  await idle(page);
  if (step === 0) return;
  await page.getByRole('button', { name: 'Tell me' }).click();
  for (let i = 1; ; i++) {
    await page.locator('.story', { hasText: `step ${i} of` }).waitFor();
    const next = page.locator('.story footer .primary:enabled');
    await next.waitFor();
    if (i === step) return;
    await next.click();
  }
}

/** Stops a playing run at a share of its time, by clicking into the scale. */
async function pauseAt(page: Page, share: number): Promise<void> {
  const box = (await page.locator('.timeline-box').boundingBox())!;
  await page.mouse.click(box.x + 116 + (box.width - 116) * share, box.y + 8);
  await page.mouse.move(box.x + 5, box.y - 60);
}

const SHOTS: Shot[] = [
  { name: 'playground', prepare: (page) => pauseAt(page, 0.31) },
  {
    name: 'playground-dark', options: { colorScheme: 'dark' },
    prepare: async (page) => {
      await pauseAt(page, 0.42);
      await page.keyboard.press('g');
      await page.keyboard.press('n');
      const running = await page.evaluate(() =>
        (gopark.scene() as Scene).ps[1]!.running?.g);
      const life = page.locator('.life h3', { hasText: new RegExp(`^G${running} `) });
      while (await life.count() === 0) await page.keyboard.press('n');
    },
  },
  {
    name: 'playground-narrow',
    options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
    prepare: (page) => pauseAt(page, 0.31),
  },
  { name: 'stealing', prepare: (page) => example(page, 'stealing', 3) },
  { name: 'syscall', prepare: (page) => example(page, 'syscall', 3) },
  { name: 'netpoll', prepare: (page) => example(page, 'netpoll', 2) },
  {
    name: 'quota', options: { viewport: { width: 1440, height: 960 } },
    prepare: (page) => example(page, 'quota', 5),
  },
];

async function take(site: Site, shot: Shot): Promise<void> {
  const { page, faults } = await site.another({ reducedMotion: 'no-preference', ...shot.options });
  await page.goto(site.url);
  await firstRun(page);
  await page.locator('.cm-content').waitFor();
  await shot.prepare(page);
  await page.waitForTimeout(900);
  await page.screenshot({ path: `${folder}${shot.name}.png` });
  for (const fault of faults) console.error(`${shot.name}: ${fault}`);
  await page.context().close();
}

await build(['kernel', 'lib', 'ui']);
mkdirSync(folder, { recursive: true });
const site = await Site.open();
try {
  const wanted = process.argv.slice(2);
  for (const shot of SHOTS) {
    if (wanted.length === 0 || wanted.includes(shot.name)) await take(site, shot);
  }
} finally {
  await site.close();
}
