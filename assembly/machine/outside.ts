/**
 * Slot 0 of the event list, which two share: descriptors becoming ready and answers of the host
 * (runtime/netpoll.ts), and the operating system's cores (runtime/cores.ts). The slot's event is
 * the earlier of both; at equal times the cores come first, so that a thread whose slice ends does
 * not see what happens at that moment.
 */
import { NEVER, evSet } from './event';

@unmanaged
class Outside {
  world: i64;
  cores: i64;
}

const outside: Outside = changetype<Outside>(memory.data(16, 8));

export function outsideInit(): void {
  outside.world = NEVER;
  outside.cores = NEVER;
}

/** The next event of descriptors and answers (ns), or NEVER. */
export function setWorld(when: i64): void {
  outside.world = when;
  evSet(0, when < outside.cores ? when : outside.cores);
}

/** The next event of the cores (ns), or NEVER. */
export function setCores(when: i64): void {
  outside.cores = when;
  evSet(0, when < outside.world ? when : outside.world);
}

/** Is the slot's event, which is being handled, one of the cores? */
export function coresFirst(): bool {
  return outside.cores <= outside.world && outside.cores != NEVER;
}
