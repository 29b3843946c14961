/** Places in a run: the next event of a goroutine, the waker of a wait, an event of a kind. */
import { Ev } from '../../../assembly/abi/event.ts';
import type { RecordLog } from '../../records/log.ts';
import type { GLane, RunIndex } from './index.ts';
import { Look } from './look.ts';

/** Index of the next (or, with step -1, the last) record about `g` from `from` on; -1: none. */
export function recordOfG(log: RecordLog, g: number, from: number, step: 1 | -1): number {
  for (let i = from; i >= 0 && i < log.length; i += step) {
    const r = log.at(i);
    if (r.g === g && r.kind < Ev.FIRST_DETAIL) return i;
  }
  return -1;
}

/** The `nth` (from 1) record of a kind that passes `test`; -1: there is none. */
export function nthRecord(
  log: RecordLog, kind: number, nth = 1,
  test: (r: ReturnType<RecordLog['at']>) => boolean = () => true,
): number {
  let left = nth;
  let found = -1;
  log.forEach((r, i) => {
    if (found < 0 && r.kind === kind && test(r) && --left === 0) found = i;
  });
  return found;
}

/** How a wait ended. */
export interface Wakeup {
  /** The record that made it runnable. */
  rec: number;
  time: number;
  /** The waker; 0: the runtime (a timer, the poller, sysmon). */
  by: number;
  /** Instruction of the waker. */
  pc: number;
  kind: number;
}

/** Who ended span `i` of a goroutine's lane; undefined: it still lasts, or nobody did. */
export function wakerOf(index: RunIndex, lane: GLane, i: number): Wakeup | undefined {
  const { track } = lane;
  const look = track.look(i);
  if ((look !== Look.WAIT && look !== Look.STOP) || i + 1 >= track.length) return undefined;
  const rec = track.rec(i + 1);
  const r = index.log.at(rec);
  if (r.kind !== Ev.GoUnblock) return undefined;
  return { rec, time: r.time, by: r.arg, pc: r.pc, kind: r.kind };
}

/** The wait of `g` at `time`, or the last one before it; -1: it has not waited. */
export function waitBefore(lane: GLane, time: number): number {
  const { track } = lane;
  let i = track.at(time);
  if (i < 0) i = time >= track.end ? track.length - 1 : -1;
  while (i >= 0 && track.look(i) !== Look.WAIT) i--;
  return i;
}
