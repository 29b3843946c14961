/** "Why?", the selected goroutine, and the events around the playhead. */
import { explainLast, explainRecord } from '../actions.ts';
import { momentText } from '../model/clock.ts';
import { sentence } from '../model/sentence.ts';
import { type Why, whyIdle, whyOf } from '../model/why.ts';
import { asked, at, grown, playing, rulesAt, type Shown, shown } from '../state.ts';
import { LifeCard } from './life.tsx';

/** The explanation that is asked for; by default that of the last event. */
function whyNow(now: Shown): Why | undefined {
  const question = asked.value;
  if (question?.kind === 'p') {
    const state = now.index.after(at.value);
    const p = state.ps[question.id];
    if (p && p.m === 0xffff) return whyIdle(state, p);
    const index = lastOfP(now, question.id);
    return index < 0 ? undefined : ofRecord(now, index);
  }
  const index = question?.index ?? at.value - 1;
  return index < 0 || index >= now.index.length ? undefined : ofRecord(now, index);
}

function ofRecord(now: Shown, index: number): Why | undefined {
  const before = now.index.after(index);
  const r = now.run.log.at(index);
  const why = whyOf(r, before, sentence(r, now.names));
  return why && { ...why };
}

/** The last record about a P before the playhead. */
function lastOfP(now: Shown, p: number): number {
  for (let i = at.value - 1; i >= 0; i--) if (now.run.log.at(i).p === p) return i;
  return -1;
}

export function Inspector() {
  return (
    <aside class="inspector" aria-label="Explanations">
      <WhyCard />
      <LifeCard />
      <Events />
    </aside>
  );
}

function WhyCard() {
  void grown.value;
  const now = shown.value;
  if (!now) return null;
  if (playing.value) {
    return (
      <section class="card why"><h3>Why?</h3>
        <p class="dim">Pause (space) and step (<kbd>.</kbd> and <kbd>,</kbd>), or click anything, to
          read why the scheduler did it.</p>
      </section>
    );
  }
  const why = whyNow(now);
  if (!why) {
    return (
      <section class="card why"><h3>Why?</h3>
        <p class="dim">Before the first event. Press <kbd>.</kbd> to step.</p></section>
    );
  }
  return (
    <section class="card why" aria-live="polite">
      <h3>{why.title}</h3>
      <p>{why.text}</p>
      {why.candidates.length > 0 && (
        <ul class="candidates">{why.candidates.map((c) => <li key={c}>{c}</li>)}</ul>
      )}
      <p class="source">
        <code>{why.doc === 'cores' ? 'Linux: ' : 'runtime.'}{why.func}</code>
        <RuleLink rule={why.rule} doc={why.doc ?? 'scheduler'} />
      </p>
    </section>
  );
}

/** A report stands alone: there the rule is named, and has no link. */
function RuleLink({ rule, doc }: { rule: string; doc: string }) {
  const folder = rulesAt.value;
  if (folder === '') return <span class="dim small">rule: {rule.replaceAll('-', ' ')}</span>;
  return <a href={`${folder}${doc}.html#${rule}`} target="_blank" rel="noopener">the rule</a>;
}

const BEFORE = 7;
const AFTER = 3;

function Events() {
  void grown.value;
  const now = shown.value;
  if (!now) return null;
  // While it plays the list would only flicker.
  const position = playing.value ? -1 : at.value;
  if (position < 0) return null;
  const from = Math.max(0, position - BEFORE);
  const to = Math.min(now.index.length, position + AFTER);
  const rows: number[] = [];
  for (let i = from; i < to; i++) rows.push(i);
  return (
    <section class="card events" aria-label="Events">
      <header><h3>Events</h3>
        <span class="dim small">{position} of {now.index.length}</span></header>
      <ol>
        {rows.map((i) => {
          const r = now.run.log.at(i);
          const kind = i === position - 1 ? 'now' : i >= position ? 'later' : '';
          return (
            <li key={i}>
              <button type="button" class={`row ${kind}`} onClick={() => explainRecord(i)}
                aria-current={kind === 'now' ? 'step' : undefined}>
                <span class="num dim">{momentText(r.time)}</span>
                <span>{sentence(r, now.names)}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {position === 0 && <button type="button" onClick={explainLast}>first event</button>}
    </section>
  );
}
