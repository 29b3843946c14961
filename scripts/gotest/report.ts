/** docs/gotest.md: totals by folder, and each failure with its reason. */
import { REASONS } from './reasons.ts';
import { FOLDERS, type GoTest, type Selection } from './select.ts';

export interface Row { test: GoTest; why?: string }

const percent = (ok: number, all: number): string => `${((100 * ok) / all).toFixed(1)} %`;

export function report(rows: Row[], selection: Selection, version: string): string {
  return `${[...head(version), '', ...totals(rows), '', ...failures(rows), '',
    ...outside(selection)].join('\n')}\n`;
}

function head(version: string): string[] {
  return [
    '# The Go distribution\'s own tests', '',
    `Made by \`npm run gotest\` with ${version}; do not edit. In scope are the files of`,
    'GOROOT/test that are marked `// run` and import modelled packages only. A test passes when',
    'stdout, stderr up to the first goroutine trace (addresses aside) and the exit status are',
    'those of the real toolchain.',
  ];
}

function totals(rows: Row[]): string[] {
  const lines = FOLDERS.map((folder) => {
    const here = rows.filter((r) => r.test.folder === folder);
    return row(folder === '' ? 'test' : `test/${folder}`, here);
  });
  return ['| folder | tests | pass | |', '| --- | --- | --- | --- |', ...lines, row('all', rows)];
}

function row(name: string, rows: Row[]): string {
  const ok = rows.filter((r) => r.why === undefined).length;
  return `| ${name} | ${rows.length} | ${ok} | ${percent(ok, rows.length)} |`;
}

function failures(rows: Row[]): string[] {
  const lines = rows.filter((r) => r.why !== undefined).map(({ test, why }) => {
    const reason = REASONS[test.name] ?? 'not examined yet';
    return `| ${test.name} | ${cell(why!)} | ${reason} |`;
  });
  return ['## What fails, and why', '', '| test | difference | reason |', '| --- | --- | --- |',
    ...lines];
}

/** Code in a cell of a table. */
const cell = (text: string): string => `\`${text.replace(/`/g, '\'').replace(/\|/g, '\\|')}\``;

function outside({ outside }: Selection): string[] {
  const total = [...outside.values()].reduce((a, b) => a + b, 0);
  const most = [...outside].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
  const list = most.map(([path, n]) => `${path} (${n})`).join(', ');
  return ['## Out of scope', '',
    `${total} more tests import a package that is not modelled, most often:`, `${list}.`];
}
