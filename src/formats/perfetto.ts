/**
 * A trace for the Perfetto viewer: a track for each P with what ran on it, a track for each
 * goroutine with the causes of its time, an arrow from each waker to whom it woke; with the
 * operating system's layer a track for each core with the threads on it. Only the few
 * messages of Perfetto's `TracePacket` that this needs; their field numbers are below.
 *
 * Slices of one track are written one after the other, so that the end of one comes before the
 * start of the next where both lie at the same nanosecond; the viewer sorts by time and keeps that
 * order.
 */
import { NONE } from '../../assembly/abi/event.ts';
import { Cause } from '../../assembly/abi/status.ts';
import { type CoreSpan, coreSpans } from '../records/corespan.ts';
import { type Life, livesOf, type Span } from '../records/life.ts';
import { causeText } from '../records/spec.ts';
import type { Format, Recorded } from './format.ts';
import { ProtoWriter } from './protobuf.ts';

const PACKET = 1;
/** Of TracePacket. */
const Packet = {
  TIMESTAMP: 8, SEQUENCE: 10, EVENT: 11, INTERNED: 12, FLAGS: 13, TRACK: 60,
} as const;
/** Of TrackDescriptor. */
const Track = { UUID: 1, NAME: 2, PARENT: 5, CHILD_ORDER: 11, RANK: 12 } as const;
/** Of TrackEvent. */
const Event = {
  ANNOTATION: 4, TYPE: 9, NAME_ID: 10, TRACK: 11, FLOWS: 47, FLOW_ENDS: 48,
} as const;
/** Of InternedData and EventName, DebugAnnotation. */
const EVENT_NAMES = 2;
const Name = { ID: 1, TEXT: 2 } as const;
const Note = { TEXT: 6, NAME: 10 } as const;

const BEGIN = 1;
const END = 2;
const INSTANT = 3;
const EXPLICIT_ORDER = 3;
/** State of the sequence is cleared by the first packet, needed by the others. */
const FIRST = 1;
const LATER = 2;

const PROCS = 1;
const GOROUTINES = 2;
const CORES = 3;
const FIRST_PROC = 0x1000;
const FIRST_CORE = 0x10_0000;
const FIRST_GOROUTINE = 0x1_0000_0000;

const procTrack = (p: number) => FIRST_PROC + p;
const coreTrack = (core: number) => FIRST_CORE + core;
const goTrack = (g: number) => FIRST_GOROUTINE + g;

class PerfettoWriter {
  private readonly out = new ProtoWriter();
  private readonly run: Recorded;
  private readonly names = new Map<string, number>();
  private first = true;
  private flows = 0;

  constructor(run: Recorded) {
    this.run = run;
  }

  write(): Uint8Array {
    const { run } = this;
    const lives = [...livesOf(run.log, run).values()];
    lives.sort((a, b) => a.g - b.g);
    const procs = spansByProc(lives);
    this.group(PROCS, 'Ps', 0);
    for (const p of procs.keys()) this.track(procTrack(p), `P${p}`, PROCS, p);
    this.group(GOROUTINES, 'Goroutines', 1);
    for (const life of lives) this.track(goTrack(life.g), this.title(life), GOROUTINES, life.g);
    for (const [p, spans] of procs) {
      for (const { span, life } of spans) this.slice(procTrack(p), span, this.title(life), 0);
    }
    for (const life of lives) this.life(life);
    this.cores(coreSpans(run.log, run.end));
    return this.out.finish();
  }

  private cores(all: CoreSpan[][]): void {
    if (all.length === 0) return;
    this.group(CORES, 'Cores', 2);
    all.forEach((_, core) => this.track(coreTrack(core), `core ${core}`, CORES, core));
    for (const { core, start, end, what, m } of all.flat()) {
      const id = this.nameId(what === 'thread' ? `M${m}` : CORE_TEXT[what]);
      this.event(start, BEGIN, coreTrack(core), () => this.out.uint(Event.NAME_ID, id));
      this.event(end, END, coreTrack(core), () => {});
    }
  }

  private title(life: Life): string {
    return `G${life.g} ${this.run.funcName(life.func)}`;
  }

  private life(life: Life): void {
    let before: Span | undefined;
    for (const span of life.spans) {
      const flow = wokenBy(before, span) ? ++this.flows : 0;
      if (flow !== 0) this.wakeup(span, flow);
      this.slice(goTrack(life.g), span, causeText(span.cause), flow);
      before = span;
    }
  }

  /** The moment on the waker's track from which an arrow starts. */
  private wakeup(span: Span, flow: number): void {
    const id = this.nameId('wakes');
    this.event(span.start, INSTANT, goTrack(span.by), () => {
      this.out.uint(Event.NAME_ID, id);
      this.out.fixed64(Event.FLOWS, flow);
    });
  }

  private slice(track: number, span: Span, name: string, flow: number): void {
    const id = this.nameId(name);
    const where = span.pc === 0 ? '' : this.run.where(span.pc);
    this.event(span.start, BEGIN, track, () => {
      this.out.uint(Event.NAME_ID, id);
      if (where !== '') this.note('where', where);
      if (flow !== 0) this.out.fixed64(Event.FLOW_ENDS, flow);
    });
    this.event(span.end, END, track, () => {});
  }

  private note(name: string, text: string): void {
    this.out.message(Event.ANNOTATION, () => {
      this.out.string(Note.NAME, name);
      this.out.string(Note.TEXT, text);
    });
  }

  /** A packet of the one sequence; the first clears its state. */
  private packet(body: () => void): void {
    this.out.message(PACKET, () => {
      this.out.uint(Packet.SEQUENCE, 1);
      this.out.uint(Packet.FLAGS, this.first ? FIRST : LATER);
      this.first = false;
      body();
    });
  }

  private event(time: number, type: number, track: number, body: () => void): void {
    this.packet(() => {
      this.out.uint(Packet.TIMESTAMP, time);
      this.out.message(Packet.EVENT, () => {
        this.out.uint(Event.TYPE, type);
        this.out.uint(Event.TRACK, track);
        body();
      });
    });
  }

  private group(uuid: number, name: string, rank: number): void {
    this.descriptor(uuid, name, () => {
      this.out.uint(Track.CHILD_ORDER, EXPLICIT_ORDER);
      this.out.uint(Track.RANK, rank);
    });
  }

  private track(uuid: number, name: string, parent: number, rank: number): void {
    this.descriptor(uuid, name, () => {
      this.out.uint(Track.PARENT, parent);
      this.out.uint(Track.RANK, rank);
    });
  }

  private descriptor(uuid: number, name: string, body: () => void): void {
    this.packet(() => {
      this.out.message(Packet.TRACK, () => {
        this.out.uint(Track.UUID, uuid);
        this.out.string(Track.NAME, name);
        body();
      });
    });
  }

  /** The number of a name; a packet that tells it comes before its first use. */
  private nameId(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const id = this.names.size + 1;
    this.names.set(name, id);
    this.packet(() => {
      this.out.message(Packet.INTERNED, () => {
        this.out.message(EVENT_NAMES, () => {
          this.out.uint(Name.ID, id);
          this.out.string(Name.TEXT, name);
        });
      });
    });
    return id;
  }
}

const CORE_TEXT = { neighbour: 'a neighbour', stands: 'stands: the quota is used up' } as const;

/** What ran on each P, in the order of time. */
function spansByProc(lives: readonly Life[]): Map<number, { span: Span; life: Life }[]> {
  const procs = new Map<number, { span: Span; life: Life }[]>();
  for (const life of lives) {
    for (const span of life.spans) {
      if (span.cause !== Cause.RUNNING || span.p === NONE) continue;
      const list = procs.get(span.p);
      if (list) list.push({ span, life });
      else procs.set(span.p, [{ span, life }]);
    }
  }
  for (const list of procs.values()) list.sort((a, b) => a.span.start - b.span.start);
  return new Map([...procs].sort((a, b) => a[0] - b[0]));
}

/** Whether a goroutine made this span begin by waking its own goroutine out of a wait. */
function wokenBy(before: Span | undefined, span: Span): boolean {
  if (!before || span.by === 0) return false;
  return before.cause >= Cause.GC_ASSIST && before.cause !== Cause.SYSCALL
    && span.cause < Cause.GC_ASSIST;
}

export const perfetto: Format = {
  name: 'perfetto',
  extension: 'pftrace',
  says: 'a trace for ui.perfetto.dev: Ps, goroutines, wake-ups, cores',
  write: (run) => new PerfettoWriter(run).write(),
};
