/**
 * Where the command starts: runs the bundle of everything else (`main.ts`), with what V8 made of it
 * when it was built. Most of a short run is otherwise spent on compiling ourselves. V8 looks at the
 * version, its flags and the text by itself, and compiles if they differ.
 *
 * It is built as CommonJS: Node would have to load its loader of modules.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { forLong } from './jit.ts';

forLong(false);

type Bundle = (load: typeof require, url: string) => void;

const filename = join(__dirname, 'gopark.cjs');
const source = readFileSync(filename, 'latin1');
const cachedData = codeCache(join(__dirname, 'gopark.cache'));
const script = new Script(source, cachedData ? { filename, cachedData } : { filename });
(script.runInThisContext() as Bundle)(require, pathToFileURL(__filename).href);

function codeCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
