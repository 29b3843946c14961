/**
 * Unification: do two types become identical when type parameters are given values? Each parameter
 * has a cell; joined parameters share one. Inexact unification lets a defined type match a literal
 * of its underlying type, a channel one of other direction, and an interface what implements it, as
 * assignments do; element types below the top must be equal ("exact") then.
 */
import type { Checker } from './check.ts';
import { commonUnder } from './coretype.ts';
import { lookupFieldOrMethod } from './lookup.ts';
import { sameId, selectorId } from './object.ts';
import {
  asNamed, asTypeParam, identical, isInterface, isTypeLit, isTypeParam, unalias, under,
} from './predicates.ts';
import { termsEqual } from './terms.ts';
import type { Interface, Signature, Type, TypeParam, Var } from './types.ts';

/** How strictly to compare: bits. */
export const inexact = 0;
export const assign = 1;
export const exact = 2;

const depthLimit = 50;

interface Cell { type: Type | undefined }
interface Pair { x: Interface; y: Interface; prev: Pair | undefined }

export class Unifier {
  private readonly c: Checker;
  private readonly cells = new Map<TypeParam, Cell>();
  private depth = 0;

  constructor(c: Checker, tparams: readonly TypeParam[], targs: readonly (Type | undefined)[]) {
    this.c = c;
    tparams.forEach((p, i) => this.cells.set(p, { type: targs[i] }));
  }

  at(p: TypeParam): Type | undefined {
    return this.cells.get(p)?.type;
  }

  set(p: TypeParam, t: Type): void {
    this.cells.get(p)!.type = t;
  }

  unknowns(): number {
    let n = 0;
    for (const cell of this.cells.values()) if (!cell.type) n++;
    return n;
  }

  inferred(tparams: readonly TypeParam[]): Array<Type | undefined> {
    return tparams.map((p) => this.at(p));
  }

  unify(x: Type, y: Type, mode: number): boolean {
    return this.nify(x, y, mode, undefined);
  }

  private bound(t: Type): TypeParam | undefined {
    const p = asTypeParam(t);
    return p && this.cells.has(p) ? p : undefined;
  }

  /** Makes two parameters stand for the same type; false if both have one already. */
  private join(x: TypeParam, y: TypeParam): boolean {
    const cx = this.cells.get(x)!;
    const cy = this.cells.get(y)!;
    if (cx === cy) return true;
    if (cx.type && cy.type) return false;
    const [from, to] = cx.type ? [cy, cx] : [cx, cy];
    for (const [p, cell] of this.cells) if (cell === from) this.cells.set(p, to);
    return true;
  }

  private nify(x: Type, y: Type, mode: number, p: Pair | undefined): boolean {
    if (x === y || unalias(x) === unalias(y)) return true;
    if (this.depth > depthLimit) return false;
    this.depth++;
    const ok = this.step(x, y, mode, p);
    this.depth--;
    return ok;
  }

  private step(x: Type, y: Type, mode: number, p: Pair | undefined): boolean {
    // A defined type goes to the right, and a bound parameter to the left.
    if (asNamed(x) || this.bound(y)) [x, y] = [y, x];
    const named = asNamed(y);
    if (!(mode & exact) && named && isTypeLit(x) && !isPlain(x)) {
      y = named.underlying;
      if (x === y || unalias(x) === unalias(y)) return true;
    }
    const px = this.bound(x);
    if (px) return this.withParam(px, y, mode, p);
    if (!(mode & exact)) {
      const done = this.interfaces(x, y, p);
      if (done !== undefined) return done;
    }
    if (isTypeParam(y)) [x, y] = [y, x];
    return this.structure(unalias(x), unalias(y), mode, y, p);
  }

  private withParam(px: TypeParam, y: Type, mode: number, p: Pair | undefined): boolean {
    const py = this.bound(y);
    if (py) {
      return this.join(px, py) || this.nify(this.at(px)!, this.at(py)!, mode, p);
    }
    const x = this.at(px);
    if (!x) {
      this.set(px, y);
      return true;
    }
    return this.nify(x, y, mode, p) && this.reconcile(px, x, y, mode);
  }

  /** The parameter had type `x`, which unifies with `y`: is `y` a better choice? */
  private reconcile(px: TypeParam, x: Type, y: Type, mode: number): boolean {
    const xi = isPlain(x) ? (under(x) as Interface) : undefined;
    const yi = isPlain(y) ? (under(y) as Interface) : undefined;
    const xn = asNamed(x) !== undefined;
    const yn = asNamed(y) !== undefined;
    if (xi && yi) {
      if (xn && yn) return identical(x, y);
      if (xi.methods.length !== yi.methods.length) return false;
    } else if (xi || yi) return false;
    if (mode & exact || xn) return true;
    const u = under(y);
    if (yn || (u.kind === 'Chan' && u.dir !== 'both')) this.set(px, y);
    return true;
  }

  // ---- interfaces -----------------------------------------------------------------------------

  /** If one is an interface, the other must have its methods; undefined if none is. */
  private interfaces(x: Type, y: Type, p: Pair | undefined): boolean | undefined {
    const xi = isPlain(x) ? (under(x) as Interface) : undefined;
    const yi = isPlain(y) ? (under(y) as Interface) : undefined;
    if (xi && yi) return this.bothInterfaces(xi, yi, p);
    if (!xi && !yi) return undefined;
    const [iface, other] = xi ? [xi, y] : [yi!, x];
    return iface.methods.every((m) => {
      const { obj } = lookupFieldOrMethod(other, false, m.pkg, m.name);
      return obj?.kind === 'Func' && this.nify(m.type, obj.type, exact, p);
    });
  }

  private bothInterfaces(x: Interface, y: Interface, p: Pair | undefined): boolean {
    if (x.comparable !== y.comparable || !termsEqual(x.terms, y.terms)) return false;
    if (compared(x, y, p)) return true;
    const q: Pair = { x, y, prev: p };
    const [few, many] = x.methods.length > y.methods.length
      ? [y.methods, x.methods] : [x.methods, y.methods];
    const byId = new Map(many.map((m) => [selectorId(m), m]));
    return few.every((m) => {
      const n = byId.get(selectorId(m));
      return n !== undefined && this.nify(m.type, n.type, exact, q);
    });
  }

  private sameInterfaces(x: Interface, y: Interface, p: Pair | undefined): boolean {
    if (x.comparable !== y.comparable || !termsEqual(x.terms, y.terms)) return false;
    if (x.methods.length !== y.methods.length) return false;
    if (compared(x, y, p)) return true;
    const q: Pair = { x, y, prev: p };
    return x.methods.every((m, i) => {
      const n = y.methods[i]!;
      return selectorId(m) === selectorId(n) && this.nify(m.type, n.type, exact, q);
    });
  }

  // ---- structure ------------------------------------------------------------------------------

  private structure(x: Type, y: Type, mode: number, yorig: Type, p: Pair | undefined): boolean {
    const emode = mode & assign ? mode | exact : mode;
    switch (x.kind) {
      case 'Basic': return y.kind === 'Basic' && x.basic === y.basic;
      case 'Array':
        return y.kind === 'Array' && (x.len < 0 || y.len < 0 || x.len === y.len)
          && this.nify(x.elem, y.elem, emode, p);
      case 'Slice': return y.kind === 'Slice' && this.nify(x.elem, y.elem, emode, p);
      case 'Pointer': return y.kind === 'Pointer' && this.nify(x.elem, y.elem, emode, p);
      case 'Map':
        return y.kind === 'Map' && this.nify(x.key, y.key, emode, p)
          && this.nify(x.elem, y.elem, emode, p);
      case 'Chan':
        return y.kind === 'Chan' && (!(mode & exact) || x.dir === y.dir)
          && this.nify(x.elem, y.elem, emode, p);
      case 'Struct':
        return y.kind === 'Struct' && x.fields.length === y.fields.length
          && x.fields.every((f, i) => {
            const g = y.fields[i]!;
            return f.embedded === g.embedded && f.tag === g.tag && sameId(f, g.pkg, g.name)
              && this.nify(f.type, g.type, emode, p);
          });
      case 'Signature': return y.kind === 'Signature' && this.signatures(x, y, emode, p);
      case 'Interface': return y.kind === 'Interface' && this.sameInterfaces(x, y, p);
      case 'Named': return y.kind === 'Named' && this.instances(x, y, mode, p);
      case 'TypeParam': {
        const core = commonUnder(this.c, x).type;
        return core !== undefined && this.nify(core, yorig, assign, p);
      }
      default: return false;
    }
  }

  private signatures(x: Signature, y: Signature, mode: number, p: Pair | undefined): boolean {
    const lists = (a: Var[], b: Var[]): boolean =>
      a.length === b.length && a.every((v, i) => this.nify(v.type, b[i]!.type, mode, p));
    return x.variadic === y.variadic && lists(x.params, y.params) && lists(x.results, y.results);
  }

  private instances(x: Type, y: Type, mode: number, p: Pair | undefined): boolean {
    if (x.kind !== 'Named' || y.kind !== 'Named') return false;
    if (x.targs.length !== y.targs.length || (x.origin ?? x) !== (y.origin ?? y)) return false;
    return x.targs.every((t, i) => this.nify(t, y.targs[i]!, mode, p));
  }
}

const isPlain = (t: Type): boolean => !isTypeParam(t) && isInterface(t);

function compared(x: Interface, y: Interface, p: Pair | undefined): boolean {
  for (let q = p; q; q = q.prev) {
    if ((q.x === x && q.y === y) || (q.x === y && q.y === x)) return true;
  }
  return false;
}
