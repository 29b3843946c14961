/**
 * The modelled standard library as the build packed it: texts by path. The front end reads no
 * file itself; this is what its caller hands it.
 */
import { LIBRARY, OBJECTS } from './assets.ts';
import { StaleKernelError } from './error.ts';
import { readUrl } from './read.ts';

export interface SourceText {
  path: string;
  text: string;
}

/** Finds the files of a package below lib/. */
export interface Library {
  files(importPath: string): SourceText[] | undefined;
  /** Import paths of all packages that are modelled. */
  known(): string[];
  /** Its functions, compiled, and the hash of what that depends on: only to be quicker. */
  objects?: CompiledLibrary;
}

export interface CompiledLibrary { bytes: Uint8Array; hash: string }

/** A library from texts by path (`lib/sync/mutex.go`). */
export function libraryOf(packed: Readonly<Record<string, string>>): Library {
  const packages = new Map<string, SourceText[]>();
  for (const [path, text] of Object.entries(packed)) {
    const name = path.slice('lib/'.length, path.lastIndexOf('/'));
    packages.set(name, [...(packages.get(name) ?? []), { path, text }]);
  }
  return { files: (name) => packages.get(name), known: () => [...packages.keys()].sort() };
}

let own: Promise<Library> | undefined;

/**
 * The library that comes with gopark, or the one at `url`. The first is read only once: the front
 * end keeps what it learns of a library, so that later programs compile in half the time.
 */
export function loadLibrary(url?: URL): Promise<Library> {
  if (url) return readLibrary(url);
  if (!own) {
    own = readLibrary(LIBRARY());
    own.catch(() => { own = undefined; });
  }
  return own;
}

async function readLibrary(url: URL): Promise<Library> {
  const text = new TextDecoder().decode(await readUrl(url, 'the library'));
  const parse = (part: string): Record<string, string> => {
    try {
      return JSON.parse(part) as Record<string, string>;
    } catch {
      throw new StaleKernelError(`${url.pathname} is damaged; build it with npm run build`);
    }
  };
  const packages = linesOf(text);
  return packages ? packedLibrary(packages, parse) : libraryOf(parse(text));
}

/**
 * The lines of a library as the build writes it, a file a line, by package; undefined if it is
 * written otherwise.
 */
function linesOf(text: string): Map<string, string[]> | undefined {
  if (!text.startsWith('{\n"lib/') || !text.endsWith('"\n}\n')) return undefined;
  const packages = new Map<string, string[]>();
  for (let at = 2, end = 0; end < text.length - 3; at = end + 1) {
    end = text.indexOf('\n', at);
    const path = /^"lib\/([^"\\]+)\/[^"/\\]+":"$/.exec(text.slice(at, text.indexOf(':', at) + 2));
    if (!path) return undefined;
    const line = text.slice(at, text[end - 1] === ',' ? end - 1 : end);
    const known = packages.get(path[1]!);
    if (known) known.push(line);
    else packages.set(path[1]!, [line]);
  }
  return packages;
}

/** A library of which those packages are parsed that somebody asks for. */
function packedLibrary(
  packages: Map<string, string[]>, parse: (part: string) => Record<string, string>,
): Library {
  const read = new Map<string, SourceText[] | undefined>();
  const files = (name: string): SourceText[] | undefined => {
    const lines = packages.get(name);
    if (lines && !read.has(name)) read.set(name, libraryOf(parse(`{${lines}}`)).files(name));
    return read.get(name);
  };
  return { files, known: () => [...packages.keys()].sort() };
}

/** Put in by the build: what the front end in the same bundle makes of the library. */
declare const GOPARK_LIB: string | undefined;

/** The compiled functions that come with gopark; undefined in a checkout. */
export async function loadObjects(url: URL = OBJECTS()): Promise<CompiledLibrary | undefined> {
  if (typeof GOPARK_LIB !== 'string') return undefined;
  const bytes = await readUrl(url, 'the compiled library').catch(() => undefined);
  return bytes && { bytes, hash: GOPARK_LIB };
}
