/**
 * The outline of a file: which names it declares, and where, found without parsing.
 *
 * It is for the modelled library, of which a program needs little. A file that gofmt has formatted
 * has its package-level declarations, and nothing else but comments and what closes brackets, at
 * the start of lines. So a declaration reaches from such a line (and the comments above it, for
 * directives) to the next one; and in a group in parentheses the names are the words that are
 * indented by one tab. Each declaration is then parsed when something needs it. A test compares the
 * outlines of all files of the library with their trees.
 */
import type { SourceFile } from '../source.ts';
import type { Pos } from './ast.ts';

export interface NamedAt { name: string; pos: Pos }

export interface Declaration {
  file: SourceFile;
  kind: 'func' | 'type' | 'var' | 'const';
  /** Offsets in the file's text. */
  from: number;
  to: number;
  names: NamedAt[];
  /** Of a method: the receiver's base type. */
  recv?: { name: string; ptr: boolean };
}

const START = /^(?:func|type|var|const)\b/gm;
const FUNC = /^func (?:\((?:\w+ )?(\*?)(\w+)(?:\[[^\]]*\])?\) )?(\w+)/;
const SINGLE = /^(?:type|var|const) (\w+(?:, \w+)*)/;
const GROUPED = /^\t(\w+(?:, \w+)*)/gm;

/** Where a file's declarations start, behind its imports. */
export function headerEnd(file: SourceFile): number {
  START.lastIndex = 0;
  const first = START.exec(file.text);
  return first ? aboveComments(file.text, first.index) : file.text.length;
}

export function outline(file: SourceFile): Declaration[] {
  const { text } = file;
  const starts: Array<{ from: number; at: number }> = [];
  START.lastIndex = 0;
  for (let m = START.exec(text); m; m = START.exec(text)) {
    starts.push({ from: aboveComments(text, m.index), at: m.index });
  }
  return starts.map(({ from, at }, i) => declaration(file, from, at, starts[i + 1]?.from));
}

/** The start of the comment lines right above a line. */
function aboveComments(text: string, start: number): number {
  while (start > 0) {
    const line = text.lastIndexOf('\n', start - 2) + 1;
    if (!text.startsWith('//', line)) return start;
    start = line;
  }
  return start;
}

function declaration(
  file: SourceFile, from: number, at: number, to = file.text.length,
): Declaration {
  const line = file.text.slice(at, to);
  const kind = /^\w+/.exec(line)![0] as Declaration['kind'];
  if (kind !== 'func') return { file, kind, from, to, names: declared(line, file.base + at) };
  const [whole, ptr, recv, name] = FUNC.exec(line)!;
  const names = [{ name: name!, pos: file.base + at + whole.length - name!.length }];
  if (recv === undefined) return { file, kind, from, to, names };
  return { file, kind, from, to, names, recv: { name: recv, ptr: ptr === '*' } };
}

/** The names that a declaration of types, variables or constants declares. */
function declared(text: string, base: Pos): NamedAt[] {
  const single = SINGLE.exec(text);
  if (single) return split(single[1]!, base + single[0].length - single[1]!.length);
  const names: NamedAt[] = [];
  GROUPED.lastIndex = 0;
  for (let m = GROUPED.exec(text); m; m = GROUPED.exec(text)) {
    names.push(...split(m[1]!, base + m.index + 1));
  }
  return names;
}

function split(list: string, base: Pos): NamedAt[] {
  let at = base;
  return list.split(', ').map((name) => {
    const pos = at;
    at += name.length + 2;
    return { name, pos };
  });
}
