/** Paints the timeline: scale, the lanes that are in sight, numbers over time; above, cursors. */
import { NONE } from '../../../assembly/abi/event.ts';
import { tickText } from '../model/clock.ts';
import { wakerOf } from '../model/find.ts';
import type { RunIndex } from '../model/index.ts';
import { type Lane, spanLabel } from '../model/lanes.ts';
import { Look } from '../model/look.ts';
import type { Series } from '../model/series.ts';
import { spanOf, tickStep, type View } from '../model/view.ts';
import { paintLane } from './lane.ts';
import { FONT, type Palette } from './palette.ts';

/** Where the parts of the timeline are. */
export interface TimelineBox {
  width: number;
  height: number;
  gutter: number;
  ruler: number;
  laneH: number;
  /** How far the lanes are scrolled, in pixels. */
  scroll: number;
  counterH: number;
  counters: readonly Series[];
}

export const GUTTER = 116;
export const RULER = 24;

type Context = CanvasRenderingContext2D;

export const lanesHeight = (b: TimelineBox): number =>
  b.height - b.ruler - b.counterH * b.counters.length;

export const timeAt = (b: TimelineBox, view: View, x: number): number =>
  view.from + ((x - b.gutter) / (b.width - b.gutter)) * spanOf(view);

export const xAt = (b: TimelineBox, view: View, time: number): number =>
  b.gutter + ((time - view.from) / spanOf(view)) * (b.width - b.gutter);

/** The lane at a height; -1: none. */
export function laneAt(b: TimelineBox, y: number, lanes: number): number {
  if (y < b.ruler || y >= b.ruler + lanesHeight(b)) return -1;
  const i = Math.floor((y - b.ruler + b.scroll) / b.laneH);
  return i < lanes ? i : -1;
}

export interface TimelinePaint {
  palette: Palette;
  view: View;
  focus: number;
  markedRec?: ((rec: number, pc: number) => boolean) | undefined;
}

export function paintTimeline(
  c: Context, box: TimelineBox, lanes: readonly Lane[], o: TimelinePaint,
): void {
  c.clearRect(0, 0, box.width, box.height);
  ruler(c, box, o);
  c.save();
  c.beginPath();
  c.rect(0, box.ruler, box.width, lanesHeight(box));
  c.clip();
  const first = Math.max(0, Math.floor(box.scroll / box.laneH));
  const last = Math.min(lanes.length, Math.ceil((box.scroll + lanesHeight(box)) / box.laneH));
  for (let i = first; i < last; i++) laneRow(c, box, lanes[i]!, i, o);
  c.restore();
  box.counters.forEach((series, i) => counter(c, box, series, i, o));
}

function ruler(c: Context, box: TimelineBox, { palette, view }: TimelinePaint): void {
  const inner = box.width - box.gutter;
  const step = tickStep(spanOf(view), inner);
  c.font = `10.5px ${FONT}`;
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  c.lineWidth = 1;
  for (let t = Math.max(0, Math.ceil(view.from / step) * step); t <= view.to; t += step) {
    const x = Math.round(xAt(box, view, t)) + 0.5;
    c.strokeStyle = palette.border;
    c.beginPath();
    c.moveTo(x, box.ruler - 7);
    c.lineTo(x, box.height);
    c.stroke();
    c.fillStyle = palette.dim;
    const text = tickText(t, step);
    if (x + 4 + c.measureText(text).width < box.width) c.fillText(text, x + 4, box.ruler / 2);
  }
  c.strokeStyle = palette.border;
  c.beginPath();
  c.moveTo(0, box.ruler - 0.5);
  c.lineTo(box.width, box.ruler - 0.5);
  c.stroke();
}

function laneRow(c: Context, box: TimelineBox, lane: Lane, i: number, o: TimelinePaint): void {
  const { palette, focus } = o;
  const y = box.ruler + i * box.laneH - box.scroll;
  const pad = box.laneH >= 20 ? 4 : 2.5;
  const own = lane.kind === 'G' && lane.id === focus;
  const back = focus !== 0 && lane.kind === 'G' && !own;
  if (own) {
    c.fillStyle = palette.tints[Look.WAIT]!;
    c.fillRect(0, y, box.width, box.laneH);
  }
  c.globalAlpha = back ? 0.5 : 1;
  label(c, lane, y, box, palette);
  c.globalAlpha = 1;
  const area = { x: box.gutter, y: y + pad, w: box.width - box.gutter, h: box.laneH - 2 * pad };
  const { markedRec } = o;
  paintLane(c, lane, area, {
    palette, view: o.view, alpha: back ? 0.35 : 1, focus: lane.kind === 'G' ? 0 : focus,
    label: spanLabel, ground: own ? palette.tints[Look.WAIT] : undefined,
    marked: markedRec && ((l, k) => markedRec(l.track.rec(k), l.track.pc(k))),
  });
}

function label(c: Context, lane: Lane, y: number, box: TimelineBox, palette: Palette): void {
  const middle = y + box.laneH / 2 + 0.5;
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  c.font = `600 11px ${FONT}`;
  c.fillStyle = palette.text;
  c.fillText(lane.label, 10, middle);
  if (lane.sub === '') return;
  const x = 16 + Math.max(28, c.measureText(lane.label).width);
  c.font = `10.5px ${FONT}`;
  c.fillStyle = palette.dim;
  const room = Math.floor((box.gutter - x - 4) / 5.6);
  c.fillText(lane.sub.length > room ? `${lane.sub.slice(0, room - 1)}…` : lane.sub, x, middle);
}

/** A number over time, as the largest value of each pixel column. */
function counter(
  c: Context, box: TimelineBox, series: Series, i: number, { palette, view }: TimelinePaint,
): void {
  const top = box.ruler + lanesHeight(box) + i * box.counterH;
  const h = box.counterH - 8;
  const base = top + box.counterH - 3;
  c.strokeStyle = palette.border;
  c.beginPath();
  c.moveTo(0, top + 0.5);
  c.lineTo(box.width, top + 0.5);
  c.stroke();
  c.font = `10.5px ${FONT}`;
  c.textAlign = 'left';
  c.textBaseline = 'middle';
  c.fillStyle = palette.dim;
  c.fillText(series.name, 10, top + box.counterH / 2);
  c.textAlign = 'right';
  c.fillText(String(series.most), box.gutter - 6, top + box.counterH / 2);
  const inner = Math.ceil(box.width - box.gutter);
  const ns = spanOf(view) / inner;
  const most = Math.max(1, series.most);
  const path = new Path2D();
  path.moveTo(box.gutter, base);
  for (let x = 0; x < inner; x++) {
    const from = view.from + x * ns;
    const value = from < 0 ? 0 : series.mostIn(from, from + ns);
    const y = base - (value / most) * h;
    path.lineTo(box.gutter + x, y);
    path.lineTo(box.gutter + x + 1, y);
  }
  path.lineTo(box.width, base);
  c.fillStyle = palette.looks[Look.SPIN]!;
  c.globalAlpha = 0.35;
  c.fill(path);
  c.globalAlpha = 1;
}

export interface OverlayPaint {
  palette: Palette;
  view: View;
  time: number;
  /** Where the pointer is, in time; NaN: nowhere. */
  pointer: number;
  selected: number;
  index: RunIndex;
}

/** Playhead, pointer, and the wake-ups of the selected goroutine. */
export function paintOverlay(
  c: Context, box: TimelineBox, lanes: readonly Lane[], o: OverlayPaint,
): void {
  c.clearRect(0, 0, box.width, box.height);
  c.save();
  c.beginPath();
  c.rect(box.gutter, 0, box.width - box.gutter, box.height);
  c.clip();
  if (o.selected !== 0) arrows(c, box, lanes, o);
  if (!Number.isNaN(o.pointer)) line(c, xAt(box, o.view, o.pointer), box, o.palette.faint, 1);
  const x = xAt(box, o.view, o.time);
  line(c, x, box, o.palette.accent, 1.5);
  c.fillStyle = o.palette.accent;
  c.beginPath();
  c.moveTo(x - 6, 0);
  c.lineTo(x + 6, 0);
  c.lineTo(x + 6, 8);
  c.lineTo(x, 14);
  c.lineTo(x - 6, 8);
  c.closePath();
  c.fill();
  c.restore();
}

function line(c: Context, x: number, box: TimelineBox, colour: string, width: number): void {
  c.strokeStyle = colour;
  c.lineWidth = width;
  c.beginPath();
  c.moveTo(x, 0);
  c.lineTo(x, box.height);
  c.stroke();
}

const MOST_ARROWS = 120;

/** From each waker's lane to that of the selected goroutine. */
function arrows(c: Context, box: TimelineBox, lanes: readonly Lane[], o: OverlayPaint): void {
  const lane = o.index.gs.get(o.selected);
  if (!lane) return;
  const rowOf = (kind: string, id: number): number =>
    lanes.findIndex((l) => l.kind === kind && l.id === id);
  const y = (row: number): number => box.ruler + (row + 0.5) * box.laneH - box.scroll;
  let drawn = 0;
  const first = Math.max(0, lane.track.at(Math.max(o.view.from, lane.created)));
  for (let i = first; i < lane.track.length && drawn < MOST_ARROWS; i++) {
    if (lane.track.start(i) > o.view.to) break;
    const waker = wakerOf(o.index, lane, i);
    if (!waker || waker.by === 0) continue;
    const [from, to] = lanes[0]?.kind === 'G'
      ? [rowOf('G', waker.by), rowOf('G', lane.id)]
      : procRows(o.index, lanes[0]?.kind ?? 'P', waker.rec, lane.track.tag(i + 2), rowOf);
    if (from < 0 || to < 0 || from === to) continue;
    arrow(c, xAt(box, o.view, waker.time), y(from), y(to), o.palette);
    drawn++;
  }
}

/** The lanes of the P (or M) that woke, and of the one on which it then ran. */
function procRows(
  index: RunIndex, kind: string, rec: number, ranOn: number | undefined,
  rowOf: (kind: string, id: number) => number,
): [from: number, to: number] {
  if (kind !== 'P') return [-1, -1];
  const r = index.log.at(rec);
  const by = index.ms[r.m];
  const at = by ? by.at(r.time) : -1;
  const p = r.p !== NONE ? r.p : at >= 0 ? by!.tag(at) : NONE;
  return [rowOf('P', p), rowOf('P', ranOn ?? NONE)];
}

function arrow(c: Context, x: number, y0: number, y1: number, palette: Palette): void {
  const direction = Math.sign(y1 - y0);
  c.strokeStyle = palette.text;
  c.fillStyle = palette.text;
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(x, y0);
  c.lineTo(x, y1 - direction * 5);
  c.stroke();
  c.beginPath();
  c.moveTo(x, y1);
  c.lineTo(x - 3.5, y1 - direction * 7);
  c.lineTo(x + 3.5, y1 - direction * 7);
  c.fill();
  c.beginPath();
  c.arc(x, y0, 2.5, 0, 7);
  c.fill();
}
