/** Index and slice expressions, and constant indices. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignment } from './assign.ts';
import { Typ, byteType } from './basic.ts';
import type { Checker } from './check.ts';
import { sign } from './constant.ts';
import { constString } from './constformat.ts';
import { expr, exprOrType, nonGeneric } from './expr.ts';
import type { Operand } from './operand.ts';
import {
  allInteger, eachUnder, identical, isString, isTypeParam, isUntyped, isValid, under,
} from './predicates.ts';
import { representable, smallInt } from './representable.ts';
import type { Type } from './types.ts';
import { varType } from './typexpr.ts';
import { markAddr } from './unary.ts';
import { convertUntyped } from './untyped.ts';
import { use } from './use.ts';

/** x[i]. `isInst`: it is a generic function with type arguments, still to be instantiated. */
export function indexExpr(c: Checker, e: ast.IndexExpr): { x: Operand; isInst: boolean } {
  const x = exprOrType(c, e.x, true);
  if (x.mode === 'invalid') {
    use(c, e.indices);
    return { x, isInst: false };
  }
  if (x.mode === 'type') {
    x.type = varType(c, e);
    if (!isValid(x.type)) x.fail();
    return { x, isInst: false };
  }
  if (x.mode === 'value' && x.type.kind === 'Signature' && x.type.tparams.length > 0) {
    return { x, isInst: true };
  }
  nonGeneric(c, x);
  if (!x.failed) indexValue(c, e, x);
  x.expr = e;
  return { x, isInst: false };
}

/** What indexing a type gives: an element, and for maps a key. */
interface Indexed { elem: Type; key?: Type; length: number; mode: 'variable' | 'value' }

function indexed(x: Operand, u: Type): Indexed | undefined {
  switch (u.kind) {
    case 'Basic':
      return isString(u) ? { elem: byteType, length: -1, mode: 'value' } : undefined;
    case 'Array':
      return { elem: u.elem, length: u.len, mode: x.mode === 'variable' ? 'variable' : 'value' };
    case 'Pointer': {
      const a = under(u.elem);
      return a.kind === 'Array' ? { elem: a.elem, length: a.len, mode: 'variable' } : undefined;
    }
    case 'Slice': return { elem: u.elem, length: -1, mode: 'variable' };
    case 'Map': return { elem: u.elem, key: u.key, length: -1, mode: 'value' };
    default: return undefined;
  }
}

/** For a type parameter: what all its types agree on. */
function indexedAll(x: Operand): Indexed | undefined {
  let all: Indexed | undefined;
  const ok = eachUnder(x.type, (_, u) => {
    const one = u && indexed(x, u);
    if (!one) return false;
    if (!all) {
      all = one;
      return true;
    }
    if (!one.key !== !all.key || (one.key && !identical(one.key, all.key!))) return false;
    if (!identical(one.elem, all.elem)) return false;
    if (one.length >= 0 && (all.length < 0 || one.length < all.length)) all.length = one.length;
    if (one.mode === 'value') all.mode = 'value';
    return true;
  });
  return ok ? all : undefined;
}

function indexValue(c: Checker, e: ast.IndexExpr, x: Operand): void {
  const r = isTypeParam(x.type) ? indexedAll(x) : x.isNil ? undefined : indexed(x, under(x.type));
  if (!r) {
    if (x.mode === 'builtin' || isValid(under(x.type))) c.error(e.pos, `cannot index ${c.str(x)}`);
    use(c, e.indices);
    x.fail();
    return;
  }
  if (x.mode === 'constant' && x.val!.kind === 'string') r.length = x.val!.value.length;
  const index = singleIndex(c, e);
  if (!index) {
    x.fail();
    return;
  }
  if (r.key) {
    const key = expr(c, index);
    assignment(c, key, r.key, 'map index');
    x.set('mapindex', r.elem);
    return;
  }
  x.set(r.mode, r.elem);
  checkIndex(c, index, r.length);
}

function singleIndex(c: Checker, e: ast.IndexExpr): ast.Expr | undefined {
  if (e.indices.length > 1) c.error(e.indices[1]!, 'invalid operation: more than one index');
  if (e.indices.length === 0) c.error(e, `missing index for ${exprString(e.x)}`);
  return e.indices[0];
}

/** Checks an index; returns its value if it is a constant, else -1. `max`: indices are below it. */
export function checkIndex(
  c: Checker, e: ast.Expr, max: number,
): { type: Type; value: number } {
  const bad = { type: Typ.invalid, value: -1 };
  const x = expr(c, e);
  if (!isValidIndex(c, x, 'index', false)) return bad;
  if (x.mode !== 'constant') return { type: x.type, value: -1 };
  const v = smallInt(x.val);
  if (x.val!.kind === 'unknown') return bad;
  // Beyond 2^53 an index is out of everything; it need not be exact.
  const value = v ?? Number.MAX_SAFE_INTEGER;
  if (max >= 0 && value >= max) {
    c.error(x, `invalid argument: index ${constString(x.val!)} out of bounds [0:${max}]`);
    return bad;
  }
  return { type: x.type, value };
}

export function isValidIndex(c: Checker, x: Operand, what: string, negative: boolean): boolean {
  if (x.mode === 'invalid') return false;
  convertUntyped(c, x, Typ.int);
  if (x.failed) return false;
  const bad = (how: string): false => {
    c.error(x, `invalid argument: ${what} ${c.str(x)} ${how}`);
    return false;
  };
  if (!allInteger(x.type)) return bad('must be integer');
  if (x.mode !== 'constant') return true;
  if (!negative && sign(x.val!) < 0) return bad('must not be negative');
  const val = representable(x.val!, Typ.int);
  if (!val) return bad('overflows int');
  x.val = val;
  return true;
}

// ---- slices -----------------------------------------------------------------------------------

export function sliceExpr(c: Checker, e: ast.SliceExpr): Operand {
  const x = expr(c, e.x);
  if (x.mode === 'invalid') {
    use(c, [e.lo, e.hi, e.max]);
    return x;
  }
  const length = sliced(c, e, x);
  x.expr = e;
  if (length === undefined) {
    use(c, [e.lo, e.hi, e.max]);
    return x.fail();
  }
  x.mode = 'value';
  sliceIndices(c, e, length);
  return x;
}

/** The underlying type to slice: for a type parameter, the one that its types share. */
function sliceCore(c: Checker, x: Operand): Type | undefined {
  let core: { t: Type; u: Type } | undefined;
  let hasString = false;
  const ok = eachUnder(x.type, (t, u0) => {
    if (!t || !u0) {
      c.error(x, `cannot slice ${c.str(x)}: no specific type in ${c.str(x.type)}`);
      return false;
    }
    hasString ||= isString(u0);
    const u: Type = isString(u0) ? { kind: 'Slice', elem: byteType } : u0;
    if (core && !identical(core.u, u)) {
      const both = `${c.str(core.t)} and ${c.str(t)}`;
      c.error(x, `cannot slice ${c.str(x)}: ${both} have different underlying types`);
      return false;
    }
    core ??= { t, u };
    return true;
  });
  if (!ok) return undefined;
  if (hasString) return isTypeParam(x.type) ? Typ.string : under(x.type);
  return core?.u;
}

/** Gives `x` the type of the slice; returns the length if it is known, else -1. */
function sliced(c: Checker, e: ast.SliceExpr, x: Operand): number | undefined {
  const u = sliceCore(c, x);
  if (!u) return undefined;
  if (u.kind === 'Basic' && isString(u)) {
    if (e.full) {
      c.error(e.max ?? e, 'invalid operation: 3-index slice of string');
      return undefined;
    }
    const length = x.mode === 'constant' && x.val!.kind === 'string' ? x.val!.value.length : -1;
    if (isUntyped(x.type)) x.type = Typ.string;
    return length;
  }
  if (u.kind === 'Array') {
    if (x.mode !== 'variable') {
      c.error(x, `cannot slice unaddressable value ${c.str(x)}`);
      return undefined;
    }
    markAddr(c, e.x);
    x.type = { kind: 'Slice', elem: u.elem };
    return u.len;
  }
  if (u.kind === 'Pointer') {
    const a = under(u.elem);
    if (a.kind === 'Array') {
      x.type = { kind: 'Slice', elem: a.elem };
      return a.len;
    }
  }
  if (u.kind === 'Slice' && !x.isNil) return -1;
  if (isValid(u)) c.error(x, `cannot slice ${c.str(x)}`);
  return undefined;
}

function sliceIndices(c: Checker, e: ast.SliceExpr, length: number): void {
  if (e.full && (!e.hi || !e.max)) {
    c.error(e, 'middle index required in 3-index slice');
    return;
  }
  const at = [e.lo, e.hi, e.max];
  const values = at.map((index, i) => {
    if (index) return checkIndex(c, index, length >= 0 ? length + 1 : -1).value;
    return i === 0 ? 0 : length;
  });
  for (let i = 0; i < 2; i++) {
    const x = values[i]!;
    const j = values.findIndex((y, k) => k > i && y >= 0 && y < x);
    if (x <= 0 || j < 0) continue;
    c.error(at[j] ?? e, `invalid slice indices: ${values[j]} < ${x}`);
    return;
  }
}
