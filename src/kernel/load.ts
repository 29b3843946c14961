/**
 * From a .wasm file to a kernel that can be booted. The same in Node and in browsers; compiled
 * modules are kept, so a second simulation costs a fraction of a millisecond.
 */
import { ABI_HASH } from '../../build/abi-hash.ts';
import { fnv1aWords } from '../program/container.ts';
import { DEBUG_KERNEL, RELEASE_KERNEL } from './assets.ts';
import { KernelError, StaleKernelError } from './error.ts';
import type { KernelExports } from './kernel.ts';
import { readUrl } from './read.ts';

/** Which kernel: the fast one, the one with assertions, or one that the caller has. */
export type KernelSource =
  | 'release'
  | 'debug'
  | URL
  | BufferSource
  | WebAssembly.Module
  | CompiledKernel;

/** A compiled kernel: can be posted to workers. */
export interface CompiledKernel {
  module: WebAssembly.Module;
  /** Tells kernels apart: snapshots fit only the one that made them. */
  fingerprint: number;
}

const compiled = new Map<string, Promise<CompiledKernel>>();

/** Compiles a kernel; those that come with the package only once. */
export function compileKernel(source: KernelSource = 'release'): Promise<CompiledKernel> {
  if (typeof source !== 'string') return compileSource(source);
  let known = compiled.get(source);
  if (!known) {
    known = compileSource(source === 'release' ? RELEASE_KERNEL() : DEBUG_KERNEL());
    known.catch(() => compiled.delete(source));
    compiled.set(source, known);
  }
  return known;
}

async function compileSource(source: Exclude<KernelSource, string>): Promise<CompiledKernel> {
  if (source instanceof WebAssembly.Module) return { module: source, fingerprint: 0 };
  if (source instanceof URL)
    return compileBytes(await readUrl(source, 'the kernel'), source.pathname);
  if (ArrayBuffer.isView(source)) {
    return compileBytes(
      new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice(),
      'kernel',
    );
  }
  if (source instanceof ArrayBuffer) return compileBytes(new Uint8Array(source.slice(0)), 'kernel');
  return source as CompiledKernel;
}

async function compileBytes(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<CompiledKernel> {
  const module = await WebAssembly.compile(bytes).catch((error: Error) => {
    throw new StaleKernelError(
      `${name} is not a kernel that can be loaded (${error.message}); ` +
        'build it with npm run build',
    );
  });
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  return { module, fingerprint: fnv1aWords(padded) };
}

/**
 * A fresh instance, after the check that it was built from the contract that this host was built
 * from.
 */
export function instantiate({ module }: CompiledKernel): KernelExports {
  const box: { memory?: WebAssembly.Memory } = {};
  const abort = (message: number, file: number, line: number, column: number): never => {
    const where = `${readString(box.memory, file)}:${line}:${column}`;
    throw new KernelError(`${readString(box.memory, message) || 'assertion failed'} (${where})`);
  };
  const exports = new WebAssembly.Instance(module, { env: { abort } })
    .exports as unknown as KernelExports;
  box.memory = exports.memory;
  if (typeof exports.abi !== 'function')
    throw new StaleKernelError('this .wasm file is not a gopark kernel');
  const hash = exports.abi();
  if (hash !== ABI_HASH) {
    throw new StaleKernelError(
      `the kernel was built from another version of assembly/abi (${hash}, this host has ` +
        `${ABI_HASH}); rebuild both with npm run build`,
    );
  }
  return exports;
}

/** A string of the kernel: UTF-16 units, their number of bytes 4 before. */
function readString(memory: WebAssembly.Memory | undefined, at: number): string {
  if (!memory || at === 0) return '';
  const length = new DataView(memory.buffer).getUint32(at - 4, true) >> 1;
  return String.fromCharCode(...new Uint16Array(memory.buffer, at, Math.min(length, 1000)));
}
