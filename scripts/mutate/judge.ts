/**
 * The process that judges: it loads the tests once and runs them on every kernel that it is told
 * of. `npm run mutate` ends it when it takes too long: a changed kernel may run for ever.
 *
 * Tests that cite the broken statement come first, and all of them run: each statement should be
 * held by a test that cites it. If none notices, the others follow until one does: those that found
 * most so far for the time that they take on the unchanged kernel come first.
 */
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Order {
  kernel: string;
  breaks: string;
  /** Run all, tell all that fail, and learn what each costs. */
  all: boolean;
}
export interface Verdict {
  noticed: string[];
  ran: number;
}
interface Judge {
  name: string;
  run: () => unknown;
}

/** Whoever imports vitest gets the stand-in. */
const STAND_IN = JSON.stringify(new URL('./expect.ts', import.meta.url).href);
const HOOK = `export const resolve = (name, context, next) =>
  next(name === 'vitest' ? ${STAND_IN} : name, context);`;
register(`data:text/javascript;base64,${Buffer.from(HOOK).toString('base64')}`);

const tests = fileURLToPath(new URL('../../test/', import.meta.url));

/** Behaviour: cases, worked examples, recorded orders, releases, courses, cores, the model. */
const WHOLE = ['golden', 'programs', 'oracle', 'releases', 'tables', 'explore', 'cores', 'model']
  .map((name) => `${name}.test.ts`);

function files(): string[] {
  const all = readdirSync(tests, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => WHOLE.includes(file)
    || /^conformance\/.*\.test\.ts$/.test(file) && !file.includes('citations')).sort();
}

/** CPU time in ms that a judge took on the unchanged kernel, and how often it has noticed. */
const known = new Map<string, { ms: number; hits: number }>();
const about = (name: string) => known.get(name) ?? { ms: 1000, hits: 0 };
const worth = ({ name }: Judge): number => (1 + about(name).hits) / (1 + about(name).ms);

/** Whether it passes. */
async function passes({ name, run }: Judge, all: boolean): Promise<boolean> {
  const before = process.cpuUsage();
  process.send!({ at: name });
  try {
    await run();
    return true;
  } catch (error) {
    if (all) process.stderr.write(`${name}: ${(error as Error).message}\n`);
    return false;
  } finally {
    const { user, system } = process.cpuUsage(before);
    if (all) known.set(name, { ms: (user + system) / 1000, hits: 0 });
  }
}

async function hold(judges: readonly Judge[], { breaks, all }: Order): Promise<Verdict> {
  const cites = ({ name }: Judge): boolean => breaks !== '' && name.match(/\bC-\d+\b/g)
    ?.includes(breaks) === true;
  const order = [...judges].sort((a, b) => worth(b) - worth(a));
  const verdict: Verdict = { noticed: [], ran: 0 };
  for (const part of [order.filter(cites), order.filter((judge) => !cites(judge))]) {
    for (const judge of part) {
      verdict.ran++;
      if (await passes(judge, all)) continue;
      verdict.noticed.push(judge.name);
      known.set(judge.name, { ...about(judge.name), hits: about(judge.name).hits + 1 });
      if (!all && !cites(judge)) return verdict;
    }
    if (!all && verdict.noticed.length > 0) return verdict;
  }
  return verdict;
}

async function main(): Promise<void> {
  for (const file of files()) await import(new URL(`../../test/${file}`, import.meta.url).href);
  const { judges } = await import('./expect.ts');
  process.on('message', async (order: Order) => {
    process.env['GOPARK_KERNEL'] = order.kernel;
    const verdict = await hold(judges, order);
    if (order.all) {
      for (const [name, { ms }] of [...known].sort((a, b) => b[1].ms - a[1].ms).slice(0, 12)) {
        process.stderr.write(`${Math.round(ms)} ms: ${name}\n`);
      }
    }
    process.send!(verdict);
  });
  process.send!({ ready: judges.length });
}

await main();
