/** Writes the bodies of a plan as Go: labels, scopes of channels, the helpers that are needed. */
import { type ElemType, elemAt } from './elem.ts';
import { opOf } from './ops.ts';
import type { Node, Plan } from './plan.ts';

/** A channel that can be named at some place. */
export interface ChanRef {
  name: string;
  elem: ElemType;
}

export class Writer {
  /** Declarations that statements asked for, in order. */
  readonly helpers: string[] = [];
  /** Inside a loop of the same function: `break` and `continue` have a meaning. */
  inLoop = false;
  private readonly known = new Set<string>();
  private readonly plan: Plan;
  private scope: ChanRef[];
  private labels = 0;
  private names = 0;
  private current = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    this.scope = plan.channels.map((c, i) => ({ name: `c${i}`, elem: elemAt(c.type) }));
  }

  func(index: number): string[] {
    this.current = index;
    this.inLoop = false;
    return this.block(this.plan.functions[index]!);
  }

  /** The lines of a body, indented. */
  block(body: readonly Node[]): string[] {
    return body.flatMap((n) => opOf(n).render(this, n)).map((line) => `\t${line}`);
  }

  /** A body inside a loop. */
  loop(body: readonly Node[]): string[] {
    return this.with(true, () => this.block(body));
  }

  /** A body that is a function of its own. */
  closure(body: readonly Node[]): string[] {
    return this.with(false, () => this.block(body));
  }

  private with<T>(inLoop: boolean, run: () => T): T {
    const before = this.inLoop;
    this.inLoop = inLoop;
    const result = run();
    this.inLoop = before;
    return result;
  }

  /** What `run` writes, with one more channel in scope: the first choice of small numbers. */
  withChan(ref: ChanRef, run: () => string[]): string[] {
    const before = this.scope;
    this.scope = [ref, ...before];
    const lines = run();
    this.scope = before;
    return lines;
  }

  chan(index: number): ChanRef {
    return this.scope[Math.abs(index) % this.scope.length]!;
  }

  /** A label that output lines begin with. */
  label(): string {
    return `"s${++this.labels}"`;
  }

  name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  /** Asks for a declaration, once for each key. */
  need(key: string, text: string): void {
    if (this.known.has(key)) return;
    this.known.add(key);
    this.helpers.push(text);
  }

  /** A function behind the current one; undefined if there is none. */
  callee(index: number): string | undefined {
    const behind = this.plan.functions.length - 1 - this.current;
    return behind < 1 ? undefined : `f${this.current + 1 + (Math.abs(index) % behind)}`;
  }
}
