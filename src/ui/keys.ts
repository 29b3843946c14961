/** Keys: a table, from which the list that `?` shows is made too. These are those of every view. */
import {
  cycleLanes, jumpToWaker, seekTime, select, setView, stepEvent, stepSelected, viewBack, zoomBy,
} from './actions.ts';
import { fit, pan, spanOf } from './model/view.ts';
import { toggle } from './player.ts';
import {
  asked, dialog, endNs, notice, selected, shown, speed, trouble, view, zoomedP,
} from './state.ts';
import { toggleTheme } from './theme.ts';

export interface Key {
  /** As KeyboardEvent.key, with `Shift-`, `Ctrl-` in front. */
  keys: string[];
  says: string;
  /** Also while a text is being edited. */
  always?: boolean;
  act(): void;
}

const move = (share: number): void => setView(pan(view.peek(), spanOf(view.peek()) * share));

/** The next goroutine in the order of creation. */
function neighbour(by: 1 | -1): void {
  const lanes = shown.peek()?.index.lanes ?? [];
  if (lanes.length === 0) return;
  const i = lanes.findIndex((l) => l.id === selected.peek());
  const next = i < 0 ? 0 : (i + by + lanes.length) % lanes.length;
  selected.value = lanes[next]!.id;
}

/** One thing after the other is put away: a dialog, an explanation, the selection. */
export function escape(): void {
  if (dialog.peek() !== '') dialog.value = '';
  else if (trouble.peek() !== '' || notice.peek() !== '') trouble.value = notice.value = '';
  else if (zoomedP.peek() >= 0) zoomedP.value = -1;
  else if (selected.peek() !== 0) select(selected.peek());
  else asked.value = undefined;
}

export const VIEW_KEYS: Key[] = [
  { keys: [' ', 'k'], says: 'play, pause', act: toggle },
  { keys: ['.', 'l', 'ArrowRight'], says: 'one event on', act: () => stepEvent(1) },
  { keys: [',', 'j', 'ArrowLeft'], says: 'one event back', act: () => stepEvent(-1) },
  { keys: ['Shift->', 'Shift-.', 'Shift-ArrowRight'],
    says: 'next event of the selected goroutine', act: () => stepSelected(1) },
  { keys: ['Shift-<', 'Shift-,', 'Shift-;', 'Shift-ArrowLeft'],
    says: 'last event of the selected goroutine', act: () => stepSelected(-1) },
  { keys: ['Home'], says: 'to the start', act: () => seekTime(-1) },
  { keys: ['End'], says: 'to the end', act: () => seekTime(endNs.peek()) },
  { keys: ['['], says: 'slower', act: () => { speed.value = Math.max(100, speed.peek() / 2); } },
  { keys: [']'], says: 'faster', act: () => { speed.value = Math.min(1e12, speed.peek() * 2); } },
  { keys: ['g'], says: 'lanes by P, by goroutine, by thread, by core', act: cycleLanes },
  { keys: ['n'], says: 'select the next goroutine', act: () => neighbour(1) },
  { keys: ['p'], says: 'select the previous goroutine', act: () => neighbour(-1) },
  { keys: ['u'], says: 'jump to who woke the selected goroutine', act: () => void jumpToWaker() },
  { keys: ['w', 'W', '+', '='], says: 'zoom in (w: to the waker, if a goroutine is selected)',
    act: () => { if (!jumpToWaker()) zoomBy(0.5); } },
  { keys: ['s', 'S', '-'], says: 'zoom out', act: () => zoomBy(2) },
  { keys: ['a', 'A'], says: 'move left in time', act: () => move(-0.25) },
  { keys: ['d', 'D'], says: 'move right in time', act: () => move(0.25) },
  { keys: ['0'], says: 'the whole run', act: () => setView(fit(endNs.peek())) },
  { keys: ['Ctrl-z', 'Meta-z', 'Backspace'], says: 'back to the last view', act: viewBack },
  { keys: ['t'], says: 'dark or light', act: toggleTheme },
  { keys: ['Escape'], says: 'close; deselect', always: true, act: escape },
];

function nameOf(e: KeyboardEvent): string {
  const shift = e.shiftKey && (e.key.length > 1 || /[<>.,;?]/.test(e.key)) ? 'Shift-' : '';
  return `${e.ctrlKey ? 'Ctrl-' : ''}${e.metaKey ? 'Meta-' : ''}${shift}${e.key}`;
}

/** Whether the key belongs to the element that has the focus. */
function isTyped(e: KeyboardEvent): boolean {
  const el = e.target;
  if (!(el instanceof HTMLElement) || el === document.body) return false;
  if (el.closest('.cm-editor, textarea, select')) return true;
  if (el instanceof HTMLInputElement) return el.type !== 'range' || e.key.startsWith('Arrow');
  const button = el.closest('button, a, [role=tab], summary');
  return button !== null && (e.key === ' ' || e.key === 'Enter');
}

/** Listens until it is told not to. */
export function listen(keys: readonly Key[]): () => void {
  const on = (e: KeyboardEvent): void => {
    const name = nameOf(e);
    const key = keys.find((k) => k.keys.includes(name));
    if (!key || e.altKey || (isTyped(e) && !key.always)) return;
    e.preventDefault();
    key.act();
  };
  addEventListener('keydown', on);
  return () => removeEventListener('keydown', on);
}

/** How a key is written in the list. */
export function keyText(key: string): string {
  const names: Record<string, string> = { ' ': 'space', 'Shift->': '>', 'Shift-<': '<' };
  return names[key] ?? key.replace('Arrow', '').replace('Meta-', '⌘').replace('Shift-?', '?');
}
