/** The fold of the operating system's layer: whose time passes how, and what it refuses. */
import { expect, it } from 'vitest';
import { NONE } from '../../assembly/abi/event.ts';
import { Cause } from '../../assembly/abi/status.ts';
import { foldAll } from '../../src/records/fold.ts';
import { livesOf } from '../../src/records/life.ts';
import { RecordLog } from '../../src/records/log.ts';
import { parseRecords } from '../../src/records/text.ts';

function logOf(lines: string[]): RecordLog {
  const log = new RecordLog();
  log.push(parseRecords(lines.join('\n')));
  return log;
}

/** m0 on core 0 runs g1; m1 (sysmon) sleeps; core 1 is free. */
const start = ['0 ProcResize m0 was=0 now=2', '0 ProcStart m0 p0',
  '0 GoCreate m0 p0 g1 to=LOCAL func=0 by=0', '0 Cores cores=2 load=1',
  '0 CoreOn m0 p0 how=woken core=0', '0 GoStart m0 p0 g1 from=LOCAL tick=1'];

it('knows who is on which core', () => {
  const s = foldAll(logOf([...start, '5 CoreOn how=woken core=1', '6 CoreWait m1',
    '7 CoreOff why=preempted core=1', '7 CoreOn m1 how=turn core=1']));
  expect(s.cores).toEqual([
    { id: 0, m: 0, load: false, throttled: false }, { id: 1, m: 1, load: false, throttled: false },
  ]);
  expect(s).toMatchObject({ load: 1, throttled: 0 });
  expect(s.ms[0]).toMatchObject({ core: 0, waits: false });
});

it('tells a wait for a core from one for the quota, and both from running', () => {
  const log = logOf([...start, '10 CoreOff m0 p0 g1 why=slice core=0',
    '10 CoreOn m1 how=turn core=0', '13 CoreThrottle core=1', '17 CoreUnthrottle core=1',
    '19 CoreOn m0 p0 g1 how=turn core=1 moved', '24 GoEnd m0 p0 g1']);
  const life = livesOf(log).get(1)!;
  expect(life.totals[Cause.RUNNING]).toBe(15);
  expect(life.totals[Cause.CORE]).toBe(5);
  expect(life.totals[Cause.QUOTA]).toBe(4);
  expect(life.spans.map((x) => [x.start, x.end, Cause[x.cause]])).toEqual([
    [0, 10, 'RUNNING'], [10, 13, 'CORE'], [13, 17, 'QUOTA'], [17, 19, 'CORE'],
    [19, 24, 'RUNNING'],
  ]);
});

it('goes on with a system call whose thread waited for a core at its end', () => {
  const s = foldAll(logOf([...start, '1 GoSyscallBegin m0 p0 g1 call=syscall site=3',
    '2 CoreOff m0 p0 g1 why=sleeps core=0', '2 CoreOn m1 how=woken core=0',
    '9 CoreWait m0 p0 g1']));
  expect(s.gs.get(1)).toMatchObject({ place: 'syscall', cause: Cause.CORE, since: 9 });
  expect(s.ms[0]).toMatchObject({ core: NONE, waits: true });
});

it('is copied with the state', () => {
  const s = foldAll(logOf([...start, '3 CoreThrottle core=1']));
  const copy = s.copy();
  s.cores[1]!.throttled = false;
  expect(copy.cores[1]).toMatchObject({ throttled: true });
  expect(copy).toMatchObject({ throttled: 1, load: 1 });
});

it.each<[string, string[], RegExp]>([
  ['two threads on a core', ['1 CoreOn m1 how=woken core=0'], /core 0 to be free, found m0/],
  ['a neighbour on a thread', ['1 CoreOn how=woken core=0'], /core 0 to be free, found m0/],
  ['a thread on a neighbour', ['1 CoreOn how=woken core=1', '1 CoreOn m1 how=turn core=1'],
    /core 1 to be free, found a neighbour/],
  ['a thread on two', ['1 CoreOn m0 p0 g1 how=woken core=1'], /m0 to be on no core, found core 0/],
  ['a core that is not there', ['1 CoreOn m1 how=woken core=2'], /core 2 to exist, found 2 cores/],
  ['a core that somebody else leaves',
    ['1 CoreOff m1 why=sleeps core=0'], /m1 on core 0, found m0/],
  ['a neighbour that is not there',
    ['1 CoreOff why=slice core=0'], /neighbour on core 0, found m0/],
  ['a thread of the group on a core that stands',
    ['1 CoreThrottle core=1', '2 CoreOn m1 how=woken core=1'], /core 1 to go on, found it stands/],
  ['a quota that is used up on a core that goes on',
    ['1 CoreOff m0 p0 g1 why=quota core=0'], /core 0 to stand, found it goes on/],
  ['a core that stands twice', ['1 CoreThrottle core=1', '2 CoreThrottle core=1'],
    /core 1 to go on/],
  ['a core that goes on twice', ['1 CoreUnthrottle core=1'], /core 1 to stand still/],
  ['one that wakes awake', ['1 CoreWait m0 p0 g1'], /m0 to wake, found it was awake/],
  ['one that wakes twice', ['1 CoreWait m1', '2 CoreWait m1'], /m1 to wake/],
  ['a second machine', ['1 Cores cores=2 load=0'], /one record of the cores/],
  ['an act without a core', ['1 CoreOff m0 p0 g1 why=slice core=0', '2 GoEnd m0 p0 g1'],
    /m0 to be on a core, found it is on none/],
])('refuses %s', (_, lines, message) => {
  expect(() => foldAll(logOf([...start, ...lines]))).toThrow(message);
});
