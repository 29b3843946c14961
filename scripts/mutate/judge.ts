/**
 * The process that judges: it loads the tests once and runs them on every kernel that it is told
 * of, those that cite the broken statement first, until some have noticed. `npm run mutate` ends
 * it when it takes too long: a changed kernel may run for ever.
 */
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

/** So many are enough to say that a change is noticed. */
const ENOUGH = 3;

export interface Order {
  kernel: string;
  breaks: string;
  /** Run all, and tell all that fail. */
  all: boolean;
}
export interface Verdict {
  noticed: string[];
  ran: number;
}

/** Whoever imports vitest gets the stand-in. */
const STAND_IN = JSON.stringify(new URL('./expect.ts', import.meta.url).href);
const HOOK = `export const resolve = (name, context, next) =>
  next(name === 'vitest' ? ${STAND_IN} : name, context);`;
register(`data:text/javascript;base64,${Buffer.from(HOOK).toString('base64')}`);

const tests = fileURLToPath(new URL('../../test/', import.meta.url));

/** Conformance, golden records, worked examples, releases, recorded orders. */
function files(): string[] {
  const fast = ['golden.test.ts', 'programs.test.ts', 'releases.test.ts'];
  const all = readdirSync(tests, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => fast.includes(file)
    || /^(conformance|oracle)\/.*\.test\.ts$/.test(file) && !file.includes('citations')).sort();
}

async function main(): Promise<void> {
  for (const file of files()) await import(new URL(`../../test/${file}`, import.meta.url).href);
  const { judges } = await import('./expect.ts');
  process.on('message', async ({ kernel, breaks, all }: Order) => {
    process.env['GOPARK_KERNEL'] = kernel;
    const cites = (name: string) => new RegExp(`\\b${breaks}\\b`).test(name);
    const order = [...judges.filter((j) => cites(j.name)), ...judges.filter((j) => !cites(j.name))];
    const verdict: Verdict = { noticed: [], ran: 0 };
    for (const judge of order) {
      verdict.ran++;
      try {
        await judge.run();
      } catch (error) {
        if (all) process.stderr.write(`${judge.name}: ${(error as Error).message}\n`);
        verdict.noticed.push(judge.name);
      }
      process.send!({ at: judge.name });
      if (!all && verdict.noticed.length === ENOUGH) break;
    }
    process.send!(verdict);
  });
  process.send!({ ready: judges.length });
}

await main();
