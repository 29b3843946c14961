/** The list of keys, sharing, opening: one dialog at a time. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { keyText } from '../keys.ts';
import { PAGE_KEYS } from '../pagekeys.ts';
import {
  downloadPicture, downloadRun, downloadSource, openFile, openInPerfetto, shareLink,
} from '../shell.ts';
import { dialog, shown } from '../state.ts';

const close = (): void => { dialog.value = ''; };

function Modal({ title, children }: { title: string; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} aria-label={title} onClose={close}
      onClick={(e) => { if (e.target === box.current) close(); }}>
      <header><h2>{title}</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={close}>×</button></header>
      {children}
    </dialog>
  );
}

function Keys() {
  return (
    <Modal title="Keys">
      <dl class="keys">
        {PAGE_KEYS.map((key) => (
          <div key={key.says}>
            <dt>{key.keys.filter((k) => !/^(Meta|Shift-[.,;]|[WASD=]$)/.test(k))
              .map((k) => <kbd key={k}>{keyText(k)}</kbd>)}</dt>
            <dd>{key.says}</dd>
          </div>
        ))}
      </dl>
      <p class="dim">In the timeline: drag to move, Ctrl-wheel or pinch to zoom, Shift-wheel to move
        in time, drag the scale to scrub, double-click to go to the start of a span. In the editor
        Tab indents; after Esc it leaves.</p>
    </Modal>
  );
}

function Share() {
  const [link, setLink] = useState('');
  const [framed, setFramed] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    setCopied(false);
    void shareLink(framed).then(setLink);
  }, [framed]);
  const copy = (): void => {
    void navigator.clipboard.writeText(link).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <Modal title="Share">
      <p>The link holds the program, the settings, the selection and the playhead. Nothing is
        uploaded: what stands behind the <code>#</code> stays in the browser.</p>
      <textarea readOnly rows={4} value={link} aria-label="Link"
        onFocus={(e) => e.currentTarget.select()} />
      <p class="actions">
        <button type="button" class="primary" onClick={copy}>{copied ? 'Copied' : 'Copy'}</button>
        <span class="dim small">{link.length} characters</span>
        <label><input type="checkbox" checked={framed}
          onChange={(e) => setFramed(e.currentTarget.checked)} /> for embedding in a frame</label>
      </p>
      <h3>Files</h3>
      <p class="actions">
        <button type="button" disabled={!shown.value} onClick={downloadRun}>Run (.gpr)</button>
        <button type="button" onClick={downloadSource}>Program (.go)</button>
        <button type="button" disabled={!shown.value} onClick={downloadPicture}>
          Picture (.png)</button>
      </p>
      <h3>Perfetto</h3>
      <p>This opens ui.perfetto.dev, another site, in a new window, and hands it the trace of this
        run inside your browser.</p>
      <p class="actions"><button type="button" disabled={!shown.value}
        onClick={() => void openInPerfetto()}>Open in Perfetto</button></p>
    </Modal>
  );
}

function Open() {
  return (
    <Modal title="Open">
      <p>A Go file, or a run that was saved here or with <code>gopark run --records</code>. Files
        can also be dropped anywhere on the page. They do not leave your machine.</p>
      <p><input type="file" accept=".go,.gpr" aria-label="File" onChange={(e) => {
        const file = e.currentTarget.files?.[0];
        if (file) void openFile(file);
      }} /></p>
    </Modal>
  );
}

export function Dialogs() {
  if (dialog.value === 'keys') return <Keys />;
  if (dialog.value === 'share') return <Share />;
  return dialog.value === 'open' ? <Open /> : null;
}
