/**
 * Records as text for expected output that people review: without what a change elsewhere in the
 * program or the library moves. Functions have names, objects are numbered as they appear,
 * instruction indices are left out.
 */
import { recordText } from '../../src/records/text.ts';
import type { Ran } from './judge.ts';

export function normalText({ sim, result }: Ran): string {
  const objects = new Map<string, number>();
  const object = (address: string): string => {
    if (address === '0x0') return '-';
    if (!objects.has(address)) objects.set(address, objects.size + 1);
    return `#${objects.get(address)}`;
  };
  const lines: string[] = [];
  sim.records().forEach((r) => {
    lines.push(recordText(r)
      .replace(/ pc=\d+$/, '')
      .replace(/0x[0-9a-f]+/g, object)
      .replace(/ func=(\d+)/, (_, i) => ` func=${sim.symbols.funcs[Number(i)]?.name ?? i}`));
  });
  lines.push(`# ${result.reason} ${result.exitCode} at ${result.timeNs}`);
  const output = new TextDecoder().decode(sim.stdout()) + new TextDecoder().decode(sim.stderr());
  for (const line of output.split('\n')) if (line !== '') lines.push(`# > ${line}`);
  return `${lines.join('\n')}\n`;
}
