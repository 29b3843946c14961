/** What can be done with the run on screen, whoever asks for it: a key, a button, a story. */
import type { LaneBy } from './model/lanes.ts';
import { recordOfG, waitBefore, wakerOf } from './model/find.ts';
import { Look } from './model/look.ts';
import { reveal, type View, zoom } from './model/view.ts';
import { pointToLine } from './reveal.ts';
import {
  asked, at, endNs, lanesBy, markedLine, playing, selected, shown, stale, time, view, views,
} from './state.ts';

/** Puts the playhead behind the first `count` records. */
export function seekRecord(count: number): void {
  const now = shown.peek();
  if (!now) return;
  const target = Math.max(0, Math.min(count, now.index.length));
  at.value = target;
  time.value = now.index.timeOf(target - 1);
  view.value = reveal(view.peek(), time.peek(), endNs.peek());
}

/** Puts the playhead behind all records of a moment; before all records if it is negative. */
export function seekTime(ns: number): void {
  const now = shown.peek();
  if (!now) return;
  if (ns < 0) return seekRecord(0);
  const target = Math.min(ns, endNs.peek());
  time.value = target;
  at.value = now.index.countUntil(target);
}

/** One record on or back; what it did is explained. */
export function stepEvent(by: 1 | -1): void {
  playing.value = false;
  seekRecord(at.peek() + by);
  explainLast();
}

/** The next or the last event of the selected goroutine. */
export function stepSelected(by: 1 | -1): void {
  const now = shown.peek();
  const g = selected.peek();
  if (!now || g === 0) return stepEvent(by);
  playing.value = false;
  const from = by === 1 ? at.peek() : at.peek() - 2;
  const found = recordOfG(now.run.log, g, from, by);
  if (found >= 0 && found < now.index.length) seekRecord(found + 1);
  explainLast();
}

/** Explains the record just before the playhead. */
export function explainLast(): void {
  const index = at.peek() - 1;
  asked.value = index >= 0 ? { kind: 'record', index } : undefined;
}

export function explainRecord(index: number): void {
  seekRecord(index + 1);
  asked.value = { kind: 'record', index };
  const now = shown.peek();
  if (now && index < now.index.length) showLine(now.run.log.at(index).pc);
}

/** The line of the program at an instruction, 0: none of this program as it is in the editor. */
export function lineOf(pc: number): number {
  const now = shown.peek();
  if (!now || stale.peek()) return 0;
  const place = now.names.line(pc);
  return place?.file.endsWith(now.run.meta.name) ? place.line : 0;
}

/** Points to that line in the editor. */
export function showLine(pc: number): void {
  const line = lineOf(pc);
  if (line > 0) pointToLine(line);
}

export function select(g: number): void {
  selected.value = selected.peek() === g ? 0 : g;
}

/** The wait that the selected goroutine is in, or was in last: goes to whoever ended it. */
export function jumpToWaker(): boolean {
  const now = shown.peek();
  const lane = now?.index.gs.get(selected.peek());
  if (!now || !lane) return false;
  const i = waitBefore(lane, time.peek());
  const waker = i < 0 ? undefined : wakerOf(now.index, lane, i);
  if (!waker) return false;
  playing.value = false;
  explainRecord(waker.rec);
  if (waker.by !== 0) selected.value = waker.by;
  return true;
}

/** Leaves a view in such a way that one can come back. */
export function setView(next: View): void {
  views.leave(view.peek());
  view.value = next;
}

export function zoomBy(factor: number): void {
  const v = view.peek();
  const inside = time.peek() >= v.from && time.peek() <= v.to;
  setView(zoom(v, factor, inside ? time.peek() : (v.from + v.to) / 2));
}

export function viewBack(): void {
  const before = views.back();
  if (before) view.value = before;
}

/** By what the lanes of the run on screen can go. */
export function laneKinds(): LaneBy[] {
  const cores = (shown.peek()?.index.cores.length ?? 0) > 0;
  return cores ? ['P', 'G', 'M', 'C'] : ['P', 'G', 'M'];
}

/** By P, by goroutine, by thread, by core: time and selection stay. */
export function cycleLanes(): void {
  const order = laneKinds();
  lanesBy.value = order[(order.indexOf(lanesBy.peek()) + 1) % order.length]!;
}

/** Spans that began on a line of the program: the next one after the playhead. */
export function markLine(line: number): void {
  markedLine.value = markedLine.peek() === line ? 0 : line;
  if (markedLine.peek() === 0) return;
  const now = shown.peek();
  if (!now) return;
  const file = now.run.meta.name;
  const from = at.peek();
  for (let k = 0; k < now.index.length; k++) {
    const i = (from + k) % now.index.length;
    const place = now.names.line(now.run.log.at(i).pc);
    if (place?.line === line && place.file.endsWith(file)) {
      playing.value = false;
      explainRecord(i);
      return;
    }
  }
}

/** The first span of the selected goroutine that waits at the playhead, for tests and stories. */
export function isWaiting(g: number): boolean {
  const lane = shown.peek()?.index.gs.get(g);
  if (!lane) return false;
  const i = lane.track.at(time.peek());
  return i >= 0 && lane.track.look(i) === Look.WAIT;
}
