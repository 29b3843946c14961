/**
 * Where the command starts: runs the bundle of everything else (`main.ts`), with what V8 made of it
 * when it was built. Most of a short run is otherwise spent on compiling ourselves. V8 looks at the
 * version, its flags and the text by itself, and compiles if they differ.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { optimise } from './jit.ts';

optimise(false);

type Bundle = (require: NodeJS.Require, url: string) => void;

const file = new URL('./gopark.cjs', import.meta.url);
const source = readFileSync(file, 'utf8');
const filename = fileURLToPath(file);
const cachedData = codeCache(new URL('./gopark.cache', import.meta.url));
const script = new Script(source, cachedData ? { filename, cachedData } : { filename });
(script.runInThisContext() as Bundle)(createRequire(import.meta.url), import.meta.url);

function codeCache(url: URL): Buffer | undefined {
  try {
    return readFileSync(url);
  } catch {
    return undefined;
  }
}
