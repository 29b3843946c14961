/** Reading the file of compiled functions (format.ts). A block is parsed when it is asked for. */
import type { Directory, PackageBlock } from './format.ts';

/** A place in the code, with the block that its numbers index. */
export interface ObjectAt { block: PackageBlock; at: number }

export class Objects {
  readonly code: Uint8Array;
  private readonly directory: Directory;
  private readonly bytes: Uint8Array;
  private readonly start: number;
  private readonly blocks = new Map<string, PackageBlock | undefined>();

  private constructor(bytes: Uint8Array, directory: Directory, start: number) {
    this.bytes = bytes;
    this.directory = directory;
    this.start = start;
    this.code = bytes.subarray(start + directory.code);
  }

  /** The objects in a file; undefined if they were made of something else than `hash` says. */
  static read(bytes: Uint8Array, hash: string): Objects | undefined {
    const end = bytes.indexOf(10);
    if (end < 0) return undefined;
    const directory = parse(bytes.subarray(0, end)) as Directory;
    return directory.hash === hash ? new Objects(bytes, directory, end + 1) : undefined;
  }

  block(path: string): PackageBlock | undefined {
    if (!this.blocks.has(path)) {
      const range = this.directory.packages[path];
      const part = range && this.bytes.subarray(this.start + range[0], this.start + range[1]);
      this.blocks.set(path, part && (parse(part) as PackageBlock));
    }
    return this.blocks.get(path);
  }
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Reads numbers one after the other. */
export class CodeReader {
  at: number;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** A number that is not negative. */
  next(): number {
    const byte = this.bytes[this.at++]!;
    return byte < 128 ? byte : this.long(byte & 127);
  }

  signed(): number {
    const x = this.next();
    return x % 2 === 0 ? x / 2 : -(x + 1) / 2;
  }

  private long(x: number): number {
    for (let scale = 128; ; scale *= 128) {
      const byte = this.bytes[this.at++]!;
      x += (byte & 127) * scale;
      if (byte < 128) return x;
    }
  }
}
