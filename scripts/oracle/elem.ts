/** Types of channel elements: how a number becomes a value, and a value a number again. */

export interface ElemType {
  type: string;
  value: (x: string) => string;
  read: (v: string) => string;
  /** Declarations that both need. */
  helper?: string;
}

const asString = `func asString(x int) string {
	if x < 0 {
		return "-" + asString(-x)
	}
	if x < 10 {
		return string(rune('0' + x))
	}
	return asString(x/10) + string(rune('0'+x%10))
}

func ofString(s string) (n int) {
	for i := range len(s) {
		n = (n*10 + int(s[i]-'0')) % 9973
	}
	return n
}`;

const pair = `type pair struct {
	a int
	b string
}

func (p pair) sum() int { return p.a + len(p.b) }`;

const boxed = `func ofAny(v any) int {
	switch v := v.(type) {
	case nil:
		return -1
	case int:
		return v
	case string:
		return len(v)
	}
	return -2
}

func asAny(x int) any {
	if x%3 == 0 {
		return "text"
	}
	return x
}`;

const pointer = `func asPointer(x int) *int { return &x }

func ofPointer(p *int) int {
	if p == nil {
		return -1
	}
	return *p
}`;

const failure = `type failure int

func (f failure) Error() string { return "failure" }

func asError(x int) error { return failure(x) }

func ofError(err error) int {
	if f, ok := err.(failure); ok {
		return int(f)
	}
	return -1
}`;

const call = `func asFunc(x int) func() int { return func() int { x++; return x } }

func ofFunc(f func() int) int {
	if f == nil {
		return -1
	}
	return f() + f()
}`;

const wide = `func asWide(x int) (w [9]int) {
	for i := range w {
		w[i] = x + i
	}
	return w
}

func ofWide(w [9]int) int { return w[0] + w[8] }`;

const inner = `func asChan(x int) chan int {
	c := make(chan int, 1)
	c <- x
	return c
}

func ofChan(c chan int) int {
	if c == nil {
		return -1
	}
	return <-c
}`;

export const elemTypes: readonly ElemType[] = [
  { type: 'int', value: (x) => x, read: (v) => v },
  { type: 'string', value: (x) => `asString(${x})`, read: (v) => `ofString(${v})`,
    helper: asString },
  { type: 'pair', value: (x) => `pair{${x}, "p"}`, read: (v) => `pair.sum(${v})`, helper: pair },
  { type: 'struct{}', value: () => 'struct{}{}', read: (v) => `nothing(${v})`,
    helper: 'func nothing(struct{}) int { return 0 }' },
  { type: 'any', value: (x) => `asAny(${x})`, read: (v) => `ofAny(${v})`, helper: boxed },
  { type: '*int', value: (x) => `asPointer(${x})`, read: (v) => `ofPointer(${v})`,
    helper: pointer },
  { type: 'error', value: (x) => `asError(${x})`, read: (v) => `ofError(${v})`, helper: failure },
  { type: 'func() int', value: (x) => `asFunc(${x})`, read: (v) => `ofFunc(${v})`, helper: call },
  { type: '[9]int', value: (x) => `asWide(${x})`, read: (v) => `ofWide(${v})`, helper: wide },
  { type: 'chan int', value: (x) => `asChan(${x})`, read: (v) => `ofChan(${v})`, helper: inner },
  { type: 'byte', value: (x) => `byte(${x})`, read: (v) => `int(${v})` },
  { type: 'float64', value: (x) => `float64(${x}) / 4`, read: (v) => `int(${v} * 4)` },
  { type: 'complex128', value: (x) => `complex(1, float64(${x}))`,
    read: (v) => `int(imag(${v}))` },
];

export function elemAt(index: number): ElemType {
  return elemTypes[Math.abs(index) % elemTypes.length]!;
}
