/** What the page does beyond the run itself: links, files, pictures, other viewers. */
import { laneKinds, seekRecord, seekTime } from './actions.ts';
import { check, run } from './engine.ts';
import { feedNow, settled } from './feed.ts';
import type { LaneBy } from './model/lanes.ts';
import { decodeLink, encodeLink } from './model/link.ts';
import { readRun, type Run, writeRun } from './model/run.ts';
import { speedFor } from './model/clock.ts';
import { fit } from './model/view.ts';
import { pause, play } from './player.ts';
import {
  at, dialog, embed, endNs, lanesBy, name, notice, preset, remarks, selected,
  settings, show, shown, source, speed, storyStep, trouble, view,
} from './state.ts';

declare const GOPARK_VERSION: string;

/** Runs what is in the editor and plays it from the start. */
export async function runAndPlay(): Promise<void> {
  pause();
  await run();
  if (!shown.peek() || trouble.peek() !== '') return;
  seekTime(-1);
  play();
}

/** Shows a run that was made elsewhere. */
export function adopt(next: Run): void {
  pause();
  const now = show(next);
  if (next.meta.source !== '') {
    source.value = next.meta.source;
    name.value = next.meta.name;
    settings.value = { ...next.meta.settings };
  }
  feedNow(now, 2000);
  const end = Math.max(next.meta.endNs, now.index.endNs);
  view.value = fit(end);
  speed.value = speedFor(end);
}

export function newSource(text: string, called = 'main.go'): void {
  source.value = text;
  name.value = called;
  remarks.value = [];
  trouble.value = '';
  check();
}

// ---- links ------------------------------------------------------------------------------------

export async function shareLink(embedded = false): Promise<string> {
  const hash = await encodeLink({
    source: source.peek(), settings: settings.peek(), g: selected.peek(), at: at.peek(),
    by: lanesBy.peek(), embed: embedded,
  });
  return `${location.href.replace(/#.*$/, '')}#${hash}`;
}

/** Opens what the address says; false: it says nothing. */
export async function openLink(): Promise<boolean> {
  const { hash } = location;
  embed.value = /(^#|&)embed(&|$)/.test(hash);
  try {
    const shared = await decodeLink(hash);
    if (!shared) return false;
    newSource(shared.source);
    settings.value = shared.settings;
    await run();
    if (laneKinds().some((kind) => kind === shared.by)) lanesBy.value = shared.by as LaneBy;
    if (shared.at >= 0) seekRecord(shared.at);
    if (shared.g !== 0 && shown.peek()?.index.gs.has(shared.g)) selected.value = shared.g;
    return true;
  } catch (error) {
    trouble.value = `${(error as Error).message} The first example is shown instead.`;
    return false;
  }
}

// ---- files -------------------------------------------------------------------------------------

function save(bytes: BlobPart, file: string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const stem = (): string => name.peek().replace(/\.go$/, '');

export function downloadRun(): void {
  const now = shown.peek();
  if (!now) return;
  save(writeRun(now.run, GOPARK_VERSION) as Uint8Array<ArrayBuffer>, `${stem()}.gpr`,
    'application/octet-stream');
}

export function downloadSource(): void {
  save(source.peek(), name.peek(), 'text/plain');
}

const MOST_BYTES = 256 * 2 ** 20;

/** Opens a dropped or chosen file: Go source, or a saved run. */
export async function openFile(file: File): Promise<void> {
  if (file.size > MOST_BYTES) {
    const size = Math.round(file.size / 2 ** 20);
    trouble.value = `${file.name} is too large for this page (${size} MiB).`;
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  await openBytes(file.name, bytes);
}

export async function openBytes(called: string, bytes: Uint8Array): Promise<void> {
  dialog.value = '';
  preset.value = '';
  storyStep.value = -1;
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'GPR!') {
    try {
      adopt(readRun(bytes));
      await settled();
      notice.value = `${called} is shown.`;
    } catch (error) {
      trouble.value = `${called}: ${(error as Error).message}.`;
    }
    return;
  }
  if (bytes.subarray(0, 8000).includes(0)) {
    trouble.value = `${called} is neither Go source nor a saved run (.gpr).`;
    return;
  }
  newSource(new TextDecoder().decode(bytes), called.endsWith('.go') ? called : 'main.go');
  await runAndPlay();
}

/** The scene and the timeline as one picture. */
export function downloadPicture(): void {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>('canvas')]
    .filter((c) => c.width > 0 && c.height > 0);
  const [scene, base, over] = canvases;
  if (!scene || !base || !over) return;
  const out = document.createElement('canvas');
  out.width = Math.max(scene.width, base.width);
  out.height = scene.height + base.height;
  const c = out.getContext('2d')!;
  c.fillStyle = getComputedStyle(document.body).backgroundColor;
  c.fillRect(0, 0, out.width, out.height);
  c.drawImage(scene, 0, 0);
  c.drawImage(base, 0, scene.height);
  c.drawImage(over, 0, scene.height);
  out.toBlob((blob) => { if (blob) save(blob, `${stem()}.png`, 'image/png'); });
}

// ---- Perfetto -----------------------------------------------------------------------------------

const PERFETTO = 'https://ui.perfetto.dev';
const PING_MS = 200;
const PATIENCE_MS = 30_000;

/** Opens the run in Perfetto's viewer, on another origin: only after the page has said so. */
export async function openInPerfetto(): Promise<void> {
  const now = shown.peek();
  if (!now) return;
  const other = window.open(PERFETTO);
  if (!other) {
    trouble.value = 'The browser did not open another window.';
    return;
  }
  const { perfetto } = await import('../formats/perfetto.ts');
  const { names, run: { log, meta } } = now;
  const bytes = perfetto.write({
    log, end: endNs.peek(), funcName: (i) => names.func(i), where: (pc) => names.where(pc),
  }) as Uint8Array;
  const buffer = bytes.slice().buffer;
  const message = { perfetto: { buffer, title: meta.name, fileName: `${stem()}.pftrace` } };
  handOver(other, message);
}

/** Knocks until the viewer answers, then gives it the trace. */
function handOver(other: Window, message: unknown): void {
  let left = PATIENCE_MS / PING_MS;
  const knock = setInterval(() => {
    if (--left <= 0 || other.closed) clearInterval(knock);
    else other.postMessage('PING', PERFETTO);
  }, PING_MS);
  addEventListener('message', function answer(event) {
    if (event.origin !== PERFETTO || event.data !== 'PONG') return;
    clearInterval(knock);
    removeEventListener('message', answer);
    other.postMessage(message, PERFETTO);
  });
}
