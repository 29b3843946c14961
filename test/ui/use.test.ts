/** Using the page: findings, wakers, pictures, frames, fingers, keys, small screens. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ev } from '../../assembly/abi/event.ts';
import { perfetto } from '../../src/formats/perfetto.ts';
import { Names } from '../../src/ui/model/names.ts';
import { readRun } from '../../src/ui/model/run.ts';
import { record } from '../../src/ui/prepare.ts';
import {
  firstRun, type Handle, idle, type Screen, Site, skipped, titled, type, type Watched,
} from './site.ts';

declare const gopark: Handle;

/** Six goroutines that fight for one lock, one that is woken through a channel. */
const CONTENDED = `//gopark:config gomaxprocs=2
package main

import "sync"

var mu sync.Mutex

//gopark:cpu 3ms
func hold() {}

func main() {
	var wg sync.WaitGroup
	done := make(chan int)
	for range 6 {
		wg.Go(func() {
			mu.Lock()
			hold()
			mu.Unlock()
		})
	}
	go func() {
		wg.Wait()
		done <- 1
	}()
	<-done
}
`;

describe.skipIf(skipped)(titled('using the page'), () => {
  let site: Site;
  beforeAll(async () => { site = await Site.open(); }, 180_000);
  afterAll(() => site?.close());

  async function open(screen: Screen = {}): Promise<Watched> {
    return visit(await site.page(screen));
  }

  async function visit(watched: Watched): Promise<Watched> {
    await watched.page.goto(site.url);
    await firstRun(watched.page);
    await watched.page.locator('.cm-content').waitFor();
    return watched;
  }

  /** Runs a program, and stops the playing. */
  async function run(page: Page, text: string): Promise<void> {
    await type(page, text);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.ending', { hasText: 'finished' }).waitFor();
    await idle(page);
    await page.locator('.timeline-bar').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  }

  it('mutes a finding, remembers that, and can be told to speak again', async () => {
    const { page, faults } = await open();
    await run(page, CONTENDED);
    await page.getByRole('tab', { name: 'Findings' }).click();
    const found = page.locator('.findings li', { hasText: 'The lock at' });
    await found.waitFor();
    await found.getByRole('button', { name: 'Mute' }).click();
    await found.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.cm-content').waitFor();
    await run(page, CONTENDED);
    await page.getByRole('tab', { name: 'Findings' }).click();
    await page.locator('.muted', { hasText: '1 muted' }).waitFor();
    expect(await found.count()).toBe(0);
    await page.getByRole('button', { name: 'show again' }).click();
    await found.waitFor();
    expect(faults).toEqual([]);
  }, 90_000);

  it('names the waker of each wait with its line, and goes there with w', async () => {
    const { page, faults } = await open();
    await run(page, CONTENDED);
    await page.keyboard.press('n');
    const life = page.locator('.life');
    expect(await life.locator('h3').textContent()).toContain('G1');
    const row = life.locator('li', { hasText: 'channel' }).first();
    // main waits in <-done, and is woken where somebody sends.
    expect(await row.textContent()).toMatch(/main\.go:25.*woken by G\d+ at main\.go:23/);
    const waker = /woken by (G\d+)/.exec((await row.textContent())!)![1]!;
    await page.keyboard.press('w');
    expect(await life.locator('h3').textContent()).toContain(waker);
    expect(await page.locator('.why h3').textContent()).toContain(`${waker} readies G1`);
    // The editor points to the line, and leaves the keys to the page.
    const line = page.locator('.cm-activeLine');
    expect(await line.textContent()).toContain('done <- 1');
    await life.locator('li', { hasText: 'main.go:22' }).first().getByRole('button').click();
    expect(await line.textContent()).toContain('wg.Wait()');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-editor'))).toBe(null);
    const lanes = page.locator('.timeline table');
    expect(await lanes.locator('tbody tr').first().textContent()).toMatch(/^P0.*\d+ % /);
    await page.keyboard.press('g');
    expect(await lanes.locator('tbody tr').first().textContent())
      .toMatch(/^G1 main.*for .*% waiting/);
    expect(faults).toEqual([]);
  }, 90_000);

  it('gives the picture, the run and the program away as files', async () => {
    const { page, faults } = await open();
    await run(page, CONTENDED);
    const download = async (name: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Share' }).click();
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const file = await (await coming).path();
      await page.getByRole('button', { name: 'Close' }).click();
      return readFileSync(file);
    };
    const picture = await download('Picture (.png)');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16) > 600, picture.readUInt32BE(20) > 400]).toEqual([true, true]);
    expect(picture.length).toBeGreaterThan(10_000);
    const saved = readRun(await download('Run (.gpr)'));
    expect(saved.meta.source).toBe(CONTENDED);
    expect(saved.log.length).toBe(await page.evaluate(() => gopark.run()!.records));
    expect(saved.log.at(saved.log.length - 1).kind).toBeLessThan(Ev.COUNT);
    expect((await download('Program (.go)')).toString()).toBe(CONTENDED);
    expect(faults).toEqual([]);
  }, 90_000);

  it('has neighbours on the cores, if that is wanted', async () => {
    const { page, faults } = await open();
    await page.getByRole('spinbutton', { name: 'cores' }).fill('2');
    await page.getByRole('spinbutton', { name: 'neighbours' }).fill('3');
    await run(page, CONTENDED);
    expect(await page.evaluate(() => gopark.run()!.settings)).toEqual({ cores: 2, load: 3 });
    await page.keyboard.press('Home');
    await page.evaluate(() => gopark.seek(8));
    const told = 'the machine has 2 cores and 3 busy neighbours';
    await page.locator('.events button', { hasText: told }).click();
    expect(await page.locator('.why h3').textContent()).toBe(told);
    await page.getByRole('button', { name: 'by core', exact: true }).click();
    expect(await page.locator('.scene table').textContent()).toMatch(/core 0.*core 1/s);
    expect(faults).toEqual([]);
  }, 60_000);

  it('hands the trace to Perfetto when that answers, and asks nobody by itself', async () => {
    const { page, faults } = await open();
    await page.evaluate(beViewer);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Open in Perfetto' }).click();
    await page.waitForFunction(() => viewer.trace !== '');
    const { opened, knocks, origins, title, file, trace } = await page.evaluate(() => viewer);
    expect({ opened, title, file })
      .toEqual({ opened: 'https://ui.perfetto.dev', title: 'main.go', file: 'main.pftrace' });
    // Two knocks before it answers, and a stranger's answer in between, count for nothing.
    expect(knocks).toBe(3);
    expect(origins).toEqual(['https://ui.perfetto.dev']);
    const { log, symbols, meta } = await record(read('mn.go'));
    const names = new Names(symbols);
    expect(trace).toBe(Buffer.from(perfetto.write({
      log, end: meta.endNs, funcName: (i) => names.func(i), where: (pc) => names.where(pc),
    })).toString('base64'));
    expect(faults).toEqual([]);
  }, 60_000);

  it('shows scene and timeline alone in a frame', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByLabel('for embedding in a frame').check();
    const box = page.getByLabel('Link', { exact: true });
    await expect.poll(() => box.inputValue()).toContain('#embed&');
    const framed = await site.another({ viewport: { width: 640, height: 480 } });
    await framed.page.goto(await box.inputValue());
    await idle(framed.page);
    await framed.page.locator('.embedded .scene canvas').waitFor();
    await framed.page.waitForFunction(() => (gopark.run()?.records ?? 0) > 100);
    expect(await framed.page.locator('.code, .runbar, .topbar').count()).toBe(0);
    const full = await framed.page.locator('.open-full').getAttribute('href');
    expect(full).not.toContain('embed');
    expect(framed.faults).toEqual([]);
    await framed.page.context().close();
  }, 90_000);

  it('moves and zooms under fingers', async () => {
    const { page, faults } = await visit(await site.another({ hasTouch: true }));
    const before = await scale(page);
    const box = (await page.locator('.timeline-box').boundingBox())!;
    const client = await page.context().newCDPSession(page);
    const y = box.y + 100;
    const touch = (kind: string, ...xs: number[]): Promise<unknown> => client.send(
      'Input.dispatchTouchEvent', {
        type: kind as 'touchStart', touchPoints: xs.map((x, id) => ({ x: box.x + x, y, id })),
      });
    await touch('touchStart', 400, 500);
    for (let d = 10; d <= 150; d += 10) await touch('touchMove', 400 - d, 500 + d);
    await touch('touchEnd');
    const pinched = await scale(page);
    expect(pinched.to - pinched.from).toBeLessThan((before.to - before.from) * 0.5);
    await touch('touchStart', 600);
    for (let d = 10; d <= 200; d += 10) await touch('touchMove', 600 - d);
    await touch('touchEnd');
    const dragged = await scale(page);
    expect(dragged.from).toBeGreaterThan(pinched.from);
    expect(dragged.to - dragged.from).toBeCloseTo(pinched.to - pinched.from, 3);
    await page.touchscreen.tap(box.x + 500, box.y + 40);
    await page.locator('.why h3').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('does everything that ? lists', async () => {
    const { page, faults } = await open();
    await page.keyboard.press('?');
    const listed = await page.locator('dialog .keys kbd').allTextContents();
    expect(listed.length).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    const names: Record<string, string> = {
      space: 'Space', Left: 'ArrowLeft', Right: 'ArrowRight', '>': 'Shift+>', '<': 'Shift+<',
    };
    for (const key of listed.filter((k) => !/Enter|Escape|\?|Meta|⌘/.test(k))) {
      const [name, ...held] = key.split(/-(?=.)/).reverse();
      const prefix = held.map((k) => `${k.replace('Ctrl', 'Control')}+`).join('');
      await page.keyboard.press(prefix + (names[name!] ?? name!));
    }
    // What no key could reach is reached by Tab: buttons, fields, the editor, the scene.
    await page.locator('.brand').focus();
    const seen = new Set<string>();
    for (let i = 0; i < 45; i++) {
      // In the editor Tab indents; after Escape it leaves.
      if (await page.locator('.cm-content:focus').count() > 0) await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => {
        const el = document.activeElement as HTMLElement;
        return el.getAttribute('aria-label') ?? el.closest('label')?.textContent
          ?? el.textContent ?? '';
      }));
    }
    const text = [...seen].join('|');
    for (const part of ['Share', 'Run', 'GOMAXPROCS', 'quota', 'cores', 'Play', 'Zoom in']) {
      expect(text).toContain(part);
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('does not move by itself where that is not wanted', async () => {
    const { page, faults } = await open({ reducedMotion: 'reduce' });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => gopark.position())).toEqual({ at: 0, time: 0 });
    expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1);
    await page.keyboard.press('.');
    expect(await page.evaluate(() => gopark.position().at)).toBe(1);
    expect(faults).toEqual([]);
  }, 60_000);

  it.each([320, 390, 799])('has one column at %i px, and nothing sticks out', async (width) => {
    const { page, faults } = await open({ viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Tell me' }).click();
    await page.locator('.why h3').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const [scene, timeline, code] = await Promise.all(['.scene', '.timeline', '.code']
      .map(async (part) => (await page.locator(part).boundingBox())!));
    expect(timeline!.y).toBeGreaterThan(scene!.y + scene!.height - 1);
    expect(code!.y).toBeGreaterThan(timeline!.y + timeline!.height - 1);
    for (const part of [scene!, timeline!, code!]) expect(part.width).toBeGreaterThan(width * 0.9);
    expect(faults).toEqual([]);
  }, 60_000);
});

/** What a window in which Perfetto was opened has been told. */
interface Viewer {
  opened: string; knocks: number; origins: string[]; title: string; file: string; trace: string;
}
declare const viewer: Viewer;

const read = (preset: string): string =>
  readFileSync(new URL(`../../src/ui/presets/${preset}`, import.meta.url), 'utf8');

/** In the page: windows that it opens are one that answers as Perfetto does, late. */
function beViewer(): void {
  const told: Viewer = { opened: '', knocks: 0, origins: [], title: '', file: '', trace: '' };
  const answer = (origin: string): boolean =>
    dispatchEvent(new MessageEvent('message', { data: 'PONG', origin }));
  const receive = ({ perfetto: p }: { perfetto: {
    buffer: ArrayBuffer; title: string; fileName: string;
  } }): void => {
    const bytes = new Uint8Array(p.buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]!);
    Object.assign(told, { title: p.title, file: p.fileName, trace: btoa(text) });
  };
  const postMessage = (message: unknown, origin: string): void => {
    if (!told.origins.includes(origin)) told.origins.push(origin);
    if (message !== 'PING') return receive(message as Parameters<typeof receive>[0]);
    told.knocks++;
    answer(told.knocks < 3 ? 'https://example.com' : 'https://ui.perfetto.dev');
  };
  const open = (url: string): unknown => {
    told.opened = url;
    return { closed: false, postMessage };
  };
  Object.assign(globalThis, { viewer: told, open });
}

/** What the timeline shows. */
function scale(page: Page): Promise<{ from: number; to: number }> {
  return page.evaluate(() => {
    const el = document.querySelector('.timeline-box') as unknown as {
      board: { view(): { from: number; to: number } };
    };
    const { from, to } = el.board.view();
    return { from, to };
  });
}
