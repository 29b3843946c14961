/** The texts of a compilation and what a position in them means. */
import type { Pos } from './syntax/ast.ts';

export interface Place {
  path: string;
  line: number;
  /** 0 behind a `//line` comment without a column. */
  col: number;
}

/** `path:line:col`, or without the column if it is unknown. */
export const placeText = ({ path, line, col }: Place): string =>
  `${path}:${line}${col > 0 ? `:${col}` : ''}`;

/** From `pos` on, lines are called otherwise: the line of `pos` is `line` of `path`. */
interface Renamed extends Place { pos: Pos; physical: Place }

const NO_NAME = { path: '', line: 0, col: 0, physical: undefined };

export class SourceFile {
  /** In the order of their positions. */
  private renamed: Renamed[] | undefined;
  private lines: number[] | undefined;
  private isAscii: boolean | undefined;

  constructor(readonly path: string, readonly text: string, readonly base: Pos) {}

  /** A stretch of the file, with the same positions (but not the same lines). */
  part(from: number, to: number): SourceFile {
    return new SourceFile(this.path, this.text.slice(from, to), this.base + from);
  }

  /** Without other characters a column is a difference of offsets. */
  private get ascii(): boolean {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
    return (this.isAscii ??= /^[\x00-\x7f]*$/.test(this.text));
  }

  /** Offsets at which lines start. */
  private starts(): number[] {
    if (this.lines) return this.lines;
    const starts = [0];
    for (let i = this.text.indexOf('\n'); i >= 0; i = this.text.indexOf('\n', i + 1)) {
      starts.push(i + 1);
    }
    this.lines = starts;
    return starts;
  }

  /** A `//line` comment before `pos`; they are told in order. */
  rename(pos: Pos, to: { path: string | undefined; line: number; col: number }): void {
    const list = (this.renamed ??= []);
    const last = list.at(-1);
    if (last && last.pos >= pos) return;
    const path = to.path ?? last?.path ?? this.path;
    list.push({ pos, path, line: to.line, col: to.col, physical: this.physical(pos) });
  }

  /** Where a position is, as the program's author sees it: `//line` comments count. */
  place(pos: Pos): Place {
    const at = this.physical(pos);
    const { path, line, col, physical } = this.renamed?.findLast((r) => r.pos <= pos) ?? NO_NAME;
    if (!physical) return at;
    const sameLine = at.line === physical.line;
    return {
      path, line: line + at.line - physical.line,
      col: col === 0 ? 0 : sameLine ? col + at.col - physical.col : at.col,
    };
  }

  /** The line in this file. */
  lineOf(pos: Pos): number {
    return this.physical(pos).line;
  }

  /** Line and column (both from 1; the column counts UTF-8 bytes, as Go's does). */
  physical(pos: Pos): Place {
    const offset = Math.max(0, Math.min(pos - this.base, this.text.length));
    const starts = this.starts();
    let lo = 0;
    let hi = starts.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (starts[mid]! <= offset) lo = mid;
      else hi = mid - 1;
    }
    const before = this.text.slice(starts[lo]!, offset);
    const bytes = this.ascii ? before.length : new TextEncoder().encode(before).length;
    return { path: this.path, line: lo + 1, col: bytes + 1 };
  }

  /** The text of a line (from 1), without its end. */
  line(n: number): string {
    const starts = this.starts();
    const start = starts[n - 1] ?? this.text.length;
    const end = starts[n] ?? this.text.length + 1;
    return this.text.slice(start, end - 1).replace(/\r$/, '');
  }
}

/** All files of a compilation. Positions are unique over them. */
export class SourceSet {
  readonly files: SourceFile[] = [];
  /** Further files, behind these. */
  behind: SourceSet | undefined;
  private nextBase: Pos;

  private readonly firstBase: Pos;

  constructor(firstBase: Pos = 1) {
    this.firstBase = firstBase;
    this.nextBase = firstBase;
  }

  add(path: string, text: string): SourceFile {
    const file = new SourceFile(path, text, this.nextBase);
    this.nextBase += text.length + 1;
    this.files.push(file);
    return file;
  }

  fileOf(pos: Pos): SourceFile | undefined {
    if (this.behind && pos >= this.behind.firstBase) return this.behind.fileOf(pos);
    let lo = 0;
    let hi = this.files.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.files[mid]!.base <= pos) lo = mid;
      else hi = mid - 1;
    }
    return this.files[lo];
  }

  place(pos: Pos): Place {
    return this.fileOf(pos)?.place(pos) ?? { path: '?', line: 0, col: 0 };
  }
}
