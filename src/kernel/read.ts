/** Reading the files that come with gopark: from disk in Node, over the network elsewhere. */
import { StaleKernelError } from './error.ts';

export async function readUrl(url: URL, what: string): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(url).catch(() => {
      throw new StaleKernelError(`${what} ${url.pathname} is missing; build it with npm run build`);
    });
    return new Uint8Array(bytes);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new StaleKernelError(`${what} ${url.href} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}
