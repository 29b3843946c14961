/**
 * Slots of one function's frame. A slot holds a pointer always or never, so a run of slots that
 * becomes free is kept by its pattern of pointers and given out again only for the same pattern.
 *
 * The window of a callee lies behind all slots, at an offset that is known only when the function
 * is complete: operands from WINDOW up stand for it and are replaced at the end (code.ts).
 */
import { FRAME_HEADER } from '../../../assembly/abi/frame.ts';

/** A byte offset from fp, or WINDOW plus an offset in the callee's frame. */
export type Slot = number;
export const WINDOW = 1 << 20;

interface Run { at: Slot; pattern: string }

export class Frame {
  /** The first byte never given out. */
  top = FRAME_HEADER;
  private readonly pointers = new Set<number>();
  private readonly free = new Map<string, Slot[]>();
  private temps: Run[] = [];
  private windowBytes = FRAME_HEADER;

  alloc(pattern: string): Slot {
    const at = this.free.get(pattern)?.pop();
    return at ?? this.fresh(pattern);
  }

  /** Slots that were never used before and never will be again: parameters, results. */
  fresh(pattern: string): Slot {
    const at = this.top;
    for (let i = 0; i < pattern.length; i++) if (pattern[i] === '1') this.pointers.add(at / 8 + i);
    this.top += 8 * pattern.length;
    return at;
  }

  release(at: Slot, pattern: string): void {
    const list = this.free.get(pattern);
    if (list) list.push(at);
    else this.free.set(pattern, [at]);
  }

  /** A slot for an intermediate value; it is free again at `sweep` of an earlier `mark`. */
  temp(pattern: string): Slot {
    const at = this.alloc(pattern);
    this.temps.push({ at, pattern });
    return at;
  }

  mark(): number {
    return this.temps.length;
  }

  sweep(mark: number): void {
    while (this.temps.length > mark) {
      const { at, pattern } = this.temps.pop()!;
      this.release(at, pattern);
    }
  }

  /** Notes that a callee needs `bytes` of window, its header included. */
  window(bytes: number): void {
    this.windowBytes = Math.max(this.windowBytes, bytes);
  }

  get frameBytes(): number {
    return this.top + this.windowBytes;
  }

  get pointerSlots(): number[] {
    return [...this.pointers].sort((a, b) => a - b);
  }
}
