/**
 * Takes new records into the index of the run on screen, a few milliseconds at a time, so that the
 * page stays at 60 frames a second while a million of them arrive.
 */
import { endNs, grown, shown, type Shown } from './state.ts';

const BUDGET_MS = 6;
const PIECE = 2000;

let scheduled = false;
let waiting: (() => void)[] = [];

/** There may be something new. */
export function feed(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(step, 0);
}

/** All records that are there have been taken in. */
export function settled(): Promise<void> {
  const done = new Promise<void>((resolve) => waiting.push(resolve));
  feed();
  return done;
}

function step(): void {
  scheduled = false;
  const now = shown.peek();
  if (!now) return;
  const until = performance.now() + BUDGET_MS;
  let more = true;
  while (more && performance.now() < until) more = now.index.advance(PIECE);
  if (!more) closeUp(now);
  grown.value++;
  if (more) feed();
  else for (const resolve of waiting.splice(0)) resolve();
}

/** The run may have gone on for a while after its last record. */
function closeUp({ index, run }: Shown): void {
  if (run.meta.endNs > index.endNs) index.finish(run.meta.endNs);
  endNs.peek();
}

/** Takes in at least `count` records at once: for a first picture. */
export function feedNow(now: Shown, count: number): void {
  now.index.advance(count);
  waiting ??= [];
  feed();
}
