/** Program images and program files: the same bytes every time, and only good ones are read. */
import { expect, test } from 'vitest';
import { FuncEntry, Image, Ins, PROGRAM_MAGIC } from '../../assembly/abi/frame.ts';
import { encode, link } from '../../src/program/encode.ts';
import { isProgramFile, readProgram, writeProgram } from '../../src/program/file.ts';
import { everything, pingPong } from './programs.ts';

test('the image says what the program is', () => {
  const program = pingPong(2, 3);
  const image = encode(program);
  const view = new DataView(image.buffer);
  const u32 = (at: number): number => view.getUint32(at, true);
  expect(u32(Image.MAGIC)).toBe(PROGRAM_MAGIC);
  expect(u32(Image.SIZE)).toBe(image.length);
  expect(u32(Image.FUNC_COUNT)).toBe(program.funcs.length);
  expect(u32(Image.CODE_COUNT)).toBe(program.funcs.reduce((n, f) => n + f.code.length, 0));
  const second = u32(Image.FUNCS) + FuncEntry.SIZE;
  const ins = u32(Image.CODE) + u32(second + FuncEntry.PC) * Ins.SIZE;
  expect(view.getUint16(ins + Ins.OP, true)).toBe(program.funcs[1]!.code[0]!.op);
  const name = u32(Image.DATA) + u32(second + FuncEntry.NAME);
  const text = new TextDecoder().decode(
    image.subarray(name, name + u32(second + FuncEntry.NAME_LEN)),
  );
  expect(text).toBe(program.funcs[1]!.name);
});

test('encoding twice gives the same bytes and leaves the program alone', () => {
  const program = everything();
  const before = program.data.length;
  expect(encode(program)).toEqual(encode(program));
  expect(program.data.length).toBe(before);
});

test('a program file holds image, symbols and config', () => {
  const exe = link(everything());
  exe.config['seed'] = '7';
  const back = readProgram(writeProgram(exe));
  expect(back.image).toEqual(exe.image);
  expect(back.config).toEqual({ seed: '7' });
  expect(back.symbols.funcs).toEqual(exe.symbols.funcs);
  expect(back.symbols.sites).toEqual(exe.symbols.sites);
  expect(back.symbols.funcName(0)).toBe('runtime.main');
});

test('foreign, damaged and other versions are refused with a sentence', () => {
  const file = writeProgram(link(pingPong(1, 1)));
  const changed = (at: number, value: number): Uint8Array => {
    const copy = file.slice();
    copy[at] = value;
    return copy;
  };
  expect(isProgramFile(file)).toBe(true);
  expect(() => readProgram(new TextEncoder().encode('package main\n'))).toThrow(
    'not a gopark program file',
  );
  expect(() => readProgram(new Uint8Array(0))).toThrow('not a gopark program file');
  expect(() => readProgram(changed(8, 9))).toThrow(/format version 9.*reads version 1/);
  expect(() => readProgram(changed(12, file[12]! ^ 1))).toThrow('another build of gopark');
  expect(() => readProgram(file.subarray(0, 12))).toThrow('damaged');
  expect(() => readProgram(file.subarray(0, file.length - 8))).toThrow('damaged');
  for (let at = 16; at < file.length; at += 97) {
    expect(() => readProgram(changed(at, file[at]! ^ 0x40))).toThrow('damaged');
  }
});
