/** Paints a laid-out scene: boxes, slots, threads, tokens on their way, traces of what happened. */
import { Look } from '../model/look.ts';
import type {
  More, PlacedBox, PlacedThread, PlacedToken, Rect, SceneLayout, Slot,
} from '../model/layout.ts';
import { paintBudget, paintCore } from './cores.ts';
import { mark } from './mark.ts';
import type { Motion } from './motion.ts';
import { FONT, type Palette } from './palette.ts';

/** A line from where something was to where it is; `age` goes from 0 to 1. */
export interface Trace {
  from: Rect;
  to: Rect;
  look: number;
  age: number;
}

export interface ScenePaint {
  palette: Palette;
  selected: number;
  hovered: number;
  /** What the last record was about: these are outlined. */
  accent: { g: number; p: number; m: number };
  traces: readonly Trace[];
}

type Context = CanvasRenderingContext2D;

function rounded(c: Context, r: Rect, radius: number): void {
  c.beginPath();
  c.roundRect(r.x + 0.5, r.y + 0.5, Math.max(1, r.w - 1), Math.max(1, r.h - 1), radius);
}

function text(
  c: Context, s: string, x: number, y: number, colour: string, font: string,
  align: CanvasTextAlign = 'left',
): void {
  c.font = font;
  c.fillStyle = colour;
  c.textAlign = align;
  c.textBaseline = 'middle';
  c.fillText(s, x, y);
}

const SMALL = `11px ${FONT}`;
const BOLD = `600 12px ${FONT}`;

function box(c: Context, b: PlacedBox, { palette, accent }: ScenePaint): void {
  const isP = b.kind === 'p';
  const lit = isP && accent.p === b.p;
  rounded(c, b, 7);
  c.fillStyle = isP ? palette.panel : palette.raised;
  c.fill();
  c.lineWidth = lit ? 1.6 : 1;
  c.strokeStyle = lit ? palette.accent : palette.border;
  c.stroke();
  const y = b.key === 'global' ? b.y + b.h / 2 : b.y + 14;
  text(c, b.title, b.x + 10, y, palette.text, isP ? `600 13px ${FONT}` : BOLD);
  if (!isP) {
    const x = b.key === 'global' ? b.x + 102 : b.x + b.w - 10;
    const align = b.key === 'global' ? 'left' : 'right';
    text(c, b.note, x, y, palette.dim, SMALL, align);
    return;
  }
  const idle = b.look === Look.NONE;
  const colour = idle ? palette.dim : palette.looks[b.look]!;
  text(c, b.note, b.x + b.w - 10, y, idle ? palette.dim : palette.text, SMALL, 'right');
  const width = c.measureText(b.note).width;
  mark(c, b.look, b.x + b.w - 18 - width, y, 4, colour);
  if (!idle) {
    c.fillStyle = colour;
    c.beginPath();
    c.roundRect(b.x + 1, b.y + 1, b.w - 2, 3, [6, 6, 0, 0]);
    c.fill();
  }
}

function slot(c: Context, s: Slot, palette: Palette): void {
  c.setLineDash([3, 3]);
  rounded(c, s, 6);
  c.lineWidth = 1;
  c.strokeStyle = palette.border;
  if (!s.label.startsWith('queue')) c.stroke();
  c.setLineDash([]);
  if (s.label.startsWith('runnext')) {
    text(c, 'runnext', s.x + 1, s.y - 6, palette.dim, `9.5px ${FONT}`);
  } else if (s.label !== '') {
    text(c, s.label, s.x, s.y + s.h / 2, palette.faint, SMALL);
  }
}

function thread(c: Context, t: PlacedThread, { palette, accent }: ScenePaint): void {
  rounded(c, t, 9);
  c.fillStyle = palette.panel;
  c.fill();
  const lit = accent.m === t.m;
  c.lineWidth = lit ? 1.6 : 1;
  c.strokeStyle = lit ? palette.accent : t.spinning ? palette.looks[Look.SPIN]! : palette.faint;
  if (t.spinning) c.setLineDash([3, 2]);
  c.stroke();
  c.setLineDash([]);
  const [x, y] = [t.x + t.w / 2, t.y + t.h / 2 + 0.5];
  text(c, `M${t.m}`, x, y, palette.dim, `600 10.5px ${FONT}`, 'center');
}

function token(c: Context, t: PlacedToken, x: number, y: number, o: ScenePaint): void {
  const { palette, selected, hovered, accent } = o;
  const focus = selected || hovered;
  const mine = t.g === selected || t.g === hovered;
  c.globalAlpha = focus !== 0 && !mine ? 0.45 : 1;
  const at = { x, y, w: t.w, h: t.h };
  rounded(c, at, t.big ? 7 : 5);
  c.fillStyle = palette.tints[t.look]!;
  c.fill();
  const lit = t.g === accent.g || mine;
  c.lineWidth = lit ? 2 : 1;
  c.strokeStyle = mine ? palette.accent : palette.looks[t.look]!;
  c.stroke();
  const middle = y + t.h / 2;
  mark(c, t.look, x + (t.big ? 13 : 8), middle, t.big ? 4.5 : 3, palette.looks[t.look]!);
  const font = t.big ? `600 13px ${FONT}` : `600 10.5px ${FONT}`;
  const left = t.big ? 23 : 13;
  text(c, `G${t.g}`, x + left, middle + 0.5, palette.text, font);
  c.globalAlpha = 1;
}

function more(c: Context, m: More, palette: Palette): void {
  rounded(c, m, 5);
  c.fillStyle = palette.border;
  c.globalAlpha = 0.6;
  c.fill();
  c.globalAlpha = 1;
  text(c, m.text, m.x + m.w / 2, m.y + m.h / 2 + 0.5, palette.text, `600 10.5px ${FONT}`, 'center');
}

/** A bow from one place to the other, with a head. */
function trace(c: Context, t: Trace, palette: Palette): void {
  const [x0, y0] = [t.from.x + t.from.w / 2, t.from.y + t.from.h / 2];
  const [x1, y1] = [t.to.x + t.to.w / 2, t.to.y + t.to.h / 2];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 12) return;
  const bow = Math.min(46, length * 0.22);
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2 - bow];
  c.globalAlpha = 0.75 * (1 - t.age);
  c.strokeStyle = palette.looks[t.look]!;
  c.lineWidth = 2;
  c.setLineDash([5, 4]);
  c.beginPath();
  c.moveTo(x0, y0);
  c.quadraticCurveTo(cx, cy, x1, y1);
  c.stroke();
  c.setLineDash([]);
  const angle = Math.atan2(y1 - cy, x1 - cx);
  c.beginPath();
  c.moveTo(x1, y1);
  c.lineTo(x1 - 8 * Math.cos(angle - 0.4), y1 - 8 * Math.sin(angle - 0.4));
  c.lineTo(x1 - 8 * Math.cos(angle + 0.4), y1 - 8 * Math.sin(angle + 0.4));
  c.fillStyle = palette.looks[t.look]!;
  c.fill();
  c.globalAlpha = 1;
}

/** Paints everything; tokens where `motion` has them. */
export function paintScene(
  c: Context, layout: SceneLayout, motion: Motion, options: ScenePaint,
): void {
  const { palette } = options;
  for (const b of layout.boxes) box(c, b, options);
  for (const s of layout.slots) slot(c, s, palette);
  for (const cell of layout.cells) {
    paintCore(c, cell, palette, cell.m >= 0 && cell.m === options.accent.m);
  }
  if (layout.bar) paintBudget(c, layout.bar, palette);
  for (const t of layout.threads) thread(c, t, options);
  for (const m of layout.more) more(c, m, palette);
  for (const t of options.traces) trace(c, t, palette);
  const on = (t: PlacedToken) => motion.at(t.g) ?? t;
  for (const t of layout.tokens) token(c, t, on(t).x, on(t).y, options);
}
