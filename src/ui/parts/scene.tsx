/** The scene: a canvas for the eye, a table for everybody else. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Ev, NONE } from '../../../assembly/abi/event.ts';
import { explainLast, select } from '../actions.ts';
import { hit, layoutOf, type PlacedToken, type Rect, type SceneLayout } from '../model/layout.ts';
import { budgetText } from '../model/layoutcores.ts';
import { Look } from '../model/look.ts';
import { CARDS, type Scene, sceneOf, sceneRows } from '../model/scene.ts';
import { type Budget, budgetAt } from '../model/usage.ts';
import { Motion } from '../paint/motion.ts';
import { palette, prepare } from '../paint/palette.ts';
import { paintScene, type ScenePaint, type Trace } from '../paint/scene.ts';
import {
  asked, at, grown, hovered, playing, selected, type Shown, shown, speed, theme, time, zoomedP,
} from '../state.ts';

/** For how long a trace is seen, in seconds of the viewer. */
const TRACE_S = 0.45;
const MOST_TRACES = 14;
/** Sizes of the picture, the largest first. */
const SCALES = [1.5, 1.38, 1.26, 1.14, 1.06, 1];

const reduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The scene at the playhead. */
export function sceneNow(now: Shown): Scene {
  return sceneOf(now.index.after(at.peek()), now.index.waits.cards(CARDS));
}

/** What of the quota is used at the playhead. */
export function budgetNow(now: Shown): Budget | undefined {
  const { throttled } = now.index.after(at.peek());
  return budgetAt(now.index.usage, time.peek(), throttled, now.run.meta.config);
}

function peaksOf(now: Shown): Map<string, number> {
  const { peaks, waits } = now.index;
  const map = new Map<string, number>([['global', peaks.global], ['syscalls', peaks.syscalls]]);
  for (const w of waits.cards(CARDS)) map.set(w.key, w.peak);
  return map;
}

/** The painter's memory between two frames. */
class Stage {
  private readonly motion = new Motion();
  private frame = 0;
  private lastShown: Shown | undefined;
  layout: SceneLayout | undefined;
  scale = 1;
  private step = 0;
  private sizeKey = '';
  private before = new Map<number, Rect>();

  constructor(private readonly canvas: HTMLCanvasElement, private readonly box: HTMLElement) {}

  request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((t) => this.draw(t));
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }

  private draw(t: number): void {
    this.frame = 0;
    const now = shown.peek();
    const width = this.box.clientWidth - 2;
    if (!now || width <= 20) return;
    if (now !== this.lastShown) {
      this.motion.reset();
      this.before.clear();
      this.lastShown = now;
    }
    const scene = sceneNow(now);
    const layout = this.laidOut(now, scene, width);
    this.layout = layout;
    const targets = layout.tokens.map((k): [number, number, number] => [k.g, k.x, k.y]);
    const moving = this.motion.step(targets, t, reduced());
    const { scale } = this;
    const height = Math.max((layout.height + 10) * scale, this.box.clientHeight - 14);
    this.canvas.style.height = `${height}px`;
    const c = prepare(this.canvas, width, height);
    c.clearRect(0, 0, width, height);
    c.scale(scale, scale);
    paintScene(c, layout, this.motion, { ...this.paint(now), traces: this.traces(now, layout) });
    if (moving || playing.peek()) this.request();
    else this.before = new Map(layout.tokens.map((k) => [k.g, { ...k }]));
  }

  /** As large as the room allows; the size of a run's picture only ever shrinks while it plays. */
  private laidOut(now: Shown, scene: Scene, width: number): SceneLayout {
    const digits = String(now.index.lanes.at(-1)?.id ?? 99).length;
    const room = this.box.clientHeight - 24;
    const key = `${width} ${room} ${zoomedP.peek()} ${scene.ps.length} ${now.index.length}`;
    if (key !== this.sizeKey) this.step = 0;
    this.sizeKey = key;
    const peaks = peaksOf(now);
    for (; ; this.step++) {
      const scale = SCALES[this.step]!;
      const options = {
        width: width / scale, digits, zoomed: zoomedP.peek(), peaks, budget: budgetNow(now),
      };
      const layout = layoutOf(scene, options);
      if (layout.height * scale <= room || this.step === SCALES.length - 1) {
        this.scale = scale;
        return layout;
      }
    }
  }

  private paint(now: Shown): Omit<ScenePaint, 'traces'> {
    const last = at.peek() > 0 && !playing.peek() ? now.run.log.at(at.peek() - 1) : undefined;
    const accent = last ? { g: last.g, p: last.p, m: last.m } : { g: -1, p: -1, m: -1 };
    return {
      palette: palette(theme.peek()), selected: selected.peek(), hovered: hovered.peek(), accent,
    };
  }

  /** Steals and wake-ups of the last moments, as bows. */
  private traces(now: Shown, layout: SceneLayout): Trace[] {
    const window = playing.peek() ? speed.peek() * TRACE_S : 0;
    const traces: Trace[] = [];
    const tokens = new Map(layout.tokens.map((k) => [k.g, k]));
    const boxOf = (p: number): Rect | undefined => layout.boxes.find((b) => b.p === p);
    for (let i = at.peek() - 1; i >= 0 && traces.length < MOST_TRACES; i--) {
      const r = now.run.log.at(i);
      const old = time.peek() - r.time;
      if (window === 0 ? i < at.peek() - 1 : old > window) break;
      const ends = endsOf(r, tokens, boxOf);
      if (ends) traces.push({ ...ends, age: window === 0 ? 0 : old / window });
    }
    return traces;
  }
}

type Record = ReturnType<Shown['run']['log']['at']>;

/** Where a record's bow begins and ends. */
function endsOf(
  r: Record, tokens: ReadonlyMap<number, PlacedToken>, boxOf: (p: number) => Rect | undefined,
): Omit<Trace, 'age'> | undefined {
  const token = tokens.get(r.g);
  if (r.kind === Ev.Steal) {
    const [from, to] = [boxOf(r.obj), boxOf(r.p)];
    return from && to && { from, to, look: Look.SPIN };
  }
  if (r.kind === Ev.GoUnblock || r.kind === Ev.GoCreate) {
    const from = tokens.get(r.arg);
    return from && token && from !== token ? { from, to: token, look: Look.RUNNABLE } : undefined;
  }
  if (r.kind === Ev.ProcSteal && r.p !== NONE) {
    const to = boxOf(r.p);
    return token && to && { from: token, to, look: Look.SYSCALL };
  }
  return undefined;
}

function onPointer(stage: Stage, event: PointerEvent, canvas: HTMLCanvasElement): void {
  const rect = canvas.getBoundingClientRect();
  const x = (event.clientX - rect.left) / stage.scale;
  const y = (event.clientY - rect.top) / stage.scale;
  const target = stage.layout && hit(stage.layout, x, y);
  if (event.type === 'pointermove') {
    hovered.value = target?.kind === 'g' ? target.id : 0;
    canvas.style.cursor = target ? 'pointer' : 'default';
    return;
  }
  if (!target) return;
  if (target.kind === 'g') {
    select(target.id);
    const now = shown.peek();
    const lane = now?.index.gs.get(target.id);
    const i = lane ? lane.track.at(time.peek()) : -1;
    if (lane && i >= 0) asked.value = { kind: 'record', index: lane.track.rec(i) };
  } else if (target.kind === 'p') asked.value = { kind: 'p', id: target.id };
  else if (target.kind === 'shelf' && /^p\d+$/.test(target.id)) {
    const id = Number(target.id.slice(1));
    zoomedP.value = zoomedP.peek() === id ? -1 : id;
  } else if (target.kind === 'core') explainCore(target.id);
  else explainLast();
}

/** The last record that put somebody on a core, or took it away. */
function explainCore(id: number): void {
  const now = shown.peek();
  const track = now?.index.cores[id];
  const i = track ? track.at(time.peek()) : -1;
  if (track && i >= 0) asked.value = { kind: 'record', index: track.rec(i) };
}

export function SceneView() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | undefined>(undefined);
  useEffect(() => {
    const made = new Stage(canvas.current!, box.current!);
    stage.current = made;
    const watch = new ResizeObserver(() => made.request());
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      made.stop();
    };
  }, []);
  useSignalEffect(() => {
    void [at.value, time.value, shown.value, grown.value, selected.value, hovered.value,
      theme.value, zoomedP.value, playing.value];
    stage.current?.request();
  });
  const act = (event: PointerEvent) => onPointer(stage.current!, event, canvas.current!);
  return (
    <section class="scene" aria-label="Scheduler">
      <div class="scene-box" ref={box} tabIndex={0}>
        <canvas ref={canvas} aria-hidden="true" onPointerMove={act} onPointerDown={act}
          onPointerLeave={() => { hovered.value = 0; }} />
      </div>
      <SceneTable />
    </section>
  );
}

/**
 * The scene as a table, in a box because a table takes the width that it wants; it follows the
 * playhead when it is at rest.
 */
function SceneTable() {
  void [at.value, grown.value];
  const now = shown.value;
  if (!now || playing.value) return <div class="visually-hidden">The run plays.</div>;
  const scene = sceneNow(now);
  const budget = scene.cores.length > 0 ? budgetNow(now) : undefined;
  return (
    <div class="visually-hidden">
      <table>
        <caption>Scheduler after {scene.records} events; {scene.goroutines} goroutines</caption>
        <thead><tr><th>what</th><th>state</th><th>holds</th></tr></thead>
        <tbody>
          {sceneRows(scene).map((row) => (
            <tr key={row.what}><th>{row.what}</th><td>{row.state}</td><td>{row.holds}</td></tr>
          ))}
          {budget && <tr><th>quota</th><td>{budgetText(budget)}</td><td /></tr>}
        </tbody>
      </table>
    </div>
  );
}
