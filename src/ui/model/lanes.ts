/** The lanes of the timeline, by P, by goroutine or by thread, and what their spans are called. */
import { NONE } from '../../../assembly/abi/event.ts';
import { type Cause, MStatus } from '../../../assembly/abi/status.ts';
import { causeText } from '../../records/spec.ts';
import type { GLane, RunIndex } from './index.ts';
import { Look, lookNames, mStatusWords, SYSMON } from './look.ts';
import type { Names } from './names.ts';
import type { Track } from './track.ts';

/** By what lanes go: C is a core, where the run has some. */
export type LaneBy = 'P' | 'G' | 'M' | 'C';

export interface Lane {
  kind: LaneBy;
  id: number;
  label: string;
  /** What stands small behind the label. */
  sub: string;
  track: Track;
}

/** The lanes there are, in their order. */
export function lanesOf(index: RunIndex, names: Names, by: LaneBy): Lane[] {
  if (by === 'G') {
    const system = (l: GLane): boolean => l.parent === 0 && l.id !== 1;
    const own = index.lanes.filter((l) => !system(l));
    return [...own, ...index.lanes.filter(system)].map((l) => ({
      kind: 'G' as const, id: l.id, label: `G${l.id}`, sub: gTitle(l, names), track: l.track,
    }));
  }
  const lanes: Lane[] = [];
  index.tracksOf(by).forEach((track, id) => {
    if (!track) return;
    const sub = by === 'M' && id === SYSMON ? 'sysmon' : '';
    lanes.push({ kind: by, id, label: by === 'C' ? `core ${id}` : `${by}${id}`, sub, track });
  });
  return lanes;
}

/** The function of a goroutine; the runtime's own ones are told apart. */
export function gTitle(lane: { id: number; func: number; parent: number }, names: Names): string {
  if (lane.id === 1) return 'main';
  return lane.parent === 0 ? 'runtime' : names.shortFunc(lane.func);
}

/** What is written in a span that is wide enough. */
export function spanLabel(lane: Lane, i: number): string {
  const { track } = lane;
  const look = track.look(i);
  if (lane.kind === 'G') {
    if (look === Look.RUN) return track.tag(i) === NONE ? 'runs' : `P${track.tag(i)}`;
    return look === Look.SYSCALL ? `system call on M${track.tag(i)}`
      : causeText(track.detail(i) as Cause);
  }
  if (lane.kind === 'C') return coreLabel(track, i);
  if (look === Look.RUN || look === Look.SYSCALL || look === Look.RUNNABLE) {
    const g = track.who(i);
    return g === 0 ? '' : `G${g}`;
  }
  if (look === Look.SCHED || look === Look.SPIN) return lookNames[look];
  return lane.kind === 'M' && track.detail(i) === MStatus.POLLING ? 'netpoll' : '';
}

/** Who is on a core: `M3 G17`, or why nobody is. */
function coreLabel(track: Track, i: number): string {
  const look = track.look(i);
  if (look === Look.STOP) return 'no quota';
  if (look === Look.WAIT) return 'neighbour';
  if (track.tag(i) === NONE) return '';
  return track.who(i) === 0 ? `M${track.tag(i)}` : `M${track.tag(i)} G${track.who(i)}`;
}

/** How time was spent, the most first: `62 % running`; less than a hundredth is left out. */
export function sharesText(sums: Float64Array): string[] {
  const total = sums.reduce((a, b) => a + b, 0) || 1;
  return [...sums].map((ns, look): [string, number] => [lookNames[look]!, ns / total])
    .filter(([, share]) => share >= 0.01).sort((a, b) => b[1] - a[1])
    .map(([word, share]) => `${Math.round(share * 100)} % ${word}`);
}

/** A span in words. */
export function spanText(lane: Lane, i: number, names: Names, index: RunIndex): string {
  const { track } = lane;
  const look = track.look(i);
  const where = names.where(track.pc(i));
  if (lane.kind === 'G') {
    const text = look === Look.RUN ? `running on ${p(track.tag(i))}`
      : look === Look.SYSCALL ? `in a system call on M${track.tag(i)}`
        : causeText(track.detail(i) as Cause);
    return where === '' ? text : `${text}, at ${where}`;
  }
  const g = index.gs.get(track.who(i));
  const who = g ? ` G${g.id} (${gTitle(g, names)})` : '';
  if (lane.kind === 'C') return coreLabel(track, i) || 'free';
  if (lane.kind === 'M' && lane.id === SYSMON) return 'sysmon watches';
  if (look === Look.RUNNABLE) return `waits for a core${who && `, with${who}`}`;
  const other = lane.kind === 'P' ? m(track.tag(i)) : p(track.tag(i));
  if (look === Look.RUN || look === Look.SYSCALL) {
    return `${lookNames[look]}${who}${other ? ` on ${other}` : ''}`;
  }
  const state = lane.kind === 'M' ? mStatusWords[track.detail(i) as MStatus] : lookNames[look];
  return other ? `${state}, with ${other}` : `${state}`;
}

const p = (id: number): string => id === NONE ? '' : `P${id}`;
const m = (id: number): string => id === NONE ? '' : `M${id}`;
