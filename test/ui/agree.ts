/** Scene and timeline of an index against a fold of the same records, at random instants. */
import { History } from '../../src/records/history.ts';
import type { State } from '../../src/records/state.ts';
import type { RunIndex } from '../../src/ui/model/index.ts';
import { lookOfCause, lookOfCore, lookOfM, lookOfP, SYSMON } from '../../src/ui/model/look.ts';
import { CARDS, sceneOf } from '../../src/ui/model/scene.ts';

/** What the lanes and the numbers say at `time`, where it is not what the state says. */
function timelineFaults(index: RunIndex, state: State, time: number): string[] {
  const faults: string[] = [];
  const same = (what: string, shown: number, real: number): void => {
    if (shown !== real) faults.push(`${what} at ${time} ns: ${shown}, not ${real}`);
  };
  for (const p of state.ps) {
    const track = index.ps[p.id]!;
    same(`P${p.id}`, track.look(track.at(time)), lookOfP(state, p));
  }
  for (const m of state.ms.filter((x) => x && x.id !== SYSMON && index.ms[x.id])) {
    const track = index.ms[m.id]!;
    same(`M${m.id}`, track.look(track.at(time)), lookOfM(m));
  }
  for (const g of state.gs.values()) {
    const { track } = index.gs.get(g.id)!;
    same(`G${g.id}`, track.look(track.at(time)), lookOfCause(g.cause));
  }
  for (const core of state.cores) {
    const track = index.cores[core.id]!;
    same(`core ${core.id}`, track.look(track.at(time)), lookOfCore(state, core));
  }
  const idle = state.ps.slice(0, state.gomaxprocs).filter((p) => p.m === 0xffff).length;
  const { goroutines, global, threads, idlePs } = index.counters;
  same('goroutines', goroutines.at(time), state.gs.size);
  same('global queue', global.at(time), state.global.length);
  same('threads', threads.at(time), state.ms.length);
  same('idle Ps', idlePs.at(time), idle);
  return faults;
}

/** All disagreements at `count` instants; every second one is that of a record, or beside it. */
export function disagreements(
  index: RunIndex, count: number, pick: (below: number) => number,
): string[] {
  const history = new History(index.log);
  const faults: string[] = [];
  for (let i = 0; i < count; i++) {
    const near = index.timeOf(pick(index.length)) + pick(3) - 1;
    const time = Math.max(0, Math.min(index.endNs - 1, i % 2 === 0 ? pick(index.endNs) : near));
    const until = index.countUntil(time);
    // The fold's own state, made anew from a checkpoint of its own.
    const state = history.after(until);
    const cards = index.waits.cards(CARDS);
    const shown = JSON.stringify(sceneOf(index.after(until), cards));
    if (shown !== JSON.stringify(sceneOf(state, cards))) faults.push(`scene at ${time} ns`);
    faults.push(...timelineFaults(index, state, time));
    // Between the records of one moment the timeline has no say, but the scene has.
    const inside = pick(index.length + 1);
    const both = [index.after(inside), history.after(inside)].map((s) => sceneOf(s, cards));
    if (JSON.stringify(both[0]) !== JSON.stringify(both[1])) faults.push(`after ${inside} records`);
  }
  return faults;
}
