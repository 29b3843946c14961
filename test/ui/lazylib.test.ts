/** The library in pieces: what is fetched, and that nothing a program needs is missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { partsOf } from '../../scripts/lib-parts.mjs';
import { compile, type Compiled } from '../../src/golang/compile.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import { link } from '../../src/program/encode.ts';
import { expanded } from '../../src/ui/tables.ts';
import { LazyLibrary } from '../../src/ui/lazylib.ts';

let server: Server;
let base: URL;
const asked: string[] = [];

beforeAll(async () => {
  await build(['kernel', 'lib', 'ui']);
  server = createServer((request, response) => {
    asked.push(request.url!.replace('/lib/', ''));
    // While we compile nobody listens: a connection that is kept would be closed unseen.
    response.writeHead(200, { connection: 'close' }).end(readFileSync(`build/ui${request.url}`));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lib/index.json`);
}, 180_000);
afterAll(() => { server?.close(); });

const program = (name: string): string =>
  `package main\n\nimport _ "${name}"\n\nfunc main() {}\n`;

const good = (made: Compiled): boolean => made.diagnostics.length === 0;

/** A program compiled with what was fetched for it, and how often that was tried. */
async function made(lazy: LazyLibrary, text: string): Promise<Compiled & { tries: number }> {
  let tries = 0;
  const result = await lazy.with(text, (lib) => {
    tries++;
    return compile([{ path: 'main.go', text }], { lib });
  }, good);
  return { ...result, tries };
}

it('fetches what is imported, once, and compiles as with the whole library', async () => {
  const lazy = await LazyLibrary.open(base);
  const text = 'package main\n\nimport (\n\t"fmt"\n\t`sync`\n)\n\nvar m sync.Mutex\n\n'
    + 'func main() { m.Lock(); fmt.Println("os/signal is only said") }\n';
  const whole = compile([{ path: 'main.go', text }], { lib: await loadLibrary() });
  asked.length = 0;
  for (let i = 0; i < 2; i++) {
    const { diagnostics, program: p, tries } = await made(lazy, text);
    expect({ diagnostics, tries }).toEqual({ diagnostics: [], tries: 1 });
    expect(p).toEqual(whole.program);
  }
  expect(asked).toEqual(['core.json']);
});

it('has every file as it is', () => {
  const { core, rest } = partsOf(JSON.parse(readFileSync('build/lib.json', 'utf8')));
  const pieces: Record<string, string> = { ...core, ...rest };
  const whole = Object.entries(pieces).map(([path, text]) => [path, expanded(text)]);
  expect(Object.fromEntries(whole)).toEqual(JSON.parse(readFileSync('build/lib.json', 'utf8')));
  expect(Object.values(pieces).filter((text) => text.includes('\u0001')).length).toBe(3);
});

/** Programs of all kinds, and ones that name what is nowhere else. */
const PROGRAMS = [
  ...readdirSync('examples').filter((name) => !name.includes('.'))
    .map((name) => `examples/${name}/main.go`),
  ...readdirSync('src/ui/presets').filter((name) => name.endsWith('.go'))
    .map((name) => `src/ui/presets/${name}`),
  ...readdirSync('test/golang/programs').filter((name) => name.endsWith('.go'))
    .map((name) => `test/golang/programs/${name}`),
].filter((path) => existsSync(path));

it('compiles every program to the same image, at the first try', async () => {
  const lib = await loadLibrary();
  const lazy = await LazyLibrary.open(base);
  expect(PROGRAMS.length).toBeGreaterThan(40);
  for (const path of PROGRAMS) {
    const text = readFileSync(path, 'utf8');
    const whole = compile([{ path: 'main.go', text }], { lib });
    if (!whole.program) continue;
    // Every third one by a library that has nothing yet.
    const from = path.length % 3 === 0 ? await LazyLibrary.open(base) : lazy;
    const { program: p, tries } = await made(from, text);
    expect([path, tries]).toEqual([path, 1]);
    expect(Buffer.compare(link(p!).image, link(whole.program).image), path).toBe(0);
  }
}, 120_000);

it('says of a wrong program what the whole library says', async () => {
  const text = 'package main\n\nimport "unicode"\n\nfunc main() { unicode.Cyrilic() }\n';
  const whole = compile([{ path: 'main.go', text }], { lib: await loadLibrary() });
  const { diagnostics, tries } = await made(await LazyLibrary.open(base), text);
  expect(diagnostics).toEqual(whole.diagnostics);
  expect(tries).toBe(2);
});

it('has every package, and says of others that they are not modelled', async () => {
  const known = (await loadLibrary()).known();
  expect(known.length).toBeGreaterThan(30);
  for (const name of known) {
    const { diagnostics } = await made(await LazyLibrary.open(base), program(name));
    const wrong = diagnostics.filter((d) => !/internal/.test(d.message));
    expect([name, wrong]).toEqual([name, []]);
  }
  const { diagnostics } = await made(await LazyLibrary.open(base), program('net/http'));
  expect(diagnostics.map((d) => d.message).join()).toContain('net/http is not modelled');
});
