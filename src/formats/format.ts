/** What every output format is: a name, and a function from a recorded run to bytes or text. */
import type { RecordLog } from '../records/log.ts';

/** A recorded run, with what turns its numbers into names. */
export interface Recorded {
  log: RecordLog;
  /** Virtual time at which the run stopped. */
  end: number;
  /** Name of a function by index. */
  funcName(index: number): string;
  /** file:line of an instruction, empty if unknown. */
  where(pc: number): string;
}

export interface Format {
  name: string;
  /** Of files, without the dot. */
  extension: string;
  /** One clause for help texts. */
  says: string;
  write(run: Recorded): string | Uint8Array;
}
