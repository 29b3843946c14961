/** Panics of all kinds, recover, Goexit, deferred calls, os.Exit. */
import type { Random } from '../../test/support/random.ts';
import type { Op } from './ops.ts';
import type { Node } from './plan.ts';
import type { Writer } from './writer.ts';

/** Prints what recover returned. */
export const show = `func show(label string, r any) {
	switch r := r.(type) {
	case nil:
		println(label, "nothing")
	case runtime.Error:
		println(label, "runtime error", r.Error())
	case error:
		println(label, "error", r.Error())
	case string:
		println(label, r)
	case int:
		println(label, r)
	default:
		println(label, "something else")
	}
}`;

const trouble = `type trouble struct{ code int }

func (t trouble) Error() string {
	if t.code%2 == 0 {
		return "even trouble"
	}
	return "odd trouble"
}

type named string

type note struct{ text string }

func (n note) String() string { return "note " + n.text }`;

/** Statements that panic; `x` decides nothing, so that the compiler cannot see it coming. */
const panics: readonly string[][] = [
  ['panic("a string")'],
  ['panic(x)'],
  ['panic(trouble{x})'],
  ['panic(named("by name"))'],
  ['panic(note{"kept"})'],
  ['panic(errors.New("an error"))'],
  ['{', '\tvar a [4]int', '\ta[len(a)+x-x]++', '}'],
  ['{', '\ta := make([]int, 3)', '\t_ = a[1 : 5+x-x]', '}'],
  ['{', '\tvar p *trouble', '\tprintln(p.code)', '}'],
  ['{', '\tvar m map[string]int', '\tm["key"] = x', '}'],
  ['println(x / (x - x))'],
  ['{', '\tvar v any = x', '\tprintln(v.(string))', '}'],
  ['{', '\tvar v any', '\tprintln(v.(int))', '}'],
  ['{', '\tvar err error = trouble{x}', '\tprintln(err.(interface{ Code() int }).Code())', '}'],
  ['{', '\tvar f func(int)', '\tf(x)', '}'],
  ['{', '\tc := make(chan int)', '\tclose(c)', '\tclose(c)', '}'],
  ['{', '\tc := make(chan int, 1)', '\tclose(c)', '\tc <- x', '}'],
  ['{', '\tvar c chan int', '\tclose(c)', '}'],
  ['println(len(make([]int, x-x-1)))'],
  ['{', '\tvar wg sync.WaitGroup', '\twg.Done()', '}'],
  ['{', '\tvar err error', '\tprintln(err.Error())', '}'],
  ['panic(nil)'],
  ['panic("two\\nlines")'],
  ['panic(1.5)'],
  ['panic(true)'],
  ['{', '\ta := []int{1, 2, 3}', '\t_ = [4]int(a[x-x:])', '}'],
  ['{', '\tm := map[any]int{}', '\tm[[]int{x}] = 1', '}'],
  ['println(1 << (x - x - 1))'],
  ['panic(fmt.Errorf("wrapped: %w", trouble{2}))'],
  ['panic(x + 1000)'],
  ['panic(int16(x))'],
  ['panic(float64(x) / 4)'],
];

function guarded(w: Writer, how: number, body: readonly Node[]): string[] {
  w.need('show', show);
  const label = w.label();
  if (how === 0) {
    return ['func() {', '\tdefer func() {', `\t\tshow(${label}, recover())`, '\t}()',
      ...w.closure(body), '}()'];
  }
  if (how === 1) {
    w.need('guard', `func guard(label string) {
	if r := recover(); r != nil {
		show(label, r)
	}
}`);
    return ['func() {', `\tdefer guard(${label})`, ...w.closure(body), '}()'];
  }
  // Recovers, tells, and panics again with something else or the same.
  const again = how === 2 ? 'panic("again")' : 'panic(r)';
  return ['func() {', '\tdefer func() {', '\t\tif r := recover(); r != nil {',
    `\t\t\tshow(${label}, r)`, `\t\t\t${again}`, '\t\t}', '\t}()', ...w.closure(body), '}()'];
}

export const panicOps: Record<string, Op> = {
  guard: {
    weight: 2, bodies: 1, lines: 1, args: (r) => [r.pick([0, 0, 0, 1, 1, 2, 3])],
    render: (w, { args: [how], bodies }) => guarded(w, how!, bodies[0]!),
  },
  panic: {
    weight: 0.5, args: (r) => [r.int(0, panics.length - 1)],
    render: (w, { args: [i] }) => {
      w.need('trouble', trouble);
      return panics[i! % panics.length]!;
    },
  },
  safepanic: {
    weight: 1.5, lines: 1, args: (r) => [r.int(0, panics.length - 1), r.int(0, 1)],
    render: (w, { args: [i, how] }) => guarded(
      w, how!, [{ op: 'panic', args: [i!], bodies: [] }]),
  },
  defer: {
    weight: 2, bodies: 1, render: (w, { bodies }) => ['defer func() {',
      ...w.closure(bodies[0]!), '}()'],
  },
  goexit: {
    weight: 0.5, render: () => ['runtime.Goexit()'],
  },
  nested: {
    weight: 0.3, lines: 1, args: (r: Random) => [r.int(0, panics.length - 1)],
    render: (w, { args: [i] }) => {
      w.need('trouble', trouble);
      return ['defer func() {', ...panics[i! % panics.length]!.map((l) => `\t${l}`), '}()'];
    },
  },
  exit: {
    weight: 0.1, args: (r) => [r.int(0, 7)],
    render: (_w, { args: [code] }) => [`os.Exit(${code})`],
  },
};
