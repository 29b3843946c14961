/**
 * Runs goroutines: docs/machine.md, sections 3 and 4. Local instructions are executed ahead of the
 * others up to a limit; those that others can see wait until their M is the earliest of all.
 */
import { Ev } from '../../assembly/abi/event.ts';
import { Op } from '../../assembly/abi/op.ts';
import { WaitReason } from '../../assembly/abi/status.ts';
import type { Instr } from '../../src/program/program.ts';
import { type Place, Seen } from './code.ts';
import { jumps, local } from './local.ts';
import { gopark, goschedImpl, run } from './proc.ts';
import { type Frame, type M, NEVER } from './state.ts';
import { moveBurst } from './sysmon.ts';
import { visible } from './visible.ts';
import { ns, type World } from './world.ts';

const GRID_NS = 2 ** 20;

/** The event EXEC of an M. */
export function execStep(w: World, m: M): void {
  if (m.signalAt <= w.now && handleSignal(w, m)) return;
  run(m);
}

/** A goroutine of the runtime left over from start-up. */
export function leftoverStep(w: World, m: M): void {
  if (m.signalAt <= w.now && handleSignal(w, m)) return;
  w.pc = 0;
  gopark(w, m, WaitReason.FORCE_GC_IDLE);
}

/** The event BURST of an M. */
export function burstStep(w: World, m: M): void {
  const g = m.curg!;
  g.left = m.burstEnd - w.now;
  if (m.signalAt <= w.now) {
    if (handleSignal(w, m)) return;
    m.step = 'BURST';
    m.burstStart = ns(m);
    m.burstEnd = m.burstStart + g.left;
    return moveBurst(w, m);
  }
  if (g.left <= 0) {
    g.left = 0;
    return w.plan(m, 'EXEC');
  }
  if (g.preempt && m.burstCalls > 0) {
    w.pc = g.frames.at(-1)!.pc + 1;
    return goschedImpl(w, m, 1);
  }
  moveBurst(w, m);
}

/** True: the goroutine gave its M up. */
function handleSignal(w: World, m: M): boolean {
  const g = m.curg!;
  m.signalAt = NEVER;
  w.charge(m, 'signalHandle');
  w.record(Ev.PreemptSignal, m, { detail: g.preempt ? 1 : 0, arg: g.id });
  if (!g.preempt) return false;
  w.pc = g.system ? 0 : g.frames.at(-1)!.pc + 1;
  goschedImpl(w, m, 2);
  return true;
}

/** Where an M comes back to the loop, whatever the others do. */
const startGrid = (w: World, m: M): void => {
  m.gridEnd = (Math.floor(w.now / GRID_NS) + 1) * GRID_NS * 1024;
};

/** Whether the M, at `when`, comes before all others. */
function isFirst(w: World, m: M, when: number): boolean {
  const { at, slot } = w.others(m);
  return when < at || (when === at && m.id + 1 < slot);
}

/** Up to here (in units) the M may run without a look at the others. */
function limitOf(w: World, m: M): number {
  const { at } = w.others(m);
  return Math.min(at * 1024 + w.cost('signalLatency'), m.signalAt * 1024, m.gridEnd);
}

/** Whether the M has run ahead as far as it may. */
export function pastLimit(w: World, m: M): boolean {
  if (w.limit < 0) w.limit = limitOf(w, m);
  if (m.t < w.limit) return false;
  const { at, slot } = w.others(m);
  const when = ns(m);
  if (when >= m.signalAt || m.t >= m.gridEnd) return true;
  // Equal times: the smaller slot's nanosecond comes first, all of it.
  return !(when === at && m.id + 1 < slot);
}

/** Runs the M's goroutines until its next event. */
export function interpret(w: World, m: M, until: number): void {
  w.forgetOthers();
  startGrid(w, m);
  while (m.step === 'NONE' && m.curg) {
    const { frames } = m.curg;
    const frame = frames[frames.length - 1]!;
    const place = w.code.places[frame.pc]!;
    if (place.seen === Seen.VISIBLE || (place.seen === Seen.LAST && frames.length === 1)) {
      if (!act(w, m, frame, place, until)) return;
    } else {
      m.t += place.cost;
      step(w, m, frame, place);
    }
  }
}

/** An instruction that others can see; false: it is not its turn yet. */
function act(w: World, m: M, frame: Frame, { ins, cost }: Place, until: number): boolean {
  if (m.curg!.resume && (ins.op === Op.SEND || ins.op === Op.RECV)) {
    // The partner did what others can see: this needs no turn.
    visible(w, m, frame, ins);
    return true;
  }
  const when = ns(m);
  if (!isFirst(w, m, when) || when > until || m.signalAt <= when) {
    w.plan(m, 'EXEC');
    return false;
  }
  w.now = when;
  w.forgetOthers();
  startGrid(w, m);
  w.pc = frame.pc + 1;
  const g = m.curg!;
  visible(w, m, frame, ins);
  // Whoever leaves the M here pays when it comes back.
  if (m.step === 'NONE' && m.curg === g && !g.resume) m.t += cost;
  w.forgetOthers();
  return true;
}

/** A local instruction. */
function step(w: World, m: M, frame: Frame, { ins, jump }: Place): void {
  if (jump) {
    if (!jumps(frame.slots, ins)) {
      frame.pc++;
      return;
    }
    frame.pc += ins.i / 16;
    if (ins.i <= 0 && pastLimit(w, m)) w.plan(m, 'EXEC');
  } else if (ins.op === Op.CALL) {
    call(w, m, frame, ins);
  } else if (ins.op === Op.RET) {
    ret(w, m);
  } else {
    local(w, m, frame, ins);
    frame.pc++;
  }
}

/** A frame of function `index` with the arguments at the window. */
export function activate(w: World, index: number, from: Frame, window: number): Frame {
  const f = w.code.funcs[index]!;
  const slots = new Float64Array(f.slots);
  const at = window / 8 + 1;
  slots.set(from.slots.subarray(at, at + f.params), 1);
  return { slots, pc: f.start, window: at, func: index };
}

function call(w: World, m: M, frame: Frame, ins: Instr): void {
  const g = m.curg!;
  frame.pc++;
  g.frames.push(activate(w, ins.i, frame, ins.a));
  if (pastLimit(w, m) || g.preempt) w.plan(m, 'EXEC');
}

function ret(w: World, m: M): void {
  const { frames } = m.curg!;
  const frame = frames.pop()!;
  const f = w.code.funcs[frame.func]!;
  const results = frame.slots.subarray(1 + f.params, 1 + f.params + f.results);
  frames.at(-1)!.slots.set(results, frame.window + f.params);
}

