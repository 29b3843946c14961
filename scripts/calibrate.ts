/**
 * `npm run calibrate`: what instructions cost, fitted to a real Go program.
 *
 *     npm run calibrate                  measure here, fit, report
 *     npm run calibrate -- --recorded    fit to bench/calibrate/measured.json instead
 *     npm run calibrate -- --record      and record what was measured
 *     npm run calibrate -- --write       and put the costs into src/config/cost.ts and docs/
 *
 * scripts/calibrate/ has the parts: count.ts (how often an iteration is charged what), real.ts
 * (how long it takes), nnls.ts and fit.ts (costs from both), report.ts (the tables, and where they
 * are written).
 */
import { parseArgs } from 'node:util';
import { type CostModel, costPreset } from '../src/config/cost.ts';
import { COMPUTING, counts, FITTED, loops, OPERATING } from './calibrate/count.ts';
import { type Field, fit, leftOut, type Loop, type Stage } from './calibrate/fit.ts';
import { record, recorded, measure } from './calibrate/real.ts';
import { costTable, errorTable, writeCosts, writeDocs } from './calibrate/report.ts';

const { values } = parseArgs({
  options: {
    recorded: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
  },
});

const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: a number`);
const measured = values.recorded ? recorded() : measure(runs);
if (values.record) record(measured);

const present = costPreset('linux-amd64')!;
const all = await counts(await loops());

/** First what computing costs, then with that the scheduler's operations. */
const costs: CostModel = { ...present };
const [computing, operating] = [COMPUTING, OPERATING].map((fields) => stage(fields));
const errors = errorTable([computing!, operating!]);
process.stdout.write(`${errors}\n\n${costTable(computing!)}\n${costTable(operating!)}\n`);
if (values.write) {
  for (const part of [computing!, operating!]) writeCosts(part);
  writeDocs(errors, measured);
}

function stage(fields: readonly Field[]): Stage {
  const others = FITTED.filter((field) => !fields.includes(field));
  const table = [...all].filter(([, row]) => belongs(row, fields)).map(([name, row]): Loop => {
    const real = measured.ns[name];
    if (real === undefined) throw new Error(`${name} was not measured: --record it anew`);
    const base = others.reduce((sum, field) => sum + row[FITTED.indexOf(field)]! * costs[field], 0);
    return { name, real, base, counts: fields.map((field) => row[FITTED.indexOf(field)]!) };
  });
  const before = table.map(({ name }) =>
    all.get(name)!.reduce((sum, n, i) => sum + n * present[FITTED[i]!], 0));
  const fitted = fit(table, fields, present);
  fields.forEach((field, i) => { costs[field] = fitted[i]!; });
  const old = fields.map((field) => present[field]);
  return { loops: table, fields, before, old, fitted, without: leftOut(table, fields, present) };
}

/** Loops that operate are those that are charged anything of it; the others compute. */
function belongs(row: readonly number[], fields: readonly Field[]): boolean {
  const operates = OPERATING.some((field) => row[FITTED.indexOf(field)]! >= 0.5);
  return operates === (fields === OPERATING);
}
