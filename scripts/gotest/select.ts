/** Which tests of the Go distribution are in scope: those that run, on modelled packages only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { decodeSource } from '../../src/golang/syntax/scan.ts';

/** Folders below GOROOT/test; '' is that folder itself. */
export const FOLDERS = ['', 'chan', 'ken', 'interface', 'fixedbugs', 'typeparam'];

export interface GoTest { name: string; folder: string; path: string }

export interface Selection {
  tests: GoTest[];
  /** How many run, but import something that is not modelled, by import path. */
  outside: Map<string, number>;
}

/** The tests whose name contains `part`. */
export function selectTests(root: string, modelled: ReadonlySet<string>, part = ''): Selection {
  const tests: GoTest[] = [];
  const outside = new Map<string, number>();
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(root, folder)).sort()) {
      const name = folder === '' ? file : `${folder}/${file}`;
      if (!file.endsWith('.go') || !name.includes(part)) continue;
      const path = join(root, name);
      const bytes = readFileSync(path);
      if (!isRunTest(bytes)) continue;
      const missing = importsOf(path, bytes).find((p) => !modelled.has(p));
      if (missing === undefined) tests.push({ name, folder, path });
      else outside.set(missing, (outside.get(missing) ?? 0) + 1);
    }
  }
  return { tests, outside };
}

/** The action is the first line of the file, or the one behind its build constraint. */
function isRunTest(bytes: Uint8Array): boolean {
  return /^(\/\/go:build.*\n|\n)*\/\/ run[ \t]*\r?\n/.test(decodeSource(bytes).text);
}

function importsOf(path: string, bytes: Uint8Array): string[] {
  const sources = new SourceSet();
  const file = parseFile(sources.add(path, decodeSource(bytes).text), new Diagnostics(sources));
  return file.imports.map((s) => s.path);
}
