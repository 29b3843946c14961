/**
 * Compiling a program is over before V8's optimiser pays: on other threads it would take as much
 * time again. So the command starts without it, and turns it on for what runs for long.
 */
import { setFlagsFromString } from 'node:v8';

export function optimise(on: boolean): void {
  setFlagsFromString(on ? '--opt' : '--no-opt');
}
