/** Play, step, speed, and where the playhead is. */
import { seekTime, stepEvent } from '../actions.ts';
import { momentText, positionOf, speedAt, speedText } from '../model/clock.ts';
import { sentence } from '../model/sentence.ts';
import { toggle } from '../player.ts';
import { at, endNs, grown, playing, shown, speed, time } from '../state.ts';

export function Transport() {
  const now = shown.value;
  const can = now !== undefined;
  return (
    <div class="transport" role="group" aria-label="Playback">
      <button type="button" class="icon" title="To the start (Home)" aria-label="To the start"
        disabled={!can} onClick={() => seekTime(-1)}><Icon d="M4 3v10M13 3 6 8l7 5z" /></button>
      <button type="button" class="icon" title="One event back (,)" aria-label="One event back"
        disabled={!can} onClick={() => stepEvent(-1)}><Icon d="M10 3 4.5 8 10 13" /></button>
      <button type="button" class="icon play" title="Play or pause (space)"
        aria-label={playing.value ? 'Pause' : 'Play'} disabled={!can} onClick={toggle}>
        <Icon d={playing.value ? 'M5 3v10M11 3v10' : 'M4.5 2.5v11L13.5 8z'} /></button>
      <button type="button" class="icon" title="One event on (.)" aria-label="One event on"
        disabled={!can} onClick={() => stepEvent(1)}><Icon d="M6 3l5.5 5L6 13" /></button>
      <Clock />
      <label class="speed">
        <span class="visually-hidden">Speed</span>
        <input type="range" min="0" max="1000" value={Math.round(positionOf(speed.value) * 1000)}
          aria-valuetext={speedText(speed.value)}
          onInput={(e) => { speed.value = speedAt(Number(e.currentTarget.value) / 1000); }} />
        <span class="num">{speedText(speed.value)}</span>
      </label>
      <LastEvent />
    </div>
  );
}

/** A sign of strokes on a 16 by 16 grid. */
function Icon({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" class="sign">
      <path d={d} /></svg>
  );
}

function Clock() {
  const total = momentText(endNs.value);
  return (
    <span class="clock num" title="Simulated time">
      <b>{momentText(time.value)}</b> <span class="dim">of {total} simulated</span>
    </span>
  );
}

/** What happened last, also for those who listen. */
function LastEvent() {
  void grown.value;
  const now = shown.value;
  const still = !playing.value;
  const text = now && still && at.value > 0
    ? sentence(now.run.log.at(at.value - 1), now.names) : '';
  return <span class="last-event" role="status" aria-live="polite">{text}</span>;
}
