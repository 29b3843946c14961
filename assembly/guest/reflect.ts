/**
 * What package fmt and its like ask about values: natives on type indices and on interfaces.
 * `args` and `res` are the slots of parameters and results (abi/native.ts). A question that makes
 * no sense (the length of an int) gets 0, never a trap.
 */
import { FieldEntry, Kind, Type, TypeFlag } from '../abi/frame';
import { Native } from '../abi/native';
import { Fault } from './fault';
import { dataBase, typeAddr, typeCount } from './image';
import { Iter, mapiter, mapIterValue, maplen, mapnext } from './map';
import { nativeSlots } from './nativeslots';
import { implementsType } from './type';
import { boxMemory, boxSlots, elemOf, hasFlag, keyOf, kindOf, sizeOf, toSlots } from './value';

/** Executes a native of this group; returns a Fault, NONE if all is well. */
export function reflectNative(fn: i32, args: usize, res: usize): i32 {
  if (fn <= <i32>Native.TYPEIMPLEMENTS) return typeNative(fn, args, res);
  const type = load<u32>(args);
  switch (fn) {
    case Native.VALUEMAKE:
      store<u64>(res, known(type) ? (type as u64) : 0);
      store<u64>(res, known(type) ? load<u64>(args, 8) : 0, 8);
      return Fault.NONE;
    case Native.MAPNEXT:
      return nextEntry(load<u32>(args), res);
    default:
  }
  if (known(type)) return valueNative(fn, type, args, res);
  memory.fill(res, 0, (nativeSlots(fn) >> 4) << 3);
  return Fault.NONE;
}

function known(type: u32): bool {
  return type > 0 && type < typeCount();
}

function typeNative(fn: i32, args: usize, res: usize): i32 {
  const type = load<u32>(args);
  const valid = known(type);
  switch (fn) {
    case Native.TYPEOF:
      store<u64>(res, type as u64);
      break;
    case Native.TYPENAME:
      textOf(valid ? typeAddr(type) + Type.NAME : 0, res);
      break;
    case Native.TYPEFIELD:
      field(valid ? type : 0, load<u64>(args, 8), res);
      break;
    case Native.TYPEIMPLEMENTS: {
      const iface = load<u32>(args, 8);
      const asked = valid && known(iface) && kindOf(iface) == Kind.INTERFACE;
      store<u64>(res, asked && implementsType(type, iface) ? 1 : 0);
      break;
    }
    default:
      store<u64>(res, valid ? (typeWordOf(fn, type) as u64) : 0);
  }
  return Fault.NONE;
}

function typeWordOf(fn: i32, type: u32): u32 {
  const kind = kindOf(type);
  switch (fn) {
    case Native.TYPEKIND:
      return kind as u32;
    case Native.TYPEELEM:
      return elemOf(type);
    case Native.TYPEKEY:
      return kind == Kind.MAP ? keyOf(type) : 0;
    case Native.TYPELEN:
      if (kind == Kind.STRUCT) return load<u32>(typeAddr(type), Type.FIELD_COUNT);
      return kind == Kind.ARRAY ? keyOf(type) : 0;
    case Native.TYPEFLAGS:
      return load<u8>(typeAddr(type), Type.FLAGS);
    default:
      return 0;
  }
}

/** A string from two words (offset in DATA, length); 0: the empty one. */
function textOf(words: usize, res: usize): void {
  store<u64>(res, words == 0 ? 0 : ((dataBase() + load<u32>(words)) as u64));
  store<u64>(res, words == 0 ? 0 : (load<u32>(words, 4) as u64), 8);
}

/** Entry of field i of a struct; 0: there is none. */
function fieldEntry(type: u32, i: u64): usize {
  if (type == 0 || kindOf(type) != Kind.STRUCT) return 0;
  const t = typeAddr(type);
  if (i >= (load<u32>(t, Type.FIELD_COUNT) as u64)) return 0;
  return dataBase() + load<u32>(t, Type.FIELDS) + (i as usize) * FieldEntry.SIZE;
}

function field(type: u32, i: u64, res: usize): void {
  const f = fieldEntry(type, i);
  textOf(f == 0 ? 0 : f + FieldEntry.NAME, res);
  store<u64>(res, f == 0 ? 0 : (load<u32>(f, FieldEntry.TYPE) as u64), 16);
  store<u64>(res, f == 0 ? 0 : (load<u32>(f, FieldEntry.FLAGS) as u64), 24);
}

// ---- values -----------------------------------------------------------------------------

/** `args`: the interface (type, word), then further arguments. */
function valueNative(fn: i32, type: u32, args: usize, res: usize): i32 {
  const word = args + 8;
  const kind = kindOf(type);
  switch (fn) {
    case Native.VALUEINT:
    case Native.VALUEFLOAT:
      store<u64>(res, hasFlag(type, TypeFlag.DIRECT) ? load<u64>(word) : 0);
      return Fault.NONE;
    case Native.VALUECOMPLEX:
      twoSlots(type, word, res, kind == Kind.COMPLEX64 || kind == Kind.COMPLEX128);
      return Fault.NONE;
    case Native.VALUESTRING:
      twoSlots(type, word, res, kind == Kind.STRING);
      return Fault.NONE;
    case Native.VALUELEN:
    case Native.VALUECAP:
      store<u64>(res, lengthOf(type, load<u32>(word), fn == Native.VALUECAP));
      return Fault.NONE;
    case Native.VALUEINDEX:
      return element(type, load<u32>(word), load<u64>(args, 16), res);
    case Native.VALUEELEM:
      return boxedOrNil(elemOf(type), kind == Kind.POINTER ? (load<u32>(word) as usize) : 0, res);
    case Native.VALUEBYTES:
      bytesOf(type, load<u32>(word), res);
      return Fault.NONE;
    case Native.MAPITER: {
      const it = mapiter(type, kind == Kind.MAP ? (load<u32>(word) as usize) : 0, 0);
      store<u64>(res, it as u64);
      return it == 0 ? Fault.MEMORY : Fault.NONE;
    }
    case Native.SLICEADDR:
      store<u64>(res, kind == Kind.SLICE ? load<u64>(load<u32>(word)) : 0);
      return Fault.NONE;
    default:
      return Fault.NONE;
  }
}

function twoSlots(type: u32, word: usize, res: usize, fits: bool): void {
  if (fits) toSlots(type, load<u32>(word), res);
  else memory.fill(res, 0, 16);
}

function lengthOf(type: u32, data: usize, cap: bool): u64 {
  switch (kindOf(type)) {
    case Kind.STRING:
      return cap ? 0 : load<u64>(data, 8);
    case Kind.SLICE:
      return cap ? load<u64>(data, 16) : load<u64>(data, 8);
    case Kind.ARRAY:
      return keyOf(type) as u64;
    case Kind.MAP:
      return cap ? 0 : (maplen(data) as u64);
    case Kind.CHAN:
      // Hchan (runtime/runtime2.ts) begins with qcount and dataqsiz.
      if (data == 0) return 0;
      return (cap ? load<u32>(data, 4) : load<u32>(data)) as u64;
    default:
      return 0;
  }
}

/**
 * Element i of a slice or an array, field i of a struct, as an interface; nil where there is none.
 */
function element(type: u32, data: usize, i: u64, res: usize): i32 {
  let elem = elemOf(type);
  let at: usize = 0;
  switch (kindOf(type)) {
    case Kind.SLICE:
      if (i < load<u64>(data, 8)) at = load<u32>(data) + (i as u32) * sizeOf(elem);
      break;
    case Kind.ARRAY:
      if (i < (keyOf(type) as u64)) at = data + (i as usize) * sizeOf(elem);
      break;
    case Kind.STRUCT: {
      const f = fieldEntry(type, i);
      if (f == 0) break;
      elem = load<u32>(f, FieldEntry.TYPE);
      at = data + load<u32>(f, FieldEntry.OFFSET);
      break;
    }
    default:
  }
  return boxedOrNil(elem, at, res);
}

function boxedOrNil(type: u32, at: usize, res: usize): i32 {
  if (at == 0) {
    memory.fill(res, 0, 16);
    return Fault.NONE;
  }
  return boxMemory(type, at, res) ? Fault.NONE : Fault.MEMORY;
}

/** The bytes of a slice or an array of bytes. */
function bytesOf(type: u32, data: usize, res: usize): void {
  const kind = kindOf(type);
  memory.fill(res, 0, 24);
  if ((kind != Kind.SLICE && kind != Kind.ARRAY) || sizeOf(elemOf(type)) != 1) return;
  if (kind == Kind.SLICE) {
    memory.copy(res, data, 24);
    return;
  }
  store<u64>(res, data as u64);
  store<u64>(res, keyOf(type) as u64, 8);
  store<u64>(res, keyOf(type) as u64, 16);
}

/** (k, v any, ok bool) */
function nextEntry(iter: usize, res: usize): i32 {
  const key: usize = iter == 0 ? 0 : mapnext(iter);
  memory.fill(res, 0, 40);
  if (key == 0) return Fault.NONE;
  const type = changetype<Iter>(iter).type;
  if (!boxSlots(keyOf(type), key, res)) return Fault.MEMORY;
  if (!boxSlots(elemOf(type), mapIterValue(iter, key), res + 16)) return Fault.MEMORY;
  store<u64>(res, 1, 32);
  return Fault.NONE;
}
