/** The builtins print and println. */
import { Op } from '../../../assembly/abi/op.ts';
import { Kind } from '../../../assembly/abi/frame.ts';
import { Native } from '../../../assembly/abi/native.ts';
import type * as ast from '../syntax/ast.ts';
import { isNil } from './classify.ts';
import { stringConstant } from './constant.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import { type Slot, WINDOW } from './frame.ts';
import type { Lay } from './layout.ts';
import { prepare } from './order.ts';

/** All arguments are evaluated before the first is printed. */
export function printCall(fn: Fn, e: ast.CallExpr, line: boolean): void {
  prepare(fn, e.args);
  const values = e.args.map((a) => ({ slot: held(fn, a), lay: fn.layOf(a), nil: isNil(fn, a) }));
  fn.at(e.pos);
  values.forEach((v, i) => {
    if (line && i > 0) text(fn, ' ');
    if (v.nil) text(fn, 'nil');
    else printValue(fn, v.slot, v.lay);
  });
  if (line) text(fn, '\n');
  fn.frame.window(8);
  fn.emit(Op.CALLN, WINDOW, 0, 0, 0, Native.PRINTEND);
}

const held = (fn: Fn, e: ast.Expr): Slot => expr(fn, e);

function text(fn: Fn, s: string): void {
  fn.frame.window(8 + 16);
  stringConstant(fn, s, WINDOW + 8);
  fn.emit(Op.CALLN, WINDOW, 0, 0, 0, Native.PRINTSTRING);
}

function native(fn: Fn, n: Native, slot: Slot, bytes = 8): void {
  fn.frame.window(8 + bytes);
  fn.moveBytes(WINDOW + 8, slot, bytes);
  fn.emit(Op.CALLN, WINDOW, 0, 0, 0, n);
}

function printValue(fn: Fn, slot: Slot, lay: Lay): void {
  switch (lay.kind) {
    case Kind.STRING: return native(fn, Native.PRINTSTRING, slot, 16);
    case Kind.BOOL: return native(fn, Native.PRINTBOOL, slot);
    case Kind.FLOAT32: return native(fn, Native.PRINTFLOAT32, slot);
    case Kind.FLOAT64: return native(fn, Native.PRINTFLOAT, slot);
    case Kind.COMPLEX64: return printComplex(fn, slot, Native.PRINTFLOAT32);
    case Kind.COMPLEX128: return printComplex(fn, slot, Native.PRINTFLOAT);
    case Kind.SLICE:
      text(fn, '[');
      native(fn, Native.PRINTINT, slot + 8);
      text(fn, '/');
      native(fn, Native.PRINTINT, slot + 16);
      text(fn, ']');
      return native(fn, Native.PRINTPOINTER, slot);
    case Kind.INTERFACE:
      text(fn, '(');
      native(fn, Native.PRINTPOINTER, slot);
      text(fn, ',');
      native(fn, Native.PRINTPOINTER, slot + 8);
      return text(fn, ')');
    default:
      if (!lay.isInt) return native(fn, Native.PRINTPOINTER, slot);
      native(fn, lay.signed ? Native.PRINTINT : Native.PRINTUINT, slot);
  }
}

/** The imaginary part always has a sign: `+` where its text starts with none. */
function printComplex(fn: Fn, slot: Slot, float: Native): void {
  const none = fn.label();
  const plus = fn.label();
  const t = fn.frame.temp('0');
  text(fn, '(');
  native(fn, float, slot);
  fn.emit(Op.FNE, t, slot + 8, slot + 8);
  fn.jump(Op.JT, plus, t);
  fn.jump(Op.JLTSI, none, slot + 8, 0, 0);
  fn.int(t, 0x7ff0000000000000n);
  fn.jump(Op.JEQ, none, slot + 8, t);
  fn.place(plus);
  text(fn, '+');
  fn.place(none);
  native(fn, float, slot + 8);
  text(fn, 'i)');
}
