/**
 * What the operands of each instruction are, as far as the kernel has to check them before it
 * runs a program: one row an opcode. Five fields of 4 bits: kinds (Opnd) of A, B, C, D, and the
 * kind (Imm) of I.
 */
import { Op } from '../abi/op';

export const enum Opnd {
  /** not a slot */
  NONE = 0,
  /** so many slots of the frame */
  ONE = 1,
  TWO = 2,
  THREE = 3,
  /** a slot or NO_SLOT */
  OPT = 4,
  /**
   * a value in slot form of type I; of its element, key type; TYPED or NO_SLOT; no slot needed for
   * size 0
   */
  TYPED = 5,
  ELEM = 6,
  KEY = 7,
  /** I bytes */
  BYTES = 8,
  /** C | D << 16 bytes */
  LEN = 9,
  /** as many slots as C counts, as D counts */
  COUNT_C = 10,
  COUNT_D = 11,
  /** window of a call */
  WINDOW = 12,
  /** a value whose size only the run knows: the first slot, or NO_SLOT */
  LOOSE = 13,
  FOUR = 14,
}

export const enum Imm {
  NONE = 0,
  JUMP = 1,
  FUNC = 2,
  TYPE = 3,
  DATA = 4,
  /** offset in the globals of 1, 2, 4, 8, 16, 24 bytes, of C | D << 16 bytes */
  GLOB1 = 5,
  GLOB8 = 6,
  GLOB24 = 7,
  GLOBN = 8,
  NATIVE = 9,
  SITE = 10,
  COST = 11,
  SELECT = 12,
  /** offset in the frame */
  FRAME = 13,
  /** a map type */
  MAP = 14,
  /** a type with elements: slice, chan */
  ELEMS = 15,
}

function row(a: u32, b: u32, c: u32, d: u32, imm: u32): u32 {
  return a | (b << 4) | (c << 8) | (d << 12) | (imm << 16);
}

/** All 256 rows, filled in once; row + 1, 0: no such opcode. */
const rows: usize = memory.data(256 * 4, 16);

export function operandRow(op: u32): u32 {
  return load<u32>(rows + ((op as usize) << 2));
}

function set(first: i32, last: i32, value: u32): void {
  for (let op = first; op <= last; op++) store<u32>(rows + ((op as usize) << 2), value + 1);
}

/** Fills in the rows. */
export function operandInit(): void {
  setMoves();
  setArithmetic();
  setJumps();
  setMemory();
  setSlices();
  setCalls();
  setTyped();
  setSchedule();
}

function setMoves(): void {
  set(Op.NOP, Op.NOP, 0);
  set(Op.MOV, Op.MOV, row(1, 1, 0, 0, 0));
  set(Op.MOV2, Op.MOV2, row(2, 2, 0, 0, 0));
  set(Op.MOV3, Op.MOV3, row(3, 3, 0, 0, 0));
  set(Op.MOVN, Op.MOVN, row(Opnd.BYTES, Opnd.BYTES, 0, 0, 0));
  set(Op.ZERON, Op.ZERON, row(Opnd.BYTES, 0, 0, 0, 0));
  set(Op.LI, Op.LI, row(1, 0, 0, 0, 0));
  set(Op.STR, Op.STR, row(2, 0, 0, 0, Imm.DATA));
  set(Op.LEAD, Op.LEAD, row(1, 0, 0, 0, Imm.DATA));
  set(Op.LEAG, Op.LEAG, row(1, 0, 0, 0, Imm.GLOB1));
  set(Op.LEAF, Op.LEAF, row(1, 0, 0, 0, Imm.FRAME));
  set(Op.CTX, Op.CTXP, row(1, 0, 0, 0, 0));
}

function setArithmetic(): void {
  set(Op.ADD, Op.SHRU, row(1, 1, 1, 0, 0));
  set(Op.ADDI, Op.EXT32U, row(1, 1, 0, 0, 0));
  set(Op.SHIFTCHK, Op.SHIFTCHK, row(1, 0, 0, 0, 0));
  set(Op.EQ, Op.LEU, row(1, 1, 1, 0, 0));
  set(Op.EQI, Op.GESI, row(1, 1, 0, 0, 0));
  set(Op.FADD, Op.FDIV, row(1, 1, 1, 0, 0));
  set(Op.FNEG, Op.FROUND, row(1, 1, 0, 0, 0));
  set(Op.FEQ, Op.FLE, row(1, 1, 1, 0, 0));
  set(Op.I2F, Op.FABS, row(1, 1, 0, 0, 0));
  set(Op.CDIV, Op.CDIV, row(2, 2, 2, 0, 0));
}

function setJumps(): void {
  set(Op.JMP, Op.JMP, row(0, 0, 0, 0, Imm.JUMP));
  set(Op.JT, Op.JF, row(1, 0, 0, 0, Imm.JUMP));
  set(Op.JEQ, Op.JLEU, row(1, 1, 0, 0, Imm.JUMP));
  set(Op.JEQI, Op.JGESI, row(1, 0, 0, 0, Imm.JUMP));
  set(Op.JTAB, Op.JTAB, row(1, 0, 0, 0, 0));
}

function setMemory(): void {
  set(Op.NILCHK, Op.NILCHK, row(1, 0, 0, 0, 0));
  set(Op.LD8S, Op.LDF32, row(1, 1, 0, 0, 0));
  set(Op.LD2, Op.LD2, row(2, 1, 0, 0, 0));
  set(Op.LD3, Op.LD3, row(3, 1, 0, 0, 0));
  set(Op.LDN, Op.LDN, row(Opnd.LEN, 1, 0, 0, 0));
  set(Op.ST8, Op.STF32, row(1, 1, 0, 0, 0));
  set(Op.ST2, Op.ST2, row(1, 2, 0, 0, 0));
  set(Op.ST3, Op.ST3, row(1, 3, 0, 0, 0));
  set(Op.STN, Op.STN, row(1, Opnd.LEN, 0, 0, 0));
  set(Op.MOVEM, Op.MOVEM, row(1, 1, 0, 0, 0));
  set(Op.ZEROM, Op.ZEROM, row(1, 0, 0, 0, 0));
  set(Op.GLD8S, Op.GLDF32, row(1, 0, 0, 0, Imm.GLOB8));
  set(Op.GLD2, Op.GLD2, row(2, 0, 0, 0, Imm.GLOB24));
  set(Op.GLD3, Op.GLD3, row(3, 0, 0, 0, Imm.GLOB24));
  set(Op.GLDN, Op.GLDN, row(Opnd.LEN, 0, 0, 0, Imm.GLOBN));
  set(Op.GST8, Op.GSTF32, row(0, 1, 0, 0, Imm.GLOB8));
  set(Op.GST2, Op.GST2, row(0, 2, 0, 0, Imm.GLOB24));
  set(Op.GST3, Op.GST3, row(0, 3, 0, 0, Imm.GLOB24));
  set(Op.GSTN, Op.GSTN, row(0, Opnd.LEN, 0, 0, Imm.GLOBN));
  set(Op.FLD8S, Op.FLDF32, row(1, 0, 0, 0, Imm.FRAME));
  set(Op.FST8, Op.FSTF32, row(0, 1, 0, 0, Imm.FRAME));
}

function setSlices(): void {
  set(Op.BOUND, Op.BOUND, row(1, 1, 0, 0, 0));
  set(Op.BOUNDI, Op.BOUNDI, row(1, 0, 0, 0, 0));
  set(Op.SLD8S, Op.SLDF32, row(1, 2, 1, 0, 0));
  set(Op.SST8, Op.SSTF32, row(2, 1, 1, 0, 0));
  set(Op.SLEA, Op.SLEA, row(1, 2, 1, 0, 0));
  set(Op.ALEA, Op.ALEA, row(1, 1, 1, 0, 0));
  set(Op.SLICE, Op.SLICE, row(3, 3, 3, 0, 0));
  set(Op.SLICESTR, Op.SLICESTR, row(2, 2, 2, 0, 0));
  set(Op.SLICEARR, Op.SLICEARR, row(3, 1, Opnd.FOUR, 0, 0));
  set(Op.MAKESLICE, Op.MAKESLICE, row(3, 1, 1, 0, Imm.TYPE));
  set(Op.APPEND1, Op.APPEND1, row(3, 3, Opnd.TYPED, 0, Imm.TYPE));
  set(Op.APPENDS, Op.APPENDS, row(3, 3, 2, 0, Imm.TYPE));
  set(Op.GROW, Op.GROW, row(3, 3, 1, 0, Imm.TYPE));
  set(Op.COPY, Op.COPY, row(1, 2, 2, 0, 0));
  set(Op.SEQ, Op.SLE, row(1, 2, 2, 0, 0));
  set(Op.CONCAT, Op.CONCAT, row(2, Opnd.COUNT_C, 0, 0, 0));
  set(Op.STR2BYTES, Op.STR2RUNES, row(3, 2, 0, 0, 0));
  set(Op.BYTES2STR, Op.BYTES2STR, row(2, 2, 0, 0, 0));
  set(Op.RUNES2STR, Op.RUNES2STR, row(2, 2, 0, 0, 0));
  set(Op.RUNE2STR, Op.RUNE2STR, row(2, 1, 0, 0, 0));
  set(Op.RUNENEXT, Op.RUNENEXT, row(2, 2, 1, 0, 0));
}

function setCalls(): void {
  set(Op.NEW, Op.NEW, row(1, 0, 0, 0, Imm.TYPE));
  set(Op.CLOSURE, Op.CLOSURE, row(1, 0, Opnd.COUNT_D, 0, Imm.FUNC));
  set(Op.CALL, Op.CALL, row(Opnd.WINDOW, 0, 0, 0, Imm.FUNC));
  set(Op.CALLC, Op.CALLC, row(Opnd.WINDOW, 1, 0, 0, 0));
  set(Op.CALLI, Op.CALLI, row(Opnd.WINDOW, 2, 0, 0, 0));
  set(Op.CALLN, Op.CALLN, row(Opnd.WINDOW, 0, 0, 0, Imm.NATIVE));
  set(Op.RET, Op.RET, 0);
  set(Op.GO, Op.GO, row(Opnd.WINDOW, 0, 0, 0, Imm.FUNC));
  set(Op.GOC, Op.GOC, row(Opnd.WINDOW, 1, 0, 0, 0));
  set(Op.GOI, Op.GOI, row(Opnd.WINDOW, 2, 0, 0, 0));
  set(Op.DEFER, Op.DEFER, row(1, 0, 0, 0, Imm.JUMP));
  set(Op.RUNDEFERS, Op.RUNDEFERS, 0);
  set(Op.PANIC, Op.RECOVER, row(2, 0, 0, 0, 0));
}

function setTyped(): void {
  set(Op.MKIFACE, Op.MKIFACE, row(2, Opnd.TYPED, 0, 0, Imm.TYPE));
  set(Op.UNBOX, Op.UNBOX, row(Opnd.TYPED, 2, 0, 0, Imm.TYPE));
  set(Op.ASSERT, Op.ASSERT, row(Opnd.TYPED, 2, Opnd.OPT, 0, Imm.TYPE));
  set(Op.ASSERTX, Op.ASSERTX, row(0, 0, 0, 0, Imm.TYPE));
  set(Op.ASSERTI, Op.ASSERTI, row(2, 2, Opnd.OPT, 0, Imm.TYPE));
  set(Op.IMPLS, Op.IMPLS, row(1, 2, 0, 0, Imm.TYPE));
  set(Op.IFEQ, Op.IFEQ, row(1, 2, 2, 0, 0));
  set(Op.EQT, Op.EQT, row(1, Opnd.TYPED, Opnd.TYPED, 0, Imm.TYPE));
  set(Op.EQM, Op.EQM, row(1, 1, 1, 0, Imm.TYPE));
  set(Op.MKMAP, Op.MKMAP, row(1, 1, 0, 0, Imm.MAP));
  set(Op.MGET, Op.MGET, row(Opnd.ELEM, 1, Opnd.KEY, Opnd.OPT, Imm.MAP));
  set(Op.MSET, Op.MSET, row(1, Opnd.KEY, Opnd.ELEM, 0, Imm.MAP));
  set(Op.MDEL, Op.MDEL, row(1, Opnd.KEY, 0, 0, Imm.MAP));
  set(Op.MLEN, Op.MLEN, row(1, 1, 0, 0, 0));
  set(Op.MCLEAR, Op.MCLEAR, row(1, 0, 0, 0, Imm.MAP));
  set(Op.MITER, Op.MITER, row(1, 1, 0, 0, Imm.MAP));
  set(Op.MNEXT, Op.MNEXT, row(1, Opnd.LOOSE, Opnd.LOOSE, 1, 0));
}

function setSchedule(): void {
  set(Op.MKCHAN, Op.MKCHAN, row(1, 1, 0, 0, Imm.ELEMS));
  set(Op.SEND, Op.SEND, row(1, Opnd.LOOSE, 0, 0, 0));
  set(Op.RECV, Op.RECV, row(Opnd.LOOSE, 1, Opnd.OPT, 0, 0));
  set(Op.CLOSE, Op.CLOSE, row(1, 0, 0, 0, 0));
  set(Op.CHLEN, Op.CHCAP, row(1, 1, 0, 0, 0));
  set(Op.SELECT, Op.SELECT, row(1, 0, 0, 0, Imm.SELECT));
  set(Op.DRAW, Op.DRAW, row(1, 2, 0, 0, Imm.SITE));
  set(Op.CPU, Op.CPU, row(1, 0, Opnd.OPT, 0, 0));
  set(Op.SYSCALL, Op.SYSCALL, row(1, 0, 0, 0, Imm.SITE));
  set(Op.CGO, Op.NET, row(1, 0, 0, 0, Imm.SITE));
  set(Op.NETSRC, Op.NETSRC, row(0, 2, 0, 0, Imm.SITE));
  set(Op.ALLOC, Op.ALLOC, row(1, 0, 0, 0, 0));
  set(Op.COST, Op.COST, row(0, 0, 0, 0, Imm.COST));
  set(Op.THROW, Op.THROW, row(2, 0, 0, 0, 0));
}
