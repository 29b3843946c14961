/**
 * What happens beyond the letter that is typed: lines begin where the last one did, brackets and
 * quotes come in pairs. Outside strings and comments only, which the scanner's tokens tell.
 */
import {
  type ChangeSpec, EditorSelection, type EditorState, type Extension, type StateCommand,
} from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tokenField } from './colour.ts';
import { tokenAt } from './tokens.ts';

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}', '"': '"', '`': '`' };
const CLOSERS = new Set(Object.values(PAIRS));

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0];
/** Spaces before which a bracket or quote gets its partner. */
const opensBefore = (next: string): boolean => next === '' || /[\s)\]},;]/.test(next);

/** Whether a place is within a string or a comment. */
function inText(state: EditorState, offset: number): boolean {
  const tokens = state.field(tokenField);
  const token = tokens[tokenAt(tokens, offset)];
  if (!token || token.from >= offset) return false;
  return token.colour === 'string' || token.colour === 'comment';
}

/** A new line, as far in as the last; one step further behind what opens a block. */
export const newline: StateCommand = ({ state, dispatch }) => {
  dispatch(state.update(state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from);
    const before = line.text.slice(0, from - line.from);
    const indent = indentOf(before);
    const opens = !inText(state, from) && /[({[:]\s*$/.test(before);
    const closes = opens && /^\s*[)}\]]/.test(state.doc.lineAt(to).text.slice(to
      - state.doc.lineAt(to).from));
    const inner = `\n${indent}${opens ? '\t' : ''}`;
    const insert = closes ? `${inner}\n${indent}` : inner;
    return {
      changes: { from, to, insert }, range: EditorSelection.cursor(from + inner.length),
    };
  }), { scrollIntoView: true, userEvent: 'input' }));
  return true;
};

/** All lines that a selection touches, changed each by `change`. */
function changeLines(change: (from: number, text: string) => ChangeSpec | undefined): StateCommand {
  return ({ state, dispatch }) => {
    const changes: ChangeSpec[] = [];
    let done = -1;
    for (const { from, to } of state.selection.ranges) {
      for (let at = from; at <= to;) {
        const line = state.doc.lineAt(at);
        const made = line.number > done ? change(line.from, line.text) : undefined;
        if (made) changes.push(made);
        done = Math.max(done, line.number);
        at = line.to + 1;
      }
    }
    dispatch(state.update({ changes, userEvent: 'input.indent' }));
    return true;
  };
}

const indentLines = changeLines((from, text) => text === '' ? undefined : { from, insert: '\t' });

/** A tab at the cursor, or one before each line of a selection. */
export const indent: StateCommand = (target) => {
  const { state, dispatch } = target;
  if (state.selection.ranges.some((r) => !r.empty)) return indentLines(target);
  const change = state.replaceSelection('\t');
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }));
  return true;
};

export const dedent = changeLines((from, text) => {
  const { length } = /^(?:\t| {1,4})?/.exec(text)![0];
  return length > 0 ? { from, to: from + length } : undefined;
});

/** Backspace between an empty pair takes both. */
export const deletePair: StateCommand = ({ state, dispatch }) => {
  const { head, empty } = state.selection.main;
  if (!empty || head === 0 || state.selection.ranges.length > 1) return false;
  const [open, close] = state.sliceDoc(head - 1, head + 1);
  if (open === undefined || close === undefined || PAIRS[open] !== close) return false;
  dispatch(state.update({
    changes: { from: head - 1, to: head + 1 }, userEvent: 'delete.backward',
  }));
  return true;
};

/** The selection, or one character before or behind the cursor. */
export const deleteChar = (forward: boolean) => (view: EditorView): boolean => {
  const { state } = view;
  if (state.readOnly) return false;
  const changes = state.selection.ranges.map((range) => {
    const other = range.empty ? view.moveByChar(range, forward).head : range.anchor;
    return { from: Math.min(range.head, other), to: Math.max(range.head, other) };
  });
  const userEvent = forward ? 'delete.forward' : 'delete.backward';
  view.dispatch({ changes: merged(changes), scrollIntoView: true, userEvent });
  return true;
};

/** Ranges in order, without those that lie in others. */
function merged(ranges: { from: number; to: number }[]): { from: number; to: number }[] {
  let end = -1;
  return ranges.filter(({ from, to }) => {
    const apart = from >= end && to > from;
    if (apart) end = to;
    return apart;
  });
}

/** A closing brace that is the first of its line steps out. */
function stepsOut(state: EditorState, from: number, text: string): ChangeSpec | undefined {
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from);
  if (!/[)}\]]/.test(text) || !/^[ \t]*\t$/.test(before)) return undefined;
  return { from: from - 1, to: from, insert: text };
}

function typed(view: EditorView, from: number, to: number, text: string): boolean {
  const { state } = view;
  if (text.length !== 1 || view.composing || state.readOnly) return false;
  if (state.selection.ranges.length > 1) return false;
  const next = state.sliceDoc(to, to + 1);
  const userEvent = 'input.type';
  const close = PAIRS[text];
  if (from === to && CLOSERS.has(text) && next === text && (close !== text || inText(state, to))) {
    view.dispatch({ selection: { anchor: to + 1 }, scrollIntoView: true, userEvent });
    return true;
  }
  const out = from === to ? stepsOut(state, from, text) : undefined;
  if (out) {
    view.dispatch({ changes: out, selection: { anchor: from }, scrollIntoView: true, userEvent });
    return true;
  }
  if (close === undefined || inText(state, from)) return false;
  const inner = state.sliceDoc(from, to);
  if (inner === '' && (!opensBefore(next) || (close === text && isWord(state, from)))) return false;
  view.dispatch({
    changes: { from, to, insert: text + inner + close }, scrollIntoView: true, userEvent,
    selection: { anchor: from + 1, head: from + 1 + inner.length },
  });
  return true;
}

const isWord = (state: EditorState, at: number): boolean =>
  /[\w"`']/.test(state.sliceDoc(Math.max(0, at - 1), at));

export const pairs: Extension = EditorView.inputHandler.of(typed);
