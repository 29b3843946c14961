/**
 * Determinism as a number: `determinism.txt` holds program, seed, release and the hash of the
 * scheduling records. `UPDATE=1` rewrites it. Every way to run a program must give the same number.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Program } from '../src/program/program.ts';
import type { CreateOptions } from '../src/simulate.ts';
import { pingPong } from './program/programs.ts';
import { compileGo } from './support/compile.ts';
import { answering, replayed, resumed, sliced, type Way, whole } from './support/drive.ts';
import { makePlan } from './support/plan.ts';
import { buildPlan } from './support/planbuild.ts';
import { sourceOfPlan } from './support/plansource.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const table = fileURLToPath(new URL('./determinism.txt', import.meta.url));

const programs: Record<string, () => Program | Promise<Program>> = {
  'ping-pong': () => pingPong(20, 50),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => (
    [`built-${n}`, () => buildPlan(makePlan(n, false))]))),
  ...Object.fromEntries([11, 12, 13, 14, 15, 16].map((n) => (
    [`source-${n}`, () => compileGo(sourceOfPlan(makePlan(n, true)))]))),
  ...Object.fromEntries(
    ['pingpong', 'worker-pool', 'work-stealing', 'global-queue', 'preemption', 'syscall-handoff',
      'mn-threads', 'states', 'http-server'].map((name) => [name, () => example(name)])),
};

function example(name: string): Promise<Program> {
  return compileGo(readFileSync(`${root}/examples/${name}/main.go`, 'utf8'), `${name}/main.go`);
}

const made = new Map<string, Program | Promise<Program>>();

/** A program by name, compiled once. */
async function program(name: string): Promise<Program> {
  if (!made.has(name)) made.set(name, programs[name]!());
  return made.get(name)!;
}

const rows = Object.keys(programs).flatMap((name) => (
  [['1', '1.26'], ['2', '1.26'], ['1', '1.13'], ['1', '1.21']] as const)
  .map(([seed, go]) => ({ name, seed, go, key: `${name} ${seed} ${go}` })));

const known = new Map(
  (existsSync(table) ? readFileSync(table, 'utf8') : '').split('\n').filter((line) => line !== '')
    .map((line) => line.split(' ')).map((words) => [words.slice(0, 3).join(' '), words[3]!]));
const found = new Map<string, string>();

const ways: Record<string, Way> = {
  'in slices of 1': sliced(1),
  'in slices of 64': sliced(64),
  'with a snapshot after 100 steps': resumed(100),
  'with the debug kernel': (program, options) => whole(program, { ...options, kernel: 'debug' }),
  'with all records': (program, options) => whole(program, { ...options, mask: 'all' }),
};

describe('determinism', () => {
  it.each(rows)('$name, seed $seed, go $go', async ({ name, seed, go, key }) => {
    const { hash } = await whole(await program(name), { seed, go, gomaxprocs: 4 });
    found.set(key, hash);
    if (!process.env['UPDATE']) expect(hash).toBe(known.get(key));
  });

  it('keeps its table', () => {
    if (!process.env['UPDATE']) return expect([...known.keys()]).toEqual(rows.map((r) => r.key));
    const hash = (key: string) => found.get(key) ?? known.get(key);
    const lines = rows.filter(({ key }) => hash(key)).map(({ key }) => `${key} ${hash(key)}\n`);
    return writeFileSync(table, lines.join(''));
  });

  describe.each(['ping-pong', 'built-1', 'built-4', 'source-12', 'source-15'])('%s', (name) => {
    const options: CreateOptions = { seed: 7, gomaxprocs: 3 };
    it.each(Object.keys(ways))('is the same %s', async (way) => {
      const used = await program(name);
      expect(await ways[way]!(used, options)).toEqual(await whole(used, options));
    });

    it('is the same when one log of answers is replayed', async () => {
      const used = await program(name);
      const asked = { ...options, requests: { syscalls: true, net: true } };
      const { print, answers } = await answering(used, asked, (ns) => 2 * ns + 1);
      for (const steps of [1, 17, -1]) {
        expect(await replayed(used, asked, answers, steps)).toEqual(print);
      }
    });
  });
});
