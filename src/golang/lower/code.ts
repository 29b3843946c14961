/**
 * The instructions of one function while it is being made: labels, and the window's offset put in
 * last.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { Ins } from '../../../assembly/abi/frame.ts';
import type { Instr } from '../../program/program.ts';
import { WINDOW } from './frame.ts';

/** A place in the code to jump to. */
export interface Label { at: number; used: boolean }

/** Opcodes whose I is an offset from fp. */
const frameImmediate = new Set<Op>([
  Op.LEAF, Op.FLD8S, Op.FLD8U, Op.FLD16S, Op.FLD16U, Op.FLD32S, Op.FLD32U, Op.FLDF32,
  Op.FST8, Op.FST16, Op.FST32, Op.FSTF32,
]);

/** After these nothing runs on to the next instruction. */
const final = new Set<Op>([Op.JMP, Op.RET, Op.PANIC, Op.THROW]);

export class Code {
  readonly list: Instr[] = [];
  private readonly fixups: Array<{ index: number; label: Label }> = [];
  /** No path leads here: what follows, up to the next label, is left out. */
  dead = false;
  /** Index into Program.positions for the instructions that come. */
  pos = 0;

  emit(op: Op, a = 0, b = 0, c = 0, d = 0, i = 0): void {
    if (this.dead) return;
    this.list.push({ op, a, b, c, d, i, pos: this.pos });
    this.dead = final.has(op);
  }

  emitLong(a: number, value: bigint): void {
    if (this.dead) return;
    const l = BigInt.asIntN(64, value);
    this.list.push({ op: Op.LI, a, b: 0, c: 0, d: 0, i: 0, l, pos: this.pos });
  }

  label(): Label {
    return { at: -1, used: false };
  }

  /** A jump, or DEFER: an instruction whose I is the distance to a label. */
  jump(op: Op, label: Label, a = 0, b = 0, c = 0): void {
    if (this.dead) return;
    // An endless loop without a body still goes back.
    if (label.at === this.list.length) this.emit(Op.NOP);
    this.fixups.push({ index: this.list.length, label });
    label.used = true;
    this.emit(op, a, b, c & 0xffff);
  }

  place(label: Label): void {
    // A jump to the very next instruction is none.
    const last = this.fixups[this.fixups.length - 1];
    const at = this.list.length;
    if (last?.label === label && last.index === at - 1 && this.list[at - 1]!.op === Op.JMP
      && !this.placedAt(at)) {
      this.list.pop();
      this.fixups.pop();
    }
    label.at = this.list.length;
    this.marks.add(label.at);
    this.dead = this.dead && !label.used;
  }

  /** Labels that a later backward jump will use: code there is reached in ways not yet seen. */
  placeLoop(label: Label): void {
    label.used = true;
    this.place(label);
  }

  private readonly marks = new Set<number>();
  private placedAt(at: number): boolean {
    return this.marks.has(at);
  }

  /** Resolves jumps and window operands. `window` is the offset of the callee's frame. */
  finish(window: number): Instr[] {
    for (const { index, label } of this.fixups) {
      if (label.at < 0) throw new Error('code: jump to a label that was never placed');
      this.list[index]!.i = (label.at - index) * Ins.SIZE;
    }
    const patch = (x: number): number => (x >= WINDOW ? x - WINDOW + window : x);
    for (const ins of this.list) {
      ins.a = patch(ins.a);
      ins.b = patch(ins.b);
      ins.c = patch(ins.c);
      ins.d = patch(ins.d);
      if (frameImmediate.has(ins.op)) ins.i = patch(ins.i);
    }
    return this.list;
  }
}
