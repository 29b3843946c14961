/**
 * The editor: CodeMirror with our scanner's colours, our front end's diagnostics, and a gutter that
 * shows which goroutines are on a line at the playhead. Loaded after the first picture.
 */
import { history } from '@codemirror/commands';
import { EditorState, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  drawSelection, EditorView, gutter, GutterMarker, highlightActiveLine, keymap, lineNumbers,
} from '@codemirror/view';
import { colours } from './code/colour.ts';
import { KEYS } from './code/keymap.ts';
import { remarked, showRemarks } from './code/remarks.ts';
import { pairs } from './code/typing.ts';
import type { Remark } from './messages.ts';

/** What a line of the program is doing: goroutines on it, and how the first looks. */
export interface LineNote {
  line: number;
  text: string;
  look: string;
}

export interface EditorHooks {
  changed(text: string): void;
  /** A click on the gutter of a line. */
  line(line: number): void;
}

class Badge extends GutterMarker {
  constructor(readonly note: LineNote) {
    super();
  }
  override eq(other: Badge): boolean {
    return other.note.text === this.note.text && other.note.look === this.note.look;
  }
  override toDOM(): Node {
    const span = document.createElement('span');
    span.className = `badge ${this.note.look}`;
    span.textContent = this.note.text;
    return span;
  }
}

const setNotes = StateEffect.define<readonly LineNote[]>();
const notesField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, transaction) {
    let next = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setNotes)) continue;
      const { doc } = transaction.state;
      next = RangeSet.of(effect.value.filter((n) => n.line <= doc.lines)
        .map((n) => new Badge(n).range(doc.line(n.line).from)), true);
    }
    return next;
  },
});

function extensions(hooks: EditorHooks): Extension {
  return [
    lineNumbers(), remarked, history(), drawSelection(), pairs, highlightActiveLine(),
    EditorState.tabSize.of(4), colours, notesField,
    EditorState.languageData.of(() => [{ commentTokens: { line: '//' } }]),
    gutter({
      class: 'who', markers: (view) => view.state.field(notesField),
      domEventHandlers: {
        mousedown(view, block) {
          hooks.line(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
    keymap.of([
      ...KEYS,
      { key: 'Mod-f', run: (view) => {
        void import('./search.ts').then((m) => m.openSearch(view));
        return true;
      } },
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) hooks.changed(update.state.doc.toString());
    }),
    EditorView.contentAttributes.of({ 'aria-label': 'Go program', spellcheck: 'false' }),
  ];
}

export class Editor {
  readonly view: EditorView;

  constructor(parent: HTMLElement, text: string, hooks: EditorHooks) {
    this.view = new EditorView({
      parent, state: EditorState.create({ doc: text, extensions: extensions(hooks) }),
    });
    // Scrollable, so the keyboard has to reach it.
    this.view.scrollDOM.tabIndex = 0;
  }

  /** Replaces the text, unless it is there already. */
  set(text: string): void {
    const { doc } = this.view.state;
    if (doc.toString() === text) return;
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }

  remarks(list: readonly Remark[]): void {
    showRemarks(this.view, list);
  }

  notes(list: readonly LineNote[]): void {
    this.view.dispatch({ effects: setNotes.of(list) });
  }

  /** Puts the cursor on a line and shows it; `focus`: to edit there. */
  reveal(line: number, focus: boolean): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.view.dispatch({
      selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    if (focus) this.view.focus();
  }
}
