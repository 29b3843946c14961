/** The built page, served on loopback, in Chromium: for tests and for the screenshots. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page,
} from 'playwright-core';
import { build } from '../../scripts/build.mjs';

const pages = fileURLToPath(new URL('../../build/ui/', import.meta.url));
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const present = existsSync(executablePath);
export const required = process.env['CI'] === 'true';
/** Tests of the page are skipped by name where there is no browser; with CI=true none is. */
export const skipped = !present && !required;
export const titled = (title: string): string => skipped
  ? `${title} (skipped: install Chromium as ${executablePath}, or name one in CHROMIUM)` : title;

/** Bounds on times are five times what is aimed for: machines differ. */
export const SLACK = 5;

const types: Record<string, string> = {
  '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.css': 'text/css', '.json': 'application/json',
};

/** Serves build/ui, and `extra` files by path. */
export function serve(extra: ReadonlyMap<string, Uint8Array>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const added = extra.get(path);
    if (added) {
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
      return response.end(added);
    }
    const file = join(pages, path === '/' ? 'index.html' : path);
    if (!file.startsWith(pages) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    return response.end(readFileSync(file));
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

/**
 * What went wrong on a page: errors of the console, requests to other places, among them those of a
 * file to others on disk.
 */
export interface Watched { page: Page; faults: string[] }

/** What of a screen can be changed while the page is open. */
export type Screen = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion'>;

/**
 * Where the shared page is between two visits. It names an icon: without one the browser asks the
 * server for a file, and tells that there is none when the next test may have begun.
 */
const BLANK = '/blank.html';
const BLANK_PAGE = '<!doctype html><link rel="icon" href="data:,"><title>blank</title>';
const VIEWPORT = { width: 1440, height: 900 };
/** Nothing plays by itself unless a test wants it: without a GPU that takes a whole core. */
const SCREEN = { viewport: VIEWPORT, colorScheme: null, reducedMotion: 'reduce' } as const;

/**
 * The page and a browser for it. Most tests take turns on one page, which is loaded anew for each:
 * processes for a context of its own, and compiling everything there once more, cost twice as much
 * as what is tested.
 */
export class Site {
  private shared: Page | undefined;
  /** Where the listeners of the shared page note what they hear. */
  private noted: string[] = [];

  private constructor(
    private readonly server: Server, private readonly browser: Browser, readonly url: string,
    /** Files that are served beside the page's, by path. */
    readonly extra: Map<string, Uint8Array>,
  ) {}

  /** Brings the page up to date, and opens a browser. */
  static async open(): Promise<Site> {
    await build(['kernel', 'lib', 'ui']);
    const extra = new Map([[BLANK, Buffer.from(BLANK_PAGE)]]);
    const server = await serve(extra);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const { port } = server.address() as AddressInfo;
    return new Site(server, browser, `http://127.0.0.1:${port}/`, extra);
  }

  /** The page that tests share, blank and with nothing kept, for somebody with such a screen. */
  async page(screen: Screen = {}): Promise<Watched> {
    const page = this.shared ??= await this.made(await this.context({}), (f) => this.noted.push(f));
    await page.goto(new URL(BLANK, this.url).href);
    await page.evaluate(() => localStorage.clear());
    const { viewport, ...media } = { ...SCREEN, ...screen };
    await page.setViewportSize(viewport ?? VIEWPORT);
    await page.emulateMedia(media);
    this.noted = [];
    return { page, faults: this.noted };
  }

  /** A page that knows nothing of the shared one; whoever asked for it closes its context. */
  async another(options: BrowserContextOptions = {}): Promise<Watched> {
    const faults: string[] = [];
    const page = await this.made(await this.context(options), (f) => faults.push(f));
    return { page, faults };
  }

  private context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.browser.newContext({ ...SCREEN, ...options });
  }

  /** A new page, with everything noted that should not happen. */
  private async made(context: BrowserContext, note: (fault: string) => void): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (m) => { if (m.type() === 'error') note(`console: ${m.text()}`); });
    page.on('pageerror', (e) => note(`error: ${e.message}`));
    page.on('request', (r) => {
      const own = r.url().startsWith(this.url) || /^(data|blob):/.test(r.url());
      const opened = r.url().startsWith('file:') && r.isNavigationRequest();
      if (!own && !opened) note(`request: ${r.url()}`);
    });
    return page;
  }

  /** Serves the page as `gopark ui FILE` does: it begins with that file. */
  given(path: string, file: { name: string; url: string }): void {
    const told = `<script type="application/json" id="given">${JSON.stringify(file)}</script>`;
    const page = readFileSync(join(pages, 'index.html'), 'utf8').replace('<!--given-->', told);
    this.extra.set(path, Buffer.from(page));
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

/** What the page offers to the console: src/ui/main.ts. */
export interface Handle {
  position(): { at: number; time: number };
  scene(): unknown;
  phase(): string;
  /** Puts the playhead behind so many records. */
  seek(records: number): void;
  /** The run on screen: how many records it has taken in, and their hash. */
  run(): { records: number; hash: string; settings: unknown } | undefined;
}

/** Waits until the page has its first run. */
export async function firstRun(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('gopark-first-run').length > 0);
  return page.evaluate(() => performance.getEntriesByName('gopark-first-run')[0]!.startTime);
}

/** Waits until no run goes on. */
export async function idle(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    (globalThis as unknown as { gopark: Handle }).gopark.phase() === 'idle', undefined,
  { timeout: 30_000 });
}

/** Replaces the program in the editor. */
export async function type(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}
