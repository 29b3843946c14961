/**
 * The modelled library in pieces: a program needs a few packages of forty, so the page fetches
 * those, and no others. Which ones is read off the text: whatever stands there between quotes and
 * is a package's name, with all that it imports. That is never too little for a program that
 * compiles; should the front end still ask for another one, `Absent` ends its work, the package is
 * fetched, and the work is done again.
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

export class LazyLibrary {
  private readonly loaded = new Map<string, Promise<SourceText[]>>();
  private readonly present = new Map<string, SourceText[]>();
  /** The front end remembers what it has read of a library for as long as this one lives. */
  private current: Library | undefined;

  private constructor(private readonly url: URL, private readonly index: LibraryIndex) {}

  static async open(url: URL): Promise<LazyLibrary> {
    return new LazyLibrary(url, await json(url) as LibraryIndex);
  }

  /** What is there now, for the front end, which keeps what it finds in a library. */
  private view(): Library {
    const { index, present } = this;
    const files = (path: string): SourceText[] | undefined => {
      const texts = present.get(path);
      if (!texts && index[path]) throw new Absent(path);
      return texts;
    };
    return { files, known: () => Object.keys(index).sort() };
  }

  /** Packages that a program may import, and what every program needs. */
  private named(source: string): string[] {
    return Object.keys(this.index).filter((path) => path === 'runtime'
      || source.includes(`"${path}"`) || source.includes(`\`${path}\``));
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

  /** Does some work on a program, when the packages that it needs are here. */
  async with<T>(source: string, work: (lib: Library) => T): Promise<T> {
    await Promise.all(this.named(source).map((path) => this.fetch(path)));
    for (;;) {
      try {
        return work(this.latest());
      } catch (error) {
        if (!(error instanceof Absent)) throw error;
        // What was found before it is not to be trusted: a view of its own for the next try.
        this.current = undefined;
        await this.fetch(error.path);
      }
    }
  }

  private latest(): Library {
    return (this.current ??= this.view());
  }
}

async function json(url: URL): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readUrl(url, 'the library')));
}
