/**
 * Telling `type T[P *C]` (a type parameter) from `type T[N * M]E` (an array): both are read as an
 * expression first, and this file takes it apart.
 */
import type { BinaryExpr, Expr, Ident } from './ast.ts';
import type { Parameter } from './parameter.ts';

/**
 * Splits `x` into a name and the type behind it, where `x` can be read so: `P *C`, `P (C)`,
 * `P *A | B`. Unless `force` is set, only if some part of it must be a type. A name alone is a
 * parameter whose type is still to come. No result: `x` is an expression.
 */
export function extractName(x: Expr, force: boolean): Parameter | undefined {
  if (x.kind === 'Ident') return { pos: x.pos, name: x };
  // The name is at the left end of a union, the terms of which are on the way to it.
  const terms: BinaryExpr[] = [];
  while (x.kind === 'BinaryExpr' && x.op === '|') {
    force ||= isTypeElem(x.y);
    terms.push(x);
    x = x.x;
  }
  const split = nameAndType(x, force);
  if (!split) return undefined;
  let { type } = split;
  for (const term of terms.reverse()) type = { ...term, x: type };
  return { pos: split.name.pos, name: split.name, type };
}

/** `P * C` as `P *C`, `P(C)` as `P (C)`. */
function nameAndType(x: Expr, force: boolean): { name: Ident; type: Expr } | undefined {
  if (x.kind === 'BinaryExpr' && x.op === '*' && x.x.kind === 'Ident') {
    if (!force && !isTypeElem(x.y)) return undefined;
    return { name: x.x, type: { kind: 'StarExpr', pos: x.pos, x: x.y } };
  }
  if (x.kind !== 'CallExpr' || x.fun.kind !== 'Ident' || x.args.length !== 1 || x.hasDots) {
    return undefined;
  }
  let type = x.args[0]!;
  if (!force && !isTypeElem(type)) return undefined;
  while (type.kind === 'ParenExpr') type = type.x;
  return { name: x.fun, type };
}

/** Whether `x` can only be a type, or a constraint. */
function isTypeElem(x: Expr): boolean {
  for (;;) {
    switch (x.kind) {
      case 'ArrayType': case 'StructType': case 'FuncType': case 'InterfaceType':
      case 'SliceType': case 'MapType': case 'ChanType':
        return true;
      case 'BinaryExpr':
        if (isTypeElem(x.y)) return true;
        break;
      case 'UnaryExpr':
        if (x.op === '~') return true;
        break;
      case 'ParenExpr': case 'StarExpr': break;
      default: return false;
    }
    x = x.x;
  }
}
