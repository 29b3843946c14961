/** Links, saved runs, keys, views, texts: what the page's smaller parts promise. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/measure/document.ts';
import type { RecordFields } from '../../src/records/cursor.ts';
import { foldAll } from '../../src/records/fold.ts';
import { slug } from '../../scripts/markdown.mjs';
import { Ev } from '../../assembly/abi/event.ts';
import { RecordFileError } from '../../src/records/file.ts';
import { momentText, positionOf, speedAt, tickText } from '../../src/ui/model/clock.ts';
import { decodeLink, encodeLink, inflate, type Shared } from '../../src/ui/model/link.ts';
import { Names } from '../../src/ui/model/names.ts';
import { readRun, type Run, writeRun } from '../../src/ui/model/run.ts';
import {
  clamp, fit, reveal, spanOf, tickStep, ViewHistory, zoom,
} from '../../src/ui/model/view.ts';
import { sentence } from '../../src/ui/model/sentence.ts';
import { whyOf } from '../../src/ui/model/why.ts';
import { turns } from './records.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const shared: Shared = {
  source: read('src/ui/presets/mn.go'),
  settings: { gomaxprocs: 3, quota: '200ms/100ms', load: 2, go: '1.13' },
  g: 17, at: 321, by: 'G', embed: true,
};

describe('a link', () => {
  it('holds everything in less than 2 kB for 40 lines', async () => {
    const hash = await encodeLink(shared);
    expect(hash.length).toBeLessThan(2000);
    expect(await decodeLink(`#${hash}`)).toEqual(shared);
  });

  it('is refused when it is damaged or bloated, and ignored when it is none', async () => {
    const hash = await encodeLink(shared);
    await expect(decodeLink(hash.slice(0, -9))).rejects.toThrow('damaged');
    await expect(decodeLink('p1=%%%')).rejects.toThrow('damaged');
    const huge = await encodeLink({ ...shared, source: 'x'.repeat(3_000_000) });
    await expect(decodeLink(huge)).rejects.toThrow('damaged');
    expect(await decodeLink('#top')).toBeUndefined();
    expect(await decodeLink('')).toBeUndefined();
  });

  it('takes only settings of the right kind', async () => {
    const odd = { ...shared, settings: { gomaxprocs: 'many' as unknown as number, seed: '9' } };
    expect((await decodeLink(await encodeLink(odd)))!.settings).toEqual({ seed: '9' });
  });
});

describe('a saved run', () => {
  const run: Run = {
    symbols: { files: ['main.go'], funcs: [['main.main', 0]], lines: [[0, 0, 3], [5, 0, 7]] },
    log: turns(300),
    meta: {
      name: 'main.go', source: 'package main', settings: { seed: '4' }, config: { go: '1.26' },
      reason: 'finished', message: '', exitCode: 0, endNs: 99, hash: 'ab', output: [],
    },
  };

  it('is read as it was written', () => {
    const again = readRun(writeRun(run, '1.0'));
    expect(again.meta).toEqual(run.meta);
    expect(again.symbols).toEqual(run.symbols);
    expect(again.log.length).toBe(run.log.length);
  });

  it('is shown if it was saved before there was a layer of cores', () => {
    const { cores: _, ...old } = { cores: [], gopark: '0.1', waits: [] };
    const document = old as unknown as ResultDocument;
    const again = readRun(writeRun({ ...run, meta: { ...run.meta, document } }, '1.0'));
    expect(again.meta.document).toEqual({ ...old, cores: [] });
  });

  it('is refused when it is cut or foreign', async () => {
    const bytes = writeRun(run, '1.0');
    expect(() => readRun(bytes.subarray(0, bytes.length - 40))).toThrow(RecordFileError);
    expect(() => readRun(new Uint8Array(40))).toThrow(RecordFileError);
    await expect(inflate(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  });

  it('names lines by instructions, which records count from 1', () => {
    const names = new Names(run.symbols);
    expect([1, 5, 6, 9].map((pc) => names.where(pc))).toEqual(
      ['main.go:3', 'main.go:3', 'main.go:7', 'main.go:7']);
    expect(names.where(0)).toBe('');
    expect(names.object('chan', 64)).toBe('chan 1');
    expect(names.object('chan', 80)).toBe('chan 2');
    expect(names.object('chan', 64)).toBe('chan 1');
  });
});

describe('time', () => {
  it('is told to the nanosecond', () => {
    expect(momentText(0)).toBe('0 ns');
    expect(momentText(1_234_567)).toBe('1.234 567 ms');
    expect(momentText(2_000_000_001)).toBe('2.000 000 001 s');
    expect(tickText(1_500_000, 500_000)).toBe('1.5 ms');
  });

  it('has a speed slider that is its own inverse', () => {
    for (let p = 0; p <= 1; p += 0.01) {
      expect(Math.abs(positionOf(speedAt(p)) - p)).toBeLessThan(0.01);
    }
  });
});

describe('a view', () => {
  it('keeps the moment under the pointer when it zooms, and comes back', () => {
    const view = { from: 100, to: 300 };
    const near = zoom(view, 0.5, 150);
    expect((150 - near.from) / spanOf(near)).toBeCloseTo(0.25);
    const history = new ViewHistory();
    history.leave(view);
    history.leave(view);
    expect(history.back()).toEqual(view);
    expect(history.back()).toBeUndefined();
  });

  it('stays near the run, and never gets too narrow', () => {
    for (const view of [{ from: -1e9, to: -9e8 }, { from: 5e9, to: 6e9 }, { from: 3, to: 3 }]) {
      const c = clamp(view, 1e6, 1000);
      expect(spanOf(c)).toBeGreaterThanOrEqual(50);
      expect(c.to).toBeGreaterThan(0);
      expect(c.from).toBeLessThan(1e6);
    }
    expect(fit(0).to).toBeGreaterThan(0);
    expect(reveal({ from: 0, to: 100 }, 50, 1000)).toEqual({ from: 0, to: 100 });
    const paged = reveal({ from: 0, to: 100 }, 99, 1000);
    expect(paged.from).toBeGreaterThan(0);
    const step = tickStep(12345, 900);
    expect([1, 2, 5]).toContain(step / 10 ** Math.floor(Math.log10(step)));
  });
});

describe('every kind of record', () => {
  const kinds = Object.values(Ev).filter((k): k is number => typeof k === 'number'
    && k !== Ev.NONE && k !== Ev.FIRST_DETAIL && k < Ev.COUNT);
  const names = new Names(undefined);
  const before = foldAll(turns(300));

  it.each(kinds.map((kind) => [Ev[kind]!, kind]))('%s is told and explained', (name, kind) => {
    const r = { time: 5, kind, detail: 1, extra: 0, m: 1, p: 1, g: 2, obj: 1, arg: 1, pc: 0 };
    const title = sentence(r as RecordFields, names);
    expect(title).not.toMatch(/undefined|NaN|record \d/);
    expect(title).not.toBe(name);
    const why = whyOf(r as RecordFields, before, title)!;
    expect([why.title, why.text.length > 15]).toEqual([title, true]);
  });
});

describe('rules', () => {
  it.each([['why', 'scheduler', 20], ['whycores', 'cores', 3]])(
    'that %s.ts points to stand in docs/%s.md', (file, doc, least) => {
    const headings = new Set([...read(`docs/${doc}.md`).matchAll(/^#+ (.*)$/gm)]
      .map((m) => slug(m[1]!)));
    const why = read(`src/ui/model/${file}.ts`);
    const named = [...why.matchAll(/rule: '([^']+)'|, '([a-z0-9]+(?:-[a-z0-9]+)+|search)'[\])]/g)]
      .map((m) => m[1] ?? m[2]!);
    expect(named.length).toBeGreaterThanOrEqual(least);
    for (const rule of named) expect(headings, rule).toContain(rule);
  });
});

describe('colours', () => {
  it('of canvas and page are the same', () => {
    const colours = (text: string): Set<string> => new Set(text.match(/#[0-9a-f]{6}\b/g));
    const css = colours(read('src/ui/style.css'));
    const palette = read('src/ui/paint/palette.ts');
    const looks = palette.replace(/tints: listOf\(\{[^}]*\}\)/g, '').replace(/faint: '[^']*'/g, '');
    for (const colour of colours(looks)) expect(css, colour).toContain(colour);
  });
});
