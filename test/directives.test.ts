/**
 * What `//gopark:` directives do, run as programs. Under the cost model `zero` only declared time
 * passes, but for a nanosecond here and there (one for each loop and scheduling round): times are
 * compared to 20 us.
 */
import { describe, expect, it } from 'vitest';
import { Counter, Out } from '../assembly/abi/abi.ts';
import { compileGo } from './support/compile.ts';
import { judge, type Ran, runProgram } from './support/judge.ts';
import type { CreateOptions } from '../src/simulate.ts';

const US = 1000;
const MS = 1000 * US;
const SLACK = 20 * US;

/** A file with `declarations` and a main of `body`; imports by use. */
function file(declarations: string, body: string): string {
  const text = `${declarations}\n\nfunc main() {\n${body}\n}\n`;
  const used = ['runtime', 'time', 'sync'].filter((name) => new RegExp(`\\b${name}\\.`).test(text));
  return `package main\n\n${used.map((name) => `import "${name}"\n`).join('')}\n${text}`;
}

async function run(declarations: string, body: string, options: CreateOptions = {}): Promise<Ran> {
  const program = await compileGo(file(declarations, body));
  const settings = { gomaxprocs: 1, cost: 'zero', mask: 'all' as const, kernel: 'debug' as const };
  const ran = await runProgram(program, { ...settings, ...options });
  expect(ran.result.message).toBe('');
  if (options.mask !== 'none') expect(judge(ran)).toEqual([]);
  return ran;
}

const output = ({ sim }: Ran) =>
  new TextDecoder().decode(sim.stderr()).trim().split('\n').join(' ');

/**
 * What it shows, directives with functions, body of main, ns until the end, and what is printed.
 */
type Timed = [title: string, declarations: string, body: string, ns: number, printed?: string];

const timed: Timed[] = [
  ['cpu', '//gopark:cpu 5ms\nfunc f() {}', 'f()', 5 * MS],
  ['a decimal', '//gopark:cpu 1.5ms\nfunc f() {}', 'f(); f()', 3 * MS],
  ['every unit',
    '//gopark:cpu 1s\n//gopark:cpu 1ms\n//gopark:cpu 1us\n//gopark:cpu 1000ns\nfunc f() {}',
    'f()', 1001 * MS + 2 * US],
  ['no time at all', '//gopark:cpu 0ns\nfunc f() {}', 'f()', 0],
  ['several directives, in order',
    '//gopark:cpu 1ms\n//gopark:syscall 2ms\n//gopark:cpu 3ms\nfunc f() {}', 'f()', 6 * MS],
  ['a parameter times a duration', '//gopark:cpu n*40us\nfunc f(n int) {}', 'f(50)', 2 * MS],
  ['a parameter that is a duration', '//gopark:cpu d\nfunc f(d time.Duration) {}',
    'f(3 * time.Millisecond)', 3 * MS],
  ['the length of a slice', '//gopark:cpu len(s)*1ms\nfunc f(s []int) {}',
    'f(make([]int, 4))', 4 * MS],
  ['the length of a string', '//gopark:cpu len(s)*1ms\nfunc f(s string) {}', 'f("abc")', 3 * MS],
  ['sums and brackets', '//gopark:cpu (n+1)*2ms - 1ms\nfunc f(n int) {}', 'f(2)', 5 * MS],
  ['a quotient', '//gopark:cpu n*1ms/4\nfunc f(n int) {}', 'f(10)', 2.5 * MS],
  ['a small integer type', '//gopark:cpu n*1ms\nfunc f(n uint8) {}', 'f(200)', 200 * MS],
  ['a negative amount as none', '//gopark:cpu n*1ms\nfunc f(n int) {}', 'f(-5)', 0],
  ['uniform without width', '//gopark:cpu uniform(3ms, 3ms)\nfunc f() {}', 'f()', 3 * MS],
  ['normal without deviation', '//gopark:cpu normal(2ms, 0ns)\nfunc f() {}', 'f()', 2 * MS],
  ['lognormal without sigma', '//gopark:cpu lognormal(2ms, 0)\nfunc f() {}', 'f()', 2 * MS],
  ['a steep pareto', '//gopark:cpu pareto(2ms, 100000)\nfunc f() {}', 'f()', 2 * MS],
  ['a draw in terms of a parameter', '//gopark:cpu uniform(n*1ms, n*1ms)\nfunc f(n int) {}', 'f(7)',
    7 * MS],
  ['a system call', '//gopark:syscall 1ms\nfunc f() {}', 'f()', MS],
  ['a blocking system call', '//gopark:syscall 1ms blocking\nfunc f() {}', 'f()', MS],
  ['a raw system call', '//gopark:syscall 1ms raw\nfunc f() {}', 'f()', MS],
  ['a C call', '//gopark:cgo 30us\nfunc f() {}', 'for range 100 { f() }', 3 * MS],
  ['the network', '//gopark:net 10ms\nfunc f() {}', 'f()', 10 * MS],
  ['a method', 'type t struct{}\n\n//gopark:cpu n*1ms\nfunc (t) f(n int) {}', 't{}.f(2)', 2 * MS],
  ['a pointer method by an interface',
    'type t struct{}\n\n//gopark:cpu 2ms\nfunc (*t) f() {}\n\ntype i interface{ f() }',
    'var x i = &t{}; x.f()', 2 * MS],
  ['a function value', '//gopark:cpu 2ms\nfunc f() {}', 'g := f; g()', 2 * MS],
  ['a deferred call', '//gopark:cpu 2ms\nfunc f() {}', 'defer f()', 2 * MS],
  ['a goroutine', '//gopark:cpu 2ms\nfunc f(c chan int) { c <- 1 }',
    'c := make(chan int, 1); go f(c); time.Sleep(5 * time.Millisecond); println(len(c))', 5 * MS,
    '0'],
  ['a body that is not executed', '//gopark:cpu 1ms\nfunc f() { println("body") }', 'f()', MS, ''],
  ['a result', '//gopark:cpu 1ms\n//gopark:return n*2\nfunc f(n int) int { return 0 }',
    'println(f(21))', MS, '42'],
  ['a result of another type', '//gopark:return s + "!"\nfunc f(s string) string { return s }',
    'println(f("go"))', 0, 'go!'],
  ['the zero values without one', '//gopark:cpu 1ms\nfunc f() (int, string) { return 1, "x" }',
    'n, s := f(); println(n, len(s))', MS, '0 0'],
  ['waiting for the network beside work',
    '//gopark:net 10ms\nfunc read() {}\n\n//gopark:cpu 10ms\nfunc work() {}',
    'go work(); read(); println("read")', 10 * MS, 'read'],
  ['a system call beside work on one P',
    '//gopark:syscall 10ms\nfunc call() {}\n\n//gopark:cpu 5ms\nfunc work() {}',
    'go func() { work(); println("worked") }(); call(); println("called")', 10 * MS,
    'worked called'],
  ['a raw system call, which keeps its P',
    '//gopark:syscall 10ms raw\nfunc call() {}\n\n//gopark:cpu 5ms\nfunc work() {}',
    'go func() { work(); println("worked") }(); call(); println("called")', 10 * MS, 'called'],
  ['an open source, at its own pace', '//gopark:net every 1ms\nfunc next() {}',
    'for range 4 { next() }', 4 * MS],
  ['the backlog of a source',
    '//gopark:net every 1ms\nfunc next() {}\n\n//gopark:cpu 3500us\nfunc work() {}',
    'next(); work(); for range 3 { next() }; println("queued"); next()', 5 * MS, 'queued'],
  ['callers of a source, first come, first served', '//gopark:net every 1ms\nfunc next() {}',
    'var wg sync.WaitGroup; wg.Add(3)\n'
      + 'for i := range 3 { go func() { next(); println(i); wg.Done() }() }\nwg.Wait()',
    3 * MS, '2 0 1'],
  ['two sources apart from each other',
    '//gopark:net every 1ms\nfunc a() {}\n\n//gopark:net every 5ms\nfunc b() {}',
    'a(); b(); a()', 6 * MS],
];

describe('directives', () => {
  it.each(timed)('%s', async (_title, declarations, body, ns, printed) => {
    const ran = await run(declarations, body);
    expect(ran.result.reason).toBe('finished');
    expect(Math.abs(ran.result.timeNs - ns)).toBeLessThan(SLACK);
    if (printed !== undefined) expect(output(ran)).toBe(printed);
  });

  it('counts what is allocated', async () => {
    const { sim } = await run('//gopark:alloc 4KiB\nfunc f() {}', 'for range 10 { f() }');
    const { out } = sim.stats();
    expect(out[Out.COUNTERS + Counter.allocBytes]).toBeGreaterThanOrEqual(40_960);
    expect(out[Out.COUNTERS + Counter.allocBytes]).toBeLessThan(60_000);
  });

  it.each([
    ['exp(1ms)', 1], ['uniform(1ms, 3ms)', 2], ['normal(5ms, 1ms)', 5],
    ['lognormal(1ms, 0.5)', Math.exp(0.125)], ['pareto(1ms, 3)', 1.5],
  ])('draws %s with its mean', async (draw, mean) => {
    const n = 3000;
    const { result } = await run(`//gopark:cpu ${draw}\nfunc f() {}`, `for range ${n} { f() }`,
      { mask: 'none', kernel: 'release' });
    expect(Math.abs(result.timeNs / n / MS / mean - 1)).toBeLessThan(0.08);
  });

  it('draws by call site and number of the call, whoever calls', async () => {
    const declarations = '//gopark:cpu exp(1ms)\nfunc f() {}';
    const body = 'var wg sync.WaitGroup; wg.Add(40)\n'
      + 'for range 40 { go func() { f(); wg.Done() }() }\nwg.Wait()';
    const used = async (gomaxprocs: number) => {
      const { sim } = await run(declarations, body, { gomaxprocs });
      return sim.stats().procs.reduce((sum, p) => sum + p.runningNs, 0);
    };
    const [one, four] = [await used(1), await used(4)];
    expect(Math.abs(one / four - 1)).toBeLessThan(0.01);
  });

  it('honours safe points between calls before 1.14', async () => {
    const main = 'go work()\nhog()\nprintln("hog")';
    const with1us = '//gopark:cpu 50ms calls=1us\nfunc hog() {}\n\nfunc work() { println("work") }';
    const without = with1us.replace(' calls=1us', '');
    expect(output(await run(with1us, main, { go: '1.13' }))).toBe('work hog');
    expect(output(await run(without, main, { go: '1.13' }))).toBe('hog');
    expect(output(await run(without, main, { go: '1.14' }))).toBe('work hog');
  });

  it('takes settings of the file, which options override', async () => {
    const declarations = 'func f() {}';
    const source = file(declarations, 'println(runtime.GOMAXPROCS(0))')
      .replace('package main', '//gopark:config gomaxprocs=3 seed=5\n\npackage main');
    const program = await compileGo(source);
    expect(output(await runProgram(program, { cost: 'zero' }))).toBe('3');
    expect(output(await runProgram(program, { cost: 'zero', gomaxprocs: 2 }))).toBe('2');
  });
});

/** Declarations, and where the error lies: line and column of the file, and its first words. */
const wrong: [declarations: string, place: string, message: RegExp][] = [
  ['//gopark:cpu 5\nfunc f() {}', '4:14', /unit/],
  ['//gopark:cpu 5xs\nfunc f() {}', '4:15', /unit|unexpected/],
  ['//gopark:sleep 5ms\nfunc f() {}', '4:10', /unknown directive/],
  ['//gopark:cpu k*5ms\nfunc f(n int) {}', '4:14', /k/],
  ['//gopark:cpu exp(1ms, 2ms)\nfunc f() {}', '4:23', /too many arguments/],
  ['//gopark:cpu gauss(1ms)\nfunc f() {}', '4:14', /gauss/],
  ['//gopark:cpu 5ms fast\nfunc f() {}', '4:18', /fast/],
  ['//gopark:alloc 5ms\nfunc f() {}', '4:16', /./],
  ['//gopark:return x\nfunc f() int { return 0 }', '4:17', /undefined: x/],
  ['//gopark:return "a"\nfunc f() int { return 0 }', '4:17', /cannot use/],
];

describe('directives that are wrong', () => {
  it.each(wrong)('%s', async (declarations, place, message) => {
    const error = await compileGo(file(declarations, 'f()')).then(
      () => undefined, (e: Error) => e.message);
    expect(error).toMatch(message);
    expect(error).toContain(`main.go:${place}`);
  });
});
