/**
 * Tables for spreadsheets and data frames (RFC 4180: commas, quotes doubled, lines end in CRLF).
 */
import { NONE } from '../../assembly/abi/event.ts';
import { Cause } from '../../assembly/abi/status.ts';
import { causeKey } from '../measure/ledger.ts';
import { type Life, livesOf } from '../records/life.ts';
import { eventNames, eventSpec, type Field } from '../records/spec.ts';
import type { RecordFields } from '../records/cursor.ts';
import type { Format, Recorded } from './format.ts';

type Cell = string | number;

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows as text; the first is the heading. */
export function csvText(rows: Iterable<readonly Cell[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(cellText).join(',')}\r\n`);
  return lines.join('');
}

const orEmpty = (id: number): Cell => (id === NONE ? '' : id);

/** A field's value, as its name where it is one of a list. */
function fieldCell(field: Field | undefined, value: number): Cell {
  if (!field || typeof field.type === 'string') return value;
  return field.type[value] || value;
}

function recordRow(run: Recorded, r: RecordFields): Cell[] {
  const spec = eventSpec(r.kind);
  return [
    r.time, eventNames[r.kind] ?? r.kind, orEmpty(r.m), orEmpty(r.p), r.g === 0 ? '' : r.g,
    fieldCell(spec?.detail, r.detail), fieldCell(spec?.extra, r.extra), r.obj, r.arg,
    r.pc === 0 ? '' : run.where(r.pc),
  ];
}

/** A row a record. */
export const recordsCsv: Format = {
  name: 'csv',
  extension: 'csv',
  says: 'a table with a row for each record',
  write(run) {
    const rows: Cell[][] = [
      ['time_ns', 'kind', 'm', 'p', 'g', 'detail', 'extra', 'object', 'argument', 'where']];
    run.log.forEach((r) => rows.push(recordRow(run, r)));
    return csvText(rows);
  },
};

const causes = Array.from({ length: Cause.COUNT }, (_, cause) => cause);

function lifeRow(run: Recorded, life: Life): Cell[] {
  return [
    life.g, run.funcName(life.func), life.parent === 0 ? '' : life.parent, life.created, life.end,
    life.ended ? 1 : 0, ...causes.map((cause) => life.totals[cause]!),
  ];
}

/** A row a goroutine: nanoseconds by cause, which add up to its lifetime. */
export const goroutinesCsv: Format = {
  name: 'goroutines',
  extension: 'csv',
  says: 'a table with a row for each goroutine: its life by cause',
  write(run) {
    const heading: Cell[] = ['g', 'function', 'parent', 'created_ns', 'end_ns', 'ended'];
    const rows = [[...heading, ...causes.map((cause) => `${causeKey(cause)}_ns`)]];
    const lives = [...livesOf(run.log, run).values()];
    for (const life of lives.sort((a, b) => a.g - b.g)) rows.push(lifeRow(run, life));
    return csvText(rows);
  },
};
