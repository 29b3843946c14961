import { describe, expect, test } from 'vitest';
import type { Named, Signature, Type } from '../../src/golang/types/types.ts';
import { runtimeTypeString, typeString } from '../../src/golang/types/typestring.ts';
import { bodyErrors, check, local, object, typeOf } from './check.ts';
import { incomplete } from './complete.ts';

/** Everything at once: accepted, and complete for lowering. */
const everything = `package main

import "lib"

type (
	Num interface{ ~int | ~float64 }
	List[T any] struct { head *node[T]; n int }
	node[T any] struct { v T; next *node[T] }
	Tree[K comparable, V any] map[K][]Tree[K, V]
	Set[T comparable] = map[T]struct{}
	Base struct{ id int }
	Derived struct { *Base; lib.Thing; name string }
	Op func(int) int
	Alias = Derived
	Self interface { Same(Self) bool }
)

const ( A = iota; B; C uint8 = 1 << iota; D )

var x, y = pair()
var z = later + 1
var later = f()

func (l *List[T]) Push(v T) *List[T] { l.head = &node[T]{v, l.head}; l.n++; return l }
func (l *List[E]) All() func(yield func(int, E) bool) {
	return func(yield func(int, E) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) { return }
			i++
		}
	}
}
func (b *Base) ID() int { return b.id }
func (b Base) Val() int { return b.id }

func pair() (int, string) { return 1, "a" }
func f() int { return x }
func Map[S ~[]A, A, B any](s S, f func(A) B) []B {
	r := make([]B, 0, len(s))
	for _, v := range s { r = append(r, f(v)) }
	return r
}
func Sum[T Num](xs ...T) (s T) { for _, x := range xs { s += x }; return }
func id[T any](x T) T { return x }

func main() {
	l := new(List[string]).Push("a")
	for i, s := range l.All() { println(i, s) }
	var d Alias
	d.Base = &Base{id: 3}
	_ = d.ID() + d.Val() + d.id + lib.Twice(d.Count)
	m := map[string]Set[int]{"a": {1: {}}}
	if v, ok := m["a"]; ok { _, ok = v[2]; delete(m, "b"); clear(m) }
	var any1 any = 3
	switch t := any1.(type) {
	case nil: _ = t
	case int, string: _ = t
	case func(): t()
	default: panic(t)
	}
	n, ok := any1.(int)
	ch := make(chan int, 2)
	select {
	case v, ok := <-ch: _, _ = v, ok
	case ch <- 1:
	default:
	}
	var g func(int) int = id
	fs := []func(string) int{func(s string) int { return len(s) }, nil}
	total := Sum(1, 2.0, float64(n)) + Sum[float64]()
outer:
	for i := range 3 {
		for { if ok { continue outer }; break outer }
		_ = i
	}
	goto end
end:
	meth := (*Base).ID
	val := d.Base.ID
	arr := [...]string{2: "c", 0: "a"}
	sl := arr[:]
	p := &arr
	for i := range p { _ = p[i][0:1] }
	copy(sl, arr[1:]); _ = append([]byte("x"), "yz"...)
	c := complex(1, 2)
	defer func() { recover() }()
	go meth(d.Base)
	_, _, _, _, _ = g(1), fs[0]("x"), total, val(), real(c)
	_ = Map(sl, func(s string) int { return len(s) })
	_ = new(42)
	var shift uint = 3
	var u8 uint8 = 1<<shift | A
	u8 <<= 1
	type local[T any] struct{ f T }
	_ = local[int]{f: int(u8)}.f
	lib.Var, _ = 1, lib.Thing{}
	_ = struct{ a, b int }{1, 2} == struct{ a, b int }{1, 3}
	if x := z; x > 0 && !ok || later == int('a') { return }
}
`;
const lib = `package lib
type Thing struct{ Count int; hidden int }
var Var int
const Name = "lib"
func Twice(x int) int { return 2 * x }
type Iface interface { M(); private() }
`;

test('a program with everything has no error, and no expression without a type', () => {
  const r = check(everything, { lib });
  expect(r.errors).toEqual([]);
  expect(incomplete(r.checked, r.file)).toEqual([]);
  const order = r.info.initOrder.map((i) => i.lhs.map((v) => v.name).join());
  expect(order).toEqual(['x,y', 'later', 'z']);
});

describe('errors in the words of gc', () => {
  test.each<[string, ...string[]]>([
    ['x := 1', 'declared and not used: x'],
    ['undefinedThing()', 'undefined: undefinedThing'],
    ['var x int; var x string; _ = x',
      'x redeclared in this block\n\tmain.go:4:5: other declaration of x'],
    ['_ = 1 + "a"',
      'invalid operation: 1 + "a" (mismatched types untyped int and untyped string)'],
    ['var a int; var b int32; _ = a + b',
      'invalid operation: a + b (mismatched types int and int32)'],
    ['var s string = 1; _ = s',
      'cannot use 1 (untyped int constant) as string value in variable declaration'],
    ['f(1)', 'not enough arguments in call to f\n\thave (number)\n\twant (int, string)'],
    ['f(1, "a", 2)',
      'too many arguments in call to f\n\thave (number, string, number)\n\twant (int, string)'],
    ['f("a", "b")', 'cannot use "a" (untyped string constant) as int value in argument to f'],
    ['a, b := g(); _, _ = a, b', 'assignment mismatch: 2 variables but g returns 1 value'],
    ['a, b := 1; _, _ = a, b', 'assignment mismatch: 2 variables but 1 value'],
    ['if 1 { }', 'non-boolean condition in if statement'],
    ['return 1', 'too many return values\n\thave (number)\n\twant ()'],
    ['var t T; t.foo()', 't.foo undefined (type T has no field or method foo)'],
    ['var t T; t.m()', 't.m undefined (type T has no field or method m, but does have method M)'],
    ['var i I = T{}; _ = i',
      'cannot use T{} (value of struct type T) as I value in variable declaration: '
      + 'T does not implement I (method M has pointer receiver)'],
    ['var i I = 3; _ = i',
      'cannot use 3 (constant of type int) as I value in variable declaration: '
      + 'int does not implement I (missing method M)'],
    ['var i I; _ = i.(string)',
      'impossible type assertion: i.(string)\n\tstring does not implement I (missing method M)'],
    ['switch 1 { case 1: case 1: }',
      'duplicate case 1 (constant of type int) in expression switch'
      + '\n\tmain.go:6:17: previous case'],
    ['x := 1; x := 2; _ = x', 'no new variables on left side of :='],
    ['for range 3.5 { }', 'cannot range over 3.5 (untyped float constant)'],
    ['var c chan<- int; <-c',
      'invalid operation: cannot receive from send-only channel chan<- int c '
      + '(variable of type chan<- int)'],
    ['L: for { }', 'label L defined and not used'],
    ['break', 'break is not in a loop, switch, or select'],
    ['1 + 2', '1 + 2 (untyped int constant 3) is not used'],
    ['defer 1', 'expression in defer must be function call'],
    ['go func() { }', 'expression in go must be function call'],
    ['_ = nil', 'use of untyped nil in assignment to _ identifier'],
    ['_ = &1', 'invalid operation: cannot take address of 1 (untyped int constant)'],
    ['1 = 2', 'cannot assign to 1 (neither addressable nor a map index expression)'],
    ['m := map[string]T{}; m["a"].x = 1', 'cannot assign to struct field m["a"].x in map'],
    ['_ = T{y: 1}', 'unknown field y in struct literal of type T'],
    ['_ = []int{0: 1, 0: 2}', 'duplicate index 0 in array or slice literal'],
    ['_ = map[string]int{"a": 1, "a": 2}', 'duplicate key "a" in map literal'],
    ['_ = func() == nil; _ = []int{} == []int{}',
      'invalid operation: []int{} == []int{} (slice can only be compared to nil)'],
    ['len(1)', 'invalid argument: 1 (untyped int constant) for built-in len'],
    ['var x = gen(1, "a"); _ = x',
      'in call to gen, mismatched types untyped int and untyped string (cannot infer P)'],
    ['gen2()', 'in call to gen2, cannot infer P (declared at main.go:10:11)'],
    ['num("a")', 'string does not satisfy Num (string missing in ~int)'],
  ])('%s', (body, ...want) => {
    const top = `
type T struct{ x int }
func (*T) M() {}
type I interface{ M() }
type Num interface{ ~int }
func f(int, string) {}
func g() int { return 1 }
func gen[P any](a, b P) P { return a }
func gen2[P any]() {}
func num[P Num](P) {}`;
    // Places in messages count from the body's own first line.
    const shift = top.split('\n').length - 1;
    const got = bodyErrors(body, top).map((e) => e.replace(/main\.go:(\d+)/g, (all, l) =>
      (Number(l) > shift + 2 ? `main.go:${Number(l) - shift + 1}` : all)));
    for (const w of want) {
      const lines = (s: string) => s.replace(/main\.go:\d+:\d+/g, 'main.go:*');
      expect(got.map(lines)).toContain(lines(w));
    }
  });

  test.each([
    ['type A struct { b B }; type B struct { a A }',
      'invalid recursive type A\n\tmain.go:2:6: A refers to B\n\tmain.go:2:29: B refers to A'],
    ['type A [2]A', 'invalid recursive type: A refers to itself'],
    ['var a = b; var b = a',
      'initialization cycle for a\n\tmain.go:2:5: a refers to b\n\tmain.go:2:16: b refers to a'],
    ['var a = f(); func f() int { return a }',
      'initialization cycle for a\n\tmain.go:2:5: a refers to f\n\tmain.go:2:19: f refers to a'],
    ['func f() int { if true { return 1 } }', 'missing return'],
    ['func f(x int) { var x = 1; _ = x }', 'x redeclared in this block'],
    ['type T struct{}; func (T) m() {}; func (T) m() {}',
      'method T.m already declared at main.go:2:27'],
    ['type T struct{ m int }; func (T) m() {}', 'field and method with the same name m'],
    ['func (int) m() {}', 'cannot define new methods on non-local type int'],
    ['func f[T any]() { f[*T]() }', 'instantiation cycle:'],
    ['type G[T any] struct{}; var g G', 'cannot use generic type G[T any] without instantiation'],
    ['type G[T any] struct{}; var g G[int, string]',
      'too many type arguments for type G: have 2, want 1'],
    ['type M map[[]int]int', 'invalid map key type []int'],
    ['var n = 3; var a [n]int', 'invalid array length n'],
    ['const c = f(); func f() int { return 1 }', 'f() (value of type int) is not constant'],
    ['var x int = "a"',
      'cannot use "a" (untyped string constant) as int value in variable declaration'],
    ['func init() int { return 1 }', 'func init must have no arguments and no return values'],
    ['var init = 1', 'cannot declare init - must be func'],
    ['func f()', 'missing function body'],
  ])('%s', (source, want) => {
    const r = check(`package main\n${source}\nfunc main() {}\n`);
    expect(r.errors.map((e) => e.replace(/^\d+:\d+: /, '')).join('\n')).toContain(want);
  });
});

describe('imports', () => {
  test('an unknown package is an error that lists the known ones', () => {
    const r = check('package main\nimport "net/http"\nfunc main() { http.Get("x") }\n', { lib });
    expect(r.errors).toEqual(['2:8: package net/http is not modelled by gopark']);
    expect(r.help).toEqual(['modelled packages: lib']);
  });

  test('an unknown name is an error that lists the known ones', () => {
    const r = check('package main\nimport "lib"\nfunc main() { lib.Missing() }\n', { lib });
    expect(r.errors).toEqual(['3:19: undefined: lib.Missing']);
    expect(r.help[0]).toContain('Iface Name Thing Twice Var');
  });

  test.each([
    ['import "lib"', '', '2:8: "lib" imported and not used'],
    ['import l "lib"', '', '2:8: "lib" imported as l and not used'],
    ['import . "lib"', '', '2:8: "lib" imported and not used'],
    ['import "lib"', '_ = lib', '3:19: use of package lib not in selector'],
    ['import "lib"', '_ = lib.Thing{1, 2}',
      '3:32: implicit assignment to unexported field hidden in struct literal of type lib.Thing'],
    ['import "lib"', 'var t lib.Thing; _ = t.hidden',
      '3:38: t.hidden undefined (cannot refer to unexported field hidden)'],
    ['import "lib"', 'var i lib.Iface = T{}; _ = i',
      '3:33: cannot use T{} (value of struct type T) as lib.Iface value in variable declaration: '
      + 'T does not implement lib.Iface (unexported method private)'],
  ])('%s; %s', (imp, body, want) => {
    const types = 'type T struct{}; func (T) M() {}; func (T) private() {}';
    const r = check(`package main\n${imp}\nfunc main() { ${body} }\n${types}\n`, { lib });
    expect(r.errors).toContain(want);
  });
});

describe('what lowering reads', () => {
  test('variables: captured, address taken, assigned to', () => {
    const r = check(`package main
type N int
func (n *N) Set(v int) { *n = N(v) }
func named() (res int) { defer func() { res++ }(); return 1 }
func main() {
	a, b, l := 1, 2, 3
	var c N
	d, e := [3]int{}, [3]int{}
	g, h := struct{ x int }{}, &struct{ x int }{}
	for i := 0; i < 3; i++ { func() { _ = i }() }
	for j := range 3 { func() { _ = j }() }
	func() { _, b = a+b, 3; func() { _ = l }() }()
	c.Set(1)
	_, e[1], _, h.x = d[:], 2, &g.x, 3
	_ = named
}
`);
    expect(r.errors).toEqual([]);
    const marks = (name: string): string => {
      const v = local(r, name);
      return [v.captured && 'captured', v.addrTaken && 'addr', v.reassigned && 'assigned']
        .filter(Boolean).join(' ');
    };
    expect(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'j', 'l', 'res']
      .map((n) => [n, marks(n)]))).toEqual({
      a: 'captured', b: 'captured assigned', c: 'addr', d: 'addr', e: 'assigned', g: 'addr', h: '',
      i: 'captured assigned', j: 'captured', l: 'captured', res: 'captured assigned',
    });
  });

  test('comma-ok forms have the type of both values', () => {
    const r = check('package main\nfunc main() {\n'
      + 'm := map[int]string{}\n v, ok := m[1]; _, _ = v, ok }\n');
    const tv = [...r.info.types].find(([e, t]) =>
      e.kind === 'IndexExpr' && t.mode === 'commaok')![1];
    expect(typeString(tv.type)).toBe('(string, bool)');
  });

  test('instances are canonical, and recorded where they are inferred', () => {
    const r = check(`package main
type L[T any] struct{ x T }
var a L[int]
var b = L[int]{}
var c L[string]
func F[A, B any](a A, b B) (B, A) { return b, a }
var d, e = F(1, "x")
func main() {}
`);
    expect(typeOf(r, 'a')).toBe(typeOf(r, 'b'));
    expect(typeOf(r, 'a')).not.toBe(typeOf(r, 'c'));
    const [, inst] = [...r.info.instances].find(([id]) => id.name === 'F')!;
    expect(inst.targs.map((t) => typeString(t))).toEqual(['int', 'string']);
    const named = typeOf(r, 'a') as Named;
    expect(typeString(named.underlying)).toBe('struct{x int}');
    expect(named.origin).toBe((object(r, 'L') as { type: Type }).type);
  });

  test('methods of instances have their types', () => {
    const r = check(`package main
type L[T any] struct{ x T }
func (l *L[E]) Get(f func(E) bool) (E, *L[E]) { return l.x, l }
var a L[int]
func main() {}
`);
    const [get] = (typeOf(r, 'a') as Named).methods;
    expect(typeString(get!.type)).toBe('func(f func(int) bool) (int, *main.L[int])');
    expect(get!.ptrRecv).toBe(true);
    const origin = get!.origin!.type as Signature;
    expect(origin.rparams!.map((p) => p.obj.name)).toEqual(['E']);
  });

  test('selections tell the way through embedded fields', () => {
    const r = check(`package main
type A struct{ u, v int }
type B struct{ w int; *A }
type C struct{ B }
func (*A) M() {}
func main() { var c C; _ = c.v; c.M() }
`);
    const ways = [...r.info.selections.values()].map((s) => ({
      kind: s.kind, path: s.path, indirect: s.indirect, name: s.obj.name,
    }));
    expect(ways).toEqual([
      { kind: 'field', path: [0, 1, 1], indirect: true, name: 'v' },
      { kind: 'method', path: [0, 1], indirect: true, name: 'M' },
    ]);
  });

  test('untyped values end with the type of their context', () => {
    const r = check('package main\nvar f float32 = 1 << 3\nvar i interface{} = 2 * 1.5\n'
      + 'var p *int = nil\nvar b = 1 < 2\nfunc main() {}\n');
    const types = [...r.info.types].filter(([e]) => e.kind === 'BinaryExpr' || e.pos > 0)
      .map(([e, t]) => `${e.kind} ${typeString(t.type)} ${t.value?.kind ?? ''}`.trim());
    expect(types).toContain('BinaryExpr float32 float');
    expect(types).toContain('BinaryExpr float64 float');
    expect(types).toContain('Ident *int');
    expect(types).toContain('BinaryExpr bool bool');
  });
});

test('types as the runtime prints them', () => {
  const r = check(`package main
type T struct{}
type P[A, B any] struct{}
var a map[string][]*T
var b func(int, ...string) (error, any)
var c struct { X, y int "tag"; T }
var d interface { M(byte) rune }
var e P[int, P[T, []string]]
var f <-chan (chan<- [3]struct{})
var g chan (<-chan int)
func main() {}
`);
  expect(r.errors).toEqual([]);
  expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((n) => runtimeTypeString(typeOf(r, n)))).toEqual([
    'map[string][]*main.T',
    'func(int, ...string) (error, interface {})',
    'struct { X int "tag"; y int "tag"; main.T }',
    'interface { M(uint8) int32 }',
    'main.P[int,main.P[main.T,[]string]]',
    '<-chan chan<- [3]struct {}',
    'chan (<-chan int)',
  ]);
});

test('deep nesting is an error or a result, not a crash', () => {
  const deep = `${'('.repeat(900)}1${')'.repeat(900)}`;
  expect(check(`package main\nvar x = ${deep}\nfunc main() {}\n`).errors).toEqual([]);
  const ifs = `${'if true { '.repeat(300)}${'}'.repeat(300)}`;
  expect(bodyErrors(ifs)).toEqual([]);
  const chain = `if false { }${' else if false { }'.repeat(3000)}`;
  expect(bodyErrors(chain)).toEqual([]);
  const sum = Array.from({ length: 800 }, () => '1').join(' + ');
  expect(check(`package main\nvar x = ${sum}\nfunc main() {}\n`).errors).toEqual([]);
});
