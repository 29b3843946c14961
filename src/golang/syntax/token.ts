/**
 * The tokens of Go. Operators share a few kinds; which operator it is, and how tightly it binds,
 * is in the scanner's fields `op` and `prec`.
 *
 * The values are plain numbers, not literal types: the parser compares the current token again and
 * again between calls that change it, and a literal type would make the compiler believe the first
 * comparison for ever.
 */
export const Tok = {
  EOF: 0,

  Name: 1,
  Literal: 2,

  /** Every operator except `*` and `<-`. */
  Operator: 3,
  /** `op=`. */
  AssignOp: 4,
  /** `++` and `--`. */
  IncOp: 5,
  /** `=`. */
  Assign: 6,
  /** `:=`. */
  Define: 7,
  /** `<-`. */
  Arrow: 8,
  Star: 9,

  Lparen: 10,
  Lbrack: 11,
  Lbrace: 12,
  Rparen: 13,
  Rbrack: 14,
  Rbrace: 15,
  Comma: 16,
  /** A written semicolon, or one that the end of a line stands for. */
  Semi: 17,
  Colon: 18,
  Dot: 19,
  DotDotDot: 20,

  Break: 21,
  Case: 22,
  Chan: 23,
  Const: 24,
  Continue: 25,
  Default: 26,
  Defer: 27,
  Else: 28,
  Fallthrough: 29,
  For: 30,
  Func: 31,
  Go: 32,
  Goto: 33,
  If: 34,
  Import: 35,
  Interface: 36,
  Map: 37,
  Package: 38,
  Range: 39,
  Return: 40,
  Select: 41,
  Struct: 42,
  Switch: 43,
  Type: 44,
  Var: 45,
};

/** How each token is spelled, by its number. */
const SPELLING = [
  'EOF', 'name', 'literal', 'op', 'op=', 'opop', '=', ':=', '<-', '*',
  '(', '[', '{', ')', ']', '}', ',', ';', ':', '.', '...',
  'break', 'case', 'chan', 'const', 'continue', 'default', 'defer', 'else', 'fallthrough',
  'for', 'func', 'go', 'goto', 'if', 'import', 'interface', 'map', 'package', 'range',
  'return', 'select', 'struct', 'switch', 'type', 'var',
] as const;

/** The words that are not names. All have 2 to 11 letters. */
export const KEYWORDS: ReadonlyMap<string, number> = new Map(
  SPELLING.slice(Tok.Break).map((word, i) => [word, Tok.Break + i] as const),
);

/** How tightly binary operators bind. 0: not a binary operator. */
export const Prec = { None: 0, OrOr: 1, AndAnd: 2, Compare: 3, Add: 4, Mul: 5 };

export function spelling(tok: number): string {
  return SPELLING[tok]!;
}

/** A token's kind, as error messages say it. */
export function tokenName(tok: number): string {
  if (tok === Tok.Comma) return 'comma';
  if (tok === Tok.Semi) return 'semicolon or newline';
  return tok >= Tok.Break ? `keyword ${spelling(tok)}` : spelling(tok);
}

/** After these keywords the end of a line ends the statement. */
export function endsStatement(keyword: number): boolean {
  return keyword === Tok.Break || keyword === Tok.Continue || keyword === Tok.Fallthrough ||
    keyword === Tok.Return;
}
