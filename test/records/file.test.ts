/** The file of records: whole, in pieces, and each way to be unreadable. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Ev } from '../../assembly/abi/event.ts';
import { ringRuns } from '../../src/records/cursor.ts';
import { readRecordFile, RecordFileWriter } from '../../src/records/file.ts';
import { RecordLog } from '../../src/records/log.ts';
import { symbolsOf } from '../../src/records/symbols.ts';
import { logText, parseRecords } from '../../src/records/text.ts';
import { turns } from '../ui/records.ts';

const header = {
  gopark: '0.1.0', model: 'go1.26', config: { gomaxprocs: 4, seed: '7' },
  program: { name: 'ä.go', checksum: 77 },
};
const first = parseRecords('1 GoEnd g1\n2 GoEnd g2\n3 GoEnd g3\n');
const second = parseRecords('4 GoEnd g4\n');

function wholeFile(): Uint8Array {
  const writer = new RecordFileWriter();
  const parts = [writer.header(header), writer.chunk(first), writer.chunk(second), writer.end()];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function changed(at: number, value: number): Uint8Array {
  const bytes = wholeFile();
  bytes[at < 0 ? bytes.length + at : at]! ^= value;
  return bytes;
}

describe('records file', () => {
  it('gives back what was written', () => {
    const { header: read, log } = readRecordFile(wholeFile());
    expect(read).toEqual(header);
    expect(logText(log)).toBe('1 GoEnd g1\n2 GoEnd g2\n3 GoEnd g3\n4 GoEnd g4\n');
  });

  it('is the same by columns, in less room once it is compressed', () => {
    const log = turns(5000);
    const write = (kind: 'chunk' | 'columns'): Uint8Array => {
      const writer = new RecordFileWriter();
      const chunks = log.runs().map((words) => writer[kind](words));
      return Buffer.concat([writer.header(header), ...chunks, writer.end()]);
    };
    const [plain, turned] = [write('chunk'), write('columns')];
    expect(readRecordFile(turned).log.runs()).toEqual(readRecordFile(plain).log.runs());
    expect(deflateRawSync(turned).length).toBeLessThan(0.6 * deflateRawSync(plain).length);
    turned[turned.length - 40]! ^= 4;
    expect(() => readRecordFile(turned)).toThrow('are damaged');
  });

  it('keeps of the symbols what its records name', () => {
    const log = new RecordLog();
    log.push(parseRecords('1 GoEnd g1 pc=6\n2 GoEnd g2\n3 GoEnd g3 pc=21\n'));
    const lines: [number, number, number][] = [[0, 0, 1], [4, 0, 2], [6, 0, 3], [20, 0, 4]];
    const symbols = { files: ['a.go'], funcs: [['main.main', 0]] as [string, number][], lines };
    expect(symbolsOf(log, symbols)).toEqual({ ...symbols, lines: [lines[1], lines[3]] });
    expect(symbolsOf(new RecordLog(), symbols).lines).toEqual([]);
  });

  it('can be read at any offset of a larger buffer', () => {
    const bytes = wholeFile();
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readRecordFile(shifted.subarray(3)).log.length).toBe(4);
  });

  it.each([
    ['something else', new TextEncoder().encode('package main\n\nfunc main() {}\n'),
      'not a file of'],
    ['nothing', new Uint8Array(0), 'not a file of records'],
    ['another version', changed(4, 2), 'version 3; this gopark reads version 1'],
    ['another contract', changed(8, 8), 'written for contract'],
    ['a damaged header', changed(17, 0xff), 'the header is damaged'],
    ['a flipped bit', changed(-40, 1), 'records 3 to 3 are damaged'],
    ['a wrong total', changed(-2, 1), 'it should have'],
    ['bytes behind the end', Uint8Array.from([...wholeFile(), 0]), 'bytes behind its end'],
  ])('refuses %s', (_name, bytes, message) => {
    expect(() => readRecordFile(bytes)).toThrow(message);
  });

  it('refuses a file cut anywhere, and says how much is there', () => {
    const bytes = wholeFile();
    for (let n = 0; n < bytes.length; n++) {
      expect(() => readRecordFile(bytes.subarray(0, n))).toThrow(/^records file: /);
    }
    expect(() => readRecordFile(bytes.subarray(0, -16))).toThrow('cut after 4 records');
    expect(() => readRecordFile(bytes.subarray(0, -20))).toThrow('cut after 3 records (inside');
  });
});

describe('log and ring', () => {
  it('reaches records by number and by time over chunks', () => {
    const log = new RecordLog();
    log.push(first);
    log.push(new Int32Array(0));
    log.push(second);
    expect([log.at(0).g, log.at(2).g, log.at(3).g]).toEqual([1, 3, 4]);
    expect([0, 1, 3.5, 4, 99].map((t) => log.countUntil(t))).toEqual([0, 1, 3, 4, 4]);
    const seen: number[] = [];
    log.forEach((r, i) => seen.push(r.g * 10 + i), 1, 4);
    expect(seen).toEqual([21, 32, 43]);
    expect(() => log.at(4)).toThrow('record 4 of 4');
    expect(() => log.push(new Int32Array(3))).toThrow('not whole records');
  });

  it('reads a ring that wraps, oldest first', () => {
    const ring = parseRecords('5 GoEnd\n6 GoEnd\n3 GoEnd\n4 GoEnd\n');
    const log = new RecordLog();
    for (const run of ringRuns(ring.buffer, 0, 4, 2, 6)) log.push(run);
    expect(logText(log).match(/\d+(?= )/g)).toEqual(['3', '4', '5', '6']);
    expect(ringRuns(ring.buffer, 0, 4, 6, 6)).toEqual([]);
    expect(() => ringRuns(ring.buffer, 0, 4, 1, 6)).toThrow('5 records in a ring of 4');
    expect(log.at(0).kind).toBe(Ev.GoEnd);
  });
});
