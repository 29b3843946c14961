/**
 * What the page knows, as signals. Everything that is shown follows from these; parts read them,
 * actions (actions.ts) set them.
 */
import { computed, signal } from '@preact/signals';
import type { ResultDocument } from '../measure/document.ts';
import { RunIndex } from './model/index.ts';
import type { LaneBy } from './model/lanes.ts';
import { Names } from './model/names.ts';
import type { Run, RunSettings } from './model/run.ts';
import { fit, type View, ViewHistory } from './model/view.ts';
import type { Remark } from './messages.ts';

/** A run that is on screen. */
export interface Shown {
  run: Run;
  names: Names;
  index: RunIndex;
}

export type Phase = 'idle' | 'compiling' | 'running' | 'paused';

export const name = signal('main.go');
export const source = signal('');
export const settings = signal<RunSettings>({});
export const remarks = signal<Remark[]>([]);

export const phase = signal<Phase>('idle');
/** Why a run paused by itself. */
export const pausedBy = signal<'records' | 'time'>('records');
/** One sentence about something that went wrong, and whether it may be put away. */
export const trouble = signal('');
/** One sentence about something that went well. */
export const notice = signal('');

export const shown = signal<Shown | undefined>(undefined);
/** Raised when the run on screen has grown, or is described better. */
export const grown = signal(0);
/** The source that the run on screen was made from. */
export const ranSource = computed(() => shown.value?.run.meta.source ?? '');
export const stale = computed(() => shown.value !== undefined && ranSource.value !== ''
  && ranSource.value !== source.value);

/** Records before the playhead, and its time. */
export const at = signal(0);
export const time = signal(0);
export const playing = signal(false);
/** Simulated ns in a second. */
export const speed = signal(1e5);

export const selected = signal(0);
export const hovered = signal(0);
/** The P that is shown with its whole queue; -1: none. */
export const zoomedP = signal(-1);
/** What is being explained: a record, or a P that is idle. */
export const asked = signal<{ kind: 'record'; index: number } | { kind: 'p'; id: number }
  | undefined>(undefined);

export const lanesBy = signal<LaneBy>('P');
export const view = signal<View>(fit(1000));
export const views = new ViewHistory();

/** Where the rules of the scheduler are explained; empty: nowhere near, as in a report. */
export const rulesAt = signal('./');

export const theme = signal<'light' | 'dark'>('light');
export const embed = signal(false);
export const dialog = signal<'' | 'keys' | 'share' | 'open'>('');
/** The preset in the editor, and the step of its story; -1: the story is closed. */
export const preset = signal('');
export const storyStep = signal(-1);
/** A line of the program whose spans are marked; 0: none. */
export const markedLine = signal(0);

export const endNs = computed(() => {
  grown.value;
  const now = shown.value;
  return now ? Math.max(now.index.endNs, now.run.meta.endNs) : 0;
});

export const resultDocument = computed<ResultDocument | undefined>(() => {
  grown.value;
  return shown.value?.run.meta.document;
});

/** Builds what pictures need for a run; its records are folded as time permits (feed.ts). */
export function show(run: Run): Shown {
  const names = new Names(run.symbols);
  const next = { run, names, index: new RunIndex(run.log, names) };
  shown.value = next;
  selected.value = 0;
  hovered.value = 0;
  zoomedP.value = -1;
  if (lanesBy.peek() === 'C') lanesBy.value = 'P';
  asked.value = undefined;
  markedLine.value = 0;
  at.value = 0;
  time.value = 0;
  grown.value++;
  return next;
}
