/**
 * Where the page starts. First a stored run plays, so that there is something to see at once; the
 * compiler and the editor come meanwhile.
 */
import { h, render } from 'preact';
import { seekRecord } from './actions.ts';
import { warmUp } from './engine.ts';
import { FIRST } from './presets/list.ts';
import { inflate } from './model/link.ts';
import { readRun } from './model/run.ts';
import { App } from './parts/app.tsx';
import { sceneNow } from './parts/scene.tsx';
import { play } from './player.ts';
import { adopt, openBytes, openLink } from './shell.ts';
import { at, phase, preset, shown, time, trouble } from './state.ts';
import { initTheme } from './theme.ts';

/** What `gopark ui FILE` was given; the server puts it beside the page. */
interface Given { name: string; url: string }

function given(): Given | undefined {
  const element = document.getElementById('given');
  return element?.textContent ? JSON.parse(element.textContent) as Given : undefined;
}

async function openGiven({ name, url }: Given): Promise<void> {
  const response = await fetch(new URL(url, location.href));
  await openBytes(name, new Uint8Array(await response.arrayBuffer()));
}

/** The run that was stored when the page was built. */
async function firstRun(): Promise<void> {
  const response = await fetch(new URL('./first-run.bin', import.meta.url));
  const packed = new Uint8Array(await response.arrayBuffer());
  preset.value = FIRST;
  adopt(readRun(await inflate(packed)));
  performance.mark('gopark-first-run');
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play();
}

async function start(): Promise<void> {
  initTheme();
  const app = document.getElementById('app')!;
  app.textContent = '';
  render(h(App, null), app);
  const file = given();
  try {
    if (file) await openGiven(file);
    else if (!/p1=/.test(location.hash) || !await openLink()) await firstRun();
  } catch (error) {
    trouble.value = `The first run could not be loaded (${(error as Error).message}).`;
  }
  warmUp();
}

/** For the console, and for tests. */
const gopark = {
  position: () => ({ at: at.peek(), time: time.peek() }),
  scene: () => { const now = shown.peek(); return now && sceneNow(now); },
  phase: () => phase.peek(),
  seek: (records: number) => seekRecord(Math.round(records)),
  run: () => {
    const now = shown.peek();
    const { hash, settings } = now?.run.meta ?? {};
    return now && { records: now.index.length, hash, settings };
  },
};
Object.assign(globalThis, { gopark });

void start();
addEventListener('hashchange', () => void openLink());
