/** What can go wrong between host and kernel, each as one sentence for people. */
import { Bad } from '../../assembly/abi/abi.ts';

/** The kernel found itself in a state that must not be: a fault of gopark, not of the program. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}

/** The kernel file was built from another version of the sources. */
export class StaleKernelError extends Error {
  override readonly name = 'StaleKernelError';
}

/** The kernel refuses a program image. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** An answer to a request that the kernel does not take; nothing has changed. */
export class InjectError extends Error {
  override readonly name = 'InjectError';
}

const REASONS: Record<Bad, string> = {
  [Bad.NONE]: 'no reason given',
  [Bad.MAGIC]: 'it does not start as a program image does',
  [Bad.ABI]: 'it was made by another build of gopark; compile the source again',
  [Bad.SIZE]: 'its size is not what its header says',
  [Bad.CHECKSUM]: 'its checksum is wrong: the file is damaged',
  [Bad.SECTION]: 'one of its sections lies outside of it',
  [Bad.OPCODE]: 'it has an unknown instruction',
  [Bad.OPERAND]: 'an instruction has an operand out of range',
  [Bad.GOMAXPROCS]: 'GOMAXPROCS is out of range',
  [Bad.MEMORY]: 'the memory limit is too small for it',
  [Bad.RING]: 'the record ring is not a power of two, or too large',
};

export function badText(detail: number): string {
  return REASONS[detail as Bad] ?? `reason ${detail}`;
}
