/** The texts of Go's run-time errors, as its runtime words them. */
import { FieldEntry, Type } from '../abi/frame';
import { F, Fault } from '../guest/fault';
import { dataBase, typeAddr } from '../guest/image';
import { text, textBytes, textInt, textStart, textType } from '../guest/text';
import { missingMethod } from '../guest/type';

/** The text of the error in F, in the text buffer. */
export function faultText(): void {
  textStart();
  switch (F.code) {
    case Fault.SEND_CLOSED:
      text('send on closed channel');
      return;
    case Fault.CLOSE_CLOSED:
      text('close of closed channel');
      return;
    case Fault.CLOSE_NIL:
      text('close of nil channel');
      return;
    case Fault.MAKECHAN_SIZE:
      text('makechan: size out of range');
      return;
    case Fault.NIL_MAP:
      text('assignment to entry in nil map');
      return;
    case Fault.UNHASHABLE_KEY:
      text('hash of unhashable type: ');
      textType(F.a as u32);
      return;
    case Fault.ASSERT:
    case Fault.ASSERT_IFACE:
      conversion();
      return;
    default:
      text('runtime error: ');
      runtimeText();
  }
}

/** Those that begin with `runtime error: `. */
function runtimeText(): void {
  switch (F.code) {
    case Fault.DIVIDE:
      text('integer divide by zero');
      return;
    case Fault.SHIFT:
      text('negative shift amount');
      return;
    case Fault.MAKESLICE_LEN:
      text('makeslice: len out of range');
      return;
    case Fault.MAKESLICE_CAP:
      text('makeslice: cap out of range');
      return;
    case Fault.GROWSLICE:
      text('growslice: len out of range');
      return;
    case Fault.UNHASHABLE:
      text('hash of unhashable type ');
      textType(F.a as u32);
      return;
    case Fault.UNCOMPARABLE:
      text('comparing uncomparable type ');
      textType(F.a as u32);
      return;
    case Fault.NIL_DEREF:
      text('invalid memory address or nil pointer dereference');
      return;
    default:
      boundsText();
  }
}

function boundsText(): void {
  switch (F.code) {
    case Fault.INDEX:
      bounds('index out of range [', ']', '] with length ', '');
      return;
    case Fault.SLICE_LEN:
      bounds('slice bounds out of range [:', ']', '] with length ', '');
      return;
    case Fault.SLICE_CAP:
      bounds('slice bounds out of range [:', ']', '] with capacity ', '');
      return;
    case Fault.SLICE_B:
      bounds('slice bounds out of range [', ':]', ':', ']');
      return;
    case Fault.SLICE3_LEN:
      bounds('slice bounds out of range [::', ']', '] with length ', '');
      return;
    case Fault.SLICE3_CAP:
      bounds('slice bounds out of range [::', ']', '] with capacity ', '');
      return;
    case Fault.SLICE3_B:
      bounds('slice bounds out of range [:', ':]', ':', ']');
      return;
    case Fault.SLICE3_C:
      bounds('slice bounds out of range [', '::]', ':', ':]');
      return;
    default:
      text('unknown error');
  }
}

/** A negative bound is told alone. */
function bounds(before: string, negative: string, between: string, after: string): void {
  text(before);
  textInt(F.a);
  if (F.a < 0) {
    text(negative);
    return;
  }
  text(between);
  textInt(F.b);
  text(after);
}

/** A failed type assertion. */
function conversion(): void {
  const have = F.a as u32;
  const want = F.b as u32;
  text('interface conversion: ');
  const missing = F.code == Fault.ASSERT_IFACE && have != 0 ? missingMethod(have, want) : -1;
  if (missing >= 0) {
    textType(have);
    text(' is not ');
    textType(want);
    text(': missing method ');
    methodName(want, missing as u32);
    return;
  }
  if (F.c == 0 || F.code == Fault.ASSERT_IFACE) text('interface');
  else textType(F.c);
  text(' is ');
  if (have == 0) text('nil');
  else textType(have);
  text(', not ');
  textType(want);
  if (have != 0 && sameText(have, want, Type.NAME)) {
    text(' (types from different ');
    text(sameText(have, want, Type.PKG) ? 'scopes)' : 'packages)');
  }
}

function sameText(a: u32, b: u32, field: usize): bool {
  const x = typeAddr(a) + field;
  const y = typeAddr(b) + field;
  const n = load<u32>(x, 4);
  if (n != load<u32>(y, 4)) return false;
  const data = dataBase();
  for (let i: u32 = 0; i < n; i++) {
    if (load<u8>(data + load<u32>(x) + i) != load<u8>(data + load<u32>(y) + i)) return false;
  }
  return true;
}

function methodName(iface: u32, i: u32): void {
  const t = typeAddr(iface);
  if (i >= load<u32>(t, Type.FIELD_COUNT)) return;
  const f = dataBase() + load<u32>(t, Type.FIELDS) + (i as usize) * FieldEntry.SIZE;
  textBytes(dataBase() + load<u32>(f, FieldEntry.NAME), load<u32>(f, FieldEntry.NAME_LEN));
}
