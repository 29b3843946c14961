/**
 * A program as text, for people and for tests: one line an instruction, operands by what they are.
 *
 *     func main.worker  frame 64, params 8, results 0
 *         0  RECV     %24, %8, -            main.go:12
 *         1  JF       %32 -> 7
 */
import { FuncFlag, NO_SLOT } from '../../assembly/abi/frame.ts';
import { Cost } from '../../assembly/abi/abi.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Draw, Op } from '../../assembly/abi/op.ts';
import { isSlot, type Operand, operandsOf } from './opspec.ts';
import type { Instr, Program, ProgramFunc } from './program.ts';

export function printProgram(program: Program): string {
  return program.funcs.map((f) => printFunc(program, f)).join('\n');
}

export function printFunc(program: Program, f: ProgramFunc): string {
  const flags = [FuncFlag.FREE, FuncFlag.WRAPPER, FuncFlag.LIB, FuncFlag.SYSTEM]
    .filter((bit) => f.flags & bit)
    .map((bit) => FuncFlag[bit]!.toLowerCase());
  const head =
    `func ${f.name}  frame ${f.frameBytes}, params ${f.paramBytes}, results ${f.resultBytes}` +
    (flags.length > 0 ? `, ${flags.join(' ')}` : '');
  let lastPlace = '';
  const lines = f.code.map((ins, pc) => {
    const place = placeOf(program, ins.pos);
    const shown = place === lastPlace ? '' : place;
    lastPlace = place;
    const text = printInstr(program, ins, pc).padEnd(shown ? 44 : 0);
    return `${String(pc).padStart(5)}  ${text}${shown}`;
  });
  return [head, ...lines, ''].join('\n');
}

function placeOf(program: Program, pos: number): string {
  const p = program.positions[pos];
  return pos > 0 && p ? ` ${program.files[p.file] ?? '?'}:${p.line}` : '';
}

/** One instruction, without its position. */
export function printInstr(program: Program, ins: Instr, pc: number): string {
  const operands = operandsOf(ins.op);
  if (!operands) return `op${ins.op} ${ins.a} ${ins.b} ${ins.c} ${ins.d} ${ins.i}`;
  const shown = operands
    .filter((o) => o.kind !== 'jump')
    .map((o) => printOperand(program, ins, o))
    .join(', ');
  const jump = operands.some((o) => o.kind === 'jump') ? `-> ${pc + ins.i / 16}` : '';
  return `${Op[ins.op]!.padEnd(9)}${shown}${shown && jump ? ' ' : ''}${jump}`.trimEnd();
}

function printOperand(program: Program, ins: Instr, { field, kind }: Operand): string {
  if (field === 'l') return String(ins.l ?? 0n);
  const value = ins[field];
  if (isSlot(kind)) return value === NO_SLOT ? '-' : `%${value}`;
  switch (kind) {
    case 'win':
      return `window ${value}`;
    case 'func':
      return program.funcs[value]?.name ?? `func ${value}`;
    case 'type':
      return program.types[value]?.name ?? `type ${value}`;
    case 'native':
      return Native[value] ?? `native ${value}`;
    case 'cost':
      return Cost[value] ?? `cost ${value}`;
    case 'draw':
      return (Draw[value] ?? `draw ${value}`).toLowerCase();
    case 'method':
      return `.${program.methodNames[value] ?? value}`;
    case 'site':
      return `site ${value}`;
    case 'data':
      return `data+${value}`;
    case 'glob':
      return `glob+${value}`;
    case 'sel':
      return printSelect(program, value);
    case 'len':
      return `${ins.c + ins.d * 65536} bytes`;
    case 's16':
      return String((value << 16) >> 16);
    default:
      return String(value);
  }
}

function printSelect(program: Program, at: number): string {
  const bytes = program.data.view();
  if (at + 8 > bytes.length) return `select ${at}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const cases: string[] = [];
  for (let i = 0; i < view.getUint16(at, true) && at + 16 + 8 * i <= bytes.length; i++) {
    const entry = at + 8 + 8 * i;
    const [send, chan, elem] = [0, 2, 4].map((o) => view.getUint16(entry + o, true)) as [
      number,
      number,
      number,
    ];
    const value = elem === NO_SLOT ? '-' : `%${elem}`;
    cases.push(send ? `%${chan} <- ${value}` : `${value} <- %${chan}`);
  }
  if (view.getUint16(at + 2, true)) cases.push('default');
  return `[${cases.join('; ')}]`;
}
