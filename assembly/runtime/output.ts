/**
 * What the program writes: entries (fd, length, bytes) in a ring that the host drains. When an
 * entry does not fit, the run pauses with OUTPUT_FULL and the instruction is executed again
 * afterwards; the host is never slower than the program.
 */
import { Out, Stop } from '../abi/abi';
import { Ev } from '../abi/event';
import { memAlloc } from '../machine/mem';
import { setOut } from '../machine/stats';
import { Ret } from './ret';
import { M, S } from './runtime2';
import { record } from './trace';
import { Step, yieldAt } from './turn';

@unmanaged
class Output {
  base: usize;
  size: u32;
  head: u64;
  tail: u64;
}

const out: Output = changetype<Output>(memory.data(32, 8));

/** Bytes of an entry's header: u8 fd, 3 bytes 0, u32 length. */
const HEADER: u32 = 8;

export function outputInit(bytes: u32): bool {
  out.size = bytes;
  out.base = memAlloc(bytes);
  return out.base != 0;
}

export function outputAddress(): usize {
  return out.base;
}

export function outputDrained(upTo: u64): void {
  if (upTo > out.tail && upTo <= out.head) out.tail = upTo;
}

export function outputPublish(): void {
  setOut(Out.OUT_HEAD, out.head as f64);
  setOut(Out.OUT_TAIL, out.tail as f64);
  setOut(Out.OUTPUT_BYTES, out.size as f64);
}

/** Kept free for the texts with which a run ends. */
const RESERVE: u32 = 4096;

/**
 * Appends an entry; false: the host has to drain first. An entry larger than the buffer makes it
 * grow.
 */
export function outwrite(fd: i32, ptr: usize, len: u32): bool {
  const need = ((HEADER + len + 7) & ~7) + RESERVE;
  if (need > out.size) {
    if (out.head != out.tail) return false;
    let size = out.size;
    while (size < need) size <<= 1;
    const grown = memAlloc(size);
    if (grown == 0) return true;
    out.base = grown;
    out.size = size;
  }
  if (out.head - out.tail + (need as u64) > (out.size as u64)) return false;
  append(fd, ptr, len);
  return true;
}

/** Appends one of the last texts of a run: there is always room for some. */
export function outlast(ptr: usize, len: u32): void {
  const need = (HEADER + len + 7) & ~7;
  if (out.head - out.tail + (need as u64) <= (out.size as u64)) append(2, ptr, len);
}

function append(fd: i32, ptr: usize, len: u32): void {
  const need = (HEADER + len + 7) & ~7;
  put(fd, 0);
  put(len, 4);
  for (let i: u32 = 0; i < len; ) {
    const at = ((out.head as u32) + HEADER + i) & (out.size - 1);
    let n = out.size - at;
    if (n > len - i) n = len - i;
    memory.copy(out.base + at, ptr + i, n);
    i += n;
  }
  out.head += need;
}

function put(word: u32, offset: u32): void {
  store<u32>(out.base + ((((out.head as u32) + offset) & (out.size - 1)) as usize), word);
}

/** The record of a write by the M's goroutine. */
export function traceOutput(mp: M, fd: i32, len: u32): void {
  const gp = mp.curg;
  record(Ev.Output, fd, 0, mp.id, mp.p!.id, gp === null ? 0 : gp.goid, 0, len, 0);
}

/** The M waits until the host has drained the output; its instruction is executed again. */
export function outputfull(mp: M): i32 {
  S.pending |= 2;
  yieldAt(mp, Step.EXEC);
  return Ret.LEAVE;
}

/** Whether the run pauses for the host to drain. */
export function outputStop(): i32 {
  if ((S.pending & 2) == 0) return 0;
  S.pending &= ~2;
  return Stop.OUTPUT_FULL;
}
