/** Images that are not programs: refused with a reason, never a trap, never a hang. */
import { expect, test } from 'vitest';
import { FuncEntry, Image, Ins, Type } from '../../assembly/abi/frame.ts';
import { Op } from '../../assembly/abi/op.ts';
import { fnv1aWords } from '../../src/program/container.ts';
import { type Executable, link } from '../../src/program/encode.ts';
import { create } from '../../src/simulate.ts';
import { addFatalPanic, Asm, print, T } from './asm.ts';

/** A program with some of everything. */
function program(): Executable {
  const asm = new Asm();
  addFatalPanic(asm);
  asm.globalBytes = 64;
  asm.globalPointers = [1];
  const table = asm.data.reserve(16);
  asm.data.u16(table, 1);
  asm.data.u16(table + 2, 1);
  asm.data.u16(table + 10, 8);
  asm.data.u16(table + 12, 0xffff);
  asm.data.u16(table + 14, 0xffff);
  asm.func('main.f', { frame: 40, params: 8, results: 8 }, [['ADDI', { a: 16, b: 8, i: 1 }],
    ['RET']]);
  asm.func('main.main', { frame: 200, pointers: [1] }, [
    ['MKCHAN', { a: 8, b: 16, i: T.CHAN }], ['SELECT', { a: 16, i: table }], ['LI', { a: 104,
      l: 3n }],
    ['CALL', { a: 96, fn: 'main.f' }], ['MOV', { a: 24, b: 112 }], ['GST64', { b: 24, i: 8 }],
    ['MKMAP', { a: 32, b: 16, i: T.MAP_INT }], ['MSET', { a: 32, b: 24, c: 24, i: T.MAP_INT }],
    ['MKIFACE', { a: 40, b: 24, i: T.INT }], ['ASSERT', { a: 56, b: 40, c: 64, i: T.INT }],
    ['ASSERTX', { i: T.ANY }],
    ['LEAD', { a: 72, i: asm.closure('main.g') }], ['DEFER', { a: 72, to: 'out' }],
    'again', ['ADDI', { a: 24, b: 24, i: 1 }], ['JLTSI', { a: 24, c: 20, to: 'again' }],
    ...print.int(24, 96), ...print.end(96), 'out', ['RUNDEFERS'], ['RET'],
  ]);
  asm.func('main.g', { frame: 16 }, [['RET']]);
  return link(asm.build());
}

const { image: good, symbols } = program();
const image = (): Uint8Array => good.slice();

/** Boots and runs an image; what came of it, in a word. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const sim = await create(
      { image: bytes, symbols, config: {} },
      { gomaxprocs: 1, mask: 'none', kernel: 'release', memory: 1 << 26, output: () => {} });
    return sim.run({ steps: 20_000, until: 2e6 }).reason;
  } catch (error) {
    return (error as Error).name;
  }
}

/** With its checksum put right. */
function sealed(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer);
  view.setUint32(Image.CHECKSUM, fnv1aWords(bytes.subarray(Image.HEADER_BYTES)), true);
  return bytes;
}

function changed(change: (bytes: Uint8Array, view: DataView) => void, seal = true): Uint8Array {
  const bytes = image();
  change(bytes, new DataView(bytes.buffer));
  return seal ? sealed(bytes) : bytes;
}

test('the program itself runs', async () => {
  expect(await outcome(image())).toBe('finished');
});

test('every flipped byte behind the header is seen', async () => {
  const size = image().length;
  for (let at = Image.HEADER_BYTES; at < size; at += 7) {
    expect(await outcome(changed((bytes) => { bytes[at]! ^= 1 << at % 8; },
      false))).toBe('ProgramError');
  }
});

test('a flipped byte of the header never traps', async () => {
  for (let at = 0; at < Image.HEADER_BYTES; at++) {
    for (const bit of [0, 3, 7]) {
      const got = await outcome(changed((bytes) => { bytes[at]! ^= 1 << bit; }, false));
      expect(`${at}.${bit} ${got}`).toMatch(/ProgramError|ConfigError|finished|limit/);
    }
  }
});

test('cut off, empty', async () => {
  for (const n of [0, 1, 64, 127, 128, 200]) expect(await outcome(image().slice(0,
    n))).toBe('ProgramError');
});

const code = (v: DataView): number => v.getUint32(Image.CODE, true);
const funcs = (v: DataView): number => v.getUint32(Image.FUNCS, true);
const types = (v: DataView): number => v.getUint32(Image.TYPES, true);
const entry = (v: DataView, name: number,
  field: number): number => funcs(v) + name * FuncEntry.SIZE + field;

/** Offset of the first instruction with an opcode. */
function find(v: DataView, op: Op): number {
  const count = v.getUint32(Image.CODE_COUNT, true);
  for (let i = 0; i < count; i++) if (v.getUint16(code(v) + i * 16,
    true) === op) return code(v) + i * 16;
  throw new Error(`no ${Op[op]}`);
}

const BAD: [string, (bytes: Uint8Array, v: DataView) => void][] = [
  ['an opcode that does not exist', (_, v) => v.setUint16(code(v), Op.COUNT, true)],
  ['a large opcode', (_, v) => v.setUint16(code(v), 0xffff, true)],
  ['a jump out of its function', (_, v) => v.setInt32(find(v, Op.JLTSI) + Ins.I, 16 * 400, true)],
  ['a jump before its function', (_, v) => v.setInt32(find(v, Op.JLTSI) + Ins.I, -16 * 400, true)],
  ['a jump between instructions', (_, v) => v.setInt32(find(v, Op.JLTSI) + Ins.I, -8, true)],
  ['a slot behind the frame', (_, v) => v.setUint16(find(v, Op.ADDI) + Ins.A, 60000, true)],
  ['a slot at an odd place', (_, v) => v.setUint16(find(v, Op.ADDI) + Ins.A, 12, true)],
  ['a window behind the frame', (_, v) => v.setUint16(find(v, Op.CALL) + Ins.A, 5000, true)],
  ['a function that does not exist', (_, v) => v.setUint32(find(v, Op.CALL) + Ins.I, 99, true)],
  ['a native that does not exist', (_, v) => v.setUint32(find(v, Op.CALLN) + Ins.I, 999, true)],
  ['a type that does not exist', (_, v) => v.setUint32(find(v, Op.MKCHAN) + Ins.I, 999, true)],
  ['a channel of a type that is none', (_, v) => v.setUint32(find(v, Op.MKCHAN) + Ins.I,
    T.SLICE_INT, true)],
  ['a map of a type that is none', (_, v) => v.setUint32(find(v, Op.MKMAP) + Ins.I, T.INT, true)],
  ['globals that do not exist', (_, v) => v.setUint32(find(v, Op.GST64) + Ins.I, 60, true)],
  ['data that does not exist', (_, v) => v.setUint32(find(v, Op.LEAD) + Ins.I, 1 << 30, true)],
  ['a string longer than the data', (_, v) => v.setUint32(find(v, Op.STR) + Ins.C, 1 << 30, true)],
  ['a select table that does not exist', (_, v) => v.setUint32(find(v, Op.SELECT) + Ins.I, 1 << 30,
    true)],
  ['no assertion type behind ASSERT', (_, v) => v.setUint16(find(v, Op.ASSERTX), Op.NOP, true)],
  ['a recovery that is no RUNDEFERS', (_, v) => v.setInt32(find(v, Op.DEFER) + Ins.I, 16, true)],
  ['a function that runs off its end', (_, v) => v.setUint16(find(v, Op.RET), Op.NOP, true)],
  ['a huge frame', (_, v) => v.setUint32(entry(v, 1, FuncEntry.FRAME), 1 << 20, true)],
  ['results that do not fit', (_, v) => v.setUint16(entry(v, 1, FuncEntry.RESULTS), 800, true)],
  ['a pointer map outside', (_, v) => v.setUint32(entry(v, 1, FuncEntry.PTRMAP), 1 << 28, true)],
  ['functions that overlap', (_, v) => v.setUint32(entry(v, 1, FuncEntry.PC), 0, true)],
  ['an empty function', (_, v) => v.setUint32(entry(v, 1, FuncEntry.COUNT), 0, true)],
  ['an unknown kind', (_, v) => v.setUint8(types(v) + Type.SIZE, 99)],
  ['slots that do not fit the kind', (_, v) => v.setUint32(types(v) + Type.SIZE + Type.SLOT_BYTES,
    800, true)],
  ['an element type that does not exist', (_, v) => v.setUint32(
    types(v) + T.SLICE_INT * Type.SIZE + Type.ELEM, 99, true)],
  ['a name outside', (_, v) => v.setUint32(types(v) + Type.SIZE + Type.NAME_LEN, 1 << 30, true)],
];
test.each(BAD)('%s', async (_name, change) => {
  expect(await outcome(changed(change))).toBe('ProgramError');
});

test('random damage under a valid checksum ends somehow', async () => {
  let seed = 12345;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  const seen = new Map<string, number>();
  for (let i = 0; i < 600; i++) {
    const got = await outcome(changed((bytes) => {
      for (let k = 0; k <= random(3); k++) {
        bytes[Image.HEADER_BYTES + random(bytes.length - Image.HEADER_BYTES)] = random(256);
      }
    }));
    seen.set(got, (seen.get(got) ?? 0) + 1);
  }
  for (const name of seen.keys()) {
    expect(name).toMatch(/^(ProgramError|finished|exit|panic|paused|deadlock|fatal|limit|broken)$/);
  }
  expect(seen.get('ProgramError')).toBeGreaterThan(100);
}, 60_000);
