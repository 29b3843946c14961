/**
 * The modelled library in pieces: a core, with which most programs do, and files that are fetched
 * one by one. Which ones is read off the program's text (scripts/lib-parts.mjs says why that is
 * never too little for a program that compiles): of the packages whose names stand there between
 * quotes, the files that declare a word that stands there, and what those need. A wrong program
 * gets the packages that it names whole, as what is said of it may name anything in them.
 */
import { type Library, libraryOf } from '../kernel/lib.ts';
import { readUrl } from '../kernel/read.ts';
import { expanded } from './tables.ts';

/** Files outside of the core: path, names that programs may use, what it needs of these files. */
export type LibraryIndex = Array<[string, string, number[]]>;

interface Piece { pkg: string; names: Set<string>; needs: number[] }

export class LazyLibrary {
  private readonly url: URL;
  private readonly pieces: Piece[];
  private readonly loaded = new Map<string, Promise<void>>();
  /** Files by path; what has not been fetched is there with its beginning. */
  private texts: Record<string, string> = {};
  /** The front end remembers what it has read of a library for as long as this one lives. */
  private current: Library | undefined;

  private constructor(url: URL, index: LibraryIndex) {
    this.url = url;
    this.pieces = index.map(([path, names, needs]) => ({
      pkg: path.slice('lib/'.length, path.lastIndexOf('/')),
      names: new Set(names.split(' ')), needs,
    }));
  }

  static async open(url: URL): Promise<LazyLibrary> {
    return new LazyLibrary(url, await json(url) as LibraryIndex);
  }

  /** Does some work on a program, when what it needs is here; `good`: the program is not wrong. */
  async with<T>(source: string, work: (lib: Library) => T, good: (made: T) => boolean): Promise<T> {
    const words = new Set(source.match(/\w+/g));
    const named = this.pieces.filter(({ pkg }) =>
      source.includes(`"${pkg}"`) || source.includes(`\`${pkg}\``));
    await this.fetch(named.filter(({ names }) => [...words].some((word) => names.has(word))));
    const made = work(this.latest());
    if (good(made) || !await this.fetch(named)) return made;
    return work(this.latest());
  }

  private latest(): Library {
    return (this.current ??= libraryOf(this.texts));
  }

  /** Fetches the core and files with all that they need; whether anything was not there before. */
  private async fetch(files: readonly Piece[]): Promise<boolean> {
    const all = new Set(files.flatMap((piece) =>
      [piece, ...piece.needs.map((i) => this.pieces[i]!)]));
    const before = this.texts;
    await this.piece('core');
    await Promise.all([...all].map((piece) => this.piece(`${this.pieces.indexOf(piece)}`)));
    return this.texts !== before;
  }

  private piece(name: string): Promise<void> {
    let piece = this.loaded.get(name);
    if (!piece) {
      piece = json(new URL(`${name}.json`, this.url)).then((texts) => {
        const files = Object.entries(texts as Record<string, string>);
        const whole = files.map(([path, text]) => [path, expanded(text)]);
        this.texts = { ...this.texts, ...Object.fromEntries(whole) as Record<string, string> };
        this.current = undefined;
      });
      this.loaded.set(name, piece);
      // What could not be fetched is tried again the next time.
      piece.catch(() => this.loaded.delete(name));
    }
    return piece;
  }
}

async function json(url: URL): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readUrl(url, 'the library')));
}
