/**
 * Program files (`.gpk`): what `check --emit` writes and `run` takes in place of the source. A
 * container of three sections: facts in JSON (functions, files, sites, config), the position of
 * each instruction, the image.
 */
import { Image } from '../../assembly/abi/frame.ts';
import { type ContainerKind, FileFormatError, isKind, pack, unpack } from './container.ts';
import type { Executable } from './encode.ts';
import type { SiteDesc } from './program.ts';
import { type FuncSymbol, Symbols } from './symbols.ts';

const PROGRAM_FILE: ContainerKind = {
  magic: 'gopark-p',
  version: 1,
  noun: 'program file',
  remedy: 'compile the source again (gopark check --emit)',
};

interface Facts {
  files: string[];
  funcs: [name: string, count: number, flags: number][];
  sites: SiteDesc[];
  config: Record<string, string>;
}

/** Whether a file claims to be a program file. */
export function isProgramFile(bytes: Uint8Array): boolean {
  return isKind(PROGRAM_FILE, bytes);
}

export function writeProgram(exe: Executable): Uint8Array {
  const { files, funcs, sites, positions, posOfPc } = exe.symbols;
  const facts: Facts = {
    files: [...files],
    funcs: funcs.map((f) => [f.name, f.count, f.flags]),
    sites: [...sites],
    config: exe.config,
  };
  const places = new Int32Array(1 + positions.length + posOfPc.length);
  places[0] = positions.length;
  places.set(positions, 1);
  places.set(posOfPc, 1 + positions.length);
  const json = new TextEncoder().encode(JSON.stringify(facts));
  return pack(PROGRAM_FILE, [json, new Uint8Array(places.buffer), exe.image]);
}

/** The program in a file; a FileFormatError if there is none. */
export function readProgram(file: Uint8Array): Executable {
  const [json, places, image] = unpack(PROGRAM_FILE, file, 3) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const facts = readFacts(json);
  if (image.length < Image.HEADER_BYTES) throw damaged();
  const words = new Int32Array(places.slice().buffer);
  const split = 1 + (words[0] ?? 0);
  let pc = 0;
  const funcs: FuncSymbol[] = facts.funcs.map(([name, count, flags]) => {
    pc += count;
    return { name, pc: pc - count, count, flags };
  });
  if (words.length !== split + pc) throw damaged();
  const symbols = new Symbols(
    facts.files,
    funcs,
    facts.sites,
    words.slice(1, split),
    words.slice(split),
  );
  return { image: image.slice(), symbols, config: facts.config };
}

function readFacts(json: Uint8Array): Facts {
  try {
    const facts = JSON.parse(new TextDecoder().decode(json)) as Facts;
    if (Array.isArray(facts.files) && Array.isArray(facts.funcs) && Array.isArray(facts.sites))
      return facts;
  } catch {
    // falls through: the checksum was right, so somebody wrote this on purpose
  }
  throw damaged();
}

function damaged(): FileFormatError {
  return new FileFormatError(`this gopark program file is damaged: ${PROGRAM_FILE.remedy}`);
}
