/**
 * What the elements of a parameter list mean. `a, b T` and `A, B` look the same until the end of
 * the list is known: if no element has both a name and a type, lone names are types; otherwise each
 * lone name takes the type of the next element that has one.
 */
import type { BadExpr, Expr, Field, Ident, Pos } from './ast.ts';
import { startPos } from './position.ts';

/** An element as written: it has a name, a type, or both. */
export interface Parameter { pos: Pos; name?: Ident; type?: Expr }

export interface ParameterList {
  fields: Field[];
  /** The first thing wrong with the list. */
  error?: { pos: Pos; message: string };
  /** The fields whose type is `...T`. */
  dots: Field[];
}

/**
 * Gives each element its name and type. `end` is the position of the closing bracket.
 * `requireNames`: these are type parameters, which always have names.
 */
export function parameterFields(
  list: readonly Parameter[], end: Pos, requireNames: boolean,
): ParameterList {
  const named = list.filter((p) => p.name && p.type).length;
  if (named === 0 && !requireNames) return finish(list.map(asType));
  if (named === list.length) return finish(list.map((p) => asField(p, p.type!)));
  return distribute(list, named, end, requireNames);
}

function finish(fields: Field[], error?: ParameterList['error']): ParameterList {
  const dots = fields.filter((f) => f.type.kind === 'Ellipsis');
  return error ? { fields, error, dots } : { fields, dots };
}

function asType(p: Parameter): Field {
  return { pos: p.pos, type: p.type ?? p.name! };
}

function asField(p: Parameter, type: Expr): Field {
  return { pos: p.pos, name: p.name!, type };
}

/** Types go to the left; what has no name, or at the end no type, is an error. */
function distribute(
  list: readonly Parameter[], named: number, end: Pos, requireNames: boolean,
): ParameterList {
  const fields: Field[] = [];
  let type: Expr | undefined;
  let wrong: Pos | undefined;
  for (let i = list.length - 1; i >= 0; i--) {
    const p = list[i]!;
    type = p.type ?? type;
    if (!p.name) {
      wrong = startPos(p.type!);
      fields.push({ pos: p.pos, name: { kind: 'Ident', pos: wrong, name: '_' }, type: p.type! });
    } else if (type) fields.push(asField(p, type));
    else {
      wrong = p.name.pos;
      const bad: BadExpr = { kind: 'BadExpr', pos: wrong };
      fields.push(asField(p, bad));
    }
  }
  fields.reverse();
  if (wrong === undefined) return finish(fields);
  // If every type has a name, then it is names at the end that lack a type.
  const lacksType = list.filter((p) => p.type).length === named;
  const pos = lacksType ? end : wrong;
  return finish(fields, { pos, message: complaint(lacksType, requireNames, list.length) });
}

function complaint(lacksType: boolean, typeParameters: boolean, count: number): string {
  if (!typeParameters) return lacksType ? 'missing parameter type' : 'missing parameter name';
  if (lacksType) return 'missing type constraint';
  return `missing type parameter name${count === 1 ? ' or invalid array length' : ''}`;
}
