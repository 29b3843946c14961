/** Colours of the program, and the brackets at the cursor. Only what is in sight is decorated. */
import { type EditorState, type Extension, RangeSetBuilder, StateField } from '@codemirror/state';
import {
  Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate,
} from '@codemirror/view';
import { partnerOf, type Token, tokenAt, tokensOf } from './tokens.ts';

const marks = Object.fromEntries(
  (['keyword', 'string', 'number', 'comment', 'type', 'func'] as const)
    .map((colour) => [colour, Decoration.mark({ class: `code-${colour}` })]));
const bracketMark = Decoration.mark({ class: 'code-bracket' });

/** The tokens of the text as it is. */
export const tokenField = StateField.define<Token[]>({
  create: (state) => tokensOf(state.doc.toString()),
  update: (tokens, { docChanged, newDoc }) => docChanged ? tokensOf(newDoc.toString()) : tokens,
});

/** The bracket beside the cursor and its partner, by index. */
function bracketsAt(state: EditorState, tokens: readonly Token[]): Set<number> {
  const { head, empty } = state.selection.main;
  if (!empty) return new Set();
  for (const offset of [head - 1, head]) {
    const i = offset < 0 ? tokens.length : tokenAt(tokens, offset);
    if (!tokens[i]?.bracket || tokens[i].from > offset) continue;
    const partner = partnerOf(tokens, i);
    if (partner >= 0) return new Set([i, partner]);
  }
  return new Set();
}

function decorate(view: EditorView): DecorationSet {
  const tokens = view.state.field(tokenField);
  const brackets = bracketsAt(view.state, tokens);
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let i = tokenAt(tokens, from); i < tokens.length && tokens[i]!.from < to; i++) {
      const token = tokens[i]!;
      const mark = brackets.has(i) ? bracketMark : token.colour && marks[token.colour];
      if (mark) builder.add(token.from, token.to, mark);
    }
  }
  return builder.finish();
}

class Colours {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = decorate(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged || update.selectionSet) {
      this.decorations = decorate(update.view);
    }
  }
}

export const colours: Extension = [
  tokenField, ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations }),
];
