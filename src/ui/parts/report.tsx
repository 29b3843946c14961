/** The report of one run: what happened, when, where time was lost. */
import { useEffect } from 'preact/hooks';
import { formatDuration } from '../../config/duration.ts';
import { listen, VIEW_KEYS } from '../keys.ts';
import { shown, theme } from '../state.ts';
import { toggleTheme } from '../theme.ts';
import { Inspector } from './inspector.tsx';
import { Summary, Waits } from './output.tsx';
import { SceneView } from './scene.tsx';
import { TimelineView } from './timeline.tsx';
import { Transport } from './transport.tsx';

/** The settings that tell one run from another, in a line. */
function settingsText(config: Record<string, unknown>): string {
  const quota = config['quota'] as { quotaNs: number; periodNs: number } | null | undefined;
  return [
    `Go ${config['go']}`, `GOMAXPROCS ${config['gomaxprocs']}`, `${config['cpus']} CPUs`,
    ...(config['cores'] ? [`${config['cores']} cores`] : []),
    ...(quota ? [`quota ${formatDuration(quota.quotaNs)}/${formatDuration(quota.periodNs)}`] : []),
    `seed ${config['seed']}`, `costs ${config['cost']}`,
  ].join(' · ');
}

export function Report() {
  useEffect(() => listen(VIEW_KEYS), []);
  const now = shown.value;
  if (!now) return null;
  const { meta } = now.run;
  return (
    <div class="report">
      <header class="topbar">
        <span class="brand"><b>gopark</b></span>
        <h1>{meta.name}</h1>
        <span class="dim">{settingsText(meta.config)}</span>
        <span class="grow" />
        <button type="button" class="icon" aria-label="Dark or light" onClick={toggleTheme}>
          {theme.value === 'dark' ? '☀' : '☾'}</button>
      </header>
      <main>
        <p class="verdict">{verdict(meta.reason, meta.exitCode)} after {formatDuration(meta.endNs)}
          {' '}of simulated time. {meta.message}</p>
        <div class="stage"><SceneView /><Inspector /></div>
        <Transport />
        <TimelineView />
        <div class="halves">
          <section class="card" aria-label="Findings"><h2>Findings</h2><Summary /></section>
          {/* Wider than a narrow screen: it scrolls, so the keyboard has to reach it. */}
          <section class="card" aria-label="Waits" tabIndex={0}><h2>Waits</h2><Waits /></section>
        </div>
        {meta.output.length > 0 && (
          <section class="card"><h2>Output</h2>
            <pre class="output">{meta.output.map((o, i) => (
              <span key={i} class={o.fd === 2 ? 'stderr' : ''}>{o.text}</span>))}</pre></section>
        )}
        {meta.source !== '' && (
          <details class="card"><summary>{meta.name}</summary>
            <pre class="output">{meta.source}</pre></details>
        )}
      </main>
    </div>
  );
}

function verdict(reason: string, exitCode: number): string {
  const words: Record<string, string> = {
    finished: 'It finished', exit: `It exited with code ${exitCode}`, panic: 'It panicked',
    deadlock: 'It came to a deadlock', fatal: 'It ended with a fatal error',
    limit: 'It was stopped at a limit', until: 'It was stopped', steps: 'It was stopped',
    interrupted: 'It was interrupted',
  };
  return words[reason] ?? `It ended (${reason})`;
}
