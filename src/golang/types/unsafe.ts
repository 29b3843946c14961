/** The functions of package unsafe. Sizes are constants, unless they depend on a type parameter. */
import { exprString } from '../syntax/print.ts';
import { assignment } from './assign.ts';
import { Typ, byteType } from './basic.ts';
import { type BuiltinCall, type Check, bad, recordBuiltin } from './builtin.ts';
import { makeInt } from './constant.ts';
import { commonUnder } from './coretype.ts';
import { expr } from './expr.ts';
import { isValidIndex } from './indexing.ts';
import { derefStructPtr, lookupFieldOrMethod } from './lookup.ts';
import { under } from './predicates.ts';
import { unparen } from './resolve.ts';
import { alignof, hasVarSize, offsets, sizeof } from './sizes.ts';
import type { Type } from './types.ts';
import { use } from './use.ts';

/** The result is a uintptr: a constant where `varying` is false. */
function size(b: BuiltinCall, varying: boolean, value: () => number, arg: Type): true {
  if (varying) recordBuiltin(b, Typ.uintptr, arg);
  b.x.set(varying ? 'value' : 'constant', Typ.uintptr);
  b.x.val = varying ? undefined : makeInt(value());
  return true;
}

const sizeOrAlign = (f: (t: Type) => number): Check => (b) => {
  const { c, x, id } = b;
  assignment(c, x, undefined, `argument to unsafe.${id}`);
  if (x.mode === 'invalid') return false;
  const t = x.type;
  return size(b, hasVarSize(t), () => f(t), t);
};

function offsetof(b: BuiltinCall): boolean {
  const { c, call } = b;
  const arg = call.args[0]!;
  const sel = unparen(arg);
  if (sel.kind !== 'SelectorExpr') {
    use(c, [arg]);
    return bad(b, arg, `invalid argument: ${exprString(arg)} is not a selector expression`);
  }
  const x = expr(c, sel.x);
  if (x.mode === 'invalid') return false;
  const base = derefStructPtr(x.type);
  const found = lookupFieldOrMethod(base, false, c.pkg, sel.sel.name);
  const name = sel.sel.name;
  if (!found.obj) return bad(b, x, `invalid argument: ${c.str(base)} has no single field ${name}`);
  if (found.obj.kind !== 'Var') {
    return bad(b, arg, `invalid argument: ${exprString(arg)} is a method value`);
  }
  if (found.indirect) {
    return bad(b, x, `invalid argument: field ${name} is embedded via a pointer in ${c.str(base)}`);
  }
  const { path, indirect, obj } = found;
  c.recordUse(sel.sel, obj);
  c.info.selections.set(sel, { kind: 'field', path, indirect, obj, recv: base });
  c.recordType(sel, 'variable', obj.type);
  return size(b, hasVarSize(base), () => fieldOffset(base, path), obj.type);
}

function fieldOffset(t0: Type, path: number[]): number {
  let t = t0;
  let sum = 0;
  for (const i of path) {
    const s = under(t);
    if (s.kind !== 'Struct') return sum;
    sum += offsets(s)[i]!;
    t = s.fields[i]!.type;
  }
  return sum;
}

/** A pointer and a length: `convert` gives the result from the pointer's type. */
const pointerAndLength = (first: Type | undefined, convert: (t: Type) => Type | undefined): Check =>
  (b) => {
    const { c, x, args, id } = b;
    if (first) assignment(c, x, first, `argument to unsafe.${id}`);
    if (x.mode === 'invalid') return false;
    const res = convert(commonUnder(c, x.type).type ?? Typ.invalid);
    if (!res) return bad(b, x, `invalid argument: ${c.str(x)} is not a pointer`);
    if (!isValidIndex(c, args[1]!, 'length', id === 'Add')) return false;
    recordBuiltin(b, res, x.type, args[1]!.type);
    x.set('value', res);
    return true;
  };

const dataOf = (first: Type | undefined): Check => (b) => {
  const { c, x, id } = b;
  if (first) assignment(c, x, first, `argument to unsafe.${id}`);
  if (x.mode === 'invalid') return false;
  const u = commonUnder(c, x.type).type;
  if (!first && u?.kind !== 'Slice') {
    return bad(b, x, `invalid argument: ${c.str(x)} is not a slice`);
  }
  const res: Type = { kind: 'Pointer', elem: u?.kind === 'Slice' ? u.elem : byteType };
  recordBuiltin(b, res, x.type);
  x.set('value', res);
  return true;
};

const bytePointer: Type = { kind: 'Pointer', elem: byteType };

export const unsafeBuiltins: Partial<Record<string, Check>> = {
  Sizeof: sizeOrAlign(sizeof), Alignof: sizeOrAlign(alignof), Offsetof: offsetof,
  Add: pointerAndLength(Typ['unsafe.Pointer'], (t) => t),
  Slice: pointerAndLength(undefined, (t) =>
    (t.kind === 'Pointer' ? { kind: 'Slice', elem: t.elem } : undefined)),
  String: pointerAndLength(bytePointer, () => Typ.string),
  SliceData: dataOf(undefined), StringData: dataOf(Typ.string),
};

