/**
 * Input that no person writes: very deep, very long, very strange, and programs with tokens
 * deleted, doubled and swapped. The compiler always ends, never throws, and what it says is about
 * a place in the file and short enough to be read. The corpus is what once went wrong and what
 * might; the first message of each is part of it.
 */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/golang/compile.ts';
import { formatDiagnostic } from '../../src/golang/diagnostic.ts';
import { type Library, loadLibrary } from '../../src/kernel/lib.ts';

const N = 100_000;
const lib: Library = await loadLibrary();

/** The first message, or `ok`. */
function said(text: string | Uint8Array): string {
  const { diagnostics, program, sources } = compile([{ path: 'a.go', text }], { lib });
  for (const d of diagnostics) {
    expect(d.path).toBe('a.go');
    expect(d.pos).toBeGreaterThanOrEqual(1);
    expect(d.pos).toBeLessThanOrEqual(text.length + 1);
    expect(d.message).not.toMatch(/^undefined$|\[object|NaN|call stack/);
    expect(formatDiagnostic(d, sources).length).toBeLessThan(3000);
  }
  expect(program === undefined).toBe(diagnostics.length > 0);
  return diagnostics[0]?.message ?? 'ok';
}

const body = (statements: string, decls = ''): string =>
  `package main\n${decls}\nfunc main() {\n${statements}\n}\n`;
const decl = (text: string): string => body('', text);
const lines = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('\n');
const bytes = (...parts: (string | number)[]): Uint8Array => new Uint8Array(
  parts.flatMap((p) => (typeof p === 'number' ? [p] : [...new TextEncoder().encode(p)])));

describe('deep nesting', () => {
  const limit = 'nesting too deep: more than 1000 levels';
  // The limit of the parser does not count links of chains: there the stack decides.
  const stack = 'nesting too deep';
  const nested = (open: string, inner: string, close = ''): string =>
    open.repeat(N) + inner + close.repeat(N);
  test.each<[string, string, string]>([
    ['parentheses', body(`_ = ${nested('(', '1', ')')}`), limit],
    ['parentheses left open', body(`_ = ${nested('(', '')}`), limit],
    ['blocks', body(nested('{', '', '}')), limit],
    ['pointer types', decl(`var x ${nested('*', 'int')}`), limit],
    ['slice types', decl(`var x ${nested('[]', 'int')}`), limit],
    ['map types', decl(`var x ${nested('map[int]', 'int')}`), limit],
    ['function types', decl(`var x ${nested('func(', '', ')')}`), limit],
    ['structs', decl(`type T ${nested('struct{a ', 'int', '}')}`), limit],
    ['interfaces', decl(`type T ${nested('interface{m() ', '', '}')}`), limit],
    ['instances', decl(`type T[P any] int; var x ${nested('T[', 'int', ']')}`), limit],
    ['unary operators', body(`x := true; _ = ${nested('!', 'x')}`), limit],
    ['dereferences', body(`var x *int; _ = ${nested('*', 'x')}`), limit],
    ['receives', body(`var x chan int; _ = ${nested('<-', 'x')}`), limit],
    ['calls', body(`_ = ${nested('f(', '1', ')')}`, 'func f(x int) int { return x }'), limit],
    ['literals', body(`_ = ${nested('[]any{', '', '}')}`), limit],
    ['functions', body(nested('func(){', '', '}()')), limit],
    ['ifs', body(nested('if true {', '', '}')), limit],
    ['loops', body(nested('for {', '', '}')), limit],
    ['switches', body(nested('switch { case true: ', '', '}')), limit],
    ['labels', body(nested('L: ', '{}')), limit],
    ['sums', body(`x := 1; _ = x${'+x'.repeat(N)}`), stack],
    ['constant sums', body(`_ = 1${'+1'.repeat(N)}`), stack],
    ['concatenations', body(`_ = ""${'+"ab"'.repeat(N)}`), stack],
    ['conditions', body(`x := true; _ = x${'&&x'.repeat(N)}`), stack],
    ['chains of calls', body(`_ = t${'.f()'.repeat(N)}`,
      'type T struct{}; var t T; func (T) f() T { return t }'), stack],
    ['chains of indices', body(`_ = x${'[0]'.repeat(N)}`, 'var x []int'), stack],
    ['chains of fields', body(`_ = x${'.x'.repeat(N)}`, 'type T struct { x *T }; var x T'), stack],
    ['else if', body(`x := 1; ${'if x == 1 {} else '.repeat(N)} {}`), stack],
    ['else if with a scope each', body(`${'if x := 1; x == 1 {} else '.repeat(N)} {}`),
      'nesting too deep'],
    ['types of types', decl(`${lines(N, (i) => `type T${i} T${i + 1}`)}\ntype T${N} int`), stack],
    ['constants of constants',
      decl(`${lines(N, (i) => `const c${i} = c${i + 1}`)}\nconst c${N} = 1`), stack],
    ['variables of variables',
      decl(`${lines(N, (i) => `var c${i} = c${i + 1}`)}\nvar c${N} = 1`), stack],
    ['embedded structs', body('_ = x.y', `${lines(N, (i) => `type T${i} struct { T${i + 1} }`)}
      type T${N} struct{ y int }; var x T0`), stack],
  ])('%s', (_, text, message) => expect(said(text)).toBe(message));

  test('what nests less is compiled, also after programs that nested too deeply', () => {
    expect(said(body(`x := 1; _ = x${'+x'.repeat(300)}; println(x)`))).toBe('ok');
    expect(said(body(`x := 1; ${'if x == 1 {} else '.repeat(500)} {}`))).toBe('ok');
    expect(said(body('fmt.Println(1)', 'import "fmt"'))).toBe('ok');
  });
});

describe('long texts', () => {
  test.each<[string, string, string]>([
    ['an integer', body(`_ = ${'9'.repeat(1e6)}`),
      'excessively long constant: 9999999999... (1000000 chars)'],
    ['a fraction', body(`_ = 1.${'9'.repeat(1e6)}e10`),
      'excessively long constant: 1.99999999... (1000005 chars)'],
    ['an exponent', body('const x = 1e999999999; _ = x'), 'malformed constant: 1e999999999'],
    ['a binary exponent', body('const x = 0x1p99999999999999999; _ = x'),
      'malformed constant: 0x1p99999999999999999'],
    ['a shift', body('const x = 1 << 1000000000; _ = x'),
      'invalid operation: invalid shift count 1000000000 (untyped int constant)'],
    ['a product', body('const a = 1<<511; const b = a*a*a*a*a; _ = b'),
      'constant multiplication overflow'],
    ['a string of 10 MB', body(`println("${'a'.repeat(1e7)}")`), 'ok'],
    ['a comment of 10 MB', `package main\n/*${'x'.repeat(1e7)}`, 'comment not terminated'],
    ['a name', body(`${'a'.repeat(1e6)} := 1`),
      `declared and not used: ${'a'.repeat(977)}...${'a'.repeat(1000)}`],
    ['10 MB of errors', body('y = x + 1\n'.repeat(1e6)), 'undefined: y'],
    ['50,000 variables', decl('var _ = 1\n'.repeat(50_000)), 'ok'],
    ['an array', body('var x [1<<40]int; _ = x'),
      'a value of type [1099511627776]int is too large'],
    ['arrays of arrays', decl(`var x ${'[2]'.repeat(900)}int; var y = x == x`),
      `a value of type ${'[2]'.repeat(29)}int is too large`],
    ['fields', decl(`type T struct { ${lines(N, (i) => `f${i} int`)} }; var x T`), 'ok'],
    ['cases', body(`switch x { ${lines(N, (i) => `case ${i}:`)} }`, 'var x int'), 'ok'],
  ])('%s', (_, text, message) => expect(said(text)).toBe(message), 60_000);
});

describe('bytes that are no text', () => {
  const invalid = 'invalid UTF-8 encoding';
  test.each<[string, Uint8Array, string]>([
    ['in a string', bytes('package main\nvar s = "', 0xff, 0xfe, 0xc0, 0x80, '"\n'), invalid],
    ['in a name', bytes('package main\nvar a', 0xe9, ' = 1\nfunc main() {}\n'), invalid],
    ['in a comment', bytes('package main\n// ', 0xc3, '\nfunc main() {}\n'), invalid],
    ['a surrogate', bytes('package main\nvar s = "', 0xed, 0xa0, 0x80, '"\n'), invalid],
    ['overlong', bytes('package main\nvar s = "', 0xe0, 0x80, 0x80, '"\n'), invalid],
    ['past the last character', bytes('package main\n// ', 0xf4, 0x90, 0x80, 0x80), invalid],
    ['cut off', bytes('package main\n// ', 0xf0, 0x9f, 0x98), invalid],
    ['only', new Uint8Array(1e6).fill(0xff), invalid],
    ['NUL', new Uint8Array(1e6), 'invalid NUL character'],
    ['a replacement character is one', bytes('package main\n// \ufffd\nfunc main() {}'), 'ok'],
  ])('%s', (_, text, message) => expect(said(text)).toBe(message));

  test('each line that has some is told, at its column', () => {
    const text = bytes('package main\nvar é = "', 0xff, 0xff, '"\n\n//\ufffd ', 0xff, '\n');
    const { diagnostics } = compile([{ path: 'a.go', text }], { lib });
    expect(diagnostics.map(({ line, col }) => `${line}:${col}`)).toEqual(['2:11', '4:7']);
  });
});

describe('circles', () => {
  test.each<[string, string, string]>([
    ['a struct', 'type T struct { t T }', 'invalid recursive type: T refers to itself'],
    ['an array', 'type T [2]T', 'invalid recursive type: T refers to itself'],
    ['an alias', 'type T = []T', 'invalid recursive type: T refers to itself'],
    ['an interface', 'type I interface { I }', 'invalid recursive type: I refers to itself'],
    ['two types', 'type A B; type B A',
      'invalid recursive type A\n\ta.go:2:6: A refers to B\n\ta.go:2:16: B refers to A'],
    ['a growing instance', 'type T[P any] struct { t *T[T[P]] }; var x T[int]',
      'instantiation cycle:\n\ta.go:2:29: \tP instantiated as T[P]'],
    ['a growing function', 'func f[T any]() { f[*T]() }',
      'instantiation cycle:\n\ta.go:2:21: \tT instantiated as *T'],
    ['a constraint', 'type T[P T[P]] int', 'ok'],
    ['constants', 'const a = b; const b = a',
      'initialization cycle for a\n\ta.go:2:7: a refers to b\n\ta.go:2:20: b refers to a'],
    ['a length', 'type T [len(z)]int; var z T',
      'invalid recursive type T\n\ta.go:2:6: T refers to z\n\ta.go:2:25: z refers to T'],
    ['100,000 structs', lines(N, (i) => `type T${i} struct { t T${(i + 1) % N} }`),
      'nesting too deep'],
  ])('%s', (_, text, message) => expect(said(decl(text))).toBe(message));

  test('imports', () => {
    const modules = {
      path: 'm',
      files: (path: string) => [{
        path: `${path}/x.go`,
        text: `package ${path.slice(2)}\nimport _ "m/${path === 'm/a' ? 'b' : 'a'}"\n`,
      }],
    };
    const text = 'package main\nimport _ "m/a"\nfunc main() {}\n';
    const { diagnostics } = compile([{ path: 'main.go', text }], { lib, modules });
    expect(diagnostics[0]?.message).toMatch(/^import cycle not allowed/);
  });
});

describe('programs with mutated tokens', () => {
  const folder = new URL('./programs/', import.meta.url);
  const texts = ['language', 'generic', 'methods', 'panics', 'order'].map((name) =>
    readFileSync(new URL(`${name}.go`, folder), 'utf8'));
  const token = /\/\/.*\n|"[^"\n]*"|`[^`]*`|'[^']*'|\w+|\s+|[^\w\s]/g;
  const programs = texts.map((text) => text.match(token)!);

  function mutate(tokens: readonly string[], edits: readonly number[][]): string {
    const list = [...tokens];
    for (const [kind, a, b] of edits as [number, number, number][]) {
      const [i, j] = [a % list.length, b % list.length];
      if (kind === 0) list.splice(i, 1);
      else if (kind === 1) list.splice(i, 0, list[j]!);
      else if (kind === 2) [list[i], list[j]] = [list[j]!, list[i]!];
      else list[i] = list[j]!;
    }
    return list.join('');
  }

  test.each(texts.map((_, i) => i))('program %i', (which) => {
    expect(said(texts[which]!)).toBe('ok');
    const edit = fc.tuple(fc.nat(3), fc.nat(), fc.nat());
    const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(edits, (list) => void said(mutate(programs[which]!, list))), {
      numRuns: 60, seed: which,
    });
  }, 120_000);
});
