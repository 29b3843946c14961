/**
 * Instructions per switch of workloads, and where they go:
 *
 *     npx tsx bench/instructions.ts                          the usual five
 *     npx tsx bench/instructions.ts pingpong --profile       and its functions by self instructions
 *     npx tsx bench/instructions.ts pipeline --set items=50  at another size
 *
 * See bench/count.ts for what is counted. `--profile` builds a kernel with names; the numbers stay.
 */
import { parseArgs } from 'node:util';
import { count, selfOf } from './count.ts';
import { kernelFile, namedKernel } from './kernel.ts';
import { twinOf } from './twin/twin.ts';
import { prepare, sizesFrom, workload } from './workload.ts';

const USUAL = ['pingpong', 'pingpong1', 'fanout', 'yield', 'pipeline'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'boolean', default: false },
    top: { type: 'string', default: '25' },
    set: { type: 'string', multiple: true, default: [] },
    kernel: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const sizes = sizesFrom(values.set);
  const built = values.profile ? namedKernel() : await kernelFile();
  const exe = twinOf(values.kernel ?? built, 'count');
  const names = positionals.length > 0 ? positionals : USUAL;
  process.stdout.write('workload     switches      steps  instr/switch  instr/step  hash\n');
  for (const name of names) {
    const w = workload(name);
    const c = count(exe, await prepare(w, { ...w.counted, ...sizes }), w.name);
    process.stdout.write(
      `${w.name.padEnd(12)} ${String(c.switches).padStart(8)} ${String(c.steps).padStart(10)} ` +
        `${c.perSwitch.toFixed(1).padStart(13)} ${c.perStep.toFixed(1).padStart(11)}  ${c.hash}\n`,
    );
    if (values.profile) printSelf(c.profile, c.switches, c.instructions);
  }
}

function printSelf(profile: string, switches: number, total: number): void {
  const title = 'function (own instructions, without those it calls)';
  process.stdout.write(`   per switch      %  ${title}\n`);
  for (const { name, instructions } of selfOf(profile, Number(values.top))) {
    const share = ((100 * instructions) / total).toFixed(1);
    process.stdout.write(
      `   ${(instructions / switches).toFixed(1).padStart(10)} ${share.padStart(6)}  ${name}\n`,
    );
  }
}

await main();
