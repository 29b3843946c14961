/**
 * The order in which test files are started: those that take longest first, so that none of them
 * begins when all others have ended and a core stands idle. The rest go by size, as Vitest has it
 * where it knows no times: what it remembers of the last run is not used, so that a fresh clone and
 * a used one run alike.
 */
import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By the time that they take alone on a quiet machine. */
const LONG = [
  'build', 'ui/stories', 'cli/cli', 'ui/use', 'oracle', 'ui/speed', 'golang/objects',
  'determinism', 'theory', 'ui/page', 'patterns', 'ui/presets', 'tidy', 'ui/report',
].map((name) => `/test/${name}.test.ts`);

function rank(path: string): number {
  const place = LONG.findIndex((end) => path.endsWith(end));
  return place < 0 ? LONG.length : place;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const keyed = files.map((file) => {
      const { moduleId } = file;
      return { file, rank: rank(moduleId), size: statSync(moduleId).size, moduleId };
    });
    keyed.sort((a, b) => a.rank - b.rank || b.size - a.size || (a.moduleId < b.moduleId ? -1 : 1));
    return keyed.map(({ file }) => file);
  }
}
