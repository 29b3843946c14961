/** Statements and function bodies. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignVar, assignVars, assignment, initVars, shortVarDecl } from './assign.ts';
import { binary } from './binary.ts';
import { type Checker, newEnv } from './check.ts';
import { declStmt } from './decl.ts';
import { expr, rawExpr } from './expr.ts';
import { labels } from './labels.ts';
import { allBoolean, allNumeric } from './predicates.ts';
import { rangeStmt } from './range.ts';
import type { DeclInfo } from './resolve.ts';
import { unparen } from './resolve.ts';
import { isTerminating } from './returns.ts';
import { Scope } from './scope.ts';
import { switchStmt, typeSwitchStmt } from './switch.ts';
import type { ConstValue, Signature, TypeParam } from './types.ts';
import { chanElem } from './unary.ts';
import { use } from './use.ts';

/** Checks the body of a function; `outer` are type parameters of functions around it. */
export function funcBody(
  c: Checker, decl: DeclInfo | undefined, name: string, sig: Signature, body: ast.BlockStmt,
  iota: ConstValue | undefined, fn?: object, outer: TypeParam[] = [],
): void {
  const env = newEnv(c.signatureScopes.get(sig) ?? new Scope(c.pkgScope), decl);
  env.sig = sig;
  env.iota = iota;
  env.fn = { name, within: fn };
  env.outer = [...outer, ...(sig.rparams ?? []), ...sig.tparams];
  for (const v of [sig.recv, ...sig.params, ...sig.results]) if (v) v.fn = env.fn;
  c.within(env, () => {
    stmtList(c, body.list);
    if (env.hasLabel) labels(c, body);
    const returns = sig.results.length === 0 || isTerminating(c, body, '');
    if (!returns) c.error(body.rbrace, 'missing return');
    for (const v of env.vars) {
      if (!c.usedVars.has(v)) c.error(v.pos, `declared and not used: ${v.name}`);
    }
  });
}

export function stmtList(c: Checker, list: ast.Stmt[]): void {
  for (const s of list) stmt(c, s);
}

/** Checks one statement, with what it delayed. */
export function stmt(c: Checker, s: ast.Stmt): void {
  const top = c.delayedTop;
  c.opts.diags.at = s.pos;
  if (c.givenUp) return;
  if (c.enter()) stmtInternal(c, s);
  else c.error(s, 'nesting too deep');
  c.leave();
  c.processDelayed(top);
}

function stmtInternal(c: Checker, s: ast.Stmt): void {
  switch (s.kind) {
    case 'EmptyStmt': case 'BadStmt': return;
    case 'DeclStmt': return declStmt(c, s.decl);
    case 'LabeledStmt':
      c.env.hasLabel = true;
      return stmt(c, s.stmt);
    case 'ExprStmt': return exprStmt(c, s);
    case 'SendStmt': return sendStmt(c, s);
    case 'IncDecStmt': return incDecStmt(c, s);
    case 'AssignStmt': return assignStmt(c, s);
    case 'GoStmt': return suspendedCall(c, 'go', s.call);
    case 'DeferStmt': return suspendedCall(c, 'defer', s.call);
    case 'ReturnStmt': return returnStmt(c, s);
    case 'BranchStmt':
      // Checked by the parser; here only what a label means is found out.
      if (s.label) c.env.hasLabel = true;
      return;
    case 'BlockStmt': return c.block(() => stmtList(c, s.list));
    case 'IfStmt': return ifStmt(c, s);
    case 'SwitchStmt': return c.block(() => switchStmt(c, s));
    case 'TypeSwitchStmt': return c.block(() => typeSwitchStmt(c, s));
    case 'SelectStmt': return selectStmt(c, s);
    case 'ForStmt': return forStmt(c, s);
    case 'RangeStmt': return rangeStmt(c, s);
  }
}

/** An optional simple statement at the head of another one. */
export function simpleStmt(c: Checker, s: ast.Stmt | undefined): void {
  if (s) stmt(c, s);
}

function exprStmt(c: Checker, s: ast.ExprStmt): void {
  const x = rawExpr(c, s.x);
  let msg = 'is not used';
  if (x.mode === 'builtin') msg = 'must be called';
  else if (x.mode === 'type') msg = 'is not an expression';
  else if (x.kind === 'statement' || x.mode === 'invalid') return;
  c.error(x, `${c.str(x)} ${msg}`);
}

function sendStmt(c: Checker, s: ast.SendStmt): void {
  const ch = expr(c, s.chan);
  const val = expr(c, s.value);
  if (ch.mode === 'invalid' || val.mode === 'invalid') return;
  const elem = chanElem(c, s, ch, false);
  if (elem) assignment(c, val, elem, 'send');
}

function incDecStmt(c: Checker, s: ast.IncDecStmt): void {
  const x = expr(c, s.x);
  if (x.mode === 'invalid') return;
  if (x.isNil || !allNumeric(x.type)) {
    const what = `${exprString(s.x)}${s.op} (non-numeric type ${c.str(x.type)})`;
    c.error(s.x, `invalid operation: ${what}`);
    return;
  }
  assignVar(c, s.x, undefined, x, 'assignment');
}

function assignStmt(c: Checker, s: ast.AssignStmt): void {
  if (s.op === ':=') return shortVarDecl(c, s);
  if (s.op === '=') return assignVars(c, s.lhs, s.rhs);
  const [l] = s.lhs;
  const [r] = s.rhs;
  if (!l || !r || s.lhs.length !== 1 || s.rhs.length !== 1) {
    c.error(s, `assignment operation ${s.op}= requires single-valued expressions`);
    return;
  }
  const x = binary(c, undefined, l, r, s.op);
  assignVar(c, l, undefined, x, 'assignment');
}

function suspendedCall(c: Checker, keyword: 'go' | 'defer', e: ast.Expr): void {
  if (e.kind !== 'CallExpr') {
    if (unparen(e).kind !== 'BadExpr') c.error(e, `expression in ${keyword} must be function call`);
    use(c, [e]);
    return;
  }
  const x = rawExpr(c, e);
  if (x.kind === 'statement' || x.mode === 'invalid') return;
  const msg = x.kind === 'conversion'
    ? 'requires function call, not conversion' : 'discards result of';
  c.error(x, `${keyword} ${msg} ${c.str(x)}`);
}

function returnStmt(c: Checker, s: ast.ReturnStmt): void {
  const results = c.env.sig?.results ?? [];
  const named = results[0] !== undefined && results[0].name !== '';
  if (s.results.length === 0 && named) {
    for (const obj of results) {
      const alt = c.lookup(obj.name);
      if (!alt || alt === obj) continue;
      c.error(s, `result parameter ${obj.name} not in scope at return`, [
        { at: alt.pos, msg: `inner declaration of var ${obj.name} ${c.str(obj.type)}` },
      ]);
    }
    return;
  }
  // `return x` assigns to the results; a deferred function may look at them.
  if (named) for (const v of results) v.reassigned = true;
  if (results.length > 0) initVars(c, results, s.results, s);
  else if (s.results.length > 0) {
    if (use(c, s.results)) initVars(c, [], s.results, s);
  }
}

function condition(c: Checker, e: ast.Expr, where: string): void {
  const x = expr(c, e);
  if (x.mode !== 'invalid' && (x.isNil || !allBoolean(x.type))) {
    c.error(e, `non-boolean condition in ${where} statement`);
  }
}

/** Scopes of one chain of else-ifs. */
const SCOPES_MAX = 5000;

function ifStmt(c: Checker, s0: ast.IfStmt): void {
  // A chain of else-ifs is one loop here; conditions that declare something have scopes.
  const outer = c.env.scope;
  let scopes = 0;
  for (let s: ast.IfStmt | ast.BlockStmt | undefined = s0; s;) {
    if (s.kind === 'BlockStmt') {
      stmt(c, s);
      break;
    }
    if (s.init) {
      c.env.scope = new Scope(c.env.scope);
      // A name is looked for in each of them.
      if (++scopes > SCOPES_MAX) {
        c.error(s, 'nesting too deep');
        break;
      }
    }
    const top = c.delayedTop;
    simpleStmt(c, s.init);
    condition(c, s.cond, 'if');
    stmt(c, s.then);
    c.processDelayed(top);
    s = s.else;
  }
  c.env.scope = outer;
}

function forStmt(c: Checker, s: ast.ForStmt): void {
  c.block(() => {
    simpleStmt(c, s.init);
    if (s.cond) condition(c, s.cond, 'for');
    simpleStmt(c, s.post);
    if (s.post?.kind === 'AssignStmt' && s.post.op === ':=') {
      c.error(s.post, 'cannot declare in post statement of for loop');
      use(c, s.post.lhs);
    }
    stmt(c, s.body);
  });
}

function selectStmt(c: Checker, s: ast.SelectStmt): void {
  multipleDefaults(c, s.body.filter((cl) => !cl.comm));
  for (const clause of s.body) {
    if (clause.comm && !isComm(clause.comm)) {
      c.error(clause.comm, 'select case must be send or receive (possibly with assignment)');
      continue;
    }
    c.block(() => {
      if (clause.comm) stmt(c, clause.comm);
      stmtList(c, clause.body);
    });
  }
}

export function multipleDefaults(c: Checker, defaults: ast.Node[]): void {
  const [first, ...rest] = defaults;
  for (const d of rest) c.error(d.pos, `multiple defaults (first at ${c.place(first!.pos)})`);
}

function isComm(s: ast.Stmt): boolean {
  let rhs: ast.Expr | undefined;
  if (s.kind === 'SendStmt' || s.kind === 'BadStmt') return true;
  if (s.kind === 'ExprStmt') rhs = s.x;
  else if (s.kind === 'AssignStmt' && s.rhs.length === 1) rhs = s.rhs[0];
  const e = rhs && unparen(rhs);
  return e?.kind === 'UnaryExpr' && e.op === '<-';
}
