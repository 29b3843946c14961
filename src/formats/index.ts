/** The list of output formats. */
import { goroutinesCsv, recordsCsv } from './csv.ts';
import type { Format } from './format.ts';
import { perfetto } from './perfetto.ts';
import { text } from './text.ts';

export type { Format, Recorded } from './format.ts';

export const formats: readonly Format[] = [text, recordsCsv, goroutinesCsv, perfetto];

/** The format of a name. Throws an error that lists those there are. */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name);
  if (found) return found;
  throw new RangeError(`format ${name}: there are ${formats.map((f) => f.name).join(', ')}`);
}
