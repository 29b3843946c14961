/**
 * Which kernel the tests of behaviour run on. `GOPARK_KERNEL` names another file in place of the
 * one from build/: so `npm run mutate` shows a changed kernel to the same tests.
 */
import { readFileSync } from 'node:fs';
import { type CompiledKernel, compileKernel, type KernelSource } from '../../src/kernel/load.ts';

let last: { file: string; kernel: Promise<CompiledKernel> } | undefined;

/** The kernel that GOPARK_KERNEL names, else `usual`. */
export async function kernelUnderTest(usual: KernelSource = 'debug'): Promise<KernelSource> {
  const file = process.env['GOPARK_KERNEL'];
  if (!file) return usual;
  if (last?.file !== file) last = { file, kernel: compileKernel(readFileSync(file)) };
  return last.kernel;
}
