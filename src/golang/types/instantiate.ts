/** Instantiating generic types and functions, and checking arguments against constraints. */
import type * as ast from '../syntax/ast.ts';
import { type At, type Checker, positionOf } from './check.ts';
import { type Cause, implementsType } from './implements.ts';
import { NamedImpl } from './named.ts';
import { asConstraint, isInterface } from './predicates.ts';
import { recordMono } from './mono.ts';
import {
  instantiateAlias, instantiateNamed, instantiateSignature, subst, typeMap,
} from './subst.ts';
import type { Signature, Type, TypeParam } from './types.ts';
import { instantiatedIdent } from './typexpr.ts';

/** `G[targs]`; the number of arguments is checked by the caller. */
export function instantiateType(gtyp: Type, targs: Type[]): Type {
  if (gtyp.kind === 'Named') return instantiateNamed(gtyp as NamedImpl, targs);
  if (gtyp.kind === 'Alias') return instantiateAlias(gtyp, targs);
  return gtyp;
}

export function validateTArgLen(
  c: Checker, at: At, name: string, want: number, got: number,
): boolean {
  if (got === want) return true;
  const which = got < want ? 'not enough' : 'too many';
  c.error(at, `${which} type arguments for type ${name}: have ${got}, want ${want}`);
  return false;
}

/** The first argument that does not satisfy its constraint, and why. */
function verify(
  c: Checker, tparams: TypeParam[], targs: Type[],
): { index: number; cause: string } | undefined {
  const map = typeMap(tparams, targs);
  for (let i = 0; i < tparams.length; i++) {
    let bound = subst(tparams[i]!.constraint, map);
    if (!isInterface(bound)) bound = asConstraint(bound);
    const cause: Cause = { text: '' };
    if (!implementsType(c, targs[i]!, bound, true, cause)) return { index: i, cause: cause.text };
  }
  return undefined;
}

/**
 * Reports an argument that does not satisfy its constraint. `args`: their expressions, if written.
 */
export function verifyArgs(
  c: Checker, at: At, tparams: TypeParam[], targs: Type[], args: ast.Expr[],
): void {
  const bad = verify(c, tparams, targs);
  const arg = bad && args[bad.index];
  if (bad) c.error(arg ?? at, bad.cause);
  else recordMono(c, positionOf(args[0] ?? at), tparams, targs);
}

export function verifyInstance(
  c: Checker, pos: ast.Pos, gtyp: Type, targs: Type[], args: ast.Expr[],
): void {
  if (gtyp.kind !== 'Named' && gtyp.kind !== 'Alias') return;
  const tparams = gtyp.tparams;
  if (validateTArgLen(c, pos, gtyp.obj.name, tparams.length, targs.length)) {
    verifyArgs(c, pos, tparams, targs, args);
  }
}

/** Instantiates the type of the generic function that `e` denotes, and records it. */
export function instantiateFunc(
  c: Checker, at: At, e: ast.Expr, sig: Signature, targs: Type[], args: ast.Expr[],
): Signature {
  const inst = instantiateSignature(sig, targs);
  const id = instantiatedIdent(e);
  if (id) c.info.instances.set(id, { targs, type: inst });
  c.later(() => verifyArgs(c, at, sig.tparams, targs, args));
  return inst;
}

