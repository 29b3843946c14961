/**
 * Programs with tokens deleted, swapped, doubled and strange ones added: parsing always ends, never
 * throws, and says nothing about places outside the file.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { parseFileDirectives } from '../../src/golang/config-directive.ts';
import { parseDirectives } from '../../src/golang/directive.ts';
import { SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { startPos } from '../../src/golang/syntax/position.ts';
import { exprString, stmtString } from '../../src/golang/syntax/print.ts';

const PROGRAM = `//gopark:config gomaxprocs=4 quota=200ms/100ms
package main

import (
	"fmt"
	m "sync"
)

const ( a = iota; b; c, d = 1 << iota, 'x' )

type Pair[K comparable, V ~int | *string] struct {
	K
	*m.Mutex
	key, other K "tag"
	vals []map[V]<-chan func(int, ...string) (n int, err error)
}

type I interface { m(x int) bool; ~int | fmt.Stringer; Pair[int, string] }
type A[N *P,] [10]int

//gopark:cpu lognormal(n*40ns, 0.8) calls=1us
//gopark:syscall 1ms blocking
//gopark:return n*2, nil
func work(n int, d time.Duration) (int, error) { return 0, nil }

func (p *Pair[K, V]) run(ctx any, xs ...[]V) (err error) {
	defer func() { recover() }()
outer:
	for i := range 10 {
		for k, v := range p.vals[:i:cap(xs)] { if k > 3 { continue outer } else if v == nil { break } }
		switch x := ctx.(type) {
		case int, *Pair[K, V]: _ = Pair[int, V]{key: x, other: {1, 2.5e3i}}
		default: goto done
		}
	}
	select {
	case v, ok := <-ch: println(v, ok)
	case ch <- struct{}{}: go work(0x1F, -1_000)
	default:
	}
done:
	x, y := f(a, b...)[1].z.(interface{ m() }), [...]string{2: "é\\n", \`raw\`}
	x.y++; *q &^= ^y | 1<<3&z; var w = <-c
	if z := x; z != y && !(a || b) { return fmt.Errorf("%d", z) }
	return
}
`;

const TOKENS = PROGRAM.match(/\/\/.*\n|"[^"\n]*"|`[^`]*`|'[^']*'|\w+|\s+|[^\w\s]/g)!;
const STRANGE = [
  '\0', '\ufeff', '@', '"', '`', "'", '\\', '/*', '//gopark:', '\n',
  '08', '0x', '1e', 'é', '\ud800',
  '...', ':=', '<-', '[', ']', '(', ')', '{', '}', 'func',
  'type', 'struct', 'range', 'case', 'else',
  '~', ';', ',', ':', '.', '=', '*', '|', 'chan', 'interface', 'import', 'package', 'goto', 'x:',
];

type Edit = { kind: 'delete' | 'double' | 'swap' | 'strange'; at: number; with: number };

const edits: fc.Arbitrary<Edit[]> = fc.array(fc.record({
  kind: fc.constantFrom('delete', 'double', 'swap', 'strange'), at: fc.nat(), with: fc.nat(),
}), { minLength: 1, maxLength: 12 });

function mutated(list: Edit[]): string {
  const tokens = [...TOKENS];
  for (const edit of list) {
    const i = edit.at % tokens.length;
    const j = edit.with % tokens.length;
    if (edit.kind === 'delete') tokens.splice(i, 1);
    else if (edit.kind === 'double') tokens.splice(i, 0, tokens[i]!);
    else if (edit.kind === 'swap') [tokens[i], tokens[j]] = [tokens[j]!, tokens[i]!];
    else tokens.splice(i, 0, STRANGE[edit.with % STRANGE.length]!);
  }
  return tokens.join('');
}

/** Visits every node below `value`, and checks that its position is inside the file. */
function checkTree(value: unknown, first: number, last: number): void {
  const todo = [value];
  const seen = new Set<unknown>();
  while (todo.length > 0) {
    const x = todo.pop();
    if (typeof x !== 'object' || x === null || seen.has(x)) continue;
    seen.add(x);
    for (const [key, child] of Object.entries(x)) {
      if (key === 'pos' && (child < first || child > last)) throw new Error(`position ${child}`);
      todo.push(child);
    }
    if (!('kind' in x)) continue;
    const kind = String(x.kind);
    if (kind.endsWith('Stmt')) stmtString(x as never);
    else if (!kind.endsWith('Decl')) exprString(x as never);
    if (!kind.endsWith('Decl')) startPos(x as never);
  }
}

function check(text: string): number {
  const sources = new SourceSet();
  sources.add('before.go', 'package before');
  const source = sources.add('a.go', text);
  const diags = new Diagnostics(sources);
  const file = parseFile(source, diags);
  checkTree(file, source.base, source.base + text.length);
  for (const d of file.decls) {
    if (d.kind === 'FuncDecl') parseDirectives(d, source, diags, { lib: true });
  }
  parseFileDirectives(file, diags);
  for (const d of diags.list) {
    expect(d.path).toBe('a.go');
    expect(d.pos).toBeGreaterThanOrEqual(source.base);
    expect(d.pos).toBeLessThanOrEqual(source.base + text.length);
    expect(d.message).not.toMatch(/undefined|\[object|NaN/);
  }
  return diags.list.length;
}

describe('malformed programs', () => {
  it('the program itself is fine', () => expect(check(PROGRAM)).toBe(0));

  it('with mutated tokens', () => {
    fc.assert(fc.property(edits, (list) => void check(mutated(list))), { numRuns: 500, seed: 1 });
  });

  it('cut off anywhere', () => {
    for (let i = 0; i < PROGRAM.length; i += 7) check(PROGRAM.slice(0, i));
  });

  it('of random tokens', () => {
    const words = fc.array(fc.constantFrom(...TOKENS, ...STRANGE), { maxLength: 200 });
    const text = words.map((w) => `package p\nfunc f() {\n${w.join(' ')}`);
    fc.assert(fc.property(text, (t) => void check(t)), { numRuns: 300, seed: 2 });
  });

  it('of random characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 }).map((s) => `package p;${s}`);
    fc.assert(fc.property(text, (t) => void check(t)), { numRuns: 500, seed: 3 });
  });
});
