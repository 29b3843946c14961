/** Calls of predeclared functions: a table of what each of them checks. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { assignableTo } from './assignable.ts';
import { assignment } from './assign.ts';
import { Typ, byteType } from './basic.ts';
import { matchTypes } from './binary.ts';
import { checkArguments } from './call.ts';
import type { Checker } from './check.ts';
import { compare, imag, makeComplex, makeInt, real, sign, toFloat, unknown } from './constant.ts';
import { commonUnder } from './coretype.ts';
import { exclude, exprList, exprOrType } from './expr.ts';
import { checkIndex } from './indexing.ts';
import { newSignature, newVar } from './object.ts';
import { Operand } from './operand.ts';
import {
  allOrdered, allString, eachUnder, identical, isNumeric, isString, isTypeParam, isUntyped, isValid,
  under,
} from './predicates.ts';
import type { BasicKind, ConstValue, Signature, Type } from './types.ts';
import { validVarType, varType } from './typexpr.ts';
import { unsafeBuiltins } from './unsafe.ts';
import { builtins, defaultType, emptyInterface } from './universe.ts';
import { convertUntyped, updateExprType } from './untyped.ts';
import { use } from './use.ts';

/** What a builtin gets: `x` is its first argument, and becomes the result. */
export interface BuiltinCall {
  c: Checker;
  call: ast.CallExpr;
  id: string;
  x: Operand;
  args: Operand[];
}

export type Check = (b: BuiltinCall) => boolean;

/** These look at their arguments themselves: a type may be among them. */
const own = new Set(['make', 'new', 'Offsetof']);

/** Checks a call of a builtin; the result's mode is invalid after an error. */
export function builtinCall(c: Checker, call: ast.CallExpr, id: string): Operand {
  const x = new Operand(call);
  const info = builtins[id]!;
  if (call.hasDots && id !== 'append') {
    c.error(call, `invalid operation: invalid use of ... with built-in ${id}`);
    use(c, call.args);
    return x;
  }
  const saved = c.env.hasCall;
  if (id === 'len' || id === 'cap') c.env.hasCall = false;
  const args = own.has(id) ? [] : exprList(c, call.args);
  const ok = !args.some((a) => a.mode === 'invalid') && countFits(c, call, id, args, info.nargs)
    && run({ c, call, id, x: args[0]?.copy() ?? x, args }, x);
  if (id === 'len' || id === 'cap') c.env.hasCall = saved;
  if (!ok) x.fail();
  x.expr = call;
  return x;
}

function countFits(
  c: Checker, call: ast.CallExpr, id: string, args: Operand[], want: number,
): boolean {
  const n = own.has(id) ? call.args.length : args.length;
  const few = n < want;
  if (!few && (builtins[id]!.variadic || n <= want)) return true;
  const which = few ? 'not enough' : 'too many';
  c.error(call,
    `invalid operation: ${which} arguments for ${exprString(call)} (expected ${want}, found ${n})`);
  if (own.has(id)) use(c, call.args);
  return false;
}

function run(b: BuiltinCall, out: Operand): boolean {
  const check = checks[b.id] ?? unsafeBuiltins[b.id];
  if (!check?.(b)) return false;
  out.set(b.x.mode, b.x.type);
  out.val = b.x.mode === 'constant' ? b.x.val : undefined;
  return true;
}

/** Records the type of the builtin as a function; a constant result has none. */
export function recordBuiltin(b: BuiltinCall, res: Type | undefined, ...params: Type[]): void {
  recordSignature(b, makeSig(res, params));
}

function recordSignature(b: BuiltinCall, sig: Signature): void {
  let f = b.call.fun;
  b.c.recordType(f, 'builtin', sig);
  while (f.kind === 'ParenExpr') b.c.recordType((f = f.x), 'builtin', sig);
}

function makeSig(res: Type | undefined, params: Type[]): Signature {
  const vars = params.map((t) => newVar('param', 0, undefined, '', defaultType(t)));
  return newSignature(vars, res ? [newVar('result', 0, undefined, '', res)] : []);
}

/** Reports, and returns false. */
export function bad(b: BuiltinCall, at: ast.Expr | Operand, msg: string): false {
  b.c.error(at, msg);
  return false;
}

// ---- append, copy, clear, close, delete -------------------------------------------------------

const isByteSlice = (u: Type): boolean => u.kind === 'Slice' && identical(u.elem, byteType);

/** All types of `t` are strings or byte slices; and is one a string? */
function bytesLike(t: Type): { ok: boolean; hasString: boolean } {
  let hasString = false;
  const ok = eachUnder(t, (_, u) => {
    if (!u) return false;
    if (isString(u)) hasString = true;
    return isString(u) || isByteSlice(u);
  });
  return { ok, hasString };
}

function sliceElem(c: Checker, x: Operand): { elem?: Type; cause: string } {
  let elem: Type | undefined;
  let cause = '';
  eachUnder(x.type, (_, u) => {
    if (u?.kind !== 'Slice') {
      cause = `argument must be a slice; have ${x.isNil ? 'untyped nil' : c.str(x)}`;
    } else if (elem && !identical(elem, u.elem)) {
      const both = `${c.str(elem)} and ${c.str(u.elem)}`;
      cause = `mismatched slice element types ${both} in ${c.str(x)}`;
    } else elem = u.elem;
    return cause === '';
  });
  return elem && !cause ? { elem, cause } : { cause };
}

function append(b: BuiltinCall): boolean {
  const { c, x, args, call } = b;
  const { elem, cause } = sliceElem(c, x);
  if (!elem) return bad(b, x, `invalid append: ${cause}`);
  const s = x.type;
  const bytes: Type = { kind: 'Slice', elem: byteType };
  const y = args[1];
  if (y && args.length === 2 && call.hasDots && assignableTo(c, x, bytes)) {
    const like = bytesLike(y.type);
    if (like.ok && like.hasString) {
      // append([]byte, string...): the one case where the last argument is no slice.
      if (isUntyped(y.type)) convertUntyped(c, y, Typ.string);
      recordSignature(b, { ...makeSig(s, [s, y.type]), variadic: true });
      x.mode = 'value';
      return true;
    }
  }
  const sig = { ...makeSig(s, [s, { kind: 'Slice', elem }]), variadic: true };
  checkArguments(c, call, sig, [], [], args, []);
  recordSignature(b, sig);
  x.mode = 'value';
  return true;
}

function copy(b: BuiltinCall): boolean {
  const { c, x, args } = b;
  const y = args[1]!;
  const special = assignableTo(c, x, { kind: 'Slice', elem: byteType }) && bytesLike(y.type).ok;
  if (!special) {
    const dst = sliceElem(c, x);
    if (!dst.elem) return bad(b, x, `invalid copy: ${dst.cause}`);
    const src = sliceElem(c, y);
    if (!src.elem && !allString(y.type)) return bad(b, y, `invalid copy: ${src.cause}`);
    const elem = src.elem ?? byteType;
    if (!identical(dst.elem, elem)) {
      return bad(b, x, `invalid copy: arguments ${c.str(x)} and ${c.str(y)} have different `
        + `element types ${c.str(dst.elem)} and ${c.str(elem)}`);
    }
  }
  if (isUntyped(y.type)) convertUntyped(c, y, Typ.string);
  recordBuiltin(b, Typ.int, x.type, y.type);
  x.set('value', Typ.int);
  return true;
}

function clear(b: BuiltinCall): boolean {
  const { c, x } = b;
  const ok = eachUnder(x.type, (_, u) => u?.kind === 'Map' || u?.kind === 'Slice');
  if (!ok) {
    return bad(b, x, `invalid argument: cannot clear ${c.str(x)}: `
      + 'argument must be (or constrained by) map or slice');
  }
  recordBuiltin(b, undefined, x.type);
  x.mode = 'novalue';
  return true;
}

function close(b: BuiltinCall): boolean {
  const { c, x } = b;
  const ok = eachUnder(x.type, (_, u) => {
    if (u?.kind !== 'Chan') {
      return bad(b, x, `invalid operation: cannot close non-channel ${c.str(x)}`);
    }
    return u.dir !== 'recv'
      || bad(b, x, `invalid operation: cannot close receive-only channel ${c.str(x)}`);
  });
  if (!ok) return false;
  recordBuiltin(b, undefined, x.type);
  x.mode = 'novalue';
  return true;
}

function del(b: BuiltinCall): boolean {
  const { c, x, args } = b;
  const m = x.type;
  let key: Type | undefined;
  const ok = eachUnder(m, (_, u) => {
    if (u?.kind !== 'Map') return bad(b, x, `invalid argument: ${c.str(x)} is not a map`);
    if (key && !identical(u.key, key)) {
      return bad(b, x, `invalid argument: maps of ${c.str(x)} must have identical key types`);
    }
    key = u.key;
    return true;
  });
  if (!ok) return false;
  const k = args[1]!;
  assignment(c, k, key!, 'argument to delete');
  if (k.mode === 'invalid') return false;
  recordBuiltin(b, undefined, m, key!);
  x.mode = 'novalue';
  return true;
}

// ---- len, cap, make, new ----------------------------------------------------------------------

/** An array behind a pointer counts as an array. */
function arrayDeref(t: Type): Type {
  if (t.kind !== 'Pointer') return t;
  const u = under(t.elem);
  return u.kind === 'Array' ? u : t;
}

function hasLength(u0: Type, len: boolean): boolean {
  const u = arrayDeref(u0);
  switch (u.kind) {
    case 'Basic': return len && isString(u);
    case 'Array': case 'Slice': case 'Chan': return true;
    case 'Map': return len;
    default: return false;
  }
}

function length(b: BuiltinCall): boolean {
  const { c, x, id } = b;
  const ok = eachUnder(x.type, (_, u) => u !== undefined && hasLength(u, id === 'len'));
  if (!ok || x.isNil) {
    return isValid(under(x.type))
      ? bad(b, x, `invalid argument: ${c.str(x)} for built-in ${id}`) : false;
  }
  const u = isTypeParam(x.type) ? Typ.invalid : arrayDeref(under(x.type));
  let val: ConstValue | undefined;
  if (u.kind === 'Array' && !c.env.hasCall) val = u.len >= 0 ? makeInt(u.len) : unknown;
  if (u.kind === 'Basic' && x.mode === 'constant' && x.val!.kind === 'string') {
    val = makeInt(x.val!.value.length);
  }
  if (!val) recordBuiltin(b, Typ.int, x.type);
  x.set(val ? 'constant' : 'value', Typ.int);
  x.val = val;
  return true;
}

function make(b: BuiltinCall): boolean {
  const { c, x, call } = b;
  const arg0 = call.args[0]!;
  const t = varType(c, arg0);
  if (!isValid(t)) {
    use(c, call.args.slice(1));
    return false;
  }
  const core = commonUnder(c, t, (_, u) => {
    if (!u) return 'no specific type';
    return u.kind === 'Slice' || u.kind === 'Map' || u.kind === 'Chan'
      ? undefined : 'type must be slice, map, or channel';
  });
  if (!core.type) {
    use(c, call.args.slice(1));
    return bad(b, arg0, `invalid argument: cannot make ${exprString(arg0)}: ${core.cause}`);
  }
  const min = core.type.kind === 'Slice' ? 2 : 1;
  const n = call.args.length;
  if (n < min || n > min + 1) {
    return bad(b, call, `invalid operation: ${exprString(call)} expects ${min} or ${min + 1} `
      + `arguments; found ${n}`);
  }
  const sizes = call.args.slice(1).map((a) => checkIndex(c, a, -1));
  const [len, cap] = sizes;
  if (len && cap && len.value >= 0 && cap.value >= 0 && len.value > cap.value) {
    c.error(call.args[1]!, 'invalid argument: length and capacity swapped');
  }
  recordBuiltin(b, t, t, ...sizes.map((s) => s.type));
  x.set('value', t);
  return true;
}

function newValue(b: BuiltinCall): boolean {
  const { c, x, call } = b;
  const arg = call.args[0]!;
  const y = exprOrType(c, arg);
  exclude(c, y, 'novalue', 'builtin');
  if (y.mode === 'invalid') return false;
  if (y.mode === 'type') validVarType(c, arg, y.type);
  else if (isUntyped(y.type)) {
    assignment(c, y, undefined, 'argument to new');
    if (y.failed) return false;
  }
  const t: Type = { kind: 'Pointer', elem: y.type };
  recordBuiltin(b, t, y.type);
  x.set('value', t);
  return true;
}

// ---- complex numbers --------------------------------------------------------------------------

const complexOf: Partial<Record<BasicKind, BasicKind>> = {
  float32: 'complex64', float64: 'complex128', 'untyped float': 'untyped complex',
};
const floatOf: Partial<Record<BasicKind, BasicKind>> = {
  complex64: 'float32', complex128: 'float64', 'untyped complex': 'untyped float',
};

function mapBasic(
  b: BuiltinCall, t: Type, table: Partial<Record<BasicKind, BasicKind>>,
): Type | undefined {
  if (isTypeParam(t)) {
    b.c.error(b.x, `${b.c.str(b.x)} not supported as argument to built-in ${b.id} for go1.18 `
      + '(see go.dev/issue/50937)');
    return Typ.invalid;
  }
  const u = under(t);
  const kind = u.kind === 'Basic' ? table[u.basic] : undefined;
  return kind && Typ[kind];
}

function complex(b: BuiltinCall): boolean {
  const { c, x, args, call } = b;
  const y = args[1]!;
  const ux = isUntyped(x.type);
  const uy = isUntyped(y.type);
  const constants = x.mode === 'constant' && y.mode === 'constant';
  if (ux && !uy) convertUntyped(c, x, y.type);
  else if (!ux && uy) convertUntyped(c, y, x.type);
  else if (ux && constants) {
    for (const z of [x, y]) {
      if (isNumeric(z.type) && sign(imag(z.val!)) === 0) z.type = Typ['untyped float'];
    }
  } else if (ux) for (const z of [x, y]) convertUntyped(c, z, Typ.float64);
  if (x.failed || y.mode === 'invalid') return false;
  if (!identical(x.type, y.type)) {
    return bad(b, x, `invalid operation: ${exprString(call)} (mismatched types `
      + `${c.str(x.type)} and ${c.str(y.type)})`);
  }
  const res = mapBasic(b, x.type, complexOf);
  if (!res) {
    return bad(b, x, `invalid argument: arguments have type ${c.str(x.type)}, `
      + 'expected floating-point');
  }
  if (constants) x.val = makeComplex(toFloat(x.val!), toFloat(y.val!));
  else {
    recordBuiltin(b, res, x.type, x.type);
    x.mode = 'value';
  }
  x.type = res;
  return res !== Typ.invalid;
}

function realImag(b: BuiltinCall): boolean {
  const { c, x, id } = b;
  if (isUntyped(x.type)) {
    if (x.mode !== 'constant') convertUntyped(c, x, Typ.complex128);
    else if (isNumeric(x.type)) x.type = Typ['untyped complex'];
    if (x.failed) return false;
  }
  const res = mapBasic(b, x.type, floatOf);
  if (!res) {
    return bad(b, x, `invalid argument: argument has type ${c.str(x.type)}, expected complex type`);
  }
  if (x.mode === 'constant') x.val = id === 'real' ? real(x.val!) : imag(x.val!);
  else {
    recordBuiltin(b, res, x.type);
    x.mode = 'value';
  }
  x.type = res;
  return res !== Typ.invalid;
}

// ---- min, max, panic, print, recover ----------------------------------------------------------

function minMax(b: BuiltinCall): boolean {
  const { c, args, id } = b;
  const op = id === 'max' ? '>' : '<';
  let x = args[0]!.copy();
  for (const [i, a] of args.entries()) {
    if (!allOrdered(a.type)) return bad(b, a, `invalid argument: ${c.str(a)} cannot be ordered`);
    if (i === 0) continue;
    matchTypes(c, x, a);
    if (x.mode === 'invalid') return false;
    if (!identical(x.type, a.type)) {
      return bad(b, a, `invalid argument: mismatched types ${c.str(x.type)} (previous argument) `
        + `and ${c.str(a.type)} (type of ${exprString(a.expr)})`);
    }
    if (x.mode !== 'constant' || a.mode !== 'constant') x.mode = 'value';
    else if (compare(a.val!, op, x.val!)) x = a.copy();
  }
  if (x.mode !== 'constant') {
    x.mode = 'value';
    assignment(c, x, emptyInterface, `argument to built-in ${id}`);
    if (x.failed) return false;
    recordBuiltin(b, x.type, ...args.map(() => x.type));
  }
  for (const a of args) updateExprType(c, a.expr, x.type);
  b.x.set(x.mode, x.type);
  b.x.val = x.val;
  return true;
}

function panic(b: BuiltinCall): boolean {
  const { c, x, call } = b;
  c.panics.add(call);
  assignment(c, x, emptyInterface, 'argument to panic');
  if (x.mode === 'invalid') return false;
  recordBuiltin(b, undefined, emptyInterface);
  x.mode = 'novalue';
  return true;
}

function print(b: BuiltinCall): boolean {
  const { c, x, args, id } = b;
  for (const a of args) {
    assignment(c, a, undefined, `argument to built-in ${id}`);
    if (a.mode === 'invalid') return false;
  }
  recordBuiltin(b, undefined, ...args.map((a) => a.type));
  x.set('novalue', Typ.invalid);
  return true;
}

function recover(b: BuiltinCall): boolean {
  recordBuiltin(b, emptyInterface);
  b.x.set('value', emptyInterface);
  return true;
}

const checks: Partial<Record<string, Check>> = {
  append, cap: length, clear, close, complex, copy, delete: del, imag: realImag, len: length, make,
  max: minMax, min: minMax, new: newValue, panic, print, println: print, real: realImag, recover,
};
