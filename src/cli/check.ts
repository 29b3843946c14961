/** `gopark check`: compile only. What is simulated, what is declared, what is emitted. */
import { writeFileSync } from 'node:fs';
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import type { CallInfo } from '../golang/compile.ts';
import { DECLARED_OPS } from '../program/opspec.ts';
import { writeProgram } from '../program/file.ts';
import { printProgram } from '../program/print.ts';
import type { Program, ProgramFunc } from '../program/program.ts';
import { CliError, ExitCode } from './exit.ts';
import { write } from './output.ts';
import { load, type Loaded } from './source.ts';

export interface CheckFlags {
  json?: boolean;
  emit?: string;
  print?: boolean;
  lib?: boolean;
}

/** A row of the table. */
interface FuncRow {
  name: string;
  where: string;
  /**
   * `simulated`: its code is executed; `declared`: by directives; `library`: from the modelled
   * packages.
   */
  how: 'simulated' | 'declared' | 'library';
  /** What it declares, or which natives of the kernel it uses. */
  what: string[];
  instructions: number;
}

export async function check(path: string, flags: CheckFlags): Promise<number> {
  const loaded = await load(path);
  if (flags.emit !== undefined) emit(flags.emit, loaded);
  if (flags.print) {
    write(1, printed(loaded));
    return ExitCode.FINISHED;
  }
  const rows = rowsOf(loaded);
  if (flags.json) write(1, `${JSON.stringify(documentOf(loaded, rows), null, 2)}\n`);
  else write(1, table(loaded, rows, flags.lib === true));
  return ExitCode.FINISHED;
}

function emit(file: string, { exe }: Loaded): void {
  try {
    writeFileSync(file, writeProgram(exe));
  } catch (error) {
    throw new CliError(
      `--emit ${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

function printed({ program, name }: Loaded): string {
  if (!program) throw new CliError(`${name}: a program file cannot be printed; give the source`);
  return printProgram(program);
}

function rowsOf({ exe, program, calls }: Loaded): FuncRow[] {
  const written = directivesByName(calls?.() ?? []);
  return exe.symbols.funcs.map((f, index): FuncRow => {
    const code = program?.funcs[index];
    const effects = code ? declaredIn(program, code) : [];
    const declared = effects.length > 0 ? (written.get(f.name) ?? effects) : [];
    const library = (f.flags & FuncFlag.LIB) !== 0 || f.name.startsWith('runtime.');
    return {
      name: f.name,
      where: whereOf(exe.symbols.place(f.pc)),
      instructions: f.count,
      how: library ? 'library' : declared.length > 0 ? 'declared' : 'simulated',
      what: declared.length > 0 && !library ? declared : code ? nativesIn(code) : [],
    };
  });
}

/** Directives as written, for functions whose name says which one they are. */
function directivesByName(calls: readonly CallInfo[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const call of calls) {
    if (call.how !== 'declared') continue;
    const name = `main.${call.name}`;
    const texts = call.directives.map((text) => text.replace(/^(\/\/)?gopark:/, ''));
    if (found.has(name)) found.delete(name);
    else found.set(name, texts);
  }
  return found;
}

function whereOf(place: { file: string; line: number } | undefined): string {
  return place ? `${place.file}:${place.line}` : '';
}

/** The effects that a function declares, in order. */
function declaredIn(program: Program | undefined, f: ProgramFunc): string[] {
  const texts: string[] = [];
  for (const ins of f.code) {
    if (!DECLARED_OPS.has(ins.op)) continue;
    const kind = Op[ins.op]!.toLowerCase().replace('netsrc', 'net every');
    const site = ins.op === Op.CPU || ins.op === Op.ALLOC ? undefined : program?.sites[ins.i]?.text;
    texts.push(site && site !== kind ? `${kind} ${site}` : kind);
  }
  return texts;
}

function nativesIn(f: ProgramFunc): string[] {
  const used = new Set<string>();
  for (const ins of f.code) if (ins.op === Op.CALLN) used.add(Native[ins.i]!.toLowerCase());
  return [...used];
}

function documentOf({ name, exe, imports }: Loaded, functions: FuncRow[]): Record<string, unknown> {
  return {
    file: name,
    imageBytes: exe.image.length,
    config: exe.config,
    packages: imports ?? [],
    sites: exe.symbols.sites.slice(1),
    functions,
  };
}

function table(loaded: Loaded, rows: FuncRow[], lib: boolean): string {
  const shown = rows.filter((row) => lib || row.how !== 'library');
  const hidden = rows.length - shown.length;
  const width = Math.min(40, Math.max(8, ...shown.map((row) => row.name.length)));
  const lines = shown.map(
    (row) =>
      `${row.name.padEnd(width)}  ${row.how.padEnd(9)}  ${row.where.padEnd(24)}  ` +
      row.what.join(', '),
  );
  const instructions = rows.reduce((n, row) => n + row.instructions, 0);
  const packages = (loaded.imports ?? []).filter((name) => !name.startsWith('internal/'));
  const config = Object.entries(loaded.exe.config)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  return [
    `${loaded.name}: no errors; ${instructions} instructions in ` +
      `${rows.length} functions, ${loaded.exe.image.length} bytes`,
    ...(config ? [`settings of the file: ${config}`] : []),
    ...(packages.length > 0 ? [`modelled packages: ${packages.join(' ')}`] : []),
    '',
    ...lines.map((line) => line.trimEnd()),
    ...(hidden > 0
      ? ['', `and ${hidden} functions of the modelled packages (--lib shows them)`]
      : []),
    '',
  ].join('\n');
}
