/** Loading kernels: foreign and stale files are refused with a sentence. */
import binaryen from 'binaryen';
import { expect, test } from 'vitest';
import { ABI_HASH } from '../../build/abi-hash.ts';
import { abiHash } from '../../scripts/build.mjs';
import { StaleKernelError } from '../../src/kernel/error.ts';
import { compileKernel, instantiate } from '../../src/kernel/load.ts';

const wasm = (text: string): Uint8Array<ArrayBuffer> => {
  const module = binaryen.parseText(text);
  const bytes = module.emitBinary();
  module.dispose();
  return new Uint8Array(bytes);
};

test('the contract is hashed', () => {
  expect(abiHash()).toBe(ABI_HASH);
  expect(ABI_HASH).toBeGreaterThan(0);
  expect(ABI_HASH).toBeLessThan(2 ** 31);
});

test('kernels of the package load and were built from this contract', async () => {
  for (const name of ['release', 'debug'] as const) {
    const kernel = await compileKernel(name);
    expect(instantiate(kernel).abi()).toBe(ABI_HASH);
    expect(await compileKernel(name)).toBe(kernel);
  }
  const [release, debug] = [await compileKernel('release'), await compileKernel('debug')];
  expect(release.fingerprint).not.toBe(debug.fingerprint);
});

test('a stale kernel is refused', async () => {
  const kernel = await compileKernel(
    wasm('(module (memory (export "memory") 1) (func (export "abi") (result i32) (i32.const 5)))'),
  );
  expect(() => instantiate(kernel)).toThrow(StaleKernelError);
  expect(() => instantiate(kernel)).toThrow(/another version of assembly\/abi \(5, this host has/);
});

test('what is no kernel is refused', async () => {
  const kernel = await compileKernel(wasm('(module)'));
  expect(() => instantiate(kernel)).toThrow('not a gopark kernel');
  await expect(compileKernel(new Uint8Array([1, 2, 3]))).rejects.toThrow(
    'not a kernel that can be loaded',
  );
  await expect(compileKernel(new URL('file:///nonexistent/kernel.wasm'))).rejects.toThrow(
    'the kernel /nonexistent/kernel.wasm is missing; build it with npm run build',
  );
});
