/** What gc says about a file, kept in a folder of the system's temporary one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export class Gc {
  readonly version: string;
  readonly root: string;
  private readonly folder: string;
  private imports: string | undefined;

  constructor() {
    const [root, version] = execFileSync('go', ['env', 'GOROOT', 'GOVERSION'], {
      encoding: 'utf8',
    }).trim().split('\n');
    this.root = root!;
    this.version = version!;
    this.folder = join(tmpdir(), `gopark-gocheck-${version}`);
    mkdirSync(this.folder, { recursive: true });
  }

  /** All errors, in gc's form: `path:line:col: message`, further lines of one joined to it. */
  errors(path: string): string[] {
    const key = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 24);
    const kept = join(this.folder, `${basename(path)}.${key}.txt`);
    if (!existsSync(kept)) writeFileSync(kept, this.compile(path));
    return messages(readFileSync(kept, 'utf8'));
  }

  private compile(path: string): string {
    // The compiler removes its output after an error: never give it one that matters.
    const object = join(this.folder, 'a.o');
    const args = ['tool', 'compile', '-e', '-p', 'p', '-importcfg', this.importcfg(), '-o', object];
    const { stdout, stderr } = spawnSync('go', [...args, path], { encoding: 'utf8' });
    return stdout + stderr;
  }

  /** Where the compiled packages are that tests import. */
  private importcfg(): string {
    if (this.imports) return this.imports;
    const format = '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}';
    const packages = ['fmt', 'os', 'runtime', 'strings', 'sync', 'unsafe', 'errors', 'embed',
      'math', 'math/cmplx', 'reflect', 'regexp', 'time', 'io', 'io/ioutil', 'bufio', 'bytes',
      'net/http', 'go/ast', 'cmp', 'iter', 'slices', 'maps', 'sort', 'context', 'log', 'strconv'];
    const text = execFileSync('go', ['list', '-export', '-deps', '-f', format, ...packages], {
      encoding: 'utf8',
    });
    this.imports = join(this.folder, 'importcfg');
    writeFileSync(this.imports, text);
    return this.imports;
  }
}

function messages(output: string): string[] {
  const out: string[] = [];
  for (const line of output.split('\n')) {
    if (/^\t/.test(line) && out.length > 0) out[out.length - 1] += `\n${line}`;
    else if (/^\S*:\d+(:\d+)?: /.test(line)) out.push(line);
  }
  return out;
}
