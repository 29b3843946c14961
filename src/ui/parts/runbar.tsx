/** Run, Stop, and the settings of a run. */
import { COST_PRESETS } from '../../config/preset.ts';
import { formatDuration } from '../../config/duration.ts';
import { NEWEST, RELEASES } from '../../config/goversion.ts';
import { goOn, LIMITS, stop } from '../engine.ts';
import type { RunSettings } from '../model/run.ts';
import { quotaOf } from '../model/usage.ts';
import { grouped } from '../../measure/bar.ts';
import { grown, pausedBy, phase, settings, shown, stale } from '../state.ts';
import { runAndPlay } from '../shell.ts';

const WHOLE = new Set<keyof RunSettings>(['gomaxprocs', 'cpus', 'cores', 'load']);

function set(key: keyof RunSettings, text: string): void {
  const next: Record<string, unknown> = { ...settings.value };
  if (text.trim() === '') delete next[key];
  else next[key] = WHOLE.has(key) ? Number(text) : text.trim();
  settings.value = next as RunSettings;
}

interface FieldProps {
  id: keyof RunSettings;
  label: string;
  hint: string;
  placeholder: string;
  title: string;
  /** The least that a number can be; absent: 1. */
  least?: number;
}

/** What stands in an empty field: what the last run had, or the default. */
const inForce = (key: string, base: string): string => {
  const value = shown.value?.run.meta.config[key];
  return value === undefined || value === null ? base : String(value);
};

/** The quota in force, as it is written. */
function quotaInForce(): string {
  const quota = quotaOf(shown.value?.run.meta.config ?? {});
  return quota ? `${formatDuration(quota.quotaNs)}/${formatDuration(quota.periodNs)}` : 'none';
}

function NumberField({ id, label, hint, placeholder, title, least }: FieldProps) {
  return (
    <label class="field" title={title}>
      <span>{label}</span>
      <input type="number" min={least ?? 1} max="8192" step="1" inputMode="numeric" class={hint}
        value={settings.value[id] ?? ''} placeholder={placeholder}
        onInput={(e) => set(id, e.currentTarget.value)} />
    </label>
  );
}

function TextField({ id, label, hint, placeholder, title }: FieldProps) {
  return (
    <label class="field" title={title}>
      <span>{label}</span>
      <input type="text" class={hint} value={settings.value[id] ?? ''} placeholder={placeholder}
        spellcheck={false} autocomplete="off" onInput={(e) => set(id, e.currentTarget.value)} />
    </label>
  );
}

export function RunBar() {
  const busy = phase.value === 'compiling' || phase.value === 'running';
  return (
    <div class="runbar" role="group" aria-label="Run">
      {busy
        ? (
          <button type="button" class="primary stop" onClick={stop} title="Stop (Esc)">
            ■ Stop</button>
        )
        : (
          <button type="button" class="primary" onClick={() => void runAndPlay()}
            title="Run (Ctrl-Enter)">▶ Run</button>
        )}
      <NumberField id="gomaxprocs" label="GOMAXPROCS" hint="w3"
        placeholder={inForce('gomaxprocs', '8')}
        title="Number of Ps. Empty: as the release does." />
      <NumberField id="cores" label="cores" hint="w3" placeholder={inForce('cores', 'own')}
        title={'Cores that all threads share. Empty: each thread has one of its own, unless there '
          + 'is a quota.'} />
      <TextField id="quota" label="quota" hint="w6" placeholder={quotaInForce()}
        title={'CPU quota of the container, as 200ms/100ms or 2.5 (CPUs): threads stand when it '
          + 'is used up, and since Go 1.25 GOMAXPROCS follows it.'} />
      <NumberField id="load" label="neighbours" hint="w3" placeholder={inForce('load', '0')}
        least={0} title={'Busy threads of other programs that compete for the cores, each with the '
          + 'weight of a thread of this one.'} />
      <label class="field" title="Whose runtime is simulated.">
        <span>Go</span>
        <select value={settings.value.go ?? NEWEST} onChange={(e) => set('go',
          e.currentTarget.value === NEWEST ? '' : e.currentTarget.value)}>
          {[...RELEASES].reverse().map((r) => <option key={r} value={r}>{r}</option>)}
        </select>
      </label>
      <TextField id="seed" label="seed" hint="w4" placeholder={inForce('seed', '1')}
        title="Seed of everything that Go leaves to chance." />
      <label class="field" title="What operations cost in simulated time.">
        <span>costs</span>
        <select value={settings.value.cost ?? COST_PRESETS[0]} onChange={(e) => set('cost',
          e.currentTarget.value === COST_PRESETS[0] ? '' : e.currentTarget.value)}>
          {COST_PRESETS.map((c) => <option key={c} value={c}>{c}</option>)}
        </select>
      </label>
      <RunState />
    </div>
  );
}

const PHASES = { idle: '', compiling: 'compiling …', running: 'simulating …', paused: 'paused' };

function RunState() {
  void grown.value;
  const now = shown.value;
  if (phase.value === 'paused') {
    const what = pausedBy.value === 'records' ? `${grouped(LIMITS.records)} events`
      : `${LIMITS.hostMs / 1000} s of this machine`;
    return (
      <span class="run-state" role="status">paused after {what}
        <button type="button" onClick={goOn}>go on</button>
        <button type="button" onClick={stop}>end here</button>
      </span>
    );
  }
  const text = phase.value !== 'idle' ? PHASES[phase.value]
    : stale.value ? 'edited since this run' : '';
  const count = now && phase.value === 'running' ? `${grouped(now.run.log.length)} events` : '';
  return <span class="run-state dim" role="status">{text} {count}</span>;
}
