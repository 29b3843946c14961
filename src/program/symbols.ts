/**
 * What people want to know about a program image: which function and which line an instruction
 * belongs to, and what its draw sites and files are. The kernel never sees it; records and the
 * ledger name instruction indices, and this turns them into `file:line`.
 */
import type { Program, SiteDesc } from './program.ts';

export interface FuncSymbol {
  name: string;
  /** Index of its first instruction, and how many there are. */
  pc: number;
  count: number;
  /** FuncFlag bits. */
  flags: number;
}

export interface Place {
  file: string;
  line: number;
  col: number;
}

export class Symbols {
  constructor(
    readonly files: readonly string[],
    readonly funcs: readonly FuncSymbol[],
    readonly sites: readonly SiteDesc[],
    /** file, line, col of each position; position 0 is none. */
    readonly positions: Int32Array,
    /** The position of each instruction. */
    readonly posOfPc: Int32Array,
  ) {}

  /** The function that instruction `pc` is in. */
  func(pc: number): FuncSymbol | undefined {
    let lo = 0;
    let hi = this.funcs.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.funcs[mid]!.pc <= pc) lo = mid;
      else hi = mid - 1;
    }
    const found = this.funcs[lo];
    return found && pc >= found.pc && pc < found.pc + found.count ? found : undefined;
  }

  funcName(pc: number): string {
    return this.func(pc)?.name ?? '?';
  }

  /** Where instruction `pc` comes from; undefined for what the compiler made up. */
  place(pc: number): Place | undefined {
    return this.placeOf(this.posOfPc[pc] ?? 0);
  }

  /** The place of position `position`. */
  placeOf(position: number): Place | undefined {
    const at = position * 3;
    if (position <= 0 || at + 2 >= this.positions.length) return undefined;
    const file = this.files[this.positions[at]!];
    return file === undefined
      ? undefined
      : { file, line: this.positions[at + 1]!, col: this.positions[at + 2]! };
  }

  /** `file:line`, or the function's name where there is no line. */
  where(pc: number): string {
    const place = this.place(pc);
    return place ? `${place.file}:${place.line}` : this.funcName(pc);
  }
}

/** The symbols of a program whose functions lie one behind the other, in order. */
export function symbolsOf(program: Program): Symbols {
  const funcs: FuncSymbol[] = [];
  let pc = 0;
  for (const f of program.funcs) {
    funcs.push({ name: f.name, pc, count: f.code.length, flags: f.flags });
    pc += f.code.length;
  }
  const posOfPc = new Int32Array(pc);
  let at = 0;
  for (const f of program.funcs) for (const ins of f.code) posOfPc[at++] = ins.pos;
  const positions = new Int32Array(program.positions.length * 3);
  program.positions.forEach((p, i) => positions.set([p.file, p.line, p.col], i * 3));
  return new Symbols(program.files, funcs, program.sites, positions, posOfPc);
}
