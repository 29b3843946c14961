/**
 * Several assignments at once: the second must not see what the first did. A value or an operand
 * of a place that lies in a slot which the statement assigns to is copied first.
 */
import type { Type } from '../types/types.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import type { Place } from './place.ts';

export class Storing {
  private readonly ranges: Array<{ from: number; to: number }> = [];
  private readonly fn: Fn;

  constructor(fn: Fn, places: readonly Place[], types: readonly Type[]) {
    this.fn = fn;
    places.forEach((p, i) => {
      if (p.kind !== 'slot' && p.kind !== 'field') return;
      this.ranges.push({ from: p.at, to: p.at + Math.max(1, fn.lay(types[i]!).slotBytes) });
    });
    for (const p of places) if (p.kind === 'dyn') this.ranges.push({ from: p.at, to: p.at + 1e9 });
  }

  private hits(at: Slot, bytes: number): boolean {
    return this.ranges.some((r) => at < r.to && at + bytes > r.from);
  }

  /** The value, copied if it would change. */
  keep(slot: Slot, type: Type): Slot {
    const lay = this.fn.lay(type);
    if (lay.slotBytes === 0 || !this.hits(slot, lay.slotBytes)) return slot;
    const copy = this.fn.temp(lay);
    this.fn.move(copy, slot, lay);
    return copy;
  }

  private word(slot: Slot, pattern: string): Slot {
    if (!this.hits(slot, 8 * pattern.length)) return slot;
    const copy = this.fn.frame.temp(pattern);
    this.fn.moveBytes(copy, slot, 8 * pattern.length);
    return copy;
  }

  /** The place, with operands that would change copied. */
  freeze(p: Place): Place {
    switch (p.kind) {
      case 'dyn': return { ...p, bytes: this.word(p.bytes, '0') };
      case 'mem': return { ...p, addr: this.word(p.addr, '1') };
      case 'elem':
        return { ...p, slice: this.word(p.slice, '100'), index: this.word(p.index, '0') };
      case 'map': {
        const key = this.fn.lay(p.type).under;
        if (key.kind !== 'Map') return p;
        return { ...p, map: this.word(p.map, '1'), key: this.keep(p.key, key.key) };
      }
      default: return p;
    }
  }
}
