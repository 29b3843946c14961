/**
 * Checks the type checker against a Go installation:
 *
 *     tsx scripts/gocheck-types.ts std [path...]    packages of the standard library, bodies and
 * all
 *     tsx scripts/gocheck-types.ts run [name]       programs of GOROOT/test that compile: no error
 *     tsx scripts/gocheck-types.ts errors [name]    tests of the compiler's errors: on these lines
 *
 * `-v` shows what differs. Packages are real ones here, whether or not gopark models them.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '../src/golang/diagnostic.ts';
import { SourceSet } from '../src/golang/source.ts';
import { parseFile } from '../src/golang/syntax/parse.ts';
import { decodeSource } from '../src/golang/syntax/scan.ts';
import { type Importer, checkPackage } from '../src/golang/types/check.ts';
import type { Package } from '../src/golang/types/types.ts';

const args = process.argv.slice(2).filter((a) => a !== '-v');
const verbose = process.argv.includes('-v');
const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();

interface Listed { path: string; dir: string; files: string[] }

function list(): Map<string, Listed> {
  const format = '{{.ImportPath}}|{{.Dir}}|{{range .GoFiles}}{{.}} {{end}}';
  const text = execFileSync('go', ['list', '-deps', '-f', format, 'std'], {
    encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0' },
  });
  const all = new Map<string, Listed>();
  for (const line of text.trim().split('\n')) {
    const [path, dir, files] = line.split('|') as [string, string, string];
    all.set(path, { path, dir, files: files.split(' ').filter(Boolean) });
  }
  return all;
}

const std = list();
const sources = new SourceSet();
const imported = new Map<string, Package | undefined>();

/** The real packages, without function bodies. */
const importer: Importer = {
  import(path) {
    if (imported.has(path)) return imported.get(path);
    const listed = std.get(path) ?? std.get(`vendor/${path}`);
    imported.set(path, undefined);
    if (listed) imported.set(path, checkListed(listed, true).pkg);
    return imported.get(path);
  },
};

function checkListed(p: Listed, headersOnly: boolean) {
  const diags = new Diagnostics(sources);
  const start = performance.now();
  const texts = p.files.map((f) => readFileSync(join(p.dir, f), 'utf8'));
  const files = p.files.map((f, i) => parseFile(sources.add(join(p.dir, f), texts[i]!), diags));
  const parsed = performance.now();
  const { pkg } = checkPackage(p.path, files, {
    importer, diags, isLib: true, fullUnsafe: true, headersOnly,
  });
  const lines = texts.reduce((n, t) => n + t.split('\n').length, 0);
  return { pkg, diags, lines, parseMs: parsed - start, checkMs: performance.now() - parsed };
}

function checkStd(paths: string[]): void {
  let lines = 0;
  let ms = 0;
  let failed = 0;
  const chosen = paths.length > 0 ? paths.map((p) => std.get(p)!) : [...std.values()];
  for (const p of chosen) {
    if (p.path === 'unsafe') continue;
    // Imports are checked first, so that their time does not count.
    const r = withImports(p);
    lines += r.lines;
    ms += r.checkMs;
    if (!r.diags.hasErrors) continue;
    failed++;
    console.log(`${p.path}: ${r.diags.list.length} errors`);
    for (const d of r.diags.list.slice(0, verbose ? 20 : 2)) {
      console.log(`  ${d.path.slice(goroot.length + 5)}:${d.line}:${d.col}: ${d.message}`);
    }
  }
  const ok = `${chosen.length - failed} of ${chosen.length} packages`;
  console.log(`standard library: ${ok} without error, `
    + `${lines} lines checked in ${(ms / 1000).toFixed(2)} s`);
  if (failed > 0) process.exitCode = 1;
}

function withImports(p: Listed) {
  for (const path of p.files.flatMap((f) => importsOf(join(p.dir, f)))) importer.import(path);
  return checkListed(p, false);
}

function importsOf(file: string): string[] {
  const scratch = new SourceSet();
  const f = parseFile(scratch.add(file, readFileSync(file, 'utf8')), new Diagnostics(scratch));
  return f.imports.map((s) => s.path).filter((path) => path !== 'unsafe');
}

// ---- tests of the compiler --------------------------------------------------------------------

function testFiles(kinds: RegExp): string[] {
  const out: string[] = [];
  for (const dir of ['', 'fixedbugs', 'typeparam', 'interface', 'ken', 'chan']) {
    const full = join(goroot, 'test', dir);
    for (const name of readdirSync(full)) {
      if (!name.endsWith('.go') || (args[1] && !join(dir, name).includes(args[1]))) continue;
      const path = join(full, name);
      const head = readFileSync(path, 'latin1').slice(0, 2000);
      const action = /^\/\/ (run|compile|build|errorcheck)( .*)?$/m.exec(head);
      const elsewhere = /^\/\/go:build (?!.*(gc|linux))/m.test(head);
      if (!action || !kinds.test(action[1]!) || elsewhere) continue;
      if (action[1] === 'errorcheck' && (action[2] ?? '').trim() !== '') continue;
      out.push(path);
    }
  }
  return out;
}

function check(path: string): Diagnostics {
  const { text } = decodeSource(readFileSync(path));
  const set = new SourceSet();
  const diags = new Diagnostics(set);
  const file = parseFile(set.add(path, text), diags);
  // As in gc: other mistakes that the parser finds do not stop the checker.
  if (!diags.list.some((d) => d.message.startsWith('syntax error'))) {
    const name = file.packageName.name;
    checkPackage(name, [file], { importer, diags, isLib: false, fullUnsafe: true });
  }
  return diags;
}

function checkRuns(): void {
  const tests = testFiles(/run|compile|build/);
  let failed = 0;
  const start = performance.now();
  for (const path of tests) {
    let messages: string[];
    try {
      messages = check(path).list.map((d) => `${d.line}:${d.col}: ${d.message}`);
    } catch (e) {
      messages = [`crash: ${(e as Error).stack?.split('\n').slice(0, 6).join('\n')}`];
    }
    messages = messages.filter((m) => !/not modelled|missing function body/.test(m));
    if (messages.length === 0) continue;
    failed++;
    const shown = messages.slice(0, verbose ? 9 : 2).join('\n    ');
    console.log(`${path.slice(goroot.length + 6)}: ${shown}`);
  }
  console.log(`programs: ${tests.length - failed} of ${tests.length} without error, `
    + `${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (failed > 0) process.exitCode = 1;
}

/** The lines that must have an error, with the patterns that all of its errors must match. */
function expectations(text: string): Map<number, RegExp[]> {
  const wanted = new Map<number, RegExp[]>();
  text.split('\n').forEach((line, i) => {
    const m = /\/\/ (?:GC_)?ERROR(NEXT)? (.*)$/.exec(line);
    if (!m || /\/\/\s*\/\/ ERROR/.test(line)) return;
    const quoted = m[2]!.match(/"(?:[^"\\]|\\.)*"|`[^`]*`/g) ?? [];
    wanted.set(i + 1 + (m[1] ? 1 : 0), quoted.map((q) => pattern(q)));
  });
  return wanted;
}

function pattern(q: string): RegExp {
  const body = q.slice(1, -1);
  const text = q[0] === '"' ? body.replace(/\\([\\"])/g, '$1') : body;
  try {
    return new RegExp(text);
  } catch {
    return /./;
  }
}

function differences(path: string): { lines: string[]; words: string[] } {
  const wanted = expectations(decodeSource(readFileSync(path)).text);
  // Which functions need a body is for the build to say, not for the tests.
  const found = check(path).list.filter((d) => d.message !== 'missing function body');
  const lines: string[] = [];
  const words: string[] = [];
  for (const [line, patterns] of wanted) {
    const here = found.filter((d) => d.line === line);
    if (here.length === 0) lines.push(`${line}: nothing, expected ${patterns.join(' ')}`);
    else if (!patterns.every((p) => here.some((d) => p.test(d.message)))) {
      words.push(`${line}: words: ${here[0]!.message} // expected ${patterns.join(' ')}`);
    }
  }
  for (const d of found) {
    if (!wanted.has(d.line)) lines.push(`${d.line}: not expected: ${d.message}`);
  }
  return { lines, words };
}

function checkErrors(): void {
  const tests = testFiles(/errorcheck/);
  let lineOk = 0;
  let wordsOk = 0;
  for (const path of tests) {
    let d: { lines: string[]; words: string[] };
    try {
      d = differences(path);
    } catch (e) {
      const where = (e as Error).stack?.split('\n').slice(0, 5).join('\n');
      d = { lines: [`crash: ${where}`], words: [] };
    }
    if (d.lines.length === 0) lineOk++;
    if (d.lines.length + d.words.length === 0) wordsOk++;
    if (!verbose) continue;
    for (const l of [...d.lines, ...d.words]) {
      console.log(`${path.slice(goroot.length + 6)}:${l}`);
    }
  }
  console.log(`errors: ${lineOk} of ${tests.length} tests have all errors on the expected lines, `
    + `${wordsOk} also in the expected words`);
}

const commands: Record<string, () => void> = {
  std: () => checkStd(args.slice(1)), run: checkRuns, errors: checkErrors,
};
const chosen = args[0] ? [commands[args[0]]] : Object.values(commands);
for (const command of chosen) command?.();
