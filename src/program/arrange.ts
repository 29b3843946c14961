/**
 * The order of functions in a program. Records name instructions by index, and the hash of a run
 * covers them, so the order must not depend on how a front end happened to find the functions,
 * nor on what the modelled packages contain: a change there would give another hash to every
 * program.
 *
 * The entry comes first; then the program's own functions, each behind those that were reached
 * before it; then everything else as it was. The same program made by the builder and from source
 * then has the same instructions at the same places.
 */
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { operandsOf } from './opspec.ts';
import type { Instr, Program, ProgramFunc, TypeDesc } from './program.ts';

/** The program with its functions in order. Doing it twice changes nothing. */
export function arrange(program: Program): Program {
  const order = orderOf(program.funcs);
  if (order.every((f, i) => f === i)) return program;
  const place = new Int32Array(order.length);
  order.forEach((f, i) => {
    place[f] = i;
  });
  const data = program.data.copy();
  data.renumberClosures(place);
  const { FATALPANIC_FUNC: panic, ...types } = program.wellKnown;
  return {
    ...program,
    data,
    funcs: order.map((f) => renumbered(program.funcs[f]!, place)),
    types: program.types.map((t) => withMethods(t, place)),
    wellKnown: panic === undefined ? types : { ...types, FATALPANIC_FUNC: panic && place[panic]! },
  };
}

function orderOf(funcs: readonly ProgramFunc[]): number[] {
  if (funcs.length === 0) return [];
  const order = [0];
  const seen = new Set(order);
  for (let i = 0; i < order.length; i++) {
    for (const ins of funcs[order[i]!]!.code) {
      const f = namesFunc(ins) ? ins.i : -1;
      if (!funcs[f] || seen.has(f) || funcs[f].flags & FuncFlag.LIB) continue;
      seen.add(f);
      order.push(f);
    }
  }
  funcs.forEach((_, f) => {
    if (!seen.has(f)) order.push(f);
  });
  return order;
}

function namesFunc({ op }: Instr): boolean {
  return operandsOf(op)?.some((o) => o.kind === 'func') ?? false;
}

function renumbered(f: ProgramFunc, place: Int32Array): ProgramFunc {
  const code = f.code.map((ins) => (namesFunc(ins) ? { ...ins, i: place[ins.i] ?? ins.i } : ins));
  return { ...f, code };
}

function withMethods(t: TypeDesc, place: Int32Array): TypeDesc {
  if (t.methods.length === 0) return t;
  return { ...t, methods: t.methods.map((m) => ({ ...m, func: place[m.func] ?? m.func })) };
}
