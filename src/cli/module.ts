/** The module that a program on disk belongs to: the nearest go.mod above it, and its packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { InputFile, ModuleProvider } from '../golang/compile.ts';
import { isIncluded } from '../golang/constraint.ts';
import { CliError } from './exit.ts';

/** The module around `dir`, if there is one. */
export function moduleAround(dir: string): ModuleProvider | undefined {
  for (let at = resolve(dir); ; at = dirname(at)) {
    const text = read(join(at, 'go.mod'));
    if (text !== undefined) return moduleAt(at, text, resolve(dir));
    if (dirname(at) === at) return undefined;
  }
}

function moduleAt(root: string, gomod: string, dir: string): ModuleProvider {
  const path = /^module[ \t]+(?:"([^"]+)"|`([^`]+)`|(\S+))/m.exec(gomod);
  if (!path) throw new CliError(`${join(root, 'go.mod')}: there is no module line`);
  const name = path[1] ?? path[2] ?? path[3]!;
  const below = relative(root, dir).split(sep).filter(Boolean);
  return {
    path: name,
    main: [name, ...below].join('/'),
    files: (of) => filesIn(join(root, ...of.slice(name.length).split('/'))),
  };
}

/** The files of the package in a folder, called as seen from where the command was started. */
function filesIn(dir: string): InputFile[] | undefined {
  const files: InputFile[] = [];
  for (const name of names(dir)) {
    const file = join(dir, name);
    const text = name.endsWith('.go') ? read(file) : undefined;
    if (text !== undefined && isIncluded(name, text)) {
      files.push({ path: relative(process.cwd(), file) || file, text });
    }
  }
  return files.length > 0 ? files : undefined;
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
