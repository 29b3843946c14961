/**
 * `//line path:line`, `//line path:line:col` and the same between `/*` and `*\/`: what follows is
 * said to come from elsewhere, because a generator wrote it. As in gc an empty path with a column
 * is the path so far, and without one no path at all; a comment without `:` is just a comment.
 */

export interface LineDirective {
  /** Undefined: as before. */
  path: string | undefined;
  line: number;
  /** 0: no columns are known until the next directive. */
  col: number;
}

/** What is wrong with a directive, and where in its text. */
export interface LineMistake { at: number; message: string }

/** Go's limit of lines and columns. */
const MOST = 2 ** 30;

interface Tail { from: number; value: number }

/** The digits behind the last `:` of a text; NaN if there is something else. */
function tail(text: string): Tail | undefined {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return undefined;
  const digits = text.slice(colon + 1);
  const value = /^[0-9]+$/.test(digits) ? Number(digits) : Number.NaN;
  return { from: colon + 1, value };
}

const inRange = ({ value }: Tail): boolean => value > 0 && value <= MOST;

const mistake = (what: string, text: string, { from }: Tail): LineMistake =>
  ({ at: from, message: `invalid ${what} number: ${text.slice(from)}` });

/** Reads the text behind `line `; undefined if it is no directive. */
export function parseLineDirective(text: string): LineDirective | LineMistake | undefined {
  const last = tail(text);
  if (!last) return undefined;
  if (Number.isNaN(last.value)) return mistake('line', text, last);
  const before = text.slice(0, last.from - 1);
  const first = tail(before);
  if (!first || Number.isNaN(first.value)) {
    return inRange(last) ? { path: before, line: last.value, col: 0 }
      : mistake('line', text, last);
  }
  if (!inRange(last)) return mistake('column', text, last);
  if (!inRange(first)) return mistake('line', before, first);
  const path = before.slice(0, first.from - 1);
  return { path: path === '' ? undefined : path, line: first.value, col: last.value };
}
