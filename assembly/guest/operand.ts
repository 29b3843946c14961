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

/**
 * Rows of three words: the first and the last of some opcodes, and what they have: A | B << 4 |
 * C << 8 | D << 12 | I << 16; the numbers 1 to 3 are so many slots.
 */
const TABLE: usize = memory.data<u32>([
  // moves and constants
  Op.NOP, Op.NOP, 0,
  Op.MOV, Op.MOV, 1 | 1 << 4,
  Op.MOV2, Op.MOV2, 2 | 2 << 4,
  Op.MOV3, Op.MOV3, 3 | 3 << 4,
  Op.MOVN, Op.MOVN, Opnd.BYTES | Opnd.BYTES << 4,
  Op.ZERON, Op.ZERON, Opnd.BYTES,
  Op.LI, Op.LI, 1,
  Op.STR, Op.STR, 2 | Imm.DATA << 16,
  Op.LEAD, Op.LEAD, 1 | Imm.DATA << 16,
  Op.LEAG, Op.LEAG, 1 | Imm.GLOB1 << 16,
  Op.LEAF, Op.LEAF, 1 | Imm.FRAME << 16,
  Op.CTX, Op.CTXP, 1,
  // arithmetic
  Op.ADD, Op.SHRU, 1 | 1 << 4 | 1 << 8,
  Op.ADDI, Op.EXT32U, 1 | 1 << 4,
  Op.SHIFTCHK, Op.SHIFTCHK, 1,
  Op.EQ, Op.LEU, 1 | 1 << 4 | 1 << 8,
  Op.EQI, Op.GESI, 1 | 1 << 4,
  Op.FADD, Op.FDIV, 1 | 1 << 4 | 1 << 8,
  Op.FNEG, Op.FROUND, 1 | 1 << 4,
  Op.FEQ, Op.FLE, 1 | 1 << 4 | 1 << 8,
  Op.I2F, Op.FABS, 1 | 1 << 4,
  Op.CDIV, Op.CDIV, 2 | 2 << 4 | 2 << 8,
  // jumps
  Op.JMP, Op.JMP, Imm.JUMP << 16,
  Op.JT, Op.JF, 1 | Imm.JUMP << 16,
  Op.JEQ, Op.JLEU, 1 | 1 << 4 | Imm.JUMP << 16,
  Op.JEQI, Op.JGESI, 1 | Imm.JUMP << 16,
  Op.JTAB, Op.JTAB, 1,
  // memory
  Op.NILCHK, Op.NILCHK, 1,
  Op.LD8S, Op.LDF32, 1 | 1 << 4,
  Op.LD2, Op.LD2, 2 | 1 << 4,
  Op.LD3, Op.LD3, 3 | 1 << 4,
  Op.LDN, Op.LDN, Opnd.LEN | 1 << 4,
  Op.ST8, Op.STF32, 1 | 1 << 4,
  Op.ST2, Op.ST2, 1 | 2 << 4,
  Op.ST3, Op.ST3, 1 | 3 << 4,
  Op.STN, Op.STN, 1 | Opnd.LEN << 4,
  Op.MOVEM, Op.MOVEM, 1 | 1 << 4,
  Op.ZEROM, Op.ZEROM, 1,
  Op.GLD8S, Op.GLDF32, 1 | Imm.GLOB8 << 16,
  Op.GLD2, Op.GLD2, 2 | Imm.GLOB24 << 16,
  Op.GLD3, Op.GLD3, 3 | Imm.GLOB24 << 16,
  Op.GLDN, Op.GLDN, Opnd.LEN | Imm.GLOBN << 16,
  Op.GST8, Op.GSTF32, 1 << 4 | Imm.GLOB8 << 16,
  Op.GST2, Op.GST2, 2 << 4 | Imm.GLOB24 << 16,
  Op.GST3, Op.GST3, 3 << 4 | Imm.GLOB24 << 16,
  Op.GSTN, Op.GSTN, Opnd.LEN << 4 | Imm.GLOBN << 16,
  Op.FLD8S, Op.FLDF32, 1 | Imm.FRAME << 16,
  Op.FST8, Op.FSTF32, 1 << 4 | Imm.FRAME << 16,
  // slices and strings
  Op.BOUND, Op.BOUND, 1 | 1 << 4,
  Op.BOUNDI, Op.BOUNDI, 1,
  Op.SLD8S, Op.SLDF32, 1 | 2 << 4 | 1 << 8,
  Op.SST8, Op.SSTF32, 2 | 1 << 4 | 1 << 8,
  Op.SLEA, Op.SLEA, 1 | 2 << 4 | 1 << 8,
  Op.ALEA, Op.ALEA, 1 | 1 << 4 | 1 << 8,
  Op.SLICE, Op.SLICE, 3 | 3 << 4 | 3 << 8,
  Op.SLICESTR, Op.SLICESTR, 2 | 2 << 4 | 2 << 8,
  Op.SLICEARR, Op.SLICEARR, 3 | 1 << 4 | Opnd.FOUR << 8,
  Op.MAKESLICE, Op.MAKESLICE, 3 | 1 << 4 | 1 << 8 | Imm.TYPE << 16,
  Op.APPEND1, Op.APPEND1, 3 | 3 << 4 | Opnd.TYPED << 8 | Imm.TYPE << 16,
  Op.APPENDS, Op.APPENDS, 3 | 3 << 4 | 2 << 8 | Imm.TYPE << 16,
  Op.GROW, Op.GROW, 3 | 3 << 4 | 1 << 8 | Imm.TYPE << 16,
  Op.COPY, Op.COPY, 1 | 2 << 4 | 2 << 8,
  Op.SEQ, Op.SLE, 1 | 2 << 4 | 2 << 8,
  Op.CONCAT, Op.CONCAT, 2 | Opnd.COUNT_C << 4,
  Op.STR2BYTES, Op.STR2RUNES, 3 | 2 << 4,
  Op.BYTES2STR, Op.BYTES2STR, 2 | 2 << 4,
  Op.RUNES2STR, Op.RUNES2STR, 2 | 2 << 4,
  Op.RUNE2STR, Op.RUNE2STR, 2 | 1 << 4,
  Op.RUNENEXT, Op.RUNENEXT, 2 | 2 << 4 | 1 << 8,
  // calls
  Op.NEW, Op.NEW, 1 | Imm.TYPE << 16,
  Op.CLOSURE, Op.CLOSURE, 1 | Opnd.COUNT_D << 8 | Imm.FUNC << 16,
  Op.CALL, Op.CALL, Opnd.WINDOW | Imm.FUNC << 16,
  Op.CALLC, Op.CALLC, Opnd.WINDOW | 1 << 4,
  Op.CALLI, Op.CALLI, Opnd.WINDOW | 2 << 4,
  Op.CALLN, Op.CALLN, Opnd.WINDOW | Imm.NATIVE << 16,
  Op.RET, Op.RET, 0,
  Op.GO, Op.GO, Opnd.WINDOW | Imm.FUNC << 16,
  Op.GOC, Op.GOC, Opnd.WINDOW | 1 << 4,
  Op.GOI, Op.GOI, Opnd.WINDOW | 2 << 4,
  Op.DEFER, Op.DEFER, 1 | Imm.JUMP << 16,
  Op.RUNDEFERS, Op.RUNDEFERS, 0,
  Op.PANIC, Op.RECOVER, 2,
  // typed values
  Op.MKIFACE, Op.MKIFACE, 2 | Opnd.TYPED << 4 | Imm.TYPE << 16,
  Op.UNBOX, Op.UNBOX, Opnd.TYPED | 2 << 4 | Imm.TYPE << 16,
  Op.ASSERT, Op.ASSERT, Opnd.TYPED | 2 << 4 | Opnd.OPT << 8 | Imm.TYPE << 16,
  Op.ASSERTX, Op.ASSERTX, Imm.TYPE << 16,
  Op.ASSERTI, Op.ASSERTI, 2 | 2 << 4 | Opnd.OPT << 8 | Imm.TYPE << 16,
  Op.IMPLS, Op.IMPLS, 1 | 2 << 4 | Imm.TYPE << 16,
  Op.IFEQ, Op.IFEQ, 1 | 2 << 4 | 2 << 8,
  Op.EQT, Op.EQT, 1 | Opnd.TYPED << 4 | Opnd.TYPED << 8 | Imm.TYPE << 16,
  Op.EQM, Op.EQM, 1 | 1 << 4 | 1 << 8 | Imm.TYPE << 16,
  Op.MKMAP, Op.MKMAP, 1 | 1 << 4 | Imm.MAP << 16,
  Op.MGET, Op.MGET, Opnd.ELEM | 1 << 4 | Opnd.KEY << 8 | Opnd.OPT << 12 | Imm.MAP << 16,
  Op.MSET, Op.MSET, 1 | Opnd.KEY << 4 | Opnd.ELEM << 8 | Imm.MAP << 16,
  Op.MDEL, Op.MDEL, 1 | Opnd.KEY << 4 | Imm.MAP << 16,
  Op.MLEN, Op.MLEN, 1 | 1 << 4,
  Op.MCLEAR, Op.MCLEAR, 1 | Imm.MAP << 16,
  Op.MITER, Op.MITER, 1 | 1 << 4 | Imm.MAP << 16,
  Op.MNEXT, Op.MNEXT, 1 | Opnd.LOOSE << 4 | Opnd.LOOSE << 8 | 1 << 12,
  // scheduling
  Op.MKCHAN, Op.MKCHAN, 1 | 1 << 4 | Imm.ELEMS << 16,
  Op.SEND, Op.SEND, 1 | Opnd.LOOSE << 4,
  Op.RECV, Op.RECV, Opnd.LOOSE | 1 << 4 | Opnd.OPT << 8,
  Op.CLOSE, Op.CLOSE, 1,
  Op.CHLEN, Op.CHCAP, 1 | 1 << 4,
  Op.SELECT, Op.SELECT, 1 | Imm.SELECT << 16,
  Op.DRAW, Op.DRAW, 1 | 2 << 4 | Imm.SITE << 16,
  Op.CPU, Op.CPU, 1 | Opnd.OPT << 8,
  Op.SYSCALL, Op.SYSCALL, 1 | Imm.SITE << 16,
  Op.CGO, Op.NET, 1 | Imm.SITE << 16,
  Op.NETSRC, Op.NETSRC, 2 << 4 | Imm.SITE << 16,
  Op.ALLOC, Op.ALLOC, 1,
  Op.COST, Op.COST, Imm.COST << 16,
  Op.THROW, Op.THROW, 2,
]);
const TABLE_ROWS = 113;

/** All 256 rows, filled in once; row + 1, 0: no such opcode. */
const rows: usize = memory.data(256 * 4, 16);

export function operandRow(op: u32): u32 {
  return load<u32>(rows + ((op as usize) << 2));
}

/** Fills in the rows. */
export function operandInit(): void {
  for (let i = 0; i < TABLE_ROWS; i++) {
    const at = TABLE + (i as usize) * 12;
    for (let op = load<u32>(at); op <= load<u32>(at, 4); op++) {
      store<u32>(rows + ((op as usize) << 2), load<u32>(at, 8) + 1);
    }
  }
}
