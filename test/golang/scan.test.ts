import { describe, expect, it } from 'vitest';
import { decodeSource, Scanner } from '../../src/golang/syntax/scan.ts';
import { spelling, Tok } from '../../src/golang/syntax/token.ts';

/** The tokens of a text, and errors as `offset: message`. */
function scan(text: string): { tokens: string[]; errors: string[]; scanner: Scanner } {
  const errors: string[] = [];
  const scanner = new Scanner(text, 0, (offset, message) => errors.push(`${offset}: ${message}`));
  const tokens: string[] = [];
  for (scanner.next(); scanner.tok !== Tok.EOF; scanner.next()) tokens.push(show(scanner));
  return { tokens, errors, scanner };
}

function show(s: Scanner): string {
  switch (s.tok) {
    case Tok.Name: case Tok.Literal: return s.lit;
    case Tok.Semi: return `;${s.lit}`;
    case Tok.Operator: return s.op;
    case Tok.AssignOp: return `${s.op}=`;
    case Tok.IncOp: return s.op + s.op;
    default: return spelling(s.tok);
  }
}

describe('tokens', () => {
  it('all operators and punctuation', () => {
    const all = '+ - * / % & | ^ << >> &^ += -= *= /= %= &= |= ^= <<= >>= &^= && || <- ++ -- ' +
      '== < > = ! ~ != <= >= := ... ( ) [ ] { } , : .';
    const { tokens, errors } = scan(all.replace('++', '++ ').replaceAll('\n', ''));
    expect(tokens.filter((t) => !t.startsWith(';')).join(' ')).toBe(all);
    expect(errors).toEqual([]);
  });

  it.each([
    ['a+++b', 'a ++ + b ;EOF'], ['a&^=b', 'a &^= b ;EOF'], ['x<-y', 'x <- y ;EOF'],
    ['a..b', 'a . . b ;EOF'], ['a...', 'a ...'], ['1.e2.x', '1.e2 . x ;EOF'],
    ['.5.', '.5 .'], ['if x1 _y', 'if x1 _y ;EOF'], ['größe π9', 'größe π9 ;EOF'],
    ['a/*c*/b', 'a b ;EOF'], ['a//c', 'a ;EOF'], ['a /* 1\n2 */ b', 'a ;newline b ;EOF'],
    ['\ufeffa', 'a ;EOF'], ['a;b\r\n', 'a ;semicolon b ;newline'],
  ])('%j', (text, tokens) => expect(scan(text).tokens.join(' ')).toBe(tokens));

  it('a newline ends a statement where one can end', () => {
    const ends = ['a', '1', '"s"', "'c'", '`r`', 'break', 'continue', 'fallthrough', 'return', '++',
      '--', ')', ']', '}'];
    for (const t of ends) expect(scan(`${t}\n`).tokens.at(-1)).toBe(';newline');
    for (const t of ['+', 'if', '(', ',', ':=', 'func', 'go', '.', '...', '=']) {
      expect(scan(`${t}\n`).tokens).toHaveLength(1);
    }
  });

  it('a scan may start and end inside a text', () => {
    const s = new Scanner('abc def ghi', 0, () => {}, 4, 7);
    s.next();
    expect([s.lit, s.start, s.at]).toEqual(['def', 4, 7]);
    s.next();
    expect([s.tok, s.lit]).toEqual([Tok.Semi, 'EOF']);
    s.next();
    s.next();
    expect(s.tok).toBe(Tok.EOF);
  });
});

describe('literals', () => {
  it.each([
    ['0', 'int'], ['42', 'int'], ['0600', 'int'], ['0b101', 'int'], ['0O17', 'int'],
    ['0xBad_Face', 'int'], ['1_000', 'int'], ['0_7', 'int'], ['0.', 'float'], ['.25', 'float'],
    ['072.40', 'float'], ['1e9', 'float'], ['6.67E-11', 'float'], ['0x1p-2', 'float'],
    ['0X.8p0', 'float'], ['09.5', 'float'], ['0i', 'imag'], ['08i', 'imag'], ['0x1i', 'imag'],
    ['1e3i', 'imag'], ["'a'", 'char'], ["'\\''", 'char'], ["'\\x41'", 'char'], ["'世'", 'char'],
    ["'😀'", 'char'], ['"\\"\\u1234\\377"', 'string'], ['``', 'string'], ['`a\n"`', 'string'],
  ])('%s', (text, kind) => {
    const { tokens, errors, scanner } = scan(text);
    expect(errors).toEqual([]);
    expect(tokens[0]).toBe(text);
    expect([scanner.literal, scanner.bad]).toEqual([kind, false]);
  });

  it.each([
    ['08', "1: invalid digit '8' in octal literal"],
    ['0b12', "3: invalid digit '2' in binary literal"],
    ['0o8', "2: invalid digit '8' in octal literal"],
    ['0x', '2: hexadecimal literal has no digits'],
    ['0b', '2: binary literal has no digits'],
    ['0b1.0', '3: invalid radix point in binary literal'],
    ['1e', '2: exponent has no digits'],
    ['1p3', "1: 'p' exponent requires hexadecimal mantissa"],
    ['0b1e3', "3: 'e' exponent requires decimal mantissa"],
    ['0x1.5', "5: hexadecimal mantissa requires a 'p' exponent"],
    ['1__0', "2: '_' must separate successive digits"],
    ['1_', "1: '_' must separate successive digits"],
    ['1_.5', "1: '_' must separate successive digits"],
    ['0x_', '3: hexadecimal literal has no digits'],
    ["''", "1: empty rune literal or unescaped '"],
    ["'ab'", '0: more than one character in rune literal'],
    ["'a", '0: rune literal not terminated'],
    ["'\n'", '1: newline in rune literal', '2: rune literal not terminated'],
    ['"a', '0: string not terminated'],
    ['"a\n', '2: newline in string'],
    ['`a', '0: string not terminated'],
    ['"\\q\\z"', '2: unknown escape', '4: unknown escape'],
    ['"\\\'"', '2: unknown escape'],
    ['"\\x4g"', "4: invalid character 'g' in hexadecimal escape"],
    ['"\\08"', "3: invalid character '8' in octal escape"],
    ['"\\400"', '5: octal escape value 256 > 255'],
    ["'\\ud800'", '7: escape is invalid Unicode code point U+D800'],
    ["'\\U00110000'", '11: escape is invalid Unicode code point U+110000'],
    ['/* a', '0: comment not terminated'],
    ['@', "0: invalid character U+0040 '@'"],
    ['#?', "0: invalid character U+0023 '#'", "1: invalid character U+003F '?'"],
    ['a\u0001', '1: invalid character U+0001'],
    ['“a”', "0: invalid character U+201C '“' in identifier",
      "2: invalid character U+201D '”' in identifier"],
    ['٣a', "0: identifier cannot begin with digit U+0663 '٣'"],
    ['a😀', "1: invalid character U+1F600 '😀' in identifier"],
  ])('wrong: %j', (text, ...errors) => expect(scan(text).errors).toEqual(errors));
});

describe('decodeSource', () => {
  const bytes = (...b: number[]) => new Uint8Array(b);

  it('finds what is not UTF-8', () => {
    expect(decodeSource(new TextEncoder().encode('aé😀'))).toEqual({ text: 'aé😀', invalid: [] });
    expect(decodeSource(bytes(0x61, 0xff, 0x62))).toEqual({ text: 'a\ufffdb', invalid: [1] });
    expect(decodeSource(bytes(0xc3, 0xa9, 0xc3))).toEqual({ text: 'é\ufffd', invalid: [1] });
  });

  it('accepts a replacement character that was written', () => {
    expect(decodeSource(bytes(0xef, 0xbf, 0xbd, 0x61)).invalid).toEqual([]);
    expect(decodeSource(bytes(0xef, 0xbf, 0xbd, 0xe9, 0x61)).invalid).toEqual([1]);
  });

  it('keeps a byte order mark', () => {
    expect(decodeSource(bytes(0xef, 0xbb, 0xbf, 0x61)).text).toBe('\ufeffa');
  });
});
