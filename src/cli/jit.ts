/**
 * What V8 does beside running us. Compiling a program is over before its optimiser and its
 * incremental collector pay: on other threads they would take as much time again. So the command
 * starts without them, and turns them on for what takes long: a large source, a simulation that is
 * not over at once. The same for the kernel: V8 counts what a function does in bytes of code that
 * it jumps over, so the interpreter's loop would be optimised (for 40 ms, on another thread) after
 * 200 instructions of the program; with this budget it is after 50,000, or some milliseconds.
 */
import { setFlagsFromString } from 'node:v8';

const FLAGS = ['opt', 'incremental-marking'];
const KERNEL = '--wasm-tiering-budget=500000000';

/** The code cache (scripts/warm.mjs) is only good under the flags that it was made with. */
export function forLong(on: boolean): void {
  for (const flag of FLAGS) setFlagsFromString(on ? `--${flag}` : `--no-${flag}`);
  setFlagsFromString(KERNEL);
}
