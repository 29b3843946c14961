/**
 * Paints one lane. Spans as wide as a pixel are rectangles, with a height of their own for each
 * look; what is narrower is summed up by pixel column, and a column shows the shares of the looks,
 * stacked. Nothing vanishes, whatever the zoom, and nothing flickers: a column depends only on the
 * spans that it covers. Rectangles of one colour are one path.
 */
import { Look, LOOKS } from '../model/look.ts';
import type { TrackVisitor } from '../model/track.ts';
import type { Lane } from '../model/lanes.ts';
import type { View } from '../model/view.ts';
import { FONT, type Palette } from './palette.ts';

export interface LaneArea { x: number; y: number; w: number; h: number }

/** Height of a span by look, as a share of the lane's. */
const HEIGHTS: Record<number, number> = {
  [Look.NONE]: 0, [Look.RUN]: 1, [Look.RUNNABLE]: 0.62, [Look.WAIT]: 0.2, [Look.SYSCALL]: 0.82,
  [Look.SCHED]: 0.34, [Look.SPIN]: 0.48, [Look.STOP]: 1,
};
/** Bottom to top in a column. */
const STACK = [Look.RUN, Look.SYSCALL, Look.RUNNABLE, Look.STOP, Look.SPIN, Look.SCHED, Look.WAIT];
/** One path for each look, and another tone for every second goroutine that runs. */
const TONES = LOOKS + 1;
const SECOND = LOOKS;
const LABEL_MIN = 28;

type Context = CanvasRenderingContext2D;

/** Reused from lane to lane: shares by column. */
let columns = new Float64Array(0);
let touched = new Uint8Array(0);

export interface LanePaint {
  palette: Palette;
  view: View;
  /** 1, or less for a lane that stands back. */
  alpha: number;
  /** Only spans of this goroutine stand out; 0: all. */
  focus: number;
  /** What is below the lane, where it has a colour. */
  ground: string | undefined;
  label(lane: Lane, i: number): string;
  /** Whether a span is marked. */
  marked?: ((lane: Lane, i: number) => boolean) | undefined;
}

class LanePainter implements TrackVisitor {
  private readonly paths: (Path2D | undefined)[] = new Array(TONES).fill(undefined);
  private readonly dimmed: (Path2D | undefined)[] = new Array(TONES).fill(undefined);
  private readonly labels: [text: string, x: number, w: number, look: number][] = [];
  private readonly marks: number[] = [];
  private readonly scale: number;
  private readonly lane: Lane;
  private readonly area: LaneArea;
  private readonly o: LanePaint;

  constructor(lane: Lane, area: LaneArea, o: LanePaint) {
    this.lane = lane;
    this.area = area;
    this.o = o;
    this.scale = area.w / (o.view.to - o.view.from);
    const width = Math.ceil(area.w) + 1;
    if (columns.length < width * LOOKS) {
      columns = new Float64Array(width * LOOKS);
      touched = new Uint8Array(width);
    }
    columns.fill(0, 0, width * LOOKS);
    touched.fill(0, 0, width);
  }

  private x(time: number): number {
    return (time - this.o.view.from) * this.scale;
  }

  span(i: number): void {
    const { track } = this.lane;
    const look = track.look(i);
    const x0 = Math.max(0, this.x(track.start(i)));
    const x1 = Math.min(this.area.w, this.x(track.endOf(i)));
    if (this.o.marked?.(this.lane, i) && this.marks.length < 4000) this.marks.push(x0);
    if (look === Look.NONE) return;
    if (x1 - x0 < 1) this.spread(x0, x1, look, 1);
    else this.rect(i, look, x0, x1);
  }

  group(from: number, to: number, sums: Float64Array, at: number): void {
    const { track } = this.lane;
    const x0 = Math.max(0, this.x(track.start(from)));
    const x1 = Math.min(this.area.w, this.x(track.endOf(to - 1)));
    let total = 0;
    for (let l = 0; l < LOOKS; l++) total += sums[at + l]!;
    if (total <= 0) return;
    for (let l = 1; l < LOOKS; l++) {
      if (sums[at + l]! > 0) this.spread(x0, x1, l, sums[at + l]! / total);
    }
  }

  /** Adds to the columns that [x0, x1) covers; it is at most two. */
  private spread(x0: number, x1: number, look: number, share: number): void {
    const first = Math.floor(x0);
    const second = Math.min(Math.floor(x1), Math.ceil(this.area.w) - 1);
    if (first < 0 || first > second) return;
    if (first === second) columns[first * LOOKS + look]! += Math.max(x1 - x0, 1e-9) * share;
    else {
      columns[first * LOOKS + look]! += (first + 1 - x0) * share;
      columns[second * LOOKS + look]! += (x1 - second) * share;
      touched[second] = 1;
    }
    touched[first] = 1;
  }

  private rect(i: number, look: number, x0: number, x1: number): void {
    const { track, kind } = this.lane;
    const { focus } = this.o;
    const who = kind === 'G' ? this.lane.id : track.who(i);
    const back = focus !== 0 && who !== focus;
    const tone = look === Look.RUN && kind !== 'G' && who % 2 === 1 ? SECOND : look;
    const h = Math.max(2, this.area.h * HEIGHTS[look]!);
    const w = x1 - x0 > 3 ? x1 - x0 - 1 : x1 - x0;
    const set = back ? this.dimmed : this.paths;
    (set[tone] ??= new Path2D()).rect(
      this.area.x + x0, this.area.y + (this.area.h - h) / 2, w, h,
    );
    if (x1 - x0 >= LABEL_MIN) {
      const text = this.o.label(this.lane, i);
      if (text !== '') this.labels.push([text, x0, x1 - x0, look]);
    }
  }

  /** Columns become rectangles; equal neighbours are one. */
  private stackColumns(): void {
    const { area } = this;
    const width = Math.ceil(area.w);
    for (let column = 0; column < width; column++) {
      if (touched[column] === 0) continue;
      let y = area.y + area.h;
      for (const look of STACK) {
        const share = Math.min(1, columns[column * LOOKS + look]!);
        if (share <= 0) continue;
        const h = Math.max(look === Look.RUN ? 1.5 : 0.75, share * area.h);
        y -= h;
        const set = this.o.focus !== 0 && this.lane.kind !== 'G' ? this.dimmed : this.paths;
        (set[look] ??= new Path2D()).rect(area.x + column, Math.max(area.y, y), 1, h);
      }
    }
  }

  paint(c: Context): void {
    const { view, palette, alpha } = this.o;
    this.lane.track.walk(view.from, view.to, 1 / this.scale, this);
    this.stackColumns();
    const fill = (set: (Path2D | undefined)[], opacity: number): void => {
      for (let tone = 1; tone < TONES; tone++) {
        const path = set[tone];
        if (!path) continue;
        c.globalAlpha = tone === SECOND ? opacity * 0.74 : opacity;
        c.fillStyle = palette.looks[tone === SECOND ? Look.RUN : tone]!;
        c.fill(path);
      }
    };
    fill(this.dimmed, alpha * 0.3);
    fill(this.paths, alpha);
    c.globalAlpha = alpha;
    this.paintLabels(c);
    this.paintMarks(c);
    c.globalAlpha = 1;
  }

  private paintLabels(c: Context): void {
    const { area, o: { palette } } = this;
    c.font = `600 10.5px ${FONT}`;
    c.textBaseline = 'middle';
    c.textAlign = 'left';
    for (const [text, x, w, look] of this.labels) {
      const shown = fitted(c, text, w - 9);
      if (shown === '') continue;
      const on = look === Look.RUN || look === Look.SYSCALL || look === Look.STOP
        || look === Look.RUNNABLE;
      const y = area.y + area.h / 2 + 0.5;
      // Other spans are thinner than the text: it stands in a gap of theirs.
      if (!on) this.gap(c, area.x + x + 3, y - 5, c.measureText(shown).width + 5);
      c.fillStyle = on ? palette.background : palette.dim;
      c.fillText(shown, area.x + x + 5, y);
    }
  }

  private gap(c: Context, x: number, y: number, w: number): void {
    c.clearRect(x, y, w, 10);
    if (this.o.ground === undefined) return;
    c.fillStyle = this.o.ground;
    c.fillRect(x, y, w, 10);
  }

  /** Where a marked line begins to run or to wait. */
  private paintMarks(c: Context): void {
    if (this.marks.length === 0) return;
    const { area, o: { palette } } = this;
    c.fillStyle = palette.accent;
    c.beginPath();
    for (const x of this.marks) {
      c.moveTo(area.x + x - 3.5, area.y - 2);
      c.lineTo(area.x + x + 3.5, area.y - 2);
      c.lineTo(area.x + x, area.y + 4);
    }
    c.fill();
  }
}

/** Widths of labels, which are few and come again and again. */
const widths = new Map<string, number>();

/** The text, cut to a width; empty when nothing sensible is left. */
function fitted(c: Context, text: string, width: number): string {
  let known = widths.get(text);
  if (known === undefined) {
    if (widths.size > 20_000) widths.clear();
    known = c.measureText(text).width;
    widths.set(text, known);
  }
  if (known <= width) return text;
  const room = Math.floor((text.length * width) / known) - 1;
  return room >= 6 ? `${text.slice(0, room)}…` : '';
}

export function paintLane(c: Context, lane: Lane, area: LaneArea, options: LanePaint): void {
  new LanePainter(lane, area, options).paint(c);
}
