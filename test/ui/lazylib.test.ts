/** The library in pieces: what is fetched, and that nothing a program needs is missing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { compile } from '../../src/golang/compile.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import { LazyLibrary } from '../../src/ui/lazylib.ts';
import { serve } from './site.ts';

let server: Server;
let proxy: Server;
let base: URL;
const asked: string[] = [];

beforeAll(async () => {
  await build(['kernel', 'lib', 'ui']);
  server = await serve(new Map());
  const { port } = server.address() as AddressInfo;
  proxy = createServer((request, response) => {
    asked.push(request.url!.replace('/lib/', ''));
    void fetch(`http://127.0.0.1:${port}${request.url}`).then(async (r) => {
      response.writeHead(r.status).end(Buffer.from(await r.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => { proxy.listen(0, '127.0.0.1', resolve); });
  base = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/lib/index.json`);
}, 180_000);
afterAll(() => {
  proxy?.close();
  server?.close();
});

const program = (name: string): string =>
  `package main\n\nimport _ "${name}"\n\nfunc main() {}\n`;

it('fetches what is imported, once, and compiles as with the whole library', async () => {
  const lazy = await LazyLibrary.open(base);
  const text = 'package main\n\nimport (\n\t"fmt"\n\t`sync`\n)\n\nvar m sync.Mutex\n\n'
    + 'func main() { m.Lock(); fmt.Println("os/signal is only said") }\n';
  const input = [{ path: 'main.go', text }];
  const whole = compile(input, { lib: await loadLibrary() });
  for (let i = 0; i < 2; i++) {
    const made = await lazy.with(text, (lib) => compile(input, { lib }));
    expect(made.diagnostics).toEqual([]);
    expect(made.program).toEqual(whole.program);
  }
  expect(asked).toContain('fmt.json');
  expect(asked.filter((file) => /signal|context|^time|flag/.test(file))).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
});

it('has every package whole, and says of others that they are not modelled', async () => {
  const known = (await loadLibrary()).known();
  expect(known.length).toBeGreaterThan(30);
  for (const name of known) {
    const lazy = await LazyLibrary.open(base);
    const input = [{ path: 'main.go', text: program(name) }];
    let tries = 0;
    const made = await lazy.with(program(name), (lib) => {
      tries++;
      return compile(input, { lib });
    });
    const wrong = made.diagnostics.filter((d) => !/internal/.test(d.message));
    expect([name, wrong, tries]).toEqual([name, [], 1]);
  }
  const lazy = await LazyLibrary.open(base);
  const input = [{ path: 'main.go', text: program('net/http') }];
  const { diagnostics } = await lazy.with(input[0]!.text, (lib) => compile(input, { lib }));
  expect(diagnostics.map((d) => d.message).join()).toContain('net/http is not modelled');
});

it('does the work again when a package was not foreseen', async () => {
  const lazy = await LazyLibrary.open(base);
  const input = [{ path: 'main.go', text: program('strings') }];
  let tries = 0;
  const made = await lazy.with('', (lib) => {
    tries++;
    return compile(input, { lib });
  });
  expect(made.diagnostics).toEqual([]);
  expect(tries).toBe(2);
});
