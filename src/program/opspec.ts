/**
 * What each operand of each instruction is: one row an opcode, from which instructions are checked
 * (validate.ts) and printed (print.ts). The meaning of the instructions is in assembly/abi/op.ts.
 *
 * A row lists operands as `field:kind`; a field is a, b, c, d, i or l. Kinds:
 *
 *     w r       one slot written, read        w2 r2 w3 r3   as many slots
 *     w* r*     as many slots as another operand or a type says: only the first is checked
 *     w? r?     one slot or NO_SLOT           w*? r*?       first of several, or NO_SLOT
 *     win       window of a call              data glob     offset in DATA, in the globals
 *     func type native cost site method draw  an index or a number of that kind
 *     jump      distance in bytes             sel           offset of a select table in DATA
 *     len       bytes in c | d << 16          n imm s16     a number: plain, signed, signed 16 bits
 */
import { Op } from '../../assembly/abi/op.ts';

export type Field = 'a' | 'b' | 'c' | 'd' | 'i' | 'l';
export interface Operand {
  field: Field;
  kind: string;
}
type OpName = Exclude<keyof typeof Op, 'COUNT'>;

const BINARY = 'a:w b:r c:r';
const UNARY = 'a:w b:r';
const BINARY_I = 'a:w b:r i:imm';
const JUMP2 = 'a:r b:r i:jump';
const JUMP_I = 'a:r c:s16 i:jump';
const LOAD = 'a:w b:r i:imm';
const STORE = 'a:r b:r i:imm';
const GLOBAL_LOAD = 'a:w i:glob';
const GLOBAL_STORE = 'b:r i:glob';
const FRAME_LOAD = 'a:w i:n';
const FRAME_STORE = 'b:r i:n';
const STRING_OP = 'a:w b:r2 c:r2';
const SLICE_LOAD = 'a:w b:r2 c:r';
const SLICE_STORE = 'a:r2 b:r c:r';

const ROWS: Record<OpName, string> = {
  NOP: '',
  MOV: UNARY,
  MOV2: 'a:w2 b:r2',
  MOV3: 'a:w3 b:r3',
  MOVN: 'a:w* b:r* i:n',
  ZERON: 'a:w* i:n',
  LI: 'a:w l:imm',
  STR: 'a:w2 i:data len:',
  LEAD: 'a:w i:data',
  LEAG: 'a:w i:glob',
  LEAF: 'a:w i:n',
  CTX: 'a:w i:n',
  CTXP: 'a:w',

  ADD: BINARY,
  SUB: BINARY,
  MUL: BINARY,
  DIVS: BINARY,
  DIVU: BINARY,
  REMS: BINARY,
  REMU: BINARY,
  AND: BINARY,
  OR: BINARY,
  XOR: BINARY,
  ANDN: BINARY,
  SHL: BINARY,
  SHRS: BINARY,
  SHRU: BINARY,
  ADDI: BINARY_I,
  MULI: BINARY_I,
  ANDI: BINARY_I,
  SHLI: BINARY_I,
  SHRSI: BINARY_I,
  SHRUI: BINARY_I,
  NEG: UNARY,
  COM: UNARY,
  NOT: UNARY,
  EXT8S: UNARY,
  EXT16S: UNARY,
  EXT32S: UNARY,
  EXT8U: UNARY,
  EXT16U: UNARY,
  EXT32U: UNARY,
  SHIFTCHK: 'a:r',
  EQ: BINARY,
  NE: BINARY,
  LTS: BINARY,
  LES: BINARY,
  LTU: BINARY,
  LEU: BINARY,
  EQI: BINARY_I,
  NEI: BINARY_I,
  LTSI: BINARY_I,
  LESI: BINARY_I,
  GTSI: BINARY_I,
  GESI: BINARY_I,

  FADD: BINARY,
  FSUB: BINARY,
  FMUL: BINARY,
  FDIV: BINARY,
  FNEG: UNARY,
  FROUND: UNARY,
  FEQ: BINARY,
  FNE: BINARY,
  FLT: BINARY,
  FLE: BINARY,
  I2F: UNARY,
  U2F: UNARY,
  F2I: UNARY,
  F2U: UNARY,
  FSQRT: UNARY,
  FFLOOR: UNARY,
  FCEIL: UNARY,
  FTRUNC: UNARY,
  FABS: UNARY,
  CDIV: 'a:w2 b:r2 c:r2',

  JMP: 'i:jump',
  JT: 'a:r i:jump',
  JF: 'a:r i:jump',
  JEQ: JUMP2,
  JNE: JUMP2,
  JLTS: JUMP2,
  JLES: JUMP2,
  JLTU: JUMP2,
  JLEU: JUMP2,
  JEQI: JUMP_I,
  JNEI: JUMP_I,
  JLTSI: JUMP_I,
  JLESI: JUMP_I,
  JGTSI: JUMP_I,
  JGESI: JUMP_I,
  JTAB: 'a:r d:n',

  NILCHK: 'a:r',
  LD8S: LOAD,
  LD8U: LOAD,
  LD16S: LOAD,
  LD16U: LOAD,
  LD32S: LOAD,
  LD32U: LOAD,
  LD64: LOAD,
  LDF32: LOAD,
  LD2: 'a:w2 b:r i:imm',
  LD3: 'a:w3 b:r i:imm',
  LDN: 'a:w* b:r i:imm len:',
  ST8: STORE,
  ST16: STORE,
  ST32: STORE,
  ST64: STORE,
  STF32: STORE,
  ST2: 'a:r b:r2 i:imm',
  ST3: 'a:r b:r3 i:imm',
  STN: 'a:r b:r* i:imm len:',
  MOVEM: 'a:r b:r i:n',
  ZEROM: 'a:r i:n',
  GLD8S: GLOBAL_LOAD,
  GLD8U: GLOBAL_LOAD,
  GLD16S: GLOBAL_LOAD,
  GLD16U: GLOBAL_LOAD,
  GLD32S: GLOBAL_LOAD,
  GLD32U: GLOBAL_LOAD,
  GLD64: GLOBAL_LOAD,
  GLDF32: GLOBAL_LOAD,
  GLD2: 'a:w2 i:glob',
  GLD3: 'a:w3 i:glob',
  GLDN: 'a:w* i:glob len:',
  GST8: GLOBAL_STORE,
  GST16: GLOBAL_STORE,
  GST32: GLOBAL_STORE,
  GST64: GLOBAL_STORE,
  GSTF32: GLOBAL_STORE,
  GST2: 'b:r2 i:glob',
  GST3: 'b:r3 i:glob',
  GSTN: 'b:r* i:glob len:',
  FLD8S: FRAME_LOAD,
  FLD8U: FRAME_LOAD,
  FLD16S: FRAME_LOAD,
  FLD16U: FRAME_LOAD,
  FLD32S: FRAME_LOAD,
  FLD32U: FRAME_LOAD,
  FLDF32: FRAME_LOAD,
  FST8: FRAME_STORE,
  FST16: FRAME_STORE,
  FST32: FRAME_STORE,
  FSTF32: FRAME_STORE,

  BOUND: 'a:r b:r',
  BOUNDI: 'a:r i:n',
  SLD8S: SLICE_LOAD,
  SLD8U: SLICE_LOAD,
  SLD16S: SLICE_LOAD,
  SLD16U: SLICE_LOAD,
  SLD32S: SLICE_LOAD,
  SLD32U: SLICE_LOAD,
  SLD64: SLICE_LOAD,
  SLDF32: SLICE_LOAD,
  SST8: SLICE_STORE,
  SST16: SLICE_STORE,
  SST32: SLICE_STORE,
  SST64: SLICE_STORE,
  SSTF32: SLICE_STORE,
  SLEA: 'a:w b:r3 c:r i:n',
  ALEA: 'a:w b:r c:r i:n',
  SLICE: 'a:w3 b:r3 c:r3 d:n i:n',
  SLICESTR: 'a:w2 b:r2 c:r3 d:n',
  SLICEARR: 'a:w3 b:r c:r* d:n i:n',
  MAKESLICE: 'a:w3 b:r c:r i:type',
  APPEND1: 'a:w3 b:r3 c:r* i:type',
  APPENDS: 'a:w3 b:r3 c:r2 i:type',
  GROW: 'a:w3 b:r3 c:r i:type',
  COPY: 'a:w b:r3 c:r2 i:n',
  SEQ: STRING_OP,
  SNE: STRING_OP,
  SLT: STRING_OP,
  SLE: STRING_OP,
  CONCAT: 'a:w2 b:r* c:n',
  STR2BYTES: 'a:w3 b:r2',
  BYTES2STR: 'a:w2 b:r3',
  STR2RUNES: 'a:w3 b:r2',
  RUNES2STR: 'a:w2 b:r3',
  RUNE2STR: 'a:w2 b:r',
  RUNENEXT: 'a:w2 b:r2 c:r',

  NEW: 'a:w i:type',
  CLOSURE: 'a:w c:r*? d:n i:func',
  CALL: 'a:win i:func',
  CALLC: 'a:win b:r',
  CALLI: 'a:win b:r2 i:method',
  CALLN: 'a:win i:native',
  RET: '',
  GO: 'a:win i:func',
  GOC: 'a:win b:r d:n',
  GOI: 'a:win b:r2 d:n i:method',
  DEFER: 'a:r i:jump',
  RUNDEFERS: '',
  PANIC: 'a:r2 i:n',
  RECOVER: 'a:w2 d:n',

  MKIFACE: 'a:w2 b:r*? i:type',
  UNBOX: 'a:w*? b:r2 i:type',
  ASSERT: 'a:w*? b:r2 c:w? i:type',
  ASSERTX: 'i:type',
  ASSERTI: 'a:w2 b:r2 c:w? i:type',
  IMPLS: 'a:w b:r2 i:type',
  IFEQ: 'a:w b:r2 c:r2',
  EQT: 'a:w b:r*? c:r*? i:type',
  EQM: 'a:w b:r c:r i:type',

  MKMAP: 'a:w b:r i:type',
  MGET: 'a:w*? b:r c:r*? d:w? i:type',
  MSET: 'a:r b:r*? c:r*? i:type',
  MDEL: 'a:r b:r*? i:type',
  MLEN: UNARY,
  MCLEAR: 'a:r i:type',
  MITER: 'a:w b:r i:type',
  MNEXT: 'a:r b:w*? c:w*? d:w',

  MKCHAN: 'a:w b:r i:type',
  SEND: 'a:r b:r*?',
  RECV: 'a:w*? b:r c:w?',
  CLOSE: 'a:r',
  CHLEN: UNARY,
  CHCAP: UNARY,
  SELECT: 'a:w i:sel',

  DRAW: 'a:w b:r2 c:draw i:site',
  CPU: 'a:r c:r?',
  SYSCALL: 'a:r d:n i:site',
  CGO: 'a:r i:site',
  NET: 'a:r i:site',
  NETSRC: 'b:r2 c:draw i:site',
  ALLOC: 'a:r',
  COST: 'i:cost',
  THROW: 'a:r2',
};

function parseRow(row: string): Operand[] {
  return row === ''
    ? []
    : row.split(' ').map((item) => {
        const [field, kind] = item.split(':') as [string, string];
        return field === 'len' ? { field: 'c', kind: 'len' } : { field: field as Field, kind };
      });
}

const TABLE: Operand[][] = [];
for (const [name, row] of Object.entries(ROWS)) TABLE[Op[name as OpName]] = parseRow(row);

/** The operands of an opcode; undefined if there is no such opcode. */
export function operandsOf(op: number): readonly Operand[] | undefined {
  return TABLE[op];
}

/** Slots that an operand of this kind covers from its offset on. */
export function slotsOf(kind: string): number {
  const digit = Number(kind[1]);
  return digit >= 2 ? digit : 1;
}

/** Whether the operand is the offset of a slot in the frame. */
export function isSlot(kind: string): boolean {
  return (kind[0] === 'w' && kind !== 'win') || kind[0] === 'r';
}

/** Opcodes that make a function one whose behaviour is declared (`//gopark:` directives). */
export const DECLARED_OPS: ReadonlySet<Op> = new Set([
  Op.CPU,
  Op.SYSCALL,
  Op.CGO,
  Op.NET,
  Op.NETSRC,
  Op.ALLOC,
]);
