/**
 * The worked examples E01 to E40 at GOMAXPROCS=1: `programs/eNN.go` with what Go 1.26 printed
 * (`eNN.out`). In CI, or with RUN_GO=1, the first ten run under the real toolchain as well; and
 * five programs of the Go distribution run unchanged.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileGo } from './support/compile.ts';
import { runProgram } from './support/judge.ts';

const folder = fileURLToPath(new URL('./programs/', import.meta.url));
const programs = readdirSync(folder).filter((f) => f.endsWith('.go')).sort();
const REAL = 'needs Go 1.26: install it and set RUN_GO=1';
const hasGo = Boolean(process.env['CI'] || process.env['RUN_GO']);

interface Ended { text: string; reason: string; exitCode: number }

async function simulated(path: string): Promise<Ended> {
  const program = await compileGo(readFileSync(path, 'utf8'), path);
  let text = '';
  const { result: { reason, exitCode } } = await runProgram(program, {
    gomaxprocs: 1,
    output: (_fd, bytes) => { text += new TextDecoder().decode(bytes); },
  }, { until: 1e12 });
  return { text, reason, exitCode };
}

const goroot = (): string => spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();

describe('C-143 C-145: worked examples print the recorded order', () => {
  for (const name of programs) {
    test(name, async () => {
      const expected = readFileSync(join(folder, name.replace('.go', '.out')), 'utf8');
      expect((await simulated(join(folder, name))).text).toBe(expected);
    });
  }
});

describe.runIf(hasGo)(`under the real toolchain (${REAL})`, () => {
  test('it is Go 1.26', () => {
    const { stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
    expect(stdout).toContain('go1.26');
  });

  test('E01 to E10 print the same', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'gopark-'));
    try {
      for (const name of programs.slice(0, 10)) {
        const exe = join(scratch, name.replace('.go', ''));
        const built = spawnSync('go', ['build', '-o', exe, join(folder, name)], {
          encoding: 'utf8',
        });
        expect(built.stderr).toBe('');
        const env = { ...process.env, GOMAXPROCS: '1' };
        const { stdout } = spawnSync(exe, { encoding: 'utf8', env });
        const expected = readFileSync(join(folder, name.replace('.go', '.out')), 'utf8');
        expect({ name, stdout }).toEqual({ name, stdout: expected });
      }
    } finally {
      rmSync(scratch, { recursive: true });
    }
  }, 600_000);

  for (const name of ['sieve1', 'fifo', 'goroutines', 'nonblock', '../ken/chan']) {
    test(`the Go distribution's chan/${name}.go exits with 0 and prints nothing`, async () => {
      const path = join(goroot(), 'test/chan', `${name}.go`);
      expect(existsSync(path)).toBe(true);
      const { text, reason, exitCode } = await simulated(path);
      expect({ text, exitCode }).toEqual({ text: '', exitCode: 0 });
      // ken/chan.go ends by os.Exit(0).
      expect(['finished', 'exit']).toContain(reason);
    });
  }
});
