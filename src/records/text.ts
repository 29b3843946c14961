/**
 * Records as text, a line each, and back without loss:
 *
 *     1250 GoStart m0 p1 g7 from=LOCAL inherit tick=4 pc=112
 *
 * time, kind, then m, p, g where there is one, then the fields that the kind's row in `spec.ts`
 * names, pc last. A field that the row does not name is written under its raw name (detail, extra,
 * obj, arg) when it is not 0, so that nothing is ever lost; so is a kind that has no row (`Ev77`).
 */
import { NONE } from '../../assembly/abi/event.ts';
import { type RecordFields, putRecord, RECORD_WORDS } from './cursor.ts';
import type { RecordLog } from './log.ts';
import {
  type EventSpec, type Field, type FieldType, eventNames, eventSpec, queueNames,
} from './spec.ts';

const slots = ['detail', 'extra', 'obj', 'arg'] as const;
type Slot = (typeof slots)[number];

const noSpec: EventSpec = { class: 'detail', says: 'unknown' };
const limits: Record<Slot, number> = {
  detail: 0xff, extra: 0xffff, obj: 0xffff_ffff, arg: 0xffff_ffff,
};

function valueText(type: FieldType, value: number): string {
  if (typeof type !== 'string') return type[value] || String(value);
  if (type === 'hex') return `0x${value.toString(16)}`;
  if ((type === 'm' || type === 'p') && value === NONE) return '-';
  return String(value);
}

/** `name=value`; a set flag is its bare name; a clear one, and no queue, are nothing. */
function fieldText(field: Field, value: number): string {
  if (field.type === 'flag') {
    if (value === 0) return '';
    return value === 1 ? ` ${field.name}` : ` ${field.name}=${value}`;
  }
  if (value === 0 && field.type === queueNames) return '';
  return ` ${field.name}=${valueText(field.type, value)}`;
}

/** One record as a line without its end. */
export function recordText(r: RecordFields): string {
  const spec = eventSpec(r.kind) ?? noSpec;
  let line = `${r.time} ${eventSpec(r.kind) ? eventNames[r.kind] : `Ev${r.kind}`}`;
  if (r.m !== NONE) line += ` m${r.m}`;
  if (r.p !== NONE) line += ` p${r.p}`;
  if (r.g !== 0) line += ` g${r.g}`;
  for (const slot of slots) {
    const field = spec[slot];
    if (field) line += fieldText(field, r[slot]);
    else if (r[slot] !== 0) line += ` ${slot}=${r[slot]}`;
  }
  return r.pc === 0 ? line : `${line} pc=${r.pc}`;
}

/** Records `from` to `to` of a log, a line each. */
export function logText(log: RecordLog, from = 0, to = log.length): string {
  const lines: string[] = [];
  log.forEach((r) => lines.push(recordText(r)), from, to);
  return lines.map((line) => `${line}\n`).join('');
}

/** A line that is not a record: which one, and what is wrong with it. */
export class RecordTextError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(`records: line ${line}: ${message}`);
    this.name = 'RecordTextError';
    this.line = line;
  }
}

function number(text: string, max: number): number {
  if (!/^(0x[0-9a-f]+|\d+)$/.test(text)) throw new Error(`${text} is not a number`);
  const value = Number(text);
  if (value > max) throw new Error(`${text} is larger than ${max}`);
  return value;
}

function fieldValue(type: FieldType, text: string, max: number): number {
  if (typeof type === 'string') {
    return text === '-' && (type === 'm' || type === 'p') ? NONE : number(text, max);
  }
  const index = type.indexOf(text);
  return index >= 0 && text !== '' ? index : number(text, max);
}

function kindOf(text: string): number {
  const known = eventNames.indexOf(text);
  if (known >= 0 && eventSpec(known)) return known;
  if (/^Ev\d+$/.test(text)) return number(text.slice(2), 0xff);
  throw new Error(`unknown kind of record ${text}`);
}

/** Sets what one word of a line says. */
function applyWord(r: RecordFields, spec: EventSpec, word: string): void {
  const place = /^([mpg])(\d+)$/.exec(word);
  if (place) {
    const key = place[1] as 'm' | 'p' | 'g';
    r[key] = number(place[2]!, key === 'g' ? 0xffff_ffff : NONE);
    return;
  }
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const text = equals < 0 ? '1' : word.slice(equals + 1);
  if (name === 'pc') {
    r.pc = number(text, 0xffff_ffff);
    return;
  }
  for (const slot of slots) {
    const field = spec[slot];
    if ((field ? field.name : slot) !== name) continue;
    if (equals < 0 && field?.type !== 'flag') throw new Error(`${name} needs a value`);
    r[slot] = fieldValue(field ? field.type : 'int', text, limits[slot]);
    return;
  }
  throw new Error(`a record of this kind has no field ${name}`);
}

/** The record that a line describes. Throws an Error that says what is wrong. */
export function parseRecord(line: string): RecordFields {
  const words = line.trim().split(/\s+/);
  if (words.length < 2) throw new Error('a time and a kind of record are needed');
  const r: RecordFields = {
    time: number(words[0]!, Number.MAX_SAFE_INTEGER), kind: kindOf(words[1]!),
    detail: 0, extra: 0, m: NONE, p: NONE, g: 0, obj: 0, arg: 0, pc: 0,
  };
  const spec = eventSpec(r.kind) ?? noSpec;
  for (let i = 2; i < words.length; i++) applyWord(r, spec, words[i]!);
  return r;
}

/**
 * All lines of a text as one run of records. Empty lines and those that start with `#` are skipped.
 */
export function parseRecords(text: string): Int32Array {
  const records: RecordFields[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    try {
      records.push(parseRecord(line));
    } catch (e) {
      throw new RecordTextError(index + 1, (e as Error).message);
    }
  }
  const words = new Int32Array(records.length * RECORD_WORDS);
  for (const [i, r] of records.entries()) putRecord(words, i * RECORD_WORDS, r);
  return words;
}
