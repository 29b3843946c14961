/** Outcomes of the simulator. All programs share one library, which is read once. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compile } from '../../src/golang/compile.ts';
import { formatDiagnostic } from '../../src/golang/diagnostic.ts';
import type { Library } from '../../src/kernel/lib.ts';
import type { Program } from '../../src/program/program.ts';
import { create, type RunResult, type Simulation } from '../../src/simulate.ts';
import type { Outcome } from './outcome.ts';

/** Time of the host after which a program counts as endless. */
const TIMEOUT_MS = 20_000;
const SLICE_STEPS = 200_000;

export async function simulate(path: string, lib: Library): Promise<Outcome> {
  try {
    const text = readFileSync(path);
    const compiled = compile([{ path: basename(path), text }], { lib });
    const { program, diagnostics, sources } = compiled;
    if (program) return await runProgram(program);
    return failed(diagnostics.map((d) => formatDiagnostic(d, sources)).join('\n'));
  } catch (error) {
    const at = (error as Error).stack?.split('\n')[1]?.trim() ?? '';
    return failed(`crash: ${(error as Error).message} ${at.replace(/\(.*\//, '(')}`);
  }
}

const failed = (stderr: string): Outcome => ({ built: false, stdout: '', stderr, exit: 2 });

async function runProgram(program: Program): Promise<Outcome> {
  const sim = await create(program, { mask: 'none' });
  const { reason, exitCode, message } = drive(sim);
  const decoder = new TextDecoder();
  const stderr = decoder.decode(sim.stderr());
  const told = ['limit', 'broken', 'paused'].includes(reason) ? `${reason}: ${message}\n` : '';
  const exit = told === '' ? exitCode : reason === 'broken' ? 70 : 3;
  return { built: true, stdout: decoder.decode(sim.stdout()), stderr: told + stderr, exit };
}

function drive(sim: Simulation): RunResult {
  const start = performance.now();
  for (;;) {
    const result = sim.run({ steps: SLICE_STEPS, until: sim.timeNs + 1e9 });
    if (result.reason !== 'paused' || performance.now() - start > TIMEOUT_MS) return result;
  }
}
