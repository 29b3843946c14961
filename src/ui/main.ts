/**
 * Where the page starts. First a stored run plays, so that there is something to see at once; the
 * compiler and the editor come meanwhile.
 */
import { h, render } from 'preact';
import { warmUp } from './engine.ts';
import { FIRST } from './presets/list.ts';
import { inflate } from './model/link.ts';
import { readRun } from './model/run.ts';
import { App } from './parts/app.tsx';
import { play } from './player.ts';
import { adopt, openBytes, openLink } from './shell.ts';
import { preset, trouble } from './state.ts';
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
  render(h(App, null), document.getElementById('app')!);
  const file = given();
  try {
    if (file) await openGiven(file);
    else if (!/p1=/.test(location.hash) || !await openLink()) await firstRun();
  } catch (error) {
    trouble.value = `The first run could not be loaded (${(error as Error).message}).`;
  }
  warmUp();
}

void start();
addEventListener('hashchange', () => void openLink());
