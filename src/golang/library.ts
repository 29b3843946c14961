/**
 * The modelled packages that a provider has, read, and checked as far as any program needed, once
 * however many programs are compiled with it: they do not depend on the program. Their positions
 * lie behind those of any program.
 */
import { Diagnostics } from './diagnostic.ts';
import type { Declared } from './lower/lower.ts';
import { type SourceFile, SourceSet } from './source.ts';
import type * as ast from './syntax/ast.ts';
import { headerEnd } from './syntax/outline.ts';
import { parseHeader } from './syntax/parse.ts';
import { parseDirectives } from './directive.ts';
import { Objects } from './object/read.ts';
import { type Block, LibObjects } from './object/replay.ts';
import { type KnownVariables, LazyPackage } from './types/lazy.ts';
import type { Package, Type } from './types/types.ts';

/** Finds the files of a modelled package by its import path. */
export interface LibProvider {
  files(path: string): { path: string; text: string }[] | undefined;
  known(): string[];
  /** The functions of these files, compiled, and the hash of what that depends on. */
  objects?: { bytes: Uint8Array; hash: string };
}

/** Put in by the build where compiled functions never come along: the library entry, the page. */
declare const GOPARK_SOURCES: boolean | undefined;

/** Positions of library files start here; programs are shorter. */
const FIRST_BASE = 2 ** 29;

/** The provider's compiled functions, if they are of the front end's making. */
function objectsOf(
  lib: LibProvider, find: (path: string) => LazyPackage,
): LibObjects | undefined {
  const objects = lib.objects && Objects.read(lib.objects.bytes, lib.objects.hash);
  return objects && new LibObjects(objects, find);
}

export class LibCache {
  readonly sources = new SourceSet(FIRST_BASE);
  /** What is wrong with the library: nothing, but a provider may have one of its own. */
  readonly diags = new Diagnostics(this.sources);
  /** Functions with directives, of those that were parsed. */
  readonly declared = new Map<ast.FuncDecl, Declared>();
  private readonly lib: LibProvider;
  /** Compiled functions, if the provider has them. */
  readonly objects: LibObjects | undefined;
  /** By path; undefined: there is none. */
  private readonly packages = new Map<string, LazyPackage | undefined>();

  constructor(lib: LibProvider) {
    this.lib = lib;
    const find = (path: string): LazyPackage => this.package(path)!;
    this.objects = typeof GOPARK_SOURCES === 'undefined' ? objectsOf(lib, find) : undefined;
  }

  /** A package; what it imports is there as well. */
  package(path: string): LazyPackage | undefined {
    if (!this.packages.has(path)) {
      this.packages.set(path, undefined);
      this.packages.set(path, this.read(path));
    }
    return this.packages.get(path);
  }

  private read(path: string): LazyPackage | undefined {
    const texts = this.lib.files(path);
    if (!texts) return undefined;
    const files = texts.map((f) => this.sources.add(f.path, f.text));
    const headers = files.map((f) => parseHeader(f, headerEnd(f), this.diags));
    const importer = {
      import: (p: string): Package | undefined => this.package(p)?.pkg,
      known: () => this.lib.known(),
    };
    return new LazyPackage(path, files, headers, {
      importer, diags: this.diags, parsed: (decl, file) => this.directives(decl, file),
      known: () => this.known(path),
    });
  }

  private known(path: string): KnownVariables | undefined {
    const block = this.objects?.block(path);
    return block && { inits: block.data.inits, type: (name) => typeOf(block, name) };
  }

  private directives(decl: ast.FuncDecl, file: SourceFile): void {
    if (decl.directives.length === 0) return;
    const directives = parseDirectives(decl, file, this.diags, { lib: true });
    if (directives.length > 0) this.declared.set(decl, { directives });
  }
}

function typeOf({ data, types }: Block, name: string): Type | undefined {
  const index = data.vars[name];
  return index === undefined ? undefined : types.type(index);
}

const caches = new WeakMap<LibProvider, LibCache>();

/** Whatever went wrong while it was being read is not kept. */
export function forgetCache(lib: LibProvider): void {
  caches.delete(lib);
}

export function libCache(lib: LibProvider): LibCache {
  let cache = caches.get(lib);
  if (!cache) caches.set(lib, (cache = new LibCache(lib)));
  return cache;
}
