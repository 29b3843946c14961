/**
 * Would the tests notice if the scheduler decided otherwise? `npm run mutate` takes each decision
 * of scripts/mutate/decisions.ts the other way, one at a time: the kernel is compiled from the
 * sources with that one change (in memory; the working tree stays as it is), and the judges of
 * behaviour run on it. A change that no test notices is a decision that nothing checks.
 *
 *     npm run mutate                all, and a summary; exit code 1 if one survives unexplained
 *     npm run mutate -- C-47 tick   those that break C-47, or whose name has "tick"
 *     npm run mutate -- --go-on     what an interrupted run did not come to
 *     npm run mutate -- --table     the results so far, as a table for docs/fidelity.md
 *
 * Kernels are compiled without optimisation, which is six times as fast as with, and keep their
 * assertions. A kernel that does not come to an end counts as noticed. Results are kept in
 * build/mutate/results.json.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { abiHash } from './build.mjs';
import { type Decision, DECISIONS } from './mutate/decisions.ts';
import type { Order, Verdict } from './mutate/judge.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'build/mutate');
/** A test that takes so long, in ms, hangs. */
const PATIENCE = 120_000;

/** The sources of a file with the decision taken otherwise. */
export function changed({ name, file, text, instead, nth = 0 }: Decision): string {
  const parts = readFileSync(join(root, 'assembly', file), 'utf8').split(text);
  if (parts.length < nth + 2) {
    throw new Error(`mutate: "${name}": assembly/${file} does not have: ${text}`);
  }
  return parts.slice(0, nth + 1).join(text) + instead + parts.slice(nth + 1).join(text);
}

/** A kernel of all sources, but for the decision; its file. */
async function build(decision: Decision | undefined, to: string): Promise<string> {
  const asc = (await import('assemblyscript/asc')).default;
  let wasm: Uint8Array | undefined;
  const text: string[] = [];
  const sink = { write: (chunk: string | Uint8Array) => void text.push(String(chunk)) };
  const source = decision && `assembly/${decision.file}`;
  const { error } = await asc.main([
    'assembly/export_test.ts', '--config', 'none', '--outFile', 'out.wasm', '-O0',
    '--runtime', 'stub', '--initialMemory', '64', '--maximumMemory', '65536',
    '--use', `ABI=${abiHash()}`, '--baseDir', root,
  ], {
    stdout: sink, stderr: sink,
    readFile: (name, baseDir) => {
      if (decision && name === source) return changed(decision);
      try {
        return readFileSync(resolve(baseDir, name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => { wasm = contents as Uint8Array; },
  });
  if (error || !wasm) throw new Error(`${text.join('').trim()} ${error?.message ?? ''}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, to), wasm);
  return join(out, to);
}

/** The judging process; a new one after it had to be ended. */
class Court {
  private child: ChildProcess | undefined;
  tests = 0;

  private async started(): Promise<ChildProcess> {
    if (this.child) return this.child;
    const child = fork(join(root, 'scripts/mutate/judge.ts'), { execArgv: process.execArgv });
    this.child = child;
    this.tests = await new Promise<number>((done, failed) => {
      child.once('message', ({ ready }: { ready: number }) => done(ready));
      child.once('exit', () => failed(new Error('mutate: the judging process did not start')));
    });
    return child;
  }

  async judge(order: Order): Promise<Verdict> {
    const child = await this.started();
    return new Promise((done) => {
      let [last, timer] = ['', setTimeout(() => {}, 0)];
      const end = (verdict: Verdict): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        done(verdict);
      };
      const lost = (why: string) => (): void => {
        child.kill('SIGKILL');
        this.child = undefined;
        end({ noticed: [`${last} (${why})`], ran: 0 });
      };
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(lost('does not end'), PATIENCE);
      };
      child.on('message', (m: Verdict | { at: string }) => {
        if (!('at' in m)) return end(m);
        last = m.at;
        wait();
      });
      child.on('exit', lost('ended'));
      wait();
      child.send(order);
    });
  }

  close(): void {
    this.child?.kill();
  }
}

/** Outcomes by the name of the decision: what `npm run mutate` has found out so far. */
class Results {
  private readonly file = join(out, 'results.json');
  private readonly byName: Record<string, string> = existsSync(this.file)
    ? JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, string> : {};

  of({ name }: Decision): string | undefined {
    return this.byName[name];
  }

  set({ name }: Decision, result: string): void {
    this.byName[name] = result;
    mkdirSync(out, { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(this.byName, undefined, 1)}\n`);
  }
}

function chosen(words: readonly string[]): readonly Decision[] {
  if (words.length === 0) return DECISIONS;
  return DECISIONS.filter((d) => words.some((w) => d.breaks === w || d.name.includes(w)));
}

async function one(court: Court, decision: Decision): Promise<string> {
  let kernel: string;
  try {
    kernel = await build(decision, `${DECISIONS.indexOf(decision)}.wasm`);
  } catch (error) {
    return `does not compile: ${(error as Error).message}`;
  }
  const { noticed } = await court.judge({ kernel, breaks: decision.breaks, all: false });
  rmSync(kernel);
  if (noticed.length > 0) return `noticed: ${noticed.join('; ')}`;
  return decision.unseen ? `not seen: ${decision.unseen}` : 'SURVIVES';
}

/** The tests pass on the unchanged kernel; the court has learnt what each costs. */
async function fit(court: Court): Promise<boolean> {
  const same = await court.judge({ kernel: await build(undefined, 'same.wasm'), breaks: '',
    all: true });
  const names = same.noticed.join('; ');
  if (names) process.stderr.write(`mutate: tests fail on the unchanged kernel: ${names}\n`);
  else process.stdout.write(`${same.ran} tests pass on the unchanged kernel\n`);
  return !names;
}

/** How many came out how, by the word that a result begins with. */
function counts(decisions: readonly Decision[], results: Results): Record<string, number> {
  const found: Record<string, number> = {};
  for (const decision of decisions) {
    const word = (results.of(decision) ?? 'not run').split(':')[0]!;
    found[word] = (found[word] ?? 0) + 1;
  }
  return found;
}

/** Each decision with the first test that notices it, in Markdown. */
function table(results: Results): string {
  const rows = DECISIONS.map((d) => {
    const [, word, test = ''] = /^([^:]*)(?:: (.*?))?(?:; |$)/.exec(results.of(d) ?? 'not run')!;
    const by = test.split(' > ').at(-1)!.replaceAll('|', '/');
    return `| ${d.breaks} | ${d.name} | ${word === 'noticed' ? by : `*${word}*: ${by}`} |`;
  });
  return ['| breaks | decision taken otherwise | noticed by |', '| --- | --- | --- |', ...rows, '']
    .join('\n');
}

async function run(decisions: readonly Decision[], results: Results): Promise<boolean> {
  const court = new Court();
  const fits = await fit(court);
  for (const decision of fits ? decisions : []) {
    const result = await one(court, decision);
    results.set(decision, result);
    process.stdout.write(`${decision.breaks.padEnd(6)} ${decision.name}\n       ${result}\n`);
  }
  court.close();
  return fits;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { 'go-on': { type: 'boolean' }, table: { type: 'boolean' } },
  });
  const results = new Results();
  const decisions = chosen(positionals);
  if (values.table) process.stdout.write(table(results));
  const left = values['go-on'] ? decisions.filter((d) => !results.of(d)) : decisions;
  if (!values.table && left.length > 0 && !await run(left, results)) return 1;
  const found = counts(decisions, results);
  process.stdout.write(`${JSON.stringify(found)}\n`);
  return found['SURVIVES'] || found['does not compile'] ? 1 : 0;
}

if (process.argv[1] && import.meta.url.endsWith('/mutate.ts')) {
  process.exitCode = await main(process.argv.slice(2));
}
