/** The guest's memory: stacks, heap, collection, and helpers that only a test kernel shows. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { resolve } from '../../src/config/config.ts';
import { configBlock } from '../../src/config/block.ts';
import { link } from '../../src/program/encode.ts';
import { addFatalPanic, Asm, type Line, print, run, T } from './asm.ts';

type Exports = Record<string, (...args: number[]) => number> & { memory: WebAssembly.Memory };
let k: Exports;

beforeAll(async () => {
  const bytes = readFileSync(new URL('../../build/kernel/test.wasm', import.meta.url));
  const abort = (): never => { throw new Error('abort'); };
  const { instance } = await WebAssembly.instantiate(bytes, { env: { abort } });
  k = instance.exports as Exports;
  const asm = new Asm();
  asm.func('main.main', { frame: 16 }, [['RET']]);
  const { image } = link(asm.build());
  const conf = configBlock(resolve({}));
  const at = k.reserve!(conf.byteLength);
  const where = k.reserve!(image.length);
  new Uint8Array(k.memory.buffer).set(new Uint8Array(conf.buffer, conf.byteOffset,
    conf.byteLength), at);
  new Uint8Array(k.memory.buffer).set(image, where);
  expect(k.boot!(at, where, image.length)).toBe(0);
});

const textAt = (at: number): string =>
  Buffer.from(k.memory.buffer, at, k.t_textLength!()).toString('latin1');

test('floats print with the shortest digits', () => {
  const cases: [number, string][] = [
    [0, '0'], [-0, '-0'], [1.5, '1.5'], [0.1, '0.1'], [100, '100'], [999999, '999999'], [1e6,
      '1e+06'],
    [123456789, '1.23456789e+08'], [1e20, '1e+20'], [1e21, '1e+21'], [1e-4, '0.0001'], [1e-5,
      '1e-05'],
    [5e-324, '5e-324'], [Number.MAX_VALUE, '1.7976931348623157e+308'], [2 ** -1022,
      '2.2250738585072014e-308'],
    [NaN, 'NaN'], [Infinity, '+Inf'], [-Infinity, '-Inf'], [9007199254740993,
      '9.007199254740992e+15'],
    [0.3, '0.3'], [2 / 3, '0.6666666666666666'], [-12.25, '-12.25'], [123456.789, '123456.789'],
  ];
  for (const [x, want] of cases) expect(textAt(k.t_float!(x, 0))).toBe(want);
  expect(textAt(k.t_float!(Math.fround(0.1), 1))).toBe('0.1');
  expect(textAt(k.t_float!(Math.fround(16777216), 1))).toBe('1.6777216e+07');
});

test('floats read back as what they were', () => {
  let seed = 1;
  const bits = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < 3000; i++) {
    for (const at of [0, 4]) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      bits.setUint32(at, seed);
    }
    const x = bits.getFloat64(0);
    if (!Number.isFinite(x)) continue;
    const text = textAt(k.t_float!(x, 0));
    expect(Number(text)).toBe(x);
    // JavaScript gives the shortest digits, too.
    const digits = (s: string): string => s.replace(/e.*/, '').replace(/[-.]/g,
      '').replace(/^0+|0+$/g, '');
    expect(digits(text)).toBe(digits(String(x)));
  }
});

test('sizes are rounded as by the allocator of Go', () => {
  for (const [size, noscan, want] of [
    [0, 1, 0], [1, 1, 8], [9, 1, 16], [33, 1, 48], [513, 1, 576], [513, 0, 568], [512, 0, 512],
    [1025, 1, 1152],
    [32760, 1, 32768], [32761, 1, 32768], [32769, 1, 40960], [40000, 1, 40960], [100000, 1, 106496],
  ] as const) expect(k.t_roundupsize!(size, noscan)).toBe(want);
});

test('stack classes', () => {
  const sizes = [1, 32, 33, 48, 49, 64, 65, 96, 97, 65536, 65537, 98304,
    131073].map((n) => k.t_stackclass!(n));
  expect(sizes).toEqual([32, 32, 48, 48, 64, 64, 96, 96, 128, 65536, 131072, 131072, 262144]);
  const before = k.t_stackBytes!();
  const a = k.t_stackalloc!(100);
  k.t_stackfree!(a, 100);
  expect(k.t_stackalloc!(120)).toBe(a);
  k.t_stackfree!(a, 120);
  expect(k.t_stackBytes!()).toBe(before);
});

test('runes', () => {
  const at = k.reserve!(16);
  const decode = (...bytes: number[]): [string, number] => {
    new Uint8Array(k.memory.buffer).set(bytes, at);
    const r = k.t_decodeRune!(at, bytes.length);
    return [(r & 0xffffff).toString(16), r >>> 24];
  };
  expect(decode(0x41)).toEqual(['41', 1]);
  expect(decode(0xc3, 0xa9)).toEqual(['e9', 2]);
  expect(decode(0xe2, 0x82, 0xac)).toEqual(['20ac', 3]);
  expect(decode(0xf0, 0x9f, 0x98, 0x80)).toEqual(['1f600', 4]);
  for (const bad of [[0x80], [0xc0, 0x80], [0xc3], [0xed, 0xa0, 0x80], [0xe0, 0x80, 0x80], [0xf4,
    0x90, 0x80, 0x80],
    [0xf0, 0x80, 0x80, 0x80], [0xff], [0xe2, 0x82]]) expect(decode(...bad)).toEqual(['fffd', 1]);
  for (const r of [0x41, 0xe9, 0x20ac, 0x1f600, 0xd800, -1, 0x110000]) {
    const n = k.t_encodeRune!(at, r);
    const ok = r >= 0 && r <= 0x10ffff && !(r >= 0xd800 && r < 0xe000);
    expect(k.t_decodeRune!(at, n) & 0xffffff).toBe(ok ? r : 0xfffd);
  }
});

test('objects are found from every address inside them', () => {
  for (const bytes of [1, 8, 24, 100, 1000, 5000, 20000, 100000]) {
    const at = k.t_malloc!(bytes, 7);
    for (const inside of [0, bytes >> 1,
      bytes - 1]) expect(k.t_inside!(at + inside)).toBe(inside + 8);
  }
  expect(k.t_inside!(4)).toBe(-1);
  expect(k.t_inside!(-16)).toBe(-1);
});

/** main builds a list of `keep` nodes, each time dropping the one before, and sums the last. */
const W = 104;
test('garbage is collected, what is reachable stays', async () => {
  const asm = new Asm();
  addFatalPanic(asm);
  const node = asm.type({ kind: 25, name: 'main.node', size: 24, slotBytes: 24, flags: 4,
    pointerWords: [0, 1],
    fields: [{ name: 'next', type: T.POINTER, offset: 0, embedded: false, exported: false }] });
  asm.func('main.main', { frame: 160, pointers: [1, 3] }, [
    ['LI', { a: 16, l: 0n }],
    'round', ['LI', { a: 8, l: 0n }], ['LI', { a: 32, l: 0n }],
    'node', ['NEW', { a: 24, i: node }], ['ST64', { a: 24, b: 8, i: 0 }], ['ST64', { a: 24, b: 32,
      i: 16 }],
    ['MOV', { a: 8, b: 24 }], ['ADDI', { a: 32, b: 32, i: 1 }], ['JLTSI', { a: 32, c: 2000,
      to: 'node' }],
    ['ADDI', { a: 16, b: 16, i: 1 }], ['JLTSI', { a: 16, c: 300, to: 'round' }],
    ['LI', { a: 40, l: 0n }],
    'sum', ['LD64', { a: 48, b: 8, i: 16 }], ['ADD', { a: 40, b: 40, c: 48 }], ['LD64', { a: 8,
      b: 8, i: 0 }],
    ['JNEI', { a: 8, c: 0, to: 'sum' }], ...print.int(40, W), ...print.end(W), ['RET'],
  ]);
  const out = await run(asm);
  expect(out).toMatchObject({ reason: 'finished', stderr: String((2000 * 1999) / 2) });
  expect(out.heap).toBeLessThan(10 << 20);
});

test('large objects give their pages back', async () => {
  const asm = new Asm();
  addFatalPanic(asm);
  asm.func('main.main', { frame: 160, pointers: [2] }, [
    ['LI', { a: 40, l: 0n }],
    'again', ['ADDI', { a: 8, b: 40, i: 1 }], ['MULI', { a: 8, b: 8, i: 5000 }],
    ['MAKESLICE', { a: 16, b: 8, c: 8, i: T.INT }], ['ADDI', { a: 8, b: 8, i: -1 }],
    ['SLD64', { a: 48, b: 16, c: 8 }], ['JNEI', { a: 48, c: 0, to: 'bad' }],
    ['SST64', { a: 16, b: 8, c: 8 }], ['ADDI', { a: 40, b: 40, i: 1 }], ['JLTSI', { a: 40, c: 200,
      to: 'again' }],
    ['RET'], 'bad', ...print.text(asm, 'not zero', W), ...print.end(W), ['RET'],
  ]);
  const out = await run(asm, { memory: 128 << 20 });
  expect(out).toMatchObject({ reason: 'finished', stderr: '' });
});

test('memory that is used up is rescued from garbage', async () => {
  // 24 MiB stay, then 3 MiB are dropped again and again: with 40 MiB that goes on only if garbage
  // is collected before the heap has doubled.
  const asm = new Asm();
  addFatalPanic(asm);
  asm.func('main.main', { frame: 160, pointers: [2, 5] }, [
    ['LI', { a: 8, l: 3000000n }], ['MAKESLICE', { a: 16, b: 8, c: 8, i: T.INT }],
    ['LI', { a: 8, l: 400000n }], ['LI', { a: 64, l: 0n }],
    'again', ['MAKESLICE', { a: 40, b: 8, c: 8, i: T.INT }],
    ['ADDI', { a: 64, b: 64, i: 1 }], ['JLTSI', { a: 64, c: 100, to: 'again' }],
    ['LI', { a: 8, l: 0n }], ['SLD64', { a: 72, b: 16, c: 8 }], ...print.int(72, W),
    ...print.end(W),
    ['RET'],
  ]);
  expect(await run(asm, { memory: 44 << 20 })).toMatchObject({ reason: 'finished', stderr: '0' });
});

const KEYS = 3000;
test('maps: growth, deletion, iteration while both happen', async () => {
  const asm = new Asm();
  addFatalPanic(asm);
  const lines: Line[] = [
    ['MKMAP', { a: 8, b: 120, i: T.MAP_INT }], ['LI', { a: 16, l: 0n }],
    'set', ['MULI', { a: 24, b: 16, i: 7919 }], ['MSET', { a: 8, b: 24, c: 16, i: T.MAP_INT }],
    ['ADDI', { a: 16, b: 16, i: 1 }], ['JLTSI', { a: 16, c: KEYS, to: 'set' }],
    // Every third entry is deleted while iterating, and a new one set for it.
    ['MITER', { a: 32, b: 8, i: T.MAP_INT }], ['LI', { a: 40, l: 0n }],
    'next', ['MNEXT', { a: 32, b: 48, c: 56, d: 64 }], ['JF', { a: 64, to: 'done' }],
    ['JGESI', { a: 48, c: 0, to: 'old' }], ['JMP', { to: 'next' }],
    'old', ['ADD', { a: 40, b: 40, c: 56 }], ['LI', { a: 72, l: 3n }], ['REMS', { a: 72, b: 56,
      c: 72 }],
    ['JNEI', { a: 72, c: 0, to: 'next' }], ['MDEL', { a: 8, b: 48, i: T.MAP_INT }],
    ['ADDI', { a: 72, b: 56, i: 1 }], ['NEG', { a: 72, b: 72 }], ['MSET', { a: 8, b: 72, c: 56,
      i: T.MAP_INT }],
    ['JMP', { to: 'next' }],
    'done', ['MLEN', { a: 80, b: 8 }], ...print.int(40, W), ...print.text(asm, ' ', W),
    ...print.int(80, W), ...print.end(W), ['RET'],
  ];
  asm.func('main.main', { frame: 160, pointers: [1, 4] }, lines);
  // Each old entry is seen exactly once.
  expect(await run(asm)).toMatchObject({ stderr: `${(KEYS * (KEYS - 1)) / 2} ${KEYS}` });
});

test('too large a slice stops the run with its limit', async () => {
  const asm = new Asm();
  asm.func('main.main', { frame: 64 }, [
    ['LI', { a: 8, l: 1n << 40n }], ['MAKESLICE', { a: 16, b: 8, c: 8, i: T.INT }], ['RET'],
  ]);
  expect((await run(asm)).reason).toBe('limit');
  // A list that only grows.
  const endless = new Asm();
  endless.func('main.main', { frame: 64, pointers: [1, 2] }, [
    ['LI', { a: 24, l: 10000n }],
    'again', ['MAKESLICE', { a: 32, b: 24, c: 24, i: T.SLICE_ANY }], ['ST64', { a: 32, b: 16,
      i: 0 }],
    ['MOV', { a: 16, b: 32 }], ['JMP', { to: 'again' }],
  ]);
  expect((await run(endless, { memory: 64 << 20 })).reason).toBe('limit');
});
