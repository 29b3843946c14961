/** Findings that the reader does not want to hear of, by topic; the browser remembers them. */
import { signal } from '@preact/signals';
import type { ResultDocument } from '../measure/document.ts';
import { type Finding, type Topic, worthALook } from '../measure/finding.ts';

const KEY = 'gopark-muted';
/** So many are shown at a time. */
const MOST = 3;

function kept(): Topic[] {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(list) ? list.filter((x) => typeof x === 'string') as Topic[] : [];
  } catch {
    // Storage may be forbidden, or hold something else: then nothing is muted.
    return [];
  }
}

export const muted = signal<readonly Topic[]>(kept());

function keep(list: readonly Topic[]): void {
  muted.value = list;
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Until the page is left, then.
  }
}

export const mute = (topic: Topic): void => keep([...muted.peek(), topic]);
export const unmuteAll = (): void => keep([]);

/** What is worth a look in a run, and how much of it is muted. */
export function heard(doc: ResultDocument): { shown: Finding[]; silent: number } {
  const all = worthALook(doc);
  const loud = all.filter(({ topic }) => !muted.value.includes(topic));
  return { shown: loud.slice(0, MOST), silent: all.length - loud.length };
}
