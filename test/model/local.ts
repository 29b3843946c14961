/** Instructions that only their own goroutine sees. */
import { Draw, Op } from '../../assembly/abi/op.ts';
import type { Instr } from '../../src/program/program.ts';
import { Stream } from './chance.ts';
import { Channel, type Frame, type M } from './state.ts';
import { NotModelled, type World } from './world.ts';

const i16 = (x: number): number => (x << 16) >> 16;

/** Whether a jump is taken. */
export function jumps(s: Float64Array, ins: Instr): boolean {
  const a = s[ins.a / 8]!;
  const b = s[ins.b / 8]!;
  switch (ins.op) {
    case Op.JMP: return true;
    case Op.JT: return a !== 0;
    case Op.JF: return a === 0;
    case Op.JEQ: return a === b;
    case Op.JNE: return a !== b;
    case Op.JLTS: return a < b;
    case Op.JLES: return a <= b;
    case Op.JEQI: return a === i16(ins.c);
    case Op.JNEI: return a !== i16(ins.c);
    case Op.JLTSI: return a < i16(ins.c);
    case Op.JLESI: return a <= i16(ins.c);
    case Op.JGTSI: return a > i16(ins.c);
    case Op.JGESI: return a >= i16(ins.c);
    default: throw new NotModelled(`instruction ${Op[ins.op]}`);
  }
}

export function local(w: World, m: M, frame: Frame, ins: Instr): void {
  const s = frame.slots;
  const a = ins.a / 8;
  switch (ins.op) {
    case Op.NOP: return;
    case Op.LI: s[a] = Number(ins.l); return;
    case Op.MOV: s[a] = s[ins.b / 8]!; return;
    case Op.ADDI: s[a] = s[ins.b / 8]! + ins.i; return;
    case Op.ADD: s[a] = s[ins.b / 8]! + s[ins.c / 8]!; return;
    case Op.MKCHAN: s[a] = makechan(w, m, s[ins.b / 8]!); return;
    case Op.NEW: s[a] = newobject(w, m); return;
    case Op.ST32: w.heap.set(s[a]! + ins.i, s[ins.b / 8]!); return;
    case Op.DRAW: s[a] = draw(w, ins, s); return;
    default: throw new NotModelled(`instruction ${Op[ins.op]}`);
  }
}

const WORD = 8;

function makechan(w: World, m: M, size: number): number {
  w.charge(m, 'makeChan');
  w.charge(m, 'allocByte', WORD * size);
  w.channels.push(new Channel(w.channels.length + 1, size));
  return w.channels.length;
}

function newobject(w: World, m: M): number {
  // Where the allocation itself costs nothing, its bytes do not either.
  if (w.cost('alloc') > 0) w.charge(m, 'allocByte', WORD);
  w.heapTop += WORD;
  return w.heapTop;
}

/** A draw of a site: docs/machine.md, section 11. */
function draw(w: World, ins: Instr, s: Float64Array): number {
  const [first, second] = [s[ins.b / 8]!, s[ins.b / 8 + 1]!];
  const n = w.siteDraws.get(ins.i) ?? 0;
  w.siteDraws.set(ins.i, n + 1);
  const u = w.chance.unit(Stream.SITE, ins.i, 2 * n);
  switch (ins.c) {
    case Draw.CONST: return Math.max(0, first);
    case Draw.UNIFORM: return whole(first + u * (second - first));
    case Draw.EXP: return whole(-first * Math.log(u));
    default: throw new NotModelled(`draw ${Draw[ins.c]}`);
  }
}

const whole = (x: number): number => (x > 0 ? Math.floor(x + 0.5) : 0);

