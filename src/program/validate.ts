/**
 * Is a program well formed? Run on what does not come from our own compiler, and on everything in
 * tests. The kernel checks an image again when it loads it, but can only say a number; this says
 * where and what.
 */
import {
  FRAME_HEADER,
  FRAME_MAX,
  NO_SLOT,
  SELECT_HEADER,
  SelectCase,
} from '../../assembly/abi/frame.ts';
import { Cost } from '../../assembly/abi/abi.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Draw, Op } from '../../assembly/abi/op.ts';
import { isSlot, type Operand, operandsOf, slotsOf } from './opspec.ts';
import type { Instr, Program, ProgramFunc, TypeDesc } from './program.ts';

/** One thing that is wrong: in words, with the function and instruction it is in. */
export interface Problem {
  func: string;
  pc: number;
  message: string;
}

const MOST_PROBLEMS = 100;

export function validate(program: Program): Problem[] {
  return new Validator(program).run();
}

/** A validated program, or an Error that lists the first problems. */
export function mustBeValid(program: Program): void {
  const problems = validate(program);
  if (problems.length === 0) return;
  const lines = problems.slice(0, 5).map((p) => `  ${p.func || 'program'}+${p.pc}: ${p.message}`);
  throw new Error(
    `the program is not well formed (${problems.length} problems):\n${lines.join('\n')}`,
  );
}

class Validator {
  private readonly problems: Problem[] = [];
  private readonly data: DataView;
  private readonly methods = new Set<number>();
  private func = '';
  private pc = 0;

  constructor(private readonly program: Program) {
    const bytes = program.data.view();
    this.data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  run(): Problem[] {
    this.checkProgram();
    this.program.types.forEach((t, i) => {
      if (i > 0) this.checkType(t, i);
    });
    for (const f of this.program.funcs) this.checkFunc(f);
    return this.problems;
  }

  private bad(message: string): void {
    if (this.problems.length < MOST_PROBLEMS)
      this.problems.push({ func: this.func, pc: this.pc, message });
  }

  private checkProgram(): void {
    const { program } = this;
    if (program.funcs.length === 0) this.bad('there is no function 0, the entry');
    else if (program.funcs[0]!.paramBytes !== 0)
      this.bad('function 0, the entry, must not take parameters');
    if (!(program.globalBytes >= 0))
      this.bad(`the globals cannot have ${program.globalBytes} bytes`);
    for (const [name, index] of Object.entries(program.wellKnown)) {
      const limit = name.endsWith('_FUNC') ? program.funcs.length : program.types.length;
      if (!(index >= 0 && index < limit)) this.bad(`${name} ${index} does not exist`);
    }
    for (const t of program.types.slice(1)) {
      for (const m of t.methods) this.methods.add(m.id);
      for (const id of t.methodIds) this.methods.add(id);
    }
  }

  private checkType(t: TypeDesc, index: number): void {
    this.func = `type ${index} (${t.name})`;
    this.pc = 0;
    const exists = (what: string, n: number): void => {
      if (!(n >= 0 && n < this.program.types.length)) this.bad(`${what} ${n} is no type`);
    };
    exists('element', t.elem);
    exists('pointer type', t.ptrTo);
    for (const f of t.fields) {
      exists(`field ${f.name}`, f.type);
      if (f.offset > t.size)
        this.bad(`field ${f.name} lies at ${f.offset}, outside of ${t.size} bytes`);
    }
    for (const n of t.signature) exists('parameter or result', n);
    for (const m of t.methods) {
      if (!(m.func >= 0 && m.func < this.program.funcs.length))
        this.bad(`method ${m.id} has no function`);
    }
    if (t.slotBytes % 8 !== 0) this.bad(`slot form of ${t.slotBytes} bytes is not a multiple of 8`);
  }

  private checkFunc(f: ProgramFunc): void {
    this.func = f.name;
    this.pc = 0;
    if (f.frameBytes % 8 !== 0 || f.frameBytes > FRAME_MAX) {
      this.bad(`a frame of ${f.frameBytes} bytes: not a multiple of 8, or more than ${FRAME_MAX}`);
    }
    if (FRAME_HEADER + f.paramBytes + f.resultBytes > f.frameBytes) {
      this.bad(`parameters and results do not fit in a frame of ${f.frameBytes} bytes`);
    }
    for (const slot of f.pointerSlots) {
      if (slot * 8 >= f.frameBytes) this.bad(`pointer slot ${slot} lies outside of the frame`);
    }
    if (f.code.length === 0) this.bad('it has no instructions');
    f.code.forEach((ins, pc) => {
      this.pc = pc;
      this.checkInstr(f, ins, pc);
    });
    if (f.code.length > 0 && !ends(f.code.at(-1)!))
      this.bad('it can run past its last instruction');
  }

  private checkInstr(f: ProgramFunc, ins: Instr, pc: number): void {
    const operands = operandsOf(ins.op);
    if (!operands) {
      this.bad(`there is no opcode ${ins.op}`);
      return;
    }
    if (!(ins.pos >= 0 && ins.pos < Math.max(1, this.program.positions.length))) {
      this.bad(`there is no position ${ins.pos}`);
    }
    for (const operand of operands) {
      if (isSlot(operand.kind)) this.checkSlot(f, ins, operand);
      else this.checkIndex(f, ins, operand, pc);
    }
    if (ins.op === Op.JTAB && pc + ins.d >= f.code.length)
      this.bad('its jump table runs past the end');
  }

  private checkSlot(f: ProgramFunc, ins: Instr, operand: Operand): void {
    const at = ins[operand.field] as number;
    if (operand.kind.includes('?') && (at === NO_SLOT || operand.kind.includes('*'))) return;
    const end = at + (operand.kind.includes('*') ? 0 : 8 * slotsOf(operand.kind));
    if (at % 8 !== 0 || end > f.frameBytes) {
      this.bad(
        `${Op[ins.op]}: operand ${operand.field} = ${at} is no slot of a frame of ` +
          `${f.frameBytes} bytes`,
      );
    }
  }

  private checkIndex(f: ProgramFunc, ins: Instr, operand: Operand, pc: number): void {
    const value = ins[operand.field] as number;
    const limit = this.limitOf(operand.kind);
    if (limit !== undefined && !(value >= 0 && value < limit)) {
      this.bad(`${Op[ins.op]}: ${operand.kind} ${value} does not exist (there are ${limit})`);
    }
    if (operand.kind === 'type' && value === 0) this.bad(`${Op[ins.op]}: type 0 is not used`);
    if (operand.kind === 'method' && !this.methods.has(value))
      this.bad(`${Op[ins.op]}: no type has method ${value}`);
    if (operand.kind === 'win' && (value % 8 !== 0 || value + FRAME_HEADER > f.frameBytes)) {
      this.bad(`${Op[ins.op]}: window ${value} lies outside of a frame of ${f.frameBytes} bytes`);
    }
    if (operand.kind === 'jump') this.checkJump(f, ins, pc);
    if (operand.kind === 'sel') this.checkSelect(f, ins);
  }

  private limitOf(kind: string): number | undefined {
    switch (kind) {
      case 'func':
        return this.program.funcs.length;
      case 'type':
        return this.program.types.length;
      case 'native':
        return Native.COUNT;
      case 'cost':
        return Cost.COUNT;
      case 'site':
        return this.program.sites.length;
      case 'draw':
        return Draw.PARETO + 1;
      case 'data':
        return this.data.byteLength + 1;
      case 'glob':
        return this.program.globalBytes + 1;
      default:
        return undefined;
    }
  }

  private checkJump(f: ProgramFunc, ins: Instr, pc: number): void {
    const to = pc + ins.i / 16;
    if (!Number.isInteger(to) || to < 0 || to >= f.code.length) {
      this.bad(`${Op[ins.op]}: jumps by ${ins.i} bytes, out of the function`);
    }
    if (ins.i === 0) this.bad(`${Op[ins.op]}: jumps to itself, which is no back-edge`);
  }

  private checkSelect(f: ProgramFunc, ins: Instr): void {
    const at = ins.i;
    if (at < 0 || at + SELECT_HEADER > this.data.byteLength) {
      this.bad(`SELECT: no table at ${at}`);
      return;
    }
    const count = this.data.getUint16(at, true);
    if (at + SELECT_HEADER + count * SelectCase.SIZE > this.data.byteLength) {
      this.bad(`SELECT: a table of ${count} cases at ${at} runs past the data`);
      return;
    }
    for (let i = 0; i < count; i++) {
      const chan = this.data.getUint16(
        at + SELECT_HEADER + i * SelectCase.SIZE + SelectCase.CHAN,
        true,
      );
      if (chan % 8 !== 0 || chan + 8 > f.frameBytes)
        this.bad(`SELECT: case ${i} has no slot ${chan}`);
    }
  }
}

/** Whether control never goes on behind this instruction. */
function ends(ins: Instr): boolean {
  return (
    ins.op === Op.RET ||
    ins.op === Op.JMP ||
    ins.op === Op.PANIC ||
    ins.op === Op.THROW ||
    (ins.op === Op.CALLN &&
      (ins.i === Native.EXIT ||
        ins.i === Native.GOEXIT ||
        ins.i === Native.FATAL ||
        ins.i === Native.DIE))
  );
}
