import { describe, expect, it } from 'vitest';
import type { Amount } from '../../src/golang/amount.ts';
import { parseFileDirectives } from '../../src/golang/config-directive.ts';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { type Directive, parseDirectives } from '../../src/golang/directive.ts';
import { SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { exprString } from '../../src/golang/syntax/print.ts';

const FUNC = 'func (r R) f(n int, d time.Duration, xs []int, x T) (int, error) { return 0, nil }';

interface Parsed { directives: Directive[]; errors: string[]; helps: string[] }

/** The directives above a function, and errors as `line:column: message`. */
function parse(lines: string, lib = false): Parsed {
  const sources = new SourceSet();
  sources.add('other.go', 'package other');
  const file = sources.add('a.go', `package p\n\n${lines}\n${FUNC}\n`);
  const diags = new Diagnostics(sources);
  const tree = parseFile(file, diags);
  const directives = tree.decls.flatMap((d) =>
    d.kind === 'FuncDecl' ? parseDirectives(d, file, diags, { lib }) : []);
  parseFileDirectives(tree, diags);
  return {
    directives,
    errors: diags.list.map((d) => `${d.line}:${d.col}: ${d.message}`),
    helps: diags.list.map((d) => d.help ?? ''),
  };
}

/** An amount as text with all its structure. */
function show(a: Amount): string {
  switch (a.kind) {
    case 'num': return `${a.value}${a.unit === 'plain' ? '' : a.unit}`;
    case 'param': return a.name;
    case 'len': return `len(${a.name})`;
    case 'bin': return `(${show(a.x)} ${a.op} ${show(a.y)})`;
    case 'draw': return `${a.draw}(${a.args.map(show).join(', ')})`;
  }
}

function showDirective(d: Directive): string {
  switch (d.kind) {
    case 'cpu': return `cpu ${show(d.amount)}${d.calls ? ` calls ${show(d.calls)}` : ''}`;
    case 'syscall':
      return `syscall ${show(d.amount)}${d.blocking ? ' blocking' : ''}${d.raw ? ' raw' : ''}`;
    case 'net': return `net ${d.every ? 'every ' : ''}${show(d.amount)}`;
    case 'cgo': case 'alloc': return `${d.kind} ${show(d.amount)}`;
    case 'return': return `return ${d.exprs.map(exprString).join('; ')}`;
    case 'cost': return `cost ${d.field}`;
    case 'native': return `native ${d.name}`;
  }
}

const GOOD: [directive: string, meaning: string][] = [
  ['cpu 5ms', 'cpu 5000000ns'],
  ['cpu 1.1us', 'cpu 1100ns'],
  ['cpu 1.5h', 'cpu 5400000000000ns'],
  ['cpu 3µs', 'cpu 3000ns'],
  ['cpu 3μs', 'cpu 3000ns'],
  ['cpu 2m + 30s', 'cpu (120000000000ns + 30000000000ns)'],
  ['cpu 5ms calls=1us', 'cpu 5000000ns calls 1000ns'],
  ['cpu exp(2ms)', 'cpu exp(2000000ns)'],
  ['cpu exp(2ms) calls=n*1ns', 'cpu exp(2000000ns) calls (n * 1ns)'],
  ['cpu n*40ns', 'cpu (n * 40ns)'],
  ['cpu d', 'cpu d'],
  ['cpu d/2+len(xs)*n*1ns-3ns', 'cpu (((d / 2) + ((len(xs) * n) * 1ns)) - 3ns)'],
  ['cpu (n+1)*(d-1ms)', 'cpu ((n + 1) * (d - 1000000ns))'],
  ['cpu d/1ms*1us', 'cpu ((d / 1000000ns) * 1000ns)'],
  ['cpu   x  ', 'cpu x'],
  ['cpu uniform(1ms, n*2ms)', 'cpu uniform(1000000ns, (n * 2000000ns))'],
  ['cpu normal(d, 1ms)', 'cpu normal(d, 1000000ns)'],
  ['syscall lognormal(200us, 0.8)', 'syscall lognormal(200000ns, 0.8)'],
  ['syscall 1ms blocking', 'syscall 1000000ns blocking'],
  ['syscall 2us raw', 'syscall 2000ns raw'],
  ['cgo pareto(30us,1.5)', 'cgo pareto(30000ns, 1.5)'],
  ['net exp(10ms)', 'net exp(10000000ns)'],
  ['net every exp(1ms)', 'net every exp(1000000ns)'],
  ['alloc 4KiB', 'alloc 4096bytes'],
  ['alloc n*1kB', 'alloc (n * 1000bytes)'],
  ['alloc len(xs)*8', 'alloc (len(xs) * 8)'],
  ['alloc 1.5KiB + 2B', 'alloc (1536bytes + 2bytes)'],
  ['return n*2, nil', 'return n * 2; nil'],
  ['return  f(xs...)[0]', 'return f(xs...)[0]'],
];

const BAD: [directive: string, column: number, message: string, help: RegExp][] = [
  ['spin 5ms', 10, 'unknown directive spin', /^the directives are: cpu, syscall/],
  ['cup 5ms', 10, 'unknown directive cup', /^did you mean cpu\?/],
  ['', 10, 'directive without a name', /the directives are/],
  ['config seed=1', 10, '//gopark:config belongs above the package clause', /^$/],
  ['cost chan', 10, '//gopark:cost is only for the modelled standard library', /^$/],
  ['cpu', 13, '//gopark:cpu needs a duration', /gopark:cpu 5ms/],
  ['alloc', 15, '//gopark:alloc needs a number of bytes', /4KiB/],
  ['cpu 5', 14, 'duration needs a unit: 5ms', /the units are/],
  ['cpu n', 14, 'a duration is needed here, and this is a plain number', /n\*1ns/],
  ['cpu len(xs)', 14, 'a duration is needed here, and this is a plain number', /len\(xs\)\*1ns/],
  ['cpu 4KiB', 14, 'a duration is needed here, and this is a number of bytes', /^$/],
  ['alloc 4ms', 16, 'a number of bytes is needed here, and this is a duration', /^$/],
  ['cpu 5msec', 15, 'unknown unit msec', /the units are: ns, us, ms/],
  ['cpu 1m30s', 15, 'unknown unit m30s', /write 1m \+ 30s/],
  ['alloc 4kib', 17, 'unknown unit kib', /did you mean KiB/],
  ['cpu 0.5ns', 14, '0.5ns is not a whole number of nanoseconds', /^$/],
  ['cpu n*1.5*1ms', 16, '1.5 is not a whole number', /^$/],
  ['cpu 1.2.3ms', 14, 'malformed number 1.2.3', /^$/],
  ['cpu 9999999h', 14, '9999999h is too large', /104 days/],
  ['cpu m*1ms', 14, 'unknown parameter m', /^the parameters are: r, n, d, xs, x$/],
  ['cpu len(ys)*1ms', 18, 'unknown parameter ys', /did you mean xs/],
  ['cpu len()*1ms', 18, 'expected a parameter in len(), found )', /^$/],
  ['cpu expo(1ms)', 14, 'unknown draw expo', /did you mean exp\?/],
  ['cpu exp(1ms, 2ms)', 23, 'too many arguments for exp', /exp\(mean\)/],
  ['cpu exp()', 14, 'not enough arguments for exp: mean missing', /exp\(mean\)/],
  ['cpu uniform(1ms)', 14, 'not enough arguments for uniform: b missing', /uniform\(a, b\)/],
  ['cpu uniform(2ms, 1ms)', 27, 'the second argument of uniform is less than the first', /^$/],
  ['cpu lognormal(1ms, 0.8ms)', 32, 'sigma is a plain number, without the unit ms', /^$/],
  ['cpu lognormal(1ms, n)', 29, 'sigma is a plain number, found n', /0\.8/],
  ['cpu pareto(1ms, 0)', 26, 'alpha must be more than 0', /^$/],
  ['cpu exp(1)', 18, 'duration needs a unit: 1ms', /./],
  ['cpu exp(1ms)*2', 14, 'a draw must stand alone', /arguments/],
  ['cpu 2*exp(1ms)', 16, 'a draw must stand alone', /arguments/],
  ['cpu 5ms calls=exp(1us)', 24, 'a draw must stand alone', /./],
  ['cpu -5ms', 14, 'an amount cannot be negative', /^$/],
  ['cpu 1ms-2ms', 14, 'an amount cannot be negative', /^$/],
  ['cpu d/0', 15, 'division by zero', /^$/],
  ['cpu 5ms + 4KiB', 18, 'a number of bytes cannot be added to a duration', /^$/],
  ['cpu 5ms - 1', 18, 'a plain number cannot be subtracted from a duration', /^$/],
  ['cpu 5ms * 2ms', 18, 'a duration cannot be multiplied by a duration', /^$/],
  ['cpu 5ms / 2B', 18, 'a duration cannot be divided by a number of bytes', /^$/],
  ['cpu n/1ms', 15, 'a plain number cannot be divided by a duration', /^$/],
  ['cpu 5ms now', 18, 'unexpected now after //gopark:cpu', /calls/],
  ['cpu 5ms // why', 18, 'unexpected / after //gopark:cpu', /lines of their own/],
  ['cpu (5ms', 18, 'expected ) after an amount, found the end of the line', /^$/],
  ['cpu 5ms +', 19, 'expected an amount, found the end of the line', /for example/],
  ['syscall 1ms blcking', 22, 'unexpected blcking after //gopark:syscall', /did you mean blocking/],
  ['syscall 1ms raw blocking', 26, 'unexpected blocking after //gopark:syscall', /./],
  ['return', 16, '//gopark:return needs an expression', /n\*2/],
  ['return n*', 19, 'syntax error: unexpected EOF, expected expression', /^$/],
  ['return n m', 19, 'syntax error: unexpected name m after expression', /^$/],
  ['return "a', 17, 'string not terminated', /^$/],
];

describe('directives', () => {
  it.each(GOOD)('//gopark:%s', (directive, meaning) => {
    const { directives, errors } = parse(`//gopark:${directive}`);
    expect(errors).toEqual([]);
    expect(directives.map(showDirective)).toEqual([meaning]);
  });

  it.each(BAD)('wrong: //gopark:%s', (directive, column, message, help) => {
    const { directives, errors, helps } = parse(`//gopark:${directive}`);
    expect(errors).toEqual([`3:${column}: ${message}`]);
    expect(helps[0]).toMatch(help);
    expect(directives).toEqual([]);
  });

  it('happen in order, and leave other comments alone', () => {
    const lines = '//gopark:cpu 1ms\n// A comment.\n//go:noinline\n//gopark:net 2ms\n// gopark:no';
    const { directives, errors } = parse(lines);
    expect(errors).toEqual([]);
    expect(directives.map((d) => d.kind)).toEqual(['cpu', 'net']);
  });

  it('of the library: cost and native, alone on their function', () => {
    expect(parse('//gopark:cost mutexLock', true).directives.map(showDirective))
      .toEqual(['cost mutexLock']);
    expect(parse('//gopark:native chan.len', true).directives.map(showDirective))
      .toEqual(['native chan.len']);
    expect(parse('//gopark:cpu 1ms\n//gopark:cost chan', true).errors)
      .toEqual(['4:3: //gopark:cost cannot be combined with other directives']);
    expect(parse('//gopark:cost 5ms', true).errors)
      .toEqual(['3:15: expected the name of a field of the cost model, found 5ms']);
  });

  it('have their parts at the right places', () => {
    const { directives } = parse('//gopark:cpu n*40ns');
    const [d] = directives;
    const base = 'package other'.length + 2 + 'package p\n\n'.length;
    expect(d?.pos).toBe(base + 2);
    expect(d?.kind === 'cpu' && d.amount.kind === 'bin' && [d.amount.x.pos, d.amount.pos])
      .toEqual([base + 13, base + 14]);
  });

  it('only one return', () => {
    expect(parse('//gopark:return 1, nil\n//gopark:return 2, nil').errors)
      .toEqual(['4:3: a function can have only one //gopark:return']);
  });

  it('survive long and deep input', () => {
    expect(parse(`//gopark:cpu ${'('.repeat(100000)}`).errors[0]).toMatch(/more than 500/);
    expect(parse(`//gopark:cpu 1ns${'+1ns'.repeat(100000)}`).errors[0]).toMatch(/more than 500/);
    expect(parse(`//gopark:cpu ${'9'.repeat(100000)}ms`).errors[0]).toMatch(/40 digits/);
    expect(parse(`//gopark:return ${'('.repeat(100000)}`).errors[0]).toMatch(/nesting too deep/);
  });
});

/** The settings of a file, and its errors. */
function config(text: string) {
  const sources = new SourceSet();
  const file = sources.add('a.go', text);
  const diags = new Diagnostics(sources);
  const settings = parseFileDirectives(parseFile(file, diags), diags);
  return { settings, errors: diags.list.map((d) => `${d.line}:${d.col}: ${d.message}`) };
}

describe('//gopark:config', () => {
  it('reads settings', () => {
    const { settings, errors } = config(
      '//gopark:config gomaxprocs=4 cores=2 quota=200ms/100ms go=1.25 seed=7\n' +
      '//gopark:config cpus=16 cost=zero\npackage p\n');
    expect(errors).toEqual([]);
    expect(settings).toEqual({
      gomaxprocs: 4, cores: 2, quota: { quotaNs: 2e8, periodNs: 1e8 }, go: '1.25', seed: 7,
      cpus: 16, cost: 'zero',
    });
  });

  it.each([
    ['', '1:17: //gopark:config needs settings'],
    ['gomaxproc=4', '1:17: unknown setting gomaxproc'],
    ['gomaxprocs 4', '1:28: expected = after gomaxprocs, found 4'],
    ['gomaxprocs=0', '1:28: gomaxprocs must be between 1 and 65536'],
    ['gomaxprocs=x', '1:28: gomaxprocs is a whole number, not x'],
    ['seed=1 seed=2', '1:24: seed is set twice'],
    ['quota=200ms', '1:23: malformed quota 200ms'],
    ['quota=200ms/0s', '1:29: the period must be more than 0'],
    ['quota=200ms/10x', '1:31: unknown unit x'],
    ['go=2', '1:20: malformed Go release 2'],
    ['= 3', '1:17: unknown setting ='],
  ])('wrong: %s', (text, error) => {
    expect(config(`//gopark:config ${text}\npackage p\n`).errors).toEqual([error]);
  });

  it('and other directives can be misplaced', () => {
    const text = 'package p\n//gopark:config seed=1\nvar x = 1 //gopark:cpu 1ms\n' +
      'func f() {\n\t//gopark:cpu 1ms\n}\n//gopark:net 1ms\n';
    expect(config(text).errors).toEqual([
      '2:3: //gopark:config belongs above the package clause',
      '3:13: misplaced directive //gopark:cpu',
      '5:4: misplaced directive //gopark:cpu',
      '7:3: misplaced directive //gopark:net',
    ]);
  });
});
