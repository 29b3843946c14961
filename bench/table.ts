/** Samples as medians, tables and documents. */
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { ROOT } from './kernel.ts';

/** Median and range of the ns that one unit took. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  runs: number;
}

export interface Row {
  workload: string;
  contestant: string;
  unit: string;
  units: number;
  nsPerUnit: Spread;
  /** Of simulations of ours. */
  switches?: number;
  steps?: number;
  hash?: string;
  nsPerSwitch?: number;
}

export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  v8: string;
  commit: string;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]!, max: sorted[sorted.length - 1]!, runs: sorted.length };
}

export function machine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    commit: commit(),
  };
}

/** The commit, with a `+` if files differ from it. */
function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', 'assembly', 'src', 'lib', 'bench') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** Three figures, as people read them. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (value >= 100) return Math.round(value).toString();
  return value.toPrecision(3);
}

/** A Markdown table; the first column is text, the others are numbers. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/**
 * One line a workload: ns per unit of each contestant, and how many times as long as ours it
 * takes (above 1: ours is faster).
 */
export function comparison(rows: readonly Row[], ours = 'gopark'): string {
  const names = [...new Set(rows.map((row) => row.contestant))].filter((name) => name !== ours);
  const workloads = [...new Set(rows.map((row) => row.workload))];
  const of = (workload: string, name: string): Row | undefined =>
    rows.find((row) => row.workload === workload && row.contestant === name);
  const lines = workloads.map((workload) => {
    const own = of(workload, ours);
    return [
      `${workload} (${(own ?? rows[0])?.unit})`,
      own ? range(own.nsPerUnit) : '-',
      own?.nsPerSwitch === undefined ? '-' : figure(own.nsPerSwitch),
      ...names.map((name) => against(of(workload, name), own)),
    ];
  });
  return markdown(['workload (unit)', `${ours}, ns/unit`, 'ns/switch', ...names], lines);
}

const range = ({ median, min, max }: Spread): string =>
  `${figure(median)} [${figure(min)}..${figure(max)}]`;

function against(row: Row | undefined, own: Row | undefined): string {
  if (!row) return '-';
  const ratio = own ? ` (${figure(row.nsPerUnit.median / own.nsPerUnit.median)}x)` : '';
  return `${figure(row.nsPerUnit.median)}${ratio}`;
}
