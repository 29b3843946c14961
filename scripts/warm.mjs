/**
 * `node warm.mjs BUNDLE CACHE`: runs the command's bundle as src/cli/boot.ts does, on programs that
 * use much of the language and of the library, and keeps what V8 has compiled by the end.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const FLAGS = ['--no-opt', '--no-incremental-marking', '--wasm-tiering-budget=500000000'];

/** As in src/cli/jit.ts: the code is only good under the same flags. */
function sameFlags() {
  for (const flag of FLAGS) setFlagsFromString(flag);
}

const EXAMPLES = ['crawler', 'errgroup', 'graceful-shutdown', 'pubsub', 'rate-limiter'];
const programs = ['warm.go', ...EXAMPLES.map((name) => `../examples/${name}/main.go`)]
  .map((path) => fileURLToPath(new URL(path, import.meta.url))).filter((path) => existsSync(path));

sameFlags();
const [bundle, cache] = process.argv.slice(2).map((path) => resolve(path));
const main = pathToFileURL(resolve(bundle, '../main.js')).href;
const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle });

/** The command sets the exit code at its end; when nothing is left to do, comes the next one. */
function next() {
  const program = programs.shift();
  if (program === undefined || process.exitCode) return;
  process.exitCode = undefined;
  process.argv = [process.argv[0], fileURLToPath(main), 'run', program];
  const alive = setInterval(() => process.exitCode !== undefined && clearInterval(alive), 1);
  sameFlags();
  setFlagsFromString('--no-flush-bytecode');
  script.runInThisContext()(createRequire(main), main);
}

process.on('beforeExit', next);
process.on('exit', (code) => {
  sameFlags();
  setFlagsFromString('--flush-bytecode');
  if (code === 0) writeFileSync(cache, script.createCachedData());
});
next();
