/** Statements without a partner: output, arithmetic, branches, loops, calls, new goroutines. */
import type { Random } from '../../test/support/random.ts';
import type { Node } from './plan.ts';
import type { Op } from './ops.ts';
import type { Writer } from './writer.ts';

/** How many of something are started: mostly few, sometimes more than a P's queue holds. */
export const someCount = (r: Random): number =>
  r.pick([1, 2, 2, 3, 3, 4, 5, 7, 10, 20, 60, 62, 130, 257, 300]);

const few = (r: Random): number => r.int(1, 5);

/** Ways to say `go`: each is compiled differently. */
const starts: readonly ((w: Writer, body: string[]) => string[])[] = [
  (_w, body) => ['go func() {', ...body, '}()'],
  (_w, body) => ['go func(x int) {', ...body, '}(x + 1)'],
  (w, body) => {
    const f = w.name('run');
    return [`${f} := func(x int) {`, ...body, '}', `go ${f}(x)`];
  },
  (w, body) => {
    w.need('task', 'type task func(int)\n\nfunc (t task) run(x int) { t(x) }');
    return ['go task(func(x int) {', ...body, '}).run(x)'];
  },
  (w, body) => {
    w.need('task', 'type task func(int)\n\nfunc (t task) run(x int) { t(x) }');
    w.need('runner', 'type runner interface{ run(int) }');
    const r = w.name('r');
    return [`var ${r} runner = task(func(x int) {`, ...body, '})', `go ${r}.run(x)`];
  },
  (w, body) => {
    w.need('start', `func start[T any](v T, f func(T)) { go f(v) }`);
    return ['start(x, func(x int) {', ...body, '})'];
  },
];

export function startText(w: Writer, how: number, body: string[]): string[] {
  return starts[Math.abs(how) % starts.length]!(w, body);
}

function callText(w: Writer, [off, k, how]: number[], go: string): string[] {
  const f = w.callee(off!);
  if (!f) return ['x++'];
  if (how! % 3 === 1) return ['{', `\tg := ${f}`, `\t${go}g(x + ${k})`, '}'];
  return [`${go}${f}(x + ${k})`];
}

export const flowOps: Record<string, Op> = {
  log: {
    weight: 9, lines: 1, args: (r) => [r.int(0, 9)],
    render: (w, { args: [how] }) => how === 9
      ? (w.need('id', 'func id[T any](v T) T { return v }'), [`println(id(${w.label()}), id(x))`])
      : [`println(${w.label()}, x)`],
  },
  set: {
    weight: 3, args: (r) => [r.int(2, 9), r.int(0, 99)],
    render: (_w, { args: [a, b] }) => [`x = (x*${a} + ${b}) % 1009`],
  },
  if: {
    weight: 3, bodies: 2, args: (r) => [r.int(2, 5), r.int(0, 3)],
    render: (w, { args: [m, k], bodies }) => [
      `if x%${Math.max(1, m!)} <= ${k} {`, ...w.block(bodies[0]!),
      ...(bodies[1]!.length > 0 ? ['} else {', ...w.block(bodies[1]!)] : []), '}'],
  },
  switch: {
    weight: 1, bodies: 3, args: (r) => [r.int(0, 1)],
    render: (w, { args: [through], bodies }) => [
      'switch x % 3 {', 'case 0:', ...w.block(bodies[0]!),
      ...(through ? ['\tfallthrough'] : []),
      'case 1:', ...w.block(bodies[1]!), 'default:', ...w.block(bodies[2]!), '}'],
  },
  loop: {
    weight: 3, bodies: 1, args: (r) => [few(r), r.int(0, 2)], times: ({ args }) => args[0]!,
    render: (w, { args: [n, how], bodies }) => loopText(w, n!, how!, bodies[0]!),
  },
  skip: {
    weight: 1, args: (r) => [r.int(0, 1), r.int(2, 4)],
    render: (w, { args: [how, m] }) => w.inLoop
      ? [`if x%${Math.max(1, m!)} == 0 {`, how ? '\tbreak' : '\tcontinue', '}'] : ['x++'],
  },
  leave: {
    weight: 1, args: (r) => [r.int(3, 6)],
    render: (_w, { args: [m] }) => [`if x%${Math.max(1, m!)} == 1 {`, '\treturn', '}'],
  },
  call: {
    weight: 1, args: (r) => [r.int(0, 5), r.int(0, 5), r.int(0, 2)],
    render: (w, n) => callText(w, n.args, ''),
  },
  go: {
    weight: 5, args: (r) => [r.int(0, 5), r.int(0, 5), r.int(0, 2)],
    render: (w, n) => callText(w, n.args, 'go '),
  },
  golit: {
    weight: 7, bodies: 1, args: (r) => [r.int(0, starts.length - 1)],
    render: (w, { args: [how], bodies }) => startText(w, how!, w.closure(bodies[0]!)),
  },
  burst: {
    weight: 2, bodies: 1, args: (r) => [someCount(r), r.int(0, starts.length - 1)],
    times: ({ args }) => args[0]!,
    render: (w, { args: [n, how], bodies }) => [
      `for i := range ${n} {`, '\tx := x + i', '\t_ = x',
      ...startText(w, how!, w.closure(bodies[0]!)).map((line) => `\t${line}`), '}'],
  },
  gobuiltin: {
    weight: 1, lines: 1, args: (r) => [r.int(0, 1)],
    render: (w, { args: [how] }) => [how ? `defer println(${w.label()}, x)`
      : `go println(${w.label()}, x)`],
  },
  yield: {
    weight: 5, render: () => ['runtime.Gosched()'],
  },
  count: {
    weight: 1, lines: 1,
    render: (w) => [`println(${w.label()}, runtime.NumGoroutine())`],
  },
  tree: {
    weight: 1, args: (r) => [r.int(1, 5), r.int(1, 2)], lines: 20,
    render: (w, { args: [depth, how] }) => {
      w.need('tree', `func tree(depth, how, x int) {
	if depth == 0 {
		println("leaf", x)
		return
	}
	go tree(depth-1, how, 2*x)
	if how == 2 {
		runtime.Gosched()
	}
	go tree(depth-1, how, 2*x+1)
	println("node", x)
}`);
      return [`tree(${Math.min(depth!, 5)}, ${how}, 1)`];
    },
  },
};

function loopText(w: Writer, n: number, how: number, body: readonly Node[]): string[] {
  const i = w.name('i');
  const inside = [`\tx += ${i}`, ...w.loop(body)];
  if (how === 1) return [`for ${i} := 0; ${i} < ${n}; ${i}++ {`, ...inside, '}'];
  if (how !== 2) return [`for ${i} := range ${n} {`, ...inside, '}'];
  w.need('upTo', `func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				println("stopped", i)
				return
			}
		}
	}
}`);
  return [`for ${i} := range upTo(${n}) {`, ...inside, '}'];
}
