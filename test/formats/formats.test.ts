/** Formats over one small run: the CSV tables, and a Perfetto trace read back field by field. */
import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/formats/csv.ts';
import { formatNamed, formats, type Recorded } from '../../src/formats/index.ts';
import { ProtoWriter } from '../../src/formats/protobuf.ts';
import { NONE } from '../../assembly/abi/event.ts';
import { coreSpans } from '../../src/records/corespan.ts';
import { RecordLog } from '../../src/records/log.ts';
import { parseRecords } from '../../src/records/text.ts';

const log = new RecordLog();
log.push(parseRecords(`0 ProcResize m0 was=0 now=1
0 ProcStart m0 p0
0 GoCreate m0 p0 g1 to=LOCAL func=0 by=0
10 GoStart m0 p0 g1 from=LOCAL tick=1
25 GoCreate m0 p0 g2 to=RUNNEXT func=1 by=1
50 GoBlock m0 p0 g1 reason=CHAN_RECEIVE on=0x8 pc=77
53 GoStart m0 p0 g2 from=RUNNEXT inherit tick=1
60 GoUnblock m0 p0 g1 to=RUNNEXT on=0x8 by=2
60 GoEnd m0 p0 g2
61 GoStart m0 p0 g1 from=RUNNEXT inherit tick=1`));
const run: Recorded = {
  log, end: 5_000_000_000_000,
  funcName: (i) => ['main.main', 'main.f,"g"'][i] ?? '?',
  where: (pc) => `main.go:${pc}`,
};
const written = (name: string) => formatNamed(name).write(run);

/** A message as field number to values; nested ones stay bytes. */
function fieldsOf(bytes: Uint8Array): Map<number, (number | Uint8Array)[]> {
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    let value: number | Uint8Array;
    if (key % 8 === 0) value = varint();
    else if (key % 8 === 1) {
      value = Number(new DataView(bytes.buffer, bytes.byteOffset + at).getBigUint64(0, true));
      at += 8;
    } else {
      const length = varint();
      value = bytes.subarray(at, at + length);
      at += length;
    }
    const field = Math.floor(key / 8);
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

const nested = (m: Map<number, (number | Uint8Array)[]>, field: number) =>
  fieldsOf(m.get(field)![0] as Uint8Array);
const string = (value: unknown) => new TextDecoder().decode(value as Uint8Array);

describe('formats', () => {
  it('are found by name', () => {
    expect(formats.map((f) => f.name)).toEqual(['text', 'csv', 'goroutines', 'perfetto']);
    expect(() => formatNamed('xml')).toThrow('there are text, csv, goroutines, perfetto');
  });

  it('write every record as text', () => {
    expect((written('text') as string).split('\n').length).toBe(log.length + 1);
  });

  it('write records as a table', () => {
    const rows = (written('csv') as string).split('\r\n');
    expect(rows[0]).toBe('time_ns,kind,m,p,g,detail,extra,object,argument,where');
    expect(rows[6]).toBe('50,GoBlock,0,0,1,CHAN_RECEIVE,0,8,0,main.go:77');
  });

  it('write goroutines as a table whose causes add up', () => {
    const rows = (written('goroutines') as string).trim().split('\r\n');
    expect(rows[2]).toMatch(/^2,"main\.f,""g""",1,25,60,1,7,28,0,/);
    const cells = rows[1]!.split(',');
    const sum = cells.slice(6).reduce((total, cell) => total + Number(cell), 0);
    expect(sum).toBe(Number(cells[4]) - Number(cells[3]));
  });

  it('quote what needs it', () => {
    expect(csvText([['a', 'b,c', 'd"e', 'f\ng', 1]])).toBe('a,"b,c","d""e","f\ng",1\r\n');
  });

  it('write a Perfetto trace whose slices nest and whose arrows have two ends', () => {
    const packets = fieldsOf(written('perfetto') as Uint8Array).get(1)!
      .map((p) => fieldsOf(p as Uint8Array));
    expect(packets.map((p) => p.get(13)![0])).toEqual([1, ...packets.slice(1).map(() => 2)]);
    const tracks = packets.filter((p) => p.has(60)).map((p) => nested(p, 60));
    expect(tracks.map((t) => string(t.get(2)![0]))).toEqual(
      ['Ps', 'P0', 'Goroutines', 'G1 main.main', 'G2 main.f,"g"']);
    const open = new Map<number, number>();
    const flows: number[] = [];
    for (const event of packets.filter((p) => p.has(11))) {
      const body = nested(event, 11);
      const [type, track] = [body.get(9)![0] as number, body.get(11)![0] as number];
      if (type !== 3) open.set(track, (open.get(track) ?? 0) + (type === 1 ? 1 : -1));
      expect(open.get(track) ?? 0).toBeLessThanOrEqual(1);
      flows.push(...((body.get(47) ?? body.get(48) ?? []) as number[]));
    }
    expect([...open.values()].every((n) => n === 0)).toBe(true);
    expect(flows).toEqual([1, 1]);
    const times = packets.filter((p) => p.has(8)).map((p) => p.get(8)![0] as number);
    expect(Math.max(...times)).toBe(5_000_000_000_000);
  });

  it('write what cores do into a Perfetto trace', () => {
    const cores = new RecordLog();
    cores.push(parseRecords(`0 Cores cores=2 load=1
0 CoreOn how=woken core=0
2 CoreOn m1 how=woken core=1
5 CoreThrottle core=1
5 CoreOff m1 why=quota core=1
6 CoreOff why=sleeps core=0
6 CoreOn m1 how=turn core=0
8 CoreOn how=turn core=1
9 CoreUnthrottle core=1`));
    expect(coreSpans(cores, 11)).toEqual([
      [{ core: 0, start: 0, end: 6, what: 'neighbour', m: NONE },
        { core: 0, start: 6, end: 11, what: 'thread', m: 1 }],
      [{ core: 1, start: 2, end: 5, what: 'thread', m: 1 },
        { core: 1, start: 5, end: 8, what: 'stands', m: NONE },
        { core: 1, start: 8, end: 11, what: 'neighbour', m: NONE }],
    ]);
    const bytes = formatNamed('perfetto').write({ ...run, log: cores, end: 11 }) as Uint8Array;
    const packets = fieldsOf(bytes).get(1)!.map((p) => fieldsOf(p as Uint8Array));
    const names = packets.filter((p) => p.has(60)).map((p) => string(nested(p, 60).get(2)![0]));
    expect(names).toEqual(['Ps', 'Goroutines', 'Cores', 'core 0', 'core 1']);
    expect(packets.filter((p) => p.has(11))).toHaveLength(10);
    const interned = packets.filter((p) => p.has(12))
      .map((p) => string(nested(nested(p, 12), 2).get(2)![0]));
    expect(interned).toEqual(['a neighbour', 'M1', 'stands: the quota is used up']);
  });

  it('write numbers of any size in protocol buffers', () => {
    const writer = new ProtoWriter();
    writer.uint(1, Number.MAX_SAFE_INTEGER);
    writer.fixed64(2, Number.MAX_SAFE_INTEGER);
    writer.message(3, () => writer.string(1, 'ä'.repeat(100_000)));
    const fields = fieldsOf(writer.finish());
    expect([fields.get(1), fields.get(2)]).toEqual(
      [[Number.MAX_SAFE_INTEGER], [Number.MAX_SAFE_INTEGER]]);
    expect(string(nested(fields, 3).get(1)![0]).length).toBe(100_000);
  });
});
