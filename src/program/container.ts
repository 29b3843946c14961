/**
 * The file format of everything that gopark writes for itself (programs, snapshots): a few
 * sections behind a header that lets a reader tell a foreign file, another version's and a
 * damaged one apart.
 *
 *     0   8 bytes   magic, as text
 *     8   u32       version of the format
 *     12  u32       ABI hash of the gopark that wrote it
 *     16  u32       FNV-1a of everything behind this word
 *     20  u32       number of sections, then the bytes of each (u32)
 *         sections, each at a multiple of 8
 */
import { ABI_HASH } from '../../build/abi-hash.ts';

/** What is wrong with a file, in one sentence. */
export class FileFormatError extends Error {
  override readonly name = 'FileFormatError';
}

export interface ContainerKind {
  /** 8 characters. */
  magic: string;
  version: number;
  /** For messages: `program file`. */
  noun: string;
  /** For messages: how to get a good one. */
  remedy: string;
}

const HEADER = 24;
const align = (n: number): number => (n + 7) & ~7;

/** FNV-1a, 32 bits. */
export function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

/** The same over 32-bit words (the length must be a multiple of 4): for large data. */
export function fnv1aWords(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
  return hash >>> 0;
}

export function pack(kind: ContainerKind, sections: readonly Uint8Array[]): Uint8Array {
  let size = align(HEADER + 4 * sections.length);
  for (const section of sections) size += align(section.length);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  for (let i = 0; i < 8; i++) file[i] = kind.magic.charCodeAt(i);
  view.setUint32(8, kind.version, true);
  view.setUint32(12, ABI_HASH, true);
  view.setUint32(20, sections.length, true);
  let at = align(HEADER + 4 * sections.length);
  sections.forEach((section, i) => {
    view.setUint32(HEADER + 4 * i, section.length, true);
    file.set(section, at);
    at += align(section.length);
  });
  view.setUint32(16, fnv1aWords(file.subarray(20)), true);
  return file;
}

/** Whether a file starts as one of this kind does. */
export function isKind(kind: ContainerKind, file: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) if (file[i] !== kind.magic.charCodeAt(i)) return false;
  return true;
}

/** The sections of a file, or a FileFormatError that says what is wrong with it. */
export function unpack(kind: ContainerKind, file: Uint8Array, sections: number): Uint8Array[] {
  if (!isKind(kind, file)) throw new FileFormatError(`this is not a gopark ${kind.noun}`);
  const bytes = new Uint8Array(align(file.length));
  bytes.set(file);
  const view = new DataView(bytes.buffer);
  const damaged = new FileFormatError(`this gopark ${kind.noun} is damaged: ${kind.remedy}`);
  if (file.length < HEADER) throw damaged;
  const version = view.getUint32(8, true);
  if (version !== kind.version) {
    throw new FileFormatError(
      `this gopark ${kind.noun} has format version ${version}, ` +
        `this gopark reads version ${kind.version}: ${kind.remedy}`,
    );
  }
  if (view.getUint32(12, true) !== ABI_HASH) {
    throw new FileFormatError(
      `this gopark ${kind.noun} was written by another build of gopark: ${kind.remedy}`,
    );
  }
  if (file.length % 8 !== 0 || fnv1aWords(bytes.subarray(20)) !== view.getUint32(16, true))
    throw damaged;
  if (view.getUint32(20, true) !== sections) throw damaged;
  return slices(bytes, view, sections, damaged);
}

function slices(bytes: Uint8Array, view: DataView, sections: number, damaged: Error): Uint8Array[] {
  const out: Uint8Array[] = [];
  let at = align(HEADER + 4 * sections);
  for (let i = 0; i < sections; i++) {
    const length = view.getUint32(HEADER + 4 * i, true);
    if (at + length > bytes.length) throw damaged;
    out.push(bytes.subarray(at, at + length));
    at += align(length);
  }
  return out;
}
