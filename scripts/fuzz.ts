/**
 * Random programs under random configurations:
 *
 *     npm run fuzz              many seeds, from 1 on, until interrupted or --count
 *     npm run fuzz -- 123       one seed, with the program
 *     npm run fuzz -- --from 1000 --count 500
 */
import { parseArgs } from 'node:util';
import { printProgram } from '../src/program/print.ts';
import { build } from './build.mjs';
import { fuzzOne, fuzzProgram, repeatLine } from '../test/support/fuzz.ts';
import { makePlan } from '../test/support/plan.ts';
import { sourceOfPlan } from '../test/support/plansource.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000000000' },
  },
});

async function one(seed: number): Promise<boolean> {
  let complaints: string[];
  let told = '';
  try {
    const outcome = await fuzzOne(seed);
    complaints = outcome.complaints;
    told = `${outcome.reason}, ${outcome.records} records`;
  } catch (e) {
    complaints = [(e as Error).message];
  }
  if (complaints.length > 0) console.log(`${repeatLine(seed)}\n${complaints.join('\n')}`);
  else if (positionals.length > 0) console.log(`seed ${seed}: ${told}`);
  return complaints.length === 0;
}

async function show(seed: number): Promise<void> {
  if (seed % 2 === 0) console.log(sourceOfPlan(makePlan(seed, true)));
  else console.log(printProgram(await fuzzProgram(seed)));
}

await build(['kernel', 'lib']);
let failed = 0;
if (positionals.length > 0) {
  for (const seed of positionals.map(Number)) {
    await show(seed);
    if (!(await one(seed))) failed++;
  }
} else {
  const from = Number(values.from);
  for (let seed = from; seed < from + Number(values.count); seed++) {
    if (!(await one(seed))) failed++;
    if (seed % 100 === 0) console.log(`${seed} seeds, ${failed} failed`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
