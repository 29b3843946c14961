/** Finding in the program: comes with the first Ctrl-F. */
import {
  highlightSelectionMatches, openSearchPanel, search, searchKeymap,
} from '@codemirror/search';
import { Prec, StateEffect } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';

/** Teaches an editor to search, and opens the panel. */
export function openSearch(view: EditorView): void {
  const extension = [search(), highlightSelectionMatches(), Prec.high(keymap.of(searchKeymap))];
  view.dispatch({ effects: StateEffect.appendConfig.of(extension) });
  openSearchPanel(view);
}
