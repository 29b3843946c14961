/** docs/gocheck.md: what we say about wrong and right programs, beside gc. */

export interface ErrorRow {
  name: string;
  kind: 'syntax' | 'types';
  /** What differs from the marked lines, and from the words expected there. */
  lines: string[];
  words: string[];
  /** How many messages gc has, and how many of them we have with the same place and words. */
  gc: number;
  same: number;
}

export interface Figures {
  version: string;
  files: number;
  parsed: number;
  sourceLines: number;
  packages: number;
  checked: number;
  programs: number;
  accepted: number;
  rows: ErrorRow[];
}

/** Why marked lines are missed, as far as it is known. */
const REASONS: ReadonlyArray<[RegExp, string]> = [
  [/misplaced compiler directive|go:embed|go:linkname|nowritebarrier|go:cgo_ldflag/,
    'comments for the compiler: they decide nothing here'],
  [/malformed constant|truncated|multiplication overflow/,
    'exponents of more than ten thousand digits'],
  [/package \S+ is not modelled/, 'gopark\'s own words'],
  [/stack frame too large|too large|larger than address space/,
    'gc\'s limits of sizes, which are not ours'],
  [/shifted operand/, 'gc says nothing here, and types2 does'],
];

const percent = (ok: number, all: number): string =>
  all === 0 ? '' : `${((100 * ok) / all).toFixed(1)} %`;

const sum = (rows: ErrorRow[], of: (row: ErrorRow) => number): number =>
  rows.reduce((n, row) => n + of(row), 0);

export const linesOk = (row: ErrorRow): boolean => row.lines.length === 0;
const wordsOk = (row: ErrorRow): boolean => linesOk(row) && row.words.length === 0;

export function report(f: Figures): string {
  return `${[...head(f), '', ...accepted(f), '', ...errors(f.rows), '', ...failures(f.rows)]
    .join('\n')}\n`;
}

function head({ version }: Figures): string[] {
  return [
    '# What the front end says, beside gc', '',
    `Made by \`npm run gocheck\` with ${version}; do not edit. The Go distribution is the judge:`,
    'its standard library and its compiler\'s tests that compile must be accepted, and the files',
    'of GOROOT/test that are marked `// errorcheck` must get an error on each marked line and',
    'nowhere else. Packages are the real ones here, whether or not they are modelled.',
  ];
}

function accepted(f: Figures): string[] {
  return [
    '| right programs | all | accepted |', '| --- | --- | --- |',
    `| files of GOROOT/src and its commands (${f.sourceLines} lines), parsed |`
      + ` ${f.files} | ${f.parsed} |`,
    `| packages of the standard library, types and bodies | ${f.packages} | ${f.checked} |`,
    `| tests marked run, build or compile | ${f.programs} | ${f.accepted} |`,
  ];
}

function errors(rows: ErrorRow[]): string[] {
  const line = (name: string, some: ErrorRow[]): string => {
    const lines = some.filter(linesOk).length;
    const [gc, same] = [sum(some, (r) => r.gc), sum(some, (r) => r.same)];
    return `| ${name} | ${some.length} | ${lines} | ${percent(lines, some.length)} | `
      + `${some.filter(wordsOk).length} | ${gc} | ${same} | ${percent(same, gc)} |`;
  };
  return [
    '| tests of errors | all | on the marked lines, only | | also the words expected '
      + '| messages of gc | same place and words | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...(['syntax', 'types'] as const).map((kind) =>
      line(kind, rows.filter((r) => r.kind === kind))),
    line('all', rows),
  ];
}

function failures(rows: ErrorRow[]): string[] {
  const failed = rows.filter((r) => !wordsOk(r)).map((r) => {
    const first = [...r.lines, ...r.words][0]!;
    const why = REASONS.find(([p]) => p.test(first))?.[1] ?? '';
    return `| ${r.name} | \`${first.replace(/`/g, '\'').replace(/\|/g, '\\|')}\` | ${why} |`;
  });
  return ['## Where we differ from what is expected', '',
    '| test | first difference | |', '| --- | --- | --- |', ...failed];
}
