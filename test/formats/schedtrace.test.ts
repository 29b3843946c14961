/** schedtrace: the recorded lines of real releases, out of their numbers and back. */
import { describe, expect, it } from 'vitest';
import { parseSchedtrace, schedStateOf, schedtraceLine } from '../../src/formats/schedtrace.ts';

const state = schedStateOf([2, 0, 4, 0, 1, 1, 1, 5, 4, 1, 7]);

describe('schedtrace', () => {
  it.each([
    ['1.2', 'SCHED 28ms: gomaxprocs=2 idleprocs=0 threads=4 idlethreads=1 runqueue=1 [5 4]'],
    ['1.19', 'SCHED 28ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=0 idlethreads=1'
      + ' runqueue=1 [5 4]'],
    ['go1.21.3', 'SCHED 28ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=0 needspinning=1'
      + ' idlethreads=1 runqueue=1 [5 4]'],
    ['1.26', 'SCHED 28ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=0 needspinning=1'
      + ' idlethreads=1 runqueue=1 [ 5 4 ] schedticks=[ 1 7 ]'],
  ])('prints the form of %s', (release, line) => {
    expect(schedtraceLine(28.9, state, release)).toBe(line);
    const read = parseSchedtrace(`${line}\n`)!;
    expect(read.ms).toBe(28);
    expect(schedtraceLine(read.ms, read.state, release)).toBe(line);
  });

  it('reads one P, and refuses what is no such line', () => {
    const one = 'SCHED 158ms: gomaxprocs=1 idleprocs=0 threads=3 spinningthreads=0 needspinning=1'
      + ' idlethreads=1 runqueue=0 [ 0 ] schedticks=[ 20 ]';
    expect(parseSchedtrace(one)!.state).toMatchObject({ runqs: [0], schedticks: [20], threads: 3 });
    expect(parseSchedtrace('SCHED 1ms: colour=2 [ 0 ]')).toBeUndefined();
    expect(parseSchedtrace('panic: x')).toBeUndefined();
    expect(() => schedtraceLine(0, state, '2.0')).toThrow('2.0 is not a release of Go 1');
  });
});
