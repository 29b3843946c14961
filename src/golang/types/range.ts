/** for ... range, over everything that can be ranged over. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignVar, assignment, initVar } from './assign.ts';
import { Typ, runeType } from './basic.ts';
import type { Checker } from './check.ts';
import { commonUnder } from './coretype.ts';
import { declare, newLocal } from './decl.ts';
import { expr } from './expr.ts';
import { Operand } from './operand.ts';
import { identical, isBoolean, isInteger, isString, under } from './predicates.ts';
import { stmt } from './stmt.ts';
import type { Signature, Type, Var } from './types.ts';

export function rangeStmt(c: Checker, s: ast.RangeStmt): void {
  c.env.hasCall = false;
  const x = expr(c, s.x);
  let r: Ranged = { ok: true };
  if (x.mode !== 'invalid') {
    r = ranged(c, x.type);
    const what = c.str(x);
    if (!r.ok) c.error(x, `cannot range over ${what}${r.cause ? `: ${r.cause}` : ''}`);
    else if (!r.key && s.key) c.error(s.key, `range over ${what} permits no iteration variables`);
    else if (!r.value && s.value) {
      c.error(s.value, `range over ${what} permits only one iteration variable`);
    }
  }
  const overInt = x.mode !== 'invalid' && r.ok && isInteger(x.type);
  c.block(() => {
    if (s.define) defineVars(c, s, x, r, overInt);
    else if (s.key) assignVars(c, s, x, r, overInt);
    else if (overInt) assignment(c, x, undefined, 'range clause');
    stmt(c, s.body);
  });
}

/** The types of both iteration values, where there are any. */
interface Ranged { ok: boolean; key?: Type; value?: Type; cause?: string }

function ranged(c: Checker, t: Type): Ranged {
  const core = commonUnder(c, t, (s, u) =>
    (u?.kind === 'Chan' && u.dir === 'send'
      ? `receive from send-only channel ${c.str(s!)}` : undefined));
  if (!core.type) return { ok: false, cause: core.cause };
  let u = core.type;
  if (u.kind === 'Pointer') {
    const a = under(u.elem);
    if (a.kind === 'Array') u = a;
  }
  switch (u.kind) {
    case 'Basic':
      if (isString(u)) return { ok: true, key: Typ.int, value: runeType };
      return isInteger(u) ? { ok: true, key: t } : { ok: false };
    case 'Array': case 'Slice': return { ok: true, key: Typ.int, value: u.elem };
    case 'Map': return { ok: true, key: u.key, value: u.elem };
    case 'Chan': return { ok: true, key: u.elem };
    case 'Signature': return rangedFunc(c, u);
    default: return { ok: false };
  }
}

/** An iterator: func(yield func(...) bool). */
function rangedFunc(c: Checker, sig: Signature): Ranged {
  const bad = (cause: string): Ranged =>
    ({ ok: false, cause: `func must be func(yield func(...) bool): ${cause}` });
  if (sig.params.length !== 1) return bad('wrong argument count');
  if (sig.results.length !== 0) return bad('unexpected results');
  const core = commonUnder(c, sig.params[0]!.type);
  if (!core.type) return bad(`in yield type, ${core.cause}`);
  const cb = core.type;
  if (cb.kind !== 'Signature') return bad('argument is not func');
  if (cb.params.length > 2) return bad('yield func has too many parameters');
  const [res] = cb.results;
  if (cb.results.length !== 1 || !identical(res!.type, Typ.bool)) {
    return bad(cb.results.length === 1 && isBoolean(res!.type)
      ? 'yield func returns user-defined boolean, not bool' : 'yield func does not return bool');
  }
  const [k, v] = cb.params;
  return { ok: true, ...(k ? { key: k.type } : {}), ...(v ? { value: v.type } : {}) };
}

function defineVars(c: Checker, s: ast.RangeStmt, x: Operand, r: Ranged, overInt: boolean): void {
  const vars: Array<{ id: ast.Ident; v: Var }> = [];
  for (const [e, t] of [[s.key, r.key], [s.value, r.value]] as const) {
    if (!e) continue;
    if (e.kind !== 'Ident') {
      c.error(e, `non-name ${exprString(e)} on left side of :=`);
      continue;
    }
    const v = newLocal(c, e);
    c.recordDef(e, v);
    if (e.name !== '_') vars.push({ id: e, v });
    if (!t) {
      v.type = Typ.invalid;
      c.usedVars.add(v);
    } else if (overInt) {
      initVar(c, v, x, 'range clause');
    } else {
      initVar(c, v, new Operand(e, 'value', t), 'assignment');
    }
  }
  if (vars.length === 0) {
    c.error(s.pos, 'no new variables on left side of :=');
    return;
  }
  for (const { v } of vars) declare(c, c.env.scope, undefined, v);
}

function assignVars(c: Checker, s: ast.RangeStmt, x: Operand, r: Ranged, overInt: boolean): void {
  for (const [e, t] of [[s.key, r.key], [s.value, r.value]] as const) {
    if (!e || !t) continue;
    if (overInt) {
      assignVar(c, e, undefined, x, 'range clause');
      if (x.mode !== 'invalid' && !isInteger(x.type)) {
        c.error(e, `cannot use iteration variable of type ${c.str(x.type)}`);
      }
    } else {
      assignVar(c, e, undefined, new Operand(e, 'value', t), 'assignment');
    }
  }
}
