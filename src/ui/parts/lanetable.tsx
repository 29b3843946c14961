/** The timeline as a table, beside the canvas as the scene's is: for everybody who reads it. */
import { formatDuration } from '../../config/duration.ts';
import { type Lane, lanesOf, sharesText, spanText } from '../model/lanes.ts';
import { grown, lanesBy, playing, selected, type Shown, shown, time, view } from '../state.ts';

/** So many lanes are told; the selected goroutine is always among them. */
const MOST = 40;

/** What a lane does at the playhead, and for how long in all. */
function stateText(now: Shown, { track, ...rest }: Lane): string {
  const i = track.at(time.value);
  if (i < 0) return 'nothing';
  const text = spanText({ track, ...rest }, i, now.names, now.index);
  return `${text}, for ${formatDuration(track.endOf(i) - track.start(i))}`;
}

function told(lanes: readonly Lane[]): Lane[] {
  const first = lanes.slice(0, MOST);
  const g = selected.value;
  const extra = lanes.find((l, i) => i >= MOST && l.kind === 'G' && l.id === g);
  return extra ? [...first, extra] : first;
}

/** It follows the playhead and the view when they are at rest. */
export function LaneTable() {
  void grown.value;
  const now = shown.value;
  if (!now || playing.value) return null;
  const { from, to } = view.value;
  const lanes = lanesOf(now.index, now.names, lanesBy.value);
  const rows = told(lanes);
  return (
    <div class="visually-hidden">
      <table>
        <caption>Lanes from {formatDuration(Math.max(0, Math.round(from)))} to
          {' '}{formatDuration(Math.round(to))}</caption>
        <thead><tr><th>lane</th><th>at the playhead</th><th>in this time</th></tr></thead>
        <tbody>
          {rows.map((lane) => (
            <tr key={lane.label}>
              <th>{lane.label} {lane.sub}</th><td>{stateText(now, lane)}</td>
              <td>{sharesText(lane.track.summary(from, to).sums).join(', ')}</td>
            </tr>
          ))}
          {rows.length < lanes.length && (
            <tr><th>{lanes.length - rows.length} more</th><td /><td /></tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
