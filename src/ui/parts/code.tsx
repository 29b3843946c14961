/** The program: at first as plain text, then in the editor, which comes after the first picture. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { markLine } from '../actions.ts';
import { check } from '../engine.ts';
import type { Editor } from '../editor.ts';
import { linesOf, lineText } from '../model/codelink.ts';
import { onRevealLine } from '../reveal.ts';
import { at, grown, playing, remarks, shown, source, stale, trouble } from '../state.ts';
import { lookClass } from './life.tsx';

/** While a run plays, the gutter is brought up to date so often a second. */
const GUTTER_MS = 120;

function changed(text: string): void {
  if (text === source.peek()) return;
  source.value = text;
  if (trouble.peek().startsWith('This does not compile')) trouble.value = '';
  check();
}

export function Code() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('../editor.ts').then((module) => {
      if (gone || !host.current) return;
      editor.current = new module.Editor(host.current, source.peek(), { changed, line: markLine });
      onRevealLine((line, focus) => editor.current?.reveal(line, focus));
      setReady(true);
    });
    return () => { gone = true; };
  }, []);
  useSignalEffect(() => {
    const text = source.value;
    editor.current?.set(text);
  });
  useSignalEffect(() => {
    const list = remarks.value;
    editor.current?.remarks(list);
  });
  useGutter(editor, ready);
  return (
    <section class="code" aria-label="Program">
      <div class="code-host" ref={host}>
        {!ready && <pre class="plain" tabIndex={0} aria-label="Go program">{source.value}</pre>}
      </div>
      {stale.value && ready && (
        <p class="stale">Edited since the run that is shown: its lines may not fit.</p>
      )}
    </section>
  );
}

/** Who is on which line at the playhead; not while the text is another than the run's. */
function useGutter(editor: { current: Editor | undefined }, ready: boolean): void {
  const last = useRef(0);
  const timer = useRef(0);
  useSignalEffect(() => {
    void [at.value, grown.value, stale.value, shown.value];
    if (!ready) return;
    const update = (): void => {
      last.current = performance.now();
      const now = shown.peek();
      if (!now || stale.peek()) return editor.current?.notes([]);
      const state = now.index.after(at.peek());
      editor.current?.notes(linesOf(state, now.names, now.run.meta.name).map((l) => ({
        line: l.line, text: lineText(l), look: lookClass(l.look),
      })));
    };
    clearTimeout(timer.current);
    const wait = playing.peek() ? GUTTER_MS - (performance.now() - last.current) : 0;
    if (wait <= 0) update();
    else timer.current = setTimeout(update, wait) as unknown as number;
  });
}
