/**
 * The modelled packages that a provider has, parsed and checked once however many programs are
 * compiled with it: they do not depend on the program. Their positions lie behind those of any
 * program.
 */
import type { Declared } from './lower/lower.ts';
import { SourceFile, type SourceSet } from './source.ts';
import type * as ast from './syntax/ast.ts';
import type { CheckedPackage } from './types/types.ts';

/** Finds the files of a modelled package by its import path. */
export interface LibProvider {
  files(path: string): { path: string; text: string }[] | undefined;
  known(): string[];
}

/** A package that is known, apart from whether its turn to be checked has come. */
export interface LibPackage {
  sources: SourceFile[];
  files: ast.File[];
  declared: Map<ast.FuncDecl, Declared>;
  /** Set when it was checked without errors. */
  checked?: CheckedPackage;
}

/** Positions of library files start here; programs are shorter. */
const FIRST_BASE = 2 ** 29;

export class LibCache {
  readonly packages = new Map<string, LibPackage>();
  private nextBase = FIRST_BASE;

  /** Files of the library get positions that they keep. */
  source(path: string, text: string): SourceFile {
    const file = new SourceFile(path, text, this.nextBase);
    this.nextBase += text.length + 1;
    return file;
  }
}

const caches = new WeakMap<LibProvider, LibCache>();

export function libCache(lib: LibProvider): LibCache {
  let cache = caches.get(lib);
  if (!cache) caches.set(lib, (cache = new LibCache()));
  return cache;
}

/** Enters files that have their positions already; files are sorted by position. */
export function adopt(sources: SourceSet, files: readonly SourceFile[]): void {
  sources.files.push(...files);
  sources.files.sort((a, b) => a.base - b.base);
}
