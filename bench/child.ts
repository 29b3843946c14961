/** CPU seconds (user and system) of a program and of what it waits for. */
import { spawnSync } from 'node:child_process';

export interface ChildRun {
  cpu: number;
  stdout: string;
}

/**
 * Runs a program to its end under bash's `time`, which asks the operating system; Node itself
 * does not tell what a child used.
 */
export function childCpu(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildRun {
  const script = 'TIMEFORMAT="cpu %3U %3S"; time "$@"';
  const line = ['-c', script, '-', program, ...args];
  const { stdout, stderr, status, error } = spawnSync('bash', line, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  });
  const found = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr ?? '');
  if (error || status !== 0 || !found) {
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
  return { cpu: Number(found[1]) + Number(found[2]), stdout };
}
