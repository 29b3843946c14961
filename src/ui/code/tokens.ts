/**
 * The tokens of a program as the editor colours them, from the compiler's own scanner: what is no
 * keyword there has no keyword's colour here. A scanner knows no declarations, so a name counts as
 * a function if a `(` follows, and as a type if it is a predeclared one or `type` stands before.
 */
import { Scanner } from '../../golang/syntax/scan.ts';
import { Tok } from '../../golang/syntax/token.ts';

export type Colour = 'keyword' | 'string' | 'number' | 'comment' | 'type' | 'func';

export interface Token {
  from: number;
  to: number;
  colour: Colour | undefined;
  /** `(`, `)` and the like; empty for all others. */
  bracket: string;
}

const TYPES = new Set(('any bool byte comparable complex64 complex128 error float32 float64 int '
  + 'int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr').split(' '));
const VALUES = new Set(['true', 'false', 'nil', 'iota']);
const COMMENT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;

/** All tokens, comments among them, in order. Whatever the text is, there is no error. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const scanner = new Scanner(text, 0, () => {});
  let behind = 0;
  let declares = false;
  for (scanner.next(); scanner.tok !== Tok.EOF; scanner.next()) {
    const { tok, start, at, lit } = scanner;
    if (tok === Tok.Semi && text[start] !== ';') continue;
    comments(text, behind, start, tokens);
    behind = at;
    const name = tok === Tok.Name;
    tokens.push({
      from: start, to: at, bracket: tok >= Tok.Lparen && tok <= Tok.Rbrace ? text[start]! : '',
      colour: name ? colourOf(lit, declares, text[at] === '(') : colourOfToken(tok, text[start]!),
    });
    declares = tok === Tok.Type;
  }
  comments(text, behind, text.length, tokens);
  return tokens;
}

function colourOf(name: string, declares: boolean, called: boolean): Colour | undefined {
  if (declares || TYPES.has(name)) return 'type';
  if (VALUES.has(name)) return 'number';
  return called ? 'func' : undefined;
}

function colourOfToken(tok: number, first: string): Colour | undefined {
  if (tok >= Tok.Break) return 'keyword';
  if (tok !== Tok.Literal) return undefined;
  return /["'`]/.test(first) ? 'string' : 'number';
}

/** The comments between two tokens. */
function comments(text: string, from: number, to: number, tokens: Token[]): void {
  for (const found of text.slice(from, to).matchAll(COMMENT)) {
    const at = from + found.index;
    tokens.push({ from: at, to: at + found[0].length, colour: 'comment', bracket: '' });
  }
}

/** The first token that ends behind `offset`: its index. */
export function tokenAt(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.to <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const PARTNER: Record<string, string> = {
  '(': ')', '[': ']', '{': '}', ')': '(', ']': '[', '}': '{',
};

/** The bracket that belongs to the one at index `i`, or -1. Those in strings are none. */
export function partnerOf(tokens: readonly Token[], i: number): number {
  const own = tokens[i]!.bracket;
  const other = PARTNER[own];
  const step = '([{'.includes(own) ? 1 : -1;
  let depth = 0;
  for (let k = i; other !== undefined && k >= 0 && k < tokens.length; k += step) {
    const { bracket } = tokens[k]!;
    if (bracket === own) depth++;
    else if (bracket === other && --depth === 0) return k;
  }
  return -1;
}
