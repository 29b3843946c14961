/** A queue of numbers with both ends cheap: a ring buffer that doubles when it is full. */
export class Deque implements Iterable<number> {
  private items = new Float64Array(8);
  private head = 0;
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) this.grow();
    this.items[(this.head + this.length++) & (this.items.length - 1)] = value;
  }

  unshift(value: number): void {
    if (this.length === this.items.length) this.grow();
    this.head = (this.head - 1) & (this.items.length - 1);
    this.items[this.head] = value;
    this.length++;
  }

  /** Takes the front; undefined when empty. */
  shift(): number | undefined {
    if (this.length === 0) return undefined;
    const value = this.items[this.head]!;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.length--;
    return value;
  }

  /** The element `i` from the front; undefined outside. */
  at(i: number): number | undefined {
    if (i < 0 || i >= this.length) return undefined;
    return this.items[(this.head + i) & (this.items.length - 1)];
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }

  copy(): Deque {
    const d = new Deque();
    d.items = this.items.slice();
    d.head = this.head;
    d.length = this.length;
    return d;
  }

  private grow(): void {
    const grown = new Float64Array(this.items.length * 2);
    for (let i = 0; i < this.length; i++) grown[i] = this.at(i)!;
    this.items = grown;
    this.head = 0;
  }
}
