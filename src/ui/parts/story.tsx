/** The examples, and the story that belongs to each: five to eight steps, then it is your turn. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { seekRecord } from '../actions.ts';
import { run, whenAtRest } from '../engine.ts';
import { settled } from '../feed.ts';
import { PRESETS } from '../presets/list.ts';
import type { Step } from '../presets/story.ts';
import { pause, play } from '../player.ts';
import { newSource, runAndPlay } from '../shell.ts';
import {
  asked, endNs, lanesBy, notice, phase, preset, selected, settings, shown, source, storyStep,
  trouble,
} from '../state.ts';

let programs: Promise<Record<string, string>> | undefined;

/** The programs of all examples. */
function loadPrograms(): Promise<Record<string, string>> {
  programs ??= fetch(new URL('./presets.json', import.meta.url))
    .then((r) => r.json() as Promise<Record<string, string>>);
  programs.catch(() => { programs = undefined; });
  return programs;
}

/** Puts an example in the editor and runs it. */
export async function openPreset(id: string): Promise<void> {
  try {
    const text = (await loadPrograms())[id];
    if (text === undefined) return;
    preset.value = id;
    storyStep.value = -1;
    settings.value = {};
    newSource(text);
    await runAndPlay();
  } catch {
    trouble.value = 'The examples could not be loaded.';
  }
}

/** A story is about the example as it is: another program, or other settings, are run again. */
async function setTheStage(step: Step): Promise<void> {
  await whenAtRest();
  const text = (await loadPrograms())[preset.peek()];
  const { meta } = shown.peek()?.run ?? {};
  const wanted = JSON.stringify(step.settings ?? {});
  if (meta && meta.source === text && wanted === JSON.stringify(meta.settings)) return;
  if (text !== undefined && source.peek() !== text) {
    newSource(text);
    notice.value = 'The story is about the example: its program is back (undo works).';
  }
  settings.value = { ...step.settings };
  await run();
}

/** Does what a step says: other settings, a place, a selection. */
async function enter(step: Step): Promise<void> {
  const { hereOf } = await import('../presets/story.ts');
  await setTheStage(step);
  pause();
  await settled();
  const now = shown.peek();
  if (!now || !step.at) return;
  const here = hereOf(step, { index: now.index, names: now.names, endNs: endNs.peek() });
  if (!here) return;
  if (step.by) lanesBy.value = step.by;
  selected.value = step.select ? here.r.g : 0;
  seekRecord(here.at);
  asked.value = { kind: 'record', index: here.at - 1 };
}

export function PresetPicker() {
  return (
    <label class="preset">
      <span class="visually-hidden">Example</span>
      <select value={preset.value} onChange={(e) => void openPreset(e.currentTarget.value)}>
        {preset.value === '' && <option value="">your program</option>}
        {PRESETS.map((p, i) => <option key={p.id} value={p.id}>{i + 1}. {p.title}</option>)}
      </select>
    </label>
  );
}

export function Story() {
  const steps = useSignal<readonly Step[]>([]);
  const [busy, setBusy] = useState(false);
  const id = preset.value;
  const open = storyStep.value >= 0;
  useEffect(() => {
    let gone = false;
    steps.value = [];
    if (!open) return undefined;
    void import('../presets/stories.ts').then((m) => {
      if (!gone) steps.value = m.STORIES[id] ?? [];
    });
    return () => { gone = true; };
  }, [id, open]);
  useSignalEffect(() => {
    const step = steps.value[storyStep.value];
    if (!step) return;
    setBusy(true);
    void enter(step).finally(() => setBusy(false));
  });
  const info = PRESETS.find((p) => p.id === id);
  if (!info) return null;
  const count = steps.value.length;
  const step = steps.value[storyStep.value];
  if (!step) {
    return (
      <section class="story closed" aria-label="Story">
        <p><b>{info.title}</b><span class="dim"> — {info.teaser}</span></p>
        <button type="button" class="primary small" disabled={open}
          onClick={() => { storyStep.value = 0; }}>Tell me</button>
      </section>
    );
  }
  const last = storyStep.value === count - 1;
  return (
    <section class="story" aria-label="Story">
      <header><b>{info.title}</b>
        <span class="dim small">step {storyStep.value + 1} of {count}</span>
        <button type="button" class="quiet" aria-label="Close the story"
          onClick={() => { storyStep.value = -1; }}>×</button></header>
      <p aria-live="polite">{step.text}</p>
      <footer>
        <button type="button" disabled={storyStep.value === 0 || busy}
          onClick={() => { storyStep.value--; }}>Back</button>
        {last
          ? (
            <button type="button" class="primary" disabled={busy || phase.value !== 'idle'}
              onClick={() => { storyStep.value = -1; play(); }}>Play it</button>
          )
          : (
            <button type="button" class="primary" disabled={busy}
              onClick={() => { storyStep.value++; }}>Next</button>
          )}
        <progress max={count} value={storyStep.value + 1} aria-label="Progress of the story" />
      </footer>
    </section>
  );
}
