/** What the program wrote, how it ended, and what is worth a look. */
import { useState } from 'preact/hooks';
import { formatDuration } from '../../config/duration.ts';
import { grouped, percent } from '../../measure/bar.ts';
import type { ResultDocument } from '../../measure/document.ts';
import type { Distribution } from '../../measure/metrics.ts';
import type { RunMeta } from '../model/run.ts';
import { remarks, resultDocument, grown, shown, trouble } from '../state.ts';
import { heard, mute, unmuteAll } from '../muted.ts';
import { goToLine } from '../reveal.ts';

type Tab = 'output' | 'summary' | 'waits';

const TABS: [Tab, string][] = [['output', 'Output'], ['summary', 'Findings'], ['waits', 'Waits']];

export function Results() {
  const [tab, setTab] = useState<Tab>('output');
  const errors = remarks.value.filter((r) => r.severity === 'error').length;
  return (
    <section class="results" aria-label="Results">
      <div class="tabs" role="tablist">
        {TABS.map(([id, label]) => (
          <button key={id} type="button" role="tab" id={`tab-${id}`} aria-selected={tab === id}
            aria-controls="results-body" onClick={() => setTab(id)}>
            {label}{id === 'output' && errors > 0
              ? ` · ${errors} error${errors > 1 ? 's' : ''}` : ''}
          </button>
        ))}
        <Ending />
      </div>
      <div class="results-body" id="results-body" role="tabpanel" tabIndex={0}
        aria-labelledby={`tab-${tab}`}>
        {tab === 'output' && <Output />}
        {tab === 'summary' && <Summary />}
        {tab === 'waits' && <Waits />}
      </div>
    </section>
  );
}

const ENDS: Record<string, string> = {
  finished: 'finished', exit: 'exited', panic: 'panic', deadlock: 'deadlock', fatal: 'fatal error',
  limit: 'stopped at a limit', stopped: 'stopped', paused: 'paused', broken: 'broken',
  running: 'running', recorded: 'a recorded run',
};

const isBad = ({ reason, exitCode }: RunMeta): boolean =>
  ['panic', 'deadlock', 'fatal', 'broken'].includes(reason)
  || (reason === 'exit' && exitCode !== 0);

function Ending() {
  void grown.value;
  const meta = shown.value?.run.meta;
  if (!meta) return null;
  const good = meta.reason === 'finished' || (meta.reason === 'exit' && meta.exitCode === 0);
  const bad = isBad(meta);
  return (
    <span class={`ending ${good ? 'good' : bad ? 'bad' : ''}`}>
      {ENDS[meta.reason] ?? meta.reason}
      {meta.exitCode !== 0 ? `, exit ${meta.exitCode}` : ''}
      {meta.endNs > 0 ? ` · ${formatDuration(meta.endNs)}` : ''}
    </span>
  );
}

function Output() {
  void grown.value;
  const meta = shown.value?.run.meta;
  const broken = shown.value?.index.broken ?? '';
  return (
    <>
      {trouble.value !== '' && <p class="trouble" role="alert">{trouble.value}</p>}
      {broken !== '' && (
        <p class="trouble" role="alert">The records of this run stop making sense; it is shown up to
          there. ({broken.split('\n')[0]})</p>
      )}
      {remarks.value.map((r, i) => (
        <button key={i} type="button" class={`remark ${r.severity}`}
          onClick={() => goToLine(r.line)}>
          <b>line {r.line}:{r.col}</b> {r.message}
          {r.help !== '' && <span class="help">help: {r.help}</span>}
        </button>
      ))}
      {meta && (
        <pre class="output">
          {meta.output.length === 0 && <span class="dim">The program wrote nothing.</span>}
          {meta.output.map((piece, i) => (
            <span key={i} class={piece.fd === 2 && isBad(meta) ? 'stderr' : ''}>{piece.text}</span>
          ))}
          {meta.message !== '' && <span class="stderr">{`\n${meta.message}`}</span>}
        </pre>
      )}
    </>
  );
}

const none = (text: string) => <p class="dim pad">{text}</p>;

export function Summary() {
  const doc = resultDocument.value;
  if (!doc) return none('Run the program to see what is worth a look.');
  return (
    <div class="summary">
      <Findings doc={doc} />
      <dl>{facts(doc).map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
      <Latency doc={doc} />
    </div>
  );
}

/** Each can be muted: what one knows of is not worth a look any more. */
function Findings({ doc }: { doc: ResultDocument }) {
  const { shown: found, silent } = heard(doc);
  return (
    <>
      {found.length === 0 && none(silent === 0 ? 'Nothing stands out in this run.'
        : 'Nothing else stands out in this run.')}
      {found.length > 0 && (
        <ul class="findings">
          {found.map(({ topic, text }) => (
            <li key={topic}>{text} <button type="button" class="quiet small"
              aria-label={`Mute: ${text}`} title="Say nothing of this kind any more"
              onClick={() => mute(topic)}>mute</button></li>
          ))}
        </ul>
      )}
      {silent > 0 && (
        <p class="dim small muted">{silent} muted <button type="button" class="quiet small"
          onClick={unmuteAll}>show again</button></p>
      )}
    </>
  );
}

function facts(doc: ResultDocument): [string, string][] {
  const n = (name: string): string => grouped(doc.counters[name] ?? 0);
  const all = doc.procs
    .reduce((t, p) => t + p.runningNs + p.idleNs + p.syscallNs + p.spinningNs, 0);
  const { goroutines, time } = doc;
  const ran = doc.procs.reduce((t, p) => t + p.runningNs, 0);
  return [
    ['simulated', `${formatDuration(time.simulatedNs)} in ${formatDuration(time.hostMs * 1e6)}`],
    ['Ps busy', `${percent(all > 0 ? ran / all : 0)} of ${doc.procs.length}`],
    ['goroutines', `${grouped(goroutines.created)} created, ${grouped(goroutines.peak)} at most`],
    ['threads', grouped(doc.threads)],
    ['switches', n('switches')],
    ['steals', `${n('steals')} of ${n('stealAttempts')} tries`],
    ['hand-offs', n('handoffs')],
    ['preemptions', n('preemptions')],
    ['records', `${grouped(doc.records.count)}, hash ${doc.records.hash ?? 'off'}`],
    ['seed', String(doc.config['seed'])],
  ];
}

/** From runnable to running, by powers of two. */
export function Latency({ doc }: { doc: ResultDocument }) {
  const d = doc.metrics['/sched/latencies:seconds'] as Distribution | undefined;
  if (!d || d.count === 0) return null;
  const powers = new Map<number, number>();
  for (const { from, count } of d.buckets) {
    const power = Math.max(0, Math.floor(Math.log2(Math.max(1, Math.round(from * 1e9)))));
    powers.set(power, (powers.get(power) ?? 0) + count);
  }
  const first = Math.min(...powers.keys());
  const last = Math.max(...powers.keys());
  const bars = Array.from({ length: last - first + 1 }, (_, i) => powers.get(first + i) ?? 0);
  const most = Math.max(...bars);
  const ns = (s: number | null): string => formatDuration((s ?? 0) * 1e9);
  return (
    <figure class="latency">
      <figcaption>From runnable to running: median {ns(d.p50)}, p99 {ns(d.p99)}, longest {ns(d.max)}
      </figcaption>
      <div class="bars" role="img" aria-label={`${d.count} waits to run`}>
        {bars.map((count, i) => (
          <span key={i} title={`${formatDuration(2 ** (first + i))} and more: ${grouped(count)}`}>
            <i style={`height:${Math.max(count > 0 ? 3 : 0, (count / most) * 100)}%`} />
          </span>
        ))}
      </div>
      <div class="scale dim"><span>{formatDuration(2 ** first)}</span>
        <span>{formatDuration(2 ** (last + 1))}</span></div>
    </figure>
  );
}

export function Waits() {
  const doc = resultDocument.value;
  if (!doc) return none('Run the program to see where its goroutines waited.');
  const rows = doc.waits.filter((w) => w.totalNs > 0).slice(0, 20);
  const total = doc.waits.reduce((n, w) => n + w.totalNs, 0) || 1;
  if (rows.length === 0) return none('Nobody waited for anything.');
  return (
    <table class="waits">
      <thead><tr><th>cause</th><th>where</th><th class="num">waits</th><th class="num">total</th>
        <th class="num">p99</th><th class="num">longest</th></tr></thead>
      <tbody>
        {rows.map((w, i) => (
          <tr key={i}>
            <td><i class="share" style={`width:${Math.max(2, (w.totalNs / total) * 56)}px`} />
              {w.cause}</td>
            <td>{w.where}</td><td class="num">{grouped(w.count)}</td>
            <td class="num">{formatDuration(w.totalNs)}</td>
            <td class="num">{formatDuration(w.p99)}</td>
            <td class="num">{formatDuration(w.maxNs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
