/** defer, panic, recover and Goexit, as Go has them. */
import { expect, test } from 'vitest';
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { addFatalPanic, Asm, type Line, print, run, T } from './asm.ts';

const W = 80;
const FRAME = 160;

/** Says a word. */
const say = (asm: Asm, text: string): Line[] => [...print.text(asm, `${text} `, W),
  ...print.end(W)];
/** Defers a function. */
const defer = (asm: Asm, name: string): Line[] => [
  ['LEAD', { a: 8, i: asm.closure(name) }], ['DEFER', { a: 8, to: 'out' }],
];
const OUT: Line[] = ['out', ['RUNDEFERS'], ['RET']];
/** panic(n) */
const panic = (n: bigint): Line[] => [
  ['LI', { a: 16, l: n }], ['MKIFACE', { a: 24, b: 16, i: T.INT }], ['PANIC', { a: 24 }],
];
/** Recovers and says what. */
const recover = (asm: Asm): Line[] => [
  ['RECOVER', { a: 24 }], ['JNEI', { a: 24, c: 0, to: 'got' }], ...say(asm, 'nil'), ['JMP',
    { to: 'end' }],
  'got', ...print.text(asm, 'got', W), ...print.int(32, W), ...print.text(asm, ' ', W),
  ...print.end(W), 'end',
];

function program(funcs: (asm: Asm) => Record<string, Line[] | [number, Line[]]>): Asm {
  const asm = new Asm();
  addFatalPanic(asm);
  for (const [name, body] of Object.entries(funcs(asm))) {
    const [flags, lines] = typeof body[0] === 'number' ? body as [number, Line[]] : [0,
      body as Line[]];
    asm.func(`main.${name}`, { frame: FRAME, flags }, lines);
  }
  return asm;
}

test('deferred calls run last first', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.a'), ...defer(asm, 'main.b'), ...say(asm, 'body'), ...OUT],
    a: [...say(asm, 'a'), ['RET']], b: [...say(asm, 'b'), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: 'body b a ' });
});

test('a recovered function returns to its caller, after its other deferred calls', async () => {
  const out = await run(program((asm) => ({
    main: [['CALL', { a: W, fn: 'main.f' }], ...say(asm, 'back'), ['RET']],
    f: [...defer(asm, 'main.a'), ...defer(asm, 'main.r'), ...panic(7n), ...say(asm, 'no'), ...OUT],
    a: [...recover(asm), ['RET']], r: [...recover(asm), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: 'got7 nil back ' });
});

test('a panic passes frames without deferred calls', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.r'), ['CALL', { a: W, fn: 'main.f' }], ...say(asm, 'no'), ...OUT],
    f: [['CALL', { a: W, fn: 'main.g' }], ['RET']],
    g: [...panic(1n), ['RET']], r: [...recover(asm), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: 'got1 ' });
});

test('recover works only in the deferred function itself', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.d'), ...panic(1n), ...OUT],
    d: [['CALL', { a: W, fn: 'main.r' }], ['RET']], r: [...recover(asm), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'panic', stderr: 'nil panic: 1\n' });
});

test('wrappers do not count, but a deferred recover is not in a deferred function', async () => {
  const through = await run(program((asm) => ({
    main: [...defer(asm, 'main.w'), ...panic(1n), ...OUT],
    w: [FuncFlag.WRAPPER, [['CALL', { a: W, fn: 'main.r' }], ['RET']]], r: [...recover(asm),
      ['RET']],
  })));
  expect(through).toMatchObject({ reason: 'finished', stderr: 'got1 ' });
  const bare = await run(program((asm) => ({
    main: [...defer(asm, 'main.w'), ...panic(1n), ...OUT],
    w: [FuncFlag.WRAPPER, [['RECOVER', { a: 24, d: 1 }], ['RET']]],
  })));
  expect(bare).toMatchObject({ reason: 'panic', stderr: 'panic: 1\n' });
});

test('a panic in a deferred call is added to the one before', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.d'), ...panic(1n), ...OUT], d: [...panic(2n), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'panic', code: 2, stderr: 'panic: 1\npanic: 2\n' });
});

test('a panic after a recovery says so', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.d'), ...panic(1n), ...OUT], d: [...recover(asm), ...panic(2n),
      ['RET']],
  })));
  expect(out.stderr).toBe('got1 panic: 1 [recovered]\npanic: 2\n');
});

test('the newest panic is recovered by an older deferred call, and both are gone', async () => {
  const out = await run(program((asm) => ({
    main: [['CALL', { a: W, fn: 'main.f' }], ...say(asm, 'back'), ...defer(asm, 'main.r'),
      ...panic(9n), ...OUT],
    f: [...defer(asm, 'main.r'), ...defer(asm, 'main.d'), ...panic(1n), ...OUT],
    d: [...panic(2n), ['RET']], r: [...recover(asm), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: 'got2 back got9 ' });
});

test('a panic inside a deferred call that recovers its own', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.r'), ...defer(asm, 'main.d'), ...panic(1n), ...OUT],
    d: [['CALL', { a: W, fn: 'main.inner' }], ...say(asm, 'after'), ...OUT.slice(2)],
    inner: [...defer(asm, 'main.r'), ...panic(2n), ...OUT], r: [...recover(asm), ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: 'got2 after got1 ' });
});

test('a deferred nil function panics when it runs', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.r'), ['LI', { a: 8, l: 0n }], ['DEFER', { a: 8, to: 'out' }],
      ...say(asm, 'body'), ...OUT],
    r: [['RECOVER', { a: 24 }], ['UNBOX', { a: 40, b: 24, i: T.ERROR }], ...print.str(40, W),
      ...print.end(W), ['RET']],
  })));
  expect(out.stderr).toBe('body runtime error: invalid memory address or nil pointer dereference');
  expect(out.reason).toBe('finished');
});

test('panic(nil) is an error of its own', async () => {
  const out = await run(program((asm) => ({
    main: [...defer(asm, 'main.r'), ['LI', { a: 24, l: 0n }], ['LI', { a: 32, l: 0n }], ['PANIC',
      { a: 24 }],
      ...OUT],
    r: [['RECOVER', { a: 24 }], ['JNEI', { a: 24, c: 0, to: 'ok' }], ...say(asm, 'no'), 'ok',
      ['RET']],
  })));
  expect(out).toMatchObject({ reason: 'finished', stderr: '' });
});

test('Goexit runs deferred calls, is not recovered, and ends the goroutine', async () => {
  const out = await run(program((asm) => ({
    main: [['MKCHAN', { a: 8, b: 16, i: T.CHAN }], ['MOV', { a: 120, b: 8 }],
      ['MOV', { a: W + 8, b: 8 }], ['GO', { a: W, fn: 'main.g' }], ['RECV', { a: 16, b: 120,
        c: 0xffff }],
      ...say(asm, 'end'), ['RET']],
    r: [...recover(asm), ['RET']],
  })).also((asm) => {
    asm.func('main.g', { frame: FRAME, params: 8 }, [
      ['LEAD', { a: 16, i: asm.closure('main.r') }], ['DEFER', { a: 16, to: 'out' }],
      ['CLOSURE', { a: 16, c: 8, d: 1, fn: 'main.send' }], ['DEFER', { a: 16, to: 'out' }],
      ['CALL', { a: W, fn: 'main.deep' }], ...say(asm, 'no'), 'out', ['RUNDEFERS'], ['RET'],
    ]);
    asm.func('main.deep', { frame: FRAME }, [['CALLN', { a: W, i: Native.GOEXIT }], ...say(asm,
      'no'), ['RET']]);
    asm.func('main.send', { frame: FRAME }, [['CTX', { a: 8, i: 0 }], ...say(asm, 'sent'),
      ['CLOSE', { a: 8 }], ['RET']]);
  }));
  expect(out).toMatchObject({ reason: 'finished' });
  expect(out.stderr).toBe('sent nil end ');
});

test('a recovery does not cut off a pending Goexit', async () => {
  const out = await run(program((asm) => ({
    main: [['MKCHAN', { a: 8, b: 16, i: T.CHAN }], ['MOV', { a: 120, b: 8 }], ['MOV', { a: W + 8,
      b: 8 }],
      ['GO', { a: W, fn: 'main.g' }], ['RECV', { a: 16, b: 120, c: 0xffff }], ...say(asm, 'end'),
      ['RET']],
    r: [...recover(asm), ['RET']], d: [...panic(3n), ['RET']],
  })).also((asm) => {
    asm.func('main.g', { frame: FRAME, params: 8 }, [
      ['CLOSURE', { a: 16, c: 8, d: 1, fn: 'main.send' }], ['DEFER', { a: 16, to: 'out' }],
      ['CALL', { a: W, fn: 'main.f' }], ...say(asm, 'no'), 'out', ['RUNDEFERS'], ['RET'],
    ]);
    asm.func('main.f', { frame: FRAME }, [...defer(asm, 'main.r'), ...defer(asm, 'main.d'),
      ['CALLN', { a: W, i: Native.GOEXIT }], ...OUT]);
    asm.func('main.send', { frame: FRAME }, [['CTX', { a: 8, i: 0 }], ...say(asm, 'sent'),
      ['CLOSE', { a: 8 }], ['RET']]);
  }));
  expect(out.stderr).toBe('got3 sent end ');
});

test('many deferred calls, deep stacks under them', async () => {
  const asm = program((a) => ({
    d: [['LI', { a: W + 8, l: 300n }], ['CALL', { a: W, fn: 'main.deep' }], ['RET']],
    r: [...recover(a), ['RET']],
  }));
  asm.func('main.deep', { frame: FRAME, params: 8 }, [['JLESI', { a: 8, c: 0, to: 'end' }],
    ['ADDI', { a: W + 8, b: 8, i: -1 }], ['CALL', { a: W, fn: 'main.deep' }], 'end', ['RET']]);
  asm.func('main.main', { frame: FRAME }, [...defer(asm, 'main.r'), ['LI', { a: 48, l: 0n }],
    'again', ...defer(asm, 'main.d'), ['ADDI', { a: 48, b: 48, i: 1 }], ['JLTSI', { a: 48, c: 500,
      to: 'again' }],
    ...panic(5n), ...OUT]);
  expect(await run(asm)).toMatchObject({ reason: 'finished', stderr: 'got5 ' });
});
