/** What an instruction does that others can see. It happens at `w.now`. */
import { NO_SLOT, SELECT_HEADER, SelectCase as Case } from '../../assembly/abi/frame.ts';
import { Ev, Queue } from '../../assembly/abi/event.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import { WaitReason } from '../../assembly/abi/status.ts';
import type { Instr } from '../../src/program/program.ts';
import {
  chanrecv, chansend, closechan, delivered, type SelectCase, selected, selectgo, semacquire,
  semrelease,
} from './chan.ts';
import { activate } from './exec.ts';
import { goexit, gopark, goschedImpl, wakep } from './proc.ts';
import { gfget, newGoid, runqput } from './queues.ts';
import { type Channel, type Frame, G, type M } from './state.ts';
import { stopTheWorld, Why } from './stw.ts';
import { entersyscall, exitsyscall } from './syscall.ts';
import { moveBurst } from './sysmon.ts';
import { modify, newTimer } from './timers.ts';
import { Ended, NotModelled, ns, type World } from './world.ts';

type Act = (w: World, m: M, frame: Frame, ins: Instr) => void;

/** An instruction that has nothing to do when its goroutine comes back to it. */
function twice(act: Act): Act {
  return (w, m, frame, ins) => {
    const g = m.curg!;
    if (!g.resume) return act(w, m, frame, ins);
    g.resume = false;
    frame.pc++;
  };
}

const OPS: Partial<Record<Op, Act>> = {
  [Op.GO]: (w, m, frame, ins) => newproc(w, m, frame, ins),
  [Op.RET]: (w, m) => goexit(w, m),
  [Op.SEND]: send,
  [Op.RECV]: receive,
  [Op.CLOSE]: (w, m, frame, ins) => {
    closechan(w, m, channel(w, frame.slots[ins.a / 8]!));
    frame.pc++;
  },
  [Op.SELECT]: select,
  [Op.CPU]: cpu,
  [Op.SYSCALL]: twice((w, m, frame, ins) =>
    syscall(w, m, frame, ins, (['ordinary', 'blocking', 'raw'] as const)[ins.d]!)),
  [Op.CGO]: twice((w, m, frame, ins) => syscall(w, m, frame, ins, 'cgo')),
  [Op.NET]: twice(net),
};

const NATIVES: Partial<Record<Native, Act>> = {
  [Native.GOSCHED]: twice((w, m) => {
    m.curg!.resume = true;
    goschedImpl(w, m, 0);
  }),
  [Native.SLEEP]: twice((w, m, frame, ins) => sleep(w, m, frame, frame.slots[ins.a / 8 + 1]!)),
  [Native.LOCKOSTHREAD]: (_w, m, frame) => {
    frame.pc++;
    const g = m.curg!;
    g.lockCount++;
    g.lockedm = m;
    m.lockedg = g;
  },
  [Native.UNLOCKOSTHREAD]: (_w, m, frame) => {
    frame.pc++;
    const g = m.curg!;
    if (g.lockCount === 0 || --g.lockCount > 0) return;
    g.lockedm = undefined;
    m.lockedg = undefined;
  },
  [Native.GC]: twice((w, m) => stopTheWorld(w, m, Why.GC, w.gomaxprocs)),
  [Native.GOMAXPROCS]: gomaxprocs,
  [Native.SEMACQUIRE]: acquire,
  [Native.SEMRELEASE]: twice((w, m, frame, ins) => {
    const at = ins.a / 8 + 1;
    const g = m.curg!;
    g.resume = semrelease(w, m, frame.slots[at]!, frame.slots[at + 1]! !== 0);
    if (!g.resume) frame.pc++;
  }),
  [Native.EXIT]: () => {
    throw new Ended('finished');
  },
};

export function visible(w: World, m: M, frame: Frame, ins: Instr): void {
  const act = ins.op === Op.CALLN ? NATIVES[ins.i as Native] : OPS[ins.op];
  if (!act) throw new NotModelled(ins.op === Op.CALLN ? Native[ins.i]! : Op[ins.op]);
  act(w, m, frame, ins);
}

const channel = (w: World, handle: number): Channel | undefined => w.channels[handle - 1];

function newproc(w: World, m: M, frame: Frame, ins: Instr): void {
  frame.pc++;
  const p = m.p!;
  const creator = m.curg!;
  const dead = gfget(w, p);
  w.charge(m, dead ? 'goCreate' : 'goCreateNew');
  const g = new G(newGoid(w, p), dead);
  g.frames.push(activate(w, ins.i, frame, ins.a));
  w.gs.push(g);
  const detail = w.behaviours.runnext ? Queue.RUNNEXT : Queue.LOCAL;
  w.record(Ev.GoCreate, m, { g: g.id, detail, obj: ins.i, arg: creator.id, pc: w.pc });
  runqput(w, m, p, g, true);
  if (w.mainStarted) wakep(w, m);
}

function send(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  if (g.resume) {
    g.resume = false;
    if (!delivered(g).ok) throw new Ended('panic');
    frame.pc++;
    return;
  }
  const handle = frame.slots[ins.a / 8]!;
  const outcome = chansend(w, m, channel(w, handle), frame.slots[ins.b / 8]!);
  if (outcome.done) frame.pc++;
  else g.resume = true;
}

function receive(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  const put = ({ value, ok }: { value: number; ok: boolean }): void => {
    if (ins.a !== NO_SLOT) frame.slots[ins.a / 8] = value;
    if (ins.c !== NO_SLOT) frame.slots[ins.c / 8] = ok ? 1 : 0;
    frame.pc++;
  };
  if (g.resume) {
    g.resume = false;
    return put(delivered(g));
  }
  const outcome = chanrecv(w, m, channel(w, frame.slots[ins.b / 8]!));
  if (outcome.done) put(outcome);
  else g.resume = true;
}

/** The table of a select: its cases with their slots. */
function casesOf(w: World, frame: Frame, at: number) {
  const { buffer, byteOffset } = w.code.program.data.view();
  const bytes = new DataView(buffer, byteOffset);
  const u16 = (offset: number): number => bytes.getUint16(offset, true);
  const slots = Array.from({ length: u16(at) }, (_, i) => {
    const base = at + SELECT_HEADER + Case.SIZE * i;
    return { elem: u16(base + Case.ELEM), ok: u16(base + Case.OK), base };
  });
  const cases: SelectCase[] = slots.map(({ elem, base }) => {
    const isSend = u16(base + Case.SEND) === 1;
    const ch = channel(w, frame.slots[u16(base + Case.CHAN) / 8]!);
    return { send: isSend, ch, value: isSend ? frame.slots[elem / 8]! : 0 };
  });
  return { cases, slots, block: u16(at + 2) === 0 };
}

function select(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  const { cases, slots, block } = casesOf(w, frame, ins.i);
  const got = g.resume ? selected(g, cases) : selectgo(w, m, cases, block);
  if (!got) {
    g.resume = true;
    return;
  }
  g.resume = false;
  frame.slots[ins.a / 8] = got.index;
  const at = slots[got.index];
  if (at && !cases[got.index]!.send && at.elem !== NO_SLOT) frame.slots[at.elem / 8] = got.value;
  if (at && at.ok !== NO_SLOT) frame.slots[at.ok / 8] = got.ok ? 1 : 0;
  frame.pc++;
}

function gomaxprocs(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  const at = ins.a / 8 + 1;
  const n = frame.slots[at]!;
  if (!g.resume && n > 0 && n !== w.gomaxprocs) {
    g.left = w.gomaxprocs;
    return stopTheWorld(w, m, Why.GOMAXPROCS, n);
  }
  frame.slots[at + 1] = g.resume ? g.left : w.gomaxprocs;
  g.resume = false;
  frame.pc++;
}

function acquire(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  const at = ins.a / 8 + 1;
  const [address, lifo, reason] = [0, 1, 2].map((i) => frame.slots[at + i]!);
  const woken = g.resume;
  g.resume = !semacquire(w, m, address!, lifo !== 0, reason as WaitReason, woken);
  if (!g.resume) frame.pc++;
}

/** A burst of declared CPU: docs/machine.md, section 4. */
function cpu(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  const left = g.resume ? g.left : frame.slots[ins.a / 8]!;
  g.resume = false;
  const end = m.t + left * 1024;
  const limit = w.others(m).at * 1024 + w.cost('signalLatency');
  if (left <= 0) {
    frame.pc++;
    return;
  }
  if (end < limit && end < m.gridEnd && m.signalAt === Infinity && !g.preempt) {
    m.t = end;
    frame.pc++;
    return;
  }
  g.resume = true;
  m.burstStart = ns(m);
  m.burstEnd = m.burstStart + left;
  m.burstCalls = ins.c === NO_SLOT ? 0 : frame.slots[ins.c / 8]!;
  m.step = 'BURST';
  moveBurst(w, m);
}

function syscall(
  w: World, m: M, frame: Frame, ins: Instr, how: 'ordinary' | 'blocking' | 'raw' | 'cgo',
): void {
  m.curg!.resume = true;
  entersyscall(w, m, how, ins.i, frame.slots[ins.a / 8]!);
}

function sleep(w: World, m: M, frame: Frame, length: number): void {
  const g = m.curg!;
  if (length <= 0) {
    frame.pc++;
    return;
  }
  g.resume = true;
  g.body.timer ??= newTimer(w);
  const { timer } = g.body;
  timer.sleeper = g;
  modify(w, m, timer, w.now + length, 0);
  gopark(w, m, WaitReason.SLEEP, timer.id);
}

function net(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  g.resume = true;
  w.charge(m, 'netpollArm');
  w.pollInited = true;
  w.netWaiters++;
  const at = w.now + frame.slots[ins.a / 8]!;
  w.outside.push({ at, order: w.outsideCount++, g });
  gopark(w, m, WaitReason.IO_WAIT, ins.i);
}

/** The event SYSCALL: the call is over. */
export function syscallStep(w: World, m: M): void {
  exitsyscall(w, m);
}

