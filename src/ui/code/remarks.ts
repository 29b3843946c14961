/** What the front end has to say, at its places: a mark under the text and one in the gutter. */
import { type EditorState, type Extension, type Range, RangeSet, StateEffect, StateField } from
  '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker } from '@codemirror/view';
import type { Remark } from '../messages.ts';

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

class Dot extends GutterMarker {
  constructor(readonly severity: string, readonly title: string) {
    super();
  }
  override eq(other: Dot): boolean {
    return other.severity === this.severity && other.title === this.title;
  }
  override toDOM(): Node {
    const { severity, title } = this;
    return Object.assign(document.createElement('span'), { className: `dot ${severity}`, title });
  }
}

interface Shown { marks: DecorationSet; dots: RangeSet<GutterMarker> }

const setRemarks = StateEffect.define<readonly Remark[]>();

function shownOf(state: EditorState, list: readonly Remark[]): Shown {
  const marks: Range<Decoration>[] = [];
  const dots: Range<GutterMarker>[] = [];
  for (const { line: number, col, message, help, severity } of list) {
    if (number < 1 || number > state.doc.lines) continue;
    const line = state.doc.line(number);
    const from = Math.min(line.to, line.from + offsetOf(line.text, col));
    const word = /^[\p{L}\p{N}_.]+/u.exec(line.text.slice(from - line.from))?.[0].length ?? 1;
    const to = Math.min(line.to, from + word);
    const title = help === '' ? message : `${message}\nhelp: ${help}`;
    const mark = Decoration.mark({ class: `remarked ${severity}`, attributes: { title } });
    if (to > from) marks.push(mark.range(from, to));
    dots.push(new Dot(severity, title).range(line.from));
  }
  return { marks: Decoration.set(marks, true), dots: RangeSet.of(dots, true) };
}

const field = StateField.define<Shown>({
  create: () => ({ marks: Decoration.none, dots: RangeSet.empty }),
  update({ marks, dots }, { changes, effects, state }) {
    const fresh = effects.find((e) => e.is(setRemarks));
    if (fresh) return shownOf(state, fresh.value as readonly Remark[]);
    return { marks: marks.map(changes), dots: dots.map(changes) };
  },
  provide: (own) => EditorView.decorations.from(own, (shown) => shown.marks),
});

export const remarked: Extension = [
  field, gutter({ class: 'dots', markers: (view) => view.state.field(field).dots }),
];

export function showRemarks(view: EditorView, list: readonly Remark[]): void {
  view.dispatch({ effects: setRemarks.of(list) });
}
