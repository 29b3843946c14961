/**
 * Every exported function and method of the modelled library can be lowered to a well-formed
 * program: a generated program mentions them all.
 */
import { expect, it } from 'vitest';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import type * as ast from '../../src/golang/syntax/ast.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { type Library, loadLibrary } from '../../src/kernel/lib.ts';
import { validate } from '../../src/program/validate.ts';
import { compileGo } from '../support/compile.ts';

/** Names that are no values to mention: generic, or methods of what is not exported or generic. */
function mention(d: ast.Decl, name: string, generic: Set<string>): string | undefined {
  if (d.kind !== 'FuncDecl' || !/^[A-Z]/.test(d.name.name)) return undefined;
  if (!d.recv) return d.type.tparams.length > 0 ? undefined : `${name}.${d.name.name}`;
  const pointer = d.recv.type.kind === 'StarExpr';
  const base = d.recv.type.kind === 'StarExpr' ? d.recv.type.x : d.recv.type;
  if (base.kind !== 'Ident' || !/^[A-Z]/.test(base.name)) return undefined;
  if (generic.has(base.name)) return undefined;
  return `(${pointer ? '*' : ''}${name}.${base.name}).${d.name.name}`;
}

function genericTypes(files: ast.File[]): Set<string> {
  const found = new Set<string>();
  for (const d of files.flatMap((f) => f.decls)) {
    if (d.kind !== 'TypeDecl') continue;
    for (const s of d.specs) if (s.tparams.length > 0) found.add(s.name.name);
  }
  return found;
}

/** A program that mentions all that `path` offers; undefined if that is nothing. */
function program(lib: Library, path: string): string | undefined {
  const sources = new SourceSet();
  const diags = new Diagnostics(sources);
  const files = lib.files(path)!.map((f) => parseFile(sources.add(f.path, f.text), diags));
  const name = files[0]!.packageName.name;
  const generic = genericTypes(files);
  const all = files.flatMap((f) => f.decls).map((d) => mention(d, name, generic));
  const values = all.filter((v) => v !== undefined);
  if (values.length === 0) return undefined;
  return `package main\n\nimport "${path}"\n\nfunc main() {\n${
    values.map((v) => `\tuse(${v})\n`).join('')}}\n\nfunc use(any) {}\n`;
}

const lib = await loadLibrary();

it.each(lib.known().filter((p) => !p.includes('internal/')))('%s', async (path) => {
  const text = program(lib, path);
  if (text !== undefined) expect(validate(await compileGo(text))).toEqual([]);
});
