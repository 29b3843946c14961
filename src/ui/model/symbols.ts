/** The symbols of a program in the short form in which runs carry them. */
import type { Symbols } from '../../program/symbols.ts';
import type { RecordSymbols } from '../../records/file.ts';

export function recordSymbols(symbols: Symbols): RecordSymbols {
  const lines: RecordSymbols['lines'] = [];
  let last = '';
  for (let pc = 0; pc < symbols.posOfPc.length; pc++) {
    const place = symbols.place(pc);
    const key = place ? `${place.file}:${place.line}` : '';
    if (place && key !== last) lines.push([pc, symbols.files.indexOf(place.file), place.line]);
    last = key;
  }
  return { files: [...symbols.files], funcs: symbols.funcs.map((f) => [f.name, f.pc]), lines };
}
