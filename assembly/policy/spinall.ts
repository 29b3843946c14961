import { Policy } from '../runtime/policy';

/** Every M without work spins: no limit of half the busy Ps. */
export class SpinAll extends Policy {
  spins(spinning: u32, busy: u32): bool {
    return true;
  }
}
