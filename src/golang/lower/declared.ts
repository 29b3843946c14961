/**
 * Functions whose body is declared by `//gopark:` directives: each directive becomes its effect, in
 * order; then the declared result, or zero values.
 */
import { Op, Draw } from '../../../assembly/abi/op.ts';
import { NO_SLOT } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type { Amount } from '../amount.ts';
import type { Directive } from '../directive.ts';
import type * as ast from '../syntax/ast.ts';
import type { Func, Signature, Var } from '../types/types.ts';
import { bindParams, finishReturn } from './decl.ts';
import { floatBits } from './constant.ts';
import type { Fn } from './fn.ts';
import type { Slot } from './frame.ts';
import { load } from './place.ts';
import { returnStmt } from './return.ts';
import { variablePlace } from './placeof.ts';

const draws: Record<string, Draw> = {
  uniform: Draw.UNIFORM, exp: Draw.EXP, normal: Draw.NORMAL, lognormal: Draw.LOGNORMAL,
  pareto: Draw.PARETO,
};

export function declaredBody(
  fn: Fn, func: Func, decl: ast.FuncDecl, directives: Directive[],
): ProgramFunc {
  const shadow = fn.unit.options.declared(decl)?.shadow ?? decl;
  const sig = fn.subst(func.type) as Signature;
  bindParams(fn, sig, { type: shadow.type, recv: shadow.recv }, undefined, func.type.recv?.type);
  const params = new Map<string, Var>();
  for (const v of fn.bindings.keys()) params.set(v.name, v);
  const body = new DeclaredBody(fn, params);
  for (const d of directives) {
    fn.at(d.pos);
    fn.scratch(() => body.effect(d));
  }
  const result = shadow === decl ? undefined : shadow.body?.list[0];
  if (result?.kind === 'ReturnStmt') fn.scratch(() => returnStmt(fn, result));
  else finishReturn(fn);
  return fn.finish();
}

class DeclaredBody {
  private readonly fn: Fn;
  private readonly params: Map<string, Var>;

  constructor(fn: Fn, params: Map<string, Var>) {
    this.fn = fn;
    this.params = params;
  }

  effect(d: Directive): void {
    const { fn } = this;
    switch (d.kind) {
      case 'cpu': {
        const ns = this.amount(d.amount, d.pos, 'cpu');
        const calls = d.calls ? this.amount(d.calls, d.pos, 'cpu') : NO_SLOT;
        return fn.emit(Op.CPU, ns, 0, calls);
      }
      case 'syscall': {
        const ns = this.amount(d.amount, d.pos, 'syscall');
        const mode = d.blocking ? 1 : d.raw ? 2 : 0;
        return fn.emit(Op.SYSCALL, ns, 0, 0, mode, this.site(d.pos, 'syscall'));
      }
      case 'cgo': {
        const ns = this.amount(d.amount, d.pos, 'cgo');
        return fn.emit(Op.CGO, ns, 0, 0, 0, this.site(d.pos, 'cgo'));
      }
      case 'net': return this.net(d.amount, d.every, d.pos);
      case 'alloc': return fn.emit(Op.ALLOC, this.amount(d.amount, d.pos, 'alloc'));
      default:
    }
  }

  private net(amount: Amount, every: boolean, pos: ast.Pos): void {
    const { fn } = this;
    if (!every) {
      const ns = this.amount(amount, pos, 'net');
      return fn.emit(Op.NET, ns, 0, 0, 0, this.site(pos, 'net'));
    }
    const draw = amount.kind === 'draw' ? amount : undefined;
    const run = this.drawParams(draw ? draw.args : [amount], draw?.draw);
    const kind = draw ? draws[draw.draw]! : Draw.CONST;
    fn.emit(Op.NETSRC, 0, run, kind, 0, this.site(pos, 'net every'));
  }

  /** A number of this directive for people and for draws: each has its own stream. */
  private site(pos: ast.Pos, what: string): number {
    const { unit, name } = this.fn;
    unit.sites.push({ name, text: what, position: unit.position(pos) });
    return unit.sites.length - 1;
  }

  /** The slot with an amount, at least 0. */
  private amount(a: Amount, pos: ast.Pos, what: string): Slot {
    const { fn } = this;
    if (a.kind !== 'draw') return this.whole(a);
    const run = this.drawParams(a.args, a.draw);
    const to = fn.frame.temp('0');
    fn.emit(Op.DRAW, to, run, draws[a.draw]!, 0, this.site(pos, `${what} ${a.draw}`));
    return to;
  }

  /** Two slots: nanoseconds, or the shape of a distribution as a float. */
  private drawParams(args: Amount[], draw: string | undefined): Slot {
    const { fn } = this;
    const run = fn.frame.temp('00');
    fn.emit(Op.ZERON, run, 0, 0, 0, 16);
    args.forEach((a, i) => {
      const shape = i === 1 && (draw === 'lognormal' || draw === 'pareto');
      if (!shape) fn.moveBytes(run + 8 * i, this.whole(a), 8);
      else if (a.kind === 'num') fn.int(run + 8, floatBits(a.value));
      else fn.emit(Op.I2F, run + 8, this.whole(a));
    });
    return run;
  }

  /** An amount as a whole number of nanoseconds, bytes or things. */
  private whole(a: Amount): Slot {
    const { fn } = this;
    const to = fn.frame.temp('0');
    switch (a.kind) {
      case 'num': fn.int(to, BigInt(Math.round(a.value))); break;
      case 'param': this.param(a.name, a.pos, to); break;
      case 'len': this.length(a.name, a.pos, to); break;
      case 'bin': {
        const x = this.whole(a.x);
        const y = this.whole(a.y);
        const op = { '+': Op.ADD, '-': Op.SUB, '*': Op.MUL, '/': Op.DIVS }[a.op];
        fn.emit(op, to, x, y);
        break;
      }
      default: throw new Error('lower: a draw inside an amount');
    }
    return to;
  }

  private param(name: string, pos: ast.Pos, to: Slot): void {
    const { fn } = this;
    const v = this.params.get(name);
    const type = v && fn.subst(v.type);
    const lay = type && fn.lay(type);
    if (!v || !lay?.isInt) {
      fn.unit.error(pos, `parameter ${name} cannot be an amount: it is no integer`);
      return;
    }
    load(fn, variablePlace(fn, v), type!, to);
  }

  private length(name: string, pos: ast.Pos, to: Slot): void {
    const { fn } = this;
    const v = this.params.get(name);
    const type = v && fn.subst(v.type);
    const u = type && fn.lay(type).under;
    if (v && type && u && (u.kind === 'Slice' || (u.kind === 'Basic' && u.basic === 'string'))) {
      return fn.moveBytes(to, load(fn, variablePlace(fn, v), type) + 8, 8);
    }
    if (v && u?.kind === 'Map') return fn.emit(Op.MLEN, to, load(fn, variablePlace(fn, v), type!));
    if (v && u?.kind === 'Array') return fn.int(to, u.len);
    fn.unit.error(pos, `len(${name}): only strings, slices, arrays and maps have a length`);
  }
}
