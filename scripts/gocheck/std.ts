/** The real standard library: its packages without function bodies, to be imported. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { checkPackage, type Importer } from '../../src/golang/types/check.ts';
import type { Package } from '../../src/golang/types/types.ts';

export interface Listed { path: string; dir: string; files: string[] }

export interface Checked { pkg: Package; diags: Diagnostics; lines: number }

export class StandardLibrary implements Importer {
  readonly listed = new Map<string, Listed>();
  private readonly sources = new SourceSet();
  private readonly imported = new Map<string, Package | undefined>();

  constructor() {
    const format = '{{.ImportPath}}|{{.Dir}}|{{range .GoFiles}}{{.}} {{end}}';
    const text = execFileSync('go', ['list', '-deps', '-f', format, 'std'], {
      encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0' },
    });
    for (const line of text.trim().split('\n')) {
      const [path, dir, files] = line.split('|') as [string, string, string];
      this.listed.set(path, { path, dir, files: files.split(' ').filter(Boolean) });
    }
  }

  import(path: string): Package | undefined {
    if (this.imported.has(path)) return this.imported.get(path);
    const listed = this.listed.get(path) ?? this.listed.get(`vendor/${path}`);
    this.imported.set(path, undefined);
    if (listed) this.imported.set(path, this.check(listed, true).pkg);
    return this.imported.get(path);
  }

  check(p: Listed, headersOnly = false): Checked {
    const diags = new Diagnostics(this.sources);
    const texts = p.files.map((f) => readFileSync(join(p.dir, f), 'utf8'));
    const files = p.files.map((f, i) =>
      parseFile(this.sources.add(join(p.dir, f), texts[i]!), diags));
    const options = { importer: this, diags, isLib: true, headersOnly };
    const { pkg } = checkPackage(p.path, files, options);
    return { pkg, diags, lines: texts.reduce((n, t) => n + t.split('\n').length, 0) };
  }
}
