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
    case Kind.FLOAT32: case Kind.FLOAT64: return native(fn, Native.PRINTFLOAT, slot);
    case Kind.COMPLEX64: case Kind.COMPLEX128:
      text(fn, '(');
      native(fn, Native.PRINTFLOAT, slot);
      native(fn, Native.PRINTFLOAT, slot + 8);
      return text(fn, 'i)');
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
