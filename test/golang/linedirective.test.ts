/** `//line` comments, as gc 1.26 takes them (recorded with `go tool compile` and `go run`). */
import { describe, expect, it } from 'vitest';
import { Diagnostics, formatDiagnostic } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { create } from '../../src/simulate.ts';
import { compileGo } from '../support/compile.ts';

function diagnostics(text: string): string[] {
  const diags = new Diagnostics(new SourceSet());
  parseFile(diags.sources.add('a.go', text), diags);
  return diags.list.map((d) => formatDiagnostic(d, diags.sources));
}

const first = (text: string): string => diagnostics(text)[0]!.split('\n')[0]!;

describe('the position of an error', () => {
  const missing = 'syntax error: package statement must be first';
  it.each([
    ['//line :10\n', ':10: '],
    ['//line :10:4\n', 'a.go:10:4: '],
    ['//line b.go:10\n', 'b.go:10: '],
    ['//line b.go:10:4\n', 'b.go:10:4: '],
    ['//line b.go:10:4\n\n', 'b.go:11:1: '],
    ['/*line :10*/', ':10: '],
    ['/*line :10:4*/', 'a.go:10:4: '],
    ['/*line b.go:10*/', 'b.go:10: '],
    ['/*line b.go:10:4*/', 'b.go:10:4: '],
    ['/*line b.go:10:4*/\n', 'b.go:11:1: '],
    ['/*line b.go:10:4*/  ', 'b.go:10:6: '],
    ['//line c:/b.go:10\n', 'c:/b.go:10: '],
    ['//line b.go:10\r\n', 'b.go:10: '],
    ['//line b.go:10\n\n//line :20:3\n', 'b.go:20:3: '],
    ['//line b.go:10\n\n//line :20\n', ':20: '],
    // No directives: not at the start of a line, without a number, another word.
    [' //line b.go:10\n', 'a.go:2:1: '],
    ['//line b.go\n', 'a.go:2:1: '],
    ['//lines b.go:10\n', 'a.go:2:1: '],
    ['// line b.go:10\n', 'a.go:2:1: '],
  ])('%j', (text, place) => expect(first(text)).toBe(`${place}${missing}`));

  it.each([
    ['//line b.go:x\npackage p', 'a.go:1:13: invalid line number: x'],
    ['//line b.go:0\npackage p', 'a.go:1:13: invalid line number: 0'],
    ['//line b.go:1:0\npackage p', 'a.go:1:15: invalid column number: 0'],
    ['//line b.go:0:1\npackage p', 'a.go:1:13: invalid line number: 0'],
    ['//line b.go:99999999999\npackage p', 'a.go:1:13: invalid line number: 99999999999'],
    ['/*line b.go:1\n*/package p', 'a.go:1:13: invalid line number: 1\n'],
  ])('a wrong one: %j', (text, message) => expect(diagnostics(text)[0]).toContain(message));

  it('the line that is shown is the one in the file', () => {
    const [shown] = diagnostics('package p\n\n//line b.go:70:5\nvar é, x =)\n');
    expect(shown).toBe('b.go:70:16: syntax error: unexpected ), expected expression\n'
      + '    var é, x =)\n              ^');
  });
});

describe('in a running program', () => {
  it('Caller and traces say what the comments say', async () => {
    const program = await compileGo(`package main

import "runtime"

func where() {
	_, file, line, _ := runtime.Caller(1)
	println(file, line)
}

func main() {
//line :1
	where()
//line foo.go:1
	where()
//line bar.go:10:20
	where()
	/*line :10*/ where(); /*line x/foo.go:20*/ where(); /*line :30:1*/ where()
	where()
	panic("end")
}
`, 'main.go');
    const sim = await create(program, { mask: 'none' });
    sim.run();
    const text = new TextDecoder().decode(sim.stderr());
    expect(text.split('\npanic: end')[0]!.trim().split('\n')).toEqual([
      '?? 1', 'foo.go 1', 'bar.go 10', '?? 10', 'x/foo.go 20', 'x/foo.go 30', 'x/foo.go 31',
    ]);
    expect(sim.traces()).toContain('main.main()\n\tx/foo.go:32');
  });
});
