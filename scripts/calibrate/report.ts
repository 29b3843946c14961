/** The tables of a calibration, and where they are written. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorOf, type Loop, predict, type Stage } from './fit.ts';
import { type Measured, quantile } from './real.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const COSTS = file('src/config/cost.ts');
const COSTS_DOC = file('docs/costs.md');
const FIDELITY = file('docs/fidelity.md');
const BEGIN = '<!-- npm run calibrate -- --write: begin -->';
const END = '<!-- end -->';

const HEAD = '| loop | real ns | before | error | fitted | error | fitted without it |\n' +
  '| --- | --: | --: | --: | --: | --: | --: |';

/** A loop a row: real time, predicted before and after, errors. Sums below each stage. */
export function errorTable(stages: readonly Stage[]): string {
  return [HEAD, ...stages.flatMap(errorRows).map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function errorRows({ loops, before, fitted, without }: Stage): string[][] {
  const after = loops.map((loop) => predict(loop, fitted));
  const errors = [before, after].map((list) => loops.map(({ real }, i) => errorOf(real, list[i]!)));
  const rows = loops.map(({ name, real }, i) => [
    name, ns(real), ns(before[i]!), percent(errors[0]![i]!), ns(after[i]!), percent(errors[1]![i]!),
    percent(without[i]!),
  ]);
  const [old, now, others] = [...errors, without].map((list) => list.map(Math.abs));
  const summary = (label: string, q: number): string[] => [
    `**${label}**`, '', '', size(quantile(old!, q)), '', size(quantile(now!, q)),
    size(quantile(others!, q)),
  ];
  return [...rows, summary('median', 0.5), summary('worst tenth from', 0.9)];
}

/** A cost a row, with the number of loops that have it. */
export function costTable({ loops, fields, old, fitted }: Stage): string {
  const rows = fields.map((field, i) =>
    `| \`${field}\` | ${old[i]} | ${fitted[i]} | ${users(loops, i)} |`);
  return ['| cost | before | fitted | in loops |\n| --- | --: | --: | --: |', ...rows].join('\n');
}

const users = (loops: readonly Loop[], i: number): number =>
  loops.filter(({ counts }) => counts[i]! >= 0.01).length;

const ns = (v: number): string => (v < 10 ? v.toFixed(2) : v < 100 ? v.toFixed(1) : v.toFixed(0));
const size = (v: number): string => `${(100 * v).toFixed(0)} %`;
const percent = (v: number): string => `${v > 0 ? '+' : ''}${(100 * v).toFixed(0)} %`;

/** The rows of FIELDS and of docs/costs.md: value and source. */
export function writeCosts({ loops, fields, fitted }: Stage): void {
  const text = `(?:'[^']*'|"[^"]*")`;
  let code = readFileSync(COSTS, 'utf8');
  let doc = readFileSync(COSTS_DOC, 'utf8');
  fields.forEach((field, i) => {
    const used = users(loops, i);
    if (used === 0) return;
    const source = `[F] ${used} loop${used === 1 ? '' : 's'}`;
    code = once(code, new RegExp(`(\\b${field}: \\[\\s*)[\\d._]+(,\\s*${text},\\s*)${text}`),
      `$1${fitted[i]}$2'${source}'`);
    doc = once(doc, new RegExp(`(\\| \`${field}\` \\| )[\\d._]+( \\| [^|]* \\| )[^|]*?( \\|)`),
      `$1${fitted[i]}$2${source}$3`);
  });
  writeFileSync(COSTS, code);
  writeFileSync(COSTS_DOC, doc);
}

function once(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`nothing matches ${pattern}`);
  return text.replace(pattern, by);
}

/** The table of errors between its two marks in docs/fidelity.md. */
export function writeDocs(errors: string, measured: Measured): void {
  const text = readFileSync(FIDELITY, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error('docs/fidelity.md has no marks for the table');
  const { go, processor, date, load, runs } = measured;
  const about = `${go}, ${processor}, ${date}, median of ${runs} runs, load ${load}.`;
  writeFileSync(FIDELITY, `${text.slice(0, from)}${BEGIN}\n\n${about}\n\n${errors}\n\n` +
    text.slice(to));
}

