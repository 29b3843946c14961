/** Records as text and back, for every kind, and with every field at its limits. */
import { describe, expect, it } from 'vitest';
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { WaitReason } from '../../assembly/abi/status.ts';
import { Cursor, putRecord, type RecordFields, RECORD_WORDS } from '../../src/records/cursor.ts';
import { reasonText } from '../../src/records/spec.ts';
import { parseRecord, parseRecords, recordText } from '../../src/records/text.ts';

const plain: RecordFields = {
  time: 0, kind: Ev.GoEnd, detail: 0, extra: 0, m: NONE, p: NONE, g: 0, obj: 0, arg: 0, pc: 0,
};

/** Small reproducible numbers. */
function sequence(seed: number): (limit: number) => number {
  let x = seed;
  return (limit) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return Math.floor((x / 0x1_0000_0000) * limit);
  };
}

describe('text', () => {
  it('reads as a person would write it', () => {
    const start = {
      ...plain, time: 1250, kind: Ev.GoStart, m: 0, p: 1, g: 7, detail: Queue.LOCAL, extra: 1,
      arg: 4, pc: 112,
    };
    expect(recordText(start)).toBe('1250 GoStart m0 p1 g7 from=LOCAL inherit tick=4 pc=112');
    const block = {
      ...plain, kind: Ev.GoBlock, m: 0, p: 0, g: 1, obj: 0x1f0, detail: WaitReason.SLEEP,
    };
    expect(recordText(block)).toBe('0 GoBlock m0 p0 g1 reason=SLEEP on=0x1f0');
    const wake = { ...plain, kind: Ev.MWake, m: 2, arg: NONE };
    expect(recordText(wake)).toBe('0 MWake m2 by=-');
  });

  it('keeps every field of every kind, also of kinds it does not know', () => {
    const next = sequence(7);
    for (let kind = 0; kind < 256; kind++) {
      for (let round = 0; round < 20; round++) {
        const r: RecordFields = {
          time: next(2 ** 53), kind, detail: next(256), extra: round % 2 ? next(65536) : round % 3,
          m: next(65536), p: round % 3 ? next(9) : NONE, g: next(2 ** 32), obj: next(2 ** 32),
          arg: round % 4 ? next(2 ** 32) : NONE, pc: next(2 ** 32),
        };
        expect(parseRecord(recordText(r))).toEqual(r);
      }
    }
  });

  it('keeps records through memory, at the limits too', () => {
    const r = {
      time: Number.MAX_SAFE_INTEGER, kind: 255, detail: 255, extra: 65535, m: 65535, p: 65535,
      g: 0xffff_ffff, obj: 0xffff_ffff, arg: 0xffff_ffff, pc: 0xffff_ffff,
    };
    const words = new Int32Array(2 * RECORD_WORDS);
    putRecord(words, RECORD_WORDS, r);
    const cursor = new Cursor(words);
    expect([cursor.next(), cursor.next(), cursor.next()]).toEqual([true, true, false]);
    expect(cursor.index).toBe(1);
    expect(recordText(cursor)).toBe(recordText(r));
  });

  it.each([
    ['x GoEnd', 'x is not a number'],
    ['5', 'a time and a kind of record are needed'],
    ['5 GoSleep m0', 'unknown kind of record GoSleep'],
    ['5 COUNT', 'unknown kind of record COUNT'],
    ['5 GoEnd m0 colour=3', 'a record of this kind has no field colour'],
    ['5 GoStart m0 p0 g1 from=NOWHERE', 'NOWHERE is not a number'],
    ['5 GoStart m0 p0 g1 from', 'from needs a value'],
    ['5 GoEnd m70000', '70000 is larger than 65535'],
    ['5 GoEnd extra=65536', '65536 is larger than 65535'],
    ['99999999999999999 GoEnd', 'is larger than 9007199254740991'],
  ])('refuses %s', (line, message) => {
    expect(() => parseRecords(`# a comment\n\n${line}\n`)).toThrow(`records: line 3: `);
    expect(() => parseRecords(line)).toThrow(message);
  });

  it('has a text for each wait reason', () => {
    for (let i = 1; i < WaitReason.COUNT; i++) expect(reasonText(i)).not.toMatch(/^$|^reason /);
    expect(reasonText(WaitReason.CHAN_RECEIVE)).toBe('chan receive');
    expect(reasonText(200)).toBe('reason 200');
  });
});
