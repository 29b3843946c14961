/** Each example compiles and ends, and each step of its story is true of what happened. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Ev } from '../../assembly/abi/event.ts';
import { RunIndex } from '../../src/ui/model/index.ts';
import { hit, layoutOf } from '../../src/ui/model/layout.ts';
import { budgetText } from '../../src/ui/model/layoutcores.ts';
import { Look } from '../../src/ui/model/look.ts';
import { Names } from '../../src/ui/model/names.ts';
import type { Run, RunSettings } from '../../src/ui/model/run.ts';
import { CARDS, sceneOf, sceneRows } from '../../src/ui/model/scene.ts';
import { sentence } from '../../src/ui/model/sentence.ts';
import { budgetAt } from '../../src/ui/model/usage.ts';
import { whyOf } from '../../src/ui/model/why.ts';
import { record } from '../../src/ui/prepare.ts';
import { PRESETS } from '../../src/ui/presets/list.ts';
import { STORIES } from '../../src/ui/presets/stories.ts';
import { disagreements } from './agree.ts';
import { picker } from './records.ts';
import { event, hereOf, type Stage } from '../../src/ui/presets/story.ts';

const source = (id: string): string =>
  readFileSync(new URL(`../../src/ui/presets/${id}.go`, import.meta.url), 'utf8');

/** Twelve examples, 60 instants each, with 300 of model.test.ts: over a thousand. */
const INSTANTS = 60;

interface Played extends Stage { reason: string; run: Run }

async function stage(id: string, settings: RunSettings): Promise<Played> {
  const run = await record(source(id), settings);
  const names = new Names(run.symbols);
  const index = new RunIndex(run.log, names);
  while (index.advance(50_000));
  index.finish(run.meta.endNs);
  expect(index.broken).toBe('');
  return { index, names, endNs: run.meta.endNs, reason: run.meta.reason, run };
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

describe('cores and the quota', () => {
  it('are drawn as the records have them, with the CPU time that was counted', async () => {
    const { index, names, run } = await stage('quota', { go: '1.24' });
    expect(disagreements(index, INSTANTS, picker(5))).toEqual([]);
    const { counters, cores } = run.meta.document!;
    expect(index.usage.until(index.endNs)).toBe(counters['coreNs']);
    cores!.forEach((core, id) => {
      const { sums } = index.cores[id]!.summary(0, index.endNs + 1);
      const busy = [Look.RUN, Look.SCHED, Look.SPIN, Look.SYSCALL, Look.RUNNABLE, Look.WAIT]
        .reduce((n, look) => n + sums[look]!, 0);
      expect([id, busy, sums[Look.STOP]])
        .toEqual([id, core.busyNs + core.loadNs, core.throttledNs]);
    });
    const kinds = new Set<number>();
    index.log.forEach((r, i) => {
      if (r.kind < Ev.Cores || r.kind > Ev.CoreUnthrottle) return;
      kinds.add(r.kind);
      const why = whyOf(r, index.after(i), sentence(r, names))!;
      expect([why.doc, why.text.length > 60, why.candidates.length > 1]).toEqual(
        ['cores', true, r.kind !== Ev.Cores]);
    });
    expect(kinds.size).toBeGreaterThanOrEqual(4);
  }, 60_000);

  it('tell how much of the period is used, and when the pool is full again', async () => {
    const { index, run } = await stage('quota', { go: '1.24' });
    const { config } = run.meta;
    const first = index.timeOf(event(Ev.CoreThrottle)({ index } as never));
    const at = (time: number) => budgetAt(index.usage, time, 0, config)!;
    expect(at(0).usedNs).toBe(0);
    expect(at(first)).toMatchObject({ quotaNs: 200e6, periodNs: 100e6, leftNs: 100e6 - first });
    expect(Math.abs(at(first).usedNs - 200e6)).toBeLessThan(5e6);
    expect(at(100e6 - 1).usedNs).toBe(200e6);
    expect(at(100e6).usedNs).toBe(0);
    expect(budgetAt(index.usage, 1, 0, { quota: null })).toBeUndefined();
    expect(budgetText({ ...at(first), throttled: 8 })).toContain('quota used up');
    const scene = sceneOf(index.after(index.countUntil(50e6)), index.waits.cards(CARDS));
    const rows = sceneRows(scene).map((row) => `${row.what}: ${row.state}`);
    expect(rows).toContain('core 7: stands');
    // Those of the eight Ps, and sysmon, if it was about to look.
    expect(rows.join()).toMatch(/threads without a core: [89]/);
    for (const width of [320, 900]) {
      const options = { width, digits: 3, zoomed: -1, peaks: new Map(), budget: at(50e6) };
      const { cells, bar, boxes } = layoutOf(scene, options);
      expect(cells.length).toBe(8);
      const box = boxes.find((b) => b.key === 'cores')!;
      for (const r of [...cells, bar!]) {
        expect(r.x >= box.x && r.x + r.w <= box.x + box.w).toBe(true);
        expect(r.y >= box.y && r.y + r.h <= box.y + box.h).toBe(true);
      }
      expect(hit({ ...layoutOf(scene, options) }, cells[3]!.x + 2, cells[3]!.y + 2))
        .toEqual({ kind: 'core', id: 3 });
    }
  }, 60_000);
});
