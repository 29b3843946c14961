/** System calls and C calls: docs/machine.md, section 5.2. */
import { Ev, NONE, Queue } from '../../assembly/abi/event.ts';
import { GStatus, PStatus } from '../../assembly/abi/status.ts';
import { acquirep, dropg, handoffp, releasep, run, stoplockedm, stopm, stopP }
  from './proc.ts';
import { globrunqput, pidleget } from './queues.ts';
import type { M, P } from './state.ts';
import { NotModelled, type World } from './world.ts';

export type Call = M['syscall'];

const DETAIL: Record<Call, number> = { ordinary: 0, blocking: 1, cgo: 2, raw: 3 };

export function entersyscall(w: World, m: M, how: Call, site: number, lengthNs: number): void {
  if (!w.behaviours.syscallWired) throw new NotModelled('system calls before 1.26');
  const g = m.curg!;
  m.syscall = how;
  g.site = w.pc;
  w.record(Ev.GoSyscallBegin, m, { g: g.id, detail: DETAIL[how], obj: site, pc: g.site });
  w.charge(m, how === 'cgo' ? 'cgoEnter' : how === 'raw' ? 'rawSyscall' : 'syscallEnter');
  if (how !== 'raw') {
    g.status = GStatus.SYSCALL;
    m.oldp = m.p;
    if (how === 'blocking') {
      m.p!.syscalltick++;
      handoffp(w, m, releasep(w, m));
    } else {
      wakeSysmon(w, m);
      if (w.gcwaiting && w.stopwait > 0) giveToStop(w, m, m, m.p!);
    }
  }
  w.plan(m, 'SYSCALL', m.t + lengthNs * 1024);
}

/** A P whose M is in a system call stands for the stop of the world. */
export function giveToStop(w: World, by: M, m: M, p: P): void {
  takeP(w, m, p, PStatus.GCSTOP, by);
  stopP(w, by, p);
}

/** The P of an M that is in a system call is taken from it. */
export function takeP(w: World, m: M, p: P, status: PStatus, by: M): void {
  w.record(Ev.ProcSteal, m, { p: p.id, g: m.curg?.id ?? 0, detail: status, obj: by.id });
  m.p = undefined;
  p.m = undefined;
  p.status = status;
  p.syscalltick++;
}

/** Whether the P's M is in a system call with it. */
export const inSyscall = (p: P): boolean =>
  p.status === PStatus.RUNNING && p.m?.curg?.status === GStatus.SYSCALL;

export function wakeSysmon(w: World, m: M): void {
  if (!w.sysmonWait) return;
  w.sysmonWait = false;
  w.sysmonWoken = true;
  w.charge(m, 'futexWake');
  const sysmon = w.ms[1]!;
  const when = Math.floor(Math.max(sysmon.t, m.t + w.cost('futexWakeLatency')) / 1024);
  sysmon.at = Math.min(sysmon.at, when);
}

/** The call is over. */
export function exitsyscall(w: World, m: M): void {
  const g = m.curg!;
  const end = (detail: number) =>
    w.record(Ev.GoSyscallEnd, m, { g: g.id, detail, pc: g.site });
  if (m.syscall === 'raw') {
    end(0);
    return run(m);
  }
  w.charge(m, m.syscall === 'cgo' ? 'cgoExit' : 'syscallExit');
  g.status = GStatus.RUNNING;
  const { oldp } = m;
  m.oldp = undefined;
  if (m.p) {
    m.p.syscalltick++;
    end(0);
    return w.plan(m, 'EXEC');
  }
  const p = tryGetP(w, m, oldp);
  if (p) {
    acquirep(w, m, p);
    p.syscalltick++;
    end(1);
    return w.plan(m, 'EXEC');
  }
  exitsyscallNoP(w, m, end);
}

function tryGetP(w: World, m: M, oldp: P | undefined): P | undefined {
  if (oldp && inSyscall(oldp)) {
    takeP(w, oldp.m!, oldp, PStatus.IDLE, m);
    return oldp;
  }
  const p = pidleget(w);
  if (p) wakeSysmon(w, m);
  return p;
}

function exitsyscallNoP(w: World, m: M, end: (detail: number) => void): void {
  w.charge(m, 'syscallExitSlow');
  end(2);
  const g = dropg(m);
  g.status = GStatus.RUNNABLE;
  w.record(Ev.GoUnblock, m, { g: g.id, detail: Queue.GLOBAL, p: NONE, extra: 1 });
  globrunqput(w, g);
  if (g.lockedm) stoplockedm(w, m);
  else stopm(w, m);
}

