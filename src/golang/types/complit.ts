/** Composite literals. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignment } from './assign.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { constString } from './constformat.ts';
import { commonUnder } from './coretype.ts';
import { finiteSize } from './cycles.ts';
import { expr, exprWithHint } from './expr.ts';
import { checkIndex } from './indexing.ts';
import { deref, fieldIndex } from './lookup.ts';
import { fieldVar, isExported } from './object.ts';
import { Operand } from './operand.ts';
import { identical, isPlainInterface, isValid } from './predicates.ts';
import { lookupError } from './selector.ts';
import type { ArrayT, ConstValue, MapT, Struct, Type } from './types.ts';
import { typExpr, varType } from './typexpr.ts';
import { use } from './use.ts';

export function compositeLit(c: Checker, e: ast.CompositeLit, hint: Type | undefined): Operand {
  const x = new Operand(e);
  const { type, base } = literalType(c, e, hint);
  if (!finiteSize(c, base)) {
    use(c, e.elts);
    return x;
  }
  const u = commonUnder(c, base).type;
  switch (u?.kind) {
    case 'Struct':
      structLit(c, e, u, base);
      break;
    case 'Array': {
      const n = indexedElts(c, e.elts, u.elem, u.len);
      if (u.len < 0) {
        (u as ArrayT).len = n;
        if (e.type) c.recordType(e.type, 'type', u);
      }
      break;
    }
    case 'Slice':
      indexedElts(c, e.elts, u.elem, -1);
      break;
    case 'Map':
      mapLit(c, e, u);
      break;
    default:
      use(c, e.elts);
      if (!u || isValid(u)) {
        const what = e.type || !hint ? '' : ' element';
        const cause = u ? '' : ' (no common underlying type)';
        c.error(e, `invalid composite literal${what} type ${c.str(type)}${cause}`);
      }
      return x;
  }
  return x.set('value', type);
}

/** The type of the literal, and the one that its elements are of (without a pointer). */
function literalType(
  c: Checker, e: ast.CompositeLit, hint: Type | undefined,
): { type: Type; base: Type } {
  if (e.type) {
    const open = e.type.kind === 'ArrayType' && e.type.len.kind === 'Ellipsis' && !e.type.len.elem;
    const type: Type = e.type.kind === 'ArrayType' && open
      ? { kind: 'Array', len: -1, elem: varType(c, e.type.elem) } : typExpr(c, e.type);
    return { type, base: type };
  }
  if (hint) {
    const u = commonUnder(c, hint).type;
    const d = u && deref(u);
    return { type: hint, base: d?.ptr ? d.type : hint };
  }
  c.error(e, 'missing type in composite literal');
  return { type: Typ.invalid, base: Typ.invalid };
}

// ---- structs ----------------------------------------------------------------------------------

function structLit(c: Checker, e: ast.CompositeLit, s: Struct, base: Type): void {
  const [first] = e.elts;
  if (!first) return;
  if (first.kind === 'KeyValue') keyedFields(c, e, s, base);
  else positionalFields(c, e, s, base);
}

const mixture = 'mixture of field:value and value elements in struct literal';

function keyedFields(c: Checker, e: ast.CompositeLit, s: Struct, base: Type): void {
  const visited = new Set<number>();
  for (const kv of e.elts) {
    if (kv.kind !== 'KeyValue') {
      c.error(kv, mixture);
      continue;
    }
    const i = fieldOfKey(c, kv, s, base);
    const field = s.fields[i];
    // The value is checked whatever the key is.
    const x = expr(c, kv.value);
    if (!field) continue;
    assignment(c, x, field.type, 'struct literal');
    if (visited.has(i)) c.error(kv, `duplicate field name ${field.name} in struct literal`);
    visited.add(i);
  }
}

function fieldOfKey(c: Checker, kv: ast.KeyValue, s: Struct, base: Type): number {
  if (kv.key.kind !== 'Ident') {
    c.error(kv, `invalid field name ${exprString(kv.key)} in struct literal`);
    return -1;
  }
  const name = kv.key.name;
  const i = fieldIndex(s, c.pkg, name);
  if (i >= 0) {
    c.recordUse(kv.key, fieldVar(s.fields[i]!));
    return i;
  }
  const alt = s.fields[fieldIndex(s, c.pkg, name, true)];
  c.error(kv.key, lookupError(c, base, name, alt && fieldVar(alt), true));
  return -1;
}

function positionalFields(c: Checker, e: ast.CompositeLit, s: Struct, base: Type): void {
  for (const [i, elt] of e.elts.entries()) {
    if (elt.kind === 'KeyValue') {
      c.error(elt, mixture);
      continue;
    }
    const x = expr(c, elt);
    const f = s.fields[i];
    if (!f) {
      c.error(x, `too many values in struct literal of type ${c.str(base)}`);
      break;
    }
    if (!isExported(f.name) && f.pkg !== c.pkg) {
      const what = `unexported field ${f.name} in struct literal of type ${c.str(base)}`;
      c.error(x, `implicit assignment to ${what}`);
      continue;
    }
    assignment(c, x, f.type, 'struct literal');
  }
  if (e.elts.length < s.fields.length) {
    c.error(e.rbrace, `too few values in struct literal of type ${c.str(base)}`);
  }
}

// ---- arrays, slices, maps ---------------------------------------------------------------------

/** Checks elements with implicit or constant indices; returns the length they need. */
function indexedElts(c: Checker, elts: ast.Expr[], type: Type, length: number): number {
  const visited = new Set<number>();
  let index = 0;
  let max = 0;
  for (const e of elts) {
    let value = e;
    let valid = false;
    if (e.kind === 'KeyValue') {
      value = e.value;
      const i = checkIndex(c, e.key, length);
      if (i.value >= 0) {
        index = i.value;
        valid = true;
      } else if (isValid(i.type)) {
        c.error(e, `index ${exprString(e.key)} must be integer constant`);
      }
    } else if (length >= 0 && index >= length) {
      c.error(e, `index ${index} is out of bounds (>= ${length})`);
    } else valid = true;
    if (valid && visited.has(index)) {
      c.error(e, `duplicate index ${index} in array or slice literal`);
    }
    if (valid) visited.add(index);
    index++;
    max = Math.max(max, index);
    const x = exprWithHint(c, value, type);
    assignment(c, x, type, 'array or slice literal');
  }
  return max;
}

/** Equal for equal constants. */
export function constKey(x: ConstValue): string {
  switch (x.kind) {
    case 'int': return `n${x.value}`;
    case 'float': return x.den === 1n ? `n${x.num}` : `n${x.num}/${x.den}`;
    case 'string': return `s${x.value}`;
    case 'bool': return `b${x.value}`;
    case 'complex': {
      const im = constKey(x.im);
      return im === 'n0' ? constKey(x.re) : `${constKey(x.re)}+${im}i`;
    }
    default: return '';
  }
}

function mapLit(c: Checker, e: ast.CompositeLit, m: MapT): void {
  const byInterface = isPlainInterface(m.key);
  const visited = new Map<string, Type[]>();
  for (const kv of e.elts) {
    if (kv.kind !== 'KeyValue') {
      c.error(kv, 'missing key in map literal');
      use(c, [kv]);
      continue;
    }
    const key = exprWithHint(c, kv.key, m.key);
    assignment(c, key, m.key, 'map literal');
    if (key.mode === 'constant' && key.val!.kind !== 'unknown') {
      const k = constKey(key.val!);
      const types = visited.get(k) ?? [];
      if (byInterface ? types.some((t) => identical(t, key.type)) : types.length > 0) {
        c.error(key, `duplicate key ${constString(key.val!)} in map literal`);
      }
      visited.set(k, [...types, key.type]);
    }
    const x = exprWithHint(c, kv.value, m.elem);
    assignment(c, x, m.elem, 'map literal');
  }
}
