/** Programs of several files and packages; the errors are those of the go command. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/golang/compile.ts';
import { isIncluded } from '../../src/golang/constraint.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import { create } from '../../src/simulate.ts';

const lib = await loadLibrary();
type Files = Record<string, string>;

/** Compiles package m/cmd of a module whose files are given by path. */
function build(files: Files) {
  const of = (dir: string) => Object.entries(files)
    .filter(([path]) => path.slice(0, path.lastIndexOf('/')) === dir)
    .map(([path, text]) => ({ path, text }));
  return compile(of('cmd'), {
    lib, modules: { path: 'm', main: 'm/cmd', files: (path) => of(path.slice('m/'.length)) },
  });
}

const errors = (files: Files): string[] => build(files).diagnostics
  .map((d) => `${d.path}:${d.line}:${d.col}: ${d.message}`);

const main = (path: string): Files => ({
  'cmd/main.go': `package main\n\nimport "${path}"\n\nfunc main() { x.F() }\n`,
});

it('a program of three packages and four files runs', async () => {
  const { program, diagnostics } = build({
    'cmd/main.go': 'package main\n\nimport "m/a"\n\nfunc main() { println(a.F(2), help()) }\n',
    'cmd/help.go': 'package main\n\nimport "m/a/internal/b"\n\nfunc help() int { return b.N }\n',
    'a/a.go': 'package a\n\nimport (\n\t"fmt"\n\t"m/a/internal/b"\n)\n\n'
      + 'func init() { fmt.Println("a after b", b.N) }\n\nfunc F(n int) int { return n * b.N }\n',
    'a/internal/b/b.go': 'package b\n\nvar N = start()\n\n'
      + 'func start() int { println("b"); return 21 }\n',
  });
  // m/cmd is not below m/a.
  expect(diagnostics.map((d) => d.message))
    .toEqual(['use of internal package m/a/internal/b not allowed']);
  expect(program).toBeUndefined();
  const { program: good } = build({
    'cmd/main.go': 'package main\n\nimport "m/a"\n\nfunc main() { println(a.F(2), help()) }\n',
    'cmd/help.go': 'package main\n\nfunc help() int { return 1 }\n',
    'a/a.go': 'package a\n\nimport "m/a/internal/b"\n\n'
      + 'func init() { println("a after", b.N) }\n\nfunc F(n int) int { return n * b.N }\n',
    'a/internal/b/b.go': 'package b\n\nvar N = start()\n\n'
      + 'func start() int { println("b"); return 21 }\n',
  });
  const sim = await create(good!, {});
  expect(sim.run().reason).toBe('finished');
  expect(new TextDecoder().decode(sim.stderr())).toBe('b\na after 21\n42 1\n');
});

describe('what cannot be imported', () => {
  it.each([
    ['a cycle', {
      ...main('m/x'),
      'x/x.go': 'package x\n\nimport "m/y"\n\nfunc F() { y.F() }\n',
      'y/y.go': 'package y\n\nimport "m/x"\n\nfunc F() { x.F() }\n',
    }, 'y/y.go:3:8: import cycle not allowed\n\tpackage m/cmd\n\timports m/x from main.go\n'
      + '\timports m/y from x.go\n\timports m/x from y.go'],
    ['itself', {
      ...main('m/x'), 'x/x.go': 'package x\n\nimport "m/x"\n\nfunc F() { x.F() }\n',
    }, 'x/x.go:3:8: import cycle not allowed\n\tpackage m/cmd\n\timports m/x from main.go\n'
      + '\timports m/x from x.go'],
    ['a folder that is not there', main('m/x'),
      'cmd/main.go:3:8: no required module provides package m/x'],
    ['a program', { ...main('m/x'), 'x/x.go': 'package main\n\nfunc main() {}\n' },
      'cmd/main.go:3:8: import "m/x" is a program, not an importable package'],
    ['two packages in one folder', {
      ...main('m/x'), 'x/a.go': 'package x\n', 'x/b.go': 'package z\n',
    }, 'cmd/main.go:3:8: found packages x (a.go) and z (b.go) in m/x'],
    ['what is internal to others', {
      ...main('m/a/internal/x'), 'a/internal/x/x.go': 'package x\n\nfunc F() {}\n',
    }, 'cmd/main.go:3:8: use of internal package m/a/internal/x not allowed'],
    ['what is internal to the library', main('internal/rtype'),
      'cmd/main.go:3:8: use of internal package internal/rtype not allowed'],
    ['a relative path', main('./x'),
      'cmd/main.go:3:8: "./x" is relative, but relative import paths are not supported in '
      + 'module mode'],
  ])('%s', (_, files, want) => {
    expect(errors(files as Files)[0]).toBe(want);
  });

  it('what is no package at all names those that are modelled', () => {
    const [d] = build(main('foo/bar')).diagnostics;
    expect(d?.message).toBe('package foo/bar is not modelled by gopark');
    expect(d?.help).toContain(' sync ');
  });
});

describe('files of a package', () => {
  it.each([
    ['a.go', '', true], ['a_test.go', '', false], ['_a.go', '', false], ['.a.go', '', false],
    ['a_linux.go', '', true], ['a_windows.go', '', false], ['a_arm64.go', '', false],
    ['a_linux_amd64.go', '', true], ['a_darwin_amd64.go', '', false], ['linux.go', '', true],
    ['a.go', '//go:build linux && !cgo', true], ['a.go', '//go:build ignore', false],
    ['a.go', '//go:build (windows || unix) && go1.20', true], ['a.go', '//go:build go1.99', false],
    ['a.go', '//go:build !amd64', false], ['a.go', '//go:build (((', false],
  ])('%s with "%s": %s', (name, line, included) => {
    expect(isIncluded(name, `${line}\n\npackage a\n`)).toBe(included);
  });
});
