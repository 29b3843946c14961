/**
 * Would the tests notice if the scheduler decided otherwise? `npm run mutate` takes each decision
 * of scripts/mutate/decisions.ts the other way, one at a time: the kernel is compiled from the
 * sources with that one change (in memory; the working tree stays as it is), and the judges of
 * behaviour run on it. A change that no test notices is a decision that nothing checks.
 *
 *     npm run mutate                all, and a summary; exit code 1 if one survives unexplained
 *     npm run mutate -- C-47 tick   those that break C-47, or whose name has "tick"
 *
 * Kernels are compiled without optimisation, which is six times as fast as with, and keep their
 * assertions. A kernel that does not come to an end counts as noticed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abiHash } from './build.mjs';
import { type Decision, DECISIONS } from './mutate/decisions.ts';
import type { Order, Verdict } from './mutate/judge.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'build/mutate');
/** A test that takes so long, in ms, hangs. */
const PATIENCE = 90_000;

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
        end({ noticed: [`${why} after: ${last}`], ran: 0 });
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
  if (noticed.length > 0) return `noticed: ${noticed.join('; ')}`;
  return decision.unseen ? `not seen: ${decision.unseen}` : 'SURVIVES';
}

async function main(words: readonly string[]): Promise<number> {
  const court = new Court();
  const same = await court.judge({ kernel: await build(undefined, 'same.wasm'), breaks: '',
    all: true });
  if (same.noticed.length > 0) {
    const names = same.noticed.join('; ');
    process.stderr.write(`mutate: tests fail on the unchanged kernel: ${names}\n`);
    court.close();
    return 1;
  }
  process.stdout.write(`${same.ran} tests pass on the unchanged kernel\n`);
  const counts: Record<string, number> = {};
  for (const decision of chosen(words)) {
    const result = await one(court, decision);
    const word = result.split(':')[0]!;
    counts[word] = (counts[word] ?? 0) + 1;
    process.stdout.write(`${decision.breaks.padEnd(6)} ${decision.name}\n       ${result}\n`);
  }
  court.close();
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  return counts['SURVIVES'] || counts['does not compile'] ? 1 : 0;
}

if (process.argv[1] && import.meta.url.endsWith('/mutate.ts')) {
  process.exitCode = await main(process.argv.slice(2));
}
