/**
 * A file of records (`.gpr`), little-endian:
 *
 *     header   'GPR!'  u32 version  u32 ABI_VERSION  u32 bytes of JSON   JSON, padded to 8
 *     chunk    'CHNK'  u32 records  u32 checksum     u32 0               records, 32 bytes each
 *     or       'COLS'  u32 records  u32 checksum     u32 0               the same, by columns
 *     ...
 *     end      'DONE'  u32 0        f64 records in all
 *
 * Written in pieces while a run goes on; the end tells a whole file from one that was cut. The
 * checksum is FNV-1a over the words of the chunk. The JSON names the run: what made it, its
 * configuration, and the symbols by which an instruction index becomes file and line.
 *
 * A chunk by columns has first the first byte of all its records, then the second of all, and so
 * on, with times as differences: what is alike stands together, and deflate makes it half as long.
 * Files that are compressed as a whole, such as reports, are written so.
 */
import { ABI_VERSION } from '../../assembly/abi/abi.ts';
import { Rec } from '../../assembly/abi/event.ts';
import { RECORD_WORDS } from './cursor.ts';
import { RecordLog } from './log.ts';

export const RECORD_FILE_VERSION = 1;

const MAGIC = 0x21525047;
const CHUNK = 0x4b4e4843;
const COLUMNS = 0x534c4f43;
const DONE = 0x454e4f44;
const BLOCK = 16;

/**
 * How instruction indices become names: functions by first instruction, lines by first instruction.
 */
export interface RecordSymbols {
  files: string[];
  /** Name, first instruction index; ascending. */
  funcs: [name: string, pc: number][];
  /** First instruction index, index of the file, line; ascending. */
  lines: [pc: number, file: number, line: number][];
}

export interface RecordFileHeader {
  /** Version of the tool that wrote it. */
  gopark: string;
  /** Go release that was simulated. */
  model: string;
  /** Every setting in force. */
  config: Record<string, unknown>;
  /** The program's name and the checksum of its image. */
  program: { name: string; checksum: number };
  symbols?: RecordSymbols;
}

/** Why bytes are not a readable file of records. */
export class RecordFileError extends Error {
  constructor(message: string) {
    super(`records file: ${message}`);
    this.name = 'RecordFileError';
  }
}

/** FNV-1a with 32-bit words in place of bytes. */
function checksum(words: Int32Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words[i]!, 0x01000193);
  return h >>> 0;
}

function block(a: number, b: number, c: number, d: number, payload: number): Uint8Array {
  const bytes = new Uint8Array(BLOCK + payload);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of [a, b, c, d].entries()) view.setUint32(4 * i, word, true);
  return bytes;
}

/** Records to columns of bytes; the lower half of the time as the difference to the one before. */
function toColumns(words: Int32Array): Uint8Array {
  const count = words.length / RECORD_WORDS;
  const columns = new Uint8Array(words.length * 4);
  for (let w = 0; w < RECORD_WORDS; w++) {
    let last = 0;
    for (let i = 0, at = 4 * w * count; i < count; i++, at++) {
      const word = words[i * RECORD_WORDS + w]!;
      const put = w === 0 ? word - last : word;
      last = word;
      for (let b = 0; b < 4; b++) columns[at + b * count] = put >>> (8 * b);
    }
  }
  return columns;
}

function fromColumns(columns: Uint8Array): Int32Array {
  const words = new Int32Array(columns.length / 4);
  const count = words.length / RECORD_WORDS;
  for (let w = 0; w < RECORD_WORDS; w++) {
    let last = 0;
    for (let i = 0, at = 4 * w * count; i < count; i++, at++) {
      let word = 0;
      for (let b = 0; b < 4; b++) word |= columns[at + b * count]! << (8 * b);
      last = w === 0 ? (last + word) | 0 : word;
      words[i * RECORD_WORDS + w] = last;
    }
  }
  return words;
}

const padded = (n: number) => Math.ceil(n / 8) * 8;

/** Makes the pieces of a file; the caller writes them one after the other. */
export class RecordFileWriter {
  private records = 0;

  /** The first piece. */
  header(header: RecordFileHeader): Uint8Array {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const bytes = block(MAGIC, RECORD_FILE_VERSION, ABI_VERSION, json.length, padded(json.length));
    bytes.set(json, BLOCK);
    return bytes;
  }

  /** A run of records. */
  chunk(words: Int32Array): Uint8Array {
    const count = words.length / RECORD_WORDS;
    const bytes = block(CHUNK, count, checksum(words), 0, words.length * 4);
    new Int32Array(bytes.buffer, BLOCK).set(words);
    this.records += count;
    return bytes;
  }

  /** A run of records by columns: for what is compressed afterwards. */
  columns(words: Int32Array): Uint8Array {
    const count = words.length / RECORD_WORDS;
    const bytes = block(COLUMNS, count, checksum(words), 0, words.length * 4);
    bytes.set(toColumns(words), BLOCK);
    this.records += count;
    return bytes;
  }

  /** The last piece. */
  end(): Uint8Array {
    const bytes = block(DONE, 0, 0, 0, 0);
    new DataView(bytes.buffer).setFloat64(8, this.records, true);
    return bytes;
  }
}

function readHeader(bytes: Uint8Array, view: DataView): [RecordFileHeader, number] {
  if (bytes.length < BLOCK || view.getUint32(0, true) !== MAGIC) {
    throw new RecordFileError('this is not a file of records (it does not start with GPR!)');
  }
  const version = view.getUint32(4, true);
  if (version !== RECORD_FILE_VERSION) {
    throw new RecordFileError(
      `version ${version}; this gopark reads version ${RECORD_FILE_VERSION}`);
  }
  const abi = view.getUint32(8, true);
  if (abi !== ABI_VERSION) {
    throw new RecordFileError(`written for contract ${abi}; this gopark has ${ABI_VERSION}`);
  }
  const length = view.getUint32(12, true);
  if (BLOCK + length > bytes.length) throw new RecordFileError('cut inside the header');
  const json = new TextDecoder().decode(bytes.subarray(BLOCK, BLOCK + length));
  return [parseHeader(json), BLOCK + padded(length)];
}

function parseHeader(json: string): RecordFileHeader {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new RecordFileError('the header is damaged (no JSON)');
  }
  const header = value as RecordFileHeader;
  const whole = typeof header === 'object' && header !== null
    && typeof header.gopark === 'string' && typeof header.model === 'string'
    && typeof header.config === 'object' && typeof header.program === 'object';
  if (!whole) throw new RecordFileError('the header is damaged (fields are missing)');
  return header;
}

/** The records of the chunk at `at`. */
function readChunk(bytes: Uint8Array, view: DataView, at: number, before: number): Int32Array {
  const count = view.getUint32(at + 4, true);
  const start = at + BLOCK;
  if (start + count * Rec.SIZE > bytes.length) {
    const have = before + Math.floor((bytes.length - start) / Rec.SIZE);
    throw new RecordFileError(`cut after ${have} records (inside a chunk of ${count})`);
  }
  // A copy of its own, which is aligned.
  const payload = new Uint8Array(bytes.subarray(start, start + count * Rec.SIZE));
  const turned = view.getUint32(at, true) === COLUMNS;
  const words = turned ? fromColumns(payload) : new Int32Array(payload.buffer);
  if (checksum(words) !== view.getUint32(at + 8, true)) {
    throw new RecordFileError(`records ${before} to ${before + count - 1} are damaged (checksum)`);
  }
  return words;
}

/** Reads a whole file. Throws RecordFileError for a foreign, cut, damaged or other-version file. */
export function readRecordFile(bytes: Uint8Array): { header: RecordFileHeader; log: RecordLog } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [header, start] = readHeader(bytes, view);
  const log = new RecordLog();
  let at = start;
  while (true) {
    if (at + BLOCK > bytes.length) throw new RecordFileError(`cut after ${log.length} records`);
    const magic = view.getUint32(at, true);
    if (magic === DONE) break;
    if (magic !== CHUNK && magic !== COLUMNS) {
      throw new RecordFileError(`damaged after ${log.length} records`);
    }
    const words = readChunk(bytes, view, at, log.length);
    log.push(words);
    at += BLOCK + words.length * 4;
  }
  const total = view.getFloat64(at + 8, true);
  if (total !== log.length) {
    throw new RecordFileError(`it should have ${total} records, but has ${log.length}`);
  }
  if (at + BLOCK !== bytes.length) throw new RecordFileError('there are bytes behind its end');
  return { header, log };
}
