/** Sizes and alignments as gc lays types out on amd64. */
import { under, isTypeParam } from './predicates.ts';
import type { BasicKind, Struct, Type } from './types.ts';

const basicSizes: Partial<Record<BasicKind, number>> = {
  bool: 1, int8: 1, uint8: 1, int16: 2, uint16: 2, int32: 4, uint32: 4, float32: 4, int64: 8,
  uint64: 8, float64: 8, complex64: 8, complex128: 16, string: 16,
};

export function sizeof(t: Type): number {
  const u = under(t);
  switch (u.kind) {
    case 'Basic': return basicSizes[u.basic] ?? 8;
    case 'Array': return u.len <= 0 ? 0 : u.len * sizeof(u.elem);
    case 'Slice': return 24;
    case 'Interface': return 16;
    case 'Struct': return structSize(u);
    default: return 8;
  }
}

export function alignof(t: Type): number {
  const u = under(t);
  switch (u.kind) {
    case 'Basic':
      if (u.basic === 'complex128' || u.basic === 'string') return 8;
      return u.basic === 'complex64' ? 4 : sizeof(u);
    case 'Array': return alignof(u.elem);
    case 'Struct': return u.fields.reduce((a, f) => Math.max(a, alignof(f.type)), 1);
    default: return 8;
  }
}

const align = (n: number, a: number): number => Math.ceil(n / a) * a;

/** Where each field begins, and where the last one ends. */
export function offsets(s: Struct): number[] {
  let at = 0;
  const out = s.fields.map((f) => {
    at = align(at, alignof(f.type));
    const start = at;
    at += sizeof(f.type);
    return start;
  });
  return [...out, at];
}

function structSize(s: Struct): number {
  const all = offsets(s);
  const end = all[all.length - 1]!;
  // A last field of size 0 gets a byte, so that its address is inside the struct.
  const last = s.fields[s.fields.length - 1];
  const padded = last && end > 0 && sizeof(last.type) === 0 ? end + 1 : end;
  return align(padded, alignof(s));
}

/** Does the size depend on a type parameter? */
export function hasVarSize(t: Type, seen = new Set<Type>()): boolean {
  if (isTypeParam(t)) return true;
  if (seen.has(t)) return false;
  seen.add(t);
  const u = under(t);
  if (u.kind === 'Array') return hasVarSize(u.elem, seen);
  return u.kind === 'Struct' && u.fields.some((f) => hasVarSize(f.type, seen));
}
