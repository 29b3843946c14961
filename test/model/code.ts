/** A program as a list of instructions, numbered as records number them. */
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import { arrange } from '../../src/program/arrange.ts';
import type { Instr, Program } from '../../src/program/program.ts';

/** Who can see an instruction: nobody else; the others; the others if it ends the goroutine. */
export const Seen = { LOCAL: 0, VISIBLE: 1, LAST: 2 } as const;

export interface Place {
  ins: Instr;
  seen: number;
  jump: boolean;
  /** In units. */
  cost: number;
}

export interface Func {
  start: number;
  slots: number;
  params: number;
  results: number;
}

export interface Code {
  places: Place[];
  funcs: Func[];
  program: Program;
}

const LOCAL_NATIVES: ReadonlySet<number> = new Set([
  Native.NUMCPU, Native.GOID, Native.NANOTIME, Native.WALLTIME,
]);

const VISIBLE_OPS: ReadonlySet<number> = new Set([
  Op.SEND, Op.RECV, Op.CLOSE, Op.CHLEN, Op.CHCAP, Op.SELECT, Op.GO, Op.GOC, Op.GOI, Op.CPU,
  Op.SYSCALL, Op.CGO, Op.NET, Op.NETSRC,
]);

const JUMPS: ReadonlySet<number> = new Set([
  Op.JMP, Op.JT, Op.JF, Op.JEQ, Op.JNE, Op.JLTS, Op.JLES, Op.JLTU, Op.JLEU, Op.JEQI, Op.JNEI,
  Op.JLTSI, Op.JLESI, Op.JGTSI, Op.JGESI,
]);

function seenBy(ins: Instr): number {
  if (ins.op === Op.RET) return Seen.LAST;
  if (ins.op !== Op.CALLN) return VISIBLE_OPS.has(ins.op) ? Seen.VISIBLE : Seen.LOCAL;
  const local = ins.i >= Native.FIRST_LOCAL || LOCAL_NATIVES.has(ins.i);
  return local ? Seen.LOCAL : Seen.VISIBLE;
}

/** What can jump backwards costs at least a unit: time goes on. */
function placeOf(ins: Instr, cost: number): Place {
  const jump = JUMPS.has(ins.op);
  return { ins, seen: seenBy(ins), jump, cost: jump && ins.i <= 0 ? Math.max(1, cost) : cost };
}

/** The program with the cost of each instruction; those of free functions cost nothing. */
export function codeOf(program: Program, costs: readonly number[]): Code {
  const arranged = arrange(program);
  const places: Place[] = [];
  const funcs = arranged.funcs.map((f) => {
    const start = places.length;
    const free = (f.flags & FuncFlag.FREE) !== 0;
    for (const ins of f.code) places.push(placeOf(ins, free ? 0 : costs[ins.op]!));
    const [slots, params, results] = [f.frameBytes / 8, f.paramBytes / 8, f.resultBytes / 8];
    return { start, slots, params, results };
  });
  return { places, funcs, program: arranged };
}
