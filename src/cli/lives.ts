/** Each goroutine's life for the result document, from the records of a run. */
import type { GoroutineLife } from '../measure/document.ts';
import { causeKey } from '../measure/ledger.ts';
import { type Life, livesOf } from '../records/life.ts';
import type { Simulation } from '../simulate.ts';

export function livesIn(sim: Simulation): GoroutineLife[] {
  const lives = livesOf(sim.records(), { end: sim.timeNs });
  return [...lives.values()].map((life) => lifeOf(life, sim)).sort((a, b) => a.id - b.id);
}

function lifeOf(life: Life, sim: Simulation): GoroutineLife {
  const spent: Record<string, number> = {};
  life.totals.forEach((ns, cause) => {
    if (ns > 0) spent[causeKey(cause)] = ns;
  });
  return {
    id: life.g,
    func: sim.symbols.funcs[life.func]?.name ?? '?',
    createdNs: life.created,
    endedNs: life.ended ? life.end : null,
    spent,
  };
}
