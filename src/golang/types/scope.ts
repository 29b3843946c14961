/** A block's names. Objects enter when their scope starts, so a look-up needs no positions. */
import type { Obj } from './types.ts';

export class Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, Obj>;

  constructor(parent?: Scope, names: Map<string, Obj> = new Map()) {
    this.parent = parent;
    this.names = names;
  }

  /** Looks in this block only. */
  lookup(name: string): Obj | undefined {
    return this.names.get(name);
  }

  /**
   * Enters an object; returns the one that already has the name, if any, and changes nothing then.
   */
  insert(obj: Obj): Obj | undefined {
    const alt = this.names.get(obj.name);
    if (alt) return alt;
    this.names.set(obj.name, obj);
    return undefined;
  }

  /** The innermost scope from here outwards that knows the name. */
  find(name: string): { scope: Scope; obj: Obj } | undefined {
    for (let s: Scope | undefined = this; s; s = s.parent) {
      const obj = s.names.get(name);
      if (obj) return { scope: s, obj };
    }
    return undefined;
  }
}
