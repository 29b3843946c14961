/**
 * sysmon: the thread without a P that takes Ps out of long system calls, asks goroutines that run
 * for 10 ms to stop, and polls the network when nobody else does.
 *
 * It samples: it sleeps 20 us, 50 times, then twice as long each time up to 10 ms, and only a P
 * taken from a system call makes it quick again. What it compares are the ticks that it saw last
 * time. So a slice is between 10 and 20 ms long, and a system call loses its P on the second look
 * that sees it. Each sleep really takes `usleepSlack` longer: Linux's timer slack and the wake-up.
 */
import { Cost, Counter } from '../abi/abi';
import { Ev } from '../abi/event';
import { PStatus } from '../abi/status';
import { NEVER, evSet, evWhen } from '../machine/event';
import { bump } from '../machine/stats';
import { netpoll } from './netpoll';
import { injectglist } from './proc';
import { runqempty } from './runq';
import { M, P, S, charge, cost, pAt } from './runtime2';
import { burstChanged, inSyscall, stealP } from './syscall';
import { handoffp, incidlelocked } from './threads';
import { wakeTime } from './time';
import { record } from './trace';
import { Step, yieldUntil } from './turn';

const FORCE_PREEMPT_NS: i64 = 10 * 1000 * 1000;
const NETPOLL_NS: i64 = 10 * 1000 * 1000;
const SYSCALL_NS: i64 = 10 * 1000 * 1000;
const DEEP_SLEEP_NS: i64 = 60 * 1000 * 1000 * 1000;
const MAX_DELAY_US: u32 = 10 * 1000;

export function sysmonStart(mp: M): void {
  S.sysmon = mp;
  S.sysmonIdle = 0;
  S.sysmonDelay = 0;
  S.nmsys++;
  nap(mp);
}

/** The sleep before the next look. */
function nap(mp: M): void {
  if (S.sysmonIdle == 0) S.sysmonDelay = 20;
  else if (S.sysmonIdle > 50) S.sysmonDelay *= 2;
  if (S.sysmonDelay > MAX_DELAY_US) S.sysmonDelay = MAX_DELAY_US;
  const ns = ((S.sysmonDelay as i64) * 1000 << 10) + cost(Cost.usleepSlack);
  S.sysmonDeep = 0;
  yieldUntil(mp, Step.SYSMON, (mp.t + ns) >> 10);
}

/** sysmon's event: it comes out of its sleep. */
export function sysmon(mp: M): void {
  if (S.sysmonDeep != 0) {
    const woken = S.sysmonwait == 0;
    S.sysmonwait = 0;
    if (woken) {
      S.sysmonIdle = 0;
      S.sysmonDelay = 20;
    }
  } else if (S.schedtrace == 0 && (S.gcwaiting != 0 || S.npidle == S.gomaxprocs)) {
    if (deepSleep(mp)) return;
  }
  look(mp);
  nap(mp);
}

/** Everything is idle: until the next timer, or until somebody wakes it. */
function deepSleep(mp: M): bool {
  const now = S.now;
  let next: i64 = NEVER;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const when = wakeTime(pAt(id));
    if (when != 0 && when < next) next = when;
  }
  if (next <= now) return false;
  let until = now + DEEP_SLEEP_NS;
  if (next < until) until = next;
  bump(Counter.deepSleeps);
  S.sysmonwait = 1;
  S.sysmonDeep = 1;
  yieldUntil(mp, Step.SYSMON, until);
  return true;
}

/** sysmon sleeps deeply (S.sysmonwait), but is needed again: mp wakes it. */
export function wakeSysmon(mp: M): void {
  const target = S.sysmon!;
  S.sysmonwait = 0;
  charge(mp, Cost.futexWake);
  const when = (mp.t + cost(Cost.futexWakeLatency)) >> 10;
  if (when < evWhen(target.id + 1)) evSet(target.id + 1, when);
}

function look(mp: M): void {
  const now = S.now;
  bump(Counter.sysmonRounds);
  charge(mp, Cost.sysmonRound);
  record(Ev.Sysmon, 0, 0, mp.id, 0xffff, 0, 0, S.sysmonDelay, 0);
  if (S.netpollInited != 0 && S.lastpoll != 0 && S.lastpoll + NETPOLL_NS < now) {
    S.lastpoll = now;
    const list = netpoll(mp, 2);
    if (list !== null) {
      incidlelocked(mp, -1);
      injectglist(mp, list);
      incidlelocked(mp, 1);
    }
  }
  if (retake(mp, now) != 0) S.sysmonIdle = 0;
  else S.sysmonIdle++;
}

/** Looks at each P: long slices are asked to stop, long system calls lose their P. */
function retake(mp: M, now: i64): u32 {
  let taken: u32 = 0;
  for (let id: u32 = 0; id < S.gomaxprocs; id++) {
    const pp = pAt(id);
    charge(mp, Cost.sysmonPerP);
    if (pp.status != PStatus.RUNNING && pp.status != PStatus.SYSCALL) continue;
    let sysretake = false;
    if (pp.smSchedtick != pp.schedtick) {
      pp.smSchedtick = pp.schedtick;
      pp.smSchedwhen = now;
    } else if (pp.smSchedwhen + FORCE_PREEMPT_NS <= now) {
      preemptone(mp, pp, 0);
      sysretake = true;
    }
    if (inSyscall(pp) && retakeSyscall(mp, pp, now, sysretake)) taken++;
  }
  return taken;
}

function retakeSyscall(mp: M, pp: P, now: i64, sysretake: bool): bool {
  if (!sysretake && pp.smSyscalltick != pp.syscalltick) {
    pp.smSyscalltick = pp.syscalltick;
    pp.smSyscallwhen = now;
    return false;
  }
  if (runqempty(pp) && S.nmspinning + S.npidle > 0 && pp.smSyscallwhen + SYSCALL_NS > now) {
    return false;
  }
  incidlelocked(mp, -1);
  stealP(mp, pp, pp.m!, PStatus.IDLE);
  bump(Counter.retakes);
  handoffp(mp, pp);
  incidlelocked(mp, 1);
  return true;
}

/**
 * Asks the goroutine that runs on pp to stop (`why` 0 sysmon, 1 stop of the world): a flag that it
 * sees at its next function entry and, where signals preempt, a signal to its thread.
 */
export function preemptone(mp: M, pp: P, why: i32): void {
  const target = pp.m;
  if (target === null || target === mp || S.preemption == 0) return;
  const gp = target.curg;
  if (gp === null || inSyscall(pp)) return;
  gp.preempt = 1;
  const signal = S.preemption == 2;
  bump(Counter.preemptRequests);
  record(Ev.PreemptRequest, why, signal ? 1 : 0, target.id, pp.id, gp.goid, mp.id, 0, 0
  );
  if (signal) {
    pp.preempt = 1;
    if (target.signalPending == 0) sendSignal(mp, target);
  }
  burstChanged(target);
}

function sendSignal(mp: M, target: M): void {
  charge(mp, Cost.signalSend);
  target.signalPending = 1;
  target.signalAt = (mp.t + cost(Cost.signalLatency)) >> 10;
  if (target.step == Step.EXEC && target.off == 0 && evWhen(target.id + 1) > target.signalAt) {
    evSet(target.id + 1, target.signalAt);
  }
}
