/** What lowering makes of small functions: the instructions themselves, names, errors. */
import { describe, expect, it } from 'vitest';
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { Op } from '../../assembly/abi/op.ts';
import { compile } from '../../src/golang/compile.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import { link } from '../../src/program/encode.ts';
import type { Program, ProgramFunc } from '../../src/program/program.ts';
import { validate } from '../../src/program/validate.ts';
import { compileGo } from '../support/compile.ts';

async function lowered(decls: string, main = ''): Promise<Program> {
  const program = await compileGo(`package main\n\n${decls}\n\nfunc main() {\n${main}\n}\n`);
  expect(validate(program)).toEqual([]);
  return program;
}

function find(program: Program, name: string): ProgramFunc {
  const f = program.funcs.find((x) => x.name === name);
  if (!f) throw new Error(`no ${name} in ${program.funcs.map((x) => x.name).join(' ')}`);
  return f;
}

/** The opcodes of main.f. */
async function code(decls: string, call: string): Promise<string> {
  const f = find(await lowered(decls, call), 'main.f');
  return f.code.map((ins) => Op[ins.op]).join(' ');
}

describe('instructions', () => {
  const cases: [name: string, decls: string, call: string, want: string][] = [
    ['compare and branch are one, with an immediate',
      'func f(n int) int { if n < 2 { return n }; return 0 }', 'f(1)',
      'JGESI MOV RET LI RET'],
    ['a loop has its condition at the bottom',
      'func f(n int) (s int) { for i := 0; i < n; i++ { s += i }; return }', 'f(1)',
      'LI JMP ADD ADDI JLTS RET'],
    ['a result is evaluated where it is returned',
      'func f(a, b int) int { return a*b + 1 }', 'f(1, 2)', 'MUL ADDI RET'],
    ['slice elements are loaded and stored with their check',
      'func f(s []byte, i int) { s[i] = s[i+1] }', 'f(nil, 0)', 'ADDI SLD8U SST8 RET'],
    ['narrow integers wrap', 'func f(a int8) int8 { return a + 1 }', 'f(1)', 'ADDI EXT8S RET'],
    ['unsigned division by a power of two is a shift',
      'func f(a uint32) uint32 { return a/8 + a%8 }', 'f(1)', 'SHRUI ANDI ADD EXT32U RET'],
    ['a constant shift needs no check', 'func f(a int) int { return a << 3 }', 'f(1)', 'SHLI RET'],
    ['a signed shift count is checked',
      'func f(a, n int) int { return a << n }', 'f(1, 2)', 'SHIFTCHK SHL RET'],
    ['len is where the slice is', 'func f(s []int) int { return len(s) }', 'f(nil)', 'MOV RET'],
    ['an empty string has no length',
      'func f(s string) int { if s == "" { return 1 }; return 2 }', 'f("")',
      'JNEI LI RET LI RET'],
    ['strings are concatenated at once',
      'func f(a, b, c string) string { return a + b + c }', 'f("", "", "")',
      'MOV2 MOV2 MOV2 CONCAT RET'],
    ['fields of structs in the frame are where they are',
      'type p struct{ x, y int }\nfunc f(a p) int { a.x += 2; return a.x + a.y }', 'f(p{})',
      'ADDI ADD RET'],
    ['package variables have opcodes of their own',
      'var g int\nfunc f() { g++ }', 'f()', 'GLD64 ADDI GST64 RET'],
    ['many integer cases are a table',
      'func f(n int) int { switch n { case 1: return 9; case 2: return 8; case 3: return 7; '
      + 'case 4: return 6; case 5: return 5; case 6: return 4 }; return 0 }', 'f(1)',
      `ADDI JTAB ${'JMP '.repeat(7)}${'LI RET '.repeat(7).trim()}`],
    ['a select with one case is that operation',
      'func f(c chan int) { select { case c <- 1: } }', 'f(nil)', 'LI SEND RET'],
    ['an endless loop goes back', 'func f() { for {} }', 'f()', 'NOP JMP'],
  ];
  it.each(cases)('%s', async (_, decls, call, want) => {
    expect(await code(decls, call)).toBe(want);
  });
});

describe('variables', () => {
  it('that are captured and change live on the heap, others are copied', async () => {
    const changing = await code(
      'func f(n int) func() int { n++; return func() int { return n } }', 'f(1)');
    expect(changing).toMatch(/^NEW ST64 LD64 ADDI ST64/);
    const constant = await code(
      'func f(n int) func() int { return func() int { return n } }', 'f(1)');
    expect(constant).toBe('MOV CLOSURE RET');
  });

  it('of loops are copied for each iteration where something can tell', async () => {
    const shared = await code(
      'func f(s []func()) { for i := 0; i < 3; i++ { s[i] = func() { i++ } } }', 'f(nil)');
    expect(shared.match(/NEW/g)?.length).toBe(2);
  });
});

describe('names', () => {
  it('are those of the runtime', async () => {
    const program = await lowered(
      'type T struct{}\nfunc (T) M() {}\nfunc (*T) P() { func() { func() {}() }() }\n'
      + 'type G[E any] struct{ e E }\nfunc (g *G[E]) M() {}\nfunc gen[E any](e E) {}\n'
      + 'func init() {}\nfunc init() {}\nvar v = func() int { return 1 }()',
      'T{}.M(); new(T).P(); new(G[int]).M(); gen(1); defer gen("x"); f := T{}.M; f()');
    const names = program.funcs.map((f) => f.name).filter((n) => n.startsWith('main.')).sort();
    expect(names).toEqual([
      'main.(*G[...]).M', 'main.(*T).P', 'main.(*T).P.func1', 'main.(*T).P.func1.1', 'main.T.M',
      'main.T.M-fm', 'main.gen[...]', 'main.gen[...]', 'main.init', 'main.init.0', 'main.init.1',
      'main.init.func1', 'main.main', 'main.main.deferwrap1',
    ]);
    expect(find(program, 'main.T.M-fm').flags & FuncFlag.WRAPPER).toBeTruthy();
    expect(program.funcs[0]!.name).toBe('runtime.main');
  });

  it('only of what is reached', async () => {
    const program = await lowered(
      'func used() {}\nfunc unused() { other() }\nfunc other() {}', 'used()');
    const names = program.funcs.map((f) => f.name);
    expect(names).toContain('main.used');
    expect(names).not.toContain('main.other');
  });
});

describe('errors', () => {
  it.each([
    ['a frame that is too large', 'func f(a [8000]int) {}', 'f([8000]int{})', 'too large|frame of'],
    ['a type that is too large', 'var x [1 << 40]byte', 'x[1] = 2', 'too large'],
    ['a directive about a parameter that is no number',
      '//gopark:cpu s\nfunc f(s []int) {}', 'f(nil)', 'no integer|unit'],
  ])('%s', async (_, decls, main, want) => {
    await expect(lowered(decls, main)).rejects.toThrow(new RegExp(want));
  });
});

it('every instruction of the source has a position', async () => {
  const program = await lowered('func f(n int) int { for n > 0 { n-- }; return n }', 'f(3)');
  for (const f of program.funcs) {
    if (f.name.startsWith('main.')) expect(f.code.every((ins) => ins.pos > 0)).toBe(true);
  }
});

it('is the same each time, whether the library was compiled before or not', async () => {
  const text = 'package main\n\nimport "fmt"\n\n'
    + 'func main() { fmt.Println(map[string]int{"a": 1}) }\n';
  const fresh = { lib: { ...(await loadLibrary()) } };
  const images = [fresh, fresh, { lib: { ...(await loadLibrary()) } }].map((options) => {
    const { program } = compile([{ path: 'main.go', text }], options);
    return Buffer.from(link(program!).image).toString('base64');
  });
  expect(images[1]).toBe(images[0]);
  expect(images[2]).toBe(images[0]);
});
