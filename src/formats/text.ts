/** The records as lines of text. */
import { logText } from '../records/text.ts';
import type { Format } from './format.ts';

export const text: Format = {
  name: 'text',
  extension: 'txt',
  says: 'a readable line for each record',
  write: (run) => logText(run.log),
};
