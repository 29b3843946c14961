/**
 * Checks the syntax stage against a Go installation (`tsx scripts/gocheck-syntax.ts [-v]`):
 * every file of its standard library must parse; the errors that its compiler's tests expect of
 * malformed files must be found, on the same lines, and no others.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Diagnostics } from '../src/golang/diagnostic.ts';
import { SourceSet } from '../src/golang/source.ts';
import { parseFile } from '../src/golang/syntax/parse.ts';
import { decodeSource } from '../src/golang/syntax/scan.ts';

const verbose = process.argv.includes('-v');
const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
/** The compiler removes its output after an error: never give it one that matters. */
const scratch = mkdtempSync(join(tmpdir(), 'gopark-gocheck-'));
const objectFile = join(scratch, 'a.o');
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function goFiles(dir: string, skip: (name: string) => boolean): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return skip(entry.name) ? [] : goFiles(path, skip);
    return entry.name.endsWith('.go') ? [path] : [];
  });
}

function parse(path: string, text: string): Diagnostics {
  const sources = new SourceSet();
  const file = sources.add(path, text);
  const diags = new Diagnostics(sources);
  parseFile(file, diags);
  return diags;
}

function checkStandardLibrary(): void {
  const files = goFiles(join(goroot, 'src'), (name) => name === 'testdata');
  const texts = files.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const lines = texts.reduce((n, { text }) => n + text.split('\n').length, 0);
  const start = performance.now();
  const failed = texts.filter(({ path, text }) => {
    const [first] = parse(path, text).list;
    if (first) console.log(`${path}:${first.line}:${first.col}: ${first.message}`);
    return first;
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`standard library: ${files.length - failed.length} of ${files.length} files parse, ` +
    `${lines} lines in ${seconds.toFixed(2)} s, ${Math.round(lines / seconds / 1000)}k lines/s`);
  if (failed.length > 0) process.exitCode = 1;
}

/** The lines of a test that must have an error, with the patterns of which one must match. */
function expectations(text: string): Map<number, RegExp[]> {
  const wanted = new Map<number, RegExp[]>();
  text.split('\n').forEach((line, i) => {
    const comment = /\/\/ (?:GC_)?ERROR(?:NEXT)? (.*)$/.exec(line)?.[1];
    // Four slashes switch an expectation off.
    if (!comment || line.includes('////')) return;
    const quoted = comment.match(/"(?:[^"\\]|\\.)*"|`[^`]*`/g) ?? [];
    const row = i + 1 + (line.includes('ERRORNEXT') ? 1 : 0);
    wanted.set(row, quoted.map((q) => pattern(q.slice(1, -1), q[0] === '"', row)));
  });
  return wanted;
}

/** A pattern as written in a test: `LINE+1` in it is the line after it. */
function pattern(source: string, escaped: boolean, row: number): RegExp {
  const unquoted = escaped
    ? source.replace(/\\(.)/g, (all, c) => (c === '\\' || c === '"' ? c : all)) : source;
  const text = unquoted.replace(/LINE([+-]\d+)?/g, (_, n) => `.*:${row + Number(n ?? 0)}`);
  try {
    return new RegExp(text);
  } catch {
    return /./;
  }
}

/** What differs between a test's expectations and our errors, a line each. */
function differences(path: string): string[] {
  const { text } = decodeSource(readFileSync(path));
  const wanted = expectations(text);
  const found = parse(path, text).list;
  const out: string[] = [];
  for (const [line, patterns] of wanted) {
    const here = found.filter((d) => d.line === line);
    if (here.length === 0) out.push(`${line}: nothing found, expected ${patterns.join(' ')}`);
    else if (!patterns.some((p) => here.some((d) => p.test(d.message)))) {
      out.push(`${line}: other words: ${here[0]!.message}, expected ${patterns.join(' ')}`);
    }
  }
  for (const d of found) {
    if (!wanted.has(d.line)) out.push(`${d.line}: not expected: ${d.message}`);
  }
  return out;
}

/** What gc says about a file, in its own form: `path:line:col: message`. */
function gcErrors(path: string): string[] {
  try {
    execFileSync('go', ['tool', 'compile', '-e', '-o', objectFile, path], { stdio: 'pipe' });
    return [];
  } catch (e) {
    const output = String((e as { stdout: Buffer }).stdout);
    return output.split('\n').filter((l) => l.startsWith(path));
  }
}

function ourErrors(path: string): string[] {
  const { list } = parse(path, decodeSource(readFileSync(path)).text);
  return list.map((d) => `${d.path}:${d.line}:${d.col}: ${d.message}`);
}

/** Tests of errors, but those that change what lines are called: positions mean the file here. */
function isErrorTest(path: string): boolean {
  const text = readFileSync(path, 'latin1');
  return /^\/\/ errorcheck(?!dir)/m.test(text.slice(0, 300)) && text.includes('ERROR') &&
    !/\/[/*]line /.test(text);
}

/** gc checks types only of what parses: if it has a syntax error, all its errors are such. */
function isSyntaxTest(ours: string[], gc: string[]): boolean {
  return ours.length > 0 || gc.some((l) => l.includes('syntax error'));
}

function checkErrorTests(): void {
  let tests = 0;
  let lines = 0;
  let same = 0;
  for (const path of goFiles(join(goroot, 'test'), (name) => name.endsWith('.dir'))) {
    if (!isErrorTest(path)) continue;
    const gc = gcErrors(path);
    const ours = ourErrors(path);
    if (!isSyntaxTest(ours, gc)) continue;
    tests++;
    const diffs = differences(path);
    if (diffs.every((d) => d.includes(': other words: '))) lines++;
    if (ours.sort().join('\n') === gc.sort().join('\n')) same++;
    else if (verbose) console.log(`${path}: gc\n${gc.join('\n')}\nours\n${ours.join('\n')}`);
    if (verbose) for (const d of diffs) console.log(`${path.slice(goroot.length + 1)}:${d}`);
  }
  console.log(`syntax error tests: ${lines} of ${tests} have errors on the marked lines and ` +
    `nowhere else; in ${same} position and words of each are those of gc`);
  if (lines < tests * 0.8) process.exitCode = 1;
}

checkStandardLibrary();
if (!process.argv.includes('--std')) checkErrorTests();
