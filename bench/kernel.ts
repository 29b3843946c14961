/**
 * The kernel that a benchmark is of, and where benchmarks leave what they make: all of it below
 * build/bench/.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abiHash, build } from '../scripts/build.mjs';
import { type CompiledKernel, compileKernel } from '../src/kernel/load.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const SCRATCH = join(ROOT, 'build/bench');

let release: Promise<string> | undefined;

/**
 * The release kernel, brought up to date: a copy, so that all who take part run the same bytes
 * even if somebody builds meanwhile.
 */
export function kernelFile(): Promise<string> {
  release ??= build(['kernel']).then(() => {
    const bytes = readFileSync(join(ROOT, 'build/kernel/release.wasm'));
    const key = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    mkdirSync(SCRATCH, { recursive: true });
    const file = join(SCRATCH, `kernel-${key}.wasm`);
    writeFileSync(file, bytes);
    return file;
  });
  return release;
}

/** The release kernel with its functions' names in it; otherwise the same code. */
export function namedKernel(): string {
  mkdirSync(SCRATCH, { recursive: true });
  const file = join(SCRATCH, 'named.wasm');
  const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--debug'];
  const memory = ['--initialMemory', '64', '--maximumMemory', '65536'];
  const use = ['--config', 'none', '--use', `ABI=${abiHash()}`, '--outFile', file];
  execFileSync(process.execPath, [asc, 'assembly/index.ts', ...flags, ...memory, ...use], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return file;
}

let compiled: Promise<CompiledKernel> | undefined;

/** The same bytes, compiled by V8. */
export function compiledKernel(): Promise<CompiledKernel> {
  compiled ??= kernelFile().then((file) => compileKernel(readFileSync(file)));
  return compiled;
}
