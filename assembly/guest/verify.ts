/**
 * Is this an image that the interpreter may run? Everything that it takes for granted is checked
 * once here: sections inside the image, indices in range, operands inside the frame, jumps inside
 * the function, no way to run off a function's end. What only the run knows (addresses that the
 * program computes) is not checked: a front end that makes wrong code can get a trap of the
 * module, never harm outside.
 */
import { Bad, Cost } from '../abi/abi';
import {
  FieldEntry, FRAME_HEADER, FRAME_MAX, FuncEntry, Image, Ins, Kind, MethodEntry, NO_SLOT,
  PROGRAM_MAGIC, SELECT_HEADER, SelectCase, Type, TypeFlag, WellKnown,
} from '../abi/frame';
import { Native } from '../abi/native';
import { Op } from '../abi/op';
import { nativeSlots } from './nativeslots';
import { Imm, Opnd, operandRow } from './operand';

/** The image under test. */
@unmanaged
class Subject {
  base: usize;
  size: u32;
  codeCount: u32;
  funcs: usize;
  funcCount: u32;
  types: usize;
  typeCount: u32;
  data: usize;
  dataBytes: u32;
  globalBytes: u32;
  siteCount: u32;
  /** of the function under test: bytes of its frame, its first and last instruction */
  frame: u32;
  first: usize;
  last: usize;
  pad: u32;
}

const im: Subject = changetype<Subject>(memory.data(64, 16));

export function verify(base: usize, bytes: u32, abi: u32): i32 {
  const bad = header(base, bytes, abi);
  if (bad != Bad.NONE) return bad;
  im.base = base;
  im.size = bytes;
  im.codeCount = load<u32>(base, Image.CODE_COUNT);
  im.funcs = base + load<u32>(base, Image.FUNCS);
  im.funcCount = load<u32>(base, Image.FUNC_COUNT);
  im.types = base + load<u32>(base, Image.TYPES);
  im.typeCount = load<u32>(base, Image.TYPE_COUNT);
  im.data = base + load<u32>(base, Image.DATA);
  im.dataBytes = load<u32>(base, Image.DATA_BYTES);
  im.globalBytes = load<u32>(base, Image.GLOBAL_BYTES);
  im.siteCount = load<u32>(base, Image.SITE_COUNT);
  if (!bitmap(load<u32>(base, Image.GLOBAL_PTRMAP), im.globalBytes)) return Bad.SECTION;
  for (let i: u32 = 1; i < im.typeCount; i++) {
    if (!typeOk(im.types + (i as usize) * Type.SIZE)) return Bad.SECTION;
  }
  return functions();
}

// ---- header -----------------------------------------------------------------------------

function header(base: usize, bytes: u32, abi: u32): i32 {
  if (bytes < <u32>Image.HEADER_BYTES) return Bad.SIZE;
  if (load<u32>(base, Image.MAGIC) != PROGRAM_MAGIC) return Bad.MAGIC;
  if (load<u32>(base, Image.ABI) != abi) return Bad.ABI;
  if (load<u32>(base, Image.SIZE) != bytes) return Bad.SIZE;
  let end: u64 = section(base, Image.CODE, Ins.SIZE, Image.HEADER_BYTES);
  end = section(base, Image.FUNCS, FuncEntry.SIZE, end);
  end = section(base, Image.TYPES, Type.SIZE, end);
  if (section(base, Image.DATA, 1, end) != (bytes as u64)) return Bad.SECTION;
  if (load<u32>(base, Image.FUNC_COUNT) == 0) return Bad.SECTION;
  if (load<u32>(base, Image.GLOBAL_BYTES) > 0x7fffffff) return Bad.SECTION;
  if (load<u32>(base, Image.SITE_COUNT) > 0xffffff) return Bad.SECTION;
  const sum = fnv1aWords(base + Image.HEADER_BYTES, bytes - Image.HEADER_BYTES);
  return sum != load<u32>(base, Image.CHECKSUM) ? Bad.CHECKSUM : Bad.NONE;
}

/**
 * Sections lie one behind the other, each at a multiple of 16: the pair (offset, count) of the
 * header must begin at `from`. Where the array of `stride` bytes each ends; 0: it does not begin
 * there.
 */
function section(base: usize, at: usize, stride: u32, from: u64): u64 {
  if (from == 0 || (load<u32>(base + at) as u64) != from) return 0;
  const end = from + (load<u32>(base + at, 4) as u64) * (stride as u64);
  return (end + 15) & ~15;
}

/** Of 32-bit words: sections are multiples of 16, and `bytes` has been compared with their end. */
function fnv1aWords(at: usize, bytes: u32): u32 {
  let hash: u32 = 0x811c9dc5;
  const end = at + bytes;
  for (; at < end; at += 4) hash = (hash ^ load<u32>(at)) * 0x01000193;
  return hash;
}

// ---- types ------------------------------------------------------------------------------

/** Are `bytes` bytes at an offset of DATA inside it? */
function inData(offset: u32, bytes: u64): bool {
  return (offset as u64) + bytes <= (im.dataBytes as u64);
}

/**
 * A bitmap for so many bytes of 8-byte words. Words of 32 bits; a bitmap may end after its last
 * set bit.
 */
function bitmap(offset: u32, bytes: u32): bool {
  return inData(offset, (((bytes as u64) >> 3) + 31) / 32 * 4);
}

function typeOk(t: usize): bool {
  const kind: u32 = load<u8>(t, Type.KIND);
  if (kind > <u32>Kind.UNSAFE_POINTER) return false;
  if (!inData(load<u32>(t, Type.NAME), load<u32>(t, Type.NAME_LEN))) return false;
  if (!inData(load<u32>(t, Type.PKG), load<u32>(t, Type.PKG_LEN))) return false;
  if (load<u32>(t, Type.SIZE_BYTES) > 0x7fffffff) return false;
  const slots = load<u32>(t, Type.SLOT_BYTES);
  if ((slots & 7) != 0 || slots != slotBytes(t, kind)) return false;
  if (!bitmap(load<u32>(t, Type.PTRMAP), load<u32>(t, Type.SIZE_BYTES) + 7)) return false;
  if (load<u32>(t, Type.PTR_TO) >= im.typeCount) return false;
  return partsOk(t, kind) && methodsOk(t, kind);
}

/** What SLOT_BYTES must be; the interpreter moves values by kind. */
function slotBytes(t: usize, kind: u32): u32 {
  switch (kind) {
    case Kind.STRUCT:
    case Kind.ARRAY:
      return (load<u32>(t, Type.SIZE_BYTES) + 7) & ~7;
    case Kind.SLICE:
      return 24;
    case Kind.STRING:
    case Kind.INTERFACE:
    case Kind.COMPLEX64:
    case Kind.COMPLEX128:
      return 16;
    case Kind.INVALID:
      return load<u32>(t, Type.SLOT_BYTES);
    default:
      return 8;
  }
}

function isType(i: u32): bool {
  return i > 0 && i < im.typeCount;
}

function partsOk(t: usize, kind: u32): bool {
  const elem = load<u32>(t, Type.ELEM);
  switch (kind) {
    case Kind.ARRAY:
    case Kind.CHAN:
    case Kind.POINTER:
    case Kind.SLICE:
      return isType(elem) && (kind != Kind.ARRAY || arrayOk(t, elem));
    case Kind.MAP:
      return isType(elem) && isType(load<u32>(t, Type.KEY));
    case Kind.STRUCT:
      return fieldsOk(t, true);
    case Kind.INTERFACE:
      return fieldsOk(t, false);
    case Kind.FUNC:
      return inData(load<u32>(t, Type.FIELDS), (load<u32>(t, Type.FIELD_COUNT) as u64) * 4);
    default:
      return elem < im.typeCount;
  }
}

/** Elements inside the array, and no array that contains itself. */
function arrayOk(t: usize, elem: u32): bool {
  const e = im.types + (elem as usize) * Type.SIZE;
  const bytes = (load<u32>(t, Type.KEY) as u64) * (load<u32>(e, Type.SIZE_BYTES) as u64);
  return e != t && bytes <= (load<u32>(t, Type.SIZE_BYTES) as u64);
}

function fieldsOk(t: usize, typed: bool): bool {
  const count = load<u32>(t, Type.FIELD_COUNT);
  const fields = load<u32>(t, Type.FIELDS);
  if (!inData(fields, (count as u64) * FieldEntry.SIZE)) return false;
  for (let i: u32 = 0; i < count; i++) {
    const f = im.data + fields + (i as usize) * FieldEntry.SIZE;
    if (!inData(load<u32>(f, FieldEntry.NAME), load<u32>(f, FieldEntry.NAME_LEN))) return false;
    if (!typed) continue;
    const type = load<u32>(f, FieldEntry.TYPE);
    if (!isType(type)) return false;
    const bytes: u64 = load<u32>(im.types + (type as usize) * Type.SIZE, Type.SIZE_BYTES);
    const end = (load<u32>(f, FieldEntry.OFFSET) as u64) + bytes;
    if (end > (load<u32>(t, Type.SIZE_BYTES) as u64)) return false;
  }
  return true;
}

function methodsOk(t: usize, kind: u32): bool {
  const count = load<u32>(t, Type.METHOD_COUNT);
  const at = load<u32>(t, Type.METHODS);
  const stride: u32 = kind == Kind.INTERFACE ? 4 : MethodEntry.SIZE;
  if (!inData(at, (count as u64) * (stride as u64))) return false;
  if (kind == Kind.INTERFACE) return true;
  for (let i: u32 = 0; i < count; i++) {
    const m = im.data + at + (i as usize) * MethodEntry.SIZE;
    if (load<u32>(m, MethodEntry.FUNC) >= im.funcCount) return false;
  }
  return true;
}

// ---- functions --------------------------------------------------------------------------

function functions(): i32 {
  let next: u64 = 0;
  for (let i: u32 = 0; i < im.funcCount; i++) {
    const f = im.funcs + (i as usize) * FuncEntry.SIZE;
    const pc: u64 = load<u32>(f, FuncEntry.PC);
    const count: u64 = load<u32>(f, FuncEntry.COUNT);
    if (pc < next || count == 0 || pc + count > (im.codeCount as u64)) return Bad.SECTION;
    next = pc + count;
    if (!entryOk(f)) return Bad.SECTION;
    const bad = bodyOk(f);
    if (bad != Bad.NONE) return bad;
  }
  return wellKnownOk() ? Bad.NONE : Bad.SECTION;
}

function entryAt(i: u32): usize {
  return im.funcs + (i as usize) * FuncEntry.SIZE;
}

function entryOk(f: usize): bool {
  const frame = load<u32>(f, FuncEntry.FRAME);
  const params: u32 = load<u16>(f, FuncEntry.PARAMS);
  const results: u32 = load<u16>(f, FuncEntry.RESULTS);
  if (frame > <u32>FRAME_MAX || (frame & 7) != 0 || ((params | results) & 7) != 0) return false;
  if (<u32>FRAME_HEADER + params + results > frame) return false;
  if (!bitmap(load<u32>(f, FuncEntry.PTRMAP), frame)) return false;
  return inData(load<u32>(f, FuncEntry.NAME), load<u32>(f, FuncEntry.NAME_LEN));
}

function wellKnownOk(): bool {
  const at = im.base + Image.WELLKNOWN;
  const panic = load<u32>(at + WellKnown.FATALPANIC_FUNC * 4);
  if (panic >= im.funcCount) return false;
  if (panic != 0 && load<u16>(entryAt(panic), FuncEntry.PARAMS) != 16) return false;
  const error = load<u32>(at + WellKnown.RUNTIME_ERROR_TYPE * 4);
  const nil = load<u32>(at + WellKnown.PANIC_NIL_TYPE * 4);
  if (error >= im.typeCount || nil >= im.typeCount) return false;
  return error == 0 || load<u8>(im.types + (error as usize) * Type.SIZE) == Kind.STRING;
}

function bodyOk(f: usize): i32 {
  im.frame = load<u32>(f, FuncEntry.FRAME);
  const code = im.base + load<u32>(im.base, Image.CODE);
  im.first = code + (load<u32>(f, FuncEntry.PC) as usize) * Ins.SIZE;
  im.last = im.first + (load<u32>(f, FuncEntry.COUNT) as usize) * Ins.SIZE - Ins.SIZE;
  for (let pc = im.first; pc <= im.last; pc += Ins.SIZE) {
    const op: u32 = load<u16>(pc, Ins.OP);
    if (op >= <u32>Op.COUNT || operandRow(op) == 0) return Bad.OPCODE;
    if (!operandsOk(pc, operandRow(op) - 1) || !specialOk(pc, op)) return Bad.OPERAND;
  }
  return endOk(im.last) ? Bad.NONE : Bad.OPERAND;
}

/** The last instruction of a function does not fall through. */
function endOk(pc: usize): bool {
  switch (load<u16>(pc, Ins.OP) as i32) {
    case Op.RET:
    case Op.JMP:
    case Op.PANIC:
    case Op.THROW:
      return true;
    case Op.CALLN:
      switch (load<u32>(pc, Ins.I)) {
        case Native.EXIT:
        case Native.GOEXIT:
        case Native.FATAL:
        case Native.DIE:
          return true;
        default:
          return false;
      }
    default:
      return false;
  }
}

// ---- operands ---------------------------------------------------------------------------

function operandsOk(pc: usize, row: u32): bool {
  if (!immOk(pc, row >> 16)) return false;
  return slotOk(pc, row & 15, load<u16>(pc, Ins.A))
    && slotOk(pc, (row >> 4) & 15, load<u16>(pc, Ins.B))
    && slotOk(pc, (row >> 8) & 15, load<u16>(pc, Ins.C))
    && slotOk(pc, (row >> 12) & 15, load<u16>(pc, Ins.D));
}

/** `bytes` bytes from a slot on are inside the frame. */
function inFrame(slot: u32, bytes: u64): bool {
  return (slot & 7) == 0 && (slot as u64) + bytes <= (im.frame as u64);
}

function typeWord(pc: usize, field: usize): u32 {
  return load<u32>(im.types + (load<u32>(pc, Ins.I) as usize) * Type.SIZE + field);
}

function sizeOf(type: u32): u64 {
  return load<u32>(im.types + (type as usize) * Type.SIZE, Type.SLOT_BYTES);
}

function slotOk(pc: usize, kind: u32, slot: u32): bool {
  switch (kind) {
    case Opnd.NONE:
      return true;
    case Opnd.ONE:
    case Opnd.TWO:
    case Opnd.THREE:
      return inFrame(slot, (kind as u64) << 3);
    case Opnd.FOUR:
      return inFrame(slot, 32);
    case Opnd.OPT:
    case Opnd.LOOSE:
      return slot == <u32>NO_SLOT || inFrame(slot, 8);
    case Opnd.TYPED:
      return sized(slot, sizeOf(load<u32>(pc, Ins.I)));
    case Opnd.ELEM:
      return sized(slot, sizeOf(typeWord(pc, Type.ELEM)));
    case Opnd.KEY:
      return sized(slot, sizeOf(typeWord(pc, Type.KEY)));
    case Opnd.BYTES:
      return sized(slot, load<u32>(pc, Ins.I));
    case Opnd.LEN:
      return sized(slot, load<u32>(pc, Ins.C));
    case Opnd.COUNT_C:
      return sized(slot, (load<u16>(pc, Ins.C) as u64) << 4);
    case Opnd.COUNT_D:
      return sized(slot, (load<u16>(pc, Ins.D) as u64) << 3);
    case Opnd.WINDOW:
      return windowOk(pc, slot);
    default:
      return false;
  }
}

/** A value of no size needs no slot. */
function sized(slot: u32, bytes: u64): bool {
  return bytes == 0 || inFrame(slot, (bytes + 7) & ~7);
}

/** Room for the callee's header, and for what is known to be read there. */
function windowOk(pc: usize, slot: u32): bool {
  let bytes: u64 = FRAME_HEADER;
  switch (load<u16>(pc, Ins.OP) as i32) {
    case Op.CALL:
    case Op.GO:
      bytes += load<u16>(entryAt(load<u32>(pc, Ins.I)), FuncEntry.PARAMS);
      break;
    case Op.CALLN: {
      const slots = nativeSlots(load<u32>(pc, Ins.I));
      bytes += (((slots & 15) + (slots >> 4)) as u64) << 3;
      break;
    }
    case Op.CALLI:
    case Op.GOI:
      bytes += 8;
      break;
    default:
  }
  return inFrame(slot, bytes) && slot >= <u32>FRAME_HEADER;
}

function immOk(pc: usize, kind: u32): bool {
  const imm = load<u32>(pc, Ins.I);
  switch (kind) {
    case Imm.NONE:
      return true;
    case Imm.JUMP:
      return jumpOk(pc, imm);
    case Imm.FUNC:
      return imm < im.funcCount;
    case Imm.TYPE:
      return isType(imm);
    case Imm.MAP:
      return isType(imm) && (typeWord(pc, Type.KIND) & 255) == Kind.MAP;
    case Imm.ELEMS:
      return isType(imm) && isType(typeWord(pc, Type.ELEM));
    case Imm.DATA:
      return inData(imm, load<u16>(pc, Ins.OP) == Op.STR ? load<u32>(pc, Ins.C) : 0);
    case Imm.NATIVE:
      return imm > 0 && imm < <u32>Native.COUNT && imm != <u32>Native.FIRST_LOCAL;
    case Imm.SITE:
      return imm < im.siteCount || (im.siteCount == 0 && imm == 0);
    case Imm.COST:
      return imm < <u32>Cost.COUNT;
    case Imm.SELECT:
      return selectOk(imm);
    case Imm.FRAME:
      return (imm as u64) + width(load<u16>(pc, Ins.OP)) <= (im.frame as u64);
    default:
      return globalOk(pc, kind, imm);
  }
}

function globalOk(pc: usize, kind: u32, imm: u32): bool {
  let bytes: u64 = 0;
  if (kind == Imm.GLOBN) bytes = load<u32>(pc, Ins.C);
  else if (kind == Imm.GLOB8) bytes = width(load<u16>(pc, Ins.OP));
  else if (kind == Imm.GLOB24) bytes = wide(load<u16>(pc, Ins.OP)) ? 24 : 16;
  return (imm as u64) + bytes <= (im.globalBytes as u64);
}

function wide(op: u32): bool {
  return op == Op.GLD3 || op == Op.GST3;
}

/** Bytes that an instruction on globals, on a field in the frame touches. */
function width(op: u32): u64 {
  switch (op) {
    case Op.LEAF:
    case Op.GLD8S:
    case Op.GLD8U:
    case Op.GST8:
    case Op.FLD8S:
    case Op.FLD8U:
    case Op.FST8:
      return 1;
    case Op.GLD16S:
    case Op.GLD16U:
    case Op.GST16:
    case Op.FLD16S:
    case Op.FLD16U:
    case Op.FST16:
      return 2;
    case Op.GLD64:
    case Op.GST64:
      return 8;
    default:
      return 4;
  }
}

function jumpOk(pc: usize, imm: u32): bool {
  const target = (pc as i64) + ((imm as i32) as i64);
  return (imm & 15) == 0 && target >= (im.first as i64) && target <= (im.last as i64);
}

/** Instructions with a rule of their own. */
function specialOk(pc: usize, op: u32): bool {
  switch (op) {
    case Op.JTAB: {
      const end = pc + (((load<u16>(pc, Ins.D) as usize) + 1) << 4);
      if (end > im.last) return false;
      for (let p = pc + Ins.SIZE; p < end; p += Ins.SIZE) {
        if (load<u16>(p, Ins.OP) != Op.JMP) return false;
      }
      return true;
    }
    case Op.DEFER: {
      const target = pc + load<i32>(pc, Ins.I);
      return load<u16>(target, Ins.OP) == Op.RUNDEFERS;
    }
    case Op.ASSERT:
    case Op.ASSERTI:
      return pc < im.last && load<u16>(pc + Ins.SIZE, Ins.OP) == Op.ASSERTX;
    case Op.CALL:
    case Op.CALLC:
    case Op.CALLI:
      return pc < im.last;
    case Op.MAKESLICE:
    case Op.APPEND1:
    case Op.APPENDS:
    case Op.GROW:
      return (typeWord(pc, Type.SIZE_BYTES)) < 0x7fffffff;
    case Op.MKCHAN:
      return (typeWord(pc, Type.KIND) & 255) == Kind.CHAN;
    case Op.EQT:
    case Op.EQM:
      return (load<u8>(im.types + (load<u32>(pc, Ins.I) as usize) * Type.SIZE, Type.FLAGS)
        & TypeFlag.COMPARABLE) != 0;
    default:
      return true;
  }
}

function selectOk(offset: u32): bool {
  if (!inData(offset, SELECT_HEADER)) return false;
  const count: u32 = load<u16>(im.data + offset);
  if (!inData(offset, SELECT_HEADER + (count as u64) * SelectCase.SIZE)) return false;
  for (let i: u32 = 0; i < count; i++) {
    const at = im.data + offset + SELECT_HEADER + (i as usize) * SelectCase.SIZE;
    if (!inFrame(load<u16>(at, SelectCase.CHAN), 8)) return false;
    const elem: u32 = load<u16>(at, SelectCase.ELEM);
    const ok: u32 = load<u16>(at, SelectCase.OK);
    if (elem != <u32>NO_SLOT && !inFrame(elem, 8)) return false;
    if (ok != <u32>NO_SLOT && !inFrame(ok, 8)) return false;
  }
  return true;
}
