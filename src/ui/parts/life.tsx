/** A goroutine's life: where its time went, what it waits for, who woke it. */
import { formatDuration } from '../../config/duration.ts';
import { Cause } from '../../../assembly/abi/status.ts';
import { causeText } from '../../records/spec.ts';
import { explainRecord, jumpToWaker, select } from '../actions.ts';
import { type Wakeup, waitBefore, wakerOf } from '../model/find.ts';
import type { GLane } from '../model/index.ts';
import { gTitle } from '../model/lanes.ts';
import { Look, lookNames } from '../model/look.ts';
import { at, grown, playing, selected, type Shown, shown, time } from '../state.ts';

/** Its time by look, up to `until`. */
function shares(lane: GLane, until: number): { look: number; ns: number }[] {
  const { sums } = lane.track.summary(lane.created, Math.min(until, lane.track.end));
  return [...sums].map((ns, look) => ({ look, ns })).filter(({ ns }) => ns > 0);
}

/** Who ended a wait, and on which line: `G7 at main.go:12`. */
function wakerText({ names }: Shown, { by, pc }: Wakeup): string {
  const where = names.where(pc);
  return `${by === 0 ? 'the runtime' : `G${by}`}${where === '' ? '' : ` at ${where}`}`;
}

/** A life in two lines, for tips. */
export function lifeText(now: Shown, g: number, until: number): string[] {
  const lane = now.index.gs.get(g);
  if (!lane) return [];
  const parts = shares(lane, until)
    .map(({ look, ns }) => `${lookNames[look]} ${formatDuration(ns)}`);
  const wait = waitBefore(lane, until);
  const waker = wait >= 0 ? wakerOf(now.index, lane, wait) : undefined;
  const lines = [`G${g} ${gTitle(lane, now.names)}: ${parts.join(', ')}`];
  if (waker && lane.track.at(until) === wait) {
    lines.push(`woken by ${wakerText(now, waker)}`);
  }
  return lines;
}

/** The last spans of a goroutine up to the playhead, the latest first. */
function spansBefore(lane: GLane, until: number, most: number): number[] {
  let i = lane.track.at(until);
  if (i < 0) i = until >= lane.track.end ? lane.track.length - 1 : -1;
  const list: number[] = [];
  for (; i >= 0 && list.length < most; i--) list.push(i);
  return list;
}

const CLASSES = ['none', 'run', 'runnable', 'wait', 'syscall', 'sched', 'spin', 'stop'] as const;
export const lookClass = (look: number): string => CLASSES[look] ?? 'none';

/** The card of the selected goroutine. */
export function LifeCard() {
  void [grown.value, playing.value ? 0 : at.value];
  const now = shown.value;
  const lane = now?.index.gs.get(selected.value);
  if (!now || !lane) return null;
  const until = time.value;
  const parts = shares(lane, until);
  const total = parts.reduce((n, p) => n + p.ns, 0) || 1;
  return (
    <section class="card life" aria-label={`Goroutine ${lane.id}`}>
      <header>
        <h3>G{lane.id} <span class="dim">{gTitle(lane, now.names)}</span></h3>
        <button type="button" class="quiet" aria-label="Deselect" onClick={() => select(lane.id)}>
          ×
        </button>
      </header>
      <div class="bar" role="img"
        aria-label={parts.map((p) => `${lookNames[p.look]} ${formatDuration(p.ns)}`).join(', ')}>
        {parts.map((p) => (
          <i key={p.look} class={`look ${lookClass(p.look)}`} style={`flex:${p.ns / total}`} />
        ))}
      </div>
      <p class="dim small">
        {parts.map((p) => `${lookNames[p.look]} ${formatDuration(p.ns)}`).join(' · ')}
      </p>
      <ol class="spans">
        {spansBefore(lane, until, 6).map((i) => <SpanRow key={i} now={now} lane={lane} i={i} />)}
      </ol>
      <p class="actions">
        <button type="button" onClick={() => jumpToWaker()} title="w">Who woke it?</button>
      </p>
    </section>
  );
}

function SpanRow({ now, lane, i }: { now: Shown; lane: GLane; i: number }) {
  const { track } = lane;
  const look = track.look(i);
  const where = now.names.where(track.pc(i));
  const waker = wakerOf(now.index, lane, i);
  const word = look === Look.RUN ? `on P${track.tag(i)}` : causeText(track.detail(i) as Cause);
  return (
    <li>
      <button type="button" class="row" onClick={() => explainRecord(track.rec(i))}>
        <i class={`look ${lookClass(look)}`} />
        <span>{word}{where && <span class="dim"> {where}</span>}
          {waker && (
            <span class="dim"> · woken by {wakerText(now, waker)}</span>
          )}
        </span>
        <span class="num">{formatDuration(track.endOf(i) - track.start(i))}</span>
      </button>
    </li>
  );
}
