/** Walks a syntax tree generically, for tests: every node with a `kind`, with the way to it. */
import type * as ast from '../../src/golang/syntax/ast.ts';

export interface Visit { node: ast.Expr | ast.Stmt | ast.Decl; parent: unknown; key: string }

export function walk(root: unknown, f: (v: Visit) => boolean): void {
  const go = (x: unknown, parent: unknown, key: string): void => {
    if (Array.isArray(x)) x.forEach((y) => go(y, parent, key));
    else if (x && typeof x === 'object') {
      const node = x as Record<string, unknown>;
      if (typeof node['kind'] === 'string' && !f({ node: node as never, parent, key })) return;
      for (const [k, v] of Object.entries(node)) if (typeof v === 'object') go(v, node, k);
    }
  };
  go(root, undefined, '');
}
