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

/** Collects diagnostics: one per line, as gc does, and at most `limit` are shown. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  constructor(readonly sources: SourceSet) {}

  error(pos: Pos, message: string, help?: string): void {
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
  const text = file?.line(line) ?? '';
  const before = text.slice(0, charColumn(text, col) - 1).replace(/[^\t]/g, ' ');
  const lines = [`${placeText(d)}: ${d.message}`];
  if (text) lines.push(`    ${text}`, `    ${before}^`);
  if (d.help) lines.push(`help: ${d.help}`);
  return lines.join('\n');
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
