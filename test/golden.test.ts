/**
 * Programs with the records that they must make: `test/cases/*.txt` holds Go source, `---`,
 * settings, `---`, what is expected. `UPDATE=1` rewrites the last part; the difference is then to
 * be reviewed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../src/config/text.ts';
import type { MaskName } from '../src/config/config.ts';
import { compileGo } from './support/compile.ts';
import { judge, runProgram } from './support/judge.ts';
import { normalText } from './support/normal.ts';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));
const SEPARATOR = '\n---\n';

function settingsFrom(line: string): Parameters<typeof runProgram>[1] {
  const pairs = line.trim().split(/\s+/).map((word) => word.split('=') as [string, string]);
  const { mask, ...others } = Object.fromEntries(pairs);
  return { ...settingsOf(others), mask: (mask ?? 'sched') as MaskName, kernel: 'debug' };
}

describe('golden', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt')).sort()) {
    it(name.replace('.txt', ''), async () => {
      const [source, config, expected = ''] = readFileSync(folder + name, 'utf8').split(SEPARATOR);
      const ran = await runProgram(await compileGo(source!), settingsFrom(config!));
      const actual = normalText(ran);
      if (process.env['UPDATE']) {
        writeFileSync(folder + name, [source, config, actual].join(SEPARATOR));
      } else {
        expect(actual).toBe(expected);
      }
      expect(judge(ran)).toEqual([]);
    });
  }
});
