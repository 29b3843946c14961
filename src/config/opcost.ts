/**
 * What each instruction costs: its class, a named field, or both. Instructions that the kernel
 * charges itself (channels, system calls ...) have none here.
 */
import { Op } from '../../assembly/abi/op.ts';
import type { CostField, CostModel, InstrClass } from './cost.ts';

type OpName = Exclude<keyof typeof Op, 'COUNT'>;

const CLASSES: Record<InstrClass, string> = {
  insMove: 'MOV MOV2 MOV3 LI STR LEAD LEAG LEAF CTX CTXP EXT8S EXT16S EXT32S EXT8U EXT16U EXT32U',
  insZero: 'MOVN ZERON LDN STN GLDN GSTN MOVEM ZEROM',
  insAlu:
    'ADD SUB AND OR XOR ANDN SHL SHRS SHRU ADDI ANDI SHLI SHRSI SHRUI NEG COM NOT EQ NE ' +
    'LTS LES LTU LEU EQI NEI LTSI LESI GTSI GESI',
  insMul: 'MUL MULI',
  insDiv: 'DIVS DIVU REMS REMU',
  insFloat: 'FADD FSUB FMUL FNEG FROUND FEQ FNE FLT FLE I2F U2F F2I F2U FFLOOR FCEIL FTRUNC FABS',
  insFloatDiv: 'FDIV FSQRT CDIV',
  insJump: 'JMP JT JF JEQ JNE JLTS JLES JLTU JLEU JEQI JNEI JLTSI JLESI JGTSI JGESI JTAB',
  insLoad:
    'LD8S LD8U LD16S LD16U LD32S LD32U LD64 LDF32 LD2 LD3 GLD8S GLD8U GLD16S GLD16U ' +
    'GLD32S GLD32U GLD64 GLDF32 GLD2 GLD3 FLD8S FLD8U FLD16S FLD16U FLD32S FLD32U FLDF32',
  insStore:
    'ST8 ST16 ST32 ST64 STF32 ST2 ST3 GST8 GST16 GST32 GST64 GSTF32 GST2 GST3 ' +
    'FST8 FST16 FST32 FSTF32',
  insCheck: 'NILCHK BOUND BOUNDI SHIFTCHK',
  insSlice:
    'SLD8S SLD8U SLD16S SLD16U SLD32S SLD32U SLD64 SLDF32 SST8 SST16 SST32 SST64 SSTF32 ' +
    'SLEA ALEA SLICE SLICESTR SLICEARR',
  insString: 'SEQ SNE SLT SLE CONCAT STR2BYTES BYTES2STR STR2RUNES RUNES2STR RUNE2STR RUNENEXT',
  insAppend: 'MAKESLICE APPEND1 APPENDS GROW COPY',
  insCall: 'CALL CALLC CALLI',
  insReturn: 'RET RUNDEFERS',
  insIface: 'MKIFACE UNBOX IFEQ IMPLS EQT EQM',
};

/** Instructions that cost what a named field says, on top of their class. */
const NAMED: Partial<Record<CostField, string>> = {
  alloc: 'NEW CLOSURE MKMAP MAKESLICE CONCAT STR2BYTES BYTES2STR STR2RUNES RUNES2STR',
  mapGet: 'MGET',
  mapSet: 'MSET MDEL',
  mapNext: 'MNEXT',
  ifaceAssert: 'ASSERT ASSERTI',
  chanLen: 'CHLEN CHCAP',
  closureCall: 'CALLC CALLI',
  deferCall: 'DEFER',
  panicBase: 'PANIC',
  nativeCall: 'CALLN',
};

/**
 * Costs that may be set in the model but never come to more than this, in 1/1024 ns: they are u16
 * there.
 */
export const MOST_OP_UNITS = 65535;

/** Cost of each opcode in 1/1024 ns. */
export function opCosts(model: CostModel): number[] {
  const costs = new Array<number>(256).fill(0);
  for (const [name, ops] of [...Object.entries(CLASSES), ...Object.entries(NAMED)]) {
    const units = Math.round(model[name as InstrClass | CostField] * 1024);
    for (const op of ops.split(' ')) costs[Op[op as OpName]]! += units;
  }
  return costs.map((units) => Math.min(MOST_OP_UNITS, units));
}

/** For the test: every opcode named above. */
export const PLAIN_OPS: readonly string[] = Object.values(CLASSES).flatMap((ops) => ops.split(' '));
