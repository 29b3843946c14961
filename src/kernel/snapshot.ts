/**
 * Snapshots: a copy of the kernel's memory, the configuration, and what the host has taken so
 * far. Memory is mostly empty, so only blocks of 1 KiB that hold something are kept. Fits only
 * the kernel that made it.
 */
import { type Config, resolve } from '../config/config.ts';
import { type ContainerKind, FileFormatError, isKind, pack, unpack } from '../program/container.ts';

const SNAPSHOT: ContainerKind = {
  magic: 'gopark-s',
  version: 1,
  noun: 'snapshot',
  remedy: 'take it again with this gopark',
};
const BLOCK = 1024;

/** What a snapshot holds beside memory. */
export interface SnapshotFacts {
  /** CompiledKernel.fingerprint */
  kernel: number;
  /** Checksum of the program's image. */
  program: number;
  config: Config;
  /** The host's own state: what it keeps while running. */
  host: Record<string, unknown>;
}

/** bigints as {"big": "7"}. */
const replacer = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { big: String(value) } : value;
const reviver = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && Object.keys(value).length === 1 && 'big' in value
    ? BigInt((value as { big: string }).big)
    : value;

export function isSnapshot(bytes: Uint8Array): boolean {
  return isKind(SNAPSHOT, bytes);
}

export function writeSnapshot(facts: SnapshotFacts, memory: ArrayBuffer): Uint8Array {
  const blocks = memory.byteLength / BLOCK;
  const map = new Uint8Array(Math.ceil(blocks / 8) + 4);
  new DataView(map.buffer).setUint32(0, memory.byteLength / 65536, true);
  const words = new Float64Array(memory);
  const kept: number[] = [];
  for (let b = 0; b < blocks; b++) {
    if (!holdsSomething(words, b)) continue;
    map[4 + (b >> 3)]! |= 1 << (b & 7);
    kept.push(b);
  }
  const content = new Uint8Array(kept.length * BLOCK);
  kept.forEach((b, i) => content.set(new Uint8Array(memory, b * BLOCK, BLOCK), i * BLOCK));
  const json = new TextEncoder().encode(JSON.stringify(facts, replacer));
  return pack(SNAPSHOT, [json, map, content]);
}

/** Whether a block has a bit set. Compared as bits: -0 is something. */
function holdsSomething(words: Float64Array, block: number): boolean {
  const from = block * (BLOCK / 8);
  for (let i = from; i < from + BLOCK / 8; i++) {
    const word = words[i]!;
    if (word !== 0 || Object.is(word, -0)) return true;
  }
  return false;
}

/**
 * What a snapshot holds; a FileFormatError if it is none, damaged, or of another kernel (unless 0).
 */
export function readSnapshot(
  file: Uint8Array,
  kernel: number,
): SnapshotFacts & { memory: Uint8Array } {
  const [json, map, content] = unpack(SNAPSHOT, file, 3) as [Uint8Array, Uint8Array, Uint8Array];
  const damaged = new FileFormatError(`this gopark snapshot is damaged: ${SNAPSHOT.remedy}`);
  const facts = parseFacts(json, damaged);
  if (facts.kernel !== kernel) {
    throw new FileFormatError(
      'this gopark snapshot was taken with another kernel (release or debug, or another ' +
        `build): ${SNAPSHOT.remedy}`,
    );
  }
  return { ...facts, memory: unpackMemory(map, content, damaged) };
}

function parseFacts(json: Uint8Array, damaged: Error): SnapshotFacts {
  try {
    const facts = JSON.parse(new TextDecoder().decode(json), reviver) as SnapshotFacts;
    if (typeof facts.kernel === 'number' && typeof facts.config === 'object') return facts;
  } catch {
    // the checksum was right, so somebody wrote this on purpose
  }
  throw damaged;
}

function unpackMemory(map: Uint8Array, content: Uint8Array, damaged: Error): Uint8Array {
  if (map.length < 4) throw damaged;
  const pages = new DataView(map.buffer, map.byteOffset, map.length).getUint32(0, true);
  if (pages > 65535 || map.length !== Math.ceil((pages * 64) / 8) + 4) throw damaged;
  const memory = new Uint8Array(pages * 65536);
  let from = 0;
  for (let b = 0; b < pages * 64; b++) {
    if (!(map[4 + (b >> 3)]! & (1 << (b & 7)))) continue;
    if (from + BLOCK > content.length) throw damaged;
    memory.set(content.subarray(from, from + BLOCK), b * BLOCK);
    from += BLOCK;
  }
  return memory;
}

/** The settings that may be changed when a snapshot is run on: a branch. */
export interface BranchSettings {
  mask?: Config['mask'];
}

/** A config with what a branch changes. */
export function branched(config: Config, changes: BranchSettings): Config {
  return changes.mask === undefined
    ? config
    : { ...config, mask: resolve({ mask: changes.mask }).mask };
}
