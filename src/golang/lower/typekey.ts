/**
 * A string for each type that two types share exactly if they are identical. Recursion goes through
 * defined types only, and those are written as a number, so keys are finite.
 */
import type { InterfaceMethod, Named, Signature, Struct, Type } from '../types/types.ts';
import { unalias } from '../types/named.ts';
import { selectorId } from '../types/object.ts';

const keys = new WeakMap<Type, string>();
const numbers = new WeakMap<Named, number>();
let next = 0;

function number(t: Named): number {
  let n = numbers.get(t);
  if (n === undefined) numbers.set(t, (n = ++next));
  return n;
}

export function typeKey(t: Type): string {
  let key = keys.get(t);
  if (key === undefined) keys.set(t, (key = make(unalias(t))));
  return key;
}

function make(t: Type): string {
  switch (t.kind) {
    case 'Basic': return t.basic;
    case 'Named': return `#${number(t)}`;
    case 'Pointer': return `*${typeKey(t.elem)}`;
    case 'Slice': return `[]${typeKey(t.elem)}`;
    case 'Array': return `[${t.len}]${typeKey(t.elem)}`;
    case 'Map': return `map[${typeKey(t.key)}]${typeKey(t.elem)}`;
    case 'Chan': return `chan(${t.dir},${typeKey(t.elem)})`;
    case 'Struct': return structKey(t);
    case 'Signature': return `func${signatureKey(t)}`;
    case 'Interface': return `interface{${t.methods.map(methodKey).join(';')}}`;
    case 'Tuple': return `(${t.types.map(typeKey).join()})`;
    case 'TypeParam': return `$${t.obj.name}${t.obj.pos}`;
    default: return '?';
  }
}

function structKey(t: Struct): string {
  const fields = t.fields.map((f) => {
    const name = selectorId(f);
    return `${f.embedded ? '!' : ''}${name} ${typeKey(f.type)}${JSON.stringify(f.tag)}`;
  });
  return `struct{${fields.join(';')}}`;
}

/** Parameters and results, without `func`. */
export function signatureKey(t: Signature): string {
  const params = t.params.map((v) => typeKey(v.type)).join();
  const results = t.results.map((v) => typeKey(v.type)).join();
  return `(${params}${t.variadic ? '...' : ''})(${results})`;
}

/** Of a method: its name and signature. */
export function methodKey(m: InterfaceMethod): string {
  return selectorId(m) + signatureKey(m.type);
}
