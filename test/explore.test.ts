/**
 * Exploration of tiny programs (test/support/explore.ts) finds the goroutines that Go's scheduler
 * left stranded before two of its fixes, and finds none with them. It is not told where to look.
 */
import { describe, expect, test } from 'vitest';
import type { Settings } from '../src/config/config.ts';
import { type Explored, explore } from './support/explore.ts';
import { Puppet } from './support/puppet.ts';

/** A worker ends while main is about to sleep; later main makes work, or yields, and computes. */
const PROGRAM = `
import (
	"runtime"
	"time"
)

//gopark:cpu 10us
func brief() {}

//gopark:cpu 300us
func long() {}

func x() { brief() }
func y() { long() }

func main() {
	go x()
	runtime.Gosched()
	brief()
	time.Sleep(20 * time.Microsecond)
	go y()
	brief()
	runtime.Gosched()
	long()
}
`;

const costs = { threadCreate: 500, threadStartLatency: 500, usleepSlack: 0 };

async function all(
  behaviours: Settings['behaviours'], delays: number, first: boolean,
): Promise<Explored> {
  const puppet = await Puppet.of(PROGRAM, {
    gomaxprocs: 2, mask: 'none', cost: costs, behaviours: { epollMillis: 0, ...behaviours },
  });
  return explore(puppet, { delays, delayNs: 60_000, until: 800_000, first });
}

describe('exploration', () => {
  test('C-38: without needspinning a goroutine is stranded (issues 43997, 45867)', async () => {
    const { found, courses } = await all({ needspinning: 0 }, 2, true);
    expect(found).toHaveLength(1);
    expect(courses).toBeGreaterThan(1);
    // The M that held the last P was about to give it up.
    expect(found[0]!.delays.map((d) => d.at)).toContain('DROP');
  });

  test('C-39: without the look at the global queue one is stranded (issue 55160)', async () => {
    const { found } = await all({ recheckGlobalAfterDrop: 0 }, 2, true);
    expect(found).toHaveLength(1);
    expect(found[0]!.delays.map((d) => d.at)).toContain('DROPPED');
  });

  test('with both, no course strands a goroutine', async () => {
    const { found, courses, events } = await all({}, 3, false);
    expect(found).toEqual([]);
    expect(courses).toBeGreaterThan(300);
    expect(events).toBeGreaterThan(10_000);
  });
});
