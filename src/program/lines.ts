/**
 * Lines for the program itself. `runtime.Caller` and its like know instructions by number; which
 * line one belongs to is known here only. A program that contains the string MARK, which stands in
 * lib/runtime/lines.go, gets a table in its place:
 *
 *     u32  offset of the entries      all big-endian
 *     u32  number of entries
 *     file names, each ended by a newline
 *     entries in order of instructions, one wherever the place changes:
 *          u32 instruction, u16 file, u32 line
 */
import { Op } from '../../assembly/abi/op.ts';
import { type Instr, latin1, type Program } from './program.ts';

const MARK = 'gopark: here come the lines';

/** The program with its table of lines, if it wants one. Its functions are in their final order. */
export function withLines(program: Program): Program {
  const { data } = program;
  const at = data.find(MARK);
  if (at === undefined) return program;
  const table = tableOf(program);
  const copy = data.copy();
  const to = copy.string(table);
  const patch = (ins: Instr): Instr => (ins.op === Op.STR && ins.i === at
    ? { ...ins, c: table.length & 0xffff, d: table.length >>> 16, i: to } : ins);
  const funcs = program.funcs.map((f) => (f.code.some((ins) => patch(ins) !== ins)
    ? { ...f, code: f.code.map(patch) } : f));
  return { ...program, data: copy, funcs };
}

/** As latin-1: one char a byte. */
function tableOf({ funcs, files, positions }: Program): string {
  const names = files.map((f) => `${latin1(f)}\n`).join('');
  const entries: string[] = [];
  let pc = 0;
  let last = -1;
  for (const { code } of funcs) {
    for (const ins of code) {
      const { file, line } = positions[ins.pos]!;
      const place = ins.pos === 0 ? 0 : file * 2 ** 32 + line;
      if (place !== last) entries.push(u32(pc) + u16(file) + u32(ins.pos === 0 ? 0 : line));
      last = place;
      pc++;
    }
  }
  const start = 8 + names.length;
  return u32(start) + u32(entries.length) + names + entries.join('');
}

const u16 = (x: number): string => String.fromCharCode((x >>> 8) & 255, x & 255);
const u32 = (x: number): string => u16(x >>> 16) + u16(x);

