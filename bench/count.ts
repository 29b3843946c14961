/**
 * Instructions that a workload takes in the kernel, counted by valgrind's callgrind on the native
 * twin: the same number on every machine with the same gcc, however busy it is. Counted is what
 * happens inside run(), neither boot nor start-up.
 */
import { join } from 'node:path';
import { SCRATCH } from './kernel.ts';
import { dump, need, parseTwin, type TwinResult } from './twin/twin.ts';
import type { Prepared } from './workload.ts';

export interface Count extends TwinResult {
  instructions: number;
  perSwitch: number;
  perStep: number;
  /** The file that callgrind_annotate reads. */
  profile: string;
}

/** Counts one run of a prepared program in the `count` twin `exe`. */
export function count(exe: string, prepared: Prepared, name: string): Count {
  const profile = join(SCRATCH, `${name}.callgrind`);
  const text = need('valgrind', 'valgrind', [
    '--tool=callgrind',
    '--toggle-collect=Z_goparkZ_run',
    `--callgrind-out-file=${profile}`,
    '--log-file=/dev/null',
    exe,
    dump(prepared, name),
  ]);
  const result = parseTwin(text);
  const instructions = totalOf(profile);
  return {
    ...result,
    instructions,
    perSwitch: instructions / result.switches,
    perStep: instructions / result.steps,
    profile,
  };
}

/** The sum of a profile. */
function totalOf(profile: string): number {
  const text = need('grep', 'grep', ['-E', '^(summary|totals):', profile]);
  return Number(/^(?:summary|totals): *(\d+)/m.exec(text)?.[1]);
}

export interface Self {
  name: string;
  instructions: number;
}

/** Functions by their own instructions, most first. */
export function selfOf(profile: string, top: number): Self[] {
  const text = need('callgrind_annotate', 'valgrind', ['--threshold=100', '--auto=no', profile]);
  const byName = new Map<string, number>();
  for (const line of text.split('\n')) {
    const found = /^ *([\d,]+) (?:\([ \d.]+%\))? *(?:[^ ]*?):([^ ]+)/.exec(line);
    if (!found || /PROGRAM TOTALS/.test(line)) continue;
    const name = readable(found[2]!);
    const n = Number(found[1]!.replaceAll(',', ''));
    byName.set(name, (byName.get(name) ?? 0) + n);
  }
  return [...byName]
    .map(([name, instructions]) => ({ name, instructions }))
    .sort((a, b) => b.instructions - a.instructions)
    .slice(0, top);
}

/** A function's name as the sources have it: wasm2c writes other characters as 0xHH. */
function readable(name: string): string {
  return name
    .replace(/'\d+$/, '')
    .replace(/^w2c_/, '')
    .replaceAll(/0x([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/^assembly\//, '');
}
