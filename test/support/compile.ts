/** Go source to programs in tests. */
import { compile } from '../../src/golang/compile.ts';
import { formatDiagnostic } from '../../src/golang/diagnostic.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import type { Program } from '../../src/program/program.ts';

/** A source that does not compile: what the compiler says. */
export class CompileError extends Error {}

/** The program of one Go file. Throws CompileError with all diagnostics. */
export async function compileGo(text: string, path = 'main.go'): Promise<Program> {
  const { program, diagnostics, sources } = compile([{ path, text }], { lib: await loadLibrary() });
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (program && errors.length === 0) return program;
  throw new CompileError(errors.map((d) => formatDiagnostic(d, sources)).join('\n'));
}
