/** The library as a whole: it is read by outlines and checked on demand, so mistakes could hide. */
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import type * as ast from '../../src/golang/syntax/ast.ts';
import { headerEnd, outline } from '../../src/golang/syntax/outline.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { checkPackage } from '../../src/golang/types/check.ts';
import type { Package } from '../../src/golang/types/types.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';

const lib = await loadLibrary();
const sources = new SourceSet();
const diags = new Diagnostics(sources);
const trees = new Map(lib.known().map((path) => [path, lib.files(path)!.map((f) => {
  const file = sources.add(f.path, f.text);
  return { file, tree: parseFile(file, diags) };
})]));

function named(decl: ast.Decl): ast.Ident[] {
  switch (decl.kind) {
    case 'ImportDecl': return [];
    case 'FuncDecl': return [decl.name];
    case 'TypeDecl': return decl.specs.map((s) => s.name);
    default: return decl.specs.flatMap((s) => s.names);
  }
}

describe('outlines', () => {
  it.each(lib.known())('of %s have all names, where they are', (path) => {
    for (const { file, tree } of trees.get(path)!) {
      const want = tree.decls.flatMap(named).map(({ name, pos }) => ({ name, pos }));
      expect(outline(file).flatMap((d) => d.names)).toEqual(want);
      const first = tree.decls.find((d) => d.kind !== 'ImportDecl');
      if (first) expect(file.base + headerEnd(file)).toBeLessThanOrEqual(first.pos);
      for (const s of tree.imports) expect(s.pos).toBeLessThan(file.base + headerEnd(file));
    }
  });

  it('know which methods have which receivers', () => {
    for (const { file, tree } of [...trees.values()].flat()) {
      const want = tree.decls.flatMap((d) => (d.kind === 'FuncDecl' ? [receiver(d)] : []));
      const found = outline(file).filter((d) => d.kind === 'func').map((d) => d.recv);
      expect(found).toEqual(want);
    }
  });
});

function receiver(d: ast.FuncDecl): { name: string; ptr: boolean } | undefined {
  if (!d.recv) return undefined;
  const ptr = d.recv.type.kind === 'StarExpr';
  let base = d.recv.type.kind === 'StarExpr' ? d.recv.type.x : d.recv.type;
  if (base.kind === 'IndexExpr') base = base.x;
  return { name: base.kind === 'Ident' ? base.name : '?', ptr };
}

it('checked in one go, the library has no mistakes', () => {
  const packages = new Map<string, Package>();
  const importer = {
    import(path: string): Package | undefined {
      const files = trees.get(path)?.map((f) => f.tree);
      if (!packages.has(path) && files) {
        packages.set(path, checkPackage(path, files, {
          importer, diags, isLib: true,
        }).pkg);
      }
      return packages.get(path);
    },
  };
  for (const path of lib.known()) importer.import(path);
  expect(packages.size).toBe(lib.known().length);
  expect(diags.list.map((d) => `${d.path}:${d.line}: ${d.message}`)).toEqual([]);
});
