/**
 * From what the command line names to a program: a Go file, a folder with the files of a package,
 * or a program file. Everything that can be wrong with a path is said in one sentence.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { arrange } from '../program/arrange.ts';
import { type Executable, link } from '../program/encode.ts';
import type { CallInfo, Compiled, ModuleProvider } from '../golang/compile.ts';
import { isIncluded } from '../golang/constraint.ts';
import { isProgramFile, readProgram } from '../program/file.ts';
import type { Program } from '../program/program.ts';
import { CliError, ExitCode } from './exit.ts';
import { forLong } from './jit.ts';
import { moduleAround } from './module.ts';
import { write } from './output.ts';

export interface Loaded {
  /** As it is called in headings: the path that was given. */
  name: string;
  exe: Executable;
  /** Absent for program files. */
  program?: Program;
  calls?: () => CallInfo[];
  imports?: string[];
  natives?: string[];
  /** Its text, if it is one file of Go. */
  source?: string | undefined;
}

/** Larger sources are a mistake (a binary, a data file). */
const MOST_BYTES = 32 * 2 ** 20;
/** Sources from here on take long to compile. */
const LONG_BYTES = 100_000;

export async function load(path: string): Promise<Loaded> {
  const files = sourceFiles(path);
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > LONG_BYTES) forLong(true);
  const [first] = files;
  if (files.length === 1 && isProgramFile(first!.bytes)) {
    return { name: path, exe: readProgram(first!.bytes) };
  }
  const { calls, imports, natives, ...made } = await compileFiles(files, moduleAround(
    dirname(first!.path),
  ));
  const program = arrange(made.program);
  const source = files.length === 1 ? new TextDecoder().decode(first!.bytes) : undefined;
  return { name: path, exe: link(program), program, calls, imports, natives, source };
}

/** The Go files that a path names. */
function sourceFiles(path: string): { path: string; bytes: Uint8Array }[] {
  if (!orSay(path, () => statSync(path)).isDirectory()) return [readChecked(path)];
  const all = orSay(path, () => readdirSync(path));
  const names = all.filter((name) => name.endsWith('.go')).sort();
  const files = names.map((name) => readChecked(join(path, name)));
  const decoder = new TextDecoder();
  const included = files.filter(({ bytes }, i) => isIncluded(names[i]!, decoder.decode(bytes)));
  if (included.length === 0) throw new CliError(`${path}: there are no Go files in this directory`);
  return included;
}

function readChecked(path: string): { path: string; bytes: Uint8Array } {
  const { size } = orSay(path, () => statSync(path));
  if (size > MOST_BYTES)
    throw new CliError(`${path}: too large for a source (${Math.round(size / 2 ** 20)} MiB)`);
  return { path, bytes: orSay(path, () => readFileSync(path)) };
}

/** What `read` gives, or an error that says what is wrong with the path. */
function orSay<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CliError(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const texts: Record<string, string> = {
    ENOENT: 'no such file or directory',
    EACCES: 'permission denied',
    EISDIR: 'is a directory',
    ENOTDIR: 'a part of the path is not a directory',
  };
  return texts[error.code ?? ''] ?? `cannot be read (${error.code ?? error.message})`;
}

/** Compiles, or ends with what is wrong and exit code 2. */
async function compileFiles(
  files: { path: string; bytes: Uint8Array }[], modules: ModuleProvider | undefined,
): Promise<Compiled & { program: Program }> {
  const binary = files.find(({ bytes }) => bytes.subarray(0, 8000).includes(0));
  if (binary) {
    throw new CliError(
      `${binary.path}: this is a binary file, not Go source or a gopark program file`,
    );
  }
  const [{ compile }, { loadLibrary, loadObjects }, { formatDiagnostic }] = await Promise.all([
    import('../golang/compile.ts'),
    import('../kernel/lib.ts'),
    import('../golang/diagnostic.ts'),
  ]);
  const input = files.map(({ path, bytes }) => ({ path, text: bytes }));
  const [lib, objects] = await Promise.all([loadLibrary(), loadObjects()]);
  const provider = objects ? { ...lib, objects } : lib;
  const compiled = compile(input, { lib: provider, ...(modules ? { modules } : {}) });
  const { program, diagnostics, sources } = compiled;
  const shown = diagnostics.slice(0, 10).map((d) => formatDiagnostic(d, sources));
  if (diagnostics.length > 10) shown.push('too many errors');
  if (!program || diagnostics.some((d) => d.severity === 'error')) {
    throw new CliError(shown.join('\n') || 'there is nothing to run', ExitCode.USAGE, true);
  }
  if (shown.length > 0) write(2, `${shown.join('\n')}\n`);
  return { ...compiled, program };
}
