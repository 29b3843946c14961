/**
 * The goroutine that nobody looks for (Go issues 43997, 45867): y is made while one M, which does
 * not spin, is held up before it gives up its P, so that its maker wakes nobody.
 */
import type { Settings } from '../../src/config/config.ts';
import { Puppet } from './puppet.ts';
import type { Scene } from './scene.ts';

const PROGRAM = `
import "time"

//gopark:cpu 200us
func work() {}

//gopark:cpu 5ms
func long() {}
func x()    { work() }
func y()    {}

func main() {
	go x()
	work()
	time.Sleep(time.Millisecond)
	go y()
	long()
}
`;

export async function stranded(settings: Settings): Promise<Scene> {
  const puppet = await Puppet.of(PROGRAM, { gomaxprocs: 2, ...settings });
  // While main's M spins, the other one ends x: it does not begin to spin, and is held up.
  puppet.delay(puppet.untilAt('STEAL', 0), 100_000);
  puppet.delay(puppet.untilAt('DROP', 2), 2e6);
  return puppet.finish();
}
