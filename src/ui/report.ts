/** Where a report starts: unpacks the run that the command put into the file, and shows it. */
import { h, render } from 'preact';
import { seekTime } from './actions.ts';
import { feedNow, settled } from './feed.ts';
import { fromBase64, inflate } from './model/link.ts';
import { readRun } from './model/run.ts';
import { speedFor } from './model/clock.ts';
import { fit } from './model/view.ts';
import { Report } from './parts/report.tsx';
import { endNs, rulesAt, show, speed, view } from './state.ts';
import { initTheme } from './theme.ts';

/** Where the playhead stands at first: where something goes on, as a rule. */
const START = 0.3;

async function start(): Promise<void> {
  initTheme();
  rulesAt.value = '';
  const app = document.getElementById('app')!;
  const data = document.getElementById('data')?.textContent?.trim() ?? '';
  try {
    const run = readRun(await inflate(fromBase64(data)));
    document.title = `${run.meta.name}: gopark report`;
    feedNow(show(run), 5000);
    await settled();
    view.value = fit(endNs.peek());
    speed.value = speedFor(endNs.peek());
    app.textContent = '';
    seekTime(endNs.peek() * START);
    render(h(Report, null), app);
  } catch (error) {
    app.textContent = `This report is damaged: ${(error as Error).message}`;
  }
}

void start();
