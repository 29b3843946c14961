/** The timeline: pan, zoom, scrub, hover, select. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  cycleLanes, explainRecord, laneKinds, seekTime, select, setView, showLine, viewBack, zoomBy,
} from '../actions.ts';
import { momentText } from '../model/clock.ts';
import { formatDuration } from '../../config/duration.ts';
import { type Lane, type LaneBy, lanesOf, sharesText, spanText } from '../model/lanes.ts';
import { clamp, fit, pan, spanOf, type View, zoom } from '../model/view.ts';
import { palette, prepare } from '../paint/palette.ts';
import {
  GUTTER, laneAt, lanesHeight, paintOverlay, paintTimeline, RULER, timeAt, type TimelineBox,
} from '../paint/timeline.ts';
import {
  asked, endNs, grown, hovered, lanesBy, markedLine, playing, selected, type Shown,
  shown, theme, time, view,
} from '../state.ts';
import { LaneTable } from './lanetable.tsx';
import { lifeText } from './life.tsx';

const LANE_H: Record<LaneBy, number> = { P: 24, G: 19, M: 21, C: 24 };
/** Lanes grow up to this where there is room. */
const LANE_MOST = 38;
const COUNTER_H = 30;

interface Hover { x: number; y: number; lines: string[] }

/** What the two canvases share: sizes, lanes, and where things were painted last. */
class Board {
  box: TimelineBox = {
    width: 0, height: 0, gutter: GUTTER, ruler: RULER, laneH: 24, scroll: 0, counterH: COUNTER_H,
    counters: [],
  };
  lanes: Lane[] = [];
  pointer = Number.NaN;
  lastMs = 0;
  private key = '';
  private frame = 0;
  private dirty = true;

  constructor(
    private readonly base: HTMLCanvasElement, private readonly over: HTMLCanvasElement,
    private readonly frameBox: HTMLElement,
  ) {}

  /** `all`: the lanes changed; otherwise only cursors did. */
  request(all: boolean): void {
    this.dirty ||= all;
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }

  /** The view as it is painted: near the run, not too fine. */
  view(): View {
    return clamp(view.peek(), Math.max(endNs.peek(), 1), this.box.width - GUTTER);
  }

  scrollBy(dy: number): void {
    const most = this.lanes.length * this.box.laneH - lanesHeight(this.box);
    this.box.scroll = Math.max(0, Math.min(most, this.box.scroll + dy));
    this.request(true);
  }

  private collect(now: Shown): void {
    const by = lanesBy.peek();
    const { counters, cores, lanes, ms, ps } = now.index;
    const key = `${by} ${lanes.length} ${ps.length} ${ms.length} ${cores.length}`;
    this.box.counters = [counters.runnable, counters.goroutines, counters.idlePs,
      cores.length > 0 ? counters.cores : counters.threads];
    if (this.box.height < 320) this.box.counters = this.box.counters.slice(0, 2);
    if (key !== this.key || !this.lanes[0] || !belongs(now, this.lanes[0])) {
      this.renew(now, by, key);
    }
    const room = lanesHeight(this.box) / Math.max(1, this.lanes.length);
    this.box.laneH = Math.min(LANE_MOST, Math.max(LANE_H[by], Math.floor(room)));
  }

  private renew(now: Shown, by: LaneBy, key: string): void {
    if (!this.key.startsWith(by)) this.box.scroll = 0;
    this.key = key;
    this.lanes = lanesOf(now.index, now.names, by);
  }

  /** Scrolls the lane of a goroutine into sight. */
  revealG(g: number): void {
    const row = this.lanes.findIndex((l) => l.kind === 'G' && l.id === g);
    if (row < 0) return;
    const top = row * this.box.laneH;
    const room = lanesHeight(this.box);
    if (top < this.box.scroll) this.scrollBy(top - this.box.scroll - this.box.laneH);
    else if (top + this.box.laneH > this.box.scroll + room) {
      this.scrollBy(top + 2 * this.box.laneH - this.box.scroll - room);
    }
  }

  draw(): void {
    this.frame = 0;
    const now = shown.peek();
    const { clientWidth: width, clientHeight: height } = this.frameBox;
    if (!now || width < 150 || height < 60) return;
    const resized = width !== this.box.width || height !== this.box.height;
    this.box.width = width;
    this.box.height = height;
    const colours = palette(theme.peek());
    const v = this.view();
    if (this.dirty || resized) {
      const from = performance.now();
      this.collect(now);
      const c = prepare(this.base, width, height);
      paintTimeline(c, this.box, this.lanes, {
        palette: colours, view: v, focus: hovered.peek() || selected.peek(),
        markedRec: markedFor(now),
      });
      this.lastMs = performance.now() - from;
      this.dirty = false;
    }
    paintOverlay(prepare(this.over, width, height), this.box, this.lanes, {
      palette: colours, view: v, time: time.peek(), pointer: this.pointer,
      selected: selected.peek(), index: now.index,
    });
  }
}

function belongs(now: Shown, lane: Lane): boolean {
  if (lane.kind === 'G') return now.index.gs.get(lane.id)?.track === lane.track;
  return now.index.tracksOf(lane.kind)[lane.id] === lane.track;
}

/** Whether a span began on the marked line. */
function markedFor(now: Shown): ((rec: number, pc: number) => boolean) | undefined {
  const line = markedLine.peek();
  if (line === 0) return undefined;
  const { names, run: { meta } } = now;
  return (_rec, pc) => {
    const place = names.line(pc);
    return place?.line === line && place.file.endsWith(meta.name);
  };
}

/** What the pointer is over, in words. */
function hoverText(now: Shown, board: Board, x: number, y: number): string[] {
  const v = board.view();
  const t = timeAt(board.box, v, x);
  const row = laneAt(board.box, y, board.lanes.length);
  const lines = [momentText(Math.max(0, t))];
  if (row < 0) return counterText(board, y, t, lines);
  const lane = board.lanes[row]!;
  const pixel = spanOf(v) / (board.box.width - GUTTER);
  const i = lane.track.at(t);
  const single = i >= 0 && lane.track.endOf(i) - lane.track.start(i) >= pixel;
  if (single) {
    lines.push(spanText(lane, i, now.names, now.index));
    lines.push(`for ${formatDuration(lane.track.endOf(i) - lane.track.start(i))}`);
    const g = lane.kind === 'G' ? lane.id : lane.track.who(i);
    if (g !== 0) lines.push(...lifeText(now, g, t));
    return lines;
  }
  return [...lines, ...mergedText(lane, t, pixel, now)];
}

/** Spans narrower than a pixel say what they hide. */
function mergedText(lane: Lane, t: number, pixel: number, now: Shown): string[] {
  const { count, sums, longest } = lane.track.summary(t - pixel, t + pixel);
  if (count === 0) {
    if (lane.kind !== 'G') return ['nothing'];
    return [t < lane.track.start(0) ? 'not created yet' : 'has ended'];
  }
  const lines = [`${count} spans: ${sharesText(sums).join(', ')}`];
  if (longest >= 0) {
    const ns = lane.track.endOf(longest) - lane.track.start(longest);
    lines.push(`longest: ${spanText(lane, longest, now.names, now.index)}, ${formatDuration(ns)}`);
  }
  return lines;
}

function counterText(board: Board, y: number, t: number, lines: string[]): string[] {
  const { box } = board;
  const i = Math.floor((y - box.ruler - lanesHeight(box)) / box.counterH);
  const series = box.counters[i];
  return series ? [...lines, `${series.name}: ${series.at(t)}`] : lines;
}

/** The goroutine under the pointer, 0: none. */
function goroutineAt(board: Board, x: number, y: number): number {
  const row = laneAt(board.box, y, board.lanes.length);
  const lane = board.lanes[row];
  if (!lane) return 0;
  if (lane.kind === 'G') return lane.id;
  const i = lane.track.at(timeAt(board.box, board.view(), x));
  return i < 0 ? 0 : lane.track.who(i);
}

/** Drags, wheels and pinches; one object for the life of the part. */
class Gestures {
  private readonly down = new Map<number, { x: number; y: number }>();
  private start: { x: number; y: number; view: View; scroll: number; scrub: boolean } | undefined;
  private moved = false;
  private pinch = 0;

  constructor(
    private readonly board: Board, private readonly el: HTMLElement,
    private readonly tell: (h: Hover | undefined) => void,
  ) {}

  private at(e: MouseEvent): { x: number; y: number } {
    const r = this.el.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  }

  pointerDown(e: PointerEvent): void {
    const p = this.at(e);
    this.down.set(e.pointerId, p);
    this.el.setPointerCapture(e.pointerId);
    this.moved = false;
    const { scroll } = this.board.box;
    this.start = { ...p, view: this.board.view(), scroll, scrub: p.y < RULER };
    if (this.start.scrub) {
      playing.value = false;
      seekTime(timeAt(this.board.box, this.board.view(), p.x));
    }
    if (this.down.size === 2) this.pinch = this.spread();
  }

  private spread(): number {
    const [a, b] = [...this.down.values()];
    return a && b ? Math.max(20, Math.abs(a.x - b.x)) : 0;
  }

  pointerMove(e: PointerEvent): void {
    const p = this.at(e);
    if (this.down.has(e.pointerId)) this.down.set(e.pointerId, p);
    if (this.down.size === 2) return this.zoomPinch(p.x);
    if (this.down.size === 1 && this.start) return this.drag(p);
    this.hover(p);
  }

  private zoomPinch(x: number): void {
    const spread = this.spread();
    const v = this.board.view();
    view.value = zoom(v, this.pinch / spread, timeAt(this.board.box, v, x));
    this.pinch = spread;
    this.moved = true;
  }

  private drag(p: { x: number; y: number }): void {
    const { start, board } = this;
    if (start!.scrub) {
      seekTime(timeAt(board.box, board.view(), p.x));
      this.moved = true;
      return;
    }
    if (!this.moved && Math.hypot(p.x - start!.x, p.y - start!.y) < 4) return;
    if (!this.moved) setView(start!.view);
    this.moved = true;
    const ns = ((start!.x - p.x) / (board.box.width - GUTTER)) * spanOf(start!.view);
    view.value = pan(start!.view, ns);
    board.scrollBy(start!.scroll + start!.y - p.y - board.box.scroll);
    this.tell(undefined);
  }

  private hover(p: { x: number; y: number }): void {
    const now = shown.peek();
    if (!now || p.x < GUTTER) {
      this.leave();
      if (now) hovered.value = goroutineAt(this.board, Math.max(p.x, GUTTER), p.y);
      return;
    }
    this.board.pointer = timeAt(this.board.box, this.board.view(), p.x);
    hovered.value = goroutineAt(this.board, p.x, p.y);
    this.tell({ ...p, lines: hoverText(now, this.board, p.x, p.y) });
    this.board.request(false);
  }

  leave(): void {
    this.board.pointer = Number.NaN;
    hovered.value = 0;
    this.tell(undefined);
    this.board.request(false);
  }

  pointerUp(e: PointerEvent): void {
    const p = this.at(e);
    this.down.delete(e.pointerId);
    if (!this.moved && this.start && !this.start.scrub) this.click(p);
    if (this.down.size === 0) this.start = undefined;
  }

  /** A click selects what is under it, and moves the playhead there. */
  private click({ x, y }: { x: number; y: number }): void {
    const now = shown.peek();
    const row = laneAt(this.board.box, y, this.board.lanes.length);
    const g = goroutineAt(this.board, x, y);
    if (g !== 0 && g !== selected.peek()) select(g);
    if (!now || x < GUTTER) return;
    playing.value = false;
    const lane = this.board.lanes[row];
    const t = timeAt(this.board.box, this.board.view(), x);
    const i = lane ? lane.track.at(t) : -1;
    seekTime(t);
    if (!lane || i < 0) return;
    asked.value = lane.kind === 'P' && lane.track.look(i) === 0
      ? { kind: 'p', id: lane.id } : { kind: 'record', index: lane.track.rec(i) };
    showLine(lane.track.pc(i));
  }

  doubleClick(e: MouseEvent): void {
    const now = shown.peek();
    const { x, y } = this.at(e);
    const lane = this.board.lanes[laneAt(this.board.box, y, this.board.lanes.length)];
    const i = lane ? lane.track.at(timeAt(this.board.box, this.board.view(), x)) : -1;
    if (now && lane && i >= 0) explainRecord(lane.track.rec(i));
  }

  wheel(e: WheelEvent): void {
    e.preventDefault();
    const { x } = this.at(e);
    const v = this.board.view();
    const px = spanOf(v) / (this.board.box.width - GUTTER);
    if (e.ctrlKey || e.metaKey) {
      view.value = zoom(v, Math.exp(e.deltaY * 0.004), timeAt(this.board.box, v, x));
    } else if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) {
      view.value = pan(v, (e.deltaX || e.deltaY) * px);
    } else this.board.scrollBy(e.deltaY);
  }
}

/** For the test that measures frames. */
export interface BoardHandle { board: Board }

export function TimelineView() {
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const frameBox = useRef<HTMLDivElement>(null);
  const board = useRef<Board | undefined>(undefined);
  const gestures = useRef<Gestures | undefined>(undefined);
  const [hover, setHover] = useState<Hover | undefined>(undefined);
  useEffect(() => {
    const el = frameBox.current!;
    const made = new Board(base.current!, over.current!, el);
    const hands = new Gestures(made, el, setHover);
    board.current = made;
    gestures.current = hands;
    (el as HTMLElement & Partial<BoardHandle>).board = made;
    const wheel = (e: WheelEvent) => hands.wheel(e);
    el.addEventListener('wheel', wheel, { passive: false });
    const watch = new ResizeObserver(() => made.request(true));
    watch.observe(el);
    return () => {
      el.removeEventListener('wheel', wheel);
      watch.disconnect();
      made.stop();
    };
  }, []);
  useSignalEffect(() => {
    void [view.value, shown.value, grown.value, lanesBy.value, theme.value, markedLine.value,
      selected.value, hovered.value];
    board.current?.request(true);
  });
  useSignalEffect(() => {
    void time.value;
    board.current?.request(false);
  });
  useSignalEffect(() => {
    const g = selected.value;
    if (lanesBy.value === 'G' && g !== 0) requestAnimationFrame(() => board.current?.revealG(g));
  });
  return (
    <section class="timeline" aria-label="Timeline">
      <TimelineBar />
      <div class="timeline-box" ref={frameBox}
        onPointerDown={(e) => gestures.current?.pointerDown(e)}
        onPointerMove={(e) => gestures.current?.pointerMove(e)}
        onPointerUp={(e) => gestures.current?.pointerUp(e)}
        onPointerCancel={(e) => gestures.current?.pointerUp(e)}
        onPointerLeave={() => gestures.current?.leave()}
        onDblClick={(e) => gestures.current?.doubleClick(e)}>
        <canvas ref={base} aria-hidden="true" />
        <canvas ref={over} aria-hidden="true" class="overlay" />
        {hover && <Tip hover={hover} width={frameBox.current?.clientWidth ?? 800} />}
      </div>
      <LaneTable />
    </section>
  );
}

function Tip({ hover, width }: { hover: Hover; width: number }) {
  const right = hover.x > width - 320;
  const style = right ? `right:${width - hover.x + 14}px;top:${hover.y + 16}px`
    : `left:${hover.x + 14}px;top:${hover.y + 16}px`;
  return (
    <div class="tip" style={style} role="presentation">
      {hover.lines.map((line, i) => <div key={i} class={i === 0 ? 'dim' : ''}>{line}</div>)}
    </div>
  );
}

const KINDS: Record<LaneBy, string> = {
  P: 'by P', G: 'by goroutine', M: 'by thread', C: 'by core',
};

const LEGEND = [
  ['run', 'running'], ['runnable', 'runnable'], ['wait', 'waiting'], ['syscall', 'system call'],
  ['spin', 'spinning'],
] as const;

function TimelineBar() {
  const by = lanesBy.value;
  void [shown.value, grown.value];
  return (
    <div class="timeline-bar">
      <div class="segmented" role="group" aria-label="Lanes">
        {laneKinds().map((kind) => (
          <button key={kind} type="button" aria-pressed={by === kind} title="g"
            onClick={() => { lanesBy.value = kind; }}>{KINDS[kind]}</button>
        ))}
      </div>
      <ul class="legend" aria-label="States">
        {LEGEND.map(([look, word]) => <li key={look}><i class={`look ${look}`} />{word}</li>)}
      </ul>
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" title="Zoom out (S)" aria-label="Zoom out"
          onClick={() => zoomBy(2)}>−</button>
        <button type="button" title="The whole run (0)"
          onClick={() => setView(fit(endNs.peek()))}>fit</button>
        <button type="button" title="Zoom in (W)" aria-label="Zoom in"
          onClick={() => zoomBy(0.5)}>+</button>
        <button type="button" class="quiet" title="Back to the last view (Ctrl-Z)"
          aria-label="Back to the last view" onClick={viewBack}>↶</button>
      </div>
      <button type="button" class="visually-hidden" onClick={cycleLanes}>other lanes</button>
    </div>
  );
}
