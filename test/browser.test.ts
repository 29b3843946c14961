/**
 * The same hash in Chromium as in Node: the built library on a page served on loopback. Skipped by
 * name where there is no Chromium; with CI=true it has to be there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { link } from '../src/program/encode.ts';
import { writeProgram } from '../src/program/file.ts';
import type { Program } from '../src/program/program.ts';
import { build } from '../scripts/build.mjs';
import { pingPong } from './program/programs.ts';
import { whole } from './support/drive.ts';
import { makePlan } from './support/plan.ts';
import { buildPlan } from './support/planbuild.ts';

const built = fileURLToPath(new URL('../build/', import.meta.url));
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const present = existsSync(executablePath);
const required = process.env['CI'] === 'true';

const programs: Record<string, Program> = {
  'ping-pong': pingPong(20, 50),
  'built-1': buildPlan(makePlan(1, false)),
  'built-4': buildPlan(makePlan(4, false)),
};
const options = { seed: 7, gomaxprocs: 3 };

const types: Record<string, string> = {
  '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json',
};

/** Serves build/, an empty page, and the programs. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(request.url ?? '/'));
    const name = path.slice('/program/'.length);
    const file = join(built, path);
    if (path === '/') return response.setHeader('content-type', 'text/html').end(page);
    if (path.startsWith('/program/') && name in programs) {
      return response.end(writeProgram(link(programs[name]!)));
    }
    if (!file.startsWith(built) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    return response.end(readFileSync(file));
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

/** The page: runs a program by name and tells what identifies the run. */
const page = `<!doctype html>
<script type="module">
  import { create } from '/index.js';
  window.run = async ([name, options]) => {
    const bytes = new Uint8Array(await (await fetch('/program/' + name)).arrayBuffer());
    const sim = await create(bytes, options);
    const { reason, timeNs } = sim.run();
    const { hash, count } = sim.stats().records;
    return { hash, count, reason, timeNs };
  };
</script>`;

const title = present || required ? 'browser'
  : `browser (skipped: install Chromium as ${executablePath}, or name one in CHROMIUM)`;

describe.skipIf(!present && !required)(title, () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    await build(['kernel', 'host']);
    server = await serve();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each(Object.keys(programs))('gives the hash of Node for %s', async (name) => {
    const tab = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await tab.goto(`http://127.0.0.1:${port}/`);
    const asked = JSON.stringify([name, options]);
    expect(await tab.evaluate(`window.run(${asked})`)).toEqual(
      await whole(programs[name]!, options));
    await tab.close();
  });
});
