/** `gopark demo`: the examples that come with gopark, and a run of one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFlags } from './args.ts';
import { CliError, ExitCode } from './exit.ts';
import { write } from './output.ts';
import { run } from './run.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

export async function demo(name: string | undefined, flags: RunFlags): Promise<number> {
  const names = exampleNames();
  if (name === undefined) {
    write(1, list(names));
    return ExitCode.FINISHED;
  }
  if (!names.includes(name)) {
    throw new CliError(`there is no example ${name}; there are ${names.join(', ')}`);
  }
  return run(join(EXAMPLES, name, 'main.go'), flags);
}

function exampleNames(): string[] {
  if (!existsSync(EXAMPLES)) return [];
  return readdirSync(EXAMPLES)
    .filter((name) => existsSync(join(EXAMPLES, name, 'main.go')))
    .sort();
}

function list(names: readonly string[]): string {
  const width = Math.max(0, ...names.map((name) => name.length));
  return [
    'Examples (gopark demo NAME runs one):',
    '',
    ...names.map((name) => `  ${name.padEnd(width)}  ${about(join(EXAMPLES, name, 'main.go'))}`),
    '',
  ].join('\n');
}

/** The first sentence of a program's header. */
function about(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const comment: string[] = [];
  for (const line of lines) {
    if (line.startsWith('//gopark:') || line.startsWith('//go:')) continue;
    if (!line.startsWith('//')) break;
    comment.push(line.slice(2).trim());
  }
  const text = comment.join(' ').trim();
  return /^(.*?[.:])(\s|$)/.exec(text)?.[1] ?? text;
}
