/** gopark's own version: put in by the build, read from package.json in a checkout. */
import { readFileSync } from 'node:fs';

declare const GOPARK_VERSION: string | undefined;

export function version(): string {
  if (typeof GOPARK_VERSION === 'string') return GOPARK_VERSION;
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
