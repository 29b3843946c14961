/**
 * The entry of the program, function 0: packages are initialised in the order of their
 * dependencies, then main.main runs, then the program exits with 0.
 *
 * Variables of library packages are initialised only if the program uses them, each in a function
 * of its own, at no cost; those of the program's own packages always, in one function `pkg.init`.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FuncFlag } from '../../../assembly/abi/frame.ts';
import { Native } from '../../../assembly/abi/native.ts';
import type { ProgramFunc } from '../../program/program.ts';
import type * as ast from '../syntax/ast.ts';
import type { CheckedPackage, Func, Initialiser, Var } from '../types/types.ts';
import { multiCall } from './call.ts';
import { unparen } from './classify.ts';
import { commaOkOf } from './commaok.ts';
import { fill } from './composite.ts';
import { convertTo, exprAs } from './expr.ts';
import { Fn } from './fn.ts';
import { WINDOW } from './frame.ts';
import { bareFn } from './forward.ts';
import { store } from './place.ts';
import { boxRangeFunc } from './rangefunc.ts';
import { under } from '../types/predicates.ts';
import type { Unit } from './unit.ts';
import { lowerDecl } from './decl.ts';

type Init = Initialiser;

/** Initialisers of one package that the program needs. */
interface Needed { init: Init; index: number }

export class Initialisation {
  private readonly unit: Unit;
  private readonly needed = new Map<CheckedPackage, Needed[]>();
  private readonly inits = new Map<CheckedPackage, number[]>();
  private readonly entry: number;
  private mainIndex = 0;

  constructor(unit: Unit) {
    this.unit = unit;
    // Function 0 is made last, when it is known what has to be initialised.
    this.entry = unit.funcs.reserve();
  }

  /** Enters what is needed whatever happens: main, init functions, own variables. */
  start(): void {
    const { packages } = this.unit;
    for (const p of packages) {
      this.needed.set(p, []);
      this.inits.set(p, this.initFuncs(p));
      if (!p.pkg.isLib && p.info.initOrder.length > 0) {
        const index = this.unit.funcs.add(() => this.ownInit(p));
        this.needed.get(p)!.push({ init: p.info.initOrder[0]!, index });
      }
    }
    const main = packages[packages.length - 1]!.pkg.scope.get('main');
    if (main?.kind === 'Func') this.mainIndex = this.unit.funcs.index(main, []);
  }

  /** `init` functions have no object in scope, and there may be several. */
  private initFuncs(p: CheckedPackage): number[] {
    const funcs = p.initFuncs?.() ?? initFuncsOf(p);
    return funcs.map((func, i) => this.unit.funcs.add(() => {
      return lowerDecl(this.unit, func, func.decl!, [], `${p.pkg.path}.init.${i}`);
    }));
  }

  /** Adds initialisers of library variables that came into use; false if there were none. */
  extend(): boolean {
    let any = false;
    const inUse = [...this.unit.globals.keys()];
    for (const [p, list] of this.needed) {
      if (!p.pkg.isLib) continue;
      const inits = new Set<Init>();
      for (const v of inUse) {
        const init = v.pkg === p.pkg ? p.initialiser?.(v) : undefined;
        if (init && !list.some((n) => n.init === init)) inits.add(init);
      }
      for (const init of [...inits].sort((a, b) => a.order - b.order)) {
        any = true;
        list.push({ init, index: this.unit.funcs.add(() => this.libInit(p, init)) });
      }
    }
    return any;
  }

  private ownInit(p: CheckedPackage): ProgramFunc {
    const fn = initFn(this.unit, p, 0);
    for (const init of p.info.initOrder) initialise(fn, init);
    fn.emit(Op.RET);
    return fn.finish();
  }

  private libInit(p: CheckedPackage, init: Init): ProgramFunc {
    const compiled = this.unit.options.objects?.init(p.pkg.path, init);
    return compiled ? compiled(this.unit) : libInit(this.unit, p, init);
  }

  /** Function 0, when everything is there. */
  finish(): void {
    const main = this.unit.packages[this.unit.packages.length - 1]!;
    const fn = bareFn(this.unit, 'runtime.main', main.pkg, FuncFlag.LIB | FuncFlag.FREE);
    fn.frame.window(16);
    const call = (index: number): void => fn.emit(Op.CALL, WINDOW, 0, 0, 0, index);
    for (const [p, list] of this.needed) {
      const all = list.length > 1 ? p.initOrder?.() ?? p.info.initOrder : [];
      const order = (n: Needed): number => all.indexOf(n.init);
      for (const n of [...list].sort((a, b) => order(a) - order(b))) call(n.index);
      for (const index of this.inits.get(p)!) call(index);
    }
    call(this.mainIndex);
    fn.int(WINDOW + 8, 0);
    fn.emit(Op.CALLN, WINDOW, 0, 0, 0, Native.EXIT);
    fn.emit(Op.RET);
    this.unit.funcs.list[this.entry] = fn.finish();
  }
}

function initFn(unit: Unit, p: CheckedPackage, flags: number): Fn {
  return new Fn(unit, {
    name: `${p.pkg.path}.init`, flags, literal: false,
    shared: { pkg: p.pkg, info: p.info, map: new Map(), boxed: new Set() },
  });
}

/** The function that initialises variables of a library package. */
export function libInit(unit: Unit, p: CheckedPackage, init: Init): ProgramFunc {
  const fn = initFn(unit, p, FuncFlag.LIB | FuncFlag.FREE);
  initialise(fn, init);
  fn.emit(Op.RET);
  return fn.finish();
}

/** The functions `init` of a package that was checked in one go: they have no name in scope. */
function initFuncsOf(p: CheckedPackage): Func[] {
  const list: Func[] = [];
  for (const d of p.pkg.files.flatMap((file) => file.decls)) {
    if (d.kind !== 'FuncDecl' || d.recv || d.name.name !== 'init') continue;
    const obj = p.info.defs.get(d.name);
    if (obj?.kind === 'Func') list.push(obj);
  }
  return list;
}

/** `var a, b = e` of a package. */
function initialise(fn: Fn, init: Init): void {
  boxRangeFunc(fn, init.rhs);
  fn.scratch(() => {
    fn.at(init.rhs.pos);
    if (init.lhs.length > 1) return several(fn, init.lhs, init.rhs);
    const v = init.lhs[0]!;
    const rhs = unparen(init.rhs);
    const aggregate = ['Struct', 'Array'].includes(under(v.type).kind);
    if (rhs.kind === 'CompositeLit' && aggregate && v.name !== '_') {
      return fill(fn, { kind: 'global', off: fn.unit.global(v).at }, rhs, v.type);
    }
    const value = exprAs(fn, init.rhs, v.type);
    if (v.name !== '_') store(fn, { kind: 'global', off: fn.unit.global(v).at }, v.type, value);
  });
  fn.hoisted.clear();
}

function several(fn: Fn, lhs: Var[], rhs: ast.Expr): void {
  const put = (v: Var, slot: number, type: Var['type']): void => {
    if (v.name === '_') return;
    const value = convertTo(fn, slot, type, v.type);
    store(fn, { kind: 'global', off: fn.unit.global(v).at }, v.type, value);
  };
  const ok = commaOkOf(fn, rhs);
  if (!ok) {
    multiCall(fn, rhs).forEach((value, i) => put(lhs[i]!, value.slot, value.type));
    return;
  }
  const r = ok.emit(fn, lhs[0]!.name === '_');
  put(lhs[0]!, r.value, ok.type);
  put(lhs[1]!, r.ok, { kind: 'Basic', basic: 'bool', name: 'bool' });
}
