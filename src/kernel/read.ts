/** Reading the files that come with gopark: from disk in Node, over the network elsewhere. */
import { StaleKernelError } from './error.ts';

export async function readUrl(url: URL, what: string): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol === 'file:') {
    const { readFileSync } = await import('node:fs');
    try {
      return readFileSync(url) as Uint8Array<ArrayBuffer>;
    } catch {
      throw new StaleKernelError(`${what} ${url.pathname} is missing; build it with npm run build`);
    }
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new StaleKernelError(`${what} ${url.href} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}
