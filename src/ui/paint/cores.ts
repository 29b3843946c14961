/** Paints the strip of cores, and the bar of the quota. */
import { Look } from '../model/look.ts';
import type { BudgetBar, CoreCell } from '../model/layoutcores.ts';
import { mark } from './mark.ts';
import { FONT, type Palette } from './palette.ts';

type Context = CanvasRenderingContext2D;

export function paintCore(c: Context, cell: CoreCell, palette: Palette, lit: boolean): void {
  const { x, y, w, h, look } = cell;
  c.beginPath();
  c.roundRect(x + 0.5, y + 0.5, w - 1, h - 1, 4);
  c.fillStyle = palette.tints[look]!;
  c.fill();
  c.lineWidth = lit ? 1.6 : 1;
  c.strokeStyle = lit ? palette.accent : look === Look.NONE ? palette.border : palette.looks[look]!;
  c.stroke();
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  c.font = `10px ${FONT}`;
  c.fillStyle = palette.dim;
  c.fillText(String(cell.id), x + 5, y + h / 2 + 0.5);
  mark(c, look, x + 22, y + h / 2, 3.2, palette.looks[look]!);
  c.font = `600 10.5px ${FONT}`;
  c.fillStyle = look === Look.NONE ? palette.dim : palette.text;
  c.fillText(cell.word, x + 29, y + h / 2 + 0.5, w - 32);
}

/** A bar that fills up within each period. */
export function paintBudget(c: Context, bar: BudgetBar, palette: Palette): void {
  const { x, y, w, h, share, empty } = bar;
  const look = empty ? Look.STOP : Look.RUN;
  c.beginPath();
  c.roundRect(x, y, w, h, 4);
  c.fillStyle = palette.tints[Look.NONE]!;
  c.fill();
  c.save();
  c.clip();
  c.fillStyle = palette.tints[look]!;
  c.fillRect(x, y, w * share, h);
  c.fillStyle = palette.looks[look]!;
  c.fillRect(x, y + h - 3, w * share, 3);
  c.restore();
  c.font = `11px ${FONT}`;
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  c.fillStyle = palette.text;
  c.fillText(bar.text, x + 8, y + h / 2 - 0.5, w - 12);
}
