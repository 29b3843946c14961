/**
 * Order of evaluation. Go orders calls, receives and logical operators among themselves, but not
 * against reading variables; gc reads variables late: in `x + f()` it calls f first and then
 * reads x, which shows if f changes x. Programs can be found that rely on it, so we do the same.
 *
 * An expression is EAGER if it contains something that gc evaluates into a temporary ahead of the
 * rest: a call, a receive, a map element, a slice expression, a type assertion. Before the
 * operands of an operation are evaluated, `prepare` evaluates eager parts of all but the last
 * eager operand (and of that too, if what comes before it reads memory) into temporaries that
 * `expr` finds in `fn.hoisted`. What remains can be evaluated in any order. Mostly nothing has to
 * be done: variables in the frame that are not shared cannot change meanwhile.
 *
 * Of builtins like len and cap, which gc evaluates ahead too, only what a call beside them can
 * change is of interest.
 *
 * ALLOC tells that evaluation may allocate or call, and so that the window of the caller is not
 * ours.
 */
import type * as ast from '../syntax/ast.ts';
import { isString, under } from '../types/predicates.ts';
import { isBuiltinCall, isConversion, unparen } from './classify.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';

export const EAGER = 1;
/** Reads memory that a call can change, or may panic. */
export const READS = 2;
export const ALLOC = 4;
/** Would be EAGER to gc, but has no effect: matters only beside what is EAGER. */
const QUIET = 8;
const ALL = EAGER | READS | ALLOC;

export function facts(fn: Fn, e: ast.Expr): number {
  let bits = fn.facts.get(e);
  if (bits === undefined) fn.facts.set(e, (bits = compute(fn, e)));
  return bits;
}

const isType = (fn: Fn, e: ast.Expr): boolean => fn.info.types.get(e)?.mode === 'type';

function compute(fn: Fn, e: ast.Expr): number {
  const tv = fn.info.types.get(e);
  if (tv?.value || tv?.mode === 'type' || tv?.mode === 'nil') return 0;
  const parts = children(fn, e).reduce((bits, x) => bits | facts(fn, x), 0);
  return parts | own(fn, e, parts);
}

/** What the node adds to its operands. */
function own(fn: Fn, e: ast.Expr, parts: number): number {
  switch (e.kind) {
    case 'Ident': {
      const obj = fn.objOf(e);
      if (obj?.kind !== 'Var') return 0;
      return fn.bindings.get(obj)?.kind === 'slot' ? 0 : READS;
    }
    case 'FuncLit': return ALLOC;
    case 'CompositeLit': {
      const k = fn.under(e).kind;
      return k === 'Map' ? ALL : k === 'Slice' || k === 'Pointer' ? ALLOC : 0;
    }
    case 'UnaryExpr':
      if (e.op === '<-') return ALL;
      return e.op === '&' ? ALLOC | READS : 0;
    case 'BinaryExpr': return ownBinary(fn, e, parts);
    case 'SelectorExpr': return ownSelector(fn, e);
    case 'IndexExpr': return ownIndex(fn, e);
    case 'SliceExpr': case 'TypeAssertExpr': return EAGER | READS;
    case 'StarExpr': return READS;
    case 'CallExpr': return ownCall(fn, e);
    default: return 0;
  }
}

function ownBinary(fn: Fn, e: ast.BinaryExpr, parts: number): number {
  switch (e.op) {
    case '&&': case '||': return parts & EAGER;
    case '/': case '%': case '<<': case '>>': return READS;
    case '+': return isString(fn.typeOf(e)) ? ALLOC : 0;
    // An interface on either side: boxing may allocate, comparing may panic.
    case '==': case '!=': return READS | ALLOC;
    default: return 0;
  }
}

function ownSelector(fn: Fn, e: ast.SelectorExpr): number {
  const sel = fn.info.selections.get(e);
  if (!sel || sel.kind === 'qualified') return fn.tv(e).mode === 'variable' ? READS : 0;
  return sel.kind === 'field' ? READS : READS | ALLOC;
}

function ownIndex(fn: Fn, e: ast.IndexExpr): number {
  if (isType(fn, e.x) || under(fn.typeOf(e.x)).kind === 'Signature') return 0;
  return fn.under(e.x).kind === 'Map' ? EAGER | READS : READS;
}

/** Builtins that are computed where they stand, and those to which gc gives temporaries. */
const lazyBuiltins = new Set(['Sizeof', 'Alignof', 'Offsetof', 'StringData', 'SliceData', 'Add']);
const quietBuiltins = new Set(['len', 'cap', 'real', 'imag', 'complex', 'min', 'max']);

function ownCall(fn: Fn, e: ast.CallExpr): number {
  if (isConversion(fn, e)) return ownConversion(fn, e);
  const name = isBuiltinCall(fn, e);
  if (name !== undefined && lazyBuiltins.has(name)) return READS;
  if (name === undefined || !quietBuiltins.has(name)) return ALL;
  const chan = (name === 'len' || name === 'cap') && fn.under(e.args[0]!).kind === 'Chan';
  return chan ? ALL : READS | QUIET;
}

function ownConversion(fn: Fn, e: ast.CallExpr): number {
  const to = fn.under(e);
  const from = fn.under(e.args[0]!);
  if (to.kind === 'Interface') return ALLOC;
  if (to.kind === from.kind) return 0;
  // Between strings and slices: a new copy.
  if (isString(to) || isString(from)) return ALL;
  return to.kind === 'Array' || from.kind === 'Slice' ? READS : 0;
}

/** The operands of an expression, in the order of evaluation. */
export function children(fn: Fn, e: ast.Expr): ast.Expr[] {
  switch (e.kind) {
    case 'ParenExpr': case 'StarExpr': case 'UnaryExpr': case 'TypeAssertExpr': return [e.x];
    case 'BinaryExpr': return [e.x, e.y];
    case 'SelectorExpr': {
      const sel = fn.info.selections.get(e);
      return !sel || sel.kind === 'qualified' || sel.kind === 'methodExpr' ? [] : [e.x];
    }
    case 'IndexExpr': return isType(fn, e.indices[0]!) ? [] : [e.x, ...e.indices];
    case 'SliceExpr': return [e.x, e.lo, e.hi, e.max].filter((x) => x !== undefined);
    case 'CompositeLit': return literalParts(fn, e);
    case 'CallExpr': {
      const args = e.args.filter((a) => !isType(fn, a));
      return isConversion(fn, e) || isBuiltinCall(fn, e) !== undefined ? args : [e.fun, ...args];
    }
    default: return [];
  }
}

function literalParts(fn: Fn, e: ast.CompositeLit): ast.Expr[] {
  const isMap = fn.under(e).kind === 'Map';
  return e.elts.flatMap((x) => {
    if (x.kind !== 'KeyValue') return [x];
    return isMap ? [x.key, x.value] : [x.value];
  });
}

/** Does gc give this very node a temporary? */
function isEagerNode(fn: Fn, e: ast.Expr): boolean {
  if (e.kind === 'BinaryExpr') return e.op === '&&' || e.op === '||';
  if (e.kind === 'CompositeLit') return fn.under(e).kind === 'Map';
  return (own(fn, e, 0) & (EAGER | QUIET)) !== 0;
}

/** Evaluates the eager parts of `e` into temporaries, in order. */
export function hoist(fn: Fn, e0: ast.Expr): void {
  const e = unparen(e0);
  if (!(facts(fn, e) & (EAGER | QUIET)) || fn.hoisted.has(e)) return;
  if (!isEagerNode(fn, e)) {
    for (const x of children(fn, e)) hoist(fn, x);
    return;
  }
  const type = fn.typeOf(e);
  if (type.kind === 'Tuple') return;
  const slot = fn.tempOf(type);
  expr(fn, e, slot);
  fn.hoisted.set(e, slot);
}

/** Makes it safe to evaluate the operands one after the other. */
export function prepare(fn: Fn, list: readonly ast.Expr[]): void {
  if (list.length < 2 || !list.some((e) => facts(fn, e) & EAGER)) return;
  let last = list.length - 1;
  while (!(facts(fn, list[last]!) & (EAGER | QUIET))) last--;
  if (last === 0) return;
  let reads = false;
  for (const x of list.slice(0, last)) {
    const e = unparen(x);
    const eager = facts(fn, e) & (EAGER | QUIET) && isEagerNode(fn, e);
    if (!eager && facts(fn, e) & READS) reads = true;
    hoist(fn, e);
  }
  if (reads) hoist(fn, list[last]!);
}

/** May evaluating any of these allocate or call (what was hoisted already counts not)? */
export function allocates(fn: Fn, list: readonly ast.Expr[]): boolean {
  return list.some((e) => !fn.hoisted.has(unparen(e)) && (facts(fn, e) & ALLOC) !== 0);
}
