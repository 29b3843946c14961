/** How the command ends: exit codes, and errors that are for people. */
import type { EndReason } from '../measure/document.ts';

export const ExitCode = {
  FINISHED: 0,
  FAILED: 1,
  USAGE: 2,
  LIMIT: 3,
  REGRESSION: 4,
  BROKEN: 70,
  INTERRUPTED: 130,
} as const;

/** Something that a person can mend: printed as it is, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** `bare`: printed without the name of the command in front. */
  constructor(
    message: string,
    readonly code: number = ExitCode.USAGE,
    readonly bare = false,
  ) {
    super(message);
  }
}

const CODES: Record<EndReason, number> = {
  finished: ExitCode.FINISHED,
  exit: ExitCode.FINISHED,
  until: ExitCode.FINISHED,
  steps: ExitCode.FINISHED,
  panic: ExitCode.FAILED,
  deadlock: ExitCode.FAILED,
  fatal: ExitCode.FAILED,
  limit: ExitCode.LIMIT,
  request: ExitCode.LIMIT,
  broken: ExitCode.BROKEN,
  interrupted: ExitCode.INTERRUPTED,
};

/** The command's exit code after a run; `exitCode` is the program's own. */
export function codeOf(reason: EndReason, exitCode: number): number {
  return reason === 'exit' && exitCode !== 0 ? ExitCode.FAILED : CODES[reason];
}

/** Errors of ours that are one sentence for people, by the name of their class. */
const FOR_PEOPLE = new Set([
  'CliError',
  'ConfigError',
  'FileFormatError',
  'ProgramError',
  'StaleKernelError',
  'RecordFileError',
  'InjectError',
]);

/** The text and exit code for an error that ended the command. */
export function explain(error: unknown, args: readonly string[]): { text: string; code: number } {
  if (error instanceof Error && FOR_PEOPLE.has(error.name)) {
    const prefix = error instanceof CliError && error.bare ? '' : 'gopark: ';
    return { text: prefix + error.message, code: (error as CliError).code ?? ExitCode.USAGE };
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    text:
      `gopark: a fault of gopark itself, not of your program: ${oneLine(what)}\n` +
      `to repeat it: ${commandLine(args)}`,
    code: ExitCode.BROKEN,
  };
}

function oneLine(text: string): string {
  return text.split('\n')[0]!.slice(0, 500);
}

/** The command as it can be pasted into a shell. */
export function commandLine(args: readonly string[]): string {
  return ['gopark', ...args]
    .map((arg) => (/^[\w./=:,@%+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
