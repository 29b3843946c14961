/**
 * The modelled library in pieces: a program needs a few packages of forty, so the page fetches
 * those, and no others. The front end asks for a package in the middle of its work and cannot wait;
 * so a package that is not there yet ends the work with `Absent`, is fetched together with all that
 * it imports, and the work is done again.
 */
import type { Library, SourceText } from '../kernel/lib.ts';
import { readUrl } from '../kernel/read.ts';

/** What the build wrote beside the pieces: the packages, and what each imports at the end. */
export type LibraryIndex = Record<string, string[]>;

/** A package that exists but has not been fetched. */
export class Absent extends Error {
  constructor(readonly path: string) {
    super(`package ${path} has not been fetched`);
  }
}

/** The file of a package, relative to the index. */
export const pieceOf = (path: string): string => `${path.replaceAll('/', '.')}.json`;

export class LazyLibrary implements Library {
  private readonly loaded = new Map<string, Promise<SourceText[]>>();
  private readonly present = new Map<string, SourceText[]>();

  private constructor(private readonly url: URL, private readonly index: LibraryIndex) {}

  static async open(url: URL): Promise<LazyLibrary> {
    return new LazyLibrary(url, await json(url) as LibraryIndex);
  }

  known(): string[] {
    return Object.keys(this.index).sort();
  }

  files(path: string): SourceText[] | undefined {
    const texts = this.present.get(path);
    if (!texts && this.index[path]) throw new Absent(path);
    return texts;
  }

  /** Fetches a package and all that it imports, at once. */
  async fetch(path: string): Promise<void> {
    await Promise.all([path, ...this.index[path] ?? []].map((p) => this.piece(p)));
  }

  private piece(path: string): Promise<SourceText[]> {
    let piece = this.loaded.get(path);
    if (!piece) {
      piece = json(new URL(pieceOf(path), this.url)) as Promise<SourceText[]>;
      this.loaded.set(path, piece);
      // What could not be fetched is tried again the next time.
      piece.then((texts) => this.present.set(path, texts), () => this.loaded.delete(path));
    }
    return piece;
  }

  /** Does some work with the library, again and again until every package that it needs is here. */
  async with<T>(work: (lib: Library) => T): Promise<T> {
    for (;;) {
      try {
        return work(this);
      } catch (error) {
        if (!(error instanceof Absent)) throw error;
        await this.fetch(error.path);
      }
    }
  }
}

async function json(url: URL): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readUrl(url, 'the library')));
}
