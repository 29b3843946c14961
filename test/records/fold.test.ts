/**
 * The fold: what it rebuilds from good records, and each kind of impossible step that it refuses.
 */
import { describe, expect, it } from 'vitest';
import { GStatus, MStatus, PStatus } from '../../assembly/abi/status.ts';
import { foldAll, FoldError } from '../../src/records/fold.ts';
import { History } from '../../src/records/history.ts';
import { RecordLog } from '../../src/records/log.ts';
import type { State } from '../../src/records/state.ts';
import { parseRecords } from '../../src/records/text.ts';

function logOf(...lines: string[]): RecordLog {
  const log = new RecordLog();
  log.push(parseRecords(lines.join('\n')));
  return log;
}

const fold = (lines: string[]): State => foldAll(logOf(...lines));

/** m0 on p0 runs g1; g2..gn lie in the ring of p0 (runtime goroutines, put at its tail). */
function start(n = 1): string[] {
  const lines = ['0 ProcResize m0 was=0 now=2', '0 ProcStart m0 p0',
    '0 GoCreate m0 p0 g1 to=LOCAL func=0 by=0',
    '0 GoStart m0 p0 g1 from=LOCAL tick=1'];
  for (let g = 2; g <= n; g++) lines.push(`1 GoCreate m0 p0 g${g} to=LOCAL func=0 by=1`);
  return lines;
}

/** A second thread with p1. */
const secondM = ['2 MCreate m2 p1 spinning by=0', '3 MStart m2', '3 ProcStart m2 p1'];

/** m0 has stopped the world; m2 and p1 stand. */
const stopped = ['5 STWBegin m0', '5 ProcStop m2 p1 now=IDLE', '5 MPark m2', '6 STWStopped m0'];

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('fold', () => {
  it('rebuilds who runs, who waits, who is queued', () => {
    const s = fold([...start(), '5 GoCreate m0 p0 g2 to=RUNNEXT func=4 by=1',
      '6 GoCreate m0 p0 g3 to=RUNNEXT func=4 by=1', '7 GoBlock m0 p0 g1 reason=SLEEP on=0x10 pc=9',
      '8 GoStart m0 p0 g3 from=RUNNEXT inherit tick=1']);
    expect(s.gs.get(1)).toMatchObject({ status: GStatus.WAITING, place: 'none', on: 16, pc: 9 });
    expect(s.gs.get(2)).toMatchObject({ status: GStatus.RUNNABLE, place: 'ring', p: 0, parent: 1 });
    expect(s.gs.get(3)).toMatchObject({ status: GStatus.RUNNING, place: 'running', since: 8 });
    expect(s.ps[0]).toMatchObject({ status: PStatus.RUNNING, m: 0, runnext: 0, schedtick: 1 });
    expect([...s.ps[0]!.ring]).toEqual([2]);
    expect(s).toMatchObject({ time: 8, records: 8, created: 3, ended: 0 });
  });

  it('sends the 128 oldest and the displaced one to the global queue when a ring is full', () => {
    const s = fold([...start(257), '2 GoCreate m0 p0 g300 to=RUNNEXT func=0 by=1',
      '2 GoCreate m0 p0 g301 to=RUNNEXT func=0 by=1',
      '2 RunqOverflow m0 p0 g300 count=129']);
    expect([...s.global]).toEqual([...range(2, 129), 300]);
    expect([...s.ps[0]!.ring]).toEqual(range(130, 257));
    expect(s.ps[0]!.runnext).toBe(301);
  });

  it('steals half, rounded up; the youngest runs', () => {
    const s = fold([...start(8), ...secondM, '4 Steal m2 p1 g5 victim=0 count=4',
      '4 SpinEnd m2 found',
      '5 GoStart m2 p1 g5 from=STOLEN tick=1']);
    expect([...s.ps[0]!.ring]).toEqual([6, 7, 8]);
    expect([...s.ps[1]!.ring]).toEqual([2, 3, 4]);
    expect(s.gs.get(5)!.m).toBe(2);
  });

  it('takes a batch from the global queue', () => {
    const yields = range(2, 7).flatMap((g) => [
      `1 GoStart m0 p0 g${g} from=LOCAL tick=${g}`, `1 GoSched m0 p0 g${g} to=GLOBAL why=gosched`]);
    const s = fold([...start(7), '1 GoBlock m0 p0 g1 reason=SLEEP on=0x0', ...yields,
      '2 GlobalGet m0 p0 g2 count=4', '2 GoStart m0 p0 g2 from=GLOBAL tick=8']);
    expect([...s.global]).toEqual([6, 7]);
    expect([...s.ps[0]!.ring]).toEqual([3, 4, 5]);
  });

  it('follows a system call that loses its P', () => {
    const s = fold([...start(2), '5 GoSyscallBegin m0 p0 g1 call=syscall site=3',
      '9 ProcSteal m0 p0 g1', '9 MCreate m2 p0 by=-', '10 MStart m2', '10 ProcStart m2 p0',
      '11 GoStart m2 p0 g2 from=LOCAL tick=2', '20 GoSyscallEnd m0 g1 with=none',
      '20 GoUnblock m0 g1 to=GLOBAL exitsyscall on=0x0 by=0', '21 MPark m0']);
    expect([...s.global]).toEqual([1]);
    expect([s.ms[0]!.status, s.ms[2]!.status]).toEqual([MStatus.IDLE, MStatus.RUNNING]);
    expect(s.idleMs).toEqual([0]);
  });

  it('puts the queues of a P that goes away at the front of the global queue', () => {
    const s = fold([...start(), ...secondM, '4 SpinEnd m2',
      '4 GoCreate m2 p1 g9 to=LOCAL func=0 by=0', '4 GoCreate m2 p1 g10 to=RUNNEXT func=0 by=0',
      '4 GoCreate m2 p1 g11 to=GLOBAL func=0 by=0', ...stopped, '6 ProcResize m0 was=2 now=1',
      '6 ProcStop m0 p1 now=DEAD', '7 STWEnd m0']);
    expect([...s.global]).toEqual([10, 9, 11]);
    expect(s.ps[1]!.status).toBe(PStatus.DEAD);
    expect(s.gs.get(1)).toMatchObject({ status: GStatus.RUNNING, place: 'running', p: 0 });
  });

  it('lets a locked goroutine run on its own thread', () => {
    const s = fold([...start(2), '1 MCreate m2 by=0', '2 MStart m2', '2 MLockedPark m2 locked=2',
      '3 GoBlock m0 p0 g1 reason=SLEEP on=0x0', '4 ProcStop m0 p0 now=IDLE',
      '4 MWake m2 p0 g2 from=LOCAL by=0',
      '4 MPark m0', '5 ProcStart m2 p0', '5 GoStart m2 p0 g2 from=DIRECT tick=2']);
    expect(s.gs.get(2)).toMatchObject({ place: 'running', m: 2 });
    expect(s.ps[0]!.ring.length).toBe(0);
  });

  it('counts a raw system call as running on its P', () => {
    const s = fold([...start(), '5 GoSyscallBegin m0 p0 g1 call=raw site=0']);
    expect(s.gs.get(1)).toMatchObject({ status: GStatus.RUNNING, place: 'raw', m: 0, p: 0 });
    const after = fold([...start(), '5 GoSyscallBegin m0 p0 g1 call=raw site=0',
      '6 GoSyscallEnd m0 p0 g1 with=kept', '7 GoEnd m0 p0 g1']);
    expect(after.ended).toBe(1);
  });
});

/** Name, lines, what was expected, what was found. The last line is the impossible one. */
const refusals: [string, string[], string, string][] = [
  ['time that goes back', [...start(), '5 GoEnd m0 p0 g1', '4 MPark m0'], '5 ns', '4'],
  ['no kind', ['0 NONE'], 'a kind of record', '0'],
  ['an unknown kind', ['0 Ev200'], 'a kind of record', '200'],
  ['a goroutine created twice', [...start(), '1 GoCreate m0 p0 g1 to=LOCAL func=0 by=1'],
    'goroutine 1 to be new', 'running on m0 p0'],
  ['goroutine 0', [...start(), '1 GoCreate m0 p0 to=LOCAL func=0 by=1'], 'a goroutine id', '0'],
  ['a creator that does not run', [...start(2), '1 GoCreate m0 p0 g9 to=LOCAL func=0 by=2'],
    'g2 to run on m0', 'it runs g1'],
  ['a put by who does not own the P', [...start(), '1 GoCreate m0 p1 g9 to=RUNNEXT func=0 by=1'],
    'm0 to hold p1', 'm0 with p0'],
  ['a queue that nothing is put in', [...start(), '1 GoCreate m0 p0 g9 to=STOLEN func=0 by=1'],
    'a queue that goroutines are put in', 'STOLEN'],
  ['a start of what is not there', [...start(), '1 GoEnd m0 p0 g1',
    '1 GoStart m0 p0 g7 from=LOCAL tick=2'],
    'goroutine 7 to exist', 'none'],
  ['a start of what runs', [...start(), ...secondM, '3 SpinEnd m2',
    '4 GoStart m2 p1 g1 from=LOCAL tick=1'],
    'g1 to be runnable', 'running'],
  ['a start of what waits', [...start(), '1 GoBlock m0 p0 g1 reason=SLEEP on=0x0',
    '2 GoStart m0 p0 g1 from=DIRECT tick=2'], 'g1 to be runnable', 'waiting'],
  ['a start not from the front', [...start(3), '1 GoEnd m0 p0 g1',
    '2 GoStart m0 p0 g3 from=LOCAL tick=2'],
    'g3 to be first LOCAL', 'ring front g2'],
  ['a start from runnext that is in the ring', [...start(2), '1 GoEnd m0 p0 g1',
    '2 GoStart m0 p0 g2 from=RUNNEXT inherit tick=1'], 'g2 to be first RUNNEXT',
    'in the ring of p0'],
  ['a start from the global queue that was not taken', [...start(2), '1 GoEnd m0 p0 g1',
    '2 GoStart m0 p0 g2 from=GLOBAL tick=2'], 'first GLOBAL', 'in the ring'],
  ['two goroutines on one M', [...start(2), '1 GoStart m0 p0 g2 from=LOCAL tick=2'],
    'm0 to be free', 'it runs g1'],
  ['a start without a P', [...start(2), ...secondM, '4 ProcStop m2 p1 now=IDLE',
    '4 GoStart m2 p1 g2 from=LOCAL tick=2'], 'm2 to hold p1', 'm2 without a P'],
  ['a spinning M that runs', [...start(), ...secondM, '4 GoCreate m2 p1 g5 to=LOCAL func=0 by=0',
    '4 GoStart m2 p1 g5 from=LOCAL tick=1'], 'not to spin', 'it spins'],
  ['a wrong schedtick', [...start(2), '1 GoEnd m0 p0 g1', '2 GoStart m0 p0 g2 from=LOCAL tick=3'],
    'schedtick 2', '3'],
  ['an inherited slice that moves the tick', [...start(),
    '1 GoCreate m0 p0 g2 to=RUNNEXT func=0 by=1',
    '1 GoEnd m0 p0 g1', '2 GoStart m0 p0 g2 from=RUNNEXT inherit tick=2'], 'schedtick 1', '2'],
  ['an inherited slice from the ring', [...start(2), '1 GoEnd m0 p0 g1',
    '2 GoStart m0 p0 g2 from=LOCAL inherit tick=1'], 'inherited slice', 'LOCAL'],
  ['a park of who does not run', [...start(2), '1 GoBlock m0 p0 g2 reason=SLEEP on=0x0'],
    'g2 to be running', 'runnable'],
  ['a wake-up of who is runnable', [...start(2), '1 GoUnblock m0 p0 g2 to=RUNNEXT on=0x0 by=1'],
    'g2 to be waiting', 'runnable'],
  ['an end on another M', [...start(), ...secondM, '4 GoEnd m2 p1 g1'], 'run on m2 p1', 'm0 p0'],
  ['an overflow that is missing', [...start(259)], 'the overflow of g258', 'GoCreate'],
  ['an overflow of a ring with room', [...start(5), '1 RunqOverflow m0 p0 g5 count=129'],
    'an overflow of g0', 'g5'],
  ['an overflow of another number', [...start(257), '1 GoCreate m0 p0 g900 to=LOCAL func=0 by=1',
    '1 RunqOverflow m0 p0 g900 count=128'], '129', '128'],
  ['an overflow of another P', [...start(257), '1 GoCreate m0 p0 g900 to=LOCAL func=0 by=1',
    '1 RunqOverflow m0 p1 g900 count=129'], 'overflow of p0', 'p1'],
  ['a steal from itself', [...start(3), '1 Steal m0 p0 g2 victim=0 count=1'], 'another P', 'p0'],
  ['a steal of too many', [...start(8), ...secondM, '4 Steal m2 p1 g6 victim=0 count=5'],
    '4 of the 7', '5'],
  ['a steal that is not of the youngest', [...start(8), ...secondM,
    '4 Steal m2 p1 g2 victim=0 count=4'],
    'g5 to be the one', 'g2'],
  ['a steal from an empty ring', [...start(), ...secondM, '4 Steal m2 p1 g2 victim=0 count=1'],
    'goroutines in the ring', 'none'],
  ['a steal of a runnext that is not there', [...start(), ...secondM,
    '4 Steal m2 p1 g3 runnext victim=0 count=1'], 'a runnext', 'none'],
  ['a batch from nothing', [...start(), ...secondM, '4 GlobalGet m2 p1 g9 count=1'],
    'goroutines in the global queue', 'none'],
  ['a batch of a wrong size', [...start(), ...secondM, '4 GoCreate m0 p0 g9 to=GLOBAL func=0 by=1',
    '4 GoCreate m0 p0 g8 to=GLOBAL func=0 by=1', '4 GlobalGet m2 p1 g9 count=1'], '2 of 2', '1'],
  ['a fairness tick at another tick', [...start(), '1 GoCreate m0 p0 g9 to=GLOBAL func=0 by=1',
    '2 GoBlock m0 p0 g1 reason=SLEEP on=0x0', '3 GlobalGet m0 p0 g9 tick count=1'],
    'multiple of 61', '1'],
  ['another goroutine than the one taken', [...start(3), ...secondM,
    '3 GoCreate m2 p1 g9 to=RUNNEXT func=0 by=0', '4 Steal m2 p1 g2 victim=0 count=1',
    '4 SpinEnd m2 found', '5 GoStart m2 p1 g9 from=RUNNEXT inherit tick=0'],
    'g2, which p1 has taken', 'g9'],
  ['a P on two Ms', [...start(), '1 MCreate m2 by=0', '2 MStart m2', '3 ProcStart m2 p0'],
    'p0 to be idle or gcstop', 'running'],
  ['an M with two Ps', [...start(), '1 ProcStart m0 p1'], 'm0 to have no P', 'p0'],
  ['a P that is kept for another M', [...start(), '1 MCreate m2 p1 by=0', '1 GoEnd m0 p0 g1',
    '2 ProcStop m0 p0 now=IDLE', '2 ProcStart m0 p1'], 'p1 to go to m2', 'm0'],
  ['a release while its goroutine runs', [...start(), '2 ProcStop m0 p0 now=IDLE'],
    'm0 to run nothing', 'g1 runs'],
  ['a P beyond GOMAXPROCS', [...start(), '1 ProcStart m0 p7'], 'P 7 to exist', 'GOMAXPROCS 2'],
  ['a release by another', [...start(), '1 ProcStop m0 p1 now=IDLE'], 'm0 to hold p1',
    'p1 held by nobody'],
  ['a release that says running', [...start(), '1 GoEnd m0 p0 g1', '1 ProcStop m0 p0 now=RUNNING'],
    'idle or stopped', 'RUNNING'],
  ['a retake of a P that runs', [...start(), '1 ProcSteal m0 p0 g1'], 'm0 to be syscall',
    'running'],
  ['a system call that ends with a P it lost', [...start(),
    '1 GoSyscallBegin m0 p0 g1 call=syscall site=0',
    '2 ProcSteal m0 p0 g1', '3 GoSyscallEnd m0 p0 g1 with=kept'], 'm0 to hold p0',
    'm0 without a P'],
  ['an end of a system call that never began', [...start(), '1 GoSyscallEnd m0 p0 g1 with=kept'],
    'g1 to be syscall', 'running'],
  ['a hand-off of a P that is held', [...start(), '1 Handoff m0 p0 rule=9'],
    'p0 to be free', 'held by m0'],
  ['a hand-off that does not see work', [...start(2),
    '1 GoSyscallBegin m0 p0 g1 call=blocking site=0',
    '1 ProcStop m0 p0 now=IDLE', '1 Handoff m0 p0 rule=9'], 'where there is work', 'rule 9, 1'],
  ['a hand-off for a stop that is none', [...start(),
    '1 GoSyscallBegin m0 p0 g1 call=blocking site=0',
    '1 ProcStop m0 p0 now=IDLE', '1 Handoff m0 p0 rule=5'], 'being stopped', 'it goes on'],
  ['a resize from another number', [...start(), '1 ProcResize m0 was=4 now=1'], 'GOMAXPROCS 2',
    '4'],
  ['a P that goes away but is wanted', [...start(), '1 ProcStop m0 p1 now=DEAD'],
    'a P from 2 on', 'p1'],
  ['a P that is left over', [...start(), ...secondM, '4 SpinEnd m2', ...stopped,
    '6 ProcResize m0 was=2 now=1', '6 STWEnd m0'], 'p1 to be gone', 'it is there'],
  ['a system call left by who is in none', [...start(),
    '1 GoUnblock m0 g1 to=GLOBAL exitsyscall on=0x0 by=0'], 'to leave a system call', 'running'],
  ['a park in a raw system call', [...start(), '1 GoSyscallBegin m0 p0 g1 call=raw site=0',
    '2 GoBlock m0 p0 g1 reason=SLEEP on=0x0'], 'g1 to run', 'in a system call'],
  ['a wake-up for a goroutine that is not first', [...start(3), '1 MCreate m2 by=0', '2 MStart m2',
    '2 MLockedPark m2 locked=3', '3 GoEnd m0 p0 g1', '4 ProcStop m0 p0 now=IDLE',
    '4 MWake m2 p0 g3 from=LOCAL by=0'], 'g3 to be first LOCAL', 'in the ring of p0'],
  ['a thread created twice', [...start(), '1 MCreate m0 by=0'], 'thread 0 to be new', 'exists'],
  ['two threads for one P', [...start(), '1 MCreate m2 p1 by=0', '2 MCreate m3 p1 by=0'],
    'p1 to be free for m3', 'it waits for m2'],
  ['a thread for a P that is taken', [...start(), '1 MCreate m2 p0 by=0'], 'p0 to be free', 'm0'],
  ['a park with a P', [...start(), '1 GoEnd m0 p0 g1', '1 MPark m0'], 'no P when it goes idle',
    'p0'],
  ['a park of a spinning thread', [...start(), '1 GoEnd m0 p0 g1', '1 SpinBegin m0 p0',
    '1 ProcStop m0 p0 now=IDLE', '1 MPark m0'], 'not to spin', 'it spins'],
  ['a wake-up of who is awake', [...start(), '1 MWake m0 by=-'], 'm0 to be idle or locked',
    'running'],
  ['a wake-up out of order', [...start(), '1 MCreate m2 by=0', '2 MStart m2', '2 MPark m2',
    '3 MCreate m3 by=0', '4 MStart m3', '4 MPark m3', '5 MWake m2 p1 by=0'],
  'm3, idle for the shortest time', 'm2'],
  ['a spin that ends twice', [...start(), ...secondM, '4 SpinEnd m2', '4 SpinEnd m2'],
    'm2 to spin', 'not'],
  ['a spin of who runs', [...start(), '1 SpinBegin m0 p0'], 'm0 to run nothing', 'g1'],
  ['a poll with a P', [...start(), '1 GoEnd m0 p0 g1', '1 NetpollBegin m0 p0 how=blocking'],
    'without a P', 'p0'],
  ['two Ms in the poller', [...start(), '1 MCreate m2 by=0', '2 MStart m2',
    '2 NetpollBegin m2 how=blocking', '3 MCreate m3 by=0', '4 MStart m3',
    '4 NetpollBegin m3 how=blocking'], 'nobody to block in the poller', 'm2'],
  ['a stop of a world that is being stopped', [...start(), '1 STWBegin m0', '1 STWBegin m0'],
    'the world to go on', 'already'],
  ['a goroutine that runs in a stopped world', [...start(2), ...secondM, '3 SpinEnd m2',
    '4 Steal m2 p1 g2 victim=0 count=1', '4 GoStart m2 p1 g2 from=STOLEN tick=1', '5 STWBegin m0',
    '6 STWStopped m0'], 'stopped world', 'g2 on m2'],
  ['a world that goes on without having stood', [...start(), '1 STWEnd m0'], 'the world to stand',
    'not'],
];

describe('fold refuses', () => {
  it.each(refusals)('%s', (_name, lines, expected, found) => {
    let error: unknown;
    try {
      fold(lines);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(FoldError);
    const refused = error as FoldError;
    expect(refused.expected).toContain(expected);
    expect(refused.found).toContain(found);
    expect(refused.message).toContain(`record ${refused.record} at ${refused.time} ns: expected`);
  });
});

let tick = 1;

describe('history', () => {
  const lines = [...start()];
  for (let i = 0; i < 500; i++) {
    const t = 10 + i * 2;
    lines.push(`${t} GoCreate m0 p0 g${i + 2} to=RUNNEXT func=0 by=1`);
    if (i % 7 === 6) lines.push(`${t + 1} GoSched m0 p0 g1 to=GLOBAL why=gosched`,
      ...drain(i, t + 1));
  }
  /** The last seven run and end, then g1 comes back from the global queue. */
  function drain(i: number, t: number): string[] {
    const out = [`${t} GoStart m0 p0 g${i + 2} from=RUNNEXT inherit tick=${tick}`,
      `${t} GoEnd m0 p0 g${i + 2}`];
    for (let g = i - 4; g <= i + 1; g++) {
      out.push(`${t} GoStart m0 p0 g${g} from=LOCAL tick=${++tick}`, `${t} GoEnd m0 p0 g${g}`);
    }
    out.push(`${t} GlobalGet m0 p0 g1 count=1`, `${t} GoStart m0 p0 g1 from=GLOBAL tick=${++tick}`);
    return out;
  }

  it('gives the same state forwards, backwards and without checkpoints', () => {
    const log = logOf(...lines);
    const history = new History(log, 16);
    const counts = range(0, log.length).filter((n) => n % 37 === 0);
    const plain = (n: number) => fold(lines.slice(0, n));
    const forwards = counts.map((n) => history.after(n));
    const backwards = counts.toReversed().map((n) => history.after(n)).toReversed();
    expect(backwards).toEqual(forwards);
    expect(forwards).toEqual(counts.map(plain));
    expect(history.at(10).records).toBe(5);
    expect(() => history.after(log.length + 1)).toThrow('records');
  });
});
