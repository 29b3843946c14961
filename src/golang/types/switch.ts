/** Expression and type switches. */
import type * as ast from '../syntax/ast.ts';
import { assignment } from './assign.ts';
import { Typ } from './basic.ts';
import { comparison } from './binary.ts';
import type { Checker } from './check.ts';
import { constKey } from './complit.ts';
import { makeBool } from './constant.ts';
import { newLocal } from './decl.ts';
import { expr, typeAssertion } from './expr.ts';
import { Operand } from './operand.ts';
import {
  hasNil, identical, isComparable, isInterface, isTypeParam, isValid,
} from './predicates.ts';
import { unparen } from './resolve.ts';
import { multipleDefaults, simpleStmt, stmtList } from './stmt.ts';
import type { Type, Var } from './types.ts';
import { varType } from './typexpr.ts';
import { convertUntyped } from './untyped.ts';

export function switchStmt(c: Checker, s: ast.SwitchStmt): void {
  simpleStmt(c, s.init);
  const x = tagOperand(c, s);
  multipleDefaults(c, s.body.filter((cl) => cl.isDefault));
  const seen = new Map<string, Array<{ at: ast.Expr; type: Type }>>();
  for (const clause of s.body) {
    caseValues(c, x, clause.exprs, seen);
    c.block(() => stmtList(c, clause.body));
  }
}

/** The value to compare with; `true` if there is none. */
function tagOperand(c: Checker, s: ast.SwitchStmt): Operand {
  if (!s.tag) {
    const pos = s.body[0]?.pos ?? s.rbrace;
    const x = new Operand({ kind: 'Ident', name: 'true', pos }, 'constant', Typ.bool);
    x.val = makeBool(true);
    return x;
  }
  const x = expr(c, s.tag);
  assignment(c, x, undefined, 'switch expression');
  if (x.mode !== 'invalid' && !isComparable(x.type) && !hasNil(x.type)) {
    c.error(x, `cannot switch on ${c.str(x)} (${c.str(x.type)} is not comparable)`);
    x.fail();
  }
  return x;
}

function caseValues(
  c: Checker, x: Operand, exprs: ast.Expr[],
  seen: Map<string, Array<{ at: ast.Expr; type: Type }>>,
): void {
  for (const e of exprs) {
    const v = expr(c, e);
    if (x.mode === 'invalid' || v.mode === 'invalid') continue;
    convertUntyped(c, v, x.type);
    if (v.failed) continue;
    const res = v.copy();
    comparison(c, res, x.copy(), '==', true);
    if (res.mode === 'invalid' || v.mode !== 'constant') continue;
    // As gc: booleans may be repeated.
    if (v.val!.kind === 'unknown' || v.val!.kind === 'bool') continue;
    const key = constKey(v.val!);
    const others = seen.get(key) ?? [];
    const other = others.find((o) => identical(o.type, v.type));
    if (other) {
      c.error(v, `duplicate case ${c.str(v)} in expression switch`, [
        { at: other.at, msg: 'previous case' },
      ]);
    } else seen.set(key, [...others, { at: e, type: v.type }]);
  }
}

// ---- type switches ----------------------------------------------------------------------------

export function typeSwitchStmt(c: Checker, s: ast.TypeSwitchStmt): void {
  simpleStmt(c, s.init);
  let name = s.name;
  if (name?.name === '_') {
    c.error(name, 'no new variable on left side of :=');
    name = undefined;
  }
  const x = switched(c, s);
  multipleDefaults(c, s.body.filter((cl) => cl.isDefault));
  const vars: Var[] = [];
  const seen: Array<{ type: Type | undefined; at: ast.Expr }> = [];
  for (const clause of s.body) {
    const t = caseTypes(c, x, clause.exprs, seen);
    c.block(() => {
      if (name) vars.push(clauseVar(c, name, clause, t));
      stmtList(c, clause.body);
    });
  }
  if (!name) return;
  const used = vars.some((v) => c.usedVars.has(v));
  for (const v of vars) c.usedVars.add(v);
  if (!used) c.error(name, `${name.name} declared and not used`);
}

function clauseVar(c: Checker, name: ast.Ident, clause: ast.CaseClause, t: Type): Var {
  const v = newLocal(c, name);
  v.type = t;
  c.env.scope.insert(v);
  c.info.implicits.set(clause, v);
  return v;
}

/** The interface value; undefined after an error. */
function switched(c: Checker, s: ast.TypeSwitchStmt): Operand | undefined {
  const guard = s.x.kind === 'TypeAssertExpr' && !s.x.type ? s.x.x : s.x;
  const x = expr(c, guard);
  if (x.mode === 'invalid') return undefined;
  if (isTypeParam(x.type)) {
    c.error(x, `cannot use type switch on type parameter value ${c.str(x)}`);
    return undefined;
  }
  if (isInterface(x.type)) return x;
  c.error(x, `${c.str(x)} is not an interface`);
  return undefined;
}

/** Checks the types of a case; returns the type of the variable in its body. */
function caseTypes(
  c: Checker, x: Operand | undefined, exprs: ast.Expr[],
  seen: Array<{ type: Type | undefined; at: ast.Expr }>,
): Type {
  let t: Type | undefined;
  for (const e of exprs) {
    if (isNilExpr(c, e)) {
      t = undefined;
      const n = expr(c, e);
      // Recorded with the type of what it is compared with.
      if (x) convertUntyped(c, n, x.type);
    } else {
      t = varType(c, e);
      if (!isValid(t)) continue;
    }
    const type = t;
    const other = seen.find((o) => (type && o.type ? identical(type, o.type) : type === o.type));
    if (other) {
      c.error(e, `duplicate case ${type ? c.str(type) : 'nil'} in type switch`, [
        { at: other.at, msg: 'previous case' },
      ]);
      continue;
    }
    seen.push({ type, at: e });
    if (x && type) typeAssertion(c, e, x, type, true);
  }
  return exprs.length === 1 && t ? t : x?.type ?? Typ.invalid;
}

function isNilExpr(c: Checker, e0: ast.Expr): boolean {
  const e = unparen(e0);
  return e.kind === 'Ident' && c.lookup(e.name)?.kind === 'Nil';
}
