import { Policy } from '../runtime/policy';

/** Ps do not take each other's queued goroutines; the global queue still balances. */
export class NoSteal extends Policy {
  half(len: u32): u32 {
    return 0;
  }
}
