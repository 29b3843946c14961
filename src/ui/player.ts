/**
 * Playing: one animation frame after the other moves the playhead on. It touches nothing but the
 * playhead; whatever is drawn follows from that.
 */
import { seekTime } from './actions.ts';
import { reveal } from './model/view.ts';
import { at, endNs, playing, shown, speed, time, view } from './state.ts';

let last = 0;

function frame(now: number): void {
  if (!playing.peek()) return;
  const passed = Math.min(100, now - last);
  last = now;
  const next = time.peek() + (passed / 1000) * speed.peek();
  const end = endNs.peek();
  if (next >= end) {
    seekTime(end);
    playing.value = false;
    return;
  }
  seekTime(next);
  const shownView = view.peek();
  const moved = reveal(shownView, next, end);
  if (moved !== shownView) view.value = moved;
  requestAnimationFrame(frame);
}

export function play(): void {
  if (!shown.peek() || playing.peek()) return;
  if (time.peek() >= endNs.peek()) {
    time.value = 0;
    at.value = 0;
    view.value = { ...view.peek() };
  }
  playing.value = true;
  last = performance.now();
  requestAnimationFrame(frame);
}

export function pause(): void {
  playing.value = false;
}

export function toggle(): void {
  if (playing.peek()) pause();
  else play();
}
