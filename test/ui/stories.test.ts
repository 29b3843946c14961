/**
 * Every story in Chromium, from its first step to its last: the page has to go where the records
 * that Node made lead, show that state, and be right in what it says of it.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunIndex } from '../../src/ui/model/index.ts';
import { Names } from '../../src/ui/model/names.ts';
import type { RunSettings } from '../../src/ui/model/run.ts';
import { CARDS, sceneOf } from '../../src/ui/model/scene.ts';
import { sentence } from '../../src/ui/model/sentence.ts';
import { record } from '../../src/ui/prepare.ts';
import { PRESETS } from '../../src/ui/presets/list.ts';
import { STORIES } from '../../src/ui/presets/stories.ts';
import { type Here, hereOf, type Stage, type Step } from '../../src/ui/presets/story.ts';
import { type Handle, Site, skipped, titled } from './site.ts';

declare const gopark: Handle;

interface Made extends Stage { hash: string }

/** The run of an example as Node makes it. */
async function make(id: string, settings: RunSettings): Promise<Made> {
  const file = new URL(`../../src/ui/presets/${id}.go`, import.meta.url);
  const run = await record(readFileSync(file, 'utf8'), settings);
  const names = new Names(run.symbols);
  const index = new RunIndex(run.log, names);
  while (index.advance(50_000));
  index.finish(run.meta.endNs);
  return { index, names, endNs: run.meta.endNs, hash: run.meta.hash };
}

/** Waits until the page stands where a step leads, then compares all that it shows. */
async function arrive(page: Page, step: Step, made: Made, here: Here): Promise<void> {
  await page.locator('.story p', { hasText: step.text }).waitFor();
  const wanted = { hash: made.hash, records: made.index.length, at: here.at };
  await page.waitForFunction((w) => gopark.phase() === 'idle' && gopark.run()?.hash === w.hash
    && gopark.run()?.records === w.records && gopark.position().at === w.at, wanted);
  const scene = sceneOf(made.index.after(here.at), made.index.waits.cards(CARDS));
  expect(await page.evaluate(() => JSON.stringify(gopark.scene()))).toBe(JSON.stringify(scene));
  expect(step.claim!(here)).toBe(true);
  expect(await page.locator('.why h3').textContent()).toBe(sentence(here.r, made.names));
  const title = await page.locator('.life h3').allTextContents();
  expect(title.map((t) => t.split(' ')[0])).toEqual(step.select ? [`G${here.r.g}`] : []);
}

/** One story; how many steps it had. */
async function tell(page: Page, id: string): Promise<number> {
  const runs = new Map<string, Made>();
  const steps = STORIES[id]!;
  await page.locator('.preset select').selectOption(id);
  await page.getByRole('button', { name: 'Tell me' }).click();
  for (const [i, step] of steps.entries()) {
    const key = JSON.stringify(step.settings ?? {});
    if (!runs.has(key)) runs.set(key, await make(id, step.settings ?? {}));
    const made = runs.get(key)!;
    await arrive(page, step, made, hereOf(step, made)!);
    if (i + 1 < steps.length) {
      await page.getByRole('button', { name: 'Next', exact: true }).click();
    }
  }
  await page.locator('.story', { hasText: 'Now change it' }).waitFor();
  await page.getByRole('button', { name: 'Play it' }).click();
  await page.locator('.story.closed').waitFor();
  return steps.length;
}

describe.skipIf(skipped)(titled('the stories in the page'), () => {
  let site: Site;
  let page: Page;
  let faults: string[];
  // One page for all, as somebody has who goes from one story to the next.
  beforeAll(async () => {
    site = await Site.open();
    ({ page, faults } = await site.page());
    await page.goto(site.url);
    await page.locator('.cm-content').waitFor();
  }, 180_000);
  afterAll(() => site?.close());

  it.each(PRESETS.map((p) => p.id))('%s goes to its end, and what it says is so', async (id) => {
    expect(await tell(page, id)).toBeGreaterThanOrEqual(5);
    expect(faults.splice(0)).toEqual([]);
  }, 120_000);
});
