/**
 * The guards outside of the tests:
 *
 *     npx tsx bench/guards.ts               the table; exit code 1 if something is worse
 *     npx tsx bench/guards.ts --update      what is now is what is expected from now on
 */
import { writeFileSync } from 'node:fs';
import {
  compare,
  compiler,
  counters,
  EXPECTED,
  expected,
  instructions,
  type Measures,
  memory,
  missingTools,
  sizes,
  tableOf,
} from './guard.ts';

async function main(update: boolean): Promise<void> {
  const found: Measures = { ...(await sizes()), ...(await counters()), ...(await memory()) };
  const missing = missingTools();
  if (missing.length === 0) Object.assign(found, { compiler: compiler() }, await instructions());
  else process.stderr.write(`instructions are not counted; ${missing.join(', ')}\n`);
  const verdicts = compare(found, expected());
  process.stdout.write(`${tableOf(verdicts)}\n`);
  if (update) {
    const all = { ...expected(), ...found };
    writeFileSync(EXPECTED, `${JSON.stringify(all, null, 2)}\n`);
  } else if (verdicts.some(({ worse }) => worse)) process.exitCode = 1;
}

await main(process.argv.includes('--update'));
