/**
 * Programs whose output must be that of the real toolchain: `programs/*.go`, with what Go 1.26
 * printed beside them. `UPDATE_GO=1` runs them with the Go on this machine and records it anew.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { create } from '../../src/simulate.ts';
import { compileGo } from '../support/compile.ts';

const folder = fileURLToPath(new URL('./programs/', import.meta.url));

async function output(path: string): Promise<string> {
  const program = await compileGo(readFileSync(path, 'utf8'), path);
  let text = '';
  const decoder = new TextDecoder('utf-8', { fatal: false });
  const take = (fd: number, bytes: Uint8Array): void => {
    if (fd === 1) text += decoder.decode(bytes, { stream: true });
  };
  const sim = await create(program, { kernel: 'debug', output: take });
  const { reason, message } = sim.run({ until: 1e12 });
  return reason === 'finished' || reason === 'exit' ? text : `${text}\n${reason} ${message}`;
}

function record(path: string): void {
  const { stdout } = spawnSync('go', ['run', path], { encoding: 'utf8' });
  writeFileSync(path.replace('.go', '.out'), stdout);
}

describe('programs', () => {
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.go')).sort()) {
    it(name, async () => {
      if (process.env['UPDATE_GO']) record(folder + name);
      const want = readFileSync(folder + name.replace('.go', '.out'), 'utf8');
      expect(await output(folder + name)).toBe(want);
    });
  }
});
