/**
 * `gopark ui`: serves the playground on loopback, for this machine only, and opens it. With a file,
 * the page begins with that: Go source, or a saved run.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError, ExitCode } from './exit.ts';
import { write } from './output.ts';

const PAGES = fileURLToPath(new URL('../../build/ui/', import.meta.url));
const GIVEN = '/given';
const MOST_BYTES = 256 * 2 ** 20;

export interface UiFlags {
  port?: number;
  open?: boolean;
}

interface Given { name: string; bytes: Uint8Array }

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.wasm': 'application/wasm',
};

function readGiven(path: string | undefined): Given | undefined {
  if (path === undefined) return undefined;
  try {
    const file = statSync(path).isDirectory() ? join(path, 'main.go') : path;
    if (statSync(file).size > MOST_BYTES) throw new CliError(`${file}: too large for the page`);
    return { name: basename(file), bytes: readFileSync(file) };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`;
    throw new CliError(`${path}: ${why}`);
  }
}

/** The page, told of the file with which it begins. */
function startPage(given: Given | undefined): string {
  const page = readFileSync(join(PAGES, 'index.html'), 'utf8');
  if (!given) return page;
  const told = JSON.stringify({ name: given.name, url: `.${GIVEN}` }).replaceAll('<', '\\u003c');
  return page.replace('<!--given-->',
    () => `<script type="application/json" id="given">${told}</script>`);
}

/** Whether a request names this server: another site's name that leads here is refused. */
function isLocal(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
}

function answer(
  given: Given | undefined, request: IncomingMessage, response: ServerResponse,
): void {
  const send = (status: number, type: string, body: string | Uint8Array): void => {
    response.writeHead(status, {
      'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const readable = request.method === 'GET' || request.method === 'HEAD';
  if (!isLocal(request) || !readable) return send(403, 'text/plain', 'not for you');
  const path = pathOf(request);
  if (path === '/' || path === '/index.html') return send(200, TYPES['.html']!, startPage(given));
  if (path === GIVEN && given) return send(200, 'application/octet-stream', given.bytes);
  const file = path === undefined ? undefined : normalize(join(PAGES, path));
  const inside = file?.startsWith(PAGES.endsWith(sep) ? PAGES : PAGES + sep);
  if (!file || !inside || !existsSync(file) || !statSync(file).isFile()) {
    return send(404, 'text/plain', 'there is no such page');
  }
  send(200, TYPES[extname(file)] ?? 'application/octet-stream', readFileSync(file));
}

/** The path of a request, decoded; undefined for one that is no path. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'something else listens there' : error.message;
      reject(new CliError(`--port ${port}: ${why}`));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Shows an address in the browser; where there is none, the printed line has to do. */
function openBrowser(url: string): void {
  const [command, ...args] = process.platform === 'darwin' ? ['open']
    : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command!, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

export async function ui(path: string | undefined, flags: UiFlags): Promise<number> {
  if (!existsSync(join(PAGES, 'index.html'))) {
    throw new CliError(`${PAGES} is missing; build it with npm run build`);
  }
  const given = readGiven(path);
  const server = createServer((request, response) => answer(given, request, response));
  const port = await listen(server, flags.port ?? 0);
  const url = `http://127.0.0.1:${port}/`;
  write(1, `${url}  (Ctrl-C ends it)\n`);
  if (flags.open !== false) openBrowser(url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  server.close();
  server.closeAllConnections();
  return ExitCode.FINISHED;
}
