/**
 * The window of the timeline: which stretch of time is shown on how many pixels. Values are made,
 * never changed, so that going back to an earlier one is trivial.
 */
export interface View {
  /** Time at the left and the right edge, in ns. */
  from: number;
  to: number;
}

/** A pixel shows at least so many ns: any finer, and there is nothing between two of them. */
const FINEST = 0.05;

export const spanOf = (view: View): number => view.to - view.from;

/** The whole run, with a little room at its end. */
export function fit(endNs: number): View {
  return { from: 0, to: Math.max(100, endNs * 1.02) };
}

/** A window that is not too narrow, not wider than the run needs, and near the run. */
export function clamp(view: View, endNs: number, width: number): View {
  const widest = Math.max(200, endNs * 1.25);
  const length = Math.min(widest, Math.max(spanOf(view), width * FINEST));
  const middle = (view.from + view.to) / 2;
  const from = Math.min(Math.max(middle - length / 2, -length * 0.1), endNs - length * 0.1);
  const start = Math.max(from, -length * 0.1);
  return { from: start, to: start + length };
}

/** Zooms by `factor` (less than 1: closer), keeping `time` where it is. */
export function zoom(view: View, factor: number, time: number): View {
  return { from: time - (time - view.from) * factor, to: time + (view.to - time) * factor };
}

export function pan(view: View, ns: number): View {
  return { from: view.from + ns, to: view.to + ns };
}

/** Brings a moment into view: pages on like a book, so that the picture mostly stands still. */
export function reveal(view: View, time: number, endNs: number): View {
  const length = spanOf(view);
  if (time < view.from) return pan(view, Math.max(time - 0.2 * length, -0.02 * length) - view.from);
  if (time <= view.to - 0.04 * length || view.to >= endNs) {
    return time <= view.to ? view : pan(view, time - view.to + 0.1 * length);
  }
  return pan(view, time - 0.2 * length - view.from);
}

/** Steps of 1, 2 and 5 times a power of ten, for the scale. */
export function tickStep(ns: number, width: number, wanted = 110): number {
  const raw = (ns / Math.max(1, width)) * wanted;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = [1, 2, 5, 10].find((k) => k * power >= raw) ?? 10;
  return Math.max(1, step * power);
}

/** Views that were left, for Ctrl-Z. */
export class ViewHistory {
  private readonly past: View[] = [];

  /** Remembers a view that is about to be left, unless it is the last one remembered. */
  leave(view: View): void {
    const last = this.past.at(-1);
    if (last && last.from === view.from && last.to === view.to) return;
    this.past.push(view);
    if (this.past.length > 100) this.past.shift();
  }

  back(): View | undefined {
    return this.past.pop();
  }
}
