/**
 * The objects whose initialisation is yet to be ordered: a binary heap. Constants come first, then
 * those with the fewest dependencies left, then in source order. When something has fewer
 * dependencies left it is entered once more; the entries that are no longer true are passed over.
 */

export interface Queued {
  isConst: boolean;
  /** Dependencies that are not yet initialised. */
  left: number;
  order: number;
}

interface Entry<T> { item: T; left: number }

export class InitQueue<T extends Queued> {
  private readonly heap: Entry<T>[] = [];
  private readonly taken = new Set<T>();

  /** Enters an item, or says that it has fewer dependencies left. */
  put(item: T): void {
    if (this.taken.has(item)) return;
    const { heap } = this;
    let i = heap.length;
    const entry = { item, left: item.left };
    for (let up = (i - 1) >> 1; i > 0 && before(entry, heap[up]!); up = (i - 1) >> 1) {
      heap[i] = heap[up]!;
      i = up;
    }
    heap[i] = entry;
  }

  /** The first one; undefined: none is left. */
  take(): T | undefined {
    for (let entry = this.pop(); entry; entry = this.pop()) {
      const { item, left } = entry;
      if (left !== item.left || this.taken.has(item)) continue;
      this.taken.add(item);
      return item;
    }
    return undefined;
  }

  private pop(): Entry<T> | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let i = 0;
    for (let down = this.smaller(i); down >= 0; down = this.smaller(i)) {
      if (!before(heap[down]!, last)) break;
      heap[i] = heap[down]!;
      i = down;
    }
    heap[i] = last;
    return first;
  }

  /** The child of `i` that comes first; -1: it has none. */
  private smaller(i: number): number {
    const { heap } = this;
    const left = 2 * i + 1;
    if (left >= heap.length) return -1;
    return left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left;
  }
}

function before(x: Entry<Queued>, y: Entry<Queued>): boolean {
  if (x.item.isConst !== y.item.isConst) return x.item.isConst;
  return x.left < y.left || (x.left === y.left && x.item.order < y.item.order);
}
