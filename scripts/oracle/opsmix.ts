/**
 * Statements of the language with statements of the scheduler inside: a goroutine is switched away
 * within a method of a generic type, a method found in a map of interfaces, a closure of a loop, a
 * deferred call of a loop. Their functions have named results, so that a body may return.
 */
import { elemAt, elemTypes } from './elem.ts';
import type { Op } from './ops.ts';
import { show } from './opspanic.ts';
import type { Node } from './plan.ts';
import type { Writer } from './writer.ts';

const cell = `type cell[T any] struct {
	v    T
	seen []T
}

func (c *cell[T]) swap(v T, f func(T) T) (old T) {
	old = c.v
	c.seen = append(c.seen, old)
	c.v = f(v)
	return
}

type swapper[T any] interface{ swap(T, func(T) T) T }

func swapWith[T any, S swapper[T]](s S, v T, f func(T) T) T { return s.swap(v, f) }`;

const visitors = `type visitor interface{ visit(int) int }

type visit func(int) int

func (f visit) visit(x int) int { return f(x) }

type twice struct{ visitor }

func (t twice) visit(x int) int { return t.visitor.visit(x) + t.visitor.visit(x+1) }

type counted struct {
	visitor
	n int
}

func (c *counted) visit(x int) int {
	c.n++
	return c.visitor.visit(x) + c.n
}`;

/** Types of keys, and how a number becomes one. */
const keys: ReadonlyArray<[type: string, key: (x: string) => string]> = [
  ['int8', (x) => `int8(${x})`],
  ['uint64', (x) => `uint64(${x}) << 40`],
  ['string', (x) => `"k" + string(rune('a'+uint(${x})%26))`],
  ['[2]int', (x) => `[2]int{${x}, 1}`],
  ['struct {\n\ta int8\n\tb string\n}', (x) => `{int8(${x}), "b"}`],
  ['any', (x) => `keyOf(${x})`],
  ['float64', (x) => `float64(${x}) / 3`],
  ['complex128', (x) => `complex(float64(${x}), 1)`],
  ['bool', (x) => `${x}%2 == 0`],
  ['error', (x) => `asError(${x})`],
];

const keyOf = `func keyOf(x int) any {
	switch uint(x) % 4 {
	case 0:
		return x
	case 1:
		return "text"
	case 2:
		return [1]int{x}
	}
	return nil
}`;

/** The three kinds of loops have other variables: all are new in each turn. */
function loopHead(kind: number, i: string, n: number): string {
  if (kind === 0) return `for ${i} := 0; ${i} < ${n}; ${i}++ {`;
  if (kind === 1) return `for ${i} := range ${n} {`;
  return `for _, ${i} := range []int{${Array.from({ length: n }, (_, k) => 7 * k).join(', ')}} {`;
}

function loopFuncs(w: Writer, [kind, n, how]: number[], body: readonly Node[]): string[] {
  const [fs, i] = [w.name('fs'), w.name('i')];
  const calls: readonly string[][] = [
    [`for _, f := range ${fs} {`, '\tf()', '}'],
    [`for i := len(${fs}) - 1; i >= 0; i-- {`, `\t${fs}[i]()`, '}'],
    [`for _, f := range ${fs} {`, '\tgo f()', '}'],
    [`for _, f := range ${fs} {`, '\tdefer f()', '}'],
  ];
  return [`var ${fs} []func()`, loopHead(kind! % 3, i, Math.max(1, n!)),
    `\t${fs} = append(${fs}, func() {`, `\t\tx += ${i}`, `\t\t${i} += 2`,
    `\t\tprintln(${w.label()}, ${i}, x)`, ...w.closure(body).map((line) => `\t${line}`), '\t})',
    '}', ...calls[how! % calls.length]!];
}

/** The old value is read afterwards: reading may change it, and each is read once. */
function generic(w: Writer, [type, how]: number[], body: readonly Node[]): string[] {
  const elem = elemAt(type!);
  w.need('cell', cell);
  if (elem.helper) w.need(elem.type, elem.helper);
  const [box, v, r, old] = [w.name('box'), w.name('v'), w.name('r'), w.name('old')];
  const swap = how === 0 ? `${box}.swap(` : `swapWith(${box}, `;
  return [`${box} := &cell[${elem.type}]{v: ${elem.value('x')}}`,
    `${old} := ${swap}${elem.value('x+1')}, func(${v} ${elem.type}) (${r} ${elem.type}) {`,
    `\t${r} = ${v}`, `\tx += ${elem.read(v)}`, ...w.closure(body), '\treturn', '})',
    `println(${w.label()}, x, len(${box}.seen), ${elem.read(old)})`];
}

function interfaces(w: Writer, [how]: number[], bodies: readonly Node[][]): string[] {
  w.need('visitors', visitors);
  const m = w.name('m');
  const visitor = (body: readonly Node[], result: string): string[] => {
    const r = w.name('r');
    return [`visit(func(x int) (${r} int) {`, `\t${r} = ${result}`, ...w.closure(body),
      '\treturn', '})'];
  };
  return [`${m} := map[string]visitor{}`,
    ...assign(`${m}["a"] = `, visitor(bodies[0]!, 'x + 1')),
    ...assign(`${m}["b"] = &counted{n: ${how}, visitor: `, visitor(bodies[1]!, 'x * 2 % 1009'),
      '}'),
    `${m}["c"] = twice{${m}[${how! % 2 ? '"a"' : '"b"'}]}`,
    'for _, key := range []string{"b", "c", "a", "d", "b"} {',
    `\tif v, ok := ${m}[key]; ok {`, '\t\tx = v.visit(x) % 1009',
    '\t} else {', `\t\tprintln(${w.label()}, key, len(${m}), x)`, '\t}',
    `\tdelete(${m}, key)`, '}'];
}

function assign(before: string, lines: readonly string[], after = ''): string[] {
  const all = [...lines];
  all[0] = before + all[0];
  all[all.length - 1] += after;
  return all;
}

function maps(w: Writer, [type, n]: number[]): string[] {
  const [name, key] = keys[type! % keys.length]!;
  if (name === 'any') w.need('keyOf', keyOf);
  const error = elemTypes.find((e) => e.type === 'error')!;
  if (name === 'error') w.need('error', error.helper!);
  const [K, m] = [w.name('K'), w.name('m')];
  const of = (x: string): string => (key(x).startsWith('{') ? K + key(x) : `${K}(${key(x)})`);
  return [...`type ${K} ${name}`.split('\n'), `${m} := map[${K}]int{}`,
    `for i := range ${n} {`, `\t${m}[${of('(x + i*i)')}] += i + 1`, '}',
    `delete(${m}, ${of('x')})`, `for k, v := range ${m} {`, '\tx += v',
    '\tif v%3 == 0 {', `\t\tdelete(${m}, k)`, '\t}', '}',
    `println(${w.label()}, len(${m}), x, ${m}[${of('(x + 1)')}])`];
}

/** Each deferred call but the last one panics again if it recovered. */
function deferLoop(w: Writer, [n, how]: number[], body: readonly Node[]): string[] {
  w.need('show', show);
  const i = w.name('i');
  const end = ['\tpanic(x)', '\truntime.Goexit()', '\tprintln("no panic")'][how! % 3]!;
  return ['func() {', `\tfor ${i} := range ${Math.max(1, n!)} {`, '\t\tdefer func() {',
    `\t\t\tr := recover()`, `\t\t\tshow(${w.label()}, r)`,
    `\t\t\tif r != nil && ${i} > 0 {`, `\t\t\t\tpanic(${i})`, '\t\t\t}', '\t\t}()', '\t}',
    ...w.closure(body), '\tif x != -12345 {', `\t${end}`, '\t}', '}()'];
}

export const mixOps: Record<string, Op> = {
  loopfuncs: {
    weight: 1.5, bodies: 1, args: (r) => [r.int(0, 2), r.int(1, 4), r.int(0, 3)],
    times: ({ args }) => args[1]!, lines: 4,
    render: (w, { args, bodies }) => loopFuncs(w, args, bodies[0]!),
  },
  generic: {
    weight: 1.5, bodies: 1, lines: 1, args: (r) => [r.int(0, elemTypes.length - 1), r.int(0, 1)],
    render: (w, { args, bodies }) => generic(w, args, bodies[0]!),
  },
  interfaces: {
    weight: 1, bodies: 2, lines: 2, args: (r) => [r.int(0, 3)], times: () => 6,
    render: (w, { args, bodies }) => interfaces(w, args, bodies),
  },
  maps: {
    weight: 1, lines: 1, args: (r) => [r.int(0, keys.length - 1), r.int(1, 30)],
    render: (w, { args }) => maps(w, args),
  },
  deferloop: {
    weight: 1, bodies: 1, lines: 4, args: (r) => [r.int(1, 4), r.pick([0, 0, 1, 2, 2])],
    render: (w, { args, bodies }) => deferLoop(w, args, bodies[0]!),
  },
};
