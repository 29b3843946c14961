/** The page's model: lanes, scenes and texts against a fold of the same records. */
import { describe, expect, it } from 'vitest';
import { Cause } from '../../assembly/abi/status.ts';
import { foldAll } from '../../src/records/fold.ts';
import { livesOf } from '../../src/records/life.ts';
import { recordOfG, waitBefore, wakerOf } from '../../src/ui/model/find.ts';
import { RunIndex } from '../../src/ui/model/index.ts';
import { hit, layoutOf } from '../../src/ui/model/layout.ts';
import { LOOKS, Look, lookOfCause } from '../../src/ui/model/look.ts';
import { Names } from '../../src/ui/model/names.ts';
import { sceneOf, sceneRows } from '../../src/ui/model/scene.ts';
import { sentence } from '../../src/ui/model/sentence.ts';
import { Track } from '../../src/ui/model/track.ts';
import { whyOf } from '../../src/ui/model/why.ts';
import { disagreements } from './agree.ts';
import { picker, turns } from './records.ts';

const names = new Names(undefined);

function indexOf(count: number, options?: { procs?: number; each?: number }): RunIndex {
  const index = new RunIndex(turns(count, options), names);
  while (index.advance(1000));
  return index;
}

describe('the index', () => {
  it('says what a fresh fold says, at 300 random instants in any order', () => {
    const index = indexOf(12_000);
    expect(disagreements(index, 300, picker(7))).toEqual([]);
    expect(index.broken).toBe('');
  });

  it('adds goroutine time up as the lives do', () => {
    const index = indexOf(5000);
    for (const life of livesOf(index.log).values()) {
      const { track } = index.gs.get(life.g)!;
      const { sums } = track.summary(0, index.endNs + 1);
      const want = new Float64Array(LOOKS);
      life.totals.forEach((ns, cause) => { want[lookOfCause(cause as Cause)]! += ns; });
      expect([...sums]).toEqual([...want]);
    }
  });

  it('stops at a record that cannot be, with what it has', () => {
    const log = turns(300);
    log.push(log.runs()[0]!.slice(0, 8));
    const index = new RunIndex(log, names);
    while (index.advance(100));
    expect(index.broken).toContain('expected');
    expect(index.length).toBe(log.length - 1);
    expect(index.after(index.length).records).toBe(index.length);
  });
});

describe('a track', () => {
  it('sums up the same whatever the zoom', () => {
    const track = new Track();
    const pick = picker(5);
    let time = 0;
    for (let i = 0; i < 10_000; i++) {
      track.push(time, { look: pick(LOOKS), detail: 0, tag: 0, who: 0, pc: 0, rec: i });
      time += 1 + pick(50);
    }
    track.end = time;
    for (const pixel of [0, 10, 1000, 100_000, time]) {
      const sums = new Float64Array(LOOKS);
      let spans = 0;
      track.walk(0, time, pixel, {
        span: (i) => { sums[track.look(i)]! += track.endOf(i) - track.start(i); spans++; },
        group: (from, to, all, at) => {
          expect(track.endOf(to - 1) - track.start(from)).toBeLessThanOrEqual(pixel);
          for (let l = 0; l < LOOKS; l++) sums[l]! += all[at + l]!;
          spans += to - from;
        },
      });
      expect(spans).toBe(track.length);
      expect(sums.reduce((a, b) => a + b)).toBe(time);
    }
  });

  it('replaces a span of no length, but keeps the record with which it began', () => {
    const track = new Track();
    const at = (time: number, look: number, rec: number): void =>
      track.push(time, { look, detail: 0, tag: 0, who: 0, pc: 0, rec });
    at(0, Look.RUN, 0);
    at(5, Look.RUNNABLE, 1);
    at(5, Look.RUN, 2);
    track.end = 9;
    expect(track.length).toBe(2);
    expect([track.look(1), track.rec(1), track.at(9), track.at(5)]).toEqual([Look.RUN, 1, -1, 1]);
  });
});

describe('a scene', () => {
  it('shows each goroutine once, where the fold has it', () => {
    const index = indexOf(9000, { each: 20 });
    const cards = index.waits.cards(10);
    const pick = picker(1);
    for (let i = 0; i < 200; i++) {
      const state = index.after(pick(index.length));
      const scene = sceneOf(state, cards);
      const seen = [...scene.ps.flatMap((p) => [p.running, p.hand, p.runnext, ...p.ring.tokens]),
        ...scene.global.tokens, ...scene.direct.tokens, ...scene.syscalls.tokens,
        ...scene.waits.flatMap((w) => w.shelf.tokens)].flatMap((t) => (t ? [t.g] : []));
      expect(seen.sort((a, b) => a - b)).toEqual([...state.gs.keys()].sort((a, b) => a - b));
      expect(sceneRows(scene).length).toBeGreaterThan(4);
    }
  });

  it('is laid out without overlap, inside its width, and found again by hit', () => {
    const index = indexOf(9000, { procs: 6, each: 20 });
    const scene = sceneOf(index.after(4321), index.waits.cards(10));
    for (const width of [320, 560, 900, 1400]) {
      const options = { width, digits: 3, zoomed: -1, peaks: new Map([['global', 3]]) };
      const layout = layoutOf(scene, options);
      for (const t of layout.tokens) {
        expect(t.x + t.w).toBeLessThanOrEqual(width + 1);
        expect(hit(layout, t.x + t.w / 2, t.y + t.h / 2)).toEqual({ kind: 'g', id: t.g });
        const others = layout.tokens.filter((o) => o !== t && o.x < t.x + t.w && t.x < o.x + o.w
          && o.y < t.y + t.h && t.y < o.y + o.h);
        expect(others).toEqual([]);
      }
    }
  });

  it('shows the whole queue of a P that is zoomed', () => {
    const index = indexOf(2000, { each: 200 });
    const scene = sceneOf(index.after(index.length), []);
    const layout = layoutOf(scene, { width: 900, digits: 3, zoomed: 1, peaks: new Map() });
    const ring = new Set(scene.ps[1]!.ring.tokens.map((t) => t.g));
    expect(layout.tokens.filter((t) => ring.has(t.g)).length).toBe(scene.ps[1]!.ring.count);
  });
});

describe('words', () => {
  it('says and explains every record', () => {
    const index = indexOf(400);
    index.log.forEach((r, i) => {
      const title = sentence(r, names);
      expect(title).not.toMatch(/undefined|NaN|record \d/);
      const why = whyOf(r, index.after(i), title);
      expect(why?.text.length).toBeGreaterThan(20);
      expect(why?.func).toMatch(/^[a-zA-Z0-9_]+$/);
    });
  });

  it('names the waker of a wait', () => {
    const index = indexOf(2000);
    const lane = index.lanes.find((l) => waitBefore(l, 5000) >= 0)!;
    const i = waitBefore(lane, 5000);
    const waker = wakerOf(index, lane, i)!;
    expect(waker).toMatchObject({ by: 0, time: lane.track.endOf(i) });
    expect(recordOfG(index.log, lane.id, waker.rec, 1)).toBe(waker.rec);
    expect(foldAll(index.log).records).toBe(index.length);
  });
});
