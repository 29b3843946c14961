/**
 * The list of policies, in the order of `Policies` in abi/abi.ts. All are made while the module
 * starts.
 */
import { Policies } from '../abi/abi';
import { Policy, setPolicy } from '../runtime/policy';
import { Fifo } from './fifo';
import { NoSteal } from './nosteal';
import { SpinAll } from './spinall';

const GO: Policy = new Policy();
const FIFO: Policy = new Fifo();
const NOSTEAL: Policy = new NoSteal();
const SPINALL: Policy = new SpinAll();

export function choosePolicy(which: i32): void {
  switch (which) {
    case Policies.fifo: setPolicy(FIFO); return;
    case Policies.nosteal: setPolicy(NOSTEAL); return;
    case Policies.spinall: setPolicy(SPINALL); return;
    default: setPolicy(GO);
  }
}
