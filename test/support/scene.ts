/**
 * One run of a small Go program, to be asked questions: which records there are, in which order
 * goroutines ran. The debug kernel checks its invariants after each event, and every run is judged
 * (folded, its ledger compared) before it is given out.
 */
import { Stop } from '../../assembly/abi/abi.ts';
import { Ev } from '../../assembly/abi/event.ts';
import type { Program } from '../../src/program/program.ts';
import type { Symbols } from '../../src/program/symbols.ts';
import { copyRecord, type RecordFields } from '../../src/records/cursor.ts';
import type { RecordLog } from '../../src/records/log.ts';
import type { CreateOptions } from '../../src/simulate.ts';
import { compileGo } from './compile.ts';
import { judge, runProgram } from './judge.ts';

export type Kind = Exclude<keyof typeof Ev, 'FIRST_DETAIL' | 'COUNT' | 'NONE'>;

/** A record with the name of its kind and of its goroutine. */
export interface Seen extends RecordFields {
  ev: Kind;
  /** Its function, numbered if there are several of it: `main`, `a`, `w0`, `w1`, `runtime`. */
  who: string;
  index: number;
}

export type Where = Partial<RecordFields> & { who?: string };

const fits = (r: Seen, where: Where): boolean =>
  Object.entries(where).every(([key, value]) => r[key as keyof Seen] === value);

/** Goroutines by their functions, `main.` left out. */
function namesOf({ records, symbols }: Left): Map<number, string> {
  const byFunc = new Map<string, number[]>();
  records.forEach((r) => {
    if (r.kind !== Ev.GoCreate) return;
    const full = r.g === 1 ? 'main' : symbols.funcs[r.obj]?.name ?? String(r.obj);
    const name = r.obj === 0 && r.g !== 1 ? 'runtime' : full.replace(/^main\./, '');
    byFunc.set(name, [...byFunc.get(name) ?? [], r.g]);
  });
  const names = new Map<number, string>();
  for (const [name, ids] of byFunc) {
    for (const [i, g] of ids.entries()) names.set(g, ids.length > 1 ? `${name}${i}` : name);
  }
  return names;
}

/** What a run left behind. */
export interface Left {
  records: RecordLog;
  symbols: Symbols;
  /** Why it ended: Stop. */
  stop: Stop;
  timeNs: number;
  stdout?: Uint8Array;
  stderr?: Uint8Array;
  sched?: Float64Array;
}

export class Scene {
  readonly all: Seen[] = [];
  /** Why the run ended. */
  readonly reason: keyof typeof Stop;
  readonly timeNs: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The numbers of a schedtrace line at the end: see Simulation.schedLine. */
  readonly sched: Float64Array;

  constructor(left: Left) {
    this.reason = Stop[left.stop] as keyof typeof Stop;
    this.timeNs = left.timeNs;
    this.stdout = new TextDecoder().decode(left.stdout);
    this.stderr = new TextDecoder().decode(left.stderr);
    this.sched = left.sched ?? new Float64Array();
    const names = namesOf(left);
    left.records.forEach((r, index) => {
      this.all.push({
        ...copyRecord(r), ev: Ev[r.kind] as Kind, who: names.get(r.g) ?? '', index,
      });
    });
  }

  /** The records of a kind, those that have these fields. */
  of(kind: Kind | readonly Kind[], where: Where = {}): Seen[] {
    const kinds = typeof kind === 'string' ? [kind] : kind;
    return this.all.filter((r) => kinds.includes(r.ev) && fits(r, where));
  }

  /** The first of them; an error if there is none. */
  first(kind: Kind | readonly Kind[], where: Where = {}, after = -1): Seen {
    const found = this.of(kind, where).find((r) => r.index > after);
    if (found) return found;
    throw new Error(`no ${String(kind)} with ${JSON.stringify(where)} after record ${after}`);
  }

  /** In which order goroutines began to run, those of the runtime left out. */
  starts(where: Where = {}): string[] {
    return this.of('GoStart', where).map((r) => r.who).filter((who) => !/^runtime/.test(who));
  }

  /** The records behind `index`. */
  after(index: number): Seen[] {
    return this.all.slice(index + 1);
  }
}

/** Settings of a scene: one P, no goroutine of the runtime in it, unless it says otherwise. */
export type Stage = CreateOptions & { until?: number };

const programs = new Map<string, Promise<Program>>();

/** The program of a source without its `package main`, compiled once. */
export function programOf(source: string): Promise<Program> {
  const known = programs.get(source) ?? compileGo(`package main\n${source}`);
  programs.set(source, known);
  return known;
}

/** Compiles (`package main` is added), runs with all records, judges. */
export async function play(source: string, stage: Stage = {}): Promise<Scene> {
  const { until, ...options } = stage;
  const settings: CreateOptions = {
    gomaxprocs: 1, mask: 'all', kernel: 'debug', startup: { residue: 0 }, ...options,
  };
  const ran = await runProgram(
    await programOf(source), settings,
    until === undefined ? {} : { until },
  );
  const complaints = settings.mask === 'all' ? judge(ran) : [];
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const { sim, result } = ran;
  const stop = Stop[result.reason.toUpperCase() as keyof typeof Stop];
  return new Scene({
    records: sim.records(), symbols: sim.symbols, stop, timeNs: result.timeNs,
    stdout: sim.stdout(), stderr: sim.stderr(), sched: sim.schedLine(),
  });
}
