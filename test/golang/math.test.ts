/**
 * Package math against the toolchain on amd64, bit by bit: programs/math.go prints a hash of each
 * 1000 results of every function, over arguments of all exponents. A few hundred results of each
 * are recorded beside it and checked without Go (run.test.ts). `GOPARK_MATH=5000` calls each
 * function five million times, `GOPARK_MATH=5000,7` with the arguments of seed 7.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { create } from '../../src/simulate.ts';
import { compileGo } from '../support/compile.ts';

const [thousands, seed] = (process.env['GOPARK_MATH'] ?? '5,1').split(',').map(Number);
const PROGRAM = readFileSync(fileURLToPath(new URL('programs/math.go', import.meta.url)), 'utf8')
  .replace('hashed = 0', `hashed = ${thousands}`).replace('seed   = 0', `seed = ${seed ?? 1}`);

/** Why not, if Go 1.26 is not here or makes something else. */
function missing(): string {
  const go = spawnSync('go', ['env', 'GOVERSION', 'GOARCH'], { encoding: 'utf8' }).stdout ?? '';
  return /^go1\.26[^]*amd64/.test(go) ? '' : ' (skipped: needs Go 1.26 on amd64)';
}

function real(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gopark-'));
  try {
    writeFileSync(join(folder, 'math.go'), PROGRAM);
    const options = { encoding: 'utf8', maxBuffer: 1e9 } as const;
    return spawnSync('go', ['run', join(folder, 'math.go')], options).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function simulated(): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  const output = (_fd: number, bytes: Uint8Array): void => {
    text += decoder.decode(bytes, { stream: true });
  };
  const sim = await create(await compileGo(PROGRAM), { mask: 'none', output });
  expect(sim.run().reason).toBe('finished');
  return text;
}

const why = process.env['CI'] ? '' : missing();

describe.skipIf(why)(`package math${why}`, () => {
  it(`has the results of Go, ${thousands} thousand of each function`, async () => {
    const want = real().split('\n');
    expect(want.length).toBeGreaterThan(40 * thousands!);
    const got = (await simulated()).split('\n');
    expect(want.filter((line, i) => line !== got[i])).toEqual([]);
    expect(got.length).toBe(want.length);
  }, 120_000 + 1000 * thousands!);
});
