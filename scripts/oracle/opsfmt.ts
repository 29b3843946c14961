/** Output by fmt: system calls on standard output, and the formats themselves. */
import type { Op } from './ops.ts';

const things = `type thing struct {
	N    int
	Name string
	List []int
	M    map[string]int
	Any  any
	next *thing
}

type level int

func (l level) String() string { return [...]string{"low", "high"}[uint(l)%2] }

type broken struct{ level }

func (broken) Error() string { return "broken" }

func thingOf(x int) thing {
	return thing{x, "a \\"b\\"", []int{x, 2}, map[string]int{"z": x, "a": 1}, level(x), nil}
}`;

/** Arguments of Printf; x is an int. */
const formats: readonly string[] = [
  '"%d %5d|%-5d|%05d %+d\\n", x, x, x, x, x',
  '"%x %X %o %b %c %q %U\\n", x, x, x, x, 65+uint(x)%26, 65+uint(x)%26, 65+uint(x)%26',
  '"%v %+v\\n", thingOf(x), thingOf(x)',
  '"%#v\\n", thingOf(x).M',
  '"%T %T %T %T\\n", x, thingOf(x), level(x), []any{x}',
  '"%s %v %d %q\\n", level(x), level(x), level(x), level(x)',
  '"%v %s %+v\\n", broken{1}, broken{1}, []error{broken{1}, nil}',
  '"%8.3f|%-8.2f|%e|%g\\n", float64(x)/3, float64(x)/7, float64(x), float64(x)/1e9',
  '"%6.2f%%|%t|%v|%p\\n", float64(x)/9, x > 3, x > 3, nil',
  '"%q %x % x %10s|%-10s|%.2s\\n", "h\\u00e9", "h\\u00e9", "abc", "abc", "abc", "abc"',
  '"%v %v %v\\n", []string{"a", "b"}, [2]bool{true}, struct{ A, B any }{x, nil}',
  '"%d %!\\n", x, "extra"',
  '"%d %s\\n", "text", x',
  '"%*d %[2]v %[1]v\\n", 4, x',
  '"%v %v\\n", map[int]string{x: "x", x + 1: "y"}, map[level]bool{1: true, 0: false}',
  '"%v %v %v\\n", complex(float64(x), 2), int8(x), []byte("hi")',
];

export const fmtOps: Record<string, Op> = {
  println: {
    weight: 2, lines: 1, rare: true,
    render: (w) => [`fmt.Println(${w.label()}, x)`],
  },
  printf: {
    weight: 2, lines: 1, rare: true, args: (r) => [r.int(0, formats.length - 1)],
    render: (w, { args: [i] }) => {
      w.need('things', things);
      return [`fmt.Printf(${formats[i! % formats.length]})`];
    },
  },
  errorf: {
    weight: 1, lines: 1, rare: true, args: (r) => [r.int(0, 1)],
    render: (w, { args: [how] }) => {
      w.need('things', things);
      const [e, label] = [w.name('e'), w.label()];
      return [`${e} := fmt.Errorf("at %d: %w", x, broken{${how}})`,
        `fmt.Println(${label}, ${e}, errors.Is(${e}, broken{0}), errors.As(${e}, new(broken)))`];
    },
  },
};
