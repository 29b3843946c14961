/**
 * Where everything in a scene is drawn. A pure function of the scene and the width, without a
 * canvas, so that tests and hit-testing use the very positions that are painted.
 *
 *     [ global queue: G4 G9 ...                                        ]
 *     [ cores: 0 M0 | 1 M4 | 2 neighbour | 3 stands; quota |||||||    ]
 *     [ P0 running  ] [ P1 spinning ] [ P2 idle     ] [ P3 running  ]
 *     [ [G17]  next ] [             ] [             ] [             ]
 *     [ G3 G4 +213  ] [             ] [             ] [             ]
 *     (      M0     ) (     M4      )                 (     M2      )
 *     [ asleep: M1 M5 ] [ system calls: M3·G8 ] [ timers ] [ chan 1 ] ...
 */
import { type BudgetBar, type CoreCell, coreStrip } from './layoutcores.ts';
import type { PBox, Scene, Shelf, Token } from './scene.ts';
import type { Budget } from './usage.ts';

export interface Rect { x: number; y: number; w: number; h: number }

/** What a rectangle stands for. */
export type Target =
  | { kind: 'g'; id: number } | { kind: 'p'; id: number } | { kind: 'm'; id: number }
  | { kind: 'core'; id: number } | { kind: 'shelf'; id: string };

export interface PlacedToken extends Rect {
  g: number;
  look: number;
  big: boolean;
}

export interface PlacedBox extends Rect {
  /** `p` a processor, `card` a queue or a group of waiters. */
  kind: 'p' | 'card';
  key: string;
  title: string;
  /** What stands at its right: a state, a number. */
  note: string;
  look: number;
  p: number;
}

/** A thread's badge; `p` is the P that it holds, -1: none. */
export interface PlacedThread extends Rect { m: number; p: number; spinning: boolean }

/** An empty place: a runnext that holds nobody, a running slot. */
export interface Slot extends Rect { label: string }

export interface More extends Rect { text: string; key: string }

export interface SceneLayout {
  width: number;
  height: number;
  boxes: PlacedBox[];
  tokens: PlacedToken[];
  threads: PlacedThread[];
  slots: Slot[];
  more: More[];
  /** With the operating system's layer. */
  cells: CoreCell[];
  bar: BudgetBar | undefined;
}

export interface LayoutOptions {
  width: number;
  /** Digits of the largest goroutine number: tokens are wide enough for it. */
  digits: number;
  /** A P that is shown with its whole queue; -1: none. */
  zoomed: number;
  /** Most waiters of each group, by key: cards keep their size through a run. */
  peaks: ReadonlyMap<string, number>;
  /** What of the quota is used at this moment. */
  budget?: Budget | undefined;
}

const GAP = 10;
const TOKEN_H = 18;
const TOKEN_GAP = 3;
const PAD = 10;
const HEAD = 24;
const P_MIN = 168;
const P_MIN_COMPACT = 118;
const P_H = 100;
const M_H = 18;
const M_W = 38;
const MANY_PS = 16;

class Layouter {
  readonly out: SceneLayout;
  private readonly tokenW: number;
  private y = 0;
  private readonly o: LayoutOptions;

  constructor(o: LayoutOptions) {
    this.o = o;
    this.tokenW = 18 + 6.9 * (1 + Math.max(2, o.digits));
    this.out = {
      width: o.width, height: 0, boxes: [], tokens: [], threads: [], slots: [], more: [],
      cells: [], bar: undefined,
    };
  }

  run(scene: Scene): SceneLayout {
    this.globalQueue(scene);
    if (scene.cores.length > 0) this.cores(scene);
    this.processors(scene.ps);
    this.cards(scene);
    this.out.height = this.y;
    return this.out;
  }

  private box(rect: Rect, fields: Partial<PlacedBox> & { key: string; title: string }): void {
    this.out.boxes.push({ kind: 'card', note: '', look: 0, p: -1, ...rect, ...fields });
  }

  private token(t: Token, x: number, y: number, big = false): void {
    const w = big ? this.tokenW + 26 : this.tokenW;
    this.out.tokens.push({ g: t.g, look: t.look, big, x, y, w, h: big ? 28 : TOKEN_H });
  }

  /** Tokens in rows inside a rectangle; what does not fit is counted in a last place. */
  private shelf(shelf: Shelf, area: Rect, key: string): void {
    const step = this.tokenW + TOKEN_GAP;
    const perRow = Math.max(1, Math.floor((area.w + TOKEN_GAP) / step));
    const rows = Math.max(1, Math.floor((area.h + TOKEN_GAP) / (TOKEN_H + TOKEN_GAP)));
    const room = perRow * rows;
    const shown = shelf.count > room ? room - 1 : shelf.count;
    const at = (i: number): Rect => ({
      x: area.x + (i % perRow) * step, y: area.y + Math.floor(i / perRow) * (TOKEN_H + TOKEN_GAP),
      w: this.tokenW, h: TOKEN_H,
    });
    const tokens = shelf.tokens.slice(0, shown);
    tokens.forEach((t, i) => this.token(t, at(i).x, at(i).y));
    const hidden = shelf.count - tokens.length;
    if (hidden > 0) this.out.more.push({ ...at(tokens.length), text: `+${hidden}`, key });
  }

  private globalQueue(scene: Scene): void {
    const rect = { x: 0, y: 0, w: this.o.width, h: 34 };
    this.box(rect, {
      key: 'global', title: 'Global queue', note: String(scene.global.count || 'empty'),
    });
    const left = 158;
    this.shelf(scene.global, { x: left, y: 8, w: rect.w - left - PAD, h: TOKEN_H }, 'global');
    this.y = rect.h + GAP;
  }

  private processors(ps: readonly PBox[]): void {
    const compact = ps.length > MANY_PS;
    const min = compact ? P_MIN_COMPACT : P_MIN;
    const most = Math.max(1, Math.floor((this.o.width + GAP) / (min + GAP)));
    const rows = Math.ceil(ps.length / most);
    const columns = Math.max(1, Math.ceil(ps.length / Math.max(1, rows)));
    const widest = compact ? 200 : 460;
    const w = Math.min(widest, (this.o.width - GAP * (columns - 1)) / columns);
    let column = 0;
    for (const p of ps) {
      if (p.id === this.o.zoomed) continue;
      this.processor(p, { x: column * (w + GAP), y: this.y, w, h: compact ? 74 : P_H }, compact);
      if (++column === columns) {
        column = 0;
        this.y += (compact ? 74 : P_H) + M_H / 2 + GAP;
      }
    }
    if (column > 0) this.y += (compact ? 74 : P_H) + M_H / 2 + GAP;
    const zoomed = ps[this.o.zoomed];
    if (zoomed) this.zoomedProcessor(zoomed);
  }

  private cores(scene: Scene): void {
    const strip = coreStrip(scene, this.o.budget, this.o.width, this.y);
    this.box(strip.box, { key: 'cores', title: 'Cores', note: strip.note });
    this.out.cells.push(...strip.cells);
    this.out.bar = strip.bar;
    this.y += strip.box.h + GAP;
  }

  /** One P with its whole queue, over the full width. */
  private zoomedProcessor(p: PBox): void {
    const perRow = Math.max(1, Math.floor((this.o.width - 2 * PAD) / (this.tokenW + TOKEN_GAP)));
    const rows = Math.max(1, Math.ceil(p.ring.count / perRow));
    const h = P_H - TOKEN_H + rows * (TOKEN_H + TOKEN_GAP);
    this.processor(p, { x: 0, y: this.y, w: this.o.width, h }, false);
    this.y += h + M_H / 2 + GAP;
  }

  private processor(p: PBox, rect: Rect, compact: boolean): void {
    const { x, y, w, h } = rect;
    this.box(rect, {
      kind: 'p', key: `p${p.id}`, title: `P${p.id}`, note: p.word, look: p.look, p: p.id,
    });
    const bigW = this.tokenW + 26;
    const slotY = y + HEAD + 4;
    if (p.running) this.token(p.running, x + PAD, slotY, true);
    else if (p.hand) this.token(p.hand, x + PAD, slotY, true);
    else this.out.slots.push({ x: x + PAD, y: slotY, w: bigW, h: 28, label: '' });
    this.runnext(p, x + PAD + bigW + 12, slotY, w);
    const ringY = slotY + 34;
    if (!compact) {
      const ringH = Math.max(TOKEN_H, y + h - ringY - 12);
      const area = { x: x + PAD, y: ringY, w: w - 2 * PAD, h: ringH };
      if (p.ring.count === 0) this.out.slots.push({ ...area, h: TOKEN_H, label: 'queue empty' });
      else this.shelf(p.ring, area, `p${p.id}`);
    } else if (p.ring.count > 0) {
      const moreRect = { x: x + w - PAD - 34, y: slotY + 5, w: 34, h: TOKEN_H };
      this.out.more.push({ ...moreRect, text: `${p.ring.count}`, key: `p${p.id}` });
    }
    if (p.m >= 0) this.thread(p.m, x + w / 2 - M_W / 2, y + h - M_H / 2, p.id, p.look === 6);
  }

  private runnext(p: PBox, x: number, y: number, w: number): void {
    if (w < P_MIN - 20) return;
    if (p.runnext) this.token(p.runnext, x, y + 10);
    this.out.slots.push({
      x, y: y + 10, w: this.tokenW, h: TOKEN_H, label: p.runnext ? 'runnext ' : 'runnext',
    });
  }

  private thread(m: number, x: number, y: number, p: number, spinning = false): void {
    this.out.threads.push({ m, p, spinning, x, y, w: M_W, h: M_H });
  }

  /** Queues and groups of waiters, in rows. */
  private cards(scene: Scene): void {
    const flow = new Flow(this.o.width, this.y);
    const cards: { key: string; title: string; shelf: Shelf; threads: boolean }[] = [];
    if (scene.direct.count > 0) {
      cards.push({ key: 'direct', title: 'for a thread', shelf: scene.direct, threads: false });
    }
    if ((this.o.peaks.get('syscalls') ?? 0) > 0) {
      cards.push({ key: 'syscalls', title: 'system calls', shelf: scene.syscalls, threads: true });
    }
    for (const { key, label, shelf } of scene.waits) {
      cards.push({ key, title: label, shelf, threads: false });
    }
    for (const card of cards) this.card(flow, card);
    this.sleepers(flow, scene);
    this.y = flow.bottom;
  }

  private card(
    flow: Flow, { key, title, shelf, threads }: {
      key: string; title: string; shelf: Shelf; threads: boolean;
    },
  ): void {
    const step = this.tokenW + TOKEN_GAP + (threads ? M_W + 6 : 0);
    const peak = Math.max(this.o.peaks.get(key) ?? 1, 1);
    const columns = Math.min(peak, peak > 24 ? 8 : peak > 8 ? 6 : 4);
    const rows = Math.min(Math.ceil(peak / columns), peak > 24 ? 3 : 2);
    const titleW = 30 + 6.6 * (title.length + 4);
    const w = Math.max(titleW, columns * step - TOKEN_GAP + 2 * PAD);
    const h = HEAD + rows * (TOKEN_H + TOKEN_GAP) + 7;
    const rect = flow.place(w, h);
    this.box(rect, { key, title, note: String(shelf.count) });
    const area = { x: rect.x + PAD, y: rect.y + HEAD, w: rect.w - 2 * PAD, h: h - HEAD - 7 };
    if (threads) this.callers(shelf, area, columns, rows, step);
    else this.shelf(shelf, area, key);
  }

  /** Goroutines in system calls, each with the thread that it holds. */
  private callers(shelf: Shelf, area: Rect, columns: number, rows: number, step: number): void {
    const room = columns * rows;
    const shown = shelf.count > room ? room - 1 : shelf.count;
    const place = (i: number): [x: number, y: number] => [
      area.x + (i % columns) * step, area.y + Math.floor(i / columns) * (TOKEN_H + TOKEN_GAP),
    ];
    shelf.tokens.slice(0, shown).forEach((t, i) => {
      const [x, y] = place(i);
      this.thread(t.m, x, y, -1);
      this.token(t, x + M_W - 2, y);
    });
    if (shelf.count > shown) {
      const [x, y] = place(shown);
      const text = `+${shelf.count - shown}`;
      this.out.more.push({ x, y, w: this.tokenW, h: TOKEN_H, text, key: 'syscalls' });
    }
  }

  /** Threads without a P. */
  private sleepers(flow: Flow, scene: Scene): void {
    for (const { word, ms } of scene.threads) {
      const shown = Math.min(ms.length, 10);
      const w = Math.max(40 + 6.6 * (word.length + 9), shown * (M_W + 4) - 4 + 2 * PAD);
      const rect = flow.place(w, HEAD + TOKEN_H + 10);
      this.box(rect, { key: `threads ${word}`, title: `threads ${word}`, note: String(ms.length) });
      const last = ms.length > shown ? shown - 1 : shown;
      ms.slice(0, last).forEach((m, i) =>
        this.thread(m, rect.x + PAD + i * (M_W + 4), rect.y + HEAD, -1, word === 'spinning'));
      if (ms.length > last) {
        const x = rect.x + PAD + last * (M_W + 4);
        const text = `+${ms.length - last}`;
        this.out.more.push({ x, y: rect.y + HEAD, w: M_W, h: M_H, text, key: `threads ${word}` });
      }
    }
  }
}

/** Places rectangles from left to right, in rows. */
class Flow {
  bottom: number;
  private x = 0;
  private y: number;
  private readonly width: number;

  constructor(width: number, y: number) {
    this.width = width;
    this.y = y;
    this.bottom = y;
  }

  place(wanted: number, h: number): Rect {
    const w = Math.min(wanted, this.width);
    if (this.x > 0 && this.x + w > this.width) {
      this.x = 0;
      this.y = this.bottom + GAP;
    }
    const rect = { x: this.x, y: this.y, w, h };
    this.x += w + GAP;
    this.bottom = Math.max(this.bottom, this.y + h);
    return rect;
  }
}

export function layoutOf(scene: Scene, options: LayoutOptions): SceneLayout {
  return new Layouter(options).run(scene);
}

const inside = (r: Rect, x: number, y: number): boolean =>
  x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;

/** What lies at a point; the smallest thing wins. */
export function hit(layout: SceneLayout, x: number, y: number): Target | undefined {
  const token = layout.tokens.find((t) => inside(t, x, y));
  if (token) return { kind: 'g', id: token.g };
  const more = layout.more.find((m) => inside(m, x, y));
  if (more) return { kind: 'shelf', id: more.key };
  const thread = layout.threads.find((t) => inside(t, x, y));
  if (thread) return { kind: 'm', id: thread.m };
  const core = layout.cells.find((cell) => inside(cell, x, y));
  if (core) return { kind: 'core', id: core.id };
  const box = layout.boxes.find((b) => inside(b, x, y));
  if (!box) return undefined;
  return box.kind === 'p' ? { kind: 'p', id: box.p } : { kind: 'shelf', id: box.key };
}
