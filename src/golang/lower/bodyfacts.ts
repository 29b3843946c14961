/** Questions about bodies that are asked more than once; the answers do not depend on types. */
import type * as ast from '../syntax/ast.ts';
import { walk } from './classify.ts';

interface Range { stmt: ast.RangeStmt; inLiteral: boolean; returnsValues: boolean }
interface Facts { defers: boolean; ranges: Range[] }

const known = new WeakMap<object, Facts>();

function factsOf(body: ast.Node): Facts {
  let facts = known.get(body);
  if (!facts) known.set(body, (facts = collect(body)));
  return facts;
}

function collect(body: ast.Node): Facts {
  const facts: Facts = { defers: false, ranges: [] };
  const visit = (node: unknown, inLiteral: boolean): void => walk(node, (n) => {
    if (n.kind === 'DeferStmt' && !inLiteral) facts.defers = true;
    if (n.kind === 'RangeStmt') {
      const stmt = n as ast.RangeStmt;
      facts.ranges.push({ stmt, inLiteral, returnsValues: returnsValues(stmt.body) });
    }
    if (n.kind !== 'FuncLit' || inLiteral) return true;
    visit((n as ast.FuncLit).body, true);
    return false;
  });
  visit(body, false);
  return facts;
}

function returnsValues(body: ast.Node): boolean {
  let found = false;
  walk(body, (n) => {
    if (n.kind === 'ReturnStmt' && (n as ast.ReturnStmt).results.length > 0) found = true;
    return !found && n.kind !== 'FuncLit';
  });
  return found;
}

/** Does the body itself (not a literal in it) defer? */
export const defers = (body: ast.Node): boolean => factsOf(body).defers;

/** All range statements, those in literals included. */
export const rangesOf = (body: ast.Node): readonly Range[] => factsOf(body).ranges;
