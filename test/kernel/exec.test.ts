/** The machine: arithmetic, calls, stacks, run-time errors. */
import { expect, test } from 'vitest';
import { Native } from '../../assembly/abi/native.ts';
import { addFatalPanic, Asm, type Line, print, run, T } from './asm.ts';

const W = 200;
const main = async (lines: (asm: Asm) => Line[], more?: (asm: Asm) => void) => {
  const asm = new Asm();
  addFatalPanic(asm);
  asm.func('main.main', { frame: 320 }, [...lines(asm), ['RET']]);
  more?.(asm);
  return run(asm);
};

test('a loop and its sum', async () => {
  const out = await main(() => [
    ['LI', { a: 8, l: 0n }], ['LI', { a: 16, l: 0n }],
    'again', ['ADD', { a: 16, b: 16, c: 8 }], ['ADDI', { a: 8, b: 8, i: 1 }],
    ['JLESI', { a: 8, c: 100, to: 'again' }], ...print.int(16, W), ...print.end(W),
  ]);
  expect(out).toMatchObject({ reason: 'finished', stderr: '5050' });
});

const BIG = 1n << 62n;
const CASES: [string, bigint, bigint, bigint][] = [
  ['ADD', BIG, BIG, -(1n << 63n)], ['SUB', -5n, 7n, -12n], ['MUL', 1n << 40n, 1n << 40n, 0n],
  ['DIVS', -7n, 2n, -3n], ['DIVS', -(1n << 63n), -1n, -(1n << 63n)], ['REMS', -7n, 2n, -1n],
  ['REMS', -(1n << 63n), -1n, 0n], ['DIVU', -1n, 2n, (1n << 63n) - 1n], ['REMU', -1n, 10n, 5n],
  ['SHL', 1n, 63n, -(1n << 63n)], ['SHL', 1n, 64n, 0n], ['SHL', 1n, -1n, 0n], ['SHRS', -8n, 1n,
    -4n],
  ['SHRS', -8n, 100n, -1n], ['SHRU', -1n, 63n, 1n], ['SHRU', -1n, 64n, 0n], ['ANDN', 15n, 5n, 10n],
  ['LTU', -1n, 1n, 0n], ['LTS', -1n, 1n, 1n], ['LEU', 1n, 1n, 1n], ['NE', 1n, 1n, 0n],
];
test('integer arithmetic', async () => {
  const out = await main(() => CASES.flatMap(([op, x, y]): Line[] => [
    ['LI', { a: 8, l: x }], ['LI', { a: 16, l: y }], [op as 'ADD', { a: 24, b: 8, c: 16 }],
    ...print.int(24, W), ['LI', { a: 8, l: 0n }],
  ].concat([]) as Line[]).concat(print.end(W)));
  expect(out.stderr).toBe(CASES.map(([, , , r]) => r).join(''));
});

test('recursion grows the stack and comes back', async () => {
  const out = await main(() => [
    ['LI', { a: W + 8, l: 5000n }], ['CALL', { a: W, fn: 'main.sum' }], ['MOV', { a: 8,
      b: W + 16 }],
    ...print.int(8, W), ...print.end(W),
  ], (asm) => asm.func('main.sum', { frame: 64, params: 8, results: 8 }, [
    ['JGTSI', { a: 8, c: 0, to: 'more' }], ['LI', { a: 16, l: 0n }], ['RET'],
    'more', ['ADDI', { a: 40, b: 8, i: -1 }], ['CALL', { a: 32, fn: 'main.sum' }],
    ['ADD', { a: 16, b: 48, c: 8 }], ['RET'],
  ]));
  expect(out).toMatchObject({ reason: 'finished', stderr: String((5000 * 5001) / 2) });
});

test('endless recursion is a fatal error', async () => {
  const out = await main(() => [['CALL', { a: W, fn: 'main.f' }]], (asm) => asm.func('main.f',
    { frame: 1024 }, [['CALL', { a: 512, fn: 'main.f' }], ['RET']]));
  expect(out.reason).toBe('fatal');
  expect(out.stderr).toContain('goroutine stack exceeds');
  expect(out.stderr).toContain('fatal error: stack overflow');
});

const ERRORS: [string, (asm: Asm) => Line[]][] = [
  ['integer divide by zero', () => [['LI', { a: 8, l: 1n }], ['DIVS', { a: 8, b: 8, c: 16 }]]],
  ['negative shift amount', () => [['LI', { a: 8, l: -1n }], ['SHIFTCHK', { a: 8 }]]],
  ['invalid memory address or nil pointer dereference', () => [['LD64', { a: 8, b: 16, i: 8 }]]],
  ['index out of range [5] with length 3', () => [
    ['LI', { a: 8, l: 5n }], ['LI', { a: 16, l: 3n }], ['BOUND', { a: 8, b: 16 }]]],
  ['index out of range [-1]', () => [['LI', { a: 8, l: -1n }], ['BOUNDI', { a: 8, i: 3 }]]],
  ['makeslice: len out of range', () => [
    ['LI', { a: 8, l: -1n }], ['MAKESLICE', { a: 24, b: 8, c: 8, i: T.INT }]]],
  ['makeslice: cap out of range', () => [
    ['LI', { a: 8, l: 5n }], ['LI', { a: 16, l: 4n }], ['MAKESLICE', { a: 24, b: 8, c: 16,
      i: T.INT }]]],
  ['slice bounds out of range [:9] with capacity 5', (asm) => [...slice5(), ['LI', { a: 56,
    l: 9n }],
    ['SLICE', { a: 72, b: 24, c: 48, d: 2, i: 8 }], ...print.text(asm, 'no', W)]],
  ['slice bounds out of range [4:2]', () => [...slice5(), ['LI', { a: 48, l: 4n }], ['LI', { a: 56,
    l: 2n }],
    ['SLICE', { a: 72, b: 24, c: 48, d: 3, i: 8 }]]],
  ['slice bounds out of range [-1:]', () => [...slice5(), ['LI', { a: 48, l: -1n }],
    ['SLICE', { a: 72, b: 24, c: 48, d: 1, i: 8 }]]],
  ['slice bounds out of range [::7] with capacity 5', () => [...slice5(), ['LI', { a: 64, l: 7n }],
    ['SLICE', { a: 72, b: 24, c: 48, d: 7, i: 8 }]]],
  ['hash of unhashable type []int', () => [
    ['MKMAP', { a: 120, b: 16, i: T.MAP_ANY }], ...slice5(), ['MKIFACE', { a: 48, b: 24,
      i: T.SLICE_INT }],
    ['MSET', { a: 120, b: 48, c: 64, i: T.MAP_ANY }]]],
  ['comparing uncomparable type []int', () => [
    ...slice5(), ['MKIFACE', { a: 48, b: 24, i: T.SLICE_INT }], ['IFEQ', { a: 8, b: 48, c: 48 }]]],
];

/** [24:3] = make([]int, 5) */
function slice5(): Line[] {
  return [['LI', { a: 8, l: 5n }], ['MAKESLICE', { a: 24, b: 8, c: 8, i: T.INT }], ['LI', { a: 8,
    l: 0n }]];
}

const PLAIN: [string, (asm: Asm) => Line[]][] = [
  ['hash of unhashable type: []int', () => [
    ['MKMAP', { a: 8, b: 16, i: T.MAP_ANY }], ...slice5(), ['MKIFACE', { a: 48, b: 24,
      i: T.SLICE_INT }],
    ['MGET', { a: 64, b: 8, c: 48, d: 0xffff, i: T.MAP_ANY }]]],
  ['assignment to entry in nil map', () => [['MSET', { a: 8, b: 16, c: 16, i: T.MAP_INT }]]],
  ['close of nil channel', () => [['CLOSE', { a: 8 }]]],
  ['close of closed channel', () => [['MKCHAN', { a: 8, b: 16, i: T.CHAN }], ['CLOSE', { a: 8 }],
    ['CLOSE', { a: 8 }]]],
  ['send on closed channel', () => [
    ['MKCHAN', { a: 8, b: 16, i: T.CHAN }], ['CLOSE', { a: 8 }], ['SEND', { a: 8, b: 16 }]]],
  ['interface conversion: interface {} is string, not int', (asm) => [
    ['STR', { a: 8, ...asm.str('x') }], ['MKIFACE', { a: 24, b: 8, i: T.STRING }],
    ['ASSERT', { a: 40, b: 24, c: 0xffff, i: T.INT }], ['ASSERTX', { i: T.ANY }]]],
  ['interface conversion: interface {} is nil, not int', () => [
    ['ASSERT', { a: 40, b: 24, c: 0xffff, i: T.INT }], ['ASSERTX', { i: T.ANY }]]],
];

test.each([...ERRORS.map(([m, f]) => [`runtime error: ${m}`, f] as const), ...PLAIN])(
  'run-time error: %s', async (message, lines) => {
    expect(await main(lines)).toMatchObject({ reason: 'panic', code: 2,
      stderr: `panic: ${message}\n` });
  });

test('a nil interface, a nil closure', async () => {
  for (const lines of [[['CALLC', { a: W, b: 8 }]], [['CALLI', { a: W, b: 8,
    i: 1 }]]] as Line[][]) {
    expect((await main(() => lines)).stderr).toContain('nil pointer dereference');
  }
});

test('natives on numbers', async () => {
  const out = await main(() => [
    ['LI', { a: W + 8, l: -1n }], ['LI', { a: W + 16, l: -1n }], ['CALLN', { a: W,
      i: Native.MULHI }],
    ['MOV', { a: 8, b: W + 24 }], ...print.int(8, W),
    ['LI', { a: W + 8, l: 1n }], ['LI', { a: W + 16, l: 7n }], ['LI', { a: W + 24, l: 10n }],
    ['CALLN', { a: W, i: Native.DIV128 }], ['MOV2', { a: 8, b: W + 32 }], ...print.int(8, W),
    ...print.int(16, W), ...print.end(W),
  ]);
  const total = (1n << 64n) + 7n;
  expect(out.stderr).toBe(`${-2n}${total / 10n}${total % 10n}`);
});
