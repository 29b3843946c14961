/**
 * `node warm.mjs BUNDLE CACHE`: runs the command's bundle as src/cli/boot.ts does, on a program
 * that uses much of the language, and keeps what V8 has compiled by the end.
 */
import { readFileSync, writeFileSync } from 'node:fs';
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

sameFlags();
const [bundle, cache] = process.argv.slice(2).map((path) => resolve(path));
const main = pathToFileURL(resolve(bundle, '../main.js')).href;
const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle });
const program = fileURLToPath(new URL('./warm.go', import.meta.url));
process.argv = [process.argv[0], fileURLToPath(main), 'run', '--quiet', program];
process.on('exit', (code) => {
  sameFlags();
  if (code === 0) writeFileSync(cache, script.createCachedData());
});
script.runInThisContext()(createRequire(main), main);
