import { Policy } from '../runtime/policy';

/** No runnext: new and woken goroutines queue up behind the others, as up to Go 1.4. */
export class Fifo extends Policy {
  next(): bool {
    return false;
  }
}
