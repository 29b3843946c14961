/** Names of functions as the runtime prints them. */
import type { Func, Type } from '../types/types.ts';
import { asNamed } from '../types/named.ts';
import { deref } from '../types/lookup.ts';
import { runtimeTypeString } from '../types/typestring.ts';

/** `main.f`, `main.f[...]`, `main.T.M`, `main.(*T).M`, `main.(*T[...]).M`. */
export function declName(f: Func): string {
  const pkg = f.pkg ? `${f.pkg.path}.` : '';
  const recv = f.type.recv;
  if (!recv) return `${pkg}${f.name}${f.type.tparams.length > 0 ? '[...]' : ''}`;
  const { type, ptr } = deref(recv.type);
  const named = asNamed(type);
  const generic = (named?.targs.length ?? 0) > 0 || (named?.tparams.length ?? 0) > 0;
  const base = `${named?.obj.name ?? '?'}${generic ? '[...]' : ''}`;
  return `${pkg}${ptr ? `(*${base})` : base}.${f.name}`;
}

/** Of a method wrapper on a type: `main.(*T).M`. */
export function methodName(recv: Type, name: string): string {
  const { type, ptr } = deref(recv);
  const named = asNamed(type);
  if (!named) return `${runtimeTypeString(recv)}.${name}`;
  const pkg = named.obj.pkg ? `${named.obj.pkg.path}.` : '';
  const base = `${named.obj.name}${named.targs.length > 0 ? '[...]' : ''}`;
  return `${pkg}${ptr ? `(*${base})` : base}.${name}`;
}
