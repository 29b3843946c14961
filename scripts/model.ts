/**
 * Random programs in the kernel and in the second scheduler (test/model.ts):
 *
 *     npm run model                          1,000 programs
 *     npm run model -- --n 10000 --seed S    so many, from seed S on
 *     npm run model -- --only channels,locks with these mechanisms only
 *
 * The first difference is printed with the program and both states, and ends the run.
 */
import { parseArgs } from 'node:util';
import { printProgram } from '../src/program/print.ts';
import { build } from './build.mjs';
import { caseOf, MECHANISMS, modelOne, repeatLine } from '../test/model.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const names = Object.keys(MECHANISMS);
const only = values.only?.split(',');
const unknown = only?.find((name) => !names.includes(name));
const [from, n] = [Number(values.seed), Number(values.n)];

async function one(seed: number): Promise<number> {
  const verdict = await modelOne(seed, only);
  if (verdict.difference === '') return verdict.records;
  const { program, options } = caseOf(seed, only);
  console.log(printProgram(program));
  console.log(JSON.stringify({ ...options, cost: typeof options.cost }));
  console.log(`${repeatLine(seed)}${only ? ` --only ${only.join(',')}` : ''}`);
  console.log(verdict.difference);
  return -1;
}

async function all(): Promise<boolean> {
  let records = 0;
  for (let seed = from; seed < from + n; seed++) {
    const count = await one(seed);
    if (count < 0) return false;
    records += count;
    const done = seed - from + 1;
    if (done % 500 === 0 || done === n) console.log(`${done} programs, ${records} records: same`);
  }
  return true;
}

if (unknown !== undefined || !Number.isInteger(from) || !(Number.isInteger(n) && n > 0)) {
  console.error(unknown === undefined ? '--n and --seed are whole numbers' :
    `--only: there is no mechanism ${unknown}; there are ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  await build(['kernel', 'lib']);
  process.exitCode = (await all()) ? 0 : 1;
}
