/**
 * A run of the second scheduler: the beginning (docs/machine.md, section 9), then event after
 * event until the program ends or virtual time is up.
 */
import { Ev, Queue } from '../../assembly/abi/event.ts';
import { GStatus, PStatus } from '../../assembly/abi/status.ts';
import type { Config } from '../../src/config/config.ts';
import type { Program } from '../../src/program/program.ts';
import { opCosts } from '../../src/config/opcost.ts';
import { codeOf } from './code.ts';
import { burstStep, execStep, interpret, leftoverStep } from './exec.ts';
import { outsideStep, polledStep } from './netpoll.ts';
import { acquirep, find, lockedStep, startStep } from './proc.ts';
import { pidleput, runqput } from './queues.ts';
import { backoffStep, dropStep, droppedStep, stealStep } from './search.ts';
import { G, type M, NEVER, P, type Step } from './state.ts';
import { stwStep } from './stw.ts';
import { sysmonStep } from './sysmon.ts';
import { syscallStep } from './visible.ts';
import { Ended, NotModelled, World } from './world.ts';

const STEPS: Partial<Record<Step, (w: World, m: M) => void>> = {
  EXEC: execStep,
  LEFTOVER: leftoverStep,
  BURST: burstStep,
  SYSCALL: syscallStep,
  STEAL: stealStep,
  BACKOFF: backoffStep,
  DROP: dropStep,
  DROPPED: droppedStep,
  POLLED: polledStep,
  START: startStep,
  LOCKED: lockedStep,
  STW: stwStep,
  SYSMON: sysmonStep,
  SCHEDULE: find,
};

const FIRST_BATCH = 16;

/** The state in which the runtime hands over to the program. */
function boot(w: World): void {
  const { gomaxprocs, startup } = w.config;
  const m0 = w.newM();
  w.gomaxprocs = gomaxprocs;
  w.ps = Array.from({ length: gomaxprocs }, (_, id) => new P(id));
  w.record(Ev.ProcResize, m0, { arg: gomaxprocs });
  const p0 = w.ps[0]!;
  m0.fresh = false;
  acquirep(w, m0, p0);
  const rest = w.ps.slice(1);
  for (const p of w.behaviours.initialIdlePOrder ? rest : rest.reverse()) pidleput(w, p);
  p0.timerMask = true;
  p0.schedtick = startup.schedtick;
  p0.goidNext = startup.firstGoid;
  p0.goidEnd = FIRST_BATCH + 1;
  w.goidgen = FIRST_BATCH;
  firstGoroutines(w, m0, p0, startup.residue);
  w.mainStarted = true;
  m0.t = 0;
  w.plan(m0, 'SCHEDULE');
  const sysmon = w.newM();
  sysmon.fresh = false;
  w.plan(sysmon, 'SYSMON', 20 * 1000 * 1024 + w.cost('usleepSlack'));
}

function firstGoroutines(w: World, m0: M, p0: P, residue: number): void {
  const main = new G(1);
  main.frames.push({
    slots: new Float64Array(w.code.funcs[0]!.slots), pc: w.code.funcs[0]!.start, window: 0, func: 0,
  });
  w.gs.push(main);
  const runnext = w.behaviours.runnext === 1;
  w.record(Ev.GoCreate, m0, { g: 1, detail: runnext ? Queue.RUNNEXT : Queue.LOCAL });
  runqput(w, m0, p0, main, true);
  for (let i = 0; i < residue; i++) {
    const g = new G(2 + i, undefined, true);
    w.gs.push(g);
    w.record(Ev.GoCreate, m0, { g: g.id, detail: Queue.LOCAL });
    runqput(w, m0, p0, g, false);
  }
}

/** The actor whose event comes next: undefined is the world outside. */
function earliest(w: World): { at: number; m: M | undefined } {
  let best: { at: number; m: M | undefined } = { at: w.outsideAt(), m: undefined };
  for (const m of w.ms) if (m.at < best.at) best = { at: m.at, m };
  return best;
}

export interface Limits {
  until: number;
  records: number;
}

/** Runs until the program ends (and how) or a limit is met (`paused`). */
export function runWorld(w: World, limits: Limits): string {
  try {
    while (w.records.length < limits.records) {
      const { at, m } = earliest(w);
      if (at > limits.until || at === NEVER) return 'paused';
      w.now = at;
      w.pc = 0;
      if (m) turn(w, m, limits.until);
      else outsideStep(w);
    }
    return 'paused';
  } catch (error) {
    if (error instanceof Ended) return error.reason;
    throw error;
  }
}

function turn(w: World, m: M, until: number): void {
  m.t = Math.max(m.t, w.now * 1024);
  m.at = NEVER;
  const step = STEPS[m.step];
  if (!step) throw new NotModelled(`step ${m.step}`);
  step(w, m);
  interpret(w, m, until);
}

export function createWorld(config: Config, program: Program): World {
  const w = new World(config, codeOf(program, opCosts(config.costs)));
  boot(w);
  return w;
}

/** At most so many numbers of a list are told. */
const SHOWN = 20;

function listText(ids: readonly number[]): string {
  const rest = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return `[${ids.slice(0, SHOWN).join(' ')}${rest}]`;
}

function threadText(m: M): string {
  const words = [`m${m.id}`, m.step, `at ${m.at}`, `clock ${m.t / 1024}`];
  if (m.p) words.push(`p${m.p.id}`);
  if (m.curg) words.push(`g${m.curg.id}`);
  if (m.spinning) words.push('spins');
  return words.join(' ');
}

/** The state in one line per thing, for people who look for a difference. */
export function stateText(w: World): string {
  const ids = (list: readonly { id: number }[]) => listText(list.map(({ id }) => id));
  const awake = w.ms.filter((m) => m.at !== NEVER).sort((a, b) => a.at - b.at);
  const lines = awake.slice(0, SHOWN).map(threadText);
  for (const p of w.ps) {
    const next = p.runnext ? ` next g${p.runnext.id}` : '';
    lines.push(`p${p.id} ${PStatus[p.status]} tick ${p.schedtick}${next} ${ids(p.runq)}`);
  }
  const waiting = w.gs.filter((g) => g.status === GStatus.WAITING);
  lines.push(
    `global ${ids(w.runq)}, idle Ps ${ids(w.pidle)}, idle Ms ${ids(w.midle)}`,
    `spinning ${w.nmspinning}, needspinning ${w.needspinning}, waiting ${ids(waiting)}`,
  );
  return lines.map((text) => `    ${text}`).join('\n');
}
