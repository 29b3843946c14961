/**
 * The editor's keys, by hand: the lists that come with CodeMirror bring along a machinery of
 * languages and syntax trees that nothing here needs.
 */
import {
  copyLineDown, copyLineUp, cursorCharLeft, cursorCharRight, cursorDocEnd, cursorDocStart,
  cursorGroupLeft, cursorGroupRight, cursorLineBoundaryBackward, cursorLineBoundaryForward,
  cursorLineDown, cursorLineUp, cursorPageDown, cursorPageUp, deleteGroupBackward,
  deleteGroupForward, deleteLine, deleteToLineEnd, deleteToLineStart, historyKeymap,
  moveLineDown, moveLineUp, selectAll, selectCharLeft,
  selectCharRight, selectDocEnd, selectDocStart, selectGroupLeft, selectGroupRight, selectLine,
  selectLineBoundaryBackward, selectLineBoundaryForward, selectLineDown, selectLineUp,
  selectPageDown, selectPageUp, simplifySelection, toggleLineComment,
} from '@codemirror/commands';
import type { KeyBinding } from '@codemirror/view';
import { dedent, deleteChar, deletePair, indent, newline } from './typing.ts';

type Run = NonNullable<KeyBinding['run']>;

/** A movement, and with Shift the same as a selection. */
const move = (keys: Pick<KeyBinding, 'key' | 'mac'>, run: Run, shift: Run): KeyBinding =>
  ({ ...keys, run, shift, preventDefault: true });

export const KEYS: readonly KeyBinding[] = [
  ...historyKeymap,
  move({ key: 'ArrowLeft' }, cursorCharLeft, selectCharLeft),
  move({ key: 'ArrowRight' }, cursorCharRight, selectCharRight),
  move({ key: 'ArrowUp' }, cursorLineUp, selectLineUp),
  move({ key: 'ArrowDown' }, cursorLineDown, selectLineDown),
  move({ key: 'Ctrl-ArrowLeft', mac: 'Alt-ArrowLeft' }, cursorGroupLeft, selectGroupLeft),
  move({ key: 'Ctrl-ArrowRight', mac: 'Alt-ArrowRight' }, cursorGroupRight, selectGroupRight),
  move({ key: 'Home', mac: 'Cmd-ArrowLeft' }, cursorLineBoundaryBackward,
    selectLineBoundaryBackward),
  move({ key: 'End', mac: 'Cmd-ArrowRight' }, cursorLineBoundaryForward, selectLineBoundaryForward),
  move({ key: 'Ctrl-Home', mac: 'Cmd-ArrowUp' }, cursorDocStart, selectDocStart),
  move({ key: 'Ctrl-End', mac: 'Cmd-ArrowDown' }, cursorDocEnd, selectDocEnd),
  move({ key: 'PageUp' }, cursorPageUp, selectPageUp),
  move({ key: 'PageDown' }, cursorPageDown, selectPageDown),
  { key: 'Enter', run: newline, shift: newline },
  { key: 'Tab', run: indent, shift: dedent },
  { key: 'Backspace', run: (view) => deletePair(view) || deleteChar(false)(view),
    shift: deleteChar(false) },
  { key: 'Delete', run: deleteChar(true) },
  { key: 'Ctrl-Backspace', mac: 'Alt-Backspace', run: deleteGroupBackward },
  { key: 'Ctrl-Delete', mac: 'Alt-Delete', run: deleteGroupForward },
  { mac: 'Cmd-Backspace', run: deleteToLineStart },
  { mac: 'Ctrl-k', run: deleteToLineEnd },
  { key: 'Mod-a', run: selectAll },
  { key: 'Alt-l', mac: 'Ctrl-l', run: selectLine, preventDefault: true },
  { key: 'Alt-ArrowUp', run: moveLineUp, shift: copyLineUp },
  { key: 'Alt-ArrowDown', run: moveLineDown, shift: copyLineDown },
  { key: 'Shift-Mod-k', run: deleteLine },
  { key: 'Mod-/', run: toggleLineComment },
  { key: 'Escape', run: simplifySelection },
];
