/**
 * The front end against a Go installation: what must be accepted, and what must be refused.
 *
 *     npm run gocheck                 all; writes docs/gocheck.md
 *     npm run gocheck -- shift        tests whose name contains this; shows each difference
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '../src/golang/diagnostic.ts';
import { SourceSet } from '../src/golang/source.ts';
import { parseFile } from '../src/golang/syntax/parse.ts';
import { differences } from './gocheck/expect.ts';
import { Gc } from './gocheck/gc.ts';
import { type ErrorRow, type Figures, linesOk, report } from './gocheck/report.ts';
import { StandardLibrary } from './gocheck/std.ts';
import { inWords, judge, selectTests, type Test } from './gocheck/tests.ts';

/** What the issue asks for. */
const BAR = 0.8;

const part = process.argv[2] ?? '';
const gc = new Gc();
const std = new StandardLibrary();
const say = (text: string): void => { console.log(text); };

function goFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === 'testdata' ? [] : goFiles(path);
    return entry.name.endsWith('.go') ? [path] : [];
  });
}

function parseAll(): { files: number; parsed: number; sourceLines: number } {
  const files = goFiles(join(gc.root, 'src'));
  let [parsed, sourceLines] = [0, 0];
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const diags = new Diagnostics(new SourceSet());
    parseFile(diags.sources.add(path, text), diags);
    sourceLines += text.split('\n').length;
    if (diags.list[0]) say(inWords(diags.list[0]));
    else parsed++;
  }
  return { files: files.length, parsed, sourceLines };
}

function checkPackages(): { packages: number; checked: number } {
  const packages = [...std.listed.values()].filter((p) => p.path !== 'unsafe');
  const bad = packages.filter((p) => {
    const [first] = std.check(p).diags.list;
    if (first) say(inWords(first));
    return first;
  });
  return { packages: packages.length, checked: packages.length - bad.length };
}

function acceptPrograms(): { programs: number; accepted: number } {
  const tests = selectTests(join(gc.root, 'test'), /run|compile|build/, part);
  const bad = tests.filter((test) => {
    const first = judge(test, std).list.find((d) => !d.message.includes('not modelled'));
    if (first) say(inWords(first));
    return first;
  });
  return { programs: tests.length, accepted: tests.length - bad.length };
}

function errorRow(test: Test): ErrorRow {
  const { list, syntax } = judge(test, std);
  const ours = new Set(list.map(inWords));
  const theirs = gc.errors(test.path);
  const kind = syntax || theirs.some((l) => l.includes('syntax error')) ? 'syntax' : 'types';
  const missing = theirs.filter((message) => !ours.has(message));
  const row = { name: test.name, kind, ...differences(test.text, list) } as const;
  if (part !== '') {
    for (const text of [...row.lines, ...row.words]) say(`${test.name}:${text}`);
    for (const text of missing) say(`gc: ${text}`);
  }
  return { ...row, gc: theirs.length, same: theirs.length - missing.length };
}

const rows = selectTests(join(gc.root, 'test'), /errorcheck/, part).map(errorRow);
const right = rows.filter(linesOk).length;
say(`errors: ${right} of ${rows.length} tests have them on the marked lines and nowhere else`);
if (part === '') {
  const figures: Figures = {
    version: gc.version, ...parseAll(), ...checkPackages(), ...acceptPrograms(), rows,
  };
  writeFileSync('docs/gocheck.md', report(figures));
  if (figures.parsed < figures.files) process.exitCode = 1;
}
if (right < rows.length * BAR) process.exitCode = 1;
