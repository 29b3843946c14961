/**
 * The editor: CodeMirror with Go's colours, our front end's diagnostics, and a gutter that shows
 * which goroutines are on a line at the playhead. Loaded after the first picture.
 */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { goLanguage } from '@codemirror/lang-go';
import {
  bracketMatching, defaultHighlightStyle, HighlightStyle, indentOnInput, indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  drawSelection, EditorView, gutter, GutterMarker, highlightActiveLine, keymap, lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
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

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.character], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.typeName)], color: 'var(--code-type)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--code-func)' },
]);

function extensions(hooks: EditorHooks): Extension {
  return [
    lineNumbers(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(),
    closeBrackets(), highlightActiveLine(), indentUnit.of('\t'),
    EditorState.tabSize.of(4), goLanguage, syntaxHighlighting(colours),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }), notesField,
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
      ...closeBracketsKeymap, ...defaultKeymap.filter((k) => k.key !== 'Mod-Enter'),
      ...historyKeymap, indentWithTab,
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

/** Columns count bytes of UTF-8, the editor counts UTF-16 units. */
function offsetOf(text: string, byteCol: number): number {
  const encoder = new TextEncoder();
  let bytes = 1;
  let units = 0;
  for (const ch of text) {
    if (bytes >= byteCol) break;
    bytes += encoder.encode(ch).length;
    units += ch.length;
  }
  return units;
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
    const { doc } = this.view.state;
    const diagnostics = list.filter((r) => r.line >= 1 && r.line <= doc.lines)
      .map((r): Diagnostic => {
        const line = doc.line(r.line);
        const from = Math.min(line.to, line.from + offsetOf(line.text, r.col));
        const word = /^[\p{L}\p{N}_.]+/u.exec(line.text.slice(from - line.from))?.[0].length ?? 1;
        const to = Math.min(line.to, from + word);
        const message = r.help === '' ? r.message : `${r.message}\nhelp: ${r.help}`;
        return { from, to, severity: r.severity, message };
      });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
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
