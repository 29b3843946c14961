/** Assignments and initialisations of all kinds. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignableTo } from './assignable.ts';
import { Typ } from './basic.ts';
import { type Target, newTarget } from './call.ts';
import type { At, Checker } from './check.ts';
import { declare, newLocal } from './decl.ts';
import { expr, exprList, multiExpr, singleValue } from './expr.ts';
import type { Cause } from './implements.ts';
import { newVar, typeOf } from './object.ts';
import { Operand } from './operand.ts';
import { isNumeric, isPlainInterface, isUntyped, isValid, under } from './predicates.ts';
import { unparen } from './resolve.ts';
import type { Basic, Const, Type, Var } from './types.ts';
import { markAssigned } from './unary.ts';
import { defaultType } from './universe.ts';
import { implicitType, settle } from './untyped.ts';
import { use, useLHS } from './use.ts';

/** Checks that `x` can be assigned to `t` (undefined: to a new variable of its own type). */
export function assignment(c: Checker, x: Operand, t: Type | undefined, context: string): void {
  singleValue(c, x);
  if (x.mode === 'invalid') return;
  if (x.mode === 'novalue' || x.mode === 'builtin' || x.mode === 'type' || x.mode === 'package') {
    c.error(x, `cannot assign ${c.str(x)} to ${t ? c.str(t) : '_'} in ${context}`);
    x.fail();
    return;
  }
  if (isUntyped(x.type) && !settleUntyped(c, x, t, context)) return;
  const sig = under(x.type);
  if (sig.kind === 'Signature' && sig.tparams.length > 0) {
    c.error(x, `cannot use generic function ${c.str(x)} without instantiation in ${context}`);
    x.fail();
    return;
  }
  if (!t) return;
  const cause: Cause = { text: '' };
  if (assignableTo(c, x, t, cause)) return;
  const why = cause.text ? `: ${cause.text}` : '';
  c.error(x, `cannot use ${c.str(x)} as ${c.str(t)} value in ${context}${why}`);
  x.fail();
}

/** Gives an untyped operand the type it has in the assignment. */
function settleUntyped(c: Checker, x: Operand, t: Type | undefined, context: string): boolean {
  let target = t;
  if (x.isNil) {
    if (!t) {
      c.error(x, `use of untyped nil in ${context}`);
      x.fail();
      return false;
    }
  } else if (!t || isPlainInterface(t)) {
    target = defaultType(x.type);
  }
  const r = implicitType(c, x, target!);
  if (!r.ok) {
    const why = r.why === 'invalid' ? '' : ` (${r.why})`;
    c.error(x, `cannot use ${c.str(x)} as ${c.str(target!)} value in ${context}${why}`);
    x.fail();
    return false;
  }
  settle(c, x, r);
  return true;
}

export function initConst(c: Checker, lhs: Const, x: Operand | undefined): void {
  const fail = (): void => {
    if (!typeOf(lhs)) lhs.type = Typ.invalid;
  };
  if (!x || x.mode === 'invalid' || !isValid(x.type) || (typeOf(lhs) && !isValid(lhs.type))) {
    return fail();
  }
  if (x.mode !== 'constant') {
    c.error(x, `${c.str(x)} is not constant`);
    return fail();
  }
  if (!typeOf(lhs)) lhs.type = x.type;
  assignment(c, x, lhs.type, 'constant declaration');
  if (!x.failed) lhs.value = x.val!;
}

export function initVar(c: Checker, lhs: Var, x: Operand, context: string): void {
  if (x.mode === 'invalid' || !isValid(x.type) || (typeOf(lhs) && !isValid(lhs.type))) {
    if (!typeOf(lhs)) lhs.type = Typ.invalid;
    x.fail();
    return;
  }
  if (!typeOf(lhs)) {
    if (x.isNil && isUntyped(x.type)) {
      c.error(x, `use of untyped nil in ${context}`);
      lhs.type = Typ.invalid;
      x.fail();
      return;
    }
    lhs.type = defaultType(x.type);
  }
  if (lhs.where === 'local' && x.mode === 'constant') lhs.startsConstant = true;
  assignment(c, x, lhs.type, context);
}

// ---- left sides -------------------------------------------------------------------------------

/** The type of a left side; undefined for `_`, invalid after an error. */
function lhsVar(c: Checker, lhs: ast.Expr): Type | undefined {
  const id = unparen(lhs);
  if (id.kind === 'Ident' && id.name === '_') {
    c.recordDef(id, newVar('local', id.pos, c.pkg, '_', Typ.invalid));
    return undefined;
  }
  // Assigning to a variable does not use it.
  const obj = id.kind === 'Ident' ? c.lookup(id.name) : undefined;
  const unused = obj?.kind === 'Var' && !c.usedVars.has(obj) ? obj : undefined;
  const x = expr(c, lhs);
  if (unused) c.usedVars.delete(unused);
  if (x.mode === 'invalid' || !isValid(x.type)) return Typ.invalid;
  if (x.mode === 'variable' || x.mode === 'mapindex') {
    if (x.mode === 'variable') markAssigned(c, lhs);
    return x.type;
  }
  const e = unparen(x.expr);
  if (e.kind === 'SelectorExpr' && c.info.types.get(e.x)?.mode === 'mapindex') {
    c.error(x, `cannot assign to struct field ${exprString(x.expr)} in map`);
  } else {
    const what = exprString(x.expr);
    c.error(x, `cannot assign to ${what} (neither addressable nor a map index expression)`);
  }
  return Typ.invalid;
}

/** lhs = rhs, or lhs = x where x was checked before. */
export function assignVar(
  c: Checker, lhs: ast.Expr, rhs: ast.Expr | undefined, x: Operand | undefined, context: string,
): void {
  const t = lhsVar(c, lhs);
  if (t && !isValid(t)) {
    if (x) x.fail();
    else use(c, [rhs]);
    return;
  }
  let target: Target | undefined;
  if (!x && t) target = newTarget(t, exprString(lhs));
  const y = x ?? expr(c, rhs!, target);
  assignment(c, y, t, !t && context === 'assignment' ? 'assignment to _ identifier' : context);
  // `_ = nil` was refused; what else goes to `_` keeps its own type.
  const id = unparen(lhs);
  if (!t && id.kind === 'Ident') {
    const def = c.info.defs.get(id);
    if (def?.kind === 'Var') def.type = y.type;
    c.recordType(lhs, 'variable', y.type);
  }
}

// ---- lists ------------------------------------------------------------------------------------

/** `(number, string...)`: types as in "have" and "want". */
export function typesSummary(c: Checker, list: Type[], variadic: boolean, dots: boolean): string {
  const parts = list.map((t, i) => {
    const last = i === list.length - 1;
    let s: string;
    if (!isValid(t)) s = 'unknown type';
    else if (isUntyped(t)) {
      s = isNumeric(t) ? 'number' : (under(t) as Basic).name.replace('untyped ', '');
    } else s = c.str(t);
    if (last && variadic) return `...${t.kind === 'Slice' ? c.str(t.elem) : s}`;
    return last && dots ? `${s}...` : s;
  });
  return `(${parts.join(', ')})`;
}

const measure = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;

function assignError(c: Checker, rhs: ast.Expr[], l: number, r: number): void {
  const vars = measure(l, 'variable');
  const vals = measure(r, 'value');
  const call = unparen(rhs[0]!);
  c.error(rhs[0]!, rhs.length === 1 && call.kind === 'CallExpr'
    ? `assignment mismatch: ${vars} but ${exprString(call.fun)} returns ${vals}`
    : `assignment mismatch: ${vars} but ${vals}`);
}

function returnError(c: Checker, at0: At, lhs: Var[], rhs: Operand[]): void {
  const many = rhs.length > lhs.length;
  const at = many ? rhs[lhs.length]! : rhs[rhs.length - 1] ?? at0;
  c.error(at, `${many ? 'too many' : 'not enough'} return values`, [
    { msg: `have ${typesSummary(c, rhs.map((x) => x.type), false, false)}` },
    { msg: `want ${typesSummary(c, lhs.map((v) => v.type), false, false)}` },
  ]);
}

function mismatched(
  c: Checker, lhs: Var[], rhs: ast.Expr[], n: number, xs: Operand[] | undefined,
  ret: ast.ReturnStmt | undefined,
): void {
  if (ret) returnError(c, ret, lhs, xs ?? exprList(c, rhs));
  else assignError(c, rhs, lhs.length, n);
}

const invalidate = (list: Var[]): void => {
  for (const v of list) if (!typeOf(v)) v.type = Typ.invalid;
};

/** Variables get their initial values; also the results of a return statement. */
export function initVars(
  c: Checker, lhs: Var[], rhs: ast.Expr[], ret?: ast.ReturnStmt,
): void {
  const context = ret ? 'return statement' : 'assignment';
  const isCall = rhs.length === 1 && unparen(rhs[0]!).kind === 'CallExpr';
  if (lhs.length === rhs.length && !isCall) {
    lhs.forEach((v, i) => {
      const desc = ret && v.name === '' ? 'result variable' : v.name;
      const x = expr(c, rhs[i]!, newTarget(typeOf(v), desc));
      initVar(c, v, x, context);
    });
    return;
  }
  if (rhs.length !== 1) {
    if (use(c, rhs)) mismatched(c, lhs, rhs, rhs.length, undefined, ret);
    invalidate(lhs);
    return;
  }
  const { list, commaOk } = multiExpr(c, rhs[0]!, lhs.length === 2 && !ret);
  if (list.length === lhs.length) {
    lhs.forEach((v, i) => initVar(c, v, list[i]!, context));
    if (commaOk) recordCommaOk(c, rhs[0]!, list);
    return;
  }
  if (list[0]?.mode !== 'invalid') mismatched(c, lhs, rhs, list.length, list, ret);
  invalidate(lhs);
}

export function assignVars(c: Checker, lhs: ast.Expr[], rhs: ast.Expr[]): void {
  const isCall = rhs.length === 1 && unparen(rhs[0]!).kind === 'CallExpr';
  if (lhs.length === rhs.length && !isCall) {
    lhs.forEach((l, i) => assignVar(c, l, rhs[i]!, undefined, 'assignment'));
    return;
  }
  if (rhs.length !== 1) {
    const okLHS = useLHS(c, lhs);
    if (use(c, rhs) && okLHS) assignError(c, rhs, lhs.length, rhs.length);
    return;
  }
  const { list, commaOk } = multiExpr(c, rhs[0]!, lhs.length === 2);
  if (list.length === lhs.length) {
    lhs.forEach((l, i) => assignVar(c, l, undefined, list[i]!, 'assignment'));
    if (commaOk) recordCommaOk(c, rhs[0]!, list);
    return;
  }
  if (list[0]?.mode !== 'invalid') assignError(c, rhs, lhs.length, list.length);
  useLHS(c, lhs);
}

/** A `v, ok` form has the type of both values. */
function recordCommaOk(c: Checker, e0: ast.Expr, list: Operand[]): void {
  if (list.some((x) => x.mode === 'invalid')) return;
  const types = list.map((x) => defaultType(x.type));
  for (let e = e0; ; e = e.x) {
    c.recordType(e, 'commaok', { kind: 'Tuple', types });
    if (e.kind !== 'ParenExpr') return;
  }
}

/** lhs := rhs */
export function shortVarDecl(c: Checker, s: ast.AssignStmt): void {
  const top = c.delayedTop;
  const scope = c.env.scope;
  const seen = new Set<string>();
  const fresh: Array<{ id: ast.Ident; v: Var }> = [];
  let hasErr = false;
  const vars = s.lhs.map((l) => {
    const v = shortVar(c, l, seen, fresh);
    hasErr ||= !v;
    return v ?? newVar('local', l.pos, c.pkg, '_');
  });
  initVars(c, vars, s.rhs);
  c.processDelayed(top);
  if (fresh.length === 0 && !hasErr) {
    c.error(s.pos, 'no new variables on left side of :=');
    return;
  }
  for (const { v } of fresh) declare(c, scope, undefined, v);
}

function shortVar(
  c: Checker, l: ast.Expr, seen: Set<string>, fresh: Array<{ id: ast.Ident; v: Var }>,
): Var | undefined {
  if (l.kind !== 'Ident') {
    useLHS(c, [l]);
    c.error(l, `non-name ${exprString(l)} on left side of :=`);
    return undefined;
  }
  if (l.name !== '_') {
    if (seen.has(l.name)) {
      c.error(l, `${l.name} repeated on left side of :=`);
      return undefined;
    }
    seen.add(l.name);
  }
  const alt = c.env.scope.lookup(l.name);
  if (alt) {
    c.recordUse(l, alt);
    if (alt.kind !== 'Var') {
      c.error(l, `cannot assign to ${exprString(l)}`);
      return undefined;
    }
    alt.reassigned = true;
    c.recordType(l, 'variable', alt.type);
    return alt;
  }
  const v = newLocal(c, l);
  if (l.name !== '_') fresh.push({ id: l, v });
  c.recordDef(l, v);
  return v;
}
