/**
 * The order oracle: random concurrent programs under the real toolchain and in gopark, both at one
 * P. Every line, the exit status and the heads of the goroutine traces must be the same.
 *
 *     npm run oracle -- --n 1000             a new seed, which is printed
 *     npm run oracle -- --n 1 --seed 77      program 77 again, and how it differs
 *     npm run oracle -- --seed 77 --show     the program only
 *     npm run oracle -- --n 1500 --record 320    a choice of the equal ones into test/oracle/
 *
 * Program i of a run has seed S + i. Differences are shrunk (`--no-shrink`: shown as they are).
 */
import { randomInt } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { caseOf, judge, report, shrink, type Verdict } from './oracle/campaign.ts';
import { goVersion } from './oracle/real.ts';
import { archives, varied } from './oracle/record.ts';

function given() {
  try {
    return parseArgs({ options, allowNegative: true }).values;
  } catch (error) {
    console.error(`oracle: ${(error as Error).message}`);
    console.error(`oracle: the options are --${Object.keys(options).join(', --')}`);
    process.exit(2);
  }
}

const options = {
  n: { type: 'string', default: '1000' },
  seed: { type: 'string' },
  batch: { type: 'string', default: '40' },
  show: { type: 'boolean', default: false },
  shrink: { type: 'boolean', default: true },
  record: { type: 'string' },
  'max-differences': { type: 'string', default: '5' },
} as const;

const values = given();

function number(name: 'n' | 'seed' | 'batch' | 'max-differences' | 'record', or: number): number {
  const text = values[name];
  if (text === undefined) return or;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`oracle: --${name} ${text}: it is a whole number from 0 on`);
  process.exit(2);
}

/** Equal programs that may be recorded. */
const recordable: Verdict[] = [];

async function campaign(from: number, n: number): Promise<number> {
  const counts: Record<Verdict['kind'], number> = {
    equal: 0, differs: 0, varies: 0, refused: 0, timeout: 0,
  };
  const size = Math.max(1, number('batch', 40));
  for (let at = 0; at < n; at += size) {
    const seeds = Array.from({ length: Math.min(size, n - at) }, (_, i) => from + at + i);
    for (const v of await judge(seeds.map((seed) => caseOf(seed)))) {
      counts[v.kind]++;
      if (v.kind === 'equal' && values.record !== undefined) recordable.push(v);
      if (v.kind === 'refused') console.log(`seed ${v.seed}: Go: ${v.go.lines.join('\n')}`);
      if (v.kind === 'timeout') console.log(`seed ${v.seed}: Go did not end`);
      if (v.kind === 'differs') console.log(report(values.shrink ? await shrink(v) : v));
    }
    console.log(`${at + seeds.length}: ${tell(counts)}`);
    if (counts.differs >= number('max-differences', 5)) break;
  }
  return counts.differs + counts.refused;
}

function tell({ equal, differs, varies, refused, timeout }: Record<Verdict['kind'], number>) {
  return `${equal} of ${equal + differs} equal, ${varies} vary in Go and were set aside`
    + (refused > 0 ? `, ${refused} refused by Go` : '')
    + (timeout > 0 ? `, ${timeout} without end` : '');
}

function record(count: number, version: string): void {
  const folder = new URL('../test/oracle/', import.meta.url);
  for (const name of readdirSync(folder)) {
    if (name.startsWith('random-')) rmSync(new URL(name, folder));
  }
  for (const [name, text] of archives(varied(recordable, count), version)) {
    writeFileSync(new URL(name, folder), text);
  }
}

const seed = number('seed', randomInt(2 ** 31));
if (values.show) {
  console.log(caseOf(seed).source);
} else if (!goVersion()) {
  console.error('oracle: no Go toolchain: install Go 1.26 and put `go` into the PATH');
  process.exitCode = 2;
} else {
  await build(['kernel', 'lib']);
  console.log(`${goVersion()}, seed ${seed}`);
  process.exitCode = (await campaign(seed, number('n', 1000))) > 0 ? 1 : 0;
  if (values.record !== undefined) record(number('record', 0), goVersion()!);
}
