/** Conversions T(x), and the check that a constant result fits. */
import type * as ast from '../syntax/ast.ts';
import { convertibleTo } from './assignable.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { bitLen, makeString, toInt, unknown } from './constant.ts';
import { constString } from './constformat.ts';
import type { Cause } from './implements.ts';
import type { Operand } from './operand.ts';
import {
  allString, eachUnder, isBytesOrRunes, isConstType, isInteger, isPlainInterface, isString,
  isTypeParam, isTyped, isUntyped, under,
} from './predicates.ts';
import { representable, smallInt } from './representable.ts';
import type { ConstValue, Type } from './types.ts';
import { defaultType } from './universe.ts';
import { makeRepresentable, updateExprType } from './untyped.ts';

/** Untyped integers have this many bits. */
const precision = 512;

const opNames: Record<string, string> = {
  '+': 'addition ', '-': 'subtraction ', '^': 'bitwise XOR ', '*': 'multiplication ',
  '<<': 'shift ',
};

/** Checks that the constant `x`, the result of an operation at `pos`, can be represented. */
export function overflow(c: Checker, x: Operand, pos: ast.Pos): void {
  if (x.val!.kind === 'unknown') {
    c.error(pos, 'constant result is not representable');
    return;
  }
  if (isTyped(x.type)) {
    const u = under(x.type);
    if (u.kind === 'Basic') makeRepresentable(c, x, u);
    return;
  }
  if (bitLen(x.val!) <= precision) return;
  let op = '';
  if (x.expr.kind === 'BinaryExpr') op = opNames[x.expr.op] ?? '';
  else if (x.expr.kind === 'UnaryExpr' && x.expr.op === '^') op = 'bitwise complement ';
  c.error(pos, `constant ${op}overflow`);
  x.val = unknown;
}

/** x becomes T(x), or invalid. */
export function conversion(c: Checker, x: Operand, t: Type): void {
  const constArg = x.mode === 'constant';
  const cause: Cause = { text: '' };
  let ok = false;
  if (constArg && isConstType(t)) {
    const val = constConvertible(x, t);
    ok = val !== undefined;
    // As gc has it, the integer is what the message shows, even if the type cannot hold it.
    x.val = val ?? (isInteger(t) ? exactInt(x.val!) : x.val);
    if (!ok && isInteger(x.type) && isInteger(t)) {
      c.error(x, `constant ${constString(x.val!)} overflows ${c.str(t)}`);
      x.fail();
      return;
    }
  } else if (constArg && isTypeParam(t)) {
    ok = constToTypeParam(c, x, t, cause);
    x.mode = 'value';
  } else if (convertibleTo(c, x, t, cause)) {
    ok = true;
    x.mode = 'value';
  }
  if (!ok) {
    const why = cause.text ? `: ${cause.text}` : '';
    c.error(x, `cannot convert ${c.str(x)} to type ${c.str(t)}${why}`);
    x.fail();
    return;
  }
  const final = isUntyped(x.type) && finalType(x, t, constArg);
  if (final) updateExprType(c, x.expr, final);
  x.type = t;
}

function exactInt(val: ConstValue): ConstValue {
  const i = toInt(val);
  return i.kind === 'int' ? i : val;
}

/** The type that the untyped operand of a conversion gets itself. */
function finalType(x: Operand, t: Type, constArg: boolean): Type | undefined {
  if (x.type === Typ['untyped nil']) return t;
  if (isPlainInterface(t) || (constArg && !isConstType(t))) return defaultType(x.type);
  // string(65) is "A": its operand is an integer of any size, not a string.
  if (x.mode === 'constant' && isInteger(x.type) && allString(t)) return undefined;
  return t;
}

function constConvertible(x: Operand, t: Type): ConstValue | undefined {
  const u = under(t);
  if (u.kind !== 'Basic') return undefined;
  const val = representable(x.val!, u);
  if (val) return val;
  if (!isInteger(x.type) || !isString(u)) return undefined;
  const code = smallInt(x.val);
  const ok = code !== undefined && code >= 0 && code <= 0x10ffff
    && (code < 0xd800 || code > 0xdfff);
  return makeString(utf8(ok ? code : 0xfffd));
}

/** The bytes of a code point, one per char. */
function utf8(code: number): string {
  return String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(code)));
}

function constToTypeParam(c: Checker, x: Operand, t: Type, cause: Cause): boolean {
  return eachUnder(t, (_, u) => {
    if (!u) {
      cause.text = `${c.str(t)} does not contain specific types`;
      return false;
    }
    if (isString(x.type) && isBytesOrRunes(u)) return true;
    if (constConvertible(x, u)) return true;
    cause.text = isInteger(x.type) && isInteger(u)
      ? `constant ${constString(x.val!)} overflows ${c.str(u)} (in ${c.str(t)})`
      : `cannot convert ${c.str(x)} to type ${c.str(u)} (in ${c.str(t)})`;
    return false;
  });
}
