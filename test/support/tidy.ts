/**
 * The rules of the code's shape, as functions from a checkout to violations (`file:line: what`).
 * Each is explained in CONTRIBUTING.md; tidy.test.ts demands that there are none.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A source file, parsed once. */
export interface Source {
  path: string;
  text: string;
  lines: string[];
  tree: ts.SourceFile;
}

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0').filter((name) => name !== '');

/** Paths of a checkout that are committed or would be: not those that git ignores. */
export function checkoutFiles(): string[] {
  const all = [...git('ls-files', '-z'), ...git('ls-files', '-z', '-o', '--exclude-standard')];
  return [...new Set(all)].filter((path) => existsSync(join(root, path))
    && statSync(join(root, path)).isFile()).sort();
}

/** Paths that are committed. */
export const committedFiles = (): string[] => git('ls-files', '-z').sort();

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The TypeScript, AssemblyScript and JavaScript of the checkout. */
export function sources(): Source[] {
  return checkoutFiles().filter((path) => /\.(tsx?|mts|mjs|js)$/.test(path)).map(parse);
}

function parse(path: string): Source {
  const text = readText(path);
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  return { path, text, lines: text.split('\n'), tree };
}

const below = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

// ---- imports ----------------------------------------------------------------------------------

interface Import {
  /** As written. */
  text: string;
  line: number;
  /** `import()`: happens only when it is reached. */
  dynamic: boolean;
}

/** What a file imports and re-exports, `import()` of constants included. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, dynamic: boolean) => {
    if (node && ts.isStringLiteralLike(node)) {
      const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart());
      found.push({ text: node.text, line: line + 1, dynamic });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, false);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return found;
}

/** The file that a relative import means; undefined for packages. */
export function targetOf(from: string, text: string): string | undefined {
  if (!text.startsWith('.')) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(from), text));
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
  return candidates.find((name) => existsSync(join(root, name))
    && statSync(join(root, name)).isFile()) ?? path;
}

/** Folders and single files by level: an import goes to the own folder or to an earlier level. */
const levels: readonly (readonly string[])[] = [
  ['assembly/abi', 'build'],
  ['src/program', 'src/config', 'src/records', 'assembly/machine'],
  ['src/golang', 'src/kernel', 'src/measure', 'assembly/guest'],
  ['src/formats', 'assembly/runtime'],
  ['src/replay', 'src/simulate.ts', 'assembly/policy'],
  ['src/sweep', 'assembly/vm'],
  ['src/index.ts', 'assembly/loop.ts', 'assembly/index.ts', 'assembly/export_test.ts'],
  ['src/cli', 'src/ui'],
];

/** The kernel's three top files are one unit, as those of a folder are. */
const kernelTop = ['assembly/loop.ts', 'assembly/index.ts', 'assembly/export_test.ts'];

interface Unit {
  name: string;
  level: number;
}

function unitOf(path: string): Unit | undefined {
  if (kernelTop.includes(path)) return { name: 'assembly', level: 6 };
  for (const [level, names] of levels.entries()) {
    const name = names.find((unit) => path === unit || below(path, unit));
    if (name) return { name, level };
  }
  return undefined;
}

/** Why one file may not import another; empty: it may. */
function forbidden(from: string, to: string): string {
  const [here, there] = [unitOf(from), unitOf(to)];
  if (!here) return `${from} belongs to no folder of the tree`;
  if (!there) return `${to} belongs to no folder of the tree`;
  const sides = [from, to].map((path) => path.split('/')[0]);
  const crosses = sides[0] !== sides[1] && there.level !== 0;
  if (crosses) return 'host and kernel meet only in assembly/abi';
  if (here.name === there.name) return insideGolang(from, to);
  if (there.level < here.level) return '';
  return `${there.name} is not on an earlier level than ${here.name}`;
}

const golangStages = ['src/golang/syntax', 'src/golang/types', 'src/golang/lower'];

/** In the front end: syntax, then types, then lower; files beside them serve all. */
function insideGolang(from: string, to: string): string {
  const [here, there] = [from, to].map((path) => golangStages.findIndex((s) => below(path, s)));
  if (here! < 0 || there! < 0 || there! <= here!) return '';
  return `${golangStages[there!]} comes after ${golangStages[here!]}`;
}

export function importRule(all: readonly Source[]): string[] {
  const violations: string[] = [];
  for (const source of all.filter((s) => below(s.path, 'src', 'assembly'))) {
    for (const { text, line } of importsOf(source)) {
      const target = targetOf(source.path, text);
      if (target === undefined) continue;
      const why = forbidden(source.path, target);
      if (why !== '') violations.push(`${source.path}:${line}: imports ${text}: ${why}`);
    }
  }
  return violations;
}

/** The library imports no package; parts of Node only when they are reached. */
export function packageRule(all: readonly Source[]): string[] {
  const violations: string[] = [];
  for (const source of all.filter((s) => below(s.path, 'src', 'assembly'))) {
    for (const { text, line, dynamic } of importsOf(source)) {
      if (text.startsWith('.') || below(source.path, 'src/cli', 'src/ui', 'src/sweep')) continue;
      if (dynamic && text.startsWith('node:')) continue;
      violations.push(`${source.path}:${line}: the library imports no package: ${text}`);
    }
  }
  return violations;
}

// ---- lengths ----------------------------------------------------------------------------------

export const FILE_LINES = 600;
export const FUNCTION_LINES = 70;
export const COLUMNS = 100;

/** Files and functions that are one table or one switch, with the reason. */
const longFiles: Record<string, string> = {
  'assembly/vm/exec.ts': 'the interpreter: one switch over the opcodes',
};
const longFunctions: Record<string, string> = {
  'assembly/vm/exec.ts exec': 'the interpreter keeps pc, frame and time in locals',
  'assembly/vm/native.ts native': 'one switch over the natives',
  'assembly/guest/nativeslots.ts slotsOf': 'a table: one row a native',
};

export function fileLengths(all: readonly Source[]): string[] {
  return all
    .filter((s) => s.lines.length - 1 > FILE_LINES && !(s.path in longFiles))
    .map((s) => `${s.path}:1: ${s.lines.length - 1} lines (at most ${FILE_LINES})`);
}

/** Tables whose rows are read as rows: one line each, whatever its length. */
const tables = /^assembly\/abi\//;

export function lineLengths(all: readonly Source[]): string[] {
  const violations: string[] = [];
  for (const source of all) {
    if (tables.test(source.path)) continue;
    for (const [i, line] of source.lines.entries()) {
      if (line.length > COLUMNS) {
        violations.push(`${source.path}:${i + 1}: ${line.length} columns (at most ${COLUMNS})`);
      }
    }
  }
  return violations;
}

function functionName(node: ts.Node): string {
  const named = node as { name?: ts.Node };
  if (named.name) return named.name.getText();
  const parent = node.parent;
  return parent && ts.isVariableDeclaration(parent) ? parent.name.getText() : '(anonymous)';
}

/** Tests are lists of cases inside functions; theirs are not measured. */
export function functionLengths(all: readonly Source[]): string[] {
  const violations: string[] = [];
  for (const source of all.filter((s) => !s.path.endsWith('.test.ts'))) {
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body) {
        const long = lengthViolation(source, node);
        if (long) violations.push(long);
      }
      ts.forEachChild(node, visit);
    };
    visit(source.tree);
  }
  return violations;
}

function lengthViolation(source: Source, node: ts.Node): string | undefined {
  const line = (at: number) => source.tree.getLineAndCharacterOfPosition(at).line;
  const start = line(node.getStart());
  const length = line(node.getEnd()) - start + 1;
  const name = functionName(node);
  if (length <= FUNCTION_LINES || `${source.path} ${name}` in longFunctions) return undefined;
  return `${source.path}:${start + 1}: ${name} has ${length} lines (at most ${FUNCTION_LINES})`;
}

/** Entries of the two lists of exceptions that are not needed any more. */
export function staleExceptions(all: readonly Source[]): string[] {
  const functions = Object.keys(longFunctions).map((key) => key.split(' ')[0]!);
  const named = [...Object.keys(longFiles), ...functions];
  const paths = new Set(all.map((s) => s.path));
  return named.filter((path) => !paths.has(path)).map((path) => `${path}: excepted, but not there`);
}

// ---- words ------------------------------------------------------------------------------------

/** Words that may not stand in the product, and why. */
const bannedWords: [RegExp, string][] = [
  [/\bMath\.random\b/, 'chance comes from the seed'],
  [/\bDate\.now\b|\bnew Date\(\)/, 'time is virtual'],
  [/\bFIXME\b|\bTODO\b|\bXXX\b|\bHACK\b/, 'work is finished or in the issue list'],
  [/\bdebugger;/, 'left over'],
];

export function bannedWordsIn(all: readonly Source[]): string[] {
  const violations: string[] = [];
  for (const source of all.filter((s) => below(s.path, 'src', 'assembly', 'scripts'))) {
    for (const [i, line] of source.lines.entries()) {
      for (const [word, why] of bannedWords) {
        const found = word.exec(line);
        if (found) violations.push(`${source.path}:${i + 1}: ${found[0]} (${why})`);
      }
    }
  }
  return violations;
}

/**
 * What belongs to the machine on which somebody works, not to the project. Written in pieces, so
 * that this file does not name it either.
 */
const privateNames: [RegExp, string][] = [
  [new RegExp(`/wo${'rk'}/|/wo${'rk'}\\b(?=[\\s'"\`)])`), 'a local path'],
  [/\/(home|Users)\/[a-z]+\/|\/root\//, 'a local path'],
  [/127\.0\.0\.1:(?!9001)\d{4,5}\/(simple|npm|go)\b/, 'a local registry'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a key'],
];

const textFile = /\.(ts|mts|mjs|js|json|md|go|mod|txt|out|html|css|yml|yaml|sh|toml)$/;

export function privateNamesIn(paths: readonly string[]): string[] {
  const violations: string[] = [];
  for (const path of paths) {
    if (!textFile.test(path) && !/(^|\/)\.?[a-z]+$/.test(path)) continue;
    for (const [i, line] of readText(path).split('\n').entries()) {
      for (const [name, what] of privateNames) {
        if (name.test(line)) violations.push(`${path}:${i + 1}: ${what}`);
      }
    }
  }
  return violations;
}

/** Packages come from the public registry: a lock file that names another host breaks `npm ci`. */
export function lockfileHosts(): string[] {
  const urls = readText('package-lock.json').match(/"resolved": "[^"]*"/g) ?? [];
  return urls.filter((url) => !url.startsWith('"resolved": "https://registry.npmjs.org/'));
}

/** Outputs of a build, and other things that are made. */
export function committedOutput(paths: readonly string[]): string[] {
  const made = /^(build|node_modules|dist|coverage)\/|\.(wasm|log|tgz|gpr|gpk|tsbuildinfo|tmp)$/;
  return paths.filter((path) => made.test(path) || path.endsWith('.DS_Store'));
}

// ---- dead files -------------------------------------------------------------------------------

/** Where programs start: what is loaded by name and not by an import. */
const entries = [
  /^src\/index\.ts$/, /^src\/cli\/(boot|main)\.ts$/,
  /^src\/ui\/(main|worker|report|prepare)\.tsx?$/,
  /^src\/sweep\/worker\.ts$/, /^assembly\/(index|export_test)\.ts$/, /\.test\.ts$/,
  /^(scripts|bench)\/[^/]+\.(ts|mjs)$/, /^vitest\.config\.ts$/, /^test\/setup\.ts$/,
];

/** Sources that no entry and no test reaches. */
export function deadFiles(all: readonly Source[]): string[] {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const queue = [...byPath.keys()].filter((path) => entries.some((entry) => entry.test(path)));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const source = byPath.get(path);
    for (const { text } of source ? importsOf(source) : []) {
      const target = targetOf(path, text);
      if (target !== undefined) queue.push(target);
    }
  }
  return [...byPath.keys()].filter((path) => !reached.has(path) && !/\.d\.m?ts$/.test(path));
}
