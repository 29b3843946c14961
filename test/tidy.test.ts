/** The shape of the code is a test: `npm run check` runs it alone. */
import { describe, expect, it } from 'vitest';
import * as tidy from './support/tidy.ts';

const all = tidy.sources();

/** Shows the violations themselves, not only their number. */
function none(violations: string[]): void {
  expect(violations.join('\n')).toBe('');
}

describe('tidy', () => {
  it('finds the sources', () => expect(all.length).toBeGreaterThan(50));
  it('imports only from earlier levels', () => none(tidy.importRule(all)));
  it('imports no package into the library', () => none(tidy.packageRule(all)));
  it(`has files of at most ${tidy.FILE_LINES} lines`, () => none(tidy.fileLengths(all)));
  it(`has functions of at most ${tidy.FUNCTION_LINES} lines`, () => {
    none(tidy.functionLengths(all));
  });
  it(`has lines of at most ${tidy.COLUMNS} columns`, () => none(tidy.lineLengths(all)));
  it('needs the exceptions that it lists', () => none(tidy.staleExceptions(all)));
  it('has no banned words', () => none(tidy.bannedWordsIn(all)));
  it('names nothing private', () => none(tidy.privateNamesIn(tidy.checkoutFiles())));
  it('takes packages from the public registry', () => none(tidy.lockfileHosts()));
  it('commits no output', () => none(tidy.committedOutput(tidy.committedFiles())));
  it('has no dead files', () => none(tidy.deadFiles(all)));
});
