/** Each example compiles and ends, and each step of its story is true of what happened. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunIndex } from '../../src/ui/model/index.ts';
import { Names } from '../../src/ui/model/names.ts';
import type { RunSettings } from '../../src/ui/model/run.ts';
import { record } from '../../src/ui/prepare.ts';
import { PRESETS } from '../../src/ui/presets/list.ts';
import { STORIES } from '../../src/ui/presets/stories.ts';
import { disagreements } from './agree.ts';
import { picker } from './records.ts';
import { hereOf, type Stage } from '../../src/ui/presets/story.ts';

const source = (id: string): string =>
  readFileSync(new URL(`../../src/ui/presets/${id}.go`, import.meta.url), 'utf8');

/** Twelve examples, 60 instants each, with 300 of model.test.ts: over a thousand. */
const INSTANTS = 60;

async function stage(id: string, settings: RunSettings): Promise<Stage & { reason: string }> {
  const run = await record(source(id), settings);
  const names = new Names(run.symbols);
  const index = new RunIndex(run.log, names);
  while (index.advance(50_000));
  index.finish(run.meta.endNs);
  expect(index.broken).toBe('');
  return { index, names, endNs: run.meta.endNs, reason: run.meta.reason };
}

describe.each(PRESETS.map((p) => [p.id]))('%s', (id) => {
  it('runs to its end, and its story is true', async () => {
    const story = STORIES[id]!;
    expect(story.length).toBeGreaterThanOrEqual(5);
    expect(story.length).toBeLessThanOrEqual(8);
    expect(story.at(-1)!.text).toContain('Now change it');
    const stages = new Map<string, Awaited<ReturnType<typeof stage>>>();
    for (const [i, step] of story.entries()) {
      const key = JSON.stringify(step.settings ?? {});
      if (!stages.has(key)) stages.set(key, await stage(id, step.settings ?? {}));
      const at = stages.get(key)!;
      expect(at.reason).toBe('finished');
      const here = hereOf(step, at);
      expect(here, `${id}, step ${i + 1}: its place`).toBeDefined();
      expect(step.claim?.(here!), `${id}, step ${i + 1}: ${step.text}`).toBe(true);
      if (step.select) expect(here!.r.g, `${id}, step ${i + 1}: selects`).not.toBe(0);
    }
  }, 60_000);

  it('is drawn as a fold of its records has it, at random instants', async () => {
    const { index } = await stage(id, {});
    expect(disagreements(index, INSTANTS, picker(id.length))).toEqual([]);
  }, 60_000);
});
