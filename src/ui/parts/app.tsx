/** The page. */
import { useEffect } from 'preact/hooks';
import { listen } from '../keys.ts';
import { PAGE_KEYS } from '../pagekeys.ts';
import { openFile } from '../shell.ts';
import { dialog, embed, notice, theme, trouble } from '../state.ts';
import { toggleTheme } from '../theme.ts';
import { Code } from './code.tsx';
import { Dialogs } from './dialogs.tsx';
import { Inspector } from './inspector.tsx';
import { Results } from './output.tsx';
import { RunBar } from './runbar.tsx';
import { SceneView } from './scene.tsx';
import { PresetPicker, Story } from './story.tsx';
import { TimelineView } from './timeline.tsx';
import { Transport } from './transport.tsx';

function TopBar() {
  return (
    <header class="topbar">
      <a class="brand" href="./" aria-label="gopark: start page">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <rect x="1.5" y="6" width="13" height="12" rx="3" class="mark-p" />
          <circle cx="8" cy="12" r="3.2" class="mark-g" />
          <circle cx="19" cy="8" r="2.6" class="mark-q" />
          <circle cx="19" cy="16" r="2.6" class="mark-q" />
        </svg>
        <b>gopark</b>
      </a>
      <PresetPicker />
      <span class="grow" />
      <button type="button" onClick={() => { dialog.value = 'open'; }}>Open</button>
      <button type="button" onClick={() => { dialog.value = 'share'; }}>Share</button>
      <button type="button" class="icon" title="Dark or light (t)" aria-label="Dark or light"
        onClick={toggleTheme}>{theme.value === 'dark' ? '☀' : '☾'}</button>
      <button type="button" class="icon" title="Keys (?)" aria-label="Keys"
        onClick={() => { dialog.value = 'keys'; }}>?</button>
    </header>
  );
}

/** One sentence about what happened, wherever one looks. */
function Toast() {
  const text = trouble.value || notice.value;
  return (
    <div class={`toast ${text === '' ? 'hidden' : ''} ${trouble.value ? 'bad' : ''}`} role="status">
      <span>{text}</span>
      {text !== '' && (
        <button type="button" class="quiet" aria-label="Dismiss"
          onClick={() => { trouble.value = notice.value = ''; }}>×</button>
      )}
    </div>
  );
}

function useDrop(): void {
  useEffect(() => {
    const over = (e: DragEvent): void => e.preventDefault();
    const drop = (e: DragEvent): void => {
      e.preventDefault();
      const file = e.dataTransfer?.files[0];
      if (file) void openFile(file);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}

export function App() {
  useEffect(() => listen(PAGE_KEYS), []);
  useDrop();
  if (embed.value) {
    return (
      <main class="app embedded">
        <SceneView /><Transport /><TimelineView />
        <a class="open-full" href={location.href.replace('#embed&', '#')} target="_blank"
          rel="noopener">open in gopark</a>
        <Toast /><Dialogs />
      </main>
    );
  }
  return (
    <div class="app">
      <TopBar />
      <main class="columns">
        <div class="left">
          <RunBar />
          <Story />
          <Code />
          <Results />
        </div>
        <div class="right">
          <div class="stage">
            <SceneView />
            <Inspector />
          </div>
          <Transport />
          <TimelineView />
        </div>
      </main>
      <Toast />
      <Dialogs />
    </div>
  );
}
