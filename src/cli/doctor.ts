/** `gopark doctor`: what there is here, and whether it works. */
import { write } from './output.ts';
import { PLAIN_RESULT, selfTest } from './selftest.ts';
import { LIMITS, MAX_CORES, showIn } from '../config/config.ts';
import { COST_FIELDS, costPreset, describePreset, FIELDS } from '../config/cost.ts';
import { changesOf, RELEASES } from '../config/goversion.ts';
import { COST_PRESETS } from '../config/preset.ts';
import { ABI_HASH } from '../../build/abi-hash.ts';
import { loadLibrary } from '../kernel/lib.ts';
import { ExitCode } from './exit.ts';
import { version } from './version.ts';

export interface DoctorFlags {
  json?: boolean;
  costs?: boolean;
}

export async function doctor(flags: DoctorFlags): Promise<number> {
  if (flags.costs) {
    write(1, costTable());
    return ExitCode.FINISHED;
  }
  const result = await selfTest();
  const packages = (await loadLibrary()).known();
  if (flags.json) {
    const doc = {
      gopark: version(),
      node: process.version,
      platform: `${process.platform}/${process.arch}`,
      abi: ABI_HASH,
      kernel: result,
      releases: RELEASES,
      costs: COST_PRESETS,
      packages,
      limits: Object.fromEntries(
        Object.entries(LIMITS).map(([name, { base, max }]) => [name, { base, max }]),
      ),
    };
    write(1, `${JSON.stringify(doc, null, 2)}\n`);
  } else write(1, text(result, packages));
  return result === PLAIN_RESULT ? ExitCode.FINISHED : ExitCode.BROKEN;
}

function text(kernel: string, packages: readonly string[]): string {
  const limits = Object.entries(LIMITS).map(([name, range]) => {
    const show = (n: number): string => showIn(range, n);
    return `${name} ${show(range.base)} (at most ${show(range.max)})`;
  });
  return [
    `gopark ${version()}, contract ${ABI_HASH}`,
    `node ${process.version} on ${process.platform}/${process.arch}`,
    `kernel: ${kernel}`,
    '',
    'Go releases:',
    ...RELEASES.map((name) => `  ${name.padEnd(5)} ${changesOf(name)}`),
    '',
    'Cost models:',
    ...COST_PRESETS.map((name) => `  ${name.padEnd(12)} ${describePreset(name)}`),
    '',
    `Modelled packages: ${packages.join(' ')}`,
    '',
    'Limits:',
    `  cores off (at most ${MAX_CORES}); on with --cores, --quota, --load`,
    ...limits.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function costTable(): string {
  const model = costPreset('linux-amd64')!;
  return COST_FIELDS.map((name) => {
    const [, meaning, source] = FIELDS[name];
    const text = source ? `${meaning}  ${source}` : meaning;
    return `${name.padEnd(18)} ${String(model[name]).padStart(8)} ns  ${text}\n`;
  }).join('');
}
