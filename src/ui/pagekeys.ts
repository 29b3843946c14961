/** The keys of the page: those of every view, and those that need a compiler and dialogs. */
import { stop } from './engine.ts';
import { escape, type Key, VIEW_KEYS } from './keys.ts';
import { runAndPlay } from './shell.ts';
import { dialog, phase } from './state.ts';

function stopOrClose(): void {
  const busy = phase.peek() === 'running' || phase.peek() === 'compiling';
  if (dialog.peek() === '' && busy) stop();
  else escape();
}

export const PAGE_KEYS: readonly Key[] = [
  { keys: ['Ctrl-Enter', 'Meta-Enter'], says: 'run the program', always: true,
    act: () => void runAndPlay() },
  { keys: ['Escape'], says: 'stop; close; deselect', always: true, act: stopOrClose },
  ...VIEW_KEYS.filter((key) => !key.keys.includes('Escape')),
  { keys: ['?', 'Shift-?'], says: 'this list',
    act: () => { dialog.value = dialog.peek() === 'keys' ? '' : 'keys'; } },
];
