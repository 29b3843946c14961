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

// As in src/cli/jit.ts: the code is only good under the same flags.
setFlagsFromString('--no-opt');
const [bundle, cache] = process.argv.slice(2).map((path) => resolve(path));
const main = pathToFileURL(resolve(bundle, '../main.js')).href;
const script = new Script(readFileSync(bundle, 'utf8'), { filename: bundle });
const program = fileURLToPath(new URL('./warm.go', import.meta.url));
process.argv = [process.argv[0], fileURLToPath(main), 'run', '--quiet', program];
process.on('exit', (code) => {
  setFlagsFromString('--no-opt');
  if (code === 0) writeFileSync(cache, script.createCachedData());
});
script.runInThisContext()(createRequire(main), main);
