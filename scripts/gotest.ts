/**
 * Runs the Go distribution's own tests and compares with the real toolchain:
 *
 *     npm run gotest               all in scope; writes docs/gotest.md
 *     npm run gotest -- chan/      those whose name contains this; writes nothing
 *
 * In scope are the files of GOROOT/test that are marked `// run` and import modelled packages
 * only. Compared are stdout, stderr up to the first goroutine trace, and the exit status.
 */
import { writeFileSync } from 'node:fs';
import { loadLibrary } from '../src/kernel/lib.ts';
import { build } from './build.mjs';
import { simulate } from './gotest/ours.ts';
import { difference } from './gotest/outcome.ts';
import { RealGo } from './gotest/real.ts';
import { report, type Row } from './gotest/report.ts';
import { selectTests } from './gotest/select.ts';

const part = process.argv[2] ?? '';
await build(['kernel', 'lib']);
const go = new RealGo();
const lib = await loadLibrary();
const modelled = new Set(['unsafe', ...lib.known().filter((p) => !p.includes('internal/'))]);
const selection = selectTests(go.testRoot, modelled, part);

const rows: Row[] = [];
for (const test of selection.tests) {
  const real = go.outcome(test.path);
  if (!real.built) continue;
  const why = difference(real, await simulate(test.path, lib));
  if (why !== undefined) console.log(`${test.name}: ${why}`);
  rows.push({ test, ...(why === undefined ? {} : { why }) });
}
const failed = rows.filter((row) => row.why !== undefined).length;
console.log(`${rows.length - failed} of ${rows.length} as under ${go.version}`);
if (part === '') writeFileSync('docs/gotest.md', report(rows, selection, go.version));
// A failure that is listed with its reason is no news: this is a measurement, not a gate.
const gated = rows.filter((r) => r.why !== undefined && /^(chan|ken)\//.test(r.test.name));
process.exitCode = gated.length > 0 ? 1 : 0;
