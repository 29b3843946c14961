/**
 * What lowering relies on: every expression has a type that is neither untyped nor invalid, every
 * identifier an object, every selector a selection. Returns what is missing.
 */
import type * as ast from '../../src/golang/syntax/ast.ts';
import { exprString } from '../../src/golang/syntax/print.ts';
import type { CheckedPackage, Type } from '../../src/golang/types/types.ts';
import { walk } from './walk.ts';

const exprKinds = new Set([
  'Ident', 'BasicLit', 'CompositeLit', 'FuncLit', 'ParenExpr', 'SelectorExpr', 'IndexExpr',
  'SliceExpr', 'TypeAssertExpr', 'CallExpr', 'StarExpr', 'UnaryExpr', 'BinaryExpr', 'ArrayType',
  'SliceType', 'StructType', 'FuncType', 'InterfaceType', 'MapType', 'ChanType',
]);

export function incomplete(checked: CheckedPackage, file: ast.File): string[] {
  const { info } = checked;
  const out: string[] = [];
  const say = (e: { pos: number }, what: string): void => {
    const text = exprString(e as ast.Expr).slice(0, 60);
    out.push(`${e.pos - file.base}: ${what}: ${text}`);
  };
  walk(file.decls, ({ node, parent, key }) => {
    if (node.kind === 'ImportDecl') return false;
    if (node.kind === 'SelectorExpr' && !info.selections.has(node)) say(node, 'no selection');
    if (node.kind === 'Ident') {
      checkIdent(node, parent, key);
      return true;
    }
    const e = node as ast.Expr;
    if (exprKinds.has(e.kind) && !skipped(e, parent, key)) typed(e);
    return true;
  });
  return out;

  function typed(e: ast.Expr): void {
    const tv = info.types.get(e);
    if (!tv) return say(e, 'no type');
    if (tv.mode === 'novalue' || tv.mode === 'builtin') return;
    if (bad(tv.type)) say(e, `type ${JSON.stringify((tv.type as { name?: string }).name)}`);
    if (tv.mode === 'constant' && !tv.value) say(e, 'constant without value');
  }

  function checkIdent(e: ast.Ident, parent: unknown, key: string): void {
    const obj = info.uses.get(e) ?? info.defs.get(e);
    const name = (parent as { name?: unknown }).name === e;
    if (!obj && !(name && e.name === '_') && !isGuardName(parent, key)) say(e, 'no object');
    const use = info.uses.get(e);
    const variable = use?.kind === 'Var' || use?.kind === 'Const';
    const value = variable && key !== 'sel' && !(key === 'key' && isField(use));
    if (value && !info.types.get(e)) say(e, 'no type of a use');
    if (value && info.types.get(e) && bad(info.types.get(e)!.type)) say(e, 'bad type of a use');
  }
}

const isField = (obj: { kind: string; where?: string }): boolean => obj.where === 'field';
const isGuardName = (parent: unknown, key: string): boolean =>
  (parent as { kind?: string }).kind === 'TypeSwitchStmt' && key === 'name';

/** A type that no value may have. */
function bad(t: Type): boolean {
  return t.kind === 'Basic' && (t.basic === 'invalid'
    || (t.basic.startsWith('untyped') && t.basic !== 'untyped nil'));
}

/** The type of a method is that of its object; the literal `[...]T` has its array's. */
function skipped(e: ast.Expr, parent: unknown, key: string): boolean {
  const p = parent as { kind?: string; x?: ast.Expr };
  if (e.kind === 'FuncType' && p.kind === 'FuncDecl') return true;
  if (e.kind === 'TypeAssertExpr' && !e.type) return true;
  return key === 'tag';
}
