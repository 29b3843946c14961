/**
 * Firefox, as Debian has it, driven over WebDriver BiDi: it is built in, so nothing but the browser
 * is needed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Socket } from './websocket.ts';

const places = [process.env['FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'];
export const firefox = places.find((path) => path !== undefined && existsSync(path));
const required = process.env['CI'] === 'true';
export const noFirefox = firefox === undefined && !required;
export const titledFirefox = (title: string): string => noFirefox
  ? `${title} (skipped: install firefox-esr, or name a Firefox in FIREFOX)` : title;

const START_MS = 60_000;
const WAIT_MS = 60_000;

/** Keys by the names that tests use; WebDriver has code points of its own for them. */
const KEYS = { Control: '\uE009', Enter: '\uE007', End: '\uE010', Home: '\uE011' };
export type KeyName = keyof typeof KEYS | (string & {});

interface Answer {
  id?: number;
  type: string;
  result?: unknown;
  error?: string;
  message?: string;
  method?: string;
  params?: Record<string, unknown>;
}

/** Starts the browser; resolves with the address at which it listens. */
function listening(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`Firefox did not start: ${said}`)), START_MS);
    browser.stderr!.on('data', (chunk: Buffer) => {
      said += chunk;
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    browser.on('exit', (code) => reject(new Error(`Firefox ended (${code}): ${said}`)));
  });
}

export class Firefox {
  /** Errors of the console, and requests to other places than `own`. */
  readonly faults: string[] = [];
  private own = '';
  private context = '';
  private lastId = 0;
  private readonly open = new Map<number, (answer: Answer) => void>();

  private constructor(
    private readonly browser: ChildProcess, private readonly profile: string,
    private socket: Socket | undefined,
  ) {}

  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'gopark-firefox-'));
    const args = ['--headless', '--no-remote', '--profile', profile];
    const all = [...args, '--remote-debugging-port', '0', 'about:blank'];
    const browser = spawn(firefox ?? 'firefox-esr', all, {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    browser.on('error', () => {});
    const made = new Firefox(browser, profile, undefined);
    try {
      const address = await listening(browser);
      made.socket = await Socket.open(`${address}/session`, (text) => made.receive(text));
      await made.begin();
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  private async begin(): Promise<void> {
    await this.send('session.new', { capabilities: {} });
    const { contexts } = await this.send('browsingContext.getTree', {}) as {
      contexts: { context: string }[];
    };
    this.context = contexts[0]!.context;
    const events = ['log.entryAdded', 'network.beforeRequestSent'];
    await this.send('session.subscribe', { events });
  }

  private receive(text: string): void {
    const answer = JSON.parse(text) as Answer;
    if (answer.id !== undefined) {
      this.open.get(answer.id)?.(answer);
      this.open.delete(answer.id);
    } else if (answer.method === 'log.entryAdded') {
      const { level, text: what } = answer.params as { level: string; text: string };
      if (level === 'error') this.faults.push(`console: ${what}`);
    } else if (answer.method === 'network.beforeRequestSent') {
      const { request: { url } } = answer.params as { request: { url: string } };
      const inside = url.startsWith(this.own) || /^(data|blob|about):/.test(url);
      if (!inside) this.faults.push(`request: ${url}`);
    }
  }

  private send(method: string, params: unknown): Promise<unknown> {
    const id = ++this.lastId;
    this.socket!.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      this.open.set(id, (answer) => {
        if (answer.type === 'success') resolve(answer.result);
        else reject(new Error(`${method}: ${answer.error}: ${answer.message}`));
      });
    });
  }

  async goto(url: string): Promise<void> {
    this.own = new URL('./', url).href;
    await this.send('browsingContext.setViewport', {
      context: this.context, viewport: { width: 1280, height: 860 },
    });
    await this.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /** The value of an expression in the page, by way of JSON. */
  async evaluate<T>(expression: string): Promise<T> {
    const { type, result, exceptionDetails } = await this.send('script.evaluate', {
      expression: `JSON.stringify(${expression})`, awaitPromise: true,
      target: { context: this.context },
    }) as {
      type: string; result: { value: string }; exceptionDetails?: { text: string };
    };
    if (type !== 'success') throw new Error(`${expression}: ${exceptionDetails?.text}`);
    return JSON.parse(result.value ?? 'null') as T;
  }

  /** Waits until an expression is true. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while (!await this.evaluate<boolean>(`Boolean(${expression})`)) {
      if (Date.now() > end) throw new Error(`it never became true: ${expression}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  /** Presses keys together, the first ones held; a text is typed character by character. */
  async press(...keys: KeyName[]): Promise<void> {
    const codes = keys.map((k) => (KEYS as Record<string, string>)[k] ?? k);
    const down = codes.map((value) => ({ type: 'keyDown', value }));
    const up = codes.map((value) => ({ type: 'keyUp', value })).reverse();
    await this.act({ type: 'key', id: 'keyboard', actions: [...down, ...up] });
  }

  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value }, { type: 'keyUp', value },
    ]);
    await this.act({ type: 'key', id: 'keyboard', actions });
  }

  /** Clicks into the middle of the first element that a selector finds. */
  async click(selector: string): Promise<void> {
    const found = `document.querySelector(${JSON.stringify(selector)})`;
    await this.until(found);
    const [x, y] = await this.evaluate<[number, number]>(`(() => {
      const r = ${found}.getBoundingClientRect();
      return [Math.round(r.left + r.width / 2), Math.round(r.top + r.height / 2)];
    })()`);
    await this.act({
      type: 'pointer', id: 'mouse', actions: [
        { type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  private async act(source: unknown): Promise<void> {
    await this.send('input.performActions', { context: this.context, actions: [source] });
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => {
      if (this.browser.exitCode !== null) resolve(undefined);
      this.browser.once('exit', resolve);
    });
    this.socket?.close();
    this.browser.kill('SIGTERM');
    await Promise.race([gone, new Promise((resolve) => { setTimeout(resolve, 5000); })]);
    if (this.browser.exitCode === null) this.browser.kill('SIGKILL');
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
