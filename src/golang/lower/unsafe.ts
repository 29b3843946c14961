/**
 * Functions of package unsafe: memory is laid out as in Go (assembly/abi/frame.ts), so pointers to
 * parts of it mean the same. Lengths are checked in programs; the library is trusted.
 */
import type * as ast from '../syntax/ast.ts';
import { FuncFlag } from '../../../assembly/abi/frame.ts';
import { Op } from '../../../assembly/abi/op.ts';
import { stringConstant } from './constant.ts';
import { expr } from './expr.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { prepare } from './order.ts';
import { runtimePanic } from './runtimepanic.ts';

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

/**
 * As in Go: a negative length, or one that leads past the end of the address space, is an error,
 * and so is one behind a nil pointer.
 */
function checkLength(fn: Fn, what: string, p: Slot, n: Slot, size: number): void {
  const [ok, bad, nil] = [fn.label(), fn.label(), fn.label()];
  const most = fn.frame.temp('0');
  fn.jump(Op.JEQI, ok, n, 0, 0);
  fn.jump(Op.JLTSI, bad, n, 0, 0);
  fn.jump(Op.JEQI, nil, p, 0, 0);
  if (size === 0) fn.jump(Op.JMP, ok);
  fn.emit(Op.NEG, most, p);
  if (size > 1) {
    const by = fn.frame.temp('0');
    fn.int(by, size);
    fn.emit(Op.DIVU, most, most, by);
  }
  fn.jump(Op.JLEU, ok, n, most);
  fn.place(bad);
  panicText(fn, `unsafe.${what}: len out of range`);
  fn.place(nil);
  panicText(fn, `unsafe.${what}: ptr is nil and len is not zero`);
  fn.place(ok);
}

function panicText(fn: Fn, text: string): void {
  const s = fn.frame.temp('10');
  stringConstant(fn, `runtime error: ${text}`, s);
  runtimePanic(fn, s, 1);
}

/** The size of what lies behind a pointer of so many elements. */
function elemSize(fn: Fn, e: ast.CallExpr): number {
  const type = fn.under(e);
  return type.kind === 'Slice' ? fn.lay(type.elem).size : 1;
}

/** A pointer (and a length) from operands as they lie. */
const words = (bytes: number, capToo: boolean): Lower => (fn, e, dst) => {
  prepare(fn, e.args);
  const slots = e.args.map((a) => expr(fn, a));
  const isLib = (fn.flags & FuncFlag.LIB) !== 0;
  if (bytes > 8 && !isLib) {
    fn.at(e.pos);
    checkLength(fn, capToo ? 'Slice' : 'String', slots[0]!, slots[1]!, elemSize(fn, e));
  }
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
