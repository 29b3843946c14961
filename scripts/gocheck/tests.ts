/** The compiler's own tests below GOROOT/test: which there are, and what we say about one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics, type Diagnostic } from '../../src/golang/diagnostic.ts';
import { placeText, SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { decodeSource } from '../../src/golang/syntax/scan.ts';
import { checkPackage, type Importer } from '../../src/golang/types/check.ts';

const FOLDERS = ['', 'syntax', 'fixedbugs', 'typeparam', 'interface', 'ken', 'chan'];

export interface Test { name: string; path: string; text: string }

/** Tests of one kind without flags of the compiler, for this one and this system. */
export function selectTests(root: string, kinds: RegExp, part: string): Test[] {
  const names = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder)).sort().map((name) => join(folder, name)));
  const out: Test[] = [];
  for (const name of names) {
    if (!name.endsWith('.go') || !name.includes(part)) continue;
    const path = join(root, name);
    const { text } = decodeSource(readFileSync(path));
    const head = text.slice(0, 2000);
    const action = /^\/\/ (run|compile|build|errorcheck)( .*)?$/m.exec(head);
    const elsewhere = /^\/\/go:build (?!.*(gc|linux))/m.test(head);
    if (!action || !kinds.test(action[1]!) || elsewhere) continue;
    if (action[1] === 'errorcheck' && (action[2] ?? '').trim() !== '') continue;
    out.push({ name, path, text });
  }
  return out;
}

export interface Judged {
  list: Diagnostic[];
  /** Found while parsing. */
  syntax: boolean;
}

/** Parses and, as in gc, checks what parses: other mistakes of the parser do not stop that. */
export function judge({ path, text }: Test, importer: Importer): Judged {
  const diags = new Diagnostics(new SourceSet());
  const file = parseFile(diags.sources.add(path, text), diags);
  const syntax = diags.list.length > 0;
  if (!diags.list.some((d) => d.message.startsWith('syntax error'))) {
    const options = { importer, diags, isLib: false };
    checkPackage(file.packageName.name, [file], options);
  }
  // Which functions need a body is for the build to say, not for these tests.
  return { list: diags.list.filter((d) => d.message !== 'missing function body'), syntax };
}

export const inWords = (d: Diagnostic): string => `${placeText(d)}: ${d.message}`;
