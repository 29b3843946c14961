/** Where nodes start and end in the text. `node.pos` is where gc reports errors about them. */
import type { Expr, Pos, Stmt } from './ast.ts';

type AnyNode = Expr | Stmt;

/** The part that a node begins with, if the node's own position is not its first token's. */
function leftmost(node: AnyNode): AnyNode | undefined {
  switch (node.kind) {
    case 'BinaryExpr': case 'SelectorExpr': case 'IndexExpr': case 'TypeAssertExpr':
    case 'ExprStmt': case 'IncDecStmt':
      return node.x;
    case 'CallExpr': return node.fun;
    case 'CompositeLit': return node.type;
    case 'KeyValue': return node.key;
    case 'SendStmt': return node.chan;
    case 'AssignStmt': return node.lhs[0];
    default: return undefined;
  }
}

/**
 * The position of a node's first token: where gc reports most errors of types. As in gc, a slice
 * expression starts at its bracket and a labeled statement at its colon.
 */
export function startPos(node: AnyNode): Pos {
  for (;;) {
    const left = leftmost(node);
    if (!left) return node.pos;
    node = left;
  }
}

/** The last part of an expression that ends with a part, and not with a token of its own. */
function rightmost(node: Expr): Expr | undefined {
  switch (node.kind) {
    case 'BinaryExpr': return node.y;
    case 'UnaryExpr': case 'StarExpr': case 'ParenExpr': return node.x;
    case 'SelectorExpr': return node.sel;
    case 'KeyValue': case 'MapType': return node.value;
    case 'IndexExpr': return node.indices.at(-1);
    case 'SliceExpr': return node.max ?? node.hi ?? node.lo ?? node.x;
    case 'TypeAssertExpr': return node.type ?? node.x;
    case 'ArrayType': case 'SliceType': case 'ChanType': case 'Ellipsis': return node.elem;
    case 'StructType': return node.fields.at(-1)?.type;
    case 'InterfaceType': return node.methods.at(-1)?.type;
    case 'FuncType': return node.results.at(-1)?.type ?? node.params.at(-1)?.type;
    default: return undefined;
  }
}

/**
 * Roughly where an expression ends: just behind a name or literal, at the closing bracket of a
 * call, a composite or function literal, and else where its last part ends (closing brackets left
 * out).
 */
export function endPos(node: Expr): Pos {
  for (;;) {
    const right = rightmost(node);
    if (!right) break;
    node = right;
  }
  switch (node.kind) {
    case 'Ident': return node.pos + node.name.length;
    case 'BasicLit': return node.pos + node.text.length;
    case 'CompositeLit': return node.rbrace;
    case 'CallExpr': return node.rparen;
    case 'FuncLit': return node.body.rbrace;
    default: return node.pos;
  }
}
