/** A small program from the builder, run on both kernels: do they load, and do they agree? */
import { Builder } from '../program/builder.ts';
import { create } from '../simulate.ts';

export const PLAIN_RESULT = 'works (release and debug kernels agree)';

export async function selfTest(): Promise<string> {
  const b = new Builder();
  const worker = b.func('worker', ['chan'], (f, [ch]) => {
    f.cpu(20_000);
    f.send(ch!, 1);
  });
  b.func('main', (f) => {
    const ch = f.chan();
    f.loop(20, () => f.go(worker, ch));
    f.loop(20, () => f.recv(ch));
  });
  try {
    const hashes = [];
    for (const kernel of ['release', 'debug'] as const) {
      const sim = await create(b.build(), { kernel });
      const { reason, message } = sim.run();
      if (reason !== 'exit' && reason !== 'finished') return `does not work: ${reason} ${message}`;
      hashes.push(sim.stats().records.hash);
    }
    return hashes[0] === hashes[1] ? PLAIN_RESULT : `does not work: ${hashes.join(' is not ')}`;
  } catch (error) {
    return `does not work: ${(error as Error).message}`;
  }
}
