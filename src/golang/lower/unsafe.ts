/** Functions of package unsafe that the library may use. */
import type * as ast from '../syntax/ast.ts';
import { Op } from '../../../assembly/abi/op.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { prepare } from './order.ts';

type Lower = (fn: Fn, e: ast.CallExpr, dst?: Slot) => Slot;

const number = (f: (fn: Fn, e: ast.Expr) => number): Lower => (fn, e, dst) => {
  const to = dst ?? fn.frame.temp('0');
  fn.int(to, f(fn, e.args[0]!));
  return to;
};

function offset(fn: Fn, e: ast.Expr): number {
  if (e.kind !== 'SelectorExpr') return 0;
  const sel = fn.info.selections.get(e);
  let type = fn.typeOf(e.x);
  let off = 0;
  for (const i of sel?.path ?? []) {
    let lay = fn.lay(type);
    if (lay.under.kind === 'Pointer') lay = fn.lay(lay.under.elem);
    if (lay.under.kind !== 'Struct') break;
    off += lay.offsets[i]!;
    type = lay.under.fields[i]!.type;
  }
  return off;
}

/** A pointer (and a length) from operands as they lie. */
const words = (bytes: number, capToo: boolean): Lower => (fn, e, dst) => {
  prepare(fn, e.args);
  const slots = e.args.map((a) => expr(fn, a));
  const to = dst ?? fn.tempOf(fn.typeOf(e));
  fn.moveBytes(to, slots[0]!, 8);
  if (bytes > 8) fn.moveBytes(to + 8, slots[1]!, 8);
  if (capToo) fn.moveBytes(to + 16, slots[1]!, 8);
  return to;
};

export const unsafeBuiltins: Record<string, Lower> = {
  Sizeof: number((fn, e) => fn.layOf(e).size),
  Alignof: number((fn, e) => fn.layOf(e).align),
  Offsetof: number(offset),
  SliceData: words(8, false),
  StringData: words(8, false),
  String: words(16, false),
  Slice: words(24, true),
  Add(fn, e, dst) {
    prepare(fn, e.args);
    const p = expr(fn, e.args[0]!);
    const n = expr(fn, e.args[1]!);
    const to = dst ?? fn.frame.temp('1');
    fn.emit(Op.ADD, to, p, n);
    return to;
  },
};
