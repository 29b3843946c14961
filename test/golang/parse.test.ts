import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import type { Expr, File, FuncDecl, Stmt } from '../../src/golang/syntax/ast.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { startPos } from '../../src/golang/syntax/position.ts';
import { exprString, stmtString } from '../../src/golang/syntax/print.ts';

interface Parsed { file: File; errors: string[]; place: (pos: number) => string }

function parse(text: string): Parsed {
  const sources = new SourceSet();
  sources.add('before.go', 'package before');
  const source = sources.add('a.go', text);
  const diags = new Diagnostics(sources);
  const file = parseFile(source, diags);
  const errors = diags.list.map((d) => `${d.line}:${d.col}: ${d.message}`);
  const place = (pos: number) => {
    const { line, col } = sources.place(pos);
    return `${line}:${col}`;
  };
  return { file, errors, place };
}

/** The body of a function with these statements. */
function body(stmts: string): Stmt[] {
  const { file, errors } = parse(`package p\nfunc f() {\n${stmts}\n}\n`);
  expect(errors).toEqual([]);
  return (file.decls[0] as FuncDecl).body!.list;
}

/** An expression, in a place where types are allowed too. */
function expr(text: string): Expr {
  const [stmt] = body(`_ = ${text}`);
  return stmt!.kind === 'AssignStmt' ? stmt!.rhs[0]! : { kind: 'BadExpr', pos: 0 };
}

describe('expressions', () => {
  // Operators with their operands in parentheses.
  function nested(x: Expr): string {
    if (x.kind === 'BinaryExpr') return `(${nested(x.x)} ${x.op} ${nested(x.y)})`;
    if (x.kind === 'UnaryExpr') return `${x.op}${nested(x.x)}`;
    return x.kind === 'StarExpr' ? `*${nested(x.x)}` : exprString(x);
  }

  it.each([
    ['a + b*c', '(a + (b * c))'],
    ['a*b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a || b && c == d+e*f', '(a || (b && (c == (d + (e * f)))))'],
    ['a<<b&c | d &^ e', '(((a << b) & c) | (d &^ e))'],
    ['-a * ^b', '(-a * ^b)'],
    ['<-c + <-d', '(<-c + <-d)'],
    ['*p.q * *r', '(*p.q * *r)'],
    ['!a == b', '(!a == b)'],
  ])('%s', (text, meaning) => expect(nested(expr(text))).toBe(meaning));

  it.each([
    'f(a, b...)', 'x.(T)', 'a[i]', 'a[i:]', 'a[:j]', 'a[i:j:k]', 'G[int, string](x)', 'p.G[int]',
    '[]int{…}', 'map[string][]T{}', '[...]int{…}', '[2]struct{x, y int}{…}', '&T{…}',
    'func(a, b int, c ...string) (x, y error) {}', 'struct{T; *p.U; n int "tag"}{}',
    'interface{m(int) bool; ~int | string; E}(nil)', 'chan<- int(nil)', 'chan (<-chan int)(nil)',
    "'x'", '"a\\n"', '0x1p-2', '1_000i', '(a + b) * c', '(*T).m', '<-chan int(c)',
  ])('prints %s as written', (text) => {
    expect(exprString(expr(text.replace('…', '1')))).toBe(text);
  });

  it('shortens bodies', () => {
    expect(exprString(expr('func() int { return 1 }'))).toBe('func() int {…}');
    expect(exprString(expr('T{a: 1}'))).toBe('T{…}');
  });

  it('gives arrows to channel types', () => {
    expect(expr('(<-chan<- chan int)(nil)')).toMatchObject({
      kind: 'CallExpr',
      fun: { kind: 'ParenExpr', x: { kind: 'ChanType', dir: 'recv', elem: { dir: 'recv' } } },
    });
  });

  it('has values for strings and runes', () => {
    expect(expr('"é\\xff\\u00e9\\101\\n"')).toMatchObject({ value: '\xc3\xa9\xff\xc3\xa9A\n' });
    expect(expr('`a\r\nb\\n`')).toMatchObject({ value: 'a\nb\\n' });
    expect(expr("'\\U0001F600'")).toMatchObject({ lit: 'char', value: 0x1f600 });
    expect(expr("'😀'")).toMatchObject({ lit: 'char', value: 0x1f600 });
    expect(expr('0b1_1')).toMatchObject({ lit: 'int', text: '0b1_1' });
  });
});

describe('statements', () => {
  it('are told apart', () => {
    const stmts = body(`
      x := 1; x, y = y, x; x += 2; x++; c <- x; <-c; f(); go f(); defer f()
      var a, b int = 1, 2; const k = iota; type T[P any] struct{}
      L: for { break L; continue L }; goto L2; L2: ; return x, y; { }; ;
      switch x := f(); x { case 1, 2: fallthrough; case 3: default: }
      switch x := y.(type) { case int, nil: }; switch y.(type) {}
      select { case <-c: case v, ok := <-c: case c <- 1: default: }
      for i := range 10 {}; for range c {}; for k, v = range m {}; for i := 0; i < 3; i++ {}
      if x := 1; x > 2 {} else if y {} else {}`);
    expect(stmts.map((s) => s.kind)).toEqual([
      'AssignStmt', 'AssignStmt', 'AssignStmt', 'IncDecStmt', 'SendStmt', 'ExprStmt', 'ExprStmt',
      'GoStmt', 'DeferStmt', 'DeclStmt', 'DeclStmt', 'DeclStmt', 'LabeledStmt', 'BranchStmt',
      'LabeledStmt', 'ReturnStmt', 'BlockStmt', 'EmptyStmt', 'SwitchStmt', 'TypeSwitchStmt',
      'TypeSwitchStmt', 'SelectStmt', 'RangeStmt', 'RangeStmt', 'RangeStmt', 'ForStmt', 'IfStmt',
    ]);
  });

  it('know the clauses of a switch', () => {
    const [s] = body('switch x := f(); y := x.(type) { case int, []T: a(); default: b() }');
    expect(s).toMatchObject({
      kind: 'TypeSwitchStmt', name: { name: 'y' }, x: { name: 'x' }, init: { op: ':=' },
      body: [{ isDefault: false, exprs: [{}, {}] }, { isDefault: true, exprs: [] }],
    });
  });

  it('keep composite literals out of control clauses', () => {
    expect(body('if x == T {}')[0]).toMatchObject({ cond: { y: { kind: 'Ident' } } });
    expect(body('if x == (T{}) {}')[0]).toMatchObject({ cond: { y: { kind: 'ParenExpr' } } });
    expect(body('for _, x := range []T{{1}} {}')[0]).toMatchObject({ x: { kind: 'CompositeLit' } });
    expect(body('if f(T{}) {}')[0]).toMatchObject({ cond: { kind: 'CallExpr' } });
    expect(body('switch (T{}) {}')[0]).toMatchObject({ tag: { kind: 'ParenExpr' } });
  });

  it('print', () => {
    const texts = ['a, b = c, d', 'a := 1', 'a <<= 2', 'x++', 'c <- 1', 'f()'];
    expect(body(texts.join('\n')).map(stmtString)).toEqual(texts);
  });
});

describe('declarations', () => {
  it('share types and count iota', () => {
    const { file } = parse(`package p
import ( "fmt"; m "math"; . "os"; _ "io" )
const ( a, b = iota, 1; c, d; e int = 2 )
var x, y T
func (r *R[K, _]) m(a, b int, c ...T) (n int, err error)
`);
    expect(file.imports.map((i) => [i.name?.name, i.path]))
      .toEqual([[undefined, 'fmt'], ['m', 'math'], ['.', 'os'], ['_', 'io']]);
    expect(file.decls[1]).toMatchObject({
      specs: [{ iota: 0, implicit: false }, { iota: 1, implicit: true, values: [] }, { iota: 2 }],
    });
    const fn = file.decls[3] as FuncDecl;
    expect(fn.type.params.map((p) => p.name?.name)).toEqual(['a', 'b', 'c']);
    expect(fn.type.params[0]!.type).toBe(fn.type.params[1]!.type);
    expect(fn).toMatchObject({ recv: { name: { name: 'r' } } });
    expect(fn.body).toBeUndefined();
  });

  it.each([
    ['type T[P any] int', 1], ['type T[P *C,] int', 1], ['type T[P *C|Q] int', 0],
    ['type T[P *C|~Q] int', 1], ['type T[P []int] int', 1], ['type T[P, Q any] int', 2],
    ['type T[N] int', 0], ['type T[N * M] int', 0], ['type T[P (C),] int', 1],
    ['type T[P interface{}] = int', 1], ['type T[2] int', 0], ['type T[] int', 0],
    ['type T[P *struct{}] int', 1], ['type T[f(x)] int', 0],
  ])('type parameters or array: %s', (text, count) => {
    const { file, errors } = parse(`package p\n${text}\n`);
    expect(errors).toEqual([]);
    expect(file.decls[0]).toMatchObject({ specs: [{ tparams: { length: count } }] });
  });

  it('collect directives', () => {
    const { file } = parse(`//go:build linux
//gopark:config seed=1
package p // not one
//gopark:cpu 1ms
// A comment, and an empty line:

//gopark:net 2ms\r
//go:noinline
func f() {
	//gopark:inside
}
//gopark:type
type T int //gopark:behind
/* //gopark:commented */
`);
    const [f] = file.decls as FuncDecl[];
    expect(f!.directives.map((d) => d.text))
      .toEqual(['gopark:cpu 1ms', 'gopark:net 2ms', 'go:noinline']);
    expect(file.directives.map((d) => d.text)).toEqual([
      'go:build linux', 'gopark:config seed=1', 'gopark:inside', 'gopark:type', 'gopark:behind',
    ]);
  });

  it('have the positions of gc', () => {
    const { file, place } = parse('package p\nvar x = a.b[1](c) + d\nfunc (r R) m() {}\n');
    const [v, f] = file.decls;
    const sum = v!.kind === 'VarDecl' ? v!.specs[0]!.values[0]! : undefined;
    expect(sum?.kind === 'BinaryExpr' && [sum, sum.x, startPos(sum)].map((n) =>
      place(typeof n === 'number' ? n : n.pos))).toEqual(['2:19', '2:15', '2:9']);
    expect(place(f!.pos)).toBe('3:6');
  });
});

/** Malformed files and what gc says about them. */
const ERRORS: [source: string, ...errors: string[]][] = [
  ['', '1:1: syntax error: package statement must be first'],
  ['func f() {}', '1:1: syntax error: package statement must be first'],
  ['package p; x := 1', '1:12: syntax error: non-declaration statement outside function body'],
  ['package p\nvar x int = \n', '3:1: syntax error: unexpected EOF, expected expression'],
  ['package p\nfunc f()\n{\n}\n', '3:1: syntax error: unexpected semicolon or newline before {'],
  ['package p\nfunc f() {\n', '3:1: syntax error: unexpected EOF, expected }'],
  ['package p\nfunc f() { x := }', '2:17: syntax error: unexpected }, expected expression'],
  ['package p\nfunc f() { if x = 1 {} }',
    '2:17: syntax error: cannot use assignment x = 1 as value'],
  ['package p\nfunc f() { if a := b {} }', '2:17: syntax error: cannot use a := b as value'],
  ['package p\nfunc f() { if { } }', '2:15: syntax error: missing condition in if statement'],
  ['package p\nfunc f() { if x; { } }', '2:16: syntax error: missing condition in if statement'],
  ['package p\nfunc f() { if x\n{ } }',
    '2:16: syntax error: unexpected newline, expected { after if clause'],
  ['package p\nfunc f() { for i := 0; i < 3 { } }',
    '2:30: syntax error: unexpected {, expected semicolon or newline'],
  ['package p\nfunc f() { for i := 0; { } }',
    '2:24: syntax error: unexpected {, expected for loop condition'],
  ['package p\nfunc f() { for i := 0; i < 3; j := 1 { } }',
    '2:33: syntax error: cannot declare in post statement of for loop'],
  ['package p\nfunc f() { else { } }', '2:12: syntax error: unexpected keyword else, expected }'],
  ['package p\nfunc f() { g(a b) }',
    '2:16: syntax error: unexpected name b in argument list; possibly missing comma or )'],
  ['package p\nfunc f() { g(a,\n b\n) }',
    '3:3: syntax error: unexpected newline in argument list; possibly missing comma or )'],
  ['package p\nvar x = T{1\n}',
    '2:12: syntax error: unexpected newline in composite literal; possibly missing comma or }'],
  ['package p\nfunc f() { a b }', '2:14: syntax error: unexpected name b at end of statement'],
  ['package p\nfunc f() { a, b }', '2:17: syntax error: unexpected }, expected := or = or comma'],
  ['package p\nfunc f() { x 1 }', '2:14: syntax error: unexpected literal 1 at end of statement'],
  ['package p\nfunc (a, b T) f() {}', '2:15: method has multiple receivers'],
  ['package p\nfunc () f() {}', '2:9: method has no receiver'],
  ['package p\nfunc f(a int, b) {}', '2:16: syntax error: missing parameter type'],
  ['package p\nfunc f(a int, []T) {}', '2:15: syntax error: missing parameter name'],
  ['package p\nfunc f[P any, Q]() {}', '2:16: syntax error: missing type constraint'],
  ['package p\nfunc f(a ...int, b int) {}', '2:10: can only use ... with final parameter'],
  ['package p\nfunc f() (a ...int) {}', '2:13: invalid use of ...'],
  ['package p\nfunc f[]() {}', '2:8: syntax error: empty type parameter list'],
  ['package p\nfunc (T) f[P any]() {}', '2:11: syntax error: method must have no type parameters'],
  ['package p\nvar f = func[P any]() {}',
    '2:13: syntax error: function type must have no type parameters'],
  ['package p\ntype I interface { m[P any]() }',
    '2:21: interface method must have no type parameters'],
  ['package p\ntype T struct { (U) }', '2:17: syntax error: cannot parenthesize embedded type'],
  ['package p\nvar c chan', '2:11: syntax error: missing channel element type'],
  ['package p\nvar c <-<-chan int', '2:9: syntax error: unexpected <-, expected keyword chan'],
  ['package p\nvar x = a[]', '2:11: syntax error: unexpected ], expected operand'],
  ['package p\nvar x = a[1::2]', '2:13: middle index required in 3-index slice'],
  ['package p\nvar x = a[1:2:]', '2:15: final index required in 3-index slice'],
  ['package p\nvar x = (T){}', '2:12: syntax error: cannot parenthesize type in composite literal'],
  ['package p\nvar x = a.1',
    '2:10: syntax error: unexpected literal .1 after top level declaration'],
  ['package p\nfunc f() { go (g()) }', '2:15: expression in go must not be parenthesized'],
  ['package p\nfunc f() { L: }; var x',
    '2:12: label L defined and not used', '2:23: syntax error: unexpected EOF, expected type'],
  ['package p\nfunc f() { switch { x } }',
    '2:21: syntax error: unexpected name x, expected case or default or }'],
  ['package p\nfunc f() { var x int; for var i = 0; ; { } }',
    '2:31: syntax error: var declaration not allowed in for initializer'],
  ['package p\nvar x int\nimport "a"',
    '3:1: syntax error: imports must appear before other declarations'],
  ['package p\nimport 1', '2:8: syntax error: import path must be a string'],
  ['package p\nimport fmt', '2:11: syntax error: missing import path'],
  ['package p\nvar type int', '2:5: syntax error: unexpected keyword type, expected name'],
  ['package p\ntype T', '2:7: syntax error: unexpected EOF in type declaration'],
  ['package p\nfunc f() { break }', '2:12: break is not in a loop, switch, or select'],
  ['package p\nfunc f() { for { continue L } }', '2:27: continue label not defined: L'],
  ['package p\nfunc f() { L: g() }', '2:12: label L defined and not used'],
  ['package p\nfunc f() { L: g(); for { break L } }', '2:32: invalid break label L'],
  ['package p\nfunc f() { goto L; x := 1; L: _ = x }',
    '2:17: goto L jumps over declaration of x at a.go:2:22'],
  ['package p\nfunc f() { goto L; { L: } }', '2:17: goto L jumps into block starting at a.go:2:20'],
  ['package p\nfunc f() { goto L; L: ; L: }', '2:25: label L already defined at a.go:2:20'],
  ['package p\nfunc f() { switch { case a: fallthrough } }',
    '2:29: cannot fallthrough final case in switch'],
  ['package p\nfunc f() { switch x.(type) { case a: fallthrough; case b: } }',
    '2:38: cannot fallthrough in type switch'],
  ['package p\nfunc f() { for a, b, c := range x {} }',
    '2:22: range clause permits at most two iteration variables'],
  // What follows an error is still looked at, once a line.
  ['package p\nvar 1; var 2\nvar 3\nvar x int\nvar 4',
    '2:5: syntax error: unexpected literal 1, expected name',
    '3:5: syntax error: unexpected literal 3, expected name',
    '5:5: syntax error: unexpected literal 4, expected name'],
  ['package p\nfunc f() { x := ( }\nfunc g() { y := ] }',
    '2:19: syntax error: unexpected }, expected expression',
    '3:6: syntax error: unexpected name g, expected ('],
  ['package p\nfunc f() { x := 1 2 }\nfunc g() { y := ] }',
    '2:19: syntax error: unexpected literal 2 at end of statement',
    '3:17: syntax error: unexpected ], expected expression'],
];

describe('errors', () => {
  it.each(ERRORS)('%j', (source, ...errors) => expect(parse(source).errors).toEqual(errors));

  const N = 50_000;
  it.each([
    ['parentheses', `var x = ${'('.repeat(N)}`], ['blocks', `func f() ${'{'.repeat(N)}`],
    ['functions', `var x = ${'func() { return '.repeat(N)}`], ['slices', `var x ${'[]'.repeat(N)}`],
    ['unary operators', `var x = ${'-'.repeat(1)}${' ^'.repeat(N)}`],
    ['labels', `func f() {${'L: '.repeat(N)}`], ['instances', `var x ${'T['.repeat(N)}`],
    ['literals', `var x = T${'{'.repeat(N)}`], ['structs', `var x ${'struct{a '.repeat(N)}`],
  ])('deeply nested %s are one error', (_, text) => {
    const { errors } = parse(`package p\n${text}`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/nesting too deep/);
  });

  it.each([
    ['sums', `var x = 1${'+1'.repeat(N)}\n`], ['selectors', `var x = a${'.a'.repeat(N)}\n`],
    ['else if', `func f() {${'if x {} else '.repeat(N)} {} }\n`],
    ['calls', `var x = f${'()'.repeat(N)}\n`],
    ['unions', `type T[P *A${'|B'.repeat(N)},] int\n`],
  ])('long chains of %s are fine', (_, text) => {
    const { file, errors } = parse(`package p\n${text}`);
    expect(errors).toEqual([]);
    const [decl] = file.decls;
    const [value] = decl?.kind === 'VarDecl' ? decl.specs[0]!.values : [];
    if (value) expect(exprString(value).length).toBeGreaterThan(9);
  });

  it('are not endless', () => {
    expect(parse(`package p\n${'var 1\n'.repeat(N)}`).errors.length).toBeLessThan(1001);
    expect(parse(`package p\n${'@'.repeat(N)}`).errors).toHaveLength(1);
    expect(parse('package p\nvar x = "\0"\nvar y = \ufeff1\n').errors).toEqual([
      '2:10: invalid NUL character', '3:9: invalid BOM in the middle of the file',
    ]);
  });
});
