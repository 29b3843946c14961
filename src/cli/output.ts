/**
 * Writing to standard output and error: straight to the descriptor. `process.stdout` brings
 * streams and sockets along, which take longer to load than a short program to run.
 */
import { fstatSync, writeSync } from 'node:fs';
import { ExitCode } from './exit.ts';

export type Fd = 1 | 2;

const streamOf = (fd: Fd): NodeJS.WriteStream => (fd === 1 ? process.stdout : process.stderr);

/** Descriptors that somebody made non-blocking and that were once full: Node knows how to wait. */
const waiting = new Set<Fd>();

export function write(fd: Fd, data: string | Uint8Array): void {
  let bytes = typeof data === 'string' ? Buffer.from(data) : data;
  try {
    while (bytes.length > 0 && !waiting.has(fd)) bytes = bytes.subarray(writeSync(fd, bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') failed(error as Error);
    streamOf(fd).on('error', failed);
    waiting.add(fd);
  }
  if (bytes.length > 0) streamOf(fd).write(bytes);
}

/** A reader that goes away (`| head`) is no error. */
function failed(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(ExitCode.FINISHED);
  throw error;
}

/** Whether somebody looks at a terminal. */
export function isTerminal(fd: Fd): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && streamOf(fd).isTTY === true;
  } catch {
    return false;
  }
}
