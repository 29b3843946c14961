/** Where the cores of the operating system's layer are drawn: a strip above the Ps. */
import { formatDuration } from '../../config/duration.ts';
import type { Rect } from './layout.ts';
import type { Scene } from './scene.ts';
import type { Budget } from './usage.ts';

/** One core: its number, and who is on it. */
export interface CoreCell extends Rect { id: number; look: number; word: string; m: number }

/** How much of the quota is used: a bar and what stands beside it. */
export interface BudgetBar extends Rect { share: number; text: string; empty: boolean }

export interface CoreStrip {
  box: Rect;
  /** What stands at the right of the title. */
  note: string;
  cells: CoreCell[];
  bar: BudgetBar | undefined;
}

const PAD = 10;
const HEAD = 24;
const CELL_H = 22;
const CELL_W = 74;
const CELL_GAP = 5;
const BAR_H = 18;
/** So many cores are drawn; more are counted in the note. */
const MOST = 64;

function noteOf(scene: Scene): string {
  const busy = scene.cores.filter((core) => core.m >= 0).length;
  const standing = scene.standing.length;
  const threads = `${standing} thread${standing === 1 ? '' : 's'}`;
  const wait = standing === 0 ? '' : ` · ${threads} without one`;
  return `${busy} of ${scene.cores.length} run the program${wait}`;
}

export function budgetText({ usedNs, quotaNs, leftNs, throttled }: Budget): string {
  const used = `${formatDuration(usedNs)} of ${formatDuration(quotaNs)} used`;
  const next = `full again in ${formatDuration(leftNs)}`;
  return throttled > 0 ? `quota used up: ${used}, ${next}` : `quota: ${used}, ${next}`;
}

/** The strip at height `y`, over the whole width. */
export function coreStrip(
  scene: Scene, budget: Budget | undefined, width: number, y: number,
): CoreStrip {
  const inner = width - 2 * PAD;
  const columns = Math.max(1, Math.floor((inner + CELL_GAP) / (CELL_W + CELL_GAP)));
  const shown = scene.cores.slice(0, MOST);
  const rows = Math.ceil(shown.length / columns);
  const cellsH = rows * (CELL_H + CELL_GAP) - CELL_GAP;
  const h = HEAD + cellsH + (budget ? BAR_H + 6 : 0) + PAD;
  const cells = shown.map((core, i): CoreCell => ({
    x: PAD + (i % columns) * (CELL_W + CELL_GAP),
    y: y + HEAD + Math.floor(i / columns) * (CELL_H + CELL_GAP),
    w: CELL_W, h: CELL_H, id: core.id, look: core.look, word: core.word, m: core.m,
  }));
  const bar = budget && {
    x: PAD, y: y + HEAD + cellsH + 6, w: inner, h: BAR_H, text: budgetText(budget),
    share: Math.min(1, budget.usedNs / budget.quotaNs), empty: budget.throttled > 0,
  };
  return { box: { x: 0, y, w: width, h }, note: noteOf(scene), cells, bar };
}
