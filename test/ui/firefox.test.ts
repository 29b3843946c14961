/** The page in Firefox: it loads, shows the stored run, compiles, runs, steps. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { Firefox, noFirefox, titledFirefox } from './firefox.ts';
import { serve } from './site.ts';

const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello, fox")\n}\n';

describe.skipIf(noFirefox)(titledFirefox('the page in Firefox'), () => {
  let server: Server;
  let fox: Firefox;

  beforeAll(async () => {
    await build(['kernel', 'lib', 'ui']);
    server = await serve(new Map());
    fox = await Firefox.start();
  }, 240_000);
  afterAll(async () => {
    await fox?.close();
    server?.close();
  });

  it('shows a run, runs what is typed, and steps', async () => {
    await fox.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await fox.until('performance.getEntriesByName("gopark-first-run").length > 0');
    await fox.until('gopark.position().at > 0');
    expect(await fox.evaluate('document.querySelector(".scene table caption, .scene div") && '
      + 'gopark.scene().ps.length')).toBe(4);

    await fox.click('.cm-line');
    await fox.press('Control', 'a');
    await fox.evaluate(`document.execCommand("insertText", false, ${JSON.stringify(HELLO)})`);
    await fox.press('Control', 'End');
    await fox.type('// typed');
    await fox.until('document.querySelector(".cm-content").textContent.endsWith("// typed")');
    await fox.press('Control', 'Enter');
    await fox.until('document.querySelector(".output")?.textContent.includes("hello, fox")');
    await fox.until('gopark.phase() === "idle" && gopark.run().hash !== ""');

    await fox.click('.timeline-bar');
    // A step pauses what plays; keys may take effect a moment later.
    await fox.press('.');
    for (const [key, at] of [['Home', 0], ['.', 1], ['.', 2], [',', 1]] as const) {
      await fox.press(key);
      await fox.until(`gopark.position().at === ${at}`);
    }
    expect(await fox.evaluate('document.querySelector(".why h3").textContent.length'))
      .toBeGreaterThan(5);
    expect(fox.faults).toEqual([]);
  }, 180_000);
});
