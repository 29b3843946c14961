/**
 * Text in the making: messages of run-time errors, what print gathers. Literals are kept in the
 * module as UTF-16 and are plain ASCII.
 */
import { Type } from '../abi/frame';
import { dataBase, typeAddr } from './image';
import { stackalloc, stackfree } from './stack';

@unmanaged
class TextState {
  at: usize;
  len: u32;
  cap: u32;
  pad: u32;
}

const T: TextState = changetype<TextState>(memory.data(16, 8));

export function textStart(): void {
  T.len = 0;
}

export function textAddress(): usize {
  return T.at;
}

export function textLength(): u32 {
  return T.len;
}

/** Room for `n` bytes more; where they go. 0: memory limit, the text is cut there. */
function room(n: u32): usize {
  const need: u64 = (T.len as u64) + (n as u64);
  if (need > (T.cap as u64)) {
    const cap = need * 2 < 256 ? 256 : need * 2;
    if (cap > 0x10000000) return 0;
    const at = stackalloc(cap as u32);
    if (at == 0) return 0;
    memory.copy(at, T.at, T.len);
    if (T.at != 0) stackfree(T.at, T.cap);
    T.at = at;
    T.cap = cap as u32;
  }
  const to = T.at + T.len;
  T.len += n;
  return to;
}

export function textByte(b: u32): void {
  const at = room(1);
  if (at != 0) store<u8>(at, b as u8);
}

export function textBytes(from: usize, n: u32): void {
  const at = room(n);
  if (at != 0) memory.copy(at, from, n);
}

/** A literal. */
export function text(s: string): void {
  const from = changetype<usize>(s);
  const n: i32 = s.length;
  for (let i = 0; i < n; i++) textByte(load<u16>(from + ((i as usize) << 1)));
}

export function textUint(v: u64): void {
  let digits: u32 = 1;
  for (let x = v; x >= 10; x /= 10) digits++;
  const at = room(digits);
  if (at == 0) return;
  for (let i = digits; i > 0; i--) {
    store<u8>(at + i - 1, (48 + (v % 10)) as u8);
    v /= 10;
  }
}

export function textInt(v: i64): void {
  if (v < 0) {
    textByte(0x2d);
    textUint(-v as u64);
  } else textUint(v as u64);
}

/** 0x... */
export function textHex(v: u64): void {
  text('0x');
  let shift: i32 = 60;
  while (shift > 0 && (v >> (shift as u64)) == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) {
    const d = ((v >> (shift as u64)) & 15) as u32;
    textByte(d < 10 ? 48 + d : 87 + d);
  }
}

/** The name of a type, as %T prints it. */
export function textType(type: u32): void {
  const t = typeAddr(type);
  textBytes(dataBase() + load<u32>(t, Type.NAME), load<u32>(t, Type.NAME_LEN));
}
