/** A program's outcome in gopark, at one P. */
import { compile } from '../../src/golang/compile.ts';
import { formatDiagnostic } from '../../src/golang/diagnostic.ts';
import { loadLibrary } from '../../src/kernel/lib.ts';
import type { KernelSource } from '../../src/kernel/load.ts';
import type { Program } from '../../src/program/program.ts';
import { create } from '../../src/simulate.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** Ends what would never end; programs of the oracle need far less. */
const BOUNDS = { until: 60e9, steps: 20_000_000 };

/** The program of a source, or what the compiler says. */
export async function programOf(source: string): Promise<Program | string> {
  const files = [{ path: 'main.go', text: source }];
  const { program, diagnostics, sources } = compile(files, { lib: await loadLibrary() });
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (program && errors.length === 0) return program;
  return errors.map((d) => formatDiagnostic(d, sources)).join('\n');
}

export async function simulatedOutcome(source: string): Promise<Outcome> {
  return outcomeOfProgram(await programOf(source));
}

/** What a program does, on a kernel of the caller's if there is one. */
export async function outcomeOfProgram(
  program: Program | string, kernel: KernelSource = 'release',
): Promise<Outcome> {
  if (typeof program === 'string') {
    return { lines: [`gopark does not compile it: ${program}`], exitCode: -1, goroutines: [] };
  }
  let text = '';
  const decoder = new TextDecoder();
  const sim = await create(program, {
    gomaxprocs: 1, mask: 'none', kernel,
    output: (_fd, bytes) => { text += decoder.decode(bytes, { stream: true }); },
  });
  const { reason, exitCode, message } = sim.run(BOUNDS);
  if (reason === 'paused' || reason === 'broken' || reason === 'limit') {
    return { ...outcomeOf(text, -1), lines: [...text.split('\n'), `${reason}: ${message}`] };
  }
  const traces = exitCode === 0 || reason === 'exit' ? '' : `\n${sim.traces()}`;
  return outcomeOf(text + traces, exitCode);
}
