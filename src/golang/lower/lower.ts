/**
 * Lowering: checked packages to one program. Starting from main and the initialisation of packages,
 * functions are lowered as they are reached; generic ones once for each list of type arguments.
 */
import type { Program } from '../../program/program.ts';
import type { CheckedPackage, Func, Type } from '../types/types.ts';
import { Typ } from '../types/basic.ts';
import type { FuncInfo } from './functable.ts';
import { Initialisation } from './init.ts';
import { MethodTables } from './methods.ts';
import { type LowerOptions, Unit } from './unit.ts';

export type { Declared, LowerOptions } from './unit.ts';

export interface Lowered {
  program: Program;
  /** Functions of the source that are in the program. */
  functions: FuncInfo[];
  /** Names of the native functions that it calls. */
  natives: string[];
}

/** `packages` in the order of their dependencies, main last. */
export function lowerProgram(packages: CheckedPackage[], options: LowerOptions): Lowered {
  const unit = new Unit(packages, options);
  const init = new Initialisation(unit);
  const tables = new MethodTables(unit);
  const wellKnown = enterWellKnown(unit);
  init.start();
  let more = true;
  while (more) {
    more = unit.funcs.drain();
    more = tables.extend() || more;
    more = init.extend() || more;
  }
  init.finish();
  unit.types.finish();
  const natives = [...unit.natives].sort();
  return { program: program(unit, wellKnown), functions: unit.funcs.lowered, natives };
}

/** What the kernel itself needs: types and functions of lib/runtime. */
function enterWellKnown(unit: Unit): Program['wellKnown'] {
  const obj = (pkg: string, name: string) => unit.package(pkg)?.pkg.scope.get(name);
  const type = (t: Type | undefined): number => (t ? unit.types.index(t) : 0);
  const named = (pkg: string, name: string): number => {
    const o = obj(pkg, name);
    return o?.kind === 'TypeName' ? type(o.type) : 0;
  };
  const pointer = (pkg: string, name: string): number => {
    const o = obj(pkg, name);
    return o?.kind === 'TypeName' ? type({ kind: 'Pointer', elem: o.type }) : 0;
  };
  const fatalpanic = obj('runtime', 'fatalpanic');
  return {
    STRING_TYPE: type(Typ.string), INT_TYPE: type(Typ.int),
    RUNTIME_ERROR_TYPE: named('runtime', 'rtError'),
    PANIC_NIL_TYPE: pointer('runtime', 'PanicNilError'),
    TIME_TYPE: named('time', 'Time'),
    FATALPANIC_FUNC: fatalpanic?.kind === 'Func' ? unit.funcs.index(fatalpanic as Func, []) : 0,
  };
}

function program(unit: Unit, wellKnown: Program['wellKnown']): Program {
  return {
    funcs: unit.funcs.list.map((f) => {
      if (!f) throw new Error('lower: a function was never made');
      return f;
    }),
    types: unit.types.list, data: unit.data,
    globalBytes: Math.ceil(unit.globalBytes / 8) * 8, globalPointerWords: unit.globalPointerWords(),
    wellKnown, sites: unit.sites, files: unit.files, positions: unit.positions,
    methodNames: unit.types.methodNames, config: {},
  };
}
