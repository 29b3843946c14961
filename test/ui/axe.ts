/** What axe finds on a page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

interface Violation { id: string; impact: string; nodes: unknown[] }

const script = readFileSync(
  fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

/** Faults that keep somebody from using the page. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(script);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run();
    return violations.filter((v) => /serious|critical/.test(v.impact))
      .map((v) => `${v.id}: ${JSON.stringify(v.nodes.slice(0, 2))}`);
  });
}
