/** What the front end has to say about a program: place, cause and one line of help. */
import type { Pos } from './syntax/ast.ts';
import { placeText, type SourceSet } from './source.ts';

export interface Diagnostic {
  /** Where, as gc would say it. */
  path: string;
  line: number;
  col: number;
  /** gc's words. */
  message: string;
  /** One sentence that helps to mend it; shown after `help:`. */
  help?: string;
  /** A `warning` does not stop compilation. */
  severity: 'error' | 'warning';
  pos: Pos;
}

/** Messages that quote more than people read are cut in the middle. */
const MESSAGE_MAX = 2000;

/** Most characters of a line that are shown, and how many of them before the caret. */
const SHOWN = 160;
const SHOWN_BEFORE = 80;

/** Collects diagnostics: one per line, as gc does, and at most `limit` are shown. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  /** Where the stage at work is, for what no stage foresaw. */
  at: Pos = 0;
  private readonly seen = new Set<string>();
  constructor(readonly sources: SourceSet) {}

  error(pos: Pos, text: string, help?: string): void {
    const message = shortened(text);
    const place = this.sources.place(pos);
    const key = `${place.path}:${place.line}:${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.list.push({ ...place, message, ...(help ? { help } : {}), severity: 'error', pos });
  }

  get hasErrors(): boolean {
    return this.list.some((d) => d.severity === 'error');
  }
}

/** `path:line:col: message`, the source line, a caret, and `help: ...` where there is any. */
export function formatDiagnostic(d: Diagnostic, sources: SourceSet): string {
  const file = sources.fileOf(d.pos);
  const { line, col } = file?.physical(d.pos) ?? d;
  const { text, before } = excerpt(file?.line(line) ?? '', col);
  const lines = [`${placeText(d)}: ${d.message}`];
  if (text) lines.push(`    ${text}`, `    ${before}^`);
  if (d.help) lines.push(`help: ${d.help}`);
  return lines.join('\n');
}

function shortened(text: string): string {
  if (text.length <= MESSAGE_MAX) return text;
  const half = MESSAGE_MAX / 2;
  return `${text.slice(0, half)}...${text.slice(-half)}`;
}

/** The part of a line around a column, and what to write below it up to the caret. */
function excerpt(line: string, col: number): { text: string; before: string } {
  const at = charColumn(line, col) - 1;
  const from = line.length <= SHOWN ? 0 : Math.max(0, at - SHOWN_BEFORE);
  const rest = line.length - from > SHOWN ? '...' : '';
  const start = from > 0 ? '...' : '';
  const before = start + line.slice(from, at);
  return {
    text: start + line.slice(from, from + SHOWN) + rest, before: before.replace(/[^\t]/g, ' '),
  };
}

/** Turns a column in UTF-8 bytes into one in characters. */
function charColumn(text: string, byteCol: number): number {
  let bytes = 1;
  let chars = 1;
  for (const ch of text) {
    if (bytes >= byteCol) break;
    bytes += new TextEncoder().encode(ch).length;
    chars += ch.length;
  }
  return chars;
}
